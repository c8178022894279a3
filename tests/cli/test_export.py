"""One's own data, whole: as CSV for a spreadsheet that runs nothing of it (CWE-1236), and as JSON."""

from __future__ import annotations

import csv
import io
import stat
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from app.cli.csv_export import COLUMNS, csv_lines
from app.model.spreadsheet_text import harmless
from app.report.table_rows import TABLES
from tests.builders import ANNA, at, calendar, event, guest, organizer, week_of_work

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

EVIL = "=cmd|'/C calc'!A0"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek) -> Path:
    """The folder in which the command runs, with a calendar that is kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    (tmp_path / "work.ics").write_bytes(week_of_work())
    assert clearweek("add", "work.ics").status == 0
    return tmp_path


def table(text: str) -> list[dict[str, str]]:
    """The rows of a CSV as a program reads them."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


# ---- csv ----


def test_one_row_an_occurrence(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("export", "csv", "-o", "out.csv")
    assert (result.status, result.err) == (0, "")
    assert result.out == "10 occurrences were written to out.csv, which only you may read.\n"
    rows = table((folder / "out.csv").read_bytes().decode())
    assert tuple(rows[0]) == COLUMNS
    assert [row["uid"] for row in rows].count("review") == 6
    (talk,) = [row for row in rows if row["uid"] == "design"]
    assert (talk["title"], talk["start"], talk["people"]) == ("Design talk", "2026-02-10T13:00:00Z", "3")
    assert (talk["recurrence_id"], talk["response"], talk["away"]) == ("", "", "false")


def test_what_is_to_come_is_in_it_too(clearweek: Clearweek, folder: Path) -> None:
    weekly = event(*at("20260105T100000Z", "20260105T110000Z"), "RRULE:FREQ=WEEKLY", uid="endless")
    far = event(*at("20310105T100000Z", "20310105T110000Z"), uid="far")
    (folder / "work.ics").write_bytes(calendar(weekly, far))
    assert clearweek("sync").status == 0
    rows = table(clearweek("export", "csv", "-o", "-", "--today", "2026-02-01").out)
    assert rows[0]["start"] == "2026-01-05T10:00:00Z"
    assert [row["uid"] for row in rows].count("far") == 1
    some = table(clearweek("export", "csv", "-o", "-", "--from", "2026-01-12", "--to", "2026-01-25").out)
    assert [row["start"][:10] for row in some] == ["2026-01-12", "2026-01-19"]


def test_every_cell_is_quoted_and_lines_end_as_rfc_4180_says() -> None:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    lines = list(csv_lines([{**row, "title": 'Say "hello", you', "people": 3, "away": False}]))
    assert all(line.startswith(b'"') and line.endswith(b'"\r\n') for line in lines)
    assert b'"Say ""hello"", you"' in lines[1]
    assert b'"3"' in lines[1]
    assert lines[1].count(b'""') == len(COLUMNS) - 3 + 2  # what is unknown, and the doubled marks


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        (EVIL, f"'{EVIL}"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+1", "'+1"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\nplain", "'\nplain"),
        ("  =1", "'  =1"),
        ("\u200b=1", "'\u200b=1"),
        ("\ufeff=1", "'\ufeff=1"),
        ("\N{FULLWIDTH EQUALS SIGN}1", "'\N{FULLWIDTH EQUALS SIGN}1"),
        ("\N{FULLWIDTH COMMERCIAL AT}x", "'\N{FULLWIDTH COMMERCIAL AT}x"),
        ("a;=1", "a;'=1"),
        ("a\n=1", "a\n'=1"),
        ("\0=1", "'=1"),
        ("plain", "plain"),
        ("a = b", "a = b"),
        ("1:1 Anna - Ben", "1:1 Anna - Ben"),
        ("a@example.com", "a@example.com"),
        ("", ""),
        (";", ";"),
    ],
    ids=ascii,
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert harmless(text) == cell


def test_what_others_wrote_is_neutralised_everywhere(clearweek: Clearweek, folder: Path) -> None:
    evil = event(f"SUMMARY:{EVIL}", organizer(ANNA), guest("eva@client.example"), uid="=1+1")
    (folder / "evil.ics").write_bytes(calendar(evil, head=("X-WR-CALNAME:@evil",)))
    assert clearweek("add", "evil.ics").status == 0
    (row,) = [each for each in table(clearweek("export", "csv", "-o", "-").out) if "cmd" in each["title"]]
    assert (row["title"], row["uid"], row["series"], row["calendar"]) == (f"'{EVIL}", "'=1+1", "'=1+1", "'@evil")


# ---- tables ----


def test_a_workbook_has_every_table_and_what_its_columns_mean(clearweek: Clearweek, folder: Path) -> None:
    assert clearweek("journal", "add", EVIL, "--to", "Ben").status == 0
    result = clearweek("export", "xlsx", "-o", "out.xlsx", "--today", "2026-03-01", "--me", ANNA)
    assert (result.status, result.err) == (0, "")
    assert result.out.endswith("rows were written to out.xlsx, which only you may read.\n")
    book = load_workbook(folder / "out.xlsx")
    assert book.sheetnames == [
        *("Days", "Weeks", "Series", "Occurrences", "Findings", "Evidence", "Journal"),
        "Definitions",
    ]
    (promise,) = book["Journal"].iter_rows(min_row=2, max_col=3)
    assert [(cell.value, cell.data_type) for cell in promise] == [("promise", "s"), (1, "n"), (f"'{EVIL}", "s")]
    defined = {row[1] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)}
    for name in book.sheetnames[:-1]:
        assert {cell.value for cell in book[name][1]} <= defined
    german = clearweek("export", "xlsx", "-o", "out.xlsx", "--lang", "de")
    assert german.status == 0


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_a_csv_of_its_own(clearweek: Clearweek, folder: Path, name: str) -> None:
    assert clearweek("journal", "add", EVIL).status == 0
    words = ("--today", "2026-03-01", "--me", ANNA, "--from", "2026-01-05", "--to", "2026-02-13")
    rows = table(clearweek("export", "csv", "--table", name, "-o", "-", *words).out)
    analysis = clearweek("export", "json", "-o", "-", *words).json
    expected = {"findings": 19, "evidence": 0, "journal": 1}
    assert len(rows) == (expected[name] if name in expected else len(analysis[name]))
    if name == "weeks":
        assert [row["meetings"] for row in rows] == [str(row["meetings"]) for row in analysis["weeks"]]
    if name == "journal":
        assert rows[0]["what"] == f"'{EVIL}"
        assert rows[0]["worth"] == ""


