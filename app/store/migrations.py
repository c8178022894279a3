"""How a file comes to the form of this version, and the backups that are made before that and every week.

A migration happens in one transaction or not at all. Before an existing file is changed, a backup of it is made and
read back; without a good backup nothing is changed.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Final

from app.errors import UserError, why_not
from app.language import _
from app.store.connection import connect_to_copy, transaction
from app.store.data_folder import make_private, prepare
from app.store.database import check, set_aside_damaged
from app.store.misfortune import DamagedDatabase, in_words, misfortune

if TYPE_CHECKING:
    from pathlib import Path

    from app.store.database import Kind

BACKUPS: Final = "backups"
KEPT: Final = 3
_WEEK: Final = dt.timedelta(days=7)
_DAY: Final = dt.timedelta(days=1)
_STAMP: Final = "%Y%m%dT%H%M%S.%fZ"


def migrate(connection: sqlite3.Connection, kind: Kind, folder: Path) -> None:
    """Bring the open file to the version of `kind`; a failure leaves it as it was.

    Args:
        connection: Open for writing, in no transaction.
        kind: What the file is.
        folder: The data folder, in which the backups have theirs.

    Raises:
        UserError: It could not be done.
    """
    version = _version(connection)
    if version >= kind.version:
        return
    if version:
        _make_backup(connection, kind, folder / BACKUPS)
    # Tables are made anew and renamed while others refer to them (SQLite, *ALTER TABLE*, §7); checked before the end.
    connection.execute("PRAGMA foreign_keys=OFF")
    try:
        with transaction(connection):
            _take_steps(connection, kind)
    except sqlite3.Error as error:
        if misfortune(error) is not None:
            raise
        raise UserError(
            _("{name} cannot be brought to the form of this version. Nothing was changed").format(name=kind.name),
            next_step=_("the version that you had before still reads it"),
        ) from error
    finally:
        connection.execute("PRAGMA foreign_keys=ON")


def _take_steps(connection: sqlite3.Connection, kind: Kind) -> None:
    # Read again inside the transaction: another process may have been quicker.
    version = _version(connection)
    if version >= kind.version:
        return
    connection.execute(f"PRAGMA application_id={kind.application_id}")
    for step in kind.migrations[version:]:
        if callable(step):
            step(connection)
        else:
            for statement in step:
                connection.execute(statement)
        if not connection.in_transaction:  # as executescript does
            raise RuntimeError("a step of a migration has ended its transaction")
    dangling = connection.execute("PRAGMA foreign_key_check").fetchone()
    if dangling is not None:
        raise sqlite3.IntegrityError(f"after the migration, a row of {dangling[0]} refers to nothing")
    connection.execute(f"PRAGMA user_version={kind.version}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


# ---- backups ----


def back_up(path: Path, kind: Kind, *, every: dt.timedelta = _WEEK) -> Path | None:
    """Make a backup of the file unless a recent one is there, or the file holds nothing; return the new one.

    Args:
        path: The file; other connections may read and write it meanwhile.
        kind: What it is.
        every: How old the newest backup may become.
    """
    if not path.exists():
        return None
    now = dt.datetime.now(dt.UTC)
    folder = path.parent / BACKUPS
    # One from the future was made while the clock was wrong, and says nothing.
    if any(dt.timedelta() <= now - made < every for made, _file in _newest_first(folder, kind)):
        return None
    with in_words(), closing(connect_to_copy(path)) as connection:
        return _make_backup(connection, kind, folder) if _version(connection) else None


def restore(path: Path, kind: Kind) -> str | None:
    """Put the newest good backup where no file is, or an empty one; return its day as 2026-11-16, None without one.

    A full disk and the like is an error, and the file still missing: the next start tries again.
    """
    for made, backup in _newest_first(path.parent / BACKUPS, kind):
        with in_words(), closing(connect_to_copy(backup)) as connection:
            if _is_good(connection, kind):
                if path.exists():
                    set_aside_damaged(path)  # its journal would be taken for that of the backup
                _copy(connection, kind, path)
                _sweep(path.parent)
                return made.date().isoformat()
    return None


def _make_backup(connection: sqlite3.Connection, kind: Kind, folder: Path) -> Path:
    prepare(folder)
    backup = folder / f"{_stem(kind)}-{dt.datetime.now(dt.UTC).strftime(_STAMP)}.db"
    _copy(connection, kind, backup)
    for _made, old in _newest_first(folder, kind)[KEPT:]:
        with suppress(OSError):  # one too many does no harm
            old.unlink()
    _sweep(folder)
    return backup


def _copy(connection: sqlite3.Connection, kind: Kind, target: Path) -> None:
    """Write all that the connection sees to a new file, which is there whole or not at all."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        make_private(part)
        connection.execute("VACUUM INTO ?", (part.absolute().as_uri(),))
        with closing(connect_to_copy(part)) as copy:
            good = _is_good(copy, kind)
        if not good:
            raise UserError(
                _("The backup of {name} is not as it should be. Nothing was changed").format(name=kind.name),
                next_step=_("see whether the disk is failing"),
            )
        _sync(part)
        part.rename(target)
        _sync(target.parent)
    except OSError as error:
        raise UserError(_("{path} cannot be made").format(path=target), why_not(error)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _is_good(connection: sqlite3.Connection, kind: Kind) -> bool:
    try:
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        version = _version(connection)
    except sqlite3.Error as error:
        if isinstance(misfortune(error), DamagedDatabase):
            return False
        raise
    return owner == kind.application_id and 0 < version <= kind.version and check(connection) is None


def _newest_first(folder: Path, kind: Kind) -> list[tuple[dt.datetime, Path]]:
    """Return the backups of this kind and when each was made; those of a clock that was ahead come last."""
    name = re.compile(rf"{re.escape(_stem(kind))}-(\d{{8}}T\d{{6}}\.\d{{6}}Z)\.db")
    found = []
    with suppress(FileNotFoundError):
        for file in folder.iterdir():
            matched = name.fullmatch(file.name)
            if matched and file.is_file() and not file.is_symlink():
                with suppress(ValueError):
                    found.append((dt.datetime.strptime(matched[1], _STAMP).replace(tzinfo=dt.UTC), file))
    now = dt.datetime.now(dt.UTC)
    return sorted(found, key=lambda each: (each[0] <= now, each[0]), reverse=True)


def _sweep(folder: Path) -> None:
    """Delete what a killed process left of a backup; not what another one may still be writing."""
    yesterday = (dt.datetime.now(dt.UTC) - _DAY).timestamp()
    for file in folder.glob(".*.part"):
        with suppress(OSError):
            if file.lstat().st_mtime < yesterday:
                file.unlink()


def _stem(kind: Kind) -> str:
    return kind.name.removesuffix(".db")


def _sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk; Windows cannot do so for a folder."""
    if os.name != "posix" and path.is_dir():
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
