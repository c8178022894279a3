"""What has changed between two readings of one series: the lines of the ledger (METRICS.md §5)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.model.ledger import LedgerLine
from app.model.timezones import DAY, EPOCH_DAY
from app.timeline.attendance import AttendanceOfMe, addresses_of
from app.timeline.words import is_cancelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.model.events import CalendarTime, Event, Series
    from app.model.ledger import Change
    from app.model.occurrences import Me
    from app.model.timezones import HomeZone

_Slot = tuple[int, bool]
"""The original start: seconds since 1970 UTC, or, with True, the day of an all-day one."""


def changes_between(
    old: Iterable[Series], new: Iterable[Series], me: Me, zone: HomeZone, seen: int, sources: Mapping[str, str]
) -> list[LedgerLine]:
    """Return what changed, in order of UID and time.

    A series that repeats is looked at as its calendar writes it: a change of all of it is one line, at the start of
    the series; a change of one slot is one line at that slot.

    Args:
        old: the series as they were stored.
        new: those that take their place.
        me: whose responses are looked at.
        zone: in which floating times are read.
        seen: when, seconds since 1970 UTC.
        sources: the name of the source of each calendar, by the calendar's key.

    """
    before = {_name(each): each for each in old}
    after = {_name(each): each for each in new}
    compare = _Comparison(me, zone, seen, sources)
    for name in sorted({*before, *after}):
        compare.series(before.get(name), after.get(name))
    return compare.lines


def _name(series: Series) -> tuple[str, str]:
    return series.calendar, series.uid


class _Comparison:
    def __init__(self, me: Me, zone: HomeZone, seen: int, sources: Mapping[str, str]) -> None:
        self.lines: list[LedgerLine] = []
        self._attendance = AttendanceOfMe(me)
        self._zone = zone
        self._seen = seen
        self._sources = sources

    def series(self, old: Series | None, new: Series | None) -> None:
        present = new or old
        assert present is not None
        before, after = self._events(old), self._events(new)
        removed_before, removed_after = self._removed(old), self._removed(new)
        for slot in sorted({*before, *after}, key=lambda each: (each is not None, each or (0, False))):
            was, now = before.get(slot), after.get(slot)
            if slot is not None and slot in removed_after and now is None:
                continue
            if slot is not None and was is None and now is not None and old is not None and old.head is not None:
                # An override of a slot that was there all along: compared with what the slot was.
                self._slot(old.head, slot, now)
            elif was is None and now is not None:
                self._note(now, "created", "", "")
            elif now is None and was is not None:
                if slot is None or new is None or new.head is None:
                    self._note(was, "gone", "", "")
            elif was is not None and now is not None:
                self._event(was, now)
        head = None if new is None or old is None else new.head
        if head is None:
            return
        for slot in sorted(removed_after - removed_before):
            self._note(head, "gone", "", "", slot)
        for slot in sorted(removed_before - removed_after):
            self._note(head, "back", "", "", slot)

    def _events(self, series: Series | None) -> dict[_Slot | None, Event]:
        if series is None:
            return {}
        found: dict[_Slot | None, Event] = {}
        for event in series.overrides:
            slot = event.key.recurrence_id
            if slot is not None:
                found[self._at(slot)] = event
        if series.head is not None:
            found[None] = series.head
        return found

    def _removed(self, series: Series | None) -> set[_Slot]:
        recurrence = None if series is None else series.recurrence
        return set() if recurrence is None else {self._at(each) for each in recurrence.removed}

    def _slot(self, head: Event, slot: _Slot, now: Event) -> None:
        if self._at(now.start) != slot:
            self._note(now, "moved", _written(slot), _written(self._at(now.start)), slot)
        self._beside_time(head, now, slot)

    def _event(self, was: Event, now: Event) -> None:
        slot = None if now.key.recurrence_id is None else self._at(now.key.recurrence_id)
        origin = self._at(was.start) if slot is None else slot
        if self._at(was.start) != self._at(now.start):
            self._note(now, "moved", _written(self._at(was.start)), _written(self._at(now.start)), origin)
        self._beside_time(was, now, origin)

    def _beside_time(self, was: Event, now: Event, slot: _Slot) -> None:
        off_before, off_now = _is_off(was), _is_off(now)
        if off_now != off_before:
            # What is cancelled often comes without its people and answers: that is no change of its own.
            self._note(now, "cancelled" if off_now else "back", "", "", slot)
            return
        if was.title != now.title:
            self._note(now, "renamed", was.title, now.title, slot)
        if addresses_of(was) != addresses_of(now):
            self._note(now, "people", str(len(addresses_of(was))), str(len(addresses_of(now))), slot)
        said = self._attendance.of(was).response, self._attendance.of(now).response
        if said[0] != said[1]:
            self._note(now, "response", said[0] or "", said[1] or "", slot)

    def _note(self, event: Event, change: Change, was: str, now: str, slot: _Slot | None = None) -> None:
        if slot is None:
            slot = self._at(event.key.recurrence_id or event.start)
        start, is_day = slot
        source = self._sources.get(event.key.calendar, event.key.calendar)
        self.lines.append(
            LedgerLine(self._seen, source, event.key.uid, event.title, start, change, was, now, all_day=is_day)
        )

    def _at(self, time: CalendarTime) -> _Slot:
        if time.is_date:
            return time.day, True
        return (time.zone or self._zone).epoch(time.day, time.second), False


def _is_off(event: Event) -> bool:
    return bool(event.cancelled) or is_cancelled(event.title)


def _written(slot: _Slot) -> str:
    at, is_day = slot
    if is_day:
        return dt.date.fromordinal(at).isoformat()
    days, second = divmod(at, DAY)
    date = dt.date.fromordinal(days + EPOCH_DAY).isoformat()
    return f"{date}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"
