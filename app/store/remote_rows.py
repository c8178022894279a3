"""Calendars on a server as rows: what they are called, and what the server keeps of each, as it said it."""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, NamedTuple

from app.model.remote import RemoteCalendar, SyncState

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from app.model.remote import ConnectionKind, FetchedBatch


class StoredConnection(NamedTuple):
    """Where a source on a server is.

    ``handle`` names its secret, which is kept elsewhere; ``needs`` is what the person must give (empty: nothing).
    """

    id: int
    kind: ConnectionKind
    name: str
    place: Mapping[str, str]
    handle: str
    needs: str


class StoredCalendar(NamedTuple):
    """One calendar of a source, and how far it was read; see ``calendar_tables.CONNECTIONS``."""

    id: int
    remote: RemoteCalendar
    token: str | None
    generation: int
    changed: int
    applied: int
    held: int


def write_connection(connection: sqlite3.Connection, source: int, account: Mapping[str, str], handle: str) -> None:
    """Keep where a source is, and the name of its secret."""
    text = json.dumps(dict(account), ensure_ascii=False, sort_keys=True)
    connection.execute("UPDATE sources SET account = ?, handle = ?, needs = '' WHERE id = ?", (text, handle, source))


def write_needs(connection: sqlite3.Connection, source: int, needs: str) -> None:
    """Keep what the person must give before a source can be read again; empty: nothing."""
    connection.execute("UPDATE sources SET needs = ? WHERE id = ?", (needs, source))


def read_connection(connection: sqlite3.Connection, source: int) -> StoredConnection:
    """Return where a source is.

    Raises:
        LookupError: when there is no such source.

    """
    row = connection.execute(
        "SELECT id, kind, name, account, handle, needs FROM sources WHERE id = ?", (source,)
    ).fetchone()
    if row is None:
        raise LookupError(source)
    number, kind, name, account, handle, needs = row
    return StoredConnection(number, kind, name, json.loads(account), handle, needs)


def handles(connection: sqlite3.Connection, source: int | None = None) -> list[str]:
    """Return the names of all secrets that are kept elsewhere, of one source or of all."""
    found = connection.execute(
        "SELECT handle FROM sources WHERE handle <> '' AND (? IS NULL OR id = ?)", (source, source)
    )
    return [handle for (handle,) in found]


def write_calendars(connection: sqlite3.Connection, source: int, calendars: Iterable[RemoteCalendar]) -> None:
    """Keep the calendars of a source that are read, by their ids; those not named stay as they are."""
    connection.executemany(
        "INSERT INTO remote_calendars (source, remote, name, owned, owner, zone) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (source, remote) DO UPDATE SET name = excluded.name, owned = excluded.owned, "
        "owner = excluded.owner, zone = excluded.zone, changed = changed + (name <> excluded.name OR "
        "owner IS NOT excluded.owner OR zone IS NOT excluded.zone)",
        [(source, each.id, each.name, each.owned, each.owner, each.zone) for each in calendars],
    )


def read_calendars(connection: sqlite3.Connection, source: int) -> list[StoredCalendar]:
    """Return the calendars of a source that are read, in the order in which they were chosen."""
    found = connection.execute(
        "SELECT id, remote, name, owned, owner, zone, token, generation, changed, applied, held "
        "FROM remote_calendars WHERE source = ? ORDER BY id",
        (source,),
    )
    return [
        StoredCalendar(number, RemoteCalendar(remote, name, bool(owned), owner, zone), *rest)
        for number, remote, name, owned, owner, zone, *rest in found
    ]


def delete_calendars(connection: sqlite3.Connection, calendars: Collection[int]) -> None:
    """Delete calendars with what the server keeps of them; their events are gone before."""
    connection.executemany("DELETE FROM remote_calendars WHERE id = ?", [(each,) for each in calendars])


def state_of(connection: sqlite3.Connection, calendar: int) -> SyncState:
    """Return what the last sync of a calendar left."""
    (token,) = connection.execute("SELECT token FROM remote_calendars WHERE id = ?", (calendar,)).fetchone()
    found = connection.execute("SELECT id, version FROM remote_items WHERE calendar = ?", (calendar,))
    return SyncState(token, dict(found))


