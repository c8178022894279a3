"""Series and their events as rows, and back: what comes out equals what went in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from app.model.events import (
    Attendee,
    CalendarTime,
    Event,
    EventKey,
    ExtraDate,
    Length,
    Recurrence,
    Series,
)
from app.store.many_rows import insert_many

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.store.zone_rows import ZoneRows

_EVENT_COLUMNS = (
    "series, number, digest, slot, start_day, start_second, start_zone, is_date, length_form, length_days, "
    "length_seconds, title, cancelled, transparent, busy, event_type, organizer, attendees, carries_people, has_link, "
    "this_and_future, sequence, modified, stamp, created, line, description"
)
# Python's module looks for an adapter of whatever is not exactly int, float, str or bytearray: of None, a bool, bytes.
# That takes longer than the rest of a row, so these are bound as what they stand for: a bool as its plus.
_INTO_EVENTS = f"INSERT INTO events ({_EVENT_COLUMNS}) VALUES "
_EVENT = (
    "(?, ?, nullif(?, x''), nullif(?, ''), ?, ?, nullif(?, 0), ?, ?, ?, "
    "?, ?, ?, ?, nullif(?, ''), nullif(?, ''), nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, 0), ?)"
)
_SERIES_COLUMNS = "id, calendar, uid, recurrence, has_head, first_timed, one_off_day, trouble, trouble_kept"
_INTO_SERIES = f"INSERT INTO series ({_SERIES_COLUMNS}) VALUES "
_SERIES = "(?, ?, ?, nullif(?, ''), ?, ?, ?, nullif(?, ''), ?)"
_NO_DIGEST = bytearray()
_as_json = json.JSONEncoder(separators=(",", ":")).encode
_RESPONSES = ("accepted", "tentative", "unanswered", "declined")
_RESPONSE_CODES = {response: str(number) for number, response in enumerate(_RESPONSES)}


# What a named tuple is called with is put into a tuple by a function in Python; a page has thousands.
_made = tuple.__new__


SeriesRow = tuple[int, int, Series, "int | None", int, str, bool]
"""A series on its way into the store: its id there; the id of its calendar's row; the series; the instant of its first
timed occurrence, None without any; the day on which a one-off starts, 0 of what repeats; why it is not counted, or not
as it says, empty where nothing is wrong with it; and whether it is kept then. Plain, since ten years have thousands."""


def next_series_row(connection: sqlite3.Connection) -> int:
    """Return the first id that no series has had."""
    (highest,) = connection.execute("SELECT max(id) FROM series").fetchone()
    return int(highest or 0) + 1


def write_series(
    connection: sqlite3.Connection, rows: Sequence[SeriesRow], digests: Mapping[int, bytes], zones: ZoneRows
) -> None:
    """Add series with their events; ``digests`` are by ``id`` of the event, those without one are read anew."""
    of_series = [
        (
            row,
            calendar,
            uid,
            "" if recurrence is None else _recurrence_text(recurrence, zones),
            0 if head is None else 1,
            first_timed,
            one_off_day,
            trouble,
            1 if kept else 0,
        )
        for row, calendar, (_, uid, head, recurrence, _), first_timed, one_off_day, trouble, kept in rows
    ]
    insert_many(connection, _INTO_SERIES, _SERIES, of_series)
    # The types of an event say what the checks of its columns ask, and to look takes a third of the time of a row.
    connection.execute("PRAGMA ignore_check_constraints = ON")
    try:
        insert_many(connection, _INTO_EVENTS, _EVENT, _event_rows(rows, digests, zones))
    finally:
        connection.execute("PRAGMA ignore_check_constraints = OFF")


def _event_rows(rows: Sequence[SeriesRow], digests: Mapping[int, bytes], zones: ZoneRows) -> list[tuple[Any, ...]]:
    texts = _AttendeeTexts().__getitem__
    of_zone = zones.id_of
    found: list[tuple[Any, ...]] = []
    for row, _calendar, (_, _, head, _, overrides), _first_timed, _one_off_day, trouble, _kept in rows:
        number = 0 if head is not None else 1
        for event in overrides if head is None else (head, *overrides) if overrides else (head,):
            # Apart at once, and by places: to look at a field of a named tuple takes as long as four of these.
            key, start, (form, days, seconds), title, cancelled, transparent, busy, kind, organizer, people = event[:10]
            carries_people, has_link, this_and_future, (sequence, modified, stamp), created, line, marks = event[10:]
            day, second, zone, is_date = start
            digest = None if trouble else digests.get(id(event))
            slot = key[2]
            found.append(
                (
                    row,
                    number,
                    _NO_DIGEST if digest is None else bytearray(digest),
                    "" if slot is None else _time_text(slot, zones),
                    day,
                    second,
                    0 if zone is None else of_zone(zone),
                    1 if is_date else 0,
                    form,
                    days,
                    seconds,
                    title,
                    cancelled,
                    1 if transparent else 0,
                    busy or "",
                    kind or "",
                    organizer or "",
                    "\n".join(map(texts, people)) if people else "",
                    1 if carries_people else 0,
                    1 if has_link else 0,
                    1 if this_and_future else 0,
                    sequence,
                    modified,
                    stamp,
                    created,
                    line or 0,
                    marks,
                )
            )
            number += 1
    return found


def numbered(series: Series) -> Iterator[tuple[int, Event]]:
    """Yield the events of a series with their numbers: the head has 0, overrides count from 1."""
    if series.head is not None:
        yield 0, series.head
    yield from enumerate(series.overrides, 1)


class _AttendeeTexts(dict[Attendee, str]):
    """Attendees as text; the same ones stand in event after event."""

    def __missing__(self, attendee: Attendee) -> str:
        marks = _RESPONSE_CODES[attendee.response]
        marks += "r" * attendee.is_resource + "g" * attendee.is_group + "o" * attendee.is_optional
        text = self[attendee] = f"{marks} {attendee.address}"
        return text


def _time_text(time: CalendarTime, zones: ZoneRows) -> str:
    """Return a time as `json.dumps` writes `_time`, in a fifth of its time."""
    return f"[{time.day}, {time.second}, {zones.id_of(time.zone) or 'null'}, {int(time.is_date)}]"


def _time(time: CalendarTime, zones: ZoneRows) -> list[int | None]:
    return [time.day, time.second, zones.id_of(time.zone), int(time.is_date)]


def _recurrence_text(recurrence: Recurrence, zones: ZoneRows) -> str:
    added = [[_time(each.start, zones), each.length] for each in recurrence.added]
    removed = [_time(each, zones) for each in recurrence.removed]
    return _as_json([recurrence.rules, recurrence.excluded_rules, added, removed])


class SeriesReader:
    """Makes series of rows."""

    def __init__(self, connection: sqlite3.Connection, zones: ZoneRows) -> None:
        """Take an open connection."""
        self._connection = connection
        self._zones = zones
        self._attendees: dict[str, tuple[Attendee, ...]] = {}
        self._attendee: dict[str, Attendee] = {}
        self._read: dict[int, Series] = {}
        self._calendars: dict[int, str] = dict(connection.execute("SELECT id, key FROM calendars"))

    def all(self) -> dict[int, Series]:
        """Return every series by its row."""
        return self._series(
            "SELECT id, calendar, uid, recurrence, has_head FROM series ORDER BY id",
            f"SELECT {_EVENT_COLUMNS} FROM events ORDER BY series, number",
            (),
        )

    def of_rows(self, rows: Iterable[int]) -> dict[int, Series]:
        """Return some series by their rows; what this reader has read before it does not read again."""
        known, wanted = self._read, sorted(set(rows))
        missing = [row for row in wanted if row not in known]
        if missing:
            known.update(self._of_rows(json.dumps(missing)))
        return {row: known[row] for row in wanted if row in known}

    def _of_rows(self, wanted: str) -> dict[int, Series]:
        return self._series(
            "SELECT id, calendar, uid, recurrence, has_head FROM series "
            "WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            f"SELECT {_EVENT_COLUMNS} FROM events "
            "WHERE series IN (SELECT value FROM json_each(?)) ORDER BY series, number",
            (wanted,),
        )

    def of_uids(self, uids: Iterable[str]) -> dict[int, Series]:
        """Return the series of some UIDs, in whatever calendar, by their rows."""
        found = self._connection.execute(
            "SELECT id FROM series WHERE uid IN (SELECT value FROM json_each(?))", (json.dumps(sorted(set(uids))),)
        )
        return self.of_rows(row for (row,) in found)

    def _series(self, of_series: str, of_events: str, values: tuple[str, ...]) -> dict[int, Series]:
        head_of: dict[int, Event] = {}
        overrides_of: dict[int, list[Event]] = {}
        heads = self._connection.execute(of_series, values).fetchall()
        names = {row: (self._calendars[calendar], uid) for row, calendar, uid, __, __ in heads}
        for values_of in self._connection.execute(of_events, values):
            row, number = values_of[0], values_of[1]
            event = self._event(names[row], values_of)
            if number == 0:
                head_of[row] = event
            else:
                overrides_of.setdefault(row, []).append(event)
        return {
            row: Series(
                names[row][0],
                uid,
                head_of.get(row),
                self._recurrence(recurrence),
                tuple(overrides_of.get(row, ())),
            )
            for row, __, uid, recurrence, __ in heads
        }

    def _event(self, name: tuple[str, str], row: tuple[Any, ...]) -> Event:
        slot = None if row[3] is None else self._time(json.loads(row[3]))
        # By their places: with names it takes several times as long.
        fields = (
            _made(EventKey, (*name, slot)),
            _made(CalendarTime, (row[4], row[5], self._zones.zone(row[6]), bool(row[7]))),
            _made(Length, row[8:11]),
            row[11],
            row[12],
            bool(row[13]),
            *row[14:17],
            self._people(row[17]),
            bool(row[18]),
            bool(row[19]),
            bool(row[20]),
            row[21:24],
            *row[24:27],
        )
        return _made(Event, fields)

    def _people(self, text: str) -> tuple[Attendee, ...]:
        known = self._attendees.get(text)
        if known is None:
            known = self._attendees[text] = tuple(map(self._person, text.split("\n"))) if text else ()
        return known

    def _person(self, line: str) -> Attendee:
        known = self._attendee.get(line)
        if known is None:
            known = self._attendee[line] = _attendee(line)
        return known

    def _time(self, said: list[Any]) -> CalendarTime:
        day, second, zone, is_date = said
        return CalendarTime(day, second, self._zones.zone(zone), bool(is_date))

    def _recurrence(self, text: str | None) -> Recurrence | None:
        if text is None:
            return None
        rules, excluded, added, removed = json.loads(text)
        return Recurrence(
            tuple(rules),
            tuple(excluded),
            tuple(ExtraDate(self._time(start), None if length is None else Length(*length)) for start, length in added),
            tuple(self._time(each) for each in removed),
        )


def _attendee(text: str) -> Attendee:
    marks, __, address = text.partition(" ")
    return Attendee(address, _RESPONSES[int(marks[0])], "r" in marks, "g" in marks, "o" in marks)  # type: ignore[arg-type]


def split_series(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Return row and UID of each part of the series that Google has split ("this and following")."""
    return connection.execute("SELECT id, uid FROM series WHERE instr(uid, '_R') > 0").fetchall()


def people_in(attendees: str, organizer: str | None) -> set[str]:
    """Return the distinct addresses of people in an event's row: no rooms, no resources."""
    people: set[str] = set()
    resources: set[str] = set()
    for line in attendees.split("\n") if attendees else ():
        marks, __, address = line.partition(" ")
        (resources if "r" in marks else people).add(address)
    if organizer is not None and organizer not in resources:
        people.add(organizer)
    return people
