"""The answer of either side in one form: which event takes place from when until when."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def line(uid: str, start: date, end: date) -> str:
    """Return an occurrence as text: date-times in UTC, all-day ones as dates with the end excluded."""
    return f"{uid} {_written(start)} {_written(end)}"


def _written(moment: date) -> str:
    if isinstance(moment, datetime):
        return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    return f"{moment:%Y%m%d}"


def report(count: int, lines: Iterable[str] | None, path: Path | None) -> None:
    """Print the number of occurrences; where asked for, write them sorted and print their checksum too."""
    if lines is None or path is None:
        print(count)
        return
    text = "".join(f"{one}\n" for one in sorted(lines))
    path.write_text(text, "utf-8")
    print(count, hashlib.sha256(text.encode()).hexdigest()[:16])
