"""A card with a heading: what it shows, a quiet line under that, and buttons at its end."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.card import Card
from app.ui.plain_label import PlainLabel


class HeadedCard(Card):
    """A card whose content stands under its heading, in ``rows``."""

    def __init__(self, title: str, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = PlainLabel(title, "title", parent=self, wrap=True)
        self.caption = PlainLabel("", "caption", "muted", self, wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(theme.SPACE_S)
        head = QGridLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setHorizontalSpacing(theme.SPACE_M)
        head.setVerticalSpacing(2)
        head.setColumnStretch(0, 1)
        head.addWidget(self.title, 0, 0)
        head.addLayout(self._buttons, 0, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.caption, 1, 0, 1, 2)
        self.rows = QVBoxLayout()
        self.rows.setSpacing(0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        whole.setSpacing(theme.SPACE_S)
        whole.addLayout(head)
        whole.addLayout(self.rows, 1)
        self.say(caption)

    def say(self, caption: str) -> None:
        """Show another line under the heading; empty: none."""
        self.caption.setText(caption)
        self.caption.setVisible(bool(caption))

    def add_button(self, widget: QWidget) -> None:
        """Put a button at the end of the heading."""
        self._buttons.addWidget(widget)
