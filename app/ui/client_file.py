"""The file that Google gives for a client of one's own: chosen, or dropped here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.errors import UnreadableInput, why_not
from app.language import _
from app.model.foreign_text import visible
from app.ui import theme
from app.ui.buttons import button
from app.ui.file_drop import dropped_paths
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

_LONGEST: Final = 32
"""Characters of a name that are shown."""
_LARGEST: Final = 65_536
"""Bytes; such a file has about 400."""


class ClientFile(QWidget):
    """Takes one path, and shows the name of the file; what is in it is read by whoever signs in."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = ""
        self.setAcceptDrops(True)
        self.choose_button = button(_("Choose the JSON file…"), parent=self)
        self.choose_button.clicked.connect(self._choose)
        self.name = PlainLabel(_("or drop it here"), color="muted", parent=self, wrap=True)
        self.name.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self.choose_button)
        row.addWidget(self.name, 1)

    def take(self, path: str) -> None:
        """Take a file in place of the one before."""
        if path:
            self.path = path
            self.name.setText(_shortened(visible(Path(path).name, 200)))
            self.name.set_color("text")
            self.changed.emit()

    def _choose(self) -> None:
        title, kinds = _("Choose the file of your client"), _("JSON files (*.json);;All files (*)")
        found, __ = QFileDialog.getOpenFileName(self, title, "", kinds)
        self.take(found)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one file that lies on this computer."""
        if len(dropped_paths(event.mimeData())) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the file."""
        event.acceptProposedAction()
        self.take(dropped_paths(event.mimeData())[0])


def _shortened(name: str) -> str:
    """Return a name without its middle where it is long, as those from Google are: nothing in it could be broken."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST // 2]}…{name[-_LONGEST // 2 :]}"


def client_text(path: str) -> str:
    """Return what stands in the file of a client.

    Raises:
        UnreadableInput: when it cannot be read, or is no text, or far too long.

    """
    name = visible(Path(path).name, 120)
    what, step = _("{name} could not be read").format(name=name), _("choose the file that “Download JSON” gave")
    try:
        with Path(path).open("rb") as file:
            data = file.read(_LARGEST + 1)
    except OSError as error:
        raise UnreadableInput(what, why_not(error)) from error
    if len(data) > _LARGEST:
        raise UnreadableInput(what, _("it is too long for one"), step)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableInput(what, _("it is no text"), step) from error
