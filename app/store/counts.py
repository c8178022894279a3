"""Small questions about what is stored."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.store.day_rows import read_basis

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence


def has_sources(connection: sqlite3.Connection) -> bool:
    """Tell whether anything was ever added."""
    return connection.execute("SELECT 1 FROM sources LIMIT 1").fetchone() is not None


def calendar_names(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of all calendars, each once, in the order in which they were read."""
    found = connection.execute("SELECT name FROM calendars ORDER BY id")
    return tuple(dict.fromkeys(name for (name,) in found))


def covered_from(connection: sqlite3.Connection) -> int | None:
    """Return the first day that the calendars cover, None where they cover none."""
    basis = read_basis(connection)
    return basis.coverage[0][0] if basis is not None and basis.coverage else None


def last_synced(connection: sqlite3.Connection) -> int | None:
    """Return when a source was last brought up to date, in seconds since 1970 UTC; None where none ever was."""
    found: int | None = connection.execute("SELECT max(synced) FROM sources").fetchone()[0]
    return found


def counts(connection: sqlite3.Connection, sources: Sequence[int] | None = None) -> tuple[int, int]:
    """Return how many events and how many occurrences are stored, of some sources or of all."""
    if sources is not None:
        known = {row for (row,) in connection.execute("SELECT id FROM sources")}
        # Counting without looking at whose they are is quicker by far.
        sources = None if known <= set(sources) else sources
    if sources is None:
        return (
            connection.execute("SELECT count(*) FROM events").fetchone()[0],
            connection.execute("SELECT count(*) FROM occurrences").fetchone()[0],
        )
    wanted = (json.dumps(sorted(set(sources))),)
    of_source = (
        "SELECT s.id FROM series s JOIN calendars c ON c.id = s.calendar JOIN files f ON f.id = c.file "
        "WHERE f.source IN (SELECT value FROM json_each(?))"
    )
    return (
        connection.execute(f"SELECT count(*) FROM events WHERE series IN ({of_source})", wanted).fetchone()[0],
        connection.execute(f"SELECT count(*) FROM occurrences WHERE series IN ({of_source})", wanted).fetchone()[0],
    )


def sqlite_version(connection: sqlite3.Connection) -> str:
    """Return the version of the library that keeps the data."""
    return str(connection.execute("SELECT sqlite_version()").fetchone()[0])
