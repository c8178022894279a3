"""H17 to H23: lines, events and nests that are far too large; H48's ATTACH of 20 MB is with the contents."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from tests.hostile.case import Case, Printed, exactly, told
from tests.hostile.ics_text import (
    GOOD_ONE,
    GOOD_SERIES,
    GOOD_SLOTS,
    HEAD,
    TAIL,
    Slot,
    event,
    good_file,
    long_event,
    printed,
    slot,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BAD = "bad@example.com"
WALL = "2026-01-20 09:00"
KEPT = exactly(BAD, [slot(BAD, WALL)])
MEGABYTE = 1_000_000


def large_event(folder: Path, *chunks: Iterator[bytes]) -> list[str]:
    """One event with all that in it, beside the good events."""
    return [write(folder / "large.ics", (HEAD, GOOD_ONE, *long_event(BAD, WALL, *chunks), GOOD_SERIES, TAIL))]


def unfolded(name: bytes, megabytes: int) -> Iterator[bytes]:
    """One property in one line of so many megabytes."""
    yield name + b":"
    for _ in range(megabytes):
        yield b"x" * MEGABYTE
    yield b"\r\n"


def long_line(folder: Path) -> list[str]:
    """H17: a description in one line of 10 MB."""
    return large_event(folder, unfolded(b"DESCRIPTION", 10))


def long_title(folder: Path) -> list[str]:
    """H17: a title in one line of 10 MB; there is no other title."""
    whole = event(BAD, WALL)
    before, after = whole.split(b"SUMMARY:Hostile\r\n")
    chunks = (HEAD, GOOD_ONE, before, *unfolded(b"SUMMARY", 10), after, GOOD_SERIES, TAIL)
    return [write(folder / "title.ics", chunks)]


def title_cut(seen: Printed) -> None:
    """The event stands there with a title of at most 4 KB, cut from the true one."""
    KEPT(seen)
    (title,) = [one["title"] for one in seen.occurrences if one["uid"] == BAD]
    assert len(title or "") <= 4096
    assert (title or "").rstrip("….") == "x" * len((title or "").rstrip("…."))


def longest_line(folder: Path) -> list[str]:
    """H17: a line of 100 MB, which makes the file larger than any that is read, beside a good file."""
    chunks = (HEAD, GOOD_ONE, *long_event(BAD, WALL, unfolded(b"DESCRIPTION", 100)), TAIL)
    return [good_file(folder), write(folder / "huge.ics", chunks)]


def folds(folder: Path) -> list[str]:
    """H18: a value in 1,000,000 folded lines of one character each."""
    return large_event(folder, (piece for piece in (b"DESCRIPTION:x", b"\r\n x" * 1_000_000, b"\r\n")))


def many_properties(folder: Path) -> list[str]:
    """H19: 500,000 properties of no meaning in one event."""
    return large_event(folder, (f"X-N{n:06d}:1\r\n".encode() for n in range(500_000)))


def many_parameters(folder: Path) -> list[str]:
    """H20: an ATTENDEE with 100,000 parameters, beside an ordinary one."""

    def lines() -> Iterator[bytes]:
        yield b"ATTENDEE;PARTSTAT=ACCEPTED:mailto:ada@example.com\r\nATTENDEE"
        for n in range(100_000):
            yield f";X-N{n:05d}=1".encode()
        yield b":mailto:bo@example.org\r\n"

    return large_event(folder, lines())


NESTED = 5000


def nested(folder: Path) -> list[str]:
    """H21: 5,000 events, each inside the other, every one of them closed."""
    inside = b"BEGIN:VEVENT\r\nUID:nested\r\nDTSTART:20260120T090000Z\r\n"
    chunks = (HEAD, GOOD_ONE, inside * NESTED, b"END:VEVENT\r\n" * NESTED, GOOD_SERIES, TAIL)
    return [write(folder / "nested.ics", chunks)]


def never_closed(folder: Path) -> list[str]:
    """H22: after the good events 200,000 that begin and never end."""
    return [write(folder / "open.ics", (HEAD, GOOD_ONE, GOOD_SERIES, b"BEGIN:VEVENT\r\n" * 200_000))]


EVENTS = 50_000
FIRST_EVENT = datetime(2017, 1, 1, tzinfo=UTC)
STEP = timedelta(minutes=100)


def many_events(folder: Path) -> list[str]:
    """H23: 50,000 events in under 6 MB, 100 minutes apart, over ten years."""

    def chunks() -> Iterator[bytes]:
        yield HEAD + GOOD_ONE
        for n in range(EVENTS):
            start = FIRST_EVENT + n * STEP
            yield (
                f"BEGIN:VEVENT\r\nUID:n{n}\r\nDTSTART:{start:%Y%m%dT%H%M%SZ}\r\n"
                f"DTEND:{start + timedelta(minutes=30):%Y%m%dT%H%M%SZ}\r\nSUMMARY:x\r\nEND:VEVENT\r\n"
            ).encode()
        yield GOOD_SERIES + TAIL

    return [write(folder / "many.ics", chunks())]


def all_events(seen: Printed) -> None:
    """Each of the events that overlaps the period stands there once, with its times."""
    due = []
    for n in range(EVENTS):
        start = FIRST_EVENT + n * STEP
        end = start + timedelta(minutes=30)
        if end > datetime(2025, 12, 31, 23, tzinfo=UTC) and start < datetime(2026, 3, 31, 22, tzinfo=UTC):
            due.append(Slot(f"n{n}", printed(start), printed(end)))
    assert len(due) > 1200
    good = {one.uid for one in GOOD_SLOTS}
    found = [Slot(one["uid"], one["start"], one["end"]) for one in seen.occurrences if one["uid"] not in good]
    assert found == due
    assert seen.set_aside == ()


CASES = (
    Case("H17", long_line, (KEPT,)),
    Case("H17-title", long_title, (title_cut,)),
    Case("H17-100MB", longest_line, (told(r"large|big|\bMB\b", "huge"),)),
    Case("H17-100MB-alone", lambda folder: longest_line(folder)[1:], refusal=r"large|big|\bMB\b"),
    Case("H18", folds, (KEPT,)),
    Case("H19", many_properties, (KEPT,)),
    Case("H20", many_parameters, (KEPT,)),
    Case("H21", nested, (told(r"nest|deep|inside|depth|clos", kept=False),), most_rows=40),
    Case("H22", never_closed, (told(r"nest|deep|inside|depth|cut|end|clos|whole", kept=False),), most_rows=40),
    Case("H23", many_events, (all_events,), analyse=True),
)
