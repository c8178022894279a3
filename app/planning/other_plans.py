"""Questions beside the best plan: other plans that differ, how many changes pay, and why not this one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.model.plans import WhyNot
from app.planning.explain import still_covered
from app.planning.options import offers_of
from app.planning.planner import NOTHING_FAMILIAR, best_plan, never, searched, task_of
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.occurrences import Timeline
    from app.model.plans import Edit, Familiar, Limits, Plan
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.progress import Progress

MOST_PLANS: Final = 5
CURVE: Final = range(1, 9)
_APART: Final = 2
"""In how many changes two plans must differ to be shown as two; in one where they have at most two."""


def further_plans(
    timeline: Timeline,
    preferences: Preferences,
    limits: Limits,
    progress: Progress = SILENT,
    count: int = MOST_PLANS,
    familiar: Familiar = NOTHING_FAMILIAR,
) -> tuple[Plan, ...]:
    """Return the best plan and those after it, each the best among all that differ enough from those before.

    Plans differ in the series, what is done with it, and the weekday it goes to; times of the day do not count.
    """
    task = task_of(timeline, preferences, limits, familiar)
    model = task.model()
    found: list[Plan] = []
    while len(found) < count:
        plan = searched(task, model, progress, never)
        if not plan.changes:
            return tuple(found) if found else (plan,)
        found.append(plan)
        signature = [column for edit in plan.edits for column in model.columns_of(edit)]
        apart = _APART if len(plan.edits) > _APART else 1
        model.mip.row(dict.fromkeys(signature, 1.0), most=len(plan.edits) - apart)
    return tuple(found)


def curve(
    timeline: Timeline,
    preferences: Preferences,
    limits: Limits,
    progress: Progress = SILENT,
    on_plan: Callable[[int, Plan], None] | None = None,
    familiar: Familiar = NOTHING_FAMILIAR,
) -> tuple[Plan, ...]:
    """Return the best plan with at most 1, 2, … 8 changes, so that one sees where more of them stop paying."""
    found = []
    for changes in CURVE:
        plan = best_plan(timeline, preferences, replace(limits, changes=changes), progress, familiar=familiar)
        found.append(plan)
        if on_plan is not None:
            on_plan(changes, plan)
    return tuple(found)


def why_not(
    timeline: Timeline,
    preferences: Preferences,
    limits: Limits,
    plan: Plan,
    wanted: tuple[SeriesKey, Edit | None],
    progress: Progress = SILENT,
) -> WhyNot:
    """Return why something is not in the best plan: by how much the best plan with it is worse.

    Args:
        timeline: what was planned.
        preferences: likewise.
        limits: likewise.
        plan: the best plan.
        wanted: a series, and one edit of it, or None: any.
        progress: asked whether to go on.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    key, edit = wanted
    task = task_of(timeline, preferences, limits)
    if edit in plan.edits or (edit is None and any(each.key == key for each in plan.edits)):
        return WhyNot("in-plan")
    offer = next((each for each in task.offers if each.item.key == key), None)
    if key in limits.kept or (offer is not None and offer.item.one_on_one and limits.one_on_ones_stay):
        return WhyNot("locked")
    if offer is None:
        return WhyNot("no-place")
    model = task.model()
    columns = model.columns_of_key(key) if edit is None else model.columns_of(edit)
    if not columns:
        (free,) = offers_of([offer.item], replace(limits, without=frozenset(), gathered=frozenset()), task.ground)
        return WhyNot("excluded" if not free.is_locked else "no-place")
    model.mip.row(dict.fromkeys(columns, 1.0), least=1)
    other = searched(task, model, progress, never, tidy=False)
    if other.clash is not None:
        return WhyNot("infeasible")
    own = next((each for each in other.edits if each.key == key), None)
    covered = () if own is None else still_covered(task.timeline, own, (), preferences)
    return WhyNot("worse", plan.objective - other.objective, covered)
