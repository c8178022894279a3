"""Events as Google's Calendar API gives them, written as one iCalendar file.

What the fields mean stands in the discovery document (``resources/google_calendar.json``), under ``Event``.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from app.connectors.icalendar_lines import bare, calendar, day, escaped, event, line, moment
from app.model.timezones import iana_zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.model.remote import RemoteCalendar

Json = dict[str, object]

_EVENT_TYPES: Final = {
    "birthday": "BIRTHDAY",
    "focusTime": "FOCUS",
    "outOfOffice": "OUT-OF-OFFICE",
    "workingLocation": "WORKING-LOCATION",
}
_ANSWERS: Final = {"accepted": "ACCEPTED", "declined": "DECLINED", "tentative": "TENTATIVE"}
_STATUSES: Final = {"cancelled": "CANCELLED", "confirmed": "CONFIRMED", "tentative": "TENTATIVE"}
_NOBODY: Final = "unknownorganizer@calendar.google.com"
"""Who organizes what Google made of a mail, such as a flight."""
_NO_PERSON: Final = ".calendar.google.com"
"""What the addresses of rooms and of calendars that are nobody's own end with: ``…@group.calendar.google.com``."""
_FIRST_YEAR, _LAST_YEAR = 2, 9998
"""Between these the clock of each zone shows a year that Python knows."""
_REPEATS = re.compile(r"(?:RRULE|EXRULE|RDATE|EXDATE)[;:][^\x00-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]+", re.IGNORECASE)
"""The lines that ``recurrence`` may hold (RFC 5545 §3.8.5); none is believed to be one line because it should be."""
_SLOT = re.compile(r"_(\d{8})(?:T(\d{6})Z)?$", re.ASCII)
"""How the id of an instance ends: with the start that its series gives it, a date or a time in UTC."""
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BY_DAYS: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_BY_HOURS: Final = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})
_SAID_OF_THE_SERIES = ("id", "recurrence", "status", "start", "end", "sequence", "updated")


class _When(NamedTuple):
    """A time on the clock of ``zone``, an IANA name or ``UTC``; of a date only the day counts."""

    local: dt.datetime
    zone: str
    is_date: bool

    def line(self, name: str) -> str:
        """Return it as a property."""
        return day(name, self.local.date()) if self.is_date else moment(name, self.local, self.zone)

    def instant(self) -> dt.datetime:
        """Return when that is, in UTC; a date as if it were midnight there."""
        zone = iana_zone(self.zone)
        return self.local.replace(tzinfo=zone.tzinfo if zone else dt.UTC).astimezone(dt.UTC)


class _Series(NamedTuple):
    """What an instance takes from the series that it belongs to."""

    item: Json
    uid: str
    start: _When
    end: _When | None


def as_icalendar(remote: RemoteCalendar, bodies: Iterable[bytes]) -> bytes:
    """Return the items of a calendar as one file, sorted by UID and slot; what is no event at all is left out.

    An instance finds its series by id, in whatever order they came. A cancelled one is written with what its series
    says, since nothing else need be in it; where the series is gone, so is the instance.
    """
    heads: list[Json] = []
    instances: list[Json] = []
    for item in _items(bodies):
        (instances if _text(item, "recurringEventId") else heads).append(item)
    series: dict[str, _Series] = {}
    written: list[tuple[str, str, str, str]] = []
    for item in heads:
        if item.get("status") == "cancelled":
            continue
        uid, start = _uid(item), _when(item.get("start"), remote.zone)
        end = _when(item.get("end"), remote.zone, start.zone if start else "")
        if start is not None:
            series[_text(item, "id")] = _Series(item, uid, start, end)
        lines = [*_head(uid, start, end), *_repeats(item), *_properties(item)]
        written.append((uid, "", _text(item, "id"), event(lines)))
    for item in instances:
        made = _instance(item, series.get(_text(item, "recurringEventId")), remote.zone)
        if made is not None:
            written.append((*made[:2], _text(item, "id"), made[2]))
    written.sort()
    return calendar(remote, (component for __, __, __, component in written))


def _items(bodies: Iterable[bytes]) -> Iterator[Json]:
    for body in bodies:
        try:
            item = json.loads(body)
        except (ValueError, RecursionError):
            continue
        if isinstance(item, dict) and _text(item, "id"):
            yield item


