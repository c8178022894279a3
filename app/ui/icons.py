"""The icons as they are drawn: straight into a widget, in the colour in force, sharp at each size and ratio."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.ui.icon_paths import PATHS

GRID: Final = 18.0
_STROKE: Final = 1.4


def draw(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Draw an icon into a square."""
    strokes, dots = _shapes(name)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / GRID, rect.height() / GRID)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(color, _STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPath(strokes)
    if not dots.isEmpty():
        painter.fillPath(dots, color)
    painter.restore()


@lru_cache(maxsize=64)
def _shapes(name: str) -> tuple[QPainterPath, QPainterPath]:
    """Return what is stroked and what is filled."""
    strokes, dots = QPainterPath(), QPainterPath()
    words = PATHS[name].split()
    at = 0
    while at < len(words):
        letter = words[at]
        at += 1
        numbers = [float(word) for word in words[at : at + _NUMBERS[letter]]]
        at += _NUMBERS[letter]
        _add(dots if letter == "D" else strokes, letter, numbers)
    return strokes, dots


_NUMBERS: Final = {"M": 2, "L": 2, "C": 6, "Z": 0, "O": 3, "A": 5, "R": 5, "D": 3}
"""How many numbers follow each letter."""


def _add(path: QPainterPath, letter: str, numbers: list[float]) -> None:
    if letter == "M":
        path.moveTo(*numbers)
    elif letter == "L":
        path.lineTo(*numbers)
    elif letter == "C":
        path.cubicTo(*numbers)
    elif letter == "Z":
        path.closeSubpath()
    elif letter == "A":
        x, y, radius, start, sweep = numbers
        square = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
        path.arcMoveTo(square, start)
        path.arcTo(square, start, sweep)
    elif letter == "R":
        x, y, width, height, radius = numbers
        path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    else:
        x, y, radius = numbers
        path.addEllipse(QPointF(x, y), radius, radius)
