"""Pictures that are ready to paint, as rows; light, as a start reads them before anything else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence


def read_picture(connection: sqlite3.Connection, page: str, language: str, today: int) -> object | None:
    """Return a page's picture as it was kept on this day in this language, None where there is none."""
    row = connection.execute(
        "SELECT picture FROM pictures WHERE page = ? AND language = ? AND today = ?", (page, language, today)
    ).fetchone()
    found: object = None if row is None else json.loads(row[0])
    return found


def write_pictures(
    connection: sqlite3.Connection, language: str, today: int, pictures: Sequence[tuple[str, object]]
) -> None:
    """Keep pages as they are ready to paint, in place of all that were kept."""
    connection.execute("DELETE FROM pictures")
    _insert(connection, language, today, pictures)


def kept_pictures(connection: sqlite3.Connection, language: str, today: int) -> frozenset[str]:
    """Return of which pages a picture is kept of this day in this language."""
    found = connection.execute("SELECT page FROM pictures WHERE language = ? AND today = ?", (language, today))
    return frozenset(page for (page,) in found)


def add_pictures(
    connection: sqlite3.Connection, language: str, today: int, pictures: Sequence[tuple[str, object]]
) -> None:
    """Keep more pages beside those of this day in this language; where none is kept any more, these are not either."""
    if kept_pictures(connection, language, today):
        _insert(connection, language, today, pictures)


def _insert(connection: sqlite3.Connection, language: str, today: int, pictures: Sequence[tuple[str, object]]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO pictures (page, language, today, picture) VALUES (?, ?, ?, ?)",
        [(page, language, today, json.dumps(picture, separators=(",", ":"))) for page, picture in pictures],
    )
