"""The database files: who may open them, how, and what is done with one that is damaged.

Three rules hold for every file (SQLite's own documents give the reasons):

- A file that is not ours, or that a newer Clearweek made, is refused before anything is written to it.
- Journals are truncated, never WAL: only so is one transaction over two files atomic.
- An existing file is never opened by other means than SQLite: closing it would drop the locks that this process
  holds on it (SQLite, *How To Corrupt*, §2.2).

This module is on the way to the first picture, so it loads nothing but light parts of the standard library.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from app.errors import UserError, why_not
from app.language import _
from app.store.connection import Reader, connect, transaction, uri_of
from app.store.data_folder import PRIVATE_FILE, PRIVATE_FOLDER, is_loose, make_private, prepare, risky_place
from app.store.misfortune import BusyDatabase, DamagedDatabase, in_words, misfortune

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Step = tuple[str, ...] | Callable[[sqlite3.Connection], None]
    """One step of a migration: statements, or a function that is given the connection."""

__all__ = [
    "BusyDatabase",
    "DamagedDatabase",
    "Examined",
    "Kind",
    "attach",
    "check",
    "examine",
    "in_words",
    "open_for_reading",
    "open_for_writing",
    "open_or_set_aside",
    "prepare",
    "risky_place",
    "set_aside_damaged",
    "transaction",
]

_COMPANIONS: Final = ("-journal", "-wal", "-shm")


class Kind(NamedTuple):
    """One kind of database file.

    Attributes:
        name: of the file in the data folder.
        application_id: the number in the header that says whose the file is; above 0 and below 2**31.
        migrations: the first makes a new file, the n-th brings one of version n - 1 to version n.
        irreplaceable: a damaged one is restored from its newest backup, as its content cannot be fetched again.

    """

    name: str
    application_id: int
    migrations: tuple[Step, ...]
    irreplaceable: bool = False

    @property
    def version(self) -> int:
        """The number that stands in the header (`user_version`) of a file of this version's form."""
        return len(self.migrations)


class Examined(NamedTuple):
    """What was found out about one file, without its path."""

    name: str
    works: bool
    found: str


# ---- opening ----


def open_for_writing(path: Path, kind: Kind) -> sqlite3.Connection:
    """Open the file, make it where there is none, and bring it to the form of this version.

    The folder is there already (`prepare`). The connection begins no transaction by itself: see `transaction`.

    Raises:
        DamagedDatabase: It is no whole database; `open_or_set_aside` deals with that.
        UserError: It is not ours, or a newer version made it, or the system refuses it. Nothing was written.
    """
    with in_words():
        size = _size(path)
        if size:
            _look(path, kind)
        else:
            _make(path, kind)
        connection = connect(path, "mode=rw")
        try:
            _make_ready(connection, path, kind)
        except BaseException:
            connection.close()
            raise
        return connection


def open_for_reading(path: Path, kind: Kind) -> sqlite3.Connection:
    """Open the file so that nothing can be written; one thread after another may use the connection.

    Where that is needed first, the file is made, brought to this version's form, or rid of what a killed process
    left half written: each by a connection that writes, and is closed again.
    """
    with in_words():
        if not _size(path):
            open_for_writing(path, kind).close()
        _look(path, kind)
        connection = connect(path, "mode=ro", reader=True)
        try:
            if _refuse(path, kind, connection) < kind.version:
                open_for_writing(path, kind).close()
            for pragma in ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY"):
                connection.execute(f"PRAGMA {pragma}")
        except BaseException:
            connection.close()
            raise
        return connection


def attach(connection: sqlite3.Connection, path: Path, kind: Kind, name: str = "mine") -> None:
    """Add a second file to a connection of either kind, so that one transaction spans both.

    Its tables are then `name.table`. Whether both files hold a transaction, or neither, is settled by SQLite's
    super-journal (*Atomic Commit In SQLite*, §5).
    """
    reads = isinstance(connection, Reader)
    (open_for_reading if reads else open_for_writing)(path, kind).close()
    with in_words():
        connection.execute(f"ATTACH ? AS {name}", (uri_of(path, "mode=ro" if reads else "mode=rw"),))
        if isinstance(connection, Reader):
            connection.files += (path,)
        else:
            _set_for_writing(connection, f"{name}.")


