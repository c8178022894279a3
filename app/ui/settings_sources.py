"""The sources in the settings: what each brought, reading one again, taking one away, and what was set aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.language import _, ngettext
from app.model.foreign_text import visible
from app.ui import background, theme
from app.ui.buttons import button
from app.ui.card import Card
from app.ui.notices import Notice
from app.ui.plain_label import PlainLabel
from app.ui.question_pages import shown_count
from app.ui.settings_pages import SettingsPage
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.errors import UserError
    from app.model.settings import Settings
    from app.model.sources import Problem
    from app.progress import Progress

_MOST_SHOWN = 200


class SourceLine(Protocol):
    """What is shown of a source."""

    @property
    def id(self) -> int:
        """Its number in the store."""

    @property
    def name(self) -> str:
        """Its name for people."""

    @property
    def place(self) -> str:
        """Where it is read from."""

    @property
    def events(self) -> int:
        """How many events it brought."""

    @property
    def synced(self) -> str:
        """When it was read last, in words."""

    @property
    def state(self) -> str:
        """What keeps it from being read, in a sentence; empty where nothing does."""

    @property
    def set_aside(self) -> int:
        """How many of its events were set aside."""


class HasSources(Protocol):
    """What the page needs of a workspace."""

    def sources(self) -> Sequence[SourceLine]:
        """Return the sources."""

    def set_aside(self, source: int | None = None) -> Sequence[Problem]:
        """Return what was set aside of a source."""

    def sync(self, sources: Sequence[int], progress: Progress) -> Any:  # noqa: ANN401 (what it says is not shown)
        """Read sources again."""

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
        self.cards = [SourceCard(source, self) for source in self._workspace.sources()]
        for card in self.cards:
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
        card = self._card_of("again")
        words = _("Reading {name}").format(name=visible(card.source.name, 60))
        self._work(partial(_sync, self._workspace, card.source.id), words)

    def _remove(self) -> None:
        card = self._card_of("gone")
        words = _("Removing {name}").format(name=visible(card.source.name, 60))
        self._work(partial(_remove, self._workspace, card.source.id), words)

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


class SourceCard(Card):
    """One source, and what can be done with it."""

    def __init__(self, source: SourceLine, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_S)
        self.rows.setSpacing(theme.SPACE_XS)
        name = visible(source.name, 120)
        self.setAccessibleName(name)
        self.rows.addWidget(PlainLabel(name, "strong", parent=self, wrap=True))
        events = ngettext("{count} event", "{count} events", source.events).format(count=shown_count(source.events))
        when = _("{events}, read {when}").format(events=events, when=source.synced) if source.synced else events
        self.rows.addWidget(PlainLabel(when, "caption", "muted", self, wrap=True))
        if source.place:
            self.rows.addWidget(PlainLabel(visible(source.place, 300), "caption", "muted", self, wrap=True))
        if source.state:
            self.rows.addWidget(PlainLabel(source.state, color="problem", parent=self, wrap=True))
        self.again = button(_("Read again"), "opens", self)
        self.remove = button(_("Remove"), "quiet", self)
        self.aside = button(
            ngettext("{count} set aside", "{count} set aside", source.set_aside).format(
                count=shown_count(source.set_aside)
            ),
            "opens",
            self,
        )
        self.aside.setVisible(source.set_aside > 0)
        self._sure = PlainLabel(_("Its events go from Clearweek; the file stays where it is."), parent=self, wrap=True)
        self.gone = button(_("Remove"), parent=self)
        self.keep = button(_("Keep"), parent=self)
        self.remove.clicked.connect(self._ask)
        self.keep.clicked.connect(self._ask_no_more)
        foot = QHBoxLayout()
        foot.setContentsMargins(-6, 0, 0, 0)
        foot.setSpacing(theme.SPACE_S)
        foot.addWidget(self.gone)
        foot.addWidget(self.keep)
        foot.addWidget(self.again)
        foot.addWidget(self.aside)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        self.rows.addWidget(self._sure)
        self.rows.addLayout(foot)
        self._listed: QWidget | None = None
        self._ask_no_more()

    def _ask(self) -> None:
        self._asking(asking=True)
        self.keep.setFocus()

    def _ask_no_more(self) -> None:
        self._asking(asking=False)

    def _asking(self, *, asking: bool) -> None:
        for each in (self._sure, self.gone, self.keep):
            each.setVisible(asking)
        self.again.setVisible(not asking)
        self.remove.setVisible(not asking)
        self.aside.setVisible(not asking and self.source.set_aside > 0)

    def hide_aside(self) -> bool:
        """Take the list of what was set aside away; False where none stands."""
        if self._listed is None:
            return False
        self._listed.hide()
        self._listed.deleteLater()
        self._listed = None
        return True

    def show_aside(self, problems: Sequence[Problem]) -> None:
        """List what was set aside, each with where and why."""
        self.hide_aside()
        self._listed = QWidget(self)
        rows = QVBoxLayout(self._listed)
        rows.setContentsMargins(0, theme.SPACE_XS, 0, theme.SPACE_XS)
        rows.setSpacing(theme.SPACE_XS)
        for problem in problems[:_MOST_SHOWN]:
            place = visible(problem.source, 80)
            if problem.line is not None:
                place = _("{place}, line {line}").format(place=place, line=problem.line)
            words = _("{reason} ({place})").format(reason=visible(problem.reason, 300), place=place)
            rows.addWidget(PlainLabel(words, "caption", parent=self._listed, wrap=True))
        more = len(problems) - _MOST_SHOWN
        if more > 0:
            words = ngettext("and {count} more", "and {count} more", more).format(count=shown_count(more))
            rows.addWidget(PlainLabel(words, "caption", "muted", self._listed))
        self.rows.addWidget(self._listed)


def _sync(workspace: HasSources, source: int, progress: Progress) -> None:
    workspace.sync((source,), progress)


def _remove(workspace: HasSources, source: int, progress: Progress) -> None:
    workspace.remove(source, progress)


def _set_aside(workspace: HasSources, source: int, _progress: Progress) -> list[Problem]:
    return list(workspace.set_aside(source))
