"""The Outcomes page: the journal, its measures, and beside them the focus hours of the same weeks (METRICS.md §8)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.model.chosen_period import period_with
from app.model.outcomes_page import JOURNAL, JournalRequest
from app.ui import journal_forms, theme
from app.ui.beside_chart import BesideCard
from app.ui.buttons import button, icon_button
from app.ui.experiment_list import ExperimentsCard
from app.ui.headed_card import HeadedCard
from app.ui.light_button import LightButton
from app.ui.measure_cards import MeasureGrid
from app.ui.meeting_notes import NotesCard
from app.ui.noted_card import NotedCard
from app.ui.page_margins import NARROW, is_wide, keep_margins
from app.ui.plain_label import PlainLabel
from app.ui.promises_card import PromisesCard
from app.ui.sentence import OVERSHOOT, Sentence
from app.ui.tab_order import follow_layout
from app.ui.text_lines import TEXT_CHANGES
from app.ui.wrapping_row import WrappingRow
from app.ui.written_label import WrittenLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from app.model.outcomes_page import OutcomesPicture
    from app.operations.workspace import Workspace
    from app.ui.form_fields import FormDialog
    from app.ui.view_state import ViewState

_TWO_FROM_LETTERS: Final = 80
_THREE_FROM_LETTERS: Final = 140
_JOURNAL, _MEASURES, _TRIED = 56, 44, 42
"""How the columns share the width."""


class _Empty(HeadedCard):
    """What stands here while the journal is empty: what it is for, and two ways to begin."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("A small journal of outcomes, not of activity"), "", parent)
        for text in (
            _("Write down what you promise, what “done” means, by when, and what it waits for."),
            _(
                "From that the page says how predictable promises were, how long they took and how long they waited, "
                "beside the focus hours of the same weeks; and it makes a sheet for a 1:1."
            ),
            _("It is for you. It lies in a file on this computer and goes nowhere by itself."),
        ):
            self.rows.addWidget(PlainLabel(text, "body", "muted", self, wrap=True))
            self.rows.addSpacing(theme.SPACE_XS)
        self.first = button(_("Write the first promise"), "main", self)
        self.bring = button(_("Bring in a CSV…"), parent=self)
        foot = WrappingRow()
        foot.addWidget(self.first)
        foot.addWidget(self.bring)
        self.rows.addSpacing(theme.SPACE_S)
        self.rows.addLayout(foot)


