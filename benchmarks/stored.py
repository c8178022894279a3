"""The store as the command line uses it: a cold import and the first read, and what importing again costs."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Final

from benchmarks.measure import ChildFailed, Cost, least, run

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

APP: Final = "app"
AGAIN: Final = {"identical": "normal", "restamped": "restamped", "changed": "changed"}
"""What is imported again, in this order, and the file with it."""


class Stored:
    """What each step cost, the folder that the last round left, and what went wrong."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.costs: dict[str, list[Cost]] = {}
        self.failures: list[str] = []
        self._rounds = 0
        self._calendar = folder / "calendar.ics"
        """The path that is imported: a source is known by it, so every step puts its file there."""

    @property
    def home(self) -> Path:
        """The folder with the store of the newest round."""
        return self.folder / f"home-{self._rounds}"

    def round(self) -> None:
        """Import into a new folder, read, and import again: the same, with new DTSTAMPs, and changed."""
        if self._rounds:
            shutil.rmtree(self.home, ignore_errors=True)
        self._rounds += 1
        small = self.folder / f"start-{self._rounds}"
        try:
            self._step("start", "empty", "add", small)
            self._step("start again", "empty", "sync", small)
            self._step("add", "normal", "add", self.home)
            self.costs.setdefault("overview", []).append(run(APP, ("overview", "--home", str(self.home))))
            for step, name in AGAIN.items():
                self._step(step, name, "sync", self.home)
        except ChildFailed as failure:
            self.failures.append(f"the store: {failure}")
        shutil.rmtree(small, ignore_errors=True)

    def cold(self) -> Cost | None:
        """Return the CPU seconds of cold import and first read together, and the greater of their peaks."""
        if "add" not in self.costs or "overview" not in self.costs:
            return None
        add, overview = least(self.costs["add"]), least(self.costs["overview"])
        return Cost(add.cpu + overview.cpu, max(add.peak, overview.peak), "")

    def again(self, step: str) -> float | None:
        """Return the CPU of importing again over that of a cold import, both without the start of the program."""
        if any(name not in self.costs for name in ("add", "start", "start again", step)):
            return None
        cpu = {name: least(found).cpu for name, found in self.costs.items()}
        return max(cpu[step] - cpu["start again"], 0.001) / max(cpu["add"] - cpu["start"], 0.001)

    def other_days(self) -> float | None:
        """Return how many stored days differ from those of a fresh import of the changed file."""
        fresh = self.folder / "fresh"
        try:
            run(APP, self._words("changed", "add", fresh))
            kept, anew = _days(self.home), _days(fresh)
        except (ChildFailed, sqlite3.Error) as failure:
            self.failures.append(f"the stored days: {failure}")
            return None
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
        if not anew:
            self.failures.append("the stored days: a fresh import has none")
            return None
        return max((kept - anew).total(), (anew - kept).total())

    def _step(self, step: str, name: str, verb: str, home: Path) -> None:
        self.costs.setdefault(step, []).append(run(APP, self._words(name, verb, home)))

    def _words(self, name: str, verb: str, home: Path) -> Sequence[str]:
        """Put a file in the place of the calendar, and return the words that import it."""
        shutil.copyfile(self.folder / f"{name}.ics", self._calendar)
        return (verb, *((str(self._calendar),) if verb == "add" else ()), "--home", str(home))


def _days(home: Path) -> Counter[tuple[int | None, ...]]:
    with closing(sqlite3.connect(f"file:{home / 'calendar.db'}?mode=ro", uri=True)) as connection:
        return Counter(connection.execute("SELECT * FROM days"))
