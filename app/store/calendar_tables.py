"""The tables of ``calendar.db``: all of it can be read again from the calendars, or worked out from them.

Three layers stand in it. What the calendars say: sources, files, calendars, zones, series, events, problems. What it
comes to: occurrences with the kind of each, and the figures of each day; equal at any time to a fresh computation
from the rows above under the settings named in ``basis``. And pictures: the pages as they were last shown, ready to
paint.

Times are seconds since 1970 UTC, days are proleptic Gregorian ordinals, lengths are seconds. What a calendar writes
about a time (day, second, zone) is kept as it writes it, since a time that floats is read in the analysis zone.
"""

from __future__ import annotations

from typing import Final

APPLICATION_ID: Final = 0x436C7763
"""Stands in the file's header, so that no other program's file is taken for ours ("Clwc")."""

SCHEMA: Final = (
    """
    CREATE TABLE sources (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        place TEXT NOT NULL UNIQUE,
        added INTEGER NOT NULL,
        synced INTEGER,
        trouble TEXT
    ) STRICT
    """,
    # A file is whole when all of it is stored; until then it holds what happened from `reaches_back` on.
    """
    CREATE TABLE files (
        id INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        name TEXT NOT NULL UNIQUE,
        digest BLOB,
        context BLOB NOT NULL,
        components BLOB NOT NULL,
        reaches_back INTEGER
    ) STRICT
    """,
    """
    CREATE TABLE calendars (
        id INTEGER PRIMARY KEY,
        file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        owner TEXT,
        zone INTEGER,
        newest INTEGER
    ) STRICT
    """,
    # Of a zone of the time zone database its name says all; of any other its changes do.
    """
    CREATE TABLE zones (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        changes TEXT,
        UNIQUE (name, changes)
    ) STRICT
    """,
    """
    CREATE TABLE series (
        id INTEGER PRIMARY KEY,
        calendar INTEGER NOT NULL REFERENCES calendars ON DELETE CASCADE,
        uid TEXT NOT NULL,
        recurrence TEXT,
        has_head INTEGER NOT NULL CHECK (has_head IN (0, 1)),
        first_timed INTEGER,
        one_off_day INTEGER NOT NULL,
        trouble TEXT,
        trouble_kept INTEGER NOT NULL DEFAULT 0
    ) STRICT
    """,
    "CREATE INDEX series_by_uid ON series (uid)",
    "CREATE INDEX series_by_calendar ON series (calendar, first_timed, one_off_day)",
    # `number` 0 is the head where there is one; overrides follow in their order.
    """
    CREATE TABLE events (
        series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
        number INTEGER NOT NULL,
        digest BLOB,
        slot TEXT,
        start_day INTEGER NOT NULL,
        start_second INTEGER NOT NULL,
        start_zone INTEGER,
        is_date INTEGER NOT NULL CHECK (is_date IN (0, 1)),
        length_form TEXT NOT NULL CHECK (length_form IN ('wall', 'exact', 'duration')),
        length_days INTEGER NOT NULL,
        length_seconds INTEGER NOT NULL,
        title TEXT NOT NULL,
        cancelled TEXT NOT NULL,
        transparent INTEGER NOT NULL,
        busy TEXT,
        event_type TEXT,
        organizer TEXT,
        attendees TEXT NOT NULL,
        carries_people INTEGER NOT NULL,
        has_link INTEGER NOT NULL,
        this_and_future INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        modified INTEGER NOT NULL,
        stamp INTEGER NOT NULL,
        created INTEGER NOT NULL,
        line INTEGER,
        PRIMARY KEY (series, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE problems (
        id INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        file INTEGER REFERENCES files ON DELETE CASCADE,
        place TEXT NOT NULL,
        uid TEXT,
        line INTEGER,
        reason TEXT NOT NULL,
        kept INTEGER NOT NULL CHECK (kept IN (0, 1))
    ) STRICT
    """,
    # `slot` is the original start, or the start of a one-off. `people` and `flags` are what figures need of a
    # meeting, so that a day is worked out without looking at its events. No reference to series: checking it would
    # look through the whole table for each series that goes.
    """
    CREATE TABLE occurrences (
        start INTEGER NOT NULL,
        series INTEGER NOT NULL,
        number INTEGER NOT NULL,
        slot INTEGER NOT NULL,
        "end" INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        rule INTEGER NOT NULL,
        people INTEGER,
        flags INTEGER NOT NULL,
        PRIMARY KEY (start, series, number, slot)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE days (
        day INTEGER PRIMARY KEY,
        hours_seconds INTEGER NOT NULL,
        working_seconds INTEGER NOT NULL,
        meetings INTEGER,
        meeting_seconds INTEGER,
        meeting_seconds_in_hours INTEGER,
        outside_hours_seconds INTEGER,
        double_booked_seconds INTEGER,
        focus_seconds INTEGER,
        focus_blocks INTEGER,
        focus_seconds_60 INTEGER,
        focus_seconds_90 INTEGER,
        fragment_seconds INTEGER,
        fragments INTEGER,
        longest_gap_seconds INTEGER,
        interruptions INTEGER,
        longest_run_seconds INTEGER,
        back_to_back INTEGER,
        person_seconds INTEGER,
        people_unknown INTEGER,
        unsure_seconds INTEGER,
        external_seconds INTEGER,
        started_seconds INTEGER,
        recurring_seconds INTEGER,
        organized_seconds INTEGER,
        free_morning INTEGER
    ) STRICT
    """,
    # What occurrences and days rest on besides the rows of the calendars: one row.
    """
    CREATE TABLE basis (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        settings BLOB NOT NULL,
        me TEXT NOT NULL,
        guessed INTEGER NOT NULL,
        nobody_named INTEGER NOT NULL,
        no_people INTEGER NOT NULL,
        window_first INTEGER NOT NULL,
        window_last INTEGER NOT NULL,
        coverage TEXT NOT NULL
    ) STRICT
    """,
    # Out-of-office time that the days were worked out with.
    """
    CREATE TABLE away (
        start INTEGER PRIMARY KEY,
        "end" INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE pictures (
        page TEXT NOT NULL,
        language TEXT NOT NULL,
        today INTEGER NOT NULL,
        picture TEXT NOT NULL,
        PRIMARY KEY (page, language)
    ) STRICT, WITHOUT ROWID
    """,
)

