"""The numbers of the patterns' rules, changed over a store: what is found follows, and no figure does."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import Cancelled, UserError
from app.model.journal import Promise
from app.operations.demo.year import demo_year
from app.operations.journal import journal_of, record, today_for, undo
from app.operations.journal_requests import undo_told
from app.operations.rule_numbers import put_back, set_number, try_out
from app.operations.stored_answers import stored_analysis
from app.operations.stored_week import Choices
from app.operations.workspace import Workspace
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "work.ics").write_bytes(demo_year(dt.datetime.now(dt.UTC).date(), 7))
    with Workspace(tmp_path / "home") as opened:
        opened.add([str(tmp_path / "work.ics")], SILENT)
        yield opened


def test_a_number_is_kept_as_the_rule_takes_it_and_goes_with_the_default(workspace: Workspace) -> None:
    done = set_number(workspace, "meeting-inflation.rise", 90.0, SILENT)
    assert (done.before, dict(workspace.settings().thresholds)) == (None, {"meeting-inflation.rise": 0.9})
    assert "90\u202f% now" in done.sentence
    again = set_number(workspace, "meeting-inflation.rise", 80.0, SILENT)
    assert again.before == 0.9
    put_back(workspace, "meeting-inflation.rise", again.before, SILENT)
    assert dict(workspace.settings().thresholds) == {"meeting-inflation.rise": 0.9}
    assert "the default" in set_number(workspace, "meeting-inflation.rise", 25.0, SILENT).sentence
    assert workspace.settings().thresholds == ()


def test_what_is_found_follows_at_once_and_as_the_calendars_analysed_anew_say(workspace: Workspace) -> None:
    before, days = workspace.patterns(), workspace.history().days
    assert before.finding("meeting-inflation") is not None
    workspace.keep_picture()
    assert workspace.first_picture() is not None
    set_number(workspace, "meeting-inflation.rise", 90.0, SILENT)
    assert workspace.patterns().finding("meeting-inflation") is None
    assert workspace.history().days == days
    assert workspace.first_picture() is None  # it names findings
    results = stored_analysis(workspace, (None, None), Choices({}, None))[1].patterns
    found = {each.id: each.finding is not None for each in workspace.patterns().results}
    assert {each.id: each.finding is not None for each in results} == found


class Stopped:
    """Stops any work that asks whether to go on."""

    def report(self, done: int, total: int | None, what: str) -> None:
        raise Cancelled

    def check(self) -> None:
        raise Cancelled


def test_a_change_of_a_rule_counts_nothing_anew_as_a_change_of_hours_does(workspace: Workspace) -> None:
    set_number(workspace, "crowd.people", 12.0, Stopped())
    assert dict(workspace.settings().thresholds) == {"crowd.people": 12.0}
    with pytest.raises(Cancelled):
        workspace.change_settings(replace(workspace.settings(), breaking_titles=("Lunch",)), Stopped())


@pytest.mark.parametrize("name", ["no-such-pattern.share", "crowd.nothing", "crowd", ""])
def test_a_name_that_no_rule_has_is_refused(workspace: Workspace, name: str) -> None:
    with pytest.raises(UserError, match="name"):
        set_number(workspace, name, 1.0, SILENT)
    assert workspace.settings().thresholds == ()


@pytest.mark.parametrize("value", [0.0, -1.0, 101.0, float("inf"), float("nan")])
def test_a_value_out_of_range_is_refused(workspace: Workspace, value: float) -> None:
    with pytest.raises(UserError, match="no sense"):
        set_number(workspace, "fragmented-focus.share", value, SILENT)
    assert workspace.settings().thresholds == ()


def test_an_experiment_needs_a_measure_that_there_is(workspace: Workspace) -> None:
    assert "Move it" in try_out(workspace, "Move it", "focus_minutes").sentence
    with pytest.raises(UserError):
        try_out(workspace, "Move it", "happiness")


def test_undoing_an_experiment_takes_back_nothing_that_came_later(workspace: Workspace) -> None:
    told = try_out(workspace, "Move it", "focus_minutes")
    today = today_for(workspace, None)
    record(workspace, Promise(what="Offer", promised=today), today)
    with pytest.raises(UserError, match="changed again since"):
        undo_told(workspace, told.change)
    kept = journal_of(workspace)
    assert ([each.change for each in kept.experiments], [each.what for each in kept.promises]) == (
        ["Move it"],
        ["Offer"],
    )
    undo(workspace)
    undo_told(workspace, told.change)
    assert journal_of(workspace).rows() == ()
