"""What the patterns about series have in common: whether people are known, what costs most, evidence in order."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.patterns.grounds import SERIES_WEEKS
from app.analysis.people import Scheduled
from app.model.findings import NotKnown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.analysis.patterns.grounds import Grounds
    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesKey


class WeeklyCost(NamedTuple):
    """What some series come to a week, in seconds: their length, and the focus time that each costs alone, summed."""

    seconds: float
    focus_seconds: float


def nobody_named(grounds: Grounds) -> bool:
    """Tell whether no meeting of the last thirteen weeks says who is in it."""
    meetings = grounds.meetings(grounds.last(SERIES_WEEKS))
    if not meetings:
        return bool(grounds.weeks) and grounds.weeks[-1].meetings is None
    return all(each.attendance.people is None for each in meetings)


def people_unknown(grounds: Grounds) -> NotKnown | None:
    """Return why it is unknown who the other people are; None where it is known."""
    if nobody_named(grounds):
        return NotKnown("no-people")
    return None if grounds.me.addresses else NotKnown("me-unknown")


def slots_unknown(grounds: Grounds) -> NotKnown | None:
    """Return that no slots are known although series repeat; None where they are."""
    if grounds.slots or not any(figures.recurs for figures in grounds.series.values()):
        return None
    return NotKnown("no-slots")


def costliest(grounds: Grounds, keys: Iterable[SeriesKey]) -> tuple[SeriesKey, ...]:
    """Return series in order of what they cost in focus time, then of their length, the costliest first."""

    def cost(key: SeriesKey) -> tuple[int, int, SeriesKey]:
        figures = grounds.series.get(key)
        return (-figures.focus_cost_seconds, -figures.seconds, key) if figures is not None else (0, 0, key)

    return tuple(sorted(keys, key=cost))


def cost_a_week(grounds: Grounds, keys: Iterable[SeriesKey]) -> WeeklyCost:
    """Return what series come to a week over the last thirteen full weeks."""
    figures = [grounds.series[key] for key in keys if key in grounds.series]
    weeks = max(len(grounds.last(SERIES_WEEKS)), 1)
    return WeeklyCost(
        sum(each.seconds for each in figures) / weeks, sum(each.focus_cost_seconds for each in figures) / weeks
    )


def in_order(groups: Iterable[Iterable[Occurrence]]) -> tuple[Occurrence, ...]:
    """Return the occurrences of all groups in order of time."""
    return tuple(sorted(chain.from_iterable(groups), key=lambda each: (each.start, each.end, each.series.uid)))


def scheduled(grounds: Grounds) -> Scheduled:
    """Return what 1:1s are looked for in."""
    return Scheduled(
        slots=grounds.slots,
        meetings=grounds.held,
        lasting=grounds.lasting,
        me=grounds.me.addresses,
        zone=grounds.zone,
    )
