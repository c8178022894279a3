"""Some series brought to one day."""

from __future__ import annotations

from itertools import product

import pytest

from app.analysis.series_keys import key_of
from app.model.plans import Edit, Limits
from app.planning.checks import built_runs
from app.planning.edits import apply_edits, attended, measured, standing_in_the_way
from app.planning.gathering import Gathering, gathered_plan
from app.planning.options import offers_of
from app.planning.planner import NOTHING_FAMILIAR, task_of
from tests.planning.weeks import HOUR, MINUTE, hours, meeting, weeks_of

GIVEN = weeks_of(
    [meeting("a", 0, 600, 30), meeting("b", 1, 690, 60), meeting("c", 2, 540, 30), meeting("d", 2, 840, 60)]
)
KEYS = {each.series.uid: key_of(each) for each in GIVEN.occurrences}


@pytest.mark.parametrize("day", [None, 0, 1, 2])
def test_the_day_and_the_times_leave_the_most_focus_for_the_least_disturbance(day: int | None) -> None:
    keys = frozenset({KEYS["a"], KEYS["b"]})
    plan = gathered_plan(GIVEN, hours(3), Gathering(keys, day), NOTHING_FAMILIAR)
    assert plan.clash is None
    held = {each.series.uid: each for each in plan.timeline.occurrences}
    days = {uid: GIVEN.period.zone.local(held[uid].start)[0] for uid in held}
    assert days["a"] == days["b"]
    assert day is None or days["a"] - GIVEN.period.first == day
    assert {edit.key for edit in plan.edits} <= keys
    assert plan.objective == max(_values(day))


def _values(day: int | None) -> list[float]:
    """Gain less price of every way to bring a and b to one day, by trying all."""
    from app.planning.options import price_of

    preferences = hours(3)
    task = task_of(GIVEN, preferences, Limits())
    items = {item.key: item for item in task.items}
    offers = {offer.item.key: offer for offer in offers_of(task.items, Limits(), task.ground)}
    before, found = measured(GIVEN, preferences).focus, []
    for at in range(3) if day is None else (day,):
        ways = []
        for key in (KEYS["a"], KEYS["b"]):
            starts = dict(offers[key].starts).get(at, ())
            moves = [Edit(key, "gather", (at,), start) for start in starts]
            ways.append([None] if items[key].days == (at,) else moves)
        for way in product(*ways):
            edits = [edit for edit in way if edit is not None]
            after = apply_edits(GIVEN, edits)
            runs = built_runs(attended(GIVEN, preferences), attended(after, preferences), task.ground, 150 * MINUTE)
            if not standing_in_the_way(after, edits, preferences) and not runs:
                price = sum(price_of(items[edit.key], edit, 1) for edit in edits)
                found.append(measured(after, preferences).focus - before - price * MINUTE)
    return [float(each) for each in found]


def test_a_day_on_which_they_are_already_needs_no_change_unless_another_is_wanted() -> None:
    given = weeks_of([meeting("a", 0, 600, 30), meeting("b", 0, 690, 60)])
    keys = frozenset(key_of(each) for each in given.occurrences)
    plan = gathered_plan(given, hours(1), Gathering(keys), NOTHING_FAMILIAR)
    assert (plan.edits, plan.clash) == ((), None)
    moved = gathered_plan(given, hours(2), Gathering(keys, 1), NOTHING_FAMILIAR)
    assert {edit.days for edit in moved.edits} == {(1,)}
    assert len(moved.edits) == 2


def test_a_day_without_room_cannot_be_met() -> None:
    given = weeks_of([meeting("a", 0, 600, 240), meeting("b", 1, 600, 300)])
    keys = frozenset(key_of(each) for each in given.occurrences)
    assert gathered_plan(given, hours(2), Gathering(keys, 0), NOTHING_FAMILIAR).clash is not None


def test_nothing_goes_to_a_start_that_is_too_early() -> None:
    given = weeks_of([meeting("a", 0, 540, 30), meeting("b", 1, 690, 60)])
    keys = frozenset(key_of(each) for each in given.occurrences)
    plan = gathered_plan(given, hours(2), Gathering(keys, 1), NOTHING_FAMILIAR, not_before=11 * HOUR)
    (edit,) = plan.edits
    assert edit.start is not None
    assert edit.start >= 11 * HOUR
