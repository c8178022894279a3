"""Occurrences as rows: each with its kind and why, and what figures need of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from app.model.meetings import Meeting
from app.store.codes import EXTERNAL, KIND_CODES, MEETING, ORGANIZED, OUT_OF_OFFICE, RECURS, RULE_CODES, UNSURE

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

    from app.model.occurrences import Occurrence
    from app.model.spans import Span

_INSERT = (
    'INSERT INTO occurrences (start, series, number, slot, "end", kind, rule, people, flags) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
LONGEST_MEETING = 12 * 3600
"""Seconds: what lasts longer is a placeholder or all-day (METRICS.md §1), so no meeting begins earlier than this."""


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


def rows_of(occurrences: Iterable[Occurrence], series_rows: dict[int, int]) -> list[OccurrenceRow]:
    """Return occurrences as rows; ``series_rows`` gives the row of each series by its ``id``."""
    numbers: dict[int, int] = {}
    known: dict[int, tuple[int | None, int]] = {}
    rows = []
    for each in occurrences:
        start, end, event, series, __, original, kind, rule, attendance, __ = each
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
            flags = UNSURE if attendance.response in {"tentative", "unanswered"} else 0
            flags |= EXTERNAL if attendance.external else 0
            flags |= ORGANIZED if attendance.organized else 0
            flags |= RECURS if series.recurs else 0
            said = known[id(event)] = (attendance.people, flags)
        slot = start if original is None else original
        rows.append(
            OccurrenceRow(start, series_rows[id(series)], number, slot, end, KIND_CODES[kind], RULE_CODES[rule], *said)
        )
    return rows


def write_occurrences(connection: sqlite3.Connection, rows: list[OccurrenceRow]) -> None:
    """Add rows; in order of time, as the table has them."""
    rows.sort()
    connection.executemany(_INSERT, rows)


def meetings_between(connection: sqlite3.Connection, start: int, end: int) -> list[Meeting]:
    """Return the meetings that overlap a span of time, in order of start, those in time away among them."""
    found = connection.execute(
        'SELECT start, "end", people, flags FROM occurrences WHERE start >= ? AND start < ? AND kind = ? ORDER BY start',
        (start - LONGEST_MEETING, end, MEETING),
    )
    return [
        Meeting(
            begin,
            finish,
            people,
            bool(flags & UNSURE),
            bool(flags & EXTERNAL),
            bool(flags & ORGANIZED),
            bool(flags & RECURS),
        )
        for begin, finish, people, flags in found
        if finish > start
    ]


def out_of_office(connection: sqlite3.Connection) -> list[Span]:
    """Return all out-of-office time, as it stands."""
    return connection.execute('SELECT start, "end" FROM occurrences WHERE kind = ?', (OUT_OF_OFFICE,)).fetchall()


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
    return [OccurrenceRow(*row) for row in found]


def rows_between(connection: sqlite3.Connection, start: int, end: int) -> list[OccurrenceRow]:
    """Return the rows that overlap a span of time, in order of start; without length they overlap by their start."""
    (longest,) = connection.execute('SELECT max("end" - start) FROM occurrences').fetchone()
    found = connection.execute(
        'SELECT start, series, number, slot, "end", kind, rule, people, flags FROM occurrences '
        'WHERE start >= ? AND start < ? AND ("end" > ? OR start >= ?) ORDER BY start, "end", series, number, slot',
        (start - (longest or 0), end, start, start),
    )
    return [OccurrenceRow(*row) for row in found]


def days_of_series(connection: sqlite3.Connection, series: Collection[int]) -> list[Span]:
    """Return when the occurrences of some series take place."""
    return connection.execute(
        'SELECT start, "end" FROM occurrences WHERE series IN (SELECT value FROM json_each(?))',
        (json.dumps(sorted(series)),),
    ).fetchall()


def delete_series(connection: sqlite3.Connection, series: Collection[int]) -> None:
    """Delete series with their events and occurrences."""
    rows = (json.dumps(sorted(series)),)
    connection.execute("DELETE FROM occurrences WHERE series IN (SELECT value FROM json_each(?))", rows)
    connection.execute("DELETE FROM series WHERE id IN (SELECT value FROM json_each(?))", rows)
