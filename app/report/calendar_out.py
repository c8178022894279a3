"""One's own calendars as iCalendar (RFC 5545), whole: what our reader reads back to the same occurrences.

Each calendar is a VCALENDAR of its own, with the time zones that its times need. Titles, addresses and names come from
whoever sent an invitation: each is escaped where it is written, so that none can end its line and begin another one.
The text of a description is kept nowhere, so it is not in the file either.
"""

from __future__ import annotations

import datetime as dt
import re
import zoneinfo
from typing import TYPE_CHECKING, Final, NamedTuple

from app.connectors.icalendar_lines import bare, day, escaped, line, moment
from app.model.timezones import DAY, EPOCH_DAY, UTC, Change, ChangeTable, Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.model.events import (
        Attendee,
        BusyStatus,
        CalendarTime,
        Event,
        EventType,
        ExtraDate,
        Length,
        Recurrence,
        Series,
    )
    from app.model.sources import Calendar, Reading

_ANSWERS: Final = {
    "accepted": "ACCEPTED",
    "tentative": "TENTATIVE",
    "unanswered": "NEEDS-ACTION",
    "declined": "DECLINED",
}
_BUSY: Final[dict[BusyStatus, str]] = {
    "busy": "BUSY",
    "free": "FREE",
    "tentative": "TENTATIVE",
    "out_of_office": "OOF",
    "working_elsewhere": "WORKINGELSEWHERE",
}
_EVENT_TYPES: Final[dict[EventType, str]] = {
    "focus": "FOCUS",
    "out_of_office": "OUT-OF-OFFICE",
    "working_location": "WORKING-LOCATION",
    "birthday": "BIRTHDAY",
    "task": "TASK",
}
_A_LINE: Final = 300
"""Dates that stand in one EXDATE or RDATE: the reader takes 5,000 lines of an event."""
_WIDEST: Final = 75
"""Bytes of a line, its end not counted."""
_OUR_NAME: Final = re.compile(r" \(clearweek \d+\)$")
_NOT_IN_A_NAME: Final = re.compile(r"[\"/\\;:,\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LONGEST_NAME: Final = 60
_FAR: Final = 10
"""Years beyond the newest event up to which a zone of the database is written out, for programs that do not know it."""


class CalendarFile(NamedTuple):
    """A file as pieces, and how many events stand in it."""

    events: int
    pieces: tuple[bytes, ...]


def icalendar_file(reading: Reading) -> CalendarFile:
    """Return everything that was read as one iCalendar stream; calendars without an event are left out."""
    by_calendar: dict[str, list[Series]] = {}
    for series in reading.series:
        by_calendar.setdefault(series.calendar, []).append(series)
    zones = _ZoneNames(_years(reading.series))
    names: set[str] = set()
    pieces: list[bytes] = []
    count = 0
    for calendar in reading.calendars:
        of_calendar = by_calendar.get(calendar.key, [])
        name = _unlike(calendar.name, names)
        # What METHOD:CANCEL says holds for a whole VCALENDAR; two with one name are one calendar.
        for method in ("", "method"):
            events = list(_events(of_calendar, zones, cancelled_by_method=method == "method"))
            if events:
                count += len(events)
                pieces.append(_vcalendar(calendar, name, zones, events, cancels=method == "method"))
    return CalendarFile(count, tuple(pieces))


def _unlike(name: str, taken: set[str]) -> str:
    """Return a name that no other calendar of the file has: those of one name would be read as one calendar."""
    found, number = name, 2
    while found in taken:
        found, number = f"{name} ({number})", number + 1
    taken.add(found)
    return found


class _Written(NamedTuple):
    """The lines of one event, and the zones that its times name."""

    lines: list[str]
    zones: tuple[Zone, ...]


def _vcalendar(calendar: Calendar, name: str, zones: _ZoneNames, events: Sequence[_Written], *, cancels: bool) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clearweek//Clearweek//EN"]
    if cancels:
        lines.append("METHOD:CANCEL")
    lines.append(line("X-WR-CALNAME", escaped(name)))
    needed = {id(zone): zone for event in events for zone in event.zones}
    if calendar.zone is not None:
        lines.append(line("X-WR-TIMEZONE", bare(zones.name(calendar.zone) or UTC.name)))
        needed[id(calendar.zone)] = calendar.zone
    if calendar.owner:
        lines.append(line("X-CLEARWEEK-OWNER", bare(calendar.owner)))
    defined: dict[str, list[str]] = {}
    for zone in needed.values():
        tzid = zones.name(zone)
        if tzid is not None and tzid not in defined:
            defined[tzid] = zones.definition(zone, tzid)
    lines += [text for tzid in sorted(defined) for text in defined[tzid]]
    lines += [text for event in events for text in event.lines]
    lines.append("END:VCALENDAR")
    return b"".join(map(_folded, lines))


def _folded(text: str) -> bytes:
    """Return a line with its end, folded at 75 bytes and never inside a character (RFC 5545 §3.1)."""
    data = text.encode("utf-8", "replace")
    pieces: list[bytes] = []
    while len(data) > _WIDEST:
        at = _WIDEST
        while data[at] & 0xC0 == 0x80:
            at -= 1
        pieces.append(data[:at])
        # The space that begins a line counts.
        data = b" " + data[at:]
    return b"\r\n".join([*pieces, data, b""])


def _events(of_calendar: Iterable[Series], zones: _ZoneNames, *, cancelled_by_method: bool) -> Iterator[_Written]:
    for series in of_calendar:
        head = () if series.head is None else ((series.head, series.recurrence),)
        for event, recurrence in (*head, *((each, None) for each in series.overrides)):
            if (event.cancelled == "method") == cancelled_by_method:
                yield _EventLines(zones).of(event, recurrence)


# ---- one event ----


class _EventLines:
    """Writes one event, and notes which zones its times name."""

    def __init__(self, zones: _ZoneNames) -> None:
        self._names = zones
        self._needed: list[Zone] = []

    def of(self, event: Event, recurrence: Recurrence | None) -> _Written:
        """Return the lines of the event."""
        lines = ["BEGIN:VEVENT", line("UID", escaped(event.key.uid)), f"DTSTAMP:{_stamp(event.changed[2])}"]
        lines.append(self._moment("DTSTART", event.start))
        lines.append(self._length(event.start, event.length))
        slot = event.key.recurrence_id
        if slot is not None:
            name = "RECURRENCE-ID;RANGE=THISANDFUTURE" if event.this_and_future else "RECURRENCE-ID"
            lines.append(self._moment(name, slot))
        if recurrence is not None:
            lines += self._recurrence(recurrence)
        lines += _said(event)
        lines.append("END:VEVENT")
        return _Written(lines, tuple(self._needed))

    def _moment(self, name: str, time: CalendarTime) -> str:
        if time.is_date:
            return day(name, dt.date.fromordinal(time.day))
        local = dt.datetime.fromordinal(time.day) + dt.timedelta(seconds=time.second)
        if time.zone is None:
            return moment(name, local, None)
        self._needed.append(time.zone)
        return moment(name, local, self._names.name(time.zone) or "UTC")

    def _length(self, start: CalendarTime, length: Length) -> str:
        end = _end(start, length)
        return f"DURATION:{_duration(length)}" if end is None else self._moment("DTEND", end)

    def _recurrence(self, recurrence: Recurrence) -> Iterator[str]:
        for rule in recurrence.rules:
            yield line("RRULE", bare(rule))
        for rule in recurrence.excluded_rules:
            yield line("EXRULE", bare(rule))
        yield from self._dates("RDATE", [(each.start, _period_end(each)) for each in recurrence.added])
        yield from self._dates("EXDATE", [(each, "") for each in recurrence.removed])

    def _dates(self, name: str, times: Iterable[tuple[CalendarTime, str]]) -> Iterator[str]:
        """Yield dates, those of one form together: by how the line begins the values that follow."""
        alike: dict[str, list[str]] = {}
        for time, end in times:
            before, __, value = self._moment(f"{name};VALUE=PERIOD" if end else name, time).rpartition(":")
            alike.setdefault(before, []).append(value + end)
        for before, values in alike.items():
            for at in range(0, len(values), _A_LINE):
                yield f"{before}:{','.join(values[at : at + _A_LINE])}"


def _end(start: CalendarTime, length: Length) -> CalendarTime | None:
    """Return the DTEND that says this length; None where a DURATION says it."""
    if length.form == "duration":
        return None
    if length.form == "exact" and start.zone is not None:
        instant = start.zone.epoch(start.day, start.second) + length.days * DAY + length.seconds
        days, second = divmod(instant, DAY)
        end = start._replace(day=days + EPOCH_DAY, second=second, zone=UTC)
    else:
        days, second = divmod(start.second + length.seconds, DAY)
        end = start._replace(day=start.day + length.days + days, second=second)
    # The last days of the calendar have no later one to end on.
    return end if 1 <= end.day <= dt.date.max.toordinal() else None


def _period_end(extra: ExtraDate) -> str:
    """Return what follows the start of a PERIOD (RFC 5545 §3.3.9), empty where the date has no length of its own."""
    if extra.length is None:
        return ""
    end = _end(extra.start, extra.length)
    if end is None:
        return f"/{_duration(extra.length)}"
    clock = f"{end.second // 3600:02}{end.second // 60 % 60:02}{end.second % 60:02}"
    date = dt.date.fromordinal(end.day)
    return f"/{date.year:04}{date.month:02}{date.day:02}T{clock}{'Z' if end.zone is UTC else ''}"


def _duration(length: Length) -> str:
    days, seconds = length.days, length.seconds
    sign = "-" if days < 0 or seconds < 0 else ""
    return f"{sign}P{abs(days)}DT{abs(seconds)}S"


def _said(event: Event) -> Iterator[str]:
    """Yield what an event says besides its times."""
    sequence, modified, __ = event.changed
    if sequence:
        yield f"SEQUENCE:{sequence}"
    if modified:
        yield f"LAST-MODIFIED:{_stamp(modified)}"
    if event.created:
        yield f"CREATED:{_stamp(event.created)}"
    if event.title:
        yield line("SUMMARY", escaped(event.title))
    if event.cancelled == "status":
        yield "STATUS:CANCELLED"
    if event.transparent:
        yield "TRANSP:TRANSPARENT"
    if event.busy is not None:
        yield line("X-MICROSOFT-CDO-BUSYSTATUS", _BUSY[event.busy])
    if event.event_type is not None:
        yield line("X-CLEARWEEK-EVENT-TYPE", _EVENT_TYPES[event.event_type])
    if event.has_link:
        # There is a way to join, and nobody knows how many do: the link itself is kept nowhere.
        yield "X-CLEARWEEK-GUESTS:OMITTED"
    if event.organizer is not None:
        yield line("ORGANIZER", f"mailto:{bare(event.organizer)}")
    for each in event.attendees:
        yield line("ATTENDEE", f"mailto:{bare(each.address)}", _attendee_parameters(each))


def _attendee_parameters(attendee: Attendee) -> tuple[tuple[str, str], ...]:
    kind = "ROOM" if attendee.is_resource else "GROUP" if attendee.is_group else ""
    return (
        *((("CUTYPE", kind),) if kind else ()),
        *((("ROLE", "OPT-PARTICIPANT"),) if attendee.is_optional else ()),
        ("PARTSTAT", _ANSWERS[attendee.response]),
    )


def _stamp(epoch: int) -> str:
    days, second = divmod(epoch, DAY)
    date = dt.date.fromordinal(min(max(days + EPOCH_DAY, 1), dt.date.max.toordinal()))
    clock = f"{second // 3600:02}{second // 60 % 60:02}{second % 60:02}"
    return f"{date.year:04}{date.month:02}{date.day:02}T{clock}Z"


# ---- time zones ----


def _years(series: Iterable[Series]) -> tuple[int, int]:
    days = [event.start.day for each in series for event in (each.head, *each.overrides) if event is not None]
    this_year = dt.datetime.now(dt.UTC).year
    first = min((dt.date.fromordinal(found).year for found in days), default=this_year)
    last = max((dt.date.fromordinal(found).year for found in days), default=this_year)
    return max(first - 1, 1900), min(max(last, this_year) + _FAR, 2100)


class _ZoneNames:
    """The TZID of each zone of a file, and its VTIMEZONE."""

    def __init__(self, years: tuple[int, int]) -> None:
        self._years = years
        self._names: dict[int, str] = {}
        self._by_rules: dict[tuple[str, object], str] = {}
        self._kept: list[Zone] = []

    def name(self, zone: Zone) -> str | None:
        """Return the TZID of a zone; None of UTC, which a time says by itself."""
        if zone is UTC:
            return None
        if isinstance(zone.tzinfo, zoneinfo.ZoneInfo):
            return zone.name
        known = self._names.get(id(zone))
        if known is None:
            # A file may call its own rules by a name that means others elsewhere: they get one that means nothing else.
            plain = _NOT_IN_A_NAME.sub("-", _OUR_NAME.sub("", zone.name))[:_LONGEST_NAME].strip() or "Zone"
            known = self._by_rules.setdefault((plain, _rules(zone)), f"{plain} (clearweek {len(self._by_rules) + 1})")
            self._names[id(zone)] = known
            self._kept.append(zone)
        return known

    def definition(self, zone: Zone, tzid: str) -> list[str]:
        """Return the VTIMEZONE of a zone (RFC 5545 §3.6.5)."""
        if isinstance(zone.tzinfo, zoneinfo.ZoneInfo):
            return self._of_database(tzid)
        before, changes = _rules(zone)
        lines = ["BEGIN:VTIMEZONE", line("TZID", bare(tzid))]
        alike: dict[tuple[int, int], list[int]] = {}
        for change in changes:
            alike.setdefault((before, change.offset), []).append(change.epoch + before)
            before = change.offset
        for (old, new), onsets in alike.items():
            lines += _observance(old, new, onsets)
        return [*lines, "END:VTIMEZONE"]

    def _of_database(self, tzid: str) -> list[str]:
        # Imported here: it costs more than reading a year, and only who exports needs it.
        import icalendar

        first, last = self._years
        found = icalendar.Timezone.from_tzid(tzid, first_date=dt.date(first, 1, 1), last_date=dt.date(last, 12, 31))
        return [text for text in found.to_ical().decode().replace("\r\n ", "").split("\r\n") if text]


def _rules(zone: Zone) -> tuple[int, tuple[Change, ...]]:
    """Return the offset of a zone that no database knows before its first change, and its changes."""
    if isinstance(zone.tzinfo, ChangeTable):
        return zone.tzinfo.given
    offset = int((zone.tzinfo.utcoffset(None) or dt.timedelta()).total_seconds())
    return offset, (Change(-offset, offset),)


def _observance(old: int, new: int, onsets: Sequence[int]) -> list[str]:
    kind = "DAYLIGHT" if new > old else "STANDARD"
    walls = [_stamp(onset)[:-1] for onset in onsets]
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{walls[0]}",
        f"TZOFFSETFROM:{_offset(old)}",
        f"TZOFFSETTO:{_offset(new)}",
        *(f"RDATE:{','.join(walls[at : at + _A_LINE])}" for at in range(1, len(walls), _A_LINE)),
        f"END:{kind}",
    ]


def _offset(seconds: int) -> str:
    hours, rest = divmod(abs(seconds), 3600)
    tail = f"{rest % 60:02}" if rest % 60 else ""
    return f"{'-' if seconds < 0 else '+'}{hours:02}{rest // 60:02}{tail}"
