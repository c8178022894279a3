"""What the window asks of the journal: carried out, told, and undone only where it is still the newest change."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.errors import UserError
from app.model.chosen_period import monday_of, period_with
from app.model.journal import Journal, MeetingNote, Promise
from app.model.outcomes_page import JournalRequest
from app.operations import journal
from app.operations.journal_requests import carry_out, sheet_for, undo_told
from app.operations.workspace import Workspace
from app.progress import SILENT
from tests.builders import ANNA, BEN, at, calendar, event, guest, home, ordinal, organizer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MONDAY = ordinal("2026-04-13")
PEOPLE = (organizer(ANNA), guest(ANNA), guest(BEN))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(tmp_path / "home", home("Europe/Berlin")) as opened:
        yield opened


def seconds(day: int, hour: int, minute: int = 0) -> int:
    """A time of UTC in seconds since 1970."""
    moment = dt.datetime.combine(dt.date.fromordinal(day), dt.time(hour, minute), dt.UTC)
    return int(moment.timestamp())


def test_each_verb_is_told_in_a_sentence_and_undone_by_its_number(workspace: Workspace) -> None:
    today = journal.today_for(workspace, None)
    told = [carry_out(workspace, JournalRequest("record", row=Promise(what="Offer")))]
    told += [
        carry_out(workspace, JournalRequest("begin", 1, day=today - 9)),
        carry_out(workspace, JournalRequest("define", 1, text="signed")),
        carry_out(workspace, JournalRequest("wait", 1, reason="review")),
        carry_out(workspace, JournalRequest("resume", 1)),
        carry_out(workspace, JournalRequest("done", 1)),
        carry_out(workspace, JournalRequest("reopen", 1)),
    ]
    (offer,) = journal.journal_of(workspace).promises
    assert (offer.began, offer.done_means, offer.turns) == (today - 9, "signed", (today, today))
    assert [each.change for each in told] == list(range(1, 8))
    assert told[3].sentence.startswith("1 Offer: waits for a review since ")
    for each in reversed(told):
        assert undo_told(workspace, each.change).startswith("Undone: ")
    assert journal.journal_of(workspace) == Journal()


def test_what_changes_nothing_offers_no_undo(workspace: Workspace) -> None:
    carry_out(workspace, JournalRequest("record", row=Promise(what="Offer")))
    assert carry_out(workspace, JournalRequest("begin", 1)).change == 2
    assert carry_out(workspace, JournalRequest("begin", 1)).change == 0


def test_a_change_is_not_undone_where_another_came_after_it(workspace: Workspace) -> None:
    told = carry_out(workspace, JournalRequest("record", row=Promise(what="Offer")))
    carry_out(workspace, JournalRequest("done", 1))
    with pytest.raises(UserError, match="changed again since"):
        undo_told(workspace, told.change)
    assert journal.journal_of(workspace).promises[0].done is not None


def test_files_come_in_with_what_was_set_aside_and_go_out(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "in.csv"
    file.write_text("what,due\nOffer,2026-03-12\nPlan,soon\n", encoding="utf-8")
    told = carry_out(workspace, JournalRequest("import", path=str(file)))
    assert (told.change, told.bad) == (1, 1)
    assert told.aside.text.startswith("line 3: ")
    out = tmp_path / "out.csv"
    assert carry_out(workspace, JournalRequest("export", path=str(out))).change == 0
    assert "Offer" in out.read_text("utf-8")
    with pytest.raises(UserError, match="cannot be read"):
        carry_out(workspace, JournalRequest("import", path=str(tmp_path / "none.csv")))


def test_sheets_come_as_text(workspace: Workspace) -> None:
    today = journal.today_for(workspace, None)
    carry_out(workspace, JournalRequest("record", row=Promise(what="Offer", to="Ben", promised=today)))
    assert sheet_for(workspace, JournalRequest("one-on-one", text="Ben")).text.startswith("Open promises to Ben · ")
    assert "nothing done yet" in sheet_for(workspace, JournalRequest("delivered")).text
    assert sheet_for(workspace, JournalRequest("conditions")).title.startswith("Conditions · ")
    listed = sheet_for(workspace, JournalRequest("behind", text="promised", days=(today - 6, today)))
    assert "Offer · to Ben" in listed.text


def test_the_sign_of_the_journal_changes_with_each_change_and_each_undo_of_any_process(workspace: Workspace) -> None:
    signs = [workspace.journal_version()]
    with Workspace(workspace.home, home()) as other:
        for change in (JournalRequest("record", row=Promise(what="Offer")), JournalRequest("done", 1)):
            carry_out(other, change)
            signs.append(workspace.journal_version())
        for _undo in range(2):
            journal.undo(other)
            signs.append(workspace.journal_version())
        carry_out(other, JournalRequest("record", row=Promise(what="Offer")))
        signs.append(workspace.journal_version())
    assert len(set(signs)) == len(signs) == 6
    workspace.keep_window_state({"page": "week"})
    assert workspace.journal_version() == signs[-1]


def test_meetings_of_today_and_yesterday_that_ended_can_be_noted(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "work.ics"
    file.write_bytes(
        calendar(
            event(*at("20260411T080000Z", "20260411T090000Z"), "SUMMARY:Too old", *PEOPLE, uid="old"),
            event(*at("20260411T220000Z", "20260411T223000Z"), "SUMMARY:Midnight", *PEOPLE, uid="midnight"),
            event(*at("20260413T080000Z", "20260413T090000Z"), "SUMMARY:Review\u202e", *PEOPLE, uid="review"),
            event(*at("20260413T090000Z", "20260413T100000Z"), "SUMMARY:Still on", *PEOPLE, uid="on"),
            event(*at("20260413T060000Z", "20260413T070000Z"), "SUMMARY:Alone", uid="alone"),
            event(*at("20260413", "20260414"), "SUMMARY:Fair", *PEOPLE, uid="fair"),
            event(*at("20260413T050000Z", "20260413T060000Z"), "SUMMARY:Off", "STATUS:CANCELLED", *PEOPLE, uid="off"),
        )
    )
    workspace.add([str(file)], SILENT)
    now = seconds(MONDAY, 9, 59)
    shown = workspace.outcomes(period_with("week", MONDAY - 7), now)
    assert [(each.uid, each.when) for each in shown.to_note] == [
        ("review", "today, 10:00"),
        ("midnight", "yesterday, 0:00"),
    ]
    review = shown.to_note[0]
    assert "\u202e" not in review.title
    note = MeetingNote(calendar=review.calendar, uid=review.uid, start=review.start, title=review.named, worth=4)
    carry_out(workspace, JournalRequest("record", row=note))
    again = workspace.outcomes(period_with("week", MONDAY - 7), now)
    assert [each.worth for each in again.to_note] == [4, 0]
    assert [each.title for each in again.notes] == [review.title]
    assert again.days[0] == monday_of(MONDAY) - 91
