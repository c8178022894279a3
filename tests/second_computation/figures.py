"""Days and weeks as METRICS.md §3 and §4 word them, without any sweep.

A day is cut at every instant at which anything begins or ends. Between two neighbouring instants nothing
changes, so each slice is asked at its midpoint: which meetings cover it, and is it working time?
Everything is kept in seconds; the results are in minutes, not rounded.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from tests.second_computation.kinds import Classified

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NEAR = timedelta(minutes=5)
FOCUS_LENGTHS = (120, 60, 90)
LONGEST = ("longest_gap_minutes", "longest_run_minutes")
Figures = dict[str, float | None]
Interval = tuple[datetime, datetime]
Hours = dict[int, list[tuple[timedelta, timedelta]]]


@dataclass(frozen=True)
class Slice:
    """A stretch of a day in which nothing begins or ends."""

    start: datetime
    end: datetime
    meetings: tuple[Classified, ...]
    working: bool

    @property
    def minutes(self) -> float:
        """Its elapsed length."""
        return minutes_between(self.start, self.end)


@dataclass(frozen=True)
class Calendar:
    """What the figures look at: counted meetings, out-of-office time, working hours and the zone."""

    meetings: tuple[Classified, ...]
    absences: tuple[Interval, ...]
    hours: Hours
    zone: ZoneInfo
    me_known: bool
    no_people: bool

    def midnight(self, day: date) -> datetime:
        """When the day begins in the zone, as a moment in UTC."""
        return datetime.combine(day, time(0), self.zone).astimezone(UTC)

    def day_of(self, moment: datetime) -> date:
        """The calendar date of a moment in the zone."""
        return moment.astimezone(self.zone).date()

    @cached_property
    def runs(self) -> list[Interval]:
        """The runs of all counted meetings, once."""
        return runs_of(self.meetings)

    @cached_property
    def followers(self) -> list[Classified]:
        """The counted meetings that are back to back with what came before, once."""
        return back_to_back_of(self.meetings)

    def starting_on(self, day: date) -> list[Classified]:
        """The counted meetings that start on the day."""
        return [one for one in self.meetings if self.day_of(one.start) == day]


def minutes_between(start: datetime, end: datetime) -> float:
    """Elapsed minutes between two moments in UTC."""
    return (end - start).total_seconds() / 60


def read_hours(text: str) -> Hours:
    """`"mon-thu 09:00-12:30,13:15-17:30; fri 09:00-14:00"` to weekday → pairs of time since midnight."""
    hours: Hours = {}
    for part in text.split(";"):
        days, times = part.split(maxsplit=1)
        first, _, last = days.partition("-")
        for weekday in range(WEEKDAYS.index(first), WEEKDAYS.index(last or first) + 1):
            for interval in times.split(","):
                a, b, c, d = (int(number) for number in re.findall(r"\d+", interval))
                begin, end = timedelta(hours=a, minutes=b), timedelta(hours=c, minutes=d)
                # An end that is not after its start is on the next day.
                hours.setdefault(weekday, []).append((begin, end if end > begin else end + timedelta(days=1)))
    return hours


def working_intervals(day: date, calendar: Calendar) -> list[Interval]:
    """The working hours that fall on the day, out-of-office time not yet taken away.

    Hours that begin on the evening before and end on this day are cut at midnight and count here.
    """
    found = []
    today, tomorrow = datetime.combine(day, time(0)), datetime.combine(day, time(0)) + timedelta(days=1)
    for begun in (day - timedelta(days=1), day):
        for begin, end in calendar.hours.get(begun.weekday(), []):
            first = max(datetime.combine(begun, time(0)) + begin, today)
            last = min(datetime.combine(begun, time(0)) + end, tomorrow)
            if first < last:
                moments = [moment.replace(tzinfo=calendar.zone).astimezone(UTC) for moment in (first, last)]
                found.append((moments[0], moments[1]))
    return found


def slices_of(day: date, calendar: Calendar) -> list[Slice]:
    """The day, cut wherever anything begins or ends."""
    first, last = calendar.midnight(day), calendar.midnight(day + timedelta(days=1))
    working = working_intervals(day, calendar)
    meetings = [one for one in calendar.meetings if one.start < last and one.end > first]
    edges = {first, last}
    for start, end in [*working, *calendar.absences, *((one.start, one.end) for one in meetings)]:
        edges |= {edge for edge in (start, end) if first < edge < last}
    ordered = sorted(edges)
    found = []
    for start, end in pairwise(ordered):
        middle = start + (end - start) / 2
        found.append(
            Slice(
                start,
                end,
                tuple(one for one in meetings if one.start <= middle < one.end),
                any(a <= middle < b for a, b in working) and not any(a <= middle < b for a, b in calendar.absences),
            )
        )
    return found


def gaps_of(slices: Iterable[Slice]) -> list[float]:
    """Minutes of each maximal stretch of working time without a meeting."""
    lengths: list[float] = []
    previous: Slice | None = None
    for piece in slices:
        if piece.working and not piece.meetings:
            if previous is not None:
                lengths[-1] += piece.minutes
            else:
                lengths.append(piece.minutes)
            previous = piece
        else:
            previous = None
    return lengths


def runs_of(meetings: Sequence[Classified]) -> list[Interval]:
    """First start and latest end of each chain, every meeting compared with every one before it."""
    ordered = sorted(meetings, key=lambda one: one.start)
    runs: list[list[Classified]] = []
    for index, one in enumerate(ordered):
        if all(one.start - earlier.end >= NEAR for earlier in ordered[:index]):
            runs.append([])
        runs[-1].append(one)
    return [(run[0].start, max(one.end for one in run)) for run in runs]


def back_to_back_of(meetings: Sequence[Classified]) -> list[Classified]:
    """The meetings that start at, or less than 5 minutes after, the latest end of all before them."""
    ordered = sorted(meetings, key=lambda one: one.start)
    found = []
    for index, one in enumerate(ordered):
        ends = [earlier.end for earlier in ordered[:index]]
        if ends and timedelta(0) <= one.start - max(ends) < NEAR:
            found.append(one)
    return found


def person_minutes_of(meetings: Iterable[Classified]) -> float:
    """Length times people; where they are unknown they count as two."""
    return sum(minutes_between(one.start, one.end) * (2 if one.people is None else one.people) for one in meetings)


def day_figures(day: date, calendar: Calendar) -> Figures:
    """Every figure of METRICS.md §3 for one day, in minutes or as a count."""
    slices = slices_of(day, calendar)
    starting = calendar.starting_on(day)
    gaps = gaps_of(slices)
    focus = {length: [gap for gap in gaps if gap >= length] for length in FOCUS_LENGTHS}
    fragments = [gap for gap in gaps if gap < 120]
    in_meetings = [piece for piece in slices if piece.meetings]
    in_hours = [piece for piece in in_meetings if piece.working]
    unsure = [p for p in in_meetings if all(one.response in {"tentative", "unanswered"} for one in p.meetings)]
    external = [piece for piece in in_meetings if any(one.external for one in piece.meetings)]
    overlapping_runs = [
        run
        for run in calendar.runs
        if any(piece.working and run[0] < piece.end and piece.start < run[1] for piece in slices)
    ]
    longest_runs = [minutes_between(*run) for run in calendar.runs if calendar.day_of(run[0]) == day]
    figures: Figures = {
        "meetings": len(starting),
        "meeting_minutes": total(in_meetings),
        "meeting_minutes_in_hours": total(in_hours),
        "outside_hours_minutes": total(in_meetings) - total(in_hours),
        "double_booked_minutes": total(piece for piece in slices if len(piece.meetings) > 1),
        "working_minutes": total(piece for piece in slices if piece.working),
        "focus_minutes": sum(focus[120]),
        "focus_blocks": len(focus[120]),
        "focus_minutes_60": sum(focus[60]),
        "focus_minutes_90": sum(focus[90]),
        "fragment_minutes": sum(fragments),
        "fragments": len(fragments),
        "longest_gap_minutes": max(gaps, default=0),
        "interruptions": len(overlapping_runs),
        "longest_run_minutes": max(longest_runs, default=0),
        "back_to_back": sum(calendar.day_of(one.start) == day for one in calendar.followers),
        "person_minutes": person_minutes_of(starting),
        "people_unknown": sum(one.people is None for one in starting),
        "unsure_minutes": total(unsure),
        "external_minutes": total(external) if calendar.me_known else None,
    }
    return without_meetings(figures) if calendar.no_people else figures


def total(slices: Iterable[Slice]) -> float:
    """Summed minutes."""
    return sum(piece.minutes for piece in slices)


def without_meetings(figures: Figures) -> Figures:
    """Where a feed carries no people, all that rests on meetings is unknown."""
    return {name: value if name == "working_minutes" else None for name, value in figures.items()}


def ratio(part: float | None, whole: float | None) -> float | None:
    """None where the denominator is nothing or something is unknown."""
    return None if part is None or not whole else part / whole


def week_figures(days: dict[date, Figures], calendar: Calendar) -> Figures:
    """Every figure of METRICS.md §4 for the days of one week that lie in the period."""
    figures: Figures = {}
    for name in next(iter(days.values())):
        values = [figure[name] for figure in days.values()]
        numbers = [value for value in values if value is not None]
        whole = max(numbers, default=0) if name in LONGEST else sum(numbers)
        figures[name] = whole if len(numbers) == len(values) else None
    slices = {day: slices_of(day, calendar) for day in days}
    working_days = [day for day in days if any(piece.working for piece in slices[day])]
    starting = [one for day in days for one in calendar.starting_on(day)]
    lengths = sum(minutes_between(one.start, one.end) for one in starting)
    recurring = sum(minutes_between(one.start, one.end) for one in starting if one.occurrence.recurring)
    organized = sum(minutes_between(one.start, one.end) for one in starting if one.organized)
    gap_minutes = (figures["focus_minutes"] or 0) + (figures["fragment_minutes"] or 0)
    figures |= {
        "load": ratio(figures["meeting_minutes_in_hours"], figures["working_minutes"]),
        "focus_share": ratio(figures["focus_minutes"], figures["working_minutes"]),
        "fragmentation": ratio(figures["fragment_minutes"], gap_minutes),
        "focus_days": sum((days[day]["focus_blocks"] or 0) >= 1 for day in working_days),
        "quiet_days": sum(not any(piece.meetings for piece in slices[day]) for day in working_days),
        "recurring_share": ratio(recurring, lengths),
        "organized_share": ratio(organized, lengths) if calendar.me_known else None,
    }
    return without_meetings(figures) if calendar.no_people else figures


def is_complete(monday: date, first: date, last: date, covered: Sequence[tuple[date, date]], today: date) -> bool:
    """Whether the week lies in the period, is covered by some file on each day, and ended before today."""
    days = [monday + timedelta(days=number) for number in range(7)]
    return (
        all(first <= day <= last for day in days)
        and all(any(a <= day <= b for a, b in covered) for day in days)
        and days[-1] < today
    )
