"""The changes of a draft one under the other: what becomes of a series, whom it needs, what it wins and why."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.tab_order import follow_layout
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from app.model.plans import Edit
    from app.model.whatif_page import ChangeRow

_CHARACTERS: Final = 120
_AT_ONCE: Final = 3
"""Cards that are made in one go: each takes some milliseconds."""
_OF_BUTTON: Final = 4
"""How far a button's word stands from its edge."""


class ChangeCard(QWidget):
    """One change.

    Signals:
        note_wanted: a note is to be copied; carries the edit, and where on the screen it was asked for.
        undone: it is to be put back; carries the edit.
    """

    note_wanted = Signal(object, QPoint)
    undone = Signal(object)

    def __init__(self, words: str, row: ChangeRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self.number = PlainLabel(words, "body", "muted", self)
        self.title = PlainLabel(row.title[:_CHARACTERS], "strong", parent=self, wrap=True)
        self.gain = PlainLabel(row.gain, "strong", "focus_text" if row.gain.startswith("+") else "muted", self)
        self.what = PlainLabel(row.what, parent=self, wrap=True)
        self.consent = PlainLabel(row.consent, "caption", "muted", self, wrap=True)
        self.why = PlainLabel(row.why, "caption", "muted", self, wrap=True)
        self.why.setVisible(bool(row.why))
        self.note = LightButton(_("Copy note"), "opens", self, "surface")
        self.back = LightButton(_("Undo"), "quiet", self, "surface")
        for made, name in ((self.note, _("Copy a note on {title}")), (self.back, _("Undo the change of {title}"))):
            made.setAccessibleName(name.format(title=row.title[:_CHARACTERS]))
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.SPACE_S, 0, theme.SPACE_S)
        grid.setHorizontalSpacing(theme.SPACE_S)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.number, 0, 0, top)
        grid.addWidget(self.title, 0, 1)
        grid.addWidget(self.gain, 0, 2, top)
        for at, label in enumerate((self.what, self.consent, self.why), 1):
            grid.addWidget(label, at, 1, 1, 2)
        foot = WrappingRow()
        foot.setContentsMargins(-_OF_BUTTON, 0, 0, 0)
        foot.addWidget(self.note)
        foot.addWidget(self.back)
        grid.addLayout(foot, 4, 1, 1, 2)
        self.note.clicked.connect(self._ask_for_note)
        self.back.clicked.connect(partial(self.undone.emit, row.edit))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a line below."""
        super().paintEvent(event)
        painter = QPainter(self)
        theme.fill(painter, [QRectF(0, self.height() - 1, self.width(), 1)], theme.color("border"))
        painter.end()

    def _ask_for_note(self) -> None:
        self.note_wanted.emit(self.row.edit, self.note.mapToGlobal(self.note.rect().bottomLeft()))


class ChangeList(QWidget):
    """All changes; while one is in the hand, the others stay as they are.

    Signals:
        note_wanted, undone: as those of `ChangeCard`.
    """

    note_wanted = Signal(object, QPoint)
    undone = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[ChangeCard] = []
        self._rows: tuple[ChangeRow, ...] = ()
        self._coming: list[tuple[ChangeRow, str]] = []
        self._takes_focus = False
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_rows(self, rows: tuple[ChangeRow, ...], numbers: Sequence[str]) -> None:
        """Show other changes, each with its number in words."""
        if rows == self._rows:
            return
        self._rows = rows
        self._takes_focus = self._has_focus()
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = []
        self._coming = list(zip(rows, numbers, strict=True))
        self._add()

    def _add(self) -> None:
        """Make the next few cards: all at once would hold up the window."""
        now, self._coming = self._coming[:_AT_ONCE], self._coming[_AT_ONCE:]
        for row, words in now:
            card = ChangeCard(words, row, self)
            card.note_wanted.connect(self.note_wanted)
            card.undone.connect(self.undone)
            self._column.addWidget(card)
            card.show()
            self.cards.append(card)
        if self._takes_focus and self.cards:
            self.cards[0].back.setFocus(Qt.FocusReason.OtherFocusReason)
            self._takes_focus = False
        if self._coming:
            self._next.start()
        else:
            follow_layout(self)

    def is_coming(self) -> bool:
        """Return whether cards are still to be made."""
        return bool(self._coming)

    def _has_focus(self) -> bool:
        # Qt's own annotations say that something always has the focus; nothing may.
        at: QWidget | None = self.window().focusWidget()
        return at is not None and any(card.isAncestorOf(at) for card in self.cards)

    def edits(self) -> tuple[Edit, ...]:
        """Return the edits in the order in which they are shown."""
        return tuple(row.edit for row in self._rows)
