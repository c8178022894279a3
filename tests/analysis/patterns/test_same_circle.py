"""The same people meet at least three times a week, not all in one series."""

from __future__ import annotations

import pytest

from app.analysis.figure_words import plain
from app.analysis.pattern_words.same_circle import WORDS
from app.analysis.patterns.same_circle import agrees, find
from app.model.findings import Found
from tests.analysis.patterns.series_grounds import (
    CARLA,
    DAVID,
    EVA,
    grounds_of,
    meeting,
    skip,
    told,
    uids,
    weekly,
)
from tests.builders import BEN

CIRCLE = (BEN, CARLA, DAVID, EVA)
TWO_SERIES = (
    weekly("plan", "2026-02-02 10:00", people=CIRCLE),
    weekly("work", "2026-02-03 10:00", people=CIRCLE, rule="FREQ=WEEKLY;BYDAY=TU,TH"),
)
LAST_FOUR = [("2026-04-06", "2026-04-07", "2026-04-09"), ("2026-04-13", "2026-04-14", "2026-04-16")]
LAST_FOUR += [("2026-04-20", "2026-04-21", "2026-04-23"), ("2026-04-27", "2026-04-28", "2026-04-30")]
ALL = [f"{uid} {day}T10:00" for days in LAST_FOUR for uid, day in zip(("plan", "work", "work"), days, strict=True)]


def test_three_meetings_a_week_of_two_series_are_found_with_the_meetings_of_the_four_weeks() -> None:
    found = find(grounds_of(*TWO_SERIES))
    assert isinstance(found, Found)
    assert told(found) == ALL
    assert (found.figure, found.n) == (3, 12)
    assert sorted(uids(found)) == ["plan", "work"]
    assert found.values["people"] == tuple(sorted(CIRCLE))
    assert plain(WORDS.sentence(found)) == (
        "You meet almost the same people 3 times a week, in 4 of the last 4 weeks: "
        "ben@firm.example, carla@firm.example, david@firm.example and 1 more."
    )


def test_one_daily_series_is_none() -> None:
    assert find(grounds_of(weekly("daily", "2026-02-02 10:00", people=CIRCLE, rule="FREQ=DAILY"))) is None


def test_two_meetings_a_week_are_none() -> None:
    assert find(grounds_of(TWO_SERIES[0], weekly("work", "2026-02-03 10:00", people=CIRCLE))) is None


def test_two_other_people_are_no_circle() -> None:
    pair = (BEN, CARLA)
    work = weekly("work", "2026-02-03 10:00", people=pair, rule="FREQ=WEEKLY;BYDAY=TU,TH")
    assert find(grounds_of(weekly("plan", "2026-02-02 10:00", people=pair), work)) is None


def test_three_of_the_four_weeks_are_enough_and_two_are_not() -> None:
    work = weekly("work", "2026-02-03 10:00", people=CIRCLE, rule="FREQ=WEEKLY;BYDAY=TU,TH")
    once = weekly("plan", "2026-02-02 10:00", skip("2026-04-13 10:00"), people=CIRCLE)
    found = find(grounds_of(once, work))
    assert isinstance(found, Found)
    assert (found.values["weeks"], found.values["of"]) == (3, 4)
    assert told(found) == [*ALL[:3], *ALL[6:]]
    twice = weekly("plan", "2026-02-02 10:00", skip("2026-04-13 10:00", "2026-04-20 10:00"), people=CIRCLE)
    assert find(grounds_of(twice, work)) is None


def test_a_meeting_with_other_people_does_not_count() -> None:
    others = (BEN, "x@firm.example", "y@firm.example", "z@firm.example")
    assert find(grounds_of(TWO_SERIES[0], weekly("work", "2026-02-03 10:00", people=others, rule="FREQ=DAILY"))) is None


def test_one_more_person_of_five_still_agrees() -> None:
    grown = weekly("plan", "2026-02-02 10:00", people=(*CIRCLE, "fred@firm.example"))
    found = find(grounds_of(grown, TWO_SERIES[1], meeting("extra", "2026-04-08 10:00", people=CIRCLE[:3])))
    assert isinstance(found, Found)
    assert told(found) == ALL
    assert found.values["people"] == tuple(sorted(CIRCLE))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("abcd", "abcde", True), ("abcd", "abcef", False), ("abc", "abcd", False), ("abcdefghij", "abcdefghik", True)],
)
def test_people_agree_where_of_all_in_either_four_fifths_are_in_both(one: str, other: str, *, expected: bool) -> None:
    assert agrees(frozenset(one), frozenset(other), 0.8) is expected
    assert agrees(frozenset(other), frozenset(one), 0.8) is expected


def test_not_so_takes_the_meetings_of_a_series_out() -> None:
    assert find(grounds_of(*TWO_SERIES, not_so={"same-circle": ["plan"]})) is None
