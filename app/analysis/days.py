"""Occurrences to the figures of each day (METRICS.md §2, §3): one sweep over the meetings, then day by day."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from app.analysis.working_time import hours_by_day, shifts_by_day, working_time
from app.model.meetings import Meeting, Scheduled
from app.model.spans import Span, common, length, unite, without
from app.model.weeks import Day

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from app.model.occurrences import Occurrence, Period, Timeline
    from app.model.preferences import Preferences

BREATH = 5 * 60
"""Seconds below which two meetings follow each other without a pause (METRICS.md §3, ``interruptions``).

A run is a chain of meetings, each starting less than these after the latest end so far."""
FOCUS = 120 * 60
"""The shortest gap that is a focus block, in seconds: **L** (METRICS.md §2)."""
NOON = 12 * 3600
FOCUS_60 = 60 * 60
FOCUS_90 = 90 * 60
PEOPLE_WHERE_UNKNOWN = 2
UNSURE = frozenset({"tentative", "unanswered"})
"""Answers after which it is not settled that I come."""


def scheduled(timeline: Timeline, preferences: Preferences) -> Scheduled:
    """Return what the occurrences of a timeline come to for figures."""
    occurrences = timeline.occurrences
    meetings = [meeting_of(each) for each in occurrences if each.kind == "meeting" and not each.away]
    titles = {title.casefold() for title in preferences.breaking_titles}
    return Scheduled(
        meetings=counted(meetings, preferences),
        away=unite((each.start, each.end) for each in occurrences if each.kind == "out_of_office"),
        breaking=[
            (each.start, each.end)
            for each in occurrences
            if titles and each.kind == "block" and each.event.title.strip().casefold() in titles
        ],
        shifts=shifts_by_day(occurrences, preferences),
        no_people=timeline.no_people,
        knows_me=bool(timeline.me.addresses),
    )


def meeting_of(occurrence: Occurrence) -> Meeting:
    """Return what figures need of one meeting."""
    attendance = occurrence.attendance
    return Meeting(
        occurrence.start,
        occurrence.end,
        attendance.people,
        attendance.response in UNSURE,
        bool(attendance.external),
        bool(attendance.organized),
        occurrence.series.recurs,
    )


def counted(meetings: list[Meeting], preferences: Preferences) -> list[Meeting]:
    """Return the meetings that count by the person's choice (METRICS.md §1, ``count``)."""
    return [each for each in meetings if not each.unsure] if preferences.count == "accepted" else meetings


def day_figures(
    given: Scheduled, period: Period, preferences: Preferences, only: Container[int] | None = None
) -> list[Day]:
    """Return the figures of every day of a period, in order.

    Args:
        given: what the period holds, and the day before and after it: meetings may lie over midnight, and run on.
        period: the days.
        preferences: working hours and holidays; the rest of them has been heeded already.
        only: the days (ordinals) that are wanted; None: all.

    """
    hours = hours_by_day(period, given.shifts, preferences)
    working = working_time(hours, given.away, period, preferences.holidays)
    if given.no_people:
        return [
            Day(day=day, hours_seconds=length(own), working_seconds=length(left))
            for day, (own, left) in enumerate(zip(hours, working, strict=True), period.first)
            if only is None or day in only
        ]
    sweep = _Sweep(given.meetings, given.breaking, period)
    return [
        sweep.day(index, length(hours[index]), working[index], knows_me=given.knows_me)
        for index in range(len(working))
        if only is None or period.first + index in only
    ]


_Part = tuple[int, int, bool, bool]
"""What of a meeting lies on one day: start, end, and whether the meeting is unsure, and external. Plain, since ten
years have ten thousands."""


_Sums = tuple[int, int, int, int, int]
"""Of the meetings that start on one day: summed lengths, lengths times people, how many name nobody, and the lengths
of those that repeat and of those that I organize."""
_IDLE = (0,) * 19
"""What a day without working time and without a meeting has of everything from its working time to who is unsure."""
_NOTHING: _Sums = (0, 0, 0, 0, 0)


