"""H24: a calendar of 20 KB cut off at every byte, many of the pieces read in one process.

``python -m tests.hostile.truncated 0 8`` cuts at each eighth byte from the first on, and prints what went
wrong as JSON.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field

from tests.hostile.ics_text import HEAD, PEOPLE, TAIL, event

LEAST_BYTES = 20_000


@dataclass
class Failures:
    """The places, in bytes from the start, at which something was not as it must be."""

    size: int
    cuts: int = 0
    lost: list[int] = field(default_factory=list)
    """A whole event before the cut is missing."""
    half: list[int] = field(default_factory=list)
    """The event that was cut is there as if it were whole."""
    silent: list[int] = field(default_factory=list)
    """An event was cut, and no problem says so."""
    fell: list[str] = field(default_factory=list)
    """The reader raised something other than an error for the person."""


def sample() -> bytes:
    """A calendar of at least 20 KB with series, people, alarms, folds, escapes and long characters."""
    long = "Agenda: \\n first\\, second\\; third – 会議室 ".encode() * 8
    folded = b"DESCRIPTION:" + b"\r\n ".join(long[n : n + 60] for n in range(0, len(long), 60))
    alarm = b"BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nACTION:DISPLAY\r\nDESCRIPTION:Soon\r\nEND:VALARM"
    text, number = HEAD, 0
    while len(text) < LEAST_BYTES:
        day = number % 28 + 1
        lines = [*PEOPLE, folded, b"LOCATION:Room 7", alarm]
        if number % 3 == 1:
            rule = b"RRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260331T215959Z"
            lines += [rule, b"EXDATE;TZID=Europe/Berlin:20260211T090000"]
        text += event(f"event-{number}", f"2026-01-{day:02} 09:00", *lines, title="Büro".encode())
        number += 1
    return text + TAIL


def _after(text: bytes, line: bytes) -> list[int]:
    """The places right after each occurrence of the line."""
    found, at = [], text.find(line)
    while at >= 0:
        found.append(at + len(line))
        at = text.find(line, at + 1)
    return found


def cut_each(first: int, step: int) -> Failures:
    """Read the sample cut after so many bytes, and after each ``step`` more."""
    from app.connectors.ics_reader import read_ics
    from app.errors import UserError

    text = sample()
    begins, ends = _after(text, b"BEGIN:VEVENT"), _after(text, b"END:VEVENT")
    failures = Failures(len(text))
    for cut in range(first, len(text) + 1, step):
        failures.cuts += 1
        whole = {f"event-{n}" for n, end in enumerate(ends) if end <= cut}
        amid = any(begin <= cut < end for begin, end in zip(begins, ends, strict=True))
        try:
            result = read_ics(text[:cut], source="cut.ics")
        except UserError:
            if whole:
                failures.lost.append(cut)
            continue
        except Exception as error:  # noqa: BLE001 - whatever it is, it must be named in the report
            failures.fell.append(f"{cut}: {error!r}")
            continue
        found = {series.uid for series in result.series}
        if whole - found:
            failures.lost.append(cut)
        if found - whole:
            failures.half.append(cut)
        if amid and not result.problems:
            failures.silent.append(cut)
    return failures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(vars(cut_each(int(sys.argv[1]), int(sys.argv[2])))))
