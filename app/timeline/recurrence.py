"""The starts that a rule gives, inside a window, by arithmetic on days (RFC 5545 §3.3.10).

A start is one whole number, local time as ``ordinal day * 86,400 + second``. However old a rule is, the walk begins
at the period before the window, except where COUNT makes every start since the first count. All work is bounded:
a rule whose estimated steps within the window exceed ``MOST_STEPS`` is not run at all, and a walk that takes more
stops (a stranger's invitation must not stop the program).

Where the RFC leaves a question open, we answer like python-dateutil, which most calendars in Python follow:
BYWEEKNO without BYDAY means all seven days, and BYSETPOS in the first week of a WEEKLY rule counts from the first
start.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from typing import TYPE_CHECKING

from app.model.timezones import DAY, FIRST_DAY, LAST_DAY
from app.timeline.rules import DAILY, HOURLY, MINUTELY, MONTHLY, SECONDLY, WEEKLY, NthWeekday, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

MOST_STEPS = 100_000
_UNIT = {HOURLY: 3600, MINUTELY: 60, SECONDLY: 1}
_DAYS_IN_MONTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class TooManySteps(Exception):
    """The rule repeats too often, or too seldom for the steps that finding out takes."""


def rule_starts(rule: Rule, first: int, low: int, high: int) -> list[int]:
    """Return the starts of a rule within ``[low, high]``, in order.

    Args:
        rule: the rule; its UNTIL is the caller's business (it may be an instant), here it does not matter.
        first: DTSTART as local time (ordinal day * 86,400 + second).
        low: the window's begin as local time.
        high: the window's end, included.

    Raises:
        TooManySteps: when more than ``MOST_STEPS`` steps would be needed.

    """
    high = min(high, LAST_DAY * DAY)
    low = max(low, first)
    if high < low:
        return []
    if rule.frequency >= HOURLY:
        return _counted(rule, low, _clock_starts(rule, first, low, high), high)
    second = first % DAY
    days = _plain_days(rule, first // DAY, -((second - low) // DAY), (high - second) // DAY)
    if days is not None:
        return [day * DAY + second for day in days]
    return _counted(rule, low, _calendar_starts(rule, first, low, high), high)


@functools.lru_cache(maxsize=256)
def never_matches(rule: Rule, first: int) -> bool:
    """Tell whether a rule from ``first`` on can have no start at all: 30 February, even hours in steps from an odd one.

    Days are looked for in 28 years, times of day in one day's steps; rules that repeat within the minute are not
    looked into.
    """
    if rule.frequency in {HOURLY, MINUTELY} and (rule.hours or rule.minutes):
        unit = _UNIT[rule.frequency]
        base, step = first // unit * unit, unit * rule.interval
        only_clock = Rule(rule.frequency, hours=rule.hours, minutes=rule.minutes)
        return not any(_matches_clock(only_clock, base + step * number) for number in range(DAY // unit))
    if rule.frequency > MONTHLY or not (rule.month_days or rule.positions):
        return False
    begin = dt.date(2000, 1, 1).toordinal()
    every = dataclasses.replace(_made_explicit(rule, begin), interval=1)
    times = max(1, len(rule.hours)) * max(1, len(rule.minutes)) * max(1, len(rule.seconds))
    periods = _periods(every, begin, begin, begin + 28 * 366)
    return not any(_chosen([day for day in days for __ in range(min(times, 366))], rule.positions) for days in periods)


def _counted(rule: Rule, low: int, starts: Iterator[int], high: int) -> list[int]:
    result = []
    left = rule.count if rule.count is not None else -1
    for start in starts:
        if start > high or left == 0:
            break
        left -= 1
        if start >= low:
            result.append(start)
    return result


def _plain_days(rule: Rule, first: int, low: int, high: int) -> Sequence[int] | None:
    """Return the days of the rules that most calendars hold, or None where the rule is of another kind.

    Plain are DAILY without BY parts and WEEKLY with at most BYDAY: pure steps, so COUNT is arithmetic too. ``low`` is
    not before ``first``.
    """
    if rule.months or rule.month_days or rule.year_days or rule.weeks or rule.positions:
        return None
    if rule.hours or rule.minutes or rule.seconds:
        return None
    if rule.frequency == DAILY and not rule.week_days:
        if rule.count is not None:
            high = min(high, first + (rule.count - 1) * rule.interval)
        begin = first + max(0, -(-(low - first) // rule.interval)) * rule.interval
        return range(begin, high + 1, rule.interval)
    if rule.frequency != WEEKLY:
        return None
    weekdays = sorted({(day.weekday - rule.week_start) % 7 for day in _week_days(rule, first)})
    week = first - _day_in_week(first, rule.week_start)
    step = 7 * rule.interval
    in_first_week = [day for day in weekdays if week + day >= first]
    if rule.count is not None:
        left = rule.count - len(in_first_week)
        if left <= 0:
            last = in_first_week[rule.count - 1]
            high = min(high, week + last)
        else:
            weeks, rest = divmod(left - 1, len(weekdays))
            high = min(high, week + (weeks + 1) * step + weekdays[rest])
    begin = week + max(0, (low - week) // step) * step
    if len(weekdays) == 1:
        day = begin + weekdays[0]
        return range(day if day >= low else day + step, high + 1, step)
    return [day for at in range(begin, high + 1, step) for offset in weekdays if low <= (day := at + offset) <= high]


def _week_days(rule: Rule, first: int) -> tuple[NthWeekday, ...]:
    return rule.week_days or (NthWeekday(0, (first - 1) % 7),)


def _day_in_week(day: int, week_start: int) -> int:
    return (day - 1 - week_start) % 7


def _calendar_starts(rule: Rule, first: int, low: int, high: int) -> Iterator[int]:
    """Yield the starts of a YEARLY to DAILY rule, beginning near ``low`` unless it has a COUNT."""
    first_day, second = divmod(first, DAY)
    rule = _made_explicit(rule, first_day)
    times = [
        hour * 3600 + minute * 60 + sec
        for hour in rule.hours or (second // 3600,)
        for minute in rule.minutes or (second // 60 % 60,)
        for sec in rule.seconds or (second % 60,)
        if sec < 60
    ]
    begin = first_day if rule.count is not None else low // DAY
    # At least one day a period is estimated; how many it does hold is counted on the way.
    periods = (high // DAY - begin) // ((366, 31, 7, 1)[rule.frequency] * rule.interval) + 1
    if rule.count is None and periods * len(times) > MOST_STEPS:
        raise TooManySteps
    steps = 0
    for days in _periods(rule, first_day, begin, high // DAY):
        steps += 1 + len(days) * len(times)
        if steps > MOST_STEPS:
            raise TooManySteps
        starts = [day * DAY + time for day in days for time in times]
        for start in _chosen(starts, rule.positions):
            if start >= first:
                yield start


def _made_explicit(rule: Rule, first_day: int) -> Rule:
    """Return the rule with the parts written out that it takes from DTSTART."""
    if rule.frequency == WEEKLY:
        if rule.week_days or rule.year_days or rule.month_days or rule.weeks:
            return rule
        return dataclasses.replace(rule, week_days=_week_days(rule, first_day))
    if rule.weeks or rule.year_days or rule.month_days or rule.week_days or rule.frequency == DAILY:
        return rule
    date = dt.date.fromordinal(first_day)
    if rule.frequency == MONTHLY or rule.months:
        return dataclasses.replace(rule, month_days=(date.day,))
    return dataclasses.replace(rule, months=(date.month,), month_days=(date.day,))


def _chosen(starts: list[int], positions: tuple[int, ...]) -> Sequence[int]:
    """Return the starts of one period that BYSETPOS names, all of them where it does not stand."""
    if not positions:
        return starts
    size = len(starts)
    at = {position - 1 if position > 0 else size + position for position in positions}
    return [starts[index] for index in sorted(at) if 0 <= index < size]


def _periods(rule: Rule, first: int, begin: int, high: int) -> Iterator[list[int]]:
    """Yield, period after period from the one that holds ``begin``, the days that match all day parts."""
    if rule.frequency == DAILY:
        start = first + max(0, (begin - first) // rule.interval) * rule.interval
        for day in range(start, high + 1, rule.interval):
            yield [day] if _matches(rule, day) else []
    elif rule.frequency == WEEKLY:
        week = first - _day_in_week(first, rule.week_start)
        step = 7 * rule.interval
        wanted = {day.weekday for day in rule.week_days} or set(range(7))
        for at in range(week + max(0, (begin - week) // step) * step, high + 1, step):
            yield [
                day
                for day in range(max(at, FIRST_DAY), min(at + 7, LAST_DAY))
                if (day - 1) % 7 in wanted and day >= (first if at == week else at) and _matches(rule, day)
            ]
    elif rule.frequency == MONTHLY:
        date, near = dt.date.fromordinal(first), dt.date.fromordinal(max(begin, first))
        month = date.year * 12 + date.month - 1
        month += ((near.year * 12 + near.month - 1) - month) // rule.interval * rule.interval
        end = dt.date.fromordinal(high)
        for at in range(month, end.year * 12 + end.month, rule.interval):
            yield _in_month(rule, at // 12, at % 12 + 1)
    else:
        year = dt.date.fromordinal(first).year
        year += (dt.date.fromordinal(max(begin, first)).year - year) // rule.interval * rule.interval
        for at in range(year, dt.date.fromordinal(high).year + 1, rule.interval):
            yield _in_year(rule, at)


def _matches(rule: Rule, day: int) -> bool:
    """Tell whether a day passes the parts that limit a WEEKLY, DAILY or more frequent rule."""
    if rule.week_days and not any(entry.weekday == (day - 1) % 7 for entry in rule.week_days):
        return False
    if rule.months or rule.month_days:
        date = dt.date.fromordinal(day)
        if rule.months and date.month not in rule.months:
            return False
        from_end = date.day - _days_in_month(date.year, date.month) - 1
        if rule.month_days and date.day not in rule.month_days and from_end not in rule.month_days:
            return False
    return _matches_year(rule, day)


def _matches_year(rule: Rule, day: int) -> bool:
    """Tell whether a day passes BYYEARDAY and BYWEEKNO."""
    if rule.year_days:
        date = dt.date.fromordinal(day)
        from_begin = day - dt.date(date.year, 1, 1).toordinal() + 1
        from_end = from_begin - (366 if _is_leap(date.year) else 365) - 1
        if from_begin not in rule.year_days and from_end not in rule.year_days:
            return False
    if rule.weeks:
        number, count = _week_number(day, rule.week_start)
        return number in rule.weeks or number - count - 1 in rule.weeks
    return True


def _week_number(day: int, week_start: int) -> tuple[int, int]:
    """Return the number of a day's week and how many weeks its year has; week 1 holds four days of the year."""
    week = day - _day_in_week(day, week_start)
    year = dt.date.fromordinal(week + 3).year
    return (week - _first_week(year, week_start)) // 7 + 1, (
        _first_week(year + 1, week_start) - _first_week(year, week_start)
    ) // 7


