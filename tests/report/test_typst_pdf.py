"""The PDF, read back: tagged, with all its figures, without a trace of who made it, and the same each time."""

from __future__ import annotations

import getpass
import io
import itertools
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from app import language
from app.environment import resource_path
from app.operations.report import ReportWanted, pdf_of
from app.report.document import DataTable, FindingPart, Run
from app.report.report_data import report_data
from app.report.sections import SECTIONS
from app.report.typst_pdf import report_pictures
from tests.ics_builder import vcalendar, vevent
from tests.report.pdf_text import every_byte, opened, squeezed, tags, text
from tests.report.reports import demo_workspace, last_week, opened_with, report_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.operations.workspace import Workspace
    from app.report.document import ReportDocument
    from app.report.sections import Names, Paper

ROOT = Path(__file__).parents[2]
PICTURES = Path(__file__).parent / "pictures"
DOTS = 48.0
SOFT = ImageFilter.GaussianBlur(1.5)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with demo_workspace(tmp_path_factory.mktemp("demo") / "home") as workspace:
        yield workspace


@pytest.fixture(scope="module")
def document(demo: Workspace) -> ReportDocument:
    language.choose("en")
    return report_on(demo, ReportWanted())


@pytest.fixture(scope="module")
def pdf(document: ReportDocument) -> bytes:
    return pdf_of(document, "a4")


# ---- tags ----


def test_it_is_tagged_as_pdf_ua_with_language_and_title(pdf: bytes, document: ReportDocument) -> None:
    with opened(pdf) as read:
        assert read.Root.MarkInfo.Marked
        assert str(read.Root.Lang) == "en-GB"
        assert read.Root.ViewerPreferences.DisplayDocTitle
        assert str(read.docinfo["/Title"]) == document.title
        xmp = read.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert document.title.encode() in xmp


def test_every_section_is_a_heading_of_the_first_level_and_none_is_skipped(pdf: bytes) -> None:
    levels = [int(tag.role[1:]) for tag in tags(pdf) if re.fullmatch(r"H\d", tag.role)]
    assert levels[0] == 1
    assert levels.count(1) == 1 + len(SECTIONS) - 1  # the sentence of page one, and every other section
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_each_chart_is_a_figure_that_says_what_it_shows(pdf: bytes, document: ReportDocument) -> None:
    figures = [tag for tag in tags(pdf) if tag.role == "Figure"]
    assert [tag.alt for tag in figures] == [chart.alt for chart in document.charts()]
    assert all(tag.alt for tag in figures)
    assert len(figures) >= 12


def test_each_table_has_heads_that_belong_to_their_columns(pdf: bytes, document: ReportDocument) -> None:
    found = tags(pdf)
    wanted = [part for section in document.sections for part in section.parts if isinstance(part, DataTable)]
    findings = [part for section in document.sections for part in section.parts if isinstance(part, FindingPart)]
    tables = [*wanted, *(part.table for part in findings if part.table is not None)]
    assert sum(tag.role == "Table" for tag in found) == len(tables)
    assert sum(tag.role == "THead" for tag in found) == len(tables)
    heads = [tag for tag in found if tag.role == "TH"]
    assert len(heads) == sum(len(table.headers) for table in tables)
    assert {tag.scope for tag in heads} == {"Column"}


# ---- what stands in it ----


def test_page_one_says_every_headline_figure_as_the_overview_has_it(demo: Workspace) -> None:
    made = report_on(demo, last_week())
    drawn = text(pdf_of(made, "a4"))
    assert "".join(run.text for run in made.first.sentence).startswith("Last week had ")
    assert squeezed("".join(run.text for run in made.first.sentence)) in drawn
    for figure in made.first.figures:
        assert squeezed(f"{figure.name}{figure.value}{figure.unit}") in drawn
        assert squeezed(figure.usual) in drawn
    for brief in made.first.findings:
        assert squeezed("".join(run.text for run in brief.sentence)) in drawn
    assert squeezed("every figure is a lower bound") in drawn


def test_every_text_of_the_document_stands_in_the_pdf(pdf: bytes, document: ReportDocument) -> None:
    drawn = text(pdf)
    for section in document.sections:
        assert squeezed(section.title) in drawn
        for part in section.parts:
            if isinstance(part, DataTable):
                missing = [cell for row in part.rows for cell in row if squeezed(cell) not in drawn]
                assert missing == []


