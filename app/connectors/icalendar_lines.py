"""What a server says of a calendar, written as the lines of an iCalendar file (RFC 5545 §3.1).

Nothing that a server sends can break out of its line: control characters go, and what the form needs is escaped or
quoted. Lines are not folded; the reader of the program takes them as they are.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.remote import RemoteCalendar

LONGEST_TEXT = 65_536
"""Characters of a text that are written; the reader looks at no more."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_NEEDS_ESCAPE = re.compile(r"[\\;,\n]")
_PLAIN = re.compile(r"[A-Za-z0-9/_+-]{1,100}")
_FORBIDDEN_IN_PARAMETER = re.compile('["\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]')


def escaped(text: str) -> str:
    """Return text as the value of a TEXT property (RFC 5545 §3.3.11), cut at 64 K characters."""
    plain = _CONTROL.sub("", text[:LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n"))
    return _NEEDS_ESCAPE.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", plain)


def quoted(value: str) -> str:
    """Return the value of a parameter in quotes, without what cannot stand there (RFC 5545 §3.2)."""
    return f'"{_FORBIDDEN_IN_PARAMETER.sub("", value[:1_000])}"'


def _parameter(value: str) -> str:
    """Return the value of a parameter, in quotes where it is more than a word: the reader knows no quoted PARTSTAT."""
    return value if _PLAIN.fullmatch(value) else quoted(value)


def bare(value: str) -> str:
    """Return a value that is no TEXT (an address, a rule, a link) without what would end its line."""
    return _CONTROL.sub("", value[:LONGEST_TEXT]).replace("\n", "").replace("\t", " ").strip()


def line(name: str, value: str, parameters: Sequence[tuple[str, str]] = ()) -> str:
    """Return one property.

    Args:
        name: in capitals.
        value: ready for its type: through `escaped` or `bare`.
        parameters: each by its name and plain value, which is quoted here where it needs to be.

    """
    return "".join([name, *(f";{key}={_parameter(said)}" for key, said in parameters), ":", value])


def utc_time(epoch: int) -> str:
    """Return an instant in seconds since 1970 UTC as a DATE-TIME in UTC (RFC 5545 §3.3.5, form 2)."""
    return dt.datetime.fromtimestamp(epoch, dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def moment(name: str, local: dt.datetime, zone: str | None) -> str:
    """Return a property that is a DATE-TIME.

    Args:
        name: DTSTART, DTEND, RECURRENCE-ID, EXDATE.
        local: the wall clock; its ``tzinfo`` is not looked at.
        zone: the name of its zone, as IANA or Windows spell it; ``UTC`` gives form 2; None: it floats.

    """
    written = local.strftime("%Y%m%dT%H%M%S") if local.year >= 1000 else f"{local.year:04}{local:%m%dT%H%M%S}"
    if zone is None:
        return line(name, written)
    return line(name, f"{written}Z") if zone == "UTC" else line(name, written, (("TZID", zone),))


def day(name: str, date: dt.date) -> str:
    """Return a property that is a DATE."""
    return f"{name};VALUE=DATE:{date.year:04}{date.month:02}{date.day:02}"


def event(properties: Iterable[str]) -> str:
    """Return a VEVENT of these lines."""
    return "\r\n".join(["BEGIN:VEVENT", *properties, "END:VEVENT"])


def calendar(remote: RemoteCalendar, components: Iterable[str]) -> bytes:
    """Return a whole file: what the calendar says of itself, then zones and events, each without a line end."""
    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Clearweek//Connector//EN",
        line("X-WR-CALNAME", escaped(remote.name)),
    ]
    if remote.zone:
        head.append(line("X-WR-TIMEZONE", bare(remote.zone)))
    if remote.owner:
        head.append(line("X-CLEARWEEK-OWNER", bare(remote.owner)))
    return "\r\n".join([*head, *components, "END:VCALENDAR", ""]).encode()
