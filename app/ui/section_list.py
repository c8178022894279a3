"""The parts of a dialog, at its left: one stop of the Tab key, through which the arrow keys go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from collections.abc import Sequence

_SIDE: Final = 12


class SectionList(QListView):
    """Names of parts, of which one is chosen; `chosen` carries its place."""

    chosen = Signal(int)

    def __init__(self, name: str, parts: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self.setModel(QStringListModel(list(parts), self))
        self.setItemDelegate(_Rows(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        self.viewport().setAutoFillBackground(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setCurrentIndex(self.model().index(0, 0))
        self.selectionModel().currentChanged.connect(self._on_current)

    def choose(self, at: int) -> None:
        """Choose the part at a place."""
        self.setCurrentIndex(self.model().index(at, 0))

    def sizeHint(self) -> QSize:
        """Return the width of the longest name in its heavier weight."""
        metrics = QFontMetrics(theme.font("strong"))
        widest = max(metrics.horizontalAdvance(part) for part in self._parts)
        return QSize(widest + 2 * _SIDE + 4, self.sizeHintForRow(0) * len(self._parts))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def _on_current(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())


class _Rows(QStyledItemDelegate):
    """Paints a part's row."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row: raised with a bar at its side where it is chosen."""
        view = self.parent()
        assert isinstance(view, SectionList)
        area = QRectF(option.rect)
        chosen = index == view.currentIndex()
        row = area.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(row, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
            bar = QRectF(area.left(), area.center().y() - 8, 3, 16)
            if view.isRightToLeft():
                bar.moveRight(area.right())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(bar, 1.5, 1.5)
            if theme.focus_shows(view):
                theme.draw_focus_ring(painter, row, inside=True)
        painter.setFont(theme.font("strong" if chosen else "body"))
        painter.setPen(theme.color("text"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.drawText(area.adjusted(_SIDE, 0, -_SIDE, 0), flags, str(index.data()))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row, which grows with the size of text."""
        return QSize(40, max(33, QFontMetrics(theme.font("body")).height() + 12))
