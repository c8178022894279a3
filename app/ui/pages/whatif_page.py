"""The What-if page: a week as it is beside the one that is tried, what each change wins, and the best ones found."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.model.plans import Edit
from app.model.whatif_page import Draft
from app.ui import theme
from app.ui.before_after import BeforeAfter
from app.ui.block_menu import BlockActs, ask_for_length, ask_for_place, open_block_menu
from app.ui.draft_history import DraftHistory
from app.ui.draft_steps import aimed, nudged, refusal_of, shortened
from app.ui.page_margins import WIDEST, keep_margins, margin_of
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
    from PySide6.QtWidgets import QMenu

    from app.model.series_figures import SeriesKey
    from app.model.whatif_page import Base, Tried, WeekItem
    from app.operations.stored_whatif import Board, NoBoard
    from app.operations.workspace import Workspace
    from app.ui.plan_week import Target
    from app.ui.view_state import ViewState

_WIDEST_OF_THREE: Final = 1536
_BESIDE_FROM: Final = 900
"""The room from which two weeks and the changes stand side by side."""
_BESIDE_FROM_LETTERS: Final = 100
_PANEL, _PANEL_WIDE = 240, 360
_WIDE_FROM: Final = 1400
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
    """

    evidence_wanted = Signal(str)
    draft_kept = Signal(str)
    again_wanted = Signal()
    experiment_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.board: Board | None = None
        self.draft = Draft()
        self._past = DraftHistory()
        self._week = 0
        self._menu: QMenu | None = None
        self._content = QWidget()
        self.sentence = Sentence()
        self.note = PlainLabel("", "caption", "muted", wrap=True)
        self.figures = BeforeAfter(self._content)
        self.base = Switch(_("Which week"), (_("Typical week"), _("Chosen week")), self._content)
        self.of_two = Switch(_("Which of the two weeks"), (_("Week A"), _("Week B")), self._content)
        self.weeks = TwoWeeks()
        self.twin = TwinView(self.weeks, self._content)
        self.panel = PlanPanel(self._content)
        self._lay_out()
        self.setViewport(QWidget())
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("What-if"))
        self._connect()
        for part in self._parts():
            part.hide()

    def _parts(self) -> tuple[QWidget, ...]:
        return self.figures, self._tools, self.twin, self.panel

    def _lay_out(self) -> None:
        self._tools = QWidget(self._content)
        tools = QHBoxLayout(self._tools)
        tools.setContentsMargins(0, 0, 0, 0)
        choices = WrappingRow()
        choices.setSpacing(theme.SPACE_M)
        choices.addWidget(self.base)
        choices.addWidget(self.of_two)
        tools.addLayout(choices, 1)
        for made in self.twin.buttons():
            tools.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(theme.SPACE_XL)
        for widget, share in ((self.twin, 1), (self.panel, 0)):
            self._beside.addWidget(widget, share, Qt.AlignmentFlag.AlignTop)
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
        week = self.weeks.planned
        week.stepped.connect(self._step)
        week.landed.connect(self._land)
        week.put_back.connect(self._put_back)
        week.nudged.connect(self._nudge)
        week.length_wanted.connect(self._set_length)
        week.menu_wanted.connect(self._open_menu)
        week.leave_wanted.connect(self._leave)
        week.keep_wanted.connect(self._keep)
        week.place_moved.connect(self._show_place)
        panel = self.panel
        panel.undone.connect(self._take_out)
        panel.cleared.connect(lambda: self._take(self.draft._replace(edits=())))
        panel.found.connect(lambda edits: self._take(self.draft._replace(edits=edits)))
        panel.wished.connect(lambda wish: self._remember(self.draft._replace(wish=wish)))
        panel.experiment_wanted.connect(self.experiment_wanted)

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
        self._show()
        self._arrange()
        follow_layout(self._content)

    def toggle_table(self) -> None:
        """Show the table in place of the weeks, or the weeks again."""
        self.twin.toggle(not self.twin.is_table())
        follow_layout(self._content)

    def _show(self) -> None:
        """Show the draft: its week, its figures, and each of its changes."""
        board = self.board
        if board is None:
            return
        now = board.tried(self.draft.edits, self.draft.kept, self._week)
        self._show_tried(now)
        self.of_two.setVisible(now.differs)
        self.twin.show_table(board.table(self.draft.edits), _("The meetings now and planned"), self.note.text())
        self.sentence.set_phrases(now.sentence)
        self.panel.show_draft(self.draft)

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
        self._show()
        return True

    def _take(self, draft: Draft, step: str = "") -> None:
        """Take another draft; steps of the same kind in a row are undone as one."""
        if (draft.edits, draft.kept) != (self.draft.edits, self.draft.kept):
            self._past.add(self.draft, step)
            self._remember(draft)
        self._show()

    def _remember(self, draft: Draft) -> None:
        self.draft = draft
        if self.board is not None:
            self.draft_kept.emit(self.board.as_text(draft))

    def _edit(self, edit: Edit, step: str = "") -> None:
        """Make a change, unless the series stays or the place is taken."""
        board = self.board
        if board is None:
            return
        refusal = refusal_of(board, self.draft, edit)
        self.weeks.hint(refusal)
        if refusal:
            self.weeks.planned.say(refusal)
            self._show()
            return
        self._take(self.draft._replace(edits=board.with_edit(self.draft.edits, edit)), step)

    def _take_out(self, edit: Edit) -> None:
        self._take(self.draft._replace(edits=tuple(each for each in self.draft.edits if each != edit)))

    def _without(self, key: SeriesKey) -> None:
        self._take(self.draft._replace(edits=tuple(each for each in self.draft.edits if each.key != key)))

    def _choose_base(self, place: int) -> None:
        if _BASES[place] != self.draft.base:
            base: Base = "chosen" if place else "typical"
            self.draft_kept.emit("" if self.board is None else self.board.as_text(Draft(base, wish=self.draft.wish)))
            self.again_wanted.emit()

    def _choose_week(self, place: int) -> None:
        self._week = place
        self._show()

    # ---- what a person does with a meeting ----

    def _item(self, number: int) -> WeekItem:
        assert self.board is not None
        return self.board.items[number]

    def _step(self, target: Target) -> None:
        """Show what would be if what is in the hand landed here."""
        board = self.board
        if board is None:
            return
        edit = aimed(self._item(target.item), target)
        refusal = refusal_of(board, self.draft, edit)
        edits = self.draft.edits if refusal else board.with_edit(self.draft.edits, edit)
        self.weeks.planned.refuse(refusal)
        self._show_tried(board.tried(edits, self.draft.kept, self._week))
        self.panel.show_moving(self._item(target.item).title)

    def _land(self, target: Target) -> None:
        self._edit(aimed(self._item(target.item), target))
        self.weeks.planned.choose(target.item)

    def _put_back(self, number: int) -> None:
        """Put a series back where it stood; without a number, what was in the hand."""
        if number >= 0:
            self._without(self._item(number).key)
            self.weeks.planned.choose(number)
        else:
            self._show()

    def _nudge(self, number: int, days: int, steps: int) -> None:
        """Move a series to the next place in a direction that is free."""
        board = self.board
        if board is None:
            return
        item = self._item(number)
        if days and not item.changes_day:
            self.weeks.hint(item.why_not)
            return
        edit = nudged(board, self.draft, item, (days, steps), len(self.weeks.planned.days()))
        if edit is not None:
            self._edit(edit, f"nudge-{number}")
            self.weeks.planned.choose(number)

    def _set_length(self, number: int, seconds: int) -> None:
        self._edit(shortened(self._item(number), seconds), f"length-{number}")

    def _leave(self, number: int) -> None:
        self._edit(Edit(self._item(number).key, "drop"))

    def _keep(self, number: int) -> None:
        """Let a series stay as it is, or no longer; what was changed of it is put back."""
        key = self._item(number).key
        edits = tuple(each for each in self.draft.edits if each.key != key)
        self._take(self.draft._replace(edits=edits, kept=self.draft.kept ^ {key}))
        self.weeks.planned.choose(number)

    def _open_menu(self, number: int, place: QPoint) -> None:
        board = self.board
        if board is None:
            return
        item = self._item(number)
        days = [day.name for day in self.weeks.planned.days()]
        acts = BlockActs(
            edit=self._edit,
            put_back=partial(self._put_back, number),
            keep=partial(self._keep, number),
            length=lambda: ask_for_length(self.window(), item, board.minutes, self._edit),
            move=lambda: ask_for_place(self.window(), item, days, board.places(item.seconds), self._edit),
        )
        changed = any(edit.key == item.key for edit in self.draft.edits)
        kept = item.key in self.draft.kept
        self._menu = open_block_menu(self.weeks.planned, place, item, acts, kept=kept, changed=changed)

    # ---- arrangement ----

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
        width = self.viewport().width()
        room = width - 2 * margin_of(width)
        letters = room / QFontMetricsF(theme.font("body")).averageCharWidth()
        wide = room >= _WIDE_FROM
        keep_margins(self, self._whole, _WIDEST_OF_THREE if wide else WIDEST)
        beside = room >= _BESIDE_FROM and letters >= _BESIDE_FROM_LETTERS
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if direction != self._beside.direction():
            self._beside.setDirection(direction)
        self.weeks.set_beside(beside=beside)
        if beside:
            self.panel.setFixedWidth(max(_PANEL_WIDE if wide else _PANEL, self.panel.layout_width()))
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(_NO_LIMIT)
