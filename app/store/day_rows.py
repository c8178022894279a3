"""The figures of days as rows, what they rest on, and pictures that are ready to paint."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from app.model.timezones import LAST_DAY
from app.store.many_rows import insert_many

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from app.model.weeks import Day


_UNKNOWN = -1


class Basis(NamedTuple):
    """What occurrences and days rest on besides the calendars.

    Attributes:
        settings: a digest of the preferences.
        me: my addresses, sorted.
        guessed: they come from how often they occur.
        nobody_named: no timed opaque event of a counted calendar carries people.
        no_people: so no figure that rests on meetings is known.
        window: first and last day for which occurrences are kept.
        coverage: united ``(first day, day after the last)`` ordinals that the calendars cover.

    """

    settings: bytes
    me: tuple[str, ...]
    guessed: bool
    nobody_named: bool
    no_people: bool
    window: tuple[int, int]
    coverage: tuple[tuple[int, int], ...]


def write_days(connection: sqlite3.Connection, days: Iterable[Day]) -> None:
    """Add days, or put them in place of what stands there."""
    # Imported here, and below, because the first picture asks what the days rest on, and for none of them.
    from app.model.weeks import Day

    names = Day._fields
    # The last, whether the morning is free, is bound as a number: the module looks for an adapter of a bool or None.
    places = f"({', '.join('?' * (len(names) - 1))}, nullif(?, {_UNKNOWN}))"
    rows = [(*day[:-1], _UNKNOWN if day[-1] is None else +day[-1]) for day in days]
    insert_many(connection, f"INSERT OR REPLACE INTO days ({', '.join(names)}) VALUES ", places, rows)


def read_days(connection: sqlite3.Connection, first: int = 0, last: int = LAST_DAY) -> list[Day]:
    """Return all days in order, or those from one to another, both included."""
    from app.model.weeks import Day

    names = ", ".join(Day._fields)
    found = connection.execute(f"SELECT {names} FROM days WHERE day BETWEEN ? AND ? ORDER BY day", (first, last))
    return [Day._make((*figures, None if free is None else bool(free))) for *figures, free in found]


def any_days(connection: sqlite3.Connection) -> bool:
    """Tell whether any day has figures yet."""
    return connection.execute("SELECT 1 FROM days LIMIT 1").fetchone() is not None


def read_away(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Return the out-of-office time that the days were worked out with."""
    return connection.execute('SELECT start, "end" FROM away ORDER BY start').fetchall()


def write_away(connection: sqlite3.Connection, spans: Sequence[tuple[int, int]]) -> None:
    """Keep the out-of-office time that the days were worked out with."""
    connection.execute("DELETE FROM away")
    connection.executemany('INSERT INTO away (start, "end") VALUES (?, ?)', spans)


def kept_days(connection: sqlite3.Connection) -> set[int]:
    """Return which days have figures."""
    return {day for (day,) in connection.execute("SELECT day FROM days")}


def delete_pictures(connection: sqlite3.Connection) -> None:
    """Delete the pictures: what they show has changed."""
    connection.execute("DELETE FROM pictures")


def delete_derived(connection: sqlite3.Connection) -> None:
    """Delete everything that is worked out from series: there are none."""
    for table in ("occurrences", "days", "away", "basis", "pictures"):
        connection.execute(f"DELETE FROM {table}")


def delete_days_outside(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Delete the figures of days before the first and after the last."""
    connection.execute("DELETE FROM days WHERE day < ? OR day > ?", (first, last))


def read_basis(connection: sqlite3.Connection) -> Basis | None:
    """Return what the rows rest on, None where nothing was worked out yet."""
    row = connection.execute(
        "SELECT settings, me, guessed, nobody_named, no_people, window_first, window_last, coverage FROM basis"
    ).fetchone()
    if row is None:
        return None
    settings, me, guessed, nobody_named, no_people, first, last, coverage = row
    spans = tuple((begin, end) for begin, end in json.loads(coverage))
    return Basis(
        settings, tuple(json.loads(me)), bool(guessed), bool(nobody_named), bool(no_people), (first, last), spans
    )


def write_basis(connection: sqlite3.Connection, basis: Basis) -> None:
    """Keep what the rows rest on."""
    connection.execute(
        "INSERT OR REPLACE INTO basis (id, settings, me, guessed, nobody_named, no_people, window_first, window_last, "
        "coverage) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            basis.settings,
            json.dumps(basis.me),
            basis.guessed,
            basis.nobody_named,
            basis.no_people,
            *basis.window,
            json.dumps(basis.coverage),
        ),
    )