def test_letters_are_embedded_and_no_other_typeface_is_needed(pdf: bytes) -> None:
    with opened(pdf) as read:
        described = [each for each in read.objects if isinstance(each, pikepdf.Dictionary) and "/FontName" in each]
    assert described
    assert all("/FontFile2" in each or "/FontFile3" in each for each in described)
    assert {re.sub(r"^/[A-Z]{6}\+", "", str(each.FontName)).partition("-")[0] for each in described} == {"Inter"}


@pytest.mark.parametrize(("paper", "width"), [("a4", 595.28), ("letter", 612.0)])
def test_pages_are_of_the_paper_that_was_asked_for(document: ReportDocument, paper: Paper, width: float) -> None:
    with opened(pdf_of(document, paper)) as read:
        assert float(read.pages[0].mediabox[2]) == pytest.approx(width, abs=0.1)


def test_the_foot_counts_the_pages(pdf: bytes) -> None:
    with opened(pdf) as read:
        pages = len(read.pages)
    assert pages > 5
    assert f"1of{pages}" in text(pdf)
    assert f"{pages}of{pages}" in text(pdf)


@pytest.mark.parametrize("paper", ["a4", "letter"])
@pytest.mark.parametrize("more", ["", " und noch etliche Woerter mehr"])
def test_page_one_is_one_page_also_where_a_language_needs_more_words(
    document: ReportDocument, paper: Paper, more: str
) -> None:
    first = document.first
    briefs = tuple(
        replace(each, sentence=(*each.sentence, Run(more)), to_try=each.to_try + more, name=each.name + more)
        for each in first.findings
    )
    longer = replace(first, note=first.note + more, findings=briefs, sentence=(*first.sentence, Run(more)))
    made = pdf_of(replace(document, first=longer, sections=()), paper)
    with opened(made) as read:
        assert len(read.pages) == 1


def test_the_preview_has_a_picture_for_each_page(pdf: bytes, document: ReportDocument) -> None:
    with opened(pdf) as read:
        pages = len(read.pages)
    pictures = report_pictures(document, "a4", 40)
    assert len(pictures) == pages
    assert all(each.startswith(b"\x89PNG") for each in pictures)


def test_german_is_set_as_german(demo: Workspace) -> None:
    language.choose("de")
    made = report_on(demo, ReportWanted(sections=("summary", "limits")))
    read = opened(pdf_of(made, "a4"))
    assert str(read.Root.Lang) in ({"de"} if language.current() == "de" else {"en-GB"})
    language.choose("en")


# ---- what does not ----


def test_nothing_of_the_maker_the_machine_or_the_day_is_in_it(pdf: bytes, demo: Workspace) -> None:
    everything = every_byte(pdf)
    with opened(pdf) as read:
        assert set(read.docinfo.keys()) <= {"/Title", "/Creator"}
    for private in (getpass.getuser(), socket.gethostname(), str(demo.home), str(Path.home()), "Europe/Berlin"):
        # Two letters stand in any packed stream by chance; that it is the same for every user is tested below.
        if len(private) > 5:
            assert private.encode() not in everything
    assert b"/root/" not in everything
    assert b"Europe/" not in everything
    for dated in (
        b"CreationDate",
        b"ModDate",
        b"CreateDate",
        b"ModifyDate",
        b"MetadataDate",
        b"/Author",
        b"dc:creator",
    ):
        assert dated not in everything


@pytest.mark.parametrize("names", ["replaced", "anonymous"])
def test_titles_names_and_addresses_of_the_calendar_are_not_in_it(demo: Workspace, names: Names) -> None:
    made = report_on(demo, ReportWanted(names=names))
    pdf = pdf_of(made, "a4")
    everything, drawn = every_byte(pdf), text(pdf)
    as_json = json.dumps(report_data(made), ensure_ascii=False)
    strings = set(strings_of(demo))
    assert len(strings) > 300
    # A title like "Focus time" is a word of the program too: it stands in any report, also of an empty calendar.
    with opened_with(demo.home.parent / f"empty-{names}", vcalendar(vevent("DTSTART:20260401T090000Z"))) as empty:
        bare = report_on(empty, ReportWanted(names=names))
    ours = squeezed(json.dumps(report_data(bare), ensure_ascii=False))
    for each in sorted(strings):
        if len(squeezed(each)) < 4 or squeezed(each) in ours:
            continue
        assert each.encode() not in everything, each
        assert squeezed(each) not in drawn, each
        assert each not in as_json, each


