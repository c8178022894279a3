"""The People page as the JSON of the command line, and whom the person named for the audit."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.analysis.people_page import gave_way
from app.cli.as_json import NO_GUESTS, instant, minutes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.own_word import NamedPerson
    from app.model.people import FaceTime, FaceTimeRow, OneOnOne
    from app.operations.people_answers import PeopleFound

PEOPLE = "clearweek.people/1"
Json = dict[str, Any]


def people_json(found: PeopleFound) -> Json:
    """Return the 1:1s and the audit; lengths in minutes, instants in UTC, null where something is unknown."""
    period, page = found.period, found.page
    return {
        "schema": PEOPLE,
        "period": {"from": _date(period.first), "to": _date(period.last), "tz": found.preferences.zone.name},
        "sentence": "".join(phrase.text for phrase in page.sentence),
        "unknown": (NO_GUESTS if found.no_people else "me-unknown") if not found.known else None,
        "moves_since": None if found.began is None else _date(found.began),
        "one_on_ones": [_one_on_one(one, found) for one in found.ones],
        "face_time": None if found.audit is None else _face_time(found.audit),
    }


def named_json(people: Iterable[NamedPerson]) -> list[Json]:
    """Return whom the person named."""
    return [{"address": each.address, "name": each.name, "group": each.group} for each in people]


def _date(day: int) -> str:
    return dt.date.fromordinal(day).isoformat()


def _one_on_one(one: OneOnOne, found: PeopleFound) -> Json:
    return {
        "person": one.person,
        "name": next(row.name for row in found.page.rows if row.person == one.person),
        "title": one.title,
        "series": [{"calendar": key.calendar, "uid": key.uid} for key in one.series],
        "spacing_days": one.spacing_days,
        "slot_minutes": minutes(one.slot_seconds),
        "planned": one.planned,
        "held": one.held,
        "moved": one.moved,
        "made_up": one.made_up,
        "fell_out": one.fell_out,
        "minutes": minutes(one.seconds),
        "days_since": one.days_since,
        "next": None if one.next_start is None else instant(one.next_start),
        "ended": one.ended,
        "gave_way": gave_way(one, found.slips),
        "slots": [{"start": instant(slot.original), "mark": mark} for slot, mark in one.slots],
    }


def _face_time(audit: FaceTime) -> Json:
    return {
        "from": _date(audit.first),
        "to": _date(audit.last),
        "people": len(audit.rows),
        "median_minutes": minutes(audit.median_seconds),
        "ratio": audit.ratio,
        "groups": [
            {"group": each.group, "people": each.people, "median_minutes": minutes(each.median_seconds)}
            for each in audit.groups
        ],
        "rows": [_row(row) for row in audit.rows],
    }


def _row(row: FaceTimeRow) -> Json:
    return {
        "address": row.person.address,
        "name": row.person.name,
        "group": row.person.group,
        "planned": row.planned,
        "held": row.held,
        "one_on_one_minutes": minutes(row.one_on_one_seconds),
        "small_meeting_minutes": minutes(row.small_seconds),
        "days_since": row.days_since,
        "noted": row.noted,
        "below_half": row.below_half,
    }
