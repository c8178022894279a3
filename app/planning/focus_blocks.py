"""The focus blocks of a planned fortnight as an iCalendar file to import by hand (RFC 5545)."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from typing import TYPE_CHECKING, Final

from app.analysis.days import FOCUS, scheduled
from app.analysis.working_time import hours_by_day, working_time
from app.language import _
from app.model.spans import unite, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.model.occurrences import Timeline
    from app.model.preferences import Preferences
    from app.model.spans import Span

_WIDEST: Final = 75
"""Octets of a line, its end left aside (RFC 5545 §3.1)."""
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_NEEDS_ESCAPE: Final = re.compile(r"[\\;,\n]")


def focus_spans(timeline: Timeline, preferences: Preferences) -> list[Span]:
    """Return the focus blocks of a timeline (METRICS.md §2), in order of time."""
    given, period = scheduled(timeline, preferences), timeline.period
    hours = hours_by_day(period, given.shifts, preferences)
    busy = unite([*(each[:2] for each in given.meetings), *given.breaking])
    working = working_time(hours, given.away, period, preferences.holidays)
    return [gap for own in working for gap in without(own, busy) if gap[1] - gap[0] >= FOCUS]


def focus_calendar(timeline: Timeline, preferences: Preferences, weeks: int = 4, title: str | None = None) -> bytes:
    """Return a calendar file with the focus blocks of a timeline, repeated as it stands over some weeks.

    Times are instants in UTC; each day is worked out on its own date, so that clocks may change in between.

    Args:
        timeline: one or two weeks.
        preferences: working hours.
        weeks: how many weeks from the timeline's first day on.
        title: of each block; None: "Focus time" in the language in force.

    """
    name = _("Focus time") if title is None else title
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Clearweek//Focus//EN", "CALSCALE:GREGORIAN"]
    for start, end in _repeated(timeline, preferences, weeks):
        uid = hashlib.sha256(f"{start}-{end}".encode()).hexdigest()[:32]
        lines += [
            "BEGIN:VEVENT",
            f"UID:focus-{uid}@clearweek.invalid",
            # The file says the same whenever it is made, so that it carries the first moment that it is about.
            f"DTSTAMP:{_utc(timeline.period.start)}",
            f"DTSTART:{_utc(start)}",
            f"DTEND:{_utc(end)}",
            f"SUMMARY:{escaped(name)}",
            "TRANSP:OPAQUE",
            "CLASS:PRIVATE",
            "END:VEVENT",
        ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in folded(line)).encode()


def _repeated(timeline: Timeline, preferences: Preferences, weeks: int) -> Iterator[Span]:
    period, zone = timeline.period, timeline.period.zone
    length = (period.last - period.first + 1) // 7
    spans = [(*zone.local(start), *zone.local(end)) for start, end in focus_spans(timeline, preferences)]
    for turn in range(0, weeks, length):
        for day, clock, last, until in spans:
            if (day - period.first) // 7 + turn < weeks:
                yield zone.epoch(day + 7 * turn, clock), zone.epoch(last + 7 * turn, until)


def _utc(instant: int) -> str:
    return dt.datetime.fromtimestamp(instant, dt.UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Return text as the value of a TEXT property (RFC 5545 §3.3.11), without control characters."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _NEEDS_ESCAPE.sub(lambda found: "\\n" if found[0] == "\n" else f"\\{found[0]}", plain)


def folded(line: str) -> list[str]:
    """Return a line in parts of at most 75 octets, each but the first beginning with a space (RFC 5545 §3.1)."""
    parts, part, size = [], "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _WIDEST:
            parts.append(part)
            part, size = " ", 1
        part += letter
        size += octets
    return [*parts, part]
