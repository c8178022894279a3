"""H39 to H45: zip archives that unpack to too much, lie, lead out of their folder, or cannot be read."""

from __future__ import annotations

import io
import stat
import warnings
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.hostile.case import Case, Printed, absent, either, exactly, told
from tests.hostile.ics_text import HEAD, TAIL, event, good_file, other, slot, write
from tests.hostile.raw_zip import (
    ENCRYPTED,
    MEGABYTE,
    Member,
    archive,
    deflated,
    overlapping,
    zeros,
)

SLOT = slot("zipped", "2026-02-05 11:00")
READ = exactly("zipped", [SLOT])
Build = Callable[[Path], list[str]]
Fill = Callable[[Path], Iterable[bytes]]


def beside(fill: Fill) -> Build:
    """The archive ``hostile.zip`` and a good file, given as two paths."""
    return lambda folder: [good_file(folder), write(folder / "hostile.zip", fill(folder))]


def alone(fill: Fill) -> Build:
    """The archive and nothing else."""
    return lambda folder: [write(folder / "hostile.zip", fill(folder))]


def packed(*members: tuple[str | zipfile.ZipInfo, bytes], zip64: bool = False) -> bytes:
    """An archive of the members as ``zipfile`` writes it."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of names that stand there twice
        for name, content in members:
            with file.open(name, "w", force_zip64=zip64) as stream:
                stream.write(content)
    return buffer.getvalue()


def gigabyte(folder: Path) -> Iterable[bytes]:
    """H39: a gigabyte of zeros in about a megabyte."""
    stream, crc = zeros(1024)
    return archive([Member("zeros.ics", stream, 1024 * MEGABYTE, crc)])


def overlap(folder: Path) -> Iterable[bytes]:
    """H40: 250 members of 40 MB each over the same 40 KB."""
    stream, crc = zeros(40)
    return [overlapping(250, Member("last.ics", stream, 40 * MEGABYTE, crc))]


def small_overlap(folder: Path) -> Iterable[bytes]:
    """H40: two members on the same calendar, small enough for every other limit."""
    return [overlapping(2, deflated("last.ics", other("zipped")))]


def lying(folder: Path) -> Iterable[bytes]:
    """H41: a member of 60 MB whose headers say 10 bytes, with the CRC of those."""
    stream, _ = zeros(60)
    return archive([Member("lying.ics", stream, 10, zlib.crc32(bytes(10)))])


def lying_calendar(folder: Path) -> Iterable[bytes]:
    """H41: a calendar that ends in 60 MB of blank lines, and headers that say how long it is without them."""
    text = other("zipped")
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    stream = packer.compress(text)
    for _ in range(60):
        stream += packer.compress(b"\r\n" * (MEGABYTE // 2))
    return archive([Member("lying.ics", stream + packer.flush(), len(text), zlib.crc32(text))])


def crowd(folder: Path) -> Iterable[bytes]:
    """H42: 200,000 empty members."""
    count = 200_000
    empty = [Member(f"{n:06}.ics", b"", 0, 0, method=0) for n in range(count)]
    return archive(empty)


def one_too_many(folder: Path) -> Iterable[bytes]:
    """H42: 501 members, each a calendar."""
    return [packed(*((f"{n:03}.ics", other(f"n{n}")) for n in range(501)))]


NAMES = (
    "../../climbed.ics",
    "/rooted.ics",
    "C:\\driven.ics",
    "..\\..\\backwards.ics",
    "CON.ics",
    "aux.ics",
    "a:b.ics",
)


def names(folder: Path) -> Iterable[bytes]:
    """H43: names that lead elsewhere or that Windows keeps for itself, each on a calendar of its own."""
    return [packed(*((name, other(f"named-{n}")) for n, name in enumerate(NAMES)))]


def all_named(seen: Printed) -> None:
    """Each is read as a stream, whatever its name."""
    for n in range(len(NAMES)):
        assert seen.slots(f"named-{n}") == [slot(f"named-{n}", "2026-02-05 11:00")]


def link_member(folder: Path) -> Iterable[bytes]:
    """H44: a member that is a symbolic link to a calendar beside the archive, and one that is not."""
    write(folder / "outside.ics", (other("outside"),))
    link = zipfile.ZipInfo("link.ics")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return [packed((link, b"outside.ics"), ("real.ics", other("zipped")))]


def nested(folder: Path) -> Iterable[bytes]:
    """H45: an archive within an archive."""
    return [packed(("inner.zip", packed(("inner.ics", other("inner")))))]


def nested_and_calendar(folder: Path) -> Iterable[bytes]:
    """H45: an archive within an archive, beside a calendar."""
    return [packed(("inner.zip", packed(("inner.ics", other("inner")))), ("real.ics", other("zipped")))]


def encrypted(folder: Path) -> Iterable[bytes]:
    """H45: a member that says it is encrypted; its bytes are noise."""
    return archive([Member("locked.ics", bytes(range(256)), 244, 0x12345678, flags=ENCRYPTED)])


def zip64(folder: Path) -> Iterable[bytes]:
    """H45: an ordinary calendar in an archive with zip64's long fields, as programs that stream write it."""
    return [packed(("real.ics", other("zipped")), zip64=True)]


