"""The log of the network, as rows of ``mine.db`` (attached as ``mine``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.remote import Visit

if TYPE_CHECKING:
    import sqlite3


def write_visit(connection: sqlite3.Connection, visit: Visit) -> None:
    """Add a request that was made; none is ever changed."""
    connection.execute(
        'INSERT INTO mine.traffic ("when", source, host, method, purpose, sent, received, result) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        visit,
    )


def read_visits(connection: sqlite3.Connection) -> list[Visit]:
    """Return all requests that were made, oldest first."""
    found = connection.execute(
        'SELECT "when", source, host, method, purpose, sent, received, result FROM mine.traffic ORDER BY id'
    )
    return [Visit(*row) for row in found]
