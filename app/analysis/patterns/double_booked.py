"""In two places at once (METRICS.md §7, ``double-booked``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.day_parts import covered_twice
from app.analysis.patterns.meeting_time import confidence, in_minutes, overlapping, span_of, usual_before
from app.model.findings import Found, NotKnown
from app.model.spans import length

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence
    from app.model.spans import Span
    from app.model.weeks import Week

ID: Final = "double-booked"


def find(grounds: Grounds) -> Answer:
    """Return it where meetings that I accepted or organize overlap for at least 60 minutes in the last week."""
    if not grounds.weeks:
        return NotKnown("no-last-week")
    if not grounds.me.addresses:
        return NotKnown("me-unknown")
    (week,) = grounds.last(1)
    twice = _twice(grounds, week)
    if not twice or length(twice) < grounds.thresholds(ID, "minutes") * 60:
        return None
    evidence = tuple(
        each for each in _agreed(grounds, week) if any(each.start < end and start < each.end for start, end in twice)
    )
    return Found(
        pattern=ID,
        figure=length(twice) / 60,
        unit="minutes",
        n=len(evidence),
        confidence=confidence(evidence),
        evidence=evidence,
        usual=in_minutes(
            usual_before(grounds, week, "double_booked_seconds", lambda other: length(_twice(grounds, other)))
        ),
        values={"seconds": length(twice), "count": len(evidence)},
    )


def _agreed(grounds: Grounds, week: Week) -> list[Occurrence]:
    """Return the meetings of a week that I accepted or organize; whoever organizes and did not decline accepted."""
    return [each for each in overlapping(grounds, [week]) if each.attendance.response == "accepted"]


def _twice(grounds: Grounds, week: Week) -> list[Span]:
    start, end = span_of(grounds, week)
    return covered_twice((max(each.start, start), min(each.end, end)) for each in _agreed(grounds, week))
