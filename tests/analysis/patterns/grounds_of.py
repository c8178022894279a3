"""Grounds for the tests of patterns about weeks: calendars as text, through the real reader, timeline and figures.

The period is thirteen full weeks, Monday 5 January to Sunday 5 April 2026, in UTC, with working hours from 9 to 17;
it is looked at on Monday 6 April. The last week is that of 30 March.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis.analyse import analyse
from app.analysis.patterns.grounds import SERIES_WEEKS, Grounds
from app.analysis.patterns.thresholds import Thresholds
from app.analysis.working_time import hours_by_day, shifts_by_day, working_time
from app.connectors.ics_reader import read_ics
from app.model.description import AGENDA, DESCRIBED
from app.model.findings import Found
from app.model.occurrences import Period
from app.model.preferences import Preferences
from app.model.spans import unite
from app.timeline.build import build_timeline
from tests.builders import ANNA, BEN, at, calendar, event, guest, home, ordinal, organizer, times

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from app.model.findings import Answer
    from app.model.inflation import Inflation
    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesKey

FIRST: Final = "2026-01-05"
LAST: Final = "2026-04-05"
TODAY: Final = "2026-04-06"
LAST_WEEK: Final = "2026-03-30"
LAST_FOUR: Final = ("2026-03-09", "2026-03-16", "2026-03-23", "2026-03-30")
ANNAS: Final = Preferences(me=frozenset({ANNA}))
NOBODYS: Final = Preferences()
"""Who *me* is has to be found from the data."""
EVA: Final = "eva@client.example"
"""Somebody outside Anna's domains."""
_STAMP: Final = "20260406T060000Z"

# ---- calendars ----


def meeting(
    when: str,
    title: str = "Talk",
    *lines: str,
    people: int = 2,
    answer: str = "ACCEPTED",
    by: str = BEN,
    others: Iterable[str] = (),
) -> str:
    """A one-off at a time like ``2026-03-30 10:00-11:00`` of so many people: Anna, Ben, colleagues, and `others`."""
    colleagues = [f"c{number}@firm.example" for number in range(people - 2)]
    guests = [guest(each) for each in (*colleagues, *others, *([] if by == BEN else [BEN]))]
    mine = [] if by == ANNA else [guest(ANNA, answer)]
    head = (f"SUMMARY:{title}", *_at(when), organizer(by), *mine, *guests)
    return event(*head, *lines, uid=f"{title}/{when}", stamp=_STAMP)


def alone(when: str, title: str, *lines: str) -> str:
    """Something at which nobody else is: own time."""
    return event(f"SUMMARY:{title}", *_at(when), *lines, uid=f"{title}/{when}", stamp=_STAMP)


def away(first: str, end: str) -> str:
    """Out of office on whole days, from the first up to and without the end, as ``20260330``."""
    return event("SUMMARY:Out of office", *at(first, end), uid=f"away/{first}", stamp=_STAMP)


def on_days(
    monday: str,
    clock: str,
    title: str = "Talk",
    *,
    days: Iterable[int] = range(5),
    answer: str = "ACCEPTED",
    others: Iterable[str] = (),
) -> list[str]:
    """The same one-off meeting on some days of a week, 0 for its Monday."""
    first = dt.date.fromisoformat(monday)
    return [meeting(f"{first + dt.timedelta(day)} {clock}", title, answer=answer, others=others) for day in days]


def weekly(when: str, title: str, *lines: str, weeks: int, people: int = 2, others: Iterable[str] = ()) -> str:
    """A series that repeats each week, so many times."""
    return meeting(when, title, f"RRULE:FREQ=WEEKLY;COUNT={weeks}", *lines, people=people, others=others)


def created(moment: str) -> str:
    """The line that says when an event was created, at a time like ``2026-03-30 09:00``."""
    return f"CREATED:{dt.datetime.fromisoformat(moment):%Y%m%dT%H%M%SZ}"


def _at(when: str) -> tuple[str, str]:
    start, end = (f"{dt.datetime.fromtimestamp(each, dt.UTC):%Y%m%dT%H%M%SZ}" for each in times(when))
    return at(start, end)


# ---- grounds ----


def grounds_of(
    *events: str,
    first: str = FIRST,
    last: str = LAST,
    preferences: Preferences = ANNAS,
    agendas: Collection[str] = (),
    described: bool = True,
    inflation: Inflation | None = None,
    not_so: Mapping[str, frozenset[SeriesKey]] | None = None,
) -> Grounds:
    """Grounds of a calendar; a coffee alone on 5 January makes the data cover the period.

    Args:
        first: of the period.
        last: of the period.
        agendas: titles whose events have an agenda; that is another part of the program to find out.
        described: the calendar publishes descriptions.
        inflation: as another part of the program would give it.

    """
    data = calendar(alone(f"{FIRST} 05:00-05:05", "Coffee"), *events, head=("X-WR-CALNAME:Work",))
    period = Period(ordinal(first), ordinal(last), home())
    timeline = build_timeline(read_ics(data, "work.ics"), period, preferences)
    assert not timeline.problems
    weeks = tuple(week for week in analyse(timeline, preferences, ordinal(TODAY)).weeks if week.full)
    days = {day.day: day for day in analyse(timeline, preferences, ordinal(TODAY)).days}
    reach, zone = timeline.reach, preferences.zone
    out = unite((each.start, each.end) for each in timeline.occurrences if each.kind == "out_of_office")
    hours = hours_by_day(reach, shifts_by_day(timeline.occurrences, preferences), preferences)
    spans = enumerate(working_time(hours, out, reach, preferences.holidays), reach.first)
    looked_at = weeks[-SERIES_WEEKS:]
    start = zone.midnight(looked_at[0].monday) if looked_at else 0
    end = zone.midnight(looked_at[-1].monday + 7) if looked_at else 0
    return Grounds(
        weeks=weeks,
        days=days,
        occurrences=tuple(
            _with_agenda(each) if each.event.title in agendas else each
            for each in timeline.occurrences
            if each.start < end and each.end > start
        ),
        before=(),
        working=dict(spans),
        series={},
        slots={},
        lasting=frozenset(),
        described=frozenset(timeline.calendars) if described else frozenset(),
        calendars=timeline.calendars,
        inflation=inflation,
        face_time=None,
        not_so=not_so or {},
        me=timeline.me,
        zone=zone,
        preferences=preferences,
        thresholds=Thresholds(preferences.thresholds),
    )


def _with_agenda(each: Occurrence) -> Occurrence:
    return each._replace(event=each.event._replace(description=DESCRIBED | AGENDA))


# ---- what is found ----


def found(answer: Answer) -> Found:
    """The answer, which has to be a finding."""
    assert isinstance(answer, Found), answer
    return answer


def evidence(answer: Answer) -> list[str]:
    """Start and title of each occurrence of the evidence, in its order: ``2026-03-30 10:00 Talk``."""
    return [
        f"{dt.datetime.fromtimestamp(each.start, dt.UTC):%Y-%m-%d %H:%M} {each.event.title}"
        for each in found(answer).evidence
    ]
