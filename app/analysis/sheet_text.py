"""A page in words as plain text, to be copied into a message (docs/journal.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.model.outcomes import Block, WordedSheet


def sheet_text(sheet: WordedSheet) -> str:
    """Return a page as lines: its title, and each part with its sentences, rows and note."""
    return "\n".join([sheet.title, *(line for block in sheet.blocks for line in _lines(block))]) + "\n"


def _lines(block: Block) -> Iterator[str]:
    yield ""
    if block.title:
        yield block.title
    yield from block.lines
    for row in block.rows:
        yield _row(row, block.heads)
    if block.note:
        yield block.note


def _row(row: tuple[str, ...], heads: tuple[str, ...]) -> str:
    """Return a row's cells, each with the head of its column where that has one."""
    named = zip(heads or ("",) * len(row), row, strict=True)
    cells = (f"{head} {cell.strip()}".strip() for head, cell in named if cell.strip())
    return " · ".join(cells)
