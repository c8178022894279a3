"""The part of ``export json`` from which everything can be brought in elsewhere: calendars, zones, the journal.

``connectors.export_file`` and ``connectors.export_own`` read it back.
"""

from __future__ import annotations

import datetime as dt
import zoneinfo
from typing import TYPE_CHECKING, Any

from app.model.journal import Entry, MeetingNote, Promise
from app.model.timezones import DAY, EPOCH_DAY, UTC, ChangeTable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.events import Attendee, CalendarTime, Event, ExtraDate, Length, Recurrence, Series
    from app.model.journal import Journal, Row
    from app.model.sources import Calendar, Reading
    from app.model.timezones import Zone

Json = dict[str, Any]


def whole_json(reading: Reading, journal: Journal) -> Json:
    """Return the keys ``zones``, ``calendars`` and ``journal``.

    A time names its zone, and a note its calendar, by the place in the list; so no path of this machine is in them.
    """
    zones = _Zones()
    by_calendar: dict[str, list[Series]] = {}
    for series in reading.series:
        by_calendar.setdefault(series.calendar, []).append(series)
    calendars = [_calendar(each, by_calendar.get(each.key, ()), zones) for each in reading.calendars]
    places = {each.key: number for number, each in enumerate(reading.calendars)}
    return {
        "zones": [_zone(each) for each in zones.met],
        "calendars": calendars,
        "journal": [_journal_row(each, places) for each in journal.rows()],
    }


# ---- calendars ----


class _Zones:
    """The zones that times have named so far, and the place of each."""

    def __init__(self) -> None:
        self.met: list[Zone] = []
        self._places: dict[int, int] = {}

    def place(self, zone: Zone | None) -> int | None:
        if zone is None:
            return None
        found = self._places.get(id(zone))
        if found is None:
            found = self._places[id(zone)] = len(self.met)
            self.met.append(zone)
        return found


def _zone(zone: Zone) -> Json:
    """Return a zone of the database by its name, another with its offset in seconds and every change of it."""
    rules = zone.tzinfo
    if isinstance(rules, zoneinfo.ZoneInfo) or zone is UTC:
        return {"name": zone.name, "before": None, "changes": []}
    if isinstance(rules, ChangeTable):
        before, changes = rules.given
        named = [{"at": each.epoch, "offset": each.offset} for each in changes]
        return {"name": zone.name, "before": before, "changes": named}
    offset = int((rules.utcoffset(None) or dt.timedelta()).total_seconds())
    return {"name": zone.name, "before": offset, "changes": []}


def _calendar(calendar: Calendar, series: Iterable[Series], zones: _Zones) -> Json:
    return {
        "name": calendar.name,
        "owner": calendar.owner,
        "zone": zones.place(calendar.zone),
        "newest": None if calendar.newest is None else instant(calendar.newest),
        "series": [_series(each, zones) for each in series],
    }


def _series(series: Series, zones: _Zones) -> Json:
    return {
        "uid": series.uid,
        "recurrence": None if series.recurrence is None else _recurrence(series.recurrence, zones),
        "head": None if series.head is None else _event(series.head, zones),
        "overrides": [_event(each, zones) for each in series.overrides],
    }


def _recurrence(recurrence: Recurrence, zones: _Zones) -> Json:
    return {
        "rules": list(recurrence.rules),
        "excluded_rules": list(recurrence.excluded_rules),
        "added": [_extra(each, zones) for each in recurrence.added],
        "removed": [_time(each, zones) for each in recurrence.removed],
    }


def _extra(extra: ExtraDate, zones: _Zones) -> Json:
    return {"start": _time(extra.start, zones), "length": None if extra.length is None else _length(extra.length)}


def _event(event: Event, zones: _Zones) -> Json:
    slot = event.key.recurrence_id
    sequence, modified, stamp = event.changed
    return {
        "slot": None if slot is None else _time(slot, zones),
        "start": _time(event.start, zones),
        "length": _length(event.length),
        "title": event.title,
        "cancelled": event.cancelled,
        "transparent": event.transparent,
        "busy": event.busy,
        "event_type": event.event_type,
        "organizer": event.organizer,
        "attendees": [_attendee(each) for each in event.attendees],
        "carries_people": event.carries_people,
        "has_link": event.has_link,
        "this_and_future": event.this_and_future,
        "sequence": sequence,
        "modified": modified,
        "stamp": stamp,
        "created": event.created,
        "description": event.description,
    }


def _time(time: CalendarTime, zones: _Zones) -> Any:  # noqa: ANN401 (a date is a text, a time an object)
    date = dt.date.fromordinal(time.day).isoformat()
    if time.is_date:
        return date
    hour, minute, second = time.second // 3600, time.second // 60 % 60, time.second % 60
    return {"local": f"{date}T{hour:02d}:{minute:02d}:{second:02d}", "zone": zones.place(time.zone)}


def _length(length: Length) -> Json:
    return {"form": length.form, "days": length.days, "seconds": length.seconds}


def _attendee(attendee: Attendee) -> Json:
    return {
        "address": attendee.address,
        "response": attendee.response,
        "resource": attendee.is_resource,
        "group": attendee.is_group,
        "optional": attendee.is_optional,
    }


# ---- the journal ----


def _journal_row(row: Row, places: dict[str, int]) -> Json:
    if isinstance(row, Promise):
        return {
            "kind": "promise",
            "what": row.what,
            "done_means": row.done_means or None,
            "defined": _date(row.defined),
            "due": _date(row.due),
            "to": row.to or None,
            "promised": _date(row.promised),
            "began": _date(row.began),
            "turns": [_date(day) for day in row.turns],
            "waits": [{"from": _date(each.first), "to": _date(each.until), "for": each.reason} for each in row.waits],
        }
    if isinstance(row, Entry):
        return {"kind": row.kind, "what": row.evidence, "person": row.person, "date": _date(row.day)}
    if isinstance(row, MeetingNote):
        return {
            "kind": "note",
            # Of a meeting whose calendar is kept no more only the UID is known.
            "calendar": places.get(row.calendar),
            "uid": row.uid,
            "start": instant(row.start),
            "title": row.title or None,
            "worth": row.worth,
            "decision": row.decision or None,
            "owner": row.owner or None,
            "blocker": row.blocker or None,
        }
    return {"kind": "experiment", "what": row.change, "date": _date(row.start), "measure": row.measure}


def _date(day: int | None) -> str | None:
    return None if day is None else dt.date.fromordinal(day).isoformat()


def instant(epoch: int) -> str:
    """Return an instant, in seconds since 1970, like ``2026-01-05T08:00:00Z``."""
    days, second = divmod(epoch, DAY)
    return f"{_date(days + EPOCH_DAY)}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"
