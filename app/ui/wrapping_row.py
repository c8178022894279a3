"""A row of widgets that goes on in another row where the width ends, as words do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QStyle

from app.ui import theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayoutItem, QWidget


class WrappingRow(QLayout):
    """Widgets side by side, each as wide as it wants to be, in as many rows as the width asks for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._wraps = True
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.SPACE_S)

    def set_wraps(self, *, wraps: bool) -> None:
        """Say whether it may take several rows; else it asks for the width of one."""
        self._wraps = wraps
        self.invalidate()

    # ---- what Qt asks a layout ----

    def addItem(self, item: QLayoutItem) -> None:
        """Take another item, at the end."""
        self._items.append(item)

    def count(self) -> int:
        """Return how many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Return an item; None past the last."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out and return it; None past the last."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Return that it wants no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that a narrow one is higher."""
        return self._wraps

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows in a width."""
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        """Return the size of one row."""
        sizes = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(len(sizes) - 1, 0)
        return QSize(sum(size.width() for size in sizes) + gaps, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Return the size of its widest widget, or of the row where it may not wrap."""
        if not self._wraps:
            return self.sizeHint()
        widest = max((item.sizeHint().width() for item in self._shown()), default=0)
        return QSize(widest, self.sizeHint().height())

    def setGeometry(self, rect: QRect) -> None:
        """Put the widgets into their places."""
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    # ---- rows ----

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[list[QLayoutItem]]:
        rows: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            wanted = item.sizeHint().width()
            if not rows or (self._wraps and wanted > left):
                rows.append([])
                left = width
            rows[-1].append(item)
            left -= wanted + self.spacing()
        return rows

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Return the height of all rows; with ``move`` put each widget into its place, in the middle of its row."""
        direction = self.parentWidget().layoutDirection()
        top = rect.top()
        for row in self._rows(rect.width()):
            height = max(item.sizeHint().height() for item in row)
            left = rect.left()
            for item in row:
                size = item.sizeHint()
                place = QRect(QPoint(left, top + (height - size.height()) // 2), size)
                if move:
                    item.setGeometry(QStyle.visualRect(direction, rect, place))
                left += size.width() + self.spacing()
            top += height + self.spacing()
        return max(top - self.spacing() - rect.top(), 0)
