"""Processes that are killed at a random moment of their work.

Whether a kill falls into the work must not depend on how quick the machine happens to be. So the time runs from the
first trace of the work, not from the start of the interpreter; the moment is drawn from the length that the work had
when it last came to its end; and a child that ends before its moment makes that length shorter, and counts for nothing.
"""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from random import Random

    Child = subprocess.Popen[Any]
    HasBegun = Callable[[], bool]

LOOKS_EVERY: Final = 0.002
"""Seconds between two looks whether the work has begun."""
MOST_IN_VAIN: Final = 30
"""Children in a row that end before they are killed: by then the moment is drawn from a billionth of the first length,
so more of them means that there is no work at all."""


class RandomKills:
    """Kills children at random moments, and counts those that were at work."""

    def __init__(self, chance: Random) -> None:
        self.count = 0
        self._chance = chance
        self._length = 0.0
        self._in_vain = 0

    def let_end(self, child: Child, has_begun: HasBegun) -> None:
        """Let a child do all of its work, and learn how long that takes."""
        self._length = _until_its_end(child, _beginning(child, has_begun))

    def kill(self, child: Child, has_begun: HasBegun) -> bool:
        """Kill a child at a random moment of its work; tell whether it was still at work."""
        began = _beginning(child, has_begun)
        if began is not None:
            try:
                child.wait(self._chance.uniform(0, self._length))
            except subprocess.TimeoutExpired:
                child.kill()
        seen = _until_its_end(child, began)
        if child.returncode:
            self.count += 1
            self._in_vain = 0
            return True
        # A begin that was noticed late makes the work look shorter than it is, so not all of it is believed.
        self._length = max(self._length / 2, min(self._length, seen))
        self._in_vain += 1
        assert self._in_vain < MOST_IN_VAIN, "no child is ever at work"
        return False


def _beginning(child: Child, has_begun: HasBegun) -> float | None:
    """Wait until the work begins, and return when; None where it was not noticed before the child's end."""
    while not has_begun():
        try:
            child.wait(LOOKS_EVERY)
        except subprocess.TimeoutExpired:
            continue
        return None
    return time.monotonic()


def _until_its_end(child: Child, began: float | None) -> float:
    """Wait for the end of a child, which is a good one or a kill; return the seconds of work that were seen."""
    with child:
        _out, err = child.communicate()
    assert child.returncode in {0, -9}, err
    return 0.0 if began is None else time.monotonic() - began


def changes_in(folder: Path) -> HasBegun:
    """Tell from now on whether any file of the folder has come, gone or changed."""
    before = _files(folder)
    return lambda: _files(folder) != before


def _files(folder: Path) -> dict[str, tuple[int, int]] | None:
    """The size and the time of each file; None while one of them comes or goes, or the folder does."""
    try:
        return {each.name: ((found := each.stat()).st_size, found.st_mtime_ns) for each in os.scandir(folder)}
    except FileNotFoundError:
        return None
