from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.patterns.focus_drought import find
from app.model.findings import NotKnown
from app.model.preferences import NO_WORK, Preferences, WorkingWeek
from tests.analysis.patterns.grounds_of import LAST_WEEK, away, evidence, found, grounds_of, meeting, on_days
from tests.builders import ANNA

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


CLOCKS = ("10:00-11:00", "12:30-13:30", "15:00-16:00")


def cut(days: int, monday: str = LAST_WEEK) -> list[str]:
    """A week, the last one unless another is named, of which so many days hold no block of two hours."""
    return [each for clock in CLOCKS for each in on_days(monday, clock, days=range(days))]


def test_a_week_with_one_day_for_thinking_is_found() -> None:
    beside = (meeting("2026-03-30 17:00-18:00", "Beside"), meeting("2026-03-31 08:00-09:00", "Beside"))
    answer = found(find(grounds_of(*cut(4), *beside)))
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (480, "minutes", 12, "high")
    assert answer.values == {"seconds": 8 * 3600, "share": 0.2, "days": 1, "working_days": 5}
    assert answer.usual == (2370.0, 2430.0)
    assert evidence(answer)[:3] == ["2026-03-30 10:00 Talk", "2026-03-30 12:30 Talk", "2026-03-30 15:00 Talk"]
    assert "Beside" not in {each.event.title for each in answer.evidence}


def test_two_such_days_are_enough() -> None:
    assert find(grounds_of(*cut(3))) is None


def test_a_quarter_of_the_time_in_blocks_is_enough() -> None:
    assert find(grounds_of(*on_days(LAST_WEEK, "09:00-15:00"))) is None


def test_less_than_a_quarter_is_found_however_many_days_have_a_block() -> None:
    shorter = [*on_days(LAST_WEEK, "09:00-15:00", days=range(4)), meeting("2026-04-03 09:00-15:01")]
    answer = found(find(grounds_of(*shorter)))
    assert (answer.figure, answer.values["days"]) == (480, 4)


def test_only_the_last_week_is_looked_at() -> None:
    assert find(grounds_of(*cut(4, "2026-03-23"))) is None


def test_in_a_short_week_one_such_day_is_enough() -> None:
    short = away("20260330", "20260401")
    clocks = [each for clock in CLOCKS for each in on_days(LAST_WEEK, clock, days=(2, 3))]
    assert find(grounds_of(short, *clocks)) is None
    none = [each for clock in CLOCKS for each in on_days(LAST_WEEK, clock, days=(2, 3, 4))]
    assert found(find(grounds_of(short, *none))).values["working_days"] == 3


def test_a_week_without_working_time_is_no_drought() -> None:
    own = Preferences(me=frozenset({ANNA}), weeks=(WorkingWeek(1, NO_WORK),))
    assert find(grounds_of(*cut(5), preferences=own)) is None


@pytest.mark.parametrize(("first", "last"), [("2026-03-30", "2026-04-03")])
def test_without_a_full_week_nothing_is_known(first: str, last: str) -> None:
    assert find(grounds_of(*cut(5), first=first, last=last)) == NotKnown("no-last-week")


def test_a_week_of_four_working_days_needs_two_such_days() -> None:
    clocks = [each for clock in CLOCKS for each in on_days(LAST_WEEK, clock, days=(1, 2, 3))]
    answer = found(find(grounds_of(away("20260330", "20260331"), *clocks)))
    assert (answer.values["days"], answer.values["working_days"]) == (1, 4)


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(*cut(4))
