"""A picture in two steps: what is there at once, and what takes longer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from app.model.chosen_period import earlier
from app.operations.demo.year import demo_year
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background
from app.ui.page_loader import Loaded, PageLoader
from app.ui.pages.overview_page import OverviewPage
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
