"""The values of iCalendar properties: dates, durations, texts, attendees (RFC 5545 §3.3).

Dates, times and attendee lines recur all over a calendar, so each is interpreted once and looked up afterwards.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from app.language import _
from app.model.events import Attendee, CalendarTime, Length, Response
from app.model.foreign_text import visible
from app.model.timezones import DAY, EPOCH_DAY, UTC, Zone, civil_day

LONGEST_TEXT = 4096
LONGEST_ATTENDEE = 8192
MOST_REMEMBERED = 20_000
"""How many values of a kind are remembered at once, whatever a file holds."""
_DURATION = re.compile(rb"([+-])?P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,10})S)?)?")
_PARAMETERS = re.compile(rb"[^\":]*(?:\"[^\"]*\"[^\":]*)*:")
_PARAMETER = re.compile(rb";([^=;:]+)=(\"[^\"]*\"|[^;:\"]*)")
_QUOTED = re.compile(rb"\"[^\"]*\"")
_SAID = re.compile(rb";(PARTSTAT|CUTYPE|ROLE)=([A-Z-]+)")
_RESPONSES: dict[bytes, Response] = {
    b"ACCEPTED": "accepted",
    b"TENTATIVE": "tentative",
    b"DECLINED": "declined",
    b"DELEGATED": "declined",
}
_ESCAPE = re.compile(r"\\([\\;,nN])")


class BadValue(ValueError):
    """A value that cannot be read; its text is a sentence for a person."""


def shown(raw: bytes) -> str:
    """Return a raw value so that it can stand in a sentence: short, and with nothing invisible."""
    return visible(decoded(raw[:160]), 40)


class Days(dict[bytes, int]):
    """``b"20260105"`` to the ordinal of the day."""

    def __missing__(self, raw: bytes) -> int:
        """Interpret a date that was not met before."""
        if len(raw) != 8 or not raw.isdigit():
            raise BadValue(_("“{value}” is not a date.").format(value=shown(raw)))
        try:
            day = civil_day(int(raw[:4]), int(raw[4:6]), int(raw[6:]))
        except ValueError:
            raise BadValue(_("“{value}” is not a date.").format(value=shown(raw))) from None
        self[raw] = day
        return day


class Seconds(dict[bytes, int]):
    """``b"093000"`` to seconds since midnight; a leap second counts as the one before it."""

    def __missing__(self, raw: bytes) -> int:
        """Interpret a time that was not met before."""
        if len(raw) != 6 or not raw.isdigit():
            raise BadValue(_("“{value}” is not a time of day.").format(value=shown(raw)))
        hour, minute, second = int(raw[:2]), int(raw[2:4]), int(raw[4:])
        if hour > 23 or minute > 59 or second > 60:
            raise BadValue(_("“{value}” is not a time of day.").format(value=shown(raw)))
        self[raw] = seconds = hour * 3600 + minute * 60 + min(second, 59)
        return seconds


DAYS = Days()
SECONDS = Seconds()


def calendar_time(value: bytes, zone: Zone | None) -> CalendarTime:
    """Return a DATE or DATE-TIME; one in UTC says so itself, any other is in ``zone`` (None: it floats).

    Raises:
        BadValue: when it is neither.

    """
    size = len(value)
    if size == 15 and value[8:9] == b"T":
        return CalendarTime(DAYS[value[:8]], SECONDS[value[9:]], zone)
    if size == 16 and value[8:9] == b"T" and value[15:] in b"Zz":
        return CalendarTime(DAYS[value[:8]], SECONDS[value[9:15]], UTC)
    if size == 8:
        return CalendarTime(DAYS[value], 0, None, is_date=True)
    raise BadValue(_("“{value}” is not a date.").format(value=shown(value)))


class Stamps(dict[bytes, int]):
    """What follows DTSTAMP, CREATED or LAST-MODIFIED to the instant; most of a file's stamps stand in it twice."""

    def __missing__(self, rest: bytes) -> int:
        """Interpret a stamp that was not met lately."""
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[rest] = instant = utc_epoch(rest)
        return instant


def utc_epoch(rest: bytes) -> int:
    """Return the instant of a time stamp in UTC, 0 where it cannot be read: no figure rests on it alone."""
    value = rest[1:] if rest[:1] == b":" else rest[rest.rfind(b":") + 1 :]
    try:
        return (DAYS[value[:8]] - EPOCH_DAY) * DAY + (SECONDS[value[9:15]] if len(value) > 8 else 0)
    except BadValue:
        return 0


def duration(value: bytes) -> Length:
    """Return a DURATION (RFC 5545 §3.3.6): weeks and days nominal, the rest exact; negative ones too.

    Raises:
        BadValue: when it is none, or longer than any calendar.

    """
    match = _DURATION.fullmatch(value.strip().upper())
    if match is None or not any(match.groups()[1:]):
        raise BadValue(_("“{value}” is not a duration.").format(value=shown(value)))
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups()[1:])
    sign = -1 if match[1] == b"-" else 1
    elapsed = hours * 3600 + minutes * 60 + seconds
    if weeks * 7 + days > 366_000 or elapsed > 366_000 * DAY:
        raise BadValue(_("“{value}” is not a duration.").format(value=shown(value)))
    return Length("duration", sign * (weeks * 7 + days), sign * elapsed)


class Words(dict[bytes, bytes]):
    """What follows a property to its value in capitals, for properties that have few."""

    def __missing__(self, rest: bytes) -> bytes:
        """Interpret a value that was not met lately."""
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[rest] = word = split_value(rest)[1].strip().upper()
        return word


