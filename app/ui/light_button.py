"""Buttons that paint themselves: for the first picture, which no style rules hold up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui import icons, theme
from app.ui.text_lines import TEXT_CHANGES, advance, pitch, words_font

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

Look = Literal["opens", "quiet", "plain"]
"""``opens``: in the colour of what opens, with an arrow; ``quiet``: muted words; ``plain``: with a border."""

_COLORS: Final[dict[Look, str]] = {"opens": "accent", "quiet": "muted", "plain": "text"}
_SIDE: Final[dict[Look, int]] = {"opens": 4, "quiet": 6, "plain": 10}
_ARROW: Final = 14


class LightButton(QAbstractButton):
    """A button with a word on it, painted without the style.

    Args:
        ground: the colour of what it stands on.
    """

    def __init__(self, text: str, look: Look, parent: QWidget, ground: str = "raised") -> None:
        super().__init__(parent)
        self._ground = ground if look != "plain" else "raised"
        self._look: Look = look
        self._size: QSize | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Show another word."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self._size = None
        self.updateGeometry()

    def words(self) -> str:
        """Return what stands on it."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """Return the size of the word, and a height that can be hit with ease."""
        if self._size is None:
            width = advance("body", self.words()) + 2 * _SIDE[self._look]
            width += _ARROW + 4 if self._look == "opens" else 0
            self._size = QSize(round(width) + 2, max(24, round(pitch("body")) + 4))
        return self._size

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._size = None
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the word, and the arrow of one that opens something."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        ground = "border" if self.isDown() else "sunken" if self.underMouse() else self._ground
        is_plain = self._look == "plain"
        painter.setPen(QPen(theme.color("border_strong"), 1) if is_plain else Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, area, inside=True)
        color = theme.color(_COLORS[self._look])
        painter.setFont(words_font("body", self.words()))
        painter.setPen(color)
        inner = area.adjusted(_SIDE[self._look], 0, -_SIDE[self._look], 0)
        if self._look != "opens":
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self.words())
            painter.end()
            return
        from_right = self.isRightToLeft()
        side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(inner, flags, self.words())
        left = inner.left() if from_right else inner.right() - _ARROW
        place = QRectF(left, area.center().y() - _ARROW / 2, _ARROW, _ARROW)
        icons.draw(painter, "left" if from_right else "right", place, color)
        painter.end()
