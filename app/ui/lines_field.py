"""A field of several lines, one thing in each, framed as the single-line fields are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QPaintEvent

_ROOM: Final = 4
"""Around the frame, for the ring of the focus."""


class LinesField(QWidget):
    """A few lines of text; Tab leaves it."""

    def __init__(self, name: str, lines: Iterable[str], placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = QPlainTextEdit("\n".join(lines), self)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(name)
        self.text.setPlaceholderText(placeholder)
        self.text.setTabChangesFocus(True)
        self.text.viewport().setAutoFillBackground(False)
        self.text.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(_ROOM + 6, _ROOM + 3, _ROOM + 3, _ROOM + 3)
        column.addWidget(self.text)
        self._fit()

    def lines(self) -> tuple[str, ...]:
        """Return the lines that hold something, each once."""
        lines = (line.strip() for line in self.text.toPlainText().splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw the ring anew when the focus comes or goes."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._fit()

    def _fit(self) -> None:
        self.setFixedHeight(self.text.fontMetrics().lineSpacing() * 5 + 2 * _ROOM + 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, and the ring where the keyboard has come."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(_ROOM, _ROOM, -_ROOM, -_ROOM)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("raised"))
        inner = frame.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(inner, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if theme.focus_shows(self.text):
            theme.draw_focus_ring(painter, frame)
        painter.end()
