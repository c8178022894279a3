from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.errors import UserError
from app.store.database import (
    attach,
    examine,
    open_for_reading,
    open_for_writing,
    open_or_set_aside,
    prepare,
    transaction,
)
from app.store.migrations import back_up
from tests.architecture.repository import ROOT
from tests.store.files import CALENDAR, MINE, NOTES, contents, made, mode_of, notes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.files import Opener

# ---- how a file is opened ----


@pytest.mark.usefixtures("loose_umask")
def test_every_file_is_private_whatever_the_umask(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    prepare(folder)
    with closing(open_for_writing(folder / CALENDAR.name, CALENDAR)) as connection:
        attach(connection, folder / MINE.name, MINE)
        with transaction(connection):
            connection.execute("INSERT INTO notes (text) VALUES ('a')")
            connection.execute("INSERT INTO mine.notes (text) VALUES ('b')")
            journals = [mode_of(folder / f"{kind.name}-journal") for kind in (CALENDAR, MINE)]
    back_up(folder / MINE.name, MINE)
    everything = list(folder.rglob("*"))
    assert journals == [0o600, 0o600]
    assert {mode_of(file) for file in everything if file.is_file()} == {0o600}
    assert {mode_of(file) for file in (folder, *everything) if file.is_dir()} == {0o700}


def test_a_loose_file_is_tightened(folder: Path) -> None:
    made(folder).chmod(0o644)
    open_for_writing(folder / CALENDAR.name, CALENDAR).close()
    assert mode_of(folder / CALENDAR.name) == 0o600


def test_a_connection_that_writes_is_set_for_safety(folder: Path) -> None:
    with closing(open_for_writing(folder / CALENDAR.name, CALENDAR)) as connection:
        attach(connection, folder / MINE.name, MINE)
        settings = {
            name: connection.execute(f"PRAGMA {name}").fetchone()
            for name in (
                "journal_mode", "mine.journal_mode", "synchronous", "mine.synchronous", "secure_delete",
                "mine.secure_delete", "foreign_keys", "busy_timeout", "trusted_schema", "cell_size_check",
                "user_version", "application_id",
            )
        }  # fmt: skip
        assert connection.isolation_level is None
        assert connection.execute("PRAGMA mmap_size").fetchone() in {(0,), None}
    assert settings == {
        "journal_mode": ("truncate",),
        "mine.journal_mode": ("truncate",),
        "synchronous": (2,),
        "mine.synchronous": (2,),
        "secure_delete": (1,),
        "mine.secure_delete": (1,),
        "foreign_keys": (1,),
        "busy_timeout": (5000,),
        "trusted_schema": (0,),
        "cell_size_check": (1,),
        "user_version": (1,),
        "application_id": (CALENDAR.application_id,),
    }


def test_a_connection_that_reads_writes_nothing(folder: Path) -> None:
    made(folder, CALENDAR, "a")
    made(folder, MINE, "b")
    before = contents(folder)
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        attach(connection, folder / MINE.name, MINE)
        assert notes(connection) + notes(connection, "mine.notes") == ["a", "b"]
        for statement in ("DELETE FROM notes", "DELETE FROM mine.notes", "PRAGMA user_version=9"):
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                connection.execute(statement)
        assert connection.execute("PRAGMA query_only").fetchone() == (1,)
        connection.execute("PRAGMA query_only=OFF")
        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            connection.execute("DELETE FROM notes")
    assert contents(folder) == before


def test_reading_makes_what_is_not_there(folder: Path) -> None:
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        assert notes(connection) == []


def test_one_thread_after_another_may_use_a_connection_that_reads(folder: Path) -> None:
    made(folder, CALENDAR, "a")
    seen: list[str] = []
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        thread = threading.Thread(target=lambda: seen.extend(notes(connection)))
        thread.start()
        thread.join()
    assert seen == ["a"]


@pytest.mark.parametrize("name", ["100% ours?mode=rw#x", "naïve & ünï", "quote's \"", "a%41;b=c", "\udcff bytes"])
def test_odd_names_of_folders_are_nothing_special(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    prepare(folder)
    made(folder, CALENDAR, "a")
    made(folder, MINE, "b")
    assert back_up(folder / MINE.name, MINE) is not None
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        attach(connection, folder / MINE.name, MINE)
        assert notes(connection) + notes(connection, "mine.notes") == ["a", "b"]
    assert {file.name for file in tmp_path.iterdir()} == {name}


def test_nothing_heavy_is_loaded_for_reading(folder: Path) -> None:
    made(folder)
    code = (
        "import sys; from pathlib import Path; from app.store.database import *; import app.store.writer\n"
        "kind = Kind('calendar.db', int(sys.argv[2]), (('',),))\n"
        "open_for_reading(Path(sys.argv[1]) / 'calendar.db', kind).execute('SELECT * FROM notes')\n"
        "print(*sys.modules)"
    )
    words = [str(folder), str(CALENDAR.application_id)]
    run = subprocess.run(
        [sys.executable, "-B", "-I", "-S", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}", *words],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(run.stdout.split())
    assert "app.store.writer" in loaded
    heavy = {"app.store.migrations", "asyncio", "concurrent", "dataclasses", "inspect", "json", "logging", "shutil"}
    assert loaded & (heavy | {"subprocess", "tempfile", "zoneinfo"}) == set()


# ---- what is refused, and left as it is ----


def foreign(folder: Path, statement: str, *, wal: bool = False) -> None:
    with closing(sqlite3.connect(folder / CALENDAR.name)) as connection:
        if wal:
            connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("CREATE TABLE theirs (x)")
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize("opener", [open_for_writing, open_for_reading, open_or_set_aside])
@pytest.mark.parametrize("wal", [False, True])
@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("PRAGMA user_version=0", "another program made it"),
        ("PRAGMA application_id=1", "another program made it"),
        (f"PRAGMA application_id={MINE.application_id}", "it has another purpose"),
    ],
)
def test_a_foreign_file_is_refused_untouched(folder: Path, opener: Opener, statement: str, why: str, wal: bool) -> None:
    foreign(folder, statement, wal=wal)
    (folder / CALENDAR.name).chmod(0o644)
    before = contents(folder)
    with pytest.raises(UserError, match=why):
        opener(folder / CALENDAR.name, CALENDAR)
    assert contents(folder) == before
    assert mode_of(folder / CALENDAR.name) == 0o644


@pytest.mark.parametrize("opener", [open_for_writing, open_for_reading, open_or_set_aside])
def test_the_log_that_belongs_to_a_foreign_file_stays_too(folder: Path, tmp_path: Path, opener: Opener) -> None:
    (tmp_path / "theirs").mkdir()
    with closing(sqlite3.connect(tmp_path / "theirs" / CALENDAR.name)) as theirs:
        theirs.execute("PRAGMA journal_mode=WAL")
        theirs.execute("CREATE TABLE theirs (x)")
        theirs.commit()
        shutil.copytree(tmp_path / "theirs", folder, dirs_exist_ok=True)
    (folder / f"{CALENDAR.name}-shm").unlink()
    before = contents(folder)
    assert len(before[f"{CALENDAR.name}-wal"]) > 0
    with pytest.raises(UserError, match="another program made it"):
        opener(folder / CALENDAR.name, CALENDAR)
    assert contents(folder) == before


@pytest.mark.parametrize("opener", [open_for_writing, open_for_reading, open_or_set_aside])
def test_a_file_of_a_newer_version_is_refused_untouched(folder: Path, opener: Opener) -> None:
    newer = CALENDAR._replace(migrations=(NOTES, ("CREATE TABLE later (x)",)))
    open_for_writing(folder / CALENDAR.name, newer).close()
    before = contents(folder)
    with pytest.raises(UserError, match=r"newer version of Clearweek; your data are untouched; start that version\.$"):
        opener(folder / CALENDAR.name, CALENDAR)
    assert contents(folder) == before


@pytest.mark.parametrize("opener", [open_for_writing, open_for_reading, open_or_set_aside])
@pytest.mark.parametrize("what", ["link", "dangling link", "folder", "pipe"])
def test_what_is_no_plain_file_is_refused(folder: Path, tmp_path: Path, opener: Opener, what: str) -> None:
    path = folder / CALENDAR.name
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    if what == "link":
        path.symlink_to(made(elsewhere, CALENDAR, "theirs"))
    elif what == "dangling link":
        path.symlink_to(elsewhere / "nothing")
    elif what == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    before = contents(elsewhere)
    with pytest.raises(UserError, match=r"cannot be used: it is (a link|no file)"):
        opener(path, CALENDAR)
    assert contents(elsewhere) == before
    assert [file.name for file in folder.iterdir()] == [CALENDAR.name]


def test_a_file_below_a_file_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UserError, match="a part of its path is no folder"):
        open_for_writing(tmp_path / "file" / CALENDAR.name, CALENDAR)
    with pytest.raises(UserError, match="it is not there"):
        open_for_writing(tmp_path / "nowhere" / CALENDAR.name, CALENDAR)


