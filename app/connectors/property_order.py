"""The properties of one event, taken apart; a file's order is learnt, so that most are taken apart at once.

A program that exports a calendar writes what it knows of each event in one order. A regular expression of that order
takes a third of the time that the properties take one by one. An event that stands otherwise, or holds anything that
the sample did not, is taken apart one by one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from app.connectors.event_lines import without_nested
from app.connectors.ics_text import BEGIN_EVENT, END_EVENT
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FEWEST_EVENTS: Final = 1_000
"""Events of a file below which its order is not worth learning."""
MOST_PROPERTIES: Final = 5_000
LONGEST_AT_ONCE: Final = 3 * MOST_PROPERTIES
"""Bytes of an event that is taken apart at once: however short they are, it cannot have more properties."""
_SAMPLE: Final = 100
_MOST_NAMES: Final = 80
_PROPERTY: Final = re.compile(rb"\n([A-Za-z-]++)([;:][^\n]*+)")
"""A property's name and what follows it; that neither gives back what it took saves a sixth of the time."""
_NESTED: Final = rb"(?:\nBEGIN:[^\n]*+(?:\n(?!BEGIN:|END:)[^\n]*+)*+\nEND:[^\n]*+)*+"
"""The components in an event (alarms), where they stand at its end, are closed, and hold none themselves."""

# What a named tuple is called with is put into a tuple by a function in Python; a file has ten thousands.
_made = tuple.__new__


class Properties(NamedTuple):
    """What follows the names of the wanted properties of one event (RFC 5545 §3.6.1), None where one does not stand.

    Of a property that stands twice it is the first. Of those of which all count (`attendees` to `exceptions`) it is
    all their lines as they stand, each with a line end before it, empty where there are none; ``attendees`` have a
    semicolon behind each name. ``body`` is all of the event as it stands, unfolded, each line preceded by LF.
    ``notes`` say what had to be left out, as sentences.
    """

    uid: bytes | None
    stamp: bytes | None
    start: bytes | None
    end: bytes | None
    duration: bytes | None
    slot: bytes | None
    created: bytes | None
    modified: bytes | None
    sequence: bytes | None
    status: bytes | None
    title: bytes | None
    description: bytes | None
    html: bytes | None
    attached: bytes | None
    location: bytes | None
    url: bytes | None
    conference: bytes | None
    google_conference: bytes | None
    teams_meeting: bytes | None
    online_meeting: bytes | None
    organizer: bytes | None
    transparency: bytes | None
    busy: bytes | None
    guests_left_out: bytes | None
    event_type: bytes | None
    attendees: bytes
    rules: bytes
    excluded_rules: bytes
    dates: bytes
    exceptions: bytes
    body: bytes
    notes: tuple[str, ...]


_ONCE: Final = (
    b"UID",
    b"DTSTAMP",
    b"DTSTART",
    b"DTEND",
    b"DURATION",
    b"RECURRENCE-ID",
    b"CREATED",
    b"LAST-MODIFIED",
    b"SEQUENCE",
    b"STATUS",
    b"SUMMARY",
    b"DESCRIPTION",
    b"X-ALT-DESC",
    b"ATTACH",
    b"LOCATION",
    b"URL",
    b"CONFERENCE",
    b"X-GOOGLE-CONFERENCE",
    b"X-MICROSOFT-SKYPETEAMSMEETINGURL",
    b"X-MICROSOFT-ONLINEMEETINGCONFLINK",
    b"ORGANIZER",
    b"TRANSP",
    b"X-MICROSOFT-CDO-BUSYSTATUS",
    b"X-CLEARWEEK-GUESTS",
    b"X-CLEARWEEK-EVENT-TYPE",
)
"""The names of the fields of `Properties`, in their order, of which one is wanted."""
_ATTENDEE: Final = b"ATTENDEE"
_ALL: Final = (_ATTENDEE, b"RRULE", b"EXRULE", b"RDATE", b"EXDATE")
"""Of these all are wanted."""
_WANTED: Final = frozenset(_ONCE + _ALL)


def learnt_order(text: bytes, events: int) -> Callable[[bytes], Properties]:
    """Return what takes the events of a file apart.

    Args:
        text: the whole file, unfolded.
        events: how many events it has.

    """
    if events < FEWEST_EVENTS:
        return one_by_one
    order = list(_ONCE + _ALL)
    for names in _sample(text):
        order = _merged(order, names)
    if len(order) > _MOST_NAMES:
        return one_by_one
    whole = re.compile(b"".join(map(_part, order)) + _NESTED).fullmatch
    numbered = {name: number for number, name in enumerate((name for name in order if name in _WANTED), 1)}
    places = tuple(numbered[name] for name in _ONCE + _ALL)

    def apart(body: bytes) -> Properties:
        found = whole(body) if len(body) <= LONGEST_AT_ONCE else None
        return one_by_one(body) if found is None else _made(Properties, (*found.group(*places), body, ()))

    return apart


