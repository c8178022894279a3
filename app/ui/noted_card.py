"""What one noted of others: recognition, stretch work, promotion, with what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.headed_card import HeadedCard
from app.ui.light_button import LightButton
from app.ui.written_label import WrittenLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from app.model.outcomes_page import EntryLine


class EntryRow(QWidget):
    """One entry."""

    def __init__(self, line: EntryLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_S - 1, 0, theme.SPACE_S - 1)
        column.setSpacing(0)
        head = _("{person}: {text}").format(person=line.person, text=line.text)
        column.addWidget(WrittenLabel(head, parent=self))
        foot = _("{kind}, {day}").format(kind=line.kind, day=line.when)
        column.addWidget(WrittenLabel(foot, "caption", "muted", self))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline above the row."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.color("grid"))
        painter.end()


class NotedCard(HeadedCard):
    """All entries, and a button that adds one.

    Signals:
        add_wanted: the button was pressed.
    """

    add_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Noted of others"), "", parent)
        self.add = LightButton(_("Note one…"), "plain", self)
        self.add.clicked.connect(self.add_wanted)
        self.add_button(self.add)
        self.entries: list[EntryRow] = []

    def show_entries(self, lines: Sequence[EntryLine]) -> None:
        """Show other entries."""
        self.say(_("Recognition, stretch work and promotions, with what happened. For yourself."))
        if [row.line for row in self.entries] == list(lines):
            return
        for row in self.entries:
            self.rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.entries = [EntryRow(line, self) for line in lines]
        for row in self.entries:
            self.rows.addWidget(row)
