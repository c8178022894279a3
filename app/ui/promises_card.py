"""The card of promises: those that are open, a form in which a new one is written, and those that are done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.language import _
from app.model.journal import Promise
from app.model.outcomes_page import JournalRequest
from app.ui import theme
from app.ui.buttons import button
from app.ui.form_fields import Field, FormFields
from app.ui.headed_card import HeadedCard
from app.ui.light_button import LightButton
from app.ui.promise_list import PromiseRows
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.outcomes_page import PromiseLine


class PromisesCard(HeadedCard):
    """The open promises, a form for a new one, and those that are done in a fold."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Open promises"), "", parent)
        self._today = 0
        self._done: tuple[PromiseLine, ...] = ()
        self.add = LightButton(_("New promise"), "plain", self)
        self.add_button(self.add)
        self.form = QWidget(self)
        self.fields = FormFields(
            [
                Field("what", _("What"), hint=_("Move the billing"), needed=True),
                Field("means", _("Done means"), hint=_("Ben has seen it run")),
                Field("due", _("By"), "day"),
                Field("to", _("To"), hint=_("a name")),
            ],
            self.form,
        )
        self.keep = button(_("Promise it"), "main", self.form)
        cancel = button(_("Cancel"), "quiet", self.form)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.keep)
        inner = QVBoxLayout(self.form)
        inner.setContentsMargins(0, theme.SPACE_XS, 0, theme.SPACE_M)
        inner.setSpacing(theme.SPACE_S)
        inner.addWidget(self.fields)
        inner.addLayout(foot)
        self.form.hide()
        self.open_rows = PromiseRows()
        self.fold = LightButton("", "quiet", self)
        self.done_rows = PromiseRows()
        self.done_rows.hide()
        fold_row = QHBoxLayout()
        fold_row.setContentsMargins(0, theme.SPACE_S, 0, 0)
        fold_row.addWidget(self.fold)
        fold_row.addStretch(1)
        self.rows.addWidget(self.form)
        self.rows.addWidget(self.open_rows)
        self.rows.addLayout(fold_row)
        self.rows.addWidget(self.done_rows)
        self.add.clicked.connect(self.begin_promise)
        self.keep.clicked.connect(self._record)
        self.fields.entered.connect(self._record)
        cancel.clicked.connect(self._close_form)
        self.fold.clicked.connect(self._turn_fold)
        for rows in (self.open_rows, self.done_rows):
            rows.wanted.connect(self.wanted)

    def show_promises(self, open_words: str, lines: Sequence[PromiseLine], done: Sequence[PromiseLine]) -> None:
        """Show other promises."""
        self.say(open_words)
        self.open_rows.set_lines(lines)
        self._done = tuple(done)
        if not self.done_rows.isHidden():
            self.done_rows.set_lines(done)
        self.fold.setVisible(bool(done))
        self._say_fold()

    def begin_promise(self) -> None:
        """Open the form for a new promise."""
        self.form.show()
        self.fields.take_focus()

    def use_day(self, today: int) -> None:
        """Take this day for the one on which something is promised."""
        self._today = today

    def _record(self) -> None:
        given = self.fields.given()
        if given is None:
            return
        means = given.texts["means"]
        row = Promise(
            what=given.texts["what"],
            done_means=means,
            defined=self._today if means else None,
            due=given.days["due"],
            to=given.texts["to"],
            promised=self._today,
        )
        self._close_form()
        self.wanted.emit(JournalRequest("record", row=row))

    def _close_form(self) -> None:
        self.fields.begin_anew()
        self.form.hide()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn_fold(self) -> None:
        if self.done_rows.isHidden():
            # Made only now: most visits leave what is done folded.
            self.done_rows.set_lines(self._done)
            follow_layout(self)
        self.done_rows.setVisible(self.done_rows.isHidden())
        self._say_fold()

    def _say_fold(self) -> None:
        text = _("Done in this time: {count}") if self.done_rows.isHidden() else _("Hide what is done: {count}")
        self.fold.set_words(text.format(count=len(self._done)))
