"""Text that we draw ourselves: broken into lines, and how far a line is from the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontInfo, QFontMetricsF

from app.ui import theme

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

TEXT_CHANGES: Final = frozenset({QEvent.Type.ApplicationFontChange, QEvent.Type.FontChange})
"""What a widget is told when the size of text is another one; which of the two depends on the style."""

_MOST_LINES: Final = 12
_MOST_KEPT: Final = 500
_PITCH: Final = "\0pitch"
"""Stands for no text that is shown."""


def words_font(kind: str, text: str) -> QFont:
    """Return the font of a text, with figures of one width only where it has figures."""
    font = theme.font(kind)
    return font if any(map(str.isdigit, text)) else theme.without_tabular_figures(font)


def wrapped(text: str, font: QFont, width: float) -> list[str]:
    """Break a text at its words, and within a word only where it is wider than the line."""
    if QFontMetricsF(font).horizontalAdvance(text) <= width and "\n" not in text:
        return [text] if text else []
    # Imported here because most texts of the first picture fit into one line.
    from PySide6.QtGui import QTextLayout, QTextOption

    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid() and len(lines) < _MOST_LINES:
        line.setLineWidth(max(width, 1.0))
        piece = text[line.textStart() : line.textStart() + line.textLength()]
        lines.append(piece.rstrip() + ("-" if piece.endswith("\u00ad") else ""))
    layout.endLayout()
    return lines


def lines_of(kind: str, text: str, width: float) -> list[str]:
    """Break a text of a kind like `wrapped`, and measure it once for all widths into which it fits whole."""
    if advance(kind, text) <= width and "\n" not in text:
        return [text] if text else []
    return wrapped(text, theme.font(kind), width)


def advance(kind: str, text: str) -> float:
    """Return the width of a text of a kind on one line; layouts ask for the same few texts many times."""
    kept = theme.measures()
    if (kind, text) not in kept:
        if len(kept) >= _MOST_KEPT:
            kept.clear()
        kept[kind, text] = QFontMetricsF(theme.font(kind)).horizontalAdvance(text)
    return kept[kind, text]


def pitch(kind: str) -> float:
    """The distance from line to line of a kind of text, in logical pixels."""
    kept = theme.measures()
    if (kind, _PITCH) not in kept:
        font = theme.font(kind)
        line = QFontInfo(font).pixelSize() * theme.line_height(kind)
        kept[kind, _PITCH] = float(round(max(line, QFontMetricsF(font).height())))
    return kept[kind, _PITCH]
