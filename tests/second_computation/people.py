"""Who takes part, and who I am: METRICS.md §1, "People" and "Me"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from zoneinfo import ZoneInfo

    from tests.second_computation.occurrences import CalendarFile

VEvent: TypeAlias = Any  # an icalendar.Event, whose values are a union of thirty types
MAIL_PROVIDERS = {"gmail.com", "outlook.com", "gmx.de"}


@dataclass(frozen=True)
class People:
    """Who an event names: `addresses` without rooms, whether a guest or organizer property counts at all."""

    addresses: frozenset[str]
    organizer: str | None
    answers: dict[str, str]
    known: bool


def addresses_of(event: VEvent, name: str) -> list[Any]:
    """The values of ATTENDEE or ORGANIZER that hold an address; a value without @ is no person."""
    values = event.get(name, [])
    return [value for value in (values if isinstance(values, list) else [values]) if "@" in value]


def address(value: object) -> str:
    """The address in lower case, without `mailto:`."""
    return re.sub(r"^mailto:", "", str(value).strip(), flags=re.IGNORECASE).lower()


def people_of(event: VEvent) -> People:
    """The people of an event, rooms and resources left out."""
    attendees, organizers = addresses_of(event, "ATTENDEE"), addresses_of(event, "ORGANIZER")
    persons = [
        value
        for value in attendees + organizers
        if str(value.params.get("CUTYPE", "")).upper() not in {"ROOM", "RESOURCE"}
    ]
    words = {
        "ACCEPTED": "accepted",
        "TENTATIVE": "tentative",
        "DECLINED": "declined",
        "DELEGATED": "declined",
    }
    return People(
        addresses=frozenset(address(value) for value in persons),
        organizer=address(organizers[0]) if organizers else None,
        answers=_most_willing(
            (address(value), words.get(str(value.params.get("PARTSTAT", "")).upper(), "unanswered"))
            for value in attendees
        ),
        known=bool(attendees or organizers),
    )


def _most_willing(answers: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The answer of each address; where one stands twice, the most willing holds, as of several own addresses."""
    order = ("accepted", "tentative", "unanswered", "declined")
    kept: dict[str, str] = {}
    for who, answer in answers:
        kept[who] = min(answer, kept.get(who, answer), key=order.index)
    return kept


def who_am_i(files: Sequence[CalendarFile], given: Sequence[str], zone: ZoneInfo) -> tuple[frozenset[str], bool]:
    """My own addresses and whether they are a guess (METRICS.md §1, "Me"); empty where unknown."""
    if given:
        return frozenset(one.lower() for one in given), False
    owners = frozenset(file.owner for file in files if file.owner)
    if owners:
        return owners, False
    with_people = [
        one.people
        for file in files
        for one in file.occurrences
        if file.covered and file.covered[0] <= one.instants(zone)[0].astimezone(zone).date() <= file.covered[1]
        if one.people.known
    ]
    everybody = {one for people in with_people for one in people.addresses}
    shares = sorted(
        ((sum(one in people.addresses for people in with_people) / len(with_people), one) for one in everybody),
        reverse=True,
    )
    if shares and shares[0][0] >= 0.6 and (len(shares) == 1 or shares[0][0] - shares[1][0] >= 0.1):
        return frozenset({shares[0][1]}), True
    return frozenset(), False


def number_of_people(people: People, me: frozenset[str]) -> int | None:
    """The distinct addresses together with me; None where the event names nobody."""
    if not people.known:
        return None
    others = people.addresses - me
    return len(others) + 1 if me else len(others)


def has_others(people: People, me: frozenset[str]) -> bool:
    """Whether somebody else takes part; where I am unknown, from two people on."""
    return len(people.addresses - me) >= (1 if me else 2)


def is_external(people: People, me: frozenset[str]) -> bool | None:
    """Whether an address has a domain that is none of mine; None where I am unknown."""
    if not me:
        return None
    mine = {one.split("@")[1] for one in me} - MAIL_PROVIDERS
    return any(one.split("@")[1] not in mine for one in people.addresses - me)
