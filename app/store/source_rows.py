"""Sources, their files and calendars, and what had to be set aside, as rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.model.sources import Calendar, Problem
from app.model.uids import joined_uid

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from app.store.zone_rows import ZoneRows

DIGEST_SIZE = 12


class StoredSource(NamedTuple):
    """A source: where calendars come from.

    ``place`` is the path; ``events`` counts what is stored of it; ``synced`` is None while nothing of it is.
    """

    id: int
    kind: str
    name: str
    place: str
    synced: int | None
    trouble: str | None
    events: int
    set_aside: int


class StoredFile(NamedTuple):
    """A file of a source; ``digest`` is None while not all of it is stored."""

    id: int
    digest: bytes | None
    context: bytes
    components: frozenset[bytes]
    reaches_back: int | None


class StoredReach(NamedTuple):
    """What decides which days a calendar covers; see ``timeline.coverage.CalendarReach``."""

    calendar: int
    name: str
    first_timed: int | None
    newest: int | None
    last_one_off: int
    reaches_back: int | None


def add_source(connection: sqlite3.Connection, kind: str, name: str, place: str, now: int) -> int:
    """Return the source of a place, which is added if it is new."""
    found = connection.execute("SELECT id FROM sources WHERE place = ?", (place,)).fetchone()
    if found is not None:
        return int(found[0])
    written = connection.execute(
        "INSERT INTO sources (kind, name, place, added) VALUES (?, ?, ?, ?)", (kind, name, place, now)
    )
    return int(written.lastrowid or 0)


def read_sources(connection: sqlite3.Connection) -> list[StoredSource]:
    """Return all sources in the order in which they were added."""
    found = connection.execute(
        "SELECT s.id, s.kind, s.name, s.place, s.synced, s.trouble, "
        "(SELECT count(*) FROM files f JOIN calendars c ON c.file = f.id JOIN series r ON r.calendar = c.id "
        "JOIN events e ON e.series = r.id WHERE f.source = s.id), "
        "(SELECT count(*) FROM problems p WHERE p.source = s.id AND NOT p.kept) + "
        "(SELECT count(*) FROM files f JOIN calendars c ON c.file = f.id JOIN series r ON r.calendar = c.id "
        "WHERE f.source = s.id AND r.trouble IS NOT NULL AND NOT r.trouble_kept) "
        "FROM sources s ORDER BY s.id"
    )
    return [StoredSource(*row) for row in found]


def finish_source(connection: sqlite3.Connection, source: int, now: int, trouble: str | None) -> None:
    """Say when a source was last read, or why it could not be."""
    if trouble is None:
        connection.execute("UPDATE sources SET synced = ?, trouble = NULL WHERE id = ?", (now, source))
    else:
        connection.execute("UPDATE sources SET trouble = ? WHERE id = ?", (trouble, source))


def read_file(connection: sqlite3.Connection, name: str) -> StoredFile | None:
    """Return what is stored of a file, None where nothing is."""
    row = connection.execute(
        "SELECT id, digest, context, components, reaches_back FROM files WHERE name = ?", (name,)
    ).fetchone()
    if row is None:
        return None
    number, digest, context, joined, reaches_back = row
    parts = frozenset(joined[at : at + DIGEST_SIZE] for at in range(0, len(joined), DIGEST_SIZE))
    return StoredFile(number, digest, context, parts, reaches_back)


def write_file(connection: sqlite3.Connection, source: int, name: str, file: StoredFile) -> int:
    """Keep what is stored of a file, and return its row."""
    joined = b"".join(sorted(file.components))
    connection.execute(
        "INSERT INTO files (source, name, digest, context, components, reaches_back) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET digest = excluded.digest, context = excluded.context, "
        "components = excluded.components, reaches_back = excluded.reaches_back",
        (source, name, file.digest, file.context, joined, file.reaches_back),
    )
    (row,) = connection.execute("SELECT id FROM files WHERE name = ?", (name,)).fetchone()
    return int(row)


def delete_source(connection: sqlite3.Connection, source: int) -> None:
    """Delete a source; its files are gone before."""
    connection.execute("DELETE FROM sources WHERE id = ?", (source,))


def calendars_of_file(connection: sqlite3.Connection, name: str) -> list[tuple[str, int | None]]:
    """Return the keys of the calendars of a file, each with its latest time stamp."""
    found = connection.execute(
        "SELECT c.key, c.newest FROM calendars c JOIN files f ON f.id = c.file WHERE f.name = ?", (name,)
    )
    return found.fetchall()


def calendar_count(connection: sqlite3.Connection) -> int:
    """Return how many calendars are stored."""
    (count,) = connection.execute("SELECT count(*) FROM calendars").fetchone()
    return int(count)


def files_of(connection: sqlite3.Connection, source: int) -> dict[str, int]:
    """Return the files of a source by their names."""
    return dict(connection.execute("SELECT name, id FROM files WHERE source = ?", (source,)))


def delete_files(connection: sqlite3.Connection, files: Iterable[int]) -> None:
    """Delete files with their calendars; their series are gone before."""
    connection.executemany("DELETE FROM files WHERE id = ?", [(file,) for file in files])


def uids_of_digests(connection: sqlite3.Connection, file: int, digests: Collection[bytes]) -> set[str]:
    """Return the UIDs of some stored components of a file."""
    if not digests:
        return set()
    found = connection.execute(
        "SELECT e.digest, s.uid FROM calendars c JOIN series s ON s.calendar = c.id JOIN events e ON e.series = s.id "
        "WHERE c.file = ?",
        (file,),
    )
    return {uid for digest, uid in found if digest in digests}


def uids_of_file(connection: sqlite3.Connection, file: int) -> set[str]:
    """Return the UIDs of all series of a file."""
    found = connection.execute(
        "SELECT s.uid FROM series s JOIN calendars c ON c.id = s.calendar WHERE c.file = ?", (file,)
    )
    return {uid for (uid,) in found}


def digests_of_uids(connection: sqlite3.Connection, file: int, uids: Collection[str]) -> set[bytes]:
    """Return the stored components of some UIDs of a file."""
    found = connection.execute(
        "SELECT e.digest FROM series s JOIN calendars c ON c.id = s.calendar JOIN events e ON e.series = s.id "
        "WHERE c.file = ? AND s.uid IN (SELECT value FROM json_each(?)) AND e.digest IS NOT NULL",
        (file, json.dumps(sorted(uids))),
    )
    return {digest for (digest,) in found}


def series_of_files(connection: sqlite3.Connection, files: Collection[int], uids: Collection[str] | None) -> list[int]:
    """Return the rows of the series of some files; only of some UIDs where these are given."""
    wanted = json.dumps(sorted(files))
    if uids is None:
        found = connection.execute(
            "SELECT s.id FROM series s JOIN calendars c ON c.id = s.calendar "
            "WHERE c.file IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
    else:
        found = connection.execute(
            "SELECT s.id FROM series s JOIN calendars c ON c.id = s.calendar "
            "WHERE c.file IN (SELECT value FROM json_each(?)) AND s.uid IN (SELECT value FROM json_each(?))",
            (wanted, json.dumps(sorted(uids))),
        )
    return [row for (row,) in found]


def series_sharing(connection: sqlite3.Connection, uids: Collection[str], own: Collection[int]) -> list[int]:
    """Return the rows of series that have one of these UIDs and are none of ``own``, in other calendars too."""
    (others,) = connection.execute("SELECT count(*) FROM calendars").fetchone()
    if others < 2:
        return []
    found = connection.execute(
        "SELECT id FROM series WHERE uid IN (SELECT value FROM json_each(?))", (json.dumps(sorted(uids)),)
    )
    return [row for (row,) in found if row not in own]


def series_of_joined(connection: sqlite3.Connection, uids: Collection[str], own: Collection[int]) -> list[int]:
    """Return the rows of series whose UID less Google's ``_R…`` is one of these, and that are none of ``own``."""
    if not uids:
        return []
    found = connection.execute(
        "SELECT id, uid FROM series WHERE uid IN (SELECT value FROM json_each(?)) OR instr(uid, '_R') > 0",
        (json.dumps(sorted(uids)),),
    )
    return [row for row, uid in found if row not in own and joined_uid(uid) in uids]


