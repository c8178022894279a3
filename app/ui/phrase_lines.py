"""Phrases in lines: plain words with strong parts between them, broken where a line is full."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF

from app.ui import theme
from app.ui.text_lines import advance, lines_of, pitch, words_font

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPainter

    from app.model.phrases import Phrase


class _Word(NamedTuple):
    text: str
    kind: str
    left: float
    line: int


class PhraseLines:
    """Phrases of one sentence, laid out for a width; those that open something are strong."""

    def __init__(self, phrases: Sequence[Phrase], kind: str, strong: str) -> None:
        """Take the sentence, and the kinds of its plain and its strong letters."""
        self._phrases = phrases
        self._kind = kind
        self._strong = strong
        # Layouts ask many times for the same few widths.
        self._kept: dict[float, list[_Word]] = {}

    def height(self, width: float) -> float:
        """Return the height of all lines at a width, in logical pixels."""
        words = self._laid_out(width)
        return (words[-1].line + 1) * pitch(self._kind) if words else 0.0

    def paint(self, painter: QPainter, left: float, top: float, width: float, *, from_right: bool) -> None:
        """Write the lines from a corner, or from the other side where the reading begins there."""
        step = pitch(self._kind)
        metrics = QFontMetricsF(theme.font(self._kind))
        painter.setPen(theme.color("text"))
        for word in self._laid_out(width):
            font = words_font(word.kind, word.text)
            painter.setFont(font)
            across = left + word.left
            if from_right:
                across = left + width - word.left - advance(word.kind, word.text)
            baseline = round(top + word.line * step + (step - metrics.height()) / 2 + metrics.ascent())
            painter.drawText(QPointF(across, baseline), word.text)

    def forget(self) -> None:
        """Lay out anew the next time: letters have another size."""
        self._kept.clear()

    def _laid_out(self, width: float) -> list[_Word]:
        if width not in self._kept:
            self._kept[width] = self._lay_out(width)
        return self._kept[width]

    def _lay_out(self, width: float) -> list[_Word]:
        """Put runs of words that share a font into lines; a run is drawn at once, so that its letters keep apart."""
        found: list[_Word] = []
        left, line = 0.0, 0
        for phrase in self._phrases:
            kind = self._strong if phrase.opens else self._kind
            space = advance(kind, " ")
            run, start = "", left
            for number, word in enumerate(phrase.text.split(" ")):
                wide = advance(kind, word)
                gap = space if number else 0.0
                if left + gap + wide <= width or not left:
                    run = f"{run} {word}" if number else word
                    left += gap + wide
                    continue
                found.append(_Word(run, kind, start, line))
                run, start, left, line = word, 0.0, wide, line + 1
            pieces = lines_of(kind, run, width) if left > width else [run]
            for piece in pieces[:-1]:
                found.append(_Word(piece, kind, start, line))
                start, line = 0.0, line + 1
            if pieces:
                found.append(_Word(pieces[-1], kind, start, line))
                left = start + advance(kind, pieces[-1]) if len(pieces) > 1 else left
        return [word for word in found if word.text.strip()]
