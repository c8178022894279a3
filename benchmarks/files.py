"""Writes every file that a run measures into a folder, with what is known about them in `files.json`.

    python -m benchmarks.files FOLDER --seed 1 [--quick]

This is a program of its own because generating needs memory, and the process that measures must stay small.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from benchmarks.big_export import LAST_YEAR, PROFILES, big_export
from benchmarks.export_text import OWNER, PREAMBLE

SAMPLES: Final = tuple((profile, more) for profile in PROFILES for more in range(3))
"""One-year files for comparing answers: each profile with the seed drawn and the two after it."""
MONTH: Final = (date(LAST_YEAR, 12, 1), date(LAST_YEAR, 12, 31))
"""The window through which endless rules are seen."""

_END: Final = b"END:VCALENDAR\r\n"
_EVENT: Final = b"\r\nBEGIN:VEVENT\r\n"
_UID: Final = re.compile(rb"\r\nUID:([^\r]+)")
_STAMP: Final = re.compile(rb"\r\nDTSTAMP:[0-9TZ]+")
_MOVABLE_END: Final = re.compile(rb"(\r\nDTEND[^\r:]*:[0-9]{8}T[0-9]{2})(00|30)(00)")
_ENDLESS: Final = 400
"""Endless series in one file: enough that their time stands out from the start of the program."""


def empty() -> bytes:
    """Return a calendar with one event, which costs next to nothing beside the start of a program."""
    return PREAMBLE + _event("only", date(LAST_YEAR, 6, 2), "") + _END


def endless_days(since: date) -> bytes:
    """Return series that repeat every day for ever, from a day on."""
    events = (_event(f"daily-{i}", since, "RRULE:FREQ=DAILY\r\n") for i in range(_ENDLESS))
    return PREAMBLE + b"".join(events) + _END


def with_endless_seconds(export: bytes) -> bytes:
    """Return an export with one more series, which repeats every second for ever."""
    since = date(LAST_YEAR - 9, 3, 1)
    return export.removesuffix(_END) + _event("secondly", since, "RRULE:FREQ=SECONDLY\r\n") + _END


def cut(export: bytes) -> tuple[bytes, str]:
    """Return an export that ends in the middle of its last event, and the UID of that event."""
    begin = export.rindex(_EVENT)
    uid = _UID.search(export, begin)
    assert uid is not None
    return export[: begin + (len(export) - begin) // 2], uid[1].decode()


def restamped(export: bytes) -> bytes:
    """Return an export as it comes from the next download: every DTSTAMP is new, and nothing else."""
    return _STAMP.sub(b"\r\nDTSTAMP:20260119T071500Z", export)


def changed(export: bytes, seed: int) -> tuple[bytes, int]:
    """Return the next download with one component in a hundred changed, and their number.

    A changed one ends a quarter of an hour later; where it has no such end, its title is another.
    """
    head, *events = restamped(export).split(_EVENT)
    chosen = random.Random(f"{seed} changed").sample(range(len(events)), max(1, len(events) // 100))
    for i in chosen:
        moved, count = _MOVABLE_END.subn(_quarter_later, events[i], count=1)
        events[i] = moved if count else events[i].replace(b"\r\nSUMMARY:", b"\r\nSUMMARY:New: ", 1)
    return _EVENT.join([head, *events]), len(chosen)


def _quarter_later(end: re.Match[bytes]) -> bytes:
    return end[1] + (b"15" if end[2] == b"00" else b"45") + end[3]


def _event(uid: str, day: date, rule: str) -> bytes:
    zone, (name, address) = "TZID=Europe/Berlin", OWNER
    return (
        f"BEGIN:VEVENT\r\nUID:{uid}@bigcorp.example\r\nDTSTAMP:20260112T071500Z\r\n"
        f"DTSTART;{zone}:{day:%Y%m%d}T100000\r\nDURATION:PT15M\r\n{rule}SUMMARY:Check\r\n"
        f"ORGANIZER:mailto:user001@bigcorp.example\r\nATTENDEE;CN={name}:mailto:{address}\r\nEND:VEVENT\r\n"
    ).encode()


def write_all(folder: Path, seed: int, *, quick: bool) -> None:
    """Write the files; the quick ones hold one year where the others hold ten."""
    years = 1 if quick else 10
    whole = big_export(seed, years)
    short, lost = cut(whole)
    new, count = changed(whole, seed)
    first, _ = MONTH
    contents = {
        "normal": whole,
        "heavy": big_export(seed, years, "heavy"),
        "empty": empty(),
        "seconds": with_endless_seconds(whole),
        "cut": short,
        "restamped": restamped(whole),
        "changed": new,
        "since-1990": endless_days(date(1990, 1, 1)),
        "last-month": endless_days(first - timedelta(days=30)),
    }
    if not quick:
        contents["one-year"] = big_export(seed, 1)
        for profile, more in SAMPLES:
            contents[f"sample-{profile}-{more}"] = big_export(seed + more, 1, profile)
    facts: dict[str, dict[str, float | str]] = {}
    for name, content in contents.items():
        (folder / f"{name}.ics").write_bytes(content)
        facts[name] = {"events": content.count(_EVENT), "mb": len(content) / 1e6}
    facts["cut"]["lost"] = lost
    facts["changed"]["changed"] = count
    (folder / "files.json").write_text(json.dumps(facts), "utf-8")


def main() -> None:
    """Write all files into the folder named."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.files", description="All files of one run.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    write_all(chosen.folder, chosen.seed, quick=chosen.quick)


if __name__ == "__main__":
    main()
