"""More people than can decide (METRICS.md §7, ``crowd``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.grounds import SERIES_WEEKS
from app.analysis.patterns.meeting_time import confidence, costliest, larger_meetings, maybe_external, seconds_of
from app.model.findings import Found, NotKnown
from app.timeline.words import is_all_hands

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer

ID: Final = "crowd"


def find(grounds: Grounds) -> Answer:
    """Return it where meetings of nine and more take at least 30 minutes a week on average of the last 13 weeks.

    Each lasts at least 30 minutes; those for everybody in a house (the all-hands list), external ones and series that
    are *Not so* are left out.
    """
    weeks = grounds.last(SERIES_WEEKS)
    own = grounds.preferences.words.get("all_hands", ())
    larger = larger_meetings(grounds, ID, weeks)
    large = [each for each in larger if not is_all_hands(each.event.title, own)]
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
