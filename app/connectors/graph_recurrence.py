"""Microsoft Graph's patterned recurrence: as a rule of RFC 5545 §3.3.10, and the days on which it has an occurrence."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from app.model.timezones import DAY, EPOCH_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.model.timezones import Zone

PatternKind = Literal["daily", "weekly", "absoluteMonthly", "relativeMonthly", "absoluteYearly", "relativeYearly"]
_KINDS: tuple[PatternKind, ...] = get_args(PatternKind)
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_POSITIONS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
_FREQUENCIES: dict[PatternKind, str] = {
    "daily": "DAILY",
    "weekly": "WEEKLY",
    "absoluteMonthly": "MONTHLY",
    "relativeMonthly": "MONTHLY",
    "absoluteYearly": "YEARLY",
    "relativeYearly": "YEARLY",
}
_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_SHORTEST_MONTH = 28
_MOST = 9_999
_LATEST_YEAR = 9_000


class Pattern(NamedTuple):
    """A pattern and its range, both checked.

    Attributes:
        kind: Graph's word.
        interval: every so many days, weeks, months or years, at least 1.
        weekdays: from Monday, 0; empty where the kind has none.
        day: of the month, 1 to 31; of a shorter month its last day is meant, as Exchange has it.
        month: 1 to 12, of the yearly kinds.
        position: which of the weekdays of a month, 1 to 4, or -1 for the last, of the relative kinds.
        week_start: the weekday on which a week begins.
        first: the ordinal of the first day.
        last: the ordinal of the last day, None without end or where a number is given.
        times: the number of occurrences, None without end or where a last day is given.

    """

    kind: PatternKind
    interval: int
    weekdays: tuple[int, ...]
    day: int
    month: int
    position: int
    week_start: int
    first: int
    last: int | None = None
    times: int | None = None


def pattern_of(recurrence: object) -> Pattern | None:
    """Return what Graph's ``recurrence`` says, None where it says nothing that makes sense."""
    pattern, span = _part(recurrence, "pattern"), _part(recurrence, "range")
    kind, first = pattern.get("type"), _day(span.get("startDate"))
    if kind not in _KINDS or first is None:
        return None
    start = dt.date.fromordinal(first)
    named = _names(pattern.get("daysOfWeek"))
    weekdays = tuple(sorted({_DAYS.index(name) for name in named if name in _DAYS}))
    if kind == "weekly" and not weekdays:
        weekdays = (start.weekday(),)
    relative = kind in {"relativeMonthly", "relativeYearly"}
    if relative and not weekdays:
        return None
    last, count = _range(span)
    return Pattern(
        kind=kind,
        interval=_number(pattern.get("interval"), 1, _MOST) or 1,
        weekdays=weekdays if relative or kind == "weekly" else (),
        day=_number(pattern.get("dayOfMonth"), 1, 31) or start.day,
        month=_number(pattern.get("month"), 1, 12) or start.month,
        position=_POSITIONS.get(_word(pattern.get("index")), 1),
        # Graph leaves it out where it makes no difference; its own default is Sunday.
        week_start=_DAYS.index(_word(pattern.get("firstDayOfWeek"), _DAYS, "sunday")),
        first=first,
        last=last,
        times=count,
    )


def rule_text(pattern: Pattern, zone: Zone | None) -> str:
    """Return the value of an RRULE.

    Args:
        pattern: with the day of DTSTART as its first.
        zone: the zone of DTSTART: UNTIL is the end of the last day there, in UTC. None: a series of whole days.

    """
    parts = [f"FREQ={_FREQUENCIES[pattern.kind]}"]
    if pattern.interval > 1:
        parts.append(f"INTERVAL={pattern.interval}")
    if pattern.kind in {"absoluteYearly", "relativeYearly"}:
        parts.append(f"BYMONTH={pattern.month}")
    if pattern.weekdays:
        parts.append("BYDAY=" + ",".join(_CODES[day] for day in pattern.weekdays))
    if pattern.kind in {"relativeMonthly", "relativeYearly"}:
        # Of several weekdays the first, or last, day that is any of them is meant: what BYSETPOS says.
        parts.append(f"BYSETPOS={pattern.position}")
    if pattern.kind in {"absoluteMonthly", "absoluteYearly"}:
        # The last of these that a month has; RFC 5545 alone would leave out a month without the day.
        days = range(min(pattern.day, _SHORTEST_MONTH), pattern.day + 1)
        parts.append("BYMONTHDAY=" + ",".join(map(str, days)))
        if len(days) > 1:
            parts.append("BYSETPOS=-1")
    if pattern.kind == "weekly":
        parts.append(f"WKST={_CODES[pattern.week_start]}")
    if pattern.times is not None:
        parts.append(f"COUNT={pattern.times}")
    elif pattern.last is not None:
        parts.append(f"UNTIL={_until(pattern.last, zone)}")
    return ";".join(parts)