class _Sweep:
    """The meetings of a period, laid out by day in one walk; days are numbered from the period's first."""

    def __init__(self, meetings: Sequence[Meeting], breaking: Sequence[Span], period: Period) -> None:
        self._first = period.first
        self._zone = period.zone
        self._bounds = [period.zone.midnight(day) for day in range(period.first, period.last + 2)]
        days = len(self._bounds) - 1
        self._parts: list[list[_Part]] = [[] for __ in range(days)]
        self._starting: list[list[Meeting]] = [[] for __ in range(days)]
        self._following = [0] * days
        runs = self._lay_out(meetings)
        self._runs = self._by_day(runs)
        longest = self._longest_runs = [0] * days
        for start, end in runs:
            at = bisect_right(self._bounds, start) - 1
            if 0 <= at < days and end - start > longest[at]:
                longest[at] = end - start
        self._breaking = self._by_day(unite(breaking))

    def _lay_out(self, meetings: Sequence[Meeting]) -> list[Span]:
        """Put each meeting, in order of start, to the days it lies on, and return the runs that they make."""
        bounds, days = self._bounds, len(self._bounds) - 1
        parts, starting, following = self._parts, self._starting, self._following
        runs: list[Span] = []
        begin = latest = None
        at = 0
        for meeting in meetings:
            start, end, __, unsure, external, __, __ = meeting
            while at < days and bounds[at + 1] <= start:
                at += 1
            inside = at < days and bounds[at] <= start
            if begin is None or latest is None or start - latest >= BREATH:
                if begin is not None and latest is not None:
                    runs.append((begin, latest))
                begin, latest = start, end
            else:
                if inside and start >= latest:
                    following[at] += 1
                latest = max(latest, end)
            if inside:
                starting[at].append(meeting)
                if end <= bounds[at + 1]:
                    parts[at].append((start, end, unsure, external))
                    continue
            for day in range(at, days):
                if bounds[day] >= end:
                    break
                parts[day].append((max(start, bounds[day]), min(end, bounds[day + 1]), unsure, external))
        if begin is not None and latest is not None:
            runs.append((begin, latest))
        return runs

    def _by_day(self, spans: Iterable[Span]) -> dict[int, list[Span]]:
        """Return spans in order of start, cut at midnight, by the day's number."""
        bounds, result = self._bounds, dict[int, list[Span]]()
        days = len(bounds) - 1
        for start, end in spans:
            at = max(bisect_right(bounds, start) - 1, 0)
            if at < days and bounds[at] <= start < end <= bounds[at + 1]:
                result.setdefault(at, []).append((start, end))  # As nearly all do.
                continue
            while at < days and bounds[at] < end:
                part = (max(start, bounds[at]), min(end, bounds[at + 1]))
                if part[0] < part[1]:
                    result.setdefault(at, []).append(part)
                at += 1
        return result

    def day(self, index: int, hours: int, working: list[Span], *, knows_me: bool) -> Day:
        """Return the figures of one day; ``working`` is its W(d)."""
        parts, starting = self._parts[index], self._starting[index]
        if not (parts or working):
            known = 0 if knows_me else None
            return Day(self._first + index, hours, *_IDLE, known, 0, 0, known, None)
        busy = _united(parts) if parts else []
        meeting_seconds = length(busy) if busy else 0
        in_hours = length(common(busy, working)) if busy and working else 0
        broken = unite([*busy, *self._breaking[index]]) if index in self._breaking else busy
        gaps = [end - start for start, end in (without(working, broken) if broken else working)]
        focus = [gap for gap in gaps if gap >= FOCUS]
        in_gaps, in_focus = sum(gaps), sum(focus)
        started, persons, unknown, recurring, organized = _sums(starting) if starting else _NOTHING
        # By their places, which takes a quarter of the time that names take.
        return Day(
            self._first + index,
            hours,  # hours_seconds
            length(working) if broken else in_gaps,  # working_seconds
            len(starting),  # meetings
            meeting_seconds,
            in_hours,  # meeting_seconds_in_hours
            meeting_seconds - in_hours,  # outside_hours_seconds
            _covered_twice(parts) if len(parts) > 1 else 0,  # double_booked_seconds
            in_focus,  # focus_seconds
            len(focus),  # focus_blocks
            sum([gap for gap in gaps if gap >= FOCUS_60]),  # focus_seconds_60
            sum([gap for gap in gaps if gap >= FOCUS_90]),  # focus_seconds_90
            in_gaps - in_focus,  # fragment_seconds
            len(gaps) - len(focus),  # fragments
            max(gaps, default=0),  # longest_gap_seconds
            _overlapping(self._runs[index], working) if working and index in self._runs else 0,  # interruptions
            self._longest_runs[index],  # longest_run_seconds
            self._following[index],  # back_to_back
            persons,  # person_seconds
            unknown,  # people_unknown
            _only_unsure(parts, meeting_seconds) if parts else 0,  # unsure_seconds
            _external(parts) if knows_me else None,  # external_seconds
            started,  # started_seconds
            recurring,  # recurring_seconds
            organized if knows_me else None,  # organized_seconds
            self._free_morning(index, working, busy) if working else None,  # free_morning
        )

    def _free_morning(self, index: int, working: list[Span], busy: list[Span]) -> bool | None:
        """Tell whether the working time before noon is free of meetings; None where that is too short to count."""
        noon = self._zone.epoch(self._first + index, NOON)
        morning = [(start, min(end, noon)) for start, end in working if start < noon]
        if length(morning) < FOCUS:
            return None
        for start, end in busy:
            if start >= noon:
                break
            if any(start < stop and begin < end for begin, stop in morning):
                return False
        return True


