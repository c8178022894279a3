"""Working hours as text and back; what the command line takes is in tests/cli/test_arguments.py."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.preferences import NO_WORK, USUAL_WEEK, Interval
from app.model.working_hours import (
    Week,
    WorkingHoursError,
    hours_of_a_day,
    hours_of_a_day_text,
    working_hours,
    working_hours_text,
)

HOUR, MINUTE, DAY = 3600, 60, 24 * 3600


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Any interval that a text can say: whole minutes, no longer than a day."""
    start = draw(st.integers(0, DAY // MINUTE - 1)) * MINUTE
    length = draw(st.integers(1, DAY // MINUTE)) * MINUTE
    return start, start + length


weeks = st.tuples(*[st.lists(intervals(), max_size=3).map(tuple)] * 7).filter(any)


@given(weeks)
def test_text_of_a_week_reads_back_as_that_week(week: Week) -> None:
    assert working_hours(working_hours_text(week)) == week


@given(st.lists(intervals(), max_size=4).map(tuple))
def test_text_of_a_day_reads_back_as_that_day(day: tuple[Interval, ...]) -> None:
    assert hours_of_a_day(hours_of_a_day_text(day)) == day


@pytest.mark.parametrize(
    "text",
    [
        "mon-fri 09:00-17:00",
        "mon-thu 09:00-12:30,13:15-17:30; fri 09:00-14:00",
        "mon 22:00-06:00; wed-sun 00:00-24:00",
        "mon 09:00-17:00; wed 09:00-17:00",
        "sun 09:00-09:00",
    ],
)
def test_text_is_written_as_the_help_writes_it(text: str) -> None:
    assert working_hours_text(working_hours(text)) == text


def test_the_usual_week_and_no_work() -> None:
    assert working_hours_text(USUAL_WEEK) == "mon-fri 09:00-17:00"
    assert working_hours_text(NO_WORK) == ""


def test_what_are_no_working_hours_is_told_with_the_next_step() -> None:
    with pytest.raises(WorkingHoursError) as raised:
        working_hours("always")
    assert str(raised.value).startswith("“always” are no working hours; write them like ")
    assert str(raised.value).endswith(".")
    assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", ()),
        ("   ", ()),
        ("9-17", ((9 * HOUR, 17 * HOUR),)),
        ("09:00–17:00", ((9 * HOUR, 17 * HOUR),)),
        ("9.30 - 12.15; 13-17:30", ((570 * MINUTE, 735 * MINUTE), (13 * HOUR, 1050 * MINUTE))),
        ("22:00-6:00", ((22 * HOUR, 30 * HOUR),)),
        ("0-24", ((0, 24 * HOUR),)),
    ],
)
def test_hours_of_a_day_as_people_type_them(text: str, day: tuple[Interval, ...]) -> None:
    assert hours_of_a_day(text) == day


@pytest.mark.parametrize("text", ["nine to five", "9", "9-", "9-17,", "24-25", "9:60-10", "9-17 10-11", "-5-3"])
def test_what_are_no_hours_of_a_day(text: str) -> None:
    with pytest.raises(WorkingHoursError, match=f"“{text}” are no working hours"):
        hours_of_a_day(text)
