"""The What-if page over the demo year: the week that is tried, and what the planner is asked about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import icalendar
import pytest

from app.errors import UserError
from app.model.chosen_period import ChosenPeriod
from app.model.journal import Experiment
from app.model.plans import Edit, Limits
from app.model.series_figures import SeriesKey
from app.model.whatif_page import Asked, Draft, Wish
from app.operations.journal import experiments_of, journal_of, record
from app.operations.plan import plan_of
from app.operations.stored_whatif import Board, board_of
from app.operations.whatif_plans import (
    best,
    curve,
    find_words,
    gathered,
    limits_of,
    more_needed,
    other_plans_of,
    why_not,
)
from app.planning.draft import as_text
from app.planning.gathering import Gathering
from app.planning.options import offers_of
from app.progress import SILENT
from tests.operations.conftest import DEMO_TODAY

if TYPE_CHECKING:
    from pathlib import Path

    from app.operations.workspace import Workspace

FEW = Asked(Wish(changes=2), frozenset())


@pytest.fixture(scope="module")
def board(demo_workspace: Workspace) -> Board:
    """The typical week of the demo year."""
    found = board_of(demo_workspace, ChosenPeriod("week", DEMO_TODAY - 6, DEMO_TODAY), "")
    assert isinstance(found, Board)
    return found


@pytest.fixture(scope="module")
def week(demo_workspace: Workspace) -> Board:
    """One week as it is: quicker to plan."""
    found = board_of(demo_workspace, ChosenPeriod("week", DEMO_TODAY - 11, DEMO_TODAY - 5), as_text(Draft("chosen")))
    assert isinstance(found, Board)
    return found


def test_what_the_board_shows_of_a_plan_is_what_the_planner_measured(board: Board) -> None:
    found = best(board.planned, FEW, SILENT)
    assert found.proof == "This is the best possible plan under your limits; that is proven."
    shown = board.tried(found.edits, frozenset(), 0)
    focus = next(figure for figure in shown.figures if figure.name == "Focus hours")
    assert float(focus.after) == pytest.approx(float(found.plan.after) / 3600, abs=0.051)
    rows = board.weighed(found.edits).rows
    assert [row.edit for row in rows] == list(found.edits)


def test_every_place_that_the_planner_may_use_can_be_taken_by_hand(board: Board) -> None:
    ground = board.stage.ground
    item = next(each for each in board.planned.items if len(each.days) == 1 and not each.is_odd)
    (offer,) = offers_of([item], Limits(), ground)
    places = [(day, start) for day, starts in offer.starts for start in starts]
    assert places
    taken = [Edit(item.key, "move", (day,), start) for day, start in places]
    why = {board.refusal((), edit) for edit in taken}
    assert all(each == "" or each.startswith("there is ") for each in why)
    assert "" in why


def test_a_week_as_it_is_is_planned_without_every_other_time(week: Board) -> None:
    assert week.weeks == 1
    found = best(week.planned, FEW, SILENT)
    assert {edit.kind for edit in found.edits} <= {"drop", "shorten", "move"}


def test_why_not_finds_the_plan_first_where_there_is_none_for_these_limits(week: Board) -> None:
    plan = best(week.planned, FEW, SILENT)
    out = next(item for item in week.planned.items if item.key not in {edit.key for edit in plan.edits})
    answer, found = why_not(week.planned, FEW, out.key, None, SILENT)
    assert found.plan.objective == plan.plan.objective
    again, same = why_not(week.planned, FEW, out.key, found, SILENT)
    assert (again, same) == (answer, found)
    assert answer.title.startswith("Why not “")
    assert "less" in answer.sentence or "no free place" in answer.sentence
    other = FEW._replace(kept=frozenset({out.key}))
    told, anew = why_not(week.planned, other, out.key, found, SILENT)
    assert told.sentence == "You said that it stays."
    assert anew.limits.kept == {out.key}


def test_the_curve_never_falls_in_gain_less_price_and_says_where_it_ends(week: Board) -> None:
    told: list[str] = []

    class Told:
        def report(self, _done: int, _total: int | None, what: str) -> None:
            told.append(what)

        def check(self) -> None:
            """Go on."""

    found = curve(week.planned, FEW, Told())
    values = [step.found.plan.objective for step in found.steps]
    assert values == sorted(values)
    assert [step.found.limits.changes for step in found.steps] == list(range(1, 9))
    assert told[-1] == "Looking for the best plans: 8 of 8"
    assert len(found.table.rows) == 8
    first = next(step for step in found.steps if step.found.plan.objective == max(values))
    if first is found.steps[-1]:
        assert found.sentence == "Each further change still pays, up to 8."
    else:
        assert found.sentence.startswith(f"More than {first.changes} change")


def test_limits_that_few_changes_cannot_keep_are_steps_without_a_gain(week: Board) -> None:
    asked = FEW._replace(wish=Wish(free_day=1))
    found = curve(week.planned, asked, SILENT)
    unmet = [step for step in found.steps if step.gain is None]
    assert unmet
    assert unmet == list(found.steps[: len(unmet)])
    assert {row[1] for row in found.table.rows[: len(unmet)]} == {"cannot be met"}


def test_other_plans_begin_with_the_best_and_say_what_differs(week: Board) -> None:
    lines = other_plans_of(week.planned, FEW, SILENT)
    assert lines[0].found.plan.objective == best(week.planned, FEW, SILENT).plan.objective
    assert lines[0].differs.endswith("The most for its disturbance.")
    assert all("Instead: " in line.differs or "Stays as it is: " in line.differs for line in lines[1:])
    values = [line.found.plan.objective for line in lines]
    assert values == sorted(values, reverse=True)


def test_series_are_gathered_on_the_week_as_it_is_tried(board: Board) -> None:
    movable = [item for item in board.items if item.changes_day][:3]
    keys = frozenset(item.key for item in movable[:2])
    drop = Edit(next(item.key for item in board.items if item.leaves and item.key not in keys), "drop")
    found = gathered(board.stage, board.planned, Gathering(keys), ((drop,), Wish()), SILENT)
    edits = board.with_edit((drop,), found.edits[0]) if found.edits else (drop,)
    for edit in found.edits[1:]:
        edits = board.with_edit(edits, edit)
    assert {edit.kind for edit in found.edits} <= {"move"}
    shown = board.tried(edits, frozenset(), 0).days
    numbers = {at for at, item in enumerate(board.items) if item.key in keys}
    assert len({day.weekday for day in shown for block in day.blocks if block.item in numbers}) <= 1
    many = Gathering(frozenset(SeriesKey("none", str(at)) for at in range(11)))
    with pytest.raises(UserError, match="At most 10"):
        gathered(board.stage, board.planned, many, ((), Wish()), SILENT)


def test_free_mornings_are_a_limit_and_offer_the_changes_they_need(week: Board) -> None:
    asked = Asked(Wish(changes=1, free_mornings=3), frozenset())
    assert limits_of(asked) == Limits(changes=1, free_mornings=3)
    assert find_words(asked.wish) == "Find me three mornings"
    assert find_words(Wish(free_mornings=1)) == "Find me one morning"
    assert find_words(Wish()) == "Find the best changes"
    found = best(week.planned, asked, SILENT)
    more = more_needed(found)
    assert more is not None
    needed, words = more
    assert words == f"Allow {needed} changes"
    enough = best(week.planned, asked._replace(wish=asked.wish._replace(changes=needed)), SILENT)
    assert enough.plan.clash is None
    assert more_needed(enough) is None


def test_two_mornings_are_asked_for_where_a_week_has_fewer_and_nothing_was_kept(demo_workspace: Workspace) -> None:
    period = ChosenPeriod("week", DEMO_TODAY - 6, DEMO_TODAY)
    fresh = board_of(demo_workspace, period, "")
    assert isinstance(fresh, Board)
    assert fresh.draft.wish == Wish(free_mornings=2)
    kept = board_of(demo_workspace, period, as_text(Draft()))
    assert isinstance(kept, Board)
    assert kept.draft.wish == Wish()


def test_what_comes_out_can_be_copied_and_becomes_an_experiment(
    demo_workspace: Workspace, board: Board, tmp_path: Path
) -> None:
    plan = plan_of(board.planned, Limits(changes=2)).plan
    for edit in plan.edits:
        assert len(board.notes(edit)) == 3
    said = board.write_blocks(plan.edits, str(tmp_path / "blocks.ics"))
    events = icalendar.Calendar.from_ical((tmp_path / "blocks.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 4 * plan.blocks_after
    assert said.startswith(f"{len(events)} focus blocks of four weeks are in ")
    change = Experiment(change=board.experiment(plan.edits), start=DEMO_TODAY, measure="focus_minutes")
    begun = record(demo_workspace, change, DEMO_TODAY)
    assert journal_of(demo_workspace).experiments == (begun,)
    (outcome,) = experiments_of(demo_workspace, DEMO_TODAY)
    assert (outcome.experiment.measure, outcome.verdict) == ("focus_minutes", "too-early")
