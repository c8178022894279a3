"""``clearweek report``: a PDF with what was asked for, where it was asked for, or one sentence that says why not."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.operations.demo.year import demo_year
from tests.report.pdf_text import opened, squeezed, tags, text

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Clearweek

DAY = dt.date(2026, 4, 15)
TODAY = ("--today", "2026-04-15", "--tz", "Europe/Berlin")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clearweek: Clearweek) -> Path:
    """The folder in which the command runs, with the generated year kept."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEARWEEK_HOME", str(tmp_path / "data"))
    (tmp_path / "demo.ics").write_bytes(demo_year(DAY, 7))
    assert clearweek("add", "demo.ics").status == 0
    return tmp_path


def test_it_writes_the_last_13_weeks_and_says_where_and_what_was_left_out(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("report", "-o", "report.pdf", *TODAY)
    assert (result.status, result.err) == (0, "")
    assert result.out.splitlines() == [
        "Clearweek report, 12 January – 12 April 2026: report.pdf, which only you may read.",
        "Without titles of meetings and without names.",
    ]
    assert (folder / "report.pdf").stat().st_mode & 0o777 == 0o600
    drawn = text((folder / "report.pdf").read_bytes())
    assert squeezed("Without titles of meetings and without names") in drawn
    assert "SeriesA" in drawn


def test_page_one_of_a_week_shows_the_hours_that_the_overview_shows(clearweek: Clearweek, folder: Path) -> None:
    days = ("--from", "2026-04-06", "--to", "2026-04-12")
    assert clearweek("report", "-o", "week.pdf", *days, *TODAY).status == 0
    week = clearweek("overview", "--week", "2026-W15", *TODAY, "--json").json["week"]
    drawn = text((folder / "week.pdf").read_bytes())
    assert squeezed(f"Meeting hours{week['meeting_minutes'] / 60:.1f}h") in drawn
    assert squeezed(f"Focus hours, blocks of 2 h up{week['focus_minutes'] / 60:.1f}h") in drawn


def test_sections_are_chosen_by_name(clearweek: Clearweek, folder: Path) -> None:
    assert clearweek("report", "-o", "r.pdf", "--sections", "focus, limits", "--weeks", "4", *TODAY).status == 0
    drawn = text((folder / "r.pdf").read_bytes())
    assert [tag.role for tag in tags((folder / "r.pdf").read_bytes())].count("H1") == 3
    assert squeezed("What a calendar cannot know") in drawn
    assert squeezed("Series and what they cost") not in drawn


def test_names_are_there_only_if_they_were_asked_for(clearweek: Clearweek, folder: Path) -> None:
    assert clearweek("report", "-o", "named.pdf", "--names", *TODAY).status == 0
    assert clearweek("report", "-o", "plain.pdf", *TODAY).status == 0
    assert squeezed("Aylin Demir") in text((folder / "named.pdf").read_bytes())
    assert "Aylin" not in text((folder / "plain.pdf").read_bytes())


def test_an_anonymous_one_has_its_json_without_days(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("report", "-o", "r.pdf", "--anonymous", "--json", *TODAY)
    assert result.json["schema"] == "clearweek.report/1"
    assert result.json["report"]["period"] == "Weeks 3–15, 2026"
    assert result.json["report"]["days"] == []
    assert str(folder) not in result.out
    assert "Aylin" not in result.out
    assert "firm" not in result.out


def test_charts_are_saved_beside_it(clearweek: Clearweek, folder: Path) -> None:
    result = clearweek("report", "-o", "r.pdf", "--charts", "charts", "--weeks", "4", *TODAY)
    saved = list((folder / "charts").iterdir())
    assert f"{len(saved)} charts are in charts." in result.out
    assert {each.suffix for each in saved} == {".svg"}


def test_paper_is_chosen_or_follows_the_country(
    clearweek: Clearweek, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("report", "-o", "r.pdf", "--sections", "summary", "--weeks", "2", *TODAY)
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    for more, width in (((), 612.0), (("--paper", "a4"), 595.28)):
        assert clearweek(*words, *more).status == 0
        with opened((folder / "r.pdf").read_bytes()) as read:
            assert float(read.pages[0].mediabox[2]) == pytest.approx(width, abs=0.1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--sections", "load,nonsense"), "“nonsense” is not a section; there are summary, load"),
        (("--sections", ","), "is not a section"),
        (("--weeks", "0"), "“0” is not a number of weeks"),
        (("--weeks", "4", "--from", "2026-01-05"), "--weeks and --from both say where the period begins"),
        (("--from", "2026-02-05", "--to", "2026-01-05"), "The last day lies before the first"),
        (("--names", "--anonymous"), "not allowed with argument"),
        (("--paper", "a5"), "a5"),
    ],
)
def test_words_that_make_no_sense_are_refused_in_a_sentence(
    clearweek: Clearweek, folder: Path, words: tuple[str, ...], says: str
) -> None:
    result = clearweek("report", "-o", "r.pdf", *words)
    assert result.status == 2
    assert says in result.err
    assert result.err.count("\n") == 1
    assert not (folder / "r.pdf").exists()


def test_it_needs_a_file_to_write(clearweek: Clearweek, folder: Path) -> None:
    assert clearweek("report").status == 2
    result = clearweek("report", "-o", "nowhere/r.pdf", "--weeks", "2", "--sections", "summary", *TODAY)
    assert result.status == 1
    assert "nowhere/r.pdf cannot be written" in result.err


def test_without_a_calendar_it_says_how_to_bring_one_in(clearweek: Clearweek, tmp_path: Path) -> None:
    result = clearweek("report", "-o", str(tmp_path / "r.pdf"))
    assert result.status == 1
    assert result.err == "clearweek: No calendar is kept yet; clearweek add FILE brings one in.\n"


def test_the_demo_writes_its_report_beside_its_calendar(clearweek: Clearweek, tmp_path: Path) -> None:
    place = tmp_path / "throw-away"
    result = clearweek("demo", "--no-window", "--home", str(place), "--today", "2026-04-15")
    assert result.status == 0
    assert result.out.splitlines()[-1] == f"The report on its last 13 weeks: {place / 'clearweek-demo-report.pdf'}"
    assert {each.name for each in place.iterdir()} == {"clearweek-demo.ics", "clearweek-demo-report.pdf"}
    sentence = clearweek("demo", "--no-window", "--home", str(place), "--today", "2026-04-15", "--json").json
    assert sentence["report"] == str(place / "clearweek-demo-report.pdf")
