"""The first page as text and as JSON (the README, "Command line")."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer, week_of_work

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

MEETINGS = (
    "SUMMARY:Weekly review",
    *at("20251103T100000Z", "20251103T110000Z"),
    "RRULE:FREQ=WEEKLY;BYDAY=MO,WE;COUNT=60",
    organizer(BEN),
    guest(ANNA),
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the command runs, with twenty weeks of a calendar that is kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    late = event(
        "SUMMARY:Late call",
        *at("20260212T220000Z", "20260213T003000Z"),
        *(organizer(BEN), guest(ANNA, "NEEDS-ACTION")),
        uid="late",
        stamp="20260320T000000Z",
    )
    (tmp_path / "work.ics").write_bytes(calendar(event(*MEETINGS, uid="review"), late, head=("X-WR-CALNAME:Work",)))
    return tmp_path


@pytest.fixture
def kept(clearweek: Clearweek, folder: Path) -> Path:
    assert clearweek("add", "work.ics").status == 0
    return folder


def page(clearweek: Clearweek, *words: str) -> Any:
    result = clearweek("overview", *words, "--json")
    assert (result.status, result.err) == (0, "")
    assert set(result.json) == {"schema", "period", "week", "sentence", "calendars"}
    assert result.json["schema"] == "clearweek.overview/1"
    return result.json


def analysed(clearweek: Clearweek, week: str, *words: str) -> Any:
    """The row of a week as `analyze` gives it."""
    rows = clearweek("analyze", "work.ics", *words, "--json").json["weeks"]
    (row,) = [each for each in rows if each["week"] == week]
    return row


def test_the_last_complete_week_that_the_data_cover(clearweek: Clearweek, kept: Path) -> None:
    found = page(clearweek)
    assert found["period"] == {"from": "2026-03-09", "to": "2026-03-15", "tz": "UTC"}
    assert (found["week"]["week"], found["week"]["complete"]) == ("2026-W11", True)
    assert found["calendars"] == ["Work"]
    assert "2.0 h" in found["sentence"]


def test_its_figures_are_those_of_analyze(clearweek: Clearweek, kept: Path) -> None:
    for week in ("2026-W11", "2026-W07", "2026-W03", "2025-W45"):
        assert page(clearweek, "--week", week)["week"] == analysed(clearweek, week)


@pytest.mark.parametrize(
    "words",
    [
        ("--today", "2026-02-18"),
        ("--tz", "Asia/Tokyo"),
        ("--me", ANNA),
        ("--work", "mon-wed 08:00-12:00"),
        ("--no-people", "block"),
        ("--today", "2026-02-16", "--tz", "America/New_York", "--me", BEN, "--work", "mon-fri 10:00-20:00"),
    ],
    ids=" ".join,
)
def test_options_hold_instead_of_the_settings(clearweek: Clearweek, kept: Path, words: tuple[str, ...]) -> None:
    for week in ("2026-W07", "2026-W05"):
        found = page(clearweek, "--week", week, *words)
        assert found["week"] == analysed(clearweek, week, *words)
    assert page(clearweek, "--week", "2026-W07") == page(clearweek, "--week", "2026-W07", "--tz", "UTC")


def test_today_decides_which_week_is_the_last(clearweek: Clearweek, kept: Path) -> None:
    for today, monday in (("2026-02-15", "2026-02-02"), ("2026-02-16", "2026-02-09"), ("2026-12-01", "2026-03-09")):
        assert page(clearweek, "--today", today)["period"]["from"] == monday


def test_the_week_to_come(clearweek: Clearweek, kept: Path) -> None:
    found = page(clearweek, "--next", "--today", "2026-02-04")
    assert (found["period"]["from"], found["week"]["week"], found["week"]["complete"]) == (
        "2026-02-09",
        "2026-W07",
        False,
    )
    assert found["sentence"].startswith("Next week has 4.5 h")
    told = clearweek("overview", "--next", "--today", "2026-02-04")
    assert "Invitations waiting for an answer\n  Late call" not in told.out  # me is not known without a word
    told = clearweek("overview", "--next", "--today", "2026-02-04", "--me", ANNA)
    assert "Invitations waiting for an answer\n  Late call" in told.out
    assert clearweek("overview", "--next", "--json").json["period"]["from"] > "2026-03-09"


def test_text_and_json_say_the_same(clearweek: Clearweek, kept: Path) -> None:
    for words in ((), ("--week", "2026-W07"), ("--next",), ("--today", "2026-02-18"), ("--lang", "de")):
        lines = clearweek("overview", *words).out.splitlines()
        assert lines[1] == page(clearweek, *words)["sentence"]
        cards = lines[3 : lines.index("", 3)]
        assert sum(line.startswith("  ") and not line.startswith("   ") for line in cards) == 4


def test_a_week_of_which_nothing_is_known(clearweek: Clearweek, kept: Path) -> None:
    for words in ((), ("--tz", "UTC")):
        result = clearweek("overview", "--week", "2019-W07", *words)
        assert (result.status, result.err) == (0, "")
        assert page(clearweek, "--week", "2019-W07", *words)["period"]["from"] == "2019-02-11"


def test_data_that_cover_no_whole_week(clearweek: Clearweek, folder: Path) -> None:
    (folder / "new.ics").write_bytes(calendar(event(uid="only")))
    assert clearweek("add", "new.ics").status == 0
    for words in ((), ("--tz", "UTC")):
        result = clearweek("overview", *words)
        assert (result.status, result.err) == (0, "")
        assert page(clearweek, *words)["period"]["from"] == "2026-02-09"


def test_a_calendar_without_events(clearweek: Clearweek, folder: Path) -> None:
    (folder / "empty.ics").write_bytes(calendar())
    assert clearweek("add", "empty.ics").status == 0
    assert "nothing in your calendars" in page(clearweek, "--next")["sentence"]
    for words in ((), ("--tz", "UTC")):
        assert "nothing in your calendars" in page(clearweek, *words)["sentence"]


def test_a_calendar_of_one_week(clearweek: Clearweek, folder: Path) -> None:
    (folder / "week.ics").write_bytes(week_of_work())
    assert clearweek("add", "week.ics").status == 0
    assert page(clearweek)["week"]["week"] == "2026-W06"
