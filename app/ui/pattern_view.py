"""One pattern, opened: its sentence, its weeks or its series, why, its rule, and what one can say or do about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.chart_frame import ChartFrame
from app.ui.finding_card import REASONS
from app.ui.light_button import LightButton
from app.ui.pattern_parts import SetAsideCard, TableCard, TextCard, WaterfallCard
from app.ui.plain_label import PlainLabel
from app.ui.rule_card import RuleCard
from app.ui.sentence import OVERSHOOT, Sentence
from app.ui.text_lines import TEXT_CHANGES
from app.ui.week_bars_view import WeekBarsView

if TYPE_CHECKING:
    from app.model.patterns_page import PatternDetail

_TWO_COLUMNS_FROM: Final = 560
"""The width from which cards stand side by side, at the usual size of text."""
_TWO_COLUMNS_IN_LETTERS: Final = 74


class PatternView(QWidget):
    """The opened pattern.

    Signals:
        evidence_wanted: the reference of what was pressed.
        not_so: *Not so* was said; carries the pattern and the reason.
        taken_back: the number of a *Not so* that shall hold no more.
        number_wanted: a number of the rule, and its new value; None: the default.
        experiment_wanted: *Try…* was pressed; carries what is changed, and the measure.
    """

    evidence_wanted = Signal(str)
    not_so = Signal(str, str)
    taken_back = Signal(int)
    number_wanted = Signal(str, object)
    experiment_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._detail: PatternDetail | None = None
        self._columns = 0
        self.sentence = Sentence()
        self._note = PlainLabel("", "caption", "muted", wrap=True)
        self._bars = WeekBarsView()
        self.chart = ChartFrame(chart=self._bars)
        self.why = WaterfallCard(self)
        self.went = TableCard(self)
        self.series = TableCard(self)
        self.rule = RuleCard(self)
        self.suggestion = TextCard(_("One thing to try"), self)
        self.set_aside = SetAsideCard(self)
        self.count = LightButton("", "opens", self, "surface")
        self.denied = LightButton(_("Not so"), "quiet", self, "surface")
        self.tried = LightButton(_("Try…"), "plain", self)
        self._lay_out()
        self.sentence.opened.connect(self.evidence_wanted)
        for signal in (self.chart.evidence_wanted, self.went.evidence_wanted, self.series.evidence_wanted):
            signal.connect(self.evidence_wanted)
        for signal in (self.why.twin.evidence_wanted, self.why.view.evidence_wanted):
            signal.connect(self.evidence_wanted)
        self.rule.number_wanted.connect(self.number_wanted)
        self.set_aside.taken_back.connect(self.taken_back)
        self.count.clicked.connect(self._open)
        self.denied.clicked.connect(self._ask_why)
        self.tried.clicked.connect(self._try)

    # ---- what is shown ----

    def show_detail(self, detail: PatternDetail) -> None:
        """Show another pattern, or the same one anew."""
        self._detail = detail
        self.sentence.set_phrases(detail.sentence)
        self._note.setText(detail.note)
        self._note.setVisible(bool(detail.note))
        self.chart.setVisible(detail.bars is not None)
        if detail.bars is not None:
            self._bars.show_sides(detail.bars)
            self.chart.show_chart(detail.bars.chart)
        self.why.setVisible(detail.why is not None)
        if detail.why is not None:
            self.why.show_waterfall(detail.why)
        for card, part in ((self.went, detail.went), (self.series, detail.series)):
            card.setVisible(part is not None)
            if part is not None:
                card.show_part(part)
        self.rule.show_rule(detail.rule, detail.numbers)
        self.suggestion.setVisible(bool(detail.suggestion))
        self.suggestion.text.setText(detail.suggestion)
        self.set_aside.setVisible(bool(detail.set_aside))
        self.set_aside.show_words(detail.set_aside)
        self._show_buttons(detail)
        self.setAccessibleName(detail.row.name)
        self._columns = 0
        self._arrange()

    def _show_buttons(self, detail: PatternDetail) -> None:
        self.count.setVisible(bool(detail.counted))
        self.count.set_words(detail.counted)
        is_found = bool(detail.suggestion)
        self.denied.setVisible(is_found and detail.state != "not-so")
        self.tried.setVisible(is_found and detail.state != "not-so")
        for each in (self.count, self.denied, self.tried):
            each.setAccessibleDescription(detail.row.name)

    def toggle_table(self) -> None:
        """Show the pictures as tables, or the tables as pictures again."""
        is_table = self.chart.is_table() or self.why.twin.is_table()
        self.show_tables(tables=not is_table)

    def show_tables(self, *, tables: bool) -> None:
        """Show tables in place of pictures, or pictures."""
        if self.chart.is_table() != tables:
            self.chart.toggle_table()
        self.why.twin.toggle(tables)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        found: list[QWidget] = [*self.sentence.stops(), self.chart.table_button(), *self.chart.stops()]
        found += [*self.why.stops(), self.went.table, self.series.table, *self.rule.stops()]
        return [*found, *self.set_aside.buttons(), self.count, self.denied, self.tried]

    # ---- what a person does ----

    def _open(self) -> None:
        if self._detail is not None:
            self.evidence_wanted.emit(self._detail.opens)

    def _try(self) -> None:
        if self._detail is not None:
            self.experiment_wanted.emit(self._detail.suggestion, self._detail.measure)

    def _ask_why(self) -> None:
        if self._detail is None:
            return
        # Imported here because most patterns are not refused.
        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        for reason in REASONS:
            menu.addAction(_(reason), partial(self.not_so.emit, self._detail.row.pattern, reason))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.denied.mapToGlobal(self.denied.rect().topLeft()))

    # ---- arrangement ----

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.sentence)
        inner = QVBoxLayout()
        inner.setContentsMargins(OVERSHOOT, theme.SPACE_XS, OVERSHOOT, 0)
        inner.setSpacing(theme.SPACE_L)
        inner.addWidget(self._note)
        inner.addWidget(self.chart)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.SPACE_L)
        inner.addLayout(self._grid)
        self._foot = QGridLayout()
        self._foot.setHorizontalSpacing(theme.SPACE_S)
        self._foot.setVerticalSpacing(theme.SPACE_XS)
        self._foot.setColumnStretch(1, 1)
        self._foot.addWidget(self.count, 0, 0)
        inner.addLayout(self._foot)
        inner.addStretch(1)
        self._column.addLayout(inner, 1)

    def arrange_for(self, width: int) -> None:
        """Stand in a column of a width: the sentence breaks for it, and cards stand side by side or not."""
        self.sentence.setFixedHeight(self.sentence.heightForWidth(width))
        letters = self.fontMetrics().averageCharWidth() * _TWO_COLUMNS_IN_LETTERS
        columns = 2 if width >= max(_TWO_COLUMNS_FROM, letters) else 1
        if columns != self._columns:
            self._columns = columns
            self._place_cards()
        for card in (self.went, self.series):
            card.fit()
        self._place_buttons(width)

    def _place_buttons(self, width: int) -> None:
        """Put what one can say beside what opens the events, or under it where a button would be cut."""
        needed = sum(each.sizeHint().width() + theme.SPACE_L for each in (self.count, self.denied, self.tried))
        row = 0 if needed <= width else 1
        for column, each in enumerate((self.denied, self.tried), 2):
            self._foot.removeWidget(each)
            self._foot.addWidget(each, row, column)

    def _place_cards(self) -> None:
        """Put the cards that are shown beside each other, or one under the other; a single last one is as wide."""
        cards = (self.why, self.went, self.series, self.rule, self.suggestion, self.set_aside)
        for card in cards:
            self._grid.removeWidget(card)
        shown = [card for card in cards if not card.isHidden()]
        row, at = 0, 0
        while at < len(shown):
            wide = self._columns == 1 or shown[at] is self.series or at == len(shown) - 1
            self._grid.addWidget(shown[at], row, 0, 1, 2 if wide else 1)
            if not wide:
                self._grid.addWidget(shown[at + 1], row, 1)
            row, at = row + 1, at + (1 if wide else 2)
        first, second = (10, 13) if self.went in shown and self._columns == 2 else (1, 1)
        self._grid.setColumnStretch(0, first)
        self._grid.setColumnStretch(1, second if self._columns == 2 else 0)

    def _arrange(self) -> None:
        if self.width() > 1:
            self.arrange_for(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._columns = 0
            self._arrange()
