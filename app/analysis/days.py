"""Occurrences to the figures of each day (METRICS.md §2, §3): one sweep over the meetings, then day by day."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from app.analysis.working_time import hours_by_day, shifts_by_day, working_time
from app.model.meetings import Meeting, PlainMeeting, Scheduled
from app.model.spans import Span, common, length, unite, without
from app.model.timezones import DAY
from app.model.weeks import Day

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

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


def counted(meetings: Sequence[PlainMeeting], preferences: Preferences) -> Sequence[PlainMeeting]:
    """Return the meetings that count by the person's choice (METRICS.md §1, ``count``)."""
    return [each for each in meetings if not each[3]] if preferences.count == "accepted" else meetings


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
        sweep.day(index, hours[index], working[index], knows_me=given.knows_me)
        for index in range(len(working))
        if only is None or period.first + index in only
    ]


_Sums = tuple[int, int, int, int, int]
"""Of the meetings that start on one day: summed lengths, lengths times people, how many name nobody, and the lengths
of those that repeat and of those that I organize."""
_IDLE = (0,) * 19
"""What a day without working time and without a meeting has of everything from its working time to who is unsure."""
_NOTHING: _Sums = (0, 0, 0, 0, 0)
_Covered = tuple[list[Span], int, int, int, int]
"""What a day's meetings cover: the time itself and its seconds, those that two or more cover at once, those that sure
ones cover, and those that external ones cover."""
_NO_TIME: _Covered = ([], 0, 0, 0, 0)
_NEVER = 1 << 62
"""An instant after all others."""
_NO_DAY = -1


