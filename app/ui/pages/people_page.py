"""1:1s with their rhythm, the one that gave way, and the face-time audit: for the person's own eyes."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.model.chosen_period import period_with
from app.ui import theme
from app.ui.audit_card import AuditCardWidget
from app.ui.card import Card
from app.ui.finding_card import FindingRow
from app.ui.page_margins import COLUMN, NARROW, is_wide, keep_margins, margin_of
from app.ui.plain_label import PlainLabel
from app.ui.rhythm_card import RhythmCard
from app.ui.sentence import OVERSHOOT, Sentence
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.model.people_page import PeoplePage as PeoplePicture
    from app.operations.workspace import Workspace
    from app.ui.view_state import ViewState

_BESIDE_FROM: Final = 46
"""Mean letters of the body that each of the two cards must hold to stand side by side."""
_SHARES: Final = (44, 56)
_UNLIMITED: Final = (1 << 24) - 1
"""What Qt takes as no largest width."""


class _NotFound(Card):
    """What stands in the place of the finding where there is none."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_XS)
        layout.addWidget(PlainLabel(_("A 1:1 gives way"), "caption", "muted", parent=self, wrap=True))
        self.why = PlainLabel("", "body", "muted", parent=self, wrap=True)
        layout.addWidget(self.why)
        layout.addStretch(1)


