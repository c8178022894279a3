"""iCalendar bytes to Series and problems.

The fast path looks only at the wanted properties of each event, in bytes, with caches. An event that it cannot make
sense of goes to the icalendar library, which forgives more, and what that writes back is read once more; what is
still not an event is set aside with the reason. One bad event never costs the others.
"""

from __future__ import annotations

import re
from dataclasses import replace
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from app.connectors import ics_text
from app.connectors.ics_event import EventInterpreter
from app.connectors.ics_values import BadValue, address, decoded, text
from app.connectors.property_order import learnt_order, one_by_one
from app.connectors.series_of import series_of
from app.connectors.time_zones import ZoneTable
from app.language import _
from app.model.foreign_text import visible
from app.model.sources import Calendar, Problem, Reading
from app.model.timezones import Zone, iana_zone, iana_zone_any_case
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.connectors.ics_text import CalendarPart, EventText
    from app.connectors.property_order import Properties
    from app.model.events import Event, Recurrence
    from app.progress import Progress

MOST_SECOND_READINGS = 500
DIGEST_SIZE = 12
"""Bytes of a digest: among a million events, two alike by chance are one in 10^17. SHA-256, as processors have it."""
_STAMP = b"\nDTSTAMP"
_UID = re.compile(rb"\n[Uu][Ii][Dd][^:\n]*:(.*)")


def read_ics(data: bytes, source: str, progress: Progress = SILENT) -> Reading:
    """Return the calendars and series of one iCalendar file, and what in it could not be taken as it stands.

    Args:
        data: the file's bytes, at most 50 MB.
        source: what the person calls the file, for messages; its end names a calendar without X-WR-CALNAME.
        progress: told every 1,000 events, and asked whether to go on.

    Raises:
        UnreadableInput: when this is no calendar at all.
        Cancelled: when ``progress`` says so.

    """
    return IcsFile(data, source).read(progress)


class Component(NamedTuple):
    """One VEVENT of a file, cut out, not yet taken apart.

    ``digest`` tells it from every other: it is made of its text without DTSTAMP, which exporters set anew at each
    download, and of what its calendar says about all of its events. ``stamp`` is what follows the name of DTSTAMP,
    empty where it does not stand.
    """

    text: EventText
    digest: bytes
    stamp: bytes


class TakenApart(NamedTuple):
    """One VEVENT of a file, taken apart, not yet interpreted; its fields as `Component` has them."""

    text: EventText
    properties: Properties
    digest: bytes
    stamp: bytes


# What a named tuple is called with is put into a tuple by a function in Python; a file has ten thousands.
_made = tuple.__new__


