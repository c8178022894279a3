"""The ring around what Qt draws itself and the keyboard has reached; what we paint draws its own ring."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

_RINGED: Final = (QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPushButton, QRadioButton, QToolButton)
_ROOM: Final = 4
"""The distance of the ring and its width, which lie outside the control."""
_MOVES: Final = frozenset({QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide})


class FocusRing(QWidget):
    """A ring over the control's surroundings; it lets every click through."""

    def __init__(self, control: QWidget) -> None:
        super().__init__(control.parentWidget())
        self._control = control
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        control.installEventFilter(self)
        self._stand_around()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go along with the control."""
        if event.type() in _MOVES and shiboken6.isValid(self._control):
            self._stand_around()
        return super().eventFilter(watched, event)

    def _stand_around(self) -> None:
        self.setGeometry(self._control.geometry().adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM))
        self.setVisible(self._control.isVisible())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        from app.ui import theme

        painter = QPainter(self)
        theme.draw_focus_ring(painter, QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM))
        painter.end()


class _Standing:
    """The ring that is there now."""

    ring: FocusRing | None = None


def ring_around(control: QWidget | None) -> None:
    """Put the ring around a control that Qt draws, and take it away from where it stood; None: only take it away."""
    if _Standing.ring is not None and shiboken6.isValid(_Standing.ring):
        _Standing.ring.hide()
        _Standing.ring.deleteLater()
    _Standing.ring = None
    if isinstance(control, _RINGED) and control.parentWidget() is not None and not control.isWindow():
        _Standing.ring = FocusRing(control)
