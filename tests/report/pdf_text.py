"""What stands in a PDF, read back with pikepdf: its tags, and its text by the tables that go with its typefaces."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")


class Tag(NamedTuple):
    """One element of the structure tree: its role, its alternative text, and how deep it lies."""

    role: str
    alt: str | None
    scope: str | None
    depth: int


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def tags(pdf: bytes) -> list[Tag]:
    """Every element of the structure tree in reading order."""
    with opened(pdf) as document:
        root = document.Root.StructTreeRoot
        return list(_below(root, 0))


def _below(element: Any, depth: int) -> Iterator[Tag]:
    kids = element.get("/K")
    if kids is None:
        return
    for kid in list(kids) if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            alt = str(kid["/Alt"]) if "/Alt" in kid else None
            yield Tag(str(kid["/S"])[1:], alt, _scope(kid), depth)
            yield from _below(kid, depth + 1)


def _scope(kid: Any) -> str | None:
    attributes = kid.get("/A")
    if attributes is None:
        return None
    own = list(attributes) if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(each["/Scope"])[1:] for each in own if "/Scope" in each), None)


def text(pdf: bytes) -> str:
    """All text in the order in which it is drawn, without any white space."""
    with opened(pdf) as document:
        drawn = "".join("".join(_drawn(page.obj, page.obj)) for page in document.pages)
    return squeezed(drawn)


def squeezed(words: str) -> str:
    """A text without white space, soft hyphens and marks of direction, as `text` gives it."""
    return re.sub(r"[\s\u00ad\u200b\u2066-\u2069\u2010-]", "", words)


def _drawn(stream: Any, holder: Any) -> Iterator[str]:
    resources = holder.get("/Resources", pikepdf.Dictionary())
    fonts = resources.get("/Font", pikepdf.Dictionary())
    tables: dict[str, tuple[dict[int, str], int]] = {}
    current: tuple[dict[int, str], int] = ({}, 2)
    for instruction in pikepdf.parse_content_stream(stream):
        operands, name = list(instruction.operands), str(instruction.operator)
        if name == "Tf":
            font = str(operands[0])
            if font not in tables:
                tables[font] = _table(fonts[font])
            current = tables[font]
        elif name in {"Tj", "'", '"'}:
            yield _decoded(bytes(operands[-1]), current)
        elif name == "TJ":
            yield from (_decoded(bytes(each), current) for each in operands[0] if isinstance(each, pikepdf.String))
        elif name == "Do":
            inner = resources["/XObject"][str(operands[0])]
            if inner.get("/Subtype") == "/Form":
                yield from _drawn(inner, inner)


def _decoded(data: bytes, font: tuple[dict[int, str], int]) -> str:
    table, wide = font
    codes = (int.from_bytes(data[at : at + wide], "big") for at in range(0, len(data), wide))
    return "".join(table.get(code, "") for code in codes)


def _table(font: Any) -> tuple[dict[int, str], int]:
    """What each code of a typeface means, by its ToUnicode table, and of how many bytes a code is."""
    found: dict[int, str] = {}
    wide = 2 if font.get("/Subtype") == "/Type0" else 1
    if "/ToUnicode" not in font:
        return found, wide
    data = font["/ToUnicode"].read_bytes()
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", data, re.DOTALL):
        for code, meaning in _PAIR.findall(part):
            found[int(code, 16)] = bytes.fromhex(meaning.decode()).decode("utf-16-be")
    for part in re.findall(rb"beginbfrange(.*?)endbfrange", data, re.DOTALL):
        for first, last, meaning in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            start = int(meaning, 16)
            for at, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                found[code] = chr(start + at)
    return found, wide


def every_byte(pdf: bytes) -> bytes:
    """The file with all its streams unpacked, and what stood in it packed as well."""
    with opened(pdf) as document:
        unpacked = [
            each.read_bytes() if isinstance(each, pikepdf.Stream) and _can_be_read(each) else repr(each).encode()
            for each in document.objects
        ]
    return b"\n".join([pdf, *unpacked])


def _can_be_read(stream: Any) -> bool:
    return str(stream.get("/Subtype")) != "/Image"