class IcsFile:
    """One iCalendar file, cut into its events: so much must be done to see what of it is new."""

    def __init__(self, data: bytes, source: str) -> None:
        """Cut the file.

        Raises:
            UnreadableInput: when this is no calendar at all.

        """
        ics_text.check_is_calendar(data)
        folded = ics_text.normalised(data)
        del data
        self.source = source
        self._folded = folded
        self._lines: list[int] | None = None
        self._apart: Callable[[bytes], Properties] | None = None
        self._text = ics_text.unfolded(folded)
        self._events = self._text.count(ics_text.BEGIN_EVENT)
        self._zone_texts = ics_text.zone_texts(self._text)
        self._zones = ZoneTable(self._zone_texts)
        self._interpreter = EventInterpreter(self._zones)

    @property
    def context(self) -> bytes:
        """Return a digest of the time zones that the file defines: all its times may rest on them."""
        return sha256(b"\0".join(self._zone_texts)).digest()[:DIGEST_SIZE]

    def find_lines(self) -> list[int]:
        """Return the line, from 1, on which each VEVENT begins; from then on the file is not held as it was folded."""
        if self._lines is None:
            self._lines = ics_text.event_lines(self._folded)
            self._folded = b""
        return self._lines

    def properties(self, body: bytes) -> Properties:
        """Return the text of one of its events, taken apart."""
        if self._apart is None:
            self._apart = learnt_order(self._text, self._events)
        return self._apart(body)

    def taken_apart(self, component: Component) -> TakenApart:
        """Return an event with its properties."""
        text, digest, stamp = component
        return _made(TakenApart, (text, self.properties(text.body), digest, stamp))

    def uids(self) -> set[str | None]:
        """Return the UIDs of its events; None among them where one has none."""
        return {uid_of(self.properties(each.body)) for each in ics_text.event_texts(self._text)}

    def components(self) -> list[Component]:
        """Return every VEVENT in the order in which it stands."""
        contexts: dict[int, Any] = {}
        found = []
        for piece in ics_text.event_texts(self._text):
            digest = contexts.get(id(piece.part))
            if digest is None:
                properties = piece.part.properties
                said = b"\0".join(properties.get(name, b"") for name in (b"X-WR-CALNAME", b"METHOD", b"X-WR-TIMEZONE"))
                digest = contexts[id(piece.part)] = sha256(said)
            digest = digest.copy()
            body = piece.body
            at = body.find(_STAMP)
            if at < 0:
                digest.update(body)
                stamp = b""
            else:
                end = body.find(b"\n", at + 1)
                end = end if end >= 0 else len(body)
                stamp = body[at + len(_STAMP) : end]
                digest.update(body[:at] + body[end:])
            found.append(_made(Component, (piece, digest.digest()[:DIGEST_SIZE], stamp)))
        return found

    def read(self, progress: Progress = SILENT) -> Reading:
        """Return what its events say.

        Raises:
            Cancelled: when ``progress`` says so.

        """
        return self._read(
            ((each, self.properties(each.body)) for each in ics_text.event_texts(self._text)), progress
        ).reading()

    def read_components(self, components: Sequence[TakenApart], progress: Progress = SILENT) -> ReadComponents:
        """Return what these components say, and which of them must be read again next time.

        Raises:
            Cancelled: when ``progress`` says so.

        """
        if not components:
            # In a file of which nothing is new not even the lines need be counted.
            return ReadComponents(Reading((), (), ()), {})
        reader = self._read((each[:2] for each in components), progress)
        reading = reader.reading()
        read, noted = reader.read, reader.noted
        kept = {id(event) for series in reading.series for event in (series.head, *series.overrides) if event}
        if len(kept) != len(read):
            # Where one of two versions was taken, all of the UID are read again.
            chosen = {event.key[:2] for event, __ in read if id(event) not in kept}
            read = [each for each in read if each[0].key[:2] not in chosen]
        return ReadComponents(
            reading, {id(event): components[number].digest for event, number in read if number not in noted}
        )

    def _read(self, events: Iterable[tuple[EventText, Properties]], progress: Progress) -> _Reader:
        reader = _Reader(self.source, self._zones, self._interpreter, self.find_lines())
        for number, (piece, properties) in enumerate(events):
            if number % 1000 == 0:
                progress.check()
                progress.report(number, self._events, self.source)
            if number >= ics_text.MOST_EVENTS:
                reader.note(None, None, _("It has more than 200,000 events; the rest were not read."))
                break
            reader.take(piece, properties, number)
        return reader


class ReadComponents(NamedTuple):
    """What some components of a file say.

    ``digests`` holds those of the events that need not be read again while their text stays: by ``id`` of the event.
    Whatever was noted about an event is found anew at each reading, and so is the choice between two versions of one
    event, which may rest on DTSTAMP.
    """

    reading: Reading
    digests: dict[int, bytes]


class _Gathered:
    """One calendar while it is being read."""

    __slots__ = ("calendar", "events", "newest")

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.events: list[tuple[Event, Recurrence | None]] = []
        self.newest = 0


