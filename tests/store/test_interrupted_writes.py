"""What a killed process leaves, and what processes that run at once do to each other."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

import pytest

from app.store.database import BusyDatabase, check, examine, open_for_reading, open_for_writing, transaction
from app.store.migrations import back_up
from tests.store.files import (
    CALENDAR,
    FILLED,
    MINE,
    NOTES,
    child,
    filled,
    killed_after,
    leave_a_hot_journal,
    made,
    notes,
    outcome,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_a_reader_sees_what_was_there_before_a_killed_write(folder: Path) -> None:
    filled(folder)
    leave_a_hot_journal(folder)
    assert examine(folder, [CALENDAR])[0].works
    assert "interrupted" in examine(folder, [CALENDAR])[0].found
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        assert notes(connection) == FILLED
        assert check(connection) is None


def test_a_reader_that_is_open_already_sees_it_too(folder: Path) -> None:
    filled(folder)
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        assert notes(connection) == FILLED
        leave_a_hot_journal(folder)
        assert notes(connection) == FILLED


def test_a_writer_rolls_a_killed_write_back(folder: Path) -> None:
    filled(folder)
    leave_a_hot_journal(folder)
    with closing(open_for_writing(folder / CALENDAR.name, CALENDAR)) as connection:
        assert notes(connection) == FILLED


def test_a_killed_write_is_rolled_back_before_a_backup(folder: Path) -> None:
    filled(folder)
    leave_a_hot_journal(folder)
    backup = back_up(folder / CALENDAR.name, CALENDAR)
    assert backup is not None
    with closing(sqlite3.connect(backup)) as connection:
        assert notes(connection) == FILLED


WRITES_TO_BOTH = """
connection = open_for_writing(folder / "calendar.db", CALENDAR)
attach(connection, folder / "mine.db", MINE)
connection.execute("PRAGMA cache_size=2")
print("begun", flush=True)
for number in range(100_000):
    with transaction(connection):
        for schema in ("main", "mine"):
            connection.execute(f"INSERT INTO {schema}.notes (text) VALUES (?)", (str(number),))
            connection.execute(f"UPDATE {schema}.notes SET text = text || ?", (FILLER,))
            connection.execute(f"UPDATE {schema}.notes SET text = replace(text, ?, '')", (FILLER,))
    print("stored", flush=True)
"""


def test_one_transaction_spans_both_files_whenever_it_is_killed(folder: Path) -> None:
    random = Random(4)
    reached = 0
    for turn in range(20):
        killed_after(child(WRITES_TO_BOTH, folder), random.uniform(0, 0.06), lines=1 + turn % 2)
        order = (CALENDAR, MINE) if turn % 2 else (MINE, CALENDAR)
        found = {}
        for kind in order:
            with closing(open_for_reading(folder / kind.name, kind)) as connection:
                assert check(connection) is None
                found[kind.name] = notes(connection)
        assert found[CALENDAR.name] == found[MINE.name]
        assert len(found[MINE.name]) >= reached
        reached = len(found[MINE.name])
    assert reached > 0


def test_two_processes_may_write_at_once(folder: Path) -> None:
    made(folder)
    code = """
connection = open_for_writing(folder / "calendar.db", CALENDAR)
for number in range(100):
    with transaction(connection):
        (count,) = connection.execute("SELECT count(*) FROM notes").fetchone()
        connection.execute("INSERT INTO notes (id, text) VALUES (?, ?)", (count + 1, str(os.getpid())))
"""
    for process in [child(code, folder), child(code, folder)]:
        with process:
            _out, err = process.communicate(timeout=30)
        assert process.returncode == 0, err
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        assert connection.execute("SELECT count(*), count(DISTINCT text) FROM notes").fetchone() == (200, 2)


def test_several_processes_may_make_the_file_at_once(folder: Path) -> None:
    processes = [child('open_for_writing(folder / "mine.db", MINE)', folder) for _each in range(4)]
    for process in processes:
        with process:
            _out, err = process.communicate(timeout=30)
        assert process.returncode == 0, err
    assert examine(folder, [MINE])[0].found == "whole, version 1"
    assert {file.name for file in folder.iterdir()} == {"mine.db", "mine.db-journal"}


def test_looking_at_a_file_keeps_the_locks_of_this_process(folder: Path) -> None:
    made(folder)
    with closing(open_for_writing(folder / CALENDAR.name, CALENDAR)) as connection, transaction(connection):
        connection.execute("INSERT INTO notes (text) VALUES ('mine')")
        with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as reader:
            assert notes(reader) == []
        examine(folder, [CALENDAR])
        code = """
connection = open_for_writing(folder / "calendar.db", CALENDAR)
connection.execute("PRAGMA busy_timeout=0")
try:
    connection.execute("BEGIN IMMEDIATE")
except sqlite3.OperationalError as error:
    print(error.sqlite_errorname)
"""
        assert outcome(code, folder) == "SQLITE_BUSY\n"


def test_a_lock_that_is_held_too_long_is_told_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.connection.PATIENCE", 0.01)
    newer = CALENDAR._replace(migrations=(NOTES, ("CREATE TABLE later (x)",)))
    made(folder)
    with closing(open_for_writing(folder / CALENDAR.name, CALENDAR)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyDatabase, match="Another run of Clearweek is at work"):
            open_for_writing(folder / CALENDAR.name, newer)
