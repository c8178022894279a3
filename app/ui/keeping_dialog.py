"""How a person's data are kept, in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.language import _
from app.ui import theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QWidget


class KeepingDialog(QDialog):
    """Says where the data are, who may read them, and how they go."""

    def __init__(self, home: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("How this is kept"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_M)
        rows.addWidget(PlainLabel(_("How this is kept"), "door", parent=self))
        sentences = (
            _("What Clearweek reads is kept in one folder of this computer, which only your account may open:"),
            str(home),
            _("Clearweek reads calendars and never writes to one. It has no account, and counts nothing about you."),
            _(
                "What opens a calendar that you connect is kept with the keyring of this system, not in the folder; "
                "only an address may lie in a file there, if you say so."
            ),
            _("A file that you open stays where it is; its events are copied into the folder."),
            _("Remove a calendar and its events go from the folder; delete the folder and nothing is left."),
        )
        for sentence in sentences:
            label = PlainLabel(sentence, "mono" if sentence == str(home) else "body", parent=self, wrap=True)
            rows.addWidget(label)
        rows.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        close = button(_("Close"), parent=self)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        rows.addLayout(foot)
        self.resize(520, 440)
