"""The report as files: where to, how far, and what was written, with what opens it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.errors import UserError
from app.language import _
from app.ui import icons, theme
from app.ui.buttons import button, icon_button
from app.ui.plain_label import PlainLabel
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from app.model.report_page import SavedReport

_ICON: Final = 18


class Saved(QWidget):
    """A strip that says what was written, and opens it.

    Signals:
        failed: the system opens no such thing; carries the error.
    """

    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved: SavedReport | None = None
        self.label = PlainLabel("", parent=self, wrap=True)
        self.file = button(_("Open the file"), "opens", self)
        self.folder = button(_("Open the folder"), "opens", self)
        self.close_button = icon_button("close", _("Close this notice"), self)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(theme.SPACE_L + _ICON + theme.SPACE_S + 2, 7, theme.SPACE_S, 7)
        whole.setSpacing(theme.SPACE_S)
        rows = QVBoxLayout()
        rows.setSpacing(0)
        rows.addWidget(self.label)
        buttons = WrappingRow()
        buttons.addWidget(self.file)
        buttons.addWidget(self.folder)
        rows.addLayout(buttons)
        whole.addLayout(rows, 1)
        whole.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self.file.clicked.connect(self._open_file)
        self.folder.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def show_saved(self, saved: SavedReport) -> None:
        """Say what was written."""
        # Imported here because it is said after the first file.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        self._saved = saved
        self.label.setText(saved.sentence)
        self.setAccessibleName(saved.sentence)
        self.file.setVisible(bool(saved.file))
        self.show()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, saved.sentence))

    def _open_file(self) -> None:
        if self._saved is not None:
            self._open(self._saved.file)

    def _open_folder(self) -> None:
        if self._saved is not None:
            self._open(self._saved.folder)

    def _open(self, path: str) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(path)):
            what = _("{name} could not be opened").format(name=Path(path).name)
            self.failed.emit(UserError(what, _("the system names no program for it"), _("it lies in its folder")))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the border and the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(theme.color("raised"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
        icons.draw(painter, "check", QRectF(theme.SPACE_L - 2, 10, _ICON, _ICON), theme.color("accent"))
        painter.end()


def ask_for_file(name: str, folder: str, parent: QWidget, on_path: Callable[[str], None]) -> None:
    """Ask in the system's dialog where the PDF is to go; nothing happens where that is cancelled."""
    dialog = QFileDialog(parent, _("Save the report as PDF"), folder or documents())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(["PDF (*.pdf)"])
    dialog.setDefaultSuffix("pdf")
    dialog.selectFile(f"{name}.pdf")
    dialog.fileSelected.connect(on_path)
    dialog.open()


def ask_for_folder(folder: str, parent: QWidget, on_path: Callable[[str], None]) -> None:
    """Ask in the system's dialog in which folder the one with the charts is to be made."""
    dialog = QFileDialog(parent, _("Where the folder with the charts is to be"), folder or documents())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(on_path)
    dialog.open()


def documents() -> str:
    """Return the folder that the system has for documents."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
