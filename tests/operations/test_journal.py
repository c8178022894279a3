"""The verbs of the journal: what each keeps, refuses and undoes (METRICS.md §8)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import UserError
from app.model.journal import Entry, Experiment, Journal, MeetingNote, Promise, Wait
from app.operations import journal
from app.operations.demo.year import demo_year
from app.operations.journal_meetings import note_on
from app.operations.kept_history import history_of
from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.analysis.journals import promise
from tests.builders import ANNA, BEN, at, calendar, event, guest, home, ordinal, organizer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

TODAY = ordinal("2026-04-15")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(tmp_path / "home", home("Europe/Berlin")) as opened:
        yield opened


def recorded(workspace: Workspace, what: str = "Offer", **words: Any) -> Promise:
    row = journal.record(workspace, promise(what, **words), TODAY)
    assert isinstance(row, Promise)
    return row


def kept(workspace: Workspace) -> Journal:
    return journal.journal_of(workspace)


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(UserError) as error:
        work()
    return error.value.sentence()


# ---- recording ----


def test_what_is_recorded_is_tidied_and_gets_a_number(workspace: Workspace) -> None:
    first, second = recorded(workspace, "  Offer\0 ", to=" Ben "), recorded(workspace, "Plan")
    assert (first.id, first.what, first.to, second.id) == (1, "Offer", "Ben", 2)
    assert kept(workspace).promises == (first, second)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (Promise(what=" "), "it does not say what was promised"),
        (Promise(what="x" * 2001), "a text is longer than 2000 characters"),
        (promise(began="2026-04-16"), "2026-04-16 lies in the future"),
        (promise(defined="2026-04-01"), "it has a day of the definition of done, and no definition"),
        (promise(began="2026-04-02", done="2026-04-01"), "it was done before it began"),
        (promise(done="2026-04-02 2026-04-01"), "done and reopened do not follow one another"),
        (promise(waits="2026-04-02..2026-04-01 review"), "a wait ends before it begins"),
        (promise(waits="2026-04-02..2026-04-16 review"), "2026-04-16 lies in the future"),
        (promise(waits="2026-04-02.. review; 2026-04-03.. access"), "two waits have no end"),
        (promise(waits="2026-04-02.. review", done="2026-04-03"), "it is done, and a wait has no end"),
        (Entry(kind="stretch", person="", day=TODAY, evidence="x"), "it does not say for whom"),
        (Entry(kind="stretch", person="Ben", day=TODAY, evidence=""), "it does not say what happened"),
        (MeetingNote(calendar="w", uid="u", start=0), "the note is empty"),
        (MeetingNote(calendar="w", uid="u", start=0, worth=0), "the worth is a number from 1 to 5"),
        (Experiment(change="", start=TODAY, measure="load"), "it does not say what is changed"),
        (Experiment(change="x", start=TODAY, measure="mood"), "the measure is none of focus_minutes, "),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    workspace: Workspace, row: Promise | Entry | MeetingNote | Experiment, why: str
) -> None:
    sentence = refused(lambda: journal.record(workspace, row, TODAY))
    assert sentence.startswith(f"This cannot be in the journal: {why}")
    assert kept(workspace) == Journal()


# ---- the verbs of one promise ----


def test_a_promise_goes_its_way_and_every_step_is_undone(workspace: Workspace) -> None:
    steps = [recorded(workspace, due="2026-04-20")]
    day = TODAY - 10
    steps += [
        journal.define(workspace, "1", "signed", day, TODAY),
        journal.begin(workspace, "offer", day + 1, TODAY),
        journal.wait(workspace, "1", "decision", day + 2, TODAY),
        journal.resume(workspace, "#1", day + 4, TODAY),
        journal.wait(workspace, "1", "review", day + 5, TODAY),
        journal.finish(workspace, "1", day + 6, TODAY),
        journal.reopen(workspace, "1", day + 7, TODAY),
        journal.finish(workspace, "1", day + 8, TODAY),
    ]
    last = steps[-1]
    assert last == replace(
        steps[0],
        done_means="signed",
        defined=day,
        began=day + 1,
        waits=(Wait(day + 2, day + 4, "decision"), Wait(day + 5, day + 6, "review")),
        turns=(day + 6, day + 7, day + 8),
    )
    verbs = []
    for expected in reversed(steps[:-1]):
        verbs.append(journal.undo(workspace).verb)
        assert kept(workspace).promises == (expected,)
    assert verbs == ["done", "reopen", "done", "wait", "resume", "wait", "begin", "define"]
    assert journal.undo(workspace).verb == "add"
    assert kept(workspace) == Journal()
    assert refused(lambda: journal.undo(workspace)) == "There is nothing to undo in the journal."


def test_a_later_wording_keeps_the_day_of_the_first_definition(workspace: Workspace) -> None:
    recorded(workspace)
    journal.define(workspace, "1", "signed", TODAY - 5, TODAY)
    found = journal.define(workspace, "1", "signed by both", TODAY, TODAY)
    assert (found.done_means, found.defined) == ("signed by both", TODAY - 5)


def test_what_makes_no_sense_is_refused_and_changes_nothing(workspace: Workspace) -> None:
    before = recorded(workspace, began="2026-04-10")
    assert refused(lambda: journal.reopen(workspace, "1", TODAY, TODAY)) == "“Offer” is open."
    assert refused(lambda: journal.resume(workspace, "1", TODAY, TODAY)) == "“Offer” does not wait."
    too_early = refused(lambda: journal.finish(workspace, "1", before.began - 1 if before.began else 0, TODAY))
    assert too_early == "This cannot be in the journal: it was done before it began."
    assert "lies in the future" in refused(lambda: journal.begin(workspace, "1", TODAY + 1, TODAY))
    assert kept(workspace).promises == (before,)
    journal.wait(workspace, "1", "access", TODAY, TODAY)
    twice = refused(lambda: journal.wait(workspace, "1", "review", TODAY, TODAY))
    assert twice == "“Offer” waits already; clearweek journal resume 1 ends that."
    done = journal.finish(workspace, "1", TODAY, TODAY)
    assert refused(lambda: journal.finish(workspace, "1", TODAY, TODAY)) == "“Offer” is done already."
    assert refused(lambda: journal.wait(workspace, "1", "review", TODAY, TODAY)) == "“Offer” is done already."
    assert kept(workspace).promises == (done,)


def test_saying_the_same_again_is_no_change_to_undo(workspace: Workspace) -> None:
    recorded(workspace)
    journal.begin(workspace, "1", TODAY, TODAY)
    journal.begin(workspace, "1", TODAY, TODAY)
    assert [journal.undo(workspace).verb for _each in range(2)] == ["begin", "add"]


def test_a_promise_is_meant_by_its_number_or_a_part_of_its_text(workspace: Workspace) -> None:
    for what in ("Offer for Q3", "Offer for Q4", "Plan 3"):
        recorded(workspace, what)
    day = TODAY
    assert journal.begin(workspace, "q4", day, TODAY).id == 2
    assert journal.begin(workspace, "PLAN 3", day, TODAY).id == 3
    assert journal.begin(workspace, "3", day, TODAY).id == 3
    several = refused(lambda: journal.begin(workspace, "offer", day, TODAY))
    assert several == "“offer” may be “1 Offer for Q3”, “2 Offer for Q4”; name it by its number."
    assert refused(lambda: journal.begin(workspace, " ", day, TODAY)).startswith("There is no promise “ ”")


def test_a_wrong_number_means_no_other_promise(workspace: Workspace) -> None:
    recorded(workspace, "Plan 7")
    missing = refused(lambda: journal.finish(workspace, "7", TODAY, TODAY))
    assert missing == "There is no promise “7” in the journal; see clearweek journal."


def test_of_two_of_one_name_the_open_one_is_done_and_the_done_one_reopened(workspace: Workspace) -> None:
    recorded(workspace, "Report", done="2026-04-01")
    recorded(workspace, "Report")
    assert journal.begin(workspace, "report", TODAY, TODAY).id == 2
    assert journal.reopen(workspace, "report", TODAY, TODAY).id == 1


# ---- notes after a meeting ----


@pytest.fixture
def meetings(workspace: Workspace, tmp_path: Path) -> Workspace:
    people = (organizer(BEN), guest(ANNA))
    path = tmp_path / "work.ics"
    path.write_bytes(
        calendar(
            event("SUMMARY:Weekly review", *at("20260413T080000Z", "20260413T090000Z"), *people, uid="review"),
            event("SUMMARY:Review of the plan", *at("20260413T120000Z", "20260413T130000Z"), *people, uid="plan"),
            event("SUMMARY:Review my notes", *at("20260413T140000Z", "20260413T150000Z"), uid="own"),
            event("SUMMARY:Late call", *at("20260413T223000Z", "20260413T233000Z"), *people, uid="late"),
            event("SUMMARY:Fair", *at("20260413", "20260414"), uid="fair"),
        )
    )
    workspace.add([str(path)], SILENT)
    return workspace


MONDAY = ordinal("2026-04-13")


def test_a_meeting_is_found_by_title_part_uid_or_time(meetings: Workspace) -> None:
    by_title = note_on(meetings, "weekly REVIEW", MONDAY)
    assert (by_title.uid, by_title.title) == ("review", "Weekly review")
    assert by_title.start == int(dt.datetime(2026, 4, 13, 8, tzinfo=dt.UTC).timestamp())
    assert note_on(meetings, "plan", MONDAY).uid == "plan"
    assert note_on(meetings, "own", MONDAY).uid == "own"
    assert note_on(meetings, "review", MONDAY, 14 * 3600).uid == "plan"
    # Half past midnight in Berlin: the day is that of the analysis zone.
    assert note_on(meetings, "late", MONDAY + 1).uid == "late"


def test_where_several_meetings_or_none_are_meant_it_says_so(meetings: Workspace) -> None:
    journal_sentence = refused(lambda: note_on(meetings, "rev", MONDAY))
    assert journal_sentence == (
        "“rev” may be 10:00 “Weekly review”, 14:00 “Review of the plan”; give its time with --at, or its UID."
    )
    for text, day in (("review", MONDAY + 1), ("fair", MONDAY), ("", MONDAY)):
        assert refused(partial(note_on, meetings, text, day)).startswith("No event of that day")


def test_a_second_note_on_a_meeting_adds_to_the_first_and_is_undone_alone(meetings: Workspace) -> None:
    empty = note_on(meetings, "plan", MONDAY)
    first = journal.record(meetings, replace(empty, worth=4, decision="go"), TODAY)
    second = journal.record(meetings, replace(empty, worth=2, owner="Ben"), TODAY)
    assert second == replace(empty, id=first.id, worth=2, decision="go", owner="Ben")
    assert kept(meetings).notes == (second,)
    journal.undo(meetings)
    assert kept(meetings).notes == (first,)


def test_the_journal_stays_when_the_calendar_goes(meetings: Workspace) -> None:
    journal.record(meetings, replace(note_on(meetings, "plan", MONDAY), worth=4), TODAY)
    meetings.remove(meetings.sources()[0].id, SILENT)
    (note,) = journal.outcomes_of(meetings, TODAY).notes
    assert (note.title, note.worth) == ("Review of the plan", 4)


# ---- what is asked ----


def test_a_sheet_is_of_one_person_who_may_be_named_in_part(workspace: Workspace) -> None:
    for to in ("Ben Ott", "Benno", "Clara"):
        recorded(workspace, f"for {to}", to=to)
    assert [each.what for each in journal.sheet_of(workspace, "ott", TODAY).promises] == ["for Ben Ott"]
    assert journal.sheet_of(workspace, "benno", TODAY).person == "Benno"
    assert refused(lambda: journal.sheet_of(workspace, "ben", TODAY)) == (
        "“ben” may be “Ben Ott”, “Benno”; write the whole name."
    )
    assert refused(lambda: journal.sheet_of(workspace, "Dora", TODAY)).startswith(
        "Nothing in the journal was promised to “Dora”"
    )


def test_the_page_rests_on_the_weeks_that_calendars_and_journal_cover(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "demo.ics"
    path.write_bytes(demo_year(dt.date(2026, 4, 15)))
    workspace.add([str(path)], SILENT)
    recorded(workspace, promised="2026-03-02", done="2026-03-11")
    page = journal.outcomes_of(workspace, TODAY)
    assert [(each.monday - ordinal("2026-03-02")) // 7 for each in page.weeks] == [0, 1, 2, 3, 4, 5]
    assert [each.done for each in page.weeks] == [0, 1, 0, 0, 0, 0]
    with_figures = {week.monday: week.focus_seconds for week in history_of(workspace, TODAY).weeks}
    assert [each.focus_seconds for each in page.weeks] == [with_figures[each.monday] for each in page.weeks]
    found = journal.conditions_of(workspace, TODAY)
    assert len(found.mondays) == 8
    assert found.last == ordinal("2026-04-12")


def test_two_open_workspaces_write_one_journal(workspace: Workspace, tmp_path: Path) -> None:
    with Workspace(tmp_path / "home", home()) as other:
        recorded(workspace, "here")
        recorded(other, "there")
        journal.begin(other, "here", TODAY, TODAY)
        assert [each.what for each in kept(workspace).promises] == ["here", "there"]
        assert journal.undo(workspace).verb == "begin"
        assert kept(other).promises[0].began is None
