"""The table of series: sorted by any column, by click and by keyboard, each row with a menu of what it counts as."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView

from app.language import _
from app.ui import icons, theme
from app.ui.rule_menu import open_rule_menu
from app.ui.series_cells import ARROW, BAR, NOTHING, SIDE, SeriesCells, row_height, sparks_width
from app.ui.series_model import (
    AGENDA,
    COUNTS_AS,
    FELL_OUT,
    FOCUS,
    HELD,
    MOVED,
    NAME,
    PERSON_HOURS,
    SCHEDULED,
    WEEKS,
    SeriesModel,
)
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent, QResizeEvent
    from PySide6.QtWidgets import QMenu, QWidget

    from app.model.series_page import SeriesRow
    from app.ui.series_model import Shown

_AROUND_HEADER: Final = 7
_LEAST_NAME: Final = 24
"""Letters for which the first column keeps room before other columns fall away."""
_GOOD_NAME: Final = 36
"""Letters for which it keeps room before the other columns' names are broken."""
_NOT_WORTH_IT: Final = 16
_FALL_AWAY: Final = (WEEKS, MOVED, PERSON_HOURS, AGENDA, FELL_OUT, HELD, SCHEDULED)
"""The columns that a narrow window does without, the first that goes first."""
_MOST_MEASURED: Final = 60
_LEADING: Final = frozenset({NAME, FOCUS, WEEKS, COUNTS_AS})
"""The columns whose names begin where their cells do; those of figures end there."""
_MARK: Final = 12
_BESIDE_NAME: Final = 2
"""The side of the arrow of the sorted column, and what lies between it and the name."""
_SOFT_HYPHEN: Final = "\u00ad"
_Index = QModelIndex | QPersistentModelIndex


