"""The report out of the store and with other choices, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import UserError
from app.model.chosen_period import ChosenPeriod
from app.operations.report import ReportWanted, named_period, report_of, write_charts, write_report
from app.operations.report_choices import usual_paper
from app.operations.stored_week import Choices
from app.report.report_data import report_data
from tests.report.reports import TODAY, demo_workspace, last_week, opened_with

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.operations.workspace import Workspace
    from app.report.sections import SectionId

SHORT: tuple[SectionId, ...] = ("summary", "limits")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with demo_workspace(tmp_path_factory.mktemp("demo") / "home") as workspace:
        yield workspace


@pytest.mark.parametrize("wanted", [ReportWanted(TODAY - 100, TODAY - 10), last_week()])
def test_out_of_the_store_it_is_the_same_as_all_taken_apart_anew(demo: Workspace, wanted: ReportWanted) -> None:
    stored = report_data(report_of(demo, wanted))
    anew = report_data(report_of(demo, wanted, Choices({}, TODAY)))
    assert stored == anew


def test_of_days_that_are_over_it_is_the_same_on_every_later_day(demo: Workspace) -> None:
    wanted = ReportWanted(TODAY - 100, TODAY - 10)
    first, later = (report_data(report_of(demo, wanted, Choices({}, day))) for day in (TODAY, TODAY + 200))
    assert first == later


def test_it_may_begin_so_many_weeks_before_the_last_complete_one(demo: Workspace) -> None:
    made = report_of(demo, ReportWanted(weeks=4, sections=SHORT), Choices({}, TODAY))
    assert made.days == ("2026-03-16", "2026-04-12")


def test_who_is_named_nowhere_gets_a_report_that_says_so(tmp_path: Path) -> None:
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{day}\r\nDTSTAMP:20260415T000000Z\r\nDTSTART:202602{day:02}T090000Z\r\n"
        f"DTEND:202602{day:02}T100000Z\r\nSUMMARY:Busy\r\nEND:VEVENT\r\n"
        for day in range(1, 26)
    )
    data = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n".encode()
    with opened_with(tmp_path / "busy", data) as workspace:
        made = report_of(workspace, ReportWanted())
    assert {figure.value for figure in made.first.figures} == {"–"}
    assert "Nobody is named" in "".join(run.text for run in made.first.sentence)
    assert made.first.findings == ()


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [
        ((2026, 4, 6), (2026, 4, 12), "week"),
        ((2026, 3, 16), (2026, 4, 12), "four_weeks"),
        ((2026, 1, 1), (2026, 3, 31), "quarter"),
        ((2025, 1, 1), (2025, 12, 31), "year"),
        ((2026, 1, 12), (2026, 4, 12), "own"),
    ],
)
def test_a_period_is_named_as_people_name_it(
    first: tuple[int, int, int], last: tuple[int, int, int], kind: str
) -> None:
    import datetime as dt

    begin, end = dt.date(*first).toordinal(), dt.date(*last).toordinal()
    assert named_period(begin, end) == ChosenPeriod(kind, begin, end)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "paper"),
    [
        (("en_US.UTF-8",), "letter"),
        (("", "en_CA"), "letter"),
        (("en_GB.UTF-8", "en_US"), "a4"),
        (("C",), "a4"),
        ((), "a4"),
    ],
)
def test_paper_follows_the_country(words: tuple[str, ...], paper: str) -> None:
    assert usual_paper(words) == paper


def test_files_are_for_their_owner_alone_and_what_was_there_stays_where_one_cannot_be_written(
    demo: Workspace, tmp_path: Path
) -> None:
    made = report_of(demo, ReportWanted(weeks=4, sections=SHORT))
    path = tmp_path / "report.pdf"
    write_report(made, path, "a4", demo.home)
    assert path.read_bytes().startswith(b"%PDF-1.7")
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(UserError, match="cannot be written"):
        write_report(made, tmp_path / "no-such-folder" / "report.pdf", "a4", demo.home)
    with pytest.raises(UserError, match="keeps your data"):
        write_report(made, demo.home / "mine.db", "a4", demo.home)
    assert [each.name for each in tmp_path.iterdir()] == ["report.pdf"]


def test_charts_can_be_saved_by_themselves(demo: Workspace, tmp_path: Path) -> None:
    made = report_of(demo, ReportWanted(weeks=4), Choices({}, TODAY))
    names = write_charts(made, tmp_path, demo.home)
    assert sorted(names) == sorted(each.name for each in tmp_path.iterdir())
    assert "weeks.svg" in names
    assert all((tmp_path / name).read_text("utf-8").startswith("<svg ") for name in names)
