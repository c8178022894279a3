from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.patterns.back_to_back import find
from app.model.findings import NotKnown
from tests.analysis.patterns.grounds_of import LAST_WEEK, evidence, found, grounds_of, meeting, on_days

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


def row(*clocks: str, days: tuple[int, ...] = (0, 2), monday: str = LAST_WEEK) -> list[str]:
    """Meetings at these times on Monday and Wednesday of the last week, or another."""
    return [each for clock in clocks for each in on_days(monday, clock, days=days)]


def test_two_days_with_three_in_a_row_are_found() -> None:
    answer = found(
        find(grounds_of(*row("09:00-09:30", "09:34-10:30", "10:30-11:00"), meeting("2026-03-30 11:05-12:00")))
    )
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (2, "days", 6, "high")
    assert answer.usual == (-1.0, 1.0)
    assert answer.values == {"days": 2, "runs": 2, "count": 3, "seconds": 7200}
    assert evidence(answer) == [
        "2026-03-30 09:00 Talk",
        "2026-03-30 09:34 Talk",
        "2026-03-30 10:30 Talk",
        "2026-04-01 09:00 Talk",
        "2026-04-01 09:34 Talk",
        "2026-04-01 10:30 Talk",
    ]


def test_five_minutes_are_a_pause() -> None:
    assert find(grounds_of(*row("09:00-09:30", "09:35-10:30", "10:30-11:00"))) is None


def test_two_meetings_are_no_row() -> None:
    assert find(grounds_of(*row("09:00-10:00", "10:00-11:30"))) is None


def test_a_row_of_119_minutes_is_too_short() -> None:
    assert find(grounds_of(*row("09:00-09:30", "09:34-10:30", "10:30-10:59"))) is None


def test_one_day_is_too_few_however_many_rows_it_has() -> None:
    rows = row("09:00-09:30", "09:30-10:30", "10:30-11:00", "12:00-13:00", "13:00-14:00", "14:00-15:00", days=(0,))
    assert find(grounds_of(*rows)) is None


def test_the_week_before_the_last_does_not_count() -> None:
    assert find(grounds_of(*row("09:00-09:30", "09:30-10:30", "10:30-11:00", monday="2026-03-23"))) is None


def test_a_long_meeting_beside_others_makes_one_row_with_them() -> None:
    answer = found(find(grounds_of(*row("09:00-12:00", "09:30-10:00", "11:00-11:30"))))
    assert answer.values["seconds"] == 3 * 3600
    assert answer.n == 6


def test_without_a_full_week_nothing_is_known() -> None:
    assert find(grounds_of(first="2026-03-31", last="2026-04-04")) == NotKnown("no-last-week")


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(*row("09:00-09:30", "09:34-10:30", "10:30-11:00"))
