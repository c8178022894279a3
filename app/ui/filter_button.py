"""A small button that stays pressed while a filter holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES, words_font

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

_SIDE: Final = 10


class FilterButton(QAbstractButton):
    """A word in a frame; pressed it is in the accent's colour and heavier."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Show another word."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return what stands on it."""
        return self.text().replace("&&", "&")

    def sizeHint(self) -> QSize:
        """Return the size of the heavier word, so that nothing moves when it is pressed."""
        metrics = QFontMetricsF(words_font("strong", self.words()))
        width = metrics.horizontalAdvance(self.words()) + 2 * _SIDE
        return QSize(round(width) + 1, max(24, round(metrics.height()) + 8))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the frame and the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area, on = QRectF(self.rect()), self.isChecked()
        painter.setPen(QPen(theme.color("accent" if on else "border_strong"), 1))
        painter.setBrush(theme.color("accent_soft" if on else "sunken" if self.underMouse() else "surface"))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, area, inside=True)
        painter.setFont(words_font("strong" if on else "body", self.words()))
        painter.setPen(theme.color("accent" if on else "text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, self.words())
        painter.end()
