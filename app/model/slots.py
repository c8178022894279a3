"""The slots of a series: what became of each time that its rule gives (METRICS.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.events import Event
    from app.model.occurrences import Occurrence

Fate = Literal["held", "cancelled", "skipped", "declined", "uncounted"]
"""``held``: a meeting that counts; ``skipped``: an EXDATE removes it; ``uncounted``: no meeting that counts (free,
ignored, own time, in time away, or not accepted where only accepted ones count)."""


class Slot(NamedTuple):
    """One slot of a series.

    Attributes:
        original: when its rule puts it, seconds since 1970 UTC.
        start: when it takes place, or would have; of a skipped one where its rule, or a turn of all that follows
            (THISANDFUTURE), would have put it.
        end: likewise, excluded.
        fate: what became of it.
        moved: an override of this slot puts it 15 minutes or more from ``original``; what a turn of all that follows
            shifts is moved in the turn's own slot only.
        away: it lies wholly in out-of-office time or on a holiday.
        occurrence: None where it was skipped.
        head: of a skipped one the event that its series begins with, which says with whom; else None.

    """

    original: int
    start: int
    end: int
    fate: Fate
    moved: bool
    away: bool
    occurrence: Occurrence | None
    head: Event | None = None
