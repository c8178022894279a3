"""Edits as pure functions, their prices, and what they leave of a timeline."""

from __future__ import annotations

from typing import Any

import pytest

from app.analysis.series_keys import key_of
from app.model.plans import Edit, Limits
from app.planning.edits import apply_edits, measured, standing_in_the_way, without_need
from app.planning.options import items_of, offers_of, price_of
from app.planning.slots_of_time import ground_of
from tests.planning.weeks import HOUR, MINUTE, hours, meeting, weeks_of

GIVEN = weeks_of([meeting("a", 1, 600, 60, week) for week in (0, 1)] + [meeting("b", 1, 780, 30, 0)], weeks=2)
A, B = key_of(GIVEN.occurrences[0]), key_of(GIVEN.occurrences[1])


def left(*edits: Edit) -> list[tuple[str, int, int, int]]:
    """What stands after some edits: uid, day counted from the first, start in minutes, length in minutes."""
    after = apply_edits(GIVEN, edits)
    zone, first = after.period.zone, after.period.first
    found = []
    for each in after.occurrences:
        day, clock = zone.local(each.start)
        found.append((each.series.uid, day - first, clock // 60, (each.end - each.start) // 60))
    return found


@pytest.mark.parametrize(
    ("edit", "stands"),
    [
        (Edit(A, "drop"), []),
        (Edit(A, "every-other", week=0), [("a", 1, 600, 60)]),
        (Edit(A, "every-other", week=1), [("a", 8, 600, 60)]),
        (Edit(A, "when-needed", week=1), [("a", 8, 600, 60)]),
        (Edit(A, "shorten", seconds=50 * MINUTE), [("a", 1, 600, 50), ("a", 8, 600, 50)]),
        (Edit(A, "move", (2,), 9 * HOUR), [("a", 2, 540, 60), ("a", 9, 540, 60)]),
        (Edit(A, "gather", (0,), 15 * HOUR), [("a", 0, 900, 60), ("a", 7, 900, 60)]),
    ],
)
def test_an_edit_changes_its_series_and_no_other(edit: Edit, stands: list[tuple[str, int, int, int]]) -> None:
    found = left(edit)
    assert [each for each in found if each[0] == "a"] == stands
    assert [each for each in found if each[0] == "b"] == [("b", 1, 780, 30)]
    assert left() == [("a", 1, 600, 60), ("b", 1, 780, 30), ("a", 8, 600, 60)]


def test_a_series_on_several_days_is_moved_on_all_of_them() -> None:
    given = weeks_of([meeting("daily", day, 600, 15) for day in range(5)])
    after = apply_edits(given, [Edit(key_of(given.occurrences[0]), "move", (0, 1, 2, 3, 4), 9 * HOUR)])
    assert [each.start - old.start for each, old in zip(after.occurrences, given.occurrences, strict=True)] == [
        -HOUR
    ] * 5


def test_when_needed_has_two_extremes() -> None:
    edit = Edit(A, "when-needed", week=1)
    never, always = (measured(without_need(GIVEN, [edit], needed=needed), hours(5)) for needed in (False, True))
    assert never.focus_seconds == measured(apply_edits(GIVEN, [Edit(A, "drop")]), hours(5)).focus_seconds
    assert always.focus_seconds == measured(GIVEN, hours(5)).focus_seconds


def test_a_taken_place_is_told_with_what_takes_it() -> None:
    edit = Edit(A, "move", (1,), 13 * HOUR)
    taken = standing_in_the_way(apply_edits(GIVEN, [edit]), [edit], hours(5))
    assert [each.series.uid for each in taken[edit]] == ["b"]
    both = [edit, Edit(B, "drop")]
    assert standing_in_the_way(apply_edits(GIVEN, both), both, hours(5)) == {}


# ---- prices (docs/planner.md) ----


@pytest.mark.parametrize(
    ("said", "edit", "price"),
    [
        # 10 + effort · people · weight + minutes lost
        ({"people": 4, "organized": True}, {"kind": "move", "days": (1,), "start": 0}, 10 + 2 * 3),
        ({"people": 4, "organized": True}, {"kind": "move", "days": (2,), "start": 0}, 10 + 5 * 3),
        ({"people": 4, "organized": False}, {"kind": "move", "days": (1,), "start": 0}, 10 + 2 * 3 * 2),
        ({"people": 40, "organized": True}, {"kind": "move", "days": (1,), "start": 0}, 10 + 2 * 12),
        ({"people": 4, "organized": True, "external": True}, {"kind": "move", "days": (1,), "start": 0}, 10 + 9),
        ({"people": 2, "organized": True}, {"kind": "move", "days": (1,), "start": 0}, 10 + 3),
        ({"people": 4, "organized": True}, {"kind": "drop"}, 10 + 2 * 3 + 60),
        ({"people": 4, "organized": False}, {"kind": "drop"}, 10 + 2 * 1 * 2 + 60),
        ({"people": 4, "organized": False}, {"kind": "when-needed", "week": 1}, 10 + 2 * 1 * 2 + 30),
        ({"people": 4, "organized": True}, {"kind": "every-other", "week": 0}, 10 + 2 * 3 + 30),
        ({"people": 4, "organized": True}, {"kind": "shorten", "seconds": 3000}, 10 + 1 * 3 + 2),
    ],
)
def test_the_price_of_an_edit(said: dict[str, Any], edit: dict[str, Any], price: int) -> None:
    given = weeks_of([meeting("a", 1, 600, 60, week, **said) for week in (0, 1)], weeks=2)
    (item,) = items_of(given, hours(5))
    assert price_of(item, Edit(item.key, **edit), 2) == price


def kinds(limits: Limits, **said: Any) -> set[str]:
    """The kinds of edits that are offered for one weekly series."""
    given = weeks_of([meeting("a", 1, 600, 60, week, **said) for week in (0, 1)], weeks=2)
    ground = ground_of(given, hours(5))
    (offer,) = offers_of(items_of(given, hours(5)), limits, ground)
    return {option.edit.kind for option in offer.options} | ({"move"} if offer.days else set())


def test_what_is_offered_depends_on_whose_meeting_it_is() -> None:
    assert kinds(Limits(), people=4) == {"drop", "every-other", "when-needed", "shorten", "move"}
    assert kinds(Limits(), people=4, organized=True) == {"drop", "every-other", "shorten", "move"}
    assert kinds(Limits(), people=2) == {"move"}
    assert kinds(Limits(one_on_ones_stay=True), people=2) == set()
    assert kinds(Limits(kept=frozenset({A})), people=4) == set()
    assert kinds(Limits(without=frozenset({(None, "drop"), (A, "move")})), people=4) == {
        "every-other",
        "when-needed",
        "shorten",
    }


def test_nothing_is_moved_onto_own_time() -> None:
    own = meeting("own", 0, 540, 420, people=None)._replace(kind="focus")
    given = weeks_of([meeting("a", 0, 960, 60), own])
    (offer,) = offers_of(items_of(given, hours(1)), Limits(), ground_of(given, hours(1)))
    assert dict(offer.starts) == {0: (16 * HOUR,)}
