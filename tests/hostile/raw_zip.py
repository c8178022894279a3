"""Zip archives written field by field, so that they can lie: what ``zipfile`` would not write.

The layout is that of PKWARE's APPNOTE.TXT 6.3: §4.3.7 local header, §4.3.12 central directory, §4.3.14 to
§4.3.16 its ends.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STORED, DEFLATED = 0, 8
ENCRYPTED = 0x1
# 1 January 2026 in the form of DOS: years since 1980, month, day.
DATE = (2026 - 1980) << 9 | 1 << 5 | 1
MEGABYTE = 1 << 20
POLYNOMIAL = 0xEDB88320  # of CRC-32, lowest power first


@dataclass(frozen=True)
class Member:
    """A member as its headers describe it; ``data`` is what really stands there, packed if deflated."""

    name: str
    data: bytes
    size: int
    """Bytes when unpacked, as the headers say."""
    crc: int
    method: int = DEFLATED
    flags: int = 0
    packed: int | None = None
    """Bytes as packed, as the headers say; None for the true number."""


def header(member: Member) -> bytes:
    """The local header of the member, which stands before its data."""
    name = member.name.encode()
    return struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, *_description(member), len(name), 0) + name


def entry(member: Member, offset: int) -> bytes:
    """The member's entry in the central directory."""
    name = member.name.encode()
    fields = (20, 20, *_description(member), len(name), 0, 0, 0, 0, 0, offset)
    return struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *fields) + name


def _description(member: Member) -> tuple[int, int, int, int, int, int, int]:
    """The seven fields that both headers share: flags, method, time, date, CRC and the two sizes."""
    packed = len(member.data) if member.packed is None else member.packed
    return member.flags, member.method, 0, DATE, member.crc, packed, member.size


def ends(count: int, size: int, offset: int) -> bytes:
    """The end of the central directory; in the form of zip64 too where there are more than 65,534 members."""
    short = min(count, 0xFFFF)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, short, short, size, offset, 0)
    if count < 0xFFFF:
        return end
    long = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, offset)
    return long + struct.pack("<4sLQL", b"PK\x06\x07", 0, offset + size, 1) + end


def archive(members: Sequence[Member]) -> Iterator[bytes]:
    """The members one after the other, then their directory, in chunks."""
    offset, entries = 0, []
    for member in members:
        local = header(member)
        yield local
        yield member.data
        entries.append(entry(member, offset))
        offset += len(local) + len(member.data)
    directory = b"".join(entries)
    yield directory
    yield ends(len(members), len(directory), offset)


def zeros(megabytes: int) -> tuple[bytes, int]:
    """So many megabytes of zeros as a deflated stream of blocks, and their CRC."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    # After a full flush a block rests on nothing before it, so that it can stand there again and again.
    block = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    crc = 0
    for _ in range(megabytes):
        crc = zlib.crc32(bytes(MEGABYTE), crc)
    return block * megabytes + packer.flush(), crc


def deflated(name: str, content: bytes) -> Member:
    """An honest member."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return Member(name, packer.compress(content) + packer.flush(), len(content), zlib.crc32(content))


def overlapping(count: int, last: Member) -> bytes:
    """An archive whose members share the data of the last of them, each quoting the header of the next.

    The data of a member are a stored block that holds the next member's header, then that member's data:
    every header is true, and every member unpacks. The unpacked bytes grow with the product, the file with
    the sum (D. Fifield, "A better zip bomb", WOOT 2019).
    """
    members = [member := last]
    for number in reversed(range(count - 1)):
        quoted = header(member)
        data = struct.pack("<BHH", 0, len(quoted), len(quoted) ^ 0xFFFF) + quoted + member.data
        joined = _crc_after(zlib.crc32(quoted), member.size) ^ member.crc
        member = replace(member, name=f"{number:04}.ics", data=data, size=len(quoted) + member.size, crc=joined)
        members.insert(0, member)
    content = header(members[0]) + members[0].data
    total = len(content)
    # A member's header begins where what is left to the end of the file is the header and its data.
    entries = [entry(one, total - len(header(one)) - len(one.data)) for one in members]
    directory = b"".join(entries)
    return content + directory + ends(count, len(directory), total)


def _crc_after(crc: int, length: int) -> int:
    """What the CRC contributes once so many further bytes have followed: crc · x^(8·length) mod P."""
    power, factor = 8 * length, 1 << 30  # x itself, lowest power first
    result = crc
    while power:
        if power & 1:
            result = _product(result, factor)
        factor = _product(factor, factor)
        power >>= 1
    return result


def _product(left: int, right: int) -> int:
    """The product of two polynomials over GF(2) modulo CRC-32's, the highest bit being the power 0."""
    total = 0
    for bit in range(31, -1, -1):
        if left >> bit & 1:
            total ^= right
        right = right >> 1 ^ (POLYNOMIAL if right & 1 else 0)
    return total
