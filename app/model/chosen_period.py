"""The stretch of time that a person looks at, chosen once for all pages."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

PeriodKind = Literal["week", "four_weeks", "quarter", "year", "own"]
KINDS: tuple[PeriodKind, ...] = ("week", "four_weeks", "quarter", "year", "own")


class ChosenPeriod(NamedTuple):
    """Whole days from ``first`` to ``last``, both included, as ordinals; ``kind`` says how far ‹ and › go."""

    kind: PeriodKind
    first: int
    last: int


def monday_of(day: int) -> int:
    """Return the Monday of a day's ISO week, as an ordinal."""
    return day - (day - 1) % 7


def period_with(kind: PeriodKind, day: int) -> ChosenPeriod:
    """Return the period of a kind that holds a day; four weeks, and an own period, end with that day's week."""
    monday = monday_of(day)
    if kind == "week":
        return ChosenPeriod(kind, monday, monday + 6)
    if kind in {"four_weeks", "own"}:
        return ChosenPeriod(kind, monday - 21, monday + 6)
    date = dt.date.fromordinal(day)
    if kind == "year":
        return ChosenPeriod(kind, dt.date(date.year, 1, 1).toordinal(), dt.date(date.year, 12, 31).toordinal())
    month = date.month - (date.month - 1) % 3
    first = dt.date(date.year, month, 1).toordinal()
    following = dt.date(date.year + month // 10, (month + 2) % 12 + 1, 1).toordinal()
    return ChosenPeriod(kind, first, following - 1)


def earlier(period: ChosenPeriod) -> ChosenPeriod:
    """Return the period of the same kind just before; an own one moves by its own length."""
    return _beside(period, period.first - 1, -1)


def later(period: ChosenPeriod) -> ChosenPeriod:
    """Return the period of the same kind just after; an own one moves by its own length."""
    return _beside(period, period.last + 1, 1)


def _beside(period: ChosenPeriod, day: int, direction: int) -> ChosenPeriod:
    if period.kind in {"week", "quarter", "year"}:
        return period_with(period.kind, day)
    size = period.last - period.first + 1
    return ChosenPeriod(period.kind, period.first + direction * size, period.last + direction * size)
