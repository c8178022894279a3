"""Tables saved as a file: the place is asked for, the work is done beside the window, and a notice says so."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from app.language import _
from app.ui.long_work import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.notices import NoticeArea


class TableSaving(QObject):
    """Saves the tables of some days.

    Args:
        workspace: gives the data that are shown now.
        window: the parent of the dialog.
    """

    def __init__(self, workspace: Callable[[], Workspace], window: QWidget) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._window = window
        self._notices: NoticeArea | None = None
        self._work = LongWork(self)

    def use(self, notices: NoticeArea) -> None:
        """Speak through these notices from now on."""
        self._notices = notices
        self._work.use(notices)

    def ask(self, first: int, last: int) -> None:
        """Ask where the tables of some days (ordinals, both included) shall be, and write them there."""
        # Imported here, as all dialogs are, because the first picture needs none.
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, _("Save as table"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        every, one = _("All tables, as a workbook"), _("The series, as a table")
        dialog.setNameFilters([f"{every} (*.xlsx)", f"{one} (*.csv)"])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(lambda chosen: dialog.setDefaultSuffix("csv" if "csv" in chosen else "xlsx"))
        dialog.selectFile("clearweek.xlsx")
        dialog.fileSelected.connect(lambda path: self._save(path, (first, last)))
        dialog.open()

    def _save(self, path: str, days: tuple[int, int]) -> None:
        self._work.start(_("Writing the tables"), partial(_save_tables, self._workspace(), path, days), self._tell)

    def _tell(self, sentence: str) -> None:
        if self._notices is not None:
            self._notices.add("done", sentence)


def _save_tables(workspace: Workspace, path: str, days: tuple[int, int], progress: Progress) -> str:
    # Imported here because the first picture writes nothing.
    from app.operations.table_files import save_tables

    return save_tables(workspace, path, days, progress)
