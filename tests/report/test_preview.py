"""The pages of a report as pictures, and what stands on each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.model.chosen_period import ChosenPeriod
from app.model.report_page import ReportWish
from app.operations.stored_report import preview_of
from app.report.preview import page_headlines, preview_pages
from tests.report import pdf_text
from tests.report.reports import TODAY, demo_workspace, last_week, report_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.operations.workspace import Workspace
    from app.report.document import ReportDocument

PNG = b"\x89PNG\r\n"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with demo_workspace(tmp_path_factory.mktemp("preview") / "home") as opened:
        yield opened


@pytest.fixture(scope="module")
def document(workspace: Workspace) -> ReportDocument:
    whole = report_on(workspace, last_week())
    return replace(whole, sections=whole.sections[:3])


def test_each_page_has_the_headings_that_begin_on_it(document: ReportDocument) -> None:
    pages = preview_pages(document, "a4", 40)
    assert all(page.png.startswith(PNG) for page in pages)
    assert pages[0].headline == "".join(run.text for run in document.first.sentence)
    said = [part for page in pages[1:] for part in page.headline.split("; ") if not part.endswith(", continued")]
    assert said == [section.title for section in document.sections]


def test_a_page_without_a_heading_says_which_section_goes_on(document: ReportDocument) -> None:
    first, one, two, three = page_headlines(document, [1, 2, 2, 4], 4)
    titles = [section.title for section in document.sections]
    assert first.startswith("Last week") or first
    assert (one, two, three) == (f"{titles[0]}; {titles[1]}", f"{titles[1]}, continued", titles[2])


def test_what_asks_for_the_headings_changes_no_page(document: ReportDocument) -> None:
    from app.report.typst_pdf import report_pdf, report_pictures

    pages = preview_pages(document, "letter", 40)
    assert tuple(page.png for page in pages) == report_pictures(document, "letter", 40)
    with pdf_text.opened(report_pdf(document, "letter")) as pdf:
        assert len(pdf.pages) == len(pages)


def test_a_report_that_is_still_the_same_keeps_its_pages(workspace: Workspace) -> None:
    monday = TODAY - (TODAY - 1) % 7 - 7
    wish = ReportWish(ChosenPeriod("week", monday, monday + 6), ("summary", "limits"), "replaced", "a4", "en")
    first = preview_of(workspace, wish, 40, None)
    again = preview_of(workspace, wish, 40, first)
    assert again.pages is first.pages
    sharper = preview_of(workspace, wish, 60, first)
    assert sharper.document == first.document
    assert len(sharper.pages[0].png) > len(first.pages[0].png)
    other = preview_of(workspace, wish._replace(paper="letter"), 40, first)
    assert other.pages != first.pages
