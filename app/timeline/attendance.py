"""Who is in an event, seen from *me*, and who *me* is (METRICS.md §1, *People*, *Me*, *Response*)."""

from __future__ import annotations

import functools
from collections import Counter
from typing import TYPE_CHECKING

from app.model.occurrences import Attendance, Me
from app.timeline.words import mail_providers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.events import Event, Response

_WILLING: tuple[Response, ...] = ("accepted", "tentative", "unanswered", "declined")
GUESS_SHARE = 0.6
GUESS_LEAD = 0.1


def addresses_of(event: Event) -> set[str]:
    """Return the distinct addresses of people in an event: no rooms, no resources."""
    found = set()
    resources = None
    for attendee in event.attendees:
        if attendee.is_resource:
            resources = {attendee.address} if resources is None else {*resources, attendee.address}
        else:
            found.add(attendee.address)
    if event.organizer is not None and (resources is None or event.organizer not in resources):
        found.add(event.organizer)
    return found


def guess_me(occurring: Iterable[tuple[Event, int]]) -> Me:
    """Return the address that stands in most occurrences that carry people, if it stands out enough.

    Args:
        occurring: events, each with how many occurrences it has.

    """
    counted: Counter[str] = Counter()
    total = 0
    for event, times in occurring:
        if event.carries_people and times:
            total += times
            for who in addresses_of(event):
                counted[who] += times
    return guess_of(counted, total)


def guess_of(counted: Counter[str], total: int) -> Me:
    """Return the address that stands out among those that were counted in ``total`` occurrences with people."""
    ranked = counted.most_common(2)
    if not ranked or ranked[0][1] < GUESS_SHARE * total:
        return Me(frozenset())
    following = ranked[1][1] if len(ranked) > 1 else 0
    if ranked[0][1] - following < GUESS_LEAD * total:
        return Me(frozenset())
    return Me(frozenset({ranked[0][0]}), guessed=True)


class AttendanceOfMe:
    """Says of each event who is in it, for one *me*."""

    def __init__(self, me: Me) -> None:
        """Take my addresses; my domains are those of my addresses that are no mail provider's."""
        self._me = me.addresses
        domains = {address.rpartition("@")[2] for address in me.addresses}
        self._domains = domains - mail_providers()
        # Mine, and those of my domains.
        self._internal: set[str] = set(me.addresses)
        # Thousands of events say the same of their people; to make it anew takes longer than to look it up.
        self._said = functools.lru_cache(maxsize=4096)(Attendance)

    def of(self, event: Event) -> Attendance:
        """Return who is in an event."""
        me = self._me
        busy, organizer, attendees, carries_people = event.busy, event.organizer, event.attendees, event.carries_people
        people: set[str] = set()
        resources: set[str] | None = None
        answers: set[Response] = set()
        at_least = False
        # One walk, in which each is looked at once: ten thousands of events have half a dozen attendees each.
        for address, answer, is_resource, is_group, __ in attendees:
            if is_resource:
                resources = {address} if resources is None else {*resources, address}
            else:
                people.add(address)
            if is_group:
                at_least = True
            if address in me:
                answers.add(answer)
        if organizer is not None and (resources is None or organizer not in resources):
            people.add(organizer)
        organized = organizer in me if me else None
        if organized and answers != {"declined"}:
            response: Response | None = "accepted"
        elif answers:
            response = next(answer for answer in _WILLING if answer in answers)
        else:
            response = "tentative" if busy == "tentative" else None
        if not carries_people:
            return Attendance(
                response,
                None,
                at_least=False,
                others=False,
                external=False if me else None,
                organized=organized,
            )
        if not me:
            return self._said(response, len(people), at_least, len(people) > 1, None, None)
        others = len(people) - len(people & me)
        strange = people - self._internal
        external = bool(strange) and any(map(self._is_external, strange))
        return self._said(response, others + 1, at_least, others > 0, external, organized)

    def _is_external(self, address: str) -> bool:
        if address.rpartition("@")[2] not in self._domains:
            return True
        self._internal.add(address)
        return False
