"""What is fetched while the first picture is looked at, over a real store and a real calendar file."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.model.timezones import HomeZone, iana_zone
from app.operations.demo.year import demo_year
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background
from app.ui.ahead import Ahead
from app.ui.main_window import MainWindow
from tests.architecture.repository import ROOT
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

BERLIN = iana_zone("Europe/Berlin")
assert BERLIN is not None

PAGES_THAT_ARE_IMPORTED = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.operations.workspace import Workspace
from app.ui import theme
from app.ui.ahead import Ahead
from app.ui.main_window import MainWindow

def imported():
    return sorted(name.rpartition(".")[2] for name in sys.modules if name.startswith("app.ui.pages."))

app = theme.application()
theme.apply(app)
window = MainWindow(Workspace(Path(sys.argv[1])), Path(sys.argv[1]))
window.show()
window.begin()
ahead = Ahead(window)
print(*imported())
while not ahead.is_done():
    app.processEvents()
print(*imported())
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    path = tmp_path / "work.ics"
    path.write_bytes(demo_year(dt.datetime.now(dt.UTC).date(), 7))
    opened = Workspace(tmp_path / "home", HomeZone(((1, BERLIN),)) if BERLIN else None)
    opened.add([str(path)], SILENT)
    yield opened
    opened.close()


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace(tmp_path / "empty") as opened:
        yield opened


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    shown = MainWindow(workspace, workspace.home)
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    assert background.stop_all()


def test_what_the_pages_share_is_worked_out_before_one_of_them_is_visited(qtbot: QtBot, window: MainWindow) -> None:
    ahead = Ahead(window)
    qtbot.waitUntil(ahead.is_done, timeout=PATIENCE)
    history, patterns = window.workspace.kept_history, window.workspace.kept_patterns
    assert history is not None
    assert patterns is not None

    with qtbot.waitSignal(window.loader.loaded, timeout=PATIENCE):
        window.go_to("patterns")

    assert window.workspace.kept_history is history
    assert window.workspace.kept_patterns is patterns


def test_other_data_are_fetched_anew(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    ahead = Ahead(window)
    qtbot.waitUntil(ahead.is_done, timeout=PATIENCE)
    before = window.workspace.kept_patterns
    more = tmp_path / "more.ics"
    more.write_bytes(demo_year(dt.datetime.now(dt.UTC).date(), 8))
    window.workspace.add([str(more)], SILENT)

    with qtbot.waitSignal(window.loader.loaded, timeout=PATIENCE):
        window.reload()
    qtbot.waitUntil(lambda: ahead.is_done() and window.workspace.kept_patterns is not before, timeout=PATIENCE)


def test_nothing_is_fetched_where_nothing_was_read(qtbot: QtBot, empty: Workspace) -> None:
    shown = MainWindow(empty, empty.home)
    qtbot.addWidget(shown)
    ahead = Ahead(shown)

    ahead.fetch()

    assert not ahead.is_done()
    assert empty.kept_history is None


def test_the_other_pages_are_imported_once_the_window_is_at_rest_and_not_before(workspace: Workspace) -> None:
    words = [sys.executable, "-c", PAGES_THAT_ARE_IMPORTED, str(workspace.home)]
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(words, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    at_first, in_the_end = run.stdout.splitlines()

    assert at_first == "overview_page"
    assert in_the_end.split() == [
        "outcomes_page",
        "overview_page",
        "patterns_page",
        "people_page",
        "report_page",
        "series_page",
        "team_page",
        "week_page",
        "whatif_page",
    ]