DESCRIPTIONS: Final = (
    # The marks of `app.model.description`. Every file is read anew at its next refresh, which fills them in.
    "ALTER TABLE events ADD COLUMN description INTEGER NOT NULL DEFAULT 0",
    "UPDATE files SET digest = x'', context = x'' WHERE digest IS NOT NULL",
)

CONNECTIONS: Final = (
    # Where a source on a server is, and as whom (JSON, without any secret), and the name under which its secret is
    # kept elsewhere. `held` counts the events that are gone there and wait for the person's word.
    "ALTER TABLE sources ADD COLUMN account TEXT NOT NULL DEFAULT '{}'",
    "ALTER TABLE sources ADD COLUMN handle TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE sources ADD COLUMN needs TEXT NOT NULL DEFAULT ''",
    # The calendars of an account. `token` is what the next sync goes on from. `changed` counts the batches that brought
    # something, `applied` is that count when the calendar's events were last worked out of its items.
    """
    CREATE TABLE remote_calendars (
        id INTEGER PRIMARY KEY,
        source INTEGER NOT NULL REFERENCES sources ON DELETE CASCADE,
        remote TEXT NOT NULL,
        name TEXT NOT NULL,
        owned INTEGER NOT NULL CHECK (owned IN (0, 1)),
        owner TEXT,
        zone TEXT,
        token TEXT,
        generation INTEGER NOT NULL DEFAULT 0,
        changed INTEGER NOT NULL DEFAULT 0,
        applied INTEGER NOT NULL DEFAULT 0,
        held INTEGER NOT NULL DEFAULT 0,
        UNIQUE (source, remote)
    ) STRICT
    """,
    # What the server keeps of a calendar, as it said it (deflated); `generation` is the listing that named it last.
    """
    CREATE TABLE remote_items (
        calendar INTEGER NOT NULL REFERENCES remote_calendars ON DELETE CASCADE,
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        generation INTEGER NOT NULL,
        body BLOB NOT NULL,
        PRIMARY KEY (calendar, id)
    ) STRICT, WITHOUT ROWID
    """,
)
"""Version 3: sources that are calendars on a server."""

SHORT_LISTS: Final = (
    # What lies anywhere in years of occurrences and is asked with every page: out-of-office time (kind 3), and what
    # lasts longer than a day. A partial index holds these few rows and costs the others next to nothing.
    'CREATE INDEX occurrences_away ON occurrences (start, "end") WHERE kind = 3',
    'CREATE INDEX occurrences_long ON occurrences ("end" - start) WHERE "end" - start > 86400',
)
"""Version 4: what else would look through all occurrences."""
