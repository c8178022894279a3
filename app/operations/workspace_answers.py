"""What the workspace answers when sources are listed, brought in, or forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class SourceRow(NamedTuple):
    """One source, for people.

    Attributes:
        place: the path it is read from, or the server and the account; never a secret.
        kind: ``files``, or a kind of connection (``app.model.remote``).
        events: how many of its events are kept.
        synced: when it was last read, in words.
        state: what is amiss with it, in a sentence; empty: nothing.
        set_aside: how many of its events could not be counted.
        needs: what the person must give before it can be read again: ``password``, ``sign-in``, ``address``, or empty.
        held: how many events are gone at the server and wait here for the person's word, since they are so many.
        calendars: names of the calendars of the account that are read; empty for files.

    """

    id: int
    name: str
    place: str
    kind: str
    events: int
    synced: str
    state: str
    set_aside: int
    needs: str = ""
    held: int = 0
    calendars: tuple[str, ...] = ()


class Imported(NamedTuple):
    """What an import came to.

    Attributes:
        sources: those that were brought up to date.
        occurrences: all that are kept of all sources.
        events: likewise.
        changed: how many events were new, changed or gone this time.
        set_aside: how many events of these sources could not be counted.
        sentence: all that in words.
        failed: a sentence for each source that could not be brought up to date; its data are as they were.

    """

    sources: tuple[int, ...]
    occurrences: int
    events: int
    changed: int
    set_aside: int
    sentence: str
    failed: tuple[str, ...] = ()


class SyncWords(NamedTuple):
    """What the person says to a sync.

    Attributes:
        accepts_gone: events that are gone at a server may go here too, however many they are.
        secrets: for sources (by number) of which none is kept: the password, the address, what signing in gave.

    """

    accepts_gone: bool = False
    secrets: Mapping[int, str] | None = None

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return f"SyncWords(accepts_gone={self.accepts_gone})"


PLAIN_SYNC: Final = SyncWords()


class Forgotten(NamedTuple):
    """What was deleted, and what is left."""

    events: int
    occurrences: int
    left_events: int
    left_occurrences: int
