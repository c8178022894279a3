"""How the window stands, kept soon after each change, so that nothing is lost where the program ends without a word."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from app.ui import background

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import UserError
    from app.operations.workspace import Workspace
    from app.progress import Progress

_SOON: Final = 500
"""Milliseconds from the first change of a burst to its one write."""


class StateKeeping(QObject):
    """Writes beside the window, one piece at a time; what changes meanwhile is written with the next.

    Args:
        workspace: the person's own data.
        is_open: whether the window is: when it closes, it keeps its state itself.
        on_error: told why nothing could be written, once until it works again.
    """

    def __init__(
        self,
        workspace: Workspace,
        is_open: Callable[[], bool],
        on_error: Callable[[UserError], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_open = is_open
        self._on_error = on_error
        self._words: dict[str, str] = {}
        self._is_writing = False
        self._has_failed = False
        self._timer = QTimer(self, singleShot=True, interval=_SOON)
        self._timer.timeout.connect(self._write)

    def soon(self, words: dict[str, str]) -> None:
        """Keep a state soon, unless a later one comes before."""
        self._words = words
        if not self._timer.isActive():
            self._timer.start()

    def newest(self) -> dict[str, str]:
        """Return the state that was kept last, or is to be kept soon."""
        return self._words or self._workspace.window_state()

    def _write(self) -> None:
        if not self._is_open():
            return
        if self._is_writing:
            self._timer.start()
            return
        self._is_writing = True
        work = partial(_kept, self._workspace, self._words)
        background.start(work, self._done, self._fail, self).ended.connect(self._end)

    def _done(self, _nothing: object) -> None:
        self._has_failed = False

    def _fail(self, error: UserError) -> None:
        if not self._has_failed:
            self._on_error(error)
        self._has_failed = True

    def _end(self) -> None:
        self._is_writing = False


def _kept(workspace: Workspace, words: dict[str, str], _progress: Progress) -> None:
    workspace.keep_window_state(words)