class _MeasuresPart(QWidget):
    """The measures under the days that they are of, and under them what was due where that gives no percentage."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.span = PlainLabel("", "caption", "muted", self, wrap=True)
        self.grid = MeasureGrid(self)
        self.due = HeadedCard(_("What was due"), "", self)
        self.due_rows: list[WrittenLabel] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        column.addWidget(self.span)
        column.addWidget(self.grid)
        column.addWidget(self.due)

    def show_measures(self, picture: OutcomesPicture) -> None:
        """Show other measures."""
        self.span.setText(_("Measures of {days}").format(days=picture.span))
        self.grid.set_cards(picture.measures)
        for row in self.due_rows:
            row.hide()
            row.deleteLater()
        self.due_rows = [WrittenLabel(" · ".join(due), "caption", parent=self.due) for due in picture.due]
        for row in self.due_rows:
            self.due.rows.addWidget(row)
        self.due.setVisible(bool(picture.due))


class OutcomesPage(QScrollArea):
    """The page of the journal, which scrolls as a whole.

    Signals:
        evidence_wanted: a figure of the calendars was pressed; carries what it opens.
        journal_wanted: something is asked of the journal; carries the request.
    """

    evidence_wanted = Signal(str)
    journal_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture: OutcomesPicture | None = None
        self._content = QWidget()
        self.sentence = Sentence()
        self.note = PlainLabel("", "caption", "muted", wrap=True)
        self.tools = QWidget(self._content)
        self.promises = PromisesCard(self._content)
        self.notes = NotesCard(self._content)
        self.noted = NotedCard(self._content)
        self.measures = _MeasuresPart(self._content)
        self.beside = BesideCard(self._content)
        self.experiments = ExperimentsCard(self._content)
        self.empty = _Empty(self._content)
        self._make_tools()
        self._columns: list[QVBoxLayout] = []
        self._placed: tuple[tuple[QWidget, ...], ...] = ()
        self._lay_out()
        # One that Python made: to be given Qt's own by `viewport()`, it has to learn all kinds of widgets first.
        self.setViewport(QWidget())
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Outcomes"))
        self._connect()
        # Until the first picture is there, nothing is known of the journal, not even that it is empty.
        for part in (self.empty, self.tools, *self._parts()):
            part.hide()

    def _parts(self) -> tuple[QWidget, ...]:
        return self.promises, self.notes, self.noted, self.measures, self.beside, self.experiments

    def _make_tools(self) -> None:
        self.sheet = LightButton(_("1:1 sheet…"), "plain", self.tools)
        self.delivered = LightButton(_("What I delivered…"), "plain", self.tools)
        self.conditions = LightButton(_("Conditions"), "plain", self.tools)
        self.bring = icon_button("file", _("Bring in a CSV…"), self.tools)
        self.export = icon_button("export", _("Write the journal into a file…"), self.tools)
        name = PlainLabel(_("To hand over"), "caption", "muted", self.tools)
        row = QHBoxLayout(self.tools)
        row.setContentsMargins(OVERSHOOT, theme.SPACE_S, OVERSHOOT, 0)
        row.setSpacing(theme.SPACE_S)
        to_hand_over = WrappingRow()
        for made in (name, self.sheet, self.delivered, self.conditions):
            to_hand_over.addWidget(made)
        row.addLayout(to_hand_over, 1)
        for icon in (self.bring, self.export):
            row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)

    def _lay_out(self) -> None:
        self._whole = QVBoxLayout(self._content)
        self._whole.setSpacing(0)
        self._whole.addWidget(self.sentence)
        for widget in (self.note, self.empty):
            framed = QVBoxLayout()
            framed.setContentsMargins(OVERSHOOT, theme.SPACE_L if widget is self.empty else 0, OVERSHOOT, 0)
            framed.addWidget(widget)
            self._whole.addLayout(framed)
        self._whole.addWidget(self.tools)
        self._across = QHBoxLayout()
        self._across.setContentsMargins(OVERSHOOT, theme.SPACE_M, OVERSHOOT, 0)
        self._across.setSpacing(theme.SPACE_L)
        for share in (_JOURNAL, _MEASURES, _TRIED):
            column = QVBoxLayout()
            column.setSpacing(theme.SPACE_L)
            self._across.addLayout(column, share)
            self._columns.append(column)
        self._whole.addLayout(self._across)
        self._whole.addStretch(1)

    def _connect(self) -> None:
        self.sentence.opened.connect(self._open)
        self.measures.grid.opened.connect(self._open)
        for shows_weeks in (self.beside, self.experiments):
            shows_weeks.evidence_wanted.connect(self.evidence_wanted)
        for card in (self.promises, self.notes):
            card.wanted.connect(self.journal_wanted)
        self.experiments.start_wanted.connect(lambda: self._ask_by(journal_forms.ask_for_experiment))
        self.noted.add_wanted.connect(lambda: self._ask_by(journal_forms.ask_for_entry))
        self.sheet.clicked.connect(lambda: self._ask_by(journal_forms.ask_for_person))
        self.delivered.clicked.connect(lambda: self._ask_by(journal_forms.ask_for_quarter))
        self.conditions.clicked.connect(lambda: self.journal_wanted.emit(JournalRequest("conditions")))
        for made in (self.bring, self.empty.bring):
            made.clicked.connect(lambda: self.journal_wanted.emit(JournalRequest("import")))
        self.export.clicked.connect(lambda: self.journal_wanted.emit(JournalRequest("export")))
        self.empty.first.clicked.connect(self._begin_first)

    # ---- its picture ----

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> OutcomesPicture:
        """Return what the page paints; called beside the window."""
        period = state.period or workspace.newest_period(state.kind)
        if period is None:
            period = period_with(state.kind, dt.datetime.now().astimezone().date().toordinal())
        return workspace.outcomes(period)

    @staticmethod
    def version_of(workspace: Workspace) -> tuple[int, int]:
        """Return what differs after each change of the journal."""
        return workspace.journal_version()

    def show_picture(self, picture: OutcomesPicture) -> None:
        """Paint another picture; what is being written stays."""
        self.picture = picture
        self.sentence.set_phrases(picture.sentence)
        self.note.setText(picture.note)
        self.promises.use_day(picture.today)
        self.promises.show_promises(picture.open_words, picture.promises, picture.done)
        self.notes.show_notes(picture.to_note, picture.notes_words, picture.notes)
        self.noted.show_entries(picture.entries)
        self.measures.show_measures(picture)
        self.beside.show_chart(picture.beside, picture.no_beside)
        self.experiments.show_experiments(picture.experiments)
        self.sheet.setVisible(bool(picture.people))
        self.delivered.setVisible(bool(picture.quarters))
        self._show_emptiness(empty=picture.empty)
        follow_layout(self._content)

    def _show_emptiness(self, *, empty: bool) -> None:
        """Show of an empty journal only what it is for, and where it can begin."""
        self.empty.setVisible(empty)
        for part in (self.tools, *self._parts()):
            part.setVisible(not empty or part in (self.notes, self.noted, self.experiments))
        if empty:
            self.promises.setVisible(not self.promises.form.isHidden())

    def toggle_table(self) -> None:
        """Show the table in place of the charts, or the charts again."""
        self.beside.twin.toggle(not self.beside.twin.is_table())
        follow_layout(self._content)

    # ---- what a person does ----

    def _open(self, opens: str) -> None:
        name = opens.removeprefix(JOURNAL)
        picture = self.picture
        if name == opens:
            self.evidence_wanted.emit(opens)
        elif picture is not None:
            days = picture.period if name in {"promised", "done"} else picture.days
            self.journal_wanted.emit(JournalRequest("behind", text=name, days=days))

    def _ask_by(self, form: Callable[[OutcomesPicture, Callable[[JournalRequest], None], QWidget], FormDialog]) -> None:
        if self.picture is not None:
            form(self.picture, self.journal_wanted.emit, self.window())

    def _begin_first(self) -> None:
        self.promises.show()
        self.promises.begin_promise()
        self.ensureWidgetVisible(self.promises.keep)

    # ---- arrangement ----

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
        width, room = self.width(), keep_margins(self, self._whole)
        letters = room / QFontMetricsF(theme.font("body")).averageCharWidth()
        count = 2 if width >= NARROW and letters >= _TWO_FROM_LETTERS else 1
        if is_wide(self) and letters >= _THREE_FROM_LETTERS:
            count = 3
        self._put_into_columns(count)

    def _put_into_columns(self, count: int) -> None:
        """Put the parts into columns: the journal first, then its measures, then what is tried."""
        by_count: dict[int, tuple[tuple[QWidget, ...], ...]] = {
            1: ((self.promises, self.notes, self.measures, self.beside, self.experiments, self.noted), (), ()),
            2: ((self.promises, self.notes, self.noted), (self.measures, self.beside, self.experiments), ()),
            3: ((self.promises, self.noted), (self.measures, self.beside), (self.notes, self.experiments)),
        }
        wanted = by_count[count]
        if count == 3 and self.measures.isHidden():
            # Of an empty journal only these are shown.
            wanted = ((self.promises, self.noted), (self.notes,), (self.measures, self.beside, self.experiments))
        if wanted == self._placed:
            return
        self._placed = wanted
        for column in self._columns:
            while column.takeAt(0) is not None:
                pass
        for number, (column, widgets) in enumerate(zip(self._columns, wanted, strict=True)):
            for widget in widgets:
                column.addWidget(widget)
            column.addStretch(1)
            share = (_JOURNAL, _MEASURES, _TRIED)[number] if widgets else 0
            self._across.setStretch(number, share)
        self._across.setSpacing(theme.SPACE_L if count > 1 else 0)
        follow_layout(self._content)
