"""The sign by which another process' change of the journal is noticed, asked every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import sqlite3

NO_JOURNAL: Final = (0, 0)
"""The version of a journal in which nothing was ever written."""


def journal_version(connection: sqlite3.Connection) -> tuple[int, int]:
    """Return the number of the newest change and how many are undone: each change or undo makes one of them grow."""
    newest, undone = connection.execute(
        "SELECT coalesce(max(id), 0), coalesce(sum(undone), 0) FROM mine.journal_changes"
    ).fetchone()
    return int(newest), int(undone)
