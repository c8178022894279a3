"""A meeting that reports instead of deciding (METRICS.md §7, ``status-ritual``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.middle import median
from app.analysis.patterns.series_evidence import cost_a_week, costliest, in_order, nobody_named
from app.analysis.rhythm import spacing_days
from app.model.description import AGENDA
from app.model.findings import Found, NotKnown
from app.timeline.words import is_status

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesKey

ID: Final = "status-ritual"


def find(grounds: Grounds) -> Answer:
    """Return the series that are named like a status meeting and mostly have no agenda.

    The name is the newest one, the size the median. It is unknown only where a series does all else and its source
    publishes no descriptions.
    """
    if nobody_named(grounds):
        return NotKnown("no-people")
    candidates = {key: held for key, held in grounds.of_series(ID).items() if _looks_like_one(grounds, key, held)}
    known = {key: held for key, held in candidates.items() if key.calendar in grounds.described}
    share = grounds.thresholds(ID, "share")
    found = {key: held for key, held in known.items() if len(_bare(held)) >= share * len(held)}
    if not found:
        return NotKnown("no-descriptions") if len(known) < len(candidates) else None
    series = costliest(grounds, found)
    evidence = in_order(found.values())
    cost = cost_a_week(grounds, series[:1])
    first = found[series[0]]
    return Found(
        pattern=ID,
        figure=len(found),
        unit="count",
        n=len(evidence),
        confidence="medium",
        evidence=evidence,
        series=series,
        values={
            "title": first[-1].event.title,
            "seconds": cost.seconds,
            "focus_seconds": cost.focus_seconds,
            "bare": len(_bare(first)),
            "held": len(first),
        },
    )


def _bare(held: Sequence[Occurrence]) -> list[Occurrence]:
    return [each for each in held if not each.event.description & AGENDA]


def _looks_like_one(grounds: Grounds, key: SeriesKey, held: Sequence[Occurrence]) -> bool:
    """Tell whether a series does all that the pattern asks for but the missing agenda."""
    own = grounds.preferences.words.get("status", ())
    sizes = [each.attendance.people for each in held if each.attendance.people is not None]
    if not (held[-1].series.recurs and sizes) or len(held) < grounds.thresholds.count(ID, "held"):
        return False
    # Last, as a title is held against lists in seven languages.
    if median(sizes) < grounds.thresholds(ID, "people") or not is_status(held[-1].event.title, own):
        return False
    spacing = spacing_days(grounds.slots.get(key, ()), grounds.zone)
    return spacing is not None and spacing <= grounds.thresholds(ID, "days")
