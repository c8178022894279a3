"""A meeting that says nothing about why (METRICS.md §7, ``no-agenda``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.meeting_time import confidence, costliest, larger_meetings, maybe_external, seconds_of
from app.model.description import AGENDA
from app.model.findings import Found, NotKnown

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer

ID: Final = "no-agenda"


def find(grounds: Grounds) -> Answer:
    """Return it where at least half of the time of larger meetings of the last eight weeks has no agenda.

    Larger are meetings of at least three people and 30 minutes. External ones and those of series that are *Not so*
    are left out; so are calendars whose source publishes no descriptions: their agendas are unknown.
    """
    if not grounds.described:
        return NotKnown("no-descriptions")
    of_weeks = grounds.thresholds.count(ID, "weeks")
    weeks = grounds.last(of_weeks)
    larger = larger_meetings(grounds, ID, weeks)
    if any(map(maybe_external, larger)):
        return NotKnown("me-unknown")
    internal = [each for each in larger if not each.attendance.external]
    looked_at = [each for each in internal if each.series.calendar in grounds.described]
    if not looked_at:
        return NotKnown("no-descriptions") if internal else None
    evidence = tuple(each for each in looked_at if not each.event.description & AGENDA)
    part = seconds_of(evidence) / seconds_of(looked_at)
    if part < grounds.thresholds(ID, "share"):
        return None
    own = [each for each in evidence if each.attendance.organized]
    return Found(
        pattern=ID,
        figure=part,
        unit="share",
        n=len(looked_at),
        confidence=confidence(evidence, short=len(weeks) < of_weeks),
        evidence=evidence,
        series=costliest(evidence),
        values={
            "count": len(evidence),
            "of": len(looked_at),
            "seconds": seconds_of(evidence),
            "weeks": len(weeks),
            "people": grounds.thresholds.count(ID, "people"),
            "own": len(own),
            "own_seconds": seconds_of(own),
            "own_titles": tuple(dict.fromkeys(each.event.title for each in own)),
        },
    )
