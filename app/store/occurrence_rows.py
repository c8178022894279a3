"""Occurrences as rows: each with its kind and why, and what figures need of it."""

from __future__ import annotations

import json
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from app.model.occurrences import Occurrence
from app.model.timezones import DAY
from app.store.codes import (
    EXTERNAL,
    KIND_CODES,
    KINDS,
    MEETING,
    ORGANIZED,
    OUT_OF_OFFICE,
    RECURS,
    RULE_CODES,
    RULES,
    UNSURE,
)
from app.store.many_rows import insert_many
from app.store.series_rows import people_in

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from app.model.events import Event, Series
    from app.model.meetings import PlainMeeting
    from app.model.occurrences import Attendance
    from app.model.spans import Span
    from app.model.timezones import HomeZone

# What a named tuple is called with is put into a tuple by a function in Python; a page has thousands.
_made = tuple.__new__

_TIMED_OPAQUE = (
    "NOT e.is_date AND CASE WHEN e.busy IS NULL THEN NOT e.transparent "
    "ELSE e.busy NOT IN ('free', 'working_elsewhere') END"
)

_INTO = 'INSERT INTO occurrences (start, series, number, slot, "end", kind, rule, people, flags) VALUES '
_ONE_ROW = "(?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FLAGS_SAID = [
    (bool(flags & UNSURE), bool(flags & EXTERNAL), bool(flags & ORGANIZED), bool(flags & RECURS))
    for flags in range(2 * max(UNSURE, EXTERNAL, ORGANIZED, RECURS))
]
"""What the flags of a meeting say, by their number."""
LONGEST_MEETING = DAY
"""Seconds: what lasts longer is all-day (METRICS.md §1), so no meeting begins earlier than this.

From 12 hours on only a series of which the person says so is one."""


ANY_SERIES = 1 << 62
"""A row that no series has: all come before."""


class OccurrenceRow(NamedTuple):
    """One row; see the table for its columns."""

    start: int
    series: int
    number: int
    slot: int
    end: int
    kind: int
    rule: int
    people: int | None
    flags: int


PlainRow = tuple[int, int, int, int, int, int, int, int | None, int]
"""The columns of an `OccurrenceRow`; Python's module binds, and sorts, a plain tuple in two thirds of the time."""


def flags_of(attendance: Attendance, *, recurs: bool) -> int:
    """Return the flags of an occurrence."""
    flags = UNSURE if attendance.response in {"tentative", "unanswered"} else 0
    flags |= EXTERNAL if attendance.external else 0
    flags |= ORGANIZED if attendance.organized else 0
    return flags | (RECURS if recurs else 0)


def rows_of(occurrences: Iterable[Occurrence], series_rows: dict[int, int]) -> list[PlainRow]:
    """Return occurrences as rows; ``series_rows`` gives the row of each series by its ``id``."""
    numbers: dict[int, int] = {}
    known: dict[int, tuple[int | None, int]] = {}
    rows: list[PlainRow] = []
    for each in occurrences:
        start, end, event, series, _days, original, kind, rule, attendance, _away = each
        number = numbers.get(id(event))
        if number is None:
            number = 0
            for at, override in enumerate(series.overrides, 1):
                numbers[id(override)] = at
                if override is event:
                    number = at
            numbers[id(event)] = number
        said = known.get(id(event))
        if said is None:
            said = known[id(event)] = (attendance.people, flags_of(attendance, recurs=series.recurs))
        slot = start if original is None else original
        rows.append((start, series_rows[id(series)], number, slot, end, KIND_CODES[kind], RULE_CODES[rule], *said))
    return rows


def write_occurrences(connection: sqlite3.Connection, rows: list[PlainRow]) -> None:
    """Add rows; in order of time, as the table has them but for those of one time."""
    rows.sort(key=itemgetter(0))  # in half the time that whole rows take
    insert_many(connection, _INTO, _ONE_ROW, rows)


def meetings_between(
    connection: sqlite3.Connection, start: int, end: int, before: int = ANY_SERIES
) -> list[PlainMeeting]:
    """Return the meetings that overlap a span of time, in order of start, those in time away among them.

    ``before`` is the row of a series: only those of series whose rows are smaller.
    """
    found = connection.execute(
        'SELECT start, "end", people, flags FROM occurrences '
        "WHERE start >= ? AND start < ? AND kind = ? AND series < ? ORDER BY start",
        (start - LONGEST_MEETING, end, MEETING, before),
    )
    said = _FLAGS_SAID
    return [(begin, finish, people) + said[flags] for begin, finish, people, flags in found if finish > start]