def _instance(item: Json, series: _Series | None, home: str | None) -> tuple[str, str, str] | None:
    """Return UID, slot and component of one instance of a series, None where nothing can be said of it."""
    slot = _slot(item, series, home)
    if slot is None:
        return None
    if item.get("status") == "cancelled":
        if series is None or not _may_have(series, slot):
            return None
        item = {**{name: said for name, said in series.item.items() if name not in _SAID_OF_THE_SERIES}, **item}
        start: _When | None = slot
        end = _as_long(slot, series)
    else:
        start = _when(item.get("start"), home)
        end = _when(item.get("end"), home, start.zone if start else "")
    uid = series.uid if series else _uid(item)
    at = slot.line("RECURRENCE-ID")
    return uid, f"{slot.instant():%Y%m%dT%H%M%S}", event([*_head(uid, start, end), at, *_properties(item)])


def _slot(item: Json, series: _Series | None, home: str | None) -> _When | None:
    """Return the start that the series gives the instance.

    The id says it, and holds also where a time is wrong, as Google sends to a guest who was taken off the list. Only
    where the id names an hour at which the series has none, and ``originalStartTime`` one at which it has, the
    series was put to another hour since.
    """
    by_time = _when(item.get("originalStartTime"), home)
    zone = series.start.zone if series else by_time.zone if by_time else "UTC"
    by_id = _slot_of_id(_text(item, "id"), zone)
    if by_id is None or by_time is None or series is None or series.start.is_date:
        return by_id or by_time
    usual = series.start.local.time()
    at_time = None if by_time.is_date else _at(by_time.instant(), zone)
    if at_time is not None and at_time.local.time() == usual != by_id.local.time():
        return at_time
    return by_id


def _slot_of_id(identity: str, zone: str) -> _When | None:
    found = _SLOT.search(identity)
    if found is None:
        return None
    try:
        if found[2] is None:
            return _dated(dt.datetime.strptime(found[1], "%Y%m%d"))
        return _at(dt.datetime.strptime(found[1] + found[2], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC), zone)
    except ValueError:
        return None


def _may_have(series: _Series, slot: _When) -> bool:
    """Tell whether a series may have a slot, as far as that can be told from the rule without walking through it.

    When a series is put to another time or day, Google sends the instances that it had changed before as cancelled
    ones, in slots that the series has no more. Nothing is cancelled there.
    """
    lines = [line.upper() for line in _repeats(series.item)]
    rules = [line.partition(":")[2] for line in lines if line.startswith("RRULE")]
    if any(line.startswith("RDATE") for line in lines) or len(rules) > 1 or slot.zone != series.start.zone:
        return True
    if not rules or slot.local < series.start.local:
        return False
    said = dict(part.partition("=")[::2] for part in rules[0].split(";"))
    weekday, usual = _WEEKDAYS[slot.local.weekday()], _WEEKDAYS[series.start.local.weekday()]
    if said.get("FREQ") == "WEEKLY" and weekday not in said.get("BYDAY", usual).split(","):
        return False
    until = said.get("UNTIL", "9")
    at = slot.instant().strftime("%Y%m%dT%H%M%SZ") if until.endswith("Z") else slot.local.strftime("%Y%m%d")
    if at > until[: len(at)]:
        return False
    if said.get("FREQ") not in _BY_DAYS or not _BY_HOURS.isdisjoint(said):
        return True
    start = series.start.local
    second = start.hour * 3600 + start.minute * 60 + start.second
    zone = iana_zone(slot.zone)
    # On a day when clocks skip the usual hour, the instance takes place in another.
    return slot.local.time() == start.time() or (zone is not None and zone.is_unusual(slot.local.toordinal(), second))


def _as_long(slot: _When, series: _Series) -> _When | None:
    """Return when an instance would end that begins at the slot and is as long as its series says, by the clock."""
    if series.end is None or series.end.is_date != series.start.is_date:
        return None
    try:
        if series.end.zone != series.start.zone:
            return _at(slot.instant() + (series.end.instant() - series.start.instant()), slot.zone)
        return slot._replace(local=slot.local + (series.end.local - series.start.local))
    except OverflowError:
        return None


def _when(said: object, home: str | None, beside: str = "") -> _When | None:
    """Return a time as Google writes it: a date, or a time with the offset of any zone and the name of its own.

    Args:
        said: ``start``, ``end`` or ``originalStartTime``.
        home: the zone of the calendar, for a time that names none, or one that nobody knows.
        beside: of an end, the zone of its start, which comes before that of the calendar.

    """
    if not isinstance(said, dict):
        return None
    named = next(filter(iana_zone, (_text(said, "timeZone"), beside, home or "")), "UTC")
    try:
        if date := _text(said, "date"):
            return _dated(dt.datetime.combine(dt.date.fromisoformat(date), dt.time()))
        time = dt.datetime.fromisoformat(_text(said, "dateTime"))
        if time.tzinfo is not None:
            return _at(time, named)
        return _When(time, named, is_date=False) if _FIRST_YEAR <= time.year <= _LAST_YEAR else None
    except ValueError:
        return None


