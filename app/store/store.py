"""The two databases of a data folder, opened: reading connections, and the one writer."""

from __future__ import annotations

import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from app.store import calendar_tables, own_tables
from app.store.database import (
    Kind,
    attach,
    in_words,
    open_for_reading,
    open_or_set_aside,
    prepare,
)
from app.store.writer import Writer

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterator
    from pathlib import Path

    _Files = tuple[tuple[int, int], ...]
    """Which files a connection has open: device and inode of each."""

T = TypeVar("T")

CALENDAR: Final = Kind(
    "calendar.db",
    calendar_tables.APPLICATION_ID,
    (calendar_tables.SCHEMA, calendar_tables.DESCRIPTIONS, calendar_tables.CONNECTIONS, calendar_tables.SHORT_LISTS),
)
MINE: Final = Kind(
    "mine.db",
    own_tables.APPLICATION_ID,
    (own_tables.SCHEMA, own_tables.OUTCOMES, own_tables.TRAFFIC, own_tables.TEAM),
    irreplaceable=True,
)
_OWN: Final = "mine"
"""What the second file is called on every connection."""


class _Reading(threading.local):
    """What this thread reads at the moment: its connection, and the version of the calendars that it may count on."""

    connection: sqlite3.Connection | None = None
    version: int = 0


class Store:
    """What is kept in one folder. Any thread may read; writing goes through one thread, a transaction a piece."""

    def __init__(self, folder: Path) -> None:
        """Open the folder, which is made if it is new.

        Raises:
            UserError: when the folder or a file in it cannot be used, or is not ours; nothing was changed then.

        """
        prepare(folder)
        self.folder = folder
        self.told: list[str] = []
        self._writer = Writer(self._opened)
        self._lock = threading.Lock()
        self._now = _Reading()
        self._watching = self._reader()
        self._own: tuple[int, int] | None = None
        self._closed = False
        self._idle: tuple[sqlite3.Connection, _Files] | None = None

    def close(self) -> None:
        """Finish what is being written, and close; may be called again."""
        self._writer.close()
        with self._lock:
            self._watching.close()
            if self._idle is not None:
                self._idle[0].close()
                self._idle = None
            self._closed = True

    @contextmanager
    def glance(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for one small question about both files, on whatever way another is being used.

        Raises:
            UserError: when a file cannot be read.

        """
        if self._now.connection is not None:
            yield self._now.connection
            return
        with self._lock, in_words():
            self._watch_own()
            yield self._watching

    def _watch_own(self) -> None:
        """Let the watching connection see ``mine.db`` too: the file that stands there now."""
        path = self.folder / MINE.name
        with suppress(OSError):
            if self._own is not None and _inode(path) == self._own:
                return
        if self._own is not None:
            self._watching.execute(f"DETACH {_OWN}")
            self._own = None
        attach(self._watching, path, MINE, _OWN)
        self._own = _inode(path)

    def data_version(self) -> int:
        """Return a number that changes whenever anybody has committed a change to the calendars.

        While this thread reads, it is the one from before that began: what is read is that old or newer.
        """
        if self._now.connection is not None:
            return self._now.version
        with self._lock, in_words():
            (version,) = self._watching.execute("PRAGMA data_version").fetchone()
            return int(version)

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that sees one state of both files, and cannot write.

        Whoever reads already gets the same once more. A second transaction beside it would wait for a writer that
        waits for the first to end.

        Raises:
            UserError: when a file cannot be read.

        """
        if self._now.connection is not None:
            yield self._now.connection
            return
        version = self.data_version()
        connection, files = self._idle_or_new()
        try:
            with in_words():
                connection.execute("BEGIN")
                # The calendars first, as who writes locks them: the other way round each could wait for the other.
                connection.execute("PRAGMA main.schema_version").fetchone()
                self._now.connection, self._now.version = connection, version
                try:
                    yield connection
                finally:
                    self._now.connection = None
                connection.execute("ROLLBACK")
        except BaseException:
            connection.close()
            raise
        with self._lock:
            if self._idle is None and not self._closed:
                self._idle = connection, files
                return
        connection.close()

    def _idle_or_new(self) -> tuple[sqlite3.Connection, _Files]:
        """Return a connection to both files: the one that was used last, unless other files stand there now."""
        with self._lock:
            found, self._idle = self._idle, None
        if found is not None:
            with suppress(OSError):
                if self._files() == found[1]:
                    return found
            found[0].close()
        connection = self._reader()
        try:
            attach(connection, self.folder / MINE.name, MINE)
            return connection, self._files()
        except BaseException:
            connection.close()
            raise

    def _files(self) -> _Files:
        return tuple(_inode(self.folder / kind.name) for kind in (CALENDAR, MINE))

    def write(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do the work inside one transaction over both files, and return what came of it.

        Raises:
            UserError: when the disk is full, another process is writing for too long, and the like.

        """
        return self._writer.run(work).result()

    def back_up(self) -> None:
        """Copy what cannot be read again from anywhere, unless that was done within the last week."""
        from app.store.migrations import back_up

        back_up(self.folder / MINE.name, MINE)

    def _reader(self) -> sqlite3.Connection:
        return open_for_reading(self.folder / CALENDAR.name, CALENDAR)

    def _opened(self) -> sqlite3.Connection:
        connection, told = open_or_set_aside(self.folder / CALENDAR.name, CALENDAR)
        own, of_own = open_or_set_aside(self.folder / MINE.name, MINE)
        own.close()
        attach(connection, self.folder / MINE.name, MINE)
        self.told.extend(sentence for sentence in (told, of_own) if sentence)
        return connection


def _inode(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
