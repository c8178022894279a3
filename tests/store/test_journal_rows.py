"""The journal in mine.db: what is written is read back equal, and every change can be undone."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from app.model.journal import Entry, Experiment, Journal, MeetingNote, Promise, Wait
from app.store.database import open_for_writing
from app.store.journal_rows import Edit, change_journal, last_change, read_journal, undo_change
from app.store.own_tables import APPLICATION_ID, SCHEMA
from app.store.store import MINE, Store
from tests.analysis.journals import promises
from tests.store.files import backups, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.model.journal import Row

FULL = Promise(
    what="Move “the” billing; =1+1\nnow",
    done_means="Ben has seen it run",
    defined=739_000,
    due=739_030,
    to="Ben",
    promised=738_999,
    began=739_001,
    turns=(739_010, 739_012, 739_020),
    waits=(Wait(739_002, 739_003, "decision"), Wait(739_013, None, "person")),
    imported="0f",
)
BARE = Promise(what="Offer")
ENTRY = Entry(kind="stretch", person="Clara", day=739_005, evidence="led it")
NOTE = MeetingNote(calendar="w", uid="u", start=1_700_000_000, title="Review", worth=4, decision="go")
EXPERIMENT = Experiment(change="No meeting before ten", start=739_000, measure="focus_minutes")
ALL: tuple[Row, ...] = (FULL, BARE, ENTRY, NOTE, EXPERIMENT)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(tmp_path / "data")
    yield opened
    opened.close()


def kept(store: Store) -> Journal:
    with store.reading() as connection:
        return read_journal(connection)


def change(store: Store, verb: str, *edits: Edit) -> tuple[Edit, ...]:
    return store.write(lambda connection: change_journal(connection, verb, 1_700_000_000, edits))


def added(store: Store, *rows: Row) -> tuple[Row, ...]:
    """The rows as they are kept, with their numbers."""
    return tuple(edit.after for edit in change(store, "add", *(Edit(None, row) for row in rows)) if edit.after)


def undo(store: Store) -> str | None:
    def work(connection: sqlite3.Connection) -> str | None:
        found = last_change(connection)
        if found is not None:
            undo_change(connection, found)
        return None if found is None else found.verb

    return store.write(work)


def count(store: Store, table: str) -> int:
    with store.reading() as connection:
        (found,) = connection.execute(f"SELECT count(*) FROM mine.{table}").fetchone()
        return int(found)


def test_what_is_written_is_read_back_equal(store: Store) -> None:
    rows = added(store, *ALL)
    assert kept(store).rows() == rows
    assert [replace(row, id=0) for row in rows] == list(ALL)
    assert [row.id for row in rows] == [1, 2, 1, 1, 1]


@given(found=promises(most=4))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_drawn_promises_are_read_back_equal_and_undone_whole(store: Store, found: tuple[Promise, ...]) -> None:
    before = kept(store)
    rows = added(store, *(replace(each, id=0) for each in found))
    assert kept(store).promises == (*before.promises, *rows)
    if rows:
        assert undo(store) == "add"
    assert kept(store) == before


def test_a_changed_promise_keeps_its_number_and_its_turns_and_waits_are_replaced(store: Store) -> None:
    first, second = added(store, FULL, BARE)
    assert isinstance(first, Promise)
    after = replace(first, turns=(739_010,), waits=(), to="")
    change(store, "define", Edit(first, after))
    assert kept(store).promises == (after, second)
    assert (count(store, "promise_turns"), count(store, "promise_waits")) == (1, 0)
    undo(store)
    assert kept(store).promises == (first, second)


def test_what_belongs_to_a_promise_goes_with_it(store: Store) -> None:
    (row,) = added(store, FULL)
    change(store, "remove", Edit(row, None))
    assert kept(store) == Journal()
    assert (count(store, "promise_turns"), count(store, "promise_waits")) == (0, 0)
    undo(store)
    assert kept(store).rows() == (row,)


@pytest.mark.parametrize("row", ALL, ids=["full", "bare", "entry", "note", "experiment"])
def test_adding_and_deleting_are_undone_for_every_kind(store: Store, row: Row) -> None:
    (with_number,) = added(store, row)
    change(store, "remove", Edit(with_number, None))
    assert kept(store) == Journal()
    undo(store)
    assert kept(store).rows() == (with_number,)
    undo(store)
    assert kept(store) == Journal()


def test_changes_are_undone_from_the_newest_each_once(store: Store) -> None:
    (row,) = added(store, BARE)
    assert isinstance(row, Promise)
    steps = [row]
    for day in (739_010, 739_011, 739_012):
        after = replace(steps[-1], turns=(*steps[-1].turns, day))
        change(store, f"step{day}", Edit(steps[-1], after))
        steps.append(after)
    for expected in reversed(steps[:-1]):
        undo(store)
        assert kept(store).promises == (expected,)
    assert (undo(store), undo(store)) == ("add", None)


def test_a_change_of_several_rows_is_undone_as_one(store: Store) -> None:
    (first,) = added(store, BARE)
    assert isinstance(first, Promise)
    change(store, "import", Edit(first, replace(first, to="Ben")), Edit(None, FULL), Edit(None, NOTE))
    assert undo(store) == "import"
    assert kept(store).rows() == (first,)


def test_a_change_that_touches_a_row_twice_is_undone_to_what_was_first(store: Store) -> None:
    (first,) = added(store, BARE)
    assert isinstance(first, Promise)
    second = replace(first, to="Ben")
    change(store, "import", Edit(first, second), Edit(second, replace(second, due=739_000)))
    undo(store)
    assert kept(store).rows() == (first,)


def test_a_change_without_an_edit_is_not_logged(store: Store) -> None:
    assert change(store, "begin") == ()
    assert (count(store, "journal_changes"), undo(store)) == (0, None)


def test_a_change_that_fails_leaves_nothing_not_even_in_the_log(store: Store) -> None:
    (row,) = added(store, NOTE)

    def work(connection: sqlite3.Connection) -> None:
        change_journal(connection, "add", 1, [Edit(None, BARE)])
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.write(work)
    assert kept(store).rows() == (row,)
    assert count(store, "journal_changes") == 1


def test_a_number_that_was_undone_is_given_again(store: Store) -> None:
    added(store, BARE)
    added(store, FULL)
    undo(store)
    (again,) = added(store, FULL)
    assert again.id == 2
    undo(store)
    assert [each.id for each in kept(store).promises] == [1]


@pytest.mark.parametrize("row", [replace(NOTE, worth=6), Entry(kind="x", person="a", day=1, evidence="b")])  # type: ignore[arg-type]
def test_the_tables_refuse_what_cannot_be(store: Store, row: Row) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        added(store, row)
    assert kept(store) == Journal()


@pytest.mark.parametrize("reads_first", [True, False])
def test_a_file_of_version_1_gets_the_journal_and_keeps_its_ledger(folder: Path, *, reads_first: bool) -> None:
    path = folder / MINE.name
    old = MINE._replace(migrations=(SCHEMA,))
    assert old.application_id == APPLICATION_ID
    connection = open_for_writing(path, old)
    line = (1, 1_700_000_000, "work.ics", "u", "Review", 1_700_000_000, 0, "moved", "a", "b")
    connection.execute(f"INSERT INTO ledger VALUES ({', '.join('?' * len(line))})", line)
    connection.execute("INSERT INTO window_state VALUES ('page', 'week')")
    connection.close()
    assert version_of(path) == 1

    store = Store(folder)
    try:
        if reads_first:
            assert kept(store) == Journal()
        added(store, *ALL)
        assert len(kept(store).rows()) == len(ALL)
        with store.reading() as reader:
            assert reader.execute("SELECT * FROM mine.ledger").fetchall() == [line]
            assert reader.execute("SELECT * FROM mine.window_state").fetchall() == [("page", "week")]
    finally:
        store.close()
    assert version_of(path) == MINE.version == 4
    (backup,) = backups(folder)
    assert version_of(backup) == 1
