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
    # The person's own word (METRICS.md §1, §7, §9). A `uid` is one less Google's `_R…`, whatever calendar it stands in;
    # a `title` is the name as it was then, for people; `id` is the number of the change that said it last.
    """
    CREATE TABLE series_rules (
        uid TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        rule TEXT NOT NULL CHECK (rule IN ('meeting', 'block', 'focus', 'leave-out')),
        made INTEGER NOT NULL,
        id INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # Without a `uid` (empty) the whole pattern is refused.
    """
    CREATE TABLE not_so (
        pattern TEXT NOT NULL,
        uid TEXT NOT NULL,
        title TEXT NOT NULL,
        reason TEXT NOT NULL,
        made INTEGER NOT NULL,
        id INTEGER NOT NULL,
        PRIMARY KEY (pattern, uid)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE merges (
        uid TEXT PRIMARY KEY,
        "into" TEXT NOT NULL,
        title TEXT NOT NULL,
        into_title TEXT NOT NULL,
        made INTEGER NOT NULL,
        id INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE face_time_people (
        address TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        "group" TEXT NOT NULL,
        made INTEGER NOT NULL,
        id INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # The day (an ordinal) on which the person last looked at a series of the review queue.
    """
    CREATE TABLE reviews (
        uid TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        reviewed INTEGER NOT NULL,
        made INTEGER NOT NULL,
        id INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # What was changed in these five, in order: a change is undone by putting back what was there before it.
    """
    CREATE TABLE word_changes (
        id INTEGER PRIMARY KEY,
        made INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('rule', 'not-so', 'merge', 'person', 'review')),
        before TEXT,
        after TEXT,
        undone INTEGER NOT NULL DEFAULT 0 CHECK (undone IN (0, 1)),
        CHECK (before IS NOT NULL OR after IS NOT NULL)
    ) STRICT
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

TRAFFIC: Final = (
    # Every request that was made (`app.model.remote.Visit`): rows are added and never changed.
    """
    CREATE TABLE traffic (
        id INTEGER PRIMARY KEY,
        "when" INTEGER NOT NULL,
        source TEXT NOT NULL,
        host TEXT NOT NULL,
        method TEXT NOT NULL,
        purpose TEXT NOT NULL,
        sent INTEGER NOT NULL,
        received INTEGER NOT NULL,
        result TEXT NOT NULL
    ) STRICT
    """,
)
"""Version 3: the log of the network."""

TEAM: Final = (
    # What makes the member's slots (`app.team.contribution.slot_of`): one row, made with the first contribution.
    """
    CREATE TABLE team_secret (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        secret BLOB NOT NULL CHECK (length(secret) = 32)
    ) STRICT
    """,
    # The rounds that were made here. A `monday` is an ordinal, what is `made` in seconds since 1970 UTC, as below.
    """
    CREATE TABLE team_rounds (
        round TEXT PRIMARY KEY,
        monday INTEGER NOT NULL,
        weeks INTEGER NOT NULL,
        k INTEGER NOT NULL CHECK (k >= 5),
        made INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    # The round that the window looks at, as its line of text; no row: none.
    """
    CREATE TABLE team_round_in_hand (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        line TEXT NOT NULL
    ) STRICT
    """,
    # What the member shared: rows are added and never changed. `bands` are those of `FIGURES`, with a space between.
    """
    CREATE TABLE team_shared (
        id INTEGER PRIMARY KEY,
        round TEXT NOT NULL,
        monday INTEGER NOT NULL,
        weeks INTEGER NOT NULL,
        rev INTEGER NOT NULL CHECK (rev >= 1),
        bands TEXT NOT NULL,
        made INTEGER NOT NULL,
        UNIQUE (round, rev)
    ) STRICT
    """,
    # The merges that were shown here, each once; `slots` in order, with a space between.
    """
    CREATE TABLE team_merges (
        id INTEGER PRIMARY KEY,
        round TEXT NOT NULL,
        monday INTEGER NOT NULL,
        weeks INTEGER NOT NULL,
        slots TEXT NOT NULL,
        made INTEGER NOT NULL,
        UNIQUE (round, monday, weeks, slots)
    ) STRICT
    """,
)
"""Version 4: the member's secret, own rounds, what was shared, and the merges that were shown."""
