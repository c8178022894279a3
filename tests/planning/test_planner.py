"""The planner against a brute force, and what must hold of every plan (docs/planner.md)."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from app.analysis.series_keys import key_of
from app.errors import Cancelled
from app.model.plans import Edit, Limits
from app.planning.checks import broken_limits
from app.planning.edits import apply_edits, measured
from app.planning.explain import share_of, values_of
from app.planning.other_plans import curve, further_plans, why_not
from app.planning.plan_words import plan_sentence
from app.planning.planner import best_plan
from app.planning.slots_of_time import ground_of
from app.planning.solver import _Search
from tests.planning.weeks import (
    HOUR,
    MINUTE,
    brute_force,
    drawn,
    full_week,
    hours,
    meeting,
    only_moves,
    weeks_of,
)

if TYPE_CHECKING:
    from app.model.occurrences import Timeline
    from app.model.plans import Plan
    from app.model.preferences import Preferences

MANY = 250 if settings().max_examples >= 5_000 else 25
"""Seeds of one of twenty tests: 500, or 5,000 with the profile ``harden``."""


def assert_keeps(given: Timeline, preferences: Preferences, limits: Limits, plan: Plan) -> None:
    """A plan that is delivered: the limits hold on its timeline, and it is never worse than no change."""
    ground = ground_of(given, preferences)
    assert broken_limits(given, plan.timeline, plan.edits, limits, ground, preferences) == ()
    assert len({edit.key for edit in plan.edits}) == len(plan.edits) <= limits.changes
    assert plan.timeline.occurrences == apply_edits(given, plan.edits).occurrences
    assert plan.after == measured(plan.timeline, preferences).focus
    assert sum((change.share for change in plan.changes), Fraction(0)) == plan.gain
    if not broken_limits(given, given, (), limits, ground, preferences):
        assert plan.gain - Fraction(limits.disturbance) * plan.price * MINUTE >= 0


@pytest.mark.timeout(900)
@pytest.mark.parametrize("block", range(20))
def test_a_plan_is_as_good_as_the_best_of_all_choices(block: int) -> None:
    for seed in range(block * MANY, (block + 1) * MANY):
        given, preferences, limits = drawn(seed)
        best = brute_force(given, preferences, limits)
        plan = best_plan(given, preferences, limits)
        weeks = (given.period.last - given.period.first + 1) // 7
        if best is None:
            assert plan.proof.kind == "cannot-be-met", seed
            assert plan.clash is not None
            assert plan.edits == ()
            continue
        value, price = best
        assert plan.proof.kind == ("best-possible" if plan.edits else "nothing-helps"), seed
        assert plan.after * weeks - Fraction(limits.disturbance) * plan.price * MINUTE * weeks == value, seed
        if limits.disturbance == 0:
            assert plan.price * MINUTE * weeks == price, seed
        assert_keeps(given, preferences, limits, plan)


# ---- the worked example of docs/planner.md ----


def worked() -> Timeline:
    return weeks_of(
        [
            meeting("a", 0, 600, 30, people=4, organized=True),
            meeting("b", 0, 690, 30, people=3, organized=True),
        ]
    )


def test_the_worked_example_moves_the_first_meeting_alone() -> None:
    plan = best_plan(worked(), hours(1), only_moves(changes=2))
    (change,) = plan.changes
    assert change.edit == Edit(key_of(worked().occurrences[0]), "move", (0,), 9 * HOUR)
    assert (plan.before / MINUTE, plan.after / MINUTE) == (Fraction(300), Fraction(420))
    assert change.price == 16
    assert plan.objective == 104 * MINUTE
    assert (plan.proof.kind, plan.proof.could_win_more) == ("best-possible", 0)


def test_the_worked_example_says_why_not_the_other_one() -> None:
    given, limits = worked(), only_moves(changes=2)
    plan = best_plan(given, hours(1), limits)
    answer = why_not(given, hours(1), limits, plan, (key_of(given.occurrences[1]), None))
    assert (answer.reason, answer.wins_less) == ("worse", Fraction(14 * MINUTE))
    assert why_not(given, hours(1), limits, plan, (plan.edits[0].key, None)).reason == "in-plan"


def test_the_worked_example_with_the_first_one_locked_moves_the_other() -> None:
    given = worked()
    plan = best_plan(given, hours(1), only_moves(changes=2, kept=frozenset({key_of(given.occurrences[0])})))
    assert [edit.key.uid for edit in plan.edits] == ["b"]
    assert plan.objective == 76 * MINUTE


def test_the_worked_example_shares_the_gain_of_both() -> None:
    given = worked()
    first, second = map(key_of, given.occurrences)
    edits = [Edit(first, "move", (0,), 9 * HOUR), Edit(second, "move", (0,), 9 * HOUR + 30 * MINUTE)]
    values = values_of(given, edits, hours(1))
    won = {tuple(sorted(chosen)): (value - 300 * MINUTE) / MINUTE for chosen, value in values.items()}
    assert won == {(): 0, (0,): 120, (1,): 90, (0, 1): 120}
    assert [share_of(values, at, 2) / MINUTE for at in (0, 1)] == [75, 45]


# ---- what must hold of every plan ----


@pytest.mark.parametrize("seed", range(3))
def test_more_changes_never_give_less(seed: int) -> None:
    given = full_week(seed, 8)
    plans = curve(given, hours(5), Limits())
    values = [plan.objective for plan in plans]
    assert values == sorted(values)
    assert all(value >= 0 for value in values)
    for changes, plan in enumerate(plans, 1):
        assert_keeps(given, hours(5), Limits(changes=changes), plan)


def test_new_names_change_nothing() -> None:
    given = full_week(5, 8)
    named = {each.series.uid: f"z{n}" for n, each in enumerate(reversed(given.occurrences))}
    other = given._replace(
        occurrences=tuple(
            each._replace(series=each.series._replace(uid=named[each.series.uid])) for each in given.occurrences
        ),
    )
    first, second = (best_plan(one, hours(5), Limits(changes=3)) for one in (given, other))
    assert (first.objective, first.proof) == (second.objective, second.proof)


def test_further_plans_differ_and_are_never_better_than_those_before() -> None:
    given = full_week(2, 10)
    plans = further_plans(given, hours(5), Limits(changes=3), count=3)
    assert len(plans) == 3
    values = [plan.objective for plan in plans]
    assert values == sorted(values, reverse=True)
    assert values[0] == best_plan(given, hours(5), Limits(changes=3)).objective
    signatures = [{(edit.key, edit.kind, edit.days) for edit in plan.edits} for plan in plans]
    assert all(one != other for at, one in enumerate(signatures) for other in signatures[:at])


def test_an_empty_week_and_a_week_without_working_hours_have_no_plan() -> None:
    for given, preferences in ((weeks_of([]), hours(5)), (worked(), hours(0))):
        plan = best_plan(given, preferences, Limits())
        assert (plan.edits, plan.proof.kind) == ((), "nothing-helps")
        assert plan.gain == 0


def test_only_moves_that_make_room_for_each_other_are_taken_together() -> None:
    given = weeks_of(
        [
            meeting("wide", 0, 12 * 60, 60, people=2, organized=True),
            meeting("edge", 0, 9 * 60, 60, people=2, organized=True),
        ]
    )
    key = {each.series.uid: key_of(each) for each in given.occurrences}
    edits = [Edit(key["wide"], "move", (0,), 9 * HOUR), Edit(key["edge"], "move", (0,), 16 * HOUR)]
    values = values_of(given, edits, hours(1))
    # The first one's place is taken until the second one has gone.
    assert values[frozenset({0})] == values[frozenset()]
    assert values[frozenset({0, 1})] == 360 * MINUTE


def test_a_free_day_that_needs_more_changes_says_how_many() -> None:
    given = weeks_of([meeting(f"m{n}", n % 2, 540 + 60 * n, 30, people=5) for n in range(6)])
    plan = best_plan(given, hours(2), Limits(changes=2, some_day_free=True))
    assert plan.proof.kind == "cannot-be-met"
    assert plan.clash is not None
    assert (plan.clash.needed, plan.clash.limits) == (3, ("changes",))
    assert plan.edits == ()


def test_limits_that_clash_are_named_with_their_meeting() -> None:
    given = weeks_of([meeting("early", 0, 540, 30, people=5), meeting("late", 0, 900, 30, people=5)])
    early = key_of(given.occurrences[0])
    plan = best_plan(given, hours(1), Limits(kept=frozenset({early}), not_before=10 * HOUR))
    assert plan.clash is not None
    assert (plan.clash.needed, plan.clash.limits, plan.clash.titles) == (None, ("kept", "not_before"), ("Early",))
    excused = Limits(kept=frozenset({early}), not_before=10 * HOUR, excused=frozenset({early}))
    assert best_plan(given, hours(1), excused).clash is None


# ---- free mornings ----


def mornings_free(plan: Plan, preferences: Preferences) -> list[int]:
    """How many mornings of each week the analysis finds free after a plan."""
    days = measured(plan.timeline, preferences).days
    return [sum(bool(day.free_morning) for day in days[at : at + 7]) for at in range(0, len(days), 7)]


def test_two_free_mornings_are_free_by_the_analysis_in_each_week() -> None:
    given, preferences = full_week(4, 12, weeks=2), hours(5, pause=True)
    plan = best_plan(given, preferences, Limits(free_mornings=2))
    assert plan.proof.kind == "best-possible"
    assert min(mornings_free(plan, preferences)) >= 2
    assert [len(own) for own in plan.mornings_after] == mornings_free(plan, preferences)
    assert [len(own) for own in plan.mornings_before] == mornings_free(replace(plan, timeline=given), preferences)
    assert plan.objective <= best_plan(given, preferences, Limits()).objective


def test_a_morning_is_free_for_meetings_at_the_edge_of_noon_and_own_blocks_and_not_for_moved_ones() -> None:
    own = meeting("own", 0, 600, 60, people=None)._replace(kind="block")
    given = weeks_of([meeting("noon", 0, 720, 60, people=3), own, meeting("busy", 1, 600, 60, people=3)])
    plan = best_plan(
        given, replace(hours(2), breaking_titles=frozenset({"own"})), only_moves(changes=0, free_mornings=1)
    )
    assert plan.mornings_before == plan.mornings_after == ((0,),)
    assert plan.clash is None
    both = best_plan(given, hours(2), only_moves(changes=1, free_mornings=2))
    assert both.mornings_after == ((0, 1),)
    (edit,) = both.edits
    assert (edit.key.uid, edit.start is not None and edit.start >= 12 * HOUR) == ("busy", True)


def test_free_mornings_need_not_be_the_same_days_in_both_weeks() -> None:
    given = weeks_of([meeting("a", 0, 600, 60, 0, people=3), meeting("b", 1, 600, 60, 1, people=3)], weeks=2)
    plan = best_plan(given, hours(2), Limits(changes=0, free_mornings=1))
    assert plan.mornings_after == ((1,), (0,))


def test_free_mornings_that_need_more_changes_say_how_many() -> None:
    given = weeks_of([meeting(f"m{n}", n % 2, 540 + 60 * n, 30, people=5) for n in range(3)])
    plan = best_plan(given, hours(2), only_moves(changes=2, free_mornings=2))
    assert plan.clash is not None
    assert (plan.clash.needed, plan.clash.limits) == (3, ("changes", "free_mornings"))
    assert plan_sentence(plan) == "For two free mornings a week it takes at least 3 changes; you allow 2."
    other = best_plan(given, hours(2), only_moves(changes=1, free_mornings=1, free_days=frozenset({0})))
    assert other.clash is not None
    assert (other.clash.needed, other.clash.limits) == (2, ("changes",))


def test_mornings_of_less_than_two_hours_cannot_count() -> None:
    plan = best_plan(weeks_of([]), hours(5, first=11), Limits(free_mornings=1))
    assert plan.clash is not None
    assert (plan.clash.needed, plan.clash.limits) == (None, ("free_mornings",))
    assert plan_sentence(plan) == "No plan keeps these limits: 1 free morning a week."
    assert best_plan(weeks_of([]), hours(5, first=10), Limits(free_mornings=5)).clash is None


# ---- ended early ----


class Listener:
    """A progress that keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def report(self, done: int, total: int | None, what: str) -> None:
        self.told.append(what)

    def check(self) -> None:
        """Let the work go on."""


