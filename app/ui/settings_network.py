"""The network in the settings: whether servers are asked at all, how often, and what went over it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox

from app.language import N_, _, ngettext
from app.ui import theme
from app.ui.buttons import button
from app.ui.choices import TickBox
from app.ui.plain_label import PlainLabel
from app.ui.settings_pages import SettingsPage

if TYPE_CHECKING:
    from app.model.settings import Settings

_EVERY: Final = (
    (15, N_("every 15 minutes")),
    (30, N_("every 30 minutes")),
    (60, N_("every hour")),
    (240, N_("every 4 hours")),
    (1_440, N_("every day")),
)


class NetworkPage(SettingsPage):
    """Working offline, how often connected calendars are read, and the way to the log."""

    traffic_wanted = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__(_("Network"))
        self.heading(
            _("Network"),
            _("Clearweek asks the servers of the calendars that you connected, and nobody else. It only reads."),
        )
        self.offline = TickBox(_("Work offline"), _("No server is asked, whatever you press."))
        self.offline.setChecked(settings.offline)
        self.rows.addWidget(self.offline)
        self.rows.addSpacing(theme.SPACE_S)
        self.every = QComboBox()
        self.every.setAccessibleName(_("Read connected calendars again"))
        self._fill(settings.sync_minutes)
        label = PlainLabel(_("Read connected calendars again"), wrap=True)
        label.setBuddy(self.every)
        self.rows.addWidget(label)
        self.rows.addWidget(self.every, 0, Qt.AlignmentFlag.AlignLeading)
        lead = _("While the window is open, and at its start. F5 reads all calendars at once.")
        self.rows.addWidget(PlainLabel(lead, "caption", "muted", wrap=True))
        self.offline.toggled.connect(self.every.setDisabled)
        self.every.setDisabled(settings.offline)
        self.heading(_("What went over the network"), _("Every request since the first is listed on this computer."))
        self.traffic_button = button(_("Show all requests…"))
        self.traffic_button.clicked.connect(self.traffic_wanted)
        self.rows.addWidget(self.traffic_button, 0, Qt.AlignmentFlag.AlignLeading)

    def _fill(self, minutes: int) -> None:
        for value, words in _EVERY:
            self.every.addItem(_(words), value)
        self.every.addItem(_("only by hand"), 0)
        at = self.every.findData(minutes)
        if at < 0:
            # Somebody chose it on the command line, or in the file.
            words = ngettext("every {count} minute", "every {count} minutes", minutes).format(count=minutes)
            self.every.insertItem(0, words, minutes)
            at = 0
        self.every.setCurrentIndex(at)

    def chosen(self, settings: Settings) -> Settings | None:
        """Return the settings with what is asked of the network."""
        return replace(settings, offline=self.offline.isChecked(), sync_minutes=int(self.every.currentData()))
