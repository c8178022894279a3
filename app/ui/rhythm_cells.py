"""How the table of 1:1s is drawn: initials and names, the marks of slots, figures, and the names of its columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import mini_picture, theme
from app.ui.row_ground import draw_ground
from app.ui.text_lines import pitch, words_font

if TYPE_CHECKING:
    from app.model.people_page import OneOnOneRow
    from app.ui.rhythm_table import RhythmTable

NAME, MARKS = 0, 1
_LAST: Final = 6
_MOVED: Final = 3
_SINCE: Final = 5
_Index = QModelIndex | QPersistentModelIndex
_LEAST_ROW: Final = 46
_SIDE: Final = 10
_BETWEEN: Final = 14
"""Between two columns, in logical pixels."""
_AVATAR: Final = 28
_MARK: Final = 11.0
_STEP: Final = 23.5
_NARROW_STEP: Final = 20.0
_MOST_MARKS, _MARKS_NARROW, _FEWEST_MARKS = 12, 8, 3
_LEAST_NAME: Final = 150
_AROUND_HEADER: Final = 6


class Layout:
    """Where everything stands in the table, at its present size of text."""

    def __init__(self, view: RhythmTable) -> None:
        self._view = view
        self._fitting = _MOST_MARKS
        self.left_out: frozenset[int] = frozenset()

    def row_height(self) -> int:
        """Return the height of a row of two lines."""
        return max(_LEAST_ROW, round(pitch("strong") + pitch("caption")) + theme.SPACE_M)

    def avatar(self) -> int:
        """Return the width of the circle with the initials."""
        return max(_AVATAR, round(pitch("caption")) + theme.SPACE_S)

    def marks(self, *, narrow: bool) -> int:
        """Return how many marks there is room for."""
        return self._fitting if narrow else _MOST_MARKS

    def step(self, *, narrow: bool) -> float:
        """Return how far a mark is from the next."""
        return _NARROW_STEP if narrow else _STEP

    def least(self, *, narrow: bool = True) -> int:
        """Return the least width of the whole table."""
        self.left_out = frozenset({_MOVED}) if narrow else frozenset()
        return sum(self._needed(column, narrow=narrow) for column in range(_LAST + 1))

    def widths(self, width: int, *, narrow: bool) -> list[int]:
        """Return the width of each column; what is left over goes to the names and the marks.

        At a narrow width columns fall away until eight marks have room: the next one first, then the days since.
        """
        self.left_out = frozenset()
        if narrow:
            for left_out in (frozenset({_MOVED}), frozenset({_MOVED, _LAST}), frozenset({_MOVED, _SINCE, _LAST})):
                self.left_out = left_out
                others = sum(self._needed(column, narrow=True) for column in range(_LAST + 1) if column != MARKS)
                fitting = int((width - others - _BETWEEN) // _NARROW_STEP)
                if fitting >= _MARKS_NARROW:
                    break
            self._fitting = min(max(fitting, _FEWEST_MARKS), _MARKS_NARROW)
        needed = [self._needed(column, narrow=narrow) for column in range(_LAST + 1)]
        left = max(width - sum(needed), 0)
        wanted = round(self._name_width()) - needed[NAME]
        to_name = min(left, max(wanted, 0))
        needed[NAME] += to_name
        needed[MARKS] += left - to_name
        return needed

    def _name_width(self) -> float:
        words = max(self._view.text_width(NAME, "strong"), self._view.rhythm_width())
        return words + self.avatar() + _SIDE + theme.SPACE_M + 2 * _BETWEEN

    def _needed(self, column: int, *, narrow: bool) -> int:
        if column == NAME:
            return _LEAST_NAME + self.avatar()
        if column == MARKS:
            return round(self.marks(narrow=narrow) * self.step(narrow=narrow)) + _BETWEEN
        if column in self.left_out:
            return 0
        head = str(self._view.model().headerData(column, Qt.Orientation.Horizontal) or "")
        metrics = QFontMetricsF(theme.font("caption"))
        longest = max(metrics.horizontalAdvance(word) for word in head.split()) if head else 0.0
        # In two lines rather than three.
        longest = max(longest, 0.6 * metrics.horizontalAdvance(head))
        return round(max(self._view.text_width(column, "body"), longest)) + _BETWEEN + _SIDE

    def mark_center(self, cell: QRect, number: int, count: int) -> QPointF:
        """Return where a mark stands: the newest at the same place in each row, wherever the language begins."""
        step = self.step(narrow=self._view.is_narrow())
        first = self._view.shown_marks() - count
        left = cell.left() + _BETWEEN / 2 + (first + number + 0.5) * step
        return QPointF(left, cell.center().y() - 1.5)

    def mark_number(self, point: QPoint, cell: QRect, count: int) -> int | None:
        """Return which mark stands at a point; None where none does."""
        for number in range(count):
            center = self.mark_center(cell, number, count)
            if abs(center.x() - point.x()) <= _MARK and abs(center.y() - point.y()) <= _MARK + theme.SPACE_XS:
                return number
        return None


class Cells(QStyledItemDelegate):
    """Draws a cell: a horizontal hairline, the row under the pointer, the chosen row."""

    def __init__(self, view: RhythmTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one cell."""
        rect: QRect = option.rect
        painter.save()
        draw_ground(painter, rect, index, self._view, chosen=bool(option.state & QStyle.StateFlag.State_Selected))
        row = self._view.rows()[index.row()]
        if index.column() == NAME:
            self._name(painter, rect, row)
        elif index.column() == MARKS:
            marks = row.marks[-self._view.shown_marks() :]
            for number, mark in enumerate(marks):
                mini_picture.slot(painter, mark.mark, self._view.cells.mark_center(rect, number, len(marks)), _MARK)
        else:
            side = Qt.AlignmentFlag.AlignLeading if index.column() == _LAST else Qt.AlignmentFlag.AlignTrailing
            _text(painter, rect.adjusted(_SIDE, 0, -_SIDE, 0), str(index.data()), "body", "text", side, self._view)
        painter.restore()

    def _name(self, painter: QPainter, rect: QRect, row: OneOnOneRow) -> None:
        from_right = self._view.isRightToLeft()
        size = self._view.cells.avatar()
        left = rect.right() - _SIDE - size if from_right else rect.left() + _SIDE
        circle = QRectF(left + 0.5, rect.center().y() - size / 2 + 0.5, size - 1, size - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("sunken"))
        painter.drawEllipse(circle)
        painter.setFont(theme.strong_caption())
        painter.setPen(theme.color("text"))
        painter.drawText(circle, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, row.initials)
        beside = size + _SIDE + theme.SPACE_S + 2
        room = rect.adjusted(_SIDE, 0, -beside, 0) if from_right else rect.adjusted(beside, 0, -_SIDE, 0)
        lines = pitch("strong") + pitch("caption")
        top = QRect(room.left(), round(room.center().y() - lines / 2), room.width(), round(pitch("strong")))
        below = QRect(room.left(), top.bottom(), room.width(), round(pitch("caption")))
        side = Qt.AlignmentFlag.AlignLeading
        _text(painter, top, row.name, "strong", "text", side, self._view)
        _text(painter, below, row.rhythm, "caption", "muted", side, self._view)


