from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.patterns.meeting_load import find
from app.model.findings import NotKnown
from app.model.preferences import Preferences, WorkingWeek
from tests.analysis.patterns.grounds_of import (
    ANNAS,
    EVA,
    LAST_FOUR,
    NOBODYS,
    evidence,
    found,
    grounds_of,
    meeting,
    on_days,
)
from tests.builders import ANNA

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


THREE = LAST_FOUR[1:]


def full(clock: str = "09:00-13:00") -> list[str]:
    """Three of the last four weeks with twenty hours of meetings, half of the working time."""
    return [each for monday in THREE for each in on_days(monday, clock)]


def test_three_weeks_that_are_half_full_are_found() -> None:
    answer = found(find(grounds_of(*full())))
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (1200, "minutes", 4, "high")
    assert answer.values == {"weeks": 3, "of": 4, "load": 0.5, "seconds": 20 * 3600}
    assert evidence(answer)[::5] == ["2026-03-16 09:00 Talk", "2026-03-23 09:00 Talk", "2026-03-30 09:00 Talk"]
    assert len(answer.evidence) == 15


def test_two_weeks_are_too_few() -> None:
    assert find(grounds_of(*full()[5:])) is None


def test_just_under_half_and_under_twenty_hours_is_not_found() -> None:
    shorter = [*full()[1:], meeting("2026-03-16 09:00-12:59")]
    assert find(grounds_of(*shorter)) is None


def test_twenty_hours_are_enough_where_most_of_them_lie_in_the_evening() -> None:
    answer = found(find(grounds_of(*full("16:00-20:00"))))
    assert answer.values["load"] == 0.125


def test_half_of_a_short_week_is_enough_without_twenty_hours() -> None:
    mornings = tuple(((9 * 3600, 13 * 3600),) if day < 5 else () for day in range(7))
    own = Preferences(me=frozenset({ANNA}), weeks=(WorkingWeek(1, mornings),))
    answer = found(find(grounds_of(*full("09:00-11:00"), preferences=own)))
    assert (answer.figure, answer.values["load"]) == (600, 0.5)
    assert find(grounds_of(*full("09:00-10:59"), preferences=own)) is None


def test_external_meetings_are_left_out_as_if_they_were_not_there() -> None:
    external = [each for monday in THREE for each in on_days(monday, "09:00-13:00", "Client", others=[EVA])]
    assert find(grounds_of(*external)) is None
    answer = found(find(grounds_of(*full(), *external)))
    assert {each.event.title for each in answer.evidence} == {"Talk"}
    assert answer.figure == 1200
    almost = [*full()[1:], *on_days(THREE[0], "09:00-13:00", "Client", days=[0], others=[EVA])]
    assert find(grounds_of(*almost)) is None


def test_two_meetings_at_once_fill_the_time_once() -> None:
    assert find(grounds_of(*full("09:00-11:00"), *full("09:30-11:00"))) is None


def test_the_usual_range_leaves_external_meetings_out_too() -> None:
    before = [f"2026-01-{day:02d}" for day in (5, 12, 19, 26)] + [f"2026-02-{day:02d}" for day in (2, 9, 16, 23)]
    external = [each for monday in before for each in on_days(monday, "09:00-17:00", "Client", others=[EVA])]
    answer = found(find(grounds_of(*full(), *external)))
    assert answer.usual == (-30.0, 30.0)


def test_who_is_external_is_unknown_where_i_am() -> None:
    nobody = [each.replace(ANNA, f"anna{number}@firm.example") for number, each in enumerate(full())]
    many = [each.replace("ben@", f"ben{number}@") for number, each in enumerate(nobody)]
    assert find(grounds_of(*many, preferences=NOBODYS)) == NotKnown("me-unknown")


def test_tentative_meetings_make_it_less_sure() -> None:
    def with_tentative(days: int) -> str:
        weeks = [
            each
            for monday in THREE
            for each in (
                *on_days(monday, "09:00-13:00", days=range(days, 5)),
                *on_days(monday, "09:00-13:00", days=range(days), answer="TENTATIVE"),
            )
        ]
        return found(find(grounds_of(*weeks))).confidence

    assert [with_tentative(days) for days in (1, 2, 3)] == ["high", "medium", "low"]


def test_only_accepted_ones_count_for_who_chose_so() -> None:
    own = Preferences(me=frozenset({ANNA}), count="accepted")
    weeks = [each for monday in THREE for each in on_days(monday, "09:00-13:00", answer="TENTATIVE")]
    assert find(grounds_of(*weeks, preferences=own)) is None
    assert find(grounds_of(*weeks)) is not None


@pytest.mark.parametrize(("own", "is_found"), [(0.45, True), (0.5, False)])
def test_own_thresholds_hold(own: float, is_found: bool) -> None:
    preferences = Preferences(me=ANNAS.me, thresholds={"meeting-load.share": own})
    assert (find(grounds_of(*full("09:00-12:40"), preferences=preferences)) is not None) == is_found


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(*full())
