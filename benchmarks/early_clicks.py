"""Prints how long a click on a page takes, soon after the first picture of a window over a folder with a store.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.early_clicks HOME [--runs N]
    QT_QPA_PLATFORM=offscreen python -m benchmarks.early_clicks HOME PAGE MILLISECONDS

The former prints a table of all pages and some moments, the least of N windows (3). The latter is one window, as a
person's, in a process of its own: its first picture, so many milliseconds in which the window goes on as it would, then
the click. As JSON, in milliseconds from the click: ``painted``, on the clock, until the page is painted with all that
it shows; ``frame``, until it is painted at all; ``cpu``, of the process with all its threads, until the former.
"""

from __future__ import annotations

import argparse
import gc
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from app.__main__ import spare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QApplication

    from app.ui.ahead import Ahead
    from app.ui.main_window import MainWindow


MOMENTS: Final = (0, 400)
"""Milliseconds after the first picture: at once, and while the window fetches ahead."""
_MORE_MOMENTS: Final = (0, 200, 400, 700, 1000, 2000)
_PLATFORM: Final = "offscreen"


class Loop:
    """The event loop of a window."""

    def __init__(self, app: QApplication) -> None:
        from PySide6.QtCore import QEventLoop

        self.turn = app.processEvents
        self._how = QEventLoop.ProcessEventsFlag.WaitForMoreEvents

    def until(self, reached: Callable[[], object]) -> None:
        """Let the loop turn until something is reached."""
        while not reached():
            self.turn(self._how)

    def rest(self, milliseconds: int) -> None:
        """Let the loop turn for so long."""
        from PySide6.QtCore import QTimer

        over: list[bool] = []
        QTimer.singleShot(milliseconds, lambda: over.append(True))
        self.until(lambda: over)


def click(window: MainWindow, loop: Loop, page: str) -> dict[str, float]:
    """Return what a click on a page takes until it is painted, with the last picture that came of it."""
    from app.ui.view_state import PAGES

    pages = window.area.pages
    # Not asked of its class, which is imported by the click.
    its_module = next(row.made_by for row in PAGES if row.id == page).partition(":")[0]
    came: list[object] = []
    found: dict[str, float] = {}
    window.loader.loaded.connect(came.append)
    at, cpu = time.perf_counter(), time.process_time()

    def stands() -> bool:
        if came and type(pages.currentWidget()).__module__ == its_module and pages.updatesEnabled():
            # What was laid out in the last turn is painted in this one.
            loop.turn()
            came.clear()
            found["painted"] = (time.perf_counter() - at) * 1000
            found["cpu"] = (time.process_time() - cpu) * 1000
            found.setdefault("frame", found["painted"])
        return bool(found) and not came and not window.loader.is_busy()

    window.go_to(page)
    loop.until(stands)
    return found


def visit(home: Path, page: str, after: int) -> dict[str, float]:
    """Open a window, click, and return what that took."""
    # As a start does it, so that all else is imported after it.
    spare()
    from app.ui import start

    gc.disable()
    start.spare_work_of_qt()
    from PySide6.QtCore import QTimer

    from app.operations.workspace import Workspace
    from app.ui import background, theme
    from app.ui.main_window import MainWindow

    app = theme.application()
    with Workspace(home) as workspace:
        theme.apply(app, "light")
        window = MainWindow(workspace, workspace.home)
        window.show()
        begun: list[Ahead] = []

        def begin() -> None:
            from app.ui.ahead import Ahead

            gc.freeze()
            gc.enable()
            window.begin()
            begun.append(Ahead(window))

        QTimer.singleShot(0, begin)
        loop = Loop(app)
        loop.until(window.has_picture)
        loop.turn()
        loop.rest(after)
        found = click(window, loop, page)
        window.hide()
        background.stop_all()
    return found


def visits(home: Path, moments: Sequence[int], runs: int) -> dict[tuple[str, int], dict[str, float]]:
    """Return by page and moment what a click takes, each figure the least of some windows.

    Raises:
        ChildFailed: a window did not end well.

    """
    # Imported here because a window that is measured loads nothing that a start spares.
    from app.ui.view_state import PAGES
    from benchmarks.measure import run

    found: dict[tuple[str, int], list[dict[str, Any]]] = {}
    for _ in range(runs):
        for page in [row.id for row in PAGES if row.id != "overview"]:
            for moment in moments:
                words = (str(home), page, str(moment))
                output = run("benchmarks.early_clicks", words, QT_QPA_PLATFORM=_PLATFORM).output
                found.setdefault((page, moment), []).append(json.loads(output))
    return {at: {name: min(each[name] for each in rows) for name in rows[0]} for at, rows in found.items()}


def table(found: dict[tuple[str, int], dict[str, float]]) -> str:
    """Return a line for each page; at each moment the time on the clock, and the CPU in brackets."""
    moments = list(dict.fromkeys(moment for __, moment in found))
    lines = ["page      " + "".join(f"{f'{moment} ms':>14}" for moment in moments)]
    for page in dict.fromkeys(page for page, __ in found):
        cells = (found[page, moment] for moment in moments)
        figures = (f"{cell['painted']:.0f} ({cell['cpu']:.0f})" for cell in cells)
        lines.append(f"{page:10}" + "".join(f"{each:>14}" for each in figures))
    return "\n".join(lines)


def main() -> None:
    """Print what one click takes, or a table of them."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.early_clicks")
    parser.add_argument("home", type=Path)
    parser.add_argument("page", nargs="?")
    parser.add_argument("after", nargs="?", type=int, default=0)
    parser.add_argument("--runs", type=int, default=3)
    chosen = parser.parse_args()
    if chosen.page is None:
        print(table(visits(chosen.home, _MORE_MOMENTS, chosen.runs)))
    else:
        print(json.dumps(visit(chosen.home, chosen.page, chosen.after)))


if __name__ == "__main__":
    main()
