"""The same event in several calendars is one occurrence (METRICS.md §1)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from app.model.merged import LookAlike, counted_as
from app.model.uids import joined_uid
from app.timeline.words import folded, without_pictures

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.events import Series
    from app.model.occurrences import Occurrence

_FEWEST_TOGETHER: Final = 2
"""Occurrences at the same time below which two series that repeat may only have met by chance."""
_TAKES_NO_TIME: Final = frozenset({"all_day", "cancelled", "declined", "ignored"})


def joined(occurrences: Iterable[Occurrence], merged: Mapping[str, str] | None = None) -> list[Occurrence]:
    """Return the occurrences without second copies: same UID and same original start in another calendar.

    The copy with one's own response is kept, else the one with more people, else the first. Of series that the
    person merged (``Preferences.merged``), those at the same start and end are one too; there the last word has the
    series that the others are counted as, then the smaller UID.
    """
    kept = _without_copies(occurrences)
    return _without_look_alikes(kept, merged) if merged else kept


def _without_copies(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    kept: dict[tuple[str, int, bool], int] = {}
    result: list[Occurrence] = []
    for occurrence in occurrences:
        original = occurrence.start if occurrence.original is None else occurrence.original
        of_day = occurrence.days is not None if occurrence.original is None else occurrence.series.slots_are_days
        same = (occurrence.series.uid, original, of_day)
        at = kept.get(same)
        if at is None or result[at].series.calendar == occurrence.series.calendar:
            kept.setdefault(same, len(result))
            result.append(occurrence)
        elif _weight(occurrence) > _weight(result[at]):
            result[at] = occurrence
    return result


def _weight(occurrence: Occurrence) -> tuple[bool, bool, int]:
    attendance = occurrence.attendance
    # What the person left out must not take an event from what counts.
    counts = occurrence.rule not in {"left-out", "left-out-series"}
    return counts, attendance.response is not None, attendance.people or 0


def _without_look_alikes(occurrences: Sequence[Occurrence], merged: Mapping[str, str]) -> list[Occurrence]:
    """Return the occurrences with one of those that are counted as the same series at the same start and end."""
    together = {*merged, *merged.values()}
    kept: dict[tuple[str, int, int, int], int] = {}
    times: dict[tuple[str, int, int], int] = {}
    result: list[Occurrence] = []
    for occurrence in occurrences:
        uid = joined_uid(occurrence.series.uid)
        if uid not in together:
            result.append(occurrence)
            continue
        # Two of one series at the same time stay two; the first of another series goes with the first of them.
        nth = times[uid, occurrence.start, occurrence.end] = times.get((uid, occurrence.start, occurrence.end), 0) + 1
        same = (counted_as(uid, merged), occurrence.start, occurrence.end, nth)
        at = kept.setdefault(same, len(result))
        if at == len(result):
            result.append(occurrence)
        elif _outweighs(occurrence, result[at], merged):
            result[at] = occurrence
    return result


def _outweighs(one: Occurrence, other: Occurrence, merged: Mapping[str, str]) -> bool:
    weights = _weight(one), _weight(other)
    if weights[0] != weights[1]:
        return weights[0] > weights[1]
    # Not by the order in which they come, which is another after a sync than at the first reading.
    first, second = joined_uid(one.series.uid), joined_uid(other.series.uid)
    return (first in merged, first) < (second in merged, second)


def share_a_uid(series: Iterable[Series]) -> bool:
    """Tell whether any UID stands in more than one calendar: else there is nothing to join."""
    calendar_of: dict[str, str] = {}
    return any(calendar_of.setdefault(each.uid, each.calendar) != each.calendar for each in series)


def look_alikes(occurrences: Iterable[Occurrence], merged: Mapping[str, str] | None = None) -> tuple[LookAlike, ...]:
    """Return pairs of series of different UIDs that look alike: offers, which nothing follows from by itself.

    Alike are occurrences with the same start, end and title (case folded, without pictures) that both have a join
    link, or both have none; nothing else is kept of a link. A pair is offered where that holds of at least half of
    the occurrences of the one that has fewer, and of at least two; one is enough where both take place only once.
    What takes no time (all-day, cancelled, declined, left out) is not looked at. The series with more of one's own
    responses, people and occurrences is the one that the other would be counted as; of three that are alike, each is
    offered to be counted as the same one.
    """
    merged = merged or {}
    weights: dict[str, tuple[int, int, int]] = {}
    titles: dict[str, str] = {}
    alike: dict[tuple[int, int, str, bool], set[str]] = {}
    plain: dict[str, str] = {}
    for each in occurrences:
        title = plain.get(each.event.title)
        if title is None:  # a few hundred titles stand in thousands of occurrences
            title = plain[each.event.title] = without_pictures(folded(each.event.title))
        if not title or each.kind in _TAKES_NO_TIME:
            continue
        uid = counted_as(each.series.uid, merged)
        before = weights.get(uid, (0, 0, 0))
        answered = each.attendance.response is not None
        weights[uid] = before[0] + answered, before[1] + (each.attendance.people or 0), before[2] + 1
        titles[uid] = each.event.title
        alike.setdefault((each.start, each.end, title, each.event.has_link), set()).add(uid)
    together: Counter[tuple[str, str]] = Counter()
    for uids in alike.values():
        # Each with the weightiest alone: thousands at one time must not give millions of pairs.
        into, *others = sorted(uids, key=lambda uid: (*(-part for part in weights[uid]), uid))
        together.update((uid, into) for uid in others)
    return tuple(
        LookAlike(uid, into, titles[into], count, fewer)
        for (uid, into), count in sorted(together.items(), key=lambda item: (-item[1], item[0]))
        if 2 * count >= (fewer := min(weights[uid][2], weights[into][2]))
        and (count >= _FEWEST_TOGETHER or weights[uid][2] == weights[into][2] == 1)
    )
