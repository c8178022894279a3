"""What the What-if page asks the planner: the best changes, why not others, how many, other plans.

Each takes up to seconds and is asked beside the window; nothing is ever written to a calendar.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words, wording
from app.errors import UserError
from app.language import _, ngettext
from app.model.charts import Table
from app.model.plans import MOST_CHANGES, Limits, Plan
from app.model.whatif_page import MOST_ASKED, SOME_DAY, Answer, Asked, CurveStep, FoundPlan, PlanCurve, PlanLine
from app.operations.plan import plan_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from app.model.plans import Edit
    from app.model.series_figures import SeriesKey
    from app.model.whatif_page import Wish
    from app.operations.plan import Planned
    from app.planning.gathering import Gathering
    from app.planning.week_tried import Stage
    from app.progress import Progress

_AN_HOUR: Final = 60
_HOUR: Final = 3_600


class _Unspoken:
    """A progress that asks whether to go on and leaves it to somebody else to say how far it is."""

    def __init__(self, progress: Progress) -> None:
        self.check = progress.check

    def report(self, done: int, total: int | None, what: str) -> None:
        """Say nothing."""


def limits_of(asked: Asked) -> Limits:
    """Return what a person asks as the limits of a plan."""
    wish = asked.wish
    day = wish.free_day
    return Limits(
        changes=wish.changes,
        kept=asked.kept,
        one_on_ones_stay=wish.one_on_ones_stay,
        not_before=wish.not_before,
        free_days=frozenset() if day is None or day == SOME_DAY else frozenset({day}),
        some_day_free=day == SOME_DAY,
        half_day_free=wish.half_day_free,
        free_mornings=wish.free_mornings,
        disturbance=_AN_HOUR / wish.hour_worth if wish.hour_worth else 0.0,
    )


def find_words(wish: Wish) -> str:
    """Return what the planner is asked to find, for the main button."""
    if not wish.free_mornings:
        return _("Find the best changes")
    text = ngettext("Find me one morning", "Find me {count} mornings", wish.free_mornings)
    words = text.format(count=figure_words.count(wish.free_mornings))
    return words[:1].upper() + words[1:]


def more_needed(found: FoundPlan) -> tuple[int, str] | None:
    """Return how many changes would keep the limits, and that in words, where so many may be allowed; else None."""
    needed = found.plan.clash.needed if found.plan.clash is not None else None
    if needed is None or not found.limits.changes < needed <= MOST_ASKED:
        return None
    text = ngettext("Allow {count} change", "Allow {count} changes", needed)
    return needed, text.format(count=wording.number(needed, 0))


def best(planned: Planned, asked: Asked, progress: Progress, enough: Callable[[], bool] | None = None) -> FoundPlan:
    """Return the best changes under what a person asks.

    Args:
        planned: the weeks.
        asked: for what.
        progress: where its check raises, the search ends and nothing is delivered.
        enough: where it says so, the search ends with the best plan so far.

    Raises:
        Cancelled: when ``progress`` says so.
        UserError: when the search ended before any plan was known.

    """
    limits = limits_of(asked)
    return _found(plan_of(planned, limits, progress, enough).plan, limits)


def _found(plan: Plan, limits: Limits) -> FoundPlan:
    # Imported here, as below, because it loads the words of the planner.
    from app.planning.plan_words import plan_sentence, proof_sentence

    words = [] if plan.changes else [plan_sentence(plan)]
    return FoundPlan(plan.edits, " ".join([*words, proof_sentence(plan)]), plan, limits)


@contextmanager
def _in_time() -> Iterator[None]:
    """Say that the time was too short, where it was."""
    from app.planning.planner import NoAnswerYet

    try:
        yield
    except NoAnswerYet:
        raise UserError(
            _("No plan was found in the time allowed"), next_step=_("allow more changes, or fewer limits")
        ) from None


def why_not(
    planned: Planned, asked: Asked, key: SeriesKey, found: FoundPlan | None, progress: Progress
) -> tuple[Answer, FoundPlan]:
    """Return why the best plan leaves a series as it is, and that plan.

    Args:
        planned: the weeks.
        asked: for what plan.
        key: the series.
        found: what was found before; found anew where it was for something else.
        progress: asked whether to go on.

    Raises:
        Cancelled: when ``progress`` says so.
        UserError: when a search ended before any plan was known.

    """
    from app.planning import other_plans
    from app.planning.plan_words import clash_words, title_of, why_not_words

    item = next(each for each in planned.items if each.key == key)
    title = _("Why not {title}?").format(title=title_of(item))
    if found is None or found.limits != limits_of(asked):
        found = best(planned, asked, progress)
    if found.plan.clash is not None:
        return Answer(title, clash_words(found.plan.clash)), found
    timeline, preferences = planned.typical.timeline, planned.preferences
    with _in_time():
        told = other_plans.why_not(timeline, preferences, found.limits, found.plan, (key, None), progress)
    return Answer(title, why_not_words(told)), found


# ---- how many changes ----


def curve(planned: Planned, asked: Asked, progress: Progress) -> PlanCurve:
    """Return the best plans with at most 1, 2, … 8 changes, and from how many on more do not pay.

    Raises:
        Cancelled: when ``progress`` says so.
        UserError: when a search ended before any plan was known.

    """
    from app.planning import other_plans

    most = len(other_plans.CURVE)
    words = _("Looking for the best plans: {done} of {all}")

    def say(done: int, _plan: object = None) -> None:
        progress.report(done, most, words.format(done=wording.number(done, 0), all=wording.number(most, 0)))

    say(0)
    typical = planned.typical
    with _in_time():
        plans = other_plans.curve(
            typical.timeline, planned.preferences, limits_of(asked), _Unspoken(progress), say, typical.familiar
        )
    steps = tuple(_step(changes, plan, asked) for changes, plan in zip(other_plans.CURVE, plans, strict=True))
    headers = (_("At most"), _("Focus"), _("Disturbance"))
    rows = tuple(
        (
            step.label,
            _("cannot be met") if step.gain is None else _signed(step.gain * _HOUR),
            wording.number(step.found.plan.price, 0),
        )
        for step in steps
    )
    largest = max((step.gain for step in steps if step.gain is not None), default=0.0)
    table = Table(headers, rows, ("",) * len(rows))
    return PlanCurve(_where_it_ends(steps), steps, wording.hours(largest * _HOUR), table)


def _step(changes: int, plan: Plan, asked: Asked) -> CurveStep:
    limits = limits_of(asked._replace(wish=asked.wish._replace(changes=changes)))
    label = wording.number(changes, 0)
    if plan.clash is not None:
        text = ngettext(
            "{count} change is too few for your limits.", "{count} changes are too few for your limits.", changes
        )
        return CurveStep(changes, label, None, text.format(count=label), _found(plan, limits))
    text = ngettext(
        "At most {count} change: {gain} a week, disturbance {price}.",
        "At most {count} changes: {gain} a week, disturbance {price}.",
        changes,
    )
    words = text.format(count=label, gain=_signed(float(plan.gain)), price=wording.number(plan.price, 0))
    return CurveStep(changes, label, float(plan.gain) / _HOUR, words, _found(plan, limits))


def _where_it_ends(steps: Sequence[CurveStep]) -> str:
    """Return from how many changes on more of them win nothing that is worth their disturbance."""
    met = [step for step in steps if step.gain is not None]
    if not met:
        return _("So few changes cannot keep your limits.")
    largest = max(step.found.plan.objective for step in met)
    enough = next(step for step in met if step.found.plan.objective == largest)
    if not enough.found.edits:
        return _("No change wins more than it disturbs.")
    if enough is steps[-1]:
        return _("Each further change still pays, up to {count}.").format(count=enough.label)
    text = ngettext("More than {count} change does not pay.", "More than {count} changes do not pay.", enough.changes)
    return text.format(count=enough.label)


def _signed(seconds: float) -> str:
    shown = figure_words.length(abs(seconds))
    return f"+{shown}" if seconds >= _AN_HOUR / 2 else shown if seconds > -_AN_HOUR / 2 else f"−{shown}"


# ---- other plans ----


def other_plans_of(planned: Planned, asked: Asked, progress: Progress) -> tuple[PlanLine, ...]:
    """Return the best plan and up to four after it, each with what it has in place of which changes of the first.

    Raises:
        Cancelled: when ``progress`` says so.
        UserError: when a search ended before any plan was known.

    """
    from app.planning import other_plans

    limits, typical = limits_of(asked), planned.typical
    with _in_time():
        plans = other_plans.further_plans(
            typical.timeline, planned.preferences, limits, progress, familiar=typical.familiar
        )
    return tuple(_line(plan, plans[0], limits) for plan in plans)


def _line(plan: Plan, first: Plan, limits: Limits) -> PlanLine:
    words = [_("Disturbance {price}.").format(price=wording.number(plan.price, 0)), _differs(plan, first)]
    title = _("{gain} a week").format(gain=_signed(float(plan.gain)))
    return PlanLine(title, " ".join(words), _found(plan, limits))


def _differs(plan: Plan, first: Plan) -> str:
    """Return what a plan has that the first has not, and the other way round; times of the day aside."""
    from app.planning.plan_words import edit_words, title_of

    if plan is first:
        return _("The most for its disturbance.")

    def kinds(edits: Sequence[Edit]) -> set[tuple[SeriesKey, str, tuple[int, ...]]]:
        return {(edit.key, edit.kind, edit.days) for edit in edits}

    has, had = kinds(plan.edits), kinds(first.edits)
    new = [each for each in plan.changes if (each.edit.key, each.edit.kind, each.edit.days) not in had]
    changed = {each.edit.key for each in plan.changes}
    gone = [
        each
        for each in first.changes
        if (each.edit.key, each.edit.kind, each.edit.days) not in has and each.edit.key not in changed
    ]
    found = []
    if new:
        words = "; ".join(edit_words(each.edit, each.item, first.timeline) for each in new)
        found.append(_("Instead: {changes}.").format(changes=words))
    if gone:
        found.append(_("Stays as it is: {titles}.").format(titles=", ".join(title_of(each.item) for each in gone)))
    return " ".join(found)


# ---- one day for some ----


def gathered(
    stage: Stage, planned: Planned, gathering: Gathering, tried: tuple[Sequence[Edit], Wish], progress: Progress
) -> FoundPlan:
    """Return how some series are best brought to one day, on the week as it is tried now.

    Args:
        stage: the weeks, before all edits.
        planned: the same, for when people met before.
        gathering: which series, and the day.
        tried: the edits that hold already, and what the person asks.
        progress: asked whether to go on.

    Raises:
        Cancelled: when ``progress`` says so.
        UserError: when they are too many, or the search ended before any place was known.

    """
    from app.planning.draft import edited, is_move
    from app.planning.gathering import gathered_plan

    if len(gathering.keys) > MOST_CHANGES:
        text = _("At most {count} meetings can be gathered at once")
        raise UserError(text.format(count=wording.number(MOST_CHANGES, 0)), next_step=_("tick fewer"))
    edits, wish = tried
    stay = [edit for edit in edits if edit.key not in gathering.keys or not is_move(edit)]
    with _in_time():
        plan = gathered_plan(
            edited(stage.timeline, stay),
            stage.preferences,
            gathering,
            planned.typical.familiar,
            wish.not_before,
            progress,
        )
    if plan.clash is not None:
        words = (
            _("No day has room for all of them.")
            if gathering.day is None
            else _("{weekday} has no room for all of them.").format(weekday=wording.weekday(1 + gathering.day))
        )
    elif not plan.edits:
        words = _("They are on one day already.")
    else:
        words = _("They are gathered where that leaves the most focus.")
    # From here on they are moves like any other.
    moves = tuple(edit._replace(kind="move") for edit in plan.edits)
    return FoundPlan(moves, words, plan, Limits(gathered=gathering.keys))
