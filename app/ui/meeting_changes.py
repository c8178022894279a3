"""What a person does with a meeting on the What-if page, by pointer, keys or menu, as changes of a draft."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from app.model.plans import Edit
from app.ui.block_menu import BlockActs, Known, ask_for_length, ask_for_place, open_block_menu
from app.ui.draft_steps import aimed, nudged, refusal_of, shortened

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtWidgets import QMenu, QWidget

    from app.model.series_figures import SeriesKey
    from app.model.whatif_page import Draft, WeekItem
    from app.operations.stored_whatif import Board
    from app.ui.plan_panel import PlanPanel
    from app.ui.plan_week import Target
    from app.ui.two_weeks import TwoWeeks


class Tries(Protocol):
    """What tries changes: it holds the week and the draft, and shows both."""

    board: Board | None
    draft: Draft
    weeks: TwoWeeks
    panel: PlanPanel

    def window(self) -> QWidget:
        """Return the window, for dialogs."""

    def take(self, draft: Draft, step: str = "") -> None:
        """Take another draft; steps of the same kind in a row are undone as one."""

    def show_draft(self) -> None:
        """Show the draft again."""

    def show_while(self, edits: tuple[Edit, ...]) -> None:
        """Show what would be after some edits, while a meeting is in the hand."""


class MeetingChanges(QObject):
    """Turns each into a change, unless the series stays or the place is taken."""

    def __init__(self, page: Tries, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._menu: QMenu | None = None
        week = page.weeks.planned
        week.stepped.connect(self._step)
        week.landed.connect(self._land)
        week.put_back.connect(self._put_back)
        week.nudged.connect(self._nudge)
        week.length_wanted.connect(self._set_length)
        week.menu_wanted.connect(self._open_menu)
        week.leave_wanted.connect(self._leave)
        week.keep_wanted.connect(self._keep)
        week.why_wanted.connect(self._ask_why)
        week.gather_wanted.connect(self._ask_to_gather)
        page.panel.questions.gather_wanted.connect(self.ask_to_gather)
        page.panel.questions.gathered.connect(self._take_moves)

    def _item(self, number: int) -> WeekItem:
        assert self._page.board is not None
        return self._page.board.items[number]

    def edit(self, edit: Edit, step: str = "") -> None:
        """Make a change; where it may not be, say why."""
        page, board = self._page, self._page.board
        if board is None:
            return
        refusal = refusal_of(board, page.draft, edit)
        page.weeks.hint(refusal)
        if refusal:
            page.weeks.planned.say(refusal)
            page.show_draft()
            return
        page.take(page.draft._replace(edits=board.with_edit(page.draft.edits, edit)), step)

    def _take_moves(self, moves: tuple[Edit, ...]) -> None:
        """Take several moves at once, as one step."""
        page = self._page
        if page.board is None:
            return
        edits = page.draft.edits
        for move in moves:
            edits = page.board.with_edit(edits, move)
        page.take(page.draft._replace(edits=edits))

    # ---- the pointer ----

    def _step(self, target: Target) -> None:
        """Show what would be if what is in the hand landed here."""
        page, board = self._page, self._page.board
        if board is None:
            return
        edit = aimed(self._item(target.item), target)
        refusal = refusal_of(board, page.draft, edit)
        page.weeks.planned.refuse(refusal)
        page.show_while(page.draft.edits if refusal else board.with_edit(page.draft.edits, edit))
        page.panel.show_moving(self._item(target.item).title)

    def _land(self, target: Target) -> None:
        self.edit(aimed(self._item(target.item), target))
        self._page.weeks.planned.choose(target.item)

    def _put_back(self, number: int) -> None:
        """Put a series back where it stood; without a number, what was in the hand."""
        if number >= 0:
            self._without(self._item(number).key)
            self._page.weeks.planned.choose(number)
        else:
            self._page.show_draft()

    def _without(self, key: SeriesKey) -> None:
        draft = self._page.draft
        self._page.take(draft._replace(edits=tuple(each for each in draft.edits if each.key != key)))

    # ---- keys ----

    def _nudge(self, number: int, days: int, steps: int) -> None:
        """Move a series to the next place in a direction that is free."""
        page, board = self._page, self._page.board
        if board is None:
            return
        item = self._item(number)
        if days and not item.changes_day:
            page.weeks.hint(item.why_not)
            return
        edit = nudged(board, page.draft, item, (days, steps), len(page.weeks.planned.days()))
        if edit is not None:
            self.edit(edit, f"nudge-{number}")
            page.weeks.planned.choose(number)

    def _set_length(self, number: int, seconds: int) -> None:
        self.edit(shortened(self._item(number), seconds), f"length-{number}")

    def _leave(self, number: int) -> None:
        self.edit(Edit(self._item(number).key, "drop"))

    def _keep(self, number: int) -> None:
        """Let a series stay as it is, or no longer; what was changed of it is put back."""
        key, draft = self._item(number).key, self._page.draft
        edits = tuple(each for each in draft.edits if each.key != key)
        self._page.take(draft._replace(edits=edits, kept=draft.kept ^ {key}))
        self._page.weeks.planned.choose(number)

    # ---- what is asked ----

    def _ask_why(self, number: int) -> None:
        self._page.panel.questions.ask_why_not(self._item(number).key)

    def _ask_to_gather(self, number: int) -> None:
        item = self._item(number)
        if item.changes_day and item.key not in self._page.draft.kept:
            self.ask_to_gather(item.key)
        else:
            self._page.weeks.hint(item.why_not)

    def ask_to_gather(self, first: SeriesKey | None = None) -> None:
        """Ask which meetings are to share a day."""
        # Imported here, as all dialogs are, because the page itself needs none.
        from app.ui.gather_dialog import GatherDialog

        page, board = self._page, self._page.board
        if board is None:
            return
        items = [item for item in board.items if item.changes_day and item.key not in page.draft.kept]
        days = [(day.weekday, board.weekdays[day.weekday]) for day in page.weeks.planned.days()]
        dialog = GatherDialog(items, days, first, page.window())
        dialog.gathered.connect(page.panel.questions.gather)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _open_menu(self, number: int, place: QPoint) -> None:
        page, board = self._page, self._page.board
        if board is None:
            return
        item, window = self._item(number), page.window()
        days = [day.name for day in page.weeks.planned.days()]
        acts = BlockActs(
            edit=self.edit,
            put_back=partial(self._put_back, number),
            keep=partial(self._keep, number),
            length=lambda: ask_for_length(window, item, board.minutes, self.edit),
            move=lambda: ask_for_place(window, item, days, board.places(item.seconds), self.edit),
            gather=partial(self.ask_to_gather, item.key),
            why_not=partial(self._ask_why, number),
        )
        known = Known(kept=item.key in page.draft.kept, changed=any(edit.key == item.key for edit in page.draft.edits))
        self._menu = open_block_menu(page.weeks.planned, place, item, acts, known)
