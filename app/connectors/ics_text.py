"""The outside of an iCalendar file: line ends, folds, and where each event begins and ends (RFC 5545 §3.1, §3.4).

Nothing is interpreted here. Components are cut apart first, so that a bad event cannot cost its neighbours. Unfolding
works on bytes, which also mends folds inside a UTF-8 character; after it, a BEGIN at the start of a line can only be
a real one, so cutting there is safe.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from app.errors import UnreadableInput
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST_FILE = 50 * 1024 * 1024
MOST_EVENTS = 200_000
DEEPEST = 32
BEGIN_EVENT = b"\nBEGIN:VEVENT\n"
END_EVENT = b"\nEND:VEVENT"
_BEGIN_ZONE = b"\nBEGIN:VTIMEZONE\n"
_END_ZONE = b"\nEND:VTIMEZONE"
_BOM = b"\xef\xbb\xbf"
_ODD_END = re.compile(rb"(?i)\nEND[ \t]*:[ \t]*VEVENT[ \t]*(?=\n|$)")
_CALENDAR_PROPERTY = re.compile(rb"(?i)(METHOD|X-WR-CALNAME|X-WR-TIMEZONE|X-CLEARWEEK-OWNER)((?:;[^:]*)?):(.*)")


class CalendarPart:
    """One VCALENDAR: its properties as they stand (upper-case name to raw value)."""

    __slots__ = ("is_bare", "properties")

    def __init__(self, *, is_bare: bool = False) -> None:
        self.properties: dict[bytes, bytes] = {}
        self.is_bare = is_bare


# What a named tuple is called with is put into a tuple by a function in Python; a file has ten thousands.
_made = tuple.__new__


class EventText(NamedTuple):
    """One VEVENT, unfolded, from the line end before its first property to its last: ``fault`` says what is amiss."""

    part: CalendarPart
    ordinal: int | None
    body: bytes
    fault: str | None


def check_is_calendar(data: bytes) -> None:
    """Refuse what cannot be a calendar.

    Raises:
        UnreadableInput: with what the data look like instead.

    """
    if len(data) > LARGEST_FILE:
        raise UnreadableInput(_("The calendar is larger than 50 MB"), next_step=_("export a shorter time"))
    why = _what_else(data)
    if why is not None:
        raise UnreadableInput(_("This is not a calendar file"), why, _("export it again as .ics"))


def _what_else(data: bytes) -> str | None:
    head = data[:4096].lstrip(_BOM).lstrip()
    if not head:
        return _("it is empty")
    start = head[:64].lower()
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _("it is written in UTF-16")
    if head.startswith(b"%PDF"):
        return _("it looks like a PDF")
    if head.startswith(b"\x1f\x8b"):
        return _("it looks like a gzip archive")
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        return _("it looks like a web page")
    if re.search(rb"(?i)^[ \t]*BEGIN[ \t]*:[ \t]*V(CALENDAR|EVENT)", data, re.MULTILINE) is None:
        return _("no calendar begins in it")
    return None


def normalised(data: bytes) -> bytes:
    """Return the data with LF line ends throughout, without byte order marks, beginning with a line end."""
    # A byte that stands nowhere is found much sooner than a pair that might begin anywhere.
    if _BOM[:1] in data and _BOM in data:
        data = data.replace(_BOM, b"")
    if b"\r" in data:
        # To take one byte away everywhere is quicker than to put another in the place of each pair.
        without = data.replace(b"\r", b"")
        if len(data) - len(without) == data.count(b"\r\n"):
            data = without
        else:
            data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return b"\n" + data


def unfolded(text: bytes) -> bytes:
    """Return normalised text with each folded line in one piece (RFC 5545 §3.1)."""
    text = text.replace(b"\n ", b"")
    return text.replace(b"\n\t", b"") if b"\t" in text and b"\n\t" in text else text


def event_lines(text: bytes) -> list[int]:
    """Return the line, from 1, on which each VEVENT of normalised (still folded) text begins."""
    lines: list[int] = []
    line, counted = 0, 0
    at = text.find(BEGIN_EVENT)
    while at >= 0:
        line += text.count(b"\n", counted, at + 1)
        counted = at + 1
        lines.append(line)
        at = text.find(BEGIN_EVENT, at + len(BEGIN_EVENT) - 1)
    return lines


def zone_texts(text: bytes) -> list[bytes]:
    """Return the inside of each VTIMEZONE of unfolded text, wherever in the file it stands."""
    found: list[bytes] = []
    at = text.find(_BEGIN_ZONE)
    while at >= 0 and len(found) < 2_000:
        end = text.find(_END_ZONE, at)
        if end < 0:
            break
        found.append(text[at + len(_BEGIN_ZONE) - 1 : end])
        at = text.find(_BEGIN_ZONE, end)
    return found


def event_texts(text: bytes) -> Iterator[EventText]:
    """Yield every VEVENT of unfolded text, whole or not, in order.

    An event that is not closed before the next one begins, or before the file ends, comes with its fault.
    """
    scan = _Outside()
    at = text.find(BEGIN_EVENT)
    yield from scan.read(text[1 : at if at >= 0 else len(text)])
    ordinal = 0
    unclosed = 0
    while at >= 0:
        begin = at + len(BEGIN_EVENT) - 1
        following = text.find(BEGIN_EVENT, begin)
        stop = following if following >= 0 else len(text)
        end, after = _closing(text, begin, stop)
        if end < 0:
            unclosed += 1
            if unclosed <= DEEPEST:
                yield EventText(scan.current(), ordinal, text[begin:stop], _unclosed_fault(last=following < 0))
        else:
            too_deep = unclosed > DEEPEST
            fault = _("It lies inside more than 32 events that are not closed.") if too_deep else None
            yield _made(EventText, (scan.current(), ordinal, text[begin:end], fault))
            unclosed = 0
            if after < stop:
                yield from scan.read(text[after:stop])
        ordinal += 1
        at = following


def _unclosed_fault(*, last: bool) -> str:
    if last:
        return _("The file ends in the middle of it.")
    return _("It is not closed before the next event begins.")


def _closing(text: bytes, begin: int, stop: int) -> tuple[int, int]:
    """Return where the event's inside ends and where what follows it begins; -1 where it is not closed."""
    end = text.find(END_EVENT, begin, stop)
    if end >= 0:
        after = end + len(END_EVENT)
        if after == stop or text.startswith(b"\n", after):
            return end, after
    odd = _ODD_END.search(text, begin, stop)
    return (odd.start(), odd.end()) if odd else (-1, -1)


