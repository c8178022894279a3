"""Which typefaces set a report: Inter, which comes with the program, and of the system those that other scripts need.

PDF/UA forbids a character that its typeface lacks, and the typesetter stops there. So every character is looked up
before: in Inter, then in the typefaces of the system, those without serifs first and in order of their names; what none
of them has is replaced by a mark that can be seen.
"""

from __future__ import annotations

import functools
import mmap
import struct
import unicodedata
from bisect import bisect_left, bisect_right
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FAMILY: Final = "Inter"
MARK: Final = "□"
"""What stands for a character that no typeface has; Inter has it."""
_MOST_FAMILIES: Final = 8
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
    lacking = _lacking(frozenset().union(*text))
    folders, families = [str(own)], [FAMILY]
    if lacking:
        for face in sorted((system or _of_the_system)(), key=_order):
            if face.family in families or len(families) > _MOST_FAMILIES:
                continue
            covered = frozenset(map(chr, _covered_by(face, frozenset(map(ord, lacking)))))
            if covered:
                families.append(face.family)
                folders.append(str(face.path.parent))
                lacking -= covered
            if not lacking:
                break
    return Typefaces(tuple(dict.fromkeys(folders)), tuple(families), lacking)


def _order(face: Face) -> tuple[bool, bool, str, str, int]:
    """Return where a typeface comes: those without serifs first, as Inter has none, and none for code or formulas."""
    special = any(word in face.family for word in ("Mono", "Math", "Condensed"))
    return special, "Sans" not in face.family, face.family, str(face.path), face.number


def _is_drawn(character: str) -> bool:
    """Tell whether a character needs a letter at all."""
    return character not in _JOINING and ord(character) >= 32


def _lacking(characters: Iterable[str]) -> frozenset[str]:
    """Return the characters that Inter lacks, upright or slanted."""
    wanted = frozenset(ord(each) for each in characters if _is_drawn(each))
    for path in sorted(inter_folder().glob("*.ttf")):
        missing = wanted - _covered_by(Face(FAMILY, path, 0), wanted)
        if missing:
            return frozenset(map(chr, missing))
    return frozenset()


@functools.cache
def _of_the_system() -> tuple[Face, ...]:
    """Return the upright typefaces of the system, of usual weight and width, with outlines."""
    import typst

    found = typst.Fonts(include_system_fonts=True, include_embedded_fonts=False).fonts()
    plain = [each for each in found if each.style == "normal" and each.weight == 400 and each.path]
    return tuple(Face(each.family, Path(each.path), each.index) for each in plain if each.path)


def _covered_by(face: Face, wanted: frozenset[int]) -> frozenset[int]:
    """Return which of some code points a typeface has a letter for; a file that cannot be read covers nothing."""
    try:
        with face.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
            return frozenset(_code_points(data, face.number, sorted(wanted)))
    except (OSError, struct.error, ValueError, IndexError):
        return frozenset()


# ---- what a file covers (OpenType, "cmap") ----


def _code_points(data: mmap.mmap, number: int, wanted: Sequence[int]) -> set[int]:
    """Return which code points a typeface of a file has a drawn letter for."""
    start = struct.unpack_from(">I", data, 12 + 4 * number)[0] if data[:4] == b"ttcf" else 0
    (count,) = struct.unpack_from(">H", data, start + 4)
    tables = {}
    for at in range(count):
        name, __, offset, __ = struct.unpack_from(">4sIII", data, start + 12 + 16 * at)
        tables[name] = offset
    if b"cmap" not in tables or not _DRAWN & tables.keys():
        return set()
    begin = tables[b"cmap"]
    (count,) = struct.unpack_from(">H", data, begin + 2)
    offsets = {struct.unpack_from(">I", data, begin + 8 + 8 * at)[0] for at in range(count)}
    found: set[int] = set()
    for offset in sorted(offsets):
        (form,) = struct.unpack_from(">H", data, begin + offset)
        if form == 12:
            found |= _of_groups(data, begin + offset, wanted)
        elif form == 4:
            found |= _of_segments(data, begin + offset, wanted)
    return found


def _of_groups(data: mmap.mmap, at: int, wanted: Sequence[int]) -> set[int]:
    """Return the code points of a table of format 12."""
    (count,) = struct.unpack_from(">I", data, at + 12)
    flat = struct.unpack_from(f">{3 * count}I", data, at + 16)
    firsts, lasts, glyphs = flat[::3], flat[1::3], flat[2::3]
    found = set()
    for code in wanted:
        group = bisect_right(firsts, code) - 1
        if group >= 0 and code <= lasts[group] and glyphs[group] + code - firsts[group]:
            found.add(code)
    return found


def _of_segments(data: mmap.mmap, at: int, wanted: Sequence[int]) -> set[int]:
    """Return the code points of a table of format 4, without those whose letter is the missing one."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", data, at + 14)
    firsts = struct.unpack_from(f">{count}H", data, at + 16 + 2 * count)
    deltas = struct.unpack_from(f">{count}H", data, at + 16 + 4 * count)
    ranges_at = at + 16 + 6 * count
    offsets = struct.unpack_from(f">{count}H", data, ranges_at)
    found = set()
    for code in wanted:
        segment = bisect_left(ends, code)
        if segment == count or code < firsts[segment]:
            continue
        glyph = code
        if offsets[segment]:
            place = ranges_at + 2 * segment + offsets[segment] + 2 * (code - firsts[segment])
            (glyph,) = struct.unpack_from(">H", data, place)
        if glyph and (glyph + deltas[segment]) & 0xFFFF:
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
        if plain != character and not _lacking(plain):
            pieces.append(plain)
        elif not unicodedata.combining(character):
            pieces.append(MARK)
    return "".join(pieces)
