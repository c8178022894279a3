"""A table of figures: the twin of a chart, and what a screen reader uses in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from app.model.charts import Table
from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES, words_font

if TYPE_CHECKING:
    from collections.abc import Collection

    from PySide6.QtGui import QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QWidget

_LEAST_ROW: Final = 30
_AROUND_TEXT: Final = 6
_AROUND_HEADER: Final = 5
_MOST_LETTERS: Final = 44
_LEAST_LETTERS: Final = 24
"""Of a cell, that a column keeps room for where there is enough, and where there is not; what is longer is cut."""
_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class FiguresModel(QAbstractTableModel):
    """The rows of a table, in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.table = Table((), (), ())
        self.words: Collection[int] = (0,)
        """The columns that hold words."""

    def show(self, table: Table) -> None:
        """Take other rows."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.table.headers)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, and on which side they stand."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.table.rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(index.column())
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's words, or a row's first cell as its name."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self.table.headers[section] if orientation == Qt.Orientation.Horizontal else self.table.rows[section][0]

    def alignment(self, column: int) -> int:
        """Return the side on which a column's words stand: numbers flush with their end."""
        flags = Qt.AlignmentFlag
        return int(flags.AlignVCenter.value | (flags.AlignLeft if column in self.words else flags.AlignRight).value)


