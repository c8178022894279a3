"""What a person asks for on the Team page: carried out beside the window, told in a notice; nothing is ever sent."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from app.language import _
from app.ui.long_work import LongWork

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QFileDialog, QWidget

    from app.model.team_page import SummaryPicture, TeamRequest, TeamVerb
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.notices import NoticeArea

_FILES: dict[TeamVerb, str] = {
    "keep-line": "round.txt",
    "write": "contribution.json",
    "save": "team-summary.json",
}
"""What is written to a file that is asked for, and how that is called where nobody says otherwise."""


class TeamChanges(QObject):
    """Carries out what is asked for.

    Args:
        workspace: gives the data that are shown now.
        window: the parent of dialogs.

    Signals:
        changed: another round is in hand, or something was shared.
    """

    changed = Signal()

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

    def ask(self, request: TeamRequest, answer: Callable[[SummaryPicture], None]) -> None:
        """Carry out what a person asks for; ``answer`` takes a summary where files are merged."""
        if not request.paths and (request.verb in _FILES or request.verb in {"open", "merge"}):
            self._choose_files(request, answer)
        elif request.verb == "merge":
            work = partial(_merge, self._workspace(), request.paths)
            self._work.start(_("Merging what you were given"), work, answer)
        else:
            self._work.start(_("Keeping that"), partial(_carry_out, self._workspace(), request), self._tell)

    def _choose_files(self, request: TeamRequest, answer: Callable[[SummaryPicture], None]) -> None:
        dialog = self._dialog(request.verb)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda paths: self.ask(request._replace(paths=tuple(paths)), answer))
        dialog.open()

    def _dialog(self, verb: TeamVerb) -> QFileDialog:
        # Imported here, as all dialogs are, because the first picture needs none.
        from PySide6.QtWidgets import QFileDialog

        titles: dict[TeamVerb, str] = {
            "open": _("The file of a round"),
            "keep-line": _("Write the line of the round into a file"),
            "write": _("Write your file"),
            "merge": _("The files that you were given"),
            "save": _("Save the summary"),
        }
        dialog = QFileDialog(self._window, titles[verb])
        everything = _("All files")
        json = ["JSON (*.json)", f"{everything} (*)"]
        dialog.setNameFilters([f"{everything} (*)"] if verb in {"open", "keep-line"} else json)
        if verb in _FILES:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(_FILES[verb].rpartition(".")[2])
            dialog.selectFile(_FILES[verb])
        else:
            many = verb == "merge"
            dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
        return dialog

    def _tell(self, sentence: str) -> None:
        self.changed.emit()
        if self._notices is not None and sentence:
            self._notices.add("done", sentence)


def _merge(workspace: Workspace, paths: tuple[str, ...], progress: Progress) -> SummaryPicture:
    # Imported here, as below, because the first picture merges nothing.
    from app.operations.stored_team import summary_picture
    from app.operations.team import merge_files

    return summary_picture(merge_files(workspace, [Path(path) for path in paths], progress))


def _carry_out(workspace: Workspace, request: TeamRequest, _progress: Progress) -> str:
    from app.operations.team_requests import carry_out

    return carry_out(workspace, request)
