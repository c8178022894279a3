"""Calendar files as §5 to §9 look at them: slots, series, full weeks, and days measured without some meetings."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tests.second_computation.figures import (
    Calendar,
    gaps_of,
    is_complete,
    minutes_between,
    read_hours,
    slices_of,
    working_intervals,
)
from tests.second_computation.kinds import Classified, classify
from tests.second_computation.occurrences import CalendarFile, Occurrence, as_instant, local_date, read_file
from tests.second_computation.people import VEvent, address, addresses_of, who_am_i

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from tests.second_computation import Settings

RESOURCES = Path(__file__).parents[2] / "resources"
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
SplitUid = tuple[int, str]
"""A series: the number of its file, and its UID less the `_R…` of Google."""


def words_of(name: str) -> tuple[str, ...]:
    """Every entry of a word list, in all languages: they are data."""
    lists: dict[str, list[str]] = json.loads((RESOURCES / "words" / f"{name}.json").read_text("utf-8"))["words"]
    return tuple(entry for entries in lists.values() for entry in entries)


def names_one_of(text: str, entries: Iterable[str]) -> bool:
    """Whether an entry stands in the text as whole words, case folded."""
    folded = text.casefold()
    return any(re.search(rf"(?<!\w){re.escape(entry)}(?!\w)", folded) for entry in entries)


def whole_series(uid: str) -> str:
    """The UID without what Google adds where it splits a series."""
    return re.sub(r"_R\d{8}(T\d{6}Z?)?(?=@|$)", "", uid)


def has_agenda(event: VEvent) -> bool:
    """Whether a text is an agenda, of texts that leave no doubt: without links and title it has 40 letters."""
    text = own_text(event).replace(str(event.get("SUMMARY", "")), "")
    return "ATTACH" in event or sum(letter.isalpha() for letter in text) >= 40


def own_text(event: VEvent) -> str:
    """The description without links, cut where a conference service begins to write."""
    text = re.split(r"(?m)^(?:[-_:~]{10}|.* is inviting you to )", str(event.get("DESCRIPTION", "")))[0]
    return re.sub(r"https?://\S+", "", text)


@dataclass(frozen=True)
class Slot:
    """A time that a series has: what became of it, when its rule puts it and when it takes place."""

    uid: str
    original: datetime
    start: datetime
    end: datetime
    fate: str
    moved: bool
    away: bool
    one: Classified | None


@dataclass
class Series:
    """One series: all its slots in order of their start, from the beginning of the data."""

    key: SplitUid
    uids: set[str] = field(default_factory=set)
    slots: list[Slot] = field(default_factory=list)
    begins: date = date.max
    recurs: bool = False

    def held(self, days: Collection[date], whole: Whole) -> list[Classified]:
        """Its counted meetings that start on the days."""
        return [
            slot.one for slot in self.slots if slot.fate == "held" and slot.one and whole.day_of(slot.start) in days
        ]


class Whole:
    """All files together, with the settings; nothing is worked out before it is asked for."""

    def __init__(self, contents: Sequence[bytes], settings: Settings) -> None:
        self.settings = settings
        self.zone = ZoneInfo(settings.zone)
        later = settings.last + timedelta(days=60)
        self.files = [read_file(content, later, self.zone) for content in contents]
        self.without_exdates = [self.read_without_exdates(content, later) for content in contents]
        self.me = who_am_i(self.files, settings.me, self.zone)[0]
        self.classified = classify(self.files, self.me, self.zone, {}, blocks_are_meetings=False)
        self.file_of = {id(one): number for number, file in enumerate(self.files) for one in file.occurrences}
        self.meetings = tuple(one for one in self.classified if one.kind == "meeting" and not one.away)
        self.absences = tuple((one.start, one.end) for one in self.classified if one.kind == "out_of_office")
        self.calendar = self.calendar_of(self.meetings)
        self.known_days: dict[datetime, date] = {}
        self.measured: dict[tuple[date, frozenset[int]], tuple[float, float]] = {}
        self.index: dict[date, list[Classified]] = {}
        for one in self.meetings:
            for day in dates(self.day_of(one.start), self.day_of(one.end)):
                self.index.setdefault(day, []).append(one)

    def read_without_exdates(self, content: bytes, until: date) -> CalendarFile:
        """The events that have an EXDATE, as if they had none."""
        bare = without_exdates(content)
        return read_file(bare, until, self.zone) if bare else CalendarFile((), None, None)

    def calendar_of(self, meetings: Iterable[Classified]) -> Calendar:
        """The same days with other meetings."""
        hours = read_hours(self.settings.hours)
        return Calendar(tuple(meetings), self.absences, hours, self.zone, me_known=bool(self.me), no_people=False)

    def day_of(self, moment: datetime) -> date:
        """The date of a moment in the zone."""
        if moment not in self.known_days:
            self.known_days[moment] = moment.astimezone(self.zone).date()
        return self.known_days[moment]

    @cached_property
    def period(self) -> list[date]:
        """The days of the chosen period."""
        return dates(self.settings.first, self.settings.last)

    def starting(self, days: Collection[date]) -> list[Classified]:
        """The counted meetings that start on these days, in order."""
        found = [one for one in self.meetings if self.day_of(one.start) in days]
        return sorted(found, key=lambda one: (one.start, one.end))

    # ---- weeks ----

    def working_minutes(self, day: date) -> float:
        """The length of W(d)."""
        return sum(piece.minutes for piece in slices_of(day, self.calendar_of(())) if piece.working)

    def is_full(self, monday: date, *, anywhere: bool = False) -> bool:
        """Whether a week is complete and has at least 60 % of its hours; `anywhere`: the period aside."""
        covered = [file.covered for file in self.files if file.covered]
        first = date.min if anywhere else self.settings.first
        if not is_complete(monday, first, self.settings.last, covered, self.settings.today):
            return False
        days = week_of(monday)
        given = sum(minutes_between(*piece) for day in days for piece in working_intervals(day, self.calendar))
        return given > 0 and sum(map(self.working_minutes, days)) >= 0.6 * given

    @cached_property
    def all_full(self) -> list[date]:
        """The Mondays of the full weeks of the data up to the end of the period, those before it too."""
        begin = min((file.covered[0] for file in self.files if file.covered), default=self.settings.last)
        monday, found = begin - begin.weekday() * DAY, []
        while monday <= self.settings.last:
            if self.is_full(monday, anywhere=True):
                found.append(monday)
            monday += WEEK
        return found

    @cached_property
    def full(self) -> list[date]:
        """The Mondays of the full weeks of the period."""
        return [monday for monday in self.all_full if monday >= self.settings.first]

    # ---- days without some meetings ----

    def focus_and_fragments(self, days: Iterable[date], without: Collection[int] = ()) -> tuple[float, float]:
        """Focus and fragment minutes of days as if the meetings with these ids were not there.

        A day is measured anew for each set of meetings on it; the answer for the same set is remembered.
        """
        focus = fragments = 0.0
        for day in days:
            left = [one for one in self.index.get(day, []) if id(one) not in without]
            key = (day, frozenset(map(id, left)))
            if key not in self.measured:
                gaps = gaps_of(slices_of(day, self.calendar_of(left)))
                self.measured[key] = (sum(g for g in gaps if g >= 120), sum(g for g in gaps if g < 120))
            focus += self.measured[key][0]
            fragments += self.measured[key][1]
        return focus, fragments

    # ---- series and slots ----

    def key_of(self, one: Occurrence) -> SplitUid:
        """The series of an occurrence."""
        return self.file_of[id(one)], whole_series(one.uid)

    @cached_property
    def series(self) -> dict[SplitUid, Series]:
        """Every series with all its slots."""
        found: dict[SplitUid, Series] = {}
        for one in self.classified:
            series = found.setdefault(self.key_of(one.occurrence), Series(self.key_of(one.occurrence)))
            series.slots.append(self.slot_of(one))
            series.uids.add(one.occurrence.uid)
            series.recurs |= one.occurrence.recurring
        kept_in: dict[str, set[int]] = {}
        for number, uid in ((self.file_of[id(one.occurrence)], one.occurrence.uid) for one in self.classified):
            kept_in.setdefault(uid, set()).add(number)
        for number, (file, bare) in enumerate(zip(self.files, self.without_exdates, strict=True)):
            for slot in self.skipped(file, bare):
                if kept_in.get(slot.uid, {number}).isdisjoint({number}):
                    continue  # copies of another calendar were kept, and that one has the slot too
                series = found.setdefault((number, whole_series(slot.uid)), Series((number, whole_series(slot.uid))))
                series.slots.append(slot)
                series.uids.add(slot.uid)
                series.recurs = True
            everything = (*file.occurrences, *bare.occurrences)
            masters = {id(one.event): one.event for one in everything if "RECURRENCE-ID" not in one.event}
            for event in masters.values():
                key = (number, whole_series(str(event["UID"])))
                begins = local_date(as_instant(event["DTSTART"].dt, self.zone), self.zone)
                if key in found:
                    found[key].begins = min(found[key].begins, begins)
        for series in found.values():
            series.slots.sort(key=lambda slot: (slot.start, slot.original))
            if series.begins == date.max:
                # A feed may hold overrides alone, without the series that they belong to.
                series.begins = min(self.day_of(slot.original) for slot in series.slots)
        return found

    def slot_of(self, one: Classified) -> Slot:
        """What became of the slot of an occurrence."""
        original = one.occurrence.recurrence_id if one.occurrence.recurrence_id is not None else one.occurrence.start
        instant = as_instant(original, self.zone)
        is_override = "RECURRENCE-ID" in one.occurrence.event
        fate = {"cancelled": "cancelled", "declined": "declined"}.get(one.kind, "uncounted")
        return Slot(
            one.occurrence.uid,
            instant,
            one.start,
            one.end,
            "held" if one.kind == "meeting" and not one.away else fate,
            moved=is_override and abs(one.start - instant) >= timedelta(minutes=15),
            away=self.is_away(one.start, one.end),
            one=one,
        )

    def skipped(self, file: CalendarFile, bare: CalendarFile) -> Iterable[Slot]:
        """The slots that only an EXDATE removes."""
        there = {(one.uid, one.recurrence_id) for one in file.occurrences}
        for one in bare.occurrences:
            if (one.uid, one.recurrence_id) not in there and "RECURRENCE-ID" not in one.event:
                start, end = one.instants(self.zone)
                away = self.is_away(start, end)
                yield Slot(one.uid, start, start, end, "skipped", moved=False, away=away, one=None)

    def is_away(self, start: datetime, end: datetime) -> bool:
        """Whether a stretch lies wholly in out-of-office time."""
        edges = {start, end} | {edge for piece in self.absences for edge in piece if start < edge < end}
        ordered = sorted(edges)
        pieces = list(pairwise(ordered))
        return bool(pieces) and all(any(a <= b0 and b1 <= z for a, z in self.absences) for b0, b1 in pieces)

    def publishes(self, one: Classified) -> bool:
        """Whether the file of an occurrence has any description at all."""
        return self.publishing[self.file_of[id(one.occurrence)]]

    @cached_property
    def publishing(self) -> list[bool]:
        """Of each file whether any of its events has a description or an attachment."""
        return [
            any(str(one.event.get("DESCRIPTION", "")).strip() or "ATTACH" in one.event for one in file.occurrences)
            for file in self.files
        ]


def dates(first: date, last: date) -> list[date]:
    """Both included."""
    return [first + DAY * number for number in range((last - first).days + 1)]


def week_of(monday: date) -> list[date]:
    """The seven days of a week."""
    return [monday + DAY * number for number in range(7)]


def days_of(mondays: Iterable[date]) -> set[date]:
    """The days of these weeks."""
    return {day for monday in mondays for day in week_of(monday)}


def without_exdates(content: bytes) -> bytes:
    """A file of only those UIDs that have an EXDATE, with every EXDATE taken out; empty where none has."""
    head, *events = re.split(rb"(?m)^(?=BEGIN:VEVENT)", re.sub(rb"\r?\n[ \t]", b"", content))
    uids = {uid(event) for event in events if b"\nEXDATE" in event}
    kept = [re.sub(rb"(?m)^EXDATE.*\r?\n", b"", event) for event in events if uid(event) in uids]
    whole = head + b"".join(kept)
    if not kept:
        return b""
    return whole if b"END:VCALENDAR" in kept[-1] else whole + b"END:VCALENDAR\r\n"


def uid(event: bytes) -> bytes:
    """The UID of a VEVENT."""
    found = re.search(rb"(?m)^UID.*?:(.*?)\r?$", event)
    return found[1] if found else b""


def others_of(one: Classified, me: frozenset[str]) -> frozenset[str]:
    """The other people of an occurrence."""
    return one.occurrence.people.addresses - me


def length(one: Classified) -> float:
    """Its minutes."""
    return minutes_between(one.start, one.end)


def is_optional(one: Classified, me: frozenset[str]) -> bool:
    """Whether I am invited as an optional participant."""
    mine = [value for value in addresses_of(one.occurrence.event, "ATTENDEE") if address(value) in me]
    return any(str(value.params.get("ROLE", "")).upper() == "OPT-PARTICIPANT" for value in mine)


def title_of(one: Classified) -> str:
    """Its title."""
    return str(one.occurrence.event.get("SUMMARY", "")).strip()


def created(one: Classified) -> datetime | None:
    """When it was created, where it says so."""
    event = one.occurrence.event
    return as_instant(event["CREATED"].dt, UTC) if "CREATED" in event else None


def with_period(settings: Settings, first: date, last: date) -> Settings:
    """The same settings for other days."""
    return replace(settings, first=first, last=last)
