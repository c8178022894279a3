"""Factors that multiply to a whole, painted as steps: each begins where the one before it ends."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES, words_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from app.model.patterns_page import Factor, Waterfall

_BAR: Final = 22.0
_BETWEEN: Final = 12.0
_BESIDE: Final = 8.0
_NARROWEST: Final = 40.0
_MOST_FOR_NAMES: Final = 0.48
"""Of the width, that names before the bars may take."""
_GOOD_WIDTH: Final = 280


class WaterfallView(QWidget):
    """The steps of a product, on a scale of their logarithms, so that equal factors are equally long.

    Signals:
        evidence_wanted: it was pressed; carries what it opens.
    """

    evidence_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._waterfall: Waterfall | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_waterfall(self, waterfall: Waterfall) -> None:
        """Show other factors."""
        self._waterfall = waterfall
        self.setAccessibleName(waterfall.title)
        self.setAccessibleDescription(waterfall.summary)
        can_open = Qt.CursorShape.PointingHandCursor if waterfall.opens else Qt.CursorShape.ArrowCursor
        self.setCursor(can_open)
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the events by Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the events."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._open()

    def _open(self) -> None:
        if self._waterfall is not None and self._waterfall.opens:
            self.evidence_wanted.emit(self._waterfall.opens)

    def _names(self) -> float:
        """Return the width of the longest name."""
        rows = [*self._waterfall.factors, self._waterfall.whole] if self._waterfall is not None else []
        widths = (QFontMetricsF(words_font("strong", each.name)).horizontalAdvance(each.name) for each in rows)
        return max(widths, default=0.0)

    def _above(self, width: int) -> float:
        """Return the height of a name over its bar, where names would take too much of the width; else 0."""
        return QFontMetricsF(theme.font("body")).height() if self._names() > width * _MOST_FOR_NAMES else 0.0

    def _step(self, width: int) -> float:
        line = QFontMetricsF(theme.font("body")).height()
        return max(_BAR, line) + _BETWEEN + self._above(width)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return a height for each factor and for the whole."""
        rows = len(self._waterfall.factors) + 1 if self._waterfall is not None else 0
        return round(rows * self._step(width))

    def sizeHint(self) -> QSize:
        """Return the size at a good width."""
        return QSize(_GOOD_WIDTH, self.heightForWidth(_GOOD_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow card."""
        return QSize(160, self.heightForWidth(max(self.width(), 160)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the steps, each with its name before it and its factor after it."""
        if self._waterfall is None:
            return
        painter = QPainter(self)
        rows = [*self._waterfall.factors, self._waterfall.whole]
        values = max(QFontMetricsF(theme.font("strong")).horizontalAdvance(each.value) for each in rows)
        above, step = self._above(self.width()), self._step(self.width())
        left = 0.0 if above else self._names() + _BESIDE
        room = max(self.width() - left - values - 2 * _BESIDE, _NARROWEST)
        starts = [0.0]
        for each in self._waterfall.factors:
            starts.append(starts[-1] + math.log(each.factor))
        low, high = min(starts), max(starts)
        scale = room / (high - low or 1.0)
        whole = len(rows) - 1
        for number, each in enumerate(rows):
            begin, end = (0.0, starts[-1]) if number == whole else (starts[number], starts[number + 1])
            edges = sorted((left + (begin - low) * scale, left + (end - low) * scale))
            self._paint_row(painter, each, number, edges, is_whole=number == whole)
            if number < whole and not above:
                x = round(left + (end - low) * scale) + 0.5
                bottom = (number + 1) * step + (step - _BAR) / 2
                painter.setPen(QPen(theme.color("border_strong"), 1))
                painter.drawLine(QLineF(x, bottom - (step - _BAR), x, bottom))
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, QRectF(self.rect()), inside=True)
        painter.end()

    def _paint_row(self, painter: QPainter, each: Factor, number: int, edges: list[float], *, is_whole: bool) -> None:
        above, step = self._above(self.width()), self._step(self.width())
        top = number * step + above + (step - above - _BAR) / 2
        bar = QRectF(edges[0], top, max(edges[1] - edges[0], 2.0), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        if is_whole:
            painter.fillRect(bar, theme.color("meeting"))
        else:
            painter.fillRect(bar, theme.color("accent_soft"))
            painter.setPen(QPen(theme.color("meeting"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        kind = "strong" if is_whole else "body"
        metrics = QFontMetricsF(theme.font(kind))
        baseline = round(bar.center().y() + (metrics.ascent() - metrics.descent()) / 2)
        painter.setPen(theme.color("text"))
        painter.setFont(words_font(kind, each.name))
        over = round(top - metrics.descent() - 2)
        painter.drawText(QPointF(0, over if above else baseline), each.name)
        painter.setFont(theme.font(kind))
        painter.drawText(QPointF(bar.right() + _BESIDE, baseline), each.value)
