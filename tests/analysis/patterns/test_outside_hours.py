from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.patterns.outside_hours import find
from app.model.preferences import Preferences, WorkingWeek
from tests.analysis.patterns.grounds_of import evidence, found, grounds_of, meeting
from tests.builders import ANNA

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


def test_an_hour_before_after_and_on_a_free_day_is_found() -> None:
    answer = found(
        find(
            grounds_of(
                meeting("2026-03-30 08:30-09:30", "Before"),
                meeting("2026-03-30 16:40-17:20", "After"),
                meeting("2026-04-04 12:00-12:10", "Saturday"),
                meeting("2026-03-31 09:00-17:00", "Within"),
                meeting("2026-03-30 09:30-10:00", "Beside"),
                meeting("2026-03-30 09:00-09:30", "Beside"),
                meeting("2026-03-30 15:00-17:00", "Beside"),
            )
        )
    )
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (60, "minutes", 3, "high")
    assert answer.usual == (-30.0, 30.0)
    assert answer.values == {"seconds": 3600, "days": 2}
    assert evidence(answer) == ["2026-03-30 08:30 Before", "2026-03-30 16:40 After", "2026-04-04 12:00 Saturday"]


def test_59_minutes_on_two_days_are_too_little() -> None:
    assert find(grounds_of(meeting("2026-03-30 17:00-17:30"), meeting("2026-03-31 17:00-17:29"))) is None


def test_three_days_are_found_however_short() -> None:
    late = [meeting(f"2026-04-0{day} 16:00-17:01") for day in (1, 2, 3)]
    assert found(find(grounds_of(*late))).figure == 3
    assert find(grounds_of(*late[:2], meeting("2026-03-27 16:00-17:01"))) is None


def test_a_meeting_in_a_break_is_not_outside() -> None:
    hours = tuple(((9 * 3600, 12 * 3600), (14 * 3600, 18 * 3600)) if day < 5 else () for day in range(7))
    own = Preferences(me=frozenset({ANNA}), weeks=(WorkingWeek(1, hours),))
    assert find(grounds_of(meeting("2026-03-30 12:00-14:00"), preferences=own)) is None
    assert find(grounds_of(meeting("2026-03-30 18:00-19:00"), preferences=own)) is not None


def test_one_over_midnight_is_outside_on_two_days() -> None:
    answer = found(find(grounds_of(meeting("2026-03-31 23:30-00:30"))))
    assert answer.values == {"seconds": 3600, "days": 2}


def test_a_tentative_meeting_is_less_sure() -> None:
    assert found(find(grounds_of(meeting("2026-03-30 18:00-19:00", answer="TENTATIVE")))).confidence == "low"


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(meeting("2026-03-30 17:00-18:00"))
