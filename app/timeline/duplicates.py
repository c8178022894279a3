"""The same event in several calendars is one occurrence (METRICS.md §1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.events import Series
    from app.model.occurrences import Occurrence


def joined(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Return the occurrences without second copies: same UID and same original start in another calendar.

    The copy with one's own response is kept, else the one with more people, else the first.
    """
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
    # A calendar that the person left out must not take an event from one that counts.
    return occurrence.rule != "left-out", attendance.response is not None, attendance.people or 0


def share_a_uid(series: Iterable[Series]) -> bool:
    """Tell whether any UID stands in more than one calendar: else there is nothing to join."""
    calendar_of: dict[str, str] = {}
    return any(calendar_of.setdefault(each.uid, each.calendar) != each.calendar for each in series)
