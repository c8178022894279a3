"""H26 to H35 and H48: characters, dates, zones and properties with something wrong in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.case import Case, Check, Printed, either, exactly, repaired, set_aside, told
from tests.hostile.ics_text import (
    GOOD_ONE,
    GOOD_SERIES,
    HEAD,
    STAMP,
    TAIL,
    Slot,
    beside_good,
    component,
    event,
    long_event,
    slot,
    stamp,
    write,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# The title of each odd event holds this word, which no reading of the bytes around it may lose.
ANCHOR = "Anchor"
ODD_TITLES = {
    "nul": b"A\x00nchor Anchor",
    "escape": b"\x1b[31mAnchor\x1b]0;x\x07",
    "override": "Anchor \u202egnp.exe".encode(),
    "surrogate": b"Anchor \xed\xa0\x80 half",
    "invalid": b"Anchor \xff\xfe\x80",
    "latin": b"Anchor B\xfcro",
    "utf-8": "Anchor Größe 会議".encode(),
}


def odd_characters(folder: Path) -> list[str]:
    """H26: a title each of NUL, ESC, U+202E, half a pair, no UTF-8 and Latin-1; a mark amid the file."""
    odd = [event(uid, f"2026-02-1{n} 09:00", title=title) for n, (uid, title) in enumerate(ODD_TITLES.items())]
    return beside_good(folder, *odd, BYTE_ORDER_MARK + event("mark", "2026-02-20 09:00", title=b"Anchor"))


def latin_file(folder: Path) -> list[str]:
    """H26: a whole file in Latin-1, as old programs write it."""
    return beside_good(folder, event("latin", "2026-02-10 09:00", title=b"B\xfcro Anchor"), name="latin.ics")


def odd_kept(seen: Printed) -> None:
    """All stand there, and no title lost the word that every reading has."""
    for n, uid in enumerate(ODD_TITLES):
        assert seen.slots(uid) == [slot(uid, f"2026-02-1{n} 09:00")]
    assert seen.slots("mark") == [slot("mark", "2026-02-20 09:00")]
    titles = {one["uid"]: one["title"] for one in seen.occurrences}
    for uid in (*ODD_TITLES, "mark"):
        assert ANCHOR in titles[uid]
        titles[uid].encode("utf-8")  # half a pair cannot be written
    assert titles["utf-8"] == "Anchor Größe 会議"


def latin_read(seen: Printed) -> None:
    """The title is what its author wrote."""
    assert [one["title"] for one in seen.occurrences if one["uid"] == "latin"] == ["Büro Anchor"]


def impossible_dates(folder: Path) -> list[str]:
    """H27: the 45th of a 13th month, 30 February, and an end that is no date."""
    return beside_good(
        folder,
        component(b"UID:month", STAMP, b"DTSTART:20261345T990000Z", b"DTEND:20261345T993000Z"),
        component(b"UID:february", STAMP, b"DTSTART:20260230T090000Z", b"DURATION:PT1H"),
        component(b"UID:end", STAMP, b"DTSTART:20260121T090000Z", b"DTEND:20261345T990000Z"),
    )


def missing_start(folder: Path) -> list[str]:
    """H28: no DTSTART, an empty one, and a line that is no property."""
    return beside_good(
        folder,
        component(b"UID:none", STAMP, b"SUMMARY:When?"),
        component(b"UID:empty", STAMP, b"DTSTART:", b"SUMMARY:When?"),
        event("garbage", "2026-01-22 09:00", b"THIS IS NO PROPERTY", b";;;===", b"\xff\x00\xfe"),
        b"NOR IS THIS\r\n",
    )


def zone(name: bytes, *observances: bytes) -> bytes:
    """A VTIMEZONE of that name."""
    return b"\r\n".join((b"BEGIN:VTIMEZONE", b"TZID:" + name, *observances, b"END:VTIMEZONE", b""))


def observance(offset: bytes, *lines: bytes) -> bytes:
    """Standard time at an offset since 1970."""
    head = (b"BEGIN:STANDARD", b"DTSTART:19700101T000000", b"TZOFFSETFROM:+0100", b"TZOFFSETTO:" + offset)
    return b"\r\n".join((*head, *lines, b"END:STANDARD"))


def in_zone(uid: str, parameter: bytes, wall: str = "2026-01-20 09:00") -> bytes:
    """An event of an hour whose start has that TZID parameter."""
    return component(
        b"UID:" + uid.encode(),
        STAMP,
        b"DTSTART;TZID=" + parameter + b":" + stamp(wall),
        b"DURATION:PT1H",
        b"SUMMARY:Somewhere",
    )


def far_offset(folder: Path) -> list[str]:
    """H29: a zone that is 99 hours ahead."""
    zones = zone(b"Example/Far", observance(b"+9900"))
    return beside_good(folder, in_zone("far", b"Example/Far"), zones=zones)


ZONE_NAMES = {
    "long": b"Z" * 200,
    "control": b"Mars/\x01Olympus",
    "parent": b"../../../../../../etc/passwd",
    "absolute": b"/etc/passwd",
    "device": b"../../dev/zero",
    "empty": b"",
}


def zone_names(folder: Path) -> list[str]:
    """H30: zone names that are too long, hold control bytes, or lead out of a folder."""
    return beside_good(folder, *(in_zone(uid, name) for uid, name in ZONE_NAMES.items()))


def in_the_users_zone(seen: Printed) -> None:
    """All stand there, read in the zone of the user."""
    for uid in ZONE_NAMES:
        assert seen.slots(uid) == [slot(uid, "2026-01-20 09:00")]
    told("zone", kept=True)(seen)


def heavy_zones(folder: Path) -> list[str]:
    """H31: 2,000 rules each in a zone that tz data know and in one they do not; a rule a second."""
    rules = [observance(b"+0500", b"RRULE:FREQ=YEARLY;BYMONTH=%d" % (n % 12 + 1)) for n in range(2000)]
    zones = (
        zone(b"Europe/Berlin", *rules)
        + zone(b"Example/Heavy", *rules)
        + zone(b"Example/Ticking", observance(b"+0500", b"RRULE:FREQ=SECONDLY"))
    )
    events = (in_zone("heavy", b"Example/Heavy"), in_zone("ticking", b"Example/Ticking"))
    return beside_good(folder, *events, zones=zones)


def by_file_or_told(uid: str) -> Check:
    """The event stands at the offset of the file's own zone, or a row says what became of it."""
    by_file = [Slot(uid, "2026-01-20T04:00:00Z", "2026-01-20T05:00:00Z")]
    as_floating = [slot(uid, "2026-01-20 09:00")]
    return either(exactly(uid, by_file), repaired(uid, "zone", as_floating), set_aside(uid, "zone"))


