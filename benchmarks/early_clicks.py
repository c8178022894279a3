"""Prints how long a click on a page takes, soon after the first picture of a window over a folder with a store.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.early_clicks HOME PAGE MILLISECONDS

One window, as a person's, in a process of its own: its first picture, so many milliseconds in which the window goes on
as it would, then the click. As JSON, in milliseconds from the click: ``painted``, on the clock, until the page is
painted with all that it shows; ``frame``, until it is painted at all; ``cpu``, of the process with all its threads,
until the former.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.__main__ import spare

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from app.ui.ahead import Ahead
    from app.ui.main_window import MainWindow


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


def main() -> None:
    """Open the window, click, and print what that took."""
    home, page, after = sys.argv[1], sys.argv[2], int(sys.argv[3])
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
    with Workspace(Path(home)) as workspace:
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
        print(json.dumps(click(window, loop, page)))
        window.hide()
        background.stop_all()


if __name__ == "__main__":
    main()
