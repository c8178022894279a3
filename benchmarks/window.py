"""The window: its first picture beside a bare one, another week, first visits and clicks, and an import beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from benchmarks import early_clicks
from benchmarks.measure import ChildFailed, Cost, least, run
from benchmarks.stored import APP

if TYPE_CHECKING:
    from pathlib import Path

BARE_WINDOW: Final = "bare"
FIRST_PAINT: Final = "first paint"
_BARE: Final = "benchmarks.bare_window"
_ANOTHER_WEEK: Final = "benchmarks.another_week"
_EVENT_LOOP: Final = "benchmarks.event_loop"
_FIRST_VISITS: Final = "benchmarks.first_visits"
_VISIT_RUNS: Final = 3
_PLATFORM: Final = "offscreen"


class Window:
    """What each program cost, over a folder with a store, and what went wrong."""

    def __init__(self, home: Path) -> None:
        self.costs: dict[str, list[Cost]] = {}
        self.visits: list[dict[str, Any]] = []
        self.failures: list[str] = []
        self._home = home
        self._opened = False

    def round(self) -> None:
        """Open a bare window, and ours with its picture from the store."""
        words = ("open", "--until", "first-paint", "--home", str(self._home))
        try:
            if not self._opened:
                # Keeps the picture, as the import does in a window.
                run(APP, words, QT_QPA_PLATFORM=_PLATFORM)
                self._opened = True
            self.costs.setdefault(BARE_WINDOW, []).append(run(_BARE, (), QT_QPA_PLATFORM=_PLATFORM))
            self.costs.setdefault(FIRST_PAINT, []).append(run(APP, words, QT_QPA_PLATFORM=_PLATFORM))
        except ChildFailed as failure:
            self.failures.append(f"the window: {failure}")

    def first_paint(self) -> float | None:
        """Return the CPU of our first painted window over that of a bare one."""
        if BARE_WINDOW not in self.costs or FIRST_PAINT not in self.costs:
            return None
        return least(self.costs[FIRST_PAINT]).cpu / least(self.costs[BARE_WINDOW]).cpu

    def another_week(self) -> float | None:
        """Return the milliseconds until the pages of another week are there."""
        return self._number(_ANOTHER_WEEK, str(self._home))

    def longest_gap(self, file: Path, new_home: Path) -> float | None:
        """Return the longest time without a turn of the event loop during an import, in milliseconds."""
        return self._number(_EVENT_LOOP, str(file), str(new_home))

    def visit_all(self) -> None:
        """Visit every page for the first time, in a few windows."""
        try:
            for _ in range(_VISIT_RUNS):
                self.visits.append(json.loads(run(_FIRST_VISITS, (str(self._home),), QT_QPA_PLATFORM=_PLATFORM).output))
        except ChildFailed as failure:
            self.failures.append(f"the window: {failure}")

    def dearest_visit(self) -> float | None:
        """Return the CPU of the dearest first visit to a page over that of the first picture."""
        if not self.visits:
            return None
        return self._dearest_page("visits") / min(float(each["first_picture"]) for each in self.visits)

    def longest_turn(self) -> float | None:
        """Return the most CPU of the window's thread in one turn during first visits, in milliseconds."""
        return self._dearest_page("longest_turns") if self.visits else None

    def slowest_click(self, runs: int) -> float | None:
        """Return the most milliseconds on the clock from an early click until the page is painted."""
        try:
            found = early_clicks.visits(self._home, early_clicks.MOMENTS, runs)
        except ChildFailed as failure:
            self.failures.append(f"the window: {failure}")
            return None
        return max(each["painted"] for each in found.values())

    def _dearest_page(self, row: str) -> float:
        """Return what the dearest page took, each the least of all windows."""
        return max(min(float(each[row][page]) for each in self.visits) for page in self.visits[0][row])

    def _number(self, module: str, *words: str) -> float | None:
        try:
            return float(run(module, words, QT_QPA_PLATFORM=_PLATFORM).output)
        except ChildFailed as failure:
            self.failures.append(f"the window: {failure}")
            return None