class Addresses(dict[bytes, "str | None"]):
    """What follows ORGANIZER to the address, None where it has none (METRICS.md §1, *People*)."""

    def __missing__(self, rest: bytes) -> str | None:
        """Interpret a line that was not met lately."""
        if len(self) >= MOST_REMEMBERED:
            self.clear()
        self[rest] = who = address(split_value(rest[:LONGEST_ATTENDEE])[1])
        return who


def split_value(rest: bytes) -> tuple[bytes, bytes]:
    """Return parameters and value of what follows a property's name; a colon in quotes ends no parameter."""
    if rest[:1] == b":":
        return b"", rest[1:]
    if b'"' not in rest:
        parameters, __, value = rest.partition(b":")
        return parameters, value
    match = _PARAMETERS.match(rest)
    if match is None:
        return rest, b""
    return rest[: match.end() - 1], rest[match.end() :]


def parameter(parameters: bytes, name: bytes) -> bytes | None:
    """Return one parameter's value without quotes, None where it does not stand; ``name`` in capitals."""
    if name not in parameters.upper():
        return None
    for match in _PARAMETER.finditer(parameters):
        if match[1].strip().upper() == name:
            return match[2].strip(b'"')
    return None


def decoded(raw: bytes) -> str:
    """Return text as UTF-8, or where it is none as the Latin-1 of Windows that old exporters write."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def text(rest: bytes) -> str:
    """Return the TEXT value of a property without escapes, cut at 4 KB (RFC 5545 §3.3.11)."""
    value = rest[1:] if rest[:1] == b":" else split_value(rest)[1]
    if len(value) > LONGEST_TEXT:
        value = value[:LONGEST_TEXT]
        while value and value[-1] & 0xC0 == 0x80:
            value = value[:-1]  # Do not cut inside a character.
        value = value[:-1] if value and value[-1] >= 0xC0 else value
    try:
        result = value.decode().strip()
    except UnicodeDecodeError:
        result = decoded(value).strip()
    return _ESCAPE.sub(_unescaped, result) if "\\" in result else result


def _unescaped(match: re.Match[str]) -> str:
    return "\n" if match[1] in "nN" else match[1]


def address(value: bytes) -> str | None:
    """Return a calendar user's address in small letters without ``mailto:``; None where it has no @ (METRICS.md §1)."""
    plain = decoded(value).strip().strip('"').casefold().removeprefix("mailto:").strip()
    return plain if "@" in plain else None


_BEFORE: Final = frozenset({b";", b":", b""})
"""What follows the name of a property."""


class Attendees(dict[bytes, Attendee | None]):
    """What follows ATTENDEE to the attendee, None where it has no address (METRICS.md §1, *People*)."""

    def __init__(self) -> None:
        """Begin with nobody."""
        super().__init__()
        self._addresses = Addresses()
        self._marks: dict[bytes, _Marks] = {}

    def __missing__(self, rest: bytes) -> Attendee | None:
        """Interpret a line that was not met lately."""
        if len(self) >= MOST_REMEMBERED:
            self.clear()
            self._marks.clear()
        # Those that are cut off at once come without the semicolon before their parameters.
        line = rest if rest[:1] in _BEFORE else b";" + rest
        parameters, value = split_value(line)
        # A calendar has few people and few answers, but each person gives each answer.
        who = self._addresses[b":" + value]
        parameters = _without_name(parameters)
        marks = self._marks.get(parameters)
        if marks is None:
            marks = self._marks[parameters] = _marks(parameters)
        self[rest] = attendee = None if who is None else Attendee(who, *marks)
        return attendee


def _unquoted(found: re.Match[bytes]) -> bytes:
    word = found[0][1:-1]
    return word if word.replace(b"-", b"").isalpha() else b""


def _without_name(parameters: bytes) -> bytes:
    """Return parameters without CN, unless it stands too oddly to be cut out."""
    before, found, behind = parameters.partition(b";CN=")
    if b'"' not in parameters:
        return before + behind[len(behind.partition(b";")[0]) :]
    end = behind.find(b'"', 1) + 1
    is_plain = found and b'"' not in before and behind[:1] == b'"' and end and behind[end : end + 1] in {b";", b""}
    return before + behind[end:] if is_plain else parameters


_Marks = tuple[Response, bool, bool, bool]
"""What the parameters of an attendee say: the answer, and whether it is a resource, a group, optional."""


def _marks(parameters: bytes) -> _Marks:
    capitals = parameters.upper()
    # What stands in quotes (a name, mostly) is not to be taken for parameters; a single word may stand so too.
    said = dict(_SAID.findall(_QUOTED.sub(_unquoted, capitals) if b'"' in capitals else capitals))
    kind = said.get(b"CUTYPE")
    return (
        _RESPONSES.get(said.get(b"PARTSTAT", b""), "unanswered"),
        kind in {b"RESOURCE", b"ROOM"},
        kind == b"GROUP",
        said.get(b"ROLE") in {b"OPT-PARTICIPANT", b"NON-PARTICIPANT"},
    )


class TimeParameters(NamedTuple):
    """What the parameters of a date say: the zone's name (None: none stands), and whether THISANDFUTURE stands."""

    zone_name: str | None
    this_and_future: bool


def time_parameters(raw: bytes) -> TimeParameters:
    """Return what TZID and RANGE say."""
    name = parameter(raw, b"TZID")
    return TimeParameters(
        decoded(name).strip() if name is not None else None,
        (parameter(raw, b"RANGE") or b"").upper() == b"THISANDFUTURE",
    )
