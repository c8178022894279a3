"""The icons as Qt draws them: in a colour of the theme, sharp at each size and pixel ratio."""

from __future__ import annotations

import weakref
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from app.ui import theme
from app.ui.icon_paths import PATHS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton

GRID: Final = 18.0
_STROKE: Final = 1.4
_RATIOS: Final = (1.0, 2.0)
"""The pixel ratios that an icon holds pictures for; Qt scales the larger one down to those between."""

_kept: dict[tuple[str, str, int, str], QIcon] = {}
_worn: weakref.WeakKeyDictionary[QAbstractButton, tuple[str, str, int]] = weakref.WeakKeyDictionary()


def icon(name: str, role: str = "text", size: int = 18) -> QIcon:
    """Return an icon in a colour of the scheme in force; it keeps this colour when the scheme changes (see `wear`).

    Args:
        name: as in `icon_paths`.
        role: the name of the colour.
        size: of its side in logical pixels.
    """
    key = (name, role, size, theme.scheme())
    if key not in _kept:
        made = QIcon()
        for ratio in _RATIOS:
            made.addPixmap(pixmap(name, theme.color(role), size, ratio), QIcon.Mode.Normal)
            made.addPixmap(pixmap(name, theme.color("faint"), size, ratio), QIcon.Mode.Disabled)
        _kept[key] = made
    return _kept[key]


def wear(button: QAbstractButton, name: str, role: str = "text", size: int = 18) -> None:
    """Give a button an icon that follows each change of the scheme."""
    theme.when_changed(_wear_anew)
    _worn[button] = (name, role, size)
    button.setIconSize(QSize(size, size))
    button.setIcon(icon(name, role, size))


def _wear_anew() -> None:
    for button, (name, role, size) in list(_worn.items()):
        if not shiboken6.isValid(button):
            del _worn[button]
            continue
        button.setIcon(icon(name, role, size))


def pixmap(name: str, color: QColor, size: int = 18, ratio: float = 1.0) -> QPixmap:
    """Return an icon as a picture for screens of a pixel ratio."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    draw(painter, name, QRectF(0, 0, size, size), color)
    painter.end()
    return picture


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
