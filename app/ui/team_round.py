"""The round on the Team page: taken from its line or file, made, or the one in hand with its line to send."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from app.language import _
from app.model.team_page import TeamRequest
from app.ui import theme
from app.ui.buttons import button, icon_button
from app.ui.headed_card import HeadedCard
from app.ui.plain_label import PlainLabel
from app.ui.wrapping_row import WrappingRow
from app.ui.written_label import WrittenLabel

if TYPE_CHECKING:
    from app.model.team_page import RoundCard as RoundWords

_LONGEST_LINE = 2_000


class TakeRoundCard(HeadedCard):
    """Takes a round that one was sent.

    Signals:
        wanted: something is asked for; carries the `TeamRequest`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("A round that you were sent"), "", parent)
        said = _("Paste the line that whoever leads sent you. You see every byte of your file before it is written.")
        self.rows.addWidget(PlainLabel(said, "body", "muted", self, wrap=True))
        self.rows.addSpacing(theme.SPACE_S)
        self.field = QLineEdit(self)
        self.field.setAccessibleName(_("The line of the round"))
        self.field.setPlaceholderText(_("The line of the round"))
        self.field.setMaxLength(_LONGEST_LINE)
        self.rows.addWidget(self.field)
        self.rows.addSpacing(theme.SPACE_S)
        # The buttons of cards that stand side by side are in one line.
        self.rows.addStretch(1)
        self.look = button(_("Look at it"), "main", self)
        self.open_file = button(_("Open its file…"), parent=self)
        foot = WrappingRow()
        foot.addWidget(self.look)
        foot.addWidget(self.open_file)
        self.rows.addLayout(foot)
        self.look.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.look.setEnabled(bool(text.strip())))
        self.field.returnPressed.connect(self._take)
        self.look.clicked.connect(self._take)
        self.open_file.clicked.connect(lambda: self.wanted.emit(TeamRequest("open")))

    def _take(self) -> None:
        if self.field.text().strip():
            self.wanted.emit(TeamRequest("take", text=self.field.text()))


class MakeRoundCard(HeadedCard):
    """Makes a round over the last four complete weeks of the period that is chosen.

    Signals:
        wanted: something is asked for; carries the `TeamRequest`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("You lead"), "", parent)
        self._monday = 0
        self.said = PlainLabel("", "body", "muted", self, wrap=True)
        self.rows.addWidget(self.said)
        self.rows.addSpacing(theme.SPACE_S)
        self.rows.addStretch(1)
        self.make = button(_("Make a round"), parent=self)
        foot = WrappingRow()
        foot.addWidget(self.make)
        self.rows.addLayout(foot)
        self.make.clicked.connect(lambda: self.wanted.emit(TeamRequest("make", monday=self._monday)))

    def show_weeks(self, words: str, monday: int) -> None:
        """Say which weeks a round would be about."""
        self._monday = monday
        text = _(
            "A round is a line of text that you send to everyone; it would be about {weeks}. Five files at least make "
            "a summary."
        )
        self.said.setText(text.format(weeks=words))


class RoundInHandCard(HeadedCard):
    """The round in hand, with its line to copy or to write to a file.

    Signals:
        wanted: something is asked for; carries the `TeamRequest`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self._line = ""
        self.line = WrittenLabel("", "mono", parent=self)
        self.copy_button = icon_button("copy", _("Copy the line"), self)
        self.keep_button = icon_button("export", _("Write the line into a file…"), self)
        self.add_button(self.copy_button)
        self.add_button(self.keep_button)
        self.rows.addWidget(self.line)
        self.copy_button.clicked.connect(self._copy)
        self.keep_button.clicked.connect(lambda: self.wanted.emit(TeamRequest("keep-line", text=self._line)))

    def show_round(self, words: RoundWords) -> None:
        """Show another round."""
        self._line = words.line
        self.title.setText(words.title)
        self.say(words.caption)
        self.line.setText(words.line)
        self.copy_button.setToolTip(_("Copy the line"))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._line)
        self.copy_button.setToolTip(_("Copied"))
