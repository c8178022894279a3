from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.patterns.focus_overrun import find
from tests.analysis.patterns.grounds_of import alone, created, evidence, found, grounds_of, meeting

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


BOOKED = created("2026-03-20 09:00")


def block(clock: str = "09:00-11:00", day: str = "2026-03-30", line: str = BOOKED) -> str:
    """Focus time booked on 20 March."""
    return alone(f"{day} {clock}", "Focus time", line)


def two_blocks() -> list[str]:
    """Two times two hours."""
    return [block(), block(day="2026-04-01")]


def test_focus_time_of_which_a_good_part_is_overbooked_is_found() -> None:
    answer = found(
        find(
            grounds_of(
                *two_blocks(),
                meeting("2026-03-30 10:00-11:30", "Later", created("2026-03-25 10:00")),
                meeting("2026-04-01 08:30-09:30", "Before", created("2026-03-19 10:00")),
                meeting("2026-04-01 11:00-12:00", "Beside", created("2026-03-25 10:00")),
                meeting("2026-03-30 08:00-09:00", "Beside", created("2026-03-25 10:00")),
            )
        )
    )
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (0.625, "share", 2, "high")
    assert evidence(answer) == ["2026-03-30 10:00 Later", "2026-04-01 08:30 Before"]
    assert (answer.values["booked_seconds"], answer.values["free_seconds"]) == (4 * 3600, 9000)
    assert (answer.values["later"], answer.values["later_titles"], answer.values["undated"]) == (1, ("Later",), 0)


def test_seventy_per_cent_kept_free_are_enough() -> None:
    assert find(grounds_of(*two_blocks(), meeting("2026-03-30 09:00-10:12"))) is None
    assert find(grounds_of(*two_blocks(), meeting("2026-03-30 09:00-10:13"))) is not None


def test_under_four_hours_booked_are_too_little() -> None:
    booked = [block(), block("09:00-10:59", "2026-04-01")]
    assert find(grounds_of(*booked, meeting("2026-03-30 09:00-11:00"))) is None


def test_what_was_booked_earlier_than_the_last_four_weeks_does_not_count() -> None:
    booked = [block(), block(day="2026-03-06")]
    assert find(grounds_of(*booked, meeting("2026-03-30 09:00-11:00"))) is None


def test_time_that_is_booked_twice_counts_once() -> None:
    booked = [block(), alone("2026-03-30 09:00-11:00", "Deep work"), block("09:00-10:59", "2026-04-01")]
    assert find(grounds_of(*booked, meeting("2026-03-30 09:00-11:00"))) is None


@pytest.mark.parametrize(("lines", "undated"), [((), 1), ((BOOKED,), 0)])
def test_where_a_creation_time_is_missing_it_is_not_said_which_came_first(lines: tuple[str, ...], undated: int) -> None:
    values = found(find(grounds_of(*two_blocks(), meeting("2026-03-30 09:00-11:00", "Talk", *lines)))).values
    assert (values["later"], values["undated"]) == (0, undated)


def test_without_booked_focus_time_there_is_nothing_to_overrun() -> None:
    assert find(grounds_of(meeting("2026-03-30 09:00-11:00"))) is None


def test_only_blocks_that_a_meeting_lies_in_say_whether_it_came_later() -> None:
    earlier, between, late = (created(f"2026-03-{day} 09:00") for day in (20, 24, 26))
    booked = (
        block("07:00-09:00", line=earlier),
        block("09:00-11:00", line=late),
        block("12:00-14:00", line=late),
        block("14:00-16:00", line=earlier),
    )
    meetings = (meeting("2026-03-30 09:00-10:30", "One", between), meeting("2026-03-30 12:30-14:00", "Two", between))
    answer = found(find(grounds_of(*booked, *meetings)))
    assert answer.n == 2
    assert (answer.values["later"], answer.values["undated"]) == (0, 0)


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(*two_blocks(), meeting("2026-03-30 09:00-11:00", "Review", created("2026-03-25 10:00")))