def test_a_calendar_is_written_whole_and_read_back(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("export", "ics", "-o", "out.ics", "--json")
    assert result.json == {"schema": "clearweek.exported/1", "path": "out.ics", "events": 5}
    before, after = (clearweek("events", name, "--json").json["occurrences"] for name in ("work.ics", "out.ics"))
    assert before == after
    assert clearweek("export", "ics", "-o", "-").out.encode() == (folder / "out.ics").read_bytes()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("json", "--table", "days"), "Only csv holds a single table"),
        (("ics", "--from", "2026-01-01"), "A calendar is written whole"),
        (("csv", "--table", "secrets"), "invalid choice"),
        (("pdf",), "invalid choice"),
    ],
)
def test_options_that_do_not_fit_together_are_told(
    clearweek: Clearweek, folder: Path, words: tuple[str, ...], told: str
) -> None:
    result = clearweek("export", *words, "-o", "out")
    assert (result.status, result.out) == (2, "")
    assert told in result.err
    assert not (folder / "out").exists()


# ---- json ----


def test_json_has_the_keys_of_analyze_and_events_and_the_ledger(clearweek: Clearweek, folder: Path) -> None:
    options = ("--today", "2026-03-01", "--tz", "Europe/Berlin", "--me", ANNA, "--work", "mon-fri 08:00-16:00")
    for period in ((), ("--from", "2026-02-02", "--to", "2026-02-15")):
        words = (*options, *period)
        assert clearweek("export", "json", "-o", "all.json", *words).status == 0
        exported = clearweek("export", "json", "-o", "-", *words).json
        assert (exported.pop("schema"), exported.pop("ledger")) == ("clearweek.export/1", [])
        assert exported.pop("own_word") == []
        assert [each["name"] for each in exported.pop("calendars")] == ["Work"]
        assert (exported.pop("zones"), exported.pop("journal")) == (
            [{"name": "UTC", "before": None, "changes": []}],
            [],
        )
        analysis = clearweek("analyze", "work.ics", *words, "--json").json
        events = clearweek("events", "work.ics", *words, "--json").json
        assert set(exported) == (set(analysis) | set(events)) - {"schema"}
        for name in ("period", "me", "covered", "days", "weeks"):
            assert exported[name] == analysis[name]
        assert exported["occurrences"] == events["occurrences"]
        assert [row["uid"] for row in exported["set_aside"]] == [row["uid"] for row in events["set_aside"]]


