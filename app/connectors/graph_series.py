"""A series of Microsoft Graph as one thing: its master, its exceptions, and which slots of its rule do not take place.

Graph lists a series as its instances in a window: bare occurrences with nothing but their times, exceptions in full.
That an occurrence was deleted is said nowhere but in that it is no longer listed. So what is listed is compared with
the slots of the pattern: a slot without an instance is *gone* (EXDATE), an instance without a slot is *added* (RDATE).
Instants are compared and not wall clocks, so that within the window the occurrences are exactly those of the server,
also where the zone of a series is one that nobody knows; the pattern alone speaks only outside of it.
"""

from __future__ import annotations

import datetime as dt
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from app.connectors.graph_fields import kept
from app.connectors.graph_recurrence import pattern_of, slot_days
from app.connectors.graph_times import instant, whole_day, zone_named
from app.model.timezones import DAY, EPOCH_DAY, UTC

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.connectors.time_zones import ZoneTable
    from app.model.timezones import Zone

_DATE_AT_END = re.compile(r"\.(\d{4}-\d\d-\d\d)$")


class Span(NamedTuple):
    """The window whose instances were listed, as ordinals of days in UTC, half-open."""

    begin: int
    end: int


class _Slots(NamedTuple):
    """What a series has within the window by its rule in one zone, and how that differs from what is listed."""

    zone: Zone
    gone: list[int]
    added: list[int]


def joined(
    master: Mapping[str, Any], instances: Iterable[Mapping[str, Any]], span: Span, zones: ZoneTable
) -> dict[str, Any]:
    """Return what is kept of a series.

    Args:
        master: the event of type ``seriesMaster``.
        instances: its occurrences (only their times count) and its exceptions in full, each once or more.
        span: the window in which all instances are among these.
        zones: what names of zones mean.

    """
    times = whole_day if master.get("isAllDay") else instant
    occurrences: set[int] = set()
    exceptions: dict[str, Mapping[str, Any]] = {}
    for each in instances:
        if each.get("type") == "exception":
            exceptions[str(each.get("id"))] = each
        elif (at := times(each.get("start"), zones)) is not None:
            occurrences.add(at)
    whole = bool(master.get("isAllDay"))
    replaced = {slot for each in exceptions.values() if (slot := slot_of(each, zones, whole=whole)) is not None}
    body = kept(master)
    body["exceptions"] = [kept(exceptions[name]) for name in sorted(exceptions)]
    start = times(master.get("start"), zones)
    if start is None:
        return body
    slots = _compared(master, start, occurrences, replaced, span, zones)
    body["zone"] = slots.zone.name
    body["gone"], body["added"] = sorted(slots.gone), sorted(slots.added)
    return body


def slot_of(exception: Mapping[str, Any], zones: ZoneTable, *, whole: bool) -> int | None:
    """Return the slot that an exception replaces: an instant, or the ordinal of a day in a series of whole days.

    One that does not say so stands for itself.
    """
    times = whole_day if whole else instant
    at = times(exception.get("originalStart"), zones)
    return at if at is not None else times(exception.get("start"), zones)


def _compared(
    master: Mapping[str, Any], start: int, occurrences: set[int], replaced: set[int], span: Span, zones: ZoneTable
) -> _Slots:
    """Return the slots in the zone of those that Graph names in which they fit best what it lists."""
    pattern = pattern_of(master.get("recurrence"))
    cancelled = _cancelled_days(master)
    whole = bool(master.get("isAllDay"))
    best: _Slots | None = None
    for zone in _candidates(master, zones):
        first, second = (start, 0) if whole else zone.local(start)
        # As DTSTART will be read: of an hour that clocks show twice, the first.
        slots = {start if whole else zone.epoch(first, second)}
        if pattern is not None:
            days = slot_days(pattern._replace(first=first), span.begin, span.end)
            slots.update(days if whole else (zone.epoch(day, second) for day in days))
        gone = {slot for slot in slots if _is_inside(slot, span, whole=whole)}
        # What the server names as cancelled also holds where nothing was listed.
        named = {day if whole else zone.epoch(day, second) for day in cancelled}
        gone |= {slot for slot in named if not _is_inside(slot, span, whole=whole)}
        found = _Slots(zone, list(gone - occurrences - replaced), list(occurrences - slots))
        if not whole and _are_confused(found):
            continue
        if best is None or len(found.gone) + len(found.added) < len(best.gone) + len(best.added):
            best = found
    assert best is not None, "UTC is always tried"
    return best


def _are_confused(found: _Slots) -> bool:
    """Tell whether one is gone and one is added in the two passes of an hour that clocks show twice.

    By the clock they are one slot, which cannot be both; in UTC, which is tried last, no hour comes twice.
    """
    local = found.zone.local
    return bool(found.gone and found.added) and not {*map(local, found.gone)}.isdisjoint(map(local, found.added))


def _is_inside(slot: int, span: Span, *, whole: bool) -> bool:
    """Tell whether an instance in this slot would certainly be listed: a day inside the window's ends."""
    day = slot if whole else slot // DAY + EPOCH_DAY
    return span.begin + 1 <= day < span.end - 1


def _candidates(master: Mapping[str, Any], zones: ZoneTable) -> list[Zone]:
    """Return the zones in which a series may be meant, those that Graph names first."""
    recurrence = master.get("recurrence")
    span = recurrence.get("range") if isinstance(recurrence, dict) else None
    names = (
        span.get("recurrenceTimeZone") if isinstance(span, dict) else None,
        master.get("originalStartTimeZone"),
    )
    found = [zone for name in names if (zone := zone_named(name, zones)) is not None]
    return [*dict.fromkeys([*found, UTC])]


def _cancelled_days(master: Mapping[str, Any]) -> set[int]:
    """Return the days of ``cancelledOccurrences``, whose ids end with the date of the slot: ``OID.….2026-03-04``."""
    named = master.get("cancelledOccurrences")
    days = set()
    for name in named if isinstance(named, list) else ():
        match = _DATE_AT_END.search(name) if isinstance(name, str) else None
        with suppress(ValueError):
            days.update([dt.date.fromisoformat(match[1]).toordinal()] if match else [])
    return days
