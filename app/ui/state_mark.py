"""The mark of a promise: how it stands, told by its shape."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.model.outcomes_page import Mark

_MARK: Final = 14


class StateMark(QWidget):
    """How a promise stands: a ring open, half a disc begun, a ring with two bars waits, a ticked disc done."""

    def __init__(self, mark: Mark, parent: QWidget) -> None:
        super().__init__(parent)
        self._mark = mark
        self.setFixedWidth(_MARK + 4)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the height of a line, so that it stands beside the first."""
        return QSize(_MARK + 4, max(_MARK + 4, round(QFontMetricsF(theme.font("strong")).height() * 1.3)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        center, half = QPointF(self.width() / 2, self.height() / 2), _MARK / 2 - 1.0
        color = theme.color("muted")
        painter.setPen(QPen(color, 1.4))
        area = QRectF(center.x() - half, center.y() - half, 2 * half, 2 * half)
        painter.drawEllipse(area)
        painter.setBrush(color)
        if self._mark == "begun":
            painter.drawPie(area, 270 * 16, 180 * 16)
        elif self._mark == "waits":
            for across in (-2.0, 2.0):
                painter.drawLine(
                    QPointF(center.x() + across, center.y() - 2.5), QPointF(center.x() + across, center.y() + 2.5)
                )
        elif self._mark == "done":
            painter.drawEllipse(area)
            painter.setPen(QPen(theme.color("raised"), 1.5))
            painter.drawPolyline([center + QPointF(-3, 0.2), center + QPointF(-0.8, 2.4), center + QPointF(3.2, -2.4)])
        painter.end()
