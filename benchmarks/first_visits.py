"""Prints what the first visits to the pages cost over a folder with a store, and the first picture before them.

    QT_QPA_PLATFORM=offscreen python -m benchmarks.first_visits HOME

One window, as a person's: its first picture, a moment of rest in which it fetches ahead, then each page in its turn.
As JSON: ``first_picture``, the CPU of the process up to it; ``visits``, the CPU from each click until the page is
painted, with all threads; ``longest_turns``, the most CPU of the window's own thread in one turn of the event loop of
each visit, in which the page was built, filled, laid out or painted; all in milliseconds.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.__main__ import spare

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from app.ui.main_window import MainWindow


class Turns:
    """Turns of the event loop, each with the CPU that the window's thread took for it."""

    def __init__(self, app: QApplication) -> None:
        self.longest = 0.0
        from PySide6.QtCore import QEventLoop

        self._turn = partial(app.processEvents, QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def take(self, work: Callable[[], object]) -> None:
        """Do what one turn does."""
        begin = time.thread_time()
        work()
        self.longest = max(self.longest, (time.thread_time() - begin) * 1000)

    def until(self, reached: Callable[[], bool]) -> None:
        """Let the loop turn until something is reached."""
        while not reached():
            self.take(self._turn)


def visit(window: MainWindow, turns: Turns, page: str) -> float:
    """Return the milliseconds of CPU from the click on a page until it is painted; the turns begin anew with it."""
    from PySide6.QtCore import QCoreApplication

    from app.ui.page_book import page_class

    turns.longest = 0.0
    begin = time.process_time()
    turns.take(partial(window.go_to, page))
    made_by, pages = page_class(page), window.area.pages
    turns.until(
        lambda: isinstance(pages.currentWidget(), made_by) and pages.updatesEnabled() and not window.loader.is_busy()
    )
    # What was laid out in the last turn is painted in this one, and no more than that, as in a person's window.
    turns.take(QCoreApplication.processEvents)
    return (time.process_time() - begin) * 1000


def main() -> None:
    """Open the window, let it rest, visit every page, and print what that took."""
    # As a start does it; so all else is imported in functions here.
    spare()
    from app.ui import start

    gc.disable()
    start.spare_work_of_qt()
    from app.operations.workspace import Workspace
    from app.ui import background, theme
    from app.ui.ahead import Ahead
    from app.ui.main_window import MainWindow
    from app.ui.view_state import PAGES

    app = theme.application()
    with Workspace(Path(sys.argv[1])) as workspace:
        theme.apply(app, "light")
        window = MainWindow(workspace, workspace.home)
        window.show()
        turns = Turns(app)
        turns.until(window.has_picture)
        turns.take(app.processEvents)
        first = time.process_time() * 1000
        gc.freeze()
        gc.enable()
        window.begin()
        ahead = Ahead(window)
        turns.until(ahead.is_done)
        visits, longest = {}, {}
        for page in [row.id for row in PAGES if row.id != window.state.page]:
            visits[page] = visit(window, turns, page)
            longest[page] = turns.longest
        print(json.dumps({"first_picture": first, "visits": visits, "longest_turns": longest}))
        window.hide()
        background.stop_all()


if __name__ == "__main__":
    main()
