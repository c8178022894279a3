"""Experiments (METRICS.md §8): before and after with their ranges, and against a second computation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.experiments import outcome
from app.model.experiments import MEASURES
from app.model.journal import Experiment
from tests.analysis.journals import week
from tests.builders import ordinal
from tests.second_computation import outcomes as second

if TYPE_CHECKING:
    from app.model.weeks import Week

START = ordinal("2026-03-02")
AFTER_ALL = START + 56


def weeks_of(before: list[float | None], after: list[float | None], monday: int = START) -> list[Week]:
    """Full weeks around a Monday that count so many meetings."""
    values = [*before, *after]
    first = monday - 7 * len(before)
    return [week(first + 7 * at, meetings=value) for at, value in enumerate(values)]


def verdict(before: list[float | None], after: list[float | None], today: int = AFTER_ALL) -> str:
    experiment = Experiment(change="No meeting before ten", start=START, measure="meetings")
    return outcome(experiment, weeks_of(before, after), today).verdict


@given(
    st.integers(START - 3, START + 10),
    st.lists(st.tuples(st.booleans() | st.just(value=True), st.none() | st.integers(0, 12)), max_size=14),
    st.integers(START, START + 60),
)
def test_sides_and_verdict_equal_the_second_computation(
    start: int, drawn: list[tuple[bool, int | None]], today: int
) -> None:
    mondays = [START - 42 + 7 * at for at in range(len(drawn))]
    # A week that is not over is not full.
    full = [is_full and monday + 7 <= today for monday, (is_full, __) in zip(mondays, drawn, strict=True)]
    weeks = [
        week(monday, full=is_full, meetings=value)
        for monday, is_full, (__, value) in zip(mondays, full, drawn, strict=True)
    ]
    ours = outcome(Experiment(change="x", start=start, measure="meetings"), weeks, today)
    figures = [second.FigureOfWeek(date.fromordinal(each.monday), each.full, each.meetings) for each in weeks]
    before, after, expected = second.experiment(figures, date.fromordinal(start), date.fromordinal(today))
    assert (list(ours.before.values), list(ours.after.values), ours.verdict) == (before, after, expected)
    assert ours.before.range == ((min(before), max(before)) if before else None)
    assert ours.after.range == ((min(after), max(after)) if after else None)


def test_ranges_that_touch_overlap() -> None:
    assert verdict([5, 6, 7, 8], [8, 9, 10, 11]) == "no-clear-change"
    assert verdict([5, 6, 7, 8], [9, 10, 11, 12]) == "higher"
    assert verdict([5, 6, 7, 8], [1, 2, 3, 4]) == "lower"


def test_before_four_weeks_have_passed_it_is_too_early() -> None:
    assert verdict([5, 6, 7, 8], [9, 10, 11, 12], START + 27) == "too-early"
    assert verdict([5, 6, 7, 8], [9, 10, 11, 12], START + 28) == "higher"


def test_each_side_needs_three_full_weeks() -> None:
    assert verdict([5, 6, 7, None], [9, None, 10, 11]) == "higher"
    assert verdict([5, 6, None, None], [9, 9, 10, 11]) == "unknown"
    assert verdict([], []) == "unknown"


def test_a_change_in_the_middle_of_a_week_leaves_that_week_out() -> None:
    experiment = Experiment(change="x", start=START + 2, measure="meetings")
    found = outcome(experiment, weeks_of([5, 6, 7, 8], [99, 1, 2, 3, 4]), AFTER_ALL)
    assert (found.before.values, found.after.values) == ((5, 6, 7, 8), (1, 2, 3, 4))
    assert found.ready == START + 35


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_is_a_figure_of_a_week(name: str) -> None:
    measure = MEASURES[name]
    figures: dict[str, Any] = {measure.figure: 3}
    unknown: dict[str, Any] = {measure.figure: None}
    assert measure.of(week(START, full=True, **figures)) == 3
    assert measure.of(week(START, full=True, **unknown)) is None
