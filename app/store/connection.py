"""How SQLite is spoken to: connections, and transactions that are wholly done or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE: Final = 5.0
"""Seconds that a connection waits for another one's lock."""


class Reader(sqlite3.Connection):
    """A connection that cannot write.

    A process that was killed while it wrote leaves a journal that has to be rolled back first, which a read-only
    connection may not do. It may be left at any time, so every statement is ready for it.
    """

    files: tuple[Path, ...] = ()

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:  # noqa: ANN401 (theirs is private)
        """Execute as every connection does, after undoing what was left half written."""
        try:
            return super().execute(sql, parameters)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
                raise
        for file in self.files:
            _roll_back(file)
        return super().execute(sql, parameters)


def uri_of(path: Path, query: str) -> str:
    """Return the path as a URI, in which every odd character is escaped (SQLite, *URI Filenames*)."""
    return f"{path.absolute().as_uri()}?{query}"


def connect(path: Path, query: str, *, reader: bool = False) -> sqlite3.Connection:
    """Open a file that is there.

    Args:
        path: The file.
        query: Of the URI: `mode=rw`, or `mode=ro`, with which nothing is made or written.
        reader: Whether it is a `Reader`, which one thread after another may use.
    """
    uri = uri_of(path, query)
    if not reader:
        return sqlite3.connect(uri, uri=True, isolation_level=None, timeout=PATIENCE)
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, timeout=PATIENCE, check_same_thread=False, factory=Reader
    )
    connection.files = (path,)
    return connection


def connect_to_copy(path: Path) -> sqlite3.Connection:
    """Open a file that is copied, or was, whatever it is; the connection cannot write to it."""
    return connect(path, "mode=ro", reader=True)


def _roll_back(path: Path) -> None:
    with closing(connect(path, "mode=rw")) as connection:
        connection.execute("PRAGMA user_version")  # the first look is what rolls back


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do what is inside wholly or not at all; no other process writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has ended it already
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
        raise
