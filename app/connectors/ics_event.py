"""The inside of one VEVENT: its wanted properties to an ``Event`` and its ``Recurrence`` (RFC 5545 §3.6.1)."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from app.connectors.agenda import Descriptions
from app.connectors.event_lines import without_nested
from app.connectors.ics_values import (
    DAYS,
    LONGEST_ATTENDEE,
    MOST_REMEMBERED,
    SECONDS,
    Addresses,
    Attendees,
    BadValue,
    Stamps,
    Words,
    calendar_time,
    decoded,
    duration,
    shown,
    split_value,
    text,
    time_parameters,
)
from app.connectors.join_links import has_link
from app.connectors.property_order import attendee_lines, repeating
from app.language import _
from app.model.events import (
    NO_LENGTH,
    Attendee,
    BusyStatus,
    CalendarTime,
    Event,
    EventKey,
    EventType,
    ExtraDate,
    Length,
    Recurrence,
)
from app.model.timezones import DAY, Zone

if TYPE_CHECKING:
    from app.connectors.property_order import Properties
    from app.connectors.time_zones import ZoneTable

MOST_EXTRA_DATES = 20_000
_LONGEST_UID = 1_024
_BUSY: dict[bytes, BusyStatus] = {
    b"BUSY": "busy",
    b"FREE": "free",
    b"TENTATIVE": "tentative",
    b"OOF": "out_of_office",
    b"WORKINGELSEWHERE": "working_elsewhere",
}

_EVENT_TYPES: dict[bytes, EventType] = {
    b"FOCUS": "focus",
    b"OUT-OF-OFFICE": "out_of_office",
    b"WORKING-LOCATION": "working_location",
    b"BIRTHDAY": "birthday",
    b"TASK": "task",
}
"""What X-CLEARWEEK-EVENT-TYPE says, which our own connectors write (Google ``eventType``)."""


# What a named tuple is called with is put into a tuple by a function in Python; a file has ten thousands.
_made = tuple.__new__


class Interpreted(NamedTuple):
    """One event, how it repeats, its newest time stamp (0: none), and what had to be repaired, as sentences."""

    event: Event
    recurrence: Recurrence | None
    newest: int
    notes: tuple[str, ...]


class _Parameters(NamedTuple):
    """What the parameters of a date mean; ``unknown`` is the name of a zone that nobody knows, else empty."""

    zone: Zone | None
    this_and_future: bool
    unknown: str


class EventInterpreter:
    """Interprets the events of one file; remembers what recurs in it: zones, attendees, parameters."""

    def __init__(self, zones: ZoneTable) -> None:
        """Take the zones that the file's names mean."""
        self._zones = zones
        self._attendees = Attendees()
        self._words = Words()
        self._stamps = Stamps()
        self._organizers = Addresses()
        self._descriptions = Descriptions()
        self._parameters: dict[bytes, _Parameters] = {}
        self._lengths: dict[int, Length] = {}
        self._within_day: dict[bytes, Length] = {}
        self._notes: list[str] = []
        self._unknown_here: list[str] = []
        self._unknown: dict[str, None] = {}

    def unknown_zones(self) -> tuple[str, ...]:
        """Return the zone names that nobody knows, in the order in which they were met."""
        return tuple(self._unknown)

    def interpret(
        self, properties: Properties, calendar: str, home: Zone | None, *, cancelled: bool, line: int | None
    ) -> Interpreted:
        """Return what one event says.

        Args:
            properties: what stands in it.
            calendar: the key of its calendar.
            home: the zone in which floating times are read, None for the analysis zone.
            cancelled: its calendar has METHOD:CANCEL.
            line: where it begins in its file.

        Raises:
            BadValue: when it is not an event that can take place: no start, or one that is no date.

        """
        # Apart at once: to look at a field of a named tuple takes as long as four of these.
        uid, stamp, begin, end, lasting, slot, created, modified, sequence, status, summary = properties[:11]
        description, html, attached, *places, organizer, transparency, busy, omitted, kind = properties[11:25]
        attendees, rules, excluded, dates, exceptions, body, notes = properties[25:]
        self._notes, self._unknown_here = list(notes), []
        if begin is None:
            raise BadValue(_("It has no start (DTSTART)."))
        start = self._time(begin)
        start = start if start.zone is not None or home is None or start.is_date else start._replace(zone=home)
        of_slot, this_and_future = (None, False) if slot is None else self._slot(slot)
        length = self._length(start, begin, end, lasting)
        organized_by = None if organizer is None else self._organizers[organizer]
        people = self._people(attendees) if attendees else ()
        carries_people = omitted is None and (organized_by is not None or bool(people))
        words, stamps = self._words, self._stamps
        number = b"0" if sequence is None else words[sequence][:9]
        changed, stamped, made = stamps[modified or b""], stamps[stamp or b""], stamps[created or b""]
        title = text(summary or b"")
        described = description is not None or html is not None or attached is not None
        # By their places: with names it takes six times as long.
        fields = (
            _made(EventKey, (calendar, _uid(uid, body), of_slot)),
            start,
            length,
            title,
            "status" if status is not None and words[status] == b"CANCELLED" else "method" if cancelled else "",
            transparency is not None and words[transparency] == b"TRANSPARENT",
            None if busy is None else _BUSY.get(words[busy]),
            None if kind is None else _EVENT_TYPES.get(words[kind]),
            organized_by,
            people,
            carries_people,
            # Where the server left guests out, there are some, but nobody knows how many.
            omitted is not None or (not carries_people and has_link(description, *places)),
            this_and_future,
            (int(number) if number.isdigit() else 0, changed, stamped),  # changed
            made,
            line,
            self._descriptions.of_event(title, description, html, attached=attached is not None) if described else 0,
        )
        repeats = slot is None and (rules or dates or excluded or exceptions)
        recurrence = self._recurrence(properties) if repeats else None
        self._unknown.update(dict.fromkeys(self._unknown_here))
        return _made(Interpreted, (_made(Event, fields), recurrence, max(changed, stamped, made), tuple(self._notes)))

    def _time(self, rest: bytes) -> CalendarTime:
        """Return a time as it is written: without a zone it floats, and is meant by the clock of its series."""
        # Nearly all have a zone that was met before and the plain form, ";TZID=Europe/Berlin:20260105T093000".
        if rest[-16:-15] == b":" and rest[-7:-6] == b"T":
            met = self._parameters.get(rest[:-16])
            if met is not None and not met.unknown:
                return _made(CalendarTime, (DAYS[rest[-15:-7]], SECONDS[rest[-6:]], met.zone, False))
        parameters, __, value = rest.rpartition(b":")
        if not parameters:
            return calendar_time(value.strip(), None)
        known = self._parameters.get(parameters)
        if known is None or known.unknown:
            known = self._said_by(parameters)
        return calendar_time(value.strip(), known.zone)

    def _said_by(self, raw: bytes) -> _Parameters:
        """Return what the parameters of a date say in this file."""
        known = self._parameters.get(raw)
        if known is None:
            said = time_parameters(raw)
            zone = None if said.zone_name is None else self._zones.zone(said.zone_name)
            unknown = said.zone_name if zone is None and said.zone_name is not None else ""
            known = self._parameters[raw] = _Parameters(zone, said.this_and_future, unknown)
        if known.unknown:
            self._unknown_here.append(known.unknown)
        return known

    def _slot(self, rest: bytes) -> tuple[CalendarTime, bool]:
        parameters = rest.rpartition(b":")[0]
        return self._time(rest), bool(parameters) and self._said_by(parameters).this_and_future

    def _length(self, start: CalendarTime, begin: bytes, end: bytes | None, lasting: bytes | None) -> Length:
        """Return the length; of an event within one day two times say it, and a calendar has few pairs of them."""
        if end is None or begin[-7:-6] != b"T" or begin[:-6] != end[:-6]:
            return self._length_said(start, end, lasting)
        pair = begin[-6:] + end[-6:]
        length = self._within_day.get(pair)
        if length is None:
            length = self._length_said(start, end, lasting)
            # One without length comes with a note each time.
            if length.seconds > 0 and len(self._within_day) < MOST_REMEMBERED:
                self._within_day[pair] = length
        return length

    def _length_said(self, start: CalendarTime, end: bytes | None, lasting: bytes | None) -> Length:
        """Return the length by DTEND, else DURATION, else what RFC 5545 §3.6.1 says: a day, or none."""
        usual = Length("wall", 1, 0) if start.is_date else NO_LENGTH
        if end is not None:
            length = self._until_end(start, self._time(end))
        elif lasting is not None:
            length = duration(split_value(lasting)[1])
        else:
            return usual
        if length.days < 0 or (length.seconds < 0 and length.days <= 0):
            self._notes.append(_("It ends before it starts; it is shown without length."))
            return usual
        if start.is_date and length.seconds:
            self._notes.append(_("It is all-day but ends at a time of day; it is read as whole days."))
            return Length("wall", length.days + 1, 0)
        return length

    def _until_end(self, start: CalendarTime, end: CalendarTime) -> Length:
        days, seconds = end.day - start.day, end.second - start.second
        if start.is_date and not end.is_date:
            return Length("wall", days, end.second)
        if end.is_date and not start.is_date:
            self._notes.append(_("It starts at a time of day but ends on a date; it is read as ending at midnight."))
        elif end.zone is not start.zone and end.zone is not None and start.zone is not None:
            # The sign shows whether it ends before it starts; both parts share it.
            elapsed = end.zone.epoch(end.day, end.second) - start.zone.epoch(start.day, start.second)
            return Length("exact", 0, elapsed)
        total = days * DAY + seconds
        length = self._lengths.get(total)
        if length is None:
            length = Length("wall", *divmod(total, DAY)) if total >= 0 else Length("wall", -1, 0)
            if len(self._lengths) < MOST_REMEMBERED:
                self._lengths[total] = length
        return length

    def _people(self, block: bytes) -> tuple[Attendee, ...]:
        """Return the attendees with an address; the most willing answer of one counts later."""
        lines = attendee_lines(block)
        if len(block) > LONGEST_ATTENDEE and max(map(len, lines)) > LONGEST_ATTENDEE:
            short = [rest for rest in lines if len(rest) <= LONGEST_ATTENDEE]
            sentence = _("An entry of its list of attendees is longer than 8 KB and was left out.")
            self._notes.extend([sentence] * (len(lines) - len(short)))
            lines = short
        people = tuple(map(self._attendees.__getitem__, lines))
        return tuple(filter(None, people)) if None in people else people  # type: ignore[return-value]

    def _recurrence(self, properties: Properties) -> Recurrence | None:
        rules, excluded, added, removed = [], [], [], []
        for name, rest in repeating(properties):
            if name == b"RRULE":
                rules.append(decoded(split_value(rest)[1]))
            elif name == b"EXDATE":
                removed.extend(self._times(rest))
            elif name == b"RDATE":
                added.extend(self._extra(rest))
            elif name == b"EXRULE":
                excluded.append(decoded(split_value(rest)[1]))
        if not (rules or added):
            return None
        if len(added) > MOST_EXTRA_DATES:
            self._notes.append(_("It has more than 20,000 dates of its own (RDATE); the rest were left out."))
            del added[MOST_EXTRA_DATES:]
        return Recurrence(tuple(dict.fromkeys(rules)), tuple(excluded), tuple(added), tuple(removed))

    def _times(self, rest: bytes) -> list[CalendarTime]:
        parameters, __, values = rest.rpartition(b":")
        zone = self._said_by(parameters).zone if parameters else None
        found = []
        for value in values.split(b","):
            try:
                found.append(calendar_time(value.strip(), zone))
            except BadValue:
                self._notes.append(_("One of its exceptions (“{value}”) is not a date.").format(value=shown(value)))
        return found

    def _extra(self, rest: bytes) -> list[ExtraDate]:
        """Return the dates of an RDATE; a PERIOD has an end or a duration of its own (RFC 5545 §3.3.9)."""
        parameters, __, values = rest.rpartition(b":")
        zone = self._said_by(parameters).zone if parameters else None
        found = []
        for value in values.split(b",", MOST_EXTRA_DATES + 1)[: MOST_EXTRA_DATES + 1]:
            begin, slash, end = value.strip().partition(b"/")
            try:
                time = calendar_time(begin, zone)
                length = None
                if slash:
                    length = duration(end) if end[:1] in b"+-P" else self._until_end(time, calendar_time(end, zone))
                found.append(ExtraDate(time, length))
            except BadValue:
                self._notes.append(_("One of its extra dates (“{value}”) is not a date.").format(value=shown(value)))
        return found


def _uid(rest: bytes | None, body: bytes) -> str:
    """Return the UID; where none stands, or an endless one, a name made of the content without DTSTAMP."""
    uid = "" if rest is None else text(rest)
    if uid and len(uid) <= _LONGEST_UID:
        return uid
    content = rest if rest is not None and uid else re.sub(rb"\nDTSTAMP[;:].*", b"", without_nested(body)[0])
    return f"clearweek:{hashlib.blake2b(content, digest_size=12).hexdigest()}"
