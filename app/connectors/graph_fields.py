"""What of an event of Microsoft Graph is kept: the fields that Clearweek reads, and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

FIELDS = (
    "id",
    "type",
    "seriesMasterId",
    "iCalUId",
    "subject",
    "start",
    "end",
    "originalStart",
    "originalStartTimeZone",
    "isAllDay",
    "isCancelled",
    "showAs",
    "sensitivity",
    "responseStatus",
    "organizer",
    "isOrganizer",
    "attendees",
    "hideAttendees",
    "body",
    "hasAttachments",
    "isOnlineMeeting",
    "onlineMeeting",
    "onlineMeetingUrl",
    "recurrence",
    "createdDateTime",
    "lastModifiedDateTime",
)
"""What is asked for (``$select``) where Graph lets one choose; its delta does not."""
INSTANCE_FIELDS = ("id", "type", "seriesMasterId", "start", "end", "originalStart", "isAllDay", "isCancelled")
"""What tells which instances a series has; what they are about stands in the master and the exceptions."""
LONGEST_BODY = 65_536
_MOST_ATTENDEES = 5_000


def kept(event: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is kept of an event; the calendar's word stays as it is, and what it does not read goes."""
    found = {name: event[name] for name in FIELDS if event.get(name) not in (None, "", [], {}, False)}
    body = found.get("body")
    if isinstance(body, dict):
        found["body"] = {
            "contentType": body.get("contentType"),
            "content": str(body.get("content") or "")[:LONGEST_BODY],
        }
    attendees = found.get("attendees")
    if isinstance(attendees, list):
        found["attendees"] = [_attendee(each) for each in attendees[:_MOST_ATTENDEES] if isinstance(each, dict)]
    return found


def events_of(page: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the entries of a page that can be told apart by an id."""
    value = page.get("value")
    entries = value if isinstance(value, list) else []
    return [each for each in entries if isinstance(each, dict) and isinstance(each.get("id"), str) and each["id"]]


def compact(body: Mapping[str, Any]) -> bytes:
    """Return JSON in as few bytes as it takes, the same for the same content."""
    return json.dumps(body, ensure_ascii=True, separators=(",", ":"), sort_keys=True).encode()


def _attendee(attendee: Mapping[str, Any]) -> dict[str, Any]:
    person, status = attendee.get("emailAddress"), attendee.get("status")
    return {
        "type": attendee.get("type"),
        "address": person.get("address") if isinstance(person, dict) else None,
        "response": status.get("response") if isinstance(status, dict) else None,
    }
