"""What days would gain if some meetings were gone: leave them out and measure again (METRICS.md §5).

One sweep does it for every series at once. Within one stretch of working time, only time that a single series covers
alone opens when that series goes; so the stretch is cut into pieces that are free, one series' own, or closed whoever
goes, and the gaps that would grow together are the neighbouring pieces that are free or that series' own.
"""

from __future__ import annotations

from functools import cached_property
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
        gone = {self._numbers[name] for name in map(_name, occurrences) if name in self._numbers}
        focus = fragments = 0
        for start, end, inside in self._shared_stretches:
            staying = [each for each in inside if each[2] not in gone]
            if len(staying) < len(inside):
                focus_before, fragments_before = _gaps(start, end, inside)
                focus_after, fragments_after = _gaps(start, end, staying)
                focus += focus_after - focus_before
                fragments += fragments_before - fragments_after
        return LeftOut(focus, fragments)

    def of_series(self, key: SeriesKey) -> LeftOut:
        """Return what the days would gain if one series were gone: for few of them quicker than ``each_series``."""
        return self.of(self._by_series.get(key, ()))

    @cached_property
    def _by_series(self) -> dict[SeriesKey, list[Occurrence]]:
        found: dict[SeriesKey, list[Occurrence]] = {}
        for each in self._meetings:
            found.setdefault(self._key(each), []).append(each)
        return found

    @cached_property
    def _numbers(self) -> dict[_Name, int]:
        """The number of each meeting by what tells it from every other."""
        return {name: number for number, name in enumerate(map(_name, self._meetings))}

    @cached_property
    def _shared_stretches(self) -> list[tuple[int, int, list[_Taken]]]:
        """The stretches with a meeting, and what is taken in each; asked for with each finding."""
        taken = [(each.start, each.end, self._numbers[_name(each)]) for each in self._meetings]
        return list(_with_what_is_inside(self._stretches, _in_order(taken, self._breaking)))


def _name(each: Occurrence) -> _Name:
    """Return what tells an occurrence from every other: it may have been read from the store once more."""
    return each.start, each.end, each.series.calendar, each.series.uid, each.original


def _in_order(first: list[_Taken], second: list[_Taken]) -> list[_Taken]:
    return sorted([*first, *second]) if second else first


def _with_what_is_inside(stretches: Iterable[Span], taken: Sequence[_Taken]) -> Iterator[tuple[int, int, list[_Taken]]]:
    """Yield each stretch that shares time with what is taken, with all of that in order of start; both are in order."""
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
            yield start, end, inside


def _gaps(start: int, end: int, taken: Iterable[_Taken]) -> tuple[int, int]:
    """Return the focus and the fragment time of a stretch of working time beside what is taken, in order of start."""
    focus = fragments = 0
    free = start
    for begin, stop, __ in (*taken, (end, end, _CLOSED)):
        seconds = begin - free
        if seconds >= FOCUS:
            focus += seconds
        elif seconds > 0:
            fragments += seconds
        free = max(free, stop)
    return focus, fragments


def _gains(stretches: Iterable[Span], taken: Sequence[_Taken]) -> Iterator[tuple[int, int, int]]:
    """Yield who opens gaps, by how much focus time grows, and by how much fragment time shrinks.

    Args:
        stretches: of working time, in order.
        taken: in order of start.

    """
    for start, end, inside in _with_what_is_inside(stretches, taken):
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