def meetings_among(rows: Iterable[PlainRow]) -> list[PlainMeeting]:
    """Return the meetings among rows, in their order."""
    said = _FLAGS_SAID
    return [
        (start, end, people) + said[flags] for start, _, _, _, end, kind, _, people, flags in rows if kind == MEETING
    ]


def out_of_office(connection: sqlite3.Connection) -> list[Span]:
    """Return all out-of-office time, as it stands."""
    # With the number in it, since a partial index serves no question whose number is only bound to it.
    return connection.execute(f'SELECT start, "end" FROM occurrences WHERE kind = {OUT_OF_OFFICE:d}').fetchall()


def titled(connection: sqlite3.Connection, titles: Collection[str]) -> list[OccurrenceRow]:
    """Return the occurrences of events with these titles, compared without regard to case."""
    wanted = {title.strip().casefold() for title in titles}
    events = connection.execute("SELECT DISTINCT title FROM events")
    exact = [title for (title,) in events if title.strip().casefold() in wanted]
    found = connection.execute(
        'SELECT o.start, o.series, o.number, o.slot, o."end", o.kind, o.rule, o.people, o.flags '
        "FROM occurrences o JOIN events e ON e.series = o.series AND e.number = o.number "
        "WHERE e.title IN (SELECT value FROM json_each(?)) ORDER BY o.start",
        (json.dumps(exact),),
    )
    return [_made(OccurrenceRow, row) for row in found]


def longest(connection: sqlite3.Connection) -> int:
    """Return a number of seconds that no occurrence lasts longer than: a day, unless there is a longer one."""
    longer = f'SELECT max("end" - start) FROM occurrences WHERE "end" - start > {DAY:d}'
    (seconds,) = connection.execute(longer).fetchone()
    return int(seconds or 0) or DAY


def rows_between(
    connection: sqlite3.Connection, start: int, end: int, at_most: int | None = None
) -> list[OccurrenceRow]:
    """Return the rows that overlap a span of time, in order of start; without length they overlap by their start.

    ``at_most`` is the length of the longest occurrence, where that is known already.
    """
    before = longest(connection) if at_most is None else at_most
    found = connection.execute(
        'SELECT start, series, number, slot, "end", kind, rule, people, flags FROM occurrences '
        'WHERE start >= ? AND start < ? AND ("end" > ? OR start >= ?) ORDER BY start, "end", series, number, slot',
        (start - before, end, start, start),
    )
    return [_made(OccurrenceRow, row) for row in found]


def rows_of_two_between(connection: sqlite3.Connection, start: int, end: int) -> list[OccurrenceRow]:
    """Return the rows that overlap a span of time and tell of 1:1s, in order of start.

    They are those of two people, all of a series that has such a one in this time, and out-of-office time.
    """
    found = connection.execute(
        'SELECT start, series, number, slot, "end", kind, rule, people, flags FROM occurrences '
        'WHERE start >= ? AND start < ? AND "end" > ? AND (people = 2 OR kind = ? OR series IN '
        "(SELECT series FROM occurrences WHERE start >= ? AND start < ? AND people = 2 AND flags & ?)) "
        'ORDER BY start, "end", series, number, slot',
        (start - longest(connection), end, start, OUT_OF_OFFICE, start, end, RECURS),
    )
    return [_made(OccurrenceRow, row) for row in found]


def recurring_between(connection: sqlite3.Connection, start: int, end: int) -> list[int]:
    """Return the rows of the series that repeat and have an occurrence which starts in a span of time."""
    found = connection.execute(
        "SELECT DISTINCT series FROM occurrences WHERE start >= ? AND start < ? AND flags & ?", (start, end, RECURS)
    )
    return [row for (row,) in found]


def days_of_series(connection: sqlite3.Connection, series: Collection[int]) -> list[Span]:
    """Return when the occurrences of some series take place."""
    return connection.execute(
        'SELECT start, "end" FROM occurrences WHERE series IN (SELECT value FROM json_each(?))',
        (json.dumps(sorted(series)),),
    ).fetchall()


