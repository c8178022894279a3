"""Several teams together (docs/team.md §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from app.team.bands import group_of
from app.team.merge import counts_of
from app.team.roll_up import pooled, roll_up
from tests.team.contributions import team_of

if TYPE_CHECKING:
    from app.model.team import Contribution

SIZES = st.lists(st.integers(0, 40), max_size=8)


def teams(*counts: tuple[int, int, int]) -> list[list[Contribution]]:
    """Teams with so many people in each band of the meeting hours."""
    return [team_of(own) for own in counts]


@given(SIZES)
def test_no_team_of_fewer_than_five_stands_alone_and_nobody_is_lost(sizes: list[int]) -> None:
    found = [len(team) for team in pooled([team_of((size, 0, 0)) for size in sizes])]
    assert sum(found) == sum(sizes)
    assert len(found) <= 1 or min(found) >= 5


def test_a_small_team_beside_large_ones_is_pooled_with_the_next_smallest() -> None:
    assert [len(team) for team in pooled(teams((30, 0, 0), (12, 0, 0), (3, 0, 0)))] == [15, 30]


def test_summaries_are_added_by_the_number_of_people() -> None:
    found = roll_up(teams((10, 5, 5), (5, 10, 5)))
    assert (found.people, found.left_out) == (40, 0)
    assert found.figures[0].cells == (("<10", 40), ("10-20", 40), (">=20", 30))


def test_a_band_is_shown_where_every_team_shows_it() -> None:
    found = roll_up(teams((10, 5, 5), (1, 10, 9)))
    assert [cell.band for cell in found.figures[0].cells] == ["<20", ">=20"]
    assert roll_up(teams((10, 5, 5), (2, 16, 2))).figures[0].cells == ()


def test_teams_that_publish_no_shares_are_left_out_and_counted() -> None:
    found = roll_up(teams((10, 5, 5), (5, 2, 0)))
    assert (found.people, found.left_out) == (20, 7)
    assert roll_up(teams((5, 2, 0))).figures[0].cells == ()


@given(st.lists(st.tuples(*[st.integers(0, 20)] * 3), max_size=5))
def test_a_roll_up_lies_near_the_truth(counts: list[tuple[int, int, int]]) -> None:
    own = [team for team in teams(*counts) if len(team) >= 12]
    found = roll_up(own)
    truth = counts_of([each for team in own for each in team])[0]
    for cell in found.figures[0].cells:
        held = sum(truth[slice(*group_of("meeting", cell.band))])
        assert isinstance(cell.share, int)
        assert abs(cell.share - 100 * held / sum(truth)) <= 11
