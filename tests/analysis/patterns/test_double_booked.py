from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.patterns.double_booked import find
from app.model.findings import NotKnown
from tests.analysis.patterns.grounds_of import NOBODYS, evidence, found, grounds_of, meeting
from tests.builders import ANNA, BEN

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


def pair(second: str = "10:30-11:30", day: str = "2026-03-30", answer: str = "ACCEPTED", by: str = BEN) -> list[str]:
    """Two meetings, the first of which goes from ten to eleven."""
    return [meeting(f"{day} 10:00-11:00", "One"), meeting(f"{day} {second}", "Two", answer=answer, by=by)]


def test_an_hour_in_two_places_is_found() -> None:
    beside = (meeting("2026-03-30 11:30-12:00", "Three"), meeting("2026-04-01 10:30-10:31", "Four", answer="TENTATIVE"))
    answer = found(find(grounds_of(*pair(), *pair(day="2026-04-01"), *beside)))
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (60, "minutes", 4, "high")
    assert answer.usual == (-30.0, 30.0)
    assert evidence(answer) == [
        "2026-03-30 10:00 One",
        "2026-03-30 10:30 Two",
        "2026-04-01 10:00 One",
        "2026-04-01 10:30 Two",
    ]


def test_59_minutes_are_too_few() -> None:
    assert find(grounds_of(*pair(), *pair("10:31-11:30", "2026-04-01"))) is None


@pytest.mark.parametrize("answer", ["TENTATIVE", "NEEDS-ACTION", "DECLINED"])
def test_a_meeting_that_i_did_not_accept_does_not_count(answer: str) -> None:
    assert find(grounds_of(*pair("10:00-11:00", answer=answer))) is None


def test_one_that_i_organize_counts() -> None:
    assert found(find(grounds_of(*pair("10:00-11:00", by=ANNA)))).figure == 60


def test_the_week_before_the_last_does_not_count() -> None:
    assert find(grounds_of(*pair("10:00-11:00", "2026-03-27"))) is None


def test_three_at_once_are_counted_once() -> None:
    third = meeting("2026-03-30 10:00-11:00", "Three")
    assert found(find(grounds_of(*pair("10:00-11:00"), third))).figure == 60


def test_what_i_accepted_is_unknown_where_i_am() -> None:
    assert find(grounds_of(preferences=NOBODYS)) == NotKnown("me-unknown")


def test_a_meeting_before_or_after_the_two_is_no_evidence() -> None:
    beside = (meeting("2026-03-30 09:00-10:00", "Before"), meeting("2026-03-30 11:00-12:00", "After"))
    assert evidence(find(grounds_of(*pair("10:00-11:00"), *beside))) == [
        "2026-03-30 10:00 One",
        "2026-03-30 10:00 Two",
    ]


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(*pair("10:00-11:00"))
