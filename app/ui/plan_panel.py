"""Beside the weeks: the changes and what each wins, what a plan must keep to, and what comes out of it."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from app.language import N_, _
from app.ui import background, theme
from app.ui.buttons import button
from app.ui.change_list import ChangeList
from app.ui.light_button import LightButton
from app.ui.limits_form import MOST_CHANGES, TIMES, LimitsForm
from app.ui.long_work import SHOWN_AFTER
from app.ui.plain_label import PlainLabel
from app.ui.tab_order import follow_layout
from app.ui.text_sheet_dialog import TextSheetDialog
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from app.errors import UserError
    from app.model.outcomes_page import SheetText
    from app.model.plans import Edit
    from app.model.series_figures import SeriesKey
    from app.model.whatif_page import Draft, FoundPlan, Weighed, Wish
    from app.operations.stored_whatif import Board
    from app.progress import Progress

NOTES: Final = (
    N_("For this change"),
    N_("A document in place of the meeting"),
    N_("Ask for an agenda"),
)
"""The notes that ``Board.notes`` gives, in their order."""
_MEASURE: Final = "focus_minutes"


class PlanPanel(QWidget):
    """The changes of a draft, and the planner.

    Signals:
        undone: a change is to be taken back; carries its edit.
        cleared: all of them are.
        found: the planner has found changes; carries their edits.
        wished: something else is asked of a plan; carries it.
        experiment_wanted: what shall be tried in earnest, and the measure that shows what comes of it.
    """

    undone = Signal(object)
    cleared = Signal()
    found = Signal(object)
    wished = Signal(object)
    experiment_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._draft: Draft | None = None
        self._weighing: background.Job | None = None
        self._search: background.Job | None = None
        self._enough = threading.Event()
        self._proof: tuple[tuple[Edit, ...], str] = ((), "")
        self._menu: QMenu | None = None
        self.title = PlainLabel(_("Changes"), "title", parent=self)
        self.count = PlainLabel("", "caption", "muted", self, wrap=True)
        self.empty = PlainLabel(
            _("Drag a meeting, or let the best changes be found. Nothing is written to a calendar."),
            color="muted",
            parent=self,
            wrap=True,
        )
        self.list = ChangeList(self)
        self.proof = PlainLabel("", parent=self, wrap=True)
        self.rests_on = PlainLabel("", "caption", "muted", self, wrap=True)
        self.limits_title = PlainLabel(_("Limits"), "strong", parent=self)
        self.limits: LimitsForm | None = None
        self.progress = PlainLabel("", "caption", "muted", self, wrap=True)
        self.find_button = button(_("Find the best changes"), "main", self)
        self.stop = LightButton(_("Stop: the best so far"), "plain", self)
        self.blocks = LightButton(_("Focus blocks as ICS…"), "plain", self)
        self.experiment = LightButton(_("Make it an experiment"), "plain", self)
        self.clear = LightButton(_("Undo all"), "quiet", self, "surface")
        self.said = PlainLabel("", "caption", "muted", self, wrap=True)
        self.budget = PlainLabel("", "caption", "muted", self, wrap=True)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_S)
        for words in (self.title, self.count, self.empty):
            self._column.addWidget(words)
        for searching in (self.find_button, self.progress, self.stop, self.said):
            self._column.addWidget(searching)
        for part in (self.proof, self.list, self.rests_on):
            self._column.addWidget(part)
        self._foot = WrappingRow()
        for made in (self.blocks, self.experiment, self.clear):
            self._foot.addWidget(made)
        self._column.addLayout(self._foot)
        self._column.addWidget(self.limits_title)
        self._form = QGridLayout()
        self._column.addLayout(self._form)
        self._column.addWidget(self.budget)
        for hidden in (self.progress, self.stop, self.said):
            hidden.hide()

    def _connect(self) -> None:
        self.list.undone.connect(self.undone)
        self.list.note_wanted.connect(self._choose_note)
        self.clear.clicked.connect(self.cleared)
        self.find_button.clicked.connect(self.search)
        self.stop.clicked.connect(self._stop)
        self.blocks.clicked.connect(self._choose_file)
        self.experiment.clicked.connect(self._try_out)
        self._soon.timeout.connect(self._show_progress)

    def layout_width(self) -> int:
        """Return the width that the words on buttons need."""
        return self._column.minimumSize().width()

    # ---- what is shown ----

    def use(self, board: Board, draft: Draft) -> None:
        """Work on another week."""
        self._board = board
        if self.limits is None:
            numbers = [board.number(at) for at in range(1, MOST_CHANGES + 1)]
            times = [board.clock(time) for time in TIMES]
            self.limits = LimitsForm(numbers, times, board.weekdays, self)
            self.limits.changed.connect(self._wish)
            self._form.addWidget(self.limits, 0, 0)
        self.limits.show_wish(draft.wish)
        self.budget.setText(board.budget)
        self.budget.setVisible(bool(board.budget))
        self._draft = None

    def show_draft(self, draft: Draft) -> None:
        """Show the changes of a draft; what each wins is worked out beside the window."""
        board = self._board
        if board is None or (self._draft is not None and draft.edits == self._draft.edits):
            self._draft = draft
            self._show_count(draft)
            return
        self._draft = draft
        self._show_count(draft)
        for widget in (self.blocks, self.experiment, self.clear):
            widget.setVisible(bool(draft.edits))
        self.empty.setVisible(not draft.edits)
        self._show_proof()
        if not draft.edits:
            if self._weighing is not None:
                self._weighing.cancel()
            self.list.show_rows((), ())
            self.rests_on.setText("")
            self.rests_on.hide()
            return
        work = partial(_weighed, board, draft.edits)
        self._weighing = background.start(work, self._show_weighed, self._fail, self, instead_of=self._weighing)

    def show_moving(self, title: str) -> None:
        """Say that a series is in the hand."""
        self.count.setText(_("{title} is being moved; Esc puts it back").format(title=title))

    def _show_count(self, draft: Draft) -> None:
        board = self._board
        assert board is not None
        count = len({edit.key for edit in draft.edits})
        text = _("{count} of at most {most}") if count <= draft.wish.changes else _("{count}, more than {most}")
        self.count.setText(text.format(count=board.number(count), most=board.number(draft.wish.changes)))
        self.count.setVisible(bool(draft.edits))

    def _show_proof(self) -> None:
        edits, words = self._proof
        own = self._draft.edits if self._draft is not None else ()
        shown = words if set(edits) == set(own) else ""
        self.proof.setText(shown)
        self.proof.setVisible(bool(shown))

    def _show_weighed(self, weighed: Weighed) -> None:
        board = self._board
        if board is None:
            return
        self.list.show_rows(weighed.rows, [board.number(at) for at in range(1, len(weighed.rows) + 1)])
        self.rests_on.setText(weighed.rests_on)
        self.rests_on.setVisible(bool(weighed.rests_on))
        follow_layout(self)

    def _fail(self, error: UserError) -> None:
        self._tell(error.sentence())

    def _tell(self, sentence: str) -> None:
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    # ---- the planner ----

    def _wish(self) -> None:
        if self.limits is not None:
            wish = self.limits.wish()
            if self._draft is not None:
                self._draft = self._draft._replace(wish=wish)
                self._show_count(self._draft)
            self.wished.emit(wish)

    def is_searching(self) -> bool:
        """Return whether the planner is at work."""
        return self._search is not None

    def search(self) -> None:
        """Look for the best changes, beside the window."""
        board, draft = self._board, self._draft
        if board is None or draft is None or self.limits is None or self._search is not None:
            return
        self._enough = threading.Event()
        self._tell("")
        self.find_button.setEnabled(False)
        self.progress.setText(_("Looking for the best changes"))
        work = partial(_found, board, self.limits.wish(), draft.kept, self._enough)
        job = background.start(work, self._take, self._fail, self)
        job.progressed.connect(self._hear)
        job.ended.connect(self._end)
        self._search = job
        self._soon.start()

    def _hear(self, _done: int, _total: int | None, what: str) -> None:
        if what:
            self.progress.setText(what)

    def _show_progress(self) -> None:
        self.progress.show()
        self.stop.show()
        follow_layout(self)

    def _stop(self) -> None:
        self._enough.set()
        self.progress.setText(_("Stopping; the best so far is taken."))

    def _take(self, plan: FoundPlan) -> None:
        if not plan.edits:
            # Nothing to put in the place of what the person tried.
            self._tell(plan.proof)
            return
        self._proof = (plan.edits, plan.proof)
        self.found.emit(plan.edits)
        self._show_proof()

    def _end(self) -> None:
        self._search = None
        self._soon.stop()
        had_focus = self.stop.hasFocus()
        self.progress.hide()
        self.stop.hide()
        self.find_button.setEnabled(True)
        if had_focus:
            self.find_button.setFocus()

    # ---- what comes out ----

    def _choose_note(self, edit: Edit, place: QPoint) -> None:
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
        if self._board is not None and self._draft is not None:
            work = partial(_written, self._board, self._draft.edits, path)
            background.start(work, self._tell, self._fail, self)

    def _try_out(self) -> None:
        if self._board is not None:
            self.experiment_wanted.emit(self._board.experiment(self.list.edits()), _MEASURE)


def _weighed(board: Board, edits: tuple[Edit, ...], _progress: Progress) -> Weighed:
    return board.weighed(edits)


def _found(
    board: Board, wish: Wish, kept: frozenset[SeriesKey], enough: threading.Event, progress: Progress
) -> FoundPlan:
    return board.find(wish, kept, progress, enough.is_set)


def _notes(board: Board, edit: Edit, _progress: Progress) -> tuple[SheetText, ...]:
    return board.notes(edit)


def _written(board: Board, edits: tuple[Edit, ...], path: str, _progress: Progress) -> str:
    return board.write_blocks(edits, path)
