"""What the person has chosen and said, brought together: the settings file, and the rules of ``mine.db``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.language import ngettext, quoted
from app.model.settings import preferences_of
from app.operations.system_zone import system_zone
from app.store.rule_rows import read_rules
from app.store.settings_file import NAME, read

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from app.model.preferences import Preferences
    from app.model.settings import Settings
    from app.operations.workspace import Workspace


def read_settings(home: Path) -> tuple[Settings, tuple[str, ...]]:
    """Return the settings of a data folder, and sentences about what in the file cannot be used."""
    settings, told = read(home)
    unknown = unknown_names(settings)
    sentences = [told] if told else []
    if unknown:
        text = ngettext(
            "In {file}, {names} is a name that this version does not know; it stays there and changes nothing.",
            "In {file}, {names} are names that this version does not know; they stay there and change nothing.",
            len(unknown),
        )
        sentences.append(text.format(file=NAME, names=", ".join(map(quoted, unknown))))
    return settings, tuple(sentences)


def unknown_names(settings: Settings) -> tuple[str, ...]:
    """Return which own thresholds and own word lists are called like none that there is."""
    unknown: list[str] = []
    if settings.thresholds:
        # Imported here, and the lists looked for below, because the first picture of the window needs neither.
        from app.analysis.patterns.thresholds import known_thresholds

        known = known_thresholds()
        unknown += [name for name, __ in settings.thresholds if name not in known]
    if settings.words:
        from app.timeline.words import list_names

        lists = list_names()
        unknown += [name for name, __ in settings.words if name not in lists]
    return tuple(unknown)


def preferences_under(workspace: Workspace, settings: Settings) -> Preferences:
    """Return what changes a figure under some settings: they, the system's zone, and the person's rules."""
    with workspace.store.glance() as connection:
        return preferences_in(workspace, connection, settings)


def preferences_in(workspace: Workspace, connection: sqlite3.Connection, settings: Settings) -> Preferences:
    """Return the same with the rules that a connection sees, in the midst of a transaction too."""
    rules, merged = read_rules(connection)
    chosen = preferences_of(settings, workspace.system_zone or system_zone())
    return replace(chosen, series_rules=rules, merged=merged) if rules or merged else chosen