def series_over_before(connection: sqlite3.Connection, series: Collection[int], limit: int) -> list[int]:
    """Return which of some series have no occurrence that ends after an instant."""
    found = connection.execute('SELECT DISTINCT series FROM occurrences WHERE "end" > ?', (limit,))
    lasting = {row for (row,) in found}
    return [row for row in series if row not in lasting]


def delete_all(connection: sqlite3.Connection) -> None:
    """Delete all occurrences."""
    connection.execute("DELETE FROM occurrences")


def delete_occurrences(connection: sqlite3.Connection, series: Collection[int]) -> None:
    """Delete the occurrences of some series, which stay themselves."""
    rows = (json.dumps(sorted(series)),)
    connection.execute("DELETE FROM occurrences WHERE series IN (SELECT value FROM json_each(?))", rows)


def anybody_named(connection: sqlite3.Connection, calendars: Collection[int]) -> bool:
    """Tell whether any timed opaque event of some calendars carries people (METRICS.md §1)."""
    found = connection.execute(
        "SELECT 1 FROM events e JOIN series s ON s.id = e.series "
        f"WHERE e.carries_people AND {_TIMED_OPAQUE} AND s.calendar IN (SELECT value FROM json_each(?)) LIMIT 1",
        (json.dumps(sorted(calendars)),),
    )
    return found.fetchone() is not None


def timed_opaque(connection: sqlite3.Connection, calendars: Collection[int], least: int) -> bool:
    """Tell whether at least so many occurrences of some calendars have a time of day and block it."""
    found = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM occurrences o JOIN events e ON e.series = o.series AND "
        "e.number = o.number JOIN series s ON s.id = o.series "
        f"WHERE {_TIMED_OPAQUE} AND s.calendar IN (SELECT value FROM json_each(?)) LIMIT ?)",
        (json.dumps(sorted(calendars)), least),
    )
    (count,) = found.fetchone()
    return int(count) >= least


def people_counts(
    connection: sqlite3.Connection, calendars: Collection[int], start: int, end: int
) -> list[tuple[set[str], int]]:
    """Return the people of events, each with how many occurrences they have that overlap a span of time."""
    found = connection.execute(
        "SELECT e.attendees, e.organizer, sum(o.times) FROM "
        '(SELECT series, number, count(*) AS times FROM occurrences WHERE start < ? AND "end" > ? '
        "GROUP BY series, number) o "
        "JOIN events e ON e.series = o.series AND e.number = o.number JOIN series s ON s.id = o.series "
        "WHERE e.carries_people AND s.calendar IN (SELECT value FROM json_each(?)) GROUP BY e.attendees, e.organizer",
        (end, start, json.dumps(sorted(calendars))),
    )
    return [(people_in(attendees, organizer), times) for attendees, organizer, times in found]


def restored(
    rows: Sequence[OccurrenceRow],
    series: Mapping[int, Series],
    attendance_of: Callable[[Event], Attendance],
    zone: HomeZone,
    is_away: Callable[[int, int], bool],
) -> list[Occurrence]:
    """Return rows as the occurrences that they were made of."""
    known: dict[tuple[int, int], tuple[Event, Attendance]] = {}
    found = []
    for start, of_series, number, slot, end, code, rule, __, __ in rows:
        own = series[of_series]
        said = known.get((of_series, number))
        if said is None:
            event = own.head if number == 0 else own.overrides[number - 1]
            event = event if event is not None else own.any_event()
            said = known[of_series, number] = (event, attendance_of(event))
        event, attendance = said
        days = (zone.local(start)[0], zone.local(end)[0]) if event.start.is_date else None
        original = None if own.head is not None and own.recurrence is None else slot
        kind = KINDS[code]
        away = kind == "meeting" and is_away(start, end)
        # By their places, as with the events themselves.
        fields = (start, end, event, own, days, original, kind, RULES[rule], attendance, away)
        found.append(_made(Occurrence, fields))
    return found


def delete_series(connection: sqlite3.Connection, series: Collection[int]) -> None:
    """Delete series with their events and occurrences."""
    rows = (json.dumps(sorted(series)),)
    connection.execute("DELETE FROM occurrences WHERE series IN (SELECT value FROM json_each(?))", rows)
    connection.execute("DELETE FROM series WHERE id IN (SELECT value FROM json_each(?))", rows)
