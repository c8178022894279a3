"""What the planner answered: a sentence, how much more changes win, or a short list of plans; one at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.buttons import icon_button
from app.ui.card import Card
from app.ui.curve_steps import CurveSteps
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.short_lists import ListRow
from app.ui.tab_order import follow_layout
from app.ui.twin_view import TwinView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.whatif_page import Answer, FoundPlan, PlanCurve, PlanLine

_SIDE: Final = theme.SPACE_L


class _StepsTwin(TwinView):
    """The steps, or their table."""

    def __init__(self, steps: CurveSteps, parent: QWidget) -> None:
        super().__init__(steps, parent)
        self._steps = steps

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab may stop at in their place."""
        return (self._steps, *self.tables())


class PlanAnswer(Card):
    """The answer, which can be closed.

    Signals:
        chosen: a plan is to be tried; carries it.
        allowed: so many changes are to be allowed; carries the number.
        closed: the answer was closed.
        shown: another answer is shown; carries where it stands, in this widget's pixels.
    """

    chosen = Signal(object)
    allowed = Signal(int)
    closed = Signal()
    shown = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: PlanCurve | None = None
        self._plans: tuple[PlanLine, ...] = ()
        self.rows: list[ListRow] = []
        self.title = PlainLabel("", "strong", parent=self, wrap=True)
        self.close_button = icon_button("close", _("Close"), self)
        self.sentence = PlainLabel("", parent=self, wrap=True)
        self.steps = CurveSteps()
        self.twin = _StepsTwin(self.steps, self)
        self.step_words = PlainLabel("", "caption", "muted", self, wrap=True)
        self.allow_button = LightButton("", "plain", self)
        self._needed = 0
        self._lay_out()
        self.allow_button.clicked.connect(self._allow)
        self.close_button.clicked.connect(self._close)
        self.steps.pointed.connect(self._tell_step)
        self.steps.chosen.connect(self._choose_step)
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(_SIDE, 0, theme.SPACE_S, 0)
        head.setSpacing(0)
        head.addWidget(self.title, 1)
        for made in (*self.twin.buttons(), self.close_button):
            head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        inner = QVBoxLayout()
        inner.setContentsMargins(_SIDE, 0, _SIDE, 0)
        inner.setSpacing(theme.SPACE_XS)
        inner.addWidget(self.sentence)
        below = QVBoxLayout()
        below.setContentsMargins(_SIDE, 0, _SIDE, 0)
        below.setSpacing(theme.SPACE_XS)
        for part in (self.step_words, self.allow_button):
            below.addWidget(part)
        wide = QVBoxLayout()
        # The columns of the table need all the room that a narrow panel has.
        wide.setContentsMargins(theme.SPACE_S, 0, theme.SPACE_S, 0)
        wide.addWidget(self.twin)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_S, 0, theme.SPACE_M)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(head)
        for each in (inner, wide, below):
            column.addLayout(each)
        column.addLayout(self._list)

    # ---- what is shown ----

    def show_answer(self, answer: Answer) -> None:
        """Show the answer to a question in a sentence."""
        self._show(answer.title, answer.sentence)

    def show_offer(self, answer: Answer, needed: int, words: str) -> None:
        """Show why there is no plan, and offer to allow as many changes as there would be one with."""
        self._needed = needed
        self.allow_button.set_words(words)
        self._show(answer.title, answer.sentence, is_offer=True)

    def show_curve(self, curve: PlanCurve, changes: int) -> None:
        """Show how much more changes win, and point at so many."""
        self._curve = curve
        self.steps.show_curve(curve, changes - 1)
        self.twin.show_table(curve.table, _("How many changes pay?"), curve.sentence)
        self.twin.table.set_first_wide()
        self._show(_("How many changes pay?"), curve.sentence, is_curve=True)
        self._tell_step()

    def show_plans(self, plans: tuple[PlanLine, ...]) -> None:
        """Show several plans, each of which can be tried."""
        sentence = _("Press one to try it.") if len(plans) > 1 else _("There is no other one.")
        self._show(_("Other plans"), sentence, plans=plans)

    def _show(
        self,
        title: str,
        sentence: str,
        *,
        is_curve: bool = False,
        is_offer: bool = False,
        plans: tuple[PlanLine, ...] = (),
    ) -> None:
        self.title.setText(title)
        self.setAccessibleName(title)
        self.sentence.setText(sentence)
        self.twin.setVisible(is_curve)
        self.twin.show_buttons(shown=is_curve)
        self.step_words.setVisible(is_curve)
        self.allow_button.setVisible(is_offer)
        self._show_rows(plans)
        self.show()
        follow_layout(self)
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{title} {sentence}"))
        self.shown.emit(self.rect())

    def _show_rows(self, plans: Sequence[PlanLine]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._plans, self.rows = tuple(plans), []
        for at, line in enumerate(plans):
            row = ListRow(line.title, line.differs, str(at), self)
            row.clicked.connect(self._choose_row)
            self._list.addWidget(row)
            row.show()
            self.rows.append(row)

    def is_curve(self) -> bool:
        """Return whether the steps are shown."""
        return self.isVisible() and not self.twin.isHidden()

    def toggle_table(self, *, shown: bool) -> None:
        """Show the steps as a table, or as steps again."""
        self.twin.toggle(shown)

    # ---- what a person does ----

    def _tell_step(self, _at: int = 0) -> None:
        step = self.steps.step()
        self.step_words.setText("" if step is None else step.words)

    def _choose_step(self, at: int) -> None:
        if self._curve is not None:
            self._try(self._curve.steps[at].found)

    def _choose_row(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self._try(self._plans[int(row.opens)].found)

    def _try(self, found: FoundPlan) -> None:
        self.chosen.emit(found)

    def _allow(self) -> None:
        self.allowed.emit(self._needed)

    def _close(self) -> None:
        self.hide()
        self.closed.emit()
