"""The text of events and calendars, and the good events that stand beside each hostile one.

All is bytes, since much of what a hostile file holds is no text. Times are wall times in Europe/Berlin, the
zone in which the cases are read; a `Slot` says what the program must print for them.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

ZONE = ZoneInfo("Europe/Berlin")
STAMP = b"DTSTAMP:20260401T000000Z"


class Slot(NamedTuple):
    """An occurrence as ``events --json`` prints it: the UID and the two ends in UTC."""

    uid: str
    start: str
    end: str


def printed(moment: datetime) -> str:
    """The moment in UTC, as the program prints it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def slot(uid: str, wall: str, minutes: int = 60) -> Slot:
    """The slot that begins at a wall time such as ``2026-01-14 09:00`` and lasts so many elapsed minutes."""
    start = datetime.strptime(wall, "%Y-%m-%d %H:%M").replace(tzinfo=ZONE).astimezone(UTC)
    return Slot(uid, printed(start), printed(start + timedelta(minutes=minutes)))


def days(uid: str, first: str, last: str, minutes: int = 60, clock: str = "09:00") -> list[Slot]:
    """A slot at the same wall time on each day from the first to the last, both dates included."""
    day, end = datetime.fromisoformat(first), datetime.fromisoformat(last)
    slots = []
    while day <= end:
        slots.append(slot(uid, f"{day:%Y-%m-%d} {clock}", minutes))
        day += timedelta(days=1)
    return slots


def stamp(wall: str) -> bytes:
    """A wall time such as ``2026-01-14 09:00`` in the form of iCalendar."""
    return datetime.strptime(wall, "%Y-%m-%d %H:%M").strftime("%Y%m%dT%H%M%S").encode()


def component(*lines: bytes) -> bytes:
    """A VEVENT of the lines as they are."""
    return b"\r\n".join((b"BEGIN:VEVENT", *lines, b"END:VEVENT", b""))


def event(uid: str, wall: str, *lines: bytes, minutes: int = 60, title: bytes = b"Hostile") -> bytes:
    """A VEVENT at a wall time in Europe/Berlin, whole in itself, with further lines at its end."""
    start = datetime.strptime(wall, "%Y-%m-%d %H:%M")
    end = f"{start + timedelta(minutes=minutes):%Y-%m-%d %H:%M}"
    return component(
        b"UID:" + uid.encode(),
        STAMP,
        b"DTSTART;TZID=Europe/Berlin:" + stamp(wall),
        b"DTEND;TZID=Europe/Berlin:" + stamp(end),
        b"SUMMARY:" + title,
        *lines,
    )


PEOPLE = (
    b"ORGANIZER;CN=Ada:mailto:ada@example.com",
    b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.com",
    b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:bo@example.org",
)
ONE_UID, SERIES_UID = "good-one@example.com", "good-series@example.com"
GOOD_ONE = event(ONE_UID, "2026-01-14 09:00", *PEOPLE, title=b"Planning")
# Three Mondays; the last is in summer time.
GOOD_SERIES = event(SERIES_UID, "2026-03-16 14:00", b"RRULE:FREQ=WEEKLY;COUNT=3", *PEOPLE, minutes=30, title=b"Review")
GOOD_SLOTS = (
    slot(ONE_UID, "2026-01-14 09:00"),
    slot(SERIES_UID, "2026-03-16 14:00", 30),
    slot(SERIES_UID, "2026-03-23 14:00", 30),
    slot(SERIES_UID, "2026-03-30 14:00", 30),
)
HEAD = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Example//Hostile//EN\r\n"
TAIL = b"END:VCALENDAR\r\n"


def other(uid: str, wall: str = "2026-02-05 11:00") -> bytes:
    """A whole calendar with one event that has nothing wrong with it."""
    return HEAD + event(uid, wall, title=b"Other") + TAIL


def write(path: Path, chunks: Iterable[bytes]) -> str:
    """Write the chunks one after the other, so that a large file is never whole in memory, and name it."""
    with path.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return str(path)


def beside_good(folder: Path, *components: bytes, zones: bytes = b"", name: str = "calendar.ics") -> list[str]:
    """Write a calendar in which the components stand between the good one-off and the good series."""
    return [write(folder / name, (HEAD, zones, GOOD_ONE, *components, GOOD_SERIES, TAIL))]


def good_file(folder: Path) -> str:
    """Write a calendar that holds the good events alone."""
    return beside_good(folder, name="good.ics")[0]


def long_event(uid: str, wall: str, *chunks: Iterable[bytes]) -> Iterator[bytes]:
    """An event in chunks, with what the chunks give before its last line; each chunk ends its own lines."""
    whole = event(uid, wall)
    last = b"END:VEVENT\r\n"
    yield whole.removesuffix(last)
    for parts in chunks:
        yield from parts
    yield last
