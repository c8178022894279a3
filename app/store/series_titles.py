"""What the series that are kept are called."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import sqlite3


class TitledSeries(NamedTuple):
    """A series of one calendar: its whole UID, its title, and whether it repeats."""

    uid: str
    title: str
    recurs: bool


def read_titles(connection: sqlite3.Connection) -> list[TitledSeries]:
    """Return all series, those that begin last at the end; the title is that of the head, else of the first event."""
    found = connection.execute(
        "SELECT s.uid, e.title, s.recurrence IS NOT NULL OR NOT s.has_head FROM series s "
        "JOIN events e ON e.series = s.id AND e.number = (SELECT min(number) FROM events WHERE series = s.id) "
        "ORDER BY e.start_day, s.id"
    )
    return [TitledSeries(uid, title, bool(recurs)) for uid, title, recurs in found]
