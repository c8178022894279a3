"""Histories for tests: what the pages are composed from, made of calendars through the same stages as the program's."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.analyse import analyse
from app.analysis.working_time import hours_by_day, shifts_by_day, working_time
from app.connectors.ics_reader import read_ics
from app.model.history import History
from app.model.occurrences import Period
from app.model.preferences import Preferences
from app.model.sources import Reading
from app.model.spans import unite
from app.operations.demo.year import demo_year
from app.timeline.build import build_timeline
from tests.builders import ANNA, BEN, at, calendar, event, guest, home, ordinal, organizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.analysis import Analysis
    from app.model.occurrences import Occurrence, Timeline
    from app.model.sources import Calendar
    from app.model.spans import Span
    from app.model.weeks import Week

PREFERENCES = Preferences()
ANNAS = Preferences(me=frozenset({ANNA}))


class Kept(NamedTuple):
    """A history with all that the pages are composed from beside it."""

    history: History
    occurrences: tuple[Occurrence, ...]
    working: Mapping[int, Sequence[Span]]
    calendars: Mapping[str, Calendar]
    analysis: Analysis
    preferences: Preferences

    def week(self, monday: int) -> Week:
        """The figures of a week, as `analyze` prints them."""
        return next(week for week in self.analysis.weeks if week.monday == monday)

    def on(self, first: int, last: int) -> list[Occurrence]:
        """The occurrences that overlap some days, both included, or begin on them."""
        zone = self.history.zone
        start, end = zone.midnight(first), zone.midnight(last + 1)
        return [each for each in self.occurrences if each.start < end and (each.end > start or each.start >= start)]


def kept(timeline: Timeline, today: int, preferences: Preferences = PREFERENCES) -> Kept:
    """What a timeline comes to."""
    analysis = analyse(timeline, preferences, today)
    period, zone = timeline.reach, timeline.reach.zone
    away = unite((each.start, each.end) for each in timeline.occurrences if each.kind == "out_of_office")
    hours = hours_by_day(period, shifts_by_day(timeline.occurrences, preferences), preferences)
    spans = working_time(hours, away, period, preferences.holidays)
    working = {day: tuple(own) for day, own in enumerate(spans, period.first)}
    history = History(
        days={day.day: day for day in analysis.days},
        weeks=analysis.weeks,
        today=today,
        calendars=len(timeline.calendars),
        coverage=timeline.coverage,
        no_people=timeline.no_people,
        me=timeline.me,
        zone=zone,
    )
    return Kept(history, timeline.occurrences, working, timeline.calendars, analysis, preferences)


def kept_of(files: Iterable[bytes], first: int, last: int, today: int, preferences: Preferences = PREFERENCES) -> Kept:
    """What calendar files come to over some days, both included."""
    readings = [read_ics(data, f"file{number}.ics") for number, data in enumerate(files)]
    reading = Reading(
        tuple(calendar for each in readings for calendar in each.calendars),
        tuple(series for each in readings for series in each.series),
        tuple(problem for each in readings for problem in each.problems),
    )
    return kept(build_timeline(reading, Period(first, last, preferences.zone), preferences), today, preferences)


# ---- a quarter of work: an hour each working day, and one week with more ----

QUARTER_BEGINS = ordinal("2026-02-02")
LAST_MONDAY = ordinal("2026-05-04")
TODAY = ordinal("2026-05-13")
STAMP = "20260513T080000Z"


def meeting(start: str, end: str, *lines: str, uid: str, title: str = "Talk") -> str:
    """A meeting that Ben called and Anna accepted, between two times in UTC like ``20260507T130000Z``."""
    people = (organizer(BEN), guest(ANNA))
    return event(f"SUMMARY:{title}", *at(start, end), *people, *lines, uid=uid, stamp=STAMP)


def quarter_of_work(*more: str) -> bytes:
    """An hour on each working day from 2 February to 22 May 2026; in the week of 4 May further meetings."""
    daily = "RRULE:FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=80"
    return calendar(
        meeting("20260202T100000Z", "20260202T110000Z", daily, uid="daily", title="Daily check-in"),
        meeting("20260507T130000Z", "20260507T163000Z", uid="workshop", title="Workshop"),
        meeting("20260505T170000Z", "20260505T174500Z", uid="late", title="Vendor call"),
        meeting("20260506T103000Z", "20260506T113000Z", uid="clash", title="Access follow-up"),
        *more,
        head=("X-WR-CALNAME:Work",),
    )


def quarter(*more: str, today: int = TODAY, preferences: Preferences = ANNAS) -> Kept:
    """The history of `quarter_of_work`."""
    return kept_of([quarter_of_work(*more)], QUARTER_BEGINS, today + 13, today, preferences)


def demo_history(today: str = "2026-11-25", preferences: Preferences | None = None) -> Kept:
    """The demo's year, with the weeks before and after it."""
    day = ordinal(today)
    chosen = preferences or Preferences(zone=home("Europe/Berlin"))
    return kept_of([demo_year(dt.date.fromordinal(day))], day - 7 * 60, day + 20, day, chosen)


def key_of(each: Occurrence) -> str:
    """The key that stands in references to an occurrence."""
    return f"{each.series.uid}:{each.start}"
