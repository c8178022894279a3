"""The day does not end (METRICS.md §7, ``outside-hours``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.meeting_time import confidence, in_minutes, overlapping, span_of, time_of, usual_before
from app.model.findings import Found, NotKnown
from app.model.spans import common, length, without

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.spans import Span
    from app.model.weeks import Week

ID: Final = "outside-hours"


def find(grounds: Grounds) -> Answer:
    """Return it where meetings of the last week lie outside the working day, for 60 minutes or on three days.

    Outside is before the first or after the last working interval of a day, or anywhere on a day without one; a
    meeting in a break between two intervals is not.
    """
    if not grounds.weeks:
        return NotKnown("no-last-week")
    (week,) = grounds.last(1)
    by_day = _outside(grounds, week)
    outside = [span for spans in by_day.values() for span in spans]
    long = length(outside) >= grounds.thresholds(ID, "minutes") * 60
    if not outside or not (long or len(by_day) >= grounds.thresholds(ID, "days")):
        return None
    evidence = tuple(
        each
        for each in overlapping(grounds, [week])
        if any(each.start < end and start < each.end for start, end in outside)
    )
    return Found(
        pattern=ID,
        figure=length(outside) / 60,
        unit="minutes",
        n=len(evidence),
        confidence=confidence(evidence),
        evidence=evidence,
        usual=in_minutes(
            usual_before(grounds, week, "outside_hours_seconds", lambda other: _seconds(_outside(grounds, other)))
        ),
        values={"seconds": length(outside), "days": len(by_day)},
    )


def _outside(grounds: Grounds, week: Week) -> dict[int, list[Span]]:
    """Return the meeting time outside the working day, by the ordinal of the day; only days that have some."""
    scheduled = time_of(overlapping(grounds, [week]), span_of(grounds, week))
    result = {}
    for day in range(week.monday, week.monday + 7):
        working = grounds.working.get(day, ())
        inside = [(working[0][0], working[-1][1])] if working else []
        busy = common(scheduled, [(grounds.zone.midnight(day), grounds.zone.midnight(day + 1))])
        outside = without(busy, inside)
        if outside:
            result[day] = outside
    return result


def _seconds(by_day: dict[int, list[Span]]) -> int:
    return sum(length(spans) for spans in by_day.values())
