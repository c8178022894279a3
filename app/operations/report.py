"""The report of a period: composed of what is kept, set as PDF, and written to a file (docs/report.md)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from app.model.chosen_period import KINDS, ChosenPeriod, monday_of, period_with
from app.operations.report_material import NOTHING, report_material
from app.operations.stored_week import last_complete_monday
from app.progress import SILENT
from app.report.chart_svg import chart_svg
from app.report.compose import compose
from app.report.sections import SECTIONS
from app.report.typst_pdf import report_pdf

if TYPE_CHECKING:
    from pathlib import Path

    from app.operations.stored_week import Choices
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.report.document import ReportDocument
    from app.report.sections import Names, Paper, SectionId

WEEKS: Final = 13
"""Complete weeks that a report is of where nothing else is asked for."""


class ReportWanted(NamedTuple):
    """What a person wants in a report.

    Attributes:
        first: the first day, an ordinal; None: as many weeks before the last one as ``weeks`` says.
        last: the last day, included; None: that of the last complete week that the data cover.
        sections: by their ids; page one is always there.
        names: whether titles and names stand in it.

    """

    first: int | None = None
    last: int | None = None
    weeks: int = WEEKS
    sections: tuple[SectionId, ...] = SECTIONS
    names: Names = "replaced"


def report_of(
    workspace: Workspace, wanted: ReportWanted, choices: Choices = NOTHING, progress: Progress = SILENT
) -> ReportDocument:
    """Return a report of what is kept, in the language in force; without any choice the stored figures answer.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    material = report_material(workspace, lambda covered, today: _period(wanted, covered, today), choices, progress)
    progress.check()
    return compose(material, wanted.sections, wanted.names)


def pdf_of(document: ReportDocument, paper: Paper) -> bytes:
    """Return a report as PDF.

    Raises:
        UserError: when it cannot be set.

    """
    return report_pdf(document, paper)


def write_report(document: ReportDocument, path: Path, paper: Paper, home: Path) -> None:
    """Write a report as PDF: whole or not at all, and for its owner's eyes only.

    Raises:
        UserError: when it cannot be set or written; what was there is as it was.

    """
    from app.operations.export_file import write_export

    write_export(path, [report_pdf(document, paper)], home)


def write_charts(document: ReportDocument, folder: Path, home: Path) -> tuple[str, ...]:
    """Write each chart of a report as an SVG file of its own into a folder, and return their names.

    Raises:
        UserError: when one of them cannot be written; those before it are there.

    """
    from app.operations.export_file import write_export

    names = []
    for chart in document.charts():
        name = f"{re.sub(r'[^a-z0-9-]', '-', chart.id)}.svg"
        write_export(folder / name, [chart_svg(chart.picture).encode()], home)
        names.append(name)
    return tuple(names)


# ---- the period ----


def _period(wanted: ReportWanted, covered: tuple[tuple[int, int], ...], today: int) -> ChosenPeriod:
    last = wanted.last
    if last is None:
        last = max(last_complete_monday(covered, today) + 6, wanted.first or 0)
    first = wanted.first if wanted.first is not None else monday_of(last) - 7 * (wanted.weeks - 1)
    return named_period(min(first, last), last)


def named_period(first: int, last: int) -> ChosenPeriod:
    """Return some days as a week, four weeks, a quarter or a year where they are just that, else as own ones."""
    for kind in KINDS:
        found = period_with(kind, last)
        if kind != "own" and (found.first, found.last) == (first, last):
            return found
    return ChosenPeriod("own", first, last)
