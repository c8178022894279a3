"""What became of each slot of a series that repeats (METRICS.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis.day_parts import counts
from app.analysis.series_keys import key_of, key_of_series
from app.model.slots import Slot
from app.timeline.build import TimeAway
from app.timeline.expand import SetAside, slot_replaced
from app.timeline.expand import skipped as skipped_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.model.events import Series
    from app.model.occurrences import Occurrence, Period
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.model.slots import Fate

MOVED: Final = 15 * 60
"""Seconds from its slot from which an override counts as moved."""
_APART: Final = 3
"""Days: by no time zones are the date of an EXDATE and the day of its slot further apart."""


def slots_of(
    series: Iterable[Series],
    occurrences: Iterable[Occurrence],
    period: Period,
    preferences: Preferences,
    *,
    skipped: Iterable[tuple[Series, Slot]] | None = None,
) -> dict[SeriesKey, tuple[Slot, ...]]:
    """Return the slots of every series that repeats, oldest first, with Google's parts of a series joined.

    A slot belongs to the period in which it takes place, or would have. All-day series have none: they are context.

    Args:
        series: at least those whose skipped slots are wanted.
        occurrences: of every kind, at least all that overlap the period; copies are joined already.
        period: the days.
        preferences: which meetings count, and holidays.
        skipped: the ``skipped_slots`` of all these where they are known already; None: they are looked for.

    """
    known = list(occurrences)
    away = _away(known, preferences)
    found: dict[SeriesKey, list[Slot]] = {}
    for each in known:
        if _has_slot(each) and period.start <= each.start < period.end:
            gone = each.away or away.holds(each.start, each.end)
            found.setdefault(key_of(each), []).append(_slot(each, period, preferences, away=gone))
    for one, slot in skipped_slots(series, known, period, preferences) if skipped is None else skipped:
        found.setdefault(key_of_series(one), []).append(slot)
    return {key: tuple(sorted(slots, key=lambda slot: slot[:2])) for key, slots in found.items()}


def skipped_slots(
    series: Iterable[Series], occurrences: Iterable[Occurrence], period: Period, preferences: Preferences
) -> Iterator[tuple[Series, Slot]]:
    """Yield the slots of a period that EXDATEs remove, each with its series as the calendar holds it.

    The same slot of the same UID in several calendars is one, as occurrences are: it is not skipped where a copy
    takes place, and otherwise belongs to the calendar whose copies were kept.
    """
    with_dates = [each for each in series if _may_be_skipped(each, period)]
    if not with_dates:
        return
    known = list(occurrences)
    away = _away(known, preferences)
    uids = {each.uid for each in with_dates}
    own = [each for each in known if each.series.uid in uids and _has_slot(each)]
    taken = {(each.series.uid, each.original) for each in own}
    present = {(each.series.calendar, each.series.uid) for each in own}
    for one in sorted(with_dates, key=lambda each: (each.calendar, each.uid) not in present):
        for slot in _skipped(one, period, away):
            if (one.uid, slot.original) not in taken:
                taken.add((one.uid, slot.original))
                yield one, slot


def _may_be_skipped(series: Series, period: Period) -> bool:
    """Tell whether an EXDATE may name a slot of a period: all others of a series need not be looked for.

    Where all that follows was moved, a slot may lie anywhere.
    """
    if series.recurrence is None:
        return False
    near = range(period.first - _APART, period.last + _APART + 1)
    removed = series.recurrence.removed
    return any(time.day in near for time in removed) or (
        bool(removed) and any(each.this_and_future for each in series.overrides)
    )


def _away(occurrences: Iterable[Occurrence], preferences: Preferences) -> TimeAway:
    return TimeAway(((each.start, each.end) for each in occurrences if each.kind == "out_of_office"), preferences)


def _has_slot(each: Occurrence) -> bool:
    return each.original is not None and each.series.recurs and not each.series.slots_are_days


def is_moved(occurrence: Occurrence, period: Period) -> bool:
    """Tell whether an override puts its slot 15 minutes or more elsewhere; of THISANDFUTURE, its own slot only."""
    original, event = occurrence.original, occurrence.event
    if original is None or event.key.recurrence_id is None or occurrence.series.slots_are_days:
        return False
    if abs(occurrence.start - original) < MOVED:
        return False
    return not event.this_and_future or original == slot_replaced(occurrence.series, event, period)


def _slot(each: Occurrence, period: Period, preferences: Preferences, *, away: bool) -> Slot:
    assert each.original is not None
    fate = _fate(each, preferences)
    return Slot(each.original, each.start, each.end, fate, is_moved(each, period), away, each)


def _fate(each: Occurrence, preferences: Preferences) -> Fate:
    if each.kind == "cancelled":
        return "cancelled"
    if each.kind == "declined":
        return "declined"
    return "held" if counts(each, preferences) else "uncounted"


def _skipped(series: Series, period: Period, away: TimeAway) -> Iterator[Slot]:
    if series.slots_are_days:
        return
    try:
        instances = skipped_of(series, period)
    except SetAside:  # It has no occurrences either, and stands among the problems.
        return
    for each in instances:
        if each.original is not None and period.start <= each.start < period.end:
            gone = away.holds(each.start, each.end)
            head = series.any_event()
            yield Slot(
                each.original, each.start, each.end, "skipped", moved=False, away=gone, occurrence=None, head=head
            )