class _Outside:
    """What stands between events: calendars that begin and end, their properties, and all other components."""

    def __init__(self) -> None:
        self._part: CalendarPart | None = None

    def current(self) -> CalendarPart:
        """Return the calendar that is open, or one for events outside of any."""
        if self._part is None:
            self._part = CalendarPart(is_bare=True)
        return self._part

    def read(self, between: bytes) -> Iterator[EventText]:
        """Take in the text between two events; yield events written so oddly that they stand in it."""
        if between == b"\n" or not between:
            return
        inside: bytes | None = None
        collected: list[bytes] = []
        for raw in between.split(b"\n"):
            line = raw.strip()
            word, colon, value = line.partition(b":")
            word, value = word.strip().upper(), value.strip().upper()
            if inside is not None:
                if colon and word == b"END" and value == inside:
                    if inside == b"VEVENT":
                        yield EventText(self.current(), None, b"\n" + b"\n".join(collected), None)
                    inside, collected = None, []
                elif inside == b"VEVENT":
                    collected.append(line)
            elif colon and word == b"BEGIN":
                if value == b"VCALENDAR":
                    self._part = CalendarPart()
                else:
                    inside = value
            elif colon and word == b"END" and value == b"VCALENDAR":
                self._part = None
            else:
                self._property(line)
        if inside == b"VEVENT":
            yield EventText(self.current(), None, b"\n" + b"\n".join(collected), _unclosed_fault(last=True))

    def _property(self, line: bytes) -> None:
        match = _CALENDAR_PROPERTY.fullmatch(line)
        if match is not None:
            self.current().properties.setdefault(match[1].upper(), match[3])
