"""The people one meets, out of the store: what 1:1s are worked out from, and the face-time audit of a quarter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.patterns.thresholds import Thresholds
from app.analysis.people import face_time
from app.analysis.scheduled_people import AROUND_AFTER, AROUND_BEFORE, scheduled_people
from app.model.chosen_period import period_with
from app.model.occurrences import Period
from app.model.people import FaceTimePerson
from app.model.uids import joined_uid
from app.operations.own_word import named_people
from app.operations.restored_occurrences import occurrences_of
from app.store import occurrence_rows, source_rows
from app.store.codes import RECURS
from app.store.series_rows import SeriesReader
from app.store.zone_rows import ZoneRows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping

    from app.analysis.one_on_one_slots import Scheduled
    from app.model.events import Series
    from app.model.history import History
    from app.model.people import FaceTime
    from app.model.persons_word import PersonsWord
    from app.model.preferences import Preferences
    from app.model.sources import Calendar
    from app.operations.stored_days import StoredDays
    from app.operations.workspace import Workspace

RECENT_DAYS: Final = 53 * 7
"""Days before the last one in which the last marks of a 1:1 are looked for: a year, for one that comes each month."""
COMING_DAYS: Final = 26 * 7
"""Days after today in which the next 1:1 is looked for."""
MADE_UP: Final = 8
"""Days after the last one in which a meeting may make up for a slot, and one more for other time zones."""


class StoredTalks(NamedTuple):
    """The 1:1s of some days.

    Attributes:
        given: what they are worked out from.
        references: the key that stands in ``occurrence:<key>``, by the ``id`` of each occurrence.
        calendars: those that count, by key.

    """

    given: Scheduled
    references: Mapping[int, str]
    calendars: Mapping[str, Calendar]


def scheduled_with(stored: StoredDays, first: int, last: int) -> Scheduled:
    """Return what 1:1s of some days, and meetings of few people, are worked out from."""
    begin, end = first - AROUND_BEFORE, last + AROUND_AFTER
    return scheduled_people(
        stored.series(begin, end),
        stored.occurrences(begin, end),
        Period(begin, end, stored.preferences.zone),
        stored.preferences,
        me=stored.history.me.addresses,
        today=stored.history.today,
    )


def talks_between(
    connection: sqlite3.Connection, preferences: Preferences, history: History, first: int, last: int
) -> StoredTalks:
    """Return the 1:1s of some days (ordinals, both included), with the marks before them and the next ones.

    Only occurrences of two people are read, and series that have one: ten years hold many others.
    """
    zones = ZoneRows(connection)
    begin = min(first - AROUND_BEFORE, last - RECENT_DAYS)
    end = max(last + MADE_UP, history.today + COMING_DAYS)
    zone = preferences.zone
    rows = occurrence_rows.rows_of_two_between(connection, zone.midnight(begin), zone.midnight(end + 1))
    occurrences = occurrences_of(connection, rows, zones, preferences)
    references = {id(each): f"{row.series}:{row.start}" for each, row in zip(occurrences, rows, strict=True)}
    calendars = {
        each.key: each
        for each in source_rows.read_calendars(connection, zones).values()
        if each.name not in preferences.left_out
    }
    series = _series_of_two(connection, zones, rows)
    given = scheduled_people(
        [each for each in series if each.calendar in calendars],
        occurrences,
        Period(begin, end, zone),
        preferences,
        me=history.me.addresses,
        today=history.today,
    )
    return StoredTalks(given, references, calendars)


def _series_of_two(
    connection: sqlite3.Connection, zones: ZoneRows, rows: Iterable[occurrence_rows.OccurrenceRow]
) -> list[Series]:
    """Return the series that repeat among some rows, with all parts of those that Google has split."""
    reader = SeriesReader(connection, zones)
    found = reader.of_rows({row.series for row in rows if row.flags & RECURS})
    joined = {joined_uid(each.uid) for each in found.values()}
    return list({**reader.of_uids(joined), **found}.values())


def face_time_of(said: PersonsWord, stored: StoredDays, end: int) -> FaceTime | None:
    """Return the audit of the quarter that a day lies in; None where the person has named nobody."""
    if not said.people:
        return None
    first, last = quarter_until(end)
    return audit_of(said, scheduled_with(stored, first, last), end, stored.preferences, stored.history.today)


def people_to_look_at(workspace: Workspace) -> tuple[FaceTimePerson, ...]:
    """Return whom the person named for the audit."""
    return tuple(FaceTimePerson(each.address, each.name, each.group) for each in named_people(workspace))


def quarter_until(end: int) -> tuple[int, int]:
    """Return the first day of the quarter that a day lies in, and that day."""
    return period_with("quarter", end).first, end


def audit_of(said: PersonsWord, given: Scheduled, end: int, preferences: Preferences, today: int) -> FaceTime:
    """Return the audit of the quarter that a day lies in, up to that day, of those whom the person named."""
    first, last = quarter_until(end)
    thresholds = Thresholds(preferences.thresholds)
    return face_time(
        given,
        said.people,
        said.entries,
        first=first,
        last=last,
        today=today,
        below=thresholds("face-time", "below"),
    )
