"""A line to search in, with a small glass before the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QLineEdit

from app.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_ICON: Final = 14
_BEFORE: Final = 12


class SearchField(QLineEdit):
    """A field that says what it looks for, and can be cleared."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        room = _ICON + theme.SPACE_S
        self.setTextMargins(*((0, 0, room, 0) if self.isRightToLeft() else (room, 0, 0, 0)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the glass where the reading begins."""
        super().paintEvent(event)
        painter = QPainter(self)
        left = self.width() - _BEFORE - _ICON if self.isRightToLeft() else _BEFORE
        place = QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON)
        icons.draw(painter, "search", place, theme.color("muted"))
        painter.end()
