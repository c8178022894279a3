"""The ledger and the state of the window, as rows of ``mine.db`` (attached as ``mine``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from app.model.ledger import LedgerLine


def write_ledger(connection: sqlite3.Connection, lines: Iterable[LedgerLine]) -> None:
    """Add lines; none is ever changed."""
    connection.executemany(
        'INSERT INTO mine.ledger (seen, source, uid, title, start, all_day, change, "from", "to") '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (each.seen, each.source, each.uid, each.title, each.start, each.all_day, each.change, each.from_, each.to)
            for each in lines
        ],
    )


def read_ledger(connection: sqlite3.Connection, since: int = 0) -> list[LedgerLine]:
    """Return the lines seen from an instant on, oldest first."""
    # Imported here because the start of the window reads its state only.
    from app.model.ledger import LedgerLine

    found = connection.execute(
        'SELECT seen, source, uid, title, start, change, "from", "to", all_day FROM mine.ledger '
        "WHERE seen >= ? ORDER BY id",
        (since,),
    )
    return [LedgerLine(*row) for row in found]


def ledger_begins(connection: sqlite3.Connection) -> int | None:
    """Return when the first line was seen that is kept, None where there is none."""
    (found,) = connection.execute("SELECT min(seen) FROM mine.ledger").fetchone()
    return None if found is None else int(found)


def delete_ledger(connection: sqlite3.Connection, before: int | None, source: str | None) -> None:
    """Delete the lines seen before an instant (None: all), of one source or of all."""
    connection.execute(
        "DELETE FROM mine.ledger WHERE (? IS NULL OR seen < ?) AND (? IS NULL OR source = ?)",
        (before, before, source, source),
    )


def read_state(connection: sqlite3.Connection) -> dict[str, str]:
    """Return how the window was left."""
    return dict(connection.execute("SELECT name, value FROM mine.window_state"))


def write_state(connection: sqlite3.Connection, state: Mapping[str, str]) -> None:
    """Keep how the window was left."""
    connection.execute("DELETE FROM mine.window_state")
    connection.executemany("INSERT INTO mine.window_state (name, value) VALUES (?, ?)", list(state.items()))
