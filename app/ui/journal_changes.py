"""What a person asks of the journal in the window: carried out beside it, told in a notice, undone with one step."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.language import _, ngettext
from app.ui import background
from app.ui.long_work import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.errors import UserError
    from app.model.outcomes_page import JournalRequest, SheetText
    from app.operations.journal_requests import Told
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.notices import Notice, NoticeArea

_SHEETS = frozenset({"one-on-one", "delivered", "conditions", "behind"})


class JournalChanges(QObject):
    """Carries out what is asked of the journal.

    Args:
        workspace: gives the data that are shown now.
        on_error: told what did not work.
        window: the parent of dialogs.
    """

    changed = Signal()
    """The journal is another one."""

    def __init__(
        self, workspace: Callable[[], Workspace], on_error: Callable[[UserError], None], window: QWidget
    ) -> None:
        super().__init__(window)
        self._workspace = workspace
        self._on_error = on_error
        self._window = window
        self._notices: NoticeArea | None = None
        self._told: Notice | None = None
        self._aside: Told | None = None
        self._work = LongWork(self)
        self._work.ended.connect(self._tell_of_aside)

    def use(self, notices: NoticeArea) -> None:
        """Speak through these notices from now on."""
        self._notices, self._told = notices, None
        self._work.use(notices)

    def ask(self, request: JournalRequest) -> None:
        """Carry out what a person asks: show a sheet, ask for a file, or change the journal."""
        workspace = self._workspace()
        if request.verb in _SHEETS:
            background.start(partial(_sheet, workspace, request), self._show_sheet, self._on_error, self)
        elif request.verb in {"import", "export"} and not request.path:
            self._choose_file(request)
        else:
            words = _("Writing that into the journal")
            self._work.start(words, partial(_carry_out, workspace, request), partial(self._tell, workspace))

    # ---- files and sheets ----

    def _choose_file(self, request: JournalRequest) -> None:
        # Imported here, as all dialogs are, because the first picture needs none.
        from PySide6.QtWidgets import QFileDialog

        is_export = request.verb == "export"
        dialog = QFileDialog(self._window, _("Write the journal into a file") if is_export else _("Bring in a CSV"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        everything = _("All files")
        dialog.setNameFilters(["CSV (*.csv)", f"{everything} (*)"])
        if is_export:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("csv")
            dialog.selectFile("journal.csv")
        else:
            dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda path: self.ask(request._replace(path=path)))
        dialog.open()

    def _show_sheet(self, sheet: SheetText) -> None:
        from app.ui.text_sheet_dialog import TextSheetDialog

        dialog = TextSheetDialog(sheet, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    # ---- what is said ----

    def _tell(self, workspace: Workspace, told: Told) -> None:
        if told.change:
            self.changed.emit()
        notices = self._notices
        if notices is None:
            return
        self._forget_notice()
        if told.change:
            self._told = notices.add("done", told.sentence, _("Undo"), partial(self._undo, workspace, told.change))
        else:
            notices.add("done", told.sentence)
        self._aside = told if told.bad else None

    def _tell_of_aside(self) -> None:
        """Say what was set aside once the notice of the work is gone: where three stand, the first with *Undo* goes."""
        told, self._aside = self._aside, None
        if told is not None and self._notices is not None:
            sentence = ngettext("{count} row was set aside.", "{count} rows were set aside.", told.bad)
            show = partial(self._show_sheet, told.aside)
            self._notices.add("notice", sentence.format(count=told.bad), _("Show"), show)

    def _forget_notice(self) -> None:
        """Take away the notice on the change before: only the newest change can be undone."""
        if self._told is not None and self._notices is not None:
            self._notices.remove(self._told)
        self._told = None

    def _undo(self, workspace: Workspace, change: int) -> None:
        self._forget_notice()
        self._work.start(_("Undoing that"), partial(_undo_told, workspace, change), self._tell_undone)

    def _tell_undone(self, sentence: str) -> None:
        self.changed.emit()
        if self._notices is not None:
            self._notices.add("done", sentence)


def _sheet(workspace: Workspace, request: JournalRequest, _progress: Progress) -> SheetText:
    # Imported here, as below, because the first picture asks nothing of the journal.
    from app.operations.journal_requests import sheet_for

    return sheet_for(workspace, request)


def _carry_out(workspace: Workspace, request: JournalRequest, _progress: Progress) -> Told:
    from app.operations.journal_requests import carry_out

    return carry_out(workspace, request)


def _undo_told(workspace: Workspace, change: int, _progress: Progress) -> str:
    from app.operations.journal_requests import undo_told

    return undo_told(workspace, change)
