"""The heat map, as a person meets it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolTip

from app.model.charts import HeatMap, Table
from app.ui import theme
from app.ui.heat_map import STEPS, Cell, HeatMapView
from app.ui.hour_axis import HourAxis
from tests.ui.invented import WEEK

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

assert WEEK.heat is not None
HEAT: Final = WEEK.heat


def shown(qtbot: QtBot, heat: HeatMap = HEAT, width: int = 700) -> HeatMapView:
    view = HeatMapView()
    qtbot.addWidget(view)
    view.show_map(heat)
    view.resize(width, view.sizeHint().height())
    with qtbot.waitExposed(view):
        view.show()
    return view


def heat_of(*shares: float | None) -> HeatMap:
    """One day of these shares, from 8:00 on."""
    headers = ("", *(f"{hour}:00" for hour in range(8, 8 + len(shares))))
    row = ("Mon", *("" if share is None else f"{share:.0%}" for share in shares))
    opens = tuple(f"hour:0:{8 + column}" for column in range(len(shares)))
    return HEAT._replace(days=("Mon",), shares=(shares,), opens=(opens,), table=Table(headers, (row,), ("",)))


def ground(view: HeatMapView, rect: QRect) -> str:
    """The colour of a cell, beside its text."""
    return view.grab().toImage().pixelColor(rect.left() + 4, rect.bottom() - 4).name()


def test_a_click_on_a_cell_opens_it(qtbot: QtBot) -> None:
    view = shown(qtbot)
    with qtbot.waitSignal(view.evidence_wanted) as opened:
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.cell_rect(3, 5).center())
    assert opened.args == [HEAT.opens[3][5]]
    with qtbot.assertNotEmitted(view.evidence_wanted):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=view.cell_rect(0, 0).center())
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=view.cell_rect(1, 1).center())


def test_arrows_go_from_cell_to_cell_and_enter_opens(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(view, Qt.Key.Key_Up)
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.current() == Cell(0, 0)
    QTest.keyClick(view, Qt.Key.Key_End)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current() == Cell(1, 9)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Right)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space):
        with qtbot.waitSignal(view.evidence_wanted) as opened:
            QTest.keyClick(view, key)
        assert opened.args == [HEAT.opens[1][1]]
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current() == Cell(4, 1)


def test_each_cell_is_said_with_day_hour_and_share(qtbot: QtBot) -> None:
    view = shown(qtbot)
    assert view.accessibleName() == HEAT.title
    QTest.keyClick(view, Qt.Key.Key_Right)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription() == f"Mon 10:00: 98\u2009% of the hour in meetings\n{HEAT.summary}"
    at = view.cell_rect(0, 2).center()
    QApplication.sendEvent(view, QHelpEvent(QHelpEvent.Type.ToolTip, at, view.mapToGlobal(at)))
    assert QToolTip.text() == "<qt>Mon 10:00: 98\u2009% of the hour in meetings</qt>"
    QToolTip.hideText()


@pytest.mark.parametrize("scheme", ["light", "dark", "high_contrast_light", "high_contrast_dark"])
def test_colours_change_at_their_steps_and_follow_the_number_that_is_written(
    qtbot: QtBot, qapp: QApplication, scheme: str
) -> None:
    shares = tuple((step + part) / 100 for step in STEPS for part in (-0.6, -0.4))
    view = shown(qtbot, heat_of(*shares), 900)
    theme.apply(qapp, scheme)
    found = [ground(view, view.cell_rect(0, column)) for column in range(len(shares))]
    heat = [color.name() for color in theme.heat()]
    below = [theme.color("raised").name(), *heat[:-1]]
    theme.apply(qapp, "light")
    assert found[0::2] == below
    assert found[1::2] == heat


def test_what_is_not_known_has_no_cell_to_see(qtbot: QtBot) -> None:
    view = shown(qtbot, heat_of(None, 0.0, 0.5))
    empty = view.palette().window().color().name()
    assert ground(view, view.cell_rect(0, 0)) == empty
    assert ground(view, view.cell_rect(0, 1)) == theme.color("raised").name()


def test_hours_lie_where_the_axis_above_has_them(qtbot: QtBot) -> None:
    view = shown(qtbot)
    axis = HourAxis(9, 19, 120, 500)
    view.set_axis(axis)
    for column in range(1, 10):
        rect = view.cell_rect(2, column)
        assert abs(rect.left() - axis.x((8 + column) * 3600)) <= 2
        assert abs(rect.right() - axis.x((9 + column) * 3600)) <= 3
    assert view.cell_rect(2, 0).isEmpty()
    assert view.current() == Cell(0, 1)


def test_at_twice_the_text_rows_grow_and_numbers_that_do_not_fit_are_left_out(qtbot: QtBot, qapp: QApplication) -> None:
    view = shown(qtbot, heat_of(0.98, *([0.5] * 23)), 460)
    before = view.sizeHint().height()
    theme.apply(qapp, "light", 2.0)
    try:
        assert view.sizeHint().height() > before
        view.resize(460, view.sizeHint().height())
        rect = view.cell_rect(0, 0)
        image = view.grab().toImage().copy(rect.adjusted(3, 3, -3, -3))
        colors = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
        assert colors == {theme.heat()[4].name()}
    finally:
        theme.apply(qapp, "light")


def test_from_right_to_left_only_the_names_change_sides(qtbot: QtBot) -> None:
    view = shown(qtbot)
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert view.cell_rect(0, 0).left() < view.cell_rect(0, 9).left()
    assert view.cell_rect(0, 0).left() < 10
    assert view.cell_rect(0, 9).right() < view.width() - 60


def test_the_cell_under_the_pointer_is_outlined(qtbot: QtBot) -> None:
    view = shown(qtbot)
    plain = view.grab().toImage()
    QTest.mouseMove(view, view.cell_rect(1, 1).center())
    assert view.grab().toImage() != plain
    assert view.cursor().shape() == Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(view, QPoint(2, 2))
    assert view.grab().toImage() == plain


def test_a_smaller_map_keeps_the_keyboard_within_it(qtbot: QtBot) -> None:
    view = shown(qtbot)
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Down)
    view.show_map(heat_of(0.1, 0.2))
    assert view.current() == Cell(0, 0)
    view.show_map(HEAT._replace(days=(), shares=(), opens=()))
    view.grab()
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert view.spoken(Cell(0, 0)) == ""