def _text(
    painter: QPainter, room: QRect, text: str, kind: str, color: str, side: Qt.AlignmentFlag, view: RhythmTable
) -> None:
    painter.setFont(words_font(kind, text) if kind in {"strong", "caption"} else theme.font(kind))
    painter.setPen(theme.color(color))
    painter.setLayoutDirection(view.layoutDirection())
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width() + 1)
    painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)


class Headers(QHeaderView):
    """The columns' names, in up to three lines, over a line; a press sorts by that column."""

    def __init__(self, view: RhythmTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, view)
        self._view = view
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setMinimumSectionSize(24)

    def sizeHint(self) -> QSize:
        """Return the height of the tallest name at the columns' widths."""
        metrics = QFontMetricsF(theme.font("caption"))
        tallest = metrics.height()
        for column in range(self.count()):
            if self.isSectionHidden(column):
                continue
            room = QRectF(0, 0, max(24, self.sectionSize(column) - 2 * _SIDE), 5 * metrics.lineSpacing())
            flags = Qt.TextFlag.TextWordWrap
            tallest = max(tallest, metrics.boundingRect(room, flags, self._name(column)).height())
        return QSize(super().sizeHint().width(), round(min(tallest, 4 * metrics.lineSpacing())) + 2 * _AROUND_HEADER)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803
        """Write a column's name; that by which the rows are sorted stands out."""
        from app.ui.rhythm_table import COLUMN_ORDERS

        painter.save()
        painter.fillRect(rect, theme.color("raised"))
        painter.setPen(QPen(theme.color("grid"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        # The rhythm stands in words with the names; the marks are in the order of time.
        is_sorted = logicalIndex != MARKS and self._view.order()[0] == COLUMN_ORDERS[logicalIndex]
        painter.setFont(theme.strong_caption() if is_sorted else theme.font("caption"))
        painter.setPen(theme.color("text" if is_sorted else "muted"))
        painter.setLayoutDirection(self.layoutDirection())
        is_text = logicalIndex in {NAME, MARKS, _LAST}
        side = Qt.AlignmentFlag.AlignLeading if is_text else Qt.AlignmentFlag.AlignTrailing
        if logicalIndex == MARKS:
            # Time runs from left to right in every language.
            side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        inner = rect.adjusted(_SIDE // 2 if logicalIndex == MARKS else _SIDE, 0, -_SIDE, -_AROUND_HEADER)
        flags = side | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
        painter.drawText(inner, flags, self._name(logicalIndex))
        painter.restore()

    def _name(self, column: int) -> str:
        return str(self.model().headerData(column, self.orientation()) or "")
