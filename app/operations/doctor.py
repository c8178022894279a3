"""What works on this machine. Nothing here names a path, a person or a calendar."""

from __future__ import annotations

import datetime as dt
import os
import platform
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING

from app import __version__, language
from app.environment import home, local_zone_name
from app.errors import UserError
from app.language import _
from app.model.timezones import iana_zone
from app.operations.about import LIBRARIES
from app.operations.display import display
from app.timeline.words import mail_providers, words

if TYPE_CHECKING:
    from pathlib import Path

_RELEASED = dt.date(2026, 11, 1)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: its name, whether it works, and what was found."""

    name: str
    works: bool
    found: str


def examine(override: Path | None = None) -> tuple[Check, ...]:
    """Return what was found; ``override`` is the folder of ``--home``."""
    return (
        Check("Clearweek", works=True, found=__version__),
        Check("Python", works=True, found=f"{platform.python_version()} ({platform.system()})"),
        *(_library(name) for name in LIBRARIES),
        _time_zone(),
        _clock(),
        _word_lists(),
        Check(_("language"), works=True, found=f"{language.current()} ({', '.join(language.available())})"),
        *_display_and_data(home(override)),
    )


def _library(name: str) -> Check:
    try:
        return Check(name, works=True, found=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Check(name, works=False, found=_("not installed"))


def _time_zone() -> Check:
    name = local_zone_name()
    known = iana_zone(name) is not None
    return Check(_("time zone"), works=known, found=name if known else _("{name}: no data for it").format(name=name))


def _clock() -> Check:
    now = dt.datetime.now(dt.UTC)
    works = now.date() >= _RELEASED
    return Check(_("clock"), works=works, found=now.strftime("%Y-%m-%d %H:%M UTC"))


def _word_lists() -> Check:
    try:
        count = sum(len(words(name)) for name in ("out_of_office", "focus", "cancelled_prefixes"))
        return Check(_("word lists"), works=True, found=str(count + len(mail_providers())))
    except (OSError, ValueError, KeyError):
        return Check(_("word lists"), works=False, found=_("missing or damaged"))


def _display_and_data(folder: Path) -> tuple[Check, ...]:
    # Imported here: a database is opened only where that is looked at.
    from app.store import database
    from app.store.store import CALENDAR, MINE

    shown = display()
    files = [Check(*found) for found in database.examine(folder, (CALENDAR, MINE))]
    risky = database.risky_place(folder) is not None
    # The warning itself names the folder, which is private.
    place = _("copied to other machines, or on one: see --home") if risky else _("on this computer")
    return (
        _keyring(),
        Check(_("display"), works=shown is not None, found=shown or _("none: the window cannot be shown")),
        _home(folder),
        Check(_("place of the data"), works=not risky, found=place),
        *files,
        _sources(folder, readable=all(each.works for each in files)),
    )


def _keyring() -> Check:
    from app.store.secrets import has_keyring

    found = _("keeps passwords and sign-ins") if has_keyring() else _("none: they last until Clearweek closes")
    return Check(_("place for passwords"), works=has_keyring(), found=found)


def _sources(folder: Path, *, readable: bool) -> Check:
    """Count the sources without making or changing anything where nothing is."""
    from app.store.source_rows import read_sources
    from app.store.store import CALENDAR, MINE, Store

    name = _("sources")
    if not readable:
        return Check(name, works=False, found=_("cannot be read"))
    if not all((folder / kind.name).is_file() for kind in (CALENDAR, MINE)):
        return Check(name, works=True, found="0")
    try:
        with closing(Store(folder)) as store, store.reading() as connection:
            return Check(name, works=True, found=str(len(read_sources(connection))))
    except UserError:
        return Check(name, works=False, found=_("cannot be read"))


def _home(folder: Path) -> Check:
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    writable = existing.is_dir() and os.access(existing, os.W_OK)
    return Check(_("data folder"), works=writable, found=_("can be written") if writable else _("cannot be written"))
