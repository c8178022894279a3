"""How long to wait before a server is asked again, and the wait itself, which may be ended."""

from __future__ import annotations

import re
import threading
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.progress import Progress

T = TypeVar("T")

_SLICE: Final = 0.25
_SECONDS: Final = re.compile(r"\d{1,9}")


def seconds_asked(header: str, now: float) -> float | None:
    """Return the seconds of a Retry-After (RFC 9110 §10.2.3), None where it says nothing that makes sense."""
    header = header.strip()
    if _SECONDS.fullmatch(header):
        return float(header)
    try:
        until = parsedate_to_datetime(header)
    except (ValueError, TypeError, OverflowError):
        return None
    return max(0.0, (until if until.tzinfo else until.replace(tzinfo=UTC)).timestamp() - now)


def when_in_words(moment: float) -> str:
    """Return a moment on the clock of this machine, as a date and a time that every language reads."""
    return datetime.fromtimestamp(moment, UTC).astimezone().strftime("%Y-%m-%d %H:%M")


def pause(seconds: float, sleep: Callable[[float], None], progress: Progress) -> None:
    """Wait, and ask again and again whether that is still wanted.

    Raises:
        Cancelled: when it is not.

    """
    left = seconds
    while left > 0:
        progress.check()
        sleep(min(left, _SLICE))
        left -= _SLICE
    progress.check()


def within(seconds: float, work: Callable[[], T], progress: Progress, too_late: Callable[[T], None] | None = None) -> T:
    """Return what work gives that cannot be told to stop; where it takes too long, nobody waits for it any more.

    Args:
        seconds: how long somebody waits.
        work: done in a thread of its own.
        progress: asked again and again whether to go on waiting.
        too_late: is given what comes when nobody waits any more.

    Raises:
        TimeoutError: when it takes longer.
        Cancelled: when ``progress`` says so.

    """
    waited = _Waited[T](too_late)
    threading.Thread(target=waited.run, args=(work,), daemon=True).start()
    try:
        waited.wait(seconds, progress)
    except BaseException:
        waited.give_up()
        raise
    if waited.failed is not None:
        raise waited.failed
    (given,) = waited.given
    return given


class _Waited(Generic[T]):
    """Work in another thread, and whether somebody still waits for it."""

    def __init__(self, too_late: Callable[[T], None] | None) -> None:
        self.is_over = threading.Event()
        self.given: list[T] = []
        self.failed: BaseException | None = None
        self._too_late = too_late
        self._is_given_up = False
        self._lock = threading.Lock()

    def run(self, work: Callable[[], T]) -> None:
        """Do the work."""
        try:
            given = work()
        except BaseException as error:  # noqa: BLE001 (it is raised again where somebody waits for it)
            self.failed = error
        else:
            with self._lock:
                self.given.append(given)
                is_given_up = self._is_given_up
            if is_given_up:
                self._leave(given)
        self.is_over.set()

    def wait(self, seconds: float, progress: Progress) -> None:
        """Wait until it is done."""
        until = time.monotonic() + seconds
        while not self.is_over.wait(min(_SLICE, max(0.0, until - time.monotonic()))):
            progress.check()
            if time.monotonic() >= until:
                raise TimeoutError

    def give_up(self) -> None:
        """Wait no more."""
        with self._lock:
            self._is_given_up = True
            given = self.given[:]
        for each in given:
            self._leave(each)

    def _leave(self, given: T) -> None:
        if self._too_late is not None:
            self._too_late(given)
