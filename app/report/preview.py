"""The pages of a report as pictures, each with the headings on it: for who does not see them."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

from app.environment import resource_path
from app.language import _
from app.model.report_page import PreviewPage
from app.report import typst_pdf

if TYPE_CHECKING:
    from app.report.document import ReportDocument
    from app.report.sections import Paper

_PAGES_OF_HEADINGS: Final = """
#context [#metadata(query(heading.where(level: 1)).map(it => it.location().page())) <pages-of-headings>]
"""
"""Asks the typesetter on which page each heading stands; it is put after the template and sets nothing."""


def preview_pages(document: ReportDocument, paper: Paper, dots: float) -> tuple[PreviewPage, ...]:
    """Return the pages of a report as they will be printed.

    Raises:
        UserError: when the typesetter cannot set it.

    """
    pictures = typst_pdf.report_pictures(document, paper, dots)
    headlines = page_headlines(document, _pages_of_headings(document, paper), len(pictures))
    return tuple(map(PreviewPage, pictures, headlines))


def page_headlines(document: ReportDocument, pages: list[int], count: int) -> tuple[str, ...]:
    """Return what stands on each page: the headings that begin on it, or the one that goes on.

    Args:
        document: the report.
        pages: for the sentence of page one and for each section, the page on which it begins, counted from 1.
        count: how many pages there are.

    """
    first = "".join(run.text for run in document.first.sentence)
    titles = (first, *(section.title for section in document.sections))
    said, before = [], ""
    for page in range(1, count + 1):
        begins = [title for title, at in zip(titles, pages, strict=False) if at == page]
        if begins:
            said.append("; ".join(begins))
            before = begins[-1]
        else:
            said.append(_("{section}, continued").format(section=before))
    return tuple(said)


def _pages_of_headings(document: ReportDocument, paper: Paper) -> list[int]:
    # Imported here because only a report needs it: it is a large library.
    import typst

    data, faces = typst_pdf.prepared(document, paper)
    with tempfile.TemporaryDirectory(prefix="clearweek-report-") as folder:
        root = Path(folder)
        template = root / "report.typ"
        template.write_bytes(resource_path("report", "report.typ").read_bytes() + _PAGES_OF_HEADINGS.encode())
        typesetter = typst.Compiler(
            str(template),
            root=root,
            font_paths=[str(each) for each in faces.folders],
            ignore_system_fonts=True,
            sys_inputs={"report": data},
            package_path=root / "none",
            package_cache_path=root / "none",
        )
        try:
            found = typesetter.query("<pages-of-headings>", field="value", one=True)
        except RuntimeError:
            # Set with other typefaces then: the pages have their numbers alone.
            return []
    return [int(page) for page in json.loads(found)]