class _Sweep:
    """The meetings of a period, laid out by day in one walk; days are numbered from the period's first."""

    def __init__(self, meetings: Sequence[PlainMeeting], breaking: Sequence[Span], period: Period) -> None:
        self._first = period.first
        self._zone = period.zone
        self._bounds = [period.zone.midnight(day) for day in range(period.first, period.last + 2)]
        days = len(self._bounds) - 1
        self._parts: list[list[PlainMeeting]] = [[] for __ in range(days)]
        self._starting: list[list[PlainMeeting]] = [[] for __ in range(days)]
        self._following = [0] * days
        self._longest_runs = [0] * days
        self._runs: dict[int, list[Span]] = {}
        self._lay_out(meetings)
        self._breaking: dict[int, list[Span]] = {}
        for span in unite(breaking):
            self._cut(span, self._breaking)

    def _lay_out(self, meetings: Sequence[PlainMeeting]) -> None:
        """Put each meeting, in order of start, to the days it lies on, and so the runs that they make."""
        bounds, days = self._bounds, len(self._bounds) - 1
        parts, starting, following = self._parts, self._starting, self._following
        at, first, ends = 0, bounds[0], bounds[1]
        begin, latest, begun = _NEVER, -_NEVER, _NO_DAY
        for meeting in meetings:
            start, end, __, __, __, __, __ = meeting
            while ends <= start:
                at += 1
                ends = bounds[at + 1] if at < days else _NEVER
            inside = at < days and start >= first
            if start - latest >= BREATH:
                self._end_run(begin, latest, begun)
                begin, latest, begun = start, end, at if inside else _NO_DAY
            else:
                if inside and start >= latest:
                    following[at] += 1
                if end > latest:  # noqa: PLR1730 (max() takes three times as long)
                    latest = end
            if inside:
                starting[at].append(meeting)
                if end <= ends:
                    parts[at].append(meeting)
                    continue
            for day in range(at, days):
                if bounds[day] >= end:
                    break
                parts[day].append((max(start, bounds[day]), min(end, bounds[day + 1]), *meeting[2:]))
        self._end_run(begin, latest, begun)

    def _end_run(self, begin: int, end: int, day: int) -> None:
        """Put a run, which begins on a day, to the days it lies on; what ends before it begins is none."""
        if day == _NO_DAY:
            if begin < end:
                self._cut((begin, end), self._runs)
            return
        self._longest_runs[day] = max(self._longest_runs[day], end - begin)
        if end <= self._bounds[day + 1]:
            self._runs.setdefault(day, []).append((begin, end))  # As nearly all do.
        else:
            self._cut((begin, end), self._runs)

    def _cut(self, span: Span, into: dict[int, list[Span]]) -> None:
        """Put a span, cut at midnight, to the days it lies on."""
        bounds, (start, end) = self._bounds, span
        at = max(bisect_right(bounds, start) - 1, 0)
        while at < len(bounds) - 1 and bounds[at] < end:
            into.setdefault(at, []).append((max(start, bounds[at]), min(end, bounds[at + 1])))
            at += 1

    def day(self, index: int, own: list[Span], working: list[Span], *, knows_me: bool) -> Day:
        """Return the figures of one day; ``own`` are its hours, ``working`` is its W(d)."""
        parts, starting = self._parts[index], self._starting[index]
        hours = length(own)
        if not (parts or working):
            known = 0 if knows_me else None
            return Day(self._first + index, hours, *_IDLE, known, 0, 0, known, None)
        busy, meeting_seconds, twice, sure_seconds, external_seconds = _covered(parts) if parts else _NO_TIME
        working_seconds = hours if working is own else length(working)
        broken = unite([*busy, *self._breaking[index]]) if index in self._breaking else busy
        gaps = [end - start for start, end in (without(working, broken) if broken else working)]
        in_gaps = sum(gaps)
        # What meetings leave of the working time says how much of them lies in it, unless own blocks break it too.
        in_hours = working_seconds - in_gaps if broken is busy else length(common(busy, working))
        in_focus = focus_blocks = in_gaps_60 = in_gaps_90 = longest = 0
        for gap in gaps:
            if gap >= FOCUS_60:
                in_gaps_60 += gap
                if gap >= FOCUS_90:
                    in_gaps_90 += gap
                    if gap >= FOCUS:
                        in_focus += gap
                        focus_blocks += 1
            if gap > longest:  # noqa: PLR1730 (max() takes three times as long)
                longest = gap
        started, persons, unknown, recurring, organized = _sums(starting) if starting else _NOTHING
        # By their places, which takes a quarter of the time that names take.
        figures = (
            self._first + index,
            hours,  # hours_seconds
            working_seconds,
            len(starting),  # meetings
            meeting_seconds,
            in_hours,  # meeting_seconds_in_hours
            meeting_seconds - in_hours,  # outside_hours_seconds
            twice,  # double_booked_seconds
            in_focus,  # focus_seconds
            focus_blocks,
            in_gaps_60,  # focus_seconds_60
            in_gaps_90,  # focus_seconds_90
            in_gaps - in_focus,  # fragment_seconds
            len(gaps) - focus_blocks,  # fragments
            longest,  # longest_gap_seconds
            _overlapping(self._runs.get(index, ()), working),  # interruptions
            self._longest_runs[index],  # longest_run_seconds
            self._following[index],  # back_to_back
            persons,  # person_seconds
            unknown,  # people_unknown
            meeting_seconds - sure_seconds,  # unsure_seconds
            external_seconds if knows_me else None,
            started,  # started_seconds
            recurring,  # recurring_seconds
            organized if knows_me else None,  # organized_seconds
            self._free_morning(index, working, busy) if working else None,  # free_morning
        )
        return tuple.__new__(Day, figures)

    def _free_morning(self, index: int, working: list[Span], busy: list[Span]) -> bool | None:
        """Tell whether the working time before noon is free of meetings; None where that is too short to count."""
        midnight, following = self._bounds[index : index + 2]
        # Of a day that is as long as most the clock need not be asked.
        noon = midnight + NOON if following - midnight == DAY else self._zone.epoch(self._first + index, NOON)
        if len(working) == 1:  # As on nearly all days.
            ((begin, stop),) = working
            stop = min(stop, noon)
            if stop - begin < FOCUS:
                return None
            for start, end in busy:
                if start >= stop:
                    break
                if begin < end:
                    return False
            return True
        morning = [(start, min(end, noon)) for start, end in working if start < noon]
        if length(morning) < FOCUS:
            return None
        for start, end in busy:
            if start >= noon:
                break
            if any(start < stop and begin < end for begin, stop in morning):
                return False
        return True


def _sums(starting: Sequence[PlainMeeting]) -> _Sums:
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
    found = 0
    for start, end in runs:
        for begin, stop in working:
            if begin < end and start < stop:
                found += 1
                break
    return found


def _covered(parts: Sequence[PlainMeeting]) -> _Covered:
    """Return what a day's parts, in order of start, cover."""
    busy: list[Span] = []
    begin = latest = counted = sure_until = external_until = parts[0][0]
    seconds = twice = sure = external = 0
    for start, end, __, is_unsure, is_external, __, __ in parts:
        if start > latest:
            busy.append((begin, latest))
            seconds += latest - begin
            begin, latest = start, end
        elif end > latest:
            if start < latest and counted < latest:
                twice += latest - start if start >= counted else latest - counted
                counted = latest
            latest = end
        elif counted < end:
            twice += end - start if start >= counted else end - counted
            counted = end
        if not is_unsure and end > sure_until:
            sure += end - start if start >= sure_until else end - sure_until
            sure_until = end
        if is_external and end > external_until:
            external += end - start if start >= external_until else end - external_until
            external_until = end
    busy.append((begin, latest))
    return busy, seconds + latest - begin, twice, sure, external
