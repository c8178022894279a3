"""Time zones as the engine uses them: local day and second to seconds since 1970 UTC, and back.

A day is its proleptic Gregorian ordinal (``date.toordinal``), a second counts from local midnight. A ``Zone`` remembers
the UTC offset of each day on which it does not change, so that only the few days with a change go the exact way.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
import zoneinfo
from itertools import pairwise
from typing import NamedTuple

DAY = 86_400
EPOCH_DAY = 719_163
"""The ordinal of 1 January 1970."""
LAST_DAY = dt.date.max.toordinal() - 2
FIRST_DAY = 2
_NO_SHORTER_STAY = 6
"""Days: where two midnights so far apart have one offset, no zone of the database has another between them since 1970.

The shortest times after which clocks went back to where they were are the weeks of October 2000 in northern Brazil.
"""
_AT_ONCE = 10 * _NO_SHORTER_STAY
"""Days that are filled in at once: whoever asks for one asks for others near it."""
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+\-]*(/[A-Za-z0-9_+\-]+)*")


_NO_OFFSET = dt.timedelta()


class _DayOffsets(dict[int, int | None]):
    """Day to UTC offset in seconds while that offset holds all day long, else None; filled when asked."""

    def __init__(self, tzinfo: dt.tzinfo) -> None:
        super().__init__()
        self._tzinfo = tzinfo
        self._midnights: dict[int, int] = {}

    def _midnight(self, day: int) -> int:
        offset = self._midnights.get(day)
        if offset is None:
            # Asked directly, as a datetime that bears its zone is made in ten times the time.
            at = dt.datetime.fromordinal(min(max(day, FIRST_DAY), LAST_DAY))
            apart = self._tzinfo.utcoffset(at) or _NO_OFFSET
            offset = self._midnights[day] = apart.days * DAY + apart.seconds
        return offset

    def _fill(self, first: int) -> None:
        """Fill in the days from one on whose offset holds all day long, as two midnights around them tell."""
        borders = range(first, first + _AT_ONCE + 1, _NO_SHORTER_STAY)
        offsets = list(map(self._midnight, borders))
        if offsets.count(offsets[0]) == len(offsets):  # As nearly everywhere.
            self.update(dict.fromkeys(range(first, first + _AT_ONCE), offsets[0]))
            return
        for begin, (held, following) in zip(borders, pairwise(offsets), strict=False):
            if held == following:
                self.update(dict.fromkeys(range(begin, begin + _NO_SHORTER_STAY), held))

    def __missing__(self, day: int) -> int | None:
        if day >= EPOCH_DAY and isinstance(self._tzinfo, (zoneinfo.ZoneInfo, dt.timezone)):
            self._fill(day - day % _AT_ONCE)
            if day in self:
                return self[day]
        first = self._midnight(day)
        offset = first if first == self._midnight(day + 1) else None
        self[day] = offset
        return offset


class Zone:
    """One time zone: where its rules come from is settled (IANA data, or the VTIMEZONE of a file)."""

    __slots__ = ("name", "offsets", "tzinfo")

    def __init__(self, name: str, tzinfo: dt.tzinfo) -> None:
        """Make a zone of ``name`` (for people) that follows ``tzinfo``."""
        self.name = name
        self.tzinfo = tzinfo
        self.offsets = _DayOffsets(tzinfo)

    def __repr__(self) -> str:
        """Return the name, for messages while developing."""
        return f"Zone({self.name!r})"

    def epoch(self, day: int, second: int) -> int:
        """Return the instant of a local time, in seconds since 1970 UTC.

        A time that clocks skip is read with the offset before the change (02:30 is 03:30), of a time that clocks
        show twice the first is meant (RFC 5545 §3.3.5). ``second`` may lie outside the day.
        """
        if not 0 <= second < DAY:
            days, second = divmod(second, DAY)
            day += days
        offset = self.offsets[day]
        if offset is None:
            offset = self._exact_offset(day, second, 0)
        return (day - EPOCH_DAY) * DAY + second - offset

    def _exact_offset(self, day: int, second: int, fold: int) -> int:
        local = dt.datetime.fromordinal(min(max(day, FIRST_DAY), LAST_DAY)) + dt.timedelta(seconds=second)
        offset = local.replace(tzinfo=self._tzinfo_on(day), fold=fold).utcoffset()
        return int((offset or dt.timedelta()).total_seconds())

    def _tzinfo_on(self, day: int) -> dt.tzinfo:
        del day
        return self.tzinfo

    def is_unusual(self, day: int, second: int) -> bool:
        """Tell whether clocks skip this local time or show it twice."""
        if not 0 <= second < DAY:
            days, second = divmod(second, DAY)
            day += days
        if self.offsets[day] is not None:
            return False
        return self._exact_offset(day, second, 0) != self._exact_offset(day, second, 1)

    def local(self, epoch: int) -> tuple[int, int]:
        """Return local day and second of an instant."""
        days, second = divmod(epoch, DAY)
        day = days + EPOCH_DAY
        if FIRST_DAY < day < LAST_DAY:
            offset = self.offsets[day]
            if offset is not None:
                there = second + offset
                # Asked of every meeting, and mostly the day is the same in UTC.
                if 0 <= there < DAY:
                    return day, there
                shift, there = divmod(there, DAY)
                # Only where the day it leads to has that offset all day long, too.
                if self.offsets[day + shift] == offset:
                    return day + shift, there
        day = min(max(day, FIRST_DAY), LAST_DAY)
        at = dt.datetime.fromordinal(day).replace(tzinfo=dt.UTC) + dt.timedelta(seconds=second)
        local = at.astimezone(self._tzinfo_on(day))
        return local.toordinal(), local.hour * 3600 + local.minute * 60 + local.second

    def midnight(self, day: int) -> int:
        """Return the instant at which a local day begins."""
        return self.epoch(day, 0)


class HomeZone(Zone):
    """The analysis zone **Z**: one zone, or several with the day from which each holds (METRICS.md, conventions)."""

    __slots__ = ("stays",)

    def __init__(self, stays: tuple[tuple[int, Zone], ...]) -> None:
        """Take ``(first day, zone)`` pairs in order; the first pair also holds for all days before it."""
        super().__init__(stays[0][1].name, stays[0][1].tzinfo)
        self.stays = stays
        # Of one zone they are known there too, or will be.
        self.offsets = stays[0][1].offsets if len(stays) == 1 else _StayOffsets(self)

    def zone_on(self, day: int) -> Zone:
        """Return the zone that holds on a day."""
        held = self.stays[0][1]
        for first, zone in self.stays[1:]:
            if day < first:
                break
            held = zone
        return held

    def local(self, epoch: int) -> tuple[int, int]:
        """Return local day and second of an instant: the day between whose midnights it lies.

        On the day before a move the second may exceed 24 hours: that day is longer.
        """
        # Not by super(), which takes as long as the rest: this is asked of every meeting.
        found = Zone.local(self, epoch)
        if len(self.stays) == 1:
            return found
        day, second = found
        while epoch < self.midnight(day):
            day -= 1
        while epoch >= self.midnight(day + 1):
            day += 1
        local_day, second = self.zone_on(day).local(epoch)
        return day, (local_day - day) * DAY + second

    def _tzinfo_on(self, day: int) -> dt.tzinfo:
        return self.zone_on(day).tzinfo


class _StayOffsets(_DayOffsets):
    """Offsets of a home that moves: each day asks the zone that holds on it."""

    def __init__(self, home: HomeZone) -> None:
        super().__init__(home.tzinfo)
        self._home = home

    def __missing__(self, day: int) -> int | None:
        offset = self._home.zone_on(day).offsets[day]
        self[day] = offset
        return offset


class Change(NamedTuple):
    """One change of a zone's clocks: the instant, and the UTC offset in seconds from then on."""

    epoch: int
    offset: int


