"""Calendar files to occurrences, slowly: the icalendar library reads, recurring-ical-events expands.

recurring-ical-events is trusted for *which* instances exist. Where docs/reading-calendars.md names it wrong, a small
explicit correction stands here: UNTIL in local time or as a date (`until_in_utc`), an EXDATE beside an
override of the same instance (`without_overridden_exdates`), and every end (`end_of`), because the length of
an instance on a day when the clocks change is its weak spot.

Out of its reach, and so not in the calendars that are held against it: THISANDFUTURE, RDATE with periods,
zones known only from their VTIMEZONE, lengths written as `PT24H` and more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from tests.second_computation.people import People, VEvent, people_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

INDEX = "X-SECOND-COMPUTATION-INDEX"
STAMPS = ("DTSTAMP", "LAST-MODIFIED", "CREATED")


@dataclass(frozen=True)
class Occurrence:
    """One thing at one time: instants in UTC, or dates (end excluded) where DTSTART is a date."""

    uid: str
    recurrence_id: datetime | date | None
    start: datetime | date
    end: datetime | date
    recurring: bool
    event: VEvent
    people: People
    calendar_cancelled: bool

    @property
    def timed(self) -> bool:
        """Whether the start is a moment rather than a date."""
        return isinstance(self.start, datetime)

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Start and end as moments in UTC: a date begins at midnight in the zone of the analysis."""
        return as_instant(self.start, zone), as_instant(self.end, zone)


@dataclass(frozen=True)
class CalendarFile:
    """What one file holds, expanded up to a date, and the first and last date that it covers."""

    occurrences: tuple[Occurrence, ...]
    owner: str | None
    covered: tuple[date, date] | None


def as_instant(value: datetime | date, zone: tzinfo) -> datetime:
    """A moment in UTC; a time without a zone, or a date, is read in the zone given.

    A time that the clocks skip is read with the offset before the gap, one that they repeat is the first of
    the two: that is what fold=0 means (PEP 495).
    """
    if not isinstance(value, datetime):
        value = datetime.combine(value, time(0))
    if value.tzinfo is None:
        value = value.replace(tzinfo=zone)
    return value.astimezone(UTC)


def local_date(value: datetime | date, zone: ZoneInfo) -> date:
    """The calendar date of a moment in a zone; a date is itself."""
    return value.astimezone(zone).date() if isinstance(value, datetime) else value


@dataclass(frozen=True)
class Instances:
    """What one file says before any zone is chosen: its events, and the instances that the library makes."""

    calendar: VEvent
    events: list[VEvent]
    people: list[People]
    expanded: list[VEvent]


@lru_cache(maxsize=4)
def instances_of(content: bytes, until: date) -> Instances:
    """Read a file, correct what the library would get wrong, and expand it to the end of `until`, or to its
    newest stamp if that is later, with a margin of days so that no edge is in question.
    """
    calendar: VEvent = icalendar.Calendar.from_ical(content)
    floating = calendar.pop("X-WR-TIMEZONE", None)
    events: list[VEvent] = list(calendar.walk("VEVENT"))
    for index, event in enumerate(events):
        event.add(INDEX, str(index))
        drop_end_before_start(event)
        until_in_utc(event)
        without_overridden_exdates(event, events)
    starts = [date(event.start.year, event.start.month, event.start.day) for event in events]
    first = datetime.combine(min(starts) - timedelta(days=40), time(0), UTC)
    stamped = newest_stamp(events)
    last = max(until, stamped.date()) if stamped else until
    end = datetime.combine(last + timedelta(days=4), time(0), UTC)
    expanded = recurring_ical_events.of(calendar).between(first, end)
    if floating:
        calendar.add("X-WR-TIMEZONE", floating)
    return Instances(calendar, events, [people_of(event) for event in events], expanded)


def read_file(content: bytes, until: date, zone: ZoneInfo) -> CalendarFile:
    """Everything in one calendar file up to the end of `until`, or of what it covers if that is later."""
    read = instances_of(content, until)
    name = read.calendar.get("X-WR-TIMEZONE")
    floating = ZoneInfo(str(name)) if name else zone
    cancelled = str(read.calendar.get("METHOD", "")).upper() == "CANCEL"
    occurrences = tuple(one_occurrence(one, read, floating, cancelled=cancelled) for one in read.expanded)
    owner = str(read.calendar.get("X-WR-CALNAME", ""))
    return CalendarFile(
        occurrences=occurrences,
        owner=owner.lower() if "@" in owner and " " not in owner else None,
        covered=covered_dates(occurrences, newest_stamp(read.events), zone),
    )


def one_occurrence(instance: VEvent, read: Instances, floating: tzinfo, *, cancelled: bool) -> Occurrence:
    """An instance from recurring-ical-events, with the end by our own rule."""
    index = int(instance[INDEX])
    event = read.events[index]
    is_override = "RECURRENCE-ID" in event
    recurring = is_override or "RRULE" in event or "RDATE" in event
    start: datetime | date = instance["DTSTART"].dt
    original: datetime | date = instance["RECURRENCE-ID"].dt
    if not isinstance(start, datetime):
        end: datetime | date = start + max(whole_days(event), timedelta(days=1))
    else:
        end = end_of(start, event, floating, repeats=recurring and not is_override)
        start = as_instant(start, floating)
    if isinstance(original, datetime):
        original = as_instant(original, floating)
    return Occurrence(
        uid=str(event["UID"]),
        recurrence_id=original if recurring else None,
        start=start,
        end=end,
        recurring=recurring,
        event=event,
        people=read.people[index],
        calendar_cancelled=cancelled,
    )


