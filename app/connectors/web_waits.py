"""How long to wait before a server is asked again, and the wait itself, which may be ended."""

from __future__ import annotations

import re
import threading
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

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


def within(seconds: float, work: Callable[[], T], progress: Progress) -> T:
    """Return what work gives that cannot be told to stop; where it takes too long, nobody waits for it any more.

    Raises:
        TimeoutError: when it takes longer.
        Cancelled: when ``progress`` says so.

    """
    given: list[T] = []
    failed: list[BaseException] = []
    is_over = threading.Event()

    def run() -> None:
        try:
            given.append(work())
        except BaseException as error:  # noqa: BLE001 (it is raised again where somebody waits for it)
            failed.append(error)
        is_over.set()

    until = time.monotonic() + seconds
    threading.Thread(target=run, daemon=True).start()
    while not is_over.wait(min(_SLICE, max(0.0, until - time.monotonic()))):
        progress.check()
        if time.monotonic() >= until:
            raise TimeoutError
    if failed:
        raise failed[0]
    return given[0]
