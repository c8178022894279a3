"""What the program is made of, and where a person's data lie."""

from __future__ import annotations

import platform
from importlib import metadata
from typing import TYPE_CHECKING, Final, NamedTuple

from app import __version__
from app.language import _
from app.store.counts import sqlite_version

if TYPE_CHECKING:
    from app.operations.workspace import Workspace

LIBRARIES: Final = (
    *("icalendar", "Babel", "tzdata", "tzlocal", "platformdirs"),
    *("tomlkit", "PySide6-Essentials", "fontpkg-inter", "pyqtgraph", "numpy"),
    *("google-api-python-client", "google-auth-oauthlib", "msal", "caldav", "keyring"),
    *("typst", "pandas", "openpyxl", "highspy"),
)
"""What the program needs, as the registries name it."""
_LONGEST_LICENCE: Final = 70
_NAMED_SO: Final = "License :: "


class Part(NamedTuple):
    """One thing that the program is made of: its name, its version and its licence, empty where it says none."""

    name: str
    version: str
    licence: str


def parts_of(workspace: Workspace) -> tuple[Part, ...]:
    """Return Clearweek, Python, SQLite and the libraries; nothing of what a person keeps."""
    with workspace.store.reading() as connection:
        sqlite = sqlite_version(connection)
    return (
        Part("Clearweek", __version__, "MIT"),
        Part("Python", platform.python_version(), "PSF-2.0"),
        Part("SQLite", sqlite, _("public domain")),
        *map(_library, LIBRARIES),
    )


def _library(name: str) -> Part:
    try:
        found = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return Part(name, _("not installed"), "")
    # A whole licence may stand in the older field.
    said = next((found[name] for name in ("License-Expression", "License") if name in found), "").strip()
    licence = said if said and "\n" not in said and len(said) <= _LONGEST_LICENCE else _classified(found)
    return Part(name, metadata.version(name), licence)


def _classified(found: metadata.PackageMetadata) -> str:
    named = (line for line in found.get_all("Classifier") or () if line.startswith(_NAMED_SO))
    return next((line.rpartition(" :: ")[2] for line in named), "")
