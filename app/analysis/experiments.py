"""What came of an experiment: a weekly figure before a change and after it (METRICS.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.chosen_period import monday_of
from app.model.experiments import FEWEST_WEEKS, MEASURES, WEEKS, Outcome, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.experiments import Measure, Verdict
    from app.model.journal import Experiment
    from app.model.weeks import Week


def outcome(experiment: Experiment, weeks: Sequence[Week], today: int) -> Outcome:
    """Return what came of an experiment.

    The week in which it began belongs to neither side, unless it began on a Monday. Only full weeks count
    (METRICS.md §4), and ranges that touch overlap.

    Args:
        experiment: the change, its first day and its measure.
        weeks: the weeks that the calendars know.
        today: the ordinal of the day before which the four weeks must have ended.

    """
    measure = MEASURES[experiment.measure]
    before = monday_of(experiment.start)
    after = monday_of(experiment.start + 6)
    ready = after + 7 * WEEKS
    sides = (
        _side(weeks, measure, before - 7 * WEEKS, before),
        _side([week for week in weeks if week.monday + 7 <= today], measure, after, ready),
    )
    return Outcome(
        experiment=experiment,
        ready=ready,
        before=sides[0],
        after=sides[1],
        verdict="too-early" if today < ready else _verdict(*sides),
    )


def _side(weeks: Sequence[Week], measure: Measure, first: int, end: int) -> Side:
    found = [
        (week.monday, value)
        for week in weeks
        if week.full and first <= week.monday < end and (value := measure.of(week)) is not None
    ]
    values = tuple(value for __, value in found)
    return Side(tuple(monday for monday, __ in found), values, (min(values), max(values)) if values else None)


def _verdict(before: Side, after: Side) -> Verdict:
    if before.range is None or after.range is None or min(len(before.values), len(after.values)) < FEWEST_WEEKS:
        return "unknown"
    if after.range[0] > before.range[1]:
        return "higher"
    return "lower" if after.range[1] < before.range[0] else "no-clear-change"
