"""Buttons side by side, or one under the other where that would be wider than there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

_ACROSS = QBoxLayout.Direction.LeftToRight
_DOWN = QBoxLayout.Direction.TopToBottom


class BreakingRow(QWidget):
    """A row of parts that breaks.

    Args:
        first: the parts where the row begins.
        last: those at its end.
    """

    def __init__(self, first: Sequence[QWidget], last: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = (*first, *last)
        self._row = QBoxLayout(_ACROSS, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.SPACE_S)
        for part in first:
            self._row.addWidget(part)
        self._row.addStretch(1)
        for part in last:
            self._row.addWidget(part)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest part: the row breaks before it is cut."""
        widest = max((part.sizeHint().width() for part in self._parts if not part.isHidden()), default=0)
        return QSize(widest, self._row.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the row, or join it, at the new width."""
        super().resizeEvent(event)
        shown = [part for part in self._parts if not part.isHidden()]
        needed = sum(part.sizeHint().width() + theme.SPACE_S for part in shown)
        direction = _ACROSS if needed <= self.width() else _DOWN
        if direction != self._row.direction():
            self._row.setDirection(direction)
            self.updateGeometry()
