"""What 1:1s and the face-time audit are worked out from, out of the series and occurrences of some days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.day_parts import counts
from app.analysis.one_on_one_slots import Scheduled
from app.analysis.series_keys import key_of_series
from app.analysis.slots import slots_of
from app.timeline.lasting import goes_on_after

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.events import Series
    from app.model.occurrences import Occurrence, Period
    from app.model.preferences import Preferences

AROUND_BEFORE: Final = 13 * 7
AROUND_AFTER: Final = 7
"""Days around those that are asked for: earlier slots, and what made up for the last one."""


def scheduled_people(
    series: Sequence[Series],
    occurrences: Iterable[Occurrence],
    period: Period,
    preferences: Preferences,
    *,
    me: frozenset[str],
    today: int,
) -> Scheduled:
    """Return what 1:1s of some days are worked out from.

    Args:
        series: those that count and may have a slot in the period.
        occurrences: of every kind, all that overlap the period, in order of start.
        period: the days asked for with those around them.
        preferences: which meetings count.
        me: my addresses.
        today: a series that has a slot after this day has not ended.

    """
    known = list(occurrences)
    zone = preferences.zone
    slots = slots_of(series, known, period, preferences)
    return Scheduled(
        slots=slots,
        meetings=[each for each in known if counts(each, preferences)],
        lasting=frozenset(
            key
            for each in series
            if each.recurs and (key := key_of_series(each)) in slots and goes_on_after(each, today, zone)
        ),
        me=me,
        zone=zone,
    )