def uids_of_series(connection: sqlite3.Connection, rows: Collection[int]) -> set[str]:
    """Return the UIDs of series."""
    found = connection.execute(
        "SELECT uid FROM series WHERE id IN (SELECT value FROM json_each(?))", (json.dumps(sorted(rows)),)
    )
    return {uid for (uid,) in found}


def write_calendar(connection: sqlite3.Connection, file: int, calendar: Calendar, zones: ZoneRows) -> int:
    """Keep a calendar, and return its row."""
    connection.execute(
        "INSERT INTO calendars (file, key, name, owner, zone, newest) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (key) DO UPDATE SET name = excluded.name, owner = excluded.owner, zone = excluded.zone, "
        "newest = excluded.newest",
        (file, calendar.key, calendar.name, calendar.owner, zones.id_of(calendar.zone), calendar.newest),
    )
    (row,) = connection.execute("SELECT id FROM calendars WHERE key = ?", (calendar.key,)).fetchone()
    return int(row)


def set_newest(connection: sqlite3.Connection, key: str, newest: int | None) -> None:
    """Keep the latest time stamp of a calendar that is there."""
    connection.execute("UPDATE calendars SET newest = ? WHERE key = ? AND newest IS NOT ?", (newest, key, newest))


def read_calendars(connection: sqlite3.Connection, zones: ZoneRows) -> dict[int, Calendar]:
    """Return all calendars by their rows, in the order in which they were read."""
    found = connection.execute(
        "SELECT c.id, c.key, c.name, f.name, c.owner, c.zone, c.newest FROM calendars c JOIN files f ON f.id = c.file "
        "ORDER BY c.id"
    )
    return {
        row: Calendar(key, name, source, owner, zones.zone(zone), newest)
        for row, key, name, source, owner, zone, newest in found
    }


