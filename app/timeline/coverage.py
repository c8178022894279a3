"""Which days the sources cover: on other days, no meeting is not the same as no entry (METRICS.md §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.model.occurrences import Period
from app.model.spans import unite
from app.timeline.expand import SetAside, expand

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.events import CalendarTime, Event, Recurrence, Series
    from app.model.preferences import Preferences
    from app.model.sources import Calendar, Reading
    from app.model.timezones import HomeZone
    from app.timeline.expand import PlainInstance

_NEAR_ITS_START = 400
"""Days after DTSTART in which a series must have its first occurrence to be looked for."""


class CalendarReach(NamedTuple):
    """What of a calendar decides the days it covers.

    Attributes:
        first_timed: the instant at which its first timed occurrence starts; None without any.
        newest: its latest time stamp, seconds since 1970 UTC; None without any.
        last_one_off: the day (ordinal) on which its last one-off starts; 0 without any.

    """

    first_timed: int | None
    newest: int | None
    last_one_off: int


def coverage(calendars: Iterable[Calendar], series: Iterable[Series], zone: HomeZone) -> tuple[tuple[int, int], ...]:
    """Return the days that the calendars cover, as united ``(first, day after the last)`` ordinals."""
    of_calendar: dict[str, list[Series]] = {}
    for each in series:
        of_calendar.setdefault(each.calendar, []).append(each)
    reaches = []
    for calendar in calendars:
        own = of_calendar.get(calendar.key, [])
        last_one_off = max((one_off_day(each, zone) for each in own), default=0)
        reaches.append(CalendarReach(_first_timed(own, zone), calendar.newest, last_one_off))
    return covered_days(reaches, zone)


def counted_coverage(reading: Reading, preferences: Preferences) -> tuple[tuple[int, int], ...]:
    """Return the days that the calendars of a reading cover which the person did not leave out."""
    aside = preferences.keys_left_out(reading.calendars)
    calendars = [each for each in reading.calendars if each.key not in aside]
    return coverage(calendars, [each for each in reading.series if each.calendar not in aside], preferences.zone)


def covered_days(reaches: Iterable[CalendarReach], zone: HomeZone) -> tuple[tuple[int, int], ...]:
    """Return the days that calendars cover.

    A calendar covers the days from its first timed occurrence to its newest time stamp, or, where that is missing or
    before its first occurrence, to its last one-off. A day is covered when any calendar covers it.
    """
    spans = []
    for first, newest, last_one_off in reaches:
        if first is None:
            continue
        last = zone.local(newest)[0] if newest is not None and newest >= first else last_one_off
        spans.append((zone.local(first)[0], last + 1))
    return tuple(unite(spans))


def first_timed(series: Series, window: Period, instances: Sequence[PlainInstance] | None) -> int | None:
    """Return the instant at which the first timed occurrence of a series starts, None without any.

    Args:
        series: the series.
        window: days in which it has been expanded already.
        instances: what that gave, None: nothing. Where the window holds all that is looked at, it is not expanded
            once more.

    """
    zone = window.zone
    head, recurrence = series.head, series.recurrence
    if head is not None and recurrence is None and not series.overrides:
        if head.start.is_date:
            return None
        return instances[0][1] if instances else _instant(head, zone)
    if instances is None or recurrence is None or head is None or head.start.is_date or not _is_odd(series):
        return _first_timed((series,), zone)
    begin, last = _looked_at(series, recurrence, _instant(head, zone), zone)
    if begin < window.first or last > window.last:
        return _first_timed((series,), zone)
    end = zone.midnight(last + 1)
    timed = [event for event in series.overrides if not event.start.is_date]
    starts = [_instant(event, zone) for event in timed]
    if len(timed) < len(series.overrides):
        instances = [each for each in instances if not each[0].start.is_date]
    first = min([each[1] for each in instances], default=end)
    return min([*starts, first] if first < end else starts, default=None)


def one_off_day(series: Series, zone: HomeZone) -> int:
    """Return the day on which a one-off starts, 0 of what repeats."""
    return 0 if series.head is None or series.recurrence is not None else _start_day(series.head.start, zone)


def _instant(event: Event, zone: HomeZone) -> int:
    start = event.start
    return (start.zone or zone).epoch(start.day, start.second)


def _start_day(start: CalendarTime, zone: HomeZone) -> int:
    day, second, own, is_date = start
    if is_date:
        return day
    held = zone.offsets[day]
    if own is not None and held is not None and held == own.offsets[day] and len(zone.stays) == 1:
        return day  # All day long both clocks show the same, as mostly in one's own country.
    return zone.local((own or zone).epoch(day, second))[0]


def _first_timed(series: Iterable[Series], zone: HomeZone) -> int | None:
    """Return the first instant at which a timed occurrence starts."""
    earliest: int | None = None
    for each in series:
        starts = [_instant(event, zone) for event in each.overrides if not event.start.is_date]
        if each.head is not None and not each.head.start.is_date:
            first = _instant(each.head, zone)
            added = bool(each.recurrence and each.recurrence.added)
            if earliest is not None and first >= earliest and not added:
                pass  # Nothing of it can be earlier than its DTSTART, but for overrides and added dates.
            elif each.recurrence is None or not _is_odd(each):
                starts.append(first)
            else:
                starts.extend(_expanded_starts(each, each.recurrence, first, zone))
        if starts:
            earliest = min(starts) if earliest is None else min(earliest, *starts)
    return earliest


def _is_odd(series: Series) -> bool:
    """Tell whether the first occurrence may be another one than DTSTART."""
    recurrence = series.recurrence
    return bool(series.overrides or (recurrence and (recurrence.removed or recurrence.added)))


def _expanded_starts(series: Series, recurrence: Recurrence, first: int, zone: HomeZone) -> list[int]:
    try:
        found = expand(series, Period(*_looked_at(series, recurrence, first, zone), zone))
    except SetAside:
        return []
    return [each[1] for each in found if not each[0].start.is_date]


def _looked_at(series: Series, recurrence: Recurrence, first: int, zone: HomeZone) -> tuple[int, int]:
    """Return the days, both included, in which the first occurrence of a series is looked for."""
    day = zone.local(first)[0]
    earliest = min([_instant(event, zone) for event in series.overrides], default=first)
    begin = day if earliest >= first else min(day, zone.local(earliest)[0])
    begin = min([begin, *(extra.start.day for extra in recurrence.added)])
    return begin - 1, day + _NEAR_ITS_START
