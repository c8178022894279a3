"""Called in at once (METRICS.md §7, ``short-notice``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.meeting_time import confidence
from app.model.findings import Found, NotKnown

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer

ID: Final = "short-notice"


def find(grounds: Grounds) -> Answer:
    """Return it where 35 % of the others' one-off meetings of the last four weeks were created within a day before.

    Those whose creation is unknown are left out; at least five must be left. A meeting that was created after it began
    was not called in before it and is none of short notice.
    """
    if not any(each.event.created for each in grounds.occurrences):
        return NotKnown("no-creation-times")
    if not grounds.me.addresses:
        return NotKnown("me-unknown")
    of_weeks, least = grounds.thresholds.count(ID, "weeks"), grounds.thresholds.count(ID, "meetings")
    weeks = grounds.last(of_weeks)
    invited = [each for each in grounds.meetings(weeks) if not each.series.recurs and not each.attendance.organized]
    known = [each for each in invited if each.event.created]
    if len(known) < max(least, 1):
        return NotKnown("no-creation-times") if len(invited) >= max(least, 1) else None
    seconds = grounds.thresholds(ID, "hours") * 3600
    evidence = tuple(each for each in known if 0 <= each.start - each.event.created < seconds)
    part = len(evidence) / len(known)
    if part < grounds.thresholds(ID, "share"):
        return None
    return Found(
        pattern=ID,
        figure=part,
        unit="share",
        n=len(known),
        confidence=confidence(evidence, short=len(weeks) < of_weeks or len(known) < len(invited)),
        evidence=evidence,
        values={"count": len(evidence), "of": len(known), "weeks": len(weeks), "seconds": seconds},
    )
