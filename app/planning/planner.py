"""The best plan under a person's limits, with the proof that it is, or how far it could be beaten (METRICS.md §10).

Every figure that comes out is measured by the analysis on the edited timeline; where it differs from the model, that
is a fault of ours and nothing is shown.
"""

from __future__ import annotations

import math
import time
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from app.language import _
from app.model.plans import MOST_CHANGES, Plan, Proof
from app.planning.checks import broken_limits, mornings_of_weeks
from app.planning.clashes import clash_of
from app.planning.edits import apply_edits, measured, without_need
from app.planning.explain import changes_of
from app.planning.options import items_of, offers_of, price_of
from app.planning.placing import edits_of, is_familiar, tidied
from app.planning.plan_model import PlanModel
from app.planning.slots_of_time import ground_of
from app.planning.solver import Solved, Watch, solve
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from app.model.occurrences import Timeline
    from app.model.plans import Change, Edit, Familiar, Item, Limits
    from app.model.preferences import Preferences
    from app.planning.options import Ground, Offer
    from app.progress import Progress

_MINUTE: Final = 60


NOTHING_FAMILIAR: Final[Familiar] = {}
"""Where it is not known when people met before."""


class NoAnswerYet(Exception):
    """The search was ended before it knew any plan that keeps the limits, or that there is none."""


class ModelDiffersError(AssertionError):
    """What the model says of a plan is not what the analysis measures: a fault of ours."""


def never() -> bool:
    """Tell that a search need not end yet."""
    return False


@dataclass(frozen=True, slots=True)
class Task:
    """One timeline under some limits, ready to be searched."""

    timeline: Timeline
    preferences: Preferences
    limits: Limits
    ground: Ground
    items: tuple[Item, ...]
    offers: tuple[Offer, ...]
    familiar: Familiar

    def model(self) -> PlanModel:
        """Return a new model of it."""
        return PlanModel(self.offers, self.limits, self.ground)


def task_of(
    timeline: Timeline, preferences: Preferences, limits: Limits, familiar: Familiar = NOTHING_FAMILIAR
) -> Task:
    """Return a timeline of one or two whole weeks, ready to be searched.

    Raises:
        ValueError: when the period is none, or there are more changes than a plan may have.

    """
    days = timeline.period.last - timeline.period.first + 1
    if days not in {7, 14} or not 0 <= limits.changes <= MOST_CHANGES:
        raise ValueError("a plan is for one or two weeks, and for at most ten changes")
    # What began before the first day is not in these weeks; it could only be cut.
    own = tuple(each for each in timeline.occurrences if each.kind != "meeting" or each.start >= timeline.period.start)
    timeline = timeline._replace(occurrences=own)
    ground = ground_of(timeline, preferences)
    items = items_of(timeline, preferences)
    return Task(timeline, preferences, limits, ground, items, offers_of(items, limits, ground), familiar)


def best_plan(
    timeline: Timeline,
    preferences: Preferences,
    limits: Limits,
    progress: Progress = SILENT,
    enough: Callable[[], bool] = never,
    familiar: Familiar = NOTHING_FAMILIAR,
) -> Plan:
    """Return the plan that wins the most focus less the price of its disturbance.

    Args:
        timeline: one or two whole weeks from a Monday on; ``typical_fortnight`` makes one.
        preferences: working hours, and what counts.
        limits: what must hold.
        progress: is told of better plans; where its check raises, the search ends and nothing is delivered.
        enough: asked often; where it says so the search ends and the best plan so far is delivered.
        familiar: when people met before: such times are preferred where the rest is equal.

    Raises:
        Cancelled: when ``progress`` says so.
        NoAnswerYet: when the search ended before any plan was known.

    """
    task = task_of(timeline, preferences, limits, familiar)
    return searched(task, task.model(), progress, enough)


def searched(
    task: Task, model: PlanModel, progress: Progress, enough: Callable[[], bool], *, tidy: bool = True
) -> Plan:
    """Return the best plan of a model, which may have further rows.

    Not tidied up where these force a series into it: of two that are alike one may then stand where it stood, at the
    price of the two changing places.
    """
    watch = watch_of(task, progress, enough, model.unit)
    begin = time.monotonic()
    solved = solve(model.mip, watch)
    if solved.status == "infeasible":
        return _impossible(task, watch)
    if solved.values is None:
        return _nothing_found(task, solved, model.unit)
    edits = _checked(task, model, solved)
    if task.limits.disturbance == 0 and solved.status == "optimal":
        left = max(1.0, watch.seconds - (time.monotonic() - begin))
        solved = _cheapest(model, solved, watch._replace(seconds=left))
        edits = edits_of(model.chosen(solved), task.offers, task.limits)
    if tidy:
        edits = tidied(task.timeline, edits, task)
    after = apply_edits(task.timeline, edits)
    broken = broken_limits(task.timeline, after, edits, task.limits, task.ground, task.preferences)
    if broken:
        raise ModelDiffersError(f"the model keeps limits that the plan breaks: {broken}")
    plan = plan_of(task, edits, _unproven(0))
    return replace(plan, proof=_proof(plan, solved, model, task))


