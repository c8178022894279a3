"""The columns of a table of figures: names and cells are not cut where there is room for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QFontMetrics

from app.model.charts import Table
from app.ui import theme
from app.ui.table_view import TableView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

DAYS = Table(
    ("Tag", "Besprechungen", "Besprechungs\u00adstunden, h", "Konzentrations\u00adblöcke", "Arbeitszeit, min"),
    (("Donnerstag, 19. November", "8", "5,1", "0", "45"), ("Freitag, 20. November", "5", "3,1", "1", "0")),
    ("", ""),
)


def shown(qtbot: QtBot, table: Table, width: int) -> TableView:
    view = TableView()
    qtbot.addWidget(view)
    view.resize(width, 300)
    view.show_table(table)
    view.show()
    return view


def widths(view: TableView) -> list[int]:
    return [view.columnWidth(at) for at in range(view.model().columnCount())]


def test_columns_are_equally_wide_where_that_cuts_nothing(qtbot: QtBot) -> None:
    found = widths(shown(qtbot, DAYS, 1200))
    assert max(found) - min(found) <= 1
    assert sum(found) == 1200


def test_else_each_has_the_room_of_its_words_and_all_fill_the_width(qtbot: QtBot) -> None:
    view = shown(qtbot, DAYS, 620)
    body, caption = QFontMetrics(theme.font("body")), QFontMetrics(theme.font("caption"))
    longest = ("Besprechungen", "Besprechungs-", "Konzentrations-", "Arbeitszeit,")
    needed = [body.horizontalAdvance("Donnerstag, 19. November"), *map(caption.horizontalAdvance, longest)]
    assert all(has >= needs + 2 * theme.SPACE_S for has, needs in zip(widths(view), needed, strict=True))
    assert sum(widths(view)) == view.viewport().width()


def test_a_table_without_room_for_its_words_scrolls_to_the_side(qtbot: QtBot) -> None:
    view = shown(qtbot, DAYS, 300)
    assert sum(widths(view)) > 300
    assert view.horizontalScrollBar().maximum() > 0


def test_long_words_are_cut_before_it_scrolls(qtbot: QtBot) -> None:
    view = shown(qtbot, Table(("Title", "Hours"), (("A title that goes on and on " * 4, "1.0"),), ("",)), 400)
    assert sum(widths(view)) == 400
    assert view.horizontalScrollBar().maximum() == 0


def test_a_row_that_sums_up_is_heavier(qtbot: QtBot) -> None:
    view = shown(qtbot, Table(("Series", "Hours"), (("Together", "1.0"), ("Together", "1.0")), ("", "")), 300)
    tops = [view.rowViewportPosition(row) for row in (0, 1)]
    height = view.rowHeight(0)
    plain = view.viewport().grab().toImage()
    first, second = (plain.copy(0, top, 300, height) for top in tops)
    assert first == second
    view.set_total(1)
    view.viewport().update()
    assert view.viewport().grab().toImage().copy(0, tops[1], 300, height) != first
