"""Ten seconds after a meeting: was it worth it, what was decided, who owns it, what no longer stands in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.language import _, ngettext
from app.model.journal import MeetingNote
from app.model.outcomes_page import JournalRequest
from app.ui import theme
from app.ui.buttons import button
from app.ui.form_fields import Field, FormFields
from app.ui.headed_card import HeadedCard
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.text_lines import TEXT_CHANGES
from app.ui.worth_scale import WorthScale
from app.ui.written_label import WrittenLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.model.outcomes_page import MeetingToNote, NoteLine

_FIRST_SHOWN: Final = 4
_NOTES_SHOWN: Final = 5
_BESIDE_IN_LETTERS: Final = 44
"""The width, in letters, from which a row has its numbers at its end instead of under its words."""
_Key = tuple[str, str, int]


class _NoteForm(QWidget):
    """What was decided, who owns it, and what no longer stands in the way."""

    def __init__(self, meeting: MeetingToNote, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = FormFields(
            [
                Field("decision", _("Decided"), text=meeting.decision),
                Field("owner", _("Owner"), text=meeting.owner),
                Field("blocker", _("Blocker removed"), text=meeting.blocker),
            ],
            self,
        )
        self.keep = button(_("Keep"), parent=self)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.keep)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(0, theme.SPACE_XS, 0, theme.SPACE_XS)
        inner.setSpacing(theme.SPACE_S)
        inner.addWidget(self.fields)
        inner.addLayout(foot)


class MeetingRow(QWidget):
    """One meeting that ended, and what is noted of it."""

    wanted = Signal(object)

    def __init__(self, meeting: MeetingToNote, parent: QWidget) -> None:
        super().__init__(parent)
        self.meeting = meeting
        self.title = WrittenLabel(meeting.title, "strong", parent=self)
        self.when = PlainLabel(meeting.when, "caption", "muted", self, wrap=True)
        self.scale = WorthScale(meeting.title, self)
        self.more = LightButton(_("Note…"), "quiet", self)
        self.more.setAccessibleDescription(meeting.title)
        self._form: _NoteForm | None = None
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.SPACE_S - 1, 0, theme.SPACE_S - 1)
        grid.setHorizontalSpacing(theme.SPACE_S)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        self._beside: bool | None = None
        self._arrange()
        self.scale.chosen.connect(self._rate)
        self.more.clicked.connect(self._open)
        self.show_meeting(meeting)

    @property
    def form(self) -> _NoteForm:
        """The fields for what was decided; they are made when they are first wanted."""
        if self._form is None:
            self._form = _NoteForm(self.meeting, self)
            self._form.hide()
            self._form.keep.clicked.connect(self._keep)
            self._form.fields.entered.connect(self._keep)
            self._grid.addWidget(self._form, 3, 0, 1, 3)
        return self._form

    def show_meeting(self, meeting: MeetingToNote) -> None:
        """Show what is noted now; what is being written stays."""
        self.meeting = meeting
        self.scale.show_worth(meeting.worth)
        self.when.setText(self._said(meeting))

    @staticmethod
    def _said(meeting: MeetingToNote) -> str:
        if meeting.decision or meeting.owner or meeting.blocker:
            return _("{when} · noted").format(when=meeting.when)
        return meeting.when

    def _arrange(self) -> None:
        """Put the numbers at the end of the row, or under its words where there is no room beside them."""
        letters = QFontMetricsF(theme.font("body")).averageCharWidth() * _BESIDE_IN_LETTERS
        beside = self.width() >= letters
        if beside == self._beside:
            return
        self._beside = beside
        parts = (self.title, self.when, self.scale, self.more)
        for widget in parts:
            self._grid.removeWidget(widget)
        middle, start = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignLeading
        self._grid.addWidget(self.title, 0, 0, 1, 1 if beside else 3)
        self._grid.addWidget(self.when, 1, 0, 1, 1 if beside else 3)
        if beside:
            self._grid.addWidget(self.scale, 0, 1, 2, 1, middle)
            self._grid.addWidget(self.more, 0, 2, 2, 1, middle)
        else:
            self._grid.addWidget(self.scale, 2, 0, 1, 1, middle | start)
            self._grid.addWidget(self.more, 2, 2, 1, 1, middle)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the row for its width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES and self._beside is not None:
            self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline above the row."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.color("grid"))
        painter.end()

    def _open(self) -> None:
        self.form.setVisible(self.form.isHidden())
        if not self.form.isHidden():
            self.form.fields.take_focus()

    def _rate(self, worth: int) -> None:
        self._record(self._note(worth=worth))

    def _keep(self) -> None:
        given = self.form.fields.given()
        if given is None or not any(given.texts.values()):
            return
        self.form.hide()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        texts = given.texts
        self._record(self._note(decision=texts["decision"], owner=texts["owner"], blocker=texts["blocker"]))

    def _note(self, *, worth: int | None = None, decision: str = "", owner: str = "", blocker: str = "") -> MeetingNote:
        meeting = self.meeting
        return MeetingNote(
            calendar=meeting.calendar,
            uid=meeting.uid,
            start=meeting.start,
            title=meeting.named,
            worth=worth,
            decision=decision,
            owner=owner,
            blocker=blocker,
        )

    def _record(self, note: MeetingNote) -> None:
        self.wanted.emit(JournalRequest("record", row=note))


class NotesCard(HeadedCard):
    """The meetings that can be noted now, and the newest notes."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Ten seconds after a meeting"), "", parent)
        self.meetings: list[MeetingRow] = []
        self._shown: tuple[MeetingToNote, ...] = ()
        self._all = False
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.more = LightButton("", "opens", self)
        self.more.clicked.connect(self._show_all)
        more_row = QHBoxLayout()
        more_row.addWidget(self.more)
        more_row.addStretch(1)
        self._words = PlainLabel("", "caption", "muted", self, wrap=True)
        self._words.setContentsMargins(0, theme.SPACE_S, 0, 0)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(theme.SPACE_XS)
        self._lines: list[WrittenLabel] = []
        self.rows.addLayout(self._list)
        self.rows.addLayout(more_row)
        self.rows.addWidget(self._words)
        self.rows.addLayout(self._notes)

    def show_notes(self, meetings: Sequence[MeetingToNote], words: str, notes: Sequence[NoteLine]) -> None:
        """Show the meetings and the notes as they are now."""
        nothing = _("No meeting of today or yesterday has ended.")
        self.say(_("For yourself: was it worth it, from 1 to 5?") if meetings else nothing)
        self._shown = tuple(meetings)
        self._show_meetings()
        self._words.setText(words)
        self._words.setVisible(bool(words))
        for label in self._lines:
            label.hide()
            label.deleteLater()
        self._lines = [WrittenLabel(_line(note), "caption", parent=self) for note in notes[:_NOTES_SHOWN]]
        self._notes.setContentsMargins(0, theme.SPACE_XS if self._lines else 0, 0, 0)
        for label in self._lines:
            self._notes.addWidget(label)

    def _show_meetings(self) -> None:
        shown = self._shown if self._all else self._shown[:_FIRST_SHOWN]
        kept = {_key(row.meeting): row for row in self.meetings}
        self.meetings = []
        for at, meeting in enumerate(shown):
            row = kept.pop(_key(meeting), None)
            if row is None:
                row = MeetingRow(meeting, self)
                row.wanted.connect(self.wanted)
            else:
                row.show_meeting(meeting)
                self._list.removeWidget(row)
            self._list.insertWidget(at, row)
            # On a page that is not shown yet they come to sight with it; to show each would lay it out for nothing.
            if self.isVisible():
                row.show()
            self.meetings.append(row)
        for row in kept.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        left = len(self._shown) - len(shown)
        self.more.setVisible(left > 0)
        self.more.set_words(ngettext("{count} more", "{count} more", left).format(count=left))

    def _show_all(self) -> None:
        self._all = True
        self._show_meetings()


def _key(meeting: MeetingToNote) -> _Key:
    return meeting.calendar, meeting.uid, meeting.start


def _line(note: NoteLine) -> str:
    return " · ".join(part for part in note if part)
