"""The calendar behind the stand-in of Google: events as Google's discovery document names their parts, and changes.

What it does not know for sure it leaves out rather than being kind: a cancelled instance carries only what is promised
(``id``, ``recurringEventId``, ``originalStartTime``), a deleted event only its id, and instances of a deleted series
are not mentioned again.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.servers.served import Invented

ME: Final = "alice@example.com"
HOME: Final = "Europe/Berlin"
_ANSWERS: Final = {"needs-action": "needsAction"}
_TYPES: Final = {
    "focus": "focusTime",
    "out-of-office": "outOfOffice",
    "working-location": "workingLocation",
    "birthday": "birthday",
}
Json = dict[str, Any]


def identity_of(uid: str) -> str:
    """The id that Google would have given; it has only letters to v and digits."""
    return hashlib.md5(uid.encode(), usedforsecurity=False).hexdigest()


class Changing:
    """Events by id, each with the number of the change that made it what it is."""

    def __init__(self) -> None:
        self.change = 0
        self.generation = 0
        self._events: dict[str, Json] = {}
        self._changed: dict[str, int] = {}

    def set(self, event: Json) -> None:
        self.change += 1
        event["etag"] = f'"{self.change:016}"'
        event.setdefault("kind", "calendar#event")
        self._events[event["id"]] = event
        self._changed[event["id"]] = self.change

    def get(self, identity: str) -> Json:
        return self._events[identity]

    def forget(self, identity: str) -> None:
        del self._events[identity], self._changed[identity]

    def instances(self, identity: str) -> list[str]:
        return [each["id"] for each in self._events.values() if each.get("recurringEventId") == identity]

    def since(self, change: int, *, show_deleted: bool) -> list[Json]:
        """What a list brings: all for 0, else what changed; deleted events too where they are wanted."""
        return [
            event
            for identity, event in self._events.items()
            if self._changed[identity] > change
            and (show_deleted or event["status"] != "cancelled" or "recurringEventId" in event)
        ]

    # ---- as the interface of all stand-ins wants it ----

    def put(self, event: Invented) -> None:
        identity = identity_of(event.uid)
        before = self._events.get(identity)
        written = {"id": identity, **_written(event)}
        if before is not None and (before.get("start"), before.get("recurrence")) != (
            written["start"],
            written.get("recurrence"),
        ):
            for instance in self.instances(identity):
                self.set({"id": instance, "status": "cancelled"})
        self.set(written)

    def delete(self, uid: str) -> None:
        identity = identity_of(uid)
        for instance in self.instances(identity):
            self.forget(instance)
        self.set({"id": identity, "status": "cancelled"})

    def cancel_instance(self, uid: str, start: dt.datetime) -> None:
        head = self.get(identity_of(uid))
        self.set(
            {
                "id": _instance_of(head, start),
                "status": "cancelled",
                "recurringEventId": head["id"],
                "originalStartTime": _moment(start, all_day="date" in head["start"]),
            }
        )

    def move_instance(self, uid: str, start: dt.datetime, to: dt.datetime) -> None:
        head = self.get(identity_of(uid))
        all_day = "date" in head["start"]
        moved = {name: said for name, said in head.items() if name != "recurrence"}
        length = _read(head["end"]) - _read(head["start"])
        self.set(
            {
                **moved,
                "id": _instance_of(head, start),
                "recurringEventId": head["id"],
                "originalStartTime": _moment(start, all_day=all_day),
                "start": _moment(to, all_day=all_day),
                "end": _moment(to + length, all_day=all_day),
            }
        )

    def put_broken(self, uid: str) -> None:
        self.set(
            {
                "id": identity_of(uid),
                "iCalUID": uid,
                "status": "confirmed",
                "summary": "Broken",
                "start": {"dateTime": "some time soon"},
                "end": {},
            }
        )


def _instance_of(head: Json, start: dt.datetime) -> str:
    if "date" in head["start"]:
        return f"{head['id']}_{start:%Y%m%d}"
    return f"{head['id']}_{start.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _read(said: Json) -> dt.datetime:
    return dt.datetime.fromisoformat(said.get("dateTime") or said["date"])


def _moment(at: dt.datetime, *, all_day: bool = False) -> Json:
    """A time as Google shows it: with the offset of the calendar's zone, beside the name of the event's own."""
    if all_day:
        return {"date": at.date().isoformat()}
    assert at.tzinfo is not None
    return {"dateTime": at.astimezone(ZoneInfo(HOME)).isoformat(), "timeZone": str(at.tzinfo)}


def _written(event: Invented) -> Json:
    end = event.start + dt.timedelta(minutes=event.minutes)
    if event.all_day:
        end = event.start + dt.timedelta(days=max(1, event.minutes // (24 * 60)))
    written: Json = {
        "iCalUID": event.uid,
        "status": "confirmed",
        "created": "2025-12-01T08:00:00.000Z",
        "updated": "2025-12-01T08:00:00.250Z",
        "creator": {"email": event.organizer or ME},
        "organizer": {"email": event.organizer or ME, **({"self": True} if event.organizer in {"", ME} else {})},
        "htmlLink": "https://www.google.com/calendar/event?eid=x",
        "reminders": {"useDefault": True},
        "sequence": 0,
        "eventType": _TYPES.get(event.kind, "default"),
        "start": _moment(event.start, all_day=event.all_day),
        "end": _moment(end, all_day=event.all_day),
    }
    optional = {"summary": event.title, "description": event.description, "hangoutLink": event.link}
    written.update({name: said for name, said in optional.items() if said})
    if event.rrule:
        written["recurrence"] = [f"RRULE:{event.rrule}"]
    if event.guests:
        written["attendees"] = list(_attendees(event))
    if event.busy in {"free", "working-elsewhere"}:
        written["transparency"] = "transparent"
    if event.busy == "out-of-office" and not event.kind:
        written["eventType"] = "outOfOffice"
    if event.kind == "focus":
        written["focusTimeProperties"] = {"autoDeclineMode": "declineNone", "chatStatus": "doNotDisturb"}
    return written


def _attendees(event: Invented) -> Iterator[Json]:
    organizer = event.organizer or ME
    yield {"email": ME, "self": True, "responseStatus": _ANSWERS.get(event.answer, event.answer)} | (
        {"organizer": True} if organizer == ME else {}
    )
    for guest in dict.fromkeys((*event.guests, organizer)):
        if guest != ME:
            yield {"email": guest, "responseStatus": "accepted"} | ({"organizer": True} if guest == organizer else {})
