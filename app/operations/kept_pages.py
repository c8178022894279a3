"""Pages as the window composed them, kept beside the first picture: the first visit paints one before all else.

What is kept is of the newest week, as the first picture is, and goes with it at each change. A page may still be older
than what it shows, or hold less (the journal changes no calendar, and its words are not kept), so that the window
composes it anew in any case, once the kept one is painted.
"""

from __future__ import annotations

import datetime as dt
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.language import current
from app.operations.pictures import FirstPicture, frame_of, picture_of
from app.store.journal_version import NO_JOURNAL
from app.store.picture_rows import add_pictures, kept_pictures, read_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.operations.workspace import Workspace

_STARTED: Final = frozenset({"overview", "week"})
"""Kept with the first picture, in a form of their own."""
_MADE_OF: Final = {
    "patterns": ("app.model.patterns_page", "app.model.charts", "app.model.phrases"),
    "series": ("app.model.series_page", "app.model.charts", "app.model.phrases"),
    "people": ("app.model.people_page", "app.model.charts", "app.model.finding_card", "app.model.phrases"),
}
"""The modules of the named tuples that a kept page may be made of, and no others."""
KEPT: Final = frozenset(_MADE_OF)
"""The pages that are kept once they were composed."""


class DataState(NamedTuple):
    """What pages are composed from: the data, their version, the language, and the ordinal of the clock's day."""

    workspace: Workspace
    version: int
    language: str
    today: int


def state_now(workspace: Workspace) -> DataState:
    """Return what a page that is composed now is composed from."""
    return DataState(workspace, workspace.data_version(), current(), _today())


def _today() -> int:
    return dt.date.today().toordinal()  # noqa: DTZ011 (the clock's day)


def kept_page(workspace: Workspace, page: str) -> FirstPicture | None:
    """Return a page of the newest week as it was kept today in the language in force; None: it must be composed."""
    today = _today()
    with workspace.store.reading() as connection:
        if page in _STARTED:
            return picture_of(connection, current(), today, page)
        found = read_picture(connection, page, current(), today) if page in KEPT else None
        frame = None if found is None else frame_of(connection, current(), today)
    if found is None or frame is None:
        return None
    try:
        return FirstPicture(_unpacked(found, _kinds(page)), *frame)
    except (TypeError, KeyError, IndexError):
        # Kept by a version whose pages had another form.
        return None


def keep_pages(state: DataState, pages: Mapping[str, object]) -> None:
    """Keep pages of the newest week, unless they are kept already or the data have changed since.

    Each change of the calendars takes the first picture away; where that is gone none is kept beside it.
    """
    workspace, version, language, today = state
    wanted = {name: _without_journal(workspace, name, page) for name, page in pages.items() if name in KEPT}
    pictures = {name: _packed(page) for name, page in wanted.items()}
    with workspace.store.reading() as connection:
        if workspace.data_version() != version or pictures.keys() <= kept_pictures(connection, language, today):
            return
    workspace.store.write(lambda connection: add_pictures(connection, language, today, tuple(pictures.items())))


def _without_journal(workspace: Workspace, name: str, page: Any) -> Any:  # noqa: ANN401 (each page has its own form)
    """Return a page less what the journal says on it: its words have no place in the file of the calendars."""
    if name == "people" and workspace.journal_version() != NO_JOURNAL:
        return page._replace(rows=tuple(row._replace(sheet="") for row in page.rows))
    return page


def _packed(value: object) -> object:
    """Return a value with each named tuple as a list that its name begins, and each plain one with no name there."""
    if isinstance(value, tuple):
        name = type(value).__name__ if hasattr(value, "_fields") else ""
        return [name, *map(_packed, value)]
    return value


def _unpacked(row: Any, kinds: Mapping[str, Callable[..., Any]]) -> Any:  # noqa: ANN401 (parsed JSON may be anything)
    values = [_unpacked(each, kinds) if each.__class__ is list else each for each in row[1:]]
    return kinds[row[0]](*values)


def _kinds(page: str) -> dict[str, Callable[..., Any]]:
    """Return the named tuples that a page may be made of, by their names; a plain one has none."""
    found: dict[str, Callable[..., Any]] = {"": _plain}
    for name in _MADE_OF[page]:
        module = import_module(name)
        found |= {key: kind for key, kind in vars(module).items() if hasattr(kind, "_fields")}
    return found


def _plain(*values: object) -> tuple[object, ...]:
    return values
