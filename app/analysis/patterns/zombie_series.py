"""A series that no longer really takes place (METRICS.md §7, ``zombie-series``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.series_evidence import costliest, in_order, nobody_named, slots_unknown
from app.model.findings import Found, NotKnown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesKey
    from app.model.slots import Slot

ID: Final = "zombie-series"
_MISSED: Final = frozenset({"cancelled", "skipped", "declined"})


def find(grounds: Grounds) -> Answer:
    """Return the series of meetings of whose last six slots at least three were cancelled, skipped or declined.

    Slots that lie in out-of-office time count in no figure (METRICS.md §2), so neither here. A series with fewer
    slots is looked at with those that it has. The evidence is what stands in the calendar for these slots; a skipped
    one has nothing there.
    """
    unknown = slots_unknown(grounds)
    if unknown is not None:
        return unknown
    least, of_slots = grounds.thresholds.count(ID, "missed"), grounds.thresholds.count(ID, "slots")
    refused = grounds.not_so.get(ID, frozenset())
    found: dict[SeriesKey, list[Slot]] = {}
    for key, slots in grounds.slots.items():
        last = [slot for slot in slots if not slot.away][-of_slots:]
        if key not in refused and len(_missed(last)) >= least and _is_of_meetings(slots):
            found[key] = last
    if not found:
        if nobody_named(grounds):
            return NotKnown("no-people")
        return None if grounds.me.addresses else NotKnown("me-unknown")
    series = costliest(grounds, found)
    first = found[series[0]]
    fates = [slot.fate for slot in first]
    return Found(
        pattern=ID,
        figure=len(found),
        unit="count",
        n=sum(map(len, found.values())),
        confidence="medium",
        evidence=in_order(_standing(last) for last in found.values()),
        series=series,
        values={
            "title": _standing(grounds.slots[series[0]])[-1].event.title,
            "missed": len(_missed(first)),
            "of": len(first),
            "cancelled": fates.count("cancelled"),
            "skipped": fates.count("skipped"),
            "declined": fates.count("declined"),
        },
    )


def _missed(slots: Sequence[Slot]) -> list[Slot]:
    return [slot for slot in slots if slot.fate in _MISSED]


def _standing(slots: Sequence[Slot]) -> list[Occurrence]:
    return [slot.occurrence for slot in slots if slot.occurrence is not None]


def _is_of_meetings(slots: Sequence[Slot]) -> bool:
    """Tell whether a series is one of meetings: own blocks may fall out as they like."""
    return any(
        each.kind == "meeting" or (each.kind in _MISSED and each.attendance.others and each.days is None)
        for each in _standing(slots)
    )
