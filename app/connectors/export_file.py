"""The calendars in a file of ``clearweek export json``, read back as they were (docs/exports.md).

The file may come from anybody: it is read strictly (``strict_json``), within limits, and refused as a whole where
anything in it is not as it should be. What its figures say is not looked at: they are worked out anew.
"""

from __future__ import annotations

import datetime as dt
import itertools
from typing import TYPE_CHECKING, Final, NamedTuple

from app.connectors.strict_json import NotAsAgreed, Value, not_as_agreed, parsed
from app.errors import UnreadableInput
from app.language import _
from app.model.events import Attendee, CalendarTime, Event, EventKey, ExtraDate, Length, Recurrence, Series
from app.model.sources import Calendar, Reading
from app.model.timezones import DAY, Change, ChangeTable, Zone, iana_zone
from app.progress import SILENT

if TYPE_CHECKING:
    from app.progress import Progress

SCHEMA: Final = "clearweek.export/1"
LARGEST: Final = 50 * 1024 * 1024
MOST_EVENTS: Final = 200_000
_MOST_CALENDARS: Final = 10_000
_MOST_ATTENDEES: Final = 5_000
_MOST_DATES: Final = 20_000
_MOST_RULES: Final = 5_000
_LONGEST_RULE: Final = 65_536
_MOST_ZONES: Final = 2_000
_MOST_CHANGES: Final = 2_000
_FARTHEST_OFFSET: Final = 18 * 3600
_LONGEST_UID: Final = 1_024
_LONGEST: Final = 366_000
"""Days that nothing lasts."""
_FIRST: Final = -62_135_596_800
_LAST: Final = 253_402_300_799
"""The last instant of the calendar, in seconds since 1970."""
_BEGINS: Final = b" \t\r\n\xef\xbb\xbf"


class ExportFile(NamedTuple):
    """A file of an export: all of it, parsed, and its calendars.

    ``keys`` are those of the calendars in their order: what else the file says names a calendar by its place.
    """

    whole: Value
    reading: Reading
    keys: tuple[str, ...]


def is_export(data: bytes) -> bool:
    """Tell whether a file is JSON by how it begins, which no iCalendar file does."""
    return data[:64].lstrip(_BEGINS)[:1] == b"{"


def read_export(data: bytes, source: str, progress: Progress = SILENT) -> ExportFile:
    """Return the calendars of an export.

    Args:
        data: the file's bytes, at most 50 MB.
        source: what the person calls the file.
        progress: asked from time to time whether to go on.

    Raises:
        UnreadableInput: when it is no such file, or anything in it is not as it should be.
        Cancelled: when ``progress`` says so.

    """
    if len(data) > LARGEST:
        raise UnreadableInput(
            _("The export is larger than 50 MB"),
            next_step=_("export it with --from a later day: the events stay whole"),
        )
    whole = parsed(data.lstrip(_BEGINS))
    if whole.given.get("schema") != SCHEMA:
        raise UnreadableInput(
            _("This is not a calendar file"), _("it is JSON, and no export of Clearweek"), _("export it again as .ics")
        )
    if not whole.has("calendars"):
        raise UnreadableInput(
            _("This export holds figures and no events"),
            _("an earlier version wrote it"),
            _("export it again with this version"),
        )
    try:
        reader = _Reader(source, progress)
        return reader.read(whole)
    except NotAsAgreed as error:
        raise not_as_agreed(error) from None


