"""The People page out of the store: its period, since when moves are recorded, and the sheet for a 1:1."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.model.journal import Promise
from app.operations.journal import record
from app.operations.people_answers import asked_period, people_asked
from app.operations.stored_week import Choices
from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.analysis.patterns.series_grounds import CARLA, DAVID, meeting, mondays, skip, weekly
from tests.builders import BEN, at, calendar, event, ordinal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAM = "sam.okafor@firm.example"
DAYS = mondays()
CHOICES = Choices({}, ordinal("2026-05-04"))
DAYS_MEANT = (ordinal("2026-02-02"), ordinal("2026-05-03"))


def written(*skipped: str) -> bytes:
    desk = event("SUMMARY:Desk", *at("20260202T060000Z", "20260202T060500Z"), uid="desk", stamp="20260504T000000Z")
    lines = [skip(*skipped)] if skipped else []
    return calendar(
        desk,
        weekly("sam", "2026-02-02 10:00", *lines, by=SAM, people=()),
        weekly("ben", "2026-02-03 11:00", by=BEN, people=()),
        weekly("team", "2026-02-04 11:00", by=CARLA, people=(DAVID,)),
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "work.ics").write_bytes(written())
    with Workspace(tmp_path / "home") as opened:
        opened.add([str(tmp_path / "work.ics")], SILENT)
        yield opened


def test_without_days_it_is_the_last_thirteen_complete_weeks_that_are_covered() -> None:
    monday, end = ordinal("2026-05-04"), ordinal("2026-05-06")
    covered = ((ordinal("2025-01-01"), end),)
    period = asked_period((None, None), covered, end)
    assert (period.first, period.last) == (monday - 13 * 7, monday - 1)
    assert asked_period((monday - 7, None), covered, end)[1:] == (monday - 7, monday - 1)
    assert asked_period((None, monday - 8), covered, end)[1:] == (monday - 7 - 13 * 7, monday - 8)


def test_since_when_moves_are_recorded_is_the_day_of_the_first_change_that_a_sync_noted(
    workspace: Workspace, tmp_path: Path
) -> None:
    before = people_asked(workspace, DAYS_MEANT, CHOICES)
    assert (before.began, before.page.note[:7]) == (None, "No sync")
    (tmp_path / "work.ics").write_bytes(written(f"{DAYS[3]} 10:00"))
    workspace.sync([], SILENT)
    after = people_asked(workspace, DAYS_MEANT, CHOICES)
    (first, *_) = workspace.ledger()
    assert after.began == first.seen // 86_400 + ordinal("1970-01-01")
    assert after.page.note.startswith("Moves before ")
    assert sum(one.fell_out for one in after.ones) == 1


def test_a_one_on_one_whose_slots_were_all_skipped_is_listed(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "work.ics").write_bytes(written(*(f"{day} 10:00" for day in DAYS)))
    workspace.sync([], SILENT)
    for choices in (CHOICES, Choices({}, None)):
        found = people_asked(workspace, DAYS_MEANT, choices)
        (one,) = [each for each in found.ones if each.person == SAM]
        assert (one.planned, one.held, one.fell_out) == (13, 0, 13)
        # No event of it is left, so there are none to count.
        assert found.page.finding is not None
        assert found.page.finding.counted == "What it rests on"


@pytest.mark.parametrize("called", [SAM, "Sam Okafor", "sam"])
def test_the_sheet_finds_the_promises_by_address_name_or_first_name(workspace: Workspace, called: str) -> None:
    today = ordinal("2026-05-04")
    record(workspace, Promise(what="Move the billing", to=called, promised=today), today)
    rows = {row.person: row.sheet for row in people_asked(workspace, DAYS_MEANT, CHOICES).page.rows}
    assert "Move the billing" in rows[SAM]
    assert rows[SAM].startswith("Open promises to Sam Okafor · 4 May 2026")
    assert "Nothing is open." in rows[BEN]


def test_evidence_of_all_says_with_whom_each_was(workspace: Workspace) -> None:
    evidence = workspace.evidence("oneonone::2026-02-02:2026-05-03")
    assert (evidence.title[:6], evidence.summary) == ("1:1s, ", "26 of 26 slots were held.")
    assert [row.why for row in evidence.rows[:2]] == ["Sam Okafor: held", "ben@firm.example: held"]
    nobody = workspace.evidence("oneonone:kim@firm.example:2026-02-02:2026-05-03")
    assert (nobody.summary, nobody.rows) == ("", ())


def test_events_beyond_all_days_that_are_kept_are_no_fault(tmp_path: Path) -> None:
    late = [meeting(f"late-{day}", f"2029-11-{day:02d} 10:00", by=SAM, people=()) for day in range(1, 26)]
    (tmp_path / "late.ics").write_bytes(calendar(*late))
    with Workspace(tmp_path / "home") as workspace:
        workspace.add([str(tmp_path / "late.ics")], SILENT)
        assert workspace.newest_period("week") is None
        page = people_asked(workspace, (None, None), Choices({}, None)).page
    assert (page.rows, bool(page.unknown)) == ((), True)
