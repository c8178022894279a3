from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from functools import partial
from random import Random
from typing import TYPE_CHECKING

import pytest

from app.errors import Cancelled, UserError
from app.store.database import (
    BusyDatabase,
    DamagedDatabase,
    attach,
    check,
    open_for_reading,
    open_for_writing,
    open_or_set_aside,
)
from app.store.writer import Writer
from tests.store.files import CALENDAR, FILLER, MINE, child, contents, filled, killed_after, made, notes, outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from app.store.promise import Promise

PATIENT = 30
"""Seconds after which a test gives up on the writer."""


def noted(*texts: str, table: str = "notes") -> Callable[[sqlite3.Connection], int]:
    """Work that stores these notes and gives their number."""

    def work(connection: sqlite3.Connection) -> int:
        connection.executemany(f"INSERT INTO {table} (text) VALUES (?)", [(text,) for text in texts])
        return len(texts)

    return work


def stored(folder: Path) -> list[str]:
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        return notes(connection)


@pytest.fixture
def writer(folder: Path) -> Iterator[Writer]:
    its_writer = Writer(partial(open_for_writing, folder / CALENDAR.name, CALENDAR))
    yield its_writer
    its_writer.close()


# ---- work ----


def test_work_gives_its_result_when_it_is_stored(writer: Writer, folder: Path) -> None:
    assert writer.run(noted("a", "b")).result(PATIENT) == 2
    assert stored(folder) == ["a", "b"]


def test_nothing_is_opened_before_the_first_work(writer: Writer, folder: Path) -> None:
    assert contents(folder) == {}
    assert writer.run(noted()).result(PATIENT) == 0
    assert CALENDAR.name in contents(folder)


def test_work_that_raises_is_undone_and_the_next_is_done(writer: Writer, folder: Path) -> None:
    def work(connection: sqlite3.Connection) -> None:
        noted("half")(connection)
        raise Cancelled

    with pytest.raises(Cancelled):
        writer.run(work).result(PATIENT)
    with pytest.raises(sqlite3.IntegrityError):
        writer.run(lambda connection: connection.execute("INSERT INTO notes (text) VALUES (NULL)")).result(PATIENT)
    writer.run(noted("whole")).result(PATIENT)
    assert stored(folder) == ["whole"]


def test_nobody_else_writes_while_work_is_done(writer: Writer, folder: Path) -> None:
    made(folder)

    def work(connection: sqlite3.Connection) -> str:
        assert connection.in_transaction
        with closing(sqlite3.connect(folder / CALENDAR.name, timeout=0)) as other:
            try:
                other.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                return str(error)
        return ""

    assert writer.run(work).result(PATIENT) == "database is locked"


def test_one_thread_does_the_work_of_all_in_turn(writer: Writer, folder: Path) -> None:
    promises: list[Promise[int]] = []
    threads: set[int] = set()

    def work(connection: sqlite3.Connection, text: str) -> int:
        threads.add(threading.get_ident())
        return noted(text)(connection)

    def ask(name: str) -> None:
        promises.extend(writer.run(partial(work, text=f"{name}{number}")) for number in range(10))

    asking = [threading.Thread(target=ask, args=(name,)) for name in "abcd"]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert [promise.result(PATIENT) for promise in promises] == [1] * 40
    assert len(threads) == 1
    assert threads.isdisjoint({threading.get_ident()})
    found = stored(folder)
    assert len(found) == 40
    for name in "abcd":
        assert [text for text in found if text.startswith(name)] == [f"{name}{number}" for number in range(10)]


