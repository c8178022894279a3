"""Occurrences to the figures of each day (METRICS.md §2, §3): one sweep over the meetings, then day by day."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.working_time import hours_by_day, working_time
from app.model.spans import Span, common, covered_twice, length, unite, without
from app.model.weeks import Day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.occurrences import Occurrence, Period, Timeline
    from app.model.preferences import Preferences

BREATH = 5 * 60
"""Seconds below which two meetings follow each other without a pause (METRICS.md §3, ``interruptions``)."""
FOCUS = 120 * 60
"""The shortest gap that is a focus block, in seconds: **L** (METRICS.md §2)."""
FOCUS_60 = 60 * 60
FOCUS_90 = 90 * 60
PEOPLE_WHERE_UNKNOWN = 2


class Run(NamedTuple):
    """A chain of meetings, each starting less than five minutes after the latest end so far."""

    start: int
    end: int


def counted_meetings(occurrences: Iterable[Occurrence], preferences: Preferences) -> list[Occurrence]:
    """Return the meetings that count in the figures of §3 on, in order of start (METRICS.md §1 ``count``, §2)."""
    found = [each for each in occurrences if each.kind == "meeting" and not each.away]
    if preferences.count == "accepted":
        found = [each for each in found if not is_unsure(each)]
    return found


def is_unsure(meeting: Occurrence) -> bool:
    """Tell whether it is not settled that I come: tentative, or not answered."""
    return meeting.attendance.response in {"tentative", "unanswered"}


def day_figures(timeline: Timeline, preferences: Preferences) -> list[Day]:
    """Return the figures of every day that the timeline reaches over, in order."""
    period = timeline.reach
    occurrences = timeline.occurrences
    hours = hours_by_day(period, occurrences, preferences)
    away = unite((each.start, each.end) for each in occurrences if each.kind == "out_of_office")
    working = working_time(hours, away, period, preferences.holidays)
    if timeline.no_people:
        return [
            _unknown_day(day, length(own), length(left))
            for day, (own, left) in enumerate(zip(hours, working, strict=True), period.first)
        ]
    meetings = counted_meetings(occurrences, preferences)
    sweep = _Sweep(meetings, _breaking(occurrences, preferences), period)
    knows_me = bool(timeline.me.addresses)
    return [sweep.day(index, length(hours[index]), working[index], knows_me=knows_me) for index in range(len(working))]


def _breaking(occurrences: Iterable[Occurrence], preferences: Preferences) -> list[Span]:
    """Return the own blocks that the person lets break focus as meetings do ("Lunch")."""
    titles = {title.casefold() for title in preferences.breaking_titles}
    if not titles:
        return []
    return [
        (each.start, each.end)
        for each in occurrences
        if each.kind == "block" and each.event.title.strip().casefold() in titles
    ]


class _Sweep:
    """The meetings of a period, laid out by day."""

    def __init__(self, meetings: Sequence[Occurrence], breaking: list[Span], period: Period) -> None:
        self._first = period.first
        self._bounds = [period.zone.midnight(day) for day in range(period.first, period.last + 2)]
        spans = [(each.start, each.end) for each in meetings]
        busy = unite(spans)
        self._busy = self._by_day(busy)
        self._breaks = self._by_day(unite(spans + breaking)) if breaking else self._busy
        self._twice = self._by_day(covered_twice(spans))
        self._sure = self._by_day(unite((each.start, each.end) for each in meetings if not is_unsure(each)))
        self._external = self._by_day(unite((each.start, each.end) for each in meetings if each.attendance.external))
        self._starting = self._starting_by_day(meetings)
        runs, following = _runs(spans)
        self._runs = self._by_day(runs)
        self._starting_runs: dict[int, int] = {}
        for run in runs:
            at = self._index(run.start)
            self._starting_runs[at] = max(self._starting_runs.get(at, 0), run.end - run.start)
        self._following: dict[int, int] = {}
        for start in following:
            at = self._index(start)
            self._following[at] = self._following.get(at, 0) + 1

    def _index(self, instant: int) -> int:
        return bisect_right(self._bounds, instant) - 1

    def _by_day(self, spans: Iterable[Span]) -> dict[int, list[Span]]:
        """Return the spans cut at midnight, by the day's number in the period."""
        bounds, result = self._bounds, dict[int, list[Span]]()
        days = len(bounds) - 1
        for start, end in spans:
            at = max(bisect_right(bounds, start) - 1, 0)
            while at < days and bounds[at] < end:
                part = (max(start, bounds[at]), min(end, bounds[at + 1]))
                if part[0] < part[1]:
                    result.setdefault(at, []).append(part)
                at += 1
        return result

    def _starting_by_day(self, meetings: Sequence[Occurrence]) -> dict[int, list[Occurrence]]:
        result: dict[int, list[Occurrence]] = {}
        for meeting in meetings:
            result.setdefault(self._index(meeting.start), []).append(meeting)
        return result

    def day(self, index: int, hours: int, working: list[Span], *, knows_me: bool) -> Day:
        """Return the figures of one day; ``working`` is its W(d)."""
        busy = self._busy.get(index, [])
        starting = self._starting.get(index, [])
        in_hours = length(common(busy, working))
        meeting_seconds = length(busy)
        gaps = [end - start for start, end in without(working, self._breaks.get(index, []))]
        focus = [gap for gap in gaps if gap >= FOCUS]
        return Day(
            day=self._first + index,
            hours_seconds=hours,
            working_seconds=length(working),
            meetings=len(starting),
            meeting_seconds=meeting_seconds,
            meeting_seconds_in_hours=in_hours,
            outside_hours_seconds=meeting_seconds - in_hours,
            double_booked_seconds=length(self._twice.get(index, [])),
            focus_seconds=sum(focus),
            focus_blocks=len(focus),
            focus_seconds_60=sum(gap for gap in gaps if gap >= FOCUS_60),
            focus_seconds_90=sum(gap for gap in gaps if gap >= FOCUS_90),
            fragment_seconds=sum(gaps) - sum(focus),
            fragments=len(gaps) - len(focus),
            longest_gap_seconds=max(gaps, default=0),
            interruptions=sum(1 for run in self._runs.get(index, []) if common([run], working)),
            longest_run_seconds=self._starting_runs.get(index, 0),
            back_to_back=self._following.get(index, 0),
            person_seconds=sum((each.end - each.start) * people(each) for each in starting),
            people_unknown=sum(1 for each in starting if each.attendance.people is None),
            unsure_seconds=meeting_seconds - length(self._sure.get(index, [])),
            external_seconds=length(self._external.get(index, [])) if knows_me else None,
        )


def people(meeting: Occurrence) -> int:
    """Return how many people a meeting is counted with; unknown counts as two (METRICS.md §3)."""
    known = meeting.attendance.people
    return PEOPLE_WHERE_UNKNOWN if known is None else known


def _runs(spans: Iterable[Span]) -> tuple[list[Run], list[int]]:
    """Return the runs, and the starts of the meetings that follow the ones before without a pause."""
    runs: list[Run] = []
    following: list[int] = []
    for start, end in spans:
        if runs and start - runs[-1].end < BREATH:
            if start >= runs[-1].end:
                following.append(start)
            if end > runs[-1].end:
                runs[-1] = Run(runs[-1].start, end)
        else:
            runs.append(Run(start, end))
    return runs, following


def _unknown_day(day: int, hours: int, working: int) -> Day:
    return Day(day, hours, working, *((None,) * 19))
