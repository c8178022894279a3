"""The journal as CSV: read with a reason for each bad row, brought in once, and written so that it reads back equal."""

from __future__ import annotations

import csv
import datetime as dt
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from app.errors import UnreadableInput
from app.model.journal import Entry, Experiment, Journal, MeetingNote, Promise, Wait
from app.model.journal_checks import tidied
from app.operations import journal
from app.operations.journal_csv import COLUMNS, LARGEST, csv_of, read_csv
from app.operations.journal_import import import_csv
from app.operations.workspace import Workspace
from tests.analysis.journals import TODAY, promise, promises
from tests.builders import home

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.model.journal import Row
    from app.operations.journal_import import ImportedRows

FORMULAS = (
    "=cmd|'/C calc'!A0",
    '=HYPERLINK("http://x.example";"y")',
    "@SUM(A1)",
    "+1+1",
    "-1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "a;=1+1",
    "a\n=1+1",
    "a\t@x",
    "'=1+1",
    "''=1+1",
    "a;'=1",
    "'plain",
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(tmp_path / "home", home()) as opened:
        yield opened


def brought(workspace: Workspace, *lines: str) -> ImportedRows:
    return import_csv(workspace, "\n".join(lines).encode(), TODAY)


def counts(done: ImportedRows) -> tuple[int, int, int, int]:
    return done.added, done.changed, done.same, len(done.bad)


def without_numbers(found: Journal) -> list[Row]:
    rows: list[Row] = [replace(each, id=0, imported="") for each in found.promises]
    return [*rows, *(replace(row, id=0) for row in found.rows()[len(rows) :])]


HEAD = "what,to,due,done_means,defined,promised,began,done,reopened,waits"
BILLING = (
    "Move the billing,Ben,2026-03-12,Ben has seen it run,2026-02-20,2026-02-19,2026-02-21,"
    "2026-03-10 2026-03-20,2026-03-15,2026-02-22..2026-02-25 decision; 2026-03-16.. review"
)


# ---- reading ----


def test_a_row_of_a_promise_is_read_whole() -> None:
    (row,) = read_csv(f"{HEAD}\n{BILLING}\n".encode(), TODAY).rows
    assert isinstance(row.row, Promise)
    expected = promise(
        "Move the billing",
        to="Ben",
        due="2026-03-12",
        done_means="Ben has seen it run",
        defined="2026-02-20",
        promised="2026-02-19",
        began="2026-02-21",
        done="2026-03-10 2026-03-15 2026-03-20",
        # What is done waits for nothing: the wait without an end ended then.
        waits="2026-02-22..2026-02-25 decision; 2026-03-16..2026-03-20 review",
    )
    assert (row.line, replace(row.row, imported="")) == (2, expected)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_what_spreadsheets_write_is_read(delimiter: str, encoding: str) -> None:
    text = f"Due{delimiter} WHAT {delimiter}Sprint\r\n2026-03-12{delimiter}Büro{delimiter}7\r\n\r\n"
    found = read_csv(text.encode(encoding), TODAY)
    assert found.bad == ()
    assert [(each.row.what, each.line) for each in found.rows if isinstance(each.row, Promise)] == [("Büro", 2)]


def test_bad_rows_are_listed_with_line_and_reason_and_the_rest_goes_on(workspace: Workspace) -> None:
    done = brought(
        workspace,
        "kind,what,due,began,done,reopened,waits,person,date,uid,start,worth,measure",
        "promise,good one,2026-03-12",
        "promise,,2026-03-12",
        "promise,x,12.3.2026",
        '"promise","two\nlines",2026-02-30',
        "promise,x,,2026-03-01,2026-02-01",
        "promise,x,,,,2026-02-01",
        "promise,x,,,,,2026-02-01 - 2026-02-03 lunch",
        "promise,x,,2027-01-01",
        "praise,x",
        "recognition,found the leak,,,,,,Clara",
        "note,,,,,,,,,u,yesterday,3",
        "note,,,,,,,,,u,2026-03-02T08:00:00Z,6",
        "note,,,,,,,,,u,2026-03-02T08:00:00Z,",
        "experiment,x,,,,,,,2026-03-02,,,,happiness",
        "promise,x,,,,,,,,,,,,one too many",
        "promise,another good one",
    )
    assert (done.added, done.changed, done.same) == (2, 0, 0)
    assert [(each.line, each.reason.split(";")[0].split(" is none of ")[0]) for each in done.bad] == [
        (3, "it does not say what was promised"),
        (4, "“12.3.2026” in “due” is not a date like 2026-01-05"),
        (5, "“2026-02-30” in “due” is not a date like 2026-01-05"),
        (7, "it was done before it began"),
        (8, "“done” and “reopened” do not fit: first it is done, then reopened, then done again"),
        (9, "“2026-02-01 - 2026-02-03 lunch” in “waits” is not like “2026-01-05..2026-01-09 decision”"),
        (10, "2027-01-01 lies in the future"),
        (11, "“praise” in “kind”"),
        (12, "“date” is empty"),
        (13, "“yesterday” in “start” is not a time like 2026-01-05T08:00:00Z"),
        (14, "the worth is a number from 1 to 5"),
        (15, "the note is empty"),
        (16, "the measure"),
        (17, "it has more cells than there are columns"),
    ]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "names no column"),
        (b"title,when\nx,y\n", "names no column"),
        (b"what,what\nx,y\n", "stands there twice"),
        (b"what\n\xff\xfe\xfa\n", "no text in UTF-8"),
        (b"what\n\0\n", "no text in UTF-8"),
        (b"what\n" + b"x" * LARGEST, "larger than 10 MB"),
    ],
)
def test_a_file_that_is_no_journal_changes_nothing(workspace: Workspace, data: bytes, what: str) -> None:
    with pytest.raises(UnreadableInput, match=what):
        import_csv(workspace, data, TODAY)
    assert journal.journal_of(workspace) == Journal()


