"""What the newest weeks alone say is what all weeks say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.analysis.findings import on_the_overview
from app.model.timezones import LAST_DAY, HomeZone, iana_zone
from app.operations.stored_patterns import findings_until
from app.operations.stored_whatif import Board
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.store import day_rows
from benchmarks.big_export import big_export

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from app.model.findings import Finding
    from app.model.weeks import Day

BERLIN = iana_zone("Europe/Berlin")
assert BERLIN is not None
HOME = HomeZone(((1, BERLIN),))


def said(findings: list[Finding]) -> list[tuple[object, ...]]:
    """Return what of findings a person is shown."""
    return [(each.name, each.sentence, each.focus_cost_seconds, each.meeting_seconds) for each in findings]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A data folder with four years."""
    (tmp_path / "work.ics").write_bytes(big_export(11, 4))
    with Workspace(tmp_path / "home", HOME) as workspace:
        workspace.add([str(tmp_path / "work.ics")], SILENT)
    return tmp_path / "home"


def days_of(home: Path) -> tuple[int, int]:
    """Return the first and the last day of the first and the last complete week."""
    with Workspace(home, HOME) as workspace:
        complete = [week for week in workspace.history().weeks if week.complete]
    return complete[0].monday, complete[-1].monday + 6


# The last one is early enough that too few weeks lie before it, and the baseline is not a year before.
@pytest.mark.parametrize("weeks_ago", [0, 1, 30, 61, 100, 190])
def test_the_newest_weeks_find_what_all_weeks_find(home: Path, weeks_ago: int) -> None:
    first, last = days_of(home)
    end = max(last - 7 * weeks_ago, first + 6)
    with Workspace(home, HOME) as workspace:
        recent = findings_until(workspace, end)
    with Workspace(home, HOME) as workspace:
        everything = on_the_overview(workspace.patterns(end).results)
    assert said(recent) == said(everything)
    assert weeks_ago > 100 or recent


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """From which day on days were read, each time."""
    found: list[int] = []
    read_days = day_rows.read_days

    def noted(connection: sqlite3.Connection, first: int = 0, last: int = LAST_DAY) -> list[Day]:
        found.append(first)
        return read_days(connection, first, last)

    monkeypatch.setattr(day_rows, "read_days", noted)
    return found


def test_old_days_are_not_read_for_the_newest_week(home: Path, asked: list[int]) -> None:
    __, last = days_of(home)
    asked.clear()
    with Workspace(home, HOME) as workspace:
        findings_until(workspace, last)
    assert asked
    assert min(asked) > last - 7 * 70


def test_old_days_are_not_read_for_a_week_to_try_changes_on(home: Path, asked: list[int]) -> None:
    __, last = days_of(home)
    asked.clear()
    with Workspace(home, HOME) as workspace:
        newest = workspace.newest_period("week")
        assert newest is not None
        assert newest.last == last
        board = workspace.what_if(newest)
        assert isinstance(board, Board)
        assert board.planned.last == last
    assert len(asked) == 1
    assert asked[0] > last - 7 * 70
