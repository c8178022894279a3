"""More people than can decide (METRICS.md §7, ``crowd``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.grounds import SERIES_WEEKS
from app.analysis.patterns.meeting_time import confidence, costliest, maybe_external, seconds_of
from app.analysis.series_keys import key_of
from app.analysis.title_lists import holds_entry
from app.model.findings import Found, NotKnown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence

ID: Final = "crowd"


def find(grounds: Grounds) -> Answer:
    """Return it where meetings of nine and more take at least 30 minutes a week on average of the last 13 weeks.

    Each lasts at least 30 minutes; those for everybody in a house (the all-hands list), external ones and series that
    are *Not so* are left out.
    """
    weeks = grounds.last(SERIES_WEEKS)
    large = _large(grounds.meetings(weeks), grounds)
    if any(map(maybe_external, large)):
        return NotKnown("me-unknown")
    evidence = tuple(each for each in large if not each.attendance.external)
    if not evidence:
        return None
    a_week = seconds_of(evidence) / len(weeks)
    if a_week < grounds.thresholds(ID, "minutes_a_week") * 60:
        return None
    return Found(
        pattern=ID,
        figure=a_week / 60,
        unit="minutes",
        n=len(evidence),
        confidence=confidence(evidence, short=len(weeks) < SERIES_WEEKS),
        evidence=evidence,
        series=costliest(evidence),
        values={
            "count": len(evidence),
            "seconds": a_week,
            "weeks": len(weeks),
            "people": grounds.thresholds.count(ID, "people"),
        },
    )


def _large(meetings: Iterable[Occurrence], grounds: Grounds) -> list[Occurrence]:
    """Return the meetings that are long and large enough, and are not for everybody."""
    seconds, people = grounds.thresholds(ID, "minutes") * 60, grounds.thresholds(ID, "people")
    refused, own = grounds.not_so.get(ID, frozenset()), grounds.preferences.words.get("all_hands", ())
    return [
        each
        for each in meetings
        if each.end - each.start >= seconds
        and (each.attendance.people or 0) >= people
        and key_of(each) not in refused
        and not holds_entry("all_hands", each.event.title, own)
    ]