def strings_of(workspace: Workspace) -> Iterator[str]:
    """Every title, UID, address, name and domain of the calendars that are kept, as files write them."""
    for source in workspace.sources():
        lines = Path(source.place).read_text("utf-8").replace("\r\n ", "").splitlines()
        for line in lines:
            name, __, value = line.partition(":")
            if name.partition(";")[0] in {"SUMMARY", "UID", "LOCATION", "X-WR-CALNAME", "DESCRIPTION"}:
                yield from (piece.replace("\\,", ",") for piece in value.split("\\n"))
            if name.partition(";")[0] in {"ATTENDEE", "ORGANIZER"}:
                address = value.removeprefix("mailto:")
                yield address
                yield address.partition("@")[2]
                yield from re.findall(r"CN=\"?([^;:\"]+)", name)


def test_an_anonymous_one_names_no_day_and_no_hour(demo: Workspace) -> None:
    words = json.dumps(report_data(report_on(demo, ReportWanted(names="anonymous"))), ensure_ascii=False)
    assert re.findall(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:\b|day)", words) == []
    assert re.findall(r"\b\d{1,2}:\d\d\b|\d{4}-\d\d-\d\d", words) == []
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    assert re.findall(rf"\b\d{{1,2}}\s(?:{months}|[A-Z][a-z]{{2,3}}\s\d{{4}})\b", words) == []
    assert "Weeks 3–15, 2026" in words


def test_with_names_they_are_in_it(demo: Workspace) -> None:
    drawn = text(pdf_of(report_on(demo, ReportWanted(names="shown")), "a4"))
    assert squeezed("With titles of meetings and names") in drawn
    assert squeezed("Aylin Demir") in drawn
    assert "SeriesA" not in drawn


MAKE = """
import sys
from pathlib import Path
from app.operations.report import ReportWanted, pdf_of, report_of
from app.operations.workspace import Workspace
from tests.report.reports import TODAY, berlin, report_on
with Workspace(Path(sys.argv[1]), berlin()) as workspace:
    Path(sys.argv[2]).write_bytes(pdf_of(report_on(workspace, ReportWanted(), TODAY + int(sys.argv[3])), "a4"))
"""


