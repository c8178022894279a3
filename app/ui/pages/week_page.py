"""The Week page: a sentence, the days as strips, and beneath them on the same hours the year's heat map."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.model.chosen_period import monday_of
from app.ui import theme
from app.ui.day_strips import DayStrips
from app.ui.heat_map import HeatMapView
from app.ui.page_margins import keep_margins
from app.ui.plain_label import PlainLabel
from app.ui.sentence import OVERSHOOT, Sentence
from app.ui.text_lines import TEXT_CHANGES
from app.ui.twin_view import TwinView

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.model.week_view import WeekView
    from app.operations.workspace import Workspace
    from app.ui.view_state import ViewState

_WINDOW_WITH_ALL_HOURS: Final = 1180
"""The width of a window from which each hour has its label, in logical pixels."""


class WeekPage(QScrollArea):
    """One week, of a longer period the last; it scrolls as a whole.

    Signals:
        evidence_wanted: the reference of what a person opened.
        week_wanted: the Monday of the week that a person went to by Page Up or Page Down.
    """

    evidence_wanted = Signal(str)
    week_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week: WeekView | None = None
        self.sentence = Sentence()
        self.note = PlainLabel("", "caption", "muted", wrap=True)
        self.strips = DayStrips()
        self.strips_twin = TwinView(self.strips, corner=True)
        self.heat = HeatMapView()
        self.heat_twin = TwinView(self.heat)
        self._heat_title = PlainLabel("", "title", wrap=True)
        self._heat_caption = PlainLabel("", "caption", "muted", wrap=True)
        self._heat_part = QWidget()
        self._content = QWidget()
        self._room = 0
        self._lay_out()
        # One that Python made: to be given Qt's own by `viewport()`, it has to learn all kinds of widgets first.
        self.setViewport(QWidget())
        if parent is not None:
            # As large as it will be: else all is laid out for the sizes that Qt begins with, and then once more.
            self.resize(parent.size())
            self.viewport().setGeometry(self.rect())
            self._content.resize(self.size())
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Week"))
        self.sentence.opened.connect(self._open)
        self.strips.evidence_wanted.connect(self.evidence_wanted)
        self.strips.week_stepped.connect(self._step_week)
        self.strips.axis_changed.connect(self._align)
        for twin in (self.strips_twin, self.heat_twin):
            twin.evidence_wanted.connect(self._open)
            twin.button.toggled.connect(self._arrange)
        self.strips.place_moved.connect(self._show_place)
        self.heat.place_moved.connect(self._show_place)
        self.heat.evidence_wanted.connect(self._open)

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> WeekView:
        """Return the last week of the period that is complete, or the week to come; called beside the window."""
        newest = workspace.newest_period("week")
        period = state.period or workspace.newest_period(state.kind)
        if newest is None or period is None:
            return workspace.week(
                monday_of(period.last if period else dt.datetime.now().astimezone().date().toordinal())
            )
        if state.coming:
            return workspace.week(newest.first + 7)
        monday = monday_of(period.last)
        return workspace.week(min(monday, newest.first) if newest.first >= period.first else monday)

    def show_picture(self, week: WeekView) -> None:
        """Show a week."""
        self._week = week
        self.sentence.set_phrases(week.sentence)
        self.note.setText(week.note)
        self.note.setVisible(bool(week.note))
        self.strips.show_week(week)
        self.strips_twin.show_table(week.table, _("Days of the week"), "".join(part.text for part in week.sentence))
        self.strips_twin.setVisible(bool(week.days))
        self._heat_part.setVisible(week.heat is not None)
        if week.heat is not None:
            self._heat_title.setText(week.heat.title)
            self._heat_caption.setText(week.heat.caption)
            self.heat.show_map(week.heat)
            self.heat_twin.show_table(week.heat.table, week.heat.title, week.heat.summary)
        self._arrange()
        self._order_tabs()

    def toggle_table(self) -> None:
        """Show both pictures as tables, or both as pictures again."""
        tables = self.strips_twin.is_table() and (self.heat_twin.is_table() or self._heat_part.isHidden())
        self.strips_twin.toggle(not tables)
        self.heat_twin.toggle(not tables)

    def choose(self, opens: str) -> None:
        """Outline the day whose evidence is shown elsewhere; another reference, or an empty one, outlines none."""
        days = self._week.days if self._week else ()
        self.strips.choose_day(next((day.day for day in days if day.opens == opens), None))

    def _order_tabs(self) -> None:
        """Have Tab come to the figures of a new sentence first: Qt puts what is made last behind all else."""
        first = self.strips_twin.button
        before = first.previousInFocusChain()
        while before is not None and before is not first:
            if before.focusPolicy() != Qt.FocusPolicy.NoFocus and not self.isAncestorOf(before):
                break
            before = before.previousInFocusChain()
        own: list[QWidget] = [] if before is None or before is first else [before]
        own += self.sentence.figures()
        for twin, picture in ((self.strips_twin, self.strips), (self.heat_twin, self.heat)):
            own += [twin.button, twin.copies.button, picture, *twin.tables()]
        for one, other in pairwise(own):
            QWidget.setTabOrder(one, other)

    # ---- what a person does ----

    def _open(self, opens: str) -> None:
        self.choose(opens)
        self.evidence_wanted.emit(opens)

    def _step_week(self, by: int) -> None:
        if self._week is not None:
            self.week_wanted.emit(self._week.monday + 7 * by)

    def _show_place(self, rect: QRect) -> None:
        """Scroll to where the keyboard went."""
        picture = self.sender()
        if isinstance(picture, QWidget):
            center = picture.mapTo(self._content, rect.center())
            self.ensureVisible(center.x(), center.y(), rect.width() // 2 + 8, rect.height() // 2 + 8)

    # ---- arrangement ----

    def _lay_out(self) -> None:
        head = self._heat_head = QGridLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setHorizontalSpacing(theme.SPACE_M)
        head.setVerticalSpacing(0)
        head.setColumnStretch(0, 1)
        head.addWidget(self._heat_title, 0, 0)
        head.addWidget(self._heat_caption, 1, 0)
        head.addWidget(self.heat_twin.button, 0, 2, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heat_twin.copies.button, 0, 3, Qt.AlignmentFlag.AlignTop)
        heat = QVBoxLayout(self._heat_part)
        heat.setContentsMargins(0, theme.SPACE_M, 0, 0)
        heat.setSpacing(theme.SPACE_S)
        heat.addLayout(head)
        heat.addWidget(self.heat_twin)
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(theme.SPACE_XS)
        self._column.addWidget(self.sentence)  # brings the room for its ring along
        for widget in (self.note, self.strips_twin, self._heat_part):
            framed = QVBoxLayout()
            framed.setContentsMargins(OVERSHOOT, 0, OVERSHOOT, 0)
            framed.addWidget(widget)
            self._column.addLayout(framed)
        self._column.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins, and the content in one block of at most its width."""
        self._room = keep_margins(self, self._column)
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._arrange()

    def _arrange(self) -> None:
        if not self._room:
            return  # the first size comes before the page is seen
        self.strips.set_least_step(1 if self.window().width() >= _WINDOW_WITH_ALL_HOURS else 2)
        title = QFontMetricsF(theme.font("title")).horizontalAdvance(self._heat_title.text())
        caption = QFontMetricsF(theme.font("caption")).horizontalAdvance(self._heat_caption.text())
        needed = title + caption + 2 * self.heat_twin.button.sizeHint().width() + 5 * theme.SPACE_M
        beside = needed <= self._room
        self._heat_caption.setWordWrap(not beside)
        self._heat_head.removeWidget(self._heat_caption)
        self._heat_head.addWidget(self._heat_caption, *((0, 1) if beside else (1, 0)))
        # Said here and not left to the layout, which would need a second pass, and be seen to, for each new width.
        self.sentence.setFixedHeight(self.sentence.heightForWidth(self._room + 2 * OVERSHOOT))
        for twin in (self.strips_twin, self.heat_twin):
            twin.setFixedHeight(twin.heightForWidth(self._room))
        self._align()

    def _align(self) -> None:
        """Put the heat map's hours under those of the strips."""
        axis = self.strips.axis() if self._room else None
        if axis is not None:
            shift = self.strips.mapTo(self._content, QPoint()).x() - self.heat.mapTo(self._content, QPoint()).x()
            self.heat.set_axis(axis._replace(left=axis.left + shift))
