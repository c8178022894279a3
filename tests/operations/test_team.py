"""The verbs of the team summary where the command line does not reach: what was shown against what is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import Cancelled, UserError
from app.model.team import TeamPeriod
from app.operations.own_word import set_rule
from app.operations.team import (
    make_round,
    merge_files,
    prepare,
    rounds_made,
    shared_before,
    write_contribution,
    write_summary,
)
from app.operations.workspace import Workspace
from app.progress import SILENT, Silent
from app.store.team_rows import read_merges
from app.team.contribution import contribution_bytes, read_contribution
from tests.analysis.patterns.series_grounds import weekly
from tests.builders import BEN, at, calendar, event, home
from tests.team.contributions import files, share, team_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FIRST = TeamPeriod(739_649, 4)
"""Four weeks from 2026-W06 on."""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    stamp = "20260504T000000Z"
    desk = event("SUMMARY:Desk", *at("20260202T060000Z", "20260202T060500Z"), uid="desk", stamp=stamp)
    rows = [weekly(f"plan{day}", f"2026-02-0{day} 13:00", by=BEN, minutes=150) for day in range(2, 7)]
    (tmp_path / "work.ics").write_bytes(calendar(desk, *rows))
    opened = Workspace(tmp_path / "home", home())
    opened.add([str(tmp_path / "work.ics")], SILENT)
    yield opened
    opened.close()


def test_the_bytes_that_were_shown_are_written_though_the_calendar_changed_since(
    workspace: Workspace, tmp_path: Path
) -> None:
    found = make_round(workspace, FIRST)
    shown = prepare(workspace, found)
    set_rule(workspace, "plan2", "plan2", "leave-out")
    set_rule(workspace, "plan3", "plan3", "leave-out")
    write_contribution(workspace, found, shown.data, tmp_path / "mine.json")
    assert (tmp_path / "mine.json").read_bytes() == shown.data
    again = prepare(workspace, found)
    assert read_contribution(shown.data).bands[0] == "10-20"
    assert (again.contribution.rev, again.contribution.bands[0], again.shared) == (2, "<10", False)


def test_what_another_process_shared_meanwhile_is_not_shared_over(workspace: Workspace, tmp_path: Path) -> None:
    found = make_round(workspace, FIRST)
    shown = prepare(workspace, found)
    other = make_round(workspace, TeamPeriod(FIRST.monday + 14, 4))
    write_contribution(workspace, other, prepare(workspace, other).data, tmp_path / "other.json")
    with pytest.raises(UserError, match="another round"):
        write_contribution(workspace, found, shown.data, tmp_path / "mine.json")
    assert not (tmp_path / "mine.json").exists()
    assert [each.round for each in shared_before(workspace)] == [other.id]


def test_bytes_of_an_old_revision_are_not_written(workspace: Workspace, tmp_path: Path) -> None:
    found = make_round(workspace, FIRST)
    shown = prepare(workspace, found)
    set_rule(workspace, "plan2", "plan2", "leave-out")
    set_rule(workspace, "plan3", "plan3", "leave-out")
    write_contribution(workspace, found, prepare(workspace, found).data, tmp_path / "new.json")
    with pytest.raises(UserError, match="was shared since this was shown"):
        write_contribution(workspace, found, shown.data, tmp_path / "old.json")


def test_a_preview_shares_nothing(workspace: Workspace) -> None:
    found = make_round(workspace, FIRST)
    first = prepare(workspace, found)
    assert shared_before(workspace) == ()
    assert prepare(workspace, found).data == first.data
    assert [each.round for each in rounds_made(workspace)] == [found]


def test_the_secret_makes_other_slots_in_another_home(workspace: Workspace, tmp_path: Path) -> None:
    found = make_round(workspace, FIRST)
    with Workspace(tmp_path / "other", home()) as other:
        other.add([str(tmp_path / "work.ics")], SILENT)
        theirs = prepare(other, found).contribution
    mine = prepare(workspace, found).contribution
    assert mine.bands == theirs.bands
    assert mine.slot != theirs.slot


def test_a_merge_that_is_stopped_is_not_remembered(workspace: Workspace, tmp_path: Path) -> None:
    class Stopping(Silent):
        def check(self) -> None:
            raise Cancelled

    (tmp_path / "a.json").write_bytes(contribution_bytes(share(1)))
    with pytest.raises(Cancelled):
        merge_files(workspace, [tmp_path / "a.json"], Stopping())
    with workspace.store.reading() as connection:
        assert read_merges(connection) == ()


def test_a_refused_summary_is_never_written(workspace: Workspace, tmp_path: Path) -> None:
    paths = []
    for each in files(team_of((4, 0, 0))):
        paths.append(tmp_path / each.name)
        paths[-1].write_bytes(each.data)
    summary = merge_files(workspace, paths)
    with pytest.raises(UserError, match="under 5 nothing is shown"):
        write_summary(workspace, summary, tmp_path / "out.json")
    assert not (tmp_path / "out.json").exists()
