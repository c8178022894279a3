"""Deep work is cut up (METRICS.md §7, ``fragmented-focus``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.meeting_time import confidence, days_of
from app.model.findings import Found

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence
    from app.model.weeks import Week

ID: Final = "fragmented-focus"


def find(grounds: Grounds) -> Answer:
    """Return it where half of the meeting-free time lies in fragments in at least three of the last four weeks.

    The figure is that of the latest such week; the evidence is the meetings at whose edge a fragment lies.
    """
    least, of_weeks = grounds.thresholds.count(ID, "weeks"), grounds.thresholds.count(ID, "of_weeks")
    share = grounds.thresholds(ID, "share")
    weeks = grounds.last(of_weeks)
    cut = [week for week in weeks if week.fragmentation is not None and week.fragmentation >= share]
    if not cut or len(cut) < least:
        return None
    latest = cut[-1]
    evidence = _beside_fragments(grounds, cut)
    return Found(
        pattern=ID,
        figure=latest.fragmentation or 0.0,
        unit="share",
        n=len(weeks),
        confidence=confidence(evidence, short=len(weeks) < of_weeks),
        evidence=evidence,
        usual=latest.usual["fragmentation"],
        values={"weeks": len(cut), "of": len(weeks), "seconds": latest.fragment_seconds or 0},
    )


def _beside_fragments(grounds: Grounds, weeks: list[Week]) -> tuple[Occurrence, ...]:
    """Return the meetings that end where a fragment of these weeks begins, or begin where one ends."""
    found = {}
    for day in days_of(grounds, weeks):
        begins = {start for start, __ in day.fragments()}
        ends = {end for __, end in day.fragments()}
        for each in day.meetings:
            if each.end in begins or each.start in ends:
                found[id(each)] = each
    return tuple(found.values())
