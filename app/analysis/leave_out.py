"""What days would gain if some meetings were gone: leave them out and measure again (METRICS.md §5).

One sweep does it for every series at once. Within one stretch of working time, only time that a single series covers
alone opens when that series goes; so the stretch is cut into pieces that are free, one series' own, or closed whoever
goes, and the gaps that would grow together are the neighbouring pieces that are free or that series' own.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from app.analysis.days import FOCUS
from app.analysis.series_keys import key_of
from app.model.leave_out import LeftOut
from app.model.spans import unite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesKey
    from app.model.spans import Span

K = TypeVar("K")


class _Taken(NamedTuple, Generic[K]):
    """Time that is no gap: of one owner, or, with None, closed whoever goes."""

    start: int
    end: int
    owner: K | None


class LeaveOut:
    """The meetings of some days, of which any may be left out.

    Where days and meetings are the same, ``each_series`` and ``of`` equal the focus and fragment time of
    ``days.day_figures`` measured again without these meetings. Own blocks that break focus stay.
    """

    def __init__(
        self,
        meetings: Iterable[Occurrence],
        breaking: Iterable[Span],
        working: Mapping[int, Sequence[Span]],
        key: Callable[[Occurrence], SeriesKey] = key_of,
    ) -> None:
        """Take the days.

        Args:
            meetings: those that count (METRICS.md §1 ``count``, §2), in any order; at least all that overlap W(d).
            breaking: own blocks that break focus as meetings do.
            working: the working time W(d) of each day, by its ordinal.
            key: which series a meeting belongs to; ``series_keys.whole_key`` keeps Google's parts apart.

        """
        self._meetings = sorted(meetings, key=lambda each: each.start)
        self._key = key
        self._breaking: list[_Taken[SeriesKey]] = [_Taken(start, end, None) for start, end in unite(breaking)]
        self._stretches = [span for day in sorted(working) for span in working[day]]

    def each_series(self) -> dict[SeriesKey, LeftOut]:
        """Return, for each series with a meeting, what the days would gain if it alone were gone."""
        key = self._key
        keys = [key(each) for each in self._meetings]
        won: dict[SeriesKey, list[int]] = {each: [0, 0] for each in keys}
        taken = [_Taken(each.start, each.end, own) for each, own in zip(self._meetings, keys, strict=True)]
        for owner, focus, fragments in _gains(self._stretches, _in_order(taken, self._breaking)):
            sums = won[owner]
            sums[0] += focus
            sums[1] += fragments
        return {each: LeftOut(*sums) for each, sums in won.items()}

    def of(self, occurrences: Iterable[Occurrence]) -> LeftOut:
        """Return what the days would gain if these meetings were gone together; those not among its own add nothing."""
        gone = {_name(each) for each in occurrences}
        taken: list[_Taken[bool]] = [
            _Taken(each.start, each.end, True if _name(each) in gone else None) for each in self._meetings
        ]
        opened = unite((each.start, each.end) for each in taken if each.owner)
        others = [_Taken[bool](start, end, None) for start, end, __ in self._breaking]
        focus = fragments = 0
        for __, more_focus, less_fragments in _gains(_touched(self._stretches, opened), _in_order(taken, others)):
            focus += more_focus
            fragments += less_fragments
        return LeftOut(focus, fragments)


def _name(each: Occurrence) -> tuple[str, str, int, int, int | None]:
    """Return what tells an occurrence from every other: it may have been read from the store once more."""
    return each.series.calendar, each.series.uid, each.start, each.end, each.original


def _in_order(first: Sequence[_Taken[K]], second: Sequence[_Taken[K]]) -> Sequence[_Taken[K]]:
    return sorted([*first, *second], key=lambda each: each.start) if second else first


def _touched(stretches: Iterable[Span], opened: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches that share time with spans; both in order."""
    at = 0
    for start, end in stretches:
        while at < len(opened) and opened[at][1] <= start:
            at += 1
        if at < len(opened) and opened[at][0] < end:
            yield start, end


def _gains(stretches: Iterable[Span], taken: Sequence[_Taken[K]]) -> Iterator[tuple[K, int, int]]:
    """Yield who opens gaps, by how much focus time grows, and by how much fragment time shrinks.

    Args:
        stretches: of working time, in order.
        taken: in order of start.

    """
    at = 0
    lasting: list[_Taken[K]] = []
    for start, end in stretches:
        inside = [each for each in lasting if each.end > start]
        while at < len(taken) and taken[at].start < end:
            if taken[at].end > start:
                inside.append(taken[at])
            at += 1
        lasting = [each for each in inside if each.end > end]
        if inside:
            yield from _chains(_pieces(start, end, inside))


def _pieces(start: int, end: int, inside: Sequence[_Taken[K]]) -> list[tuple[int, bool, K | None]]:
    """Return a stretch as pieces in order: how long, whether free, and whose alone; no two alike are neighbours."""
    pieces: list[tuple[int, bool, K | None]] = []
    at = start
    for begin, stop, owner in _apart(inside):
        first, last = max(begin, start), min(stop, end)
        if first >= last:
            continue
        if first > at:
            pieces.append((first - at, True, None))
        if pieces and not pieces[-1][1] and pieces[-1][2] == owner and first == at:
            pieces[-1] = (pieces[-1][0] + last - first, False, owner)
        else:
            pieces.append((last - first, False, owner))
        at = last
    if at < end:
        pieces.append((end - at, True, None))
    return pieces


def _apart(inside: Sequence[_Taken[K]]) -> Iterable[_Taken[K]]:
    """Return what is taken without an overlap: time that two owners share, or that is closed, is closed."""
    latest = inside[0].start
    for each in inside:
        if each.start < latest:
            break
        latest = each.end
    else:
        return inside
    return _overlapping_apart(inside)


def _overlapping_apart(inside: Sequence[_Taken[K]]) -> Iterator[_Taken[K]]:
    bounds = sorted({each.start for each in inside} | {each.end for each in inside})
    begins: dict[int, list[K | None]] = {}
    ends: dict[int, list[K | None]] = {}
    for start, end, owner in inside:
        begins.setdefault(start, []).append(owner)
        ends.setdefault(end, []).append(owner)
    present: Counter[K | None] = Counter()
    for start, end in pairwise(bounds):
        present.update(begins.get(start, ()))
        for owner in ends.get(start, ()):
            present[owner] -= 1
            if not present[owner]:
                del present[owner]
        if present:
            yield _Taken(start, end, next(iter(present)) if len(present) == 1 else None)


def _chains(pieces: Sequence[tuple[int, bool, K | None]]) -> Iterator[tuple[K, int, int]]:
    """Yield, for each chain of neighbouring pieces that are free or one owner's, what opening it would change."""
    reached: dict[K, int] = {}
    for at, (__, __, owner) in enumerate(pieces):
        if owner is None or reached.get(owner, -1) >= at:
            continue
        first = at - 1 if at and pieces[at - 1][1] else at
        last = first
        whole = focus = fragments = 0
        while last < len(pieces) and (pieces[last][1] or pieces[last][2] == owner):
            seconds, free, __ = pieces[last]
            whole += seconds
            if free:
                focus += seconds if seconds >= FOCUS else 0
                fragments += seconds if seconds < FOCUS else 0
            last += 1
        reached[owner] = last - 1
        opened = whole if whole >= FOCUS else 0
        yield owner, opened - focus, fragments - (whole - opened)
