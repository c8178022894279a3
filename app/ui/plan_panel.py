"""Beside the weeks: the changes and what each wins, what the planner can be asked, and what a plan must keep to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.language import _
from app.model.whatif_page import MOST_ASKED, MOST_MORNINGS
from app.ui import background, theme
from app.ui.change_list import ChangeList
from app.ui.limits_form import TIMES, FormWords, LimitsForm
from app.ui.plain_label import PlainLabel
from app.ui.plan_outcome import PlanOutcome
from app.ui.plan_questions import PlanQuestions
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from app.errors import UserError
    from app.model.plans import Edit
    from app.model.whatif_page import Draft, FoundPlan, Weighed
    from app.operations.stored_whatif import Board
    from app.progress import Progress


class PlanPanel(QWidget):
    """The changes of a draft, and the planner.

    Signals:
        undone: a change is to be taken back; carries its edit.
        found: the planner has found changes; carries their edits.
        wished: something else is asked of a plan; carries it.
    """

    undone = Signal(object)
    found = Signal(object)
    wished = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._draft: Draft | None = None
        self._weighing: background.Job | None = None
        self._proof: tuple[tuple[Edit, ...], str] = ((), "")
        self.title = PlainLabel(_("Changes"), "title", parent=self)
        self.count = PlainLabel("", "caption", "muted", self, wrap=True)
        self.empty = PlainLabel(
            _("Drag a meeting, or let the best changes be found. Nothing is written to a calendar."),
            color="muted",
            parent=self,
            wrap=True,
        )
        self.questions = PlanQuestions(self)
        self.proof = PlainLabel("", parent=self, wrap=True)
        self.list = ChangeList(self)
        self.rests_on = PlainLabel("", "caption", "muted", self, wrap=True)
        self.outcome = PlanOutcome(self)
        self.limits_title = PlainLabel(_("Limits"), "strong", parent=self)
        self.limits: LimitsForm | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_S)
        for part in (self.title, self.count, self.empty, self.questions, self.proof, self.list, self.rests_on):
            self._column.addWidget(part)
        self._column.addWidget(self.outcome)
        self._column.addWidget(self.limits_title)
        self._form = QGridLayout()
        self._column.addLayout(self._form)
        self.list.undone.connect(self.undone)
        self.list.note_wanted.connect(self.outcome.choose_note)
        self.questions.found.connect(self._take)
        self.questions.changes_wanted.connect(self._allow)

    def layout_width(self) -> int:
        """Return the width that the words on buttons need."""
        return self._column.minimumSize().width()

    # ---- what is shown ----

    def use(self, board: Board, draft: Draft) -> None:
        """Work on another week."""
        self._board = board
        self.questions.use(board)
        if self.limits is None:
            words = FormWords(
                numbers=[board.number(at) for at in range(1, MOST_ASKED + 1)],
                mornings=[board.count(at) for at in range(1, MOST_MORNINGS + 1)],
                times=[board.clock(time) for time in TIMES],
                days=board.weekdays,
            )
            self.limits = LimitsForm(words, self)
            self.limits.changed.connect(self._wish)
            self._form.addWidget(self.limits, 0, 0)
        self.limits.show_wish(draft.wish)
        self._draft = None

    def show_draft(self, draft: Draft) -> None:
        """Show the changes of a draft; what each wins is worked out beside the window."""
        board = self._board
        self.questions.show_draft(draft)
        if board is None or (self._draft is not None and draft.edits == self._draft.edits):
            self._draft = draft
            self._show_count(draft)
            return
        self._draft = draft
        self._show_count(draft)
        self.outcome.show_edits(board, draft.edits)
        self.empty.setVisible(not draft.edits)
        self._show_proof()
        if not draft.edits:
            if self._weighing is not None:
                self._weighing.cancel()
                self._weighing = None
            self.list.show_rows((), ())
            self.rests_on.setText("")
            self.rests_on.hide()
            return
        work = partial(_weighed, board, draft.edits)
        self._weighing = background.start(work, self._show_weighed, self._fail, self, instead_of=self._weighing)

    def is_busy(self) -> bool:
        """Return whether what the changes win is still to come."""
        return self._weighing is not None or self.list.is_coming()

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
        self._weighing = None
        board = self._board
        if board is None:
            return
        self.list.show_rows(weighed.rows, [board.number(at) for at in range(1, len(weighed.rows) + 1)])
        self.outcome.show_edits(board, self.list.edits())
        self.rests_on.setText(weighed.rests_on)
        self.rests_on.setVisible(bool(weighed.rests_on))
        follow_layout(self)

    def _fail(self, error: UserError) -> None:
        self._weighing = None
        self.questions.work.tell(error.sentence())

    # ---- the planner ----

    def _wish(self) -> None:
        if self.limits is not None:
            wish = self.limits.wish()
            if self._draft is not None:
                self._draft = self._draft._replace(wish=wish)
                self._show_count(self._draft)
                self.questions.show_draft(self._draft)
            self.wished.emit(wish)

    def _take(self, found: FoundPlan) -> None:
        """Take what was found, with the number of changes that it was found under."""
        self._allow(found.limits.changes)
        self._proof = (found.edits, found.proof)
        self.found.emit(found.edits)
        self._show_proof()

    def _allow(self, changes: int) -> None:
        """Ask for at most so many changes from now on."""
        if self.limits is not None and changes != self.limits.wish().changes:
            self.limits.show_wish(self.limits.wish()._replace(changes=changes))
            self._wish()


def _weighed(board: Board, edits: tuple[Edit, ...], _progress: Progress) -> Weighed:
    return board.weighed(edits)
