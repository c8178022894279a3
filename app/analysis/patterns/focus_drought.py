"""No time to think (METRICS.md §7, ``focus-drought``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.meeting_time import confidence, in_minutes, overlapping, working_time_of
from app.model.findings import Found, NotKnown

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer

ID: Final = "focus-drought"


def find(grounds: Grounds) -> Answer:
    """Return it where the last week has fewer than two days with a focus block, or too little focus time.

    A week of fewer than four working days needs one such day; one without any holds no time to think of, and is no
    drought. The evidence is the meetings that lie in its working time.
    """
    if not grounds.weeks:
        return NotKnown("no-last-week")
    (week,) = grounds.last(1)
    if week.focus_days is None or week.focus_seconds is None:
        return NotKnown("no-people")
    if week.focus_share is None:
        return None
    short = week.working_days < grounds.thresholds(ID, "short_week")
    least = grounds.thresholds(ID, "short_week_days" if short else "days")
    if week.focus_days >= least and week.focus_share >= grounds.thresholds(ID, "share"):
        return None
    working = working_time_of(grounds, week)
    evidence = tuple(
        each
        for each in overlapping(grounds, [week])
        if any(each.start < end and start < each.end for start, end in working)
    )
    return Found(
        pattern=ID,
        figure=week.focus_seconds / 60,
        unit="minutes",
        n=len(evidence),
        confidence=confidence(evidence),
        evidence=evidence,
        usual=in_minutes(week.usual["focus_seconds"]),
        values={
            "seconds": week.focus_seconds,
            "share": week.focus_share,
            "days": week.focus_days,
            "working_days": week.working_days,
        },
    )
