"""The tables of some days, written to a file that a person chose in the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.analysis.wording import number
from app.language import ngettext
from app.model.foreign_text import visible
from app.operations.export_file import write_export
from app.operations.notebook import told_of
from app.operations.stored_week import Choices
from app.progress import SILENT

if TYPE_CHECKING:
    from app.operations.workspace import Workspace
    from app.progress import Progress

_LONGEST = 1_000


def save_tables(workspace: Workspace, path: str, days: tuple[int, int], progress: Progress = SILENT) -> str:
    """Write the tables of some days (ordinals, both included), and return a sentence that says so.

    A path that ends in ``.csv`` gets the table of series alone; any other a workbook of all tables.

    Raises:
        UserError: when it cannot be written; what was there is as it was.
        Cancelled: when ``progress`` says so.

    """
    # Imported here because a workbook needs a library that nothing else does.
    from app.report.table_rows import plain_table, plain_tables
    from app.report.workbook import csv_pieces, workbook

    told = told_of(workspace, days, Choices({}, None), progress)
    if path.lower().endswith(".csv"):
        table = plain_table(told, "series")
        write_export(Path(path), csv_pieces(table), workspace.home)
        count = len(table.rows)
    else:
        tables = plain_tables(told)
        write_export(Path(path), [workbook(tables, told.timeline.period, progress)], workspace.home)
        count = sum(len(table.rows) for table in tables)
    text = ngettext(
        "{count} row was written to {path}, which only you may read.",
        "{count} rows were written to {path}, which only you may read.",
        count,
    )
    return visible(text.format(count=number(count, 0), path=path), _LONGEST)