def _part(name: bytes) -> bytes:
    """Return the part of the expression that takes a property, or none where it does not stand."""
    if name in _ALL:
        return rb"((?:\n%s%s[^\n]*+)*+)" % (name, b";" if name == _ATTENDEE else b"[;:]")
    return (rb"(?:\n%s([;:][^\n]*+))?+" if name in _WANTED else rb"(?:\n%s[;:][^\n]*+)*+") % name


def _sample(text: bytes) -> Iterable[tuple[bytes, ...]]:
    """Return the orders in which events all over a file name their properties."""
    found: dict[tuple[bytes, ...], None] = {}
    for number in range(_SAMPLE):
        begin = text.find(BEGIN_EVENT, len(text) * number // _SAMPLE)
        end = text.find(END_EVENT, begin)
        if 0 <= begin < end <= begin + LONGEST_AT_ONCE:
            body, __ = without_nested(text[begin + len(BEGIN_EVENT) - 1 : end])
            names = tuple(dict.fromkeys(name for name, __ in _PROPERTY.findall(body)))
            if all(name == name.upper() for name in names):
                found[names] = None
    return found


def _merged(order: list[bytes], names: tuple[bytes, ...]) -> list[bytes]:
    """Return an order in which these names follow each other so; all others stay behind what they stood behind."""
    merged = list(names)
    before: bytes | None = None
    for name in order:
        if name not in names:
            merged.insert(0 if before is None else merged.index(before) + 1, name)
        before = name
    return merged


def one_by_one(body: bytes) -> Properties:
    """Return the properties of an event whatever their order; names have no case (RFC 5545 §2).

    Args:
        body: the event's inside, unfolded, each line preceded by LF.

    """
    notes = []
    own = body
    if b"\nBEGIN:" in body:
        own, closed = without_nested(body)
        if not closed:
            notes.append(_("It holds a part that is not closed; what stands behind its begin was left out."))
    pairs: list[tuple[bytes, bytes]] = _PROPERTY.findall(own)
    if len(pairs) > MOST_PROPERTIES:
        notes.append(_("It has more than 5,000 properties; the rest were left out."))
        del pairs[MOST_PROPERTIES:]
    first: dict[bytes, bytes] = {}
    lines: dict[bytes, list[bytes]] = {name: [] for name in _ALL}
    for written, rest in pairs:
        name = written.upper()
        if name in lines:
            lines[name].append(b"\n%s%s%s" % (name, b";" if name == _ATTENDEE and rest[:1] == b":" else b"", rest))
        else:
            first.setdefault(name, rest)
    return _made(Properties, (*map(first.get, _ONCE), *map(b"".join, lines.values()), body, tuple(notes)))


def created_and_modified(body: bytes, apart: Callable[[bytes], Properties]) -> tuple[bytes | None, bytes | None]:
    """Return what follows the names CREATED and LAST-MODIFIED of an event, which need not be taken apart for it.

    Of a name that stands twice, once in capitals, it is the one in capitals.

    Args:
        body: the event's inside, unfolded, each line preceded by LF.
        apart: takes it apart where it is not plain to see which of them are its own.

    """
    found: list[bytes | None] = []
    for name in (b"\nCREATED", b"\nLAST-MODIFIED"):
        at = body.find(name)
        begin = at + len(name)
        if at < 0 and name not in body.upper():
            found.append(None)
        elif at < 0 or not _is_own(body, at) or body[begin : begin + 1] not in {b":", b";"}:
            whole = apart(body)
            return whole.created, whole.modified
        else:
            stop = body.find(b"\n", begin)
            found.append(body[begin : stop if stop >= 0 else len(body)])
    return found[0], found[1]


def _is_own(body: bytes, at: int) -> bool:
    """Tell whether what stands there is surely the event's own and counts: no part of it begins before it."""
    return len(body) <= LONGEST_AT_ONCE and body.find(b"\nBEGIN:", 0, at) < 0


def attendee_lines(block: bytes) -> list[bytes]:
    """Return what follows the name of each ATTENDEE and its semicolon."""
    return block[len(_ATTENDEE) + 2 :].split(b"\n%s;" % _ATTENDEE)


def repeating(properties: Properties) -> list[tuple[bytes, bytes]]:
    """Return name and rest of each property that makes an event repeat, or not."""
    found: list[tuple[bytes, bytes]] = _PROPERTY.findall(
        properties.rules + properties.excluded_rules + properties.dates + properties.exceptions
    )
    return found
