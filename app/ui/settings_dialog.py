"""The settings: who one is, when one works, what counts, the sources, and how the window looks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.language import _
from app.ui import background, theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel
from app.ui.section_list import SectionList
from app.ui.settings_network import NetworkPage
from app.ui.settings_pages import CountsPage, HoursSettingsPage, LookPage, SettingsPage, YouPage
from app.ui.settings_sources import HasSources, SourcesPage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.errors import UserError
    from app.model.settings import Settings
    from app.progress import Progress

_SHARE_OF_SCREEN: Final = 0.9
_PROGRESS_AFTER: Final = 400
"""Milliseconds before which nothing shows progress (resources/look/tokens.toml)."""


class HasSettings(HasSources, Protocol):
    """What the dialog needs of a workspace."""

    def settings(self) -> Settings:
        """Return what was chosen so far."""

    def change_settings(self, settings: Settings, progress: Progress) -> None:
        """Keep other settings, and work the figures out anew; not in the window's thread."""

    def calendar_names(self) -> Sequence[str]:
        """Return the names of all calendars of all sources."""


class SettingsDialog(QDialog):
    """All settings; they are kept by *OK*, and by nothing else but what the sources say of themselves.

    Signals:
        changed: other settings hold; carries them.
        sources_changed: events have come or gone.
        add_wanted: the person wants to add a calendar.
        traffic_wanted: the person wants to see what went over the network.
        about_wanted: the person wants to know what the program is made of.
    """

    changed = Signal(object)
    sources_changed = Signal()
    add_wanted = Signal()
    about_wanted = Signal()
    traffic_wanted = Signal()

    def __init__(self, workspace: HasSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Settings"))
        self._workspace = workspace
        self._settings = workspace.settings()
        self._job: background.Job | None = None
        self.you = YouPage(self._settings)
        self.hours = HoursSettingsPage(self._settings)
        self.counts = CountsPage(self._settings, workspace.calendar_names())
        self.sources = SourcesPage(workspace)
        self.network = NetworkPage(self._settings)
        self.look = LookPage(self._settings)
        self._pages: tuple[SettingsPage, ...] = (
            self.you,
            self.hours,
            self.counts,
            self.sources,
            self.network,
            self.look,
        )
        self.sections = SectionList(_("Parts of the settings"), [page.name for page in self._pages], self)
        self._stack = self._stacked()
        self.why = PlainLabel(parent=self, color="problem", wrap=True)
        self.why.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing)
        self.about_button = button(_("About Clearweek"), "quiet", self)
        self.cancel_button = button(_("Cancel"), parent=self)
        self.ok_button = button(_("OK"), "main", self)
        self.ok_button.setDefault(True)
        self._slow = QTimer(self, singleShot=True, interval=_PROGRESS_AFTER)
        self._lay_out()
        self.sections.chosen.connect(self._stack.setCurrentIndex)
        self.about_button.clicked.connect(self.about_wanted)
        self.cancel_button.clicked.connect(self.reject)
        self.ok_button.clicked.connect(self.keep)
        self._slow.timeout.connect(self._say_working)
        self.sources.altered.connect(self.sources_changed)
        self.sources.busy.connect(self.ok_button.setDisabled)
        self.sources.add_wanted.connect(self.add_wanted)
        self.network.traffic_wanted.connect(self.traffic_wanted)
        self.sections.setFocus()

    def _stacked(self) -> QStackedWidget:
        stack = QStackedWidget(self)
        for page in self._pages:
            scroll = QScrollArea(stack)
            scroll.setFrameShape(QFrame.Shape.NoFrame)
            scroll.setWidgetResizable(True)
            scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            page.rows.addStretch(1)
            scroll.setWidget(page)
            stack.addWidget(scroll)
        return stack

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(theme.SPACE_XL)
        body.addWidget(self.sections)
        body.addWidget(self._stack, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_S)
        foot.addWidget(self.about_button)
        foot.addWidget(self.why, 1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.ok_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_L, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_L)
        rows.addLayout(body, 1)
        rows.addLayout(foot)

    def changeEvent(self, event: QEvent) -> None:
        """Show sources that came meanwhile, when the dialog is in front again."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.sources.look_again()

    def show_part(self, page: SettingsPage) -> None:
        """Show one part, for somebody who was sent there."""
        self.sections.choose(self._pages.index(page))

    def keep(self) -> None:
        """Keep what is chosen and close; where a field makes no sense, show it."""
        settings = self._settings
        for page in self._pages:
            found = page.chosen(settings)
            if found is None:
                self.show_part(page)
                self._say(_("One of the fields makes no sense."), "problem")
                return
            settings = found
        if settings == self._settings:
            self.accept()
            return
        self._wait(waiting=True)
        self._job = background.start(
            partial(_keep, self._workspace, settings), self._kept, self._not_kept, self, instead_of=self._job
        )

    def reject(self) -> None:
        """Close without keeping anything; work under way stops."""
        self._slow.stop()
        self.sources.stop()
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _kept(self, settings: Settings) -> None:
        self._wait(waiting=False)
        self.accept()
        self.changed.emit(settings)

    def _not_kept(self, error: UserError) -> None:
        self._wait(waiting=False)
        self._say(error.sentence(), "problem")

    def _wait(self, *, waiting: bool) -> None:
        self.ok_button.setDisabled(waiting)
        self._stack.setDisabled(waiting)
        self._say("", "muted")
        if waiting:
            self._slow.start()
        else:
            self._slow.stop()

    def _say_working(self) -> None:
        self._say(_("Working the figures out anew"), "muted")

    def _say(self, sentence: str, color: str) -> None:
        self.why.set_color(color)
        self.why.setText(sentence)

    def sizeHint(self) -> QSize:
        """Return a size that the parts have room in, and the screen too."""
        unit = self.fontMetrics().height()
        return QSize(unit * 48, unit * 40).boundedTo(self.screen().availableGeometry().size() * _SHARE_OF_SCREEN)


def _keep(workspace: HasSettings, settings: Settings, progress: Progress) -> Settings:
    workspace.change_settings(settings, progress)
    return settings