class PeoplePage(QScrollArea):
    """The page, which scrolls as a whole.

    Signals:
        evidence_wanted: a figure, a row or a mark was pressed; carries what it opens.
        try_wanted: *Try…* was pressed on the finding; carries what opens its events.
        not_so: *Not so* was said of the finding; carries its pattern and the reason.
        brought_back: and was taken back at once; carries the pattern.
        people_named: whom the audit looks at shall change; carries the changes (`name_people_dialog.PersonChange`).
    """

    evidence_wanted = Signal(str)
    try_wanted = Signal(str)
    not_so = Signal(str, str)
    brought_back = Signal(str)
    people_named = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        content = QWidget()
        self.sentence = Sentence()
        self._note = PlainLabel("", "caption", "muted", wrap=True)
        self.rhythm = RhythmCard()
        self.findings = FindingRow()
        self._not_found = _NotFound(content)
        self.audit = AuditCardWidget()
        self._content = content
        self._lay_out()
        self.setViewport(QWidget())
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(_("People"))
        for signal in (self.sentence.opened, self.rhythm.opened, self.findings.opened, self.audit.opened):
            signal.connect(self.evidence_wanted)
        self.findings.try_wanted.connect(self.try_wanted)
        self.findings.not_so.connect(self.not_so)
        self.findings.brought_back.connect(self.brought_back)
        self.rhythm.sheet_wanted.connect(self._show_sheet)
        self.audit.naming_wanted.connect(self._ask_whom)

    def _lay_out(self) -> None:
        """Put everything one under the other; the sentence brings the room for its ring along."""
        self._column = QVBoxLayout(self._content)
        self._column.setSpacing(0)
        self._column.addWidget(self.sentence)
        frame = QWidget(self._content)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(OVERSHOOT, 0, OVERSHOOT, 0)
        inner.setSpacing(theme.SPACE_L)
        inner.addWidget(self._note)
        self._parts = QGridLayout()
        self._parts.setSpacing(theme.SPACE_L)
        inner.addLayout(self._parts)
        self._column.addWidget(frame)
        self._column.addStretch(1)
        self._finding_place = QWidget(self._content)
        place = QVBoxLayout(self._finding_place)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.findings)
        place.addWidget(self._not_found)
        place.addStretch(1)
        self._arrange()
        for part in self._all_parts():
            # An empty frame says less than nothing.
            part.hide()

    def _all_parts(self) -> tuple[QWidget, ...]:
        return self._note, self.rhythm, self._finding_place, self.audit

    @staticmethod
    def picture_of(workspace: Workspace, state: ViewState) -> PeoplePicture:
        """Return what the page paints; called beside the window."""
        period = state.period or workspace.newest_period(state.kind)
        if period is None:
            period = period_with(state.kind, dt.datetime.now().astimezone().date().toordinal())
        return workspace.people(period)

    def show_picture(self, picture: PeoplePicture) -> None:
        """Paint another picture."""
        self.sentence.set_phrases(picture.sentence)
        self._note.setText(picture.note)
        self.rhythm.show_rows(picture.rows, picture.unknown)
        self.findings.set_cards((picture.finding,) if picture.finding is not None else ())
        # One that was just set aside keeps its place until *Undo* has gone.
        has_card = bool(self.findings.widgets())
        self.findings.setVisible(has_card)
        self._not_found.setVisible(not has_card)
        self._not_found.why.setText(picture.not_found)
        self.audit.show_card(picture.audit)
        for part in self._all_parts():
            part.show()
        self._arrange()
        self._order_tab_stops()

    def _order_tab_stops(self) -> None:
        """Have Tab go down the page."""
        stops: list[QWidget] = [*self.sentence.stops(), *self.rhythm.stops()]
        stops += [stop for widget in self.findings.widgets() for stop in widget.stops()]
        stops += self.audit.stops()
        for stop, following in pairwise(stops):
            QWidget.setTabOrder(stop, following)

    @staticmethod
    def version_of(workspace: Workspace) -> tuple[int, int]:
        """Return what differs after each change of the journal, whose promises and notes are shown."""
        return workspace.journal_version()

    def choose(self, person: str) -> None:
        """Choose the 1:1s with a person, named by the address; whoever is chosen stays so where nobody is named."""
        people = [row.person for row in self.rhythm.table.rows()]
        if person in people:
            table = self.rhythm.table
            table.setCurrentIndex(table.model().index(people.index(person), 0))

    def toggle_table(self) -> None:
        """Show the audit's table in place of its picture, or the picture again; the 1:1s are a table already."""
        self.audit.toggle_table()

    # ---- what a person does ----

    def _show_sheet(self) -> None:
        row = self.rhythm.table.chosen_row()
        # A page that was kept has no sheets; the one that follows it at once does.
        if row is None or not row.sheet:
            return
        # Imported here because few visits ask for it.
        from app.model.outcomes_page import SheetText
        from app.ui.text_sheet_dialog import TextSheetDialog

        title = _("Sheet for a 1:1 with {person}").format(person=row.name)
        dialog = TextSheetDialog(SheetText(title, row.sheet), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_whom(self) -> None:
        # Imported here because few visits ask for it.
        from app.ui.name_people_dialog import NamePeopleDialog

        dialog = NamePeopleDialog(self.audit.proposals(), self)
        dialog.accepted.connect(lambda: self.people_named.emit(dialog.changes()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # ---- size ----

    def changeEvent(self, event: QEvent) -> None:
        """Arrange everything for another direction or size of text."""
        super().changeEvent(event)
        if event.type() in {*TEXT_CHANGES, QEvent.Type.LayoutDirectionChange}:
            self._keep_margins()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the margins at the new width."""
        self._keep_margins()
        super().resizeEvent(event)

    def _keep_margins(self) -> None:
        """Keep the content in one block of at most its width, with one column more where there is room."""
        self._arrange(keep_margins(self, self._column))

    def _arrange(self, room: int = 0) -> None:
        """Put the finding and the audit beside the 1:1s, side by side under them, or one under the other."""
        room = room or self._content.width() - 2 * margin_of(NARROW)
        has_column = is_wide(self)
        letters = room / (2 * max(self.fontMetrics().averageCharWidth(), 1))
        beside = not has_column and letters >= _BESIDE_FROM
        self.rhythm.arrange(room - theme.SPACE_L - COLUMN if has_column else room)
        for part in (self.rhythm, self._finding_place, self.audit):
            self._parts.removeWidget(part)
        top = Qt.AlignmentFlag.AlignTop
        if has_column:
            self._parts.addWidget(self.rhythm, 0, 0, 3, 1, top)
            self._parts.addWidget(self._finding_place, 0, 1)
            self._parts.addWidget(self.audit, 1, 1)
        else:
            self._parts.addWidget(self.rhythm, 0, 0, 1, 2)
            self._parts.addWidget(self._finding_place, 1, 0, *((1, 1) if beside else (1, 2)))
            self._parts.addWidget(self.audit, *((1, 1, 1, 1) if beside else (2, 0, 1, 2)))
        for part in (self._finding_place, self.audit):
            part.setMaximumWidth(COLUMN if has_column else _UNLIMITED)
        self._parts.setColumnMinimumWidth(1, COLUMN if has_column else 0)
        for column, share in enumerate((1, 0) if has_column else _SHARES):
            self._parts.setColumnStretch(column, share)
        self._parts.setRowStretch(2, int(has_column))
