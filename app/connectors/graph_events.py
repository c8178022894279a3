"""All that is kept of a calendar of Microsoft Graph, as one iCalendar file that the reader takes like any other.

An item is a single event as Graph sent it, less what Clearweek does not read, or a series as `graph_series` joined it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from app.connectors import icalendar_lines as lines
from app.connectors.graph_recurrence import pattern_of, rule_text
from app.connectors.graph_series import slot_of
from app.connectors.graph_times import date_of, instant, whole_day, zone_named
from app.connectors.time_zones import ZoneTable
from app.model.timezones import UTC

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.remote import RemoteCalendar
    from app.model.timezones import Zone

_BUSY = {
    "free": "FREE",
    "tentative": "TENTATIVE",
    "busy": "BUSY",
    "oof": "OOF",
    "workingelsewhere": "WORKINGELSEWHERE",
}
_ANSWERS = {
    "organizer": "ACCEPTED",
    "accepted": "ACCEPTED",
    "tentativelyaccepted": "TENTATIVE",
    "declined": "DECLINED",
}
_CLASSES = {"private": "PRIVATE", "confidential": "CONFIDENTIAL", "personal": "PRIVATE"}
_OUTLOOK_UID = re.compile(r"(040000008200E00074C5B7101A82E008)[0-9A-F]{8}([0-9A-F]{16,})", re.IGNORECASE)
"""MS-OXOCAL §2.2.1.27: what marks an id that Outlook made, the date of the instance (zeros: none), and the rest."""
_MOST_DATES = 20_000


class _Part(NamedTuple):
    """One VEVENT, and what it is sorted by."""

    uid: str
    slot: str
    text: str


class _Writer:
    """Writes the events of one calendar."""

    def __init__(self, owner: str | None) -> None:
        self._zones = ZoneTable(())
        self._owner = owner.lower() if owner else ""

    def parts(self, item: Mapping[str, Any]) -> list[_Part]:
        """Return the events of one item."""
        uid = _uid(item)
        if item.get("type") != "seriesMaster":
            # An instance whose series is not there is an event of its own.
            return [self._part(item, uid, self._when(item))]
        whole = bool(item.get("isAllDay"))
        zone = zone_named(item.get("zone"), self._zones) or UTC
        parts = [self._part(item, uid, self._when(item, zone) + self._rule(item, zone))]
        for each in _list(item.get("exceptions")):
            slot = slot_of(each, self._zones, whole=whole)
            if slot is not None:
                named = lines.day("RECURRENCE-ID", date_of(slot)) if whole else f"RECURRENCE-ID:{_utc(slot)}"
                parts.append(self._part(each, uid, self._when(each), named))
        return parts

    def _part(self, event: Mapping[str, Any], uid: str, when: Sequence[str], slot: str = "") -> _Part:
        stamp = _stamp(event.get("lastModifiedDateTime"), self._zones)
        properties = [f"UID:{lines.bare(uid)}", *([slot] if slot else []), f"DTSTAMP:{stamp}", *when]
        properties.append(lines.line("SUMMARY", lines.escaped(_text(event.get("subject")))))
        if event.get("isCancelled"):
            properties.append("STATUS:CANCELLED")
        busy = _BUSY.get(_text(event.get("showAs")).lower())
        if busy:
            properties.append(f"X-MICROSOFT-CDO-BUSYSTATUS:{busy}")
            properties.append(f"TRANSP:{'TRANSPARENT' if busy == 'FREE' else 'OPAQUE'}")
        sensitivity = _CLASSES.get(_text(event.get("sensitivity")).lower())
        if sensitivity:
            properties.append(f"CLASS:{sensitivity}")
        if event.get("createdDateTime"):
            properties.append(f"CREATED:{_stamp(event['createdDateTime'], self._zones)}")
        if event.get("lastModifiedDateTime"):
            properties.append(f"LAST-MODIFIED:{stamp}")
        properties += self._people(event)
        properties += _content(event)
        return _Part(uid, slot, lines.event(properties))

    def _when(self, event: Mapping[str, Any], zone: Zone = UTC) -> list[str]:
        """Return start and end; none of them where the event has no start, which the reader then says."""
        if event.get("isAllDay"):
            days = [whole_day(event.get(key), self._zones) for key in ("start", "end")]
            named = zip(("DTSTART", "DTEND"), days, strict=True)
            return [lines.day(name, date_of(at)) for name, at in named if at is not None] if days[0] else []
        start, end = (instant(event.get(key), self._zones) for key in ("start", "end"))
        if start is None:
            return []
        if zone is UTC:
            return [f"DTSTART:{_utc(start)}", *([] if end is None else [f"DTEND:{_utc(end)}"])]
        begins = lines.moment("DTSTART", _local(start, zone), zone.name)
        if end is None:
            return [begins]
        if end > start and _local(end, zone) <= _local(start, zone):
            # Clocks go back in between, so the end would seem to lie before the start.
            return [begins, f"DURATION:PT{end - start}S"]
        return [begins, lines.moment("DTEND", _local(end, zone), zone.name)]

    def _rule(self, master: Mapping[str, Any], zone: Zone) -> list[str]:
        """Return how a series repeats: its rule, and the slots that are gone or added."""
        whole = bool(master.get("isAllDay"))
        start = whole_day(master.get("start"), self._zones) if whole else instant(master.get("start"), self._zones)
        pattern = pattern_of(master.get("recurrence"))
        found = []
        if pattern is not None and start is not None:
            first = start if whole else zone.local(start)[0]
            found.append("RRULE:" + rule_text(pattern._replace(first=first), None if whole else zone))
        for name, key in (("RDATE", "added"), ("EXDATE", "gone")):
            dates = [at for at in _list(master.get(key), int) if abs(at) < 1 << 40][:_MOST_DATES]
            if dates:
                said = [f"{date_of(at):%Y%m%d}" if whole else _utc(at) for at in dates]
                found.append(f"{name}{';VALUE=DATE' if whole else ''}:{','.join(said)}")
        return found

    def _people(self, event: Mapping[str, Any]) -> list[str]:
        """Return organizer and attendees; what I answered stands by the event and not among the attendees."""
        mine = _ANSWERS.get(_response(event), "NEEDS-ACTION") if _response(event) not in {"", "none"} else ""
        organizer = _address(_dict(event.get("organizer")).get("emailAddress"))
        found = [f"ORGANIZER:mailto:{organizer}"] if organizer else []
        is_there = bool(event.get("isOrganizer")) or organizer.lower() == self._owner
        attendees = _list(event.get("attendees"))
        for each in attendees:
            address = _plain_address(each.get("address"))
            if not address:
                continue
            answer = _ANSWERS.get(_text(each.get("response")).lower(), "NEEDS-ACTION")
            if address.lower() == self._owner:
                answer, is_there = mine or answer, True
            how = _text(each.get("type")).lower()
            parameters = [("PARTSTAT", answer)]
            if how == "resource":
                parameters.append(("CUTYPE", "RESOURCE"))
            elif how == "optional":
                parameters.append(("ROLE", "OPT-PARTICIPANT"))
            found.append(lines.line("ATTENDEE", f"mailto:{address}", parameters))
        if mine and self._owner and not is_there:
            # Invited by a list of people: Graph names the list, and what I answered.
            found.append(lines.line("ATTENDEE", f"mailto:{lines.bare(self._owner)}", [("PARTSTAT", mine)]))
        if event.get("hideAttendees") and not event.get("isOrganizer"):
            found.append("X-CLEARWEEK-GUESTS:OMITTED")
        return found


def as_icalendar(calendar: RemoteCalendar, bodies: Iterable[bytes]) -> bytes:
    """Return all items of a calendar as one file: the same bytes for the same items in any order.

    What is no event is left out; an event without a start is written without, and the reader says so.
    """
    writer = _Writer(calendar.owner)
    parts: list[_Part] = []
    for body in bodies:
        item = _item(body)
        if item is not None:
            parts += writer.parts(item)
    return lines.calendar(calendar, (part.text for part in sorted(parts)))


def _item(body: bytes) -> dict[str, Any] | None:
    try:
        item = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return item if isinstance(item, dict) and isinstance(item.get("id"), str) and item["id"] else None


def _uid(item: Mapping[str, Any]) -> str:
    """Return the UID; Outlook writes the date of an instance into its own, which is not the series' then."""
    uid = _text(item.get("iCalUId")) or _text(item.get("id"))
    match = _OUTLOOK_UID.fullmatch(uid)
    return f"{match[1]}00000000{match[2]}" if match else uid


