"""Work beside the window: it goes on in a thread of its own, and its result comes back to the window's thread.

    job = background.start(work, on_result, on_error, owner)

``work`` is called with a `Progress` in another thread; it gets data and returns data, and touches no widget. A job
that was cancelled, or whose owner is gone, delivers nothing.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

import shiboken6
from PySide6.QtCore import QObject, QThreadPool, Signal

from app.errors import Cancelled, UserError
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.progress import Progress

T = TypeVar("T")

_THREADS: Final = 4
"""An import, a picture, the evidence of a figure, and one to spare."""
_REPORT_EVERY: Final = 0.05
"""Seconds between two reports to the window; work may report as often as it likes."""


class _Link:
    """What the two threads share: no QObject, so that it may end in either."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.cancelled = threading.Event()
        self.told: tuple[int, int | None, str] = (0, None, "")
        self.outcome: Any = None
        self.error: UserError | None = None
        self._last = 0.0

    def report(self, done: int, total: int | None, what: str) -> None:
        """Remember how far the work is, and tell the window now and then."""
        self.told = (done, total, what)
        now = time.monotonic()
        if now - self._last >= _REPORT_EVERY and not self.cancelled.is_set():
            self._last = now
            _post("reported", self.number)

    def check(self) -> None:
        """Raise `Cancelled` once the job was cancelled."""
        if self.cancelled.is_set():
            raise Cancelled


class Job(QObject):
    """One piece of work under way; it lives in the window's thread, and so do its signals.

    It is a `Progress` too, for work that was made before its job.
    """

    progressed = Signal(int, object, str)
    """Done, total or None, and what is being done."""
    ended = Signal()
    """The work is over: after its result or error was delivered, or without one where it was cancelled."""

    def __init__(
        self,
        link: _Link,
        on_result: Callable[[Any], None],
        on_error: Callable[[UserError], None],
        owner: QObject,
    ) -> None:
        super().__init__()
        self._link = link
        self._on_result = on_result
        self._on_error = on_error
        self._owner = owner

    def cancel(self) -> None:
        """Ask the work to stop; nothing of it is delivered any more."""
        self._link.cancelled.set()

    def is_cancelled(self) -> bool:
        """Return whether somebody asked the work to stop."""
        return self._link.cancelled.is_set()

    def report(self, done: int, total: int | None, what: str) -> None:
        """Say how far the work is; from any thread."""
        self._link.report(done, total, what)

    def check(self) -> None:
        """Raise `Cancelled` once the job was cancelled; from any thread."""
        self._link.check()

    def tell(self) -> None:
        """Pass on what the work reported last."""
        if self._wanted():
            self.progressed.emit(*self._link.told)

    def deliver(self) -> None:
        """Hand over what the work came to, unless nobody wants it any more."""
        link = self._link
        if self._wanted():
            if link.error is not None:
                self._on_error(link.error)
            else:
                self._on_result(link.outcome)
        self.ended.emit()

    def _wanted(self) -> bool:
        return not self.is_cancelled() and shiboken6.isValid(self._owner)


class _Mail(QObject):
    """Brings word from the threads, by the number of the job; the one object that both sides reach."""

    reported = Signal(int)
    done = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.reported.connect(self._on_reported)
        self.done.connect(self._on_done)

    def _on_reported(self, number: int) -> None:
        if number in _Running.jobs:
            _Running.jobs[number].tell()

    def _on_done(self, number: int) -> None:
        job = _Running.jobs.pop(number, None)
        if job is not None:
            job.deliver()


class _Running:
    """The jobs that have not come back yet."""

    jobs: ClassVar[dict[int, Job]] = {}
    numbers: ClassVar[count[int]] = count(1)
    mail: _Mail | None = None
    debug = False


def start(
    work: Callable[[Progress], T],
    on_result: Callable[[T], None],
    on_error: Callable[[UserError], None],
    owner: QObject,
    *,
    instead_of: Job | None = None,
) -> Job:
    """Begin work beside the window, and return its job.

    Args:
        work: called in another thread with the `Progress` that it reports to.
        on_result: called in this thread with what the work returned.
        on_error: called in this thread where it failed; a fault of ours comes as a `UserError` as well.
        owner: once it is gone, nothing is delivered.
        instead_of: an earlier job, which this one makes needless.
    """
    if instead_of is not None:
        instead_of.cancel()
    if _Running.mail is None:
        _Running.mail = _Mail()
        QThreadPool.globalInstance().setMaxThreadCount(_THREADS)
    link = _Link(next(_Running.numbers))
    job = _Running.jobs[link.number] = Job(link, on_result, on_error, owner)
    QThreadPool.globalInstance().start(_Errand(link, work))
    return job


def stop_all(seconds: float = 30.0) -> bool:
    """Cancel every job and wait for the threads to end; False where one did not in time."""
    for job in _Running.jobs.values():
        job.cancel()
    return QThreadPool.globalInstance().waitForDone(round(seconds * 1000))


class _Errand:
    """What a thread does: the work, and word of its end."""

    def __init__(self, link: _Link, work: Callable[[Progress], Any]) -> None:
        self._link = link
        self._work = work

    def __call__(self) -> None:
        link = self._link
        try:
            link.check()
            link.outcome = self._work(link)
        except Cancelled:
            link.cancelled.set()
        except UserError as error:
            link.error = error
        except Exception as error:  # noqa: BLE001 (the last door: a thread has nobody else to tell)
            link.error = fault(error)
        _post("done", link.number)


def fault(error: Exception) -> UserError:
    """Return what a person is told of a fault of ours; with ``--debug`` it is printed in full."""
    if _Running.debug and sys.stderr is not None:
        traceback.print_exception(error)
    return UserError(
        _("Clearweek has a fault ({kind})").format(kind=type(error).__name__),
        _("nothing was changed"),
        _("--debug shows where"),
    )


def show_faults() -> None:
    """Print every fault of ours on standard error from now on, for ``--debug``."""
    _Running.debug = True


def _post(signal: str, number: int) -> None:
    """Send word to the window's thread, if there is a window still."""
    mail = _Running.mail
    if mail is not None and shiboken6.isValid(mail):
        getattr(mail, signal).emit(number)
