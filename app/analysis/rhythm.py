"""How often a series takes place: the usual distance of its slots (METRICS.md §7)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from app.analysis.middle import median

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.slots import Slot
    from app.model.timezones import HomeZone

FEWEST: Final = 3
"""Slots under which nothing is said about a rhythm."""


def spacing_days(slots: Sequence[Slot], zone: HomeZone) -> float | None:
    """Return the median distance of the slots of a series in days, None under three slots.

    It is the rule's rhythm: from slot to slot, wherever what takes place there was moved to. Local days are counted,
    so that a change of the clocks does not matter.
    """
    if len(slots) < FEWEST:
        return None
    days = sorted(zone.local(slot.original)[0] for slot in slots)
    return float(median(later - earlier for earlier, later in pairwise(days)))
