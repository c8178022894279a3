"""What a figure rests on: its events with why each counts, and for a chosen one the rule and what its source says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPalette, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from app.language import _, ngettext
from app.ui import icons, theme
from app.ui.buttons import button, icon_button
from app.ui.card import Card
from app.ui.evidence_rows import SIDE, EvidenceList
from app.ui.plain_label import PlainLabel
from app.ui.strong_words import StrongWords

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QMenu

    from app.model.evidence import Evidence, EvidenceRow

_WAITING_SHOWS_AFTER: Final = 400
"""Milliseconds; what is there sooner needs no word about waiting."""
_NOTE_ICON: Final = 15
_SOURCE_LINES: Final = 9
_LONGEST_SOURCE: Final = 100_000
"""Characters of a calendar's own text; laying out more takes Qt seconds."""


class _Hairline(QFrame):
    """A line across the panel."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line in the colour of the scheme in force."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("border"))
        painter.end()


class _Note(QWidget):
    """A remark under the rows, with a small icon before it."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = PlainLabel(text, "caption", "muted", wrap=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(SIDE + _NOTE_ICON + theme.SPACE_S, theme.SPACE_XS, SIDE, theme.SPACE_XS)
        layout.addWidget(self._label, 1)

    def text(self) -> str:
        """Return the remark."""
        return self._label.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon beside the first line."""
        painter = QPainter(self)
        label = self._label.geometry()
        left = label.right() + 1 + theme.SPACE_S if self.isRightToLeft() else SIDE
        top = label.top() + (self._label.fontMetrics().height() - _NOTE_ICON) / 2
        icons.draw(painter, "info", QRectF(left, top, _NOTE_ICON, _NOTE_ICON), theme.color("muted"))
        painter.end()


class EvidencePanel(Card):
    """The evidence behind a figure, as a column beside a page or a sheet over it.

    Signals:
        closed: the person closed it, by its button or by Esc.
        evidence_wanted: a row was opened (Enter, double click); carries what it stands for.
        source_wanted: *Show source* was pressed for the chosen row; `show_source` answers.
        rule_wanted: what the chosen row's series counts as from now on: its UID, its title, the rule (empty: none).
    """

    closed = Signal()
    evidence_wanted = Signal(str)
    source_wanted = Signal(str)
    rule_wanted = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "title", wrap=True)
        self._close = icon_button("close", _("Close"), self)
        self._summary = PlainLabel("", "caption", "muted", wrap=True)
        self.list = EvidenceList(self)
        self._notes: list[_Note] = []
        self._notes_box = QVBoxLayout()
        self._more = PlainLabel("", "caption", "muted", wrap=True)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WAITING_SHOWS_AFTER)
        self._chosen_row: EvidenceRow | None = None
        self.menu: QMenu | None = None
        self._foot = self._make_foot()
        self._arrange()
        self.setAccessibleName(_("Events behind the figure"))
        self._waiting.timeout.connect(self._show_that_it_waits)
        self._close.clicked.connect(self.closed)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.clicked.connect(self._choose)
        self.list.activated.connect(self._activate)
        self._source_button.clicked.connect(self._ask_for_source)
        self.count_as.clicked.connect(self._ask_what_it_is)
        self._choose(QModelIndex())

    def _make_foot(self) -> QWidget:
        """Make what is shown of a chosen row."""
        foot = QWidget(self)
        self._explanation = StrongWords(foot)
        self._source = PlainLabel("", "caption", "muted", wrap=True)
        self._source_button = button(_("Show source"), parent=foot)
        self.count_as = button(_("Count it as…"), parent=foot)
        self._source_text = QPlainTextEdit(foot)
        self._source_text.setReadOnly(True)
        self._source_text.setFrameShape(QFrame.Shape.NoFrame)
        self._source_text.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self._source_text.viewport().setBackgroundRole(QPalette.ColorRole.AlternateBase)
        self._source_text.setTabChangesFocus(True)
        self._source_text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._source_text.setAccessibleName(_("What the calendar wrote"))
        self._source_text.hide()
        layout = QVBoxLayout(foot)
        layout.setContentsMargins(SIDE, 0, SIDE, 0)
        layout.setSpacing(theme.SPACE_S)
        layout.addWidget(_Hairline(foot))
        layout.addWidget(self._explanation)
        layout.addWidget(self._source)
        layout.addWidget(self._source_text)
        row = QHBoxLayout()
        row.addWidget(self.count_as)
        row.addWidget(self._source_button)
        row.addStretch(1)
        layout.addLayout(row)
        return foot

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_S - 2, theme.SPACE_M, theme.SPACE_S - 2, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_XS)
        head = QHBoxLayout()
        head.setContentsMargins(SIDE, 0, SIDE - 2, 0)
        head.addWidget(self._title, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(head)
        summary = QHBoxLayout()
        summary.setContentsMargins(SIDE, 0, SIDE, theme.SPACE_XS)
        summary.addWidget(self._summary)
        layout.addLayout(summary)
        layout.addWidget(self.list, 100)
        more = QHBoxLayout()
        more.setContentsMargins(SIDE, 0, SIDE, 0)
        more.addWidget(self._more)
        layout.addLayout(more)
        self._notes_box.setContentsMargins(0, theme.SPACE_XS, 0, 0)
        self._notes_box.setSpacing(0)
        layout.addLayout(self._notes_box)
        layout.addStretch(1)
        layout.addWidget(self._foot)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    # ---- what it shows ----

    def show_evidence(self, evidence: Evidence) -> None:
        """Show what a figure rests on; the one row of a single event is chosen at once."""
        self._waiting.stop()
        self._title.setText(evidence.title)
        self._summary.setText(evidence.summary)
        self._summary.setVisible(bool(evidence.summary))
        self.setAccessibleDescription(evidence.title)
        self.list.setAccessibleName(evidence.title)
        self.list.setAccessibleDescription(evidence.summary)
        self._show_notes(evidence)
        self.list.show_rows(evidence.rows)
        self.list.setVisible(bool(evidence.rows))
        self._choose(QModelIndex())
        if len(evidence.rows) == 1:
            self.list.setCurrentIndex(self.list.model().index(0, 0))

    def show_waiting(self) -> None:
        """Say that the events are being looked up, if that takes longer than a person would notice."""
        self._waiting.start()

    def show_source(self, text: str) -> None:
        """Show the calendar's own text of the chosen row, as it stands."""
        self._source_text.setFont(theme.font("mono"))
        self._source_text.setPlainText(text[:_LONGEST_SOURCE])
        lines = min(_SOURCE_LINES, text.count("\n") + 2)
        self._source_text.setFixedHeight(round(lines * self._source_text.fontMetrics().lineSpacing()) + theme.SPACE_L)
        self._source_text.show()
        self._source_button.setText(_("Hide source"))

    def source_shown(self) -> str:
        """Return the calendar's own text that is shown; empty where none is."""
        return self._source_text.toPlainText() if self._source_text.isVisibleTo(self) else ""

    def source_button(self) -> QWidget:
        """Return the button that asks for the calendar's own text."""
        return self._source_button

    def close_button(self) -> QWidget:
        """Return the button that closes the panel."""
        return self._close

    def words(self) -> tuple[str, ...]:
        """Return all that is said around the rows, from top to bottom, as far as it is shown."""
        around = (self._title, self._summary, self._more, *self._notes)
        chosen = (self._explanation, self._source)
        labels = (*around, *(chosen if self._foot.isVisibleTo(self) else ()))
        return tuple(label.text() for label in labels if label.text() and label.isVisibleTo(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close by Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def _show_notes(self, evidence: Evidence) -> None:
        for note in self._notes:
            self._notes_box.removeWidget(note)
            note.hide()
            note.deleteLater()
        self._notes = [_Note(text, self) for text in evidence.notes]
        for note in self._notes:
            self._notes_box.addWidget(note)
        more = ngettext("{count} more is not shown", "{count} more are not shown", evidence.more)
        self._more.setText(more.format(count=evidence.more) if evidence.more else "")
        self._more.setVisible(bool(evidence.more))

    def _show_that_it_waits(self) -> None:
        self._summary.setText(_("Looking the events up…"))
        self._summary.show()
        self.list.show_rows(())
        self.list.hide()
        self._choose(QModelIndex())

    # ---- the chosen row ----

    def _choose(self, index: QModelIndex) -> None:
        row = self.list.row(index)
        if row is not None and row is self._chosen_row:
            return
        self._chosen_row = row
        self._source_text.hide()
        self._source_text.clear()
        self._source_button.setText(_("Show source"))
        self._foot.setVisible(row is not None)
        if row is None:
            return
        self._explanation.set_text(row.explanation, row.title)
        self._explanation.setVisible(bool(row.explanation))
        self._source.setText(row.source)
        self._source.setVisible(bool(row.source))
        self._source_button.setVisible(bool(row.occurrence))
        self.count_as.setVisible(bool(row.series))
        self.count_as.setAccessibleDescription(row.title)

    def _activate(self, index: QModelIndex) -> None:
        row = self.list.row(index)
        if row is not None and row.occurrence and self.list.count() > 1:
            self.evidence_wanted.emit(row.occurrence)

    def _ask_what_it_is(self) -> None:
        """Open the menu of what the series of the chosen row may count as."""
        row = self._chosen_row
        if row is None:
            return
        # Imported here because most of what is looked up is right.
        from app.ui.rule_menu import open_rule_menu

        place = self.count_as.mapToGlobal(self.count_as.rect().bottomLeft())
        self.menu = open_rule_menu(
            self, place, row.rule, lambda rule: self.rule_wanted.emit(row.series, row.title, rule)
        )

    def _ask_for_source(self) -> None:
        if self._source_text.isVisibleTo(self):
            self._source_text.hide()
            self._source_button.setText(_("Show source"))
        elif self._chosen_row is not None:
            self.source_wanted.emit(self._chosen_row.occurrence)
