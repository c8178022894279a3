"""A few lines of plain text in which one part is strong: the title that an explanation is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES, pitch, words_font, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_LONGEST: Final = 2_000
_LEAST_WIDTH: Final = 60
_GOOD_WIDTH: Final = 600


class _Word(NamedTuple):
    """A piece of one line: where it stands, and whether it is strong."""

    text: str
    strong: bool
    left: float
    line: int


class StrongWords(QWidget):
    """Text that is wrapped at its words; the first occurrence of a part of it is strong."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._strong = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_text(self, text: str, strong: str = "") -> None:
        """Show another text."""
        self._text, self._strong = text[:_LONGEST], strong
        self.setAccessibleName(self._text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return the text."""
        return self._text

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower text is a taller one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the lines at a width."""
        words = self._laid_out(width)
        return round((words[-1].line + 1) * pitch("body")) if words else 0

    def sizeHint(self) -> QSize:
        """Return the size at a good width; layouts ask for the height at theirs."""
        return QSize(_GOOD_WIDTH, self.heightForWidth(_GOOD_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(_LEAST_WIDTH, round(pitch("body")))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the lines."""
        painter = QPainter(self)
        painter.setPen(theme.color("text"))
        step = pitch("body")
        metrics = QFontMetricsF(theme.font("body"))
        for word in self._laid_out(self.width()):
            painter.setFont(words_font("strong" if word.strong else "body", word.text))
            left = word.left
            if self.isRightToLeft():
                left = self.width() - left - QFontMetricsF(painter.font()).horizontalAdvance(word.text)
            baseline = round(word.line * step + (step - metrics.height()) / 2 + metrics.ascent())
            painter.drawText(QPointF(left, baseline), word.text)
        painter.end()

    def _parts(self) -> list[tuple[str, bool]]:
        before, strong, after = self._text.partition(self._strong) if self._strong else (self._text, "", "")
        return [(text, is_strong) for text, is_strong in ((before, False), (strong, True), (after, False)) if text]

    def _laid_out(self, width: int) -> list[_Word]:
        found: list[_Word] = []
        left, line = 0.0, 0
        for text, strong in self._parts():
            kind = "strong" if strong else "body"
            space = QFontMetricsF(theme.font(kind)).horizontalAdvance(" ")
            for number, word in enumerate(text.split(" ")):
                font = words_font(kind, word)
                metrics = QFontMetricsF(font)
                if number:
                    left += space
                wide = metrics.horizontalAdvance(word)
                if left and left + wide > width:
                    left, line = 0.0, line + 1
                pieces = wrapped(word, font, width) if wide > width else [word]
                for piece in pieces[:-1]:
                    found.append(_Word(piece, strong, left, line))
                    left, line = 0.0, line + 1
                if pieces:
                    found.append(_Word(pieces[-1], strong, left, line))
                    left += metrics.horizontalAdvance(pieces[-1])
        return [word for word in found if word.text]
