"""Working hours as text, and back: ``mon-thu 09:00-12:30,13:15-17:30; fri 09:00-14:00`` (METRICS.md §2).

Command line, settings file and settings dialog read and write the same text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.language import _
from app.model.preferences import NO_WORK, WEEKDAYS, Interval
from app.model.timezones import DAY

if TYPE_CHECKING:
    from collections.abc import Sequence

Week = tuple[tuple[Interval, ...], ...]
"""Working intervals of each weekday, Monday first."""

_DAYS = re.compile(r"([a-z]{3})(?:-([a-z]{3}))?")
_HOURS = re.compile(r"(\d{1,2}):(\d{2})-(\d{1,2}):(\d{2})")
_HOURS_BY_HAND = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?[-–](\d{1,2})(?:[:.](\d{2}))?")


class WorkingHoursError(ValueError):
    """A text that says no working hours, told as what does not work and what to do next.

    The parts carry no full stop; ``next_step`` begins in lower case.
    """

    def __init__(self, what: str, next_step: str) -> None:
        super().__init__(what, next_step)
        self.what = what
        self.next_step = next_step

    def __str__(self) -> str:
        """Return both parts as one sentence."""
        return f"{self.what}; {self.next_step}."


def working_hours(text: str) -> Week:
    """Return the working intervals of each weekday, Monday first, from text like ``mon-fri 09:00-12:00,13:00-17:00``.

    Parts for other days follow after a semicolon; an end not after its start is on the next day (METRICS.md §2).

    Raises:
        WorkingHoursError: when it cannot be read so.

    """
    week: list[tuple[Interval, ...]] = list(NO_WORK)
    for part in filter(None, (part.strip() for part in text.lower().split(";"))):
        days, __, hours = part.partition(" ")
        intervals = tuple(_interval(each.strip(), text) for each in hours.split(",") if each.strip())
        if not intervals:
            raise _bad_hours(text)
        for day in _weekdays(days, text):
            week[day] += intervals
    if not any(week):
        raise _bad_hours(text)
    return tuple(week)


def working_hours_text(week: Week) -> str:
    """Return the text that ``working_hours`` reads as this week; empty where no day has hours."""
    parts: list[tuple[int, int, str]] = []
    for day, intervals in enumerate(week):
        hours = ",".join(_clock(start) + "-" + _clock_of_end(start, end) for start, end in intervals)
        if parts and parts[-1][1] == day - 1 and parts[-1][2] == hours:
            parts[-1] = (parts[-1][0], day, hours)
        elif hours:
            parts.append((day, day, hours))
    return "; ".join(f"{_day_names(first, last)} {hours}" for first, last, hours in parts)


def hours_of_a_day(text: str) -> tuple[Interval, ...]:
    """Return the working intervals of one day from text as a person types it: ``9-12:30, 13.15–17:30``.

    Empty text means a day without work; an end not after its start is on the next day.

    Raises:
        WorkingHoursError: when it cannot be read so.

    """
    parts = [part.strip() for part in re.split(r"[,;]", text)]
    if parts == [""]:
        return ()
    found = []
    for part in parts:
        match = _HOURS_BY_HAND.fullmatch(re.sub(r"\s+", "", part))
        interval = match and _between(*(int(number or 0) for number in match.groups()))
        if not interval:
            raise WorkingHoursError(
                _("“{value}” are no working hours").format(value=text), _("write them like 09:00–12:30, 13:15–17:30")
            )
        found.append(interval)
    return tuple(found)


def hours_of_a_day_text(intervals: Sequence[Interval]) -> str:
    """Return working intervals of one day as a person reads them: ``09:00–12:30, 13:15–17:30``."""
    return ", ".join(f"{_clock(start)}–{_clock_of_end(start, end)}" for start, end in intervals)


def _weekdays(text: str, whole: str) -> Sequence[int]:
    days: list[int] = []
    for part in text.split(","):
        match = _DAYS.fullmatch(part)
        if match is None or match[1] not in WEEKDAYS or (match[2] or match[1]) not in WEEKDAYS:
            raise _bad_hours(whole)
        first, last = WEEKDAYS.index(match[1]), WEEKDAYS.index(match[2] or match[1])
        days.extend((first + step) % 7 for step in range((last - first) % 7 + 1))
    return days


def _interval(text: str, whole: str) -> Interval:
    match = _HOURS.fullmatch(text)
    interval = match and _between(*map(int, match.groups()))
    if not interval:
        raise _bad_hours(whole)
    return interval


def _between(hour: int, minute: int, last_hour: int, last_minute: int) -> Interval | None:
    """Return the interval between two times of day, None where one of them is none."""
    start, end = hour * 3600 + minute * 60, last_hour * 3600 + last_minute * 60
    if start >= DAY or end > DAY or minute > 59 or last_minute > 59:
        return None
    return start, end if end > start else end + DAY


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second // 60 % 60:02}"


def _clock_of_end(start: int, end: int) -> str:
    """Return an end as the clock shows it; one on the next day is told by not being after its start."""
    return _clock(end if start < end <= DAY else end - DAY)


def _day_names(first: int, last: int) -> str:
    return WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}"


def _bad_hours(text: str) -> WorkingHoursError:
    return WorkingHoursError(
        _("“{value}” are no working hours").format(value=text),
        _('write them like "mon-thu 09:00-12:30,13:15-17:30; fri 09:00-14:00"'),
    )
