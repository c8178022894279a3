"""The person's own word: it changes every figure at once, outlives its calendar, and is undone without a trace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app.cli.as_json import analysis_json, events_json
from app.errors import UserError
from app.model.own_word import NamedPerson, NotSo
from app.model.settings import Settings
from app.operations.own_word import (
    list_words,
    merge,
    name_person,
    named_people,
    refusals,
    review_series,
    reviews,
    say_not_so,
    separate,
    set_rule,
    take_back,
    undo,
)
from app.operations.series_named import offered_merges, series_named
from app.operations.stored_answers import stored_analysis
from app.operations.stored_week import Choices
from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.builders import ANNA, BEN, at, calendar, event, guest, home, ordinal, organizer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TODAY = ordinal("2026-03-20")
STAMP = "20260318T120000Z"
"""A file covers the days up to its newest stamp."""
WEEKLY = "RRULE:FREQ=WEEKLY;COUNT=8"


def talk(*lines: str, uid: str = "talk", title: str = "Jour fixe") -> str:
    """An hour each Monday at ten with Ben."""
    people = (organizer(BEN), guest(ANNA))
    return event(
        f"SUMMARY:{title}", *at("20260119T100000Z", "20260119T110000Z"), WEEKLY, *people, *lines, uid=uid, stamp=STAMP
    )


OTHER = event(
    "SUMMARY:Plan", *at("20260120T130000Z", "20260120T150000Z"), WEEKLY, organizer(BEN), guest(ANNA), uid="plan"
)
DESK = event("SUMMARY:Desk", *at("20260121T080000Z", "20260121T100000Z"), WEEKLY, uid="desk")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "work.ics"
    file.write_bytes(calendar(talk(), OTHER, DESK))
    return file


@pytest.fixture
def workspace(tmp_path: Path, path: Path) -> Iterator[Workspace]:
    opened = Workspace(tmp_path / "home", home())
    opened.add([str(path)], SILENT)
    yield opened
    opened.close()


def exported(workspace: Workspace) -> str:
    """Everything that an export of figures and occurrences holds."""
    timeline, analysis = stored_analysis(workspace, (None, None), Choices({}, TODAY))
    return json.dumps([analysis_json(analysis), events_json(timeline)])


def kinds(workspace: Workspace) -> dict[str, set[tuple[str, str]]]:
    """Kind and rule of all occurrences by their UID."""
    timeline, __ = stored_analysis(workspace, (None, None), Choices({}, TODAY))
    found: dict[str, set[tuple[str, str]]] = {}
    for each in timeline.occurrences:
        found.setdefault(each.series.uid, set()).add((each.kind, each.rule))
    return found


def meeting_seconds(workspace: Workspace) -> list[int | None]:
    """Of all weeks, from the figures that are kept."""
    return [week.meeting_seconds or 0 for week in workspace.history(TODAY).weeks]


# ---- rules ----


def test_a_rule_changes_all_weeks_at_once_and_undo_brings_every_figure_back(workspace: Workspace) -> None:
    before, weeks = exported(workspace), meeting_seconds(workspace)
    assert set(weeks[:8]) == {3 * 3600}
    assert set_rule(workspace, "talk", "Jour fixe", "leave-out") == "“Jour fixe” counts nowhere."
    assert set(meeting_seconds(workspace)[:8]) == {2 * 3600}
    assert kinds(workspace)["talk"] == {("ignored", "left-out-series")}
    assert set_rule(workspace, "desk", "Desk", "meeting") == "“Desk” counts as a meeting."
    assert set(meeting_seconds(workspace)[:8]) == {4 * 3600}
    assert undo(workspace) == "Undone: “Desk” counts as a meeting."
    assert undo(workspace) == "Undone: “Jour fixe” counts nowhere."
    assert exported(workspace) == before
    assert meeting_seconds(workspace) == weeks
    with pytest.raises(UserError, match="nothing to undo"):
        undo(workspace)


def test_a_rule_outlives_a_sync_another_name_and_the_source_itself(workspace: Workspace, path: Path) -> None:
    set_rule(workspace, "talk", "Jour fixe", "block")
    path.write_bytes(calendar(talk(title="Renamed"), OTHER, DESK))
    assert workspace.sync((), SILENT).changed > 0
    assert kinds(workspace)["talk"] == {("block", "own-rule")}
    workspace.remove(workspace.sources()[0].id, SILENT)
    assert [each.sentence for each in list_words(workspace)] == ["“Jour fixe” counts as an own block."]
    other = path.with_name("other.ics")
    path.rename(other)
    workspace.add([str(other)], SILENT)
    assert kinds(workspace)["talk"] == {("block", "own-rule")}
    assert set(meeting_seconds(workspace)[:8]) == {2 * 3600}
    undo(workspace)
    assert set(meeting_seconds(workspace)[:8]) == {3 * 3600}


def test_a_rule_holds_for_the_part_that_google_splits_off_later(workspace: Workspace, path: Path) -> None:
    set_rule(workspace, "talk", "Jour fixe", "focus")
    path.write_bytes(calendar(talk(), talk(uid="talk_R20260309T100000"), DESK))
    workspace.sync((), SILENT)
    assert kinds(workspace)["talk_R20260309T100000"] == {("focus", "own-rule")}
    assert set_rule(workspace, "talk_R20260309T100000", "Jour fixe", None) == "“Jour fixe” has no rule of yours."
    assert list_words(workspace) == ()


def test_another_process_sees_a_rule_at_once(workspace: Workspace) -> None:
    with Workspace(workspace.home, home()) as other:
        before = other.data_version()
        set_rule(workspace, "talk", "Jour fixe", "leave-out")
        assert other.preferences().series_rules == {"talk": "leave-out"}
        assert other.data_version() != before
        assert meeting_seconds(other) == meeting_seconds(workspace)


def test_the_same_word_said_twice_is_one_change(workspace: Workspace) -> None:
    set_rule(workspace, "talk", "Jour fixe", "focus")
    set_rule(workspace, "talk", "Jour fixe", "focus")
    undo(workspace)
    assert list_words(workspace) == ()


def test_taking_a_rule_back_that_there_is_not_changes_nothing(workspace: Workspace) -> None:
    assert set_rule(workspace, "talk", "Jour fixe", None) == "“Jour fixe” has no rule of yours."
    with pytest.raises(UserError, match="nothing to undo"):
        undo(workspace)


def test_where_no_calendar_is_kept_a_rule_waits_for_one(tmp_path: Path, path: Path) -> None:
    with Workspace(tmp_path / "empty", home()) as workspace:
        set_rule(workspace, "talk", "Jour fixe", "leave-out")
        workspace.add([str(path)], SILENT)
        assert kinds(workspace)["talk"] == {("ignored", "left-out-series")}


# ---- the list ----


def test_any_single_word_can_be_taken_back_and_that_undone(workspace: Workspace) -> None:
    set_rule(workspace, "talk", "Jour fixe", "leave-out")
    only_first = exported(workspace)
    set_rule(workspace, "plan", "Plan", "block")
    both = exported(workspace)
    say_not_so(workspace, "crowd", "It is meant so")
    assert [each.number for each in list_words(workspace)] == [1, 2, 3]
    assert take_back(workspace, 2) == "“Plan” has no rule of yours."
    assert [each.number for each in list_words(workspace)] == [1, 3]
    assert exported(workspace) == only_first
    assert undo(workspace) == "Undone: “Plan” has no rule of yours."
    assert [each.number for each in list_words(workspace)] == [1, 2, 3]
    assert exported(workspace) == both
    with pytest.raises(UserError, match="number 9"):
        take_back(workspace, 9)


# ---- not so ----


def test_not_so_is_kept_with_its_reason_for_a_pattern_or_for_one_series(workspace: Workspace) -> None:
    say_not_so(workspace, "crowd", "  We are many  ")
    say_not_so(workspace, "no-agenda", "It has one elsewhere", "talk_R20260309T100000", "Jour fixe")
    said = say_not_so(workspace, "no-agenda", "Really", "talk", "Jour fixe")
    assert said == "The pattern “A meeting that says not why” is not so for “Jour fixe”: Really"
    found = refusals(workspace)
    assert (found.patterns, found.series) == ({"crowd": "We are many"}, {"no-agenda": frozenset({"talk"})})
    undo(workspace)
    assert [each.word.reason for each in list_words(workspace) if isinstance(each.word, NotSo)] == [
        "We are many",
        "It has one elsewhere",
    ]


def test_not_so_takes_a_pattern_that_there_is_and_a_reason(workspace: Workspace) -> None:
    with pytest.raises(UserError, match="no pattern “gossip”"):
        say_not_so(workspace, "gossip", "x")
    with pytest.raises(UserError, match="reason is missing"):
        say_not_so(workspace, "crowd", " \n")
    assert list_words(workspace) == ()


def test_not_so_takes_the_kept_pages_away(workspace: Workspace) -> None:
    workspace.keep_picture()
    assert workspace.first_picture() is not None
    say_not_so(workspace, "crowd", "It is meant so")
    assert workspace.first_picture() is None


# ---- merging ----


@pytest.fixture
def twins(workspace: Workspace, path: Path) -> Workspace:
    path.write_bytes(calendar(talk(), OTHER, DESK, talk(guest("c@firm.example"), uid="twin", title="JOUR FIXE 📌")))
    workspace.sync((), SILENT)
    return workspace


def number_of_meetings(workspace: Workspace) -> int:
    return sum(day.meetings or 0 for day in workspace.history(TODAY).days.values())


def test_look_alikes_are_offered_and_merged_only_when_the_person_says_so(twins: Workspace) -> None:
    before = exported(twins)
    (offer,) = offered_merges(twins, TODAY)
    assert (offer.uid, offer.into, offer.together, offer.of) == ("talk", "twin", 8, 8)
    assert number_of_meetings(twins) == 24
    sentence = merge(twins, (offer.uid, "Jour fixe"), (offer.into, offer.title))
    assert sentence == "“Jour fixe” is counted as “JOUR FIXE 📌” where both are at the same time."
    assert number_of_meetings(twins) == 16
    assert set(kinds(twins)) == {"twin", "plan", "desk"}
    assert offered_merges(twins, TODAY) == ()
    undo(twins)
    assert exported(twins) == before
    assert number_of_meetings(twins) == 24


def test_a_merge_outlives_syncs_that_change_either_of_the_two(twins: Workspace, path: Path) -> None:
    merge(twins, ("twin", "Twin"), ("talk", "Jour fixe"))
    assert set(kinds(twins)) == {"twin", "plan", "desk"}, "the copy with more people is kept"
    later = talk("EXDATE:20260126T100000Z", uid="twin")
    path.write_bytes(calendar(talk(), OTHER, DESK, later))
    twins.sync((), SILENT)
    assert number_of_meetings(twins) == 16
    assert kinds(twins)["talk"] == {("meeting", "people")}
    path.write_bytes(calendar(OTHER, DESK, later))
    twins.sync((), SILENT)
    assert number_of_meetings(twins) == 15
    assert separate(twins, "twin", "Twin") == "“Twin” is counted by itself."


def test_what_is_one_series_is_not_merged_and_what_is_not_merged_not_separated(twins: Workspace) -> None:
    talk_, twin, third = ("talk", "Jour fixe"), ("twin", "Twin"), ("plan", "Plan")
    with pytest.raises(UserError, match="one series already"):
        merge(twins, talk_, ("talk_R20260309T100000", "Jour fixe"))
    merge(twins, talk_, twin)
    merge(twins, twin, third)
    with pytest.raises(UserError, match="one series already"):
        merge(twins, third, talk_)
    with pytest.raises(UserError, match="no other series"):
        separate(twins, *third)


# ---- people, reviews ----


def test_people_and_reviews_are_kept_in_the_same_list(workspace: Workspace) -> None:
    name_person(workspace, "MAILTO:Ben@Firm.example", "Ben", "office")
    assert name_person(workspace, "ben@firm.example", "Ben", "remote").endswith("in the group “remote”.")
    assert review_series(workspace, "talk", "Jour fixe", TODAY) == "“Jour fixe” was reviewed on 20 March 2026."
    (ben,) = named_people(workspace)
    assert isinstance(ben, NamedPerson)
    assert (ben.address, ben.name, ben.group) == ("ben@firm.example", "Ben", "remote")
    assert reviews(workspace) == {"talk": TODAY}
    undo(workspace)
    undo(workspace)
    assert reviews(workspace) == {}
    assert [each.group for each in named_people(workspace)] == ["office"]
    with pytest.raises(UserError, match="no address"):
        name_person(workspace, "Ben")


# ---- which series is meant ----


@pytest.mark.parametrize("text", ["talk", "talk_R20260309T100000", "jour FIXE", "fixe", "Jour  fixe"])
def test_a_series_is_found_by_its_uid_or_a_part_of_its_title(workspace: Workspace, text: str) -> None:
    assert series_named(workspace, text).uid == "talk"


def test_a_series_that_no_calendar_holds_now_is_found_by_what_was_said_of_it(workspace: Workspace) -> None:
    set_rule(workspace, "talk", "Jour fixe", "focus")
    workspace.remove(workspace.sources()[0].id, SILENT)
    assert series_named(workspace, "jour").uid == "talk"
    with pytest.raises(UserError, match="no series “plan”"):
        series_named(workspace, "plan")


def test_of_several_that_are_called_so_the_one_that_repeats_is_meant(workspace: Workspace, path: Path) -> None:
    path.write_bytes(calendar(talk(), event("SUMMARY:Jour fixe", uid="once"), event("SUMMARY:Fixer", uid="fixer")))
    workspace.sync((), SILENT)
    assert series_named(workspace, "jour fixe").uid == "talk"
    path.write_bytes(calendar(talk(), talk(uid="second")))
    workspace.sync((), SILENT)
    with pytest.raises(UserError, match=r"may be “Jour fixe” \(talk\), “Jour fixe” \(second\)"):
        series_named(workspace, "fixe")


# ---- thresholds and words, which stand in the settings ----


def test_own_words_change_kinds_back_through_history_and_unknown_names_are_told(workspace: Workspace) -> None:
    before = exported(workspace)
    settings = Settings(words=(("focus", ("desk",)),), thresholds=(("meeting-load.share", 0.4),))
    workspace.change_settings(settings, SILENT)
    assert kinds(workspace)["desk"] == {("focus", "focus-title")}
    preferences = workspace.preferences()
    assert (preferences.words, preferences.thresholds) == ({"focus": ("desk",)}, {"meeting-load.share": 0.4})
    workspace.change_settings(Settings(), SILENT)
    assert exported(workspace) == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[thresholds]\nmeeting-load.share = 0.4\n"later.number" = 3\n', "“later.number” is a name"),
        ('[words]\nstatus = ["Lage"]\nlater = ["x"]\n[thresholds]\n"no.such" = 1\n', "“no.such”, “later” are names"),
        ('[words]\nstatus = ["Lage"]\n', ""),
    ],
)
def test_names_that_this_version_does_not_know_are_told_once(tmp_path: Path, text: str, told: str) -> None:
    folder = tmp_path / "other"
    folder.mkdir(mode=0o700)
    (folder / "settings.toml").write_text(text)
    with Workspace(folder, home()) as workspace:
        workspace.preferences()
        sentences = workspace.told()
        assert [told in sentence for sentence in sentences] == ([True] if told else [])
        workspace.change_settings(workspace.settings(), SILENT)
    assert (folder / "settings.toml").read_text() == text


def test_own_rules_are_read_together_with_the_settings(workspace: Workspace) -> None:
    set_rule(workspace, "talk", "Jour fixe", "focus")
    merge(workspace, ("desk", "Desk"), ("plan", "Plan"))
    found = workspace.preferences()
    assert (found.series_rules, found.merged) == ({"talk": "focus"}, {"desk": "plan"})
    workspace.change_settings(Settings(count="accepted"), SILENT)
    assert kinds(workspace)["talk"] == {("focus", "own-rule")}
