"""What days would gain if some meetings were gone: leave them out and measure again (METRICS.md §5).

One sweep does it for every series at once. Within one stretch of working time, only time that a single series covers
alone opens when that series goes; so the stretch is cut into pieces that are free, one series' own, or closed whoever
goes, and the gaps that would grow together are the neighbouring pieces that are free or that series' own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.days import FOCUS
from app.analysis.series_keys import key_of
from app.model.leave_out import LeftOut
from app.model.spans import unite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesKey
    from app.model.spans import Span

_FREE: Final = -1
_CLOSED: Final = -2
"""In place of an owner: no gap, whoever goes."""

_Taken = tuple[int, int, int]
"""Time that is no gap: start, end (excluded), and the number of its owner, or ``_CLOSED``."""
_Piece = tuple[int, int]
"""Seconds, and whose alone they are, ``_FREE`` or ``_CLOSED``."""
_Name = tuple[int, int, str, str, int | None]
"""Start, end, calendar, UID and slot of an occurrence."""


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
        self._names: list[_Name] = []
        self._busy: list[Span] = []
        self._breaking = [(start, end, _CLOSED) for start, end in unite(breaking)]
        self._stretches = [span for day in sorted(working) for span in working[day]]

    def each_series(self) -> dict[SeriesKey, LeftOut]:
        """Return, for each series with a meeting, what the days would gain if it alone were gone."""
        numbers: dict[SeriesKey, int] = {}
        taken = [(each[0], each[1], numbers.setdefault(self._key(each), len(numbers))) for each in self._meetings]
        focus, fragments = [0] * len(numbers), [0] * len(numbers)
        for owner, more_focus, less_fragments in _gains(self._stretches, _in_order(taken, self._breaking)):
            focus[owner] += more_focus
            fragments[owner] += less_fragments
        return {key: LeftOut(focus[number], fragments[number]) for key, number in numbers.items()}

    def of(self, occurrences: Iterable[Occurrence]) -> LeftOut:
        """Return what the days would gain if these meetings were gone together; those not among its own add nothing."""
        gone = {_name(each) for each in occurrences}
        breaking = [span[:2] for span in self._breaking]
        if not self._names:
            # Asked for each finding, so they are named and united once.
            self._names = [_name(each) for each in self._meetings]
            self._busy = unite([*(name[:2] for name in self._names), *breaking])
        stretches = list(_touched(self._stretches, unite([name[:2] for name in self._names if name in gone])))
        focus, fragments = _gaps(stretches, self._busy)
        staying = [name[:2] for name in self._names if name not in gone]
        more_focus, less_fragments = _gaps(stretches, unite([*staying, *breaking]))
        return LeftOut(more_focus - focus, fragments - less_fragments)


def _name(each: Occurrence) -> _Name:
    """Return what tells an occurrence from every other: it may have been read from the store once more."""
    return each.start, each.end, each.series.calendar, each.series.uid, each.original


def _in_order(first: list[_Taken], second: list[_Taken]) -> list[_Taken]:
    return sorted([*first, *second]) if second else first


def _touched(stretches: Iterable[Span], opened: Sequence[Span]) -> Iterator[Span]:
    """Yield the stretches that share time with spans; both in order."""
    at = 0
    for start, end in stretches:
        while at < len(opened) and opened[at][1] <= start:
            at += 1
        if at < len(opened) and opened[at][0] < end:
            yield start, end


def _gaps(stretches: Iterable[Span], busy: Sequence[Span]) -> tuple[int, int]:
    """Return the focus and the fragment time of stretches of working time; ``busy`` is united."""
    focus = fragments = at = 0
    for start, end in stretches:
        while at < len(busy) and busy[at][1] <= start:
            at += 1
        free, within = start, at
        while within < len(busy) and busy[within][0] < end:
            seconds = busy[within][0] - free
            if seconds >= FOCUS:
                focus += seconds
            elif seconds > 0:
                fragments += seconds
            free = busy[within][1]
            within += 1
        if end - free >= FOCUS:
            focus += end - free
        elif end > free:
            fragments += end - free
    return focus, fragments


def _gains(stretches: Iterable[Span], taken: Sequence[_Taken]) -> Iterator[tuple[int, int, int]]:
    """Yield who opens gaps, by how much focus time grows, and by how much fragment time shrinks.

    Args:
        stretches: of working time, in order.
        taken: in order of start.

    """
    at = 0
    lasting: list[_Taken] = []
    for start, end in stretches:
        inside = [each for each in lasting if each[1] > start]
        while at < len(taken) and taken[at][0] < end:
            if taken[at][1] > start:
                inside.append(taken[at])
            at += 1
        lasting = [each for each in inside if each[1] > end]
        if inside:
            yield from _chains(_pieces(start, end, inside))


def _pieces(start: int, end: int, inside: Sequence[_Taken]) -> list[_Piece]:
    """Return a stretch as pieces in order; no two neighbours are alike."""
    pieces: list[_Piece] = []
    at = start
    for begin, stop, owner in _apart(inside):
        first, last = max(begin, start), min(stop, end)
        if first >= last:
            continue
        if first > at:
            pieces.append((first - at, _FREE))
        if pieces and pieces[-1][1] == owner:
            pieces[-1] = (pieces[-1][0] + last - first, owner)
        else:
            pieces.append((last - first, owner))
        at = last
    if at < end:
        pieces.append((end - at, _FREE))
    return pieces


def _apart(inside: Sequence[_Taken]) -> Iterable[_Taken]:
    """Return what is taken without an overlap: time of two owners is closed, as it is beside what is closed."""
    latest = inside[0][0]
    for start, end, __ in inside:
        if start < latest:
            return _overlapping_apart(inside)
        latest = end
    return inside


def _overlapping_apart(inside: Sequence[_Taken]) -> Iterator[_Taken]:
    changes = sorted(
        [(start, 1, owner) for start, __, owner in inside] + [(end, -1, owner) for __, end, owner in inside]
    )
    present: dict[int, int] = {}
    begin = changes[0][0]
    for time, change, owner in changes:
        if time > begin and present:
            yield begin, time, next(iter(present)) if len(present) == 1 else _CLOSED
        begin = time
        present[owner] = present.get(owner, 0) + change
        if not present[owner]:
            del present[owner]


def _chains(pieces: Sequence[_Piece]) -> Iterator[tuple[int, int, int]]:
    """Yield, for each chain of neighbouring pieces that are free or one owner's, what opening it would change."""
    reached: dict[int, int] = {}
    for at, (__, owner) in enumerate(pieces):
        if owner < 0 or reached.get(owner, -1) >= at:
            continue
        last = at - 1 if at and pieces[at - 1][1] == _FREE else at
        whole = focus = fragments = 0
        while last < len(pieces) and pieces[last][1] in {_FREE, owner}:
            seconds, whose = pieces[last]
            whole += seconds
            if whose == _FREE and seconds >= FOCUS:
                focus += seconds
            elif whose == _FREE:
                fragments += seconds
            last += 1
        reached[owner] = last - 1
        opened = whole if whole >= FOCUS else 0
        yield owner, opened - focus, fragments - (whole - opened)
