"""A file that a person asked for: whole or not at all, and for its owner's eyes only."""

from __future__ import annotations

import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import UserError, why_not
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable

_OURS = ("calendar.db", "mine.db", "settings.toml")
"""Files of the data folder that no export may take the place of."""


def write_export(path: Path, pieces: Iterable[bytes], home: Path) -> None:
    """Write a file beside its place, bring it to the disk, and then put it there in one step.

    Args:
        path: of the file; one that is there is replaced.
        pieces: what stands in it.
        home: the data folder, whose own files are refused.

    Raises:
        UserError: when it cannot be written; what was there is as it was.

    """
    cannot = _("{path} cannot be written").format(path=path)
    _refuse(path, home, cannot)
    try:
        # Made with mode 0600, under a name that nobody could have put there before.
        descriptor, name = tempfile.mkstemp(prefix=".clearweek-", suffix=".part", dir=path.absolute().parent)
    except OSError as error:
        raise UserError(cannot, why_not(error), _("choose another place with -o")) from None
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, not a path)
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException as error:
        with suppress(OSError):
            Path(name).unlink()
        if isinstance(error, OSError):
            raise UserError(cannot, why_not(error), _("choose another place with -o")) from None
        raise


def _refuse(path: Path, home: Path, cannot: str) -> None:
    try:
        found = path.lstat()
    except FileNotFoundError:
        found = None
    except OSError as error:
        raise UserError(cannot, why_not(error), _("choose another place with -o")) from None
    if found is not None and stat.S_ISLNK(found.st_mode):
        raise UserError(cannot, _("it is a link, and Clearweek follows none"), _("name the file that it leads to"))
    if found is not None and not stat.S_ISREG(found.st_mode):
        why = _("it is a folder") if stat.S_ISDIR(found.st_mode) else _("it is no file")
        raise UserError(cannot, why, _("choose another place with -o"))
    if path.name.startswith(_OURS) and os.path.realpath(path.parent) == os.path.realpath(home):
        raise UserError(cannot, _("Clearweek keeps your data in it"), _("choose another place with -o"))
