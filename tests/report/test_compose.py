"""The document: its sections, how series and people are called in it, and figures as the pages have them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from app import language
from app.analysis.figure_words import plain
from app.analysis.overview import overview
from app.operations.journal import finish, record
from app.operations.report import ReportWanted, named_period
from app.operations.report_choices import section_names
from app.report.document import DataTable, FindingPart
from app.report.names import letters
from app.report.report_data import report_data
from app.report.sections import SECTIONS
from tests.report.reports import TODAY, demo_workspace, last_week, report_on

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.operations.workspace import Workspace
    from app.report.document import ReportDocument
    from app.report.sections import SectionId


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    with demo_workspace(tmp_path_factory.mktemp("demo") / "home") as workspace:
        yield workspace


@pytest.fixture(scope="module")
def document(demo: Workspace) -> ReportDocument:
    language.choose("en")
    return report_on(demo, ReportWanted())


def tables(document: ReportDocument, section: SectionId) -> list[DataTable]:
    (found,) = (each for each in document.sections if each.id == section)
    return [part for part in found.parts if isinstance(part, DataTable)]


def test_by_default_it_is_of_the_last_13_complete_weeks_and_has_every_section(document: ReportDocument) -> None:
    assert document.days == ("2026-01-12", "2026-04-12")
    assert [each.id for each in document.sections] == [each for each in SECTIONS if each != "summary"]
    assert [name for name, __ in section_names()] == list(SECTIONS)


def test_sections_that_were_not_chosen_are_left_out(demo: Workspace) -> None:
    made = report_on(demo, ReportWanted(sections=("summary", "focus", "limits")))
    assert [each.id for each in made.sections] == ["focus", "limits"]
    assert {each.where for each in made.first.findings} == {""}  # there is no page to point to


def test_page_one_is_the_overview_of_the_same_days(demo: Workspace) -> None:
    wanted = last_week()
    assert wanted.first is not None
    assert wanted.last is not None
    made = report_on(demo, wanted)
    page = overview(demo.history(wanted.last + 1), named_period(wanted.first, wanted.last))
    assert "".join(run.text for run in made.first.sentence) == plain(page.sentence)
    assert [(each.name, each.value, each.unit) for each in made.first.figures] == [
        (each.name, each.value, each.unit) for each in page.cards
    ]
    assert all(each.unit == "h" for each in made.first.figures if each.id in {"meetings", "focus"})
    assert 1 <= len(made.first.findings) <= 3


def test_a_series_and_a_person_are_called_the_same_throughout(demo: Workspace) -> None:
    named = report_on(demo, ReportWanted(names="shown"))
    replaced = report_on(demo, ReportWanted())
    own = [row[0] for row in tables(named, "series")[0].rows]
    letters_of = dict(zip(own, (row[0] for row in tables(replaced, "series")[0].rows), strict=True))
    assert list(letters_of.values())[:3] == ["Series A", "Series B", "Series C"]
    pairs = [
        (mine, other)
        for one, two in zip(named.sections, replaced.sections, strict=True)
        for part, same in zip(one.parts, two.parts, strict=False)
        if isinstance(part, FindingPart) and isinstance(same, FindingPart)
        if part.table is not None and same.table is not None
        for mine, other in zip(part.table.rows, same.table.rows, strict=True)
    ]
    assert len(pairs) > 5
    assert all(letters_of.get(mine[0], other[0]) == other[0] for mine, other in pairs)
    assert all(mine[1:] == other[1:] for mine, other in pairs)


def test_names_change_no_figure(demo: Workspace) -> None:
    named, replaced = (report_on(demo, ReportWanted(names=names)) for names in ("shown", "replaced"))
    assert named.first.figures == replaced.first.figures
    for section in ("load", "focus", "conditions"):
        assert tables(named, section) == tables(replaced, section)


def test_the_audit_of_ones_own_attention_is_in_no_report(document: ReportDocument) -> None:
    assert "face-time" not in json.dumps(report_data(document))
    assert "Attention" not in json.dumps(report_data(document))


def test_no_reference_to_an_event_is_in_its_json(document: ReportDocument) -> None:
    words = json.dumps(report_data(document))
    assert "opens" not in words
    assert "@" not in words


def test_every_chart_has_a_name_of_its_own_and_words_for_who_does_not_see_it(document: ReportDocument) -> None:
    names = [each.id for each in document.charts()]
    assert len(names) == len(set(names))
    assert {"weeks", "heat", "focus-week", "focus-weekdays", "rhythm", "inflation-why"} <= set(names)
    assert all(each.alt for each in document.charts())


def test_what_was_delivered_stands_in_ones_own_words_and_in_an_anonymous_one_as_a_number(tmp_path: Path) -> None:
    from app.model.journal import Promise

    with demo_workspace(tmp_path / "home") as demo:
        kept = record(demo, Promise(id=0, what="The billing move", promised=TODAY - 30, due=TODAY - 5), TODAY - 30)
        assert isinstance(kept, Promise)
        finish(demo, str(kept.id), TODAY - 9, TODAY - 9)
        sections: tuple[SectionId, ...] = ("outcomes", "delivered")
        made = report_on(demo, ReportWanted(sections=sections))
        own = json.dumps(report_data(made))
        anonymous = json.dumps(report_data(report_on(demo, ReportWanted(sections=sections, names="anonymous"))))
    (table,) = tables(made, "delivered")
    assert table.headers == ("Done on", "What", "What done means")
    assert table.rows == (("6 Apr 2026", "The billing move", ""),)
    assert "The billing move" in own
    assert "The billing move" not in anonymous
    assert "2nd quarter 2026: 1 promise done" in anonymous


@pytest.mark.parametrize(("number", "text"), [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (701, "ZZ"), (702, "AAA")])
def test_letters_go_on_after_z(number: int, text: str) -> None:
    assert letters(number) == text
