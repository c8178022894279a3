"""Erasing everything that is kept: databases, backups, settings, the sample."""

from __future__ import annotations

import shutil
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from app.errors import UserError, why_not
from app.language import _

if TYPE_CHECKING:
    from pathlib import Path

_FILES = ("calendar.db", "mine.db", "settings.toml", "window.lock", "clearweek-demo.ics", "clearweek-demo-report.pdf")
_COMPANIONS = ("", "-journal", "-wal", "-shm")
_FOLDERS = ("backups", "sample", "addresses")
_PATTERNS = ("damaged-*", "settings-unreadable-*.toml")


class Erased(NamedTuple):
    """Names of the files and folders that were deleted, and of what is left in the folder because it is not ours."""

    deleted: tuple[str, ...]
    left: tuple[str, ...]


def erase(home: Path) -> Erased:
    """Delete everything of Clearweek's in its data folder, and the folder if nothing else is in it.

    Raises:
        UserError: when something cannot be deleted.

    """
    if not home.is_dir():
        return Erased((), ())
    _forget_secrets(home)
    ours = [home / f"{name}{companion}" for name in _FILES for companion in _COMPANIONS]
    ours += [home / name for name in _FOLDERS]
    ours += [path for pattern in _PATTERNS for path in home.glob(pattern)]
    deleted = []
    for path in ours:
        try:
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            elif path.exists() or path.is_symlink():
                path.unlink()
            else:
                continue
        except OSError as error:
            raise UserError(_("{path} cannot be deleted").format(path=path), why_not(error)) from error
        deleted.append(path.name)
    left = tuple(sorted(path.name for path in home.iterdir()))
    if not left:
        home.rmdir()
    return Erased(tuple(deleted), left)


def _forget_secrets(home: Path) -> None:
    """Delete passwords and sign-ins from the system's keyring; what cannot be read names none."""
    # Imported here because the databases are only asked which secrets there are.
    from app.store.remote_rows import handles
    from app.store.secrets import Secrets
    from app.store.store import CALENDAR, MINE, Store

    if not all((home / kind.name).is_file() for kind in (CALENDAR, MINE)):
        return
    try:
        with closing(Store(home)) as store, store.reading() as connection:
            found = handles(connection)
    except UserError:
        return
    for handle in found:
        Secrets(home).forget(handle)
