"""The weekly figure of a pattern as bars, held against the figures themselves."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.analysis.overview_chart import position_of
from app.analysis.pattern_bars import week_bars
from app.analysis.references import parse_reference
from app.model.inflation import Inflation, Side
from tests.analysis.histories import Kept, demo_history

if TYPE_CHECKING:
    from app.model.history import History
    from app.model.patterns_page import WeekBars

LAST = dt.date(2026, 11, 22).toordinal()
FIGURES = {
    "meeting-load": ("meeting_seconds", 1 / 3600),
    "fragmented-focus": ("fragmentation", 100),
    "focus-drought": ("focus_seconds", 1 / 3600),
    "back-to-back": ("back_to_back", 1),
    "double-booked": ("double_booked_seconds", 1 / 3600),
    "outside-hours": ("outside_hours_seconds", 1 / 3600),
}


@pytest.fixture(scope="module")
def demo() -> Kept:
    return demo_history()


def bars_of(history: History, pattern: str, growth: Inflation | None = None) -> WeekBars:
    found = week_bars(pattern, history, LAST, growth)
    assert found is not None
    return found


def mondays(found: WeekBars) -> list[int]:
    return [parse_reference(each).first for each in found.chart.opens]


@pytest.mark.parametrize("pattern", FIGURES)
def test_each_bar_is_the_weeks_figure_and_opens_its_week(demo: Kept, pattern: str) -> None:
    figure, scale = FIGURES[pattern]
    found = bars_of(demo.history, pattern)
    (trace,) = found.chart.traces
    assert found.sides == ()
    assert mondays(found)[-1] == LAST - 6
    for monday, value in zip(mondays(found), trace.values, strict=True):
        week = demo.week(monday)
        if value is None:
            assert position_of(demo.history, monday).gap or getattr(week, figure) is None
        else:
            assert value == pytest.approx(getattr(week, figure) * scale)
    assert sum(value is not None for value in trace.values) > 35


@pytest.mark.parametrize("pattern", FIGURES)
def test_the_usual_range_is_that_of_the_week(demo: Kept, pattern: str) -> None:
    figure, scale = FIGURES[pattern]
    found = bars_of(demo.history, pattern)
    (trace,) = found.chart.traces
    usual = demo.week(LAST - 6).usual[figure]
    assert usual is not None
    assert trace.low[-1] == pytest.approx(max(usual[0], 0) * scale)
    assert trace.high[-1] == pytest.approx((min(usual[1], 1) if scale == 100 else usual[1]) * scale)


@pytest.mark.parametrize("pattern", [*FIGURES, "meeting-inflation"])
def test_the_table_has_a_row_for_each_bar_and_the_axis_holds_all_of_them(demo: Kept, pattern: str) -> None:
    chart = bars_of(demo.history, pattern).chart
    (trace,) = chart.traces
    assert len(chart.table.rows) == len(chart.positions) == len(trace.values) == len(chart.table.opens)
    assert all(row[1] for row in chart.table.rows)
    assert max(value for value in (*trace.values, *trace.high) if value is not None) <= chart.y_labels[-1][0]
    assert len(chart.y_labels) <= 5
    assert chart.summary


def side(first: int, weeks: int, seconds: float) -> Side:
    return Side(tuple(range(first, first + 7 * weeks, 7)), 5 * weeks, 3.0, seconds, seconds * 3, 1800.0, 3.0)


def test_inflation_marks_both_periods_at_the_mean_of_each(demo: Kept) -> None:
    last = LAST - 6
    growth = Inflation(
        a=side(last - 7 * 44, 8, 7200.0),
        b=side(last - 7 * 7, 8, 9000.0),
        meetings=0.1,
        meeting_seconds=0.25,
        person_seconds=0.25,
        why_number=0.1,
        why_length=0.1,
        why_size=0.0,
        why_whole=0.2,
        series=(),
        number_higher=0.9,
        time_higher=0.9,
        is_finding=True,
    )
    found = bars_of(demo.history, "meeting-inflation", growth)
    days = mondays(found)
    for wanted, shown in zip((growth.a, growth.b), found.sides, strict=True):
        assert (days[shown.first], days[shown.last]) == (wanted.mondays[0], wanted.mondays[-1])
        assert shown.mean == wanted.meeting_seconds / 3600
    assert [each.label for each in found.sides] == ["A 2.0 h", "B 2.5 h"]
    (trace,) = found.chart.traces
    week = demo.week(last)
    assert week.meeting_seconds is not None
    assert trace.values[-1] == pytest.approx(week.meeting_seconds / week.working_days / 3600)
    assert [row[2] for row in found.chart.table.rows][-8:] == ["B"] * 8


def test_a_pattern_about_series_has_no_bars(demo: Kept) -> None:
    assert week_bars("zombie-series", demo.history, LAST, None) is None


def test_without_a_week_that_can_be_drawn_there_are_no_bars(demo: Kept) -> None:
    before = dt.date(2019, 1, 6).toordinal()
    for pattern in ("focus-drought", "meeting-inflation"):
        assert week_bars(pattern, demo.history, before, None) is None
