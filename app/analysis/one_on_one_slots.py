"""1:1s among series, and what became of their slots (METRICS.md §7, ``one-on-one-slips``).

A 1:1 is a meeting of exactly two people, me and somebody else; a group among them leaves the number open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.series_keys import key_of
from app.timeline.attendance import addresses_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from app.model.events import Event
    from app.model.occurrences import Occurrence
    from app.model.people import Mark
    from app.model.series_figures import SeriesKey
    from app.model.slots import Slot
    from app.model.timezones import HomeZone

REPLACED_WITHIN: Final = 7
"""Days after a slot that fell out within which another meeting of the same two makes up for it (METRICS.md §7)."""
_SCHEDULED: Final = frozenset({"meeting", "cancelled", "declined"})


class Scheduled(NamedTuple):
    """What the calendars hold.

    Attributes:
        slots: of each series that repeats, oldest first; all that are known, not only those of the days asked for.
        meetings: those that count, in order of start; a week more than the days asked for on both sides, so that what
            made up for a slot is seen.
        lasting: whether a series has a slot after today.
        me: my addresses.

    """

    slots: Mapping[SeriesKey, Sequence[Slot]]
    meetings: Sequence[Occurrence]
    lasting: Container[SeriesKey]
    me: frozenset[str]
    zone: HomeZone


def others_in(occurrence: Occurrence, me: frozenset[str]) -> frozenset[str]:
    """Return the addresses of the other people in an occurrence."""
    return frozenset(addresses_of(occurrence.event) - me)


def other_person(occurrence: Occurrence, me: frozenset[str]) -> str | None:
    """Return the other person of a 1:1; None where it is none."""
    if occurrence.attendance.people != 2 or occurrence.attendance.at_least:
        return None
    others = others_in(occurrence, me)
    return next(iter(others)) if len(others) == 1 else None


def person_in(event: Event, me: frozenset[str]) -> str | None:
    """Return the other person of an event of exactly two people; None where it is none, or I am unknown."""
    if not me or any(attendee.is_group for attendee in event.attendees):
        return None
    others = addresses_of(event) - me
    return next(iter(others)) if len(others) == 1 else None


def one_on_one_series(slots: Mapping[SeriesKey, Sequence[Slot]], me: frozenset[str]) -> dict[SeriesKey, str]:
    """Return the series that are 1:1s, each with the other person: most of its occurrences are of these two.

    Where every slot was skipped, which leaves no occurrence, the event that the series begins with says who it is.
    """
    found = {}
    for key, own in slots.items():
        heads = [slot.head for slot in own if slot.head is not None]
        if len(heads) == len(own) and heads:
            alone = person_in(heads[-1], me)
            if alone is not None:
                found[key] = alone
            continue
        people = [
            other_person(slot.occurrence, me)
            for slot in own
            if slot.occurrence is not None and slot.occurrence.kind in _SCHEDULED
        ]
        for person in dict.fromkeys(people):
            if person is not None and 2 * people.count(person) > len(people):
                found[key] = person
    return found


def by_person(meetings: Iterable[Occurrence], me: frozenset[str]) -> dict[str, list[Occurrence]]:
    """Return the 1:1s among meetings by the other person, of a series or not."""
    found: dict[str, list[Occurrence]] = {}
    for each in meetings:
        person = other_person(each, me)
        if person is not None:
            found.setdefault(person, []).append(each)
    return found


def counted_slots(slots: Iterable[Slot]) -> list[Slot]:
    """Return the slots outside out-of-office time in which a meeting takes place, or fell out."""
    return [slot for slot in slots if not slot.away and slot.fate != "uncounted"]


def marked(
    key: SeriesKey,
    slots: Iterable[Slot],
    meetings: Iterable[Occurrence],
    zone: HomeZone,
    within: int = REPLACED_WITHIN,
) -> list[tuple[Slot, Mark]]:
    """Return what became of each slot of a 1:1.

    Args:
        key: of its series.
        slots: oldest first.
        meetings: all 1:1s with the same person, in order of start; each of another series makes up for one slot.
        zone: the analysis zone.
        within: days after a slot within which a meeting makes up for it.

    """
    others = [each for each in meetings if key_of(each) != key]
    result: list[tuple[Slot, Mark]] = []
    for slot in slots:
        if slot.fate == "held":
            result.append((slot, "moved" if slot.moved else "held"))
            continue
        last = zone.local(slot.start)[0] + within
        at = next((n for n, o in enumerate(others) if slot.start <= o.start and zone.local(o.start)[0] <= last), None)
        if at is not None:
            del others[at]
        result.append((slot, "fell-out" if at is None else "made-up"))
    return result
