"""``clearweek people``: the 1:1s with their rhythm, and whom a person names for the face-time audit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.analysis.patterns.series_grounds import mondays, override, skip, weekly
from tests.builders import BEN, at, calendar, event

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

SAM = "sam.okafor@firm.example"
DAYS = mondays()
NOW = ("--today", "2026-05-04")
STAMP = "20260504T000000Z"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek) -> Path:
    """The folder in which the command runs, with a calendar of two 1:1s that is kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    desk = event("SUMMARY:Desk", *at("20260202T060000Z", "20260202T060500Z"), uid="desk", stamp=STAMP)
    rows = (
        weekly("sam", "2026-02-02 10:00", skip(*(f"{DAYS[n]} 10:00" for n in (8, 10, 11))), by=SAM, people=()),
        override("sam", f"{DAYS[3]} 10:00", f"{DAYS[3]} 15:00", by=SAM, people=()),
        weekly("ben", "2026-02-03 11:00", by=BEN, people=(), rule="FREQ=WEEKLY;INTERVAL=2"),
    )
    (tmp_path / "work.ics").write_bytes(calendar(desk, *rows))
    assert clearweek("add", "work.ics").status == 0
    return tmp_path


def done(clearweek: Clearweek, *words: str) -> Any:
    """The JSON of a command that must succeed."""
    result = clearweek("people", *words, "--json")
    assert (result.status, result.err) == (0, "")
    return result.json


def told(clearweek: Clearweek, *words: str) -> str:
    """The text of a command that must succeed."""
    result = clearweek("people", *words)
    assert (result.status, result.err) == (0, "")
    return result.out


def test_the_page_tells_the_rhythm_of_each_one_on_one(clearweek: Clearweek, folder: Path) -> None:
    text = told(clearweek, *NOW, "--me", "anna@firm.example")
    assert "One of two 1:1s kept its rhythm; one gave way." in text
    (row,) = [line for line in text.splitlines() if "Sam Okafor  " in line]
    assert row.split("  ")[1] == "Sam Okafor"
    assert "every week, 30 min" in row
    assert "● ● ➔ ● ● ● ● ○ ● ○ ○ ●" in row
    assert "10 of 13" in row
    assert "A 1:1 gives way" in text


def test_its_json_carries_every_slot_with_its_mark(clearweek: Clearweek, folder: Path) -> None:
    found = done(clearweek, *NOW, "--me", "anna@firm.example")
    assert (found["schema"], found["period"]["from"], found["period"]["to"]) == (
        "clearweek.people/1",
        "2026-02-02",
        "2026-05-03",
    )
    sam, ben = sorted(found["one_on_ones"], key=lambda row: row["spacing_days"])
    assert [sam[key] for key in ("person", "planned", "held", "moved", "made_up", "fell_out")] == [SAM, 13, 10, 1, 0, 3]
    assert (sam["gave_way"], ben["gave_way"], sam["next"]) == (True, False, "2026-05-04T10:00:00Z")
    assert [slot["mark"] for slot in sam["slots"]][8:12] == ["fell-out", "held", "fell-out", "fell-out"]
    assert (found["face_time"], found["moves_since"], found["unknown"]) == (None, None, None)


def test_the_stored_figures_and_everything_anew_give_the_same(clearweek: Clearweek, folder: Path) -> None:
    days = ("--from", "2026-02-02", "--to", "2026-05-03")
    kept = done(clearweek, *days)
    anew = done(clearweek, *days, "--tz", "UTC")
    assert kept["one_on_ones"]
    for row in (*kept["one_on_ones"], *anew["one_on_ones"]):
        # A calendar is called by the path in the store, and by its place in what was read.
        del row["series"]
    assert kept == anew


def test_where_no_meeting_is_of_two_people_the_page_says_so(clearweek: Clearweek, folder: Path) -> None:
    # Somebody else looks at this calendar: with them there would be three in each meeting.
    other = ("--me", "nobody@else.example")
    assert done(clearweek, *NOW, *other)["one_on_ones"] == []
    assert "No recurring meeting of two people lies in this time." in told(clearweek, *NOW, *other)


def test_without_any_calendar_it_says_how_to_bring_one_in(clearweek: Clearweek) -> None:
    result = clearweek("people")
    assert result.status == 1
    assert "clearweek add FILE" in result.err


def test_people_are_named_listed_audited_and_dropped(clearweek: Clearweek, folder: Path) -> None:
    assert "Nobody is named" in told(clearweek, "list")
    told(clearweek, "name", f"mailto:{SAM.upper()}", "--name", "Sam", "--group", "remote")
    changed = done(clearweek, "name", BEN, "--group", "office")
    assert changed["schema"] == "clearweek.people-change/1"
    named = [{"address": SAM, "name": "Sam", "group": "remote"}, {"address": BEN, "name": "", "group": "office"}]
    assert changed["people"] == named
    assert done(clearweek, "list") == {"schema": "clearweek.people-named/1", "people": named}
    audit = done(clearweek, *NOW, "--me", "anna@firm.example")["face_time"]
    assert (audit["from"], audit["to"], audit["people"]) == ("2026-04-01", "2026-05-03", 2)
    assert {row["address"]: row["held"] for row in audit["rows"]} == {SAM: 2, BEN: 2}
    text = told(clearweek, *NOW, "--me", "anna@firm.example")
    assert "for you alone" in text
    assert "Time in 1:1s is the same for all whom you named." in text
    assert done(clearweek, "drop", SAM.upper())["people"] == named[1:]
    refused = clearweek("people", "drop", SAM)
    assert refused.status == 1
    assert "clearweek people list" in refused.err


def test_dropping_somebody_can_be_undone(clearweek: Clearweek, folder: Path) -> None:
    told(clearweek, "name", SAM)
    told(clearweek, "drop", SAM)
    assert clearweek("rule", "undo").status == 0
    assert [row["address"] for row in done(clearweek, "list")["people"]] == [SAM]


def test_the_help_says_that_it_is_part_of_nothing_that_is_shared(clearweek: Clearweek) -> None:
    words = " ".join(clearweek("people", "--help").out.split())
    assert "never part of a report, a team summary or anything else that is shared" in words


def test_a_title_that_would_act_is_printed_harmless(clearweek: Clearweek, folder: Path) -> None:
    told(clearweek, "name", SAM, "--name", "Sam \x1b[31m")
    assert "\x1b[31m" not in told(clearweek, *NOW, "--me", "anna@firm.example")
