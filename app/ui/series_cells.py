"""The cells of the table of series: two lines of a name, figures flush right, a bar, weeks as sparks, a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui import icons, textures, theme
from app.ui.row_ground import draw_ground
from app.ui.series_model import COUNTS_AS, FOCUS, NAME, WEEKS
from app.ui.text_lines import pitch, words_font

if TYPE_CHECKING:
    from app.model.series_page import SeriesRow
    from app.ui.series_table import SeriesTable

SIDE: Final = 8
"""Between the words of a cell and its edge, in logical pixels."""
BAR: Final = 82
"""The width of the longest bar of focus cost."""
ARROW: Final = 12
_BAR_HEIGHT: Final = 12
_SPARK: Final = 20
_SPARK_BAR: Final = 3
_SPARK_GAP: Final = 1
_FULL_SPARK: Final = 3600
"""Seconds of a week from which a bar is as high as it gets, unless the series has a fuller week."""
NOTHING: Final = "–"
_Index = QModelIndex | QPersistentModelIndex


def sparks_width(weeks: int) -> int:
    """Return how wide the bars of some weeks are."""
    return weeks * (_SPARK_BAR + _SPARK_GAP)


def row_height() -> int:
    """Return the height of a row: two lines, and some air."""
    return max(36, round(pitch("strong") + pitch("caption")) + 2)


class SeriesCells(QStyledItemDelegate):
    """Draws a cell."""

    def __init__(self, view: SeriesTable) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the row's ground and line, and what the column shows."""
        row = self._view.row_of(index)
        if row is None:
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setLayoutDirection(self._view.layoutDirection())
        draw_ground(painter, rect, index, self._view, chosen=bool(state & QStyle.StateFlag.State_Selected))
        inner = QRectF(rect).adjusted(SIDE, 0, -SIDE, 0)
        column = index.column()
        if column == NAME:
            self._name(painter, inner, row)
        elif column == FOCUS:
            self._focus(painter, inner, row)
        elif column == WEEKS:
            self._weeks(painter, inner, row)
        elif column == COUNTS_AS:
            self._rule(painter, inner, row)
        else:
            self._figure(painter, inner, str(index.data()))
        painter.restore()

    def _name(self, painter: QPainter, area: QRectF, row: SeriesRow) -> None:
        """Write the title, and under it how often, how long and with how many."""
        both = pitch("strong") + pitch("caption")
        top = area.top() + (area.height() - both) / 2
        for text, kind, color, height in (
            (row.title, "strong", "text", pitch("strong")),
            (row.detail, "caption", "muted", pitch("caption")),
        ):
            font = words_font(kind, text)
            painter.setFont(font)
            painter.setPen(theme.color(color))
            cut = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, area.width())
            place = QRectF(area.left(), top, area.width(), height)
            painter.drawText(place, _flags(Qt.AlignmentFlag.AlignLeading), cut)
            top += height

    def _figure(self, painter: QPainter, area: QRectF, text: str, kind: str = "body") -> None:
        painter.setFont(theme.font(kind))
        painter.setPen(theme.color("muted" if text == NOTHING else "text"))
        painter.drawText(area, _flags(Qt.AlignmentFlag.AlignTrailing), text)

    def _focus(self, painter: QPainter, area: QRectF, row: SeriesRow) -> None:
        """Write the figure, and beside it a bar as long as its share of the highest."""
        bars = QRectF(area.right() - BAR, area.center().y() - _BAR_HEIGHT / 2, BAR, _BAR_HEIGHT)
        figure = QRectF(area.left(), area.top(), area.width() - BAR - SIDE, area.height())
        if self._view.isRightToLeft():
            bars.moveLeft(area.left())
            figure.moveLeft(area.left() + BAR + SIDE)
        self._figure(painter, figure, row.cells.focus, "strong" if row.focus else "body")
        highest = self._view.highest_focus()
        if row.focus and highest:
            length = max(BAR * row.focus / highest, 4.0)
            left = bars.right() - length if self._view.isRightToLeft() else bars.left()
            textures.fill(painter, QRectF(left, bars.top(), length, _BAR_HEIGHT), "focus")

    def _weeks(self, painter: QPainter, area: QRectF, row: SeriesRow) -> None:
        """Draw a bar a week over a base line; a week without is a dot on it. Time runs from left to right."""
        highest = max(_FULL_SPARK, *row.weeks)
        base = round(area.center().y() + _SPARK / 2)
        left = round(area.left())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setPen(Qt.PenStyle.NoPen)
        bars: list[QRect] = []
        dots: list[QRect] = []
        for at, seconds in enumerate(row.weeks):
            x, height = left + at * (_SPARK_BAR + _SPARK_GAP), max(round(_SPARK * seconds / highest), 2)
            if seconds:
                bars.append(QRect(x, base - height, _SPARK_BAR, height))
            else:
                dots.append(QRect(x + 1, base - 1, 1, 1))
        painter.setBrush(theme.color("meeting"))
        painter.drawRects(bars)
        painter.setBrush(theme.color("muted"))
        painter.drawRects(dots)

    def _rule(self, painter: QPainter, area: QRectF, row: SeriesRow) -> None:
        """Write what it counts as, and the arrow of the menu; quiet where the person said nothing."""
        color = theme.color("text" if row.rule else "muted")
        font = words_font("body", row.counts_as)
        painter.setFont(font)
        painter.setPen(color)
        words = QFontMetricsF(font).horizontalAdvance(row.counts_as)
        painter.drawText(area, _flags(Qt.AlignmentFlag.AlignLeading), row.counts_as)
        left = area.right() - words - 4 - ARROW if self._view.isRightToLeft() else area.left() + words + 4
        icons.draw(painter, "down", QRectF(left, area.center().y() - ARROW / 2 + 1, ARROW, ARROW), color)


def _flags(side: Qt.AlignmentFlag) -> int:
    return int((side | Qt.AlignmentFlag.AlignVCenter).value) | int(Qt.TextFlag.TextSingleLine.value)
