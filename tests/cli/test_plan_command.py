"""``clearweek plan``: the best plan for a typical fortnight, as text, as JSON, through a pipe and as focus blocks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import icalendar
import pytest

from tests.analysis.patterns.series_grounds import CARLA, DAVID, mondays, weekly
from tests.architecture.repository import ROOT
from tests.builders import ANNA, BEN, at, calendar, event

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

DAY = mondays()[0]
NOW = ("--today", "2026-05-04", "--me", ANNA)
STAMP = "20260504T000000Z"
MOVES: dict[str, Any] = {"people": (CARLA, DAVID), "by": ANNA}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek) -> Path:
    """The folder in which the command runs, with a calendar of three weekly series that is kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    desk = event("SUMMARY:Desk", *at("20260202T060000Z", "20260202T060500Z"), uid="desk", stamp=STAMP)
    rows = (
        weekly("a@x", f"{DAY} 10:00", title="Review", **MOVES),
        weekly("b@x", f"{DAY} 11:30", title="Status", people=(BEN, CARLA, DAVID)),
        weekly("c@x", "2026-02-03 12:00", title="Talk", minutes=60),
    )
    (tmp_path / "work.ics").write_bytes(calendar(desk, *rows))
    assert clearweek("add", "work.ics").status == 0
    return tmp_path


def done(clearweek: Clearweek, *words: str) -> Any:
    """The JSON of a command that must succeed."""
    result = clearweek("plan", *NOW, *words, "--json")
    assert (result.status, result.err) == (0, "")
    return result.json


def told(clearweek: Clearweek, *words: str) -> str:
    """The text of a command that must succeed."""
    result = clearweek("plan", *NOW, *words)
    assert (result.status, result.err) == (0, "")
    return result.out


def test_the_json_has_the_plan_in_minutes_a_week(clearweek: Clearweek, folder: Path) -> None:
    found = done(clearweek)
    assert found["schema"] == "clearweek.plan/1"
    # Monday: 60, 60 and 300 minutes; Tuesday: 180 and 240; three whole days.
    assert found["before"] == {"focus_minutes": 300 + 420 + 3 * 480, "focus_blocks": 6}
    assert found["proof"] == "best possible"
    assert found["could_win_more"] == 0
    assert found["gain"]["focus_minutes"] == found["after"]["focus_minutes"] - found["before"]["focus_minutes"] > 0
    assert sum(edit["share"] for edit in found["edits"]) == pytest.approx(found["gain"]["focus_minutes"])
    assert found["price"] == sum(edit["price"] for edit in found["edits"])
    (edit,) = found["edits"]
    # 2 · 2 people · 1 of one's own, and ten.
    assert (edit["uid"], edit["edit"], edit["days"], edit["start"], edit["price"]) == (
        "a@x",
        "move",
        ["mon"],
        "09:00",
        14,
    )
    assert (edit["minutes"], edit["week"]) == (None, None)
    assert found["drawn_from"] == {"from": "2026-03-09", "to": "2026-05-03", "tz": "UTC"}


def test_a_week_like_all_others_has_the_focus_that_the_analysis_gives_it(clearweek: Clearweek, folder: Path) -> None:
    week = clearweek("analyze", "work.ics", *NOW, "--from", "2026-04-27", "--to", "2026-05-03", "--json").json["weeks"][
        0
    ]
    before = done(clearweek)["before"]
    assert (before["focus_minutes"], before["focus_blocks"]) == (week["focus_minutes"], week["focus_blocks"])


def test_what_is_kept_stays_and_no_change_is_a_plan(clearweek: Clearweek, folder: Path) -> None:
    kept = done(clearweek, "--keep", "a@x")
    assert "a@x" not in {edit["uid"] for edit in kept["edits"]}
    assert done(clearweek, "--changes", "0")["proof"] == "nothing helps"


def test_the_stored_figures_and_other_choices_give_the_same_plan(clearweek: Clearweek, folder: Path) -> None:
    one = clearweek("plan", "--json", "--from", "2026-03-09", "--to", "2026-05-03").json
    other = done(clearweek, "--from", "2026-03-09", "--to", "2026-05-03")
    assert one == other


def test_limits_hold_and_those_that_cannot_be_met_are_an_answer(clearweek: Clearweek, folder: Path) -> None:
    late = done(clearweek, "--not-before", "11:00")
    assert all(edit["start"] >= "11:00" for edit in late["edits"] if edit["start"] is not None)
    assert "a@x" in {edit["uid"] for edit in late["edits"]}
    free = done(clearweek, "--free-day", "mon", "--changes", "1")
    assert (free["proof"], free["could_win_more"], free["edits"]) == ("cannot be met", None, [])
    assert free["clash"] == {"needs_changes": 2, "limits": ["changes"], "titles": []}
    assert "Your limits need at least 2 changes" in told(clearweek, "--free-day", "mon", "--changes", "1")


