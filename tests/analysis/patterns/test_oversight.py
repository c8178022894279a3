"""Many short recurring meetings that the same other person organizes."""

from __future__ import annotations

import pytest

from app.analysis.figure_words import plain
from app.analysis.pattern_words.oversight import WORDS
from app.analysis.patterns.oversight import find
from app.model.findings import Found
from app.model.preferences import Preferences
from tests.analysis.patterns.series_grounds import CARLA, DAVID, EVA, grounds_of, skip, told, uids, weekly
from tests.builders import ANNA, BEN, guest

FOUR_A_WEEK = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH"
LAST_WEEKS = [[f"2026-04-{day:02d}" for day in range(first, first + 4)] for first in (6, 13, 20, 27)]


def test_four_short_ones_a_week_of_one_organizer_are_found() -> None:
    found = find(grounds_of(weekly("check", "2026-02-02 10:00", rule=FOUR_A_WEEK, people=(BEN, CARLA, DAVID))))
    assert isinstance(found, Found)
    assert told(found) == [f"check {day}T10:00" for days in LAST_WEEKS for day in days]
    assert (found.figure, found.n, found.confidence, uids(found)) == (4, 16, "low", ["check"])
    assert found.values["person"] == BEN


def test_the_sentence_is_a_question() -> None:
    found = find(
        grounds_of(weekly("check", "2026-02-02 10:00", rule=FOUR_A_WEEK, by="sam.okafor@firm.example", people=()))
    )
    assert isinstance(found, Found)
    assert plain(WORDS.sentence(found)) == (
        "Short recurring meetings that Sam Okafor organizes: 4 a week, 2.0 h, in 4 of the last 4 weeks. "
        "Could something else show how the work is going?"
    )


def test_several_series_of_one_organizer_count_together() -> None:
    found = find(
        grounds_of(
            weekly("a", "2026-02-02 10:00", rule="FREQ=WEEKLY;BYDAY=MO,TU"),
            weekly("b", "2026-02-04 10:00", minutes=15),
            weekly("c", "2026-02-05 10:00"),
        )
    )
    assert isinstance(found, Found)
    assert told(found)[:4] == ["a 2026-04-06T10:00", "a 2026-04-07T10:00", "b 2026-04-08T10:00", "c 2026-04-09T10:00"]
    assert sorted(uids(found)) == ["a", "b", "c"]


def test_of_two_organizers_it_is_about_the_one_with_more() -> None:
    found = find(
        grounds_of(
            weekly("bens", "2026-02-02 10:00", rule=FOUR_A_WEEK),
            weekly("carlas", "2026-02-02 11:00", rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", by=CARLA, people=()),
        )
    )
    assert isinstance(found, Found)
    assert (found.values["person"], uids(found), found.figure) == (CARLA, ["carlas"], 5)


@pytest.mark.parametrize(
    "series",
    [
        weekly("check", "2026-02-02 10:00", rule="FREQ=WEEKLY;BYDAY=MO,TU,WE"),
        weekly("check", "2026-02-02 10:00", rule=FOUR_A_WEEK, minutes=31),
        weekly("check", "2026-02-02 10:00", rule=FOUR_A_WEEK, people=(BEN, CARLA, DAVID, EVA)),
        weekly("check", "2026-02-02 10:00", rule=FOUR_A_WEEK, by=ANNA),
        weekly("check", "2026-02-02 10:00", guest("all@firm.example", "ACCEPTED", "CUTYPE=GROUP"), rule=FOUR_A_WEEK),
    ],
    ids=["three a week", "longer", "five people", "my own", "a group"],
)
def test_fewer_longer_larger_or_own_ones_are_none(series: str) -> None:
    assert find(grounds_of(series)) is None


def test_the_person_may_choose_other_numbers() -> None:
    three = weekly("check", "2026-02-02 10:00", rule="FREQ=WEEKLY;BYDAY=MO,TU,WE")
    own = Preferences(me=frozenset({ANNA}), thresholds={"oversight.meetings": 3})
    assert isinstance(find(grounds_of(three, preferences=own)), Found)


def test_two_organizers_with_two_each_are_none() -> None:
    two = "FREQ=WEEKLY;BYDAY=MO,TU"
    carlas = weekly("carlas", "2026-02-02 11:00", rule=two, by=CARLA, people=())
    assert find(grounds_of(weekly("bens", "2026-02-02 10:00", rule=two), carlas)) is None


def test_three_of_four_weeks_are_enough_and_two_are_not() -> None:
    found = find(grounds_of(weekly("check", "2026-02-02 10:00", skip("2026-04-14 10:00"), rule=FOUR_A_WEEK)))
    assert isinstance(found, Found)
    assert (found.values["weeks"], found.n) == (3, 12)
    skipped = skip("2026-04-14 10:00", "2026-04-21 10:00")
    assert find(grounds_of(weekly("check", "2026-02-02 10:00", skipped, rule=FOUR_A_WEEK))) is None
