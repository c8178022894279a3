"""The doors of the first start: three large buttons, each with what lies behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

_CHIP: Final = 44
_PADDING: Final = 23
_FACE: Final = 32
_GAP: Final = 20
_NARROWEST: Final = 20
"""Letters of a door's text that a line must hold; else the doors stand one under the other."""
_FORWARD: Final = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACKWARD: Final = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class DoorText(NamedTuple):
    """What is written on a door; ``keys`` opens it from anywhere."""

    icon: str
    title: str
    text: str
    detail: str
    action: str
    keys: str


class _Face(QWidget):
    """The drawn button of a door: the whole door is the button, this says what pressing it does."""

    def __init__(self, text: str, *, main: bool, door: QAbstractButton) -> None:
        super().__init__(door)
        self._text = text
        self._main = main
        self._door = door
        self.setFont(theme.font("strong" if main else "body"))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the words."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self._text) + 34, max(_FACE, metrics.height() + 12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what looks like a button."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = theme.color("accent")
        if self._main:
            fill = accent.darker(115) if self._door.underMouse() else accent
            painter.setPen(QPen(fill, 1))
        else:
            fill = theme.color("sunken" if self._door.underMouse() else "raised")
            painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(fill)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        painter.setPen(theme.color("on_accent" if self._main else "text"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class Door(QAbstractButton):
    """One of the doors.

    Args:
        main: whether it is the one that most people want.
    """

    def __init__(self, words: DoorText, *, main: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = words.icon
        self._is_ringed = False
        self.setText(words.title)
        self.setAccessibleName(words.title)
        self.setAccessibleDescription(f"{words.text} {words.detail}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING + 1, _PADDING + _CHIP + 12, _PADDING, _PADDING - 2)
        column.setSpacing(0)
        detail = PlainLabel(words.detail, "caption", "muted", self, wrap=True)
        text = PlainLabel(words.text, "body", "muted", self, wrap=True)
        for label in (text, detail):
            label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addWidget(PlainLabel(words.title, "door", "text", self, wrap=True))
        column.addSpacing(2)
        column.addWidget(text)
        column.addSpacing(theme.SPACE_M)
        column.addWidget(detail)
        column.addStretch(1)
        column.addSpacing(theme.SPACE_XXL)
        foot = QHBoxLayout()
        foot.addWidget(_Face(words.action, main=main, door=self))
        foot.addStretch(1)
        foot.addWidget(PlainLabel(words.keys, "caption", "muted", self))
        column.addLayout(foot)
        for label in self.findChildren(PlainLabel):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the arrow keys to the row of doors."""
        if event.key() in _FORWARD or event.key() in _BACKWARD:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show a ring unless it was the mouse; so the first door has one from the start."""
        self._is_ringed = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card, the icon on its ground, and the ring where the keyboard is."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ringed = self._is_ringed and self.hasFocus()
        frame = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        border = theme.color("border_strong" if self.underMouse() else "border")
        painter.setPen(QPen(theme.color("focus_ring"), 2) if ringed else QPen(border, 1))
        painter.setBrush(theme.color("raised"))
        if ringed:
            frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
        chip = QRectF(_PADDING + 1, _PADDING, _CHIP, _CHIP)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(chip, theme.RADIUS_CARD, theme.RADIUS_CARD)
        icons.draw(painter, self._icon, chip.adjusted(12, 12, -12, -12), theme.color("accent"))
        painter.end()


class Doors(QWidget):
    """The doors side by side, or one under the other where that is too narrow; the arrow keys go through them."""

    def __init__(self, texts: tuple[DoorText, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.doors = tuple(Door(words, main=not number, parent=self) for number, words in enumerate(texts))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP - 2)
        for door in self.doors:
            self._row.addWidget(door, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose whether there is room side by side."""
        super().resizeEvent(event)
        letters = self.fontMetrics().averageCharWidth()
        each = (self.width() - (len(self.doors) - 1) * _GAP) / len(self.doors) - 2 * _PADDING
        fits = each >= letters * _NARROWEST and each >= max(door.minimumSizeHint().width() for door in self.doors) - 46
        direction = QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next door, or the one before."""
        at = next((number for number, door in enumerate(self.doors) if door.hasFocus()), None)
        step = (event.key() in _FORWARD) - (event.key() in _BACKWARD)
        if at is None or not step:
            super().keyPressEvent(event)
            return
        theme.give_focus(self.doors[min(max(at + step, 0), len(self.doors) - 1)])
