"""Prints the longest time, in milliseconds, for which the event loop stands still while a file is imported.

    python -m benchmarks.event_loop FILE HOME

The import runs in a thread as the window starts it; a timer in the window's thread notes every turn.
"""

from __future__ import annotations

import itertools
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.operations.workspace import Workspace
from app.ui import background

if TYPE_CHECKING:
    from app.errors import UserError
    from app.operations.workspace_answers import Imported
    from app.progress import Progress

_EVERY: Final = 5
"""Milliseconds between two turns of an idle loop; without any, the timer itself would hold the import up."""


class Watch(QObject):
    """Begins the import, notes every turn of the event loop, and ends the loop with the import."""

    def __init__(self, app: QApplication, workspace: Workspace, file: str) -> None:
        super().__init__()
        self.turns: list[float] = []
        self.error: UserError | None = None
        self._app = app
        self._workspace = workspace
        self._file = file
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)
        self._timer.start(_EVERY)
        QTimer.singleShot(50, self, self._begin)

    def longest_gap(self) -> float:
        """Return the longest time between two turns, in milliseconds."""
        return max(after - before for before, after in itertools.pairwise(self.turns)) * 1000

    def _turn(self) -> None:
        self.turns.append(time.perf_counter())

    def _begin(self) -> None:
        background.start(self._import, self._done, self._fail, self)

    def _import(self, progress: Progress) -> Imported:
        return self._workspace.add([self._file], progress)

    def _done(self, _imported: Imported) -> None:
        self._turn()
        self._app.quit()

    def _fail(self, error: UserError) -> None:
        self.error = error
        self._app.quit()


def main() -> None:
    """Import the file into a new folder with the loop running, and print the gap."""
    app = QApplication([])
    with Workspace(Path(sys.argv[2])) as workspace:
        watch = Watch(app, workspace, sys.argv[1])
        app.exec()
    if watch.error is not None:
        raise watch.error
    print(f"{watch.longest_gap():.1f}")


if __name__ == "__main__":
    main()
