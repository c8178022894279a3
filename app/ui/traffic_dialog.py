"""What went over the network: every request, and what they come to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.language import _, ngettext
from app.model.charts import Table
from app.ui import background, theme
from app.ui.buttons import button
from app.ui.card import Card
from app.ui.plain_label import PlainLabel
from app.ui.table_view import TableView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.errors import UserError
    from app.model.traffic_log import TrafficLog
    from app.operations.connections import Connections
    from app.progress import Progress

_SIZE: Final = (980, 620)
_LINES: Final = 34
_SHARE_OF_SCREEN: Final = 0.95
_WORDS: Final = frozenset({0, 1, 2, 3, 6})
"""Columns of words; the others hold bytes."""


class TrafficDialog(QDialog):
    """A table of all requests, the newest first."""

    def __init__(self, connections: Connections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("What went over the network"))
        self.title = PlainLabel(_("What went over the network"), "title", parent=self, wrap=True)
        self.sentence = PlainLabel(_("Looking it up…"), parent=self, wrap=True)
        self.older = PlainLabel("", "caption", "muted", self, wrap=True)
        self.older.hide()
        self.table = TableView(self)
        self.table.set_word_columns(_WORDS)
        self.table.setAccessibleName(_("What went over the network"))
        self._card = Card(self)
        self._card.hide()
        self.close_button = button(_("Close"), parent=self)
        self.close_button.setDefault(True)
        self.close_button.clicked.connect(self.accept)
        self._lay_out()
        room = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        line = self.fontMetrics().height()
        wide, tall = max(_SIZE[0], 56 * line), max(_SIZE[1], _LINES * line)
        self.resize(min(wide, room.width()), min(tall, room.height()))
        background.start(partial(_log, connections), self._show, self._fail, self)

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        inside.addWidget(self.table)
        foot = QHBoxLayout()
        foot.addWidget(self.older, 1)
        foot.addStretch(0)
        foot.addWidget(self.close_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_L, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_S)
        rows.addWidget(self.title)
        rows.addWidget(self.sentence)
        rows.addSpacing(theme.SPACE_S)
        rows.addWidget(self._card, 1)
        rows.addStretch(0)
        rows.addLayout(foot)

    def _show(self, log: TrafficLog) -> None:
        self.sentence.setText(log.sentence)
        headers = _("When"), _("Calendar"), _("Server"), _("What"), _("Bytes sent"), _("Bytes received"), _("Answer")
        self.table.show_table(Table(headers, tuple(tuple(row) for row in log.rows), ()))
        self.table.set_as_words()
        self._card.setVisible(bool(log.rows))
        if log.left_out:
            words = ngettext(
                "{count} older request is not shown; clearweek traffic lists all.",
                "{count} older requests are not shown; clearweek traffic lists all.",
                log.left_out,
            )
            self.older.setText(words.format(count=log.left_out))
            self.older.show()

    def _fail(self, error: UserError) -> None:
        self.sentence.set_color("problem")
        self.sentence.setText(error.sentence())


def _log(connections: Connections, _progress: Progress) -> TrafficLog:
    return connections.traffic_log()
