"""The rules among the person's own words: all of them that changes a figure, and what most runs ask of the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from app.model.preferences import SeriesRule


def read_rules(connection: sqlite3.Connection) -> tuple[dict[str, SeriesRule], dict[str, str]]:
    """Return what changes the kind of an occurrence: rules by UID, and by UID the one it is counted as."""
    rules = connection.execute("SELECT uid, rule FROM mine.series_rules ORDER BY uid")
    merged = connection.execute('SELECT uid, "into" FROM mine.merges ORDER BY uid')
    return dict(rules.fetchall()), dict(merged.fetchall())


def said_of_patterns(connection: sqlite3.Connection) -> bool:
    """Tell whether the person said anything that patterns heed: *Not so*, or whom to look at for the face time."""
    found = connection.execute(
        "SELECT EXISTS (SELECT 1 FROM mine.not_so) OR EXISTS (SELECT 1 FROM mine.face_time_people)"
    )
    (said,) = found.fetchone()
    return bool(said)
