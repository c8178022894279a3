"""When the person last looked at a series of the review queue, as rows of ``mine.db`` (attached as ``mine``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from app.model.series_figures import SeriesKey


def read_reviews(connection: sqlite3.Connection) -> dict[SeriesKey, int]:
    """Return the day (an ordinal) of the last review of each series that was reviewed."""
    # Imported here because the window's start reads no review.
    from app.model.series_figures import SeriesKey

    found = connection.execute("SELECT calendar, uid, reviewed FROM mine.reviews")
    return {SeriesKey(calendar, uid): day for calendar, uid, day in found}


def write_review(connection: sqlite3.Connection, series: SeriesKey, day: int) -> None:
    """Note that a series was reviewed on a day, in place of an earlier review."""
    connection.execute(
        "INSERT OR REPLACE INTO mine.reviews (calendar, uid, reviewed) VALUES (?, ?, ?)",
        (series.calendar, series.uid, day),
    )


def delete_review(connection: sqlite3.Connection, series: SeriesKey) -> None:
    """Take a review back."""
    connection.execute("DELETE FROM mine.reviews WHERE calendar = ? AND uid = ?", tuple(series))
