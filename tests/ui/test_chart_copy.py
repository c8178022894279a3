"""A chart on the clipboard: as a picture of twice its size, as lines apart by tabs, and as plain HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.model.charts import Table
from app.ui import theme
from app.ui.chart_copy import ChartCopies, as_html, copies_near, picture_of, tabbed
from app.ui.chart_frame import ChartFrame
from app.ui.heat_map import HeatMapView
from app.ui.twin_view import TwinView
from tests.ui.invented import OVERVIEW, WEEK

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

HOSTILE = Table(
    ("Title", "Hours"),
    (("<b>x</b><img src='file:///x.png'>", "1.5"), ("=1+1\tnext\nline", "−2"), ("a & b", "3")),
    ("", "", ""),
)


class Cells(HTMLParser):
    """Reads the cells of a table, and every tag."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.cells: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        self.cells[-1] += data


@pytest.fixture
def frame(qtbot: QtBot) -> ChartFrame:
    made = ChartFrame()
    qtbot.addWidget(made)
    assert OVERVIEW.chart is not None
    made.show_chart(OVERVIEW.chart)
    made.resize(900, 320)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_cells_of_others_stay_one_cell_and_plain_text() -> None:
    lines = tabbed(HOSTILE).split("\n")
    assert [len(line.split("\t")) for line in lines] == [2, 2, 2, 2]
    assert lines[2].startswith("'=1+1 next line\t")
    parser = Cells()
    parser.feed(as_html(HOSTILE))
    assert parser.tags == {"table", "tr", "th", "td"}
    assert parser.cells[2] == "<b>x</b><img src='file:///x.png'>"
    assert parser.cells[4] == "'=1+1 next line"
    assert parser.cells[6] == "a & b"


def test_a_chart_is_copied_twice_as_large_without_its_cursor(frame: ChartFrame) -> None:
    frame.copies.copy_picture()
    plain = QApplication.clipboard().image()
    assert plain.width() >= 2 * frame.chart.width()
    assert plain.height() > 2 * frame.chart.height(), "with its title above"
    QTest.keyClick(frame.chart, Qt.Key.Key_Left)
    assert frame.chart.cursor_position() is not None
    frame.copies.copy_picture()
    assert QApplication.clipboard().image() == plain


def test_the_picture_is_drawn_anew_and_not_enlarged(frame: ChartFrame) -> None:
    picture = picture_of(frame.chart).toImage()
    small = frame.chart.grab().toImage()
    enlarged = small.scaled(2 * small.width(), 2 * small.height())
    around = (picture.width() - enlarged.width()) // 2
    inner = picture.copy(around, around, enlarged.width(), enlarged.height())
    assert inner.size() == enlarged.size()
    assert inner.convertToFormat(enlarged.format()) != enlarged
    assert frame.chart.grab().toImage() == small, "and the window shows what it did"


def test_the_table_is_copied_as_text_and_as_html(frame: ChartFrame) -> None:
    assert OVERVIEW.chart is not None
    frame.copies.copy_table()
    data = QApplication.clipboard().mimeData()
    lines = data.text().split("\n")
    assert lines[0].split("\t") == list(OVERVIEW.chart.table.headers)
    assert len(lines) == len(OVERVIEW.chart.table.rows) + 1
    parser = Cells()
    parser.feed(data.html())
    assert OVERVIEW.chart.table.rows[0][0] in parser.cells


def test_the_table_twin_is_what_is_copied_while_it_is_shown(frame: ChartFrame) -> None:
    frame.toggle_table()
    copies = copies_near(frame.table())
    assert copies is frame.copies
    copies.copy()
    assert "\t" in QApplication.clipboard().text()


def test_the_menu_comes_by_the_button_and_by_the_key_for_menus(qtbot: QtBot, frame: ChartFrame) -> None:
    menu = frame.copies.menu()
    assert [action.text() for action in menu.actions()] == ["Copy as picture", "Copy as table"]
    QTest.mouseClick(frame.copies.button, Qt.MouseButton.LeftButton)
    assert menu.isVisible()
    menu.close()
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(frame.chart, QContextMenuEvent(reason, QPoint(5, 5), frame.chart.mapToGlobal(QPoint(5, 5))))
    assert menu.isVisible()
    QApplication.clipboard().clear()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert "\t" in QApplication.clipboard().text()


def test_pictures_on_the_page_can_be_taken_along_as_well(qtbot: QtBot) -> None:
    assert WEEK.heat is not None
    heat = HeatMapView()
    twin = TwinView(heat, corner=True)
    qtbot.addWidget(twin)
    heat.show_map(WEEK.heat)
    twin.show_table(WEEK.heat.table, WEEK.heat.title, WEEK.heat.summary)
    twin.resize(800, 220)
    twin.show()
    heat.setFocus(Qt.FocusReason.TabFocusReason)
    plain = picture_of(heat).toImage()
    QTest.keyClick(heat, Qt.Key.Key_Right)
    assert picture_of(heat).toImage() == plain, "the place of the keyboard is not on it"
    twin.copies.copy_table()
    assert QApplication.clipboard().text().split("\t")[0] == WEEK.heat.table.headers[0]


def test_dark_colours_come_along(frame: ChartFrame, qapp: QApplication) -> None:
    light = picture_of(frame.chart).toImage()
    theme.apply(qapp, "dark")
    QApplication.sendPostedEvents(None, QEvent.Type.ApplicationPaletteChange.value)
    dark = picture_of(frame.chart).toImage()
    assert light.pixelColor(1, 1) != dark.pixelColor(1, 1) == theme.color("raised")


def test_what_is_no_chart_has_nothing_to_copy(qtbot: QtBot) -> None:
    plain = QWidget()
    qtbot.addWidget(plain)
    assert copies_near(plain) is None
    assert copies_near(None) is None
    assert ChartCopies(plain, plain).button.accessibleName() == "Copy the chart"
