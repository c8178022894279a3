"""Edits as pure functions on a timeline, and what the same analysis says of it afterwards (METRICS.md §10).

There is no second calculator: every figure before and after an edit comes from ``analysis.days``.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.day_parts import counts
from app.analysis.days import day_figures, scheduled
from app.analysis.series_keys import key_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable

    from app.model.occurrences import Occurrence, Timeline
    from app.model.plans import Edit
    from app.model.preferences import Preferences
    from app.model.spans import Span
    from app.model.weeks import Day


class Measured(NamedTuple):
    """What a timeline comes to, of all its days together; lengths in seconds."""

    days: tuple[Day, ...]
    weeks: int
    focus_seconds: int
    focus_blocks: int

    @property
    def focus(self) -> Fraction:
        """Focus in blocks of two hours or more, in seconds a week."""
        return Fraction(self.focus_seconds, self.weeks)

    @property
    def blocks(self) -> Fraction:
        """Focus blocks a week."""
        return Fraction(self.focus_blocks, self.weeks)


def measured(timeline: Timeline, preferences: Preferences) -> Measured:
    """Return the figures of each day of a timeline, and the focus of all of them."""
    days = tuple(day_figures(scheduled(timeline, preferences), timeline.period, preferences))
    return Measured(
        days,
        max(1, len(days) // 7),
        sum(day.focus_seconds or 0 for day in days),
        sum(day.focus_blocks or 0 for day in days),
    )


def focus_on(timeline: Timeline, preferences: Preferences, days: Container[int]) -> int:
    """Return the focus of some days (ordinals) of a timeline, in seconds."""
    figures = day_figures(scheduled(timeline, preferences), timeline.period, preferences, days)
    return sum(day.focus_seconds or 0 for day in figures)


def days_of(timeline: Timeline, edits: Iterable[Edit], preferences: Preferences) -> set[int]:
    """Return the days (ordinals) on which series that are edited take place, before and after."""
    keys = {edit.key for edit in edits}
    zone = timeline.period.zone
    return {
        day
        for given in (timeline, apply_edits(timeline, edits))
        for each in attended(given, preferences)
        if key_of(each) in keys
        for day in range(zone.local(each.start)[0], zone.local(each.end)[0] + 1)
    }


def apply_edits(timeline: Timeline, edits: Iterable[Edit]) -> Timeline:
    """Return a timeline after some edits, at most one of each series; everything else stays as it is."""
    by_key = {edit.key: edit for edit in edits}
    if not by_key:
        return timeline
    found: list[Occurrence] = []
    for each in timeline.occurrences:
        edit = by_key.get(key_of(each))
        if edit is None or each.kind != "meeting" or each.away:
            found.append(each)
        else:
            after = _APPLIED[edit.kind](each, edit, timeline)
            if after is not None:
                found.append(after)
    return timeline._replace(occurrences=tuple(sorted(found, key=lambda each: (each.start, each.end, each.series.uid))))


def without_need(timeline: Timeline, edits: Iterable[Edit], *, needed: bool) -> Timeline:
    """Return the timeline where all that is attended only when needed is never, or always, needed."""
    chosen = [
        edit._replace(kind="drop") if edit.kind == "when-needed" else edit
        for edit in edits
        if not (needed and edit.kind == "when-needed")
    ]
    return apply_edits(timeline, chosen)


def _drop(_each: Occurrence, _edit: Edit, _timeline: Timeline) -> Occurrence | None:
    return None


def _thin(each: Occurrence, edit: Edit, timeline: Timeline) -> Occurrence | None:
    return each if week_of(each, timeline) == edit.week else None


def _shorten(each: Occurrence, edit: Edit, _timeline: Timeline) -> Occurrence | None:
    assert edit.seconds is not None
    return each._replace(end=min(each.end, each.start + edit.seconds))


def _move(each: Occurrence, edit: Edit, timeline: Timeline) -> Occurrence | None:
    """Put an occurrence on the new day of its week; of a series on several days, each stays on its day."""
    assert edit.start is not None
    zone = timeline.period.zone
    day = zone.local(each.start)[0]
    if len(edit.days) == 1:
        day = timeline.period.first + 7 * week_of(each, timeline) + edit.days[0]
    start = zone.epoch(day, edit.start)
    return each._replace(start=start, end=start + each.end - each.start)


_APPLIED: dict[str, Callable[[Occurrence, Edit, Timeline], Occurrence | None]] = {
    "drop": _drop,
    "every-other": _thin,
    "shorten": _shorten,
    "move": _move,
    "gather": _move,
    "when-needed": _thin,
}


def week_of(each: Occurrence, timeline: Timeline) -> int:
    """Return in which week of a timeline (counted from 0) an occurrence starts."""
    return (timeline.period.zone.local(each.start)[0] - timeline.period.first) // 7


def attended(timeline: Timeline, preferences: Preferences) -> list[Occurrence]:
    """Return the meetings of a timeline that count, in order of start."""
    return [each for each in timeline.inside() if counts(each, preferences)]


def obstacles(timeline: Timeline, preferences: Preferences) -> list[Span]:
    """Return what no meeting may be moved onto besides meetings: own blocks, focus time, and meetings not counted."""
    return [
        (each.start, each.end)
        for each in timeline.inside()
        if each.kind in {"block", "focus"}
        or (each.kind == "meeting" and not each.away and not counts(each, preferences))
    ]


def standing_in_the_way(
    timeline: Timeline, edits: Iterable[Edit], preferences: Preferences
) -> dict[Edit, list[Occurrence]]:
    """Return, of an edited timeline, the moves whose new place is taken, each with the meetings that take it.

    Args:
        timeline: after the edits.
        edits: those that it was edited by.
        preferences: for what counts.

    """
    by_key = {edit.key: edit for edit in edits if edit.start is not None}
    if not by_key:
        return {}
    meetings = [(key_of(each), each) for each in attended(timeline, preferences)]
    taken: dict[Edit, list[Occurrence]] = {}
    for key, own in meetings:
        edit = by_key.get(key)
        if edit is None:
            continue
        start, end = own.start, own.end
        others = [each for other, each in meetings if each.start < end and start < each.end and other != key]
        if others:
            taken.setdefault(edit, []).extend(others)
    return taken
