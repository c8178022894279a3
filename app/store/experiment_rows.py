"""Experiments as rows of ``mine.db`` (attached as ``mine``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.journal import Experiment

if TYPE_CHECKING:
    import sqlite3


def read_experiments(connection: sqlite3.Connection) -> tuple[Experiment, ...]:
    """Return all experiments in the order in which they were recorded."""
    found = connection.execute("SELECT id, change, start, measure FROM mine.experiments ORDER BY id")
    return tuple(
        Experiment(id=row, change=change, start=start, measure=measure) for row, change, start, measure in found
    )


def write_experiment(connection: sqlite3.Connection, experiment: Experiment) -> int:
    """Keep an experiment, in place of the one with its number; a new one (0) gets the number that is returned."""
    cursor = connection.execute(
        "INSERT OR REPLACE INTO mine.experiments (id, change, start, measure) VALUES (?, ?, ?, ?)",
        (experiment.id or None, experiment.change, experiment.start, experiment.measure),
    )
    return cursor.lastrowid or 0


def delete_experiment(connection: sqlite3.Connection, row: int) -> None:
    """Delete an experiment."""
    connection.execute("DELETE FROM mine.experiments WHERE id = ?", (row,))