def backwards(folder: Path) -> list[str]:
    """H32: an end a year before the start, an end an hour before it, and a negative DURATION."""
    start = b"DTSTART:20260120T090000Z"
    return beside_good(
        folder,
        component(b"UID:year", STAMP, start, b"DTEND:20250120T100000Z"),
        component(b"UID:hour", STAMP, start, b"DTEND:20260120T080000Z"),
        component(b"UID:negative", STAMP, start, b"DURATION:-PT2H"),
    )


def no_length(uid: str) -> Check:
    """The start is kept with no length, and a row says so (docs/METRICS.md §1, kind 5)."""
    times = r"end|before|negative|length|duration|last"
    return repaired(uid, times, [Slot(uid, "2026-01-20T09:00:00Z", "2026-01-20T09:00:00Z")])


def endless(folder: Path) -> list[str]:
    """H33: a hundred years, every day; and a number of weeks that no calendar holds."""
    return beside_good(
        folder,
        component(b"UID:century", STAMP, b"DTSTART:20260105T080000Z", b"DURATION:P36500D", b"RRULE:FREQ=DAILY"),
        component(b"UID:weeks", STAMP, b"DTSTART:20260120T090000Z", b"DURATION:P99999999999W"),
    )


def no_load(seen: Printed) -> None:
    """The hundred years begin on each of 86 days, and none of them is anything but all-day."""
    centuries = [one for one in seen.occurrences if one["uid"] == "century"]
    assert [one["start"][:10] for one in centuries] == [
        one.start[:10] for one in (slot("century", f"2026-{m:02}-{d:02} 09:00") for m, d in _from_5_january())
    ]
    assert {one["kind"] for one in centuries} == {"all_day"}


def _from_5_january() -> Iterator[tuple[int, int]]:
    for month, first, last in ((1, 5, 31), (2, 1, 28), (3, 1, 31)):
        yield from ((month, day) for day in range(first, last + 1))


def date_to_time(folder: Path) -> list[str]:
    """H34: a whole day that ends at a time of day."""
    lines = (b"DTSTART;VALUE=DATE:20260120", b"DTEND:20260121T090000Z", b"SUMMARY:Half a day")
    return beside_good(folder, component(b"UID:mixed", STAMP, *lines))


