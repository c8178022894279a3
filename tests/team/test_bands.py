"""What may be shown of the counts of people in bands (docs/team.md §3)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.team import BANDS, ENOUGH, FEWER, FIGURES, Cell, TeamFigure
from app.team.bands import band_name, group_of, joined, rounded_share, shown_cells

COUNTS = st.sampled_from(FIGURES).flatmap(
    lambda figure: st.tuples(st.just(figure), st.tuples(*(st.integers(0, 40) for _band in BANDS[figure])))
)


@pytest.mark.parametrize(
    ("counts", "cells"),
    [
        ((4, 4, 4), [("<10", 30), ("10-20", 30), (">=20", 30)]),
        ((6, 6, 0), [("<10", 50), ("10-20", 50), (">=20", 0)]),
        ((1, 5, 6), [("<20", 50), (">=20", 50)]),
        ((5, 1, 6), [("<20", 50), (">=20", 50)]),
        ((6, 5, 1), [("<10", 50), (">=10", 50)]),
        ((9, 1, 2), [("<10", 80), (">=10", 30)]),
        # Whether all are in one band or in two, which of them, and whether somebody is alone in one: not to be seen.
        ((12, 0, 0), [("<20", 100)]),
        ((0, 12, 0), [("<20", 100)]),
        ((11, 1, 0), [("<20", 100)]),
        ((1, 11, 0), [("<20", 100)]),
        ((0, 0, 12), [(">=10", 100)]),
        ((0, 1, 11), [(">=10", 100)]),
        ((2, 8, 2), []),
        ((11, 0, 1), []),
        ((3, 0, 27), [("<10", 10), ("10-20", 0), (">=20", 90)]),
        ((4, 0, 26), [("<10", 15), ("10-20", 0), (">=20", 85)]),
    ],
)
def test_bands_are_joined_until_none_is_small(counts: tuple[int, ...], cells: list[tuple[str, int]]) -> None:
    assert shown_cells("meeting", counts) == tuple(Cell(*cell) for cell in cells)


@pytest.mark.parametrize("counts", [(2, 2, 1), (3, 2, 0), (5, 0, 0), (3, 3, 5), (0, 11, 0)])
def test_of_fewer_than_twelve_a_band_only_says_whether_it_has_three(counts: tuple[int, ...]) -> None:
    assert [cell.share for cell in shown_cells("focus", counts)] == [ENOUGH if each > 2 else FEWER for each in counts]


def test_the_words_of_one_on_ones_are_joined_by_an_or() -> None:
    assert shown_cells("one_on_ones", (12, 0, 0, 0)) == (Cell("kept-or-slipping", 100),)
    assert shown_cells("one_on_ones", (6, 6, 1, 2)) == (
        Cell("kept", 40),
        Cell("slipping", 40),
        Cell("none-or-unknown", 20),
    )


@given(COUNTS)
def test_no_cell_of_one_or_two_people_is_ever_shown(drawn: tuple[TeamFigure, tuple[int, ...]]) -> None:
    figure, counts = drawn
    people = sum(counts)
    cells = shown_cells(figure, counts)
    if people < 12:
        assert {cell.share for cell in cells} <= {FEWER, ENOUGH}
        return
    for cell in cells:
        held = sum(counts[slice(*group_of(figure, cell.band))])
        assert held == 0 or held >= 3
        # Nor of what is left, and nobody alone in a band of the figure itself is everyone.
        assert people - held == 0 or people - held >= 3
        assert held < people or cell.band not in BANDS[figure]
        step = 5 if people >= 30 else 10
        assert isinstance(cell.share, int)
        assert cell.share % step == 0
        assert abs(cell.share - 100 * held / people) <= step / 2


@given(COUNTS)
def test_joined_bands_are_the_whole_row_in_order(drawn: tuple[TeamFigure, tuple[int, ...]]) -> None:
    figure, counts = drawn
    if sum(counts) < 3:
        return
    groups = joined(counts)
    assert [at for group in groups for at in range(*group)] == list(range(len(BANDS[figure])))


@pytest.mark.parametrize("figure", FIGURES)
def test_every_name_says_which_bands_it_joins(figure: TeamFigure) -> None:
    bands = range(len(BANDS[figure]))
    groups = [(first, last + 1) for first in bands for last in bands[first:]]
    assert [group_of(figure, band_name(figure, group)) for group in groups] == groups


@given(st.integers(0, 500), st.integers(12, 500))
def test_shares_are_whole_tens_or_fives(count: int, people: int) -> None:
    share = rounded_share(min(count, people), people)
    assert type(share) is int
    assert 0 <= share <= 100
    assert share % (5 if people >= 30 else 10) == 0
