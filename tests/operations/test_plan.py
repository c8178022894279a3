"""Plans over what is kept, and next week against the budget."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.errors import UserError
from app.model.plans import Limits
from app.operations.plan import (
    Planned,
    budget_view,
    coming_budget,
    plan_of,
    planned_weeks,
    set_budget,
)
from app.operations.stored_week import Choices
from app.operations.workspace import Workspace
from tests.architecture.repository import ROOT
from tests.builders import ordinal
from tests.operations.conftest import DEMO_TODAY

if TYPE_CHECKING:
    from pathlib import Path

HOUR = 3_600


@pytest.fixture(scope="module")
def planned(demo_workspace: Workspace) -> Planned:
    return planned_weeks(demo_workspace, choices=Choices({}, DEMO_TODAY))


def test_on_the_demo_year_the_default_goal_wins_two_focus_blocks_a_week(planned: Planned) -> None:
    plan = plan_of(planned, Limits()).plan
    assert plan.proof.kind == "best-possible"
    assert plan.blocks_after - plan.blocks_before >= 2
    assert plan.objective > 0


def test_next_week_is_held_against_a_budget(demo_workspace: Workspace) -> None:
    found = coming_budget(demo_workspace, 10 * HOUR, Choices({}, DEMO_TODAY))
    assert found.monday == ordinal("2026-11-23")
    assert found.scheduled is not None
    assert found.scheduled > 0
    assert all(each.focus_seconds >= 0 for each in found.invitations)


def test_the_budget_is_a_setting_that_is_kept_and_taken_back(demo_workspace: Workspace) -> None:
    set_to = set_budget(demo_workspace, 10 * HOUR)
    assert (set_to.text, set_to.before) == ("10.0 h of meetings a week are set from now on.", None)
    with Workspace(demo_workspace.home) as again:
        assert again.settings().budget == 10 * HOUR
        view = budget_view(again, DEMO_TODAY)
    found = coming_budget(demo_workspace, 10 * HOUR, Choices({}, DEMO_TODAY))
    assert found.scheduled is not None
    assert (view.allowed, view.share) == (10 * HOUR, found.scheduled / (10 * HOUR))
    more = set_budget(demo_workspace, 12 * HOUR)
    assert more.before == 10 * HOUR
    assert set_budget(demo_workspace, more.before).before == 12 * HOUR
    assert set_budget(demo_workspace, None).text == "No number of meeting hours is set any more."
    assert budget_view(demo_workspace, DEMO_TODAY).share is None
    with pytest.raises(UserError, match="so many hours"):
        set_budget(demo_workspace, 169 * HOUR)


def test_what_the_budget_says_opens_its_events(demo_workspace: Workspace) -> None:
    weeks = [budget_view(demo_workspace, day) for day in range(DEMO_TODAY - 140, DEMO_TODAY + 1, 7)]
    asked = [view for view in weeks if view.rows]
    assert asked
    for view in asked:
        (phrase,) = [each for each in view.sentence if each.opens]
        assert demo_workspace.evidence(phrase.opens).rows
        for row in view.rows:
            found = demo_workspace.evidence(row.opens)
            assert row.title in found.title or row.title in {each.title for each in found.rows}


def test_without_a_complete_week_nothing_can_be_planned(demo_workspace: Workspace) -> None:
    with pytest.raises(UserError, match="no typical week"):
        planned_weeks(demo_workspace, choices=Choices({}, ordinal("2020-01-01")))


def test_the_solver_is_loaded_with_its_first_search_alone() -> None:
    verbs = "import sys, app.operations.stored_whatif, app.operations.whatif_plans"
    code = f"{verbs}; print([n for n in ('highspy', 'numpy') if n in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


def test_the_solver_prints_nothing_to_a_pipe(tmp_path: Path) -> None:
    code = (
        "from app.planning.solver import Mip, Watch, solve\n"
        "mip = Mip()\n"
        "column = mip.column(1.0, whole=True)\n"
        "mip.row({column: 1.0}, most=0.5)\n"
        "print('before')\n"
        "found = solve(mip, Watch(lambda: None, lambda: False, lambda *_: None, 5.0))\n"
        "print(found.status, found.has(column))\n"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (run.stdout, run.stderr) == ("before\noptimal False\n", "")
