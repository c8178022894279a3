"""Drawn series: as the text that the engine reads, as the text for recurring-ical-events, and the ends that are right.

Both texts say the same. Where calendars disagree about what a text means (docs/reading-calendars.md), the engine gets
it as exporters write it, and the library gets it in the one form that nobody disputes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal
from zoneinfo import ZoneInfo

from tests.ics_builder import vcalendar, vevent

Form = Literal["zone", "utc", "floating", "date", "other"]
EndForm = Literal["none", "dtend", "duration", "other"]
DAY = dt.timedelta(days=1)
NOTHING = dt.timedelta(0)


@dataclass(frozen=True)
class Place:
    """How a component's times are written: in a zone, floating in the analysis zone (no name), or as dates."""

    name: str
    home: str
    all_day: bool = False

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.name or self.home)

    def utc(self, wall: dt.datetime) -> dt.datetime:
        """The instant of a wall time: the first of two, and what clocks skip with the offset before."""
        return wall.replace(tzinfo=self.zone, fold=0).astimezone(dt.UTC)

    def is_unusual(self, wall: dt.datetime) -> bool:
        """Whether clocks skip that wall time or show it twice."""
        offsets = {wall.replace(tzinfo=self.zone, fold=fold).utcoffset() for fold in (0, 1)}
        return len(offsets) > 1

    def is_skipped(self, wall: dt.datetime) -> bool:
        return self.utc(wall).astimezone(self.zone).replace(tzinfo=None, fold=0) != wall

    def wall(self, instant: dt.datetime) -> dt.datetime:
        return instant.astimezone(self.zone).replace(tzinfo=None, fold=0)

    def line(self, name: str, wall: dt.datetime, parameters: str = "") -> str:
        """A property with this time, as it is usually written."""
        if self.all_day:
            return f"{name}{parameters};VALUE=DATE:{wall:%Y%m%d}"
        if self.name == "UTC":
            return f"{name}{parameters}:{wall:%Y%m%dT%H%M%SZ}"
        zone = f";TZID={self.name}" if self.name else ""
        return f"{name}{parameters}{zone}:{wall:%Y%m%dT%H%M%S}"

    def written(self, name: str, wall: dt.datetime, form: Form, other: str) -> str:
        """A property that names the slot at this wall time in one of the forms that exporters use."""
        if self.all_day:
            # Exchange names the slots of all-day series by their midnight.
            words = {"floating": "", "zone": f";TZID={self.home}", "other": f";TZID={other}"}
            if form in words:
                return f"{name}{words[form]}:{wall:%Y%m%dT%H%M%S}"
        elif form == "utc" and self.name:
            return f"{name}:{self.utc(wall):%Y%m%dT%H%M%SZ}"
        elif form == "floating":
            return f"{name}:{wall:%Y%m%dT%H%M%S}"
        elif form == "date":
            return f"{name};VALUE=DATE:{wall:%Y%m%d}"
        elif form == "other" and self.name:
            return f"{name};TZID={other}:{self.utc(wall).astimezone(ZoneInfo(other)):%Y%m%dT%H%M%S}"
        return self.line(name, wall)


@dataclass(frozen=True)
class Lasting:
    """How long something lasts, and how that is said: `length` is what the clock's face shows."""

    form: EndForm
    length: dt.timedelta

    def lines(self, place: Place, start: dt.datetime, other: str) -> list[str]:
        if self.form == "none":
            return []
        if self.form == "duration":
            seconds = f"T{self.length.seconds // 60}M" if self.length.seconds or not self.length.days else ""
            days = f"{self.length.days}D" if self.length.days else ""
            return [f"DURATION:P{days}{seconds}"]
        if self.form == "other" and not place.all_day and place.name:
            end = self.elapsed_end(place, start).astimezone(ZoneInfo(other))
            return [f"DTEND;TZID={other}:{end:%Y%m%dT%H%M%S}"]
        return [place.line("DTEND", start + self.length)]

    def elapsed_end(self, place: Place, start: dt.datetime) -> dt.datetime:
        return place.utc(start) + self.length

    def end(self, place: Place, start: dt.datetime, *, recurring: bool) -> dt.datetime:
        """The instant of the end, as docs/reading-calendars.md has it; `start` is a wall time."""
        if self.form == "none":
            return place.utc(start)
        if self.form == "duration":
            # Days are nominal, the rest elapses (RFC 5545 §3.3.6). What clocks skip starts later than it says.
            if not self.length.days:
                return place.utc(start) + self.length
            nominal = dt.timedelta(days=self.length.days)
            return place.utc(place.wall(place.utc(start)) + nominal) + (self.length - nominal)
        in_other_zone = self.form == "other" and bool(place.name)
        odd = place.is_unusual(start) if recurring else place.is_skipped(start)
        if in_other_zone or odd:
            return place.utc(start) + self.length
        return place.utc(start + self.length)


@dataclass(frozen=True)
class Until:
    """Where a rule ends: a wall time, and how it is written."""

    wall: dt.datetime
    form: Form

    def text(self, place: Place) -> str:
        if place.all_day:
            return f"{self.wall:%Y%m%d}" if self.form == "date" else f"{self.wall:%Y%m%dT000000Z}"
        if self.form == "utc":
            return f"{place.utc(self.wall):%Y%m%dT%H%M%SZ}"
        return f"{self.wall:%Y%m%d}" if self.form == "date" else f"{self.wall:%Y%m%dT%H%M%S}"

    def plain(self, place: Place) -> str:
        """What it means, in the form that RFC 5545 §3.3.10 demands: an instant where the series has a zone."""
        if place.all_day:
            return f"{self.wall:%Y%m%d}"
        wall = self.wall
        if self.form == "date":
            wall = wall.replace(hour=23, minute=59, second=59)
        return f"{place.utc(wall):%Y%m%dT%H%M%SZ}" if place.name else f"{wall:%Y%m%dT%H%M%S}"