def test_work_that_waits_may_be_cancelled(writer: Writer, folder: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def work(connection: sqlite3.Connection) -> None:
        begun.set()
        go_on.wait(PATIENT)

    first, second, third = writer.run(work), writer.run(noted("unwanted")), writer.run(noted("wanted"))
    assert begun.wait(PATIENT)
    assert second.cancel()
    assert not first.cancel()
    go_on.set()
    assert third.result(PATIENT) == 1
    with pytest.raises(Cancelled):
        second.result()
    assert stored(folder) == ["wanted"]


def test_one_transaction_spans_both_files(folder: Path) -> None:
    def opened() -> sqlite3.Connection:
        connection = open_for_writing(folder / CALENDAR.name, CALENDAR)
        attach(connection, folder / MINE.name, MINE)
        return connection

    def work(connection: sqlite3.Connection, *, fails: bool) -> None:
        noted("a")(connection)
        noted("b", table="mine.notes")(connection)
        if fails:
            raise Cancelled

    writer = Writer(opened)
    failing, fine = writer.run(partial(work, fails=True)), writer.run(partial(work, fails=False))
    writer.close()
    assert isinstance(failing.exception(), Cancelled)
    assert fine.exception() is None
    assert stored(folder) == ["a"]
    with closing(open_for_reading(folder / MINE.name, MINE)) as connection:
        assert notes(connection) == ["b"]


# ---- the end ----


def test_closing_finishes_the_work_that_waits(writer: Writer, folder: Path) -> None:
    promises = [writer.run(noted(str(number))) for number in range(20)]
    writer.close()
    assert all(promise.done() for promise in promises)
    assert len(stored(folder)) == 20
    assert (folder / f"{CALENDAR.name}-journal").read_bytes() == b""


def test_a_closed_writer_takes_no_work(writer: Writer) -> None:
    writer.close()
    writer.close()
    with pytest.raises(RuntimeError, match="the writer is closed"):
        writer.run(noted())


def test_work_may_close_the_writer(writer: Writer, folder: Path) -> None:
    def work(connection: sqlite3.Connection) -> int:
        writer.close()
        return noted("last")(connection)

    assert writer.run(work).result(PATIENT) == 1
    writer.close()
    assert stored(folder) == ["last"]


def test_an_end_without_closing_waits_for_nobody(folder: Path) -> None:
    code = """
its_writer = writer.Writer(lambda: open_for_writing(folder / "calendar.db", CALENDAR))
its_writer.run(lambda connection: connection.execute("INSERT INTO notes (text) VALUES ('a')").rowcount).result()
"""
    outcome(code, folder)
    assert stored(folder) == ["a"]


def test_a_writer_does_not_cross_a_fork(folder: Path) -> None:
    code = """
its_writer = writer.Writer(lambda: open_for_writing(folder / "calendar.db", CALENDAR))
def note(connection):
    connection.execute("INSERT INTO notes (text) VALUES ('of the parent')")
its_writer.run(note).result()
forked = os.fork()
if not forked:
    try:
        its_writer.run(note)
    except RuntimeError as error:
        its_writer.close()
        os._exit(7 if "fork" in str(error) else 1)
    os._exit(2)
assert os.waitstatus_to_exitcode(os.waitpid(forked, 0)[1]) == 7
its_writer.run(note).result()
its_writer.close()
"""
    outcome(code, folder)
    assert stored(folder) == ["of the parent"] * 2


# ---- misfortunes ----


def test_where_the_file_cannot_be_opened_the_next_work_tries_again(folder: Path) -> None:
    (folder / CALENDAR.name).mkdir()
    writer = Writer(partial(open_for_writing, folder / CALENDAR.name, CALENDAR))
    with pytest.raises(UserError, match="it is no file"):
        writer.run(noted("a")).result(PATIENT)
    (folder / CALENDAR.name).rmdir()
    assert writer.run(noted("b")).result(PATIENT) == 1
    writer.close()
    assert stored(folder) == ["b"]


def test_a_full_disk_is_told_in_words_and_nothing_is_lost(folder: Path) -> None:
    room = [20]

    def opened() -> sqlite3.Connection:
        connection = open_for_writing(folder / CALENDAR.name, CALENDAR)
        connection.execute(f"PRAGMA max_page_count={room[0]}")
        return connection

    writer = Writer(opened)
    writer.run(noted("before")).result(PATIENT)
    with pytest.raises(UserError) as told:
        writer.run(noted("half", *[FILLER] * 100)).result(PATIENT)
    assert str(told.value) == "The disk is full. Nothing was lost; make room on it, then do this again."
    assert isinstance(told.value.__cause__, sqlite3.OperationalError)
    assert stored(folder) == ["before"]
    room[0] = 2000
    assert writer.run(noted(*[FILLER] * 100)).result(PATIENT) == 100
    writer.close()
    assert len(stored(folder)) == 101


def test_a_disk_that_takes_no_more_is_told_in_words(folder: Path) -> None:
    made(folder, CALENDAR, "before")
    code = """
import resource
its_writer = writer.Writer(lambda: open_for_writing(folder / "calendar.db", CALENDAR))
def note(connection):
    connection.executemany("INSERT INTO notes (text) VALUES (?)", [(FILLER,)] * 100)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, resource.RLIM_INFINITY))
try:
    its_writer.run(note).result()
except UserError as error:
    print(error)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(its_writer.run(lambda connection: connection.execute("SELECT count(*) FROM notes").fetchone()).result())
its_writer.run(note).result()
its_writer.close()
"""
    said = outcome(code, folder).splitlines()
    assert said[0].startswith("The disk does not take or give what it should. Nothing was lost; ")
    assert said[1] == "(1,)"
    assert len(stored(folder)) == 101
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        assert check(connection) is None


def test_a_lock_that_is_held_too_long_is_told_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.connection.PATIENCE", 0.01)
    opened: list[int] = []

    def opening() -> sqlite3.Connection:
        opened.append(1)
        return open_for_writing(folder / CALENDAR.name, CALENDAR)

    writer = Writer(opening)
    writer.run(noted()).result(PATIENT)
    with closing(open_for_writing(folder / CALENDAR.name, CALENDAR)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyDatabase, match=r"Nothing was changed; do this again in a moment\.$"):
            writer.run(noted("a")).result(PATIENT)
        other.execute("ROLLBACK")
        # A reader that does not let go keeps the writer from its end, and nothing of the work stays.
        other.execute("BEGIN")
        other.execute("SELECT * FROM notes").fetchall()
        with pytest.raises(BusyDatabase):
            writer.run(noted("b")).result(PATIENT)
    writer.run(noted("c")).result(PATIENT)
    writer.close()
    assert stored(folder) == ["c"]
    assert len(opened) == 1


def test_damage_is_told_and_the_next_work_begins_anew(folder: Path) -> None:
    told: list[str | None] = []
    path = filled(folder)

    def opened() -> sqlite3.Connection:
        connection, sentence = open_or_set_aside(path, CALENDAR, thorough=bool(told))
        told.append(sentence)
        return connection

    writer = Writer(opened)
    writer.run(noted()).result(PATIENT)
    whole = path.read_bytes()
    path.write_bytes(whole[:20480] + Random(1).randbytes(len(whole) - 20480))
    with pytest.raises(DamagedDatabase, match="is damaged"):
        writer.run(lambda connection: connection.execute("UPDATE notes SET text = ''").rowcount).result(PATIENT)
    writer.run(noted("anew")).result(PATIENT)
    writer.close()
    assert stored(folder) == ["anew"]
    assert told[0] is None
    assert told[1] is not None
    assert "was damaged and now lies in" in told[1]


def test_a_file_that_was_taken_away_is_begun_anew(writer: Writer, folder: Path) -> None:
    writer.run(noted("gone")).result(PATIENT)
    (folder / CALENDAR.name).unlink()
    with pytest.raises(UserError, match=r"Your data cannot be written\. Nothing was changed"):
        writer.run(noted("lost")).result(PATIENT)
    writer.run(noted("anew")).result(PATIENT)
    assert stored(folder) == ["anew"]


def test_what_was_said_to_be_stored_is_there_after_a_kill(folder: Path) -> None:
    code = """
its_writer = writer.Writer(lambda: open_for_writing(folder / "calendar.db", CALENDAR))
def note(connection):
    (count,) = connection.execute("SELECT count(*) FROM notes").fetchone()
    connection.executemany("INSERT INTO notes (text) VALUES (?)", [(f"{count}{FILLER}",)] * 10)
    return count + 10
print(0, flush=True)
for each in range(10_000):
    print(its_writer.run(note).result(), flush=True)
"""
    random = Random(8)
    said = 0
    for turn in range(12):
        lines = killed_after(child(code, folder), random.uniform(0, 0.06), lines=1 + turn % 2)
        found = stored(folder)
        with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
            assert check(connection) is None
        said = max(said, int(lines[-1]))
        assert len(found) % 10 == 0
        assert len(found) >= said
    assert said > 0
