"""The mailbox behind the stand-in of Microsoft Graph: invented events in the shapes in which Graph answers."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from dateutil.rrule import rrulestr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.served import Invented

ME: Final = "alice@example.com"
WINDOWS: Final = {
    "Europe/Berlin": "W. Europe Standard Time",
    "America/New_York": "Eastern Standard Time",
    "UTC": "UTC",
}
DAYS: Final = {
    "MO": "monday",
    "TU": "tuesday",
    "WE": "wednesday",
    "TH": "thursday",
    "FR": "friday",
    "SA": "saturday",
    "SU": "sunday",
}
INDEX: Final = {"1": "first", "2": "second", "3": "third", "4": "fourth", "-1": "last"}
ANSWERS: Final = {
    "accepted": "accepted",
    "tentative": "tentativelyAccepted",
    "declined": "declined",
    "needs-action": "notResponded",
}
BUSY: Final = {
    "busy": "busy",
    "free": "free",
    "tentative": "tentative",
    "out-of-office": "oof",
    "working-elsewhere": "workingElsewhere",
}


Entry = Callable[[], dict[str, Any]]
"""One line of a listing."""


def utc(at: dt.datetime) -> dict[str, str]:
    return {"dateTime": f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%S}.0000000", "timeZone": "UTC"}


def stamp(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def opaque(*parts: object) -> str:
    return "AAkALg" + hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:40] + "=="


@dataclass
class Stored:
    """One event or series, what became of its instances, and when it was last changed."""

    event: Invented
    changed: int
    cancelled: set[dt.datetime] = field(default_factory=set)
    moved: dict[dt.datetime, dt.datetime] = field(default_factory=dict)
    zone: str = ""
    is_broken: bool = False
    extra: dict[str, Any] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return opaque(self.event.uid)

    @property
    def is_series(self) -> bool:
        return bool(self.event.rrule)

    def length(self) -> dt.timedelta:
        return dt.timedelta(minutes=self.event.minutes)

    def slots(self, begin: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
        """The starts that the rule gives up to a day, in the zone of the series."""
        local = self.event.start.replace(tzinfo=None)
        rule = "".join(self.event.rrule.split(";UNTIL=")[:1])
        last = self.last_day()
        for at in rrulestr(rule, dtstart=local):
            start = at.replace(tzinfo=self.event.start.tzinfo)
            if start >= end or (last is not None and at.date() > last):
                return
            if start + self.length() > begin:
                yield start

    def last_day(self) -> dt.date | None:
        parts = dict(part.split("=") for part in self.event.rrule.split(";") if part)
        until = parts.get("UNTIL")
        if until is None:
            return None
        if "T" not in until:
            return dt.datetime.strptime(until, "%Y%m%d").date()
        at = dt.datetime.strptime(until, "%Y%m%dT%H%M%SZ").replace(tzinfo=dt.UTC)
        return at.astimezone(self.event.start.tzinfo).date()

    def instances(self, begin: dt.datetime, end: dt.datetime) -> Iterator[tuple[dt.datetime, dt.datetime]]:
        """Each instance in a window: the slot, and when it starts."""
        for slot in self.slots(begin - dt.timedelta(400), end + dt.timedelta(400)):
            key = slot.astimezone(dt.UTC)
            if key in self.cancelled:
                continue
            start = self.moved.get(key, slot)
            if start < end and start + self.length() > begin:
                yield slot, start


class Mailbox:
    """All events of one calendar, and the log by which a client learns what is new."""

    def __init__(self) -> None:
        self.events: dict[str, Stored] = {}
        self.generation = 0
        self.removed: list[tuple[int, str]] = []
        self.has_names_of_cancelled = True
        """Whether the master says what was cancelled and replaced, when it is asked for."""
        self.names_are_bare = False
        """Whether it then says no more of what was replaced than its id."""
        self.has_delta = True
        self.lists_masters = True
        """Whether a listing holds masters beside their occurrences."""

    def put(self, event: Invented, **extra: Any) -> Stored:
        self.generation += 1
        before = self.events.get(event.uid)
        stored = Stored(event, self.generation, extra=extra)
        if before and (before.event.start, before.event.rrule) == (event.start, event.rrule):
            stored.cancelled, stored.moved = before.cancelled, before.moved
        self.events[event.uid] = stored
        return stored

    def delete(self, uid: str) -> None:
        self.generation += 1
        stored = self.events.pop(uid)
        self.removed.append((self.generation, stored.id))

    def cancel(self, uid: str, start: dt.datetime) -> None:
        self.generation += 1
        stored = self.events[uid]
        stored.cancelled.add(start.astimezone(dt.UTC))
        stored.changed = self.generation

    def move(self, uid: str, start: dt.datetime, to: dt.datetime) -> None:
        self.generation += 1
        stored = self.events[uid]
        stored.moved[start.astimezone(dt.UTC)] = to
        stored.changed = self.generation

    def by_id(self, name: str) -> Stored | None:
        return next((each for each in self.events.values() if each.id == name), None)

    def entries(self, begin: dt.datetime, end: dt.datetime, since: int) -> list[Entry]:
        """What a delta says of a window since a generation, 0 for the first time; each is made when its page is."""
        found: list[Entry] = []
        for stored in self.events.values():
            if stored.changed <= since:
                continue
            if stored.is_series:
                instances = list(stored.instances(begin, end))
                found += [partial(self.instance, stored, *each) for each in instances]
                if instances and self.lists_masters:
                    # After its occurrences: a client has to wait for it.
                    found.append(partial(self.full, stored))
            elif stored.event.start < end and stored.event.start + stored.length() > begin:
                found.append(partial(self.full, stored))
            elif since:
                # It lies outside this window, which Graph reports as a removal.
                found.append(partial(removal, stored.id))
        if since:
            found += [partial(removal, name) for when, name in self.removed if when > since]
        return found

    def instance(self, stored: Stored, slot: dt.datetime, start: dt.datetime) -> dict[str, Any]:
        """A bare occurrence, or an exception in full."""
        name = opaque(stored.event.uid, slot.astimezone(dt.UTC).isoformat())
        if slot == start:
            bare = {"@odata.type": "#microsoft.graph.event", "@odata.etag": self.etag(stored), "id": name}
            return {
                **bare,
                "seriesMasterId": stored.id,
                "type": "occurrence",
                **self._times(stored, start),
            }
        return {
            **self.full(stored),
            "id": name,
            "type": "exception",
            "seriesMasterId": stored.id,
            "recurrence": None,
            "originalStart": stamp(slot),
            **self._times(stored, start),
        }

    def etag(self, stored: Stored) -> str:
        return f'W/"{stored.changed}"'

    def _times(self, stored: Stored, start: dt.datetime) -> dict[str, Any]:
        if stored.event.all_day:
            midnight = dt.datetime.combine(start.date(), dt.time(), dt.UTC)
            days = max(1, round(stored.event.minutes / 1440))
            return {"start": utc(midnight), "end": utc(midnight + dt.timedelta(days))}
        return {"start": utc(start), "end": utc(start + stored.length())}

    def full(self, stored: Stored) -> dict[str, Any]:
        """An event, or a master, as Graph gives it: with much that nobody here reads."""
        event = stored.event
        organizer = event.organizer or ME
        people = [*event.guests, *([ME] if organizer != ME else [])]
        answer = "organizer" if organizer == ME else ANSWERS[event.answer]
        zone = stored.zone or WINDOWS.get(str(event.start.tzinfo), str(event.start.tzinfo))
        found: dict[str, Any] = {
            "@odata.type": "#microsoft.graph.event",
            "@odata.etag": self.etag(stored),
            "id": stored.id,
            "createdDateTime": "2025-12-01T08:00:00.1234567Z",
            "lastModifiedDateTime": "2025-12-02T08:00:00.1234567Z",
            "changeKey": str(stored.changed),
            "categories": [],
            "originalStartTimeZone": zone,
            "originalEndTimeZone": zone,
            "iCalUId": event.uid,
            "reminderMinutesBeforeStart": 15,
            "hasAttachments": False,
            "subject": event.title,
            "bodyPreview": event.description[:255],
            "importance": "normal",
            "sensitivity": "normal",
            "isAllDay": event.all_day,
            "isCancelled": False,
            "isOrganizer": organizer == ME,
            "responseRequested": True,
            "seriesMasterId": None,
            "showAs": "oof" if event.kind == "out-of-office" else BUSY[event.busy],
            "type": "seriesMaster" if stored.is_series else "singleInstance",
            "webLink": "https://outlook.office365.com/owa/?itemid=x",
            "isOnlineMeeting": bool(event.link),
            "onlineMeetingProvider": "teamsForBusiness" if event.link else "unknown",
            "onlineMeetingUrl": None,
            "onlineMeeting": {"joinUrl": event.link} if event.link else None,
            "hideAttendees": False,
            "recurrence": recurrence(stored, zone) if stored.is_series else None,
            "responseStatus": {"response": answer, "time": "0001-01-01T00:00:00Z"},
            "body": {"contentType": "html", "content": html(event.description)},
            "location": {"displayName": "", "locationType": "default", "uniqueIdType": "unknown"},
            "attendees": [
                {
                    "type": "required",
                    "status": {"response": "none", "time": "0001-01-01T00:00:00Z"},
                    "emailAddress": {"name": address.partition("@")[0], "address": address},
                }
                for address in people
            ],
            "organizer": {"emailAddress": {"name": organizer.partition("@")[0], "address": organizer}},
            **self._times(stored, event.start),
        }
        if stored.is_broken:
            del found["start"], found["end"]
        return {**found, **stored.extra}

    def cancelled_names(self, stored: Stored) -> list[str]:
        zone = stored.event.start.tzinfo
        return sorted(f"OID.{stored.id}.{at.astimezone(zone):%Y-%m-%d}" for at in stored.cancelled)


def removal(name: str) -> dict[str, Any]:
    return {"id": name, "@removed": {"reason": "deleted"}}


def html(text: str) -> str:
    lines = "".join(f"<div>{line}</div>" for line in text.split("\n")) if text else ""
    return f"<html><head></head><body>{lines}</body></html>" if text else ""


def recurrence(stored: Stored, zone: str) -> dict[str, Any]:
    """An RRULE as Graph says it; of those that tests invent, and no more."""
    parts = dict(part.split("=") for part in stored.event.rrule.split(";"))
    start = stored.event.start.date()
    named = parts.get("BYDAY", "").split(",") if "BYDAY" in parts else []
    position = parts.get("BYSETPOS", "1")
    if named and named[0][:-2]:
        position = named[0][:-2]
    relative = "relative" if named else "absolute"
    kind = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": f"{relative}Monthly", "YEARLY": f"{relative}Yearly"}
    days = [DAYS[name[-2:]] for name in named]
    if parts["FREQ"] == "WEEKLY" and not days:
        days = [list(DAYS.values())[start.weekday()]]
    last = stored.last_day()
    count = int(parts.get("COUNT", 0))
    return {
        "pattern": {
            "type": kind[parts["FREQ"]],
            "interval": int(parts.get("INTERVAL", 1)),
            "month": int(parts.get("BYMONTH", start.month if parts["FREQ"] == "YEARLY" else 0)),
            "dayOfMonth": int(parts.get("BYMONTHDAY", start.day if relative == "absolute" else 0)),
            "daysOfWeek": days,
            "firstDayOfWeek": DAYS[parts.get("WKST", "MO")],
            "index": INDEX[position],
        },
        "range": {
            "type": "numbered" if count else "endDate" if last else "noEnd",
            "startDate": start.isoformat(),
            "endDate": last.isoformat() if last else "0001-01-01",
            "recurrenceTimeZone": zone,
            "numberOfOccurrences": count,
        },
    }
