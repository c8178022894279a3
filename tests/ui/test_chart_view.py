"""The chart of lines over weeks: what is drawn, the cursor that is read out, and its table twin."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QSizeF, Qt
from PySide6.QtTest import QTest

from app.ui import theme
from app.ui.chart_frame import ChartFrame
from app.ui.chart_plot import Plot, moved_apart, runs
from app.ui.chart_view import ChartView
from app.ui.table_view import TableView
from tests.effort import growth
from tests.ui.invented import CHART, GERMAN_CHART

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.model.charts import ChartSpec

LAST = 51
IN_A_GAP = 36


def shown(qtbot: QtBot, spec: ChartSpec = CHART, width: int = 976, height: int = 240) -> ChartView:
    chart = ChartView()
    qtbot.addWidget(chart)
    chart.set_spec(spec)
    chart.resize(width, height)
    with qtbot.waitActive(chart):
        chart.show()
        chart.activateWindow()
    return chart


def framed(qtbot: QtBot, spec: ChartSpec = CHART, width: int = 1008) -> ChartFrame:
    frame = ChartFrame()
    qtbot.addWidget(frame)
    frame.show_chart(spec)
    frame.resize(width, 300)
    with qtbot.waitActive(frame):
        frame.show()
        frame.activateWindow()
    return frame


def plot_of(chart: ChartView, spec: ChartSpec = CHART) -> Plot:
    return Plot(spec, QSizeF(chart.size()))


def wanted(chart: ChartView | ChartFrame) -> list[str]:
    found: list[str] = []
    chart.evidence_wanted.connect(found.append)
    return found


def has_color(image: QImage, x: int, name: str, around: int = 4) -> bool:
    color = theme.color(name)
    columns = range(x - around, x + around + 1)
    found = (image.pixelColor(column, y) for column in columns for y in range(image.height()))
    return any(
        abs(each.red() - color.red()) + abs(each.green() - color.green()) + abs(each.blue() - color.blue()) < 40
        for each in found
    )


# ---- what is drawn ----


def test_lines_run_through_their_weeks_and_no_gap_is_bridged(qtbot: QtBot) -> None:
    chart = shown(qtbot)
    image, plot = chart.grab().toImage(), plot_of(chart)
    for position in (1, 8, 21, 30, 45):
        x = round(plot.x(position))
        assert has_color(image, x, "focus")
        assert has_color(image, x, "meeting")
    for position in (4, 5, 18, 25, 35, 36, 37):
        x = round(plot.x(position))
        assert not has_color(image, x, "focus")
        assert not has_color(image, x, "meeting", 0)


def test_the_range_ends_with_its_weeks(qtbot: QtBot) -> None:
    chart = shown(qtbot)
    image, plot = chart.grab().toImage(), plot_of(chart)
    ground = theme.color("usual_fill").rgb()

    def rows_of_band(position: float) -> int:
        x = round(plot.x(position))
        return sum(image.pixel(x, y) == ground for y in range(image.height()))

    assert rows_of_band(8.5) > 20
    assert rows_of_band(4.5) == 0
    assert rows_of_band(36) == 0


def test_one_week_alone_between_two_gaps_is_drawn(qtbot: QtBot) -> None:
    alone = tuple(value if place == 20 else None for place, value in enumerate(CHART.traces[1].values))
    edges = tuple(value if place == 20 else None for place, value in enumerate(CHART.traces[1].low))
    spec = CHART._replace(traces=(CHART.traces[1]._replace(values=alone, low=edges, high=edges),))
    chart = shown(qtbot, spec)
    assert has_color(chart.grab().toImage(), round(plot_of(chart, spec).x(20)), "meeting")


def test_nothing_known_draws_the_axes_alone(qtbot: QtBot) -> None:
    nothing = (None,) * 52
    spec = CHART._replace(
        traces=tuple(trace._replace(values=nothing, low=nothing, high=nothing) for trace in CHART.traces), away=()
    )
    chart = shown(qtbot, spec)
    assert not chart.grab().isNull()
    assert plot_of(chart, spec).names() == []


def test_stretches_of_what_is_known() -> None:
    assert list(runs([True, True, False, True])) == [range(2), range(3, 4)]
    assert list(runs([])) == []


def test_names_at_the_ends_move_apart(qtbot: QtBot) -> None:
    chart = shown(qtbot)
    close = CHART._replace(
        traces=tuple(
            trace._replace(values=(*trace.values[:-1], value))
            for trace, value in zip(CHART.traces, (12.0, 12.2), strict=True)
        )
    )
    first, second = plot_of(chart, close).names()
    assert second.middle - first.middle >= 14
    assert first.trace.role == "meeting"


def test_labels_are_moved_no_further_than_they_must() -> None:
    assert moved_apart([10.0, 40.0], 14, 100) == [10.0, 40.0]
    assert moved_apart([10.0, 14.0], 14, 100) == [5.0, 19.0]
    assert moved_apart([95.0, 96.0], 14, 100)[1] <= 93.0


def test_names_take_two_lines_where_one_would_take_the_chart(qtbot: QtBot) -> None:
    chart = shown(qtbot, GERMAN_CHART, 520)
    assert [name.lines for name in plot_of(chart, GERMAN_CHART).names()] == [
        ("Besprechungen", "16,8 h"),
        ("Konzentration", "11,0 h"),
    ]
    assert plot_of(chart, GERMAN_CHART).area.width() > 300


@pytest.mark.parametrize("width", [260, 520, 976, 1600])
def test_nothing_leaves_the_chart_at_any_width_and_size_of_text(qtbot: QtBot, qapp: QApplication, width: int) -> None:
    theme.apply(qapp, "light", 2.0)
    chart = shown(qtbot, GERMAN_CHART, width, ChartView().sizeHint().height())
    area = plot_of(chart, GERMAN_CHART).area
    assert area.left() > 0
    assert area.bottom() < chart.height()
    assert not chart.grab().isNull()


def test_the_chart_is_drawn_once_however_often_it_is_shown(
    qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Plot] = []
    draw = ChartView.draw_plot

    def counted(chart: ChartView, painter: QPainter, plot: Plot) -> None:
        drawn.append(plot)
        draw(chart, painter, plot)

    monkeypatch.setattr(ChartView, "draw_plot", counted)
    chart = shown(qtbot)
    for _time in range(3):
        chart.grab()
    for _step in range(3):
        QTest.keyClick(chart, Qt.Key.Key_Left)
        chart.grab()
    assert len(drawn) == 1
    theme.apply(qapp, "dark")
    chart.grab()
    assert len(drawn) == 2


def test_twice_as_many_weeks_are_drawn_in_twice_as_many_steps(qtbot: QtBot) -> None:
    chart = shown(qtbot)

    def longer(times: int) -> ChartSpec:
        traces = tuple(
            each._replace(values=each.values * times, low=each.low * times, high=each.high * times)
            for each in CHART.traces
        )
        return CHART._replace(positions=CHART.positions * times, opens=CHART.opens * times, traces=traces)

    assert growth(lambda times: chart._drawn(plot_of(chart, longer(times))), 8) < 2.1


def test_another_scheme_leaves_no_island(qtbot: QtBot, qapp: QApplication) -> None:
    chart = shown(qtbot)
    chart.grab()
    theme.apply(qapp, "dark")
    followed = chart.grab().toImage()
    assert followed == shown(qtbot).grab().toImage()


# ---- keys and pointer ----


def test_arrows_move_a_cursor_that_is_read_out(qtbot: QtBot) -> None:
    chart = shown(qtbot)
    assert chart.accessibleName() == CHART.title
    assert chart.accessibleDescription() == CHART.summary
    before = chart.grab().toImage()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.cursor_position() == LAST
    assert chart.accessibleDescription() == "Week 47, 2026; Meetings: 16.8; Focus: 11.0"
    assert chart.grab().toImage() != before
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "Week 46, 2026; Meetings: 12.5; Focus: 20.0"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    assert chart.cursor_position() == 0
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.cursor_position() == 0
    QTest.keyClick(chart, Qt.Key.Key_PageDown)
    assert chart.cursor_position() == 4
    assert chart.accessibleDescription() == "Week 52, 2025; away"
    QTest.keyClick(chart, Qt.Key.Key_End)
    assert chart.cursor_position() == LAST


def test_the_cursor_goes_with_the_focus(qtbot: QtBot) -> None:
    chart = shown(qtbot)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    chart.clearFocus()
    assert chart.cursor_position() is None
    assert chart.accessibleDescription() == CHART.summary


def test_enter_opens_the_week_of_the_cursor(qtbot: QtBot) -> None:
    chart = shown(qtbot)
    found = wanted(chart)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    QTest.keyClick(chart, Qt.Key.Key_Space)
    assert found == ["week:2026-11-16:meetings", "week:2026-11-09:meetings"]


def test_a_click_opens_the_week_under_the_pointer(qtbot: QtBot) -> None:
    chart = shown(qtbot)
    found, plot = wanted(chart), plot_of(chart)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPointF(plot.x(8), 60).toPoint())
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() - 4, 60))
    QTest.mouseClick(chart, Qt.MouseButton.RightButton, pos=QPointF(plot.x(8), 60).toPoint())
    assert found == [CHART.opens[8]]


def test_the_pointer_shows_what_is_under_it(qtbot: QtBot) -> None:
    chart = shown(qtbot)
    before = chart.grab().toImage()
    QTest.mouseMove(chart, QPointF(plot_of(chart).x(30), 80).toPoint())
    qtbot.waitUntil(lambda: chart.grab().toImage() != before)
    assert chart.cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_a_week_without_evidence_opens_nothing(qtbot: QtBot) -> None:
    chart = shown(qtbot, CHART._replace(opens=("",) * 52))
    found = wanted(chart)
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert found == []
    assert chart.spoken(LAST) == "Week 47, 2026"


def test_keys_with_ctrl_are_left_to_the_window(qtbot: QtBot) -> None:
    chart = shown(qtbot)
    QTest.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert chart.cursor_position() is None


# ---- the frame, and the table twin ----


def table_of(frame: ChartFrame) -> TableView:
    table = frame.table()
    assert isinstance(table, TableView)
    return table


def test_the_table_stands_in_the_place_of_the_chart_and_is_as_high(qtbot: QtBot) -> None:
    frame = framed(qtbot)
    height, place = frame.height(), frame.chart.geometry()
    QTest.mouseClick(frame.table_button(), Qt.MouseButton.LeftButton)
    assert frame.is_table()
    assert frame.chart.isVisible() is False
    assert table_of(frame).isVisible()
    qtbot.waitUntil(lambda: table_of(frame).geometry() == place)
    assert frame.height() == height
    assert frame.table_button().accessibleName() == "Show as chart"
    frame.toggle_table()
    assert frame.chart.isVisible()
    assert frame.table_button().accessibleName() == "Show as table"


def test_the_table_has_the_numbers_of_the_chart(qtbot: QtBot) -> None:
    frame = framed(qtbot)
    frame.toggle_table()
    model = table_of(frame).model()
    assert (model.rowCount(), model.columnCount()) == (52, 3)
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in range(3)] == ["Week", "Meetings", "Focus"]
    assert [model.index(0, column).data() for column in range(3)] == ["Week 47, 2026", "16.8", "11.0"]
    assert model.index(0, 1).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight.value
    assert table_of(frame).accessibleName() == CHART.title


def test_rows_of_the_table_open_their_evidence(qtbot: QtBot) -> None:
    frame = framed(qtbot)
    frame.toggle_table()
    found, table = wanted(frame), table_of(frame)
    qtbot.waitUntil(table.isVisible)
    place = table.visualRect(table.model().index(1, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert found == ["week:2026-11-09:meetings", "week:2026-11-02:meetings"]


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    frame = framed(qtbot)
    frame.toggle_table()
    table_of(frame).setFocus()
    QTest.keyClick(table_of(frame), Qt.Key.Key_Tab)
    assert frame.table_button().hasFocus()


def test_rows_grow_with_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    frame = framed(qtbot)
    frame.toggle_table()
    before = table_of(frame).rowHeight(0)
    theme.apply(qapp, "light", 2.0)
    qtbot.waitUntil(lambda: table_of(frame).rowHeight(0) > before)


def test_another_chart_keeps_the_table_open(qtbot: QtBot) -> None:
    frame = framed(qtbot)
    frame.toggle_table()
    frame.show_chart(GERMAN_CHART)
    assert frame.is_table()
    assert table_of(frame).model().index(0, 0).data() == "Woche 47, 2026"


def test_the_unit_goes_under_a_title_that_needs_the_room(qtbot: QtBot) -> None:
    wide, narrow = framed(qtbot, CHART, 1008), framed(qtbot, GERMAN_CHART, 780)
    assert wide._caption.y() < wide._title.geometry().bottom()
    assert narrow._caption.y() >= narrow._title.geometry().bottom()
