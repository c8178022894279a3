"""The same people meet again and again (METRICS.md §7, ``same-circle``)."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from app.analysis.one_on_one_slots import others_in
from app.analysis.patterns.series_evidence import costliest, people_unknown
from app.analysis.series_keys import key_of
from app.model.findings import Found
from app.timeline.words import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Answer
    from app.model.occurrences import Occurrence

ID: Final = "same-circle"

Circle = frozenset[str]
ByCircle = dict[Circle, list["Occurrence"]]


def find(grounds: Grounds) -> Answer:
    """Return the circle that meets most, where it meets at least three times a week in three of the last four weeks.

    1. The other people of each meeting are a circle, where they are at least three.
    2. For each circle, the meetings of a week that agree with it are counted: of all people in either, at least 80 %
       are in both.
    3. A week speaks for a circle where at least three meetings agree, and not all are of one series; one-offs of one
       title at one time of day (a handover, entered day by day) are one.
    4. Of the circles for which three weeks speak, the one with the most meetings is what was found.
    """
    unknown = people_unknown(grounds)
    if unknown is not None:
        return unknown
    weeks = _weeks(grounds)
    circles = sorted({circle for week in weeks for circle in week}, key=sorted)
    least = grounds.thresholds.count(ID, "weeks")
    best: tuple[Circle, list[list[Occurrence]]] | None = None
    for circle in circles:
        speaking = [agreed for week in weeks if (agreed := _agreeing(grounds, circle, week))]
        if len(speaking) >= least and (best is None or sum(map(len, speaking)) > sum(map(len, best[1]))):
            best = circle, speaking
    if best is None:
        return None
    circle, speaking = best
    evidence = tuple(chain.from_iterable(speaking))
    return Found(
        pattern=ID,
        figure=len(evidence) / len(speaking),
        unit="count",
        n=len(evidence),
        confidence="medium",
        evidence=evidence,
        series=costliest(grounds, {key_of(each) for each in evidence}),
        values={"people": tuple(sorted(circle)), "weeks": len(speaking), "of": len(weeks)},
    )


def _weeks(grounds: Grounds) -> list[ByCircle]:
    """Return the meetings of each of the last weeks by their circle, oldest week first."""
    fewest = grounds.thresholds.count(ID, "people")
    weeks: dict[int, ByCircle] = {week.monday: {} for week in grounds.last(grounds.thresholds.count(ID, "of_weeks"))}
    begin = grounds.zone.midnight(min(weeks, default=0))
    for each in chain.from_iterable(grounds.of_series(ID).values()):
        week = weeks.get(grounds.monday_of(each)) if each.start >= begin else None
        circle = others_in(each, grounds.me.addresses) if week is not None else frozenset()
        if week is not None and len(circle) >= fewest:
            week.setdefault(circle, []).append(each)
    return list(weeks.values())


def _agreeing(grounds: Grounds, circle: Circle, week: Mapping[Circle, list[Occurrence]]) -> list[Occurrence]:
    """Return the meetings of a week that agree with a circle, in order; none where the week does not speak for it."""
    share = grounds.thresholds(ID, "share")
    groups = [meetings for other, meetings in week.items() if agrees(circle, other, share)]
    meetings = sorted(chain.from_iterable(groups), key=lambda each: (each.start, each.end, each.series.uid))
    enough = len(meetings) >= grounds.thresholds.count(ID, "meetings")
    return meetings if enough and len({_kind_of(each, grounds) for each in meetings}) > 1 else []


def _kind_of(each: Occurrence, grounds: Grounds) -> object:
    """Return what makes meetings one series: their UID, or of one-offs the same title at the same time of day."""
    if each.series.recurs:
        return key_of(each)
    return folded(each.event.title), grounds.zone.local(each.start)[1]


def agrees(one: Circle, other: Circle, share: float) -> bool:
    """Tell whether of all people in either circle at least a share is in both."""
    if min(len(one), len(other)) < share * max(len(one), len(other)):
        return False
    return len(one & other) >= share * len(one | other)
