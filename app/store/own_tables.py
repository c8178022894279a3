"""The tables of ``mine.db``: what cannot be read again from anywhere."""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x436C776D
"""Stands in the file's header ("Clwm")."""

SCHEMA: Final = (
    # What each sync changed (METRICS.md §5): rows are added and never changed. `source` and `title` are names as
    # they were then, since a source may be gone when the row is read.
    """
    CREATE TABLE ledger (
        id INTEGER PRIMARY KEY,
        seen INTEGER NOT NULL,
        source TEXT NOT NULL,
        uid TEXT NOT NULL,
        title TEXT NOT NULL,
        start INTEGER NOT NULL,
        all_day INTEGER NOT NULL CHECK (all_day IN (0, 1)),
        change TEXT NOT NULL CHECK (
            change IN ('created', 'moved', 'cancelled', 'gone', 'back', 'renamed', 'people', 'response')
        ),
        "from" TEXT NOT NULL,
        "to" TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX ledger_by_seen ON ledger (seen)",
    """
    CREATE TABLE window_state (
        name TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)
