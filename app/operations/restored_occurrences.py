"""Stored rows as the occurrences that they were made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.occurrences import Me
from app.model.spans import unite
from app.store import day_rows, occurrence_rows
from app.store.series_rows import SeriesReader
from app.timeline.attendance import AttendanceOfMe
from app.timeline.build import TimeAway

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from app.model.occurrences import Occurrence
    from app.model.preferences import Preferences
    from app.store.zone_rows import ZoneRows


class Restorer:
    """Makes occurrences of the rows of one state of the store; what several of them need is read once."""

    def __init__(self, connection: sqlite3.Connection, zones: ZoneRows, preferences: Preferences) -> None:
        """Take an open connection."""
        basis = day_rows.read_basis(connection)
        self.away = unite(occurrence_rows.out_of_office(connection))
        self.reader = SeriesReader(connection, zones)
        self._preferences = preferences
        self._attendance = AttendanceOfMe(Me(frozenset(basis.me), basis.guessed) if basis else Me(frozenset()))
        self._at_rest = TimeAway(self.away, preferences)

    def occurrences(self, rows: Sequence[occurrence_rows.OccurrenceRow]) -> list[Occurrence]:
        """Return rows as the occurrences that they were made of."""
        series = self.reader.of_rows({row.series for row in rows})
        of, holds = self._attendance.of, self._at_rest.holds
        return occurrence_rows.restored(rows, series, of, self._preferences.zone, holds)


def occurrences_of(
    connection: sqlite3.Connection,
    rows: Sequence[occurrence_rows.OccurrenceRow],
    zones: ZoneRows,
    preferences: Preferences,
) -> list[Occurrence]:
    """Return rows as the occurrences that they were made of."""
    return Restorer(connection, zones, preferences).occurrences(rows)
