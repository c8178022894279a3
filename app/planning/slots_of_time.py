"""Working time cut into slots inside which nothing changes, whatever is chosen (docs/planner.md, slots)."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.days import scheduled
from app.analysis.working_time import hours_by_day, working_time
from app.model.spans import unite
from app.planning.edits import obstacles
from app.planning.options import Ground

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.model.occurrences import Timeline
    from app.model.preferences import Preferences
    from app.model.spans import Span


def ground_of(timeline: Timeline, preferences: Preferences) -> Ground:
    """Return where meetings can be put on the days of a timeline of one or two weeks."""
    given = scheduled(timeline, preferences)
    period = timeline.period
    hours = hours_by_day(period, given.shifts, preferences)
    return Ground(
        first=period.first,
        weeks=(period.last - period.first + 1) // 7,
        segments=working_time(hours, given.away, period, preferences.holidays),
        blocked=unite(obstacles(timeline, preferences)),
        breaking=unite(given.breaking),
        timeline=timeline,
    )


class Segment(NamedTuple):
    """One interval of the working time of one day, with its slots.

    Attributes:
        day: counted from the first of the timeline.
        first: the number of its first slot.
        cuts: the edges of its slots, one more than there are slots.

    """

    day: int
    first: int
    cuts: tuple[int, ...]

    @property
    def slots(self) -> range:
        """The numbers of its slots."""
        return range(self.first, self.first + len(self.cuts) - 1)


class SlotTable:
    """All slots, numbered through: segment after segment, in order of time."""

    def __init__(self, segments: Sequence[Sequence[Span]], edges: Iterable[int]) -> None:
        """Cut the working time of each day at its ends and at some instants."""
        wanted = sorted(set(edges))
        self.segments: list[Segment] = []
        self._spans: list[Span] = []
        for day, spans in enumerate(segments):
            for start, end in spans:
                inner = wanted[bisect_left(wanted, start + 1) : bisect_left(wanted, end)]
                cuts = (start, *inner, end)
                self.segments.append(Segment(day, len(self._spans), cuts))
                self._spans += pairwise(cuts)
        self._starts = [start for start, __ in self._spans]

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[Span]:
        return iter(self._spans)

    def __getitem__(self, slot: int) -> Span:
        return self._spans[slot]

    def covered(self, spans: Iterable[Span]) -> list[int]:
        """Return the numbers of the slots that some spans cover; their edges are among the cuts."""
        found = []
        for start, end in spans:
            at = bisect_left(self._starts, start)
            # A span from before the segment covers the slots that begin inside it.
            while at < len(self._spans) and self._spans[at][0] < end:
                found.append(at)
                at += 1
        return found
