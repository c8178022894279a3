"""How often meeting inflation is reported where nothing grew, and where it did (METRICS.md §6), in random calendars."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final

from app.analysis.inflation import Weeks, inflation
from app.model.inflation import Inflation
from app.model.timezones import UTC, HomeZone
from app.model.weeks import Week

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.weeks import Range

CALENDARS: Final = 1000
GROWN: Final = 0.6
"""Drift of the calendars in which inflation is to be found."""
_VARIATION: Final = 0.25
_MONDAY: Final = 739_622
"""The ordinal of 5 January 2026."""
_WEEKS: Final = 8
_NO_RANGES: Final[Mapping[str, Range | None]] = {}
_ZONE: Final = HomeZone(((1, UTC),))


def alarms(seed: int, drift: float, calendars: int = CALENDARS) -> float:
    """Return the share of random calendars in which inflation is a finding.

    The minutes of a week are gamma-distributed with a coefficient of variation of 0.25, around a level of each
    calendar's own; those of the last eight weeks around one that is higher by ``drift``. Meetings take 45 minutes.
    """
    rng = random.Random(f"{seed} {drift}")
    return sum(_alarm(rng, drift) for __ in range(calendars)) / calendars


def _alarm(rng: random.Random, drift: float) -> bool:
    level = rng.uniform(300, 1500)
    before = [week(_MONDAY + 7 * number, _minutes(rng, level)) for number in range(_WEEKS)]
    now = [week(_MONDAY + 7 * (52 + number), _minutes(rng, level * (1 + drift))) for number in range(_WEEKS)]
    covered = ((_MONDAY, _MONDAY + 7 * (52 + _WEEKS)),)
    found = inflation(Weeks(now, ()), lambda __, ___: Weeks(before, ()), covered, _ZONE)
    assert isinstance(found, Inflation)
    return found.is_finding


def _minutes(rng: random.Random, mean: float) -> float:
    shape = _VARIATION**-2
    return rng.gammavariate(shape, mean / shape)


def week(monday: int, minutes: float, *, meetings: int | None = None, working_days: int = 5, full: bool = True) -> Week:
    """Return a week of 40 hours with so much meeting time, in meetings of two people that do not overlap."""
    seconds = round(minutes * 60)
    return Week._make([None] * len(Week._fields))._replace(
        monday=monday,
        complete=full,
        full=full,
        working_days=working_days,
        hours_seconds=40 * 3600,
        working_seconds=8 * working_days * 3600,
        meetings=max(1, round(minutes / 45)) if meetings is None else meetings,
        meeting_seconds=seconds,
        person_seconds=2 * seconds,
        started_seconds=seconds,
        usual=_NO_RANGES,
    )