class _Reader:
    """Reads the calendars of one file."""

    def __init__(self, source: str, progress: Progress) -> None:
        self._source = source
        self._progress = progress
        self._zones: list[Zone] = []
        self._events = 0

    def read(self, whole: Value) -> ExportFile:
        self._zones = [_zone(each) for each in whole.of("zones").rows(_MOST_ZONES)]
        calendars, series = [], []
        for number, each in enumerate(whole.of("calendars").rows(_MOST_CALENDARS)):
            self._progress.check()
            key = f"{self._source}#{number}"
            calendars.append(self._calendar(each, key))
            series += [self._series(row, key) for row in each.of("series").rows()]
        return ExportFile(whole, Reading(tuple(calendars), tuple(series), ()), tuple(each.key for each in calendars))

    def _calendar(self, given: Value, key: str) -> Calendar:
        owner, newest = given.of("owner"), given.of("newest")
        return Calendar(
            key=key,
            name=given.of("name").text(),
            source=self._source,
            owner=None if owner.is_null() else owner.text(),
            zone=self._zone_at(given.of("zone")),
            newest=None if newest.is_null() else newest.instant(),
        )

    def _zone_at(self, given: Value) -> Zone | None:
        return None if given.is_null() else self._zones[given.whole(0, len(self._zones) - 1)]

    def _series(self, given: Value, calendar: str) -> Series:
        uid = given.of("uid").text(_LONGEST_UID)
        head, repeats = given.of("head"), given.of("recurrence")
        overrides = tuple(self._event(each, calendar, uid) for each in given.of("overrides").rows())
        found = None if head.is_null() else self._event(head, calendar, uid)
        # One without any event is none; an override stands for a slot, and a head for none.
        whole = found is not None or (bool(overrides) and repeats.is_null())
        if not whole or not uid or any(each.key.recurrence_id is None for each in overrides):
            raise given.refuse()
        if found is not None and found.key.recurrence_id is not None:
            raise head.refuse()
        recurrence = None if repeats.is_null() else self._recurrence(repeats)
        return Series(calendar, uid, found, recurrence, overrides)

    def _recurrence(self, given: Value) -> Recurrence:
        return Recurrence(
            tuple(each.text(_LONGEST_RULE) for each in given.of("rules").rows(_MOST_RULES)),
            tuple(each.text(_LONGEST_RULE) for each in given.of("excluded_rules").rows(_MOST_RULES)),
            tuple(self._extra(each) for each in given.of("added").rows(_MOST_DATES)),
            tuple(self._time(each) for each in given.of("removed").rows()),
        )

    def _extra(self, given: Value) -> ExtraDate:
        length = given.of("length")
        return ExtraDate(self._time(given.of("start")), None if length.is_null() else _length(length))

    def _event(self, given: Value, calendar: str, uid: str) -> Event:
        self._events += 1
        if self._events > MOST_EVENTS:
            raise given.refuse()
        if self._events % 1000 == 0:
            self._progress.check()
        slot, busy, kind, organizer = (given.of(name) for name in ("slot", "busy", "event_type", "organizer"))
        return Event(
            key=EventKey(calendar, uid, None if slot.is_null() else self._time(slot)),
            start=self._time(given.of("start")),
            length=_length(given.of("length")),
            title=given.of("title").text(),
            cancelled=given.of("cancelled").word(("", "status", "method")),
            transparent=given.of("transparent").truth(),
            busy=None if busy.is_null() else busy.word(_BUSY),
            event_type=None if kind.is_null() else kind.word(_EVENT_TYPES),
            organizer=None if organizer.is_null() else organizer.text(),
            attendees=tuple(_attendee(each) for each in given.of("attendees").rows(_MOST_ATTENDEES)),
            carries_people=given.of("carries_people").truth(),
            has_link=given.of("has_link").truth(),
            this_and_future=given.of("this_and_future").truth(),
            changed=(
                given.of("sequence").whole(0, 999_999_999),
                given.of("modified").whole(_FIRST, _LAST),
                given.of("stamp").whole(_FIRST, _LAST),
            ),
            created=given.of("created").whole(_FIRST, _LAST),
            line=None,
            description=given.of("description").whole(0, 15),
        )

    def _time(self, given: Value) -> CalendarTime:
        """Return a time: a date, or a time on a clock with the place of its zone (None: it floats)."""
        if type(given.given) is str:
            return CalendarTime(given.date(), 0, None, is_date=True)
        day, second = _local(given.of("local"))
        return CalendarTime(day, second, self._zone_at(given.of("zone")))


_BUSY: Final = ("busy", "free", "tentative", "out_of_office", "working_elsewhere")
_EVENT_TYPES: Final = ("out_of_office", "focus", "working_location", "birthday", "task")
_ANSWERS: Final = ("accepted", "tentative", "unanswered", "declined")


def _local(given: Value) -> tuple[int, int]:
    text = given.text(len("2026-01-05T09:00:00"))
    try:
        at = dt.datetime.fromisoformat(text)
    except ValueError:
        raise given.refuse() from None
    if at.isoformat() != text:
        raise given.refuse()
    return at.toordinal(), at.hour * 3600 + at.minute * 60 + at.second


def _length(given: Value) -> Length:
    form = given.of("form").word(("wall", "exact", "duration"))
    seconds = _LONGEST * DAY
    # Only an extra date may end before it begins, and then it is read so from a calendar file, too.
    return Length(form, given.of("days").whole(-_LONGEST, _LONGEST), given.of("seconds").whole(-seconds, seconds))


def _attendee(given: Value) -> Attendee:
    address = given.of("address").text()
    if "@" not in address:
        raise given.refuse()
    return Attendee(
        address.casefold(),
        given.of("response").word(_ANSWERS),
        given.of("resource").truth(),
        given.of("group").truth(),
        given.of("optional").truth(),
    )


def _zone(given: Value) -> Zone:
    """Return a zone: one of the database by its name, or one with its own rules."""
    name, before = given.of("name").text(), given.of("before")
    if before.is_null():
        zone = iana_zone(name)
        if zone is None:
            raise given.refuse()
        return zone
    offset = before.whole(-_FARTHEST_OFFSET, _FARTHEST_OFFSET)
    changes = tuple(_change(each) for each in given.of("changes").rows(_MOST_CHANGES))
    if any(one > two for one, two in itertools.pairwise(changes)):
        raise given.refuse()
    if changes:
        return Zone(name, ChangeTable(offset, changes))
    return Zone(name, dt.timezone(dt.timedelta(seconds=offset)))


def _change(given: Value) -> Change:
    at, offset = given.of("at"), given.of("offset")
    return Change(at.whole(_FIRST, _LAST), offset.whole(-_FARTHEST_OFFSET, _FARTHEST_OFFSET))
