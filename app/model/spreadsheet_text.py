"""Text for a cell of a CSV that a spreadsheet can open without running anything, and the same text read back.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break for a formula (CWE-1236),
and some take what follows a separator within the cell for the next cell. Such a part gets an apostrophe before it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SIGNS: Final = frozenset("=+-@\N{MINUS SIGN}")
_PART: Final = re.compile(r"[^;\t\r\n]*[;\t\r\n]?")
"""What a spreadsheet might take for one cell, with the separator after it."""
_BREAKS: Final = ("\t", "\r", "\n")
_GUARD: Final = "'"


def harmless(text: str) -> str:
    """Return a text with an apostrophe wherever a spreadsheet could see a formula begin."""
    text = text.replace("\0", "")
    safe = "".join(_GUARD + part if _needs_guard(part) else part for part in _PART.findall(text))
    return _GUARD + safe if _breaks_at_once(safe) else safe


def as_it_was(cell: str) -> str:
    """Return the text that ``harmless`` made a cell of."""
    if _GUARD not in cell:
        return cell
    text = cell[1:] if cell.startswith(_GUARD) and _breaks_at_once(cell) else cell
    return "".join(part[1:] if part.startswith(_GUARD) and _needs_guard(part) else part for part in _PART.findall(text))


def _breaks_at_once(text: str) -> bool:
    return text.lstrip(_GUARD).startswith(_BREAKS)


def _needs_guard(part: str) -> bool:
    """Tell whether a formula may begin; apostrophes before it are looked past, so that they can be told from ours."""
    for character in part.lstrip(_GUARD):
        if not character.isspace() and not unicodedata.category(character).startswith("C"):
            return unicodedata.normalize("NFKC", character) in _SIGNS
    return False
