from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.analysis.patterns.crowd import find
from app.model.findings import NotKnown
from app.model.series_figures import SeriesKey
from tests.analysis.patterns.grounds_of import ANNAS, EVA, NOBODYS, evidence, found, grounds_of, meeting, weekly
from tests.builders import ANNA

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


def forum(
    clock: str = "10:00-10:30", *, people: int = 9, weeks: int = 13, title: str = "Forum", others: tuple[str, ...] = ()
) -> str:
    """Thirteen weekly meetings of nine people and half an hour."""
    return weekly(f"2026-01-05 {clock}", title, weeks=weeks, people=people, others=others)


def test_half_an_hour_a_week_with_nine_is_found() -> None:
    answer = found(find(grounds_of(forum())))
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (30, "minutes", 13, "high")
    assert evidence(answer)[0] == "2026-01-05 10:00 Forum"
    assert evidence(answer)[-1] == "2026-03-30 10:00 Forum"
    assert [key.uid for key in answer.series] == ["Forum/2026-01-05 10:00-10:30"]


@pytest.mark.parametrize(
    "calendar",
    [
        forum(weeks=12),
        forum(people=8),
        forum("10:00-10:29") + forum("11:00-11:29"),
        forum(title="Company all-hands in June"),
        forum(others=(EVA,)),
    ],
    ids=["twelve weeks", "eight people", "29 minutes", "for everybody", "external"],
)
def test_just_less_is_not_found(calendar: str) -> None:
    assert find(grounds_of(calendar)) is None


def test_one_offs_count_too_and_the_costliest_series_comes_first() -> None:
    once = meeting("2026-02-10 10:00-18:00", "Summit", people=40)
    answer = found(find(grounds_of(forum(weeks=12), once)))
    assert answer.figure == pytest.approx((12 * 30 + 8 * 60) / 13)
    assert [key.uid[:6] for key in answer.series] == ["Summit", "Forum/"]


def test_own_words_for_everybody_hold() -> None:
    own = replace(ANNAS, words={"all_hands": ("FORUM",)})
    assert find(grounds_of(forum(), preferences=own)) is None
    assert find(grounds_of(forum(title="Forums"), preferences=own)) is not None


def test_a_series_that_is_not_so_is_left_out() -> None:
    (calendar,) = grounds_of(forum()).calendars
    refused = {"crowd": frozenset({SeriesKey(calendar, "Forum/2026-01-05 10:00-10:30")})}
    assert find(grounds_of(forum(), not_so=refused)) is None


def test_fewer_weeks_than_thirteen_make_it_less_sure() -> None:
    assert found(find(grounds_of(forum(), first="2026-03-09"))).confidence == "medium"


def test_who_is_external_is_unknown_where_i_am() -> None:
    once = meeting("2026-02-10 10:00-18:00", people=12)
    other = meeting("2026-02-11 10:00-18:00", people=12).replace(ANNA, "a@x.example").replace("@firm", "@two")
    third = meeting("2026-02-12 10:00-18:00", people=12).replace(ANNA, "b@x.example").replace("@firm", "@three")
    assert find(grounds_of(once, other, third, preferences=NOBODYS)) == NotKnown("me-unknown")


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(forum())
