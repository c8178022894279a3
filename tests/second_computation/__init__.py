"""The figures of METRICS.md §1-§4 a second time: slow, plain, and without a line of Clearweek's own code.

`second_computation` takes the same calendar files and settings as the command line and gives what `events`
and `analyze` should print for `occurrences`, `days` and `weeks`; minutes are not rounded. What stands on them has
modules of its own, which begin with `whole.Whole`: `series` (§5), `inflation` (§6), `patterns`, `week_patterns` and
`costs` (§7), `outcomes` (§8), `rhythm` (§9).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.second_computation.figures import Calendar, day_figures, is_complete, read_hours, week_figures
from tests.second_computation.kinds import Classified, classify, event_row, feed_without_people
from tests.second_computation.occurrences import read_file
from tests.second_computation.people import who_am_i

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["DEFAULT_HOURS", "Result", "Settings", "second_computation"]

DEFAULT_HOURS = "mon-fri 09:00-17:00"
Row = dict[str, object]


@dataclass(frozen=True)
class Settings:
    """What the command line is told; dates are days in the zone, both included."""

    first: date
    last: date
    zone: str
    today: date
    me: tuple[str, ...] = ()
    hours: str = DEFAULT_HOURS
    no_people: str | None = None
    rules: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Result:
    """The rows that the command line should print."""

    events: list[Row]
    days: list[Row]
    weeks: list[Row]
    me: frozenset[str]
    guessed: bool


def second_computation(contents: Sequence[bytes], settings: Settings) -> Result:
    """Everything, from the bytes of calendar files to days and weeks."""
    zone = ZoneInfo(settings.zone)
    files = [read_file(content, settings.last, zone) for content in contents]
    me, guessed = who_am_i(files, settings.me, zone)
    nobody, unknown = feed_without_people(files, zone)
    blocks_are_meetings = nobody and settings.no_people == "meeting"
    classified = classify(files, me, zone, dict(settings.rules), blocks_are_meetings=blocks_are_meetings)
    calendar = Calendar(
        meetings=tuple(one for one in classified if one.kind == "meeting" and not one.away),
        absences=tuple((one.start, one.end) for one in classified if one.kind == "out_of_office"),
        hours=read_hours(settings.hours),
        zone=zone,
        me_known=bool(me),
        no_people=unknown and settings.no_people is None,
    )
    period = [settings.first + timedelta(days=n) for n in range((settings.last - settings.first).days + 1)]
    days = {day: day_figures(day, calendar) for day in period}
    covered = [file.covered for file in files if file.covered]
    weeks: list[Row] = []
    for monday in sorted({day - timedelta(days=day.weekday()) for day in period}):
        own = {day: days[day] for day in period if monday <= day < monday + timedelta(days=7)}
        complete = is_complete(monday, settings.first, settings.last, covered, settings.today)
        year, number, _ = monday.isocalendar()
        weeks.append({"week": f"{year}-W{number:02}", "complete": complete, **week_figures(own, calendar)})
    return Result(
        events=[event_row(one) for one in classified if in_period(one, calendar, settings)],
        days=[{"date": day.isoformat(), **days[day]} for day in period],
        weeks=weeks,
        me=me,
        guessed=guessed,
    )


def in_period(one: Classified, calendar: Calendar, settings: Settings) -> bool:
    """Whether the occurrence overlaps the period; one without length belongs where it starts."""
    first, last = calendar.midnight(settings.first), calendar.midnight(settings.last + timedelta(days=1))
    if one.end <= one.start:
        return first <= one.start < last
    return one.start < last and one.end > first
