"""One source in the settings: what it brought, what it waits for, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.language import N_, _, ngettext
from app.model.foreign_text import visible
from app.ui import theme
from app.ui.buttons import button
from app.ui.card import Card
from app.ui.plain_label import PlainLabel
from app.ui.question_pages import shown_count
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.sources import Problem

_MOST_SHOWN: Final = 200
_MOST_NAMED: Final = 12
_KINDS: Final = {
    "address": N_("Calendar address"),
    "google": N_("Google Calendar"),
    "microsoft": N_("Microsoft 365"),
    "caldav": N_("CalDAV server"),
}
"""Kinds of sources on a server; what is not among them comes from files."""
_SEVERAL: Final = frozenset({"google", "microsoft", "caldav"})
"""Kinds that have several calendars in an account."""
_NEEDS: Final = {
    "password": N_("Give the password again…"),
    "sign-in": N_("Sign in again…"),
    "address": N_("Give the address again…"),
}


class SourceLine(Protocol):
    """What is shown of a source (`app.operations.workspace_answers.SourceRow`)."""

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
    def kind(self) -> str:
        """Whether it comes from files, or the kind of its server."""

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

    @property
    def needs(self) -> str:
        """What the person must give before it can be read again; empty: nothing."""

    @property
    def held(self) -> int:
        """How many events are gone at the server, and wait here for the person's word."""

    @property
    def calendars(self) -> tuple[str, ...]:
        """The names of the calendars of the account that are read."""


class SourceCard(Card):
    """One source.

    Args:
        keeps_held: the person said that what is gone at the server stays for now, so that nothing is asked.

    Signals:
        held_kept: the person says so.
    """

    held_kept = Signal()

    def __init__(self, source: SourceLine, parent: QWidget | None = None, *, keeps_held: bool = False) -> None:
        super().__init__(parent)
        self.source = source
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_S)
        self.rows.setSpacing(theme.SPACE_XS)
        name = visible(source.name, 120)
        self.setAccessibleName(name)
        self.rows.addWidget(PlainLabel(name, "strong", parent=self, wrap=True))
        for words in _about(source):
            self.rows.addWidget(PlainLabel(words, "caption", "muted", self, wrap=True))
        if source.state and not source.held:
            self.rows.addWidget(PlainLabel(source.state, color="problem", parent=self, wrap=True))
        self.held = _HeldQuestion(source.held, self)
        self.held.setVisible(source.held > 0 and not keeps_held)
        self.held.keep.clicked.connect(self._keep_held)
        self.rows.addWidget(self.held)
        self._make_foot()
        self._listed: QWidget | None = None
        self._ask_no_more()

    def is_connected(self) -> bool:
        """Return whether it is on a server."""
        return self.source.kind in _KINDS

    def _make_foot(self) -> None:
        source = self.source
        self.renew = button(_(_NEEDS.get(source.needs, "")) if source.needs else "", parent=self)
        self.again = button(_("Read again"), "opens", self)
        self.choose = button(_("Calendars…"), "opens", self)
        self.remove = button(_("Remove"), "quiet", self)
        words = ngettext("{count} set aside", "{count} set aside", source.set_aside)
        self.aside = button(words.format(count=shown_count(source.set_aside)), "opens", self)
        self._sure = PlainLabel(self._sure_words(), parent=self, wrap=True)
        self.gone = button(_("Remove"), parent=self)
        self.keep = button(_("Keep"), parent=self)
        self.remove.clicked.connect(self._ask)
        self.keep.clicked.connect(self._ask_no_more)
        foot = QHBoxLayout()
        foot.setContentsMargins(0 if source.needs else -6, 0, 0, 0)
        foot.setSpacing(theme.SPACE_S)
        for each in (self.renew, self.gone, self.keep, self.again, self.choose, self.aside):
            foot.addWidget(each)
        foot.addStretch(1)
        foot.addWidget(self.remove)
        self.rows.addWidget(self._sure)
        self.rows.addLayout(foot)

    def _sure_words(self) -> str:
        if not self.is_connected():
            return _("Its events go from Clearweek; the file stays where it is.")
        return _(
            "Its events go from Clearweek, and what opens it is deleted from the keyring. "
            "The calendar itself is not touched."
        )

    def _keep_held(self) -> None:
        self.held.hide()
        self.held_kept.emit()

    def _ask(self) -> None:
        self._asking(asking=True)
        self.keep.setFocus()

    def _ask_no_more(self) -> None:
        self._asking(asking=False)

    def _asking(self, *, asking: bool) -> None:
        for each in (self._sure, self.gone, self.keep):
            each.setVisible(asking)
        self.renew.setVisible(not asking and bool(self.source.needs))
        self.again.setVisible(not asking and not self.source.needs)
        self.choose.setVisible(not asking and not self.source.needs and self.source.kind in _SEVERAL)
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


class _HeldQuestion(QWidget):
    """Asks whether events that are gone at the server are to go here too."""

    def __init__(self, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        words = ngettext(
            "{count} event is gone at the server, which is so much of this calendar that it may be a mistake there.",
            "{count} events are gone at the server, which is so much of this calendar that it may be a mistake there.",
            count,
        )
        self.words = PlainLabel(words.format(count=shown_count(count)), color="notice", parent=self, wrap=True)
        self.take = button(
            ngettext("Take it away here too", "Take them away here too", count),
            parent=self,
        )
        self.keep = button(ngettext("Keep it", "Keep them", count), parent=self)
        row = WrappingRow()
        row.addWidget(self.take)
        row.addWidget(self.keep)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, theme.SPACE_XS, 0, theme.SPACE_S)
        rows.setSpacing(theme.SPACE_S)
        rows.addWidget(self.words)
        rows.addLayout(row)


def _about(source: SourceLine) -> list[str]:
    """Return the small lines below a source's name."""
    events = ngettext("{count} event", "{count} events", source.events).format(count=shown_count(source.events))
    lines = [_("{events}, read {when}").format(events=events, when=source.synced) if source.synced else events]
    if source.kind not in _KINDS:
        return [*lines, visible(source.place, 300)] if source.place else lines
    lines.append(_("{kind}: {place}").format(kind=_(_KINDS[source.kind]), place=_where(source)))
    if source.calendars:
        names = ", ".join(visible(name, 60) for name in source.calendars[:_MOST_NAMED])
        more = len(source.calendars) - _MOST_NAMED
        if more > 0:
            names = ngettext("{names} and {count} more", "{names} and {count} more", more).format(
                names=names, count=shown_count(more)
            )
        lines.append(ngettext("Calendar: {names}", "Calendars: {names}", len(source.calendars)).format(names=names))
    return lines


def _where(source: SourceLine) -> str:
    """Return the server and the account, without the kind and the mark that the store has with them."""
    place = source.place.removeprefix(f"{source.kind}:")
    if source.kind == "address":
        return visible(place.partition("#")[0], 200)
    user, __, url = place.rpartition("@")
    if source.kind == "caldav" and user:
        return _("{user} at {server}").format(user=visible(user, 120), server=visible(url, 200))
    return visible(place, 200)
