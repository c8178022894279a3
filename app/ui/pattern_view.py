"""One pattern, opened: its sentence, its weeks or its series, why, its rule, and what one can say or do about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.chart_frame import ChartFrame
from app.ui.finding_card import REASONS
from app.ui.light_button import LightButton
from app.ui.page_margins import COLUMN
from app.ui.pattern_parts import SetAsideCard, TableCard, TextCard, WaterfallCard
from app.ui.plain_label import PlainLabel
from app.ui.rule_card import RuleCard
from app.ui.sentence import OVERSHOOT, Sentence, measure
from app.ui.text_lines import TEXT_CHANGES
from app.ui.week_bars_view import WeekBarsView

if TYPE_CHECKING:
    from app.model.patterns_page import PatternDetail

_TWO_COLUMNS_FROM: Final = 560
"""The width from which cards stand side by side, at the usual size of text."""
_TWO_COLUMNS_IN_LETTERS: Final = 74
_WITH_SIDE: Final = 3
_ALMOST_ALL: Final = 1000
_UNLIMITED: Final = (1 << 24) - 1
"""What Qt takes as no largest width."""


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
        self._inner.setContentsMargins(OVERSHOOT, theme.SPACE_XS if detail.note else theme.SPACE_M, OVERSHOOT, 0)
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
        self._foot.setVisible(bool(detail.counted) or not self.tried.isHidden())
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
        found += [self.series.table, *self.why.stops(), self.went.table]
        foot = [self.count, self.denied, self.tried]
        set_aside = self.set_aside.buttons()
        said = [*foot, *self.rule.stops(), *set_aside] if self._has_side() else [*self.rule.stops(), *set_aside, *foot]
        return [*found, *said]

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
        note = QHBoxLayout()
        note.addWidget(self._note, _ALMOST_ALL)
        note.addStretch(1)
        inner.addLayout(note)
        self._across, self._pair = QHBoxLayout(), QHBoxLayout()
        self._main, self._side, self._left, self._right = (QVBoxLayout() for _each in range(4))
        for within, parts in ((self._across, (self._main, self._side)), (self._pair, (self._left, self._right))):
            for part in parts:
                part.setSpacing(theme.SPACE_L)
                within.addLayout(part)
        self._inner = inner
        inner.addLayout(self._across)
        # The chart takes what room there is up to its own limit, and nothing below it does before.
        self._main.addWidget(self.chart, _ALMOST_ALL)
        self._main.addWidget(self.series)
        self._main.addLayout(self._pair)
        self._main.addStretch(1)
        self._across.setStretch(0, 1)
        self._under = QVBoxLayout()
        inner.addLayout(self._under)
        self._foot = QWidget(self)
        self._foot_row = QGridLayout(self._foot)
        self._foot_row.setContentsMargins(0, 0, 0, 0)
        self._foot_row.setHorizontalSpacing(theme.SPACE_S)
        self._foot_row.setVerticalSpacing(theme.SPACE_XS)
        self._foot_row.setColumnStretch(1, 1)
        self._foot_row.addWidget(self.count, 0, 0)
        inner.addStretch(1)
        self._column.addLayout(inner, 1)

    def arrange_for(self, width: int) -> None:
        """Stand in a column of a width: the sentence breaks for it, and cards stand side by side or not."""
        self.sentence.setFixedHeight(self.sentence.heightForWidth(width))
        self._note.setMaximumWidth(measure())
        two = max(_TWO_COLUMNS_FROM, self.fontMetrics().averageCharWidth() * _TWO_COLUMNS_IN_LETTERS)
        columns = 1 if width < two else 2 if width < two + theme.SPACE_L + COLUMN else _WITH_SIDE
        if columns != self._columns:
            self._columns = columns
            self._place_cards()
        for card in (self.went, self.series):
            card.fit()
        self._place_buttons(COLUMN if self._has_side() else width)

    def _place_buttons(self, width: int) -> None:
        """Put what one can say beside what opens the events, or under it where a button would be cut."""
        needed = sum(each.sizeHint().width() + theme.SPACE_L for each in (self.count, self.denied, self.tried))
        row = 0 if needed <= width else 1
        for column, each in enumerate((self.denied, self.tried), 2):
            self._foot_row.removeWidget(each)
            self._foot_row.addWidget(each, row, column)

    def _has_side(self) -> bool:
        """Return whether what one can say and do stands in a column beside what was found."""
        found = (self.chart, self.series, self.why, self.went)
        return self._columns == _WITH_SIDE and not all(each.isHidden() for each in found)

    def _place_cards(self) -> None:
        """Put the cards one under the other, in two columns, or beside a column with what one can say and do."""
        has_side = self._has_side()
        left: tuple[QWidget, ...] = (self.why, self.rule)
        right: tuple[QWidget, ...] = (self.went, self.suggestion, self.set_aside)
        side: tuple[QWidget, ...] = ()
        if has_side:
            left, right = (self.why,), (self.went,)
            side = (self.suggestion, self._foot, self.rule, self.set_aside)
        elif self._columns == 1 or all(each.isHidden() for each in right):
            left, right = (self.why, self.went, self.rule, self.suggestion, self.set_aside), ()
        _fill(self._left, left, stretch=not has_side)
        _fill(self._right, right, stretch=not has_side)
        _fill(self._side, side)
        _fill(self._under, () if has_side else (self._foot,))
        for each in side:
            each.setFixedWidth(COLUMN)
        for each in (*left, *right) if has_side else (*left, *right, self._foot):
            each.setMinimumWidth(0)
            each.setMaximumWidth(_UNLIMITED)
        self._inner.setStretchFactor(self._across, _ALMOST_ALL if has_side else 0)
        self._across.setSpacing(theme.SPACE_L if has_side else 0)
        has_two = any(not each.isHidden() for each in right)
        self._pair.setSpacing(theme.SPACE_L if has_two else 0)
        # What a table has to say is longer than its reasons.
        shares = (10, 13) if has_two and not self.went.isHidden() else (1, int(has_two or self._columns == _WITH_SIDE))
        for at, share in enumerate(shares):
            self._pair.setStretch(at, share)

    def _arrange(self) -> None:
        if self.width() > 1:
            self.arrange_for(self.width())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._columns = 0
            self._arrange()


def _fill(column: QVBoxLayout, widgets: tuple[QWidget, ...], *, stretch: bool = True) -> None:
    """Put other widgets into a column; what they do not fill stays free at its end."""
    while column.takeAt(0) is not None:
        pass
    for each in widgets:
        column.addWidget(each)
    if stretch:
        column.addStretch(1)
