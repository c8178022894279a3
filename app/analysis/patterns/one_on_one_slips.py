"""The 1:1 gives way (METRICS.md §7, ``one-on-one-slips``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from app.analysis.one_on_one_slots import by_person, counted_slots, marked
from app.analysis.patterns.series_evidence import costliest, in_order, people_unknown, scheduled, slots_unknown
from app.analysis.rhythm import spacing_days
from app.model.findings import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesKey
    from app.model.slots import Slot

ID: Final = "one-on-one-slips"
_CALLED_OFF: Final = frozenset({"cancelled", "skipped"})


class Slip(NamedTuple):
    """How a 1:1 gave way.

    Attributes:
        person: the other's address.
        why: the part of the rule that it meets first.
        slots: the last six outside out-of-office time, oldest first.
        fell_out: how many of them were cancelled or skipped and not replaced.
        moved: how many of them were moved.
        days: since the last one that was held, at the end of the last week.

    """

    person: str
    why: Literal["fell-out", "moved", "none-held"]
    slots: tuple[Slot, ...]
    fell_out: int
    moved: int
    days: int


def find(grounds: Grounds) -> Answer:
    """Return the 1:1 series that have not ended and gave way."""
    unknown = people_unknown(grounds) or slots_unknown(grounds)
    if unknown is not None:
        return unknown
    given = scheduled(grounds)
    meetings = by_person(given.meetings, given.me)
    people = {key: who for key, who in grounds.one_on_ones.items() if key in grounds.lasting}
    refused = grounds.not_so.get(ID, frozenset())
    slips: dict[SeriesKey, Slip] = {}
    for key, person in people.items():
        slip = None if key in refused else slip_of(grounds, key, person, meetings.get(person, []))
        if slip is not None:
            slips[key] = slip
    if not slips:
        return None
    series = costliest(grounds, slips)
    first = slips[series[0]]
    evidence = in_order(
        (slot.occurrence for slot in slip.slots if slot.occurrence is not None) for slip in slips.values()
    )
    return Found(
        pattern=ID,
        figure=len(slips),
        unit="count",
        n=sum(len(slip.slots) for slip in slips.values()),
        confidence="medium",
        evidence=evidence,
        series=series,
        values={
            "person": first.person,
            "why": first.why,
            "slots": len(first.slots),
            "fell_out": first.fell_out,
            "within": grounds.thresholds.count(ID, "days"),
            "moved": first.moved,
            "days": first.days,
            "of": len(people),
        },
    )


def slip_of(grounds: Grounds, key: SeriesKey, person: str, meetings: Sequence[Occurrence]) -> Slip | None:
    """Return how one 1:1 gave way; None where it kept its rhythm.

    A slot that I declined is neither cancelled nor skipped, but none was held in it. What made up for a slot is
    looked for in all that is known, and in the days after the last week only as far as the grounds reach.
    """
    thresholds = grounds.thresholds
    slots = counted_slots(grounds.slots[key])
    marks = marked(key, slots, meetings, grounds.zone, thresholds.count(ID, "days"))
    last = marks[-thresholds.count(ID, "slots") :]
    fell_out = sum(mark == "fell-out" and slot.fate in _CALLED_OFF for slot, mark in last)
    moved = sum(slot.moved for slot, __ in last)
    days, longest = _days_without(grounds, key, slots, meetings)
    why: Literal["fell-out", "moved", "none-held"]
    if fell_out >= thresholds.count(ID, "fell_out"):
        why = "fell-out"
    elif moved >= thresholds.count(ID, "moved"):
        why = "moved"
    elif longest is not None and days >= longest:
        why = "none-held"
    else:
        return None
    return Slip(person, why, tuple(slot for slot, __ in last), fell_out, moved, days)


def _days_without(
    grounds: Grounds, key: SeriesKey, slots: Sequence[Slot], meetings: Sequence[Occurrence]
) -> tuple[int, float | None]:
    """Return the days to the end of the last week since these two last met, and how many are too many.

    Too many is twice the usual spacing, and one spacing more for each slot in out-of-office time since then; None
    where the rhythm is unknown. Where they have not met in these weeks, days count from the first slot.
    """
    zone = grounds.zone
    end = grounds.weeks[-1].monday + 6
    met = [each.start for each in meetings] or [slot.original for slot in slots[:1]]
    if not met:
        return 0, None
    since = max(met)
    away = sum(slot.away and slot.start > since for slot in grounds.slots[key])
    spacing = spacing_days(grounds.slots[key], zone)
    longest = None if spacing is None else spacing * (grounds.thresholds(ID, "spacings") + away)
    return end - zone.local(since)[0], longest
