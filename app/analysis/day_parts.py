"""Occurrences to what one day is made of: its meetings, the gaps between them, and what overlaps or lies outside.

These are the intervals that the figures of a day are the lengths of (METRICS.md §2, §3); pages paint and list them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.days import FOCUS, UNSURE
from app.model.spans import length, unite, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.occurrences import Occurrence
    from app.model.preferences import Preferences
    from app.model.spans import Span
    from app.model.timezones import HomeZone


class DayParts(NamedTuple):
    """One day, in instants (seconds since 1970 UTC).

    Attributes:
        day: the ordinal of its date.
        span: from its midnight to the next.
        working: its working time W(d).
        meetings: those that count and overlap it, in order of start; some begin before it or end after it.
        busy: M: the time of the day with at least one meeting.
        breaking: own blocks that break focus as meetings do, in order of start.
        gaps: working time without M, and without own blocks that break focus.
        twice: the time of the day that at least two meetings cover.
        outside: M outside the working time.

    """

    day: int
    span: Span
    working: Sequence[Span]
    meetings: Sequence[Occurrence]
    busy: Sequence[Span]
    breaking: Sequence[Span]
    gaps: Sequence[Span]
    twice: Sequence[Span]
    outside: Sequence[Span]

    def focus_blocks(self) -> list[Span]:
        """Return the gaps of at least two hours."""
        return [gap for gap in self.gaps if gap[1] - gap[0] >= FOCUS]

    def fragments(self) -> list[Span]:
        """Return the gaps of less than two hours."""
        return [gap for gap in self.gaps if gap[1] - gap[0] < FOCUS]


def counts(each: Occurrence, preferences: Preferences) -> bool:
    """Tell whether an occurrence is a meeting that counts in the figures (METRICS.md §1 ``count``, §2)."""
    if each.kind != "meeting" or each.away:
        return False
    return preferences.count == "all" or each.attendance.response not in UNSURE


def lay_out(
    days: Sequence[int],
    occurrences: Iterable[Occurrence],
    working: Mapping[int, Sequence[Span]],
    zone: HomeZone,
    preferences: Preferences,
) -> list[DayParts]:
    """Return what each of some days, in order, is made of.

    Args:
        days: ordinals, ascending.
        occurrences: at least all that overlap these days.
        working: the working time W(d) by day.
        zone: the analysis zone.
        preferences: for what counts, and which own blocks break focus.

    """
    known = sorted(occurrences, key=lambda each: (each.start, each.end))
    meetings = _by_day([each for each in known if counts(each, preferences)], days, zone)
    breaking = _by_day(breaking_of(known, preferences), days, zone)
    return [
        _parts(
            day, meetings[day], breaking[day], tuple(working.get(day, ())), (zone.midnight(day), zone.midnight(day + 1))
        )
        for day in days
    ]


def breaking_of(occurrences: Iterable[Occurrence], preferences: Preferences) -> list[Occurrence]:
    """Return the own blocks that the person lets break focus as meetings do."""
    titles = {title.casefold() for title in preferences.breaking_titles}
    if not titles:
        return []
    return [each for each in occurrences if each.kind == "block" and each.event.title.strip().casefold() in titles]


def _by_day(occurrences: Iterable[Occurrence], days: Sequence[int], zone: HomeZone) -> dict[int, list[Occurrence]]:
    """Return the occurrences that overlap each day."""
    result: dict[int, list[Occurrence]] = {day: [] for day in days}
    begins = [zone.midnight(day) for day in days]
    ends = [zone.midnight(day + 1) for day in days]
    for each in occurrences:
        at = max(bisect_right(begins, each.start) - 1, 0)
        while at < len(begins) and begins[at] < each.end:
            if each.start < ends[at]:
                result[days[at]].append(each)
            at += 1
    return result


def _parts(
    day: int, meetings: list[Occurrence], breaking: list[Occurrence], working: Sequence[Span], span: Span
) -> DayParts:
    cut = [(max(each.start, span[0]), min(each.end, span[1])) for each in meetings]
    busy = unite(cut)
    own = [(each.start, each.end) for each in breaking]
    return DayParts(
        day=day,
        span=span,
        working=working,
        meetings=meetings,
        busy=busy,
        breaking=own,
        gaps=without(working, unite([*busy, *own])),
        twice=covered_twice(cut),
        outside=without(busy, working),
    )


def covered_twice(spans: Iterable[Span]) -> list[Span]:
    """Return the time that at least two of any spans cover."""
    latest = None
    result: list[Span] = []
    for start, end in sorted(spans):
        if latest is not None and start < latest:
            result.append((start, min(end, latest)))
        latest = end if latest is None else max(latest, end)
    return unite(result)


def focus_won(parts: DayParts, meeting: Occurrence) -> int:
    """Return how many seconds more in focus blocks a day would hold without one of its meetings."""
    others = [(each.start, each.end) for each in parts.meetings if each is not meeting]
    gaps = without(parts.working, unite([*others, *parts.breaking]))
    return length(gap for gap in gaps if gap[1] - gap[0] >= FOCUS) - length(parts.focus_blocks())
