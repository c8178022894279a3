"""``clearweek rule``: what a person says of series and patterns, listed, taken back and undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.builders import ANNA, BEN, at, calendar, event, guest, organizer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=6"
PEOPLE = (organizer(BEN), guest(ANNA))
WHEN = at("20260105T100000Z", "20260105T110000Z")


def weekly(title: str, uid: str, *lines: str) -> str:
    return event(f"SUMMARY:{title}", *WHEN, WEEKLY, *PEOPLE, *lines, uid=uid, stamp="20260301T000000Z")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek) -> Path:
    """The folder in which the command runs, with a calendar that is kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    rows = (weekly("Weekly review", "review"), weekly("WEEKLY REVIEW", "copy"), weekly("Plan \x1b[31m", "plan"))
    (tmp_path / "work.ics").write_bytes(calendar(*rows))
    assert clearweek("add", "work.ics").status == 0
    return tmp_path


def done(clearweek: Clearweek, *words: str) -> Any:
    """The JSON of a command that must succeed."""
    result = clearweek(*words, "--json")
    assert (result.status, result.err) == (0, "")
    return result.json


def told(clearweek: Clearweek, *words: str) -> str:
    """The text of a command that must succeed."""
    result = clearweek(*words)
    assert (result.status, result.err) == (0, "")
    return result.out


def kinds(clearweek: Clearweek) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in done(clearweek, "export", "json", "-o", "-")["occurrences"]:
        found.setdefault(row["uid"], set()).add(row["kind"])
    return found


def test_where_nothing_was_said_the_list_says_how(clearweek: Clearweek, folder: Path) -> None:
    assert "clearweek rule set" in told(clearweek, "rule")
    assert done(clearweek, "rule") == {"schema": "clearweek.rule/1", "own_word": []}


def test_a_rule_is_set_listed_exported_and_undone(clearweek: Clearweek, folder: Path) -> None:
    assert kinds(clearweek)["plan"] == {"meeting"}
    changed = done(clearweek, "rule", "set", "plan", "leave-out")
    assert (changed["schema"], changed["sentence"]) == (
        "clearweek.rule-change/1",
        "“Plan <U+001B>[31m” counts nowhere.",
    )
    (row,) = done(clearweek, "rule", "list")["own_word"]
    assert changed["own_word"] == [row]
    assert (row["number"], row["kind"], row["uid"], row["rule"]) == (1, "rule", "plan", "leave-out")
    assert done(clearweek, "export", "json", "-o", "-")["own_word"] == [row]
    assert kinds(clearweek)["plan"] == {"ignored"}
    head, line = told(clearweek, "rule").splitlines()
    assert head.split() == ["number", "said", "on", "what", "holds"]
    assert line.split()[0] == "1"
    assert line.endswith("“Plan <U+001B>[31m” counts nowhere.")
    assert told(clearweek, "rule", "undo") == "Undone: “Plan <U+001B>[31m” counts nowhere.\n"
    assert kinds(clearweek)["plan"] == {"meeting"}
    assert done(clearweek, "rule")["own_word"] == []


def test_no_rule_any_more(clearweek: Clearweek, folder: Path) -> None:
    told(clearweek, "rule", "set", "review", "block")
    assert told(clearweek, "rule", "set", "review", "none") == "“Weekly review” has no rule of yours.\n"
    assert kinds(clearweek)["review"] == {"meeting"}


def test_not_so_of_a_pattern_and_of_a_series(clearweek: Clearweek, folder: Path) -> None:
    said = told(clearweek, "rule", "not-so", "crowd", "--why", "We are many")
    assert said == "The pattern “More people than can decide” is not so: We are many\n"
    changed = done(clearweek, "rule", "not-so", "no-agenda", "--series", "review", "--why", "It has one elsewhere")
    assert [(row["kind"], row["pattern"], row["uid"], row["reason"]) for row in changed["own_word"]] == [
        ("not-so", "crowd", None, "We are many"),
        ("not-so", "no-agenda", "review", "It has one elsewhere"),
    ]
    assert told(clearweek, "rule", "take-back", "1") == "The pattern “More people than can decide” is looked for.\n"
    assert [row["number"] for row in done(clearweek, "rule")["own_word"]] == [2]


def test_look_alikes_are_shown_merged_and_separated(clearweek: Clearweek, folder: Path) -> None:
    assert done(clearweek, "rule", "look-alikes")["schema"] == "clearweek.rule-look-alikes/1"
    said = told(clearweek, "rule", "merge", "copy", "review")
    assert said == "“WEEKLY REVIEW” is counted as “Weekly review” where both are at the same time.\n"
    assert set(kinds(clearweek)) == {"review", "plan"}
    assert told(clearweek, "rule", "separate", "copy") == "“WEEKLY REVIEW” is counted by itself.\n"
    assert set(kinds(clearweek)) == {"review", "copy", "plan"}


def test_a_series_was_reviewed(clearweek: Clearweek, folder: Path) -> None:
    said = told(clearweek, "rule", "reviewed", "plan", "--on", "2026-02-20")
    assert said.endswith("was reviewed on 20 February 2026.\n")
    (row,) = done(clearweek, "rule")["own_word"]
    assert (row["kind"], row["uid"], row["reviewed"]) == ("review", "plan", "2026-02-20")


@pytest.mark.parametrize(
    ("words", "says", "status"),
    [
        (("set", "nothing", "meeting"), "no series “nothing”", 1),
        (("set", "weekly", "meeting"), "may be “Weekly review” (review), “WEEKLY REVIEW” (copy)", 1),
        (("set", "plan", "lunch"), "lunch", 2),
        (("set", "plan"), "required", 2),
        (("not-so", "gossip", "--why", "x"), "gossip", 2),
        (("not-so", "crowd", "--why", " "), "A reason is missing", 1),
        (("not-so", "crowd"), "--why", 2),
        (("merge", "review", "review"), "one series already", 1),
        (("separate", "review"), "merged with no other", 1),
        (("take-back", "7"), "number 7", 1),
        (("take-back", "x"), "“x” is not a number", 2),
        (("undo",), "nothing to undo", 1),
    ],
    ids=str,
)
def test_what_cannot_be_is_one_sentence_and_changes_nothing(
    clearweek: Clearweek, folder: Path, words: tuple[str, ...], says: str, status: int
) -> None:
    result = clearweek("rule", *words)
    assert (result.status, result.out) == (status, "")
    assert says in result.err
    assert result.err.count("\n") == 1
    assert "fault" not in result.err
    assert done(clearweek, "rule")["own_word"] == []


def test_the_data_folder_may_be_named_before_or_after_the_verb(clearweek: Clearweek, folder: Path) -> None:
    told(clearweek, "rule", "not-so", "crowd", "--why", "x", "--home", "other")
    assert len(done(clearweek, "rule", "--home", "other", "list")["own_word"]) == 1
    assert done(clearweek, "rule")["own_word"] == []
