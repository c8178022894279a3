"""The What-if page: a week as it is beside the one that is tried, what each change wins, and the best ones found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.model.whatif_page import Draft
from app.ui import theme
from app.ui.before_after import BeforeAfter
from app.ui.budget_card import BudgetCard
from app.ui.draft_history import DraftHistory
from app.ui.meeting_changes import MeetingChanges
from app.ui.page_margins import is_wide, keep_margins
from app.ui.plain_label import PlainLabel
from app.ui.plan_panel import PlanPanel
from app.ui.sentence import OVERSHOOT, Sentence
from app.ui.switch import Switch
from app.ui.tab_order import follow_layout
from app.ui.text_lines import TEXT_CHANGES
from app.ui.twin_view import TwinView
from app.ui.two_weeks import TwoWeeks
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.model.plans import Edit
    from app.model.whatif_page import Base, Tried, Wish
    from app.operations.stored_whatif import Board, NoBoard
    from app.operations.workspace import Workspace
    from app.ui.view_state import ViewState

_BESIDE_FROM: Final = 900
"""The room from which two weeks and the changes stand side by side."""
_BESIDE_FROM_LETTERS: Final = 100
_PANEL, _PANEL_WIDE = 240, 360
_NO_LIMIT: Final = (1 << 24) - 1
"""What Qt takes as no largest width."""
_BASES: Final = ("typical", "chosen")


class WhatIfPage(QScrollArea):
    """The page of changes that are tried, which scrolls as a whole.

    Signals:
        evidence_wanted: a figure was pressed; carries what it opens.
        draft_kept: the draft is another one; carries it as text.
        again_wanted: another week is to be tried.
        experiment_wanted: what shall be tried in earnest, and the measure that shows what comes of it.
        budget_chosen: other meeting hours are set for a week; carries seconds, or None.
    """

    evidence_wanted = Signal(str)
    draft_kept = Signal(str)
    again_wanted = Signal()
    experiment_wanted = Signal(str, str)
    budget_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.draft = Draft()
        self._past = DraftHistory()
        self._week = 0
        self._content = QWidget()
        self.sentence = Sentence()
        self.note = PlainLabel("", "caption", "muted", wrap=True)
        self.figures = BeforeAfter(self._content)
        self.base = Switch(_("Which week"), (_("Typical week"), _("Chosen week")), self._content)
        self.of_two = Switch(_("Which of the two weeks"), (_("Week A"), _("Week B")), self._content)
        self.weeks = TwoWeeks()
        self.twin = TwinView(self.weeks, self._content)
        self.panel = PlanPanel(self._content)
        self.budget = BudgetCard(self._content)
        self._lay_out()
        self.setViewport(QWidget())
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("What-if"))
        self._connect()
        self.meetings = MeetingChanges(self, self)
        for part in self._parts():
            part.hide()

    def _parts(self) -> tuple[QWidget, ...]:
        return self.figures, self._tools, self.twin, self.panel, self.budget

    def _lay_out(self) -> None:
        self._tools = QWidget(self._content)
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        choices = WrappingRow()
        choices.setSpacing(theme.SPACE_M)
        choices.addWidget(self.base)
        choices.addWidget(self.of_two)
        choices.addWidget(self.weeks.switch)
        tools.addLayout(choices, 1)
        self.twin.button.toggled.connect(self.weeks.cover)
        for made in self.twin.buttons():
            tools.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.SPACE_XL)
        self._left = QVBoxLayout()
        self._left.setSpacing(theme.SPACE_L)
        self._left.addWidget(self.twin)
        self._left.addWidget(self.budget)
        self._left.addStretch(1)
        self._beside.addLayout(self._left, 1)
        self._beside.addWidget(self.panel, 0, Qt.AlignmentFlag.AlignTop)
        self._whole = QVBoxLayout(self._content)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.sentence)
        self._inner = QVBoxLayout()
        self._inner.setContentsMargins(OVERSHOOT, 0, OVERSHOOT, 0)
        self._inner.setSpacing(theme.SPACE_M)
        for part in (self.note, self.figures, self._tools):
            self._inner.addWidget(part)
        self._inner.addLayout(self._beside)
        self._whole.addLayout(self._inner)
        self._whole.addStretch(1)

    def _connect(self) -> None:
        self.sentence.opened.connect(self.evidence_wanted)
        self.figures.opened.connect(self.evidence_wanted)
        self.base.chosen.connect(self._choose_base)
        self.of_two.chosen.connect(self._choose_week)
        self.weeks.planned.place_moved.connect(self._show_place)
        panel = self.panel
        self.budget.opened.connect(self.evidence_wanted)
        self.budget.chosen.connect(self.budget_chosen)
        panel.undone.connect(self._take_out)
        panel.outcome.cleared.connect(lambda: self.take(self.draft._replace(edits=())))
        panel.found.connect(lambda edits: self.take(self.draft._replace(edits=edits)))
        panel.wished.connect(self._wish)
        panel.outcome.experiment_wanted.connect(self.experiment_wanted)
        panel.questions.answer.shown.connect(self._show_answer)

    # ---- its picture ----

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> Board | NoBoard:
        """Return the week to try changes on; called beside the window."""
        # Imported here, beside the window: with all that the plan of a week needs it takes a while.
        from app.operations.stored_whatif import Board

        period = state.period or workspace.newest_period(state.kind)
        board = workspace.what_if(period, state.draft)
        if isinstance(board, Board):
            # Here, so that the window has nothing left to work out.
            _ = board.today
        return board

    def show_picture(self, picture: Board | NoBoard) -> None:
        """Show another week; what was tried on the same one meanwhile stays."""
        # Imported with the picture, not with the page.
        from app.operations.stored_whatif import Board, NoBoard

        for part in self._parts():
            part.setVisible(isinstance(picture, Board))
        if isinstance(picture, NoBoard):
            self.board = None
            self.sentence.set_phrases(picture.phrases)
            self.note.setText(picture.sentence)
            return
        before, self.board = self.board, picture
        if before is None or self.draft.base != picture.draft.base:
            self.draft = picture.draft
            self._past.forget()
        else:
            self.draft = picture.adopted(self.draft)
        if self._week >= picture.weeks:
            self._week = 0
        self.note.setText(picture.note)
        self.base.choose(_BASES.index(self.draft.base))
        self.panel.use(picture, self.draft)
        self.budget.show_budget(picture.budget)
        self.show_draft()
        self._arrange()
        follow_layout(self._content)

    def stop(self) -> None:
        """End what the planner looks for, and forget what was tried: other data are shown from now on."""
        self.panel.questions.stop()
        self.board = None

    def is_busy(self) -> bool:
        """Return whether something of what is shown is still being worked out."""
        return self.panel.is_busy()

    def toggle_table(self) -> None:
        """Show the table in place of the weeks, or the weeks again."""
        self.twin.toggle(not self.twin.is_table())
        self.panel.questions.answer.toggle_table(shown=self.twin.is_table())
        follow_layout(self._content)

    def show_draft(self) -> None:
        """Show the draft: its week, its figures, and each of its changes."""
        board = self.board
        if board is None:
            return
        now = board.tried(self.draft.edits, self.draft.kept, self._week)
        self._show_tried(now)
        self.of_two.setVisible(now.differs)
        self.twin.show_table(
            board.table(self.draft.edits), _("The meetings now and planned"), self.note.text(), (0, 1, 2)
        )
        self.sentence.set_phrases(now.sentence)
        self.panel.show_draft(self.draft)

    def show_while(self, edits: tuple[Edit, ...]) -> None:
        """Show what would be after some edits, while a meeting is in the hand."""
        if self.board is not None:
            self._show_tried(self.board.tried(edits, self.draft.kept, self._week))

    def _show_tried(self, now: Tried) -> None:
        """Show a week and its figures: all that changes with each step of a drag."""
        board = self.board
        assert board is not None
        changed = {edit.key for edit in self.draft.edits}
        numbers = {item.key: at for at, item in enumerate(board.items)}
        self.weeks.show_weeks(board.today[self._week].days, now.days, board.hours)
        self.weeks.mark(
            frozenset(numbers[key] for key in self.draft.kept if key in numbers),
            frozenset(numbers[key] for key in changed if key in numbers),
        )
        self.figures.show_figures(now.figures)

    # ---- the draft ----

    def undo(self) -> bool:
        """Undo what was tried last; False where that is nothing."""
        before = self._past.undone()
        if before is None:
            return False
        self._remember(before._replace(wish=self.draft.wish, base=self.draft.base))
        self.show_draft()
        return True

    def take(self, draft: Draft, step: str = "") -> None:
        """Take another draft; steps of the same kind in a row are undone as one."""
        if (draft.edits, draft.kept) != (self.draft.edits, self.draft.kept):
            self._past.add(self.draft, step)
            self._remember(draft)
        self.show_draft()

    def _remember(self, draft: Draft) -> None:
        self.draft = draft
        if self.board is not None:
            self.draft_kept.emit(self.board.as_text(draft))

    def _wish(self, wish: Wish) -> None:
        self._remember(self.draft._replace(wish=wish))
        # What is wished stands on the main button.
        self._arrange()

    def _take_out(self, edit: Edit) -> None:
        self.take(self.draft._replace(edits=tuple(each for each in self.draft.edits if each != edit)))

    def _choose_base(self, place: int) -> None:
        if _BASES[place] != self.draft.base:
            base: Base = "chosen" if place else "typical"
            self.draft_kept.emit("" if self.board is None else self.board.as_text(Draft(base, wish=self.draft.wish)))
            self.again_wanted.emit()

    def _choose_week(self, place: int) -> None:
        self._week = place
        self.show_draft()

    # ---- arrangement ----

    def _show_answer(self, place: QRect) -> None:
        """Bring an answer of the planner into view; where it is higher than that, its head."""
        at = self.panel.questions.answer.mapTo(self._content, place.topLeft())
        self.ensureVisible(at.x(), at.y(), 0, theme.SPACE_XL)

    def _show_place(self, place: QRect) -> None:
        at = self.weeks.planned.mapTo(self._content, place.center())
        self.ensureVisible(at.x(), at.y(), 0, place.height() // 2 + theme.SPACE_L)

    def changeEvent(self, event: QEvent) -> None:
        """Arrange the parts for the direction, and for the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES or event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the parts for the width."""
        self._arrange()
        super().resizeEvent(event)

    def _arrange(self) -> None:
        room, wide = keep_margins(self, self._whole), is_wide(self)
        letters = room / QFontMetricsF(theme.font("body")).averageCharWidth()
        beside = room >= _BESIDE_FROM and letters >= _BESIDE_FROM_LETTERS
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if direction != self._beside.direction():
            self._beside.setDirection(direction)
            # What is changed comes before what is set once.
            before, after = (self._inner, self._left) if beside else (self._left, self._inner)
            before.removeWidget(self.budget)
            after.insertWidget(1 if beside else -1, self.budget)
        self.weeks.set_beside(beside=beside)
        if beside:
            self.panel.setFixedWidth(max(_PANEL_WIDE if wide else _PANEL, self.panel.layout_width()))
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(_NO_LIMIT)
