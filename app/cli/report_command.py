"""The command ``clearweek report``: a PDF to hand over."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.cli.data_of import data_folder, nothing_kept, opened
from app.cli.options import choices_of, look_at_period
from app.cli.output import print_bytes, print_json
from app.cli.progress_bar import progress_on
from app.errors import UserError, WrongUsage, why_not
from app.language import _, ngettext
from app.model.foreign_text import visible

if TYPE_CHECKING:
    import argparse

    from app.report.document import ReportDocument
    from app.report.sections import Names, Paper

_STANDARD_OUTPUT: Final = "-"
_LONGEST: Final = 1_000


def print_report(words: argparse.Namespace) -> None:
    """Write the report, and say where it is."""
    from app.operations.report import ReportWanted, pdf_of, report_of
    from app.operations.stored_week import Choices
    from app.report.sections import SECTIONS

    look_at_period(words)
    if words.weeks is not None and words.first is not None:
        raise WrongUsage(_("--weeks and --from both say where the period begins"), next_step=_("give one of them"))
    wanted = ReportWanted(
        words.first,
        words.last,
        words.weeks if words.weeks is not None else ReportWanted().weeks,
        words.sections if words.sections is not None else SECTIONS,
        _names(words),
    )
    with opened(words) as workspace, progress_on(sys.stderr) as progress:
        if workspace.is_empty():
            raise nothing_kept()
        document = report_of(workspace, wanted, Choices(choices_of(words), words.today), progress)
    pdf = pdf_of(document, paper_of(words.paper))
    if words.output == _STANDARD_OUTPUT:
        print_bytes([pdf])
        return
    from app.operations.export_file import write_export

    path = Path(words.output)
    write_export(path, [pdf], data_folder(words))
    charts = _write_charts(document, words)
    if words.json:
        from app.report.report_data import report_data

        print_json({"schema": "clearweek.report/1", "report": report_data(document)})
        return
    print(visible(_("{title}: {path}, which only you may read.").format(title=document.title, path=path), _LONGEST))
    print(f"{document.privacy}.")
    if charts:
        text = ngettext("{count} chart is in {folder}.", "{count} charts are in {folder}.", charts)
        print(visible(text.format(count=charts, folder=words.charts), _LONGEST))


def _names(words: argparse.Namespace) -> Names:
    if words.names:
        return "shown"
    return "anonymous" if words.anonymous else "replaced"


def paper_of(chosen: Paper | None) -> Paper:
    """Return the size of paper that was asked for, else that of the person's language and country."""
    if chosen is not None:
        return chosen
    from app.operations.report_choices import usual_paper

    return usual_paper(os.environ.get(name, "") for name in ("LC_ALL", "LC_PAPER", "LANG"))


def _write_charts(document: ReportDocument, words: argparse.Namespace) -> int:
    if words.charts is None:
        return 0
    from app.operations.report import write_charts

    try:
        words.charts.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        what = _("{path} cannot be made").format(path=words.charts)
        raise UserError(what, why_not(error), _("choose another folder with --charts")) from None
    return len(write_charts(document, words.charts, data_folder(words)))
