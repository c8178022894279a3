from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.analysis.patterns.short_notice import find
from app.model.findings import NotKnown
from tests.analysis.patterns.grounds_of import NOBODYS, created, evidence, found, grounds_of, meeting, weekly
from tests.builders import ANNA

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds


LONG_AGO = created("2026-01-01 09:00")


def one_offs(short: int, all_of_them: int = 20) -> list[str]:
    """So many one-offs of the last four weeks, some of them created a minute less than a day before."""
    first = dt.date(2026, 3, 9)
    days = [first + dt.timedelta(7 * (number // 5) + number % 5) for number in range(all_of_them)]
    return [
        meeting(
            f"{day} 10:00-11:00",
            "Urgent" if number < short else "Talk",
            created(f"{day - dt.timedelta(1)} 10:0{int(number < short)}"),
        )
        for number, day in enumerate(days)
    ]


def test_seven_of_twenty_are_found() -> None:
    answer = found(find(grounds_of(*one_offs(7))))
    assert (answer.figure, answer.unit, answer.n, answer.confidence) == (0.35, "share", 20, "high")
    assert evidence(answer) == [
        "2026-03-09 10:00 Urgent",
        "2026-03-10 10:00 Urgent",
        "2026-03-11 10:00 Urgent",
        "2026-03-12 10:00 Urgent",
        "2026-03-13 10:00 Urgent",
        "2026-03-16 10:00 Urgent",
        "2026-03-17 10:00 Urgent",
    ]


def test_six_of_twenty_are_too_few() -> None:
    assert find(grounds_of(*one_offs(6))) is None


def test_four_one_offs_are_too_few_to_say() -> None:
    assert find(grounds_of(*one_offs(4, 4))) is None
    assert found(find(grounds_of(*one_offs(5, 5)))).figure == 1


def test_series_and_own_meetings_are_not_looked_at() -> None:
    beside = (
        weekly("2026-03-09 15:00-16:00", "Series", created("2026-03-09 14:00"), weeks=4),
        *(
            meeting(f"2026-03-{day} 15:00-16:00", "Mine", created(f"2026-03-{day} 14:00"), by=ANNA)
            for day in range(23, 28)
        ),
    )
    assert find(grounds_of(*one_offs(6), *beside)) is None


def test_a_meeting_of_more_than_four_weeks_ago_is_not_looked_at() -> None:
    assert find(grounds_of(*one_offs(6), meeting("2026-03-06 15:00-16:00", "Old", created("2026-03-06 14:00")))) is None


def test_one_that_was_created_after_it_began_is_none_of_short_notice() -> None:
    noted = meeting("2026-03-31 15:00-16:00", "Noted", created("2026-03-31 15:01"))
    assert find(grounds_of(*one_offs(6, 16), noted)) is not None  # 6 of 17
    assert find(grounds_of(*one_offs(6, 17), noted)) is None  # 6 of 18


def test_those_without_a_creation_time_are_left_out() -> None:
    answer = found(find(grounds_of(*one_offs(7), meeting("2026-03-31 15:00-16:00"))))
    assert (answer.n, answer.confidence) == (20, "medium")
    few = [*one_offs(3, 4), meeting("2026-03-31 15:00-16:00")]
    assert find(grounds_of(*few)) == NotKnown("no-creation-times")


def test_without_any_creation_time_nothing_is_known() -> None:
    assert find(grounds_of(meeting("2026-03-31 15:00-16:00"))) == NotKnown("no-creation-times")


def test_who_organizes_is_unknown_where_i_am() -> None:
    mail = [meeting("2026-03-31 15:00-16:00", "One", LONG_AGO), meeting("2026-04-01 15:00-16:00", "Two", LONG_AGO)]
    others = [mail[0], mail[1].replace("@firm", "@other")]
    assert find(grounds_of(*others, preferences=NOBODYS)) == NotKnown("me-unknown")


def hit() -> Grounds:
    """A calendar that shows it, for the tests of words."""
    return grounds_of(*one_offs(7))
