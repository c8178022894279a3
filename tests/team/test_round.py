"""The round: one line of text that survives being sent."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.team import Round, TeamPeriod
from app.team.round import read_round, round_line
from app.team.strict_json import NotTaken
from tests.team.contributions import MONDAY, PERIOD, ROUND

ROUNDS = st.builds(
    Round,
    st.integers(0, 2**128 - 1).map(lambda number: f"{number:032x}"),
    st.builds(TeamPeriod, st.integers(-500, 500).map(lambda week: MONDAY + 7 * week), st.integers(2, 13)),
    st.integers(5, 10_000),
)


@given(ROUNDS)
def test_a_round_comes_back_from_its_line(found: Round) -> None:
    line = round_line(found)
    assert "\n" not in line
    assert read_round(f"  {line}\r\n") == found


def test_the_line_says_the_weeks_and_how_many_people_it_takes() -> None:
    assert json.loads(round_line(ROUND)) == {
        "schema": "clearweek.team-round/1",
        "round": ROUND.id,
        "period": {"from": "2026-W44", "weeks": 4},
        "k": 5,
    }


def test_the_quotation_marks_of_mail_programs_do_no_harm() -> None:
    curly = round_line(ROUND).replace('"', "”")
    assert read_round(curly) == ROUND


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('"k":5', '"k":4'),
        ('"k":5', '"k":true'),
        ('"k":5', '"k":5.0'),
        ('"k":5', '"k":5,"k":5'),
        ('"k":5', '"k":5,"x":1'),
        ('"weeks":4', '"weeks":1'),
        ('"weeks":4', '"weeks":14'),
        ("2026-W44", "2026-W54"),
        ("2026-W44", "1800-W44"),
        ("9be27d10", "9BE27D10"),
        ("team-round/1", "team-round/2"),
        ("}", ""),
    ],
)
def test_a_line_that_says_something_else_is_no_round(before: str, after: str) -> None:
    changed = round_line(ROUND).replace(before, after)
    assert changed != round_line(ROUND)
    with pytest.raises(NotTaken):
        read_round(changed)


def test_weeks_overlap_where_they_share_one() -> None:
    assert PERIOD.overlaps(TeamPeriod(MONDAY + 21, 4))
    assert not PERIOD.overlaps(TeamPeriod(MONDAY + 28, 4))
    assert not TeamPeriod(MONDAY + 28, 4).overlaps(PERIOD)
