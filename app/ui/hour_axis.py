"""The hour axis that the day strips and the heat map beneath them share, and text broken into whole words.

Hours run from left to right in every language; where the layout runs from right to left, only the names of the
days change sides.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QFont

HOUR: Final = 3600
"""Seconds."""
NAMES_MIN: Final = 96.0
"""The least width of the column of names, in logical pixels."""
NAMES_SHARE: Final = 0.26
"""What the column of names takes of the whole width at most, unless a single word is wider."""
NAMES_PADDING: Final = 8.0
"""Between the names and either end of their column."""
CORNER: Final = 24
"""The height, in logical pixels, that is kept above the names for the button in the corner."""

_LABEL_STEPS: Final = (1, 2, 3, 4, 6, 12)
_LONGEST: Final = 240  # characters of a title that are laid out; more never fits into a day's block
_SOFT_HYPHEN: Final = "\u00ad"


class HourAxis(NamedTuple):
    """Where the hours of a day lie: from hour ``first`` to the end of hour ``last - 1``, in a widget's pixels."""

    first: int
    last: int
    left: float
    width: float

    @property
    def right(self) -> float:
        """The end of the last hour."""
        return self.left + self.width

    def x(self, seconds: float) -> float:
        """Return where a wall-clock time in seconds from midnight lies, within the axis."""
        hours = min(max(seconds / HOUR, self.first), self.last)
        return self.left + self.width * (hours - self.first) / max(1, self.last - self.first)

    def label_step(self, widest: float) -> int:
        """Return how many hours lie between two labels of at most this width, so that they stay apart."""
        hour = self.width / max(1, self.last - self.first)
        return next((step for step in _LABEL_STEPS if step * hour >= widest + 12), 24)


def names_width(names: Iterable[tuple[str, QFont]], width: float) -> float:
    """Return the width of the column of names: each on one line if it may be, but never through a word."""
    longest = longest_word = 0.0
    for text, font in names:
        metrics = QFontMetricsF(font)
        longest = max(longest, metrics.horizontalAdvance(text))
        longest_word = max(longest_word, *(metrics.horizontalAdvance(word) for word in text.split() or [""]))
    room = 2 * NAMES_PADDING
    return ceil(max(NAMES_MIN, longest_word + room, min(longest + room, NAMES_SHARE * width))) + 1.0


def wrapped(text: str, font: QFont, width: float) -> list[tuple[str, float]]:
    """Break a text into lines of whole words; return each with its width, which is over `width` for a long word."""
    text = " ".join(text[:_LONGEST].split())
    natural = QFontMetricsF(font).horizontalAdvance(text)
    if natural <= width and _SOFT_HYPHEN not in text:
        return [(text, natural)]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    encoded = text.encode("utf-16-le", "surrogatepass")  # Qt counts in units of two bytes
    lines: list[tuple[str, float]] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        start = 2 * line.textStart()
        piece = encoded[start : start + 2 * line.textLength()].decode("utf-16-le", "replace").rstrip()
        if piece.endswith(_SOFT_HYPHEN):
            piece = piece[:-1] + "-"
        lines.append((piece, line.naturalTextWidth()))
    layout.endLayout()
    return lines


def whole_lines(text: str, font: QFont, width: float, height: float) -> tuple[str, ...]:
    """Return the lines of a title that fit, of whole words; none where the first word does not fit whole.

    A title that is cut ends with an ellipsis, for which its last word gives way if it must.
    """
    metrics = QFontMetricsF(font)
    room = int(height // metrics.height())
    if not text or room < 1 or width < 2 * metrics.averageCharWidth():
        return ()
    lines = wrapped(text, font, width)
    kept = []
    for line, natural in lines[:room]:
        if natural > width:
            break
        kept.append(line)
    if not kept or len(kept) == len(lines):
        return tuple(kept)
    kept[-1] = _ended(kept[-1], metrics, width)
    return tuple(kept)


def _ended(line: str, metrics: QFontMetricsF, width: float) -> str:
    """Put an ellipsis to a line that is not the last; a line of one word stays as it is where there is no room."""
    words = line.split()
    while words:
        candidate = " ".join(words) + "…"
        if metrics.horizontalAdvance(candidate) <= width:
            return candidate
        if len(words) == 1:
            break
        words.pop()
    return words[0]
