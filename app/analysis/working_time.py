"""Working time: the hours of each day, less time away (METRICS.md §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.spans import Span, unite, without
from app.model.timezones import DAY, EPOCH_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.occurrences import Occurrence, Period
    from app.model.preferences import Interval, Preferences

    Shifts = Mapping[int, tuple[Interval, ...]]


def hours_by_day(period: Period, shifts: Shifts, preferences: Preferences) -> list[list[Span]]:
    """Return, for each day of a period, the intervals of its working hours, before time away is taken off.

    Hours that end on the next day are cut at midnight: the rest belongs to that day.
    """
    zone = period.zone
    result: list[list[Span]] = []
    # The same few hours hold on thousands of days.
    on_clock: dict[tuple[tuple[Interval, ...], tuple[Interval, ...]], list[Span]] = {}
    before = _hours_of(period.first - 1, shifts, preferences)
    offsets = zone.offsets
    following = offsets[period.first]
    for day in range(period.first, period.last + 1):
        own = _hours_of(day, shifts, preferences)
        spans = on_clock.get((before, own))
        if spans is None:
            spans = on_clock[before, own] = _on_clock(before, own)
        before = own
        offset, following = following, offsets[day + 1]
        if not spans:
            result.append([])
        elif offset is None or following != offset:
            result.append(unite((zone.epoch(day, start), zone.epoch(day, end)) for start, end in spans))
        else:
            midnight = (day - EPOCH_DAY) * DAY - offset
            result.append([(midnight + start, midnight + end) for start, end in spans])
    return result


def _on_clock(before: Iterable[Interval], own: Iterable[Interval]) -> list[Span]:
    """Return the hours of a day and of the night before it as united seconds of the day's clock."""
    return unite([(0, end - DAY) for __, end in before if end > DAY] + [(start, min(end, DAY)) for start, end in own])


def working_time(
    hours: Sequence[list[Span]], away: Sequence[Span], period: Period, holidays: frozenset[int]
) -> list[list[Span]]:
    """Return W(d) of each day: its hours less out-of-office time, nothing on a holiday."""
    result: list[list[Span]] = []
    at = 0
    for day, own in enumerate(hours, period.first):
        if day in holidays or not own:
            result.append([])
            continue
        while at < len(away) and away[at][1] <= own[0][0]:
            at += 1
        touching = at < len(away) and away[at][0] < own[-1][1]
        result.append(without(own, away[at:]) if touching else own)
    return result


def _hours_of(day: int, shifts: Shifts, preferences: Preferences) -> tuple[Interval, ...]:
    if day in shifts:
        return shifts[day]
    held = preferences.weeks[0]
    for week in preferences.weeks[1:]:
        if day < week.since:
            break
        held = week
    return held.hours[(day - 1) % 7]


def shifts_by_day(occurrences: Iterable[Occurrence], preferences: Preferences) -> dict[int, tuple[Interval, ...]]:
    """Return the days whose hours a title gives ("Night")."""
    hours = {shift.title.casefold(): shift.hours for shift in preferences.shifts}
    result: dict[int, tuple[Interval, ...]] = {}
    if not hours:
        return result
    for each in occurrences:
        title = each.event.title.strip().casefold()
        if title not in hours or each.kind in {"cancelled", "declined"}:
            continue
        first, last = each.days or (preferences.zone.local(each.start)[0], preferences.zone.local(each.start)[0] + 1)
        for day in range(first, last):
            result.setdefault(day, hours[title])
    return result
