"""The sources in the settings: reading one again, what it waits for, taking one away, and what was set aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.language import _
from app.model.foreign_text import visible
from app.operations.workspace_answers import SyncWords
from app.ui import background, theme
from app.ui.buttons import button
from app.ui.notices import Notice
from app.ui.settings_pages import SettingsPage
from app.ui.source_card import SourceCard
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.errors import UserError
    from app.model.settings import Settings
    from app.model.sources import Problem
    from app.operations.connections import Connections
    from app.progress import Progress
    from app.ui.source_card import SourceLine


class HasSources(Protocol):
    """What the page needs of a workspace."""

    def sources(self) -> Sequence[SourceLine]:
        """Return the sources."""

    def set_aside(self, source: int | None = None) -> Sequence[Problem]:
        """Return what was set aside of a source."""

    def sync(self, sources: Sequence[int], progress: Progress, on_batch: Callable[[], None], how: SyncWords) -> Any:  # noqa: ANN401 (what it says is not shown)
        """Read sources again."""

    @property
    def connections(self) -> Connections:
        """What is done with calendars on a server."""

    def remove(self, source: int, progress: Progress) -> None:
        """Take a source away with its events."""


class SourcesPage(SettingsPage):
    """All sources; what is done here is done at once."""

    altered = Signal()
    """Events have come or gone."""
    busy = Signal(bool)
    add_wanted = Signal()

    def __init__(self, workspace: HasSources) -> None:
        super().__init__(_("Sources"))
        self._workspace = workspace
        self._job: background.Job | None = None
        self._notice: Notice | None = None
        self._kept: set[int] = set()
        self.cards: list[SourceCard] = []
        self.heading(_("Sources"), _("What you do here is done at once."))
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.SPACE_S)
        self.rows.addLayout(self._list)
        self.add_button = button(_("Add a calendar…"))
        self.add_button.clicked.connect(self.add_wanted)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self.rows.addLayout(foot)
        self.refresh()

    def chosen(self, settings: Settings) -> Settings | None:
        """Return the settings as they are: sources are no settings."""
        return settings

    def look_again(self) -> None:
        """Show the sources anew where they are others than those shown."""
        if list(self._workspace.sources()) != [card.source for card in self.cards]:
            self.refresh()

    def refresh(self) -> None:
        """Show the sources that are there now."""
        for card in self.cards:
            card.hide()
            card.deleteLater()
        sources = self._workspace.sources()
        self.cards = [SourceCard(source, self, keeps_held=source.id in self._kept) for source in sources]
        for card in self.cards:
            card.renew.clicked.connect(self._renew)
            card.choose.clicked.connect(self._choose)
            card.held.take.clicked.connect(self._take_away)
            card.held_kept.connect(partial(self._kept.add, card.source.id))
            card.again.clicked.connect(self._read_again)
            card.gone.clicked.connect(self._remove)
            card.aside.clicked.connect(self._show_aside)
            self._list.addWidget(card)
        follow_layout(self)

    def stop(self) -> None:
        """Stop what is under way; what was read stays."""
        if self._job is not None:
            self._job.cancel()

    def _read_again(self) -> None:
        self._sync(self._card_of("again").source)

    def _sync(self, source: SourceLine, how: SyncWords | None = None) -> None:
        words = _("Reading {name}").format(name=visible(source.name, 60))
        self._work(partial(_sync, self._workspace, source.id, how or SyncWords()), words)

    def _take_away(self) -> None:
        pressed = self.sender()
        card = next(card for card in self.cards if card.held.take is pressed)
        self._sync(card.source, SyncWords(accepts_gone=True))

    def _renew(self) -> None:
        # Imported here because most sources need nothing again.
        from app.ui.renew_dialog import RenewDialog

        source = self._card_of("renew").source
        dialog = RenewDialog(source, self._workspace.connections, self)
        dialog.renewed.connect(partial(self._sync, source))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _remove(self) -> None:
        card = self._card_of("gone")
        words = _("Removing {name}").format(name=visible(card.source.name, 60))
        self._work(partial(_remove, self._workspace, card.source.id), words)

    def _choose(self) -> None:
        # Imported here because a choice is seldom made anew.
        from app.ui.choose_calendars_dialog import ChooseCalendarsDialog

        source = self._card_of("choose").source
        dialog = ChooseCalendarsDialog(source, self._workspace.connections, self)
        dialog.chosen.connect(partial(self._read_chosen, source))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _read_chosen(self, source: SourceLine, chosen: tuple[str, ...]) -> None:
        words = _("Reading {name}").format(name=visible(source.name, 60))
        self._work(partial(_read_chosen, self._workspace, source.id, chosen), words)

    def _show_aside(self) -> None:
        card = self._card_of("aside")
        if card.hide_aside():
            return
        work = partial(_set_aside, self._workspace, card.source.id)
        background.start(work, card.show_aside, self._failed, card)

    def _card_of(self, name: str) -> SourceCard:
        pressed = self.sender()
        return next(card for card in self.cards if getattr(card, name) is pressed)

    def _work(self, work: Callable[[Progress], None], words: str) -> None:
        self._say("progress", words, _("Stop"))
        self._allow(allowed=False)
        self._job = background.start(work, self._done, self._failed, self, instead_of=self._job)
        self._job.progressed.connect(self._progressed)
        self._job.ended.connect(self._ended)

    def _progressed(self, done: int, total: int | None, what: str) -> None:
        if self._notice is not None:
            self._notice.bar.show_share(done, total)
            if what:
                self._notice.say(what)

    def _done(self, _nothing: None) -> None:
        """Wait for the end, which comes after a stop as well: what was read until then stays."""

    def _failed(self, error: UserError) -> None:
        self._say("problem", error.sentence(), "")

    def _ended(self) -> None:
        if self._notice is not None and self._notice.kind == "progress":
            self._hush()
        self._allow(allowed=True)
        self.refresh()
        self.altered.emit()

    def _allow(self, *, allowed: bool) -> None:
        for card in self.cards:
            card.setEnabled(allowed)
        self.busy.emit(not allowed)

    def _say(self, kind: Any, sentence: str, action: str) -> None:  # noqa: ANN401 (a word of the notices)
        self._hush()
        self._notice = Notice(kind, sentence, action, self)
        self._notice.acted.connect(self.stop)
        self._notice.closed.connect(self._hush)
        self.rows.insertWidget(0, self._notice)

    def _hush(self) -> None:
        if self._notice is not None:
            self._notice.hide()
            self._notice.deleteLater()
            self._notice = None


def _sync(workspace: HasSources, source: int, how: SyncWords, progress: Progress) -> None:
    workspace.sync((source,), progress, _nothing, how)


def _read_chosen(workspace: HasSources, source: int, chosen: tuple[str, ...], progress: Progress) -> None:
    workspace.connections.choose(source, chosen, progress)


def _nothing() -> None:
    """Do nothing after a batch: the window is told at the end."""


def _remove(workspace: HasSources, source: int, progress: Progress) -> None:
    workspace.remove(source, progress)


def _set_aside(workspace: HasSources, source: int, _progress: Progress) -> list[Problem]:
    return list(workspace.set_aside(source))