def test_a_cell_longer_than_the_csv_module_reads_is_one_bad_row(workspace: Workspace) -> None:
    done = brought(workspace, "what", "x" * 200_000, "good one")
    assert (counts(done), done.bad[0].line) == ((1, 0, 0, 1), 2)


# ---- bringing in ----


def test_the_same_file_twice_changes_nothing(workspace: Workspace) -> None:
    lines = (HEAD, BILLING, "Twice,Ben", "Twice,Ben", "Report,Ben,2026-03-01")
    assert counts(brought(workspace, *lines)) == (4, 0, 0, 0)
    kept = journal.journal_of(workspace)
    assert counts(brought(workspace, *lines)) == (0, 0, 4, 0)
    assert journal.journal_of(workspace) == kept
    assert journal.undo(workspace).verb == "import"  # the second one was no change
    assert journal.journal_of(workspace) == Journal()


def test_a_changed_row_tells_more_of_the_same_promise(workspace: Workspace) -> None:
    brought(workspace, "what,to,due,began", "Report,Ben,2026-03-01,2026-02-01", "Other,Ben,2026-03-01,")
    done = brought(workspace, "what,to,due,began,done", "Report,Ben,2026-03-01,,2026-02-27", "Other,Ben,2026-03-01,,")
    assert counts(done) == (0, 1, 1, 0)
    report, other = journal.journal_of(workspace).promises
    assert (report.id, report.began, report.done) == (1, promise(began="2026-02-01").began, TODAY - 47)
    assert other.turns == ()
    journal.undo(workspace)
    assert journal.journal_of(workspace).promises[0].turns == ()


def test_what_was_noted_by_hand_since_is_not_lost_to_the_same_file(workspace: Workspace) -> None:
    lines = ("what,to,due,began", "Report,Ben,2026-03-01,2026-02-01")
    brought(workspace, *lines)
    journal.finish(workspace, "report", TODAY - 30, TODAY)
    assert counts(brought(workspace, *lines)) == (0, 0, 1, 0)
    assert journal.journal_of(workspace).promises[0].done == TODAY - 30
    # A row that says something new, and knows nothing of it being done, does not open it again.
    done = brought(workspace, "what,to,due,began,done_means", "Report,Ben,2026-03-01,2026-02-01,it is read")
    assert counts(done) == (0, 1, 0, 0)
    (found,) = journal.journal_of(workspace).promises
    assert (found.done, found.done_means) == (TODAY - 30, "it is read")


def test_a_row_that_is_done_ends_the_wait_that_was_noted_by_hand(workspace: Workspace) -> None:
    brought(workspace, "what", "Report")
    journal.wait(workspace, "report", "review", TODAY - 20, TODAY)
    early = brought(workspace, "what,done", f"Report,{dt.date.fromordinal(TODAY - 21)}")
    assert [each.reason for each in early.bad] == ["a wait ends before it begins"]
    assert counts(brought(workspace, "what,done", f"Report,{dt.date.fromordinal(TODAY - 10)}")) == (0, 1, 0, 0)
    assert journal.journal_of(workspace).promises[0].waits == (Wait(TODAY - 20, TODAY - 10, "review"),)


