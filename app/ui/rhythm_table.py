"""The table of 1:1s: with whom, what became of the last slots, how many were held, and the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QFrame, QSizePolicy, QTableView, QToolTip

from app.language import _
from app.model.people_page import in_order
from app.ui import theme
from app.ui.plain_tip import plain_tip
from app.ui.rhythm_cells import MARKS, NAME, Cells, Headers, Layout
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

    from app.model.people_page import OneOnOneOrder, OneOnOneRow, SlotMark

COLUMN_ORDERS: Final[tuple[OneOnOneOrder, ...]] = ("name", "rhythm", "held", "moved", "fell-out", "since", "next")
"""By what a press on the name of each column sorts."""
_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class RhythmModel(QAbstractTableModel):
    """The rows in words; a dash, which means none, is said as a word."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[OneOnOneRow, ...] = ()
        self.is_narrow = False

    def show(self, rows: tuple[OneOnOneRow, ...]) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(COLUMN_ORDERS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, and what a screen reader says of it."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.text(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == NAME:
                return row.spoken
            text = self.text(row, index.column())
            return _("none") if text == "–" else text
        return None

    def text(self, row: OneOnOneRow, column: int) -> str:
        """Return the words of a cell."""
        fell_out = f"{row.moved} / {row.fell_out}" if self.is_narrow else row.fell_out
        last = ", ".join(each.text for each in row.marks)
        return (row.name, last, row.held, row.moved, fell_out, row.days_since, row.next_one)[column]

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name, or a row's person."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self.rows[section].name
        fell_out = _("Moved / fell out") if self.is_narrow else _("Fell out")
        last = _("Last, newest right") if self.is_narrow else _("Last 12, newest right")
        return (_("1:1"), last, _("Held"), _("Moved"), fell_out, _("Days since last"), _("Next one"))[section]


class RhythmTable(QTableView):
    """The 1:1s; a row opens its occurrences by a click or by Enter, a mark the one that it stands for.

    Signals:
        opened: the reference of what a person opened.
        chosen: the row that is chosen is another one.
        sorted_by: a column's name was pressed; carries the order.
    """

    opened = Signal(str)
    chosen = Signal()
    sorted_by = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RhythmModel(self)
        self._all: tuple[OneOnOneRow, ...] = ()
        self._order: OneOnOneOrder = "rhythm"
        self._backwards = False
        self._pointed = -1
        self.cells = Layout(self)
        self.setModel(self._model)
        self.setItemDelegate(Cells(self))
        head = Headers(self)
        self.setHorizontalHeader(head)
        head.sectionClicked.connect(lambda section: self.sorted_by.emit(COLUMN_ORDERS[section]))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Your 1:1s"))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())
        self._fit()

    # ---- what it shows ----

    def show_rows(self, rows: tuple[OneOnOneRow, ...]) -> None:
        """Show other rows, in the order that was chosen; the person who was chosen stays so."""
        self._all = rows
        self._sort()

    def sort_by(self, order: OneOnOneOrder, *, backwards: bool = False) -> None:
        """Sort the rows otherwise."""
        self._order, self._backwards = order, backwards
        self._sort()

    def order(self) -> tuple[OneOnOneOrder, bool]:
        """Return by what the rows are sorted, and whether backwards."""
        return self._order, self._backwards

    def _sort(self) -> None:
        current = self.chosen_row()
        self._model.show(in_order(self._all, self._order, backwards=self._backwards))
        people = [row.person for row in self._model.rows]
        if current is not None and current.person in people:
            self.setCurrentIndex(self._model.index(people.index(current.person), NAME))
        self._fit()
        self.chosen.emit()

    def rows(self) -> tuple[OneOnOneRow, ...]:
        """Return the rows as they stand."""
        return self._model.rows

    def chosen_row(self) -> OneOnOneRow | None:
        """Return the row that is chosen; None where none is."""
        index = self.currentIndex()
        return self._model.rows[index.row()] if index.isValid() and index.row() < len(self._model.rows) else None

    def row_pointed_at(self) -> int:
        """Return the row under the pointer, -1 where there is none."""
        return self._pointed

    # ---- size ----

    def sizeHint(self) -> QSize:
        """Return the size of all rows."""
        height = self.horizontalHeader().sizeHint().height() + self.verticalHeader().length()
        return QSize(self.cells.least(), height)

    def minimumSizeHint(self) -> QSize:
        """Return the same height at any width."""
        return QSize(200, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each column its width, and at a narrow one two columns' figures to one."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._fit()

    def _fit(self) -> None:
        height = self.cells.row_height()
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
        width = self.viewport().width()
        narrow = width < self.cells.least(narrow=False)
        if narrow != self._model.is_narrow:
            self._model.is_narrow = narrow
            self.viewport().update()
        for column, wide in enumerate(self.cells.widths(width, narrow=narrow)):
            self.setColumnHidden(column, column in self.cells.left_out)
            if wide:
                self.setColumnWidth(column, wide)
        self.horizontalHeader().updateGeometry()
        self.setFixedHeight(self.sizeHint().height())

    # ---- what a person does ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row's occurrences by Enter."""
        row = self.chosen_row()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and row is not None:
            self.opened.emit(row.opens)
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the pointer."""
        super().mouseMoveEvent(event)
        self._point_at(self.indexAt(event.position().toPoint()).row())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the mark under the pointer, else the row."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        mark = self.mark_at(event.position().toPoint())
        self.opened.emit(mark.opens if mark is not None and mark.opens else self._model.rows[index.row()].opens)

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no row any more."""
        super().leaveEvent(event)
        self._point_at(-1)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a mark under the pointer stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self.mark_at(event.pos())
            if mark is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tip(mark.text), self.viewport())
            return True
        return super().viewportEvent(event)

    def mark_at(self, point: QPoint) -> SlotMark | None:
        """Return the mark at a point of the viewport; None where there is none."""
        index = self.indexAt(point)
        if not index.isValid() or index.column() != MARKS:
            return None
        marks = self._model.rows[index.row()].marks[-self.shown_marks() :]
        at = self.cells.mark_number(point, self.visualRect(index), len(marks))
        return marks[at] if at is not None else None

    def is_narrow(self) -> bool:
        """Return whether two columns' figures stand in one, for want of room."""
        return self._model.is_narrow

    def shown_marks(self) -> int:
        """Return how many marks a row shows at most."""
        return self.cells.marks(narrow=self._model.is_narrow)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the ring within the current one."""
        super().paintEvent(event)
        if not theme.focus_shows(self):
            return
        painter = QPainter(self.viewport())
        area = QRectF(0, 0, self.viewport().width(), self.viewport().height())
        current = self.currentIndex()
        if current.isValid():
            area = QRectF(0, self.rowViewportPosition(current.row()), area.width(), self.rowHeight(current.row()))
        theme.draw_focus_ring(painter, area, inside=True)
        painter.end()

    def _point_at(self, row: int) -> None:
        if row != self._pointed:
            self._pointed = row
            self.viewport().update()

    def rhythm_width(self) -> float:
        """Return the width of the widest rhythm under a name."""
        metrics = QFontMetricsF(theme.font("caption"))
        return max((metrics.horizontalAdvance(row.rhythm) for row in self._model.rows), default=0.0)

    def text_width(self, column: int, kind: str) -> float:
        """Return the width of the widest text of a column."""
        metrics = QFontMetricsF(theme.font(kind))
        return max((metrics.horizontalAdvance(self._model.text(row, column)) for row in self._model.rows), default=0.0)
