from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.patterns.fragmented_focus import find
from tests.analysis.patterns.grounds_of import LAST_FOUR, evidence, found, grounds_of, meeting, on_days

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


THREE = LAST_FOUR[1:]
CLOCKS = ("10:00-11:00", "12:30-13:30", "15:00-16:00")


def cut(monday: str, days: int) -> list[str]:
    """A week of which so many days hold five hours in fragments, and the others eight hours in one block."""
    return [each for clock in CLOCKS for each in on_days(monday, clock, days=range(days))]


def weeks(days: int = 4) -> list[str]:
    return [each for monday in THREE for each in cut(monday, days)]


def test_three_weeks_of_fragments_are_found() -> None:
    answer = found(find(grounds_of(*weeks())))
    assert answer.figure == pytest.approx(20 / 28)
    assert (answer.unit, answer.n, answer.confidence) == ("share", 4, "high")
    assert answer.usual == pytest.approx((-0.05, 0.05))
    assert answer.values == {"weeks": 3, "of": 4, "seconds": 20 * 3600}
    assert len(answer.evidence) == 3 * 4 * 3
    assert evidence(answer)[:4] == [
        "2026-03-16 10:00 Talk",
        "2026-03-16 12:30 Talk",
        "2026-03-16 15:00 Talk",
        "2026-03-17 10:00 Talk",
    ]


def test_just_under_half_is_not_found() -> None:
    assert find(grounds_of(*weeks(3))) is None  # 15 of 31 hours


def test_two_weeks_are_too_few() -> None:
    assert find(grounds_of(*cut(THREE[0], 4), *cut(THREE[1], 4), *cut(THREE[2], 3))) is None


def test_a_meeting_that_no_fragment_touches_is_no_evidence() -> None:
    others = (
        meeting("2026-03-16 10:20-10:40", "Within"),
        meeting("2026-03-16 19:00-20:00", "Evening"),
        meeting("2026-03-20 09:00-10:00", "Beside-a-block"),
    )
    answer = found(find(grounds_of(*weeks(), *others)))
    assert {each.event.title for each in answer.evidence} == {"Talk"}


def test_a_week_that_is_all_meetings_has_no_fragmentation() -> None:
    packed = [each for monday in THREE for each in on_days(monday, "09:00-17:00")]
    assert find(grounds_of(*packed)) is None


def test_exactly_half_is_found() -> None:
    thursdays = [each for monday in THREE for each in on_days(monday, "09:00-10:00", "Long", days=[3])]
    answer = found(find(grounds_of(*weeks(3), *thursdays)))
    assert answer.figure == 0.5
    assert "Long" not in {each.event.title for each in answer.evidence}


def test_a_meeting_with_a_fragment_on_one_side_alone_is_evidence() -> None:
    answer = found(find(grounds_of(*weeks(), meeting("2026-03-16 16:30-17:00", "Last"))))
    assert "Last" in {each.event.title for each in answer.evidence}


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(*weeks())
