"""The words of one promise or entry of the journal, for its pages and for what a command says (METRICS.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import wording
from app.language import _, ngettext
from app.model.foreign_text import visible

if TYPE_CHECKING:
    from app.model.journal import Entry, EntryKind, Promise, WaitsFor

LONGEST = 200
"""Characters of a text that are shown."""


def what_of(promise: Promise) -> str:
    """Return what was promised, harmless to show."""
    return visible(promise.what, LONGEST)


def to_of(promise: Promise) -> str:
    """Return to whom it was promised, empty where nobody is named."""
    return _("to {name}").format(name=visible(promise.to, 60)) if promise.to else ""


def date_of(day: int | None) -> str:
    """Return a date in short, empty without one."""
    return "" if day is None else wording.date_words(day, "yMMMd")


def due_of(promise: Promise, today: int) -> str:
    """Return when a promise is due, and how long that is past."""
    if promise.due is None:
        return _("no day")
    if promise.due == today:
        return _("due today")
    if promise.due > today:
        return _("due {day}").format(day=date_of(promise.due))
    days = ngettext("{count} day ago", "{count} days ago", today - promise.due)
    ago = days.format(count=wording.number(today - promise.due, 0))
    return _("due {day}, {ago}").format(day=date_of(promise.due), ago=ago)


def waiting_words(promise: Promise, today: int) -> str:
    """Return what a promise waits for, since when and how long; empty where it does not wait."""
    wait = promise.waiting
    if wait is None:
        return ""
    days = max(0, today - wait.first)
    text = ngettext("{reason}, since {day}: {count} day", "{reason}, since {day}: {count} days", days)
    return text.format(reason=waits_for(wait.reason), day=date_of(wait.first), count=wording.number(days, 0))


def waits_for(reason: WaitsFor) -> str:
    """Return what something waits for."""
    return {
        "decision": _("for a decision"),
        "review": _("for a review"),
        "access": _("for access"),
        "person": _("for a person"),
    }[reason]


def entry_name(kind: EntryKind) -> str:
    """Return the name of a kind of entry."""
    return {"recognition": _("recognition"), "stretch": _("stretch work"), "promotion": _("promotion")}[kind]


def person_and_text(entry: Entry) -> tuple[str, str]:
    """Return of whom something was noted, and what, harmless to show."""
    return visible(entry.person, 60), visible(entry.evidence, LONGEST)
