"""The conditions of work over some weeks: what was scheduled, what promises waited for, what would help (§8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.middle import median
from app.model.journal import WAITS_FOR
from app.model.outcomes import Conditions, Spread, Waited
from app.model.spans import unite

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.journal import Promise, WaitsFor
    from app.model.outcomes import Help
    from app.model.weeks import Week

WEEKS: Final = 8
"""Weeks before today's that the sheet looks at, unless others are asked for."""
HIGH_LOAD: Final = 0.5
LOW_FOCUS_SHARE: Final = 0.25
OUTSIDE_SECONDS: Final = 60 * 60
"""Of the patterns `meeting-load`, `focus-drought` and `outside-hours` (METRICS.md §7)."""


def conditions(
    weeks: Sequence[Week], promises: Sequence[Promise], first: int, last: int, today: int, *, no_people: bool
) -> Conditions:
    """Return the conditions of some days, both included.

    Args:
        weeks: the weeks that the calendars know; the full ones within the days count.
        promises: of the journal.
        first: the first day.
        last: the last one.
        today: the ordinal of the day up to which waits are counted.
        no_people: no calendar says who is invited.

    """
    full = [week for week in weeks if week.full and first <= week.monday and week.monday + 6 <= last]
    load, outside = _spread([week.load for week in full]), _spread([week.outside_hours_seconds for week in full])
    focus_share = _spread([week.focus_share for week in full])
    waited = waited_for(promises, first, min(last + 1, today))
    return Conditions(
        first=first,
        last=last,
        today=today,
        mondays=tuple(week.monday for week in full),
        no_people=no_people,
        focus=_spread([week.focus_seconds for week in full]),
        focus_share=focus_share,
        load=load,
        fragmentation=_spread([week.fragmentation for week in full]),
        outside=outside,
        waited=waited,
        helps=_helps(load, focus_share, outside, waited),
    )


def _spread(values: Sequence[float | None]) -> Spread:
    known = [value for value in values if value is not None]
    return Spread(float(median(known)), (min(known), max(known))) if known else Spread(None, None)


def waited_for(promises: Sequence[Promise], first: int, end: int) -> tuple[Waited, ...]:
    """Return what promises waited for between two days, the second excluded, the longest first.

    Days in which one promise waits twice for the same thing count once; those of two promises add up.
    """
    days: dict[WaitsFor, int] = {}
    counts: dict[WaitsFor, int] = {}
    for each in promises:
        over = end if each.done is None else min(end, each.done)
        for reason in WAITS_FOR:
            spans = [
                (max(wait.first, first), min(over if wait.until is None else wait.until, over))
                for wait in each.waits
                if wait.reason == reason
            ]
            length = sum(until - since for since, until in unite(spans))
            if length:
                days[reason] = days.get(reason, 0) + length
                counts[reason] = counts.get(reason, 0) + 1
    found = [Waited(reason, length, counts[reason]) for reason, length in days.items()]
    return tuple(sorted(found, key=lambda each: (-each.days, WAITS_FOR.index(each.reason))))


def _helps(load: Spread, focus_share: Spread, outside: Spread, waited: Sequence[Waited]) -> tuple[Help, ...]:
    """Return what would help, in the order of the sheet; a figure that is unknown proposes nothing."""
    found: list[Help] = []
    if load.median is not None and load.median >= HIGH_LOAD:
        found.append("fewer-meetings")
    if focus_share.median is not None and focus_share.median < LOW_FOCUS_SHARE:
        found.append("longer-stretches")
    if outside.median is not None and outside.median >= OUTSIDE_SECONDS:
        found.append("hours")
    return (*found, *(each.reason for each in waited))
