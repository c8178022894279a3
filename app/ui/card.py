"""The card that charts, lists and empty states stand on: raised, with a border and no shadow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame

from app.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent


class Card(QFrame):
    """A raised area with a border; its layout's margins are the card's padding."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the area and its border in the colours of the scheme in force."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("raised"))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.end()
