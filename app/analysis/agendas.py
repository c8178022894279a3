"""Which occurrences have an agenda, and of which calendars that can be told at all (METRICS.md §7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.description import AGENDA, BLOCKERS, DESCRIBED, REPORTS
from app.model.occurrences import Occurrence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.events import Series


def has_agenda(occurrence: Occurrence) -> bool:
    """Tell whether an occurrence has an agenda; ask only where its calendar is among ``described_calendars``."""
    return bool(occurrence.event.description & AGENDA)


def agenda_reports(occurrence: Occurrence) -> bool:
    """Tell whether an agenda holds an entry of the status word list."""
    return bool(occurrence.event.description & REPORTS)


def agenda_names_blocker(occurrence: Occurrence) -> bool:
    """Tell whether an agenda holds an entry of the blocker word list."""
    return bool(occurrence.event.description & BLOCKERS)


def described_calendars(found: Iterable[Series | Occurrence]) -> frozenset[str]:
    """Return the keys of the calendars with at least one event that has a DESCRIPTION; of others agendas are unknown.

    Give all series of the sources where they are at hand, else all occurrences of every kind.
    """
    keys: set[str] = set()
    for each in found:
        for event in (each.event,) if isinstance(each, Occurrence) else (each.head, *each.overrides):
            if event is not None and event.description & DESCRIBED:
                keys.add(event.key.calendar)
    return frozenset(keys)