def whole_days(event: VEvent) -> timedelta:
    """The length of an all-day event; nothing where it has neither DTEND nor DURATION."""
    if "DTEND" in event:
        return timedelta(days=(event["DTEND"].dt - event["DTSTART"].dt).days)
    return timedelta(days=event["DURATION"].dt.days) if "DURATION" in event else timedelta(0)


def end_of(start: datetime, event: VEvent, floating: tzinfo, *, repeats: bool) -> datetime:
    """The end of a timed instance, in UTC.

    A DURATION has nominal days and exact hours (RFC 5545 §3.3.6). A DTEND gives the end on the wall clock,
    but an instance that starts in a gap, or a repeated one that starts in an overlap, keeps its exact length
    (the choices at the end of docs/reading-calendars.md).
    """
    start = start if start.tzinfo else start.replace(tzinfo=floating)
    zone = start.tzinfo or UTC
    instant = start.astimezone(UTC)
    if "DURATION" in event:
        length: timedelta = event["DURATION"].dt
        days = instant.astimezone(zone) + timedelta(days=length.days)
        return days.astimezone(UTC) + timedelta(seconds=length.seconds)
    if "DTEND" not in event:
        return instant
    first: datetime = with_zone(event["DTSTART"].dt, floating)
    last: datetime = with_zone(event["DTEND"].dt, floating)
    if not repeats and not in_gap(first):
        return last.astimezone(UTC)
    length = wall(last, zone) - wall(first, zone)
    if in_gap(start) or in_overlap(start):
        return instant + length
    return (wall(start, zone) + length).replace(tzinfo=zone).astimezone(UTC)


def with_zone(value: datetime, floating: tzinfo) -> datetime:
    """The value with its own zone, or the floating one where it has none."""
    return value if value.tzinfo else value.replace(tzinfo=floating)


def wall(value: datetime, zone: tzinfo) -> datetime:
    """What the clock on the wall shows in the zone; a time of that very zone stays as it is written."""
    same = value.tzinfo is zone or str(value.tzinfo) == str(zone)
    return (value if same else value.astimezone(zone)).replace(tzinfo=None)


def in_gap(value: datetime) -> bool:
    """Whether the clocks skip this time in its zone."""
    there_and_back = value.astimezone(UTC).astimezone(value.tzinfo)
    return there_and_back.replace(tzinfo=None) != value.replace(tzinfo=None)


def in_overlap(value: datetime) -> bool:
    """Whether the clocks show this time twice in its zone."""
    return not in_gap(value) and value.replace(fold=0).utcoffset() != value.replace(fold=1).utcoffset()


def drop_end_before_start(event: VEvent) -> None:
    """A DTEND before DTSTART is left out: the start is kept, with no length."""
    if "DTEND" in event and isinstance(event["DTSTART"].dt, datetime):
        first, last = (with_zone(event[name].dt, UTC) for name in ("DTSTART", "DTEND"))
        if wall(last, first.tzinfo or UTC) < wall(first, first.tzinfo or UTC):
            del event["DTEND"]
    if "DURATION" in event and event["DURATION"].dt < timedelta(0):
        del event["DURATION"]


def until_in_utc(event: VEvent) -> None:
    """UNTIL beside a timed start: a local time is in the zone of DTSTART, a date includes that local day."""
    start = event["DTSTART"].dt
    if "RRULE" not in event or "UNTIL" not in event["RRULE"] or not isinstance(start, datetime):
        return
    until: datetime | date = event["RRULE"]["UNTIL"][0]
    if not isinstance(until, datetime):
        until = datetime.combine(until, time(23, 59, 59))
    if until.tzinfo is None and start.tzinfo is not None:
        until = until.replace(tzinfo=start.tzinfo).astimezone(UTC)
    event["RRULE"]["UNTIL"] = [until]


def without_overridden_exdates(event: VEvent, events: Sequence[VEvent]) -> None:
    """Where an EXDATE and an override name the same instance, the override stays (Google exports it so)."""
    if "EXDATE" not in event:
        return
    overridden = {
        other["RECURRENCE-ID"].dt for other in events if other["UID"] == event["UID"] and "RECURRENCE-ID" in other
    }
    kept = [excluded for excluded in exdates(event) if excluded not in overridden]
    del event["EXDATE"]
    for excluded in kept:
        event.add("EXDATE", excluded)


def exdates(event: VEvent) -> Iterator[datetime | date]:
    """Every value of every EXDATE line."""
    lines: Any = event["EXDATE"]
    for line in lines if isinstance(lines, list) else [lines]:
        for value in line.dts:
            yield value.dt


def newest_stamp(events: Sequence[VEvent]) -> datetime | None:
    """The newest DTSTAMP, LAST-MODIFIED or CREATED of a file."""
    stamps = [as_instant(event[name].dt, UTC) for event in events for name in STAMPS if name in event]
    return max(stamps, default=None)


def covered_dates(
    occurrences: Sequence[Occurrence], newest: datetime | None, zone: ZoneInfo
) -> tuple[date, date] | None:
    """The dates that a file covers, both included (METRICS.md §4): from its first timed occurrence to its
    newest stamp; where that is missing or earlier, to the start of its last one-off.
    """
    timed = [local_date(one.start, zone) for one in occurrences if one.timed]
    if not timed:
        return None
    first = min(timed)
    if newest is not None and local_date(newest, zone) >= first:
        return first, local_date(newest, zone)
    one_offs = [local_date(one.start, zone) for one in occurrences if not one.recurring]
    return (first, max(one_offs)) if one_offs else None
