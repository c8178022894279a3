"""Time zones as rows: the name of one that the database of zones knows, or the changes of one that a file defines."""

from __future__ import annotations

import datetime as dt
import json
import zoneinfo
from typing import TYPE_CHECKING

from app.model.timezones import UTC, Change, ChangeTable, Zone, iana_zone

if TYPE_CHECKING:
    import sqlite3


class ZoneRows:
    """The zones of one connection, each written or made once: two times of one zone share the very same object."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the connection; nothing is read before it is asked for."""
        self._connection = connection
        self._ids: dict[int, int] = {}
        self._written: list[Zone] = []
        self._zones: dict[int, Zone] | None = None

    def id_of(self, zone: Zone | None) -> int | None:
        """Return the row of a zone, which is written if it is new; None for a time that floats."""
        if zone is None:
            return None
        known = self._ids.get(id(zone))
        if known is None:
            known = self._ids[id(zone)] = self._row(zone.name, _changes_text(zone))
            # A zone that lives as long as its number keeps the number from meaning another one.
            self._written.append(zone)
        return known

    def zone(self, row: int | None) -> Zone | None:
        """Return the zone of a row, None for None."""
        if row is None:
            return None
        if self._zones is None or row not in self._zones:
            rows = self._connection.execute("SELECT id, name, changes FROM zones")
            self._zones = {number: _zone(name, changes) for number, name, changes in rows}
        return self._zones[row]

    def _row(self, name: str, changes: str | None) -> int:
        found = self._connection.execute(
            "SELECT id FROM zones WHERE name = ? AND changes IS ?", (name, changes)
        ).fetchone()
        if found is None:
            self._zones = None
            written = self._connection.execute("INSERT INTO zones (name, changes) VALUES (?, ?)", (name, changes))
            return int(written.lastrowid or 0)
        return int(found[0])


def _changes_text(zone: Zone) -> str | None:
    if isinstance(zone.tzinfo, zoneinfo.ZoneInfo) or zone is UTC:
        return None
    if isinstance(zone.tzinfo, ChangeTable):
        return json.dumps(zone.tzinfo.given, separators=(",", ":"))
    offset = zone.tzinfo.utcoffset(None) or dt.timedelta()
    return json.dumps(int(offset.total_seconds()))


def _zone(name: str, changes: str | None) -> Zone:
    if changes is None:
        # Only a machine with fewer zones than the one that wrote the row gets here: its times are read as UTC.
        return iana_zone(name) or UTC
    said = json.loads(changes)
    if isinstance(said, int):
        return Zone(name, dt.timezone(dt.timedelta(seconds=said)))
    before, table = said
    return Zone(name, ChangeTable(before, tuple(Change(*change) for change in table)))
