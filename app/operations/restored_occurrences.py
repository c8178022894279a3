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


def occurrences_of(
    connection: sqlite3.Connection,
    rows: Sequence[occurrence_rows.OccurrenceRow],
    zones: ZoneRows,
    preferences: Preferences,
) -> list[Occurrence]:
    """Return rows as the occurrences that they were made of."""
    basis = day_rows.read_basis(connection)
    me = Me(frozenset(basis.me), basis.guessed) if basis is not None else Me(frozenset())
    series = SeriesReader(connection, zones).of_rows({row.series for row in rows})
    away = TimeAway(unite(occurrence_rows.out_of_office(connection)), preferences)
    return occurrence_rows.restored(rows, series, AttendanceOfMe(me).of, preferences.zone, away.holds)
