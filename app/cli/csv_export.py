"""Occurrences as CSV (RFC 4180) that a spreadsheet can open without running anything.

Titles, names and UIDs come from whoever sent an invitation. A spreadsheet takes a cell that begins with ``=``, ``+``,
``-``, ``@``, a tab or a line break for a formula (CWE-1236), and some take what follows a separator within the cell for
the next cell. Such a cell gets an apostrophe before it, and every cell is quoted. Instants, dates and numbers are
written by this program, and stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

COLUMNS: Final = (
    "uid",
    "recurrence_id",
    "start",
    "end",
    "all_day",
    "kind",
    "response",
    "people",
    "title",
    "calendar",
    "series",
    "rule",
    "away",
    "external",
)
_FOREIGN: Final = frozenset({"uid", "title", "calendar", "series"})
_SIGNS: Final = frozenset("=+-@\N{MINUS SIGN}")
_PART: Final = re.compile(r"[^;\t\r\n]*[;\t\r\n]?")
"""What a spreadsheet might take for one cell, with the separator after it."""


def csv_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Return a head and one line for each occurrence, as ``events --json`` names its parts; unknown is empty."""
    yield _line(COLUMNS)
    for row in rows:
        yield _line([_cell(name, row[name]) for name in COLUMNS])


def _line(cells: Sequence[str]) -> bytes:
    quoted = ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells)
    # A name that is no text, as a file system may hold it, becomes a question mark.
    return f"{quoted}\r\n".encode("utf-8", "replace")


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return harmless(str(value)) if name in _FOREIGN else str(value)


def harmless(text: str) -> str:
    """Return foreign text with an apostrophe wherever a spreadsheet could see a formula begin."""
    text = text.replace("\0", "")
    safe = "".join(f"'{part}" if _begins_formula(part) else part for part in _PART.findall(text))
    return f"'{safe}" if safe.startswith(("\t", "\r", "\n")) else safe


def _begins_formula(part: str) -> bool:
    """Tell whether the first character that shows is a sign, in any of its widths."""
    for character in part:
        if not character.isspace() and not unicodedata.category(character).startswith("C"):
            return unicodedata.normalize("NFKC", character) in _SIGNS
    return False
