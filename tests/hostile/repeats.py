"""H01 to H16: rules that never end, never match, or match too often."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.hostile.case import Case, Check, Printed, either, exactly, repaired, set_aside
from tests.hostile.ics_text import (
    GOOD_ONE,
    GOOD_SERIES,
    HEAD,
    TAIL,
    Slot,
    beside_good,
    component,
    days,
    event,
    long_event,
    printed,
    slot,
    write,
)

BAD = "bad@example.com"
OFTEN = r"often|repeat"
RULE = r"repeat|rule|interval"
FIRST = slot(BAD, "2026-01-05 09:00")
Build = Callable[[Path], list[str]]


def series(rule: str, start: str = "2026-01-05 09:00", *more: bytes, minutes: int = 60) -> Build:
    """One series with the rule, beside the good events."""

    def build(folder: Path) -> list[str]:
        return beside_good(folder, event(BAD, start, b"RRULE:" + rule.encode(), *more, minutes=minutes))

    return build


def daily_forever(folder: Path) -> list[str]:
    """H06: daily to the end of the year 9999, the end written as a date and as a moment."""
    return beside_good(
        folder,
        event("until-date", "2026-01-05 09:00", b"RRULE:FREQ=DAILY;UNTIL=99991231"),
        event("until-moment", "2020-01-06 09:00", b"RRULE:FREQ=DAILY;UNTIL=99991231T235959Z"),
    )


def year_one(folder: Path) -> list[str]:
    """H08: daily and counted since the first day that a date can be."""
    lines = (
        b"UID:" + BAD.encode(),
        b"DTSTART;TZID=Europe/Berlin:00010101T090000",
        b"DTEND;TZID=Europe/Berlin:00010101T100000",
        b"RRULE:FREQ=DAILY;COUNT=1000000",
        b"SUMMARY:Since the year 1",
    )
    return beside_good(folder, component(*lines))


def dense(folder: Path) -> list[str]:
    """H11: a rule of less than 1 KB that names every second of the year, and wants one of them."""
    lists = (("MONTH", 1, 12), ("MONTHDAY", 1, 31), ("HOUR", 0, 23), ("MINUTE", 0, 59), ("SECOND", 0, 59))
    parts = ";".join(f"BY{name}={','.join(map(str, range(low, high + 1)))}" for name, low, high in lists)
    rule = f"RRULE:FREQ=YEARLY;{parts};COUNT=1".encode()
    assert len(rule) < 1000
    return beside_good(folder, event(BAD, "2026-01-05 09:00", rule))


MANY_DATES = 100_000
FIRST_DATE = datetime(2026, 1, 1, tzinfo=UTC)


def many_dates(folder: Path) -> list[str]:
    """H14: 100,000 RDATEs, a minute apart, a thousand to a line; the last is on 11 March."""

    def lines() -> Iterator[bytes]:
        for first in range(0, MANY_DATES, 1000):
            dates = (FIRST_DATE + timedelta(minutes=n) for n in range(first, first + 1000))
            yield b"RDATE:" + ",".join(f"{date:%Y%m%dT%H%M%SZ}" for date in dates).encode() + b"\r\n"

    chunks = (HEAD, GOOD_ONE, *long_event(BAD, "2026-01-01 01:00", lines()), GOOD_SERIES, TAIL)
    return [write(folder / "dates.ics", chunks)]


def dates_capped(seen: Printed) -> None:
    """At most 20,000 of the dates (and DTSTART) stand, each a true one, and a row says so."""
    found = seen.slots(BAD)
    assert 19_000 <= len(found) <= 20_001
    true = {printed(FIRST_DATE + timedelta(minutes=n)) for n in range(MANY_DATES)}
    assert {one.start for one in found} <= true
    assert len({one.start for one in found}) == len(found)
    rows = seen.rows(BAD, r"date|often|repeat")
    assert rows, seen.set_aside
    assert all(row["kept"] for row in rows), rows


SLOTS, OVERRIDES = 300, 10_000
FIRST_SLOT = datetime(2025, 12, 1, 9, tzinfo=UTC)


def many_overrides(folder: Path) -> list[str]:
    """H15: 10,000 overrides of 300 slots, shuffled; each moves its slot by SEQUENCE minutes."""
    master = component(
        b"UID:" + BAD.encode(),
        b"DTSTART:20251201T090000Z",
        b"DURATION:PT30M",
        f"RRULE:FREQ=DAILY;COUNT={SLOTS}".encode(),
        b"SUMMARY:Often moved",
    )
    overrides = []
    for n in range(OVERRIDES):
        original = FIRST_SLOT + timedelta(days=n % SLOTS)
        sequence = n // SLOTS + 1
        overrides.append(
            component(
                b"UID:" + BAD.encode(),
                f"RECURRENCE-ID:{original:%Y%m%dT%H%M%SZ}".encode(),
                f"DTSTART:{original + timedelta(minutes=sequence):%Y%m%dT%H%M%SZ}".encode(),
                b"DURATION:PT30M",
                f"SEQUENCE:{sequence}".encode(),
                b"SUMMARY:Moved",
            )
        )
    random.Random(15).shuffle(overrides)
    return beside_good(folder, *overrides[:5000], master, *overrides[5000:])


def last_moves() -> list[Slot]:
    """What the highest SEQUENCE of each slot in the period gives (docs/METRICS.md §1)."""
    found = []
    for number in range(SLOTS):
        last = (OVERRIDES - 1 - number) // SLOTS + 1
        start = FIRST_SLOT + timedelta(days=number, minutes=last)
        if datetime(2025, 12, 31, 23, tzinfo=UTC) <= start < datetime(2026, 3, 31, 22, tzinfo=UTC):
            found.append(Slot(BAD, printed(start), printed(start + timedelta(minutes=30))))
    return found


def unknown_parts(folder: Path) -> list[str]:
    """H16: a frequency that is none, another calendar's rule (RFC 7529), and a part that nobody defined."""
    return beside_good(
        folder,
        event("fortnightly", "2026-01-05 09:00", b"RRULE:FREQ=FORTNIGHTLY;COUNT=3"),
        event("chinese", "2026-01-06 09:00", b"RRULE:RSCALE=CHINESE;FREQ=YEARLY;SKIP=BACKWARD"),
        event("vendor", "2026-01-07 09:00", b"RRULE:FREQ=DAILY;COUNT=3;X-EXAMPLE-PART=7"),
    )


