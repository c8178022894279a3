"""Series to instances: every time at which a series takes place inside a window (RFC 5545 §3.8.5).

What is done where calendars and libraries disagree stands in ``docs/reading-calendars.md``. In short: an override
stands even where an EXDATE names its slot; THISANDFUTURE shifts the slots after it by the clock and gives them its
length; DTSTART is an occurrence even where its rule does not match it; a time that clocks skip is read as after the
change and keeps its exact length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from app.language import _
from app.model.foreign_text import visible
from app.model.timezones import DAY, EPOCH_DAY, UTC, HomeZone, Zone
from app.timeline.recurrence import TooManySteps, rule_starts
from app.timeline.rules import InvalidRule, Until, parse_rule, until_epoch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.model.events import CalendarTime, Event, Length, Recurrence, Series
    from app.model.occurrences import Period

_LONGEST_SHIFT = 400 * DAY
"""An override of THISANDFUTURE may move what follows by at most this; what is moved further is not looked for."""
_EPOCH_WALL = EPOCH_DAY * DAY


class Instance(NamedTuple):
    """One time at which an event takes place.

    ``start`` and ``end`` are seconds since 1970 UTC, of an all-day event ordinals of days (end excluded).
    ``original`` is the slot in the same form, None for a one-off. ``event`` is the head, or the override that holds.
    """

    event: Event
    start: int
    end: int
    original: int | None


PlainInstance = tuple["Event", int, int, "int | None"]
"""The fields of an `Instance`; a plain tuple, of which ten years have ten thousands, is made and taken apart in a
quarter of the time."""


class SetAside(Exception):
    """The series cannot be expanded; the text is a sentence for a person."""


def expand(series: Series, window: Period) -> list[PlainInstance]:
    """Return the instances of a series that overlap a window, in no particular order.

    An instance without length overlaps by its start. Times that float are read in the window's zone.

    Raises:
        SetAside: when the rule is invalid or repeats too often.

    """
    head, recurrence = series.head, series.recurrence
    if head is not None and recurrence is None:
        slot = None if head.key.recurrence_id is None else _own_slot(head, window.zone)
        instance = _at_own_time(head, window.zone, slot)
        return [instance] if _overlaps(instance, window) else []
    if head is None or recurrence is None:
        found = (_at_own_time(event, window.zone, _own_slot(event, window.zone)) for event in series.overrides)
        return [instance for instance in found if _overlaps(instance, window)]
    return _Slots(head, recurrence, series.overrides, window).instances()


def skipped(series: Series, window: Period) -> list[Instance]:
    """Return the slots of a series that an EXDATE alone takes away, as they would have been (METRICS.md §5).

    They are those that its rules, RDATEs or its start give and that no override replaces; each overlaps the window.

    Raises:
        SetAside: when the rule is invalid or repeats too often.

    """
    head, recurrence = series.head, series.recurrence
    if head is None or recurrence is None or not recurrence.removed:
        return []
    return [Instance._make(each) for each in _Slots(head, recurrence, series.overrides, window).skipped()]


def slot_replaced(series: Series, override: Event, window: Period) -> int | None:
    """Return the slot that an override replaces, in the form of ``Instance.original``; None of what is no override."""
    head, recurrence = series.head, series.recurrence
    if head is None or recurrence is None or override.key.recurrence_id is None:
        return _own_slot(override, window.zone)
    return _Slots(head, recurrence, (), window).original_of(override)


def _zone_of(time: CalendarTime, home: HomeZone) -> Zone:
    return time.zone if time.zone is not None else home


def _instant(time: CalendarTime, home: HomeZone) -> int:
    return _zone_of(time, home).epoch(time.day, time.second)


def _overlaps(instance: PlainInstance, window: Period) -> bool:
    event, start, end, __ = instance
    if event.start.is_date:
        return start <= window.last and end > window.first
    return start < window.end and (end > window.start or start >= window.start)


def _at_own_time(event: Event, home: HomeZone, original: int | None) -> PlainInstance:
    """Return the instance of a one-off or of an override: DTEND is meant as it stands."""
    start, length = event.start, event.length
    day, second, own, is_date = start
    form, days, seconds = length
    if is_date:
        return event, day, day + max(days, 1), original
    zone = home if own is None else own
    lasts = days * DAY + seconds
    offset = zone.offsets[day]
    if offset is not None and form == "wall" and 0 <= second + lasts < DAY:
        begin = (day - EPOCH_DAY) * DAY + second - offset
        return event, begin, begin + lasts, original
    begin = zone.epoch(day, second)
    if length.form == "wall" and zone.is_unusual(start.day, start.second):
        end = zone.epoch(start.day + length.days, start.second + length.seconds)
        nominal = begin + length.days * DAY + length.seconds
        # The end of a one-off that begins in the repeated hour is an instant of its own; in a skipped hour the
        # clock's face would give a meeting that ends before it starts.
        skipped = zone.local(begin) != (start.day, start.second)
        return event, begin, nominal if skipped else end, original
    return event, begin, _end(zone, start.day * DAY + start.second, begin, length), original


def _end(zone: Zone, wall: int, begin: int, length: Length) -> int:
    """Return the end of what begins at an instant, whose local time is ``wall``."""
    if length.form == "exact":
        return begin + length.seconds
    day, second = divmod(wall, DAY)
    if length.form == "duration":
        if length.days == 0:
            return begin + length.seconds
        if zone.is_unusual(day, second) and zone.local(begin) != (day, second):
            return begin + length.days * DAY + length.seconds
        return zone.epoch(day + length.days, second) + length.seconds
    return zone.epoch(day + length.days, second + length.seconds)


def _own_slot(event: Event, home: HomeZone) -> int | None:
    """Return the slot that an orphan override names: the instant, of an all-day one the day; None for a one-off."""
    slot = event.key.recurrence_id
    if slot is None:
        return None
    return _local_day(slot, home) if event.start.is_date else _instant(slot, home)


def _local_day(time: CalendarTime, home: HomeZone) -> int:
    """Return the date of a time where only its date counts; UTC is brought home first, as Exchange means it."""
    if time.is_date or time.zone is not UTC:
        return time.day
    return home.local(UTC.epoch(time.day, time.second))[0]


class _Slots:
    """The slots of one recurring series inside a window, and what takes place in each."""

    def __init__(self, head: Event, recurrence: Recurrence, overrides: tuple[Event, ...], window: Period) -> None:
        self._head = head
        self._recurrence = recurrence
        self._window = window
        self._home = window.zone
        self._zone = _zone_of(head.start, window.zone)
        self._all_day = head.start.is_date
        self._first = head.start.day * DAY + head.start.second
        self._overrides = overrides
        turns = [(self._wall(each.key.recurrence_id), each) for each in overrides if each.this_and_future]
        self._turns = sorted(turns, key=lambda turn: turn[0])

    def instances(self) -> list[PlainInstance]:
        """Return every instance that overlaps the window."""
        found = [_at_own_time(override, self._home, self.original_of(override)) for override in self._overrides]
        found = [instance for instance in found if _overlaps(instance, self._window)]
        bounds = self._bounds()
        starts, own_lengths = self._given(*bounds)
        starts.difference_update(self._named(self._recurrence.removed, starts))
        starts.difference_update(self._named(self._slots_replaced(), starts))
        found += self._at_slots(starts, own_lengths, bounds)
        return found

    def skipped(self) -> Iterable[PlainInstance]:
        """Return what would take place in the slots that an EXDATE removes and no override replaces."""
        bounds = self._bounds()
        starts, own_lengths = self._given(*bounds)
        named = self._named(self._recurrence.removed, starts)
        replaced = self._named(self._slots_replaced(), starts)
        return self._at_slots((starts & named) - replaced, own_lengths, bounds)

    def original_of(self, override: Event) -> int:
        """Return the slot that an override replaces: the instant, of an all-day series the day."""
        slot = self._wall(override.key.recurrence_id)
        return slot // DAY if self._all_day else self._zone.epoch(*divmod(slot, DAY))

    def _slots_replaced(self) -> list[CalendarTime]:
        return [each.key.recurrence_id for each in self._overrides if each.key.recurrence_id is not None]

    def _given(self, low: int, high: int) -> tuple[set[int], dict[int, Length]]:
        """Return the starts that its rules, its RDATEs and its own start give, and the lengths that RDATEs say."""
        starts = set(self._rule_starts(self._recurrence.rules, low, high))
        own_lengths: dict[int, Length] = {}
        for added in self._recurrence.added:
            wall = self._wall(added.start)
            starts.add(wall)
            if added.length is not None:
                own_lengths[wall] = added.length
        if not self._ends_before_it_starts():
            starts.add(self._first)
        starts.difference_update(self._rule_starts(self._recurrence.excluded_rules, low, high))
        return starts, own_lengths

    def _at_slots(
        self, starts: set[int], own_lengths: dict[int, Length], bounds: tuple[int, int]
    ) -> Iterable[PlainInstance]:
        """Return what takes place in some slots and overlaps the window."""
        low, high = bounds
        # A turn shifts whole slots, so its slots are looked for beyond the window's edges too.
        ordered = sorted(starts)
        ordered = ordered[bisect_left(ordered, low) : bisect_right(ordered, high)]
        if self._turns:
            return self._turned(ordered, own_lengths)
        if self._all_day:
            return self._days(ordered, own_lengths)
        return self._times(self._head, ordered, 0, own_lengths)

    def _bounds(self) -> tuple[int, int]:
        """Return the local times between which a slot may lie that overlaps the window."""
        longest = max(_at_most(event.length) for event in (self._head, *(turn for __, turn in self._turns)))
        longest = max([longest, *(_at_most(added.length) for added in self._recurrence.added if added.length)])
        shift = max([abs(self._shift(turn, wall)) for wall, turn in self._turns], default=0)
        margin = min(longest, _LONGEST_SHIFT) + min(shift, _LONGEST_SHIFT) + DAY
        return self._window.first * DAY - margin - DAY, (self._window.last + 2) * DAY + margin

    def _wall(self, time: CalendarTime | None) -> int:
        """Return any time of this series as local time of its head."""
        if time is None:
            return self._first
        if self._all_day:
            return _local_day(time, self._home) * DAY
        if time.is_date:
            return time.day * DAY + self._head.start.second
        if time.zone is None or time.zone is self._zone:
            return time.day * DAY + time.second
        day, second = self._zone.local(time.zone.epoch(time.day, time.second))
        return day * DAY + second

    def _rule_starts(self, texts: Iterable[str], low: int, high: int) -> list[int]:
        result: list[int] = []
        for text in texts:
            try:
                rule = parse_rule(text)
                starts = rule_starts(rule, self._first, low, min(high, self._latest(rule.until)))
            except InvalidRule as error:
                raise SetAside(str(error)) from None
            except TooManySteps:
                raise SetAside(
                    _("It repeats too often to be counted ({rule}).").format(rule=visible(text, 60))
                ) from None
            if rule.until is not None and rule.until.form == "utc" and not self._all_day:
                end = until_epoch(rule.until)
                while starts and self._zone.epoch(*divmod(starts[-1], DAY)) > end:
                    starts.pop()
            result = starts if not result else result + starts
        return result

    def _latest(self, until: Until | None) -> int:
        """Return the local time after which no start can lie."""
        if until is None:
            return 9_999 * 366 * DAY
        if self._all_day:
            return until.day * DAY
        if until.form == "date":
            return until.day * DAY + DAY - 1  # Google writes so, and means that day too.
        if until.form == "local":
            return until.day * DAY + until.second
        return until.day * DAY + until.second + DAY  # The exact instant is looked at afterwards.

    def _ends_before_it_starts(self) -> bool:
        """Tell whether every rule's UNTIL lies before DTSTART: then the start is not one of the series' either."""
        untils = [parse_rule(text).until for text in self._recurrence.rules]
        return bool(untils) and all(until is not None and self._latest_exact(until) < self._first for until in untils)

    def _latest_exact(self, until: Until) -> int:
        if until.form != "utc" or self._all_day:
            return self._latest(until)
        day, second = self._zone.local(until_epoch(until))
        return day * DAY + second

    def _named(self, times: Iterable[CalendarTime], starts: set[int]) -> set[int]:
        """Return the starts that EXDATEs or RECURRENCE-IDs name.

        A DATE names every start of its local day; a floating time is meant by the clock; else the instant counts
        (exporters write all three: docs/reading-calendars.md).
        """
        named: set[int] = set()
        days: set[int] = set()
        for time in times:
            self._mark_named(time, named, days)
        if days:
            named.update(start for start in starts if start // DAY in days)
        return named

    def _mark_named(self, time: CalendarTime, named: set[int], days: set[int]) -> None:
        if time.is_date and not self._all_day:
            days.add(time.day)
            return
        wall = self._wall(time)
        named.add(wall)
        if self._all_day or self._zone.offsets[wall // DAY] is not None:
            return
        # A slot in the hour that clocks skip has a local time of its own for the same instant.
        epoch = (time.zone or self._zone).epoch(time.day, time.second)
        for day in (wall // DAY - 1, wall // DAY + 1):
            offset = self._zone.offsets[day]
            if offset is not None:
                other = epoch + _EPOCH_WALL + offset
                if self._zone.epoch(*divmod(other, DAY)) == epoch:
                    named.add(other)

    def _days(self, starts: list[int], own_lengths: dict[int, Length]) -> Iterator[PlainInstance]:
        usual = max(self._head.length.days, 1)
        first, last = self._window.first, self._window.last
        for start in starts:
            day = start // DAY
            length = max(own_lengths[start].days, 1) if start in own_lengths else usual
            if day <= last and day + length > first:
                yield self._head, day, day + length, day

    def _times(
        self, event: Event, starts: list[int], shift: int, own_lengths: dict[int, Length]
    ) -> list[PlainInstance]:
        """Return the timed instances of ``event`` at the slots ``starts``, moved by ``shift`` seconds of the clock."""
        zone, offsets, usual = self._zone, self._zone.offsets, event.length
        low, high = self._window.start, self._window.end
        lasts = usual.days * DAY + usual.seconds
        found: list[PlainInstance] = []
        for slot in starts:
            wall = slot + shift
            day, second = divmod(wall, DAY)
            offset = offsets[day]
            length = own_lengths.get(slot, usual) if own_lengths else usual
            if offset is None or length is not usual:
                begin, end = self._exactly(day, second, length)
            else:
                begin = wall - _EPOCH_WALL - offset
                end = begin + lasts
                if not 0 <= second + lasts < DAY and offsets[(wall + lasts) // DAY] != offset:
                    end = _end(zone, wall, begin, length)
            if begin < high and (end > low or begin >= low):
                found.append((event, begin, end, begin if not shift else zone.epoch(*divmod(slot, DAY))))
        return found

    def _exactly(self, day: int, second: int, length: Length) -> tuple[int, int]:
        """Return start and end of what may lie on a day of a change of clocks, or has a length of its own."""
        begin = self._zone.epoch(day, second)
        if length.form == "wall" and self._zone.is_unusual(day, second):
            return begin, begin + length.days * DAY + length.seconds
        return begin, _end(self._zone, day * DAY + second, begin, length)

    def _turned(self, starts: list[int], own_lengths: dict[int, Length]) -> Iterator[PlainInstance]:
        """Yield the instances of a series that THISANDFUTURE overrides turn (RFC 5545 §3.2.13)."""
        turns = [(self._first - 1, None), *self._turns]
        for index, (begin, turn) in enumerate(turns):
            end = turns[index + 1][0] if index + 1 < len(turns) else None
            part = [start for start in starts if start > begin and (end is None or start < end)]
            if turn is None:
                event, shift = self._head, 0
            elif turn.cancelled:
                return  # A cancelled one ends the series.
            else:
                event, shift = turn, self._shift(turn, begin)
            if not self._all_day:
                yield from self._times(event, part, shift, own_lengths)
                continue
            length = max(event.length.days, 1)
            for start in part:
                day = (start + shift) // DAY
                if day <= self._window.last and day + length > self._window.first:
                    yield event, day, day + length, start // DAY

    def _shift(self, turn: Event, slot: int) -> int:
        """Return by how many seconds of the clock a THISANDFUTURE override moves what follows."""
        return self._wall(turn.start) - slot


def _at_most(length: Length) -> int:
    return (length.days + 1) * DAY + length.seconds
