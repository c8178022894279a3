"""Tables as a workbook (XLSX) and as CSV (RFC 4180), which a spreadsheet can open without running anything.

Titles and names come from whoever sent an invitation. What a spreadsheet could take for a formula in them gets an
apostrophe before it, here as in CSV: a sheet that is saved as CSV is as safe as it was. Cells of text are marked as
text besides, so that nothing is looked for in them. Numbers are written as numbers where they are our own figures.
"""

from __future__ import annotations

import datetime as dt
import functools
import io
import re
from typing import TYPE_CHECKING, Any, Final

from app.errors import UserError
from app.language import _
from app.model.spreadsheet_text import harmless
from app.model.timezones import DAY, EPOCH_DAY
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from app.model.occurrences import Period
    from app.model.timezones import HomeZone
    from app.progress import Progress
    from app.report.columns import Column, Value
    from app.report.table_rows import PlainTable

MOST_ROWS: Final = 1_048_575
"""Rows of a sheet below its head; more the format does not know."""
LONGEST_CELL: Final = 32_767
"""Characters of a cell; more the format does not know."""
_NOT_IN_XML: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_ESCAPE_OF_XML: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""What a spreadsheet would take for a character by its number (ECMA-376 §22.9.2.19)."""
_FORMATS: Final[dict[Value, str]] = {"date": "yyyy-mm-dd", "instant": r"yyyy-mm-dd\ hh:mm", "text": "@", "code": "@"}
_WIDTHS: Final[dict[Value, float]] = {"date": 12, "instant": 17, "text": 34, "code": 16}
_NUMBER_WIDTH: Final = 14
_FIRST_DATE: Final = dt.date(1900, 3, 1)
"""Before it, spreadsheets disagree about the number of a day."""
_NO_TIME: Final = dt.datetime(2000, 1, 1)


# ---- XLSX ----


def workbook(tables: Sequence[PlainTable], period: Period, progress: Progress = SILENT) -> bytes:
    """Return a workbook: a sheet for each table, and one with the unit and the meaning of each column.

    Raises:
        UserError: when a table has more rows than a sheet can hold.
        Cancelled: when ``progress`` says so.

    """
    for table in tables:
        if len(table.rows) > MOST_ROWS:
            raise UserError(
                _("“{table}” has more rows than a sheet can hold").format(table=_(table.title)),
                next_step=_("choose a shorter period with --from and --to"),
            )
    # Imported here: it takes a fifth of a second, and only who writes a workbook needs it.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.creator = "Clearweek"
    book.properties.created = book.properties.modified = _NO_TIME
    try:
        _write_tables(book, tables, period, progress)
    except BaseException:
        # Only saving it closes what the library has begun, and takes away its temporary files.
        book.save(io.BytesIO())
        raise
    _write_definitions(book, tables, period)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _write_tables(book: Workbook, tables: Sequence[PlainTable], period: Period, progress: Progress) -> None:
    done, rows = 0, sum(len(table.rows) for table in tables)
    for table in tables:
        for written in _table_written(book, table, period.zone):
            progress.check()
            progress.report(done + written, rows, _(table.title))
        done += len(table.rows)


def _table_written(book: Workbook, table: PlainTable, zone: HomeZone) -> Iterator[int]:
    """Write a table, and yield from time to time how many rows of it are done."""
    sheet = book.create_sheet(_(table.title))
    widths = [_WIDTHS.get(column.value, _NUMBER_WIDTH) for column in table.columns]
    _lay_out(sheet, widths)
    cells = _Cells(sheet, zone)
    sheet.append([cells.head(column.name) for column in table.columns])
    kinds = [column.value for column in table.columns]
    for number, row in enumerate(table.rows):
        sheet.append([cells.of(kind, value) for kind, value in zip(kinds, row, strict=True)])
        if number % 1000 == 0:
            yield number
    if table.rows:
        sheet.auto_filter.ref = f"A1:{_letters(len(table.columns))}{len(table.rows) + 1}"


def _write_definitions(book: Workbook, tables: Sequence[PlainTable], period: Period) -> None:
    sheet = book.create_sheet(_("Definitions"))
    _lay_out(sheet, [18, 26, 26, 90])
    cells = _Cells(sheet, period.zone)
    sheet.append([cells.head(text) for text in (_("table"), _("column"), _("unit"), _("meaning"))])
    for table in tables:
        for column in table.columns:
            texts = (_(table.title), column.name, _(column.unit) if column.unit else "", _(column.meaning))
            sheet.append([cells.text(text) for text in texts])
    sheet.append([])
    for text in remarks(period):
        sheet.append([cells.text(text)])


def remarks(period: Period) -> tuple[str, ...]:
    """Return what must be known to read the tables, a sentence each."""
    first, last = (dt.date.fromordinal(day).isoformat() for day in (period.first, period.last))
    return (
        _("The period: {first} to {last}, both included.").format(first=first, last=last),
        _("Times are on the clock of {zone}.").format(zone=period.zone.name),
        _("An empty cell is unknown, or there is nothing; it is never zero."),
        _("A calendar knows what was scheduled; every figure is a lower bound."),
        _("An apostrophe before a text keeps a spreadsheet from taking it for a formula."),
    )


def _lay_out(sheet: WriteOnlyWorksheet, widths: Iterable[float]) -> None:
    """Let the head stay in sight, and give the columns their widths: both must stand before the first row."""
    sheet.freeze_panes = "A2"
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[_letters(number)].width = width


def _letters(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))


class _Cells:
    """Makes the cells of one sheet; a style is worked out once and shared, which saves most of the time."""

    def __init__(self, sheet: WriteOnlyWorksheet, zone: HomeZone) -> None:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Font

        self._sheet = sheet
        self._zone = zone
        self._new = WriteOnlyCell
        self._styles: dict[Value, Any] = {}
        for kind, written in _FORMATS.items():
            cell = WriteOnlyCell(sheet)
            cell.number_format = written
            self._styles[kind] = cell._style  # noqa: SLF001 (no public way shares a style)
        head = WriteOnlyCell(sheet)
        head.number_format, head.font = _FORMATS["text"], Font(bold=True)
        self._bold = head._style  # noqa: SLF001

    def head(self, text: str) -> WriteOnlyCell:
        """Return a cell of the first row."""
        cell = self.text(text)
        cell._style = self._bold  # noqa: SLF001
        return cell

    def text(self, text: str) -> WriteOnlyCell:
        """Return a cell of plain text, whatever it looks like."""
        # The value is put in beside its type: otherwise the library looks for a formula, an error or a date in it.
        cell = self._new(self._sheet)
        cell._value, cell.data_type = for_a_cell(text), "s"  # noqa: SLF001
        cell._style = self._styles["text"]  # noqa: SLF001
        return cell

    def of(self, kind: Value, value: Any) -> Any:  # noqa: ANN401 (a cell, a number of ours, or None)
        """Return the cell of a value; None of what is unknown, and of an empty text."""
        if value is None or (not value and kind == "text"):
            return None
        if kind in {"text", "code"}:
            return self.text(value)
        if kind in {"whole", "number", "yes-no"}:
            return value
        if kind == "instant":
            day, second = self._zone.local(value)
            value = dt.datetime.fromordinal(day) + dt.timedelta(seconds=second)
        if (value.date() if isinstance(value, dt.datetime) else value) < _FIRST_DATE:
            return self.text(value.isoformat())
        cell = self._new(self._sheet, value)
        cell._style = self._styles[kind]  # noqa: SLF001
        return cell


@functools.lru_cache(maxsize=20_000)
def for_a_cell(text: str) -> str:
    """Return a text as a cell of a workbook can hold it: no formula, and what XML cannot say made visible."""
    shown = _NOT_IN_XML.sub(lambda found: f"<U+{ord(found[0]):04X}>", text.replace("\r\n", "\n"))
    safe = _ESCAPE_OF_XML.sub("_x005F_", harmless(shown))
    if len(safe) <= LONGEST_CELL:
        return safe
    return f"{safe[: LONGEST_CELL - 1]}…"


# ---- CSV ----


def csv_pieces(table: PlainTable) -> Iterator[bytes]:
    """Yield a head and a line for each row; every cell is quoted, what is unknown is empty (RFC 4180).

    An instant is in UTC, like ``2026-01-05T08:00:00Z``.
    """
    yield _line(column.name for column in table.columns)
    for row in table.rows:
        yield _line(_plain(column, value) for column, value in zip(table.columns, row, strict=True))


def _line(cells: Iterable[str]) -> bytes:
    quoted = ",".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in cells)
    return f"{quoted}\r\n".encode("utf-8", "replace")


def _plain(column: Column, value: Any) -> str:  # noqa: ANN401 (what a table holds)
    if value is None:
        return ""
    if column.value == "text":
        return harmless(value)
    if column.value == "instant":
        days, second = divmod(value, DAY)
        date = dt.date.fromordinal(days + EPOCH_DAY)
        return f"{date.isoformat()}T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}Z"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
