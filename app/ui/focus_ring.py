"""The ring around what Qt draws itself and the keyboard has reached; what we paint draws its own ring."""

from __future__ import annotations

from typing import Final

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractScrollArea,
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
        room, between = _room_of(control)
        super().__init__(room)
        self._control, self._room = control, room
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in (control, *between):
            each.installEventFilter(self)
        self._stand_around()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go along with the control."""
        if event.type() in _MOVES and shiboken6.isValid(self._control):
            self._stand_around()
        return super().eventFilter(watched, event)

    def _stand_around(self) -> None:
        self.setGeometry(_around(self._control, self._room))
        self.setVisible(self._control.isVisible())
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring."""
        from app.ui import theme

        painter = QPainter(self)
        theme.draw_focus_ring(painter, QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM))
        painter.end()


def _around(control: QWidget, room: QWidget) -> QRect:
    place = QRect(control.mapTo(room, QPoint()), control.size())
    return place.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)


def _room_of(control: QWidget) -> tuple[QWidget, list[QWidget]]:
    """Return the innermost widget in which the whole ring can be seen, and what lies between it and the control.

    It goes no further out than what scrolls along.
    """
    between: list[QWidget] = []
    room = control.parentWidget()
    assert room is not None
    while not (room.isWindow() or room.rect().contains(_around(control, room))):
        outer = room.parentWidget()
        if outer is None or isinstance(outer.parentWidget(), QAbstractScrollArea):
            break
        between.append(room)
        room = outer
    return room, between


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