def test_the_ledger_holds_what_a_sync_changed(clearweek: Clearweek, folder: Path) -> None:
    def at_hour(hour: int) -> bytes:
        return calendar(event(*at(f"20260209T{hour}0000Z", f"20260209T{hour + 1}0000Z"), "SUMMARY:Talk", uid="talk"))

    (folder / "talk.ics").write_bytes(at_hour(10))
    assert clearweek("add", "talk.ics").status == 0
    (folder / "talk.ics").write_bytes(at_hour(14))
    assert clearweek("sync", "talk.ics").status == 0
    (line,) = clearweek("export", "json", "-o", "-").json["ledger"]
    assert set(line) == {"seen", "source", "uid", "title", "start", "change", "from", "to"}
    assert (line["source"], line["uid"], line["change"]) == ("talk.ics", "talk", "moved")
    assert (line["from"], line["to"]) == ("2026-02-09T10:00:00Z", "2026-02-09T14:00:00Z")
    assert line["seen"].endswith("Z")


# ---- the file ----


@pytest.mark.parametrize(
    ("form", "what"), [("csv", "occurrences"), ("json", "occurrences"), ("xlsx", "rows"), ("ics", "events")]
)
def test_the_file_is_for_its_owner_and_takes_the_place_of_another(
    clearweek: Clearweek, folder: Path, form: str, what: str
) -> None:
    (folder / "out").write_text("old")
    (folder / "out").chmod(0o644)
    before = sorted(path.name for path in folder.iterdir())
    result = clearweek("export", form, "-o", "out", "--json")
    assert result.status == 0
    assert result.json[what] == {"occurrences": 10, "events": 5}.get(what, result.json[what]) > 0
    assert stat.S_IMODE((folder / "out").stat().st_mode) == 0o600
    assert (folder / "out").read_bytes() != b"old"
    assert sorted(path.name for path in folder.iterdir()) == before


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("missing/out.csv", "it is not there"),
        ("data", "it is a folder"),
        ("link", "it is a link"),
        ("/dev/null", "it is no file"),
        ("work.ics/out.csv", "no folder"),
        ("data/calendar.db", "keeps your data"),
        ("data/mine.db-journal", "keeps your data"),
    ],
)
def test_where_it_cannot_be_written_nothing_changes(clearweek: Clearweek, folder: Path, place: str, told: str) -> None:
    (folder / "link").symlink_to(folder / "work.ics")
    result = clearweek("export", "csv", "-o", place)
    assert (result.status, result.out) == (1, "")
    assert told in result.err
    assert result.err.count("\n") == 1
    assert (folder / "work.ics").read_bytes() == week_of_work()
    assert len(clearweek("sources", "--json").json["sources"]) == 1


def test_a_full_disk_leaves_what_was_there(clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*words: object) -> None:
        raise OSError(28, "No space left on device")

    (folder / "out.csv").write_text("old")
    before = sorted(path.name for path in folder.iterdir())
    monkeypatch.setattr("app.operations.export_file.os.fsync", full)
    result = clearweek("export", "csv", "-o", "out.csv")
    assert result.status == 1
    assert "the disk is full" in result.err
    assert (folder / "out.csv").read_text() == "old"
    assert sorted(path.name for path in folder.iterdir()) == before
