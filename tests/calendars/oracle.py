"""What recurring-ical-events says to a calendar: the second opinion that the engine is held against."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, NamedTuple

import icalendar
import recurring_ical_events

from tests.ics_builder import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

AROUND = dt.timedelta(days=12)
"""How much wider than the window it is asked: what overlaps is then told by instants, not by wall times.

It also looks back only as far as DTEND says, and not for an RDATE with a longer period of its own.
"""

Moment = dt.date | dt.datetime


class Opinion(NamedTuple):
    """One occurrence: the component it comes from, and its two ends as that library gives them."""

    component: Any
    start: Moment
    end: Moment


class Days(NamedTuple):
    """Whole days from the first to the last, both included, in a zone."""

    first: dt.date
    last: dt.date
    zone: dt.tzinfo

    @property
    def begin(self) -> dt.datetime:
        """When the first day begins."""
        return _aware(self.first, self.zone)

    @property
    def end(self) -> dt.datetime:
        """When the last day ends."""
        return _aware(self.last + dt.timedelta(days=1), self.zone)

    def overlap(self, start: Moment, end: Moment) -> bool:
        """Whether something is inside; what has no length is by its start."""
        begin, stop = instant(start, self.zone), instant(end, self.zone)
        return begin < instant(self.end, self.zone) and (
            stop > instant(self.begin, self.zone) or begin >= instant(self.begin, self.zone)
        )


def instant(moment: Moment, zone: dt.tzinfo) -> dt.datetime:
    """A date, a floating or a zoned time as UTC."""
    return _aware(moment, zone).astimezone(dt.UTC)


def _aware(moment: Moment, zone: dt.tzinfo) -> dt.datetime:
    if not isinstance(moment, dt.datetime):
        return dt.datetime.combine(moment, dt.time(), zone)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)


def opinions(data: bytes, days: Days) -> Iterator[Opinion]:
    """Every occurrence that library finds in the window and some days around it."""
    calendars = icalendar.Calendar.from_ical(data, multiple=True)
    for calendar in calendars:
        found = recurring_ical_events.of(calendar).between(days.begin - AROUND, days.end + AROUND)
        for component in found:
            start = component["DTSTART"].dt
            end = component["DTEND"].dt if "DTEND" in component else start
            yield Opinion(component, start, end)


def in_words(uid: str, start: Moment, end: Moment, zone: dt.tzinfo) -> Slot:
    """An occurrence as `events --json` prints it."""
    return Slot(uid, _word(start, zone), _word(end, zone))


def _word(moment: Moment, zone: dt.tzinfo) -> str:
    if not isinstance(moment, dt.datetime):
        return moment.isoformat()
    return f"{instant(moment, zone):%Y-%m-%dT%H:%M:%SZ}"


def oracle(data: bytes, days: Days) -> list[Slot]:
    """Every occurrence inside the window, as that library has it."""
    return sorted(
        in_words(str(component.get("UID")), start, end, days.zone)
        for component, start, end in opinions(data, days)
        if days.overlap(start, end)
    )
