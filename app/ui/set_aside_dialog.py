"""The events that could not be taken as they stand: where each is, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from app.language import _, ngettext
from app.model.foreign_text import visible
from app.ui import theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from app.model.sources import Problem

_MOST: Final = 500
"""Rows that are shown; the command line lists them all."""
_LONGEST: Final = 300
_PADDING: Final = (8, 6, -8, -6)
"""From the edges of a cell inwards, as `QRect.adjusted` takes it."""


class _Cells(QStyledItemDelegate):
    """Cells with room around their words, and a hairline below."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint a cell."""
        rect: QRect = option.rect
        inner = QStyleOptionViewItem(option)
        inner.rect = rect.adjusted(*_PADDING)
        super().paint(painter, inner, index)
        painter.setPen(QPen(theme.color("grid"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the room of the words, and around them."""
        left, top, right, bottom = _PADDING
        inner = QStyleOptionViewItem(option)
        inner.rect = option.rect.adjusted(*_PADDING)
        return super().sizeHint(inner, index) + QSize(left - right, top - bottom)


class SetAsideDialog(QDialog):
    """A table of the events that were set aside, and of those that were kept after a repair."""

    def __init__(self, problems: Sequence[Problem], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Set aside"))
        self.table = self._table(sorted(problems, key=lambda problem: problem.kept)[:_MOST])
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_M)
        rows.addWidget(PlainLabel(_("What could not be taken as it stands"), "door", parent=self, wrap=True))
        lead = _("All other events are in. An event that is kept counts, read as the reason says.")
        rows.addWidget(PlainLabel(lead, color="muted", parent=self, wrap=True))
        rows.addWidget(self.table, 1)
        left = len(problems) - _MOST
        if left > 0:
            text = ngettext("{count} more is not shown", "{count} more are not shown", left).format(count=left)
            rows.addWidget(PlainLabel(text, "caption", "muted", self))
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = button(_("Close"), parent=self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        rows.addLayout(foot)
        self.resize(760, 520)

    def _table(self, problems: Sequence[Problem]) -> QTableWidget:
        table = QTableWidget(len(problems), 4, self)
        table.setHorizontalHeaderLabels([_("Calendar"), _("Line"), _("Why"), _("Kept")])
        table.setAccessibleName(_("What could not be taken as it stands"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setShowGrid(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setTabKeyNavigation(False)
        table.setItemDelegate(_Cells(table))
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.verticalHeader().hide()
        for row, problem in enumerate(problems):
            line = str(problem.line) if problem.line is not None else ""
            cells = (problem.source, line, problem.reason, _("yes") if problem.kept else _("no"))
            for column, text in enumerate(cells):
                item = QTableWidgetItem(visible(text, _LONGEST))
                item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
                table.setItem(row, column, item)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(max(30, header.sizeHint().height() + 8))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.ResizeToContents)
        table.setColumnWidth(0, 180)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table
