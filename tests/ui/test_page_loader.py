"""A picture in two steps: what is there at once, and what takes longer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.model.chosen_period import earlier
from app.operations.demo.year import demo_year
from app.operations.kept_pages import keep_pages, state_now
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background
from app.ui.page_book import page_class
from app.ui.page_loader import Loaded, PageLoader
from app.ui.pages.overview_page import OverviewPage
from app.ui.pages.patterns_page import PatternsPicture
from app.ui.view_state import ViewState
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtCore import QObject
    from pytestqt.qtbot import QtBot


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "work.ics").write_bytes(demo_year(dt.datetime.now(dt.UTC).date(), 7))
    opened = Workspace(tmp_path / "home")
    opened.add([str(tmp_path / "work.ics")], SILENT)
    yield opened
    opened.close()


def test_another_week_stands_at_once_and_its_findings_follow(qtbot: QtBot, qapp: QObject, workspace: Workspace) -> None:
    page = OverviewPage()
    qtbot.addWidget(page)
    newest = workspace.newest_period("week")
    assert newest is not None
    state = ViewState(page="overview", period=earlier(earlier(newest)))
    failed: list[object] = []
    loader = PageLoader(failed.append, qapp)
    came: list[Loaded] = []
    loader.loaded.connect(came.append)
    loader.loaded.connect(lambda loaded: page.show_picture(loaded.picture))
    loader.load(workspace, page, state)
    qtbot.waitUntil(lambda: bool(came) and not loader.is_busy(), timeout=PATIENCE)
    first, whole = came
    assert (first.picture.findings_follow, first.picture.overview.findings) == (True, ())
    assert (whole.picture.findings_follow, bool(whole.picture.overview.findings)) == (False, True)
    assert first.picture.overview.cards == whole.picture.overview.cards
    assert len(page.findings().widgets()) == len(whole.picture.overview.findings)
    came.clear()
    loader.load(workspace, page, state)
    qtbot.waitUntil(lambda: not loader.is_busy(), timeout=PATIENCE)
    assert [each.picture for each in came] == [whole.picture]
    assert failed == []
    assert background.stop_all()


def test_findings_of_another_week_are_not_seen_under_this_one(qtbot: QtBot, workspace: Workspace) -> None:
    page = OverviewPage()
    qtbot.addWidget(page)
    newest = workspace.newest_period("week")
    assert newest is not None
    page.show_picture(page.picture_of(workspace, ViewState(page="overview", period=newest)))
    page.show()
    cards = page.findings().widgets()
    assert all(card.isVisible() for card in cards)
    again = page.picture_of(workspace, ViewState(page="overview", period=newest))._replace(findings_follow=True)
    page.show_picture(again)
    assert all(card.isVisible() for card in cards)
    other = page.first_picture_of(workspace, ViewState(page="overview", period=earlier(newest)))
    assert other is not None
    page.show_picture(other)
    assert not any(card.isVisible() for card in page.findings().widgets())
    page.show_picture(page.picture_of(workspace, ViewState(page="overview", period=earlier(newest))))
    assert all(card.isVisible() for card in page.findings().widgets())


def kept_patterns(workspace: Workspace, title: str = "") -> PatternsPicture:
    """Keep the Patterns page, under another title where one is given, and return the picture of it."""
    newest = workspace.newest_period("week")
    assert newest is not None
    page = workspace.patterns_page(newest)
    page = page._replace(period_title=title) if title else page
    workspace.keep_picture()
    keep_pages(state_now(workspace), {"patterns": page})
    return PatternsPicture(page, "crowd")


def loaded_by(qtbot: QtBot, qapp: QObject, workspace: Workspace, state: ViewState, *, kept: bool) -> list[Loaded]:
    """What a loader gives, in order, until nothing more is to come."""
    failed: list[object] = []
    loader = PageLoader(failed.append, qapp)
    came: list[Loaded] = []
    loader.loaded.connect(came.append)
    loader.load(workspace, page_class("patterns"), state, kept=kept)
    qtbot.waitUntil(lambda: bool(came) and not loader.is_busy(), timeout=PATIENCE)
    assert failed == []
    assert background.stop_all()
    return came


OPEN = ViewState(page="patterns", pattern="crowd")


def test_a_kept_page_comes_before_anything_is_worked_out_and_not_once_more(
    qtbot: QtBot, qapp: QObject, workspace: Workspace
) -> None:
    picture = kept_patterns(workspace)
    (came,) = loaded_by(qtbot, qapp, workspace, OPEN, kept=True)
    assert came.picture == picture
    assert came.newest_week == came.period == workspace.newest_period("week")
    assert came.version == (workspace.data_version(),)
    (other,) = loaded_by(qtbot, qapp, workspace, OPEN, kept=False)
    assert other == came


def test_what_is_newer_than_the_kept_page_follows_it(qtbot: QtBot, qapp: QObject, workspace: Workspace) -> None:
    kept_patterns(workspace, "Of yesterday")
    first, whole = loaded_by(qtbot, qapp, workspace, OPEN, kept=True)
    assert first.title() == "Of yesterday"
    assert whole.picture == kept_patterns(workspace)


def test_a_kept_page_is_not_of_another_period_and_not_of_the_week_to_come(
    qtbot: QtBot, qapp: QObject, workspace: Workspace
) -> None:
    kept_patterns(workspace, "Of yesterday")
    newest = workspace.newest_period("week")
    assert newest is not None
    for state in (OPEN._replace(kind="quarter"), OPEN._replace(period=earlier(newest)), OPEN._replace(coming=True)):
        assert [each.title() == "Of yesterday" for each in loaded_by(qtbot, qapp, workspace, state, kept=True)] == [
            False
        ]
    first, _whole = loaded_by(qtbot, qapp, workspace, OPEN._replace(period=newest), kept=True)
    assert first.title() == "Of yesterday"


def test_another_page_that_is_wanted_meanwhile_ends_what_would_follow(
    qtbot: QtBot, qapp: QObject, workspace: Workspace
) -> None:
    kept_patterns(workspace, "Of yesterday")
    failed: list[object] = []
    loader = PageLoader(failed.append, qapp)
    came: list[Loaded] = []
    loader.loaded.connect(came.append)
    loader.load(workspace, page_class("patterns"), OPEN, kept=True)
    qtbot.waitUntil(lambda: len(came) == 1, timeout=PATIENCE)
    assert loader.is_busy()
    loader.load(workspace, page_class("overview"), ViewState())
    qtbot.waitUntil(lambda: not loader.is_busy(), timeout=PATIENCE)
    assert [each.page for each in came if each.page != "overview"] == ["patterns"]
    assert came[-1].page == "overview"
    came.clear()
    loader.load(workspace, page_class("patterns"), OPEN, kept=True)
    qtbot.waitUntil(lambda: bool(came), timeout=PATIENCE)
    loader.stop()
    assert not loader.is_busy()
    assert background.stop_all()
    assert (len(came), failed) == (1, [])