def date_repaired(seen: Printed) -> None:
    """It begins on its day, lasts one day or two, and a row says what was repaired."""
    (start, end), *more = [(one["start"], one["end"]) for one in seen.occurrences if one["uid"] == "mixed"]
    assert more == []
    assert start == "2026-01-20"
    assert end in ("2026-01-21", "2026-01-22")
    rows = seen.rows("mixed", "end|day|date|time")
    assert rows, seen.set_aside
    assert all(row["kept"] for row in rows), rows


def invalid_extras(folder: Path) -> list[str]:
    """H35: alarms, stamps and vendor properties that are wrong, none of which any figure needs."""
    alarms = (
        b"BEGIN:VALARM\r\nTRIGGER:-PXX\r\nACTION:DISPLAY\r\nEND:VALARM",
        b"BEGIN:VALARM\r\nREPEAT:many\r\nDURATION:soon\r\nEND:VALARM",
        b"BEGIN:VALARM\r\nEND:VALARM",
    )
    stamps = (b"CREATED:yesterday", b"LAST-MODIFIED:00001231T000000Z", b"SEQUENCE:first", b"PRIORITY:high")
    vendor = (b"X-EXAMPLE;VALUE=DATE-TIME:never", b"X-;=:", b"GEO:here", b"URL:::::")
    return beside_good(folder, event("extras", "2026-01-20 09:00", *stamps, *vendor, *alarms))


CANARY = "canary-8d1f"


def attachments(folder: Path) -> list[str]:
    """H48: 20 MB in the event itself, and attachments and alarms that name files, shares and programs."""
    (folder / f"{CANARY}.wav").write_bytes(b"RIFF")
    named = (folder / f"{CANARY}.wav").as_uri().encode()

    def inline() -> Iterator[bytes]:
        yield b"ATTACH;FMTTYPE=application/pdf;ENCODING=BASE64;VALUE=BINARY:"
        line = b"\r\n " + b"QUJD" * 18
        for _ in range(20_000_000 * 4 // 3 // 72 // 1000 + 1):
            yield line * 1000
        yield b"\r\n"

    def elsewhere() -> Iterator[bytes]:
        share = f"\\\\{CANARY}.example\\share\\sound.wav".encode()
        for address in (named, b"file://" + share, share, f"https://{CANARY}.example/a.png".encode()):
            yield b"ATTACH:" + address + b"\r\n"
            for action in (b"AUDIO", b"PROCEDURE", b"EMAIL"):
                yield b"BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nACTION:" + action + b"\r\nATTACH:" + address
                yield b"\r\nEND:VALARM\r\n"
        yield f"CONFERENCE:https://{CANARY}.example/join\r\nURL:https://{CANARY}.example/\r\n".encode()

    chunks = (
        HEAD,
        GOOD_ONE,
        *long_event("attached", "2026-01-20 09:00", inline(), elsewhere()),
        GOOD_SERIES,
        TAIL,
    )
    return [write(folder / "attached.ics", chunks)]


DATES = r"date|time|start"
CASES = (
    Case("H26", odd_characters, (odd_kept,)),
    Case("H26-latin-1", latin_file, (latin_read,)),
    Case(
        "H27",
        impossible_dates,
        (
            set_aside("month", DATES),
            set_aside("february", DATES),
            set_aside("end", r"date|time|end", Slot("end", "2026-01-21T09:00:00Z", "2026-01-21T09:00:00Z")),
        ),
    ),
    Case(
        "H28",
        missing_start,
        (
            set_aside("none", DATES),
            set_aside("empty", DATES),
            either(
                exactly("garbage", [slot("garbage", "2026-01-22 09:00")]),
                set_aside("garbage", r"line|property|read|understood"),
            ),
        ),
    ),
    Case("H29", far_offset, (set_aside("far", "zone|offset", slot("far", "2026-01-20 09:00")),)),
    Case("H30", zone_names, (in_the_users_zone,), never_touched=("passwd", "dev/zero")),
    Case("H31", heavy_zones, (by_file_or_told("heavy"), by_file_or_told("ticking")), analyse=True),
    Case("H32", backwards, (no_length("year"), no_length("hour"), no_length("negative"))),
    Case(
        "H33",
        endless,
        (
            no_load,
            set_aside(
                "weeks",
                r"long|length|duration|end|last",
                Slot("weeks", "2026-01-20T09:00:00Z", "2026-01-20T09:00:00Z"),
            ),
        ),
        analyse=True,
    ),
    Case("H34", date_to_time, (date_repaired,)),
    Case("H35", invalid_extras, (exactly("extras", [slot("extras", "2026-01-20 09:00")]),)),
    Case(
        "H48",
        attachments,
        (exactly("attached", [slot("attached", "2026-01-20 09:00")]),),
        never_touched=(CANARY,),
    ),
)
