"""More meetings than the week holds (METRICS.md §7, ``meeting-load``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.model.findings import Found

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer

ID: Final = "meeting-load"


def find(grounds: Grounds) -> Answer:
    """Return it where at least three of the last four weeks hold more than half of their working time in meetings.

    External meetings are left out of the evidence and of the hours; the load is the week's own figure.
    """
    least, of_weeks = grounds.thresholds.count(ID, "weeks"), grounds.thresholds.count(ID, "of_weeks")
    share, seconds = grounds.thresholds(ID, "share"), grounds.thresholds(ID, "minutes") * 60
    weeks = grounds.last(of_weeks)
    heavy = [week for week in weeks if (week.load or 0) >= share or (week.meeting_seconds or 0) >= seconds]
    if len(heavy) < least:
        return None
    last = heavy[-1]
    evidence = tuple(each for each in grounds.meetings(heavy) if not each.attendance.external)
    return Found(
        pattern=ID,
        figure=sum(week.meeting_seconds or 0 for week in heavy) / len(heavy) / 60,
        unit="minutes",
        n=len(weeks),
        confidence="high",
        evidence=evidence,
        usual=last.usual["meeting_seconds"],
        values={"weeks": len(heavy), "of": len(weeks)},
    )
