"""Calendar files as text, and what the engine makes of them: the occurrences inside a window.

An occurrence is told by three words, as the command line prints them: the UID, the start and the end, in UTC with a
`Z`, or as dates where it is all-day.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from app.connectors.ics_reader import read_ics
from app.model.occurrences import Period
from app.model.timezones import DAY, EPOCH_DAY, HomeZone, iana_zone
from app.timeline.expand import PlainInstance, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.sources import Reading

ONE: Final = "one"


class Slot(NamedTuple):
    """One occurrence as `events --json` prints it."""

    uid: str
    start: str
    end: str


# ---- text ----


def vevent(*lines: str, uid: str = ONE) -> str:
    """A VEVENT of these lines and a UID; an empty UID is left out."""
    own = [f"UID:{uid}"] if uid else []
    return "\r\n".join(["BEGIN:VEVENT", *own, *lines, "END:VEVENT"])


def vcalendar(*components: str, head: Sequence[str] = ()) -> bytes:
    """A calendar file of components; `head` are lines of the calendar itself."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Example//Tests//EN", *head, *components, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def series(*lines: str, uid: str = ONE) -> bytes:
    """A calendar with one VEVENT of these lines."""
    return vcalendar(vevent(*lines, uid=uid))


class Observance(NamedTuple):
    """One part of a VTIMEZONE: DAYLIGHT or STANDARD, since when, the offsets before and after, and other lines."""

    word: str
    since: str
    before: str
    after: str
    more: tuple[str, ...] = ()


def vtimezone(name: str, *observances: Observance) -> str:
    """A VTIMEZONE."""
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}"]
    for each in observances:
        times = (f"DTSTART:{each.since}", f"TZOFFSETFROM:{each.before}", f"TZOFFSETTO:{each.after}")
        lines += [f"BEGIN:{each.word}", *times, *each.more, f"END:{each.word}"]
    return "\r\n".join([*lines, "END:VTIMEZONE"])


def fixed_zone(name: str, offset: str) -> str:
    """A VTIMEZONE that is the same all year."""
    return vtimezone(name, Observance("STANDARD", "19700101T000000", offset, offset))


def folded(data: bytes, width: int = 75) -> bytes:
    """The file with every line of more than `width` bytes folded, also inside a character (RFC 5545 §3.1)."""
    return b"\r\n".join(
        b"\r\n ".join(line[at : at + width] for at in range(0, max(len(line), 1), width))
        for line in data.split(b"\r\n")
    )


# ---- what the engine says ----


def home(*stays: str | tuple[str, str]) -> HomeZone:
    """The analysis zone: one name, or pairs of a date and the name of the zone that holds from then on."""
    held = []
    for stay in stays or ("UTC",):
        since, name = ("0001-01-01", stay) if isinstance(stay, str) else stay
        zone = iana_zone(name)
        assert zone is not None
        held.append((dt.date.fromisoformat(since).toordinal(), zone))
    return HomeZone(tuple(held))


def window(first: str, last: str, tz: str | HomeZone = "UTC") -> Period:
    """The days from the first to the last date, both included."""
    zone = home(tz) if isinstance(tz, str) else tz
    return Period(dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal(), zone)


def read(data: bytes, source: str = "test.ics") -> Reading:
    """What the reader makes of a file."""
    return read_ics(data, source)


def printed(epoch: int) -> str:
    """An instant in UTC, as the program prints it."""
    day, second = divmod(epoch, DAY)
    date = dt.date.fromordinal(day + EPOCH_DAY)
    return f"{date}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"


def slot_of(instance: PlainInstance, uid: str) -> Slot:
    """An instance in words."""
    event, start, end, _original = instance
    if event.start.is_date:
        return Slot(uid, str(dt.date.fromordinal(start)), str(dt.date.fromordinal(end)))
    return Slot(uid, printed(start), printed(end))


def slots_of(reading: Reading, period: Period) -> list[Slot]:
    """Every occurrence of what was read that overlaps the window, in order."""
    return sorted(slot_of(found, each.uid) for each in reading.series for found in expand(each, period))


def slots(data: bytes, first: str, last: str, tz: str = "UTC") -> list[Slot]:
    """Every occurrence of a file that overlaps the days from the first to the last, in order."""
    return slots_of(read(data), window(first, last, tz))


def spans(data: bytes, first: str, last: str, tz: str = "UTC") -> list[str]:
    """The same as text without UIDs: `2026-01-05T09:00Z 10:00Z`; seconds only where there are any."""
    return [_span(each) for each in slots(data, first, last, tz)]


def _span(slot: Slot) -> str:
    if "T" not in slot.start:
        return f"{slot.start} {slot.end}"
    start, end = (_short(word) for word in (slot.start, slot.end))
    return f"{start} {end[11:] if end[:10] == start[:10] else end}"


def _short(word: str) -> str:
    return word.removesuffix(":00Z") + "Z" if word.endswith(":00Z") else word


def starts(data: bytes, first: str, last: str, tz: str = "UTC") -> list[str]:
    """The starts alone: `2026-01-05T09:00Z`, or dates."""
    return [_short(each.start) for each in slots(data, first, last, tz)]


def reasons(reading: Reading) -> list[str]:
    """The sentences about what could not be taken as it stands."""
    return [problem.reason for problem in reading.problems]


def uids(found: Iterable[Slot]) -> set[str]:
    """The UIDs that occur."""
    return {each.uid for each in found}