def _content(event: Mapping[str, Any]) -> list[str]:
    """Return what tells whether there is an agenda, and where one joins."""
    found = []
    body = _dict(event.get("body"))
    content = _text(body.get("content"))
    if content.strip():
        if _text(body.get("contentType")).lower() == "html":
            found.append(lines.line("X-ALT-DESC", lines.escaped(content), (("FMTTYPE", "text/html"),)))
        else:
            found.append(lines.line("DESCRIPTION", lines.escaped(content)))
    if event.get("hasAttachments"):
        # What it is called is not asked for; that there is one is what counts.
        found.append("ATTACH:cid:attachment")
    link = _text(_dict(event.get("onlineMeeting")).get("joinUrl")) or _text(event.get("onlineMeetingUrl"))
    if link or event.get("isOnlineMeeting"):
        found.append(lines.line("X-MICROSOFT-ONLINEMEETINGCONFLINK", lines.bare(link) or "conf:online"))
    return found


def _response(event: Mapping[str, Any]) -> str:
    return _text(_dict(event.get("responseStatus")).get("response")).lower()


def _address(person: object) -> str:
    return _plain_address(_dict(person).get("address"))


def _plain_address(value: object) -> str:
    """Return an address of mail, empty for the names that Exchange has for people inside an organization."""
    address = "".join(lines.bare(_text(value)).split())
    return address if "@" in address and not address.lower().startswith("/o=") else ""


def _stamp(value: object, zones: ZoneTable) -> str:
    at = instant(value, zones) if isinstance(value, str) else None
    return _utc(at or 0)


def _utc(at: int) -> str:
    """Return an instant in UTC; not every system can tell the date of one before 1970."""
    return lines.utc_time(at) if at >= 0 else f"{_local(at, UTC):%Y%m%dT%H%M%SZ}"


def _local(at: int, zone: Zone) -> dt.datetime:
    day, second = zone.local(at)
    return dt.datetime.fromordinal(day) + dt.timedelta(seconds=second)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object, kind: type = dict) -> list[Any]:
    return [each for each in value if isinstance(each, kind)] if isinstance(value, list) else []
