"""What the What-if page asks: a week as it is or a typical one, edits by hand, plans beside the best, what to copy.

Each figure is measured by the same analysis as every other one; nothing is written to a calendar.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.days import day_figures, scheduled
from app.model.journal import Experiment
from app.model.plans import Proof, TypicalWeeks
from app.operations.journal import record
from app.operations.plan import Planned, timeline_between
from app.planning import other_plans
from app.planning.checks import broken_limits
from app.planning.edits import apply_edits
from app.planning.focus_blocks import focus_calendar, focus_spans
from app.planning.notes import notes_for
from app.planning.options import items_of, offers_of
from app.planning.plan_words import edit_words
from app.planning.planner import plan_of as plan_by_hand
from app.planning.planner import task_of
from app.planning.slots_of_time import ground_of
from app.planning.typical_week import familiar_times
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.occurrences import Timeline
    from app.model.plans import Edit, Limits, Plan, WhyNot
    from app.model.series_figures import SeriesKey
    from app.model.spans import Span
    from app.model.weeks import Day
    from app.operations.plan import PlanAnswer
    from app.operations.workspace import Workspace
    from app.planning.notes import Note
    from app.progress import Progress

BY_HAND: Final = Proof("best-found", None)
"""What is known of edits that the person chose."""


class Tried(NamedTuple):
    """A fortnight, or a week, after some edits.

    Attributes:
        timeline: after them.
        days: the figures of each of its days.
        focus_blocks: of all days, in order of time.
        broken: the limits that do not hold, by their names in ``Limits``; ``overlap`` where a new place is taken.

    """

    timeline: Timeline
    days: tuple[Day, ...]
    focus_blocks: tuple[Span, ...]
    broken: tuple[str, ...]


def week_as_it_is(workspace: Workspace, monday: int) -> Planned:
    """Return one week of the calendar, as it is, ready to be planned."""
    timeline, preferences = timeline_between(workspace, monday, monday + 6)
    items = items_of(timeline, preferences)
    held = [each for each in timeline.inside() if each.kind == "meeting" and not each.away]
    familiar = familiar_times(held, [item.key for item in items], preferences.zone)
    typical = TypicalWeeks(timeline=timeline, weeks=1, left_out=Fraction(0), familiar=familiar)
    return Planned(typical, monday, monday + 6, preferences, items)


def tried(planned: Planned, edits: Sequence[Edit], limits: Limits) -> Tried:
    """Return what edits by hand come to; quick enough to follow a hand that drags."""
    given, preferences = planned.typical.timeline, planned.preferences
    after = apply_edits(given, edits)
    days = day_figures(scheduled(after, preferences), after.period, preferences)
    ground = ground_of(given, preferences)
    broken = broken_limits(given, after, edits, limits, ground, preferences) if edits else ()
    return Tried(after, tuple(days), tuple(focus_spans(after, preferences)), broken)


def by_hand(planned: Planned, edits: Sequence[Edit], limits: Limits) -> Plan:
    """Return edits by hand as a plan: with price, shares and words, and without a proof."""
    return plan_by_hand(
        task_of(planned.typical.timeline, planned.preferences, limits, planned.typical.familiar), edits, BY_HAND
    )


def places_for(planned: Planned, key: SeriesKey, limits: Limits) -> dict[int, tuple[int, ...]]:
    """Return where a series of one day a week may go: by weekday (0 is Monday) the starts in seconds since midnight."""
    ground = ground_of(planned.typical.timeline, planned.preferences)
    own = [item for item in planned.items if item.key == key]
    return {day: starts for offer in offers_of(own, limits, ground) for day, starts in offer.starts}


def further_plans(planned: Planned, limits: Limits, progress: Progress = SILENT) -> tuple[Plan, ...]:
    """Return the best plan and up to four after it that differ from those before.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    return other_plans.further_plans(planned.typical.timeline, planned.preferences, limits, progress)


def curve(planned: Planned, limits: Limits, progress: Progress = SILENT) -> tuple[Plan, ...]:
    """Return the best plan with at most 1, 2, … 8 changes.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    return other_plans.curve(planned.typical.timeline, planned.preferences, limits, progress)


def why_not(answer: PlanAnswer, wanted: tuple[SeriesKey, Edit | None], progress: Progress = SILENT) -> WhyNot:
    """Return why a series, or one edit of it, is not in a plan.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    planned = answer.planned
    return other_plans.why_not(
        planned.typical.timeline, planned.preferences, answer.limits, answer.plan, wanted, progress
    )


def notes_of(planned: Planned, plan: Plan) -> dict[SeriesKey, tuple[Note, ...]]:
    """Return the notes to copy for each change of a plan."""
    return {change.edit.key: notes_for(change, planned.typical.timeline) for change in plan.changes}


def blocks_file(planned: Planned, plan: Plan, weeks: int = 4) -> bytes:
    """Return the focus blocks of a plan as a calendar file, over some weeks."""
    return focus_calendar(plan.timeline, planned.preferences, weeks)


def begin_experiment(workspace: Workspace, planned: Planned, plan: Plan, day: int, today: int) -> Experiment:
    """Put a plan into the journal as an experiment: four weeks after the day, focus before and after is compared.

    Args:
        workspace: the data.
        planned: what was planned.
        plan: with at least one change.
        day: the ordinal of the day from which the changes hold.
        today: the ordinal of today.

    Raises:
        UserError: when the journal does not take it.

    """
    timeline = planned.typical.timeline
    changes = "; ".join(edit_words(change.edit, change.item, timeline) for change in plan.changes)
    found = record(workspace, Experiment(change=changes, start=day, measure="focus_minutes"), today)
    assert isinstance(found, Experiment)
    return found
