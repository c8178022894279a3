"""H25 and H36 to H38: files that are no calendar, events that share a name, several calendars in a file."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from tests.hostile.case import Case, Printed, either, exactly, good_kept, told
from tests.hostile.ics_text import (
    GOOD_ONE,
    GOOD_SERIES,
    GOOD_SLOTS,
    HEAD,
    STAMP,
    TAIL,
    Slot,
    beside_good,
    component,
    event,
    good_file,
    other,
    slot,
    stamp,
    write,
)

if TYPE_CHECKING:
    from pathlib import Path

WEB_PAGE = b"<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><form>Password</form></body></html>\n"
WIDE = other("wide")
NO_CALENDARS = {
    "nothing.ics": (b"", r"empty|nothing|not a calendar"),
    "page.ics": (WEB_PAGE, r"web page"),
    "paper.ics": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n", r"PDF"),
    "packed.ics": (gzip.compress(other("packed"), mtime=0), r"compress|gzip|pack|not a calendar"),
}
UTF_16 = WIDE.decode("ascii").encode("utf-16")


def no_calendars(folder: Path) -> list[str]:
    """H25: the five kinds of file that are no calendar, in a folder with one that is."""
    for name, (content, _) in NO_CALENDARS.items():
        write(folder / name, (content,))
    write(folder / "wide.ics", (UTF_16,))
    good_file(folder)
    return [str(folder)]


def alone(name: str, content: bytes) -> Case:
    """H25: one such file and nothing else."""
    case_id = f"H25-{name.removesuffix('.ics')}"
    return Case(case_id, lambda folder: [write(folder / name, (content,))], refusal=NO_CALENDARS[name][1])


WIDE_READ = exactly("wide", [slot("wide", "2026-02-05 11:00")])

LONG = "u" * 65_536


def shared_names(folder: Path) -> list[str]:
    """H36: one UID on two events, no UID on three of which two are the same, and UIDs of 64 KB."""
    bare = [
        component(STAMP, b"DTSTART:2026012%dT090000Z" % n, b"DURATION:PT1H", b"SUMMARY:Without %d" % n)
        for n in (1, 2, 2)
    ]
    return beside_good(
        folder,
        event("twice", "2026-01-20 09:00", title=b"Dentist"),
        event("twice", "2026-02-17 15:00", title=b"Budget"),
        *bare,
        event(LONG + "1", "2026-01-26 09:00", title=b"Long one"),
        event(LONG + "2", "2026-01-27 09:00", title=b"Long two"),
    )


def none_lost(seen: Printed) -> None:
    """Each unlike event stands there once; the ones without a UID have one of ours."""
    starts: dict[str, list[str]] = {}
    uids: dict[str, str] = {}
    for one in seen.occurrences:
        starts.setdefault(one["title"], []).append(one["start"])
        uids[one["title"]] = one["uid"]
    assert starts["Dentist"] == ["2026-01-20T08:00:00Z"]
    assert starts["Budget"] == ["2026-02-17T14:00:00Z"]
    assert starts["Without 1"] == ["2026-01-21T09:00:00Z"]
    assert starts["Without 2"] == ["2026-01-22T09:00:00Z"]
    assert starts["Long one"] == ["2026-01-26T08:00:00Z"]
    assert starts["Long two"] == ["2026-01-27T08:00:00Z"]
    assert uids["Without 1"].startswith("clearweek:")
    assert uids["Without 2"].startswith("clearweek:")
    assert uids["Without 1"] != uids["Without 2"]
    assert [row for row in seen.set_aside if not row["kept"]] == []


def no_master(folder: Path) -> list[str]:
    """H37: two instances of a series that is not in the file, as an invitation to a single date gives."""
    name = b"RECURRENCE-ID;TZID=Europe/Berlin:"
    orphans = [event("orphan", f"2026-02-{d} 10:00", name + stamp(f"2026-02-{d} 09:00")) for d in ("03", "10")]
    return beside_good(folder, *orphans)


def several_calendars(folder: Path) -> list[str]:
    """H38: four calendars in one file, each with a METHOD of its own, one with two, one of cancellations."""

    def calendar(*content: bytes) -> bytes:
        return b"".join((HEAD, *content, TAIL))

    chunks = (
        calendar(b"METHOD:PUBLISH\r\n", GOOD_ONE),
        b"\r\nMETHOD:PUBLISH\r\n\r\n",
        calendar(b"METHOD:REQUEST\r\n", event("asked", "2026-02-02 09:00")),
        calendar(b"METHOD:CANCEL\r\n", event("called-off", "2026-02-03 09:00")),
        calendar(b"METHOD:REQUEST\r\nMETHOD:PUBLISH\r\n", GOOD_SERIES, event("both", "2026-02-04 09:00")),
    )
    return [write(folder / "several.ics", chunks)]


def cancelled_alone(seen: Printed) -> None:
    """METHOD:CANCEL holds for the events of its own calendar and for no other."""
    assert {one["uid"] for one in seen.occurrences if one["kind"] == "cancelled"} == {"called-off"}


def wide_read_or_refused(seen: Printed) -> None:
    """UTF-16 is read, or its file is named among those that were not."""
    either(WIDE_READ, told(r"calendar|UTF-16|character|text", "wide", kept=False))(seen)


def good_and(*slots: Slot) -> tuple[Slot, ...]:
    """The good slots with some others that must be there as well."""
    return (*GOOD_SLOTS, *slots)


CASES = (
    Case(
        "H25",
        no_calendars,
        (
            *(told(words, name.removesuffix(".ics"), kept=False) for name, (_, words) in NO_CALENDARS.items()),
            wide_read_or_refused,
        ),
    ),
    *(alone(name, content) for name, (content, _) in NO_CALENDARS.items()),
    Case("H36", shared_names, (none_lost,)),
    Case(
        "H37",
        no_master,
        (exactly("orphan", [slot("orphan", "2026-02-03 10:00"), slot("orphan", "2026-02-10 10:00")]),),
    ),
    Case(
        "H38",
        several_calendars,
        (cancelled_alone, lambda seen: good_kept(seen, (slot("called-off", "2026-02-03 09:00"),))),
        good=good_and(slot("asked", "2026-02-02 09:00"), slot("both", "2026-02-04 09:00")),
    ),
)