def read_anchors(connection: sqlite3.Connection) -> tuple[list[int], int]:
    """Return the latest time stamp of each calendar that has one, and the last day on which a one-off starts."""
    stamps = [newest for (newest,) in connection.execute("SELECT newest FROM calendars WHERE newest IS NOT NULL")]
    (last,) = connection.execute("SELECT max(one_off_day) FROM series").fetchone()
    return stamps, int(last or 0)


def read_reaches(connection: sqlite3.Connection) -> list[StoredReach]:
    """Return of each calendar what decides which days it covers."""
    found = connection.execute(
        "SELECT c.id, c.name, min(s.first_timed), c.newest, max(s.one_off_day), f.reaches_back FROM calendars c "
        "JOIN files f ON f.id = c.file JOIN series s ON s.calendar = c.id GROUP BY c.id ORDER BY c.id"
    )
    return [StoredReach(*row) for row in found]


def write_problems(
    connection: sqlite3.Connection,
    source: int,
    file: int | None,
    problems: Iterable[Problem],
    keep: Literal["none", "of-the-file", "all"],
) -> None:
    """Keep what was set aside of a file, or of the whole source (``file`` None).

    What was noted about single events before is noted anew at each reading, so it is replaced; what was noted about
    the file as a whole (a zone that nobody knows) rests on events that may not have been read again, so it may be
    told to stay. Between the batches of one reading, all stays.
    """
    if keep == "of-the-file":
        connection.execute(
            "DELETE FROM problems WHERE source = ? AND file IS ? AND NOT (uid IS NULL AND line IS NULL AND kept)",
            (source, file),
        )
    elif keep == "none":
        connection.execute("DELETE FROM problems WHERE source = ? AND file IS ?", (source, file))
    known = set(connection.execute("SELECT reason FROM problems WHERE source = ? AND file IS ?", (source, file)))
    connection.executemany(
        "INSERT INTO problems (source, file, place, uid, line, reason, kept) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (source, file, each.source, each.uid, each.line, each.reason, each.kept)
            for each in problems
            if (each.reason,) not in known or each.uid is not None or each.line is not None
        ],
    )


def read_problems(connection: sqlite3.Connection, source: int | None = None) -> list[Problem]:
    """Return what was set aside, of one source or of all: what could not be read first, then what is not counted."""
    where = "? IS NULL OR p.source = ?"
    found = connection.execute(
        f"SELECT p.place, p.uid, p.line, p.reason, p.kept FROM problems p WHERE {where} ORDER BY p.id",
        (source, source),
    ).fetchall()
    found += connection.execute(
        "SELECT f.name, s.uid, (SELECT line FROM events e WHERE e.series = s.id ORDER BY number LIMIT 1), s.trouble, "
        "s.trouble_kept FROM series s JOIN calendars c ON c.id = s.calendar JOIN files f ON f.id = c.file "
        "WHERE s.trouble IS NOT NULL AND (? IS NULL OR f.source = ?) ORDER BY s.id",
        (source, source),
    ).fetchall()
    return [Problem(place, uid, line, reason, kept=bool(kept)) for place, uid, line, reason, kept in found]


class StoredComponent(NamedTuple):
    """Where an event was read: its source, that one's kind and path, its file, its UID, what its text comes to."""

    source: int
    kind: str
    place: str
    file: str
    uid: str
    digest: bytes | None


def component_of(connection: sqlite3.Connection, series: int, start: int) -> StoredComponent | None:
    """Return where the event of an occurrence was read, None where it is stored no more."""
    row = connection.execute(
        "SELECT o.id, o.kind, o.place, f.name, s.uid, e.digest FROM occurrences x "
        "JOIN events e ON e.series = x.series AND "
        "e.number = x.number JOIN series s ON s.id = x.series JOIN calendars c ON c.id = s.calendar "
        "JOIN files f ON f.id = c.file JOIN sources o ON o.id = f.source WHERE x.series = ? AND x.start = ?",
        (series, start),
    ).fetchone()
    return None if row is None else StoredComponent(*row)
