"""The one thread that writes: it owns the connection, and each piece of work is one transaction."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

from app.store.connection import transaction
from app.store.misfortune import BusyDatabase, misfortune
from app.store.promise import Promise

if TYPE_CHECKING:
    from collections.abc import Callable

    Work = Callable[[sqlite3.Connection], Any]

T = TypeVar("T")


class Writer:
    """Takes work from every thread and does it in turn.

    The connection is opened with the first work and belongs to the thread of this writer; after damage, or when the
    file is gone, it is opened anew with the next. Neither crosses a fork.

        def opened() -> sqlite3.Connection:
            connection = open_for_writing(home / CALENDAR.name, CALENDAR)
            attach(connection, home / MINE.name, MINE)
            return connection

        writer = Writer(opened)
        kept = writer.run(lambda connection: keep(connection, rows)).result()
    """

    def __init__(self, opened: Callable[[], sqlite3.Connection]) -> None:
        self._opened = opened
        self._waiting: deque[tuple[Work, Promise[Any]]] = deque()
        self._changed = threading.Condition()
        """Held while work is given or taken, or the end is told."""
        self._thread: threading.Thread | None = None
        self._process = os.getpid()
        self._closed = False

    def run(self, work: Callable[[sqlite3.Connection], T]) -> Promise[T]:
        """Do the work inside one transaction and return what will come of it.

        Whatever the work raises undoes all of it and comes out of the promise: a full disk, a lock that another
        process holds too long and the like as a `UserError`. Work lets every error of SQLite pass: some have ended the
        transaction already, and what is written after them would stay. Nor does it use `executescript`, which commits.
        """
        if os.getpid() != self._process:
            raise RuntimeError("a writer does not cross a fork")
        promise: Promise[T] = Promise()
        with self._changed:
            if self._closed:
                raise RuntimeError("the writer is closed")
            if self._thread is None:
                # A run that ends without `close` does not wait for it; what was not committed is rolled back.
                self._thread = threading.Thread(target=self._work_through, name="writer", daemon=True)
                self._thread.start()
            self._waiting.append((work, promise))
            self._changed.notify()
        return promise

    def close(self) -> None:
        """Finish the work that waits, close the connection and end the thread; may be called again."""
        if os.getpid() != self._process:
            return
        with self._changed:
            self._closed = True
            self._changed.notify()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _next(self) -> tuple[Work, Promise[Any]] | None:
        """Wait for work and return it; None: the writer is closed, and all is done."""
        with self._changed:
            self._changed.wait_for(lambda: self._waiting or self._closed)
            return self._waiting.popleft() if self._waiting else None

    def _work_through(self) -> None:
        connection: sqlite3.Connection | None = None
        while (waiting := self._next()) is not None:
            work, promise = waiting
            if not promise.begin():
                continue
            try:
                if connection is None:
                    connection = self._opened()
                with transaction(connection):
                    result = work(connection)
            except BaseException as error:  # noqa: BLE001 (it comes out of the promise)
                told = _told(error)
                if connection is not None and told is not error and not isinstance(told, BusyDatabase):
                    _close(connection)
                    connection = None
                promise.fail(told)
            else:
                promise.keep(result)
                del result
            del waiting, work, promise  # what they hold should not live until the next work comes
        if connection is not None:
            _close(connection)


def _told(error: BaseException) -> BaseException:
    """Return the error in the person's words where there are some."""
    if not isinstance(error, sqlite3.Error):
        return error
    told = misfortune(error)
    if told is None:
        return error
    told.__cause__ = error
    return told


def _close(connection: sqlite3.Connection) -> None:
    with suppress(sqlite3.Error):
        connection.close()
