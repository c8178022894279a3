"""What lies under the cells of a table row: the chosen row with its bar, the one under the pointer, a hairline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPen

from app.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from app.ui.rhythm_table import RhythmTable
    from app.ui.series_table import SeriesTable


def draw_ground(
    painter: QPainter,
    rect: QRect,
    index: QModelIndex | QPersistentModelIndex,
    view: RhythmTable | SeriesTable,
    *,
    chosen: bool,
) -> None:
    """Draw it for one cell; the bar of the chosen row stands at the start of the first column, which has the name."""
    if chosen:
        painter.fillRect(rect, theme.color("accent_soft"))
        if index.column() == 0:
            bar = QRect(rect.left(), rect.top(), 3, rect.height())
            if view.isRightToLeft():
                bar.moveRight(rect.right())
            painter.fillRect(bar, theme.color("accent"))
    elif index.row() == view.row_pointed_at():
        painter.fillRect(rect, theme.color("sunken"))
    painter.setPen(QPen(theme.color("grid"), 1))
    painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
