"""A page in words as lines of text for a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from app.cli.printing import Style
from app.cli.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.model.outcomes import Block, WordedSheet


def sheet_text(sheet: WordedSheet) -> str:
    """Return a page: its title, and each part with its sentences, rows and note."""
    style = Style(sys.stdout)
    return "\n".join([style.bold(sheet.title), *(line for block in sheet.blocks for line in _lines(block, style))])


def _lines(block: Block, style: Style) -> Iterator[str]:
    yield ""
    if block.title:
        yield style.bold(block.title)
    for line in block.lines:
        yield f"  {line}"
    if block.rows:
        head, *rows = table([block.heads or ("",) * len(block.rows[0]), *block.rows], numbers=block.numbers)
        if block.heads:
            yield style.faint(f"  {head}")
        for row in rows:
            yield f"  {row}"
    if block.note:
        yield style.faint(f"  {block.note}")