def _dated(midnight: dt.datetime) -> _When | None:
    return _When(midnight, "", is_date=True) if _FIRST_YEAR <= midnight.year <= _LAST_YEAR else None


def _at(instant: dt.datetime, zone: str) -> _When | None:
    """Return an instant by the clock of a zone; in UTC where the clock shows that time a second time."""
    if not _FIRST_YEAR <= instant.year <= _LAST_YEAR:
        return None
    known = iana_zone(zone)
    local = instant.astimezone(known.tzinfo if known else dt.UTC)
    if known is None or local.fold:
        return _When(instant.astimezone(dt.UTC).replace(tzinfo=None), "UTC", is_date=False)
    return _When(local.replace(tzinfo=None), zone, is_date=False)


def _uid(item: Json) -> str:
    own = _text(item, "iCalUID")
    return own or f"{_text(item, 'recurringEventId') or _text(item, 'id')}@google.com"


def _head(uid: str, start: _When | None, end: _When | None) -> Iterator[str]:
    """Yield what an event is and when; the reader sets one without a start aside, by its name."""
    yield line("UID", escaped(uid))
    if start is not None:
        yield start.line("DTSTART")
    if end is not None:
        yield end.line("DTEND")


def _repeats(item: Json) -> Iterator[str]:
    lines = item.get("recurrence")
    for said in lines if isinstance(lines, list) else ():
        if isinstance(said, str) and _REPEATS.fullmatch(said):
            yield bare(said)


def _properties(item: Json) -> Iterator[str]:
    """Yield what an item says beside its time, each as one line."""
    for name, key in (("SUMMARY", "summary"), ("DESCRIPTION", "description"), ("LOCATION", "location")):
        if said := _text(item, key):
            yield line(name, escaped(said))
    if status := _STATUSES.get(_text(item, "status")):
        yield line("STATUS", status)
    if item.get("transparency") == "transparent":
        yield line("TRANSP", "TRANSPARENT")
    if event_type := _EVENT_TYPES.get(_text(item, "eventType")):
        yield line("X-CLEARWEEK-EVENT-TYPE", event_type)
    yield from _people(item)
    if link := _conference(item):
        yield line("X-GOOGLE-CONFERENCE", bare(link))
    for attachment in _list(item, "attachments"):
        if link := _text(attachment, "fileUrl"):
            yield line("ATTACH", bare(link))
    sequence = item.get("sequence")
    if isinstance(sequence, int) and sequence >= 0:
        yield line("SEQUENCE", str(int(sequence)))
    for name, key in (("CREATED", "created"), ("LAST-MODIFIED", "updated")):
        if (stamp := _when({"dateTime": item.get(key), "timeZone": "UTC"}, None)) is not None:
            yield stamp.line(name)


def _people(item: Json) -> Iterator[str]:
    """Yield organizer and guests.

    An event of one's own without guests names oneself as its organizer, which makes no meeting of it; Google's own
    files have no organizer there either.
    """
    guests = [guest for guest in _list(item, "attendees") if "@" in _text(guest, "email")]
    omitted = item.get("attendeesOmitted") is True
    organizer = item.get("organizer")
    if isinstance(organizer, dict):
        address = _text(organizer, "email")
        is_person = "@" in address and not address.lower().endswith((_NOBODY, _NO_PERSON))
        if is_person and (guests or omitted or organizer.get("self") is not True):
            yield line("ORGANIZER", bare(f"mailto:{address}"))
    if omitted:
        yield line("X-CLEARWEEK-GUESTS", "OMITTED")
    for guest in guests:
        address = _text(guest, "email")
        parameters = [("PARTSTAT", _ANSWERS.get(_text(guest, "responseStatus"), "NEEDS-ACTION"))]
        if guest.get("resource") is True or address.lower().endswith(_NO_PERSON):
            parameters.append(("CUTYPE", "RESOURCE"))
        if guest.get("optional") is True:
            parameters.append(("ROLE", "OPT-PARTICIPANT"))
        yield line("ATTENDEE", bare(f"mailto:{address}"), parameters)


def _conference(item: Json) -> str:
    """Return the address by which one joins the conference, that of a video before a phone; empty where none is."""
    data = item.get("conferenceData")
    ways = _list(data, "entryPoints") if isinstance(data, dict) else []
    ways.sort(key=lambda way: way.get("entryPointType") != "video")
    return next((_text(way, "uri") for way in ways if _text(way, "uri")), "") or _text(item, "hangoutLink")


def _text(said: Mapping[str, object], key: str) -> str:
    value = said.get(key)
    return value if isinstance(value, str) else ""


def _list(said: Mapping[str, object], key: str) -> list[Json]:
    value = said.get(key)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
