"""Numbers and dates as the languages of Clearweek write them, out of a small table instead of all of CLDR.

The table is made of Babel's (``scripts/make_written_words.py``), and a test holds both ways equal. To load Babel and a
locale takes longer than a whole week of figures; other languages, and patterns that are not in the table, still do.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from typing import Any, Final

from app.environment import resource_path

_FIELD: Final = re.compile(r"([A-Za-z])\1*")


@functools.lru_cache(maxsize=1)
def _table() -> dict[str, Any]:
    table: dict[str, Any] = json.loads(resource_path("written_words.json").read_text(encoding="utf-8"))
    return table


def written_number(value: float, decimals: int, whose: str) -> str | None:
    """Return a number with as many decimals as asked for, None where the language is not in the table."""
    signs = _table().get(whose)
    if signs is None:
        return None
    plain = f"{value:,d}" if isinstance(value, int) and not decimals else _rounded(value, decimals)
    if plain is None or signs["decimal"] == ".":
        return plain
    return plain.translate({ord(","): signs["group"], ord("."): signs["decimal"]})


def _rounded(value: float, decimals: int) -> str | None:
    """Return a number as English has it, None for one that is not finite."""
    # Imported here because a count, which is all that many commands say, needs no exact tenths.
    from decimal import Decimal

    exact = Decimal(str(value))
    if not exact.is_finite():
        return None
    plain = f"{abs(exact).quantize(Decimal(1).scaleb(-decimals)):,f}"
    return f"-{plain}" if exact.is_signed() else plain


def written_date(day: int, name: str, whose: str) -> str | None:
    """Return a date in one of the patterns of the table, None where it has none of this name."""
    words = _table().get(whose)
    if words is None or name not in words["patterns"]:
        return None
    return _applied(words["patterns"][name], dt.date.fromordinal(day), words["names"])


def written_interval(first: int, last: int, whose: str, *, long: bool) -> str | None:
    """Return a span of days, both included, with nothing said twice; ``long``: months in full.

    CLDR gives intervals with short months only; the places of the parts are the same with long ones.
    """
    words = _table().get(whose)
    if words is None:
        return None
    begin, end = dt.date.fromordinal(first), dt.date.fromordinal(last)
    differing = "y" if begin.year != end.year else "M" if begin.month != end.month else "d"
    halves = words["interval"][differing]
    if long:
        halves = [half.replace("MMM", "MMMM") for half in halves]
    names = words["names"]
    return "".join(_applied(half, date, names) for half, date in zip(halves, (begin, end), strict=True))


def written_clock(minutes: int, whose: str) -> str | None:
    """Return a time of day on a clock of 24 hours, None where the language is not in the table."""
    return f"{minutes // 60}:{minutes % 60:02d}" if whose in _table() else None


def _applied(pattern: str, date: dt.date, names: dict[str, list[str]]) -> str:
    return _FIELD.sub(lambda match: _field(match[0], date, names), pattern)


def _field(field: str, date: dt.date, names: dict[str, list[str]]) -> str:
    if field == "d":
        return str(date.day)
    if field == "y":
        return str(date.year)
    at = {"E": date.weekday(), "c": date.weekday(), "Q": (date.month - 1) // 3}.get(field[0], date.month - 1)
    return names[field][at]
