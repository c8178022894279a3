"""All entries of a calendar on a CalDAV server as one iCalendar file.

Each entry is a file of its own, with its own time zones. They are cut apart one by one, so that a broken entry costs
only itself, and put together with each zone once. Two programs may give different zones the same name ("Customized
Time Zone"): where only the definition says what a name means, the others get another name.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.connectors import icalendar_lines, ics_text
from app.connectors.time_zones import ZoneTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.remote import RemoteCalendar

_UID = re.compile(rb"(?i)\nUID(?:;[^:\n]*)?:([^\n]*)")
_INSTANCE = re.compile(rb"(?i)\nRECURRENCE-ID(?:;[^:\n]*)?:([^\n]*)")
_ZONE_NAME = re.compile(rb"(?i)\nTZID(?:;[^:\n]*)?:[ \t]*([^\n]*)")
_NAMED_ZONE = re.compile(rb"""(?i);TZID=("[^"\n]*"|[^;:\n]*)""")


class _Event(NamedTuple):
    """One VEVENT; in this order they stand in the file.

    Attributes:
        is_cut: it is not closed, so it stands after all others, where it takes none of them along.
        uid: as it is written.
        instance: its RECURRENCE-ID, empty for a master.
        body: its lines, each with the line end before it.

    """

    is_cut: bool
    uid: bytes
    instance: bytes
    body: bytes


class _Entry(NamedTuple):
    """What one entry holds; the zones by their names."""

    events: tuple[_Event, ...]
    zones: dict[bytes, bytes]


def joined(calendar: RemoteCalendar, bodies: Iterable[bytes]) -> bytes:
    """Return the entries of a calendar as one file, the same bytes in whatever order they come."""
    entries = [_entry(body) for body in bodies]
    definitions: dict[bytes, set[bytes]] = {}
    for entry in entries:
        for name, zone in entry.zones.items():
            definitions.setdefault(name, set()).add(zone)
    names = _names(definitions)
    events: list[_Event] = []
    for entry in entries:
        others = {name: names[name, zone] for name, zone in entry.zones.items() if names[name, zone] != name}
        events += [_renamed(event, others) for event in entry.events] if others else entry.events
    # Of several under one name the first, whatever the order in which they came.
    zones = {
        names[name, zone]: _called(names[name, zone], zone)
        for name, several in definitions.items()
        for zone in sorted(several, reverse=True)
    }
    pieces = [b"BEGIN:VTIMEZONE" + zones[name] + b"\nEND:VTIMEZONE" for name in sorted(zones)]
    pieces += [b"BEGIN:VEVENT" + event.body + (b"" if event.is_cut else b"\nEND:VEVENT") for event in sorted(events)]
    empty = icalendar_lines.calendar(calendar, ())
    head, end = empty.removesuffix(b"END:VCALENDAR\r\n"), b"END:VCALENDAR\r\n"
    return head + b"".join(piece.replace(b"\n", b"\r\n") + b"\r\n" for piece in pieces) + end


def _entry(body: bytes) -> _Entry:
    text = ics_text.unfolded(ics_text.normalised(body))
    zones: dict[bytes, bytes] = {}
    for zone in ics_text.zone_texts(text):
        named = _ZONE_NAME.search(zone)
        # A component in a zone would become one of the calendar.
        if b"\nBEGIN:V" not in zone.upper() and named is not None and (name := named[1].strip().strip(b'"')):
            zones.setdefault(name, zone)
    events = []
    for event in ics_text.event_texts(text):
        uid, instance = _UID.search(event.body), _INSTANCE.search(event.body)
        events.append(
            _Event(
                event.fault is not None, uid[1] if uid else b"", instance[1] if instance else b"", event.body.rstrip()
            )
        )
    return _Entry(tuple(events), zones)


def _names(definitions: dict[bytes, set[bytes]]) -> dict[tuple[bytes, bytes], bytes]:
    """Return under which name each definition stands: its own, but where one name has several that count."""
    known = ZoneTable(())
    names: dict[tuple[bytes, bytes], bytes] = {}
    for name, several in definitions.items():
        plain = name.decode(errors="replace")
        # Zones that the program knows by name are not looked up in a file, whatever it says of them.
        is_known = len(several) == 1 or (known.zone(plain) is not None and plain not in known.guessed)
        for number, zone in enumerate(sorted(several)):
            names[name, zone] = name if is_known or number == 0 else name + b" (%d)" % (number + 1)
    return names


def _called(name: bytes, zone: bytes) -> bytes:
    """Return a definition under a name."""
    return _ZONE_NAME.sub(lambda _found: b"\nTZID:" + name, zone, count=1)


def _renamed(event: _Event, others: dict[bytes, bytes]) -> _Event:
    def other(found: re.Match[bytes]) -> bytes:
        name = others.get(found[1].strip(b'"'))
        return found[0] if name is None else b';TZID="' + name + b'"'

    return event._replace(body=_NAMED_ZONE.sub(other, event.body))
