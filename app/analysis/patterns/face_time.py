"""Attention follows visibility (METRICS.md §7, ``face-time``; §9): only where the person has set up the audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.one_on_one_slots import other_person
from app.analysis.patterns.series_evidence import people_unknown
from app.model.findings import Found, NotKnown

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.people import FaceTime

ID: Final = "face-time"


def find(grounds: Grounds) -> Answer:
    """Return the audit of the last quarter where face time differs: between groups, or below half of the median.

    The evidence is the 1:1s of that quarter with the people named, as far as the last weeks show them.
    """
    audit = grounds.face_time
    if audit is None or not audit.rows:
        return NotKnown("not-set-up")
    unknown = people_unknown(grounds)
    if unknown is not None:
        return unknown
    below = sum(row.below_half for row in audit.rows)
    apart = groups_differ(audit, grounds.thresholds(ID, "ratio"))
    if not (below or apart):
        return None
    named = {row.person.address.casefold() for row in audit.rows}
    start, end = grounds.zone.midnight(audit.first), grounds.zone.midnight(audit.last + 1)
    evidence = tuple(
        each
        for each in grounds.occurrences
        if start <= each.start < end and grounds.counts(each) and other_person(each, grounds.me.addresses) in named
    )
    medians = sorted(group.median_seconds for group in audit.groups)
    return Found(
        pattern=ID,
        figure=len(audit.rows),
        unit="count",
        n=sum(row.held for row in audit.rows),
        confidence="low",
        evidence=evidence,
        values={
            "below": below,
            "share": grounds.thresholds(ID, "below"),
            "apart": apart,
            "highest": medians[-1] if medians else 0.0,
            "lowest": medians[0] if medians else 0.0,
            "first": audit.first,
            "last": audit.last,
        },
    )


def groups_differ(audit: FaceTime, ratio: float) -> bool:
    """Tell whether the largest median of a group is at least so many times the smallest, or that is nothing at all."""
    medians = [group.median_seconds for group in audit.groups]
    if len(medians) < 2 or not max(medians):
        return False
    return max(medians) >= ratio * min(medians)
