"""What the workspace answers when sources are listed, brought in, or forgotten."""

from __future__ import annotations

from typing import NamedTuple


class SourceRow(NamedTuple):
    """One source, for people.

    Attributes:
        place: the path it is read from.
        kind: ``files``.
        events: how many of its events are kept.
        synced: when it was last read, in words.
        state: what is amiss with it, in a sentence; empty: nothing.
        set_aside: how many of its events could not be counted.

    """

    id: int
    name: str
    place: str
    kind: str
    events: int
    synced: str
    state: str
    set_aside: int


class Imported(NamedTuple):
    """What an import came to.

    Attributes:
        sources: those that were brought up to date.
        occurrences: all that are kept of all sources.
        events: likewise.
        changed: how many events were new, changed or gone this time.
        set_aside: how many events of these sources could not be counted.
        sentence: all that in words.

    """

    sources: tuple[int, ...]
    occurrences: int
    events: int
    changed: int
    set_aside: int
    sentence: str


class Forgotten(NamedTuple):
    """What was deleted, and what is left."""

    events: int
    occurrences: int
    left_events: int
    left_occurrences: int
