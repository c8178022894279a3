"""From counts of people in bands to what may be shown of them (docs/team.md §3)."""

from __future__ import annotations

from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Final

from app.model.team import BANDS, ENOUGH, FEWER, Cell

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.model.team import TeamFigure

FEWEST_IN_A_BAND: Final = 3
FEWEST_FOR_SHARES: Final = 12
"""People from which on shares are shown."""
_FINER_FROM: Final = 30
_UNIONS: Final[dict[tuple[TeamFigure, tuple[int, int]], str]] = {
    ("meeting", (0, 2)): "<20",
    ("meeting", (1, 3)): ">=10",
    ("focus", (0, 2)): "<20",
    ("focus", (1, 3)): ">=10",
    ("outside", (0, 2)): "<4",
    ("outside", (1, 3)): ">=1",
    ("fragmentation", (0, 2)): "<0.6",
    ("fragmentation", (1, 3)): ">=0.3",
}
"""The names of joined bands, by the first of them and the one after the last."""


def shown_cells(figure: TeamFigure, counts: Sequence[int]) -> tuple[Cell, ...]:
    """Return what is shown of a figure: nothing where all bands would have to be joined.

    Args:
        figure: whose bands these are.
        counts: the number of people in each band.

    """
    people = sum(counts)
    if people < FEWEST_FOR_SHARES:
        return tuple(
            Cell(band, ENOUGH if count >= FEWEST_IN_A_BAND else FEWER)
            for band, count in zip(BANDS[figure], counts, strict=True)
        )
    groups = joined(counts)
    whole = next((group for group in groups if sum(counts[slice(*group)]) == people), None)
    if whole is not None:
        # What holds everyone is named alone, and never as one band: it may be known of nobody which it is in.
        groups = (_with_neighbour(whole, len(counts)),)
    if groups == ((0, len(counts)),):
        return ()
    return tuple(Cell(band_name(figure, group), rounded_share(sum(counts[slice(*group)]), people)) for group in groups)


def joined(counts: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the finest groups of neighbouring bands of which each holds nobody or at least three people.

    Then what is left of the team holds nobody or at least three too. A group is named by its first band and the one
    after its last; among equally fine ones lower bands are joined first. All bands in one always do, since there are
    enough people for shares.
    """
    return next(
        groups
        for groups in _groupings(len(counts))
        if all(sum(counts[slice(*group)]) not in range(1, FEWEST_IN_A_BAND) for group in groups)
    )


def _groupings(bands: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Yield every way to cut a row of bands into groups, the finest first; cuts between high bands come first."""
    for cuts in range(bands - 1, -1, -1):
        for at in combinations(range(bands - 1, 0, -1), cuts):
            yield tuple(pairwise((0, *sorted(at), bands)))


def _with_neighbour(group: tuple[int, int], bands: int) -> tuple[int, int]:
    first, after = group
    if after - first > 1:
        return group
    return (first - 1, after) if first else (0, min(2, bands))


def band_name(figure: TeamFigure, group: tuple[int, int]) -> str:
    """Return the name of a band, or of several joined, as a file carries it."""
    first, after = group
    return _UNIONS.get((figure, group)) or "-or-".join(BANDS[figure][first:after])


def group_of(figure: TeamFigure, name: str) -> tuple[int, int]:
    """Return the bands that a name joins: the first, and the one after the last."""
    bands = range(len(BANDS[figure]))
    return next(
        (first, last + 1) for first in bands for last in bands[first:] if band_name(figure, (first, last + 1)) == name
    )


def rounded_share(count: int, people: int) -> int:
    """Return a share in whole per cents, rounded half up to ten points, or to five of thirty people and more."""
    step = 5 if people >= _FINER_FROM else 10
    return (200 * count + people * step) // (2 * people * step) * step
