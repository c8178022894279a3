"""Booked focus time is overbooked (METRICS.md §7, ``focus-overrun``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.meeting_time import confidence, overlapping, span_of, time_of
from app.model.findings import Found
from app.model.spans import length, without

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence
    from app.model.spans import Span
    from app.model.weeks import Week

ID: Final = "focus-overrun"


def find(grounds: Grounds) -> Answer:
    """Return it where under 70 % of at least four hours of booked focus time of the last four weeks kept free.

    Booked time counts once where two blocks overlap. The evidence is the meetings that lie in it; which of them were
    created after a block that they lie in is among the values.
    """
    of_weeks = grounds.thresholds.count(ID, "weeks")
    weeks = grounds.last(of_weeks)
    blocks = [each for each in grounds.occurrences if each.kind == "focus"]
    booked = _within(blocks, weeks, grounds)
    meetings = overlapping(grounds, weeks)
    free = without(booked, _within(meetings, weeks, grounds))
    if not booked or length(booked) < grounds.thresholds(ID, "minutes") * 60:
        return None
    part = length(free) / length(booked)
    if part >= grounds.thresholds(ID, "share"):
        return None
    evidence = tuple(each for each in meetings if any(each.start < end and start < each.end for start, end in booked))
    later, undated = [], 0
    for each in evidence:
        under = [block for block in blocks if each.start < block.end and block.start < each.end]
        if any(_is_later(each, block) for block in under):
            later.append(each)
        else:
            undated += any(_is_undated(each, block) for block in under)
    return Found(
        pattern=ID,
        figure=part,
        unit="share",
        n=len(evidence),
        confidence=confidence(evidence, short=len(weeks) < of_weeks),
        evidence=evidence,
        values={
            "booked_seconds": length(booked),
            "free_seconds": length(free),
            "weeks": len(weeks),
            "count": len(evidence),
            "later": len(later),
            "later_titles": tuple(dict.fromkeys(each.event.title for each in later)),
            "undated": undated,
        },
    )


def _within(occurrences: Iterable[Occurrence], weeks: Sequence[Week], grounds: Grounds) -> list[Span]:
    """Return the time within some weeks, in order, that occurrences cover."""
    known = list(occurrences)
    return [span for week in weeks for span in time_of(known, span_of(grounds, week))]


def _is_undated(meeting: Occurrence, block: Occurrence) -> bool:
    return not meeting.event.created or not block.event.created


def _is_later(meeting: Occurrence, block: Occurrence) -> bool:
    return not _is_undated(meeting, block) and meeting.event.created > block.event.created
