"""The audit of the last quarter, where the person has set it up and face time differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.figure_words import plain
from app.analysis.pattern_words.face_time import WORDS
from app.analysis.patterns.face_time import find
from app.analysis.patterns.series_evidence import scheduled
from app.analysis.people import face_time
from app.model.findings import Found, NotKnown
from app.model.people import FaceTimePerson
from tests.analysis.patterns.series_grounds import (
    CARLA,
    DAVID,
    FIRST,
    LAST,
    TODAY,
    grounds_of,
    meeting,
    told,
    weekly,
)
from tests.builders import BEN

if TYPE_CHECKING:
    from app.model.findings import Answer


def answer(*events: str, groups: tuple[str, str, str] = ("", "", "")) -> Answer:
    """What is found of an audit of Ben, Carla and David over the thirteen weeks."""
    people = [FaceTimePerson(who, "", group) for who, group in zip((BEN, CARLA, DAVID), groups, strict=True)]
    audit = face_time(scheduled(grounds_of(*events)), people, (), first=FIRST, last=LAST, today=TODAY)
    return find(grounds_of(*events, face_time=audit))


def times(uid: str, who: str, number: int) -> str:
    """So many 1:1s of half an hour, one a week."""
    hour = {BEN: 10, CARLA: 12, DAVID: 14}[who]
    return weekly(uid, f"2026-02-02 {hour}:00", rule=f"FREQ=WEEKLY;COUNT={number}", by=who, people=())


def test_groups_that_differ_twofold_are_found() -> None:
    found = answer(
        times("b", BEN, 8), times("c", CARLA, 8), times("d", DAVID, 4), groups=("office", "office", "remote")
    )
    assert isinstance(found, Found)
    assert plain(WORDS.sentence(found)) == (
        "Face time differs between groups: the median time in 1:1s is 4.0 h and 2.0 h. Is that intended?"
    )
    assert (found.figure, found.n, found.confidence, found.series) == (3, 20, "low", ())
    assert told(found)[:3] == ["b 2026-02-02T10:00", "c 2026-02-02T12:00", "d 2026-02-02T14:00"]
    assert len(told(found)) == 20


def test_a_group_without_any_is_found() -> None:
    found = answer(times("b", BEN, 2), times("c", CARLA, 2), groups=("office", "office", "remote"))
    assert isinstance(found, Found)
    assert (found.values["highest"], found.values["lowest"]) == (3600, 0)


def test_somebody_below_half_of_the_median_is_found_and_just_half_is_not() -> None:
    found = answer(times("b", BEN, 8), times("c", CARLA, 8), times("d", DAVID, 3))
    assert isinstance(found, Found)
    assert plain(WORDS.sentence(found)) == (
        "Face time differs: 1 of 3 people has less than 50\u202f% of the median time in 1:1s. Is that intended?"
    )
    assert answer(times("b", BEN, 8), times("c", CARLA, 8), times("d", DAVID, 4)) is None


def test_groups_that_differ_less_than_twofold_are_none() -> None:
    groups = ("office", "office", "remote")
    assert answer(times("b", BEN, 8), times("c", CARLA, 8), times("d", DAVID, 5), groups=groups) is None


def test_only_one_on_ones_are_its_evidence() -> None:
    found = answer(
        times("b", BEN, 8),
        times("c", CARLA, 1),
        times("d", DAVID, 8),
        meeting("three", "2026-03-03 10:00", people=(CARLA,)),
    )
    assert isinstance(found, Found)
    assert not any("three" in each for each in told(found))


def test_where_it_is_not_set_up_nothing_is_known() -> None:
    assert find(grounds_of(times("b", BEN, 8))) == NotKnown("not-set-up")
    empty = face_time(scheduled(grounds_of()), (), (), first=FIRST, last=LAST, today=TODAY)
    assert find(grounds_of(times("b", BEN, 8), face_time=empty)) == NotKnown("not-set-up")
