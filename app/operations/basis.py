"""What everything derived rests on besides the series: settings, window, coverage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.timezones import DAY, EPOCH_DAY
from app.timeline.coverage import CalendarReach

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.occurrences import Me
    from app.model.preferences import Preferences
    from app.store.day_rows import Basis
    from app.store.source_rows import StoredReach

BLOCK = 13 * 7
"""Days by which the window moves on: a quarter, from a Monday on."""
AHEAD = 26 * 7
"""Days that occurrences are kept for beyond the block in which the calendars were last read."""
BACK = 31 * 364
"""Days before the window's end at which it begins."""


def window_of(stamps: Sequence[int], last_one_off: int, preferences: Preferences) -> tuple[int, int]:
    """Return first and last day for which occurrences are kept.

    It depends on the calendars alone, not on the clock, so that the same calendars always give the same rows.

    Args:
        stamps: the latest time stamp of each calendar, seconds since 1970 UTC.
        last_one_off: the last day on which a one-off starts; asked only where there are no stamps.
        preferences: for the zone in which a stamp is a day.

    """
    anchor = max((preferences.zone.local(stamp)[0] for stamp in stamps), default=last_one_off or EPOCH_DAY)
    last = anchor - (anchor - 1) % BLOCK + BLOCK + AHEAD - 1
    return max(last - BACK + 1, 2), last


def calendar_reaches(reaches: Iterable[StoredReach]) -> list[CalendarReach]:
    """Return what decides coverage; of a file that is not whole yet only what happened since it is."""
    found = []
    for each in reaches:
        first = each.first_timed
        if first is not None and each.reaches_back is not None:
            first = max(first, (each.reaches_back - EPOCH_DAY + 1) * DAY)
        found.append(CalendarReach(first, each.newest, each.last_one_off))
    return found


def names_of(me: Me) -> tuple[str, ...]:
    """Return my addresses as they are kept."""
    return tuple(sorted(me.addresses))


def rests_on(basis: Basis) -> tuple[object, ...]:
    """Return what must not change for occurrences to stay as they are."""
    return basis.settings, basis.me, basis.nobody_named, basis.no_people, basis.window
