"""Checked rather than trusted (METRICS.md §7, ``oversight``): a question to oneself, never a verdict."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from app.analysis.patterns.series_evidence import cost_a_week, costliest, people_unknown
from app.analysis.series_keys import key_of
from app.model.findings import Found

if TYPE_CHECKING:
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence

ID: Final = "oversight"


def find(grounds: Grounds) -> Answer:
    """Return the short recurring meetings of the one person who organizes most of them.

    A meeting in which a group is invited may hold more people than are known, so it is left out.
    """
    unknown = people_unknown(grounds)
    if unknown is not None:
        return unknown
    weeks = grounds.last(grounds.thresholds.count(ID, "of_weeks"))
    least, often = grounds.thresholds.count(ID, "weeks"), grounds.thresholds.count(ID, "meetings")
    best: tuple[str, list[list[Occurrence]]] | None = None
    for organizer, by_week in sorted(_short_ones(grounds, {week.monday for week in weeks}).items()):
        full = [meetings for __, meetings in sorted(by_week.items()) if len(meetings) >= often]
        if len(full) >= least and (best is None or sum(map(len, full)) > sum(map(len, best[1]))):
            best = organizer, full
    if best is None:
        return None
    organizer, full = best
    evidence = tuple(chain.from_iterable(sorted(meetings, key=_when) for meetings in full))
    series = costliest(grounds, {key_of(each) for each in evidence})
    return Found(
        pattern=ID,
        figure=len(evidence) / len(full),
        unit="count",
        n=len(evidence),
        confidence="low",
        evidence=evidence,
        series=series,
        values={
            "person": organizer,
            "weeks": len(full),
            "of": len(weeks),
            "seconds": cost_a_week(grounds, series).seconds,
        },
    )


def _when(each: Occurrence) -> tuple[int, int, str]:
    return each.start, each.end, each.series.uid


def _short_ones(grounds: Grounds, mondays: set[int]) -> dict[str, dict[int, list[Occurrence]]]:
    """Return the short, small, recurring meetings of some weeks that others organize, by organizer and week."""
    seconds, people = grounds.thresholds(ID, "minutes") * 60, grounds.thresholds(ID, "people")
    found: dict[str, dict[int, list[Occurrence]]] = {}
    for each in chain.from_iterable(grounds.of_series(ID).values()):
        organizer, who = each.event.organizer, each.attendance
        if organizer is None or organizer in grounds.me.addresses or not each.series.recurs:
            continue
        small = who.people is not None and who.people <= people and not who.at_least
        if not small or each.end - each.start > seconds:
            continue
        monday = grounds.monday_of(each)
        if monday in mondays:
            found.setdefault(organizer, {}).setdefault(monday, []).append(each)
    return found