def _make(path: Path, kind: Kind) -> None:
    """Make an empty file that only its owner may open; SQLite gives the journal the same mode."""
    if _restored(path, kind):
        return
    try:
        with suppress(FileExistsError):  # another process was quicker
            make_private(path)
    except OSError as error:
        raise UserError(_("{path} cannot be made").format(path=path), why_not(error)) from error


def _size(path: Path) -> int | None:
    """Return the bytes of a regular file, None where nothing is; anything else is refused."""
    cannot = _("{path} cannot be used").format(path=path)
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UserError(cannot, why_not(error)) from error
    if stat.S_ISLNK(found.st_mode):
        raise UserError(cannot, _("it is a link, and Clearweek follows none"), _("put the file itself there"))
    if not stat.S_ISREG(found.st_mode):
        raise UserError(cannot, _("it is no file"), _("move it away"))
    return found.st_size


def _look(path: Path, kind: Kind) -> None:
    """Refuse a file that is not ours by its header alone: no lock, no journal and no file beside it is made.

    Another process may be writing, so what looks damaged from here is left to the proper opening.
    """
    try:
        connection = connect(path, "mode=ro&immutable=1")
    except sqlite3.Error:
        return
    with closing(connection), suppress(sqlite3.Error):
        _refuse(path, kind, connection)


def _refuse(path: Path, kind: Kind, connection: sqlite3.Connection) -> int:
    """Return the version of the file; refuse one that is not ours, or from a newer Clearweek."""
    cannot = _("{path} cannot be opened").format(path=path)
    # The pages first: where another process makes the file meanwhile, it is empty or has its owner.
    pages, owner, version = (
        connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "application_id", "user_version")
    )
    if pages and owner != kind.application_id:
        raise UserError(cannot, _("another program made it, or it has another purpose"), _("move it away"))
    if version > kind.version:
        newer = _("it was made by a newer version of Clearweek; your data are untouched")
        raise UserError(cannot, newer, _("start that version"))
    return int(version)


