"""How long to wait before a server is asked again, and the wait itself, which may be ended."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.progress import Progress

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
