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

    The figure is the rise of the time where that is enough, else that of the number.
    """
    found = grounds.inflation
    if found is None:
        return NotKnown("no-baseline")
    rise = grounds.thresholds(ID, "rise")
    if not _is_found(grounds, found):
        return None
    by_time = found.meeting_seconds >= rise
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


def _is_found(grounds: Grounds, found: Inflation) -> bool:
    """Tell whether the rule holds; numbers of the person's own may make it stricter or looser."""
    own = {each.name: each for each in grounds.thresholds.of(ID)}
    if all(each.value == each.default for each in own.values()):
        return found.is_finding
    holds = max(found.meetings, found.meeting_seconds) >= own["rise"].value and found.higher >= own["pairs"].value
    looser = any(each.value < each.default for each in own.values())
    return holds and (found.is_finding or looser)
