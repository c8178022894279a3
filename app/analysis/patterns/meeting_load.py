"""More meetings than the week holds (METRICS.md §7, ``meeting-load``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.meeting_time import (
    confidence,
    in_minutes,
    maybe_external,
    overlapping,
    span_of,
    time_of,
    usual_before,
    working_time_of,
)
from app.model.findings import Found, NotKnown
from app.model.spans import common, length

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence
    from app.model.spans import Span
    from app.model.weeks import Week

ID: Final = "meeting-load"


def find(grounds: Grounds) -> Answer:
    """Return it where meetings fill half of the working time, or 20 h, in at least three of the last four weeks.

    External meetings are left out as if they were not there: of the load, of the hours, of the usual range and of
    the evidence. The figure is that of the latest such week.
    """
    least, of_weeks = grounds.thresholds.count(ID, "weeks"), grounds.thresholds.count(ID, "of_weeks")
    share, seconds = grounds.thresholds(ID, "share"), grounds.thresholds(ID, "minutes") * 60
    weeks = grounds.last(of_weeks)
    if any(maybe_external(each) for each in overlapping(grounds, weeks)):
        return NotKnown("me-unknown")
    heavy = [week for week in weeks if (_load(grounds, week) or 0) >= share or _seconds(grounds, week) >= seconds]
    if not heavy or len(heavy) < least:
        return None
    latest = heavy[-1]
    load, lasted = _load(grounds, latest), _seconds(grounds, latest)
    evidence = tuple(_internal(grounds, heavy))
    return Found(
        pattern=ID,
        figure=lasted / 60,
        unit="minutes",
        n=len(weeks),
        confidence=confidence(evidence, short=len(weeks) < of_weeks),
        evidence=evidence,
        usual=in_minutes(usual_before(grounds, latest, "meeting_seconds", lambda week: _seconds(grounds, week))),
        values={"weeks": len(heavy), "of": len(weeks), "load": load, "seconds": lasted},
    )


def _internal(grounds: Grounds, weeks: list[Week]) -> list[Occurrence]:
    return [each for each in overlapping(grounds, weeks) if not each.attendance.external]


def _busy(grounds: Grounds, week: Week) -> list[Span]:
    return time_of(_internal(grounds, [week]), span_of(grounds, week))


def _seconds(grounds: Grounds, week: Week) -> int:
    return length(_busy(grounds, week))


def _load(grounds: Grounds, week: Week) -> float | None:
    working = working_time_of(grounds, week)
    return length(common(_busy(grounds, week), working)) / length(working) if working else None