class ChangeTable(dt.tzinfo):
    """Time zone rules given as a table of changes: what a VTIMEZONE comes down to (RFC 5545 §3.6.5)."""

    def __init__(self, before: int, changes: tuple[Change, ...]) -> None:
        """Take the UTC offset in seconds before the first change, and the changes in order of time."""
        self._before = before
        self._changes = changes
        self.given = (before, changes)
        self._locals: list[tuple[int, int, int]] = []
        offset = before
        for change in changes:
            # From the earlier of the two wall times on, old and new offset are told apart by the fold.
            self._locals.append((change.epoch + min(offset, change.offset), offset, change.offset))
            offset = change.offset

    def utcoffset(self, at: dt.datetime | None) -> dt.timedelta:
        """Return the offset at a local time, as PEP 495 says for skipped and repeated times."""
        if at is None:
            return dt.timedelta(seconds=self._before)
        naive = at.replace(tzinfo=None)
        wall = (naive.toordinal() - EPOCH_DAY) * DAY + naive.hour * 3600 + naive.minute * 60 + naive.second
        low, high = 0, len(self._locals)
        while low < high:
            middle = (low + high) // 2
            if self._locals[middle][0] <= wall:
                low = middle + 1
            else:
                high = middle
        if low == 0:
            return dt.timedelta(seconds=self._before)
        earliest, old, new = self._locals[low - 1]
        within = wall < earliest + abs(new - old)
        return dt.timedelta(seconds=old if within and not at.fold else new)

    def dst(self, at: dt.datetime | None) -> dt.timedelta | None:
        """Return None: a table does not know which of its offsets is summer time."""
        del at
        return None

    def tzname(self, at: dt.datetime | None) -> str | None:
        """Return None: a table has no names."""
        del at
        return None

    def fromutc(self, at: dt.datetime) -> dt.datetime:
        """Return the local time of a UTC time."""
        wall = (at.toordinal() - EPOCH_DAY) * DAY + at.hour * 3600 + at.minute * 60 + at.second
        offset, before = self._before, self._before
        changed = 0
        for change in self._changes:
            if change.epoch > wall:
                break
            before, offset, changed = offset, change.offset, change.epoch
        local = at + dt.timedelta(seconds=offset)
        repeated = offset < before and wall < changed + (before - offset)
        return local.replace(fold=1 if repeated else 0)


UTC = Zone("UTC", dt.UTC)


@functools.lru_cache(maxsize=256)
def iana_zone(name: str) -> Zone | None:
    """Return the zone of an IANA name in its exact spelling, or None where there is none."""
    if name in {"UTC", "Etc/UTC"}:
        return UTC
    # The name becomes a file name inside zoneinfo, so nothing but a plain name goes there.
    if len(name) > 64 or not _NAME.fullmatch(name):
        return None
    try:
        return Zone(name, zoneinfo.ZoneInfo(name))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


@functools.lru_cache(maxsize=1)
def _names_by_small_letters() -> dict[str, str]:
    return {name.casefold(): name for name in sorted(zoneinfo.available_timezones())}


def iana_zone_any_case(name: str) -> Zone | None:
    """Return the zone of an IANA name without regard to case, or None."""
    exact = _names_by_small_letters().get(name.casefold())
    return iana_zone(exact) if exact else None


def civil_day(year: int, month: int, day: int) -> int:
    """Return the ordinal of a date.

    Raises:
        ValueError: where there is no such date.

    """
    return dt.date(year, month, day).toordinal()