def _checked(task: Task, model: PlanModel, solved: Solved) -> list[Edit]:
    """Return the edits of a solution, of which model and analysis say the same.

    A search that was ended may know plans of which it has not seen all the focus yet; one that was not knows it to less
    than one unit of the model.
    """
    edits = edits_of(model.chosen(solved), task.offers, task.limits)
    modelled = _value(solved, model.focus_costs()) * model.unit
    focus = measured(apply_edits(task.timeline, edits), task.preferences).focus_seconds
    if focus - modelled < -1 or (solved.status == "optimal" and focus - modelled >= model.unit):
        raise ModelDiffersError(f"modelled {modelled:.0f} s of focus, measured {focus} s")
    return edits


def watch_of(task: Task, progress: Progress, enough: Callable[[], bool], unit: int) -> Watch:
    """Return how a search is watched: better plans are told as focus minutes less price."""
    weeks = task.ground.weeks

    def on_better(value: float, bound: float | None) -> None:
        del bound
        minutes = round(value * unit / _MINUTE / weeks)
        text = _("Looking for the best plan: {minutes} min of focus a week, less the disturbance, so far")
        progress.report(0, None, text.format(minutes=minutes))

    return Watch(progress.check, enough, on_better, task.limits.seconds)


def _cheapest(model: PlanModel, solved: Solved, watch: Watch) -> Solved:
    """Return the least disturbance among the plans of the most focus; the same plan where that was not found."""
    focus = model.focus_costs()
    second = model.mip.with_costs(model.price_costs())
    # Half a unit of room for the solver's rounding: what whole choices leave of focus is whole.
    second.row(focus, least=round(_value(solved, focus)) - 0.5)
    cheaper = solve(second, watch)
    return solved if cheaper.values is None else Solved(solved.status, cheaper.values, solved.bound)


def _value(solved: Solved, costs: Mapping[int, float]) -> float:
    assert solved.values is not None
    return sum(cost * solved.values[column] for column, cost in costs.items())


def plan_of(task: Task, edits: Sequence[Edit], proof: Proof) -> Plan:
    """Return a plan of these edits, with every figure measured on the edited timeline."""
    after = apply_edits(task.timeline, edits)
    was, now = measured(task.timeline, task.preferences), measured(after, task.preferences)
    by_key = {item.key: item for item in task.items}
    prices = {edit.key: price_of(by_key[edit.key], edit, task.ground.weeks) for edit in edits}
    total = sum(prices.values())
    needed = any(edit.kind == "when-needed" for edit in edits)

    def extreme(*, is_needed: bool) -> Fraction | None:
        if not needed:
            return None
        return measured(without_need(task.timeline, edits, needed=is_needed), task.preferences).focus

    def marked(change: Change) -> Change:
        start = change.edit.start
        known = start is not None and is_familiar(change.item, change.edit, start, task.familiar)
        return replace(change, familiar=known)

    return Plan(
        before=was.focus,
        after=now.focus,
        blocks_before=was.blocks,
        blocks_after=now.blocks,
        changes=tuple(map(marked, changes_of(task.timeline, edits, by_key, prices, task.preferences))),
        price=total,
        objective=now.focus - was.focus - total * _MINUTE,
        proof=proof,
        timeline=after,
        never_needed=extreme(is_needed=False),
        always_needed=extreme(is_needed=True),
        mornings_before=mornings_of_weeks(was),
        mornings_after=mornings_of_weeks(now),
    )


def _unproven(minutes: int | None) -> Proof:
    return Proof("best-found", minutes)


def _proof(plan: Plan, solved: Solved, model: PlanModel, task: Task) -> Proof:
    if solved.status == "optimal":
        return Proof("best-possible" if plan.changes else "nothing-helps", 0)
    return _unproven(_could_win(plan, solved, model.unit, task))


def _could_win(plan: Plan, solved: Solved, unit: int, task: Task) -> int | None:
    """Return by how many minutes a week a better plan could beat this one, rounded up."""
    if solved.bound is None:
        return None
    weeks = task.ground.weeks
    value = plan.after - Fraction(task.limits.disturbance) * plan.price * _MINUTE
    apart = solved.bound * unit / weeks - float(value)
    return max(0, math.ceil(apart / _MINUTE - 1e-6))


def _nothing_found(task: Task, solved: Solved, unit: int) -> Plan:
    """Return no change where that keeps the limits: it is always at hand."""
    if broken_limits(task.timeline, task.timeline, (), task.limits, task.ground, task.preferences):
        raise NoAnswerYet
    plan = plan_of(task, (), _unproven(None))
    return replace(plan, proof=_unproven(_could_win(plan, solved, unit, task)))


def _impossible(task: Task, watch: Watch) -> Plan:
    clash = clash_of(task.items, task.limits, task.ground, watch)
    return replace(plan_of(task, (), Proof("cannot-be-met", None)), clash=clash)
