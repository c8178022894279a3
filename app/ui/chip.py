"""A chip: a few words on a ground of their own, not to be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy

from app.ui import theme
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget


class Chip(PlainLabel):
    """The strength of a source, or another remark."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, "caption", "text", parent)
        self.setContentsMargins(6, 2, 6, 2)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        painter.end()
        super().paintEvent(event)