def _sums(starting: Sequence[Meeting]) -> _Sums:
    total = persons = unknown = recurring = own = 0
    for start, end, people, __, __, organized, recurs in starting:
        seconds = end - start
        total += seconds
        unknown += people is None
        persons += seconds * (PEOPLE_WHERE_UNKNOWN if people is None else people)
        if recurs:
            recurring += seconds
        if organized:
            own += seconds
    return total, persons, unknown, recurring, own


def _overlapping(runs: Sequence[Span], working: Sequence[Span]) -> int:
    """Return how many runs of a day share time with its working time."""
    if len(working) > 1:
        return len([1 for start, end in runs if any(begin < end and start < stop for begin, stop in working)])
    ((begin, stop),) = working
    return len([1 for start, end in runs if begin < end and start < stop])


def _united(parts: Sequence[_Part]) -> list[Span]:
    """Return the time that a day's parts cover; they stand in order of start."""
    united: list[Span] = []
    latest = None
    for start, end, __, __ in parts:
        if latest is None or start > latest:
            united.append((start, end))
            latest = end
        elif end > latest:
            united[-1] = (united[-1][0], end)
            latest = end
    return united


def _covered_twice(parts: Sequence[_Part]) -> int:
    """Return how long at least two of a day's parts, in order of start, cover the same time."""
    twice = 0
    latest = counted = 0
    for start, end, __, __ in parts:
        if start < latest:
            begin = max(counted, start)
            stop = min(latest, end)
            if begin < stop:
                twice += stop - begin
                counted = stop
        if end > latest:  # noqa: PLR1730 (max() takes three times as long)
            latest = end
    return twice


def _only_unsure(parts: Sequence[_Part], meeting_seconds: int) -> int:
    """Return how much of a day's meeting time no sure meeting covers."""
    sure = [part for part in parts if not part[2]]
    return meeting_seconds - length(_united(sure)) if len(sure) < len(parts) else 0


def _external(parts: Sequence[_Part]) -> int:
    external = [part for part in parts if part[3]]
    return length(_united(external)) if external else 0
