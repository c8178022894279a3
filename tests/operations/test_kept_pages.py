"""Pages that are kept for the first click on them, over a real store and a real calendar file."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from app.model.journal import Promise
from app.operations.demo.year import demo_year
from app.operations.journal import record
from app.operations.kept_pages import KEPT, keep_pages, state_now
from app.operations.own_word import say_not_so
from app.operations.workspace import Workspace
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from app.model.chosen_period import ChosenPeriod

TODAY = dt.datetime.now(dt.UTC).date()
NOT_JSON_OF_A_PAGE = ["[]", '["PatternsPage"]', '["Path","/etc"]', '["PatternsPage",["nothing"],[""],[""],[""]]', "3"]


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "work.ics"
    path.write_bytes(demo_year(TODAY, 7))
    with Workspace(tmp_path / "home") as opened:
        opened.add([str(path)], SILENT)
        yield opened


def newest(workspace: Workspace) -> ChosenPeriod:
    period = workspace.newest_period("week")
    assert period is not None
    return period


def composed(workspace: Workspace) -> Mapping[str, object]:
    """All pages that can be kept, of the newest week."""
    period = newest(workspace)
    return {
        "patterns": workspace.patterns_page(period),
        "series": workspace.series(period),
        "people": workspace.people(period),
    }


def kept(workspace: Workspace) -> set[str]:
    return {page for page in KEPT if workspace.kept_page(page) is not None}


def keep(workspace: Workspace) -> None:
    workspace.keep_picture()
    keep_pages(state_now(workspace), composed(workspace))


def test_a_page_that_was_kept_is_the_very_one_that_would_be_composed(workspace: Workspace) -> None:
    keep(workspace)
    assert kept(workspace) == KEPT == composed(workspace).keys()
    for name, page in composed(workspace).items():
        found = workspace.kept_page(name)
        assert found is not None
        assert found.page == page
        assert type(found.page) is type(page)
        assert (found.period, found.footer) == (newest(workspace), workspace.footer())


def test_the_pages_of_the_first_picture_are_among_the_kept_ones(workspace: Workspace) -> None:
    assert workspace.kept_page("overview") is None
    keep(workspace)
    period = newest(workspace)
    for name, page in (("overview", workspace.overview(period)), ("week", workspace.week(period.first))):
        found = workspace.kept_page(name)
        assert found is not None
        assert found.page == page
    assert workspace.kept_page("report") is None


def test_each_change_of_the_data_or_of_what_the_person_said_takes_them_away(
    workspace: Workspace, tmp_path: Path
) -> None:
    keep(workspace)
    say_not_so(workspace, "crowd", "It is meant so")
    assert kept(workspace) == set()
    keep(workspace)
    assert kept(workspace) == KEPT
    (tmp_path / "more.ics").write_bytes(demo_year(TODAY, 8))
    workspace.add([str(tmp_path / "more.ics")], SILENT)
    assert kept(workspace) == set()


def test_nothing_is_kept_where_the_data_have_changed_since_it_was_composed(workspace: Workspace) -> None:
    workspace.keep_picture()
    before, pages = state_now(workspace), composed(workspace)
    say_not_so(workspace, "crowd", "It is meant so")
    workspace.keep_picture()
    keep_pages(before, pages)
    assert kept(workspace) == set()


def test_nothing_is_kept_where_no_first_picture_is(workspace: Workspace) -> None:
    keep_pages(state_now(workspace), composed(workspace))
    assert kept(workspace) == set()


def test_what_is_kept_already_is_not_written_again(workspace: Workspace) -> None:
    keep(workspace)
    before = workspace.data_version()
    keep_pages(state_now(workspace), composed(workspace))
    assert workspace.data_version() == before


def test_words_of_the_journal_do_not_come_into_the_file_of_the_calendars(workspace: Workspace) -> None:
    row = next(iter(workspace.people(newest(workspace)).rows))
    record(workspace, Promise(what="the plan in Sumerian", to=row.person), TODAY.toordinal())
    keep(workspace)
    page = workspace.people(newest(workspace))
    found = workspace.kept_page("people")
    assert found is not None
    assert any("Sumerian" in each.sheet for each in page.rows)
    assert found.page == page._replace(rows=tuple(each._replace(sheet="") for each in page.rows))
    with workspace.store.reading() as connection:
        pictures = "".join(text for (text,) in connection.execute("SELECT picture FROM pictures"))
    assert row.name in pictures
    assert "Sumerian" not in pictures


@pytest.mark.parametrize("text", NOT_JSON_OF_A_PAGE)
def test_what_another_version_kept_in_another_form_is_composed_anew(workspace: Workspace, text: str) -> None:
    keep(workspace)
    json.loads(text)
    workspace.store.write(
        lambda connection: connection.execute("UPDATE pictures SET picture = ? WHERE page = 'patterns'", (text,))
    )
    assert workspace.kept_page("patterns") is None
    assert workspace.kept_page("series") is not None
