"""What a search goes through: the series that repeat, with who is in them and when they last took place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.store.series_rows import people_in

if TYPE_CHECKING:
    import sqlite3


class SearchedSeries(NamedTuple):
    """A series that repeats.

    Attributes:
        row: the row of the series.
        uid: its whole UID.
        people: the addresses of all its people, rooms left out.
        start: of its newest occurrence before an instant, else of its first, seconds since 1970 UTC; None: it has none.

    """

    row: int
    uid: str
    title: str
    people: frozenset[str]
    start: int | None


def read_searched(connection: sqlite3.Connection, before: int) -> list[SearchedSeries]:
    """Return all series that repeat, those that begin last at the end; ``before`` is an instant, in seconds."""
    found = connection.execute(
        "SELECT s.id, s.uid, e.title, e.attendees, e.organizer, coalesce(o.last, o.first) FROM series s "
        "JOIN events e ON e.series = s.id AND e.number = (SELECT min(number) FROM events WHERE series = s.id) "
        # Together and not for each series, as only their starts are in order.
        "LEFT JOIN (SELECT series, max(CASE WHEN start < ? THEN start END) AS last, min(start) AS first "
        "FROM occurrences GROUP BY series) o ON o.series = s.id "
        "WHERE s.recurrence IS NOT NULL OR NOT s.has_head ORDER BY e.start_day, s.id",
        (before,),
    )
    return [
        SearchedSeries(row, uid, title, frozenset(people_in(attendees, organizer)), start)
        for row, uid, title, attendees, organizer, start in found
    ]
