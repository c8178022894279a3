"""The Patterns page: at the left every pattern in its group, at the right the one that is chosen."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.model.chosen_period import period_with
from app.ui import theme
from app.ui.page_margins import is_wide, side_margins
from app.ui.pattern_list import PatternList
from app.ui.pattern_view import PatternView
from app.ui.sentence import OVERSHOOT

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.model.patterns_page import PatternsPage as Page
    from app.operations.workspace import Workspace
    from app.ui.view_state import ViewState

_LIST, _LIST_WIDE = 300, 340
_LIST_IN_LETTERS: Final = 34
_BESIDE_FROM: Final = 900
"""The width of the content from which the list stands beside the pattern, at the usual size of text."""


class PatternsPicture(NamedTuple):
    """What the page paints, and the pattern that was wanted when it was asked for; empty: any."""

    page: Page
    wanted: str

    @property
    def period_title(self) -> str:
        """Return the name of the period."""
        return self.page.period_title


class PatternsPage(QScrollArea):
    """Every pattern, found or not; the page scrolls as a whole.

    Signals:
        evidence_wanted: the reference of what a person opened.
        pattern_chosen: the pattern that is opened now.
        not_so: *Not so* was said of a pattern as a whole; carries it and the reason.
        word_taken_back: the number of a *Not so* that shall hold no more.
        number_wanted: a number of a rule, and its new value as it is shown; None: the default.
        experiment_wanted: what shall be tried, and the measure that shows what comes of it.
    """

    evidence_wanted = Signal(str)
    pattern_chosen = Signal(str)
    not_so = Signal(str, str)
    word_taken_back = Signal(int)
    number_wanted = Signal(str, object)
    experiment_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self._page: Page | None = None
        self._wanted: str | None = None
        self._chosen = ""
        self.list = PatternList()
        self.choice = QComboBox()
        self.choice.setAccessibleName(_("Patterns"))
        self.view = PatternView()
        self._content = QWidget()
        self._is_told = False
        self._lay_out()
        # One that Python made: to be given Qt's own by `viewport()`, it has to learn all kinds of widgets first.
        self.setViewport(QWidget())
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("Patterns"))
        self.list.chosen.connect(self._open)
        self.list.taken_back.connect(self.word_taken_back)
        self.choice.currentIndexChanged.connect(self._on_choice)
        self.view.evidence_wanted.connect(self.evidence_wanted)
        self.view.not_so.connect(self.not_so)
        self.view.taken_back.connect(self.word_taken_back)
        self.view.number_wanted.connect(self.number_wanted)
        self.view.experiment_wanted.connect(self.experiment_wanted)

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> PatternsPicture:
        """Return what the page paints; called beside the window."""
        period = state.period or workspace.newest_period(state.kind)
        if period is None:
            period = period_with(state.kind, dt.datetime.now().astimezone().date().toordinal())
        return PatternsPicture(workspace.patterns_page(period), state.pattern)

    @staticmethod
    def kept_picture(page: Page, state: ViewState) -> PatternsPicture:
        """Return what is painted of a page that was kept."""
        return PatternsPicture(page, state.pattern)

    def show_picture(self, picture: PatternsPicture) -> None:
        """Paint another picture; a pattern that is newly wanted is opened, else the one that is open stays so."""
        self._page = picture.page
        if picture.wanted != self._wanted:
            self._wanted = picture.wanted
            self._chosen = picture.wanted or self._chosen
        if picture.page.detail(self._chosen) is None:
            self._chosen = picture.page.first()
        self.list.show_page(picture.page)
        self._fill_choice(picture.page)
        self._show_chosen()

    def chosen(self) -> str:
        """Return the pattern that is open."""
        return self._chosen

    def toggle_table(self) -> None:
        """Show tables in place of pictures, or pictures again."""
        self.view.toggle_table()

    # ---- what a person does ----

    def _open(self, pattern: str) -> None:
        if pattern and pattern != self._chosen:
            self._chosen = self._wanted = pattern
            self._show_chosen()
            self.verticalScrollBar().setValue(0)
            self.pattern_chosen.emit(pattern)

    def _on_choice(self, at: int) -> None:
        if not self._is_told:
            self._open(str(self.choice.itemData(at) or ""))

    def _show_chosen(self) -> None:
        detail = self._page.detail(self._chosen) if self._page is not None else None
        self.view.setVisible(detail is not None)
        if detail is None:
            return
        self.list.choose(self._chosen)
        self._is_told = True
        self.choice.setCurrentIndex(self.choice.findData(self._chosen))
        self._is_told = False
        self.view.show_detail(detail)
        self._arrange()
        for one, other in pairwise([*self.list.rows(), self.list.bring_back, self.choice, *self.view.stops()]):
            QWidget.setTabOrder(one, other)

    def _fill_choice(self, page: Page) -> None:
        """Fill the drop-down of a narrow window: the groups' names, which cannot be chosen, over their patterns."""
        # Imported here because a wide window shows the list.
        from PySide6.QtGui import QStandardItem, QStandardItemModel

        model = QStandardItemModel(self.choice)
        for group in page.groups:
            head = QStandardItem(group.title)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            model.appendRow(head)
            for row in group.rows:
                text = _("{name} · {value}").format(name=row.name, value=row.value) if row.value else row.name
                item = QStandardItem(text)
                item.setData(row.pattern, Qt.ItemDataRole.UserRole)
                model.appendRow(item)
        self._is_told = True
        self.choice.setModel(model)
        self._is_told = False

    # ---- arrangement ----

    def _lay_out(self) -> None:
        self._whole = QVBoxLayout(self._content)
        self._whole.setSpacing(theme.SPACE_M)
        self._choice_row = QWidget(self._content)
        row = QHBoxLayout(self._choice_row)
        row.setContentsMargins(OVERSHOOT, 0, OVERSHOOT, 0)
        row.addWidget(self.choice, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.SPACE_XL - OVERSHOOT)
        self._row.addWidget(self.list)
        self._row.addWidget(self.view, 1)
        self._whole.addWidget(self._choice_row)
        self._whole.addLayout(self._row, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins, and the content in one block of at most its width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text and the direction."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.LayoutDirectionChange, QEvent.Type.ApplicationFontChange}:
            self._arrange()

    def _arrange(self) -> None:
        width = self.viewport().width()
        left, right = side_margins(self)
        room = width - left - right
        if room < 1:
            return
        letter = self.fontMetrics().averageCharWidth()
        wide = max(_LIST_WIDE if is_wide(self) else _LIST, _LIST_IN_LETTERS * letter)
        beside = room >= max(_BESIDE_FROM, 3 * wide)
        self.list.setVisible(beside)
        self._choice_row.setVisible(not beside)
        self.list.setFixedWidth(wide)
        # The list begins where a title does; only what is beside it brings the room for its ring along.
        inset = 0 if beside else OVERSHOOT
        start, end = (right - OVERSHOOT, left - inset) if self.isRightToLeft() else (left - inset, right - OVERSHOOT)
        if self.isRightToLeft():
            start, end = left - OVERSHOOT, right - inset
        self._whole.setContentsMargins(start, OVERSHOOT, end, theme.SPACE_XL)
        taken = wide + self._row.spacing() if beside else 0
        self.view.arrange_for(width - start - end - taken)