class _Cells(QStyledItemDelegate):
    """Draws a cell: a horizontal hairline, the row under the pointer, the chosen row."""

    def __init__(self, view: TableView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, theme.color("accent_soft"))
            if index.column() == 0:
                bar = QRect(rect.left(), rect.top(), 3, rect.height())
                if self._view.isRightToLeft():
                    bar.moveRight(rect.right())
                painter.fillRect(bar, theme.color("accent"))
        elif index.row() == self._view.row_pointed_at():
            painter.fillRect(rect, theme.color("sunken"))
        painter.setPen(QPen(theme.color("grid"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.setFont(self._font(index))
        painter.setPen(theme.color("text"))
        side = self._view.side_of(index.column())
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, rect.width() - 2 * theme.SPACE_S
        )
        painter.setLayoutDirection(self._view.layoutDirection())
        painter.drawText(
            rect.adjusted(theme.SPACE_S, 0, -theme.SPACE_S, 0),
            side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
            text,
        )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room that a cell's words take, where a column is as wide as they are."""
        metrics = QFontMetricsF(self._font(index))
        width = metrics.horizontalAdvance(str(index.data())) + 2 * theme.SPACE_S + 1
        return QSize(round(width) + 1, super().sizeHint(option, index).height())

    def _font(self, index: _Index) -> QFont:
        """Return the font of a cell: words have hyphens of their own width, and sums are heavier."""
        is_words = self._view.side_of(index.column()) == Qt.AlignmentFlag.AlignLeading
        kind = "strong" if index.row() == self._view.total() else "body"
        return words_font(kind, str(index.data())) if is_words else theme.font(kind)


class _Headers(QHeaderView):
    """The columns' names, in up to three lines, over a line."""

    def __init__(self, parent: TableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._view = parent
        self.setSectionsClickable(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setMinimumSectionSize(48)

    def sizeHint(self) -> QSize:
        """Return the height of the tallest name at the columns' widths."""
        metrics = QFontMetricsF(theme.font("caption"))
        tallest = metrics.height()
        for column in range(self.count()):
            room = QRectF(0, 0, max(40, self.sectionSize(column) - 2 * theme.SPACE_S), 3 * metrics.lineSpacing() + 1)
            text = str(self.model().headerData(column, self.orientation()) or "")
            tallest = max(tallest, metrics.boundingRect(room, Qt.TextFlag.TextWordWrap, text).height())
        return QSize(super().sizeHint().width(), round(min(tallest, 3 * metrics.lineSpacing())) + 2 * _AROUND_HEADER)

    def sectionSizeFromContents(self, logicalIndex: int) -> QSize:  # noqa: N803
        """Return the room that the longest word of a column's name takes, where a column is as wide as its words."""
        metrics = QFontMetricsF(theme.font("caption"))
        text = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        widest = max(map(metrics.horizontalAdvance, text.replace("\u00ad", "- ").split()), default=0.0)
        return QSize(round(widest) + 2 * theme.SPACE_S + 2, super().sectionSizeFromContents(logicalIndex).height())

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Write a column's name."""
        painter.save()
        painter.fillRect(rect, theme.color("raised"))
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("muted"))
        painter.setLayoutDirection(self.layoutDirection())
        side = self._view.side_of(logicalIndex)
        painter.drawText(
            rect.adjusted(theme.SPACE_S, 0, -theme.SPACE_S, -_AROUND_HEADER),
            side | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap,
            str(self.model().headerData(logicalIndex, self.orientation()) or ""),
        )
        painter.restore()


class TableView(QTableView):
    """A table whose rows open their evidence, by a click or by Enter."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = FiguresModel(self)
        self._pointed = self._total = -1
        self._columns: Literal["even", "first-wide", "as-words"] = "even"
        self._cells = _Cells(self)
        self.setModel(self._model)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(_Headers(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._set_row_height()
        self.clicked.connect(self._open)

    def show_table(self, table: Table) -> None:
        """Show other rows."""
        if table != self._model.table:
            self._model.show(table)
            self._fit_columns()

    def set_total(self, row: int) -> None:
        """Say which row sums the others up; -1: none."""
        self._total = row

    def total(self) -> int:
        """Return the row that sums the others up, -1 where there is none."""
        return self._total

    def set_word_columns(self, columns: Collection[int]) -> None:
        """Say which columns hold words; the others hold numbers."""
        self._model.words = columns

    def side_of(self, column: int) -> Qt.AlignmentFlag:
        """Return the side on which a column's words stand."""
        return Qt.AlignmentFlag.AlignLeading if column in self._model.words else Qt.AlignmentFlag.AlignTrailing

    def set_first_wide(self) -> None:
        """Give the first column the room that the others, as wide as their words, leave it."""
        self._columns = "first-wide"
        headers = self.horizontalHeader()
        headers.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        if self._model.columnCount():
            headers.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def set_as_words(self) -> None:
        """Make every column as wide as its words; where room is left, the last takes it."""
        self._columns = "as-words"
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._fit_columns()

    def _fit_columns(self) -> None:
        headers = self.horizontalHeader()
        if self._columns == "as-words":
            headers.setStretchLastSection(False)
            headers.setStretchLastSection(headers.length() < self.viewport().width())
        elif self._columns == "even":
            self._share_width(headers)
        headers.updateGeometry()

    def _share_width(self, headers: QHeaderView) -> None:
        """Make the columns equally wide where that cuts no words, else as wide as those and what is left besides."""
        count, width = headers.count(), self.viewport().width()
        letter = self.fontMetrics().averageCharWidth()
        most, least = letter * _MOST_LETTERS, letter * _LEAST_LETTERS
        needs = [
            max(headers.sectionSizeFromContents(at).width(), min(self.sizeHintForColumn(at), most))
            for at in range(count)
        ]
        if not needs or max(needs) <= width // count:
            headers.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
            return
        headers.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        # Long words are cut before a table scrolls to the side.
        for at in sorted(range(count), key=needs.__getitem__, reverse=True):
            needs[at] -= max(min(sum(needs) - width, needs[at] - least), 0)
        more, rest = divmod(max(width - sum(needs), 0), count)
        for at, need in enumerate(needs):
            headers.resizeSection(at, need + more + (rest if at == 0 else 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the new width."""
        super().resizeEvent(event)
        self._fit_columns()

    def table(self) -> Table:
        """Return the rows that are shown."""
        return self._model.table

    def row_pointed_at(self) -> int:
        """Return the row under the pointer, -1 where there is none."""
        return self._pointed

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._set_row_height()
            self._fit_columns()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row's evidence by Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self._open(self.currentIndex())
            return
        super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the pointer."""
        super().mouseMoveEvent(event)
        self._point_at(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no row any more."""
        super().leaveEvent(event)
        self._point_at(-1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the ring within the current one."""
        super().paintEvent(event)
        current = self.currentIndex()
        if not theme.focus_shows(self):
            return
        painter = QPainter(self.viewport())
        row = QRectF(0, 0, self.viewport().width(), self.viewport().height())
        if current.isValid():
            row = QRectF(0, self.rowViewportPosition(current.row()), row.width(), self.rowHeight(current.row()))
        theme.draw_focus_ring(painter, row, inside=True)
        painter.end()

    def _open(self, index: QModelIndex) -> None:
        opens = self._model.table.opens
        if index.row() < len(opens) and opens[index.row()]:
            self.opened.emit(opens[index.row()])

    def _point_at(self, row: int) -> None:
        if row != self._pointed:
            self._pointed = row
            self.viewport().update()

    def _set_row_height(self) -> None:
        height = max(_LEAST_ROW, round(QFontMetricsF(theme.font("body")).height()) + 2 * _AROUND_TEXT)
        self.verticalHeader().setMinimumSectionSize(height)
        self.verticalHeader().setDefaultSectionSize(height)