@functools.lru_cache(maxsize=1024)
def _first_week(year: int, week_start: int) -> int:
    fourth = dt.date(year, 1, 4).toordinal() if year <= dt.MAXYEAR else LAST_DAY + 6
    return fourth - _day_in_week(fourth, week_start)


def _days_in_month(year: int, month: int) -> int:
    return 29 if month == 2 and _is_leap(year) else _DAYS_IN_MONTHS[month - 1]


def _is_leap(year: int) -> bool:
    """Tell what `calendar.isleap` tells, which loads the names of all languages of the system."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _in_month(rule: Rule, year: int, month: int) -> list[int]:
    """Return the days of a month that match, BYDAY ordinals counted within the month."""
    if rule.months and month not in rule.months:
        return []
    before = dt.date(year, month, 1).toordinal() - 1
    size = _days_in_month(year, month)
    days: set[int] | None = None
    if rule.month_days:
        numbers = (number if number > 0 else size + 1 + number for number in rule.month_days)
        days = {before + number for number in numbers if 1 <= number <= size}
    if rule.week_days:
        weekdays = _nth_days(rule.week_days, before + 1, before + size)
        days = weekdays if days is None else days & weekdays
    if days is None:
        days = set(range(before + 1, before + size + 1))
    return sorted(day for day in days if _matches_year(rule, day)) if rule.year_days or rule.weeks else sorted(days)


def _in_year(rule: Rule, year: int) -> list[int]:
    """Return the days of a year that match, BYDAY ordinals counted within the year unless BYMONTH stands."""
    if rule.months or not any(day.nth for day in rule.week_days):
        return [day for month in rule.months or range(1, 13) for day in _in_month(rule, year, month)]
    first, last = dt.date(year, 1, 1).toordinal(), dt.date(year, 12, 31).toordinal()
    days = _nth_days(rule.week_days, first, last)
    if rule.month_days:
        days &= {
            day for month in range(1, 13) for day in _in_month(dataclasses.replace(rule, week_days=()), year, month)
        }
    return sorted(day for day in days if _matches_year(rule, day))


def _nth_days(week_days: tuple[NthWeekday, ...], first: int, last: int) -> set[int]:
    """Return the days from ``first`` to ``last`` that BYDAY names, ordinals counted within them."""
    result: set[int] = set()
    for nth, weekday in week_days:
        start = first + (weekday - (first - 1)) % 7
        if nth == 0:
            result.update(range(start, last + 1, 7))
        elif nth > 0:
            day = start + (nth - 1) * 7
            if day <= last:
                result.add(day)
        else:
            end = last - ((last - 1) - weekday) % 7
            day = end + (nth + 1) * 7
            if day >= first:
                result.add(day)
    return result


def _clock_starts(rule: Rule, first: int, low: int, high: int) -> Iterator[int]:
    """Yield the starts of an HOURLY, MINUTELY or SECONDLY rule; clocks are read as local time."""
    unit = _UNIT[rule.frequency]
    step = unit * rule.interval
    base = first // unit * unit
    minutes = rule.minutes or (first // 60 % 60,) if rule.frequency == HOURLY else (None,)
    seconds = rule.seconds or (first % 60,) if rule.frequency < SECONDLY else (None,)
    expansion = len(minutes) * len(seconds)
    at = base + max(0, (low - base) // step) * step if rule.count is None else base
    if rule.count is None and ((high - at) // step + 1) * expansion > MOST_STEPS:
        raise TooManySteps
    steps = 0
    for period in range(at, high + 1, step):
        steps += expansion
        if steps > MOST_STEPS:
            raise TooManySteps
        if not _matches_clock(rule, period):
            continue
        starts = [
            period + 60 * (minute or 0) + (second or 0) for minute in minutes for second in seconds if second != 60
        ]
        for start in _chosen(starts, rule.positions):
            if start >= first:
                yield start


def _matches_clock(rule: Rule, start: int) -> bool:
    """Tell whether the period of a sub-daily rule that begins at ``start`` passes the parts that limit it."""
    second = start % DAY
    if rule.hours and second // 3600 not in rule.hours:
        return False
    if rule.minutes and rule.frequency > HOURLY and second // 60 % 60 not in rule.minutes:
        return False
    if rule.seconds and rule.frequency == SECONDLY and second % 60 not in rule.seconds:
        return False
    return _matches(rule, start // DAY)