class _Reader:
    """Takes events one by one and gathers them by calendar."""

    def __init__(self, source: str, zones: ZoneTable, interpreter: EventInterpreter, lines: list[int]) -> None:
        self._source = source
        self._zones = zones
        self._lines = lines
        self._interpreter = interpreter
        self._gathered: dict[str, _Gathered] = {}
        self._parts: dict[int, tuple[CalendarPart, _Gathered, bool]] = {}
        self._problems: list[Problem] = []
        self._second_readings = 0
        self._bare = False
        self._number = -1
        self.noted: set[int] = set()
        self.read: list[tuple[Event, int]] = []

    def reading(self) -> Reading:
        """Return what was taken."""
        self._number = -1
        calendars, series = [], []
        for gathered in self._gathered.values():
            calendars.append(replace(gathered.calendar, newest=gathered.newest or None))
            series.extend(series_of(gathered.calendar.key, gathered.events))
        for name in self._interpreter.unknown_zones():
            reason = _("Nobody knows the time zone “{name}”; its times are read in the analysis zone.")
            self.note(None, None, reason.format(name=visible(name, 60)), kept=True)
        for name in self._zones.guessed:
            reason = _("Of the time zone “{name}” only the offset is known; its times have no summer time.")
            self.note(None, None, reason.format(name=visible(name, 60)), kept=True)
        return Reading(tuple(calendars), tuple(series), tuple(self._problems))

    def note(self, uid: str | None, line: int | None, reason: str, *, kept: bool = False) -> None:
        """Remember what could not be taken as it stands."""
        self._problems.append(Problem(self._source, uid, line, reason, kept=kept))
        self.noted.add(self._number)

    def take(self, piece: EventText, properties: Properties, number: int) -> None:
        """Read one event, the ``number``-th that is given, or set it aside."""
        self._number = number
        part, ordinal, body, fault = piece
        line = self._lines[ordinal] if ordinal is not None and ordinal < len(self._lines) else None
        if part.is_bare and not self._bare:
            self._bare = True
            reason = _("It has events outside of a calendar (no BEGIN:VCALENDAR); they were read all the same.")
            self.note(None, line, reason, kept=True)
        __, gathered, cancelled = self._parts.get(id(part)) or self._part(part)
        if fault is None:
            try:
                self._interpret(properties, gathered, line, cancelled=cancelled)
            except BadValue as error:
                fault = self._second_reading(body, gathered, line, str(error), cancelled=cancelled)
        if fault is not None:
            self.note(_uid_in(body), line, fault)

    def _interpret(self, properties: Properties, gathered: _Gathered, line: int | None, *, cancelled: bool) -> None:
        calendar = gathered.calendar
        event, recurrence, newest, notes = self._interpreter.interpret(
            properties, calendar.key, calendar.zone, cancelled=cancelled, line=line
        )
        gathered.events.append((event, recurrence))
        gathered.newest = max(gathered.newest, newest)
        self.read.append((event, self._number))
        for sentence in notes:
            self.note(event.key.uid, line, sentence, kept=True)

    def _second_reading(
        self, body: bytes, gathered: _Gathered, line: int | None, fault: str, *, cancelled: bool
    ) -> str | None:
        """Let the icalendar library write the event anew and read that; return why it failed, or None."""
        self._second_readings += 1
        # What one thing after another is wrong in is not worth the library's time.
        if self._second_readings > MOST_SECOND_READINGS:
            return fault
        anew = _written_anew(body)
        if anew is None:
            return fault
        try:
            self._interpret(one_by_one(anew), gathered, line, cancelled=cancelled)
        except BadValue:
            return fault
        return None

    def _part(self, part: CalendarPart) -> tuple[CalendarPart, _Gathered, bool]:
        """Return a part that was not met yet, its calendar, and whether it cancels what stands in it."""
        name = calendar_name(part)
        # Many files hold a VCALENDAR for each event: they are one calendar as long as they bear one name.
        gathered = self._gathered.get(name)
        if gathered is None:
            calendar = Calendar(
                key=calendar_key(self._source, name),
                name=name or PurePath(self._source.replace("\\", "/")).stem,
                source=self._source,
                owner=_owner(part, name),
                zone=self._calendar_zone(decoded(part.properties.get(b"X-WR-TIMEZONE", b"")).strip()),
                newest=None,
            )
            gathered = self._gathered[name] = _Gathered(calendar)
        known = (part, gathered, part.properties.get(b"METHOD", b"").strip().upper() == b"CANCEL")
        self._parts[id(part)] = known
        return known

    def _calendar_zone(self, name: str) -> Zone | None:
        if not name:
            return None
        return iana_zone(name) or self._zones.zone(name) or iana_zone_any_case(name)


def _owner(part: CalendarPart, name: str) -> str | None:
    """Return the address that a calendar belongs to: what a connector wrote of it, else a name that is one."""
    said = part.properties.get(b"X-CLEARWEEK-OWNER")
    if said is not None:
        return address(said.strip())
    return address(name.encode()) if "@" in name and " " not in name else None


def calendar_name(part: CalendarPart) -> str:
    """Return what a calendar calls itself (X-WR-CALNAME), empty where it does not."""
    return text(b":" + part.properties.get(b"X-WR-CALNAME", b""))


def calendar_key(source: str, name: str) -> str:
    """Return what tells a calendar from every other: its file, and its name in it."""
    return f"{source}#{name}" if name else source


def _uid_in(body: bytes) -> str | None:
    match = _UID.search(body)
    return decoded(match[1]).strip()[:200] or None if match else None


def uid_of(properties: Properties) -> str | None:
    """Return the UID of an event that is not interpreted yet, as interpreting it will give it; None without one."""
    uid = properties.uid
    return None if uid is None else text(uid) or None


def _written_anew(body: bytes) -> bytes | None:
    """Return the event as the icalendar library writes it, None where it cannot make an event of it either."""
    # Imported here: it costs more than reading a year, and nearly no calendar needs it.
    import icalendar

    try:
        event = icalendar.Event.from_ical(b"BEGIN:VEVENT" + body.replace(b"\n", b"\r\n") + b"\r\nEND:VEVENT\r\n")
        written = event.to_ical()
    except Exception:  # noqa: BLE001 (the library raises whatever its parts raise; here it only means "no")
        return None
    unfolded = ics_text.unfolded(ics_text.normalised(written))
    begin, end = unfolded.find(b"\nBEGIN:VEVENT"), unfolded.rfind(b"\nEND:VEVENT")
    return unfolded[begin + len(b"\nBEGIN:VEVENT") : end] if 0 <= begin < end else None
