"""Tables as lines of text, aligned by the columns that a terminal needs for each character."""

from __future__ import annotations

import unicodedata
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


def width(text: str) -> int:
    """Return how many columns a terminal needs for a text."""
    return sum(
        0 if unicodedata.category(c) in {"Mn", "Me", "Cf"} else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def padded(text: str, columns: int, *, right: bool = False) -> str:
    """Return a text with spaces after it, or before it, up to a number of columns."""
    space = " " * max(columns - width(text), 0)
    return space + text if right else text + space


def table(rows: Sequence[Sequence[str]], numbers: Collection[int] = ()) -> list[str]:
    """Return one line a row, columns two spaces apart; ``numbers`` are the columns that are set flush right."""
    widths = [max(map(width, column)) for column in zip_longest(*rows, fillvalue="")]
    return [
        "  ".join(
            padded(cell, columns, right=at in numbers)
            for at, (cell, columns) in enumerate(zip(row, widths, strict=False))
        ).rstrip()
        for row in rows
    ]