@dataclass(frozen=True)
class Rule:
    """A repeat rule without its end, and its end."""

    text: str
    until: Until | None = None

    def line(self, place: Place, *, plain: bool) -> str:
        if self.until is None:
            return f"RRULE:{self.text}"
        return f"RRULE:{self.text};UNTIL={self.until.plain(place) if plain else self.until.text(place)}"


@dataclass(frozen=True)
class Extra:
    """An RDATE: a wall time, how it is written, and a length of its own where it is a PERIOD."""

    wall: dt.datetime
    form: Form = "zone"
    period: Lasting | None = None

    def line(self, place: Place, other: str) -> str:
        if self.period is None:
            return place.written("RDATE", self.wall, self.form, other)
        end = place.line("", self.wall + self.period.length).rpartition(":")[2]
        if self.period.form == "duration":
            end = self.period.lines(place, self.wall, other)[0].removeprefix("DURATION:")
        return f"{place.line('RDATE', self.wall, ';VALUE=PERIOD')}/{end}"


@dataclass(frozen=True)
class Override:
    """What takes place instead of the slot at a wall time of its series."""

    slot: dt.datetime
    form: Form
    place: Place
    start: dt.datetime
    lasting: Lasting
    cancelled: bool = False
    this_and_future: bool = False


@dataclass(frozen=True)
class Draft:
    """A series: `slots` are the wall times near its start that its rules and RDATEs give."""

    place: Place
    start: dt.datetime
    lasting: Lasting
    other: str
    rules: tuple[Rule, ...] = ()
    extras: tuple[Extra, ...] = ()
    removed: tuple[tuple[dt.datetime, Form], ...] = ()
    overrides: tuple[Override, ...] = ()
    slots: tuple[dt.datetime, ...] = field(default=(), repr=False)

    def head(self, *, plain: bool) -> str:
        place = self.place
        removed = self._plainly_removed() if plain else self.removed
        lines = [
            "X-PART:head",
            place.line("DTSTART", self.start),
            *self.lasting.lines(place, self.start, self.other),
            *(rule.line(place, plain=plain) for rule in self.rules),
            *(extra.line(place, self.other) for extra in self.extras),
            *(place.written("EXDATE", wall, form, self.other) for wall, form in removed),
        ]
        return vevent(*lines)

    def _plainly_removed(self) -> list[tuple[dt.datetime, Form]]:
        """The EXDATEs for the library, which takes away an override along with its slot: here the override stays.

        A DATE names every slot of its day, so where one of these has an override, the others are named one by one. So
        they are for an extra date, of which the library takes the clock in its zone, not in that of the series.
        """
        overridden = {each.slot for each in self.overrides}
        extra = {each.wall for each in self.extras}
        days = {slot.date() for slot in overridden | extra}
        result: list[tuple[dt.datetime, Form]] = []
        for wall, form in self.removed:
            if self.place.all_day:
                result.append((wall, "date"))
            elif form == "date" and wall.date() in days:
                result.extend((slot, "zone") for slot in self.slots if slot.date() == wall.date())
            else:
                result.append((wall, "zone" if wall in extra else form))
        return [(wall, form) for wall, form in result if wall not in overridden]

    def override(self, number: int, *, plain: bool) -> str:
        each = self.overrides[number]
        parameters = ";RANGE=THISANDFUTURE" if each.this_and_future else ""
        form: Form = "date" if plain and self.place.all_day else each.form
        slot = self.place.written(f"RECURRENCE-ID{parameters}", each.slot, form, self.other)
        lines = [
            f"X-PART:{number}",
            slot,
            each.place.line("DTSTART", each.start),
            *each.lasting.lines(each.place, each.start, self.other),
            *(["STATUS:CANCELLED"] if each.cancelled else []),
        ]
        return vevent(*lines)

    def components(self, *, plain: bool = False) -> list[str]:
        return [self.head(plain=plain), *(self.override(each, plain=plain) for each in range(len(self.overrides)))]

    def text(self, *, plain: bool = False) -> bytes:
        return vcalendar(*self.components(plain=plain))

    # ---- the ends that are right ----

    def end(self, part: str, start: dt.datetime) -> dt.datetime:
        """The instant at which the occurrence of a component that starts at an instant ends."""
        if part == "head":
            wall = self._slot_at(start)
            return self._length_at(wall, self.lasting).end(self.place, wall, recurring=True)
        its = self.overrides[int(part)]
        if start == its.place.utc(its.start):
            return its.lasting.end(its.place, its.start, recurring=False)
        # A later slot that THISANDFUTURE moved.
        shift = its.start - its.slot
        slot = self._slot_at(start, shift)
        return self._length_at(slot, its.lasting).end(self.place, slot + shift, recurring=True)

    def _slot_at(self, start: dt.datetime, shift: dt.timedelta = NOTHING) -> dt.datetime:
        """The slot whose start, moved by a shift of the clock, is that instant."""
        usual = self.place.wall(start) - shift
        near = [slot for slot in self.slots if abs(slot - usual) <= DAY / 8]
        # `slots` holds the first ones; all that its rules give are at one time of day.
        near.append(dt.datetime.combine(usual.date(), self.start.time()))
        return next((slot for slot in near if self.place.utc(slot + shift) == start), usual)

    def _length_at(self, slot: dt.datetime, usual: Lasting) -> Lasting:
        periods = (each.period for each in self.extras if each.wall == slot and each.period is not None)
        return next(periods, usual)
