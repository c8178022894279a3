"""One invented week, as the pages show it: for tests that look at pages without a calendar behind them.

The figures are those of the pictures that the pages were designed with. `OVERVIEW`, `COMING`, `WEEK` and `EVIDENCE`
are in English; `GERMAN_OVERVIEW`, `GERMAN_COMING`, `GERMAN_WEEK` and `GERMAN_EVIDENCE` say the same in German, which
is longer. `EMPTY_OVERVIEW` is that of a calendar of which nothing can be said yet.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from app.model.charts import ChartSpec, HeatMap, Role, Table, Trace
from app.model.evidence import Evidence, EvidenceRow
from app.model.overview import FigureCard, Overview, ShortList
from app.model.phrases import Phrase
from app.model.week_view import Block, DayStrip, WeekView

MONDAY: Final = dt.date(2026, 11, 16)
FIRST_WEEK: Final = dt.date(2025, 11, 24)
OF_WEEK: Final = "week:2026-11-16:"

# ---- the year ----

_GAPS: Final = frozenset({4, 5, 18, 25, 35, 36, 37})
_FOCUS_HELD: Final = (
    *(29.0, 27.5, 26.5, 24.5),
    *(23.5, 23.75, 25.25, 19.75, 27.25, 22.25, 23.0, 24.25, 24.75, 23.25, 26.25, 26.25),
    *(15.75, 23.25, 27.75, 23.5, 23.75, 18.0),
    *(20.25, 19.75, 23.0, 17.25, 18.0, 17.5, 18.5, 21.75, 18.25),
    *(20.0, 15.0, 21.25, 22.0, 18.0, 16.0, 22.0, 14.0, 22.0, 17.5, 18.5, 24.5, 20.0, 11.0),
)
_MEETINGS_HELD: Final = (
    *(6.0, 7.75, 7.25, 7.75),
    *(7.75, 7.75, 7.5, 8.25, 6.5, 9.25, 7.25, 9.75, 7.75, 8.75, 8.25, 8.25),
    *(11.25, 8.75, 7.75, 8.25, 9.25, 8.75),
    *(8.75, 10.75, 9.0, 11.25, 10.75, 10.75, 9.75, 10.75, 11.0),
    *(10.25, 13.0, 9.5, 12.5, 11.5, 10.5, 10.5, 14.0, 10.75, 13.0, 13.0, 10.75, 12.5, 16.75),
)
_FOCUS_LOW: Final = (
    *(22.8, 22.8, 22.7, 23.5),
    *(24.2, 24.0, 23.4, 23.1, 23.1, 23.4, 21.9, 22.1, 22.5, 22.7, 22.4, 22.3),
    *(22.0, 21.0, 20.0, 20.7, 21.5, 22.5),
    *(19.5, 19.0, 19.0, 18.2, 16.0, 15.8, 16.2, 16.4, 16.9),
    *(16.7, 16.9, 16.9, 16.9, 16.6, 16.4, 14.8, 17.0, 14.1, 16.7, 14.5, 14.7, 15.2, 15.2),
)
_FOCUS_HIGH: Final = (
    *(27.2, 28.5, 28.6, 28.3),
    *(28.3, 28.6, 28.6, 28.6, 28.6, 28.5, 28.0, 26.3, 25.8, 25.4, 25.0, 25.2),
    *(26.5, 26.7, 26.6, 26.8, 25.4, 25.1),
    *(27.6, 27.7, 27.8, 28.0, 24.9, 24.7, 24.4, 23.4, 22.7),
    *(20.3, 20.4, 20.3, 20.3, 20.9, 20.9, 21.5, 23.0, 22.7, 23.0, 23.5, 22.7, 23.4, 23.3),
)
_MEETINGS_LOW: Final = (
    *(7.0, 7.0, 7.0, 6.8),
    *(7.1, 7.3, 7.4, 7.4, 7.4, 7.2, 7.4, 7.3, 7.1, 7.3, 7.2, 7.0),
    *(7.0, 7.0, 7.0, 7.1, 7.4, 7.6),
    *(7.7, 8.0, 7.9, 7.9, 8.0, 7.9, 7.8, 7.6, 8.2),
    *(9.9, 9.9, 10.1, 10.1, 9.9, 9.7, 9.4, 9.7, 9.9, 9.7, 9.6, 9.5, 9.6, 10.3),
)
_MEETINGS_HIGH: Final = (
    *(8.0, 8.2, 8.0, 7.8),
    *(7.8, 7.8, 7.8, 8.0, 8.1, 8.1, 8.4, 8.5, 8.4, 8.4, 8.6, 8.6),
    *(9.4, 9.4, 9.3, 9.3, 9.4, 9.4),
    *(9.3, 9.5, 9.5, 9.5, 10.2, 10.3, 10.4, 10.7, 11.0),
    *(11.3, 11.4, 11.4, 11.4, 11.4, 11.8, 12.2, 11.8, 12.2, 12.1, 13.0, 13.1, 13.4, 13.7),
)


def _over_the_year(held: tuple[float, ...]) -> tuple[float | None, ...]:
    """Put the weeks that count at their places among all 52."""
    rest = iter(held)
    return tuple(None if position in _GAPS else next(rest) for position in range(52))


def _mondays() -> list[dt.date]:
    return [FIRST_WEEK + dt.timedelta(weeks=position) for position in range(52)]


def _chart(title: str, caption: str, summary: str, names: tuple[str, str], words: tuple[str, ...]) -> ChartSpec:
    week, away, month_names, comma = words
    focus, meetings = _over_the_year(_FOCUS_HELD), _over_the_year(_MEETINGS_HELD)
    positions = tuple(f"{week} {monday.isocalendar().week}, {monday.isocalendar().year}" for monday in _mondays())
    months = dict(zip((1, 5, 10, 14, 18, 23, 27, 31, 36, 40, 44, 49), month_names.split("|"), strict=True))

    def hours(value: float | None) -> str:
        return "–" if value is None else f"{value:.1f}".replace(".", comma)

    rows = tuple(
        (position, hours(meeting), hours(free))
        for position, meeting, free in zip(positions, meetings, focus, strict=True)
    )
    opens = tuple(f"week:{monday.isoformat()}:meetings" for monday in _mondays())
    return ChartSpec(
        title=title,
        caption=caption,
        summary=summary,
        positions=positions,
        opens=opens,
        x_labels=tuple(months.items()),
        y_labels=((0.0, "0"), (10.0, "10"), (20.0, "20"), (30.0, "30 h")),
        traces=(
            Trace(
                "focus",
                names[1],
                f"11{comma}0 h",
                focus,
                _over_the_year(_FOCUS_LOW),
                _over_the_year(_FOCUS_HIGH),
            ),
            Trace(
                "meeting",
                names[0],
                f"16{comma}8 h",
                meetings,
                _over_the_year(_MEETINGS_LOW),
                _over_the_year(_MEETINGS_HIGH),
            ),
        ),
        away=((4, 5, away), (35, 37, away)),
        table=Table((week, *names), tuple(reversed(rows)), tuple(reversed(opens))),
    )


CHART: Final = _chart(
    "Meetings took more of the week from June on; blocks of two hours gave way",
    "hours a week, 52 weeks, with the usual range",
    "Over 52 weeks meetings went from 6.0 to 16.8 h a week, focus blocks from 29.0 to 11.0 h.",
    ("Meetings", "Focus"),
    ("Week", "away", "Dec|Jan 2026|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov", "."),
)
GERMAN_CHART: Final = _chart(
    "Seit Juni füllen Besprechungen mehr von der Woche; Blöcke ab 2 h weichen",
    "Stunden je Woche, 52 Wochen, mit dem üblichen Bereich",
    "In 52 Wochen gingen Besprechungen von 6,0 auf 16,8 h je Woche, Konzentrationsblöcke von 29,0 auf 11,0 h.",
    ("Besprechungen", "Konzentration"),
    ("Woche", "abwesend", "Dez.|Jan. 2026|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt.|Nov", ","),
)

# ---- the four figures ----

CARDS: Final = (
    FigureCard(
        id="meetings",
        role="meeting",
        name="Meeting hours",
        value="16.8",
        unit="h",
        unknown="",
        ticks=(13.0, 9.5, 12.5, 11.5, 10.5, 10.5, 14.0, 10.75, 13.0, 13.0, 10.75, 12.5),
        band=(10.3, 13.7),
        mark=16.75,
        usual="usual 10.3–13.7 h",
        distance="3.1 h above",
        spoken="Meeting hours: 16.8 hours, usual 10.3 to 13.7, 3.1 hours above.",
        opens=f"{OF_WEEK}meetings",
    ),
    FigureCard(
        id="focus",
        role="focus",
        name="Focus hours, blocks of 2\u00a0h up",
        value="11.0",
        unit="h",
        unknown="",
        ticks=(15.0, 21.25, 22.0, 18.0, 16.0, 22.0, 14.0, 22.0, 17.5, 18.5, 24.5, 20.0),
        band=(15.2, 23.3),
        mark=11.0,
        usual="usual 15.2–23.3 h",
        distance="4.2 h below",
        spoken="Focus hours, blocks of 2 hours up: 11.0 hours, usual 15.2 to 23.3, 4.2 hours below.",
        opens=f"{OF_WEEK}focus",
    ),
    FigureCard(
        id="fragmentation",
        role="fragment",
        name="Fragmentation of meeting-free time",
        value="54",
        unit="%",
        unknown="",
        ticks=(19.0, 23.5, 24.0, 26.0, 29.0, 31.0, 34.0, 35.0, 38.5, 40.0, 46.0, 47.5),
        band=(23.0, 44.0),
        mark=54.0,
        usual="usual 23–44 %",
        distance="10 points above",
        spoken="Fragmentation of meeting-free time: 54 per cent, usual 23 to 44, 10 points above.",
        opens=f"{OF_WEEK}fragments",
    ),
    FigureCard(
        id="outside",
        role="outside",
        name="Outside working hours",
        value="45",
        unit="min",
        unknown="",
        ticks=(0.0, 45.0, 45.0, 45.0, 45.0, 45.0, 45.0, 75.0, 45.0, 45.0, 45.0, 45.0),
        band=(45.0, 45.0),
        mark=45.0,
        usual="usual 45 min",
        distance="as usual",
        spoken="Outside working hours: 45 minutes, usual 45, as usual.",
        opens=f"{OF_WEEK}outside",
    ),
)
_GERMAN_WORDS: Final = (
    ("Besprechungsstunden", "16,8", "üblich 10,3–13,7 h", "3,1 h darüber"),
    ("Konzentrationszeit in Blöcken ab 2\u00a0h", "11,0", "üblich 15,2–23,3 h", "4,2 h darunter"),
    ("Zerstückelung der besprechungsfreien Zeit", "54", "üblich 23–44 %", "10 Punkte darüber"),
    ("Außerhalb der Arbeitszeit", "45", "üblich 45 min", "wie üblich"),
)
GERMAN_CARDS: Final = tuple(
    card._replace(
        name=name, value=value, usual=usual, distance=distance, spoken=f"{name}: {value}, {usual}, {distance}."
    )
    for card, (name, value, usual, distance) in zip(CARDS, _GERMAN_WORDS, strict=True)
)
UNKNOWN_CARD: Final = CARDS[0]._replace(
    value="",
    unknown="Not in this source. The ICS file lists no people.",
    ticks=(),
    band=None,
    mark=None,
    usual="",
    distance="",
    spoken="Meeting hours: not in this source. The ICS file lists no people.",
)
"""A figure that the source cannot give, and why."""
EARLY_CARD: Final = CARDS[0]._replace(
    ticks=(13.0, 9.5, 12.5),
    band=None,
    usual="usual from 6 weeks on",
    distance="",
    spoken="Meeting hours: 16.8 hours, usual from 6 weeks on.",
)
"""A figure of somebody who has too few weeks for a usual range."""

# ---- the first page ----

OVERVIEW: Final = Overview(
    period_title="Week 47 · 16–22 November 2026",
    sentence=(
        Phrase("Last week had "),
        Phrase("16.8 h", f"{OF_WEEK}meetings"),
        Phrase(" of meetings, "),
        Phrase("4.8 h more than usual", f"{OF_WEEK}usual"),
        Phrase(", and "),
        Phrase("no morning", f"{OF_WEEK}mornings"),
        Phrase(" without one."),
    ),
    note="Scheduled, from 2 calendars. Usual is the middle of the 12 weeks before. Talks without an invitation are "
    "not in a calendar, so every figure is a lower bound.",
    cards=CARDS,
    chart=CHART,
    lists=(),
)
GERMAN_OVERVIEW: Final = Overview(
    period_title="KW 47 · 16.–22. November 2026",
    sentence=(
        Phrase("Letzte Woche waren "),
        Phrase("16,8 h", f"{OF_WEEK}meetings"),
        Phrase(" Besprechungen geplant, "),
        Phrase("4,8 h mehr als üblich", f"{OF_WEEK}usual"),
        Phrase("; "),
        Phrase("kein Vormittag", f"{OF_WEEK}mornings"),
        Phrase(" blieb frei."),
    ),
    note="Angesetzte Zeit aus 2 Kalendern. Gespräche ohne Einladung stehen in keinem Kalender; jede Zahl ist eine "
    "Untergrenze.",
    cards=GERMAN_CARDS,
    chart=GERMAN_CHART,
    lists=(),
)
COMING: Final = OVERVIEW._replace(
    period_title="Week 48 · 23–29 November 2026",
    sentence=(
        Phrase("The week to come holds "),
        Phrase("13.5 h", "week:2026-11-23:meetings"),
        Phrase(" of meetings so far, "),
        Phrase("as usual", "week:2026-11-23:usual"),
        Phrase(", and "),
        Phrase("two mornings", "week:2026-11-23:mornings"),
        Phrase(" without one."),
    ),
    lists=(
        ShortList(
            "New series",
            (
                ("Vendor follow-up", "30 min a week, from 24 November", "occurrence:812:1795600800"),
                ("Hiring sync", "45 min every second week", "occurrence:815:1795687200"),
            ),
            "",
        ),
        ShortList(
            "Invitations waiting",
            (("Budget: second round", "Thu 26, 14:00–15:30, 9 people", "occurrence:820:1795878000"),),
            "",
        ),
        ShortList(
            "Changed since yesterday",
            (
                ("Weekly sync", "moved from Mon 10:00 to Tue 9:00", "occurrence:4:1795597200"),
                ("Platform review", "called off on Tue 24", "occurrence:7:1795615200"),
                ("Design critique", "15 min longer", "occurrence:9:1795789800"),
            ),
            "2 more",
        ),
    ),
)
GERMAN_COMING: Final = GERMAN_OVERVIEW._replace(
    period_title="KW 48 · 23.–29. November 2026",
    sentence=(
        Phrase("In der kommenden Woche sind bisher "),
        Phrase("13,5 h", "week:2026-11-23:meetings"),
        Phrase(" Besprechungen geplant, "),
        Phrase("so viel wie üblich", "week:2026-11-23:usual"),
        Phrase("; "),
        Phrase("zwei Vormittage", "week:2026-11-23:mornings"),
        Phrase(" bleiben frei."),
    ),
    lists=(
        ShortList(
            "Neue Terminserien",
            (
                ("Nachbesprechung Lieferanten", "30 min je Woche, ab 24. November", "occurrence:812:1795600800"),
                ("Abstimmung Personalauswahl", "45 min alle zwei Wochen", "occurrence:815:1795687200"),
            ),
            "",
        ),
        ShortList(
            "Unbeantwortete Einladungen",
            (("Haushalt: zweite Runde", "Do 26., 14:00–15:30, 9 Personen", "occurrence:820:1795878000"),),
            "",
        ),
        ShortList(
            "Seit gestern geändert",
            (("Wochenabstimmung", "von Mo 10:00 auf Di 9:00 verschoben", "occurrence:4:1795597200"),),
            "2 weitere",
        ),
    ),
)
EMPTY_OVERVIEW: Final = Overview(
    period_title="Week 47 · 16–22 November 2026",
    sentence=(Phrase("There is no complete week to show yet."),),
    note="Scheduled, from 1 calendar.",
    cards=tuple(
        UNKNOWN_CARD._replace(
            id=card.id,
            role=card.role,
            name=card.name,
            unknown="Not known yet. The data cover no complete week.",
            spoken=f"{card.name}: not known yet. The data cover no complete week.",
            opens=card.opens,
        )
        for card in CARDS
    ),
    chart=None,
    lists=(),
)

# ---- the week ----

_DRAWN: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (
        "Mon",
        (
            *(
                "9:00 9:30 f",
                "9:30 9:45 m Daily check-in",
                "9:45 10:00 f",
                "10:00 11:00 m Weekly sync",
            ),
            *(
                "11:00 13:30 o",
                "13:30 15:00 m Planning",
                "15:00 17:00 o",
            ),
        ),
    ),
    (
        "Tue",
        (
            *(
                "9:00 9:30 f",
                "9:30 9:45 m Daily check-in",
                "9:45 11:00 f",
                "11:00 11:30 m 1:1 Sam O.",
            ),
            *(
                "11:30 13:30 o",
                "13:30 15:00 m Platform review",
                "15:00 15:30 f",
                "15:30 16:30 m Vendor demo",
            ),
            *(
                "16:30 17:00 f",
                "17:30 18:15 m Call with the west coast",
                "17:30 18:15 x",
            ),
        ),
    ),
    (
        "Wed",
        (
            *(
                "9:00 9:30 f",
                "9:30 9:45 m Daily check-in",
                "9:45 11:00 f",
                "11:00 11:30 m 1:1 Robin K.",
            ),
            *(
                "11:30 14:00 o",
                "14:00 15:00 m/0 Roadmap check-in",
                "14:30 15:15 m/1 Access follow-up",
                "14:30 15:00 d",
            ),
            *(
                "15:15 16:00 f",
                "16:00 16:30 m Data questions",
                "16:30 17:00 f",
            ),
        ),
    ),
    (
        "Thu",
        (
            *(
                "9:00 9:30 f",
                "9:30 9:45 m Daily check-in",
                "9:45 10:30 f",
                "10:30 11:00 m Hiring loop",
            ),
            *(
                "11:00 11:30 f",
                "11:30 12:00 m 1:1 Alex T.",
                "12:00 13:00 f",
                "13:00 14:00 m Design critique",
            ),
            *(
                "14:00 15:00 m Handover",
                "15:00 15:30 f",
                "15:30 16:00 m Numbers",
                "16:00 17:00 m Budget round",
            ),
        ),
    ),
    (
        "Fri",
        (
            *(
                "9:00 9:30 f",
                "9:30 9:45 m Daily check-in",
                "9:45 11:00 f",
                "11:00 12:00 m Incident review",
            ),
            *(
                "12:00 14:00 o",
                "14:00 14:30 m 1:1 Kim L.",
                "14:30 16:00 f",
                "16:00 17:00 m Release go or no-go",
            ),
        ),
    ),
)
_LINES: Final = (("2.8", "4.5"), ("4.0", "2.0"), ("2.5", "2.5"), ("4.8", ""), ("2.8", "2.0"))
_ROLES: Final[dict[str, Role]] = {"f": "fragment", "m": "meeting", "o": "focus", "x": "outside", "d": "double"}
_GERMAN_DAYS: Final = {"Mon": "Mo", "Tue": "Di", "Wed": "Mi", "Thu": "Do", "Fri": "Fr"}
_GERMAN_TITLES: Final = {
    "Weekly sync": "Wochenabstimmung",
    "Planning": "Quartalsplanung",
    "Platform review": "Plattformbesprechung",
    "Vendor demo": "Lieferantenvorführung",
    "Incident review": "Störungsnachbesprechung",
    "Budget round": "Haushaltsrunde",
}


def _clock(text: str) -> int:
    """Seconds from midnight of a time like 9:30."""
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def _length(seconds: int) -> str:
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours} h {minutes}" if minutes else f"{hours} h"


def _block(day: dt.date, drawn: str, *, german: bool) -> Block:
    since, until, kind, *words = drawn.split(" ", 3)
    role, start, end = _ROLES[kind[0]], _clock(since), _clock(until)
    midnight = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    stretch = f"{midnight + start}:{midnight + end}"
    time, minutes = f"{since}–{until}", str((end - start) // 60)
    if role == "meeting":
        title = words[0] if words else ""
        title = _GERMAN_TITLES.get(title, title) if german else title
        why = "Besprechung: 7 Personen" if german else "meeting: 7 people"
        lane = int(kind[2:] or 0)
        lanes = 2 if "/" in kind else 1
        opens = f"occurrence:{len(title)}:{midnight + start}"
        return Block(role, start, end, lane, lanes, title, "", f"{time} {title} · {why}", opens)
    detail = ("besprechungsfrei" if german else "meeting-free") if role == "focus" else ""
    title = {"focus": _length(end - start), "outside": ""}.get(role, minutes)
    tips = {
        "focus": ("focus block", "Konzentrationsblock"),
        "fragment": ("fragment", "Bruchstück"),
        "outside": ("outside working hours", "außerhalb der Arbeitszeit"),
        "double": ("double-booked", "doppelt belegt"),
    }
    tip = f"{time} {tips[role][german]}"
    opens = f"free:{day.isoformat()}:{stretch}" if role in {"focus", "fragment"} else f"day:{day.isoformat()}"
    return Block(role, start, end, 0, 1, title, detail, tip, opens)


def _days(*, german: bool) -> tuple[DayStrip, ...]:
    strips: list[DayStrip] = []
    for number, ((name, parts), (meetings, focus)) in enumerate(zip(_DRAWN, _LINES, strict=True)):
        day = MONDAY + dt.timedelta(days=number)
        blocks = [_block(day, drawn, german=german) for drawn in parts]
        blocks.sort(key=lambda block: (block.role in {"outside", "double"}, block.start))
        if german:
            comma = (meetings.replace(".", ","), focus.replace(".", ","))
            lines = (f"{comma[0]} h Besprechungen", f"{comma[1]} h Konzentration" if focus else "kein Block")
            shown = f"{_GERMAN_DAYS[name]} {day.day}."
        else:
            lines = (f"{meetings} h meetings", f"{focus} h focus" if focus else "no block")
            shown = f"{name} {day.day}"
        working = ((_clock("9:00"), _clock("17:00")),)
        spoken = f"{shown}: {', '.join(lines)}"
        strips.append(DayStrip(day.toordinal(), shown, lines, working, tuple(blocks), spoken, f"day:{day.isoformat()}"))
    return tuple(strips)


_HEAT: Final = (
    (0, 23, 98, 6, 3, 28, 47, 7, 17, 0),
    (0, 24, 10, 34, 3, 43, 66, 16, 6, 12),
    (0, 24, 6, 46, 2, 8, 56, 6, 10, 3),
    (0, 25, 50, 7, 4, 91, 6, 40, 24, 3),
    (0, 24, 0, 31, 3, 4, 18, 16, 22, 2),
)


def _heat(title: str, caption: str, summary: str, days: tuple[str, ...]) -> HeatMap:
    hours = tuple(f"{hour}:00" for hour in range(8, 18))
    return HeatMap(
        title=title,
        caption=caption,
        summary=summary,
        days=days,
        first_hour=8,
        shares=tuple(tuple(share / 100 for share in row) for row in _HEAT),
        opens=tuple(tuple(f"hour:{day}:{hour}:2025-11-24:2026-11-22" for hour in range(8, 18)) for day in range(5)),
        table=Table(
            ("", *hours),
            tuple((day, *(f"{share}\u2009%" for share in row)) for day, row in zip(days, _HEAT, strict=True)),
            ("",) * 5,
        ),
    )


def _table(days: tuple[DayStrip, ...], headers: tuple[str, ...]) -> Table:
    rows = tuple((day.name, *pair) for day, pair in zip(days, _LINES, strict=True))
    return Table(headers, rows, tuple(day.opens for day in days))


_HOURS: Final = tuple((hour, f"{hour}:00") for hour in range(9, 19))

WEEK: Final = WeekView(
    monday=MONDAY.toordinal(),
    period_title=OVERVIEW.period_title,
    sentence=(
        Phrase("Thursday", "day:2026-11-19"),
        Phrase(" held 4.8 h of meetings and no block of 2 h; "),
        Phrase("five blocks", f"{OF_WEEK}focus"),
        Phrase(" are left on the other four days."),
    ),
    note="",
    days=_days(german=False),
    axis=(8, 19),
    hours=_HOURS,
    legend=(
        ("meeting", "meeting"),
        ("focus", "focus block, 2 h or more"),
        ("fragment", "fragment, minutes"),
        ("double", "double-booked"),
        ("outside", "outside hours"),
    ),
    table=_table(_days(german=False), ("Day", "Meetings, h", "Focus blocks, h")),
    heat=_heat(
        "Over the year, Monday 10:00 is taken most: 98\u2009% of that hour",
        "% of each hour in meetings, 45 weeks",
        "Monday 10:00 holds meetings for 98 per cent of the hour; next come Thursday 13:00 and Tuesday 14:00.",
        ("Mon", "Tue", "Wed", "Thu", "Fri"),
    ),
)
GERMAN_WEEK: Final = WeekView(
    monday=MONDAY.toordinal(),
    period_title=GERMAN_OVERVIEW.period_title,
    sentence=(
        Phrase("Donnerstag", "day:2026-11-19"),
        Phrase(" waren 4,8 h Besprechungen und kein Block von 2 h geplant; "),
        Phrase("fünf Blöcke", f"{OF_WEEK}focus"),
        Phrase(" bleiben an den anderen vier Tagen."),
    ),
    note="",
    days=_days(german=True),
    axis=(8, 19),
    hours=_HOURS,
    legend=(
        ("meeting", "Besprechung"),
        ("focus", "Konzentrationsblock, ab 2 h"),
        ("fragment", "Bruchstück, Minuten"),
        ("double", "doppelt belegt"),
        ("outside", "außerhalb der Arbeitszeit"),
    ),
    table=_table(_days(german=True), ("Tag", "Besprechungen, h", "Konzentrationsblöcke, h")),
    heat=_heat(
        "Im ganzen Jahr ist Montag 10:00 am stärksten belegt: 98\u2009% dieser Stunde",
        "% jeder Stunde in Besprechungen, 45 Wochen",
        "Montag 10:00 ist zu 98 Prozent mit Besprechungen belegt; es folgen Donnerstag 13:00 und Dienstag 14:00.",
        ("Mo", "Di", "Mi", "Do", "Fr"),
    ),
)

# ---- a day's events, and why each counts ----


def _row(when: str, title: str, why: str, explanation: str, line: int, *chips: tuple[Role, str]) -> EvidenceRow:
    return EvidenceRow(when, title, why, chips, explanation, f"Work, line {line}", f"occurrence:{line}:1794994200")


EVIDENCE: Final = Evidence(
    title="Wednesday 18 November",
    summary="2.5 h of meetings, one focus block of 2 h 30, and 3 h in four fragments",
    rows=(
        _row(
            "9:30–9:45",
            "Daily check-in",
            "meeting: 7 people · every working day",
            "Daily check-in counts as a meeting because 7 people are in it (rule 9).",
            123,
        ),
        _row(
            "11:00–11:30",
            "1:1 Robin K.",
            "meeting: 1:1 · every week",
            "1:1 Robin K. counts as a meeting because 2 people are in it (rule 9).",
            210,
        ),
        _row(
            "14:00–15:00",
            "Roadmap check-in",
            "meeting: 12 people · every week",
            "Roadmap check-in counts as a meeting because 12 people are in it (rule 9).",
            377,
            ("double", "double-booked 14:30–15:00"),
        ),
        _row(
            "14:30–15:15",
            "Access follow-up",
            "meeting: 3 people · one-off",
            "Access follow-up counts as a meeting because 3 people are in it (rule 9).",
            402,
        ),
        _row(
            "16:00–16:30",
            "Data questions",
            "meeting: join link, no people listed",
            "Data questions counts as a meeting because it has a join link and lists no people (rule 8).",
            455,
        ),
    ),
    notes=(
        "Without Daily check-in the morning would hold a block of 2 h.",
        "4 from Work (CalDAV), 1 from Team calendar (ICS link); none was in both",
    ),
    more=0,
)
SOURCE_TEXT: Final = (
    "BEGIN:VEVENT\nUID:data-questions@example.com\nSUMMARY:Data questions\nDTSTART;TZID=Europe/Berlin:20261118T160000\n"
    "DTEND;TZID=Europe/Berlin:20261118T163000\nLOCATION:https://meet.example.com/data\nEND:VEVENT\n"
)
"""What the calendar wrote of the last row of `EVIDENCE`."""
_GERMAN_WHY: Final = (
    "Besprechung: 7 Personen · an jedem Arbeitstag",
    "Besprechung: 1:1 · jede Woche",
    "Besprechung: 12 Personen · jede Woche",
    "Besprechung: 3 Personen · einmalig",
    "Besprechung: Link zur Teilnahme, keine Personen genannt",
)
GERMAN_EVIDENCE: Final = Evidence(
    title="Mittwoch, 18. November",
    summary="2,5 h Besprechungen, ein Konzentrationsblock von 2 h 30 und 3 h in vier Bruchstücken",
    rows=tuple(
        row._replace(
            why=why,
            chips=tuple((role, "doppelt belegt 14:30–15:00") for role, _text in row.chips),
            explanation=f"{row.title} zählt als Besprechung, weil der Termin einen Link zur Teilnahme enthält und "
            "keine Personen nennt (Regel 8).",
            source=row.source.replace("Work, line", "Arbeit, Zeile"),
        )
        for row, why in zip(EVIDENCE.rows, _GERMAN_WHY, strict=True)
    ),
    notes=(
        "Ohne Daily check-in bliebe am Vormittag ein Block von 2 h.",
        "4 aus Arbeit (CalDAV), 1 aus Teamkalender (ICS-Link); keiner stand in beiden",
    ),
    more=3,
)
