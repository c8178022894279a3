"""The band of drawn day strips above the first start: meetings, stretches to think, and pieces between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import textures, theme

if TYPE_CHECKING:
    from app.model.charts import Role

_ROWS: Final = 5
_FEWEST_ROWS: Final = 2
_ALL_FROM: Final = 740
"""The height of a window that leaves room for all rows."""
_HEIGHT: Final = 27
_PITCH: Final = 33
_TOP: Final = 34
_GAP: Final = 3
_FADE: Final = 112
"""How far in from either edge the strips come out of the ground."""

_DAY: Final[tuple[tuple[Role, int], ...]] = (
    ("meeting", 23), ("meeting", 37), ("fragment", 20), ("meeting", 81), ("focus", 91), ("meeting", 37),
    ("meeting", 37), ("fragment", 47), ("fragment", 20), ("fragment", 32), ("meeting", 37), ("meeting", 53),
    ("focus", 190), ("meeting", 53), ("fragment", 32), ("focus", 184), ("meeting", 53), ("meeting", 23),
    ("fragment", 47), ("fragment", 32), ("meeting", 53), ("focus", 217), ("fragment", 32), ("meeting", 23),
    ("meeting", 37), ("focus", 123), ("fragment", 47), ("fragment", 32), ("fragment", 32), ("meeting", 53),
    ("meeting", 37), ("meeting", 53), ("focus", 170), ("fragment", 47), ("meeting", 53), ("fragment", 32),
    ("focus", 160), ("fragment", 32), ("meeting", 37), ("fragment", 47), ("fragment", 20), ("meeting", 81),
)  # fmt: skip
"""An invented stretch of days: what it holds and how wide that is drawn. Each row begins elsewhere in it."""
_BEGINS: Final = (0, 7, 27, 17, 36)
_SHIFTS: Final = (25, -20, 2, -40, 10)


def pieces(row: int, width: float) -> list[tuple[QRectF, Role]]:
    """Return what stands in a row of the band, from its left edge over the whole width."""
    placed = []
    x = float(_SHIFTS[row])
    number = _BEGINS[row]
    while x < width:
        role, wide = _DAY[number % len(_DAY)]
        placed.append((QRectF(x, _TOP + row * _PITCH, wide, _HEIGHT), role))
        x += wide + _GAP
        number += 1
    return placed


class StripBand(QWidget):
    """Rows of drawn days; as many as there is height for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = _ROWS
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.fit(_ALL_FROM)

    def fit(self, height: int) -> None:
        """Show as many rows as a window of this height leaves room for."""
        self._rows = min(max(_ROWS - max(_ALL_FROM - height, 0) // _PITCH, _FEWEST_ROWS), _ROWS)
        self.setFixedHeight(_TOP + self._rows * _PITCH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows, and over both ends the ground again, ever more towards the edge."""
        painter = QPainter(self)
        for row in range(self._rows):
            for rect, role in pieces(row, self.width()):
                textures.fill(painter, rect, role)
        ground = theme.color("surface")
        clear = theme.color("surface")
        clear.setAlpha(0)
        for edge, inside in ((0, _FADE), (self.width(), self.width() - _FADE)):
            fade = QLinearGradient(QPointF(edge, 0), QPointF(inside, 0))
            fade.setColorAt(0, ground)
            fade.setColorAt(1, clear)
            painter.fillRect(QRectF(min(edge, inside), _TOP, _FADE, self._rows * _PITCH), fade)
        painter.end()