class SeriesHeader(QHeaderView):
    """The columns' names; the one that is sorted by is marked. Left and Right go through them, Enter sorts."""

    def __init__(self, view: SeriesTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self._at = FOCUS
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Sort by"))

    def column(self) -> int:
        """Return the column that Enter sorts by."""
        return self._at

    def sizeHint(self) -> QSize:
        """Return the height of the names: two lines, or one where all have room for that."""
        line = QFontMetricsF(theme.font("caption")).lineSpacing()
        lines = 1 if self._view.is_in_one_line else 2
        return QSize(super().sizeHint().width(), round(lines * line) + 2 * _AROUND_HEADER)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another column, or sort by this one."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if self.isRightToLeft():
            step = -step
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._view.sort_by(self._at)
        elif event.key() == Qt.Key.Key_Down:
            theme.give_focus(self._view)
        elif step:
            shown = [column for column in range(self.count()) if not self.isSectionHidden(column)]
            at = shown.index(self._at) if self._at in shown else 0
            self._at = shown[min(max(at + step, 0), len(shown) - 1)]
            self._say()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the column that is sorted by."""
        self._at = self._view.series.sorted_by
        self._say()
        super().focusInEvent(event)

    def _say(self) -> None:
        self.setAccessibleDescription(str(self.model().headerData(self._at, self.orientation())))
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Write a column's name, and an arrow where the table is sorted by it."""
        painter.save()
        painter.fillRect(rect, theme.color("raised"))
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        series = self._view.series
        is_sorted = logicalIndex == series.sorted_by
        painter.setFont(theme.strong_caption() if is_sorted else theme.font("caption"))
        painter.setPen(theme.color("text" if is_sorted else "muted"))
        painter.setLayoutDirection(self.layoutDirection())
        area = QRectF(rect).adjusted(SIDE, 0, -SIDE, -_AROUND_HEADER)
        side = Qt.AlignmentFlag.AlignLeading if logicalIndex in _LEADING else Qt.AlignmentFlag.AlignTrailing
        flags = int((side | Qt.AlignmentFlag.AlignBottom).value) | int(Qt.TextFlag.TextWordWrap.value)
        text = str(self.model().headerData(logicalIndex, self.orientation()) or "")
        words = painter.boundingRect(area, flags, text)
        painter.drawText(area, flags, text)
        if is_sorted:
            self._mark(painter, words)
        if logicalIndex == self._at and theme.focus_shows(self):
            theme.draw_focus_ring(painter, QRectF(rect), inside=True)
        painter.restore()

    def _mark(self, painter: QPainter, words: QRectF) -> None:
        """Draw the arrow beside the last line of the name: behind words that begin where cells do, else before them."""
        is_after = (self._view.series.sorted_by in _LEADING) != self.isRightToLeft()
        left = words.right() + _BESIDE_NAME if is_after else words.left() - _BESIDE_NAME - _MARK
        line = QFontMetricsF(painter.font()).height()
        place = QRectF(left, words.bottom() - line / 2 - _MARK / 2, _MARK, _MARK)
        if self._view.series.rising:
            painter.translate(place.center())
            painter.scale(1, -1)
            painter.translate(-place.center())
        icons.draw(painter, "down", place, theme.color("text"))


class SeriesTable(QTableView):
    """The series of a period.

    Signals:
        chosen: another row is the current one; carries the ``id`` of its series, empty for none.
        opened: the events of a row are wanted (Enter, double click); carries what opens them.
        rule_wanted: the person said what a series counts as: its UID, its title, and the rule (empty: none).
        columns_changed: other columns than before have no room, or their names take other lines.
    """

    chosen = Signal(str)
    opened = Signal(str)
    rule_wanted = Signal(str, str, str)
    columns_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.series = SeriesModel(self)
        self.menu: QMenu | None = None
        self._pointed = -1
        self._highest = 0
        self.is_in_one_line = False
        """Whether no column's name is broken."""
        self._cells = SeriesCells(self)
        self._header = SeriesHeader(self)
        self.setModel(self.series)
        self.setItemDelegate(self._cells)
        self.setHorizontalHeader(self._header)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Series"))
        self._header.sectionClicked.connect(self.sort_by)
        self.clicked.connect(self._press)
        self.doubleClicked.connect(self._open)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self._set_row_height()

    # ---- what it shows ----

    def show_rows(self, rows: tuple[SeriesRow, ...]) -> None:
        """Show other series; the chosen one stays chosen where it is still there."""
        before = self.current_id()
        self._highest = max((row.focus for row in rows), default=0)
        self.series.take(rows)
        self._stay(before)
        self._fit()

    def filter(self, shown: Shown) -> None:
        """Show other rows; the chosen one stays chosen where it is among them."""
        before = self.current_id()
        self.series.filter(shown)
        self._stay(before)
        self._fit()

    def hidden_words(self, row: SeriesRow) -> str:
        """Return in words what a series has in the columns for which there is no room."""
        place = self.series.place_of(row.id)
        indexes = (self.series.index(place, column) for column in self.hidden())
        known = (index for index in indexes if index.data() != NOTHING)
        return "; ".join(str(index.data(Qt.ItemDataRole.AccessibleTextRole)) for index in known)

    def sort_by(self, column: int) -> None:
        """Sort by a column, the other way round at the second time."""
        before = self.current_id()
        self.series.sort_by(column)
        self._stay(before)
        self._fit()
        self._header.viewport().update()

    def choose(self, series: str) -> None:
        """Make the row of a series, by its ``id``, the current one; the first where it is not shown."""
        self._stay(series)

    def _stay(self, series: str) -> None:
        place = max(self.series.place_of(series), 0)
        if place < self.series.rowCount():
            index = self.series.index(place, NAME)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        else:
            self.chosen.emit("")

    def current(self) -> SeriesRow | None:
        """Return the chosen series."""
        return self.series.row(self.currentIndex())

    def current_id(self) -> str:
        """Return the ``id`` of the chosen series, empty without one."""
        row = self.current()
        return row.id if row is not None else ""

    def row_of(self, index: _Index) -> SeriesRow | None:
        """Return the series of an index."""
        return self.series.row(index)

    def highest_focus(self) -> int:
        """Return the seconds that the longest bar stands for."""
        return self._highest

    def row_pointed_at(self) -> int:
        """Return the row under the pointer, -1 where there is none."""
        return self._pointed

    def hidden(self) -> list[int]:
        """Return the columns for which there is no room."""
        return [column for column in range(self.series.columnCount()) if self.isColumnHidden(column)]

    # ---- what a person does ----

    def open_menu(self, index: _Index) -> None:
        """Open the menu of what a row's series counts as."""
        row = self.series.row(index)
        if row is None:
            return
        cell = self.visualRect(self.series.index(index.row(), COUNTS_AS))
        place = self.viewport().mapToGlobal(cell.bottomLeft())
        self.menu = open_rule_menu(self, place, row.rule, lambda rule: self.rule_wanted.emit(row.uid, row.title, rule))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row's events by Enter, its menu by Space or the key for menus; go up to the names of the columns."""
        current = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and current.isValid():
            self._open(current)
        elif event.key() in {Qt.Key.Key_Space, Qt.Key.Key_Menu} and current.isValid():
            self.open_menu(current)
        elif event.key() == Qt.Key.Key_Up and current.row() <= 0:
            theme.give_focus(self._header)
        else:
            super().keyPressEvent(event)

    def _press(self, index: QModelIndex) -> None:
        if index.column() == COUNTS_AS:
            self.open_menu(index)

    def _open(self, index: QModelIndex) -> None:
        row = self.series.row(index)
        if row is not None and index.column() != COUNTS_AS:
            self.opened.emit(row.opens)

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        row = self.series.row(current)
        self.chosen.emit(row.id if row is not None else "")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the pointer."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        self._point_at(index.row())
        over_menu = index.isValid() and index.column() == COUNTS_AS
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over_menu else Qt.CursorShape.ArrowCursor)

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no row any more."""
        super().leaveEvent(event)
        self._point_at(-1)

    def _point_at(self, row: int) -> None:
        if row != self._pointed:
            self._pointed = row
            self.viewport().update()

    # ---- size ----

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, and the ring within the current one."""
        super().paintEvent(event)
        if not theme.focus_shows(self):
            return
        painter = QPainter(self.viewport())
        current, whole = self.currentIndex(), QRectF(self.viewport().rect())
        if current.isValid():
            top, height = self.rowViewportPosition(current.row()), self.rowHeight(current.row())
            whole = QRectF(0, top, whole.width(), height)
        theme.draw_focus_ring(painter, whole, inside=True)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._set_row_height()
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the columns the new width."""
        super().resizeEvent(event)
        self._fit()

    def height_of(self, rows: int) -> int:
        """Return the height of the names and of so many rows."""
        return self._header.sizeHint().height() + rows * row_height() + 2

    def _set_row_height(self) -> None:
        self.verticalHeader().setMinimumSectionSize(row_height())
        self.verticalHeader().setDefaultSectionSize(row_height())

    def _fit(self) -> None:
        """Give each column the room of its words and the name what is left; where that is little, let columns go."""
        before = self.hidden(), self.is_in_one_line
        letter, room = QFontMetricsF(theme.font("body")).averageCharWidth(), self.viewport().width()
        least = round(_LEAST_NAME * letter) + 2 * SIDE
        whole = {column: self._needed(column, in_one_line=True) for column in range(self.series.columnCount())}
        good = round(_GOOD_NAME * letter) + 2 * SIDE
        fits = sum(width for at, width in whole.items() if at != NAME) + good <= room
        broken = {column: self._needed(column) for column in whole}
        # Nor is a name broken for a few pixels.
        widths = {
            at: width if fits or width - broken[at] <= _NOT_WORTH_IT else broken[at] for at, width in whole.items()
        }
        gone: set[int] = set()
        for column in _FALL_AWAY:
            if sum(width for at, width in widths.items() if at not in gone and at != NAME) + least <= room:
                break
            gone.add(column)
        self.is_in_one_line = all(whole[at] <= width for at, width in widths.items() if at not in gone)
        for column, width in widths.items():
            self.setColumnHidden(column, column in gone)
            if column != NAME:
                self.setColumnWidth(column, width)
        rest = sum(width for at, width in widths.items() if at not in gone and at != NAME)
        self.setColumnWidth(NAME, max(room - rest, least // 2))
        self._header.updateGeometry()
        if before != (self.hidden(), self.is_in_one_line):
            self.columns_changed.emit()

    def _needed(self, column: int, *, in_one_line: bool = False) -> int:
        """Return the width of a column's words; else than in one line, a name breaks at a space or a hyphen."""
        caption, body = QFontMetricsF(theme.strong_caption()), QFontMetricsF(theme.font("body"))
        name = str(self.series.headerData(column, Qt.Orientation.Horizontal) or "")
        parts = [name.replace(_SOFT_HYPHEN, "")]
        if not in_one_line:
            parts = name.replace("-", "- ").replace(_SOFT_HYPHEN, "- ").split()
        longest = max(
            (caption.horizontalAdvance(word) for word in parts),
            default=0.0,
        )
        longest += _MARK + _BESIDE_NAME if column == self.series.sorted_by else 0
        rows = self.series.rows()[:_MOST_MEASURED]
        if column == WEEKS:
            return round(max(sparks_width(max((len(row.weeks) for row in rows), default=26)), longest)) + 2 * SIDE
        if column == COUNTS_AS:
            cells = max((body.horizontalAdvance(row.counts_as) for row in rows), default=60.0) + ARROW + 4
            return round(max(cells, longest)) + 2 * SIDE
        strong = QFontMetricsF(theme.font("strong"))
        texts = (str(self.series.index(at, column).data()) for at in range(len(rows)))
        cells = max((strong.horizontalAdvance(text) for text in texts), default=0.0)
        if column == FOCUS:
            return round(max(max(cells, 40.0) + BAR + SIDE, longest)) + 2 * SIDE
        return round(max(cells, longest)) + 2 * SIDE + 4
