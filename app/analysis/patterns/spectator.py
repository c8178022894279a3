"""Invited, not needed (METRICS.md §7, ``spectator``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.series_evidence import cost_a_week, costliest, in_order, people_unknown
from app.model.findings import Found

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence

ID: Final = "spectator"


def find(grounds: Grounds) -> Answer:
    """Return the series in which I am mostly optional, or one of very many, and which I do not organize.

    The evidence is the occurrences of which that holds: at least three, and more than half of those held.
    """
    unknown = people_unknown(grounds)
    if unknown is not None:
        return unknown
    fewest, many = grounds.thresholds.count(ID, "held"), grounds.thresholds(ID, "people")
    me = grounds.me.addresses
    found = {}
    for key, held in grounds.of_series(ID).items():
        if not held[-1].series.recurs or any(each.attendance.organized for each in held):
            continue
        watched = [each for each in held if is_optional(each, me) or (each.attendance.people or 0) >= many]
        if len(watched) >= fewest and 2 * len(watched) > len(held):
            found[key] = watched
    if not found:
        return None
    series = costliest(grounds, found)
    evidence = in_order(found.values())
    first = found[series[0]]
    return Found(
        pattern=ID,
        figure=len(found),
        unit="count",
        n=len(evidence),
        confidence="medium",
        evidence=evidence,
        series=series,
        values={
            "title": first[-1].event.title,
            "optional": is_optional(first[-1], me),
            "people": first[-1].attendance.people or 0,
            "seconds": cost_a_week(grounds, series).seconds,
        },
    )


def is_optional(occurrence: Occurrence, me: frozenset[str]) -> bool:
    """Tell whether I am an optional participant; with several own addresses one that is required decides."""
    mine = [attendee.is_optional for attendee in occurrence.event.attendees if attendee.address in me]
    return bool(mine) and all(mine)
