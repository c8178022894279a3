"""What the tests of the store are made of: two small kinds of files, and other processes that use them."""

from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, Final

from app.store.database import Kind, check, open_for_writing, transaction
from app.store.migrations import BACKUPS
from tests.architecture.repository import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Opener = Callable[[Path, Kind], Any]

NOTES: Final = ("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",)
CALENDAR: Final = Kind("calendar.db", 0x436C0001, (NOTES,))
MINE: Final = Kind("mine.db", 0x436C0002, (NOTES,), irreplaceable=True)
NOBODY: Final = 65534
FILLER: Final = "x" * 4000
"""About one page of a file."""
FILLED: Final = [f"{number}{FILLER}" for number in range(60)]
"""The notes of a file of some more pages than SQLite is made to keep in memory."""

_PREAMBLE: Final = """
import os, signal, sqlite3, sys
from pathlib import Path
from app.errors import UserError
from app.store import connection, database, migrations, writer
from app.store.database import attach, open_for_reading, open_for_writing, transaction
from tests.store.files import CALENDAR, FILLER, MINE, NOBODY
folder = Path(sys.argv[1])
connection.PATIENCE = 60.0  # the other one gets its turn, however busy the machine is
"""


def child(code: str, folder: Path) -> subprocess.Popen[str]:
    """Run code in another process, which knows `folder` and the names of the store."""
    command = [sys.executable, "-c", _PREAMBLE + code, str(folder)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def outcome(code: str, folder: Path) -> str:
    """What another process printed; it ends well."""
    with child(code, folder) as process:
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    return out


def killed_after(process: subprocess.Popen[str], seconds: float, *, lines: int = 1) -> list[str]:
    """Let the process say so many lines, go on for so long, and kill it; it never ends by itself.

    Returns:
        All lines that it said.
    """
    with process:
        assert process.stdout is not None
        assert process.stderr is not None
        said = [process.stdout.readline() for _each in range(lines)]
        with suppress(subprocess.TimeoutExpired):
            process.wait(seconds)
        process.kill()
        said += process.stdout.readlines()
        err = process.stderr.read()
    assert process.returncode == -9, err
    return said


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def notes(connection: sqlite3.Connection, table: str = "notes") -> list[str]:
    return [text for (text,) in connection.execute(f"SELECT text FROM {table} ORDER BY id")]


def made(folder: Path, kind: Kind = CALENDAR, *texts: str) -> Path:
    """A closed file with these notes."""
    with closing(open_for_writing(folder / kind.name, kind)) as connection, transaction(connection):
        connection.executemany("INSERT INTO notes (text) VALUES (?)", [(text,) for text in texts])
    return folder / kind.name


def filled(folder: Path, kind: Kind = CALENDAR) -> Path:
    """A closed file of the notes FILLED."""
    return made(folder, kind, *FILLED)


LEAVES_A_HOT_JOURNAL = """
connection = open_for_writing(folder / "calendar.db", CALENDAR)
connection.execute("PRAGMA cache_size=2")  # pages go to the file before the end
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE notes SET text = 'overwritten' || text")
os.kill(os.getpid(), signal.SIGKILL)
"""


def leave_a_hot_journal(folder: Path) -> None:
    with child(LEAVES_A_HOT_JOURNAL, folder) as process:
        assert process.wait(30) == -9
    assert (folder / f"{CALENDAR.name}-journal").read_bytes()[:8] == b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
    with closing(sqlite3.connect(f"{(folder / CALENDAR.name).as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
        assert any(text.startswith("overwritten") for text in notes(raw))


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below the folder and what is in it."""
    return {
        os.fspath(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def backups(folder: Path) -> list[Path]:
    """Everything in the folder of backups."""
    return sorted((folder / BACKUPS).iterdir()) if (folder / BACKUPS).exists() else []


def version_of(path: Path) -> int:
    """The version in the header of a file."""
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_of(path: Path) -> str | None:
    """What is wrong with a file."""
    with closing(sqlite3.connect(path)) as connection:
        return check(connection)
