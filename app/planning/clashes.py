"""Why limits cannot be met: how many changes it would take, or which limits clash over which meetings."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Final

from app.model.plans import Clash
from app.planning.options import offers_of
from app.planning.plan_model import PlanModel
from app.planning.solver import solve

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from app.model.plans import Item, Limits
    from app.planning.options import Ground
    from app.planning.solver import Watch

_MANY: Final = 10_000
_NONE: Final[dict[str, Any]] = {
    "kept": frozenset(),
    "without": frozenset(),
    "one_on_ones_stay": False,
    "not_before": None,
    "not_after": None,
    "free_days": frozenset(),
    "some_day_free": False,
    "half_day_free": False,
    "free_mornings": 0,
    "longest_run": None,
    "gathered": frozenset(),
}
"""Each limit that can clash, and what it is where it is not set."""
_MOST_SETS: Final = 3


def clash_of(items: Sequence[Item], limits: Limits, ground: Ground, watch: Watch) -> Clash:
    """Return what stands in the way of limits that cannot be met."""
    free = replace(limits, changes=_MANY)
    needed = _fewest(items, free, ground, watch)
    if needed is not None:
        return _too_few(needed, items, limits, ground, watch)
    own = [name for name, nothing in _NONE.items() if getattr(limits, name) != nothing]
    for size in range(1, min(_MOST_SETS, len(own)) + 1):
        for kept in combinations(own, size):
            alone = replace(free, **{name: nothing for name, nothing in _NONE.items() if name not in kept})
            if _fewest(items, alone, ground, watch) is None:
                return Clash(None, kept, _titles(items, alone, ground, watch), limits.changes, alone.free_mornings)
    return Clash(None, tuple(own), (), limits.changes, limits.free_mornings)


def _too_few(needed: int, items: Sequence[Item], limits: Limits, ground: Ground, watch: Watch) -> Clash:
    """Return that more changes would do, and whether it is the free mornings that need them."""
    if limits.free_mornings:
        others = _fewest(items, replace(limits, changes=_MANY, free_mornings=0), ground, watch)
        if others is not None and others <= limits.changes:
            return Clash(needed, ("changes", "free_mornings"), (), limits.changes, limits.free_mornings)
    return Clash(needed, ("changes",), (), limits.changes)


def _fewest(items: Sequence[Item], limits: Limits, ground: Ground, watch: Watch) -> int | None:
    """Return the fewest changes that keep the limits; None where no number does."""
    model = PlanModel(offers_of(items, limits, ground), limits, ground)
    solved = solve(model.mip.with_costs(model.change_costs()), watch)
    if solved.status == "infeasible":
        return None
    return sum(solved.has(column) for column in model.choices) if solved.values is not None else 0


def _titles(items: Sequence[Item], limits: Limits, ground: Ground, watch: Watch) -> tuple[str, ...]:
    """Return the meetings each of which is enough to stand in the way: without it, the limits can be met."""
    found = []
    for item in items:
        others = [each for each in items if each is not item]
        if _fewest(others, limits, ground, watch) is not None:
            found.append(item.title)
    return tuple(found)
