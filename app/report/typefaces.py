"""Which typefaces set a report: Inter, which comes with the program, and of the system those that other scripts need.

PDF/UA forbids a character that its typeface lacks, and the typesetter stops there. So every character is looked up
before: in Inter, then in the typefaces of the system, those without serifs first and in order of their names; what none
of them has is replaced by a mark that can be seen.
"""

from __future__ import annotations

import functools
import struct
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FAMILY: Final = "Inter"
MARK: Final = "□"
"""What stands for a character that no typeface has; Inter has it."""
_MOST_FAMILIES: Final = 8
_LARGEST: Final = 64 * 1024 * 1024
"""Bytes of the largest file of a typeface that is looked into."""
_DRAWN: Final = frozenset({b"glyf", b"CFF ", b"CFF2"})
"""Tables that draw letters as outlines; typefaces of pictures (emoji in colour) have none of them."""
_JOINING: Final = frozenset("\u200c\u200d\ufe0e\ufe0f\u2066\u2067\u2068\u2069\u200e\u200f\u00ad\u200b\u2060")
"""Characters that draw nothing themselves."""


class Typefaces(NamedTuple):
    """What sets a text: the folders to look in, the families in order, and the characters that none of them has."""

    folders: tuple[str, ...]
    families: tuple[str, ...]
    lacking: frozenset[str]


class Face(NamedTuple):
    """A typeface of the system: its family, its file, and which of those in the file it is."""

    family: str
    path: Path
    number: int


def inter_folder() -> Path:
    """Return the folder in which Inter lies."""
    # Only looked for: the package's own code has nothing to do here.
    found = find_spec("fontpkg_inter")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "files"


def typefaces_for(text: Iterable[str], system: Callable[[], Iterable[Face]] | None = None) -> Typefaces:
    """Return what sets all characters of some texts.

    Args:
        text: the texts.
        system: gives the typefaces of the system; None: those that are there.

    """
    own = inter_folder()
    wanted = frozenset().union(*text) if text else frozenset()
    lacking = frozenset(each for each in wanted if not _is_covered(each, _inter()))
    folders, families = [str(own)], [FAMILY]
    if lacking:
        for face in sorted((system or _of_the_system)(), key=_order):
            if face.family in families or len(families) > _MOST_FAMILIES:
                continue
            covered = _covered_by(face)
            if any(_is_covered(each, covered) for each in lacking):
                families.append(face.family)
                folders.append(str(face.path.parent))
                lacking = frozenset(each for each in lacking if not _is_covered(each, covered))
            if not lacking:
                break
    return Typefaces(tuple(dict.fromkeys(folders)), tuple(families), lacking)


def _order(face: Face) -> tuple[bool, bool, str, str, int]:
    """Return where a typeface comes: those without serifs first, as Inter has none, and none for code or formulas."""
    special = any(word in face.family for word in ("Mono", "Math", "Condensed"))
    return special, "Sans" not in face.family, face.family, str(face.path), face.number


def _is_covered(character: str, covered: frozenset[int]) -> bool:
    return character in _JOINING or ord(character) in covered or ord(character) < 32


@functools.cache
def _inter() -> frozenset[int]:
    """Return the code points of Inter, upright and slanted: what only one of them has counts as lacking."""
    files = sorted(inter_folder().glob("*.ttf"))
    covered = [_code_points(each.read_bytes(), 0) for each in files]
    return frozenset.intersection(*covered)


@functools.cache
def _of_the_system() -> tuple[Face, ...]:
    """Return the upright typefaces of the system, of usual weight and width, with outlines."""
    import typst

    found = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    plain = [each for each in found if each.style == "normal" and each.weight == 400 and each.path]
    return tuple(Face(each.family, Path(each.path), each.index) for each in plain if each.path)


@functools.cache
def _covered_by(face: Face) -> frozenset[int]:
    try:
        if face.path.stat().st_size > _LARGEST:
            return frozenset()
        return _code_points(face.path.read_bytes(), face.number)
    except (OSError, struct.error, ValueError, IndexError):
        return frozenset()  # a file that cannot be read covers nothing


# ---- what a file covers (OpenType, "cmap") ----


def _code_points(data: bytes, index: int) -> frozenset[int]:
    """Return the code points that a typeface has a drawn letter for."""
    start = struct.unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    tables = {}
    for number in range(count):
        name, __, offset, __ = struct.unpack_from(">4sIII", data, start + 12 + 16 * number)
        tables[name] = offset
    if b"cmap" not in tables or not _DRAWN & tables.keys():
        return frozenset()
    at = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", data, at + 2)
    offsets = {struct.unpack_from(">I", data, at + 8 + 8 * number)[0] for number in range(count)}
    found: set[int] = set()
    for offset in sorted(offsets):
        found |= _of_subtable(data, at + offset)
    return frozenset(found)


def _of_subtable(data: bytes, at: int) -> set[int]:
    (form,) = struct.unpack_from(">H", data, at)
    if form == 12:
        (groups,) = struct.unpack_from(">I", data, at + 12)
        found: set[int] = set()
        for number in range(groups):
            first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * number)
            found.update(range(first if glyph else first + 1, min(last, 0x10FFFF) + 1))
        return found
    return _of_segments(data, at) if form == 4 else set()


def _of_segments(data: bytes, at: int) -> set[int]:
    """Return the code points of a table of format 4, without those whose letter is the missing one."""
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
    deltas = struct.unpack_from(f">{segments}H", data, at + 16 + 4 * segments)
    ranges_at = at + 16 + 6 * segments
    offsets = struct.unpack_from(f">{segments}H", data, ranges_at)
    found: set[int] = set()
    for number, (first, last) in enumerate(zip(starts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offsets[number]:
                place = ranges_at + 2 * number + offsets[number] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, place)
                if not glyph:
                    continue
            if (glyph + deltas[number]) & 0xFFFF:
                found.add(code)
    return found


# ---- replacing ----


def settable(text: str, lacking: frozenset[str]) -> str:
    """Return a text without what cannot be set: a mark for each letter that is lacking, with its accents.

    Letters of their own for fullwidth digits and the like are tried first, as they mean the same.
    """
    if not lacking & set(text):
        return text
    pieces: list[str] = []
    for character in text:
        if character not in lacking:
            pieces.append(character)
            continue
        plain = unicodedata.normalize("NFKC", character)
        if plain != character and all(_is_covered(each, _inter()) for each in plain):
            pieces.append(plain)
        elif not unicodedata.combining(character):
            pieces.append(MARK)
    return "".join(pieces)
