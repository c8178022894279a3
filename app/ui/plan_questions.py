"""What the planner can be asked: the best changes, how many pay, other plans, a day for some, why not this one."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from app.language import _
from app.model.whatif_page import Answer, Asked
from app.ui import theme
from app.ui.buttons import button
from app.ui.light_button import LightButton
from app.ui.plan_answer import PlanAnswer
from app.ui.plan_work import PlanWork
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from app.model.series_figures import SeriesKey
    from app.model.whatif_page import Draft, FoundPlan, PlanCurve, PlanLine, Wish
    from app.operations.stored_whatif import Board
    from app.planning.gathering import Gathering
    from app.progress import Progress


class PlanQuestions(QWidget):
    """The main button, a quiet one with what is asked less often, and below them the answer.

    Signals:
        found: a plan is to be tried; carries it.
        gathered: some series are to go to one day; carries their moves.
        gather_wanted: it is to be asked which.
        changes_wanted: so many changes are to be allowed; carries the number.
    """

    found = Signal(object)
    gathered = Signal(object)
    gather_wanted = Signal()
    changes_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._board: Board | None = None
        self._draft: Draft | None = None
        self._found: FoundPlan | None = None
        self._answered: Asked | None = None
        self.menu: QMenu | None = None
        self.find_button = button("", "main", self)
        self.more = LightButton(_("Ask more…"), "quiet", self, "surface")
        self.work = PlanWork(self)
        self.answer = PlanAnswer(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.find_button)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.work)
        column.addWidget(self.answer)
        self.find_button.clicked.connect(self.search)
        self.more.clicked.connect(self._open_menu)
        self.work.turned.connect(self._show_busy)
        self.answer.chosen.connect(self._try)
        self.answer.allowed.connect(self._allow)
        self.answer.closed.connect(partial(self.more.setFocus, Qt.FocusReason.OtherFocusReason))

    def use(self, board: Board) -> None:
        """Ask about another week; of one that is as before, what was asked and answered stays."""
        before = self._board
        if before is not None and (before.items, before.today) != (board.items, board.today):
            self.stop()
        self._board = board

    def stop(self) -> None:
        """End what is looked for, and forget what was answered."""
        self.work.cancel()
        self.answer.hide()
        self._found = None

    def show_draft(self, draft: Draft) -> None:
        """Follow what a person tries; an answer under other limits goes."""
        self._draft = draft
        words = _find_words(draft.wish)
        if words != self.find_button.text():
            self.find_button.setText(words)
            # Now: how wide the panel must be is asked before Qt passes it on.
            self.updateGeometry()
        if self._answered is not None and self._asked(draft, self._answered) != self._answered:
            self.answer.hide()
            self._answered = None

    def _asked(self, draft: Draft, like: Asked | None = None) -> Asked:
        """Return what is asked of a plan; the number of changes as in another one, where the answer holds for all."""
        wish = draft.wish
        if like is not None and self.answer.is_curve():
            wish = wish._replace(changes=like.wish.changes)
        return Asked(wish, draft.kept)

    def is_busy(self) -> bool:
        """Return whether the planner is at work."""
        return self.work.is_busy()

    def _show_busy(self) -> None:
        # Qt's own annotations say that something always has the focus; nothing may.
        at: QWidget | None = self.window().focusWidget()
        is_busy, had_focus = self.work.is_busy(), at is not None and self.work.isAncestorOf(at)
        self.find_button.setEnabled(not is_busy)
        self.more.setEnabled(not is_busy)
        if had_focus and not is_busy:
            self.find_button.setFocus()

    def _open_menu(self) -> None:
        theme.put_rules_on()
        self.menu = menu = QMenu(self)
        menu.setAccessibleName(self.more.words())
        for words, act in (
            (_("How many changes pay?"), self.ask_how_many),
            (_("Other plans"), self.ask_for_others),
            (_("Gather meetings on a day…"), self.gather_wanted.emit),
        ):
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    # ---- questions ----

    def search(self) -> None:
        """Look for the best changes."""
        if self._board is None or self._draft is None or self.work.is_busy():
            return
        enough = threading.Event()
        asked = self._asked(self._draft)
        work = partial(_best, self._board, asked, enough)
        self.work.start(_("Looking for the best changes"), work, partial(self._take, asked), enough=enough)

    def ask_how_many(self) -> None:
        """Ask how much more changes win."""
        if self._board is not None and self._draft is not None:
            asked = self._asked(self._draft)
            work = partial(_curve, self._board, asked)
            self.work.start(_("Looking for the best plans"), work, partial(self._show_curve, asked))

    def ask_for_others(self) -> None:
        """Ask for the plans that come after the best."""
        if self._board is not None and self._draft is not None:
            asked = self._asked(self._draft)
            work = partial(_others, self._board, asked)
            self.work.start(_("Looking for other plans"), work, partial(self._show_plans, asked))

    def ask_why_not(self, key: SeriesKey) -> None:
        """Ask why the best plan leaves a series as it is."""
        if self._board is not None and self._draft is not None:
            asked = self._asked(self._draft)
            work = partial(_why_not, self._board, asked, key, self._found)
            self.work.start(_("Looking for the best plan with it"), work, partial(self._show_why, asked))

    def gather(self, gathering: Gathering) -> None:
        """Look for where some series go on one day."""
        if self._board is not None and self._draft is not None:
            work = partial(_gathered, self._board, gathering, self._draft)
            self.work.start(_("Looking for a place for all of them"), work, self._take_gathered)

    # ---- answers ----

    def _take(self, asked: Asked, found: FoundPlan) -> None:
        self._found = found
        if found.edits:
            self.found.emit(found)
        elif (more := _more_needed(found)) is not None:
            self.answer.show_offer(Answer(_find_words(asked.wish), found.proof), *more)
            self._show(asked)
        else:
            # Nothing to put in the place of what the person tried.
            self.work.tell(found.proof)

    def _allow(self, changes: int) -> None:
        """Allow so many changes, and look once more."""
        self.changes_wanted.emit(changes)
        self.search()

    def _try(self, found: FoundPlan) -> None:
        """Try one of several plans; what the best one is stays as it was found."""
        self.work.tell("" if found.edits else found.proof)
        if found.edits:
            self.found.emit(found)

    def _take_gathered(self, found: FoundPlan) -> None:
        self.work.tell(found.proof)
        if found.edits:
            self.gathered.emit(found.edits)

    def _show_curve(self, asked: Asked, answer: PlanCurve) -> None:
        self.answer.show_curve(answer, asked.wish.changes)
        self._show(asked)

    def _show_plans(self, asked: Asked, plans: tuple[PlanLine, ...]) -> None:
        self.answer.show_plans(plans)
        self._show(asked)

    def _show_why(self, asked: Asked, told: tuple[Answer, FoundPlan]) -> None:
        answer, self._found = told
        self.answer.show_answer(answer)
        self._show(asked)

    def _show(self, asked: Asked) -> None:
        self._answered = asked
        follow_layout(self)
        if self._draft is not None:
            self.show_draft(self._draft)


# What the planner is asked with is imported with the first question, not with the page, which would take a while.


def _find_words(wish: Wish) -> str:
    from app.operations.whatif_plans import find_words

    return find_words(wish)


def _more_needed(found: FoundPlan) -> tuple[int, str] | None:
    from app.operations.whatif_plans import more_needed

    return more_needed(found)


def _best(board: Board, asked: Asked, enough: threading.Event, progress: Progress) -> FoundPlan:
    from app.operations.whatif_plans import best

    return best(board.planned, asked, progress, enough.is_set)


def _curve(board: Board, asked: Asked, progress: Progress) -> PlanCurve:
    from app.operations.whatif_plans import curve

    return curve(board.planned, asked, progress)


def _others(board: Board, asked: Asked, progress: Progress) -> tuple[PlanLine, ...]:
    from app.operations.whatif_plans import other_plans_of

    return other_plans_of(board.planned, asked, progress)


def _why_not(
    board: Board, asked: Asked, key: SeriesKey, found: FoundPlan | None, progress: Progress
) -> tuple[Answer, FoundPlan]:
    from app.operations.whatif_plans import why_not

    return why_not(board.planned, asked, key, found, progress)


def _gathered(board: Board, gathering: Gathering, draft: Draft, progress: Progress) -> FoundPlan:
    from app.operations.whatif_plans import gathered

    return gathered(board.stage, board.planned, gathering, (draft.edits, draft.wish), progress)
