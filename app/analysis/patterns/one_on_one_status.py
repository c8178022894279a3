"""A 1:1 that reads as a status report (METRICS.md §7, ``one-on-one-status``): a question to oneself, no verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.patterns.series_evidence import costliest, in_order, people_unknown, slots_unknown
from app.model.description import BLOCKERS, REPORTS
from app.model.findings import Found, NotKnown
from app.timeline.words import is_status, names_blocker

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence

ID: Final = "one-on-one-status"


def find(grounds: Grounds) -> Answer:
    """Return the 1:1 series of which at least half read as a status report and name nothing that stands in the way.

    Where a source publishes no descriptions the title decides, less surely; where no title does, and all 1:1s are of
    such sources, it is unknown.
    """
    unknown = people_unknown(grounds) or slots_unknown(grounds)
    if unknown is not None:
        return unknown
    fewest, share = grounds.thresholds.count(ID, "held"), grounds.thresholds(ID, "share")
    people = grounds.one_on_ones
    held = {key: own for key, own in grounds.of_series(ID).items() if key in people}
    found = {}
    for key, own in held.items():
        reading = [each for each in own if reads_as_status(grounds, each)]
        if len(own) >= fewest and len(reading) >= share * len(own):
            found[key] = reading
    if not found:
        dark = bool(held) and not any(key.calendar in grounds.described for key in held)
        return NotKnown("no-descriptions") if dark else None
    series = costliest(grounds, found)
    evidence = in_order(found.values())
    return Found(
        pattern=ID,
        figure=len(found),
        unit="count",
        n=len(evidence),
        confidence="medium" if all(key.calendar in grounds.described for key in series) else "low",
        evidence=evidence,
        series=series,
        values={
            "person": people[series[0]],
            "reading": len(found[series[0]]),
            "held": len(held[series[0]]),
            "of": len(held),
        },
    )


def reads_as_status(grounds: Grounds, occurrence: Occurrence) -> bool:
    """Tell whether title or agenda hold a word of the status list, and neither one of the blocker list."""
    words, event = grounds.preferences.words, occurrence.event
    if event.description & BLOCKERS or names_blocker(event.title, words.get("blocker", ())):
        return False
    return bool(event.description & REPORTS) or is_status(event.title, words.get("status", ()))