def slot_days(pattern: Pattern, begin: int, end: int) -> Iterator[int]:
    """Yield the ordinals of the days of a pattern that lie in ``[begin, end)``, in order."""
    end = min(end, LAST_DAY) if pattern.last is None else min(end, pattern.last + 1, LAST_DAY)
    # Those of a numbered series are counted from the first; of all others the far past can be passed over.
    floor = pattern.first if pattern.times is not None else max(begin, pattern.first)
    left = pattern.times
    for day in _days_from(pattern, floor, end):
        if day >= end or left == 0:
            return
        if day < pattern.first:
            continue
        if left is not None:
            left -= 1
        if day >= begin:
            yield day


def _days_from(pattern: Pattern, floor: int, end: int) -> Iterator[int]:
    """Yield days of a pattern in order, from one at or before ``floor`` until one lies at or after ``end``."""
    step = pattern.interval
    if pattern.kind == "daily":
        yield from range(pattern.first + max(0, floor - pattern.first) // step * step, end, step)
        return
    if pattern.kind == "weekly":
        week = pattern.first - (pattern.first - 1 - pattern.week_start) % 7
        offsets = sorted((weekday - pattern.week_start) % 7 for weekday in pattern.weekdays)
        step *= 7
        for begin in range(week + max(0, floor - week) // step * step, end, step):
            yield from (begin + offset for offset in offsets)
        return
    yield from _month_days(pattern, floor, end)


def _month_days(pattern: Pattern, floor: int, end: int) -> Iterator[int]:
    """Yield the days of a monthly or yearly pattern, each of which has one in a month."""
    start, limit = dt.date.fromordinal(pattern.first), dt.date.fromordinal(end)
    months = 12 if pattern.kind in {"absoluteYearly", "relativeYearly"} else 1
    step = months * pattern.interval
    month = start.year * 12 + (pattern.month if months == 12 else start.month) - 1
    near = dt.date.fromordinal(floor)
    month += max(0, near.year * 12 + near.month - 1 - month) // step * step
    while month // 12 <= min(limit.year, _LATEST_YEAR):
        yield _day_in_month(pattern, month // 12, month % 12 + 1)
        month += step


def _day_in_month(pattern: Pattern, year: int, month: int) -> int:
    weekday, size = calendar.monthrange(year, month)
    begin = dt.date(year, month, 1).toordinal()
    if pattern.kind in {"absoluteMonthly", "absoluteYearly"}:
        return begin + min(pattern.day, size) - 1
    matching = [day for day in range(size) if (weekday + day) % 7 in pattern.weekdays]
    return begin + matching[pattern.position - 1 if pattern.position > 0 else -1]


def _until(last: int, zone: Zone | None) -> str:
    if zone is None:
        return f"{dt.date.fromordinal(last):%Y%m%d}"
    days, second = divmod(zone.epoch(last, DAY - 1), DAY)
    at = dt.date.fromordinal(days + EPOCH_DAY)
    return f"{at:%Y%m%d}T{second // 3600:02}{second // 60 % 60:02}{second % 60:02}Z"


def _range(span: Mapping[str, object]) -> tuple[int | None, int | None]:
    """Return the last day and the number of occurrences; Graph fills the one that does not hold with nonsense."""
    if span.get("type") == "numbered":
        return None, _number(span.get("numberOfOccurrences"), 1, _MOST)
    return (_day(span.get("endDate")) if span.get("type") == "endDate" else None), None


def _part(value: object, name: str) -> Mapping[str, object]:
    part = value.get(name) if isinstance(value, dict) else None
    return part if isinstance(part, dict) else {}


def _names(value: object) -> list[str]:
    return [name.lower() for name in value if isinstance(name, str)] if isinstance(value, list) else []


def _word(value: object, allowed: tuple[str, ...] = (), otherwise: str = "") -> str:
    word = value.lower() if isinstance(value, str) else ""
    return word if not allowed or word in allowed else otherwise


def _number(value: object, least: int, most: int) -> int | None:
    return value if isinstance(value, int) and least <= value <= most else None


def _day(value: object) -> int | None:
    match = _DATE.match(value) if isinstance(value, str) else None
    try:
        day = dt.date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
    return day.toordinal() if day is not None and 1 < day.year < _LATEST_YEAR else None
