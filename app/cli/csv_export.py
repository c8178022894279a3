"""Occurrences as CSV (RFC 4180) that a spreadsheet can open without running anything.

Titles, names and UIDs come from whoever sent an invitation: what a spreadsheet could take for a formula in them gets an
apostrophe before it (``model.spreadsheet_text``), and every cell is quoted. Instants, dates and numbers are written by
this program, and stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.model.spreadsheet_text import harmless

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
