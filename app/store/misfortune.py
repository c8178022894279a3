"""What the disk, another process or damage does to a database, in the person's words."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from app.errors import UserError
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOT_DATA: Final = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY: Final = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_NOT_WRITABLE: Final = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM)


class DamagedDatabase(UserError):
    """The file is no database, or not a whole one."""


class BusyDatabase(UserError):
    """Another process holds the lock for longer than one waits."""


@contextmanager
def in_words() -> Iterator[None]:
    """Raise what the person can do something about as a `UserError`; what remains is a fault of ours."""
    try:
        yield
    except sqlite3.Error as error:
        told = misfortune(error)
        if told is None:
            raise
        raise told from error


def misfortune(error: sqlite3.Error) -> UserError | None:
    """Return what happened in the person's words, None where it is a fault of ours."""
    extended = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    code = extended & 0xFF  # the rest tells the finer reason (SQLite, *Result and Error Codes*)
    if code == sqlite3.SQLITE_FULL:
        return UserError(_("The disk is full. Nothing was lost"), next_step=_("make room on it, then do this again"))
    if code == sqlite3.SQLITE_IOERR:
        full_or_broken = _("The disk does not take or give what it should. Nothing was lost")
        return UserError(full_or_broken, next_step=_("see whether it is full or failing, then do this again"))
    if code in _BUSY:
        return BusyDatabase(
            _("Another run of Clearweek is at work on your data. Nothing was changed"),
            next_step=_("do this again in a moment"),
        )
    if code in _NOT_WRITABLE:
        return UserError(
            _("Your data cannot be written. Nothing was changed"),
            next_step=_("see whether their folder is still there and may be written, then do this again"),
        )
    if code in _NOT_DATA:
        return DamagedDatabase(_("The file with your data is damaged"), next_step=_("start Clearweek again"))
    return None
