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

OUTCOMES: Final = (
    # The person's own word about a series (METRICS.md §7 and §9); `title` is the name as it was then, for people.
    """
    CREATE TABLE series_rules (
        id INTEGER PRIMARY KEY,
        made INTEGER NOT NULL,
        calendar TEXT NOT NULL,
        uid TEXT NOT NULL,
        title TEXT NOT NULL,
        rule TEXT NOT NULL CHECK (rule IN ('meeting', 'block', 'focus', 'leave-out')),
        UNIQUE (calendar, uid)
    ) STRICT
    """,
    """
    CREATE TABLE not_so (
        id INTEGER PRIMARY KEY,
        made INTEGER NOT NULL,
        pattern TEXT NOT NULL,
        calendar TEXT,
        uid TEXT,
        title TEXT NOT NULL,
        reason TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE merges (
        id INTEGER PRIMARY KEY,
        made INTEGER NOT NULL,
        calendar TEXT NOT NULL,
        uid TEXT NOT NULL,
        into_calendar TEXT NOT NULL,
        into_uid TEXT NOT NULL,
        title TEXT NOT NULL,
        UNIQUE (calendar, uid)
    ) STRICT
    """,
    """
    CREATE TABLE face_time_people (
        id INTEGER PRIMARY KEY,
        address TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        "group" TEXT NOT NULL
    ) STRICT
    """,
    # The day (an ordinal) on which the person last looked at a series of the review queue.
    """
    CREATE TABLE reviews (
        calendar TEXT NOT NULL,
        uid TEXT NOT NULL,
        reviewed INTEGER NOT NULL,
        PRIMARY KEY (calendar, uid)
    ) STRICT, WITHOUT ROWID
    """,
    # The journal (METRICS.md §8). Days are ordinals; what is unknown is NULL, or empty where it is text. `imported` is
    # the digest of the row of a CSV from which a promise came last, so that the same row changes nothing again.
    """
    CREATE TABLE promises (
        id INTEGER PRIMARY KEY,
        what TEXT NOT NULL,
        done_means TEXT NOT NULL,
        defined INTEGER,
        due INTEGER,
        "to" TEXT NOT NULL,
        promised INTEGER,
        began INTEGER,
        imported TEXT NOT NULL
    ) STRICT
    """,
    # When it was done, and reopened, and done again: places 0, 2, 4 are done, 1, 3, 5 reopened.
    """
    CREATE TABLE promise_turns (
        promise INTEGER NOT NULL REFERENCES promises ON DELETE CASCADE,
        place INTEGER NOT NULL,
        day INTEGER NOT NULL,
        PRIMARY KEY (promise, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE promise_waits (
        promise INTEGER NOT NULL REFERENCES promises ON DELETE CASCADE,
        place INTEGER NOT NULL,
        first INTEGER NOT NULL,
        until INTEGER,
        reason TEXT NOT NULL CHECK (reason IN ('decision', 'review', 'access', 'person')),
        PRIMARY KEY (promise, place)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE journal_entries (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('recognition', 'stretch', 'promotion')),
        person TEXT NOT NULL,
        day INTEGER NOT NULL,
        evidence TEXT NOT NULL
    ) STRICT
    """,
    # Ten seconds after a meeting; `start` is in seconds since 1970 UTC, `title` the name as it was then.
    """
    CREATE TABLE meeting_notes (
        id INTEGER PRIMARY KEY,
        calendar TEXT NOT NULL,
        uid TEXT NOT NULL,
        start INTEGER NOT NULL,
        title TEXT NOT NULL,
        worth INTEGER CHECK (worth BETWEEN 1 AND 5),
        decision TEXT NOT NULL,
        owner TEXT NOT NULL,
        blocker TEXT NOT NULL,
        UNIQUE (calendar, uid, start)
    ) STRICT
    """,
    """
    CREATE TABLE experiments (
        id INTEGER PRIMARY KEY,
        change TEXT NOT NULL,
        start INTEGER NOT NULL,
        measure TEXT NOT NULL
    ) STRICT
    """,
    # What was changed in the journal, in order: a change is undone by putting back what its lines say was there before.
    """
    CREATE TABLE journal_changes (
        id INTEGER PRIMARY KEY,
        made INTEGER NOT NULL,
        verb TEXT NOT NULL,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1))
    ) STRICT
    """,
    """
    CREATE TABLE journal_change_lines (
        change INTEGER NOT NULL REFERENCES journal_changes ON DELETE CASCADE,
        place INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('promise', 'entry', 'note', 'experiment')),
        row INTEGER NOT NULL,
        before TEXT,
        after TEXT,
        PRIMARY KEY (change, place)
    ) STRICT, WITHOUT ROWID
    """,
)
"""Version 2: the person's own word, the review queue, and the journal."""
