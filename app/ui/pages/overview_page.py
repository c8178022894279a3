"""The first page: one sentence, four figures, a year in weeks; at a switch the week to come and what is new in it."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.language import _
from app.model.chosen_period import period_with
from app.model.overview import Overview
from app.ui import theme
from app.ui.card import Card
from app.ui.chart_frame import ChartFrame
from app.ui.figure_card import FigureRow
from app.ui.page_margins import COLUMN, is_wide, keep_margins
from app.ui.plain_label import PlainLabel
from app.ui.sentence import OVERSHOOT, Sentence
from app.ui.switch import Switch
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.operations.workspace import Workspace
    from app.ui.finding_card import FindingRow
    from app.ui.short_lists import ShortLists
    from app.ui.view_state import ViewState

_UNLIMITED: Final = 16_777_215
_GOOD_WIDTH: Final = 1248
_MOST_LINES_BESIDE: Final = 2


class OverviewPicture(NamedTuple):
    """What the page paints, which of its two views that is, and whether the findings are still to come."""

    overview: Overview
    coming: bool
    findings_follow: bool = False


class _Head(QWidget):
    """The sentence with the switch at its right, or above it where the sentence would get more lines."""

    def __init__(self, sentence: Sentence, switch: Switch, parent: QWidget) -> None:
        super().__init__(parent)
        self._sentence, self._switch = sentence, switch
        sentence.setParent(self)
        switch.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow sentence is a taller one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the sentence, and of the switch where that stands above."""
        beside = self._width_beside(width)
        if beside:
            return max(self._sentence.heightForWidth(beside), self._switch.sizeHint().height() + 2 * OVERSHOOT)
        return self._sentence.heightForWidth(width) + self._switch.sizeHint().height() + theme.SPACE_S

    def sizeHint(self) -> QSize:
        """Return the size at a good width; layouts ask for the height at theirs."""
        return QSize(_GOOD_WIDTH, self.heightForWidth(_GOOD_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(200, 40)

    def event(self, event: QEvent) -> bool:
        """Place both anew when either asks for another size."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Place both for the other direction."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def place_anew(self) -> None:
        """Place both after a change of the sentence; the first time that waits until there is a place."""
        self.updateGeometry()
        if self.testAttribute(Qt.WidgetAttribute.WA_Resized):
            self._place()

    def _width_beside(self, width: int) -> int:
        """The width of the sentence beside the switch; 0 where it stands better under it."""
        beside = width - self._switch.sizeHint().width() - theme.SPACE_XL
        if beside < width / 3:
            return 0
        lines = self._sentence.lines_at(beside)
        return beside if lines <= max(_MOST_LINES_BESIDE, self._sentence.lines_at(width)) else 0

    def _place(self) -> None:
        size = self._switch.sizeHint()
        beside = self._width_beside(self.width())
        across = self.width() - size.width() - OVERSHOOT
        switch = QRect(across, OVERSHOOT, size.width(), size.height())
        top = 0 if beside else size.height() + theme.SPACE_S
        sentence = QRect(0, top, beside or self.width(), self._sentence.heightForWidth(beside or self.width()))
        if self.isRightToLeft():
            switch.moveLeft(OVERSHOOT)
            sentence.moveRight(self.width() - 1)
        self._switch.setGeometry(switch)
        self._sentence.setGeometry(sentence)


class _NoWeeks(Card):
    """What stands in the place of the chart while there are no weeks to draw."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_XS)
        layout.addWidget(PlainLabel(_("No weeks to draw yet"), "title", wrap=True))
        why = _("A year of meeting and focus hours stands here as soon as the calendars cover a complete week.")
        layout.addWidget(PlainLabel(why, "body", "muted", wrap=True))


class OverviewPage(QScrollArea):
    """The first page, which scrolls as a whole.

    Signals:
        evidence_wanted: a figure was pressed; carries what it opens.
        coming_changed: the switch was turned to the week to come (True) or away from it.
        history_wanted: all weeks are wanted.
        try_wanted: *Try…* was pressed on a finding; carries what opens its events.
        not_so: *Not so* was said of a finding; carries its pattern and the reason.
        brought_back: and was taken back at once; carries the pattern.
    """

    evidence_wanted = Signal(str)
    coming_changed = Signal(bool)
    history_wanted = Signal()
    try_wanted = Signal(str)
    not_so = Signal(str, str)
    brought_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        self.sentence = Sentence()
        self.switch = Switch(_("What the page shows"), (_("Looking back"), _("The week to come")))
        self._head = _Head(self.sentence, self.switch, content)
        self._note = PlainLabel("", "caption", "muted", wrap=True)
        self.cards = FigureRow()
        self._lists: ShortLists | None = None
        self._findings_of = ""
        self._findings: FindingRow | None = None
        self.chart = ChartFrame(further=_("Whole history…"))
        self._no_weeks: QWidget | None = None
        self._content = content
        self._lay_out()
        # One that Python made: to be given Qt's own by `viewport()`, it has to learn all kinds of widgets first.
        self.setViewport(QWidget())
        if parent is not None:
            # As large as it will be: else all is laid out for the sizes that Qt begins with, and then once more.
            self.resize(parent.size())
            self.viewport().setGeometry(self.rect())
            content.resize(self.size())
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Overview"))
        for signal in (self.sentence.opened, self.cards.opened, self.chart.evidence_wanted):
            signal.connect(self.evidence_wanted)
        self.switch.chosen.connect(self._turn)
        self.chart.further_wanted.connect(self.history_wanted)

    def _lay_out(self) -> None:
        """Put everything one under the other; the sentence and the cards bring the room for their ring along."""
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(0)
        self._column.addWidget(self._head)
        self._add(self._note, 0)
        self._column.addSpacing(theme.SPACE_L - OVERSHOOT)
        self._column.addWidget(self.cards)
        self._place_of_lists = self._column.count()
        self._across = QHBoxLayout()
        self._chart_place = self._framed(self.chart, theme.SPACE_L - OVERSHOOT)
        self._across.addWidget(self._chart_place, 1)
        self._chart_place.hide()
        self._column.addLayout(self._across)
        self._column.addStretch(1)

    def _add(self, widget: QWidget, above: int, place: int = -1, below: int = 0) -> QWidget:
        """Put a widget that needs no room for a ring of its own in line with those that do; return where it stands."""
        frame = self._framed(widget, above, below)
        self._column.insertWidget(place, frame)
        return frame

    def _framed(self, widget: QWidget, above: int, below: int = 0) -> QWidget:
        frame = QWidget(self._content)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(OVERSHOOT, above, OVERSHOOT, below)
        inner.addWidget(widget, 1)
        inner.addStretch(0)
        return frame

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> OverviewPicture:
        """Return what the page paints; called beside the window."""
        period = state.period or workspace.newest_period(state.kind)
        if period is None:
            period = period_with(state.kind, dt.datetime.now().astimezone().date().toordinal())
        return OverviewPicture(workspace.overview(period, coming=state.coming), state.coming)

    @staticmethod
    def kept_picture(overview: Overview, _state: ViewState) -> OverviewPicture:
        """Return what is painted of a page that was kept."""
        return OverviewPicture(overview, coming=False)

    @staticmethod
    def first_picture_of(workspace: Workspace, state: ViewState) -> OverviewPicture | None:
        """Return what can be painted before the findings are known; None where the whole takes no longer."""
        if state.period is None or state.coming:
            return None
        first = workspace.overview_at_once(state.period)
        return OverviewPicture(first, coming=False, findings_follow=True) if first is not None else None

    def show_picture(self, picture: Overview | OverviewPicture) -> None:
        """Paint another picture; an overview alone is one that looks back."""
        if isinstance(picture, Overview):
            picture = OverviewPicture(picture, coming=False)
        overview = picture.overview
        self.switch.choose(int(picture.coming))
        self.sentence.set_phrases(overview.sentence)
        self._head.place_anew()
        self._note.setText(overview.note)
        self._note.setVisible(bool(overview.note))
        self.cards.set_cards(overview.cards)
        if overview.lists or self._lists is not None:
            self.lists().show_lists(overview.lists)
            self._lists_place.setVisible(bool(overview.lists))
        self._show_chart(overview, coming=picture.coming)
        if picture.findings_follow:
            self._await_findings(overview.period_title)
        elif overview.findings or self._findings is not None:
            self.findings().set_cards(overview.findings)
            self._keep_room_of_findings(kept=False)
            self._findings_place.setVisible(bool(overview.findings))
            self._findings_of = overview.period_title
            self._keep_margins()
        self._order_tab_stops()

    def _await_findings(self, period: str) -> None:
        """Take the findings of another period away, but keep their room; those of the same stay until others come."""
        if self._findings is None or self._findings_of == period:
            return
        self._keep_room_of_findings(kept=True)
        self._findings_place.hide()

    def _keep_room_of_findings(self, *, kept: bool) -> None:
        policy = self._findings_place.sizePolicy()
        policy.setRetainSizeWhenHidden(kept)
        self._findings_place.setSizePolicy(policy)

    def _show_chart(self, overview: Overview, *, coming: bool) -> None:
        """Show the year, or in its place why there is none; beside the week to come none is looked for."""
        self._chart_place.setVisible(overview.chart is not None)
        # The chart takes what room there is up to its own limit, and nothing above or below it does before.
        self._column.setStretchFactor(self._across, 1000 if overview.chart is not None else 0)
        if overview.chart is not None:
            self.chart.show_chart(overview.chart)
        elif self._no_weeks is None and not coming:
            card = _NoWeeks(self._content)
            self._no_weeks = self._add(card, theme.SPACE_L - OVERSHOOT, self._column.count() - 1)
        if self._no_weeks is not None:
            self._no_weeks.setVisible(overview.chart is None and not coming)

    def _order_tab_stops(self) -> None:
        """Have Tab go down the page, whenever its parts were made."""
        rows = [row for card in self._lists.cards() for row in card.rows] if self._lists is not None else []
        stops: list[QWidget] = [*self.sentence.stops(), *self.switch.choices(), *self.cards.buttons(), *rows]
        stops += [*self.chart.buttons(), *self.chart.stops()]
        if self._findings is not None:
            stops += [stop for widget in self._findings.widgets() for stop in widget.stops()]
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    def lists(self) -> ShortLists:
        """Return the lists of the week to come, which are made when they are first wanted."""
        if self._lists is None:
            from app.ui.short_lists import ShortLists

            self._lists = ShortLists()
            self._lists.opened.connect(self.evidence_wanted)
            self._lists_place = self._add(self._lists, theme.SPACE_L - OVERSHOOT, self._place_of_lists, below=OVERSHOOT)
        return self._lists

    def findings(self) -> FindingRow:
        """Return the cards of findings, which are made when there is a first one."""
        if self._findings is None:
            from app.ui.finding_card import FindingRow

            self._findings = FindingRow()
            self._findings.opened.connect(self.evidence_wanted)
            self._findings.try_wanted.connect(self.try_wanted)
            self._findings.not_so.connect(self.not_so)
            self._findings.brought_back.connect(self.brought_back)
            self._findings_place = self._add(self._findings, theme.SPACE_L, self._column.count() - 1)
        return self._findings

    def _has_column(self) -> bool:
        has_findings = self._findings is not None and bool(self._findings.widgets())
        return has_findings and is_wide(self)

    def _place_findings(self) -> None:
        """Put the findings under the chart, or beside it where the window is wide."""
        if self._findings is None:
            return
        place, is_beside = self._findings_place, self._has_column()
        if is_beside == (self._across.indexOf(place) >= 0):
            return
        if is_beside:
            self._column.removeWidget(place)
            self._across.addWidget(place, 0, Qt.AlignmentFlag.AlignTop)
        else:
            self._across.removeWidget(place)
            self._column.insertWidget(self._column.count() - 1, place)
        place.setMinimumWidth(COLUMN if is_beside else 0)
        place.setMaximumWidth(COLUMN if is_beside else _UNLIMITED)
        above = theme.SPACE_L - (OVERSHOOT if is_beside else 0)
        inner = place.layout()
        if inner is not None:
            inner.setContentsMargins(theme.SPACE_L - OVERSHOOT if is_beside else OVERSHOOT, above, OVERSHOOT, 0)

    def toggle_table(self) -> None:
        """Show the table in place of the chart, or the chart again."""
        self.chart.toggle_table()

    def changeEvent(self, event: QEvent) -> None:
        """Change the margins with the direction, and with the size of text."""
        super().changeEvent(event)
        if event.type() in {*TEXT_CHANGES, QEvent.Type.LayoutDirectionChange}:
            self._keep_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins at the new width."""
        self._keep_margins()
        super().resizeEvent(event)

    def _keep_margins(self) -> None:
        """Keep the content in one block of at most its width, where the reading begins."""
        keep_margins(self, self._column)
        self._place_findings()
        beside = self._findings.heightForWidth(COLUMN) if self._findings is not None and self._has_column() else 0
        self.chart.stand_beside(beside)
        # What stands under the chart follows it, however tall the window is.
        limit = self.chart.maximumHeight() + theme.SPACE_L - OVERSHOOT
        self._chart_place.setMaximumHeight(_UNLIMITED if self._has_column() else limit)

    def _turn(self, place: int) -> None:
        self.coming_changed.emit(bool(place))
