"""Meetings grow (METRICS.md §6, §7, ``meeting-inflation``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.meeting_time import confidence
from app.model.findings import Found, NotKnown

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.inflation import Inflation

ID: Final = "meeting-inflation"
_WEEKS: Final = 8
"""Weeks of each of the two periods where none is missing (METRICS.md §6)."""
_A_YEAR: Final = 364
"""Days back to the same weeks of the year before."""


def find(grounds: Grounds) -> Answer:
    """Return it where number or time of meetings per working day rose as §6 says; unknown without a baseline.

    The figure is the rise of the time where the rule holds for it, else that of the number.
    """
    found = grounds.inflation
    if found is None:
        return NotKnown("no-baseline")
    by_time, by_number = _risen(grounds, found)
    if not by_time and not by_number:
        return None
    before, now = (
        (found.a.meeting_seconds, found.b.meeting_seconds) if by_time else (found.a.meetings, found.b.meetings)
    )
    evidence = tuple(grounds.meetings(week for week in grounds.weeks if week.monday in found.b.mondays))
    more = sorted((each for each in found.series if each.person_seconds > 0), key=lambda each: -each.person_seconds)
    return Found(
        pattern=ID,
        figure=found.meeting_seconds if by_time else found.meetings,
        unit="share",
        n=len(found.a.mondays) + len(found.b.mondays),
        confidence=confidence(evidence, short=min(len(found.a.mondays), len(found.b.mondays)) < _WEEKS),
        evidence=evidence,
        series=tuple(each.key for each in more),
        values={
            "by_time": by_time,
            "before": before,
            "now": now,
            "weeks": len(found.a.mondays),
            "first": found.a.mondays[0],
            "last": found.a.mondays[-1] + 6,
            "year_ago": {monday + _A_YEAR for monday in found.a.mondays} <= set(found.b.mondays),
        },
    )


def _risen(grounds: Grounds, found: Inflation) -> tuple[bool, bool]:
    """Tell for the time, and for the number, whether it is a finding: it rose enough, and in enough pairs of weeks."""
    rise, pairs = grounds.thresholds(ID, "rise"), grounds.thresholds(ID, "pairs")
    return (
        found.meeting_seconds >= rise and found.time_higher >= pairs,
        found.meetings >= rise and found.number_higher >= pairs,
    )
