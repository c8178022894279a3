"""References to evidence: what stands in ``opens``, as text that may be kept, and read again."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

from app.model.timezones import DAY, EPOCH_DAY

ReferenceKind = Literal[
    "week",
    "span",
    "day",
    "occurrence",
    "free",
    "double",
    "outside",
    "hour",
    "finding",
    "series",
    "oneonone",
]

FIGURES = frozenset({"meetings", "focus", "fragments", "outside", "double", "mornings", "usual"})


class Reference(NamedTuple):
    """What evidence is asked for.

    Attributes:
        first: the first day whose occurrences are needed, as an ordinal.
        last: the last one, included.
        figure: of a week or a span: one of ``FIGURES``.
        start: of a stretch of one day (``free``, ``double``, ``outside``): where it begins, seconds since 1970 UTC.
        end: likewise, excluded.
        weekday: of an hour: 0 is Monday.
        hour: from local midnight.
        key: of an occurrence: what stands after the colon; of a finding the pattern's id; of a series its joined UID;
            of 1:1s the other's address, empty for all of them.
        calendar: of a series the key of its calendar; empty: whichever holds it.

    """

    kind: ReferenceKind
    first: int
    last: int
    figure: str = ""
    start: int = 0
    end: int = 0
    weekday: int = 0
    hour: int = 0
    key: str = ""
    calendar: str = ""


def series_reference(uid: str, first: int, last: int, calendar: str = "") -> str:
    """Return the reference to the events of a series, by its joined UID, from one day (an ordinal) to another."""
    days = (dt.date.fromordinal(day).isoformat() for day in (first, last))
    return ":".join(("series", _escaped(uid), *days, *([_escaped(calendar)] if calendar else [])))


def parse_reference(text: str) -> Reference:
    """Return what a reference means.

    ``week:2026-11-16:meetings``, ``span:2026-10-26:2026-11-22:focus``, ``day:2026-11-18``, ``occurrence:<key>`` where
    the key ends with the start in seconds since 1970, ``free:2026-11-18:<start>:<end>`` (so ``double`` and
    ``outside``), ``hour:<weekday>:<hour>:2025-11-24:2026-11-22``, ``finding:<pattern>:2026-11-22`` with the last day
    that was looked at, ``series:<uid>:2026-08-24:2026-11-22:<calendar>`` as ``series_reference`` writes it,
    ``oneonone:<address>:2026-08-24:2026-11-22`` (without an address: all 1:1s).

    Raises:
        ValueError: for any other text.

    """
    kind, __, rest = text.partition(":")
    words = rest.split(":")
    if kind == "week" and len(words) == 2 and words[1] in FIGURES:
        monday = _day(words[0])
        return Reference("week", monday, monday + 6, figure=words[1])
    if kind == "span" and len(words) == 3 and words[2] in FIGURES:
        return Reference("span", _day(words[0]), _day(words[1]), figure=words[2])
    if kind == "day" and len(words) == 1:
        return Reference("day", _day(words[0]), _day(words[0]))
    if kind == "occurrence" and len(words) > 1:
        day = int(words[-1]) // DAY + EPOCH_DAY
        return Reference("occurrence", day - 1, day + 1, key=rest)
    if kind in {"free", "double", "outside"} and len(words) == 3:
        day = _day(words[0])
        return Reference(_stretch(kind), day, day, start=int(words[1]), end=int(words[2]))
    if kind == "finding" and len(words) == 2:
        last = _day(words[1])
        return Reference("finding", last, last, key=words[0])
    if kind == "series" and len(words) in {3, 4}:
        calendar = _plain(words[3]) if len(words) == 4 else ""
        return Reference("series", _day(words[1]), _day(words[2]), key=_plain(words[0]), calendar=calendar)
    if kind == "oneonone" and len(words) > 2:
        return Reference("oneonone", _day(words[-2]), _day(words[-1]), key=":".join(words[:-2]))
    if kind == "hour" and len(words) == 4:
        weekday, hour = int(words[0]), int(words[1])
        if weekday in range(7) and hour in range(24):
            return Reference("hour", _day(words[2]), _day(words[3]), weekday=weekday, hour=hour)
    raise ValueError(f"no reference to evidence: {text[:80]!r}")


def _day(text: str) -> int:
    return dt.date.fromisoformat(text).toordinal()


def _stretch(kind: str) -> ReferenceKind:
    return "free" if kind == "free" else "double" if kind == "double" else "outside"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace(":", "%3A")


def _plain(text: str) -> str:
    return text.replace("%3A", ":").replace("%25", "%")
