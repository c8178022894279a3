from __future__ import annotations

import pytest

from app.analysis.patterns.meeting_time import confidence, costliest, overlapping, usual_before
from tests.analysis.patterns.grounds_of import alone, grounds_of, meeting
from tests.builders import occurrence


def test_a_meeting_overlaps_a_week_with_a_part_and_not_by_touching_it() -> None:
    grounds = grounds_of(
        meeting("2026-03-15 23:00-00:00", "Sunday"),
        meeting("2026-03-22 23:00-01:00", "Over midnight"),
        meeting("2026-03-23 10:00-11:00", "Within"),
        meeting("2026-03-29 23:00-01:00", "Over the end"),
        meeting("2026-03-30 01:00-02:00", "Monday after"),
        alone("2026-03-24 10:00-11:00", "Own time"),
    )
    week = grounds.weeks[-2]
    assert [each.event.title for each in overlapping(grounds, [week])] == ["Over midnight", "Within", "Over the end"]
    before = meeting("2026-03-22 23:00-00:00", "Before")
    after = meeting("2026-03-30 00:00-01:00", "After")
    assert overlapping(grounds_of(before, after), [week]) == []


def test_usual_needs_six_full_weeks_before_the_one_that_is_compared() -> None:
    six, seven = (grounds_of(first=first) for first in ("2026-02-23", "2026-02-16"))
    assert usual_before(six, six.weeks[-1], "meetings", lambda week: 4.0) is None
    assert usual_before(seven, seven.weeks[-1], "meetings", lambda week: 4.0) == (3.0, 5.0)


@pytest.mark.parametrize(
    ("unsure", "short", "sure"),
    [(1, False, "high"), (1, True, "medium"), (2, False, "medium"), (2, True, "medium"), (3, True, "low")],
)
def test_a_finding_is_less_sure_the_more_of_it_is_not_agreed(unsure: int, short: bool, sure: str) -> None:
    agreed = [occurrence("2026-03-30 10:00-11:00")] * (4 - unsure)
    open_ones = [occurrence("2026-03-30 10:00-11:00", response="unanswered")] * unsure
    assert confidence([*agreed, *open_ones], short=short) == sure


def test_the_series_with_the_most_time_comes_first_and_equal_ones_by_key() -> None:
    held = [
        occurrence("2026-03-30 10:00-11:00", uid="b"),
        occurrence("2026-03-30 11:00-12:00", uid="a"),
        occurrence("2026-03-30 13:00-15:00", uid="c"),
    ]
    assert [key.uid for key in costliest(held)] == ["c", "a", "b"]