def begin_listing(connection: sqlite3.Connection, calendar: int) -> int:
    """Return the number of the full listing that begins now."""
    connection.execute("UPDATE remote_calendars SET generation = generation + 1 WHERE id = ?", (calendar,))
    (generation,) = connection.execute("SELECT generation FROM remote_calendars WHERE id = ?", (calendar,)).fetchone()
    return int(generation)


def write_batch(connection: sqlite3.Connection, calendar: int, batch: FetchedBatch) -> None:
    """Keep what a page said; saying it again changes nothing."""
    before = connection.total_changes
    connection.executemany(
        "INSERT INTO remote_items (calendar, id, version, generation, body) VALUES "
        "(?1, ?2, ?3, (SELECT generation FROM remote_calendars WHERE id = ?1), ?4) "
        "ON CONFLICT (calendar, id) DO UPDATE SET version = excluded.version, body = excluded.body, "
        "generation = excluded.generation",
        [(calendar, each.id, each.version, zlib.compress(each.body, 1)) for each in batch.items],
    )
    connection.executemany(
        "DELETE FROM remote_items WHERE calendar = ? AND id = ?", [(calendar, each) for each in batch.removed]
    )
    if connection.total_changes > before:
        connection.execute("UPDATE remote_calendars SET changed = changed + 1 WHERE id = ?", (calendar,))


def end_listing(connection: sqlite3.Connection, calendar: int, generation: int) -> None:
    """Take away what a full listing no longer named."""
    gone = connection.execute(
        "DELETE FROM remote_items WHERE calendar = ? AND generation < ?", (calendar, generation)
    ).rowcount
    if gone:
        connection.execute("UPDATE remote_calendars SET changed = changed + 1 WHERE id = ?", (calendar,))


def write_token(connection: sqlite3.Connection, calendar: int, token: str | None) -> None:
    """Keep what the next sync of a calendar goes on from."""
    connection.execute("UPDATE remote_calendars SET token = ? WHERE id = ?", (token, calendar))


def write_applied(connection: sqlite3.Connection, calendar: int, changed: int, held: int) -> None:
    """Keep up to which of its changes a calendar's events are worked out, and how many that are gone wait."""
    connection.execute("UPDATE remote_calendars SET applied = ?, held = ? WHERE id = ?", (changed, held, calendar))


def bodies(connection: sqlite3.Connection, calendar: int) -> Iterator[bytes]:
    """Yield what the server keeps of a calendar, in the order of the ids."""
    found = connection.execute("SELECT body FROM remote_items WHERE calendar = ? ORDER BY id", (calendar,))
    return (zlib.decompress(body) for (body,) in found)


def items(connection: sqlite3.Connection, calendar: int) -> Iterator[tuple[str, bytes]]:
    """Yield the id and the body of everything that the server keeps of a calendar."""
    found = connection.execute("SELECT id, body FROM remote_items WHERE calendar = ? ORDER BY id", (calendar,))
    return ((item, zlib.decompress(body)) for item, body in found)


def delete_items(connection: sqlite3.Connection, calendar: int, ids: Iterable[str]) -> None:
    """Forget some of what the server keeps of a calendar."""
    connection.executemany("DELETE FROM remote_items WHERE calendar = ? AND id = ?", [(calendar, each) for each in ids])


def needs(connection: sqlite3.Connection) -> dict[int, str]:
    """Return of each source what the person must give before it can be read again, where something is needed."""
    return dict(connection.execute("SELECT id, needs FROM sources WHERE needs <> ''"))


def held(connection: sqlite3.Connection) -> dict[int, int]:
    """Return of each source how many events wait for the person's word, where some do."""
    found = connection.execute("SELECT source, sum(held) FROM remote_calendars GROUP BY source HAVING sum(held) > 0")
    return dict(found)


def calendar_names(connection: sqlite3.Connection) -> dict[int, tuple[str, ...]]:
    """Return of each source on a server the names of the calendars that are read."""
    names: dict[int, tuple[str, ...]] = {}
    for source, name in connection.execute("SELECT source, name FROM remote_calendars ORDER BY id"):
        names[source] = (*names.get(source, ()), name)
    return names