def test_the_same_data_give_the_same_bytes_whoever_makes_it_wherever_and_on_whatever_day(
    pdf: bytes, demo: Workspace, tmp_path: Path
) -> None:
    for number, zone in enumerate(("Pacific/Auckland", "America/New_York")):
        target = tmp_path / f"{number}.pdf"
        surroundings = os.environ | {
            "TZ": zone,
            "HOME": str(tmp_path / f"home-{number}"),
            "TMPDIR": str(tmp_path),
            "LOGNAME": f"somebody-{number}",
            "USER": f"somebody-{number}",
            "PYTHONHASHSEED": str(number),
        }
        words = [sys.executable, "-c", MAKE, str(demo.home), str(target), str(number)]
        run = subprocess.run(words, cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
        assert target.read_bytes() == pdf


# ---- titles that others wrote ----

TITLES = (
    "週次ミーティング",
    "اجتماع أسبوعي",
    "📅🚀 standup",
    '#read("/etc/passwd")',
    "#panic(1)",
    "#import evil",
    "$x^2$ @ref <label> `code` *b* _i_ \\ = H",
    "// comment /* open",
    "[[]] {{}} ${}",
    "x" * 10_000,
    "&lt;svg&gt;<script>",
    "a\u0301\u0302\u0303\u0304\u0305",
    "\u202eevil\u202c",
)


def hostile() -> bytes:
    events = []
    for number, title in enumerate(TITLES):
        hour = 8 + number % 9
        escaped = title.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
        events.append(
            vevent(
                "DTSTAMP:20260415T000000Z",
                f"DTSTART:202601{5 + number % 5:02}T{hour:02}0000Z",
                f"DTEND:202601{5 + number % 5:02}T{hour:02}4500Z",
                "RRULE:FREQ=WEEKLY;COUNT=20",
                f"SUMMARY:{escaped}",
                "ORGANIZER:mailto:boss@corp.example",
                "ATTENDEE;PARTSTAT=ACCEPTED:mailto:me@example.org",
                f"ATTENDEE:mailto:日本.太郎{number}@corp.example",
                uid=f"{number}@example.org",
            )
        )
    return vcalendar(*events, head=("X-WR-CALNAME:me@example.org",))


def test_titles_in_any_script_and_any_markup_never_stop_it_and_stand_as_they_are(tmp_path: Path) -> None:
    with opened_with(tmp_path / "hostile", hostile()) as workspace:
        made = pdf_of(report_on(workspace, ReportWanted(names="shown")), "a4")
    drawn = text(made)
    for title in ('#read("/etc/passwd")', "#panic(1)", "#import evil", "[[]] {{}} ${}", "// comment /* open"):
        assert squeezed(title) in drawn
    assert squeezed("$x^2$ @ref <label> `code` *b* _i_ \\ = H") in drawn
    assert "&lt;svg&gt;<script>" in drawn
    assert "root:" not in drawn
    assert "x" * 100 not in drawn  # it is cut
    # The generated pages hold emoji or Japanese only where the computer has letters for them.
    assert "□standup" in drawn or "🚀standup" in drawn
    assert squeezed("stands for characters that no typeface of the computer has") in drawn or "週次" in drawn


def test_names_in_any_script_stand_in_the_charts_too(tmp_path: Path) -> None:
    people = ("محمد.علي", "日本.太郎", "mila.k", "Ἑλένη.π")
    events = [
        vevent(
            "DTSTAMP:20260415T000000Z",
            f"DTSTART:202601{5 + number:02}T090000Z",
            f"DTEND:202601{5 + number:02}T093000Z",
            "RRULE:FREQ=WEEKLY;COUNT=20",
            "SUMMARY:1:1",
            "ORGANIZER:mailto:me@example.org",
            f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{person}@corp.example",
            uid=f"{number}@example.org",
        )
        for number, person in enumerate(people)
    ]
    with opened_with(tmp_path / "scripts", vcalendar(*events, head=("X-WR-CALNAME:me@example.org",))) as workspace:
        made = pdf_of(report_on(workspace, ReportWanted(names="shown", sections=("people",))), "a4")
    drawn = text(made)
    assert drawn.count("MilaK.") == 2  # in the chart and in the table
    assert drawn.count("□□□□") == 2 or "日本" in drawn
    assert {tag.role for tag in tags(made)} >= {"Figure", "Table"}


def test_the_template_holds_no_words_reads_no_file_and_imports_nothing() -> None:
    template = resource_path("report", "report.typ").read_text("utf-8")
    code = re.sub(r"//.*", "", template)
    assert re.findall(r"@|\b(?:import|include|read|plugin|csv|yaml|toml|xml|eval)\b\s*[(\"]", code) == []
    texts = re.findall(r'"((?:[^"\\]|\\.)*)"', code)
    assert [each for each in texts if re.search(r"[a-z]{2,} [a-z]{2,}", each)] == []


def test_an_empty_period_says_why_there_is_nothing(demo: Workspace) -> None:
    made = report_on(demo, ReportWanted(TODAY_LONG_AGO, TODAY_LONG_AGO + 30))
    drawn = text(pdf_of(made, "a4"))
    assert squeezed("No week of this time is complete") in drawn
    assert squeezed("Not known.") in drawn
    assert "0.0h" not in drawn.partition("Whatthefiguresmean")[0]


TODAY_LONG_AGO = 735_000


# ---- pictures ----


@pytest.mark.parametrize("page", [1, 2, 4, 6])
def test_a_page_looks_as_it_did(document: ReportDocument, page: int) -> None:
    """The pictures are made anew by ``python -m tests.report.test_typst_pdf``, and looked at."""
    drawn = Image.open(io.BytesIO(report_pictures(document, "a4", DOTS)[page - 1])).convert("L")
    kept = Image.open(PICTURES / f"page-{page}.png").convert("L")
    assert drawn.size == kept.size
    # Typefaces of the system may take the place of one that is not packaged: a little may differ, a chart may not.
    apart = ImageChops.difference(drawn.filter(SOFT), kept.filter(SOFT))
    assert ImageStat.Stat(apart).mean[0] < 1.5
    assert sum(apart.histogram()[96:]) < 0.002 * drawn.width * drawn.height


def main() -> None:
    """Make the pictures anew."""
    with tempfile.TemporaryDirectory() as folder, demo_workspace(Path(folder) / "home") as workspace:
        pages = report_pictures(report_on(workspace, ReportWanted()), "a4", DOTS)
    for page in (1, 2, 4, 6):
        (PICTURES / f"page-{page}.png").write_bytes(pages[page - 1])


if __name__ == "__main__":
    main()