def test_another_day_is_another_promise(workspace: Workspace) -> None:
    brought(workspace, "what,due", "Weekly report,2026-03-06")
    assert counts(brought(workspace, "what,due", "Weekly report,2026-03-13")) == (1, 0, 0, 0)


def test_a_row_that_does_not_fit_what_is_there_is_bad_and_changes_nothing(workspace: Workspace) -> None:
    brought(workspace, "what,began", "Report,2026-03-01")
    done = brought(workspace, "what,done", "Report,2026-02-01")
    assert [(each.line, each.reason) for each in done.bad] == [(2, "it was done before it began")]
    assert journal.journal_of(workspace).promises[0].turns == ()


def test_a_note_of_the_file_leaves_what_one_wrote_oneself(workspace: Workspace) -> None:
    head = "kind,calendar,uid,start,worth,decision,owner"
    brought(workspace, head, "note,w,u,2026-03-02T08:00:00Z,4,go,")
    done = brought(workspace, head, "note,w,u,2026-03-02T08:00:00Z,2,stop,Ben")
    assert counts(done) == (0, 1, 0, 0)
    (note,) = journal.journal_of(workspace).notes
    assert (note.worth, note.decision, note.owner) == (4, "go", "Ben")


# ---- writing ----


def everything() -> tuple[Row, ...]:
    return (
        promise(
            'Move, the "billing"\nnow',
            to="Ben",
            done_means="seen; run",
            defined="2026-02-20",
            due="2026-03-12",
            promised="2026-02-19",
            began="2026-02-21",
            done="2026-03-10 2026-03-15",
            waits="2026-02-22..2026-02-25 decision; 2026-03-16.. review",
        ),
        promise("Twice"),
        promise("Twice"),
        Entry(kind="promotion", person="Clara", day=TODAY, evidence="leads the team"),
        MeetingNote(calendar="=w", uid="-u@x", start=1_770_000_000, title="+Review", worth=4, blocker="access"),
        Experiment(change="@ten", start=TODAY, measure="load"),
    )


def test_an_export_brought_in_elsewhere_is_the_same_journal(workspace: Workspace, tmp_path: Path) -> None:
    for row in everything():
        journal.record(workspace, row, TODAY)
    first = journal.journal_of(workspace)
    data = b"".join(csv_of(first))
    with Workspace(tmp_path / "elsewhere", home()) as other:
        assert counts(import_csv(other, data, TODAY)) == (6, 0, 0, 0)
        second = journal.journal_of(other)
        assert without_numbers(second) == without_numbers(first)
        assert b"".join(csv_of(second)) == data
        assert counts(import_csv(other, data, TODAY)) == (0, 0, 6, 0)
    assert counts(import_csv(workspace, data, TODAY)) == (0, 0, 6, 0)
    assert journal.journal_of(workspace).rows() == first.rows()


@given(promises(most=4))
def test_drawn_promises_are_read_back_equal(found: tuple[Promise, ...]) -> None:
    again = read_csv(b"".join(csv_of(Journal(found))), TODAY)
    assert again.bad == ()
    rows = [replace(each.row, imported="") for each in again.rows if isinstance(each.row, Promise)]
    assert [_waits_in_order(each) for each in rows] == [_waits_in_order(replace(each, id=0)) for each in found]


def _waits_in_order(each: Promise) -> Promise:
    return replace(each, waits=tuple(sorted(each.waits, key=repr)))


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_in_a_cell_is_harmless_and_read_back_as_it_was(formula: str) -> None:
    row = Entry(kind="stretch", person=formula, day=TODAY, evidence=formula)
    data = b"".join(csv_of(Journal(entries=(row,))))
    cells = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1]
    for cell in filter(None, cells):
        for part in cell.replace("\t", ";").replace("\n", ";").split(";"):
            assert part.lstrip()[:1] not in {"=", "+", "-", "@", "\N{FULLWIDTH EQUALS SIGN}", "\t", "\r"}
    (found,) = read_csv(data, TODAY).rows
    assert found.row == row


def test_every_cell_is_quoted_and_lines_end_as_rfc_4180_says() -> None:
    data = b"".join(csv_of(Journal((promise("Offer"),))))
    head, row, rest = data.split(b"\r\n")
    assert head == b"\xef\xbb\xbf" + ",".join(f'"{name}"' for name in COLUMNS).encode()
    assert row == b'"promise","Offer"' + b',""' * (len(COLUMNS) - 2)
    assert rest == b""


def test_texts_are_tidied() -> None:
    assert tidied(" a\0b\udcff ") == "ab?"
