"""Several teams together: their published summaries are added, and nothing but those (docs/team.md §3)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from app.model.team import BANDS, FEWEST_PEOPLE, FIGURES, Cell, FigureShares
from app.team.bands import FEWEST_FOR_SHARES, band_name, group_of, rounded_share
from app.team.merge import shares_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.team import Contribution, TeamFigure


class RollUp(NamedTuple):
    """Several teams together.

    Attributes:
        people: those whose teams publish shares, since they are twelve or more.
        left_out: all others.
        figures: one for each of ``FIGURES``; without a cell where nothing may be said.

    """

    people: int
    left_out: int
    figures: tuple[FigureShares, ...]


class _Published(NamedTuple):
    people: int
    figures: tuple[FigureShares, ...]


def roll_up(teams: Sequence[Sequence[Contribution]]) -> RollUp:
    """Return what several teams publish, added by the number of their people.

    A band is shown where every team shows it apart from its neighbours.

    Args:
        teams: the contributions of each, one for each member.

    """
    published = [_Published(len(team), shares_of(team)) for team in pooled(teams) if len(team) >= FEWEST_FOR_SHARES]
    people = sum(each.people for each in published)
    figures = tuple(
        FigureShares(figure, _added(figure, [(each.people, each.figures[at].cells) for each in published]))
        for at, figure in enumerate(FIGURES)
    )
    return RollUp(people, sum(map(len, teams)) - people, figures)


def pooled(teams: Sequence[Sequence[Contribution]]) -> list[list[Contribution]]:
    """Return the teams, each of fewer than five pooled with the next smallest one."""
    found = sorted((list(team) for team in teams if team), key=len)
    while len(found) > 1 and len(found[0]) < FEWEST_PEOPLE:
        found = sorted([found[0] + found[1], *found[2:]], key=len)
    return found


def _added(figure: TeamFigure, teams: Sequence[tuple[int, tuple[Cell, ...]]]) -> tuple[Cell, ...]:
    if not teams:
        return ()
    last = len(BANDS[figure])
    groups = [[(group_of(figure, cell.band), int(cell.share)) for cell in cells] for _people, cells in teams]
    # Where a union stands alone it holds everyone, and nobody is in what lies beside it.
    cuts = [{edge for group, _share in own for edge in group if 0 < edge < last} for own in groups]
    edges = (0, *sorted(set.intersection(*cuts)), last)
    if len(edges) == 2:
        return ()
    whole = sum(people for people, _cells in teams)
    cells = []
    for first, after in pairwise(edges):
        held = sum(
            people * share
            for (people, _cells), own in zip(teams, groups, strict=True)
            for group, share in own
            if first <= group[0] and group[1] <= after
        )
        cells.append(Cell(band_name(figure, (first, after)), rounded_share(round(held / 100), whole)))
    return tuple(cells)
