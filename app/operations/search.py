"""Where a search may lead, and what of it typed words mean: series by their titles, people of recurring 1:1s."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.analysis.people_words import person_name
from app.model.foreign_text import visible
from app.model.uids import joined_uid
from app.store.day_rows import read_basis
from app.store.searched_rows import read_searched

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.operations.workspace import Workspace

PlaceKind = Literal["page", "series", "person", "action"]
_LONGEST_TITLE = 120


class SearchPlace(NamedTuple):
    """One place that a search may lead to.

    Attributes:
        text: what it is called, harmless to show.
        target: a page's id, a series' joined UID, a person's address, or the name of an action.
        detail: what is said beside it: a key, or an address.
        opens: the evidence to open where there is no page for it; empty: none.

    """

    kind: PlaceKind
    text: str
    target: str
    detail: str = ""
    opens: str = ""


class Searched(NamedTuple):
    """A place with the words by which it is found."""

    place: SearchPlace
    words: str


def unaccented(text: str) -> str:
    """Return a text for searching: case folded, without accents, single spaces."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(each for each in plain if unicodedata.category(each) != "Mn").split())


def searched(places: Iterable[SearchPlace]) -> tuple[Searched, ...]:
    """Return places with the words by which they are found."""
    return tuple(Searched(place, unaccented(f"{place.text} {place.detail}")) for place in places)


def places_of(workspace: Workspace) -> tuple[SearchPlace, ...]:
    """Return the series that repeat, each once under its newest title, and the other halves of recurring 1:1s."""
    now = int(dt.datetime.now(dt.UTC).timestamp())
    with workspace.store.reading() as connection:
        rows = read_searched(connection, now)
        basis = read_basis(connection)
    me = frozenset(basis.me) if basis is not None else frozenset()
    series: dict[str, SearchPlace] = {}
    people: dict[str, SearchPlace] = {}
    for row in rows:
        uid = joined_uid(row.uid)
        opens = f"occurrence:{row.row}:{row.start}" if row.start is not None else ""
        # The newest goes to the end, whose parts Google has split.
        series.pop(uid, None)
        series[uid] = SearchPlace("series", visible(row.title, _LONGEST_TITLE), uid, "", opens)
        others = row.people - me
        if me and len(row.people) == 2 and len(others) == 1:
            (address,) = others
            people[address] = SearchPlace("person", person_name(address), address, visible(address), opens)
    named = sorted(people.values(), key=lambda place: unaccented(place.text))
    return (*named, *reversed(series.values()))


def matching(text: str, places: Sequence[Searched], most: int) -> tuple[SearchPlace, ...]:
    """Return the places that hold every typed word, at most so many; those that begin with them come first."""
    typed = unaccented(text)
    words = typed.split()
    if not words:
        return ()
    found = [
        (_far(each.words, typed, words), at)
        for at, each in enumerate(places)
        if all(word in each.words for word in words)
    ]
    return tuple(places[at].place for __, at in sorted(found)[:most])


def _far(words: str, typed: str, parts: Sequence[str]) -> int:
    """Return how far a place is from what was typed: it begins so, its words do, or they are somewhere in it."""
    if words.startswith(typed):
        return 0
    return 1 if all(f" {part}" in f" {words}" for part in parts) else 2
