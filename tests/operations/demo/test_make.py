"""The demo: a year that is made up, the same each time, written where one says, and plausible."""

from __future__ import annotations

import re
import stat
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import UserError
from app.operations.demo.make import WEEKS, make_demo
from tests.builders import ordinal

if TYPE_CHECKING:
    from app.model.analysis import Analysis
    from tests.conftest import Clearweek

TODAY = "2026-11-24"
HOUR = 3600


@pytest.fixture(autouse=True)
def throw_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which temporary folders of a test are made."""
    folder = tmp_path / "throw-away"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@cache
def analysed(today: str = TODAY, seed: int = 7) -> Analysis:
    """The analysis of a demo."""
    return make_demo(ordinal(today), seed, None).analysis


def printed(clearweek: Clearweek, *words: str) -> Any:
    """The JSON of `demo`, without the path of the report, which is in another folder each time."""
    result = clearweek("demo", "--no-window", "--today", TODAY, "--json", *words)
    assert (result.status, result.err) == (0, "")
    assert result.json["report"].endswith("clearweek-demo-report.pdf")
    return {name: value for name, value in result.json.items() if name != "report"}


# ---- the same each time ----


def test_the_same_seed_gives_the_same_figures(clearweek: Clearweek) -> None:
    first, again, other = (printed(clearweek, "--seed", seed) for seed in ("7", "7", "8"))
    assert first == again
    assert first["weeks"] != other["weeks"]
    assert first["weeks"] == printed(clearweek)["weeks"]


def test_the_zone_and_language_of_the_system_change_no_figure(
    clearweek: Clearweek, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = printed(clearweek)
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    assert printed(clearweek)["weeks"] == first["weeks"]
    assert first["period"] == {"from": "2025-11-24", "to": "2026-11-22", "tz": "Europe/Berlin"}


# ---- where it is written ----


def test_it_is_written_to_the_folder_that_is_named(clearweek: Clearweek, tmp_path: Path, throw_away: Path) -> None:
    home = tmp_path / "some" / "where"
    result = clearweek("demo", "--no-window", "--today", TODAY, "--home", str(home))
    assert sorted(each.name for each in home.iterdir()) == ["clearweek-demo-report.pdf", "clearweek-demo.ics"]
    assert f"The calendar behind these figures: {home / 'clearweek-demo.ics'}" in result.out
    assert list(throw_away.iterdir()) == []


def test_otherwise_it_is_written_to_a_folder_for_throwing_away(
    clearweek: Clearweek, tmp_path: Path, throw_away: Path
) -> None:
    result = clearweek("demo", "--no-window", "--today", TODAY)
    (folder,) = throw_away.iterdir()
    assert f"{folder / 'clearweek-demo.ics'}" in result.out
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert not (tmp_path / "home").exists()  # CLEARWEEK_HOME: a person's own data stay as they are


def test_a_folder_that_cannot_be_written_is_told(clearweek: Clearweek, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for home in (tmp_path / "file", tmp_path / "file" / "inside"):
        result = clearweek("demo", "--home", str(home))
        assert (result.status, result.out) == (1, "")
        assert result.err.startswith("clearweek: The demo cannot be written: ")
        assert result.err.count("\n") == 1


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(UserError, match="the disk is full"):
        make_demo(ordinal(TODAY), 7, None)


def test_the_calendar_that_it_leaves_gives_the_same_figures(clearweek: Clearweek, tmp_path: Path) -> None:
    own = printed(clearweek, "--home", str(tmp_path))
    period = ("--from", own["period"]["from"], "--to", own["period"]["to"], "--today", TODAY)
    words = ("analyze", str(tmp_path / "clearweek-demo.ics"), *period, "--tz", "Europe/Berlin", "--json")
    assert clearweek(*words).json == own


# ---- what it shows ----


def test_the_text_is_the_overview_and_where_the_calendar_is(clearweek: Clearweek) -> None:
    result = clearweek("demo", "--no-window", "--today", TODAY)
    assert (result.status, result.err) == (0, "")
    assert "the last complete week" in result.out
    assert "usual" in result.out
    assert "set aside" not in result.out
    assert "window" not in result.out
    assert re.search(r"Read: [\d,]+ meetings", result.out)


def test_no_window_opens_where_nobody_would_see_it(clearweek: Clearweek, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.ui.start.run_window", None)
    result = clearweek("demo", "--today", TODAY)
    assert (result.status, result.err) == (0, "")
    assert "the last complete week" in result.out


def test_the_year_is_whole_and_known() -> None:
    analysis = analysed()
    assert len(analysis.weeks) == WEEKS
    assert all(week.complete for week in analysis.weeks)
    assert analysis.problems == ()
    assert analysis.me.guessed
    assert not analysis.no_people
    assert {"meeting", "block", "focus", "out_of_office", "all_day", "declined", "cancelled"} <= set(analysis.kinds)
    assert analysis.away > 0


@pytest.mark.parametrize("today", [TODAY, "2026-03-30", "2027-01-01", "2024-02-29"])
@pytest.mark.parametrize("seed", [7, 1, 42])
def test_the_figures_are_plausible(today: str, seed: int) -> None:
    analysis = analysed(today, seed)
    assert analysis.last_complete_week() is analysis.weeks[-1]
    last = next(week for week in reversed(analysis.weeks) if week.full)  # Christmas is no ordinary week
    assert last.meeting_seconds is not None
    assert last.focus_seconds is not None
    assert 10 * HOUR <= last.meeting_seconds <= 25 * HOUR
    assert 2 * HOUR <= last.focus_seconds <= 30 * HOUR
    usual = last.usual["meeting_seconds"]
    assert usual is not None
    assert 5 * HOUR <= (usual[0] + usual[1]) / 2 <= 30 * HOUR
    for week in analysis.weeks:
        assert week.meeting_seconds is not None
        assert 0 <= week.meeting_seconds <= 35 * HOUR


def test_meetings_grow_over_the_year() -> None:
    hours = [week.meeting_seconds or 0 for week in analysed().weeks]
    assert sum(hours[-8:]) > 1.2 * sum(hours[4:12])


@pytest.mark.parametrize("today", ["0001-01-01", "9999-12-31"])
def test_a_year_that_the_calendar_has_not_is_no_fault_of_ours(clearweek: Clearweek, today: str) -> None:
    result = clearweek("demo", "--today", today)
    assert "fault" not in result.err
