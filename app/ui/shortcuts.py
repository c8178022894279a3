"""The keys of the window with their words: one table, from which they are put on and which F1 shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtGui import QKeySequence, QShortcut

from app.language import N_, _
from app.ui.view_state import PAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtWidgets import QWidget


class Keys(NamedTuple):
    """One row: the keys as Qt's portable text, what they do, and the name of the action.

    Without an action it is a widget that takes the keys, and the table only tells of them; one that is not
    ``offered`` goes without saying in a search.
    """

    keys: tuple[str, ...]
    words: str
    act: str = ""
    offered: bool = True


class KeyGroup(NamedTuple):
    """Keys that belong together."""

    name: str
    rows: tuple[Keys, ...]


GROUPS: Final = (
    KeyGroup(
        N_("Pages"),
        tuple(Keys((f"Ctrl+{number}",), page.name, f"page-{page.id}") for number, page in enumerate(PAGES, 1)),
    ),
    KeyGroup(
        N_("Going about"),
        (
            Keys(("Ctrl+K",), N_("Search and go anywhere"), "search", offered=False),
            Keys(("Alt+Left",), N_("The period before"), "earlier"),
            Keys(("Alt+Right",), N_("The period after"), "later"),
            Keys(("Tab", "Shift+Tab"), N_("The next thing, or the one before")),
            Keys(("Return",), N_("Open the events behind a figure")),
            Keys(("Esc",), N_("Close the events, or a dialog")),
        ),
    ),
    KeyGroup(
        N_("Charts"),
        (
            Keys(("Ctrl+T",), N_("Tables in place of charts, or charts again"), "table"),
            Keys(("Ctrl+H",), N_("The whole history"), "history"),
            Keys(("Left", "Right"), N_("The week or hour before, or after")),
            Keys(("Ctrl+C",), N_("Copy the chart in focus, or its table"), "copy", offered=False),
            Keys(("Shift+F10",), N_("What can be copied of the chart in focus")),
        ),
    ),
    KeyGroup(
        N_("What-if"),
        (
            Keys(("Ctrl+Up", "Ctrl+Down"), N_("Move the meeting to the next free quarter of an hour")),
            Keys(("Ctrl+Left", "Ctrl+Right"), N_("Move the meeting by a day")),
            Keys(("Shift+Up", "Shift+Down"), N_("Make the meeting shorter, or longer again")),
            Keys(("Return",), N_("All that can be done with the meeting")),
            Keys(("Del",), N_("Drop the meeting")),
            Keys(("L",), N_("Let the meeting stay as it is")),
            Keys(("G",), N_("Gather the meeting with others on a day")),
            Keys(("W",), N_("Why the best plan leaves the meeting as it is")),
            Keys(("Esc",), N_("Put the meeting back")),
        ),
    ),
    KeyGroup(
        N_("Data"),
        (
            Keys(("Ctrl+O",), N_("Open calendar files"), "open"),
            Keys(("Ctrl+N",), N_("Add a calendar"), "add"),
            Keys(("F5", "Ctrl+R"), N_("Read all calendars again"), "sync"),
            Keys(("Ctrl+E",), N_("Look at the sample, from the first start"), "sample", offered=False),
            Keys(("Ctrl+Z",), N_("Undo what you said last"), "undo"),
        ),
    ),
    KeyGroup(
        N_("The window"),
        (
            Keys(("Ctrl+,",), N_("Settings"), "settings"),
            Keys(("F1",), N_("Keys"), "keys"),
            Keys(("Ctrl+W", "Ctrl+Q"), N_("Close the window"), "close"),
        ),
    ),
)
"""In the order in which they are shown."""


def put_on(window: QWidget, run: Callable[[str], None]) -> None:
    """Have the keys of a window run its actions."""
    for row in _all_rows():
        if row.act:
            for each in row.keys:
                QShortcut(QKeySequence(each), window, _running(run, row.act))


def _running(run: Callable[[str], None], act: str) -> Callable[[], None]:
    return lambda: run(act)


def offered() -> Iterator[Keys]:
    """Return the rows of actions that a search offers; pages are offered as such."""
    return (row for group in GROUPS[1:] for row in group.rows if row.act and row.offered)


def key_words(row: Keys) -> str:
    """Return the keys as this system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return _(" or ").join(QKeySequence(each).toString(native) for each in row.keys)


def _all_rows() -> Iterator[Keys]:
    return (row for group in GROUPS for row in group.rows)
