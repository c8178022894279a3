"""A field for what nobody else may read: a password, or an address that opens a calendar to whoever has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from app.language import _
from app.ui import theme
from app.ui.buttons import icon_button
from app.ui.checked_field import CheckedField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class SecretField(CheckedField):
    """A field that shows dots, and its text while the button beside it is on."""

    def __init__(self, name: str, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name, "", placeholder, parent)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        hints = Qt.InputMethodHint
        self.line.setInputMethodHints(
            hints.ImhHiddenText | hints.ImhSensitiveData | hints.ImhNoPredictiveText | hints.ImhNoAutoUppercase
        )
        self.show_button = icon_button("evidence", _("Show what is typed"), self)
        self.show_button.setCheckable(True)
        self.show_button.toggled.connect(self._show)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_XS)
        self.rows.removeWidget(self.line)
        row.addWidget(self.line, 1)
        # Aligned, so that its height is not the most that the field may have.
        row.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.rows.insertLayout(0, row)
        self.setTabOrder(self.line, self.show_button)

    def secret(self) -> str:
        """Return what stands in the field, as it was typed."""
        return self.line.text()

    def forget(self) -> None:
        """Empty the field, and what it could bring back."""
        self.line.setText("")
        self.show_button.setChecked(False)
        self.complain("")

    def _show(self, shown: bool) -> None:  # noqa: FBT001 (the slot of a signal)
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
