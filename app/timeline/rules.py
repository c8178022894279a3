"""Repeat rules as text: RRULE and EXRULE to ``Rule`` (RFC 5545 §3.3.10)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

from app.language import _
from app.model.foreign_text import visible
from app.model.timezones import DAY, EPOCH_DAY, civil_day

YEARLY: Final = 0
MONTHLY: Final = 1
WEEKLY: Final = 2
DAILY: Final = 3
HOURLY: Final = 4
MINUTELY: Final = 5
SECONDLY: Final = 6
_FREQUENCIES = ("YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY", "SECONDLY")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_KNOWN = frozenset(
    [
        "FREQ",
        "INTERVAL",
        "COUNT",
        "UNTIL",
        "WKST",
        "BYMONTH",
        "BYMONTHDAY",
        "BYYEARDAY",
        "BYWEEKNO",
        "BYDAY",
        "BYHOUR",
        "BYMINUTE",
        "BYSECOND",
        "BYSETPOS",
    ]
)


class InvalidRule(ValueError):
    """A rule that cannot be run; its text is a sentence for a person."""


class Until(NamedTuple):
    """The end of a rule: ``utc`` an instant (seconds since 1970 UTC), ``local`` day and second, ``date`` a day."""

    form: Literal["utc", "local", "date"]
    day: int
    second: int


class NthWeekday(NamedTuple):
    """One BYDAY entry: weekday 0 (Monday) to 6, ``nth`` 0 where each is meant, negative from the end."""

    nth: int
    weekday: int


@dataclass(frozen=True, slots=True)
class Rule:
    """One RRULE as its parts; empty tuples where a part is missing."""

    frequency: int
    interval: int = 1
    count: int | None = None
    until: Until | None = None
    week_start: int = 0
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    year_days: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    week_days: tuple[NthWeekday, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()


def _numbers(name: str, text: str, low: int, high: int, *, signed: bool = False) -> tuple[int, ...]:
    result = set()
    for part in text.split(","):
        try:
            number = int(part)
        except ValueError:
            raise _invalid(f"{name}={text}") from None
        size = abs(number) if signed else number
        if not low <= size <= high or (number < 0 and not signed):
            raise _invalid(f"{name}={text}")
        result.add(number)
    return tuple(sorted(result))


def _invalid(part: str) -> InvalidRule:
    return InvalidRule(_("Its repeat rule is invalid ({part}).").format(part=visible(part, 60)))


def _weekdays(text: str) -> tuple[NthWeekday, ...]:
    result = []
    for part in text.split(","):
        match = _BY_DAY.fullmatch(part)
        if match is None:
            raise _invalid(f"BYDAY={text}")
        nth = int(match[1] or 0)
        if match[1] and not 1 <= abs(nth) <= 53:
            raise _invalid(f"BYDAY={text}")
        result.append(NthWeekday(nth, _WEEKDAYS.index(match[2])))
    return tuple(dict.fromkeys(result))


def _until(text: str) -> Until:
    match = _UNTIL.fullmatch(text)
    if match is None:
        raise _invalid(f"UNTIL={text}")
    try:
        day = civil_day(int(match[1][:4]), int(match[1][4:6]), int(match[1][6:]))
    except ValueError:
        raise _invalid(f"UNTIL={text}") from None
    if match[2] is None:
        return Until("date", day, 0)
    hour, minute, second = int(match[2][:2]), int(match[2][2:4]), int(match[2][4:])
    if hour > 23 or minute > 59 or second > 60:
        raise _invalid(f"UNTIL={text}")
    return Until("utc" if match[3] else "local", day, hour * 3600 + minute * 60 + min(second, 59))


def until_epoch(until: Until) -> int:
    """Return the instant of an UNTIL in UTC."""
    return (until.day - EPOCH_DAY) * DAY + until.second


@functools.lru_cache(maxsize=4096)
def parse_rule(text: str) -> Rule:
    r"""Return the rule of an RRULE or EXRULE value.

    Keys and values are taken in any case, and ``\\;`` for ``;``, as exporters write them.

    Raises:
        InvalidRule: for parts that are unknown (RSCALE, X-…), out of range or contradictory.

    """
    parts: dict[str, str] = {}
    for part in text.replace("\\", "").strip().rstrip(";").upper().split(";"):
        key, equals, value = part.partition("=")
        key, value = key.strip(), value.strip()
        if not equals or not value or key not in _KNOWN or parts.setdefault(key, value) != value:
            raise _invalid(part)
    if parts.get("FREQ") not in _FREQUENCIES:
        raise _invalid(text)
    interval = parts.get("INTERVAL", "1")
    count = parts.get("COUNT")
    if count is not None and re.fullmatch(r"-\d+", count):
        count = None  # Exporters write COUNT=-1 for "without end".
    if not interval.isdecimal() or int(interval[:9]) < 1:
        raise _invalid(f"INTERVAL={interval}")
    if count is not None and (not count.isdecimal() or int(count[:12]) < 1):
        raise _invalid(f"COUNT={count}")
    if parts.get("WKST", "MO") not in _WEEKDAYS:
        raise _invalid(f"WKST={parts['WKST']}")

    def numbers(name: str, low: int, high: int, *, signed: bool = False) -> tuple[int, ...]:
        return _numbers(name, parts[name], low, high, signed=signed) if name in parts else ()

    return Rule(
        frequency=_FREQUENCIES.index(parts["FREQ"]),
        interval=int(interval[:9]),
        count=int(count[:12]) if count is not None else None,
        until=_until(parts["UNTIL"]) if "UNTIL" in parts else None,
        week_start=_WEEKDAYS.index(parts.get("WKST", "MO")),
        months=numbers("BYMONTH", 1, 12),
        month_days=numbers("BYMONTHDAY", 1, 31, signed=True),
        year_days=numbers("BYYEARDAY", 1, 366, signed=True),
        weeks=numbers("BYWEEKNO", 1, 53, signed=True),
        week_days=_weekdays(parts["BYDAY"]) if "BYDAY" in parts else (),
        hours=numbers("BYHOUR", 0, 23),
        minutes=numbers("BYMINUTE", 0, 59),
        seconds=numbers("BYSECOND", 0, 60),
        positions=numbers("BYSETPOS", 1, 366, signed=True),
    )
