"""The Series page: a sentence about the costliest series, all of them as a table, and beneath it the life of one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from app.language import _
from app.model.chosen_period import period_with
from app.ui import theme
from app.ui.buttons import icon_button
from app.ui.card import Card
from app.ui.filter_button import FilterButton
from app.ui.light_button import LightButton
from app.ui.page_margins import COLUMN, is_wide, keep_margins
from app.ui.plain_label import PlainLabel
from app.ui.search_field import SearchField
from app.ui.sentence import OVERSHOOT, Sentence
from app.ui.series_story import SeriesStory
from app.ui.series_table import SeriesTable
from app.ui.text_lines import TEXT_CHANGES
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.model.series_page import SeriesPage as Picture
    from app.operations.workspace import Workspace
    from app.ui.look_alikes_dialog import LookAlikesDialog
    from app.ui.view_state import ViewState

_LEAST_ROWS: Final = 6
_SEARCH: Final = 220
_ALMOST_ALL: Final = 1_000
_UNLIMITED: Final = 16_777_215
"""The width that Qt gives a widget without a limit."""


class SeriesPage(QScrollArea):
    """The series of a period; it scrolls as a whole where the window is low.

    Signals:
        evidence_wanted: the reference of what a person opened.
        rule_wanted: what a series counts as from now on: its UID, its title, the rule (empty: none).
        review_wanted: a series was looked at: its UID and its title.
        merge_wanted: a series is counted as another: both UIDs, and the title.
        tables_wanted: the tables shall be saved: the first and the last day of the period, as ordinals.
    """

    evidence_wanted = Signal(str)
    rule_wanted = Signal(str, str, str)
    review_wanted = Signal(str, str)
    merge_wanted = Signal(str, str, str)
    tables_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture: Picture | None = None
        self.dialog: LookAlikesDialog | None = None
        self.sentence = Sentence()
        self.note = PlainLabel("", "caption", "muted", wrap=True)
        self.search = SearchField(_("Find a series"))
        self.counted = PlainLabel("", "caption", "muted", wrap=True)
        self.once = FilterButton(_("One-off meetings"))
        self.mine = FilterButton(_("Mine to change"))
        self.due = FilterButton("")
        self.save = icon_button("export", _("Save as table…"))
        self.alike = LightButton("", "opens", self)
        self.table = SeriesTable()
        self.nothing = PlainLabel("", "body", "muted", wrap=True)
        self.story = SeriesStory()
        self._content = QWidget()
        self._lay_out()
        # One that Python made: to be given Qt's own by `viewport()`, it has to learn all kinds of widgets first.
        self.setViewport(QWidget())
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Series"))
        self._connect()

    def _connect(self) -> None:
        for signal in (self.sentence.opened, self.table.opened, self.story.evidence_wanted):
            signal.connect(self.evidence_wanted)
        self.table.rule_wanted.connect(self.rule_wanted)
        self.story.review_wanted.connect(self.review_wanted)
        self.table.chosen.connect(self._show_story)
        self.table.columns_changed.connect(self._show_story)
        self.table.columns_changed.connect(self._arrange)
        self.search.textChanged.connect(self._filter)
        for button in (self.once, self.mine, self.due):
            button.toggled.connect(self._filter)
        self.alike.clicked.connect(self.ask_which_are_one)
        self.save.clicked.connect(self._save)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._find)

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> Picture:
        """Return what the page paints; called beside the window."""
        period = state.period or workspace.newest_period(state.kind)
        if period is None:
            period = period_with(state.kind, dt.datetime.now().astimezone().date().toordinal())
        return workspace.series(period)

    def show_picture(self, picture: Picture) -> None:
        """Show the series of a period; the order, the filters and the chosen one stay."""
        self._picture = picture
        self.sentence.set_phrases(picture.sentence)
        self.note.setText(picture.note)
        self.note.setVisible(not picture.unknown)
        self.counted.setText(picture.counted)
        self.due.set_words(_("To review: {count}").format(count=picture.due))
        self.due.setEnabled(bool(picture.due) or self.due.isChecked())
        self.save.setVisible(picture.days is not None)
        self.once.setVisible(any(not row.recurs for row in picture.rows))
        self.alike.set_words(_("{what} Count as one…").format(what=picture.alike))
        self.alike.setVisible(bool(picture.alike))
        self.table.show_rows(picture.rows)
        self._bar.setVisible(bool(picture.rows))
        self._card.setVisible(bool(picture.rows))
        self._show_story()
        self._arrange()
        self._order_tabs()

    def toggle_table(self) -> None:
        """Show the life line as a table, or as a line again; all else is a table already."""
        self.story.twin.toggle(not self.story.twin.is_table())
        self._arrange()

    # ---- what a person does ----

    def _find(self) -> None:
        theme.give_focus(self.search)
        self.search.selectAll()

    def _filter(self) -> None:
        shown = replace(
            self.table.series.shown,
            text=self.search.text(),
            mine=self.mine.isChecked(),
            due=self.due.isChecked(),
            once=self.once.isChecked(),
        )
        self.table.filter(shown)
        self._show_story()
        self._arrange()

    def _show_story(self) -> None:
        row = self.table.current()
        self.story.setVisible(row is not None)
        self.nothing.setVisible(row is None)
        self.nothing.setText(_("No series is like that.") if self._picture and self._picture.rows else "")
        if row is not None:
            self.story.show_row(row, self.table.hidden_words(row))

    def _save(self) -> None:
        if self._picture is not None and self._picture.days is not None:
            self.tables_wanted.emit(*self._picture.days)

    def ask_which_are_one(self) -> None:
        """Open the dialog of series that look alike."""
        if self._picture is None or not self._picture.look_alikes:
            return
        # Imported here because few calendars have any.
        from app.ui.look_alikes_dialog import LookAlikesDialog

        self.dialog = LookAlikesDialog(self._picture.look_alikes, self.window())
        self.dialog.merge_wanted.connect(self.merge_wanted)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _order_tabs(self) -> None:
        """Have Tab go down the page, whenever its parts were made."""
        stops: list[QWidget] = [*self.sentence.figures(), self.search, self.once, self.mine, self.due]
        stops += [self.save, self.alike]
        stops += [self.table.horizontalHeader(), self.table, *self.story.stops()]
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    # ---- arrangement ----

    def _lay_out(self) -> None:
        self._bar = QWidget()
        self._filters = WrappingRow()
        for button in (self.once, self.mine, self.due, self.save):
            self._filters.addWidget(button)
        self._bar_grid = QGridLayout(self._bar)
        self._bar_grid.setContentsMargins(0, 0, 0, 0)
        self._bar_grid.setHorizontalSpacing(theme.SPACE_L)
        self._bar_grid.setVerticalSpacing(theme.SPACE_S)
        self._bar_grid.addWidget(self.search, 0, 0)
        self._bar_grid.addWidget(self.counted, 0, 1)
        self._bar_grid.setColumnStretch(1, 1)
        self._bar_grid.addLayout(self._filters, 0, 2)
        self._card = Card()
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(theme.SPACE_S - 2, theme.SPACE_XS, theme.SPACE_S - 2, theme.SPACE_XS)
        inner.addWidget(self.table, 1)
        inner.addWidget(self.nothing)
        inner.addWidget(self.alike)
        self._body = QGridLayout()
        self._body.setContentsMargins(OVERSHOOT, theme.SPACE_XS, OVERSHOOT, 0)
        self._body.setHorizontalSpacing(theme.SPACE_L)
        self._body.setVerticalSpacing(theme.SPACE_M + 2)
        self._body.addWidget(self._card, 0, 0)
        self._body.addWidget(self.story, 1, 0)
        # The table takes what there is, up to its last row; what is left then lies beneath everything.
        self._body.setRowStretch(0, _ALMOST_ALL)
        self._body.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding), 2, 0)
        self._body.setRowStretch(2, 1)
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(theme.SPACE_XS)
        self._column.addWidget(self.sentence)  # brings the room for its ring along
        for widget in (self.note, self._bar):
            framed = QVBoxLayout()
            framed.setContentsMargins(OVERSHOOT, 0 if widget is self.note else theme.SPACE_XS, OVERSHOOT, 0)
            framed.addWidget(widget)
            self._column.addLayout(framed)
        self._column.addLayout(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins, and the content in one block of at most its width."""
        keep_margins(self, self._column)
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._arrange()

    def _arrange(self) -> None:
        """Put the life story beneath the table, or beside it; and the filters beneath the search where that is long."""
        beside = is_wide(self)
        self._body.removeWidget(self.story)
        self._body.addWidget(
            self.story, *((0, 1) if beside else (1, 0)), Qt.AlignmentFlag.AlignTop if beside else Qt.AlignmentFlag(0)
        )
        self.story.setMinimumWidth(COLUMN if beside else 0)
        self.story.setMaximumWidth(COLUMN if beside else _UNLIMITED)
        self.search.setFixedWidth(max(_SEARCH, self.search.fontMetrics().averageCharWidth() * 24))
        filters = sum(each.sizeHint().width() + theme.SPACE_S for each in (self.once, self.mine, self.due, self.save))
        # It may take two lines, which are no higher than the field.
        counted = round(self.counted.fontMetrics().horizontalAdvance(self.counted.text()) * 0.6)
        margins = self._column.contentsMargins()
        room = self.viewport().width() - margins.left() - margins.right() - 2 * OVERSHOOT
        one_row = self.search.width() + counted + filters + 3 * theme.SPACE_L <= room
        self._bar_grid.removeItem(self._filters)
        self._bar_grid.addLayout(self._filters, *((0, 2, 1, 1) if one_row else (1, 0, 1, 3)))
        self._filters.set_wraps(wraps=not one_row)
        self.story.set_room(COLUMN if beside else room)
        rows = min(max(len(self.table.series.rows()), 1), _LEAST_ROWS)
        self.table.setMinimumHeight(self.table.height_of(rows))
        tallest = self.table.height_of(max(len(self.table.series.rows()), 1))
        self.table.setMaximumHeight(tallest)
        below = sum(each.sizeHint().height() for each in (self.nothing, self.alike) if not each.isHidden())
        self._card.setMaximumHeight(tallest + below + theme.SPACE_XL)
