"""What comes out of a draft: notes to copy, the focus blocks as a calendar file, and an experiment of the journal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.language import N_, _
from app.ui import background, theme
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.text_sheet_dialog import TextSheetDialog
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from app.errors import UserError
    from app.model.outcomes_page import SheetText
    from app.model.plans import Edit
    from app.operations.stored_whatif import Board
    from app.progress import Progress

NOTES: Final = (
    N_("For this change"),
    N_("A document in place of the meeting"),
    N_("Ask for an agenda"),
)
"""The notes that ``Board.notes`` gives, in their order."""
_MEASURE: Final = "focus_minutes"


class PlanOutcome(QWidget):
    """The buttons under the changes, and what was said of the last of them.

    Signals:
        cleared: all changes are to be taken back.
        experiment_wanted: what shall be tried in earnest, and the measure that shows what comes of it.
    """

    cleared = Signal()
    experiment_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._edits: tuple[Edit, ...] = ()
        self._menu: QMenu | None = None
        self.blocks = LightButton(_("Focus blocks as ICS…"), "plain", self)
        self.experiment = LightButton(_("Make it an experiment"), "plain", self)
        self.clear = LightButton(_("Undo all"), "quiet", self, "surface")
        self.said = PlainLabel("", "caption", "muted", self, wrap=True)
        self.said.hide()
        foot = WrappingRow()
        for made in (self.blocks, self.experiment, self.clear):
            foot.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addLayout(foot)
        column.addWidget(self.said)
        self.clear.clicked.connect(self.cleared)
        self.blocks.clicked.connect(self._choose_file)
        self.experiment.clicked.connect(self._try_out)

    def show_edits(self, board: Board, edits: tuple[Edit, ...]) -> None:
        """Take other changes, in the order in which they are shown."""
        self._board, self._edits = board, edits
        self.setVisible(bool(edits))
        if not edits:
            self._tell("")

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def _fail(self, error: UserError) -> None:
        self._tell(error.sentence())

    # ---- notes ----

    def choose_note(self, edit: Edit, place: QPoint) -> None:
        """Ask which note on a change is wanted, at a place on the screen."""
        theme.put_rules_on()
        self._menu = menu = QMenu(self)
        menu.setAccessibleName(_("Which note"))
        for at, words in enumerate(NOTES):
            menu.addAction(_(words)).triggered.connect(lambda _checked=False, at=at: self._open_note(edit, at))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def _open_note(self, edit: Edit, at: int) -> None:
        if self._board is not None:
            background.start(
                partial(_notes, self._board, edit), lambda notes: self._show_note(notes[at]), self._fail, self
            )

    def _show_note(self, note: SheetText) -> None:
        dialog = TextSheetDialog(note, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- focus blocks, experiment ----

    def _choose_file(self) -> None:
        # Imported here, as all dialogs are, because the page itself needs none.
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self.window(), _("Write the focus blocks into a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.setNameFilters(["iCalendar (*.ics)"])
        dialog.selectFile("focus-blocks.ics")
        dialog.fileSelected.connect(self.write_blocks)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def write_blocks(self, path: str) -> None:
        """Write the focus blocks of the changed week into a file, beside the window."""
        if self._board is not None:
            background.start(partial(_written, self._board, self._edits, path), self._tell, self._fail, self)

    def _try_out(self) -> None:
        if self._board is not None:
            self.experiment_wanted.emit(self._board.experiment(self._edits), _MEASURE)


def _notes(board: Board, edit: Edit, _progress: Progress) -> tuple[SheetText, ...]:
    return board.notes(edit)


def _written(board: Board, edits: tuple[Edit, ...], path: str, _progress: Progress) -> str:
    return board.write_blocks(edits, path)
