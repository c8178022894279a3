"""Writes the demo year as iCalendar (RFC 5545): components, folded lines, time zones and join texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

    from .people import Person

WINDOWS_NAMES = {"Europe/London": "GMT Standard Time"}
"""Zones that the customer's Outlook writes under its own name (CLDR windowsZones)."""

_RULES = {
    "Europe/Berlin": (
        "+0100",
        "CET",
        "+0200",
        "CEST",
        "0325T020000",
        "3;BYDAY=-1SU",
        "1028T030000",
        "10;BYDAY=-1SU",
    ),
    "Europe/London": (
        "+0000",
        "GMT",
        "+0100",
        "BST",
        "0325T010000",
        "3;BYDAY=-1SU",
        "1028T020000",
        "10;BYDAY=-1SU",
    ),
    "America/New_York": (
        "-0500",
        "EST",
        "-0400",
        "EDT",
        "0311T020000",
        "3;BYDAY=2SU",
        "1104T020000",
        "11;BYDAY=1SU",
    ),
}

_INDIA = (
    *("BEGIN:VTIMEZONE", "TZID:Asia/Kolkata", "BEGIN:STANDARD", "DTSTART:19700101T000000"),
    *("TZOFFSETFROM:+0530", "TZOFFSETTO:+0530", "TZNAME:IST", "END:STANDARD", "END:VTIMEZONE"),
)


