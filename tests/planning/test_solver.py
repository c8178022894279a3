"""The solver: what it answers, how it is ended, and what it tells on the way."""

from __future__ import annotations

import pytest

from app.model.plans import Limits
from app.planning.planner import task_of
from app.planning.solver import Mip, Watch, solve
from tests.planning.weeks import full_week, hours


class Stopped(Exception):
    """What a caller raises to end a search."""


def nothing(*_said: object) -> None:
    """Hear of a better solution and do nothing."""


QUIET = Watch(nothing, lambda: False, nothing, 30.0)


def knapsack() -> Mip:
    """Three things of which two fit."""
    mip = Mip()
    columns = [mip.column(value, whole=True) for value in (5.0, 4.0, 3.0)]
    mip.row(dict(zip(columns, (2.0, 3.0, 1.0), strict=True)), most=4)
    return mip


def test_a_small_model_is_solved_and_its_bound_is_its_value() -> None:
    found = solve(knapsack(), QUIET)
    assert found.status == "optimal"
    assert [found.has(column) for column in range(3)] == [True, False, True]
    assert found.bound == pytest.approx(8)


def test_what_cannot_be_is_said() -> None:
    mip = knapsack()
    mip.row({0: 1.0}, least=2)
    assert solve(mip, QUIET).status == "infeasible"
    mip = knapsack()
    mip.row({}, least=1)
    assert solve(mip, QUIET).status == "infeasible"


def test_another_objective_leaves_the_model_as_it_was() -> None:
    mip = knapsack()
    other = mip.with_costs({1: 1.0})
    other.row({0: 1.0}, most=0)
    assert solve(other, QUIET).has(1)
    assert solve(mip, QUIET).has(0)


def test_no_solution_is_better_than_the_bound_that_is_told_with_it() -> None:
    model = task_of(full_week(4, 12), hours(5), Limits(changes=3)).model()
    told: list[tuple[float, float | None]] = []
    found = solve(model.mip, QUIET._replace(on_better=lambda value, bound: told.append((value, bound))))
    assert found.bound is not None
    assert told
    assert all(bound is None or value <= bound + 1e-6 for value, bound in told)
    assert max(value for value, __ in told) <= found.bound + 1e-6


def test_what_the_caller_raises_ends_the_search_and_is_raised() -> None:
    def check() -> None:
        raise Stopped

    model = task_of(full_week(3, 30, weeks=2), hours(5), Limits(changes=8)).model()
    with pytest.raises(Stopped):
        solve(model.mip, QUIET._replace(check=check))
