"""How far long work is, on a terminal; nothing in a pipe."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from app.model.foreign_text import visible
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.progress import Progress

_PATIENCE = 0.4
"""Seconds that pass before anything is shown: what is quick needs no bar."""
_PAUSE = 0.1
_COLUMNS = 24


@contextmanager
def progress_on(out: TextIO | None) -> Iterator[Progress]:
    """Give a progress that draws itself on a terminal and is gone afterwards; elsewhere a silent one."""
    if out is None or not out.isatty():
        yield SILENT
        return
    bar = _Bar(out)
    try:
        yield bar
    finally:
        bar.clear()


class _Bar:
    """One line that is drawn over and over."""

    def __init__(self, out: TextIO) -> None:
        self._out = out
        self._next = time.monotonic() + _PATIENCE
        self._drawn = False

    def report(self, done: int, total: int | None, what: str) -> None:
        """Draw the line anew, at most ten times a second."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + _PAUSE
        filled = _COLUMNS * done // total if total else 0
        shown = f"{'█' * filled}{'░' * (_COLUMNS - filled)} {visible(what, 40)}"
        self._out.write(f"\r\033[K{shown}")
        self._out.flush()
        self._drawn = True

    def check(self) -> None:
        """Go on: on a terminal, Ctrl+C is how work is stopped."""

    def clear(self) -> None:
        """Take the line away."""
        if self._drawn:
            self._out.write("\r\033[K")
            self._out.flush()
