"""Whether an edited timeline keeps the limits: looked at on the timeline itself, not in the model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.days import FOCUS
from app.analysis.series_keys import key_of
from app.model.spans import common, unite, without
from app.planning.edits import attended, measured, standing_in_the_way
from app.planning.options import items_of, may_stand
from app.planning.parts_of_day import halves_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.occurrences import Occurrence, Timeline
    from app.model.plans import Edit, Limits
    from app.model.preferences import Preferences
    from app.model.spans import Span
    from app.planning.edits import Measured
    from app.planning.options import Ground


def broken_limits(
    before: Timeline, after: Timeline, edits: Sequence[Edit], limits: Limits, ground: Ground, preferences: Preferences
) -> tuple[str, ...]:
    """Return the limits that an edited timeline breaks, by their names in ``Limits``; ``overlap`` for a taken place.

    Args:
        before: the timeline before the edits.
        after: the same after them.
        edits: what was done.
        limits: what must hold.
        ground: of ``before``.
        preferences: for what counts.

    """
    meetings = attended(after, preferences)
    zone = ground.timeline.period.zone
    days = {(each.week, each.weekday) for item in items_of(after, preferences) for each in item.places}
    working = {day for day in range(7) if any(ground.segments[7 * w + day] for w in range(ground.weeks))}
    free = working - {day for __, day in days}

    def stands(each: Occurrence) -> bool:
        return key_of(each) in limits.excused or may_stand(zone.local(each.start)[1], each.end - each.start, limits)

    kept = {edit.key for edit in edits} & limits.kept
    ones = {item.key for item in items_of(before, preferences) if item.one_on_one}
    stay = {"move", "gather"} - ({"move", "gather"} if limits.one_on_ones_stay else set())
    broken = {
        "changes": len(edits) > limits.changes,
        "kept": bool(kept),
        "one_on_ones_stay": any(edit.key in ones and edit.kind not in stay for edit in edits),
        "overlap": bool(standing_in_the_way(after, edits, preferences)),
        "not_before": not all(map(stands, meetings)),
        "free_days": bool(limits.free_days & {day for __, day in days}),
        "some_day_free": limits.some_day_free and not free,
        "half_day_free": limits.half_day_free and not _half_free(meetings, ground),
        "free_mornings": limits.free_mornings > 0 and _too_few_mornings(after, limits, preferences),
        "longest_run": limits.longest_run is not None
        and bool(built_runs(attended(before, preferences), meetings, ground, limits.longest_run)),
        "gathered": bool(limits.gathered) and not _gathered(after, limits, preferences),
    }
    return tuple(name for name, is_broken in broken.items() if is_broken)


def mornings_of_weeks(found: Measured) -> tuple[tuple[int, ...], ...]:
    """Return, for each week that was measured, the weekdays (0 is Monday) whose morning holds no meeting.

    By the analysis itself (``Day.free_morning``): a morning of less than two hours of working time does not count.
    """
    weeks = [found.days[7 * week : 7 * week + 7] for week in range(found.weeks)]
    return tuple(tuple(at for at, day in enumerate(week) if day.free_morning) for week in weeks)


def built_runs(before: Iterable[Occurrence], after: Iterable[Occurrence], ground: Ground, longest: int) -> list[Span]:
    """Return stretches of meetings within working time longer than allowed that were not all meetings before."""
    working = [span for day in ground.segments for span in day]
    old, new = (unite((each.start, each.end) for each in own) for own in (before, after))
    runs = [run for segment in working for run in common([segment], new) if run[1] - run[0] > longest]
    return [run for run in runs if without([run], old)]


def _too_few_mornings(after: Timeline, limits: Limits, preferences: Preferences) -> bool:
    return min(map(len, mornings_of_weeks(measured(after, preferences)))) < limits.free_mornings


def _gathered(after: Timeline, limits: Limits, preferences: Preferences) -> bool:
    days = {day for item in items_of(after, preferences) if item.key in limits.gathered for day in item.days}
    return len(days) <= 1


def _half_free(meetings: Sequence[Occurrence], ground: Ground) -> bool:
    """Tell whether half of some weekday lies in focus blocks, in every week."""
    busy = unite([*((each.start, each.end) for each in meetings), *ground.breaking])
    for day in range(7):
        weeks = [ground.segments[7 * week + day] for week in range(ground.weeks)]
        blocks = [[gap for gap in without(own, busy) if gap[1] - gap[0] >= FOCUS] for own in weeks]
        for half in (0, 1):
            wanted = [halves_of(own)[half] for own in weeks]
            if all(wanted) and all(not without(spans, found) for spans, found in zip(wanted, blocks, strict=True)):
                return True
    return False