def test_free_mornings_are_a_limit_and_are_named(clearweek: Clearweek, folder: Path) -> None:
    found = done(clearweek, "--free-mornings", "5")
    others = ["tue", "wed", "thu", "fri"]
    assert found["free_mornings"]["before"] == {"A": others, "B": others}
    assert found["free_mornings"]["after"] == {"A": ["mon", *others], "B": ["mon", *others]}
    text = told(clearweek, "--free-mornings", "5").replace("\n", " ")
    assert "Mornings without meetings: Monday, Tuesday, Wednesday, Thursday and Friday. Today: Tuesday," in text
    assert "For five free mornings a week it takes at least 2 changes; you allow 1." in told(
        clearweek, "--free-mornings", "5", "--changes", "1"
    )


def test_the_text_says_what_changes_and_what_nobody_knows(clearweek: Clearweek, folder: Path) -> None:
    text = told(clearweek)
    assert "1 change wins 2.0 h in focus blocks a week" in text
    assert "This is the best possible plan under your limits; that is proven." in text
    assert "1. Move “Review” to Monday 9:00" in text
    assert "today Monday 10:00, 30 min; wins 2.0 h a week, disturbance 14" in text
    assert "it needs their consent" in text.replace("\n   ", " ")
    assert "What a meeting is worth is not known" in text
    assert "would Monday at 9:00 work for Review?" in told(clearweek, "--notes")


def test_the_focus_blocks_are_written_as_a_calendar_file(clearweek: Clearweek, folder: Path) -> None:
    told(clearweek, "--ics", "blocks.ics")
    events = icalendar.Calendar.from_ical((folder / "blocks.ics").read_bytes()).walk("VEVENT")
    assert len(events) == 4 * 7
    result = clearweek("plan", *NOW, "--ics", "no/such/folder.ics")
    assert result.status == 1
    assert "cannot be written" in result.err


def test_next_week_is_held_against_a_budget(clearweek: Clearweek, folder: Path) -> None:
    found = done(clearweek, "--budget", "1.5")["budget"]
    assert (found["week"], found["allowed_minutes"], found["meeting_minutes"]) == ("2026-W20", 90, 120)
    text = told(clearweek, "--budget", "1.5")
    assert "Next week has 2.0 h of meetings so far, 0.5 h more than the 1.5 h that you set." in text.replace("\n", " ")


def test_a_budget_that_is_set_holds_without_the_option_until_it_is_taken_away(
    clearweek: Clearweek, folder: Path
) -> None:
    assert "budget" not in done(clearweek)
    assert done(clearweek, "--set-budget", "15.5")["budget"]["allowed_minutes"] == 930
    assert done(clearweek)["budget"]["allowed_minutes"] == 930
    assert done(clearweek, "--budget", "2")["budget"]["allowed_minutes"] == 120
    assert "which leaves 13.5 h of the 15.5 h that you set" in told(clearweek).replace("\n", " ")
    assert "meeting_hours_a_week = 15.5" in (folder / "data" / "settings.toml").read_text("utf-8")
    # A command that fails changes nothing.
    assert clearweek("plan", *NOW, "--set-budget", "none", "--ics", "no/such/folder.ics").status == 1
    assert done(clearweek)["budget"]["allowed_minutes"] == 930
    assert "No number of meeting hours is set any more." in told(clearweek, "--set-budget", "none")
    assert "budget" not in done(clearweek)


def test_words_that_make_no_sense_are_refused(clearweek: Clearweek, folder: Path) -> None:
    for words in (
        ("--keep", "nobody"),
        ("--changes", "99"),
        ("--not-before", "noon"),
        ("--budget", "lots"),
        ("--free-mornings", "8"),
        ("--set-budget", "169"),
        ("--set-budget", "1", "--budget", "2"),
    ):
        result = clearweek("plan", *NOW, *words)
        assert (result.status, result.out) == (2, "")


def test_without_a_calendar_there_is_nothing_to_plan(
    clearweek: Clearweek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "nothing"))
    result = clearweek("plan")
    assert result.status == 1
    assert "No calendar is kept yet" in result.err


def test_the_json_through_a_pipe_is_pure(folder: Path) -> None:
    command = [sys.executable, "-m", "app", "plan", *NOW, "--json"]
    run = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["schema"] == "clearweek.plan/1"
    assert run.stdout.count(b"\n") == 1