def only_the_first(words: str) -> Check:
    """Only DTSTART stands, and a row says that the rule gives nothing more."""
    return repaired(BAD, words, [FIRST])


CASES = (
    Case("H01", series("FREQ=SECONDLY"), (set_aside(BAD, OFTEN),)),
    Case("H02", series("FREQ=MINUTELY", "1970-01-01 00:00", minutes=1), (set_aside(BAD, OFTEN),), analyse=True),
    Case("H03", series("FREQ=SECONDLY", "1970-01-01 00:00"), (set_aside(BAD, OFTEN),)),
    Case("H04", series("FREQ=DAILY;INTERVAL=0"), (set_aside(BAD, RULE, FIRST),)),
    Case(
        "H05",
        series("FREQ=WEEKLY;INTERVAL=0;BYDAY=MO,TU;BYHOUR=9;UNTIL=20270101T000000Z"),
        (set_aside(BAD, RULE, FIRST),),
    ),
    Case(
        "H06",
        daily_forever,
        (
            exactly("until-date", days("until-date", "2026-01-05", "2026-03-31")),
            exactly("until-moment", days("until-moment", "2026-01-01", "2026-03-31")),
        ),
    ),
    Case(
        "H07",
        series("FREQ=DAILY;COUNT=1000000000", "2020-01-06 09:00"),
        (exactly(BAD, days(BAD, "2026-01-01", "2026-03-31")),),
        analyse=True,
    ),
    Case(
        "H08",
        year_one,
        (either(exactly(BAD, days(BAD, "2026-01-01", "2026-03-31")), set_aside(BAD, OFTEN)),),
    ),
    Case("H09", series("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"), (only_the_first(RULE),)),
    Case("H10", series("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=300"), (only_the_first(RULE),)),
    Case("H11", dense, (set_aside(BAD, OFTEN, FIRST),)),
    Case("H12", series("FREQ=HOURLY;INTERVAL=2;BYHOUR=8,10,12"), (set_aside(BAD, RULE, FIRST),)),
    Case(
        "H13",
        series("FREQ=MINUTELY", "2025-01-01 00:00", b"EXRULE:FREQ=MINUTELY", minutes=1),
        (set_aside(BAD, OFTEN),),
        analyse=True,
    ),
    Case("H14", many_dates, (dates_capped,)),
    Case("H15", many_overrides, (exactly(BAD, last_moves()),)),
    Case(
        "H16",
        unknown_parts,
        (
            set_aside("fortnightly", RULE, slot("fortnightly", "2026-01-05 09:00")),
            set_aside("chinese", RULE, slot("chinese", "2026-01-06 09:00")),
            either(
                set_aside("vendor", RULE, slot("vendor", "2026-01-07 09:00")),
                repaired("vendor", RULE, days("vendor", "2026-01-07", "2026-01-09")),
            ),
        ),
    ),
)
