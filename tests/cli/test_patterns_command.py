"""Every pattern as text and as JSON, found or not (METRICS.md §7)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from app.model.pattern_ids import PATTERN_IDS
from app.operations.demo.year import demo_year
from app.operations.own_word import name_person
from app.operations.workspace import Workspace
from tests.builders import calendar

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

DAY = dt.date(2026, 11, 23)
TODAY = ("--today", DAY.isoformat())


@pytest.fixture
def kept(clearweek: Clearweek, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder with the demo's year in it."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    (tmp_path / "demo.ics").write_bytes(demo_year(DAY, 7))
    assert clearweek("add", "demo.ics").status == 0
    return tmp_path / "data"


def answer(clearweek: Clearweek, *words: str) -> Any:
    result = clearweek("patterns", *words, "--json")
    assert (result.status, result.err) == (0, "")
    assert set(result.json) == {"schema", "period", "patterns", "set_aside"}
    assert result.json["schema"] == "clearweek.patterns/1"
    return result.json


def states(found: Any) -> dict[str, str]:
    return {each["id"]: each["state"] for each in found["patterns"]}


def test_every_pattern_is_there_and_the_demo_shows_at_least_eight(clearweek: Clearweek, kept: Path) -> None:
    found = states(answer(clearweek))
    assert set(found) == set(PATTERN_IDS)
    assert sum(state == "found" for state in found.values()) >= 8
    assert found["face-time"] == "unknown"


def test_the_stored_figures_say_what_the_calendars_analysed_anew_say(clearweek: Clearweek, kept: Path) -> None:
    assert answer(clearweek) == answer(clearweek, "--tz", "UTC")


def test_what_is_kept_is_what_the_file_itself_gives(clearweek: Clearweek, kept: Path) -> None:
    findings = clearweek("analyze", "demo.ics", *TODAY, "--json").json["findings"]
    found = [each["finding"] for each in answer(clearweek, *TODAY)["patterns"] if each["finding"] is not None]
    assert [each["sentence"] for each in found] == [each["sentence"] for each in findings]


def test_the_days_that_are_asked_for_hold(clearweek: Clearweek, kept: Path) -> None:
    found = answer(clearweek, "--from", "2026-06-01", "--to", "2026-08-30", "--tz", "Europe/Berlin")
    assert found["period"] == {"from": "2026-06-01", "to": "2026-08-30", "tz": "Europe/Berlin"}
    evidence = [row["start"] for each in found["patterns"] if each["finding"] for row in each["finding"]["evidence"]]
    assert evidence
    assert max(evidence)[:10] <= "2026-08-30"
    wrong = clearweek("patterns", "--from", "2026-06-01", "--to", "2026-05-30")
    assert wrong.status == 2


@pytest.mark.parametrize("words", [(), ("--tz", "UTC")], ids=["stored", "anew"])
def test_what_a_person_refused_stays_apart_and_comes_back(
    clearweek: Clearweek, kept: Path, words: tuple[str, ...]
) -> None:
    (series,) = [each for each in answer(clearweek, *words)["patterns"] if each["id"] == "zombie-series"]
    uid = series["finding"]["series"][0]["uid"]
    assert clearweek("rule", "not-so", "crowd", "--why", "It is meant to be so").status == 0
    assert clearweek("rule", "not-so", "zombie-series", "--why", "It pauses", "--series", uid).status == 0
    found = answer(clearweek, *words)
    assert states(found)["crowd"] == "not-so"
    after = next(each for each in found["patterns"] if each["id"] == "zombie-series")["finding"]
    assert after is None or uid not in {each["uid"] for each in after["series"]}
    assert [(each["pattern"], each["uid"], each["reason"]) for each in found["set_aside"]] == [
        ("crowd", None, "It is meant to be so"),
        ("zombie-series", uid, "It pauses"),
    ]
    text = clearweek("patterns", *words).out
    assert "It is meant to be so" in text.partition("Set aside by you")[2]
    assert "It pauses" in text.partition("Series that you set aside")[2]
    for each in found["set_aside"]:
        assert clearweek("rule", "take-back", str(each["number"])).status == 0
    assert answer(clearweek, *words)["set_aside"] == []
    assert states(answer(clearweek, *words))["crowd"] == "found"


@pytest.mark.parametrize("words", [TODAY, ()], ids=["anew", "stored"])
def test_the_face_time_audit_is_known_once_people_are_named(
    clearweek: Clearweek, kept: Path, words: tuple[str, ...]
) -> None:
    assert states(answer(clearweek, *words))["face-time"] == "unknown"
    with Workspace(kept) as workspace:
        for address in ("a@example.com", "b@example.com"):
            name_person(workspace, address)
    assert states(answer(clearweek, *words))["face-time"] != "unknown"


def test_the_text_names_every_pattern_under_its_heading(clearweek: Clearweek, kept: Path) -> None:
    text = clearweek("patterns").out
    found = answer(clearweek)
    for each in found["patterns"]:
        assert f"  {each['name']}" in text
    order = [text.index(head) for head in ("Found in this period", "Looked for, not found", "Not to be known")]
    assert order == sorted(order)
    assert "You have not named the people to look at." in text
    sentence = next(each["finding"]["sentence"] for each in found["patterns"] if each["id"] == "meeting-inflation")
    assert " ".join(sentence.split()) in " ".join(text.split())


def test_the_overview_as_text_says_what_costs_most(clearweek: Clearweek, kept: Path) -> None:
    for words in ((), ("--week", "2026-W40"), TODAY):
        found = clearweek("overview", *words).out
        lines = found.partition("What costs the most focus time\n")[2].partition("\n\n")[0].splitlines()
        assert sum(not line.startswith("    ") for line in lines) == 3
    assert "What costs the most focus time" not in clearweek("overview", "--next").out


def test_a_calendar_with_next_to_nothing_in_it_is_not_known(clearweek: Clearweek, tmp_path: Path) -> None:
    (tmp_path / "empty.ics").write_bytes(calendar())
    assert "No calendar is kept yet" in clearweek("patterns").err
    assert clearweek("add", str(tmp_path / "empty.ics")).status == 0
    for words in ((), ("--tz", "UTC")):
        assert set(states(answer(clearweek, *words)).values()) == {"unknown"}
        assert "fewer than three full weeks" in clearweek("patterns", *words).out
