"""A picture of the face-time audit: a row for each group, a mark for each person, a line at the median."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.language import _
from app.ui import theme
from app.ui.plain_tip import plain_tip
from app.ui.text_lines import TEXT_CHANGES, pitch, words_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.model.people_page import DotGroup, DotPlot

_DOT: Final = 9.0
_LEAST_LABEL, _MOST_LABEL = 60.0, 180.0
_AROUND: Final = 6.0
_SHAPES: Final = ("disc", "square", "diamond", "ring")
"""Groups have marks of their own, so that no colour is needed; a fifth group begins anew."""


class DotPlotView(QWidget):
    """The dots, in place of which a table may stand."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plot: DotPlot | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_plot(self, plot: DotPlot) -> None:
        """Show another picture."""
        self._plot = plot
        self.setAccessibleName(plot.title)
        self.setAccessibleDescription(plot.summary)
        self.updateGeometry()
        self.update()

    # ---- size ----

    def hasHeightForWidth(self) -> bool:
        """Say that the height is that of the rows."""
        return True

    def heightForWidth(self, _width: int) -> int:
        """Return the height of the rows and of the scale."""
        groups = len(self._plot.groups) if self._plot is not None else 0
        return round(groups * self._row() + pitch("caption") + 2 * _AROUND)

    def sizeHint(self) -> QSize:
        """Return the size at a good width."""
        return QSize(480, self.heightForWidth(480))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow picture."""
        return QSize(220, self.heightForWidth(220))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def _row(self) -> float:
        return pitch("caption") + _DOT + 2 * theme.SPACE_M

    def _scale(self) -> tuple[float, float]:
        """Return where 0 stands, and how long the scale is."""
        assert self._plot is not None
        metrics = QFontMetricsF(theme.font("body"))
        widest = max((metrics.horizontalAdvance(group.name) for group in self._plot.groups), default=0.0)
        label = min(max(widest + theme.SPACE_L, _LEAST_LABEL), _MOST_LABEL, self.width() / 2)
        return label, max(self.width() - label - 4 * theme.SPACE_M, 20.0)

    def _along(self, seconds: float) -> float:
        assert self._plot is not None
        left, length = self._scale()
        return left + seconds / (self._plot.ticks[-1][0] or 1) * length

    def _middle(self, number: int) -> float:
        return _AROUND + number * self._row() + pitch("caption") + _DOT / 2 + theme.SPACE_S

    # ---- what is under the pointer ----

    def event(self, event: QEvent) -> bool:
        """Say who a mark under the pointer is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            text = "\n".join(self.dots_at(QPointF(event.pos())))
            if text:
                QToolTip.showText(event.globalPos(), plain_tip(text), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def dots_at(self, point: QPointF) -> list[str]:
        """Return the people whose marks stand at a point."""
        groups = self._plot.groups if self._plot is not None else ()
        return [
            dot.text
            for number, group in enumerate(groups)
            for dot in group.dots
            if abs(self._along(dot.seconds) - point.x()) <= _DOT and abs(self._middle(number) - point.y()) <= _DOT
        ]

    # ---- its picture ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the scale, and each group on its row; the scale runs from left to right in every language."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._plot is not None:
            self._paint_scale(painter)
            for number, group in enumerate(self._plot.groups):
                self._paint_group(painter, group, number)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, QRectF(self.rect()), inside=True)
        painter.end()

    def _paint_scale(self, painter: QPainter) -> None:
        assert self._plot is not None
        bottom = self.height() - pitch("caption") - _AROUND
        for seconds, text in self._plot.ticks:
            across = round(self._along(seconds)) + 0.5
            painter.setPen(QPen(theme.color("border_strong" if not seconds else "grid"), 1))
            painter.drawLine(QPointF(across, _AROUND), QPointF(across, bottom))
            painter.setPen(theme.color("muted"))
            painter.setFont(theme.font("caption"))
            room = QRectF(across - 40, bottom, 80, pitch("caption"))
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)

    def _paint_group(self, painter: QPainter, group: DotGroup, number: int) -> None:
        middle = self._middle(number)
        left, length = self._scale()
        painter.setPen(theme.color("text"))
        painter.setFont(words_font("body", group.name))
        name = painter.fontMetrics().elidedText(group.name, Qt.TextElideMode.ElideRight, round(left - theme.SPACE_S))
        room = QRectF(0, middle - pitch("body") / 2, left - theme.SPACE_S, pitch("body"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignAbsolute, name)
        ends = [self._along(group.dots[at].seconds) for at in (0, -1)]
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(QPointF(ends[0], middle), QPointF(ends[1], middle))
        for dot in group.dots:
            _mark(painter, _SHAPES[number % len(_SHAPES)], QPointF(self._along(dot.seconds), middle))
        across = self._along(group.median)
        painter.setPen(QPen(theme.color("text"), 2))
        painter.drawLine(QPointF(across, middle - _DOT), QPointF(across, middle + _DOT))
        text = _("median {time}").format(time=group.median_text)
        painter.setFont(theme.strong_caption())
        painter.setPen(theme.color("text"))
        wide = QFontMetricsF(painter.font()).horizontalAdvance(text) + 2
        start = min(max(across - wide / 2, left), left + length + 4 * theme.SPACE_M - wide)
        above = QRectF(start, middle - _DOT - pitch("caption") - 1, wide, pitch("caption"))
        painter.drawText(above, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, text)


def _mark(painter: QPainter, shape: str, center: QPointF) -> None:
    """Draw one person: a disc, a square, a diamond or a ring, in one colour."""
    color, half = theme.color("meeting"), _DOT / 2
    painter.setPen(QPen(color, 1.5))
    painter.setBrush(color if shape == "disc" else theme.color("raised"))
    if shape == "square":
        painter.drawRect(QRectF(center.x() - half + 0.5, center.y() - half + 0.5, _DOT - 1, _DOT - 1))
    elif shape == "diamond":
        up = half + 1
        corners = [QPointF(center.x(), center.y() - up), QPointF(center.x() + up, center.y())]
        corners += [QPointF(center.x(), center.y() + up), QPointF(center.x() - up, center.y())]
        painter.drawPolygon(corners)
    else:
        painter.drawEllipse(center, half - 0.5, half - 0.5)