# ---- the doctor ----


def test_examining_makes_nothing(tmp_path: Path) -> None:
    assert examine(tmp_path / "nowhere", [CALENDAR, MINE]) == [
        (CALENDAR.name, True, "not there yet"),
        (MINE.name, True, "not there yet"),
    ]
    assert list(tmp_path.iterdir()) == []


def test_examining_tells_what_is_there(folder: Path) -> None:
    made(folder, CALENDAR)
    (folder / MINE.name).mkdir()
    before = contents(folder)
    assert examine(folder, [CALENDAR, MINE]) == [
        (CALENDAR.name, True, "whole, version 1"),
        (MINE.name, False, "it is no file"),
    ]
    assert contents(folder) == before
    assert {file.name for file in folder.iterdir()} == {"calendar.db", "calendar.db-journal", "mine.db"}


def test_examining_names_no_path(folder: Path) -> None:
    foreign(folder, "PRAGMA application_id=1")
    open_for_writing(folder / MINE.name, MINE._replace(migrations=(NOTES, ()))).close()
    rows = examine(folder, [CALENDAR, MINE])
    assert [row.works for row in rows] == [False, False]
    assert "another program made it" in rows[0].found
    assert "newer version of Clearweek" in rows[1].found
    assert str(folder) not in repr(rows)
