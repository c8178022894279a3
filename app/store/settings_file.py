"""The settings file: a person may read and edit it, and its comments stay.

A file that cannot be read never stops the start: the usual values hold, and the file is kept beside
it. What Clearweek does not know in it stays when it is written.
"""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.errors import UserError, why_not
from app.language import _, ngettext, quoted
from app.model.settings import Settings
from app.store.settings_values import BadValue, plain_of, value_of

if TYPE_CHECKING:
    import datetime as dt

    from tomlkit import TOMLDocument

NAME: Final = "settings.toml"
LARGEST: Final = 1_000_000
"""Bytes of the largest file that is read."""
_MOST_KEPT: Final = 1_000

_KEYS: Final = {
    "me": "me",
    "zone": "time_zone",
    "stays": "stays",
    "weeks": "working_weeks",
    "shifts": "shifts",
    "breaking_titles": "breaking_titles",
    "count": "count",
    "no_people": "no_people",
    "left_out": "left_out_calendars",
    "thresholds": "thresholds",
    "words": "words",
    "language": "language",
    "scheme": "scheme",
    "motion": "motion",
    "offline": "work_offline",
    "sync_minutes": "read_again_after_minutes",
    "budget": "meeting_hours_a_week",
    "answered": "answered",
}
"""What each field of the settings is called in the file."""


class _Unreadable(Exception):
    """The file is no settings file, as a whole."""


def read(folder: Path) -> tuple[Settings, str | None]:
    """Return the settings of a person's folder, and a sentence where something in the file could not be read.

    A file that is no settings file as a whole is renamed to ``settings-unreadable-1.toml``; of one with a few values
    that make no sense, those alone are left aside, and the file stays as it is.
    """
    path = folder / NAME
    try:
        table = _table(_text(path))
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        why = why_not(error)
        return Settings(), _("The settings could not be read: {why}. The usual values hold.").format(why=why)
    except _Unreadable:
        kept = _put_aside(path)
        if kept is None:
            return Settings(), _("The settings could not be read; the usual values hold, and the file stays as it is.")
        return Settings(), _(
            "The settings could not be read; the usual values hold, and the file is kept as {name}."
        ).format(name=kept)
    settings, bad = _settings_of(table)
    if not bad:
        return settings, None
    return settings, ngettext(
        "In {file}, {names} makes no sense; the usual value holds for it.",
        "In {file}, {names} make no sense; the usual values hold for them.",
        len(bad),
    ).format(file=NAME, names=", ".join(map(quoted, bad)))


def write(folder: Path, settings: Settings) -> None:
    """Write what differs from the file into it, whole or not at all; comments and unknown keys stay.

    Raises:
        UserError: when the system does not take it; the file is then as it was.

    """
    path = Path(os.path.realpath(folder / NAME))
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _replace(path, _text_with(path, settings))
    except OSError as error:
        raise UserError(
            _("The settings could not be kept"),
            why_not(error),
            _("the ones from before stay"),
        ) from error


def _text(path: Path) -> str:
    # Without blocking, so that a named pipe in its place does not stop the start.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, not a path)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise _Unreadable
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise _Unreadable
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _Unreadable from None


def _table(text: str) -> dict[str, Any]:
    # Imported here because a person who has chosen nothing has no file.
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, OverflowError, RecursionError):
        # No TOML, or numbers and dates beyond what Python holds, or nested without end.
        raise _Unreadable from None


def _settings_of(table: dict[str, Any]) -> tuple[Settings, list[str]]:
    """Return the settings that a table says, and the keys whose values make no sense."""
    given: dict[str, Any] = {}
    bad = []
    for field, key in _KEYS.items():
        if key in table:
            try:
                given[field] = value_of(field, table[key])
            except BadValue:
                bad.append(key)
    return Settings(**given), bad


def _put_aside(path: Path) -> str | None:
    """Rename an unreadable file to the first free name; return that, or None where the system refuses it."""
    for number in range(1, _MOST_KEPT):
        aside = path.with_name(f"settings-unreadable-{number}.toml")
        if not os.path.lexists(aside):
            try:
                path.rename(aside)
            except OSError:
                return None
            return aside.name
    return None


def _text_with(path: Path, settings: Settings) -> str:
    """Return the file's text with these settings: only what differs is touched."""
    # Imported here because the start only reads.
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    document: TOMLDocument = tomlkit.document()
    before = Settings()
    try:
        text = _text(path)
        table = _table(text)
        document = tomlkit.parse(text)
        before = _settings_of(table)[0]
    except FileNotFoundError:
        document.add(tomlkit.comment(_("Clearweek's settings. What you write here stays, comments too.")))
    except (_Unreadable, TOMLKitError):
        _put_aside(path)
    for field in fields(Settings):
        value = getattr(settings, field.name)
        if value == getattr(before, field.name):
            continue
        key = _KEYS[field.name]
        plain = plain_of(field.name, value)
        if plain is None:
            document.pop(key, None)
        elif isinstance(plain, dict):
            _put_table(document, key, plain)
        elif isinstance(plain, list) and plain and isinstance(plain[0], dict):
            _put_tables(document, key, plain)
        else:
            document[key] = plain
    return tomlkit.dumps(document)


def _put_table(document: TOMLDocument, key: str, rows: dict[str, Any]) -> None:
    """Bring one table to these rows: those that stay as they are keep their place and their comments."""
    import tomlkit

    there = document.get(key)
    # A person may have written names with a dot as tables in the table; it is then written anew as a whole.
    if not isinstance(there, dict) or any(isinstance(value, dict) for value in there.values()):
        document.pop(key, None)
        there = tomlkit.table()
        document.append(key, there)
    for name in [name for name in there if name not in rows]:
        del there[name]
    for name, value in rows.items():
        if name not in there or there[name] != value:
            there[name] = value


def _put_tables(document: TOMLDocument, key: str, rows: list[dict[str, str | dt.date]]) -> None:
    import tomlkit

    tables = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        table.update(row)
        tables.append(table)
    document.pop(key, None)
    document.append(key, tables)


def _replace(path: Path, text: str) -> None:
    """Put a text in a file's place: it is on the disk before the old one goes."""
    # Imported here because a start only reads the settings.
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix=".settings-", suffix=".part", dir=path.parent)  # mode 0600
    try:
        with open(descriptor, "w", encoding="utf-8", errors="replace", newline="\n") as file:  # noqa: PTH123 (a descriptor, not a path)
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    # Where a folder cannot be opened or synced (Windows), the rename is as safe as the system makes it.
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
