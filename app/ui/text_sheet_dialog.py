"""A sheet of the journal as plain text, to be read and to be copied; nothing is sent from here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from app.language import _
from app.ui import theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.model.outcomes_page import SheetText

_LETTERS: Final = 90
_LINES: Final = 26
_SHARE_OF_SCREEN: Final = 0.9


class TextSheetDialog(QDialog):
    """A text with *Copy*."""

    def __init__(self, sheet: SheetText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(sheet.title)
        self.text = QPlainTextEdit(sheet.text, self)
        self.text.setReadOnly(True)
        self.text.setFont(theme.without_tabular_figures(theme.font("body")))
        self.text.document().setDocumentMargin(theme.SPACE_M)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(sheet.title)
        self.copy_button = button(_("Copy"), "main", self)
        close = button(_("Close"), "quiet", self)
        said = PlainLabel(_("Nothing is sent: you hand it over yourself."), "caption", "muted", self, wrap=True)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_S)
        foot.addWidget(said, 1)
        foot.addWidget(close)
        foot.addWidget(self.copy_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_M)
        rows.addWidget(self.text, 1)
        rows.addLayout(foot)
        metrics = self.fontMetrics()
        wanted = metrics.averageCharWidth() * _LETTERS, metrics.lineSpacing() * _LINES
        screen = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        self.resize(min(wanted[0], screen.width()), min(wanted[1], screen.height()))
        self.copy_button.clicked.connect(self._copy)
        close.clicked.connect(self.reject)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText(_("Copied"))
