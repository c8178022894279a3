"""The sheet for a 1:1: the open promises to one person and what done means, as text to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from app.language import _
from app.ui import theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SheetDialog(QDialog):
    """Shows the sheet, and copies it."""

    def __init__(self, name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _("Sheet for a 1:1 with {person}").format(person=name)
        self.setWindowTitle(title)
        self.text = QPlainTextEdit(text, self)
        self.text.setReadOnly(True)
        self.text.setFont(theme.font("body"))
        self.text.setAccessibleName(title)
        self.text.setTabChangesFocus(True)
        self.copy = button(_("Copy"), "main", self)
        self.copy.setDefault(True)
        close = button(_("Close"), "quiet", self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_M)
        rows.addWidget(PlainLabel(title, "door", parent=self, wrap=True))
        why = _("From your journal: what you promised and what done means. It goes nowhere unless you hand it over.")
        rows.addWidget(PlainLabel(why, color="muted", parent=self, wrap=True))
        rows.addWidget(self.text, 1)
        self.said = PlainLabel("", "caption", "muted", parent=self)
        foot = QHBoxLayout()
        foot.addWidget(self.said)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.copy)
        rows.addLayout(foot)
        self.copy.clicked.connect(self._copy)
        close.clicked.connect(self.accept)
        self.resize(560, 420)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.setText(_("Copied"))