class Stopper(Listener):
    """A progress that stops the work when it first asks."""

    def check(self) -> None:
        raise Cancelled


def hard() -> dict[str, Any]:
    """A search without a limit of time that takes many seconds."""
    limits = Limits(changes=10, seconds=86_400.0)
    return {"timeline": full_week(3, 40, weeks=2), "preferences": hours(5), "limits": limits}


def test_a_cancelled_search_is_interrupted_and_delivers_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    saw_the_end: list[bool] = []
    poll = _Search._poll

    def polled(search: _Search, event: object) -> None:
        saw_the_end.append(search.ends)
        poll(search, event)

    monkeypatch.setattr(_Search, "_poll", polled)
    with pytest.raises(Cancelled):
        best_plan(**hard(), progress=Stopper())
    assert 0 < saw_the_end.count(True) < 100


def test_a_search_that_is_enough_delivers_the_best_so_far_and_how_far_it_may_be_beaten() -> None:
    told = Listener()
    plan = best_plan(**hard(), progress=told, enough=lambda: bool(told.told))
    assert plan.proof.kind == "best-found"
    assert plan.proof.could_win_more is None or plan.proof.could_win_more >= 0
    assert plan.objective >= 0
    assert_keeps(hard()["timeline"], hours(5), Limits(changes=10), plan)


def test_a_time_limit_delivers_the_best_found() -> None:
    task = hard()
    plan = best_plan(task["timeline"], task["preferences"], replace(task["limits"], seconds=0.5))
    assert plan.proof.kind == "best-found"
    assert_keeps(task["timeline"], task["preferences"], task["limits"], plan)
