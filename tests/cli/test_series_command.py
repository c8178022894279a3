"""``clearweek series``: the series of a period as text and as JSON (METRICS.md §5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

ME = "me@firm.example"
PEOPLE = (organizer(BEN), guest(ANNA), guest(ME))
TODAY = ("--today", "2026-04-01")
STAMP = "20260401T000000Z"


def series(title: str, uid: str, start: str, end: str, *lines: str, rule: str = "FREQ=WEEKLY") -> str:
    return event(f"SUMMARY:{title}", *at(start, end), f"RRULE:{rule}", *PEOPLE, *lines, uid=uid, stamp=STAMP)


REVIEW = series(
    "Weekly review", "review", "20251103T100000Z", "20251103T110000Z", "EXDATE:20260302T100000Z", "DESCRIPTION:Hello"
)
COPY = series("Weekly review", "copy", "20251103T100000Z", "20251103T110000Z", rule="FREQ=WEEKLY;COUNT=10")
DAILY = series(
    "Check-in \x1b[31m", "daily", "20251103T090000Z", "20251103T091500Z", rule="FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
)
ENDING = series("Project", "project", "20251104T130000Z", "20251104T140000Z", rule="FREQ=WEEKLY;UNTIL=20260701T000000Z")
ONCE = event("SUMMARY:Kick-off", *at("20260205T150000Z", "20260205T160000Z"), *PEOPLE, uid="once", stamp=STAMP)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek) -> Path:
    """The folder in which the command runs, with a calendar that is kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    rows = (REVIEW, COPY, DAILY, ENDING, ONCE)
    (tmp_path / "work.ics").write_bytes(calendar(*rows, head=("X-WR-CALNAME:Work",)))
    assert clearweek("add", "work.ics").status == 0
    return tmp_path


def found(clearweek: Clearweek, *words: str) -> Any:
    result = clearweek("series", *words, "--json")
    assert (result.status, result.err) == (0, "")
    assert result.json["schema"] == "clearweek.series/1"
    return result.json


def row(page: Any, uid: str) -> Any:
    (one,) = [each for each in page["series"] if each["uid"] == uid]
    return one


def told(clearweek: Clearweek, *words: str) -> str:
    result = clearweek(*words)
    assert (result.status, result.err) == (0, "")
    return result.out


def test_it_looks_at_the_last_thirteen_complete_weeks_that_the_data_cover(clearweek: Clearweek, kept: Path) -> None:
    assert found(clearweek, *TODAY)["period"] == {"from": "2025-12-29", "to": "2026-03-29", "tz": "UTC"}


def test_what_is_kept_gives_the_same_as_reading_all_of_it_anew(clearweek: Clearweek, kept: Path) -> None:
    days = ("--from", "2025-12-29", "--to", "2026-03-29")
    assert found(clearweek, *days, "--tz", "UTC") == found(clearweek, *days)


@pytest.mark.parametrize("options", [(), ("--tz", "Asia/Tokyo"), ("--me", ANNA), ("--work", "mon-fri 10:00-16:00")])
def test_the_figures_are_those_of_analyze(clearweek: Clearweek, kept: Path, options: tuple[str, ...]) -> None:
    days = ("--from", "2026-01-05", "--to", "2026-03-29", *TODAY, *options)
    analysed = {each["uid"]: each for each in clearweek("analyze", "work.ics", *days, "--json").json["series"]}
    page = found(clearweek, *days)
    assert {each["uid"] for each in page["series"]} == set(analysed) == {"review", "copy", "daily", "project", "once"}
    for each in page["series"]:
        assert each.items() >= analysed[each["uid"]].items()


def test_they_come_the_costliest_first_and_none_is_missing(clearweek: Clearweek, kept: Path) -> None:
    costs = [each["focus_cost_minutes"] for each in found(clearweek, *TODAY)["series"]]
    assert costs == sorted(costs, reverse=True)
    assert costs[0] > 0


def test_an_endless_series_waits_for_a_review_until_it_has_had_one(clearweek: Clearweek, kept: Path) -> None:
    page = found(clearweek, *TODAY)
    assert {each["uid"] for each in page["review"]} == {"review", "daily"}
    assert [row(page, uid)["endless"] for uid in ("review", "daily", "project", "once")] == [True, True, False, False]
    told(clearweek, "rule", "reviewed", "daily", "--on", "2026-03-20")
    after = found(clearweek, *TODAY)
    assert [each["uid"] for each in after["review"]] == ["review"]
    assert (row(after, "daily")["reviewed"], row(after, "daily")["to_review"]) == ("2026-03-20", False)


def test_a_series_with_a_word_of_ones_own_stays_in_the_list(clearweek: Clearweek, kept: Path) -> None:
    assert (row(found(clearweek, *TODAY), "daily")["counts_as"], row(found(clearweek, *TODAY), "daily")["said"]) == (
        "meeting",
        False,
    )
    for rule in ("focus", "block", "leave-out"):
        told(clearweek, "rule", "set", "daily", rule)
        for words in (TODAY, (*TODAY, "--tz", "UTC")):
            daily = row(found(clearweek, *words), "daily")
            assert (daily["counts_as"], daily["said"], daily["held"], daily["minutes"]) == (rule, True, 0, 0)


def test_look_alikes_are_offered_and_once_merged_they_are_one(clearweek: Clearweek, kept: Path) -> None:
    today = ("--today", "2026-02-01")
    page = found(clearweek, "--from", "2025-11-03", "--to", "2026-01-25", *today)
    (pair,) = page["look_alikes"]
    assert {pair["uid"], pair["into"]} == {"review", "copy"}
    assert (row(page, "review")["held"], row(page, "copy")["held"]) == (12, 10)
    told(clearweek, "rule", "merge", "copy", "review")
    after = found(clearweek, "--from", "2025-11-03", "--to", "2026-01-25", *today)
    assert after["look_alikes"] == []
    assert [each["series"] for each in after["series"] if each["title"] == "Weekly review"] == ["review"]
    assert row(after, "review")["held"] == 12
    assert row(after, "review")["focus_cost_minutes"] > row(page, "review")["focus_cost_minutes"]


def test_the_text_shows_the_costliest_and_says_what_is_left(clearweek: Clearweek, kept: Path) -> None:
    text = told(clearweek, "series", *TODAY)
    assert text.startswith("29 December 2025")
    assert "Check-in <U+001B>[31m" in text
    assert "every working day, 15 min, 3 people" in text
    assert "4 series and 1 one-off meeting" in text
    assert "Kick-off" not in text
    assert "clearweek series --all" in text
    assert "Kick-off" in told(clearweek, "series", "--all", *TODAY)


def test_without_a_calendar_it_says_how_to_bring_one_in(clearweek: Clearweek, tmp_path: Path) -> None:
    result = clearweek("series", "--home", str(tmp_path / "empty"))
    assert result.status == 1
    assert "clearweek add" in result.err


def test_where_nobody_is_named_nothing_is_known(clearweek: Clearweek, tmp_path: Path) -> None:
    rows = event("SUMMARY:Busy", *at("20260105T100000Z", "20260105T110000Z"), "RRULE:FREQ=DAILY;COUNT=40", stamp=STAMP)
    (tmp_path / "feed.ics").write_bytes(calendar(rows))
    home = ("--home", str(tmp_path / "data"))
    assert clearweek("add", str(tmp_path / "feed.ics"), *home).status == 0
    page = found(clearweek, *home)
    assert page["series"] == []
    assert "Nobody is named" in page["unknown"]
