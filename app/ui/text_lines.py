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


def pitch(kind: str) -> float:
    """The distance from line to line of a kind of text, in logical pixels."""
    font = theme.font(kind)
    return float(round(max(QFontInfo(font).pixelSize() * theme.line_height(kind), QFontMetricsF(font).height())))
