"""Occurrences, series and time away of some days, as they are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.day_parts import breaking_of
from app.analysis.working_time import shifts_by_day
from app.model.meetings import Scheduled
from app.model.uids import joined_uid
from app.operations.restored_occurrences import Restorer
from app.store import occurrence_rows, source_rows
from app.store.series_rows import split_series
from app.store.zone_rows import ZoneRows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from app.model.events import Series
    from app.model.history import History
    from app.model.occurrences import Occurrence
    from app.model.preferences import Preferences
    from app.model.sources import Calendar
    from app.store.occurrence_rows import OccurrenceRow

BEFORE: Final = 13 * 7
AFTER: Final = 26 * 7
"""Days around those that are looked at in which a series that repeats is looked for: all its slots in them may have
fallen out."""


class StoredDays:
    """Occurrences, series and time away of some days, out of the store."""

    def __init__(self, connection: sqlite3.Connection, preferences: Preferences, history: History) -> None:
        """Take an open connection, and what the days come to."""
        self._connection = connection
        self._preferences = preferences
        self._history = history
        self._zones = ZoneRows(connection)
        self._restorer = Restorer(connection, self._zones, preferences)
        self._longest = occurrence_rows.longest(connection)
        self._known: dict[tuple[int, int], list[OccurrenceRow]] = {}
        self._given: dict[tuple[int, int], list[Occurrence]] = {}

    def occurrences(self, first: int, last: int) -> list[Occurrence]:
        """Return the occurrences of every kind that overlap some days (ordinals, both included), in order of start."""
        found = self._given.get((first, last))
        if found is None:
            found = self._given[first, last] = self._restorer.occurrences(self._rows(first, last))
        return found

    def references(self, first: int, last: int) -> dict[int, str]:
        """Return the key of each occurrence of some days as ``occurrence:<key>`` takes it, by its ``id``."""
        pairs = zip(self.occurrences(first, last), self._rows(first, last), strict=True)
        return {id(each): f"{row.series}:{row.start}" for each, row in pairs}

    def _rows(self, first: int, last: int) -> list[OccurrenceRow]:
        rows = self._known.get((first, last))
        if rows is None:
            start, end = self._preferences.zone.midnight(first), self._preferences.zone.midnight(last + 1)
            rows = occurrence_rows.rows_between(self._connection, start, end, self._longest)
            self._known[first, last] = rows
        return rows

    def series(self, first: int, last: int) -> list[Series]:
        """Return the series that may have a slot on some days, with all parts of those that Google has split."""
        zone = self._preferences.zone
        wanted = occurrence_rows.recurring_between(
            self._connection, zone.midnight(first - BEFORE), zone.midnight(last + AFTER)
        )
        reader = self._restorer.reader
        found = reader.of_rows({*wanted, *(row.series for row in self._rows(first, last))})
        parts = split_series(self._connection)
        if parts:
            joined = {joined_uid(each.uid) for each in found.values()}
            found |= reader.of_rows(row for row, uid in parts if row not in found and joined_uid(uid) in joined)
            found |= {row: each for row, each in reader.of_uids(joined).items() if row not in found}
        counted = self.calendars()
        return [each for each in found.values() if each.calendar in counted]

    def given(self, occurrences: Sequence[Occurrence]) -> Scheduled:
        """Return time away, own blocks that break focus, and shifts, as figures see them."""
        return Scheduled(
            meetings=(),
            away=self._restorer.away,
            breaking=[(each.start, each.end) for each in breaking_of(occurrences, self._preferences)],
            shifts=shifts_by_day(occurrences, self._preferences),
            no_people=self._history.no_people,
            knows_me=bool(self._history.me.addresses),
        )

    def calendars(self) -> dict[str, Calendar]:
        """Return the calendars that count, by key."""
        found = source_rows.read_calendars(self._connection, self._zones)
        return {each.key: each for each in found.values() if each.name not in self._preferences.left_out}

    @property
    def preferences(self) -> Preferences:
        """What changes a figure."""
        return self._preferences

    @property
    def history(self) -> History:
        """What the days come to."""
        return self._history