def doubled(folder: Path) -> Iterable[bytes]:
    """H45: the same name twice, with another calendar in each."""
    second = HEAD + event("second", "2026-02-06 11:00") + TAIL
    return [packed(("same.ics", other("zipped")), ("same.ics", second))]


def first_alone(seen: Printed) -> None:
    """The first of the two is read, the second is not, and a row says so."""
    READ(seen)
    absent("second")(seen)
    told(r"twice|same name|second|more than once|again|duplicate")(seen)


ZIP = "hostile"
LARGE = r"large|big|much|more than|\bMB\b|unpack|times"
BROKEN = rf"{LARGE}|size|damaged|says|true|calendar|read"
MANY = r"500|many|members|files"
LOCKED = r"encrypt|password|locked"
CASES = (
    Case("H39", beside(gigabyte), (told(LARGE, ZIP, kept=False),)),
    Case("H39-alone", alone(gigabyte), refusal=LARGE),
    Case("H40", beside(overlap), (told(rf"overlap|share|{LARGE}", ZIP, kept=False),)),
    Case("H40-alone", alone(overlap), refusal=rf"overlap|share|{LARGE}"),
    Case("H40-small", beside(small_overlap), (absent("zipped"), told(r"overlap|share|same", ZIP, kept=False))),
    Case("H41", beside(lying), (told(BROKEN, ZIP, kept=False),)),
    Case("H41-alone", alone(lying), refusal=BROKEN),
    Case("H41-calendar", beside(lying_calendar), (either(READ, told(BROKEN, ZIP, kept=False)),)),
    Case("H42", beside(crowd), (told(MANY, ZIP, kept=False),)),
    Case("H42-alone", alone(crowd), refusal=MANY),
    Case("H42-501", beside(one_too_many), (absent("n0"), absent("n500"), told(MANY, ZIP, kept=False))),
    Case(
        "H43",
        beside(names),
        (all_named,),
        never_touched=("climbed", "rooted", "driven", "backwards", "CON.ics", "aux.ics"),
    ),
    Case(
        "H44",
        beside(link_member),
        (absent("outside"), READ, told(r"link", kept=False)),
        never_touched=("outside",),
    ),
    Case(
        "H45-nested",
        beside(nested_and_calendar),
        (absent("inner"), told(r"zip|archive|within|inside", ZIP, kept=False)),
    ),
    Case("H45-nested-alone", alone(nested), refusal=r"zip|archive|calendar"),
    Case("H45-encrypted", beside(encrypted), (told(LOCKED, ZIP, kept=False),)),
    Case("H45-encrypted-alone", alone(encrypted), refusal=LOCKED),
    Case("H45-zip64", beside(zip64), (either(READ, told(r"zip", ZIP, kept=False)),)),
    Case("H45-doubled", beside(doubled), (first_alone,)),
)
