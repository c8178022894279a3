"""All keys of the window in groups, as F1 shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel
from app.ui.shortcuts import GROUPS, key_words

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_LETTERS: Final = 64
_LINES: Final = 34
_SHARE_OF_SCREEN: Final = 0.9


class KeysDialog(QDialog):
    """The keys, each with what it does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Keys"))
        self.content = QWidget()
        grid = QGridLayout(self.content)
        grid.setContentsMargins(0, 0, theme.SPACE_M, 0)
        grid.setHorizontalSpacing(theme.SPACE_XL)
        grid.setVerticalSpacing(theme.SPACE_XS)
        grid.setColumnStretch(1, 1)
        for group in GROUPS:
            heading = PlainLabel(_(group.name), "strong")
            heading.setContentsMargins(0, theme.SPACE_M if grid.rowCount() > 1 else 0, 0, 0)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
            for row in group.rows:
                at = grid.rowCount()
                keys, words = PlainLabel(key_words(row), color="muted"), PlainLabel(_(row.words), wrap=True)
                grid.addWidget(keys, at, 0, Qt.AlignmentFlag.AlignTop)
                grid.addWidget(words, at, 1, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(grid.rowCount(), 1)
        self.lines = _Scrolled(self.content, self)
        close = button(_("Close"), parent=self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_M)
        rows.addWidget(PlainLabel(_("Keys"), "door", parent=self))
        rows.addWidget(self.lines, 1)
        rows.addLayout(foot)
        metrics = self.fontMetrics()
        room = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        wanted = (metrics.averageCharWidth() * _LETTERS, metrics.height() * _LINES)
        self.resize(min(wanted[0], room.width()), min(wanted[1], room.height()))
        self.lines.setFocus()


class _Scrolled(QScrollArea):
    """What scrolls by the arrow keys, and says so to a screen reader."""

    def __init__(self, content: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Keys"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to either end as well."""
        bar = self.verticalScrollBar()
        if event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            bar.setValue(bar.minimum() if event.key() == Qt.Key.Key_Home else bar.maximum())
            return
        super().keyPressEvent(event)
