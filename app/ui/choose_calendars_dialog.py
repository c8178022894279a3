"""Which calendars of a connected account are read, chosen anew; its server is asked for those that there are now."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.model.foreign_text import visible
from app.ui import background, theme
from app.ui.buttons import button
from app.ui.calendars_page import about
from app.ui.choices import TickBox
from app.ui.plain_label import PlainLabel
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from app.errors import UserError
    from app.model.remote import RemoteCalendar
    from app.operations.connections import Connections
    from app.progress import Progress
    from app.ui.source_card import SourceLine

_LINES: Final = 26
_SHARE_OF_SCREEN: Final = 0.9


class ChooseCalendarsDialog(QDialog):
    """A box to tick for each calendar.

    Signals:
        chosen: the ids of those that are to be read, where they are others than before.
    """

    chosen = Signal(tuple)

    def __init__(self, source: SourceLine, connections: Connections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Calendars"))
        self.boxes: list[TickBox] = []
        self._ids: list[str] = []
        self._before: tuple[str, ...] = ()
        self.why = PlainLabel(_("Asking for the calendars…"), color="muted", parent=self, wrap=True)
        self.cancel_button = button(_("Cancel"), "quiet", self)
        self.main_button = button(_("Read"), "main", self)
        self.main_button.setDefault(True)
        self.main_button.setDisabled(True)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(6, 0, 6, 0)
        self._rows.setSpacing(theme.SPACE_XS)
        self._rows.addStretch(1)
        self._lay_out(visible(source.name, 120))
        self.cancel_button.clicked.connect(self.reject)
        self.main_button.clicked.connect(self._finish)
        unit = self.fontMetrics().height()
        room = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        self.resize(min(unit * 30, room.width()), min(unit * _LINES, room.height()))
        work = partial(_asked, connections, source.id)
        self._job = background.start(work, self._show, self._fail, self)

    def _lay_out(self, name: str) -> None:
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self._list)
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 0, 6, 0)
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.main_button)
        head = QVBoxLayout()
        head.setContentsMargins(6, 0, 6, 0)
        head.setSpacing(theme.SPACE_S)
        head.addWidget(PlainLabel(_("Which calendars shall be read?"), "door", parent=self, wrap=True))
        head.addWidget(PlainLabel(name, color="muted", parent=self, wrap=True))
        head.addWidget(self.why)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL - 6, theme.SPACE_XL, theme.SPACE_XL - 6, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_M)
        rows.addLayout(head)
        rows.addWidget(scroll, 1)
        rows.addLayout(foot)

    def done(self, result: int) -> None:
        """Close, and wait for nothing more."""
        self._job.cancel()
        super().done(result)

    def _show(self, calendars: tuple[tuple[RemoteCalendar, bool], ...]) -> None:
        self._before = tuple(each.id for each, is_read in calendars if is_read)
        self._ids = [each.id for each, __ in calendars]
        for each, is_read in calendars:
            box = TickBox(each.name, about(each), self._list)
            box.setChecked(is_read)
            box.toggled.connect(self._settle)
            self._rows.insertWidget(len(self.boxes), box)
            self.boxes.append(box)
        follow_layout(self._list)
        self._settle()
        if self.boxes:
            self.boxes[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> tuple[str, ...]:
        return tuple(each for each, box in zip(self._ids, self.boxes, strict=True) if box.isChecked())

    def _settle(self) -> None:
        chosen = self._chosen()
        lost = set(self._before) - set(chosen)
        self.why.setText(
            _("Tick one at least; to read none, remove the account.")
            if not chosen
            else _("The events of those that you untick go from Clearweek.")
            if lost
            else _("Those that you tick are read from now on.")
        )
        self.main_button.setDisabled(not chosen or chosen == self._before)

    def _fail(self, error: UserError) -> None:
        self.why.set_color("problem")
        self.why.setText(error.sentence())

    def _finish(self) -> None:
        chosen = self._chosen()
        self.accept()
        self.chosen.emit(chosen)


def _asked(connections: Connections, source: int, progress: Progress) -> tuple[tuple[RemoteCalendar, bool], ...]:
    return connections.calendars_of(source, progress)
