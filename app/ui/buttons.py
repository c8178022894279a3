"""Buttons as the look knows them: plain, the one that is meant first, quiet, one that opens events, an icon alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QToolButton

from app.ui import icons, theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


_ICON: Final = 18


def button(text: str, kind: str = "", parent: QWidget | None = None) -> QPushButton:
    """Return a button with a word on it.

    Args:
        kind: empty for a plain one, ``main``, ``quiet`` or ``opens`` (`style_rules`).
    """
    theme.put_rules_on()
    made = QPushButton(text, parent)
    made.setProperty("kind", kind)
    made.setAutoDefault(False)
    if kind == "main":
        made.setFont(theme.font("strong"))
    return made


class IconButton(QToolButton):
    """A button with an icon alone, painted by itself: a `QIcon` holds a picture of each state, and of each scheme."""

    def __init__(self, name: str, role: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._icon = name
        self._role = role

    def sizeHint(self) -> QSize:
        """Return a size that can be hit with ease."""
        return QSize(_ICON + 12, theme.CONTROL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the same: an icon cannot be made smaller."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground where the button is pointed at, pressed or on, and the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.isEnabled() and self.underMouse()
        ground = "border" if self.isDown() else "accent_soft" if self.isChecked() else "sunken" if hovered else ""
        if ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        place = QRectF((self.width() - _ICON) / 2, (self.height() - _ICON) / 2, _ICON, _ICON)
        role = ("accent" if self.isChecked() else self._role) if self.isEnabled() else "faint"
        icons.draw(painter, self._icon, place, theme.color(role))
        painter.end()


def icon_button(name: str, text: str, parent: QWidget | None = None, role: str = "muted") -> IconButton:
    """Return a button with an icon alone; its name is the tool tip, and what a screen reader says."""
    made = IconButton(name, role, parent)
    made.setToolTip(text)
    made.setAccessibleName(text)
    return made