def _make_ready(connection: sqlite3.Connection, path: Path, kind: Kind) -> None:
    version = _refuse(path, kind, connection)  # again, now with a lock and with an interrupted write rolled back
    # SQLite would open it all the same, and fail at the first write.
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)):
        raise UserError(_("{path} cannot be opened").format(path=path), _("you may not write there"))
    if is_loose(path.stat()):
        path.chmod(PRIVATE_FILE)
    # Sorting and the like stays in memory: no titles in the system's folder for temporary files.
    for pragma in (
        "foreign_keys=ON",
        "trusted_schema=OFF",
        "cell_size_check=ON",
        "mmap_size=0",
        "temp_store=MEMORY",
        "cache_size=-32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    _set_for_writing(connection)
    connection.execute("SELECT count(*) FROM sqlite_schema")  # a damaged list of tables shows here, not later
    if version < kind.version:
        from app.store.migrations import migrate  # once in a version's life

        migrate(connection, kind, path.parent)


def _set_for_writing(connection: sqlite3.Connection, schema: str = "") -> None:
    """Choose safety over speed, and overwrite what is deleted."""
    connection.execute(f"PRAGMA {schema}synchronous=FULL")
    connection.execute(f"PRAGMA {schema}secure_delete=ON")
    (mode,) = connection.execute(f"PRAGMA {schema}journal_mode=TRUNCATE").fetchone()
    if mode != "truncate":
        raise sqlite3.OperationalError(f"the journal mode stays {mode}")


# ---- damage ----


def check(connection: sqlite3.Connection) -> str | None:
    """Return the first thing that SQLite finds wrong with the file, None where it is whole; reads all of it."""
    try:
        (found,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        if isinstance(misfortune(error), DamagedDatabase):
            return str(error)
        raise
    return None if found == "ok" else str(found)


def set_aside_damaged(path: Path) -> Path:
    """Move the file and what belongs to it into a new folder beside it, and return that; nothing is deleted.

    Every connection of this process to the file is closed by then.
    """
    # The file first: without its journal it could look whole, and hold half a transaction.
    return _move_aside(path, ("", *_COMPANIONS))


def _move_aside(path: Path, companions: Iterable[str]) -> Path:
    made = time.strftime("damaged-%Y-%m-%dT%H%M%SZ", time.gmtime())
    folder, number = path.parent / made, 1
    try:
        while True:
            try:
                folder.mkdir(PRIVATE_FOLDER)
                break
            except FileExistsError:
                number += 1
                folder = path.parent / f"{made}-{number}"
        for companion in companions:
            with suppress(FileNotFoundError):
                Path(f"{path}{companion}").rename(folder / f"{path.name}{companion}")
    except OSError as error:
        raise UserError(_("{path} is damaged and cannot be moved").format(path=path), why_not(error)) from error
    return folder


def open_or_set_aside(path: Path, kind: Kind, *, thorough: bool = False) -> tuple[sqlite3.Connection, str | None]:
    """Open for writing; put a damaged file aside and a backup or an empty one in its place.

    Args:
        path: The file.
        kind: What it is.
        thorough: Whether to read all of it first: weekly, and after a run that did not end as it should.

    Returns:
        The connection, and what the person is told if anything happened.
    """
    if not _size(path):
        lost = _("{name} was missing or empty. The backup of {day} took its place.")
        day = _restored(path, kind)
        return open_for_writing(path, kind), lost.format(name=path.name, day=day) if day else None
    with suppress(DamagedDatabase):
        connection = open_for_writing(path, kind)
        if not thorough or _is_whole(connection):
            return connection, None
    folder = set_aside_damaged(path)
    told = _("{name} was damaged and now lies in {folder}. A new one was begun: bring your calendars in again.")
    day = _restored(path, kind)
    if day:
        told = _("{name} was damaged and now lies in {folder}. The backup of {day} took its place.")
    elif kind.irreplaceable:
        told = _("{name} was damaged and now lies in {folder}. There was no backup, so a new one was begun.")
    return open_for_writing(path, kind), told.format(name=path.name, folder=folder, day=day)


def _is_whole(connection: sqlite3.Connection) -> bool:
    """Check the file; close the connection unless it is whole."""
    try:
        with in_words():
            if check(connection) is None:
                return True
    except BaseException:
        connection.close()
        raise
    connection.close()
    return False


def _restored(path: Path, kind: Kind) -> str | None:
    """Put the newest good backup where no file is, or an empty one; return its day, None where none is restored."""
    if _size(path) is None:
        # What was left when the file was moved would be taken for the journal of the new one.
        leftovers = [each for each in _COMPANIONS if _size(Path(f"{path}{each}"))]
        if leftovers:
            _move_aside(path, leftovers)
    if not kind.irreplaceable:
        return None
    from app.store.migrations import restore  # only where no file is

    return restore(path, kind)


def examine(folder: Path, kinds: Iterable[Kind]) -> list[Examined]:
    """Return for each kind of file whether it can be used, reading all of it and making and changing nothing."""
    return [Examined(kind.name, *_examined(folder / kind.name, kind)) for kind in kinds]


def _examined(path: Path, kind: Kind) -> tuple[bool, str]:
    try:
        if not _size(path):
            return True, _("not there yet")
        _look(path, kind)
        with in_words(), closing(connect(path, "mode=ro")) as connection:
            version = _refuse(path, kind, connection)
            if check(connection) is not None:
                return False, _("damaged")
            return True, _("whole, version {number}").format(number=version)
    except DamagedDatabase:
        return False, _("damaged")
    except UserError as error:
        cause = error.__cause__
        if isinstance(cause, sqlite3.Error) and cause.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            return True, _("interrupted while it was written; the next start puts that right")
        return False, error.why or error.what
