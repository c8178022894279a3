"""Work that a person waits for: a notice with a bar, words and *Stop*, once it takes longer than one would notice."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any, Final, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.language import _
from app.ui import background

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.errors import UserError
    from app.progress import Progress
    from app.ui.notices import Notice, NoticeArea

T = TypeVar("T")

SHOWN_AFTER: Final = 400
"""Milliseconds before which nothing shows progress (resources/look/tokens.toml)."""

_LOOKED_AFTER: Final = 0.05
"""Seconds between two looks at whether work that waits for its turn was stopped."""


class LongWork(QObject):
    """One piece of work at a time, in a notice; what is asked for meanwhile waits for its turn."""

    began = Signal()
    """A piece begins; what nobody waits for gives way."""
    ended = Signal()
    """A piece is over, whether it succeeded, failed or was stopped."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._notices: NoticeArea | None = None
        self._notice: Notice | None = None
        self._job: background.Job | None = None
        self._waiting: list[tuple[str, Callable[[Progress], Any], Callable[[Any], None]]] = []
        self._told: tuple[int, int | None, str] = (0, None, "")
        self.turn = threading.Lock()
        """Held by whoever brings data in, beside the window, so that two never do at once (`in_turn`)."""
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._soon.timeout.connect(self._show)

    def use(self, notices: NoticeArea) -> None:
        """Speak through these notices from now on; those before are gone."""
        self._notices, self._notice = notices, None
        if self._job is not None and not self._soon.isActive():
            self._show()

    def is_busy(self) -> bool:
        """Return whether something is under way."""
        return self._job is not None

    def start(self, words: str, work: Callable[[Progress], T], on_result: Callable[[T], None]) -> None:
        """Begin, or wait for the turn.

        Args:
            words: what is done, until the work itself says more.
            work: called beside the window.
            on_result: called in the window's thread.
        """
        if self._job is not None:
            self._waiting.append((words, work, on_result))
            return
        self._told = (0, None, words)
        self.began.emit()
        self._job = background.start(partial(in_turn, self.turn, work), on_result, self._fail, self)
        self._job.progressed.connect(self._hear)
        self._job.ended.connect(self._end)
        self._soon.start()

    def stop(self) -> None:
        """Stop what is under way, and what waits."""
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
            if self._notice is not None:
                self._notice.say(_("Stopping; what is already in stays."))
                self._notice.action.setEnabled(False)

    def _hear(self, done: int, total: int | None, what: str) -> None:
        self._told = (done, total, what or self._told[2])
        self._say()

    def _show(self) -> None:
        if self._notices is not None and self._job is not None and self._notice is None:
            self._notice = self._notices.add("progress", self._told[2], _("Stop"), self.stop)
            self._say()

    def _say(self) -> None:
        if self._notice is not None and self._job is not None and not self._job.is_cancelled():
            done, total, what = self._told
            self._notice.say(what)
            self._notice.bar.show_share(done, total)

    def _fail(self, error: UserError) -> None:
        if self._notices is not None:
            self._notices.add("problem", error.sentence())

    def _end(self) -> None:
        self._soon.stop()
        if self._notice is not None and self._notices is not None:
            self._notices.remove(self._notice)
        self._notice = None
        self._job = None
        self.ended.emit()
        if self._waiting:
            self.start(*self._waiting.pop(0))


def in_turn(turn: threading.Lock, work: Callable[[Progress], T], progress: Progress) -> T:
    """Do work once nobody else is at theirs; in a thread of its own.

    Raises:
        Cancelled: when ``progress`` says so while it waits, or the work does.

    """
    while not turn.acquire(timeout=_LOOKED_AFTER):
        progress.check()
    try:
        return work(progress)
    finally:
        turn.release()