@dataclass(frozen=True, slots=True)
class Guest:
    """One ATTENDEE line."""

    person: Person
    answer: str = "ACCEPTED"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One VEVENT; `zone` is the TZID of its times, "" writes them in UTC, and dates are written as DATE."""

    uid: str
    title: str
    start: datetime | date
    end: datetime | date
    zone: str
    created: datetime
    modified: datetime
    stamp: datetime
    sequence: int = 0
    organizer: Person | None = None
    guests: tuple[Guest, ...] = ()
    status: str = "CONFIRMED"
    free: bool = False
    description: str = ""
    location: str = ""
    rule: str = ""
    exdates: tuple[datetime, ...] = ()
    original: datetime | None = None
    extra: tuple[str, ...] = ()


def calendar_bytes(name: str, zone: str, entries: Iterable[Entry]) -> bytes:
    """Return the whole VCALENDAR with CRLF line ends, folded at 75 octets."""
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Clearweek//Demo year//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escape(name)}",
        f"X-WR-TIMEZONE:{zone}",
        *(line for known in _RULES for line in _timezone_lines(known)),
        *_INDIA,
    ]
    for entry in entries:
        lines += _event_lines(entry)
    lines.append("END:VCALENDAR")
    return b"".join(_fold(line) for line in lines)


def _timezone_lines(zone: str) -> list[str]:
    """Return the VTIMEZONE with the yearly changes that have held since 2007."""
    winter, winter_name, summer, summer_name, spring, spring_rule, autumn, autumn_rule = _RULES[zone]
    parts = (
        ("DAYLIGHT", winter, summer, summer_name, f"2007{spring}", spring_rule),
        ("STANDARD", summer, winter, winter_name, f"2007{autumn}", autumn_rule),
    )
    lines = ["BEGIN:VTIMEZONE", f"TZID:{WINDOWS_NAMES.get(zone, zone)}"]
    for kind, before, after, name, start, months in parts:
        lines += [f"BEGIN:{kind}", f"DTSTART:{start}", f"TZOFFSETFROM:{before}", f"TZOFFSETTO:{after}"]
        lines += [f"TZNAME:{name}", f"RRULE:FREQ=YEARLY;BYMONTH={months}", f"END:{kind}"]
    return [*lines, "END:VTIMEZONE"]


def _event_lines(entry: Entry) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{entry.uid}"
    yield f"DTSTAMP:{in_utc(entry.stamp)}"
    if entry.original is not None:
        yield _time("RECURRENCE-ID", entry.original, entry.zone)
    yield _time("DTSTART", entry.start, entry.zone)
    yield _time("DTEND", entry.end, entry.zone)
    if entry.rule:
        yield f"RRULE:{entry.rule}"
    for skipped in entry.exdates:
        yield _time("EXDATE", skipped, entry.zone)
    yield f"SUMMARY:{_escape(entry.title)}"
    if entry.description:
        yield f"DESCRIPTION:{_escape(entry.description)}"
    if entry.location:
        yield f"LOCATION:{_escape(entry.location)}"
    if entry.organizer is not None:
        yield f"ORGANIZER;CN={_quoted(entry.organizer.name)}:mailto:{entry.organizer.address}"
    for guest in entry.guests:
        yield _attendee(guest)
    yield f"CREATED:{in_utc(entry.created)}"
    yield f"LAST-MODIFIED:{in_utc(entry.modified)}"
    yield f"SEQUENCE:{entry.sequence}"
    yield f"STATUS:{entry.status}"
    yield f"TRANSP:{'TRANSPARENT' if entry.free else 'OPAQUE'}"
    yield from entry.extra
    yield "END:VEVENT"


def _attendee(guest: Guest) -> str:
    role = "OPT-PARTICIPANT" if guest.optional else "REQ-PARTICIPANT"
    cutype = guest.person.cutype or "INDIVIDUAL"
    role = "NON-PARTICIPANT" if cutype == "ROOM" else role
    return (
        f"ATTENDEE;CUTYPE={cutype};ROLE={role};PARTSTAT={guest.answer};"
        f"CN={_quoted(guest.person.name)}:mailto:{guest.person.address}"
    )


def in_utc(when: datetime) -> str:
    """Return a date-time in the UTC form of RFC 5545 §3.3.5."""
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _time(name: str, when: datetime | date, zone: str) -> str:
    if not isinstance(when, datetime):
        return f"{name};VALUE=DATE:{when:%Y%m%d}"
    if not zone:
        return f"{name}:{in_utc(when)}"
    return f"{name};TZID={WINDOWS_NAMES.get(zone, zone)}:{when:%Y%m%dT%H%M%S}"


def _escape(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _quoted(name: str) -> str:
    return f'"{name}"' if any(mark in name for mark in ",;:") else name


def _fold(line: str) -> bytes:
    """Fold at 75 octets (RFC 5545 §3.1), never inside a character."""
    raw = line.encode("utf-8")
    parts: list[bytes] = []
    room = 75
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        parts.append(raw[:cut])
        raw, room = raw[cut:], 74
    return b"\r\n ".join([*parts, raw]) + b"\r\n"


def join_text(link: str, host: str, rng: random.Random) -> tuple[str, str, tuple[str, ...]]:
    """Return the boilerplate, the location and the properties that a conference service adds.

    The numbers are of the ranges that authorities keep for fiction.
    """
    digits = "".join(rng.choice("0123456789") for _ in range(11))
    letters = "".join(rng.choice("abcdefghijkmnopqrstuvwxyz") for _ in range(10))
    if link == "meet":
        url = f"https://meet.google.com/{letters[:3]}-{letters[3:7]}-{letters[7:]}"
        return _meet_text(url, digits), "", (f"X-GOOGLE-CONFERENCE:{url}",)
    if link == "teams":
        url = f"https://teams.microsoft.com/l/meetup-join/19%3ameeting_{letters}{digits}%40thread.v2/0"
        property_line = f"X-MICROSOFT-SKYPETEAMSMEETINGURL:{url}"
        return _teams_text(url, digits, letters), "Microsoft Teams Meeting", (property_line,)
    if link == "zoom":
        url = f"https://us02web.zoom.us/j/8{digits[:10]}?pwd={letters}"
        return _zoom_text(url, digits, host), url, ()
    return "", "", ()


def _meet_text(url: str, digits: str) -> str:
    line = "-::~:~::~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~:~::~:~::-"
    return (
        f"{line}\nJoin with Google Meet: {url}\n"
        f"Or dial: (DE) +49 30 23125 {digits[:3]} PIN: {digits[:9]}#\n\n"
        "Learn more about Meet at: https://support.google.com/a/users/answer/9282720\n\n"
        f"Please do not edit this section.\n{line}"
    )


def _teams_text(url: str, digits: str, letters: str) -> str:
    line = "_" * 80
    return (
        f"{line}\nMicrosoft Teams meeting\nJoin on your computer, mobile app or room device\n"
        f"Click here to join the meeting <{url}>\nMeeting ID: {digits[:3]} {digits[3:6]} {digits[6:9]}\n"
        f"Passcode: {letters[:6]}\nDownload Teams | Join on the web\nLearn more | Meeting options\n{line}"
    )


def _zoom_text(url: str, digits: str, host: str) -> str:
    return (
        f"{host} is inviting you to a scheduled Zoom meeting.\n\nJoin Zoom Meeting\n{url}\n\n"
        f"Meeting ID: 8{digits[:2]} {digits[2:6]} {digits[6:10]}\nPasscode: {digits[:6]}\n\n"
        f"One tap mobile\n+164655501{digits[:2]},,8{digits[:10]}# US (New York)"
    )
