"""What is fetched while the first picture is looked at, over a real store and a real calendar file."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from app.model.timezones import HomeZone, iana_zone
from app.operations.demo.year import demo_year
from app.operations.kept_pages import KEPT
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background
from app.ui.ahead import MODULES, Ahead
from app.ui.main_window import MainWindow
from app.ui.view_state import PAGES
from tests.architecture.repository import ROOT
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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


WHAT_A_CLICK_IMPORTS = """
import sys
from pathlib import Path
from app.__main__ import spare
spare()
from app.ui import start
start.spare_work_of_qt()
from app.operations.workspace import Workspace
from app.ui import theme
from app.ui.main_window import MainWindow

app = theme.application()
theme.apply(app)
window = MainWindow(Workspace(Path(sys.argv[1])), Path(sys.argv[1]))
window.show()
came = []
window.loader.loaded.connect(lambda loaded: came.append(loaded.page) or print(*sorted(sys.modules)))
window.go_to(sys.argv[2])
while not came:
    app.processEvents()
"""
"""Prints what is imported when the first picture of a page comes, after a click at once after the window's own."""

WORKS_OUT = frozenset({"app.analysis.weeks", "app.operations.kept_history", "app.operations.stored_patterns"})


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


def run(code: str, *words: str) -> list[str]:
    """The lines that a program prints in a new interpreter."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", code, *words], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def fetched(qtbot: QtBot, window: MainWindow) -> Ahead:
    ahead = Ahead(window)
    qtbot.waitUntil(ahead.is_done, timeout=PATIENCE)
    return ahead


def test_a_click_before_anything_is_fetched_finds_the_pages_that_were_kept(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.keep_picture()
    fetched(qtbot, window)
    assert {name for name in KEPT if window.workspace.kept_page(name) is not None} == KEPT
    home = str(window.workspace.home)
    for page in KEPT:
        loaded = set(run(WHAT_A_CLICK_IMPORTS, home, page)[0].split())
        assert f"app.ui.pages.{page}_page" in loaded
        assert loaded & WORKS_OUT == set()


def test_nothing_is_kept_of_another_week(qtbot: QtBot, window: MainWindow) -> None:
    window.workspace.keep_picture()
    qtbot.waitUntil(window.has_picture, timeout=PATIENCE)
    with qtbot.waitSignal(window.loader.loaded, timeout=PATIENCE):
        window.go_earlier()
    fetched(qtbot, window)
    assert [name for name in KEPT if window.workspace.kept_page(name) is not None] == []


def test_the_report_page_says_what_may_be_chosen_without_what_composes_a_report(window: MainWindow) -> None:
    window.workspace.keep_picture()
    loaded = set(run(WHAT_A_CLICK_IMPORTS, str(window.workspace.home), "report")[0].split())
    assert "app.ui.pages.report_page" in loaded
    assert loaded & {"app.report.compose", "app.report.document", "app.operations.stored_patterns"} == set()


def test_everything_is_imported_before_data_are_looked_at_and_a_click_waits_for_one_piece_only(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    begin = background.start

    def noted(work: Callable[..., object], *others: Any, **named: Any) -> background.Job:
        begun.append(getattr(getattr(work, "func", work), "__name__", ""))
        return begin(work, *others, **named)

    monkeypatch.setattr("app.ui.ahead.background.start", noted)
    ahead = Ahead(window)
    qtbot.waitUntil(lambda: "_history" in begun, timeout=PATIENCE)
    ahead_only = [name for name in begun if name in {"_import_module", "_history", "_patterns", "_fetch", "_keep"}]
    assert set(ahead_only[: ahead_only.index("_history")]) == {"_import_module"}
    assert all(module in sys.modules for module in MODULES)
    window.go_to("series")
    before = len(begun)
    qtbot.waitUntil(lambda: not window.loader.is_busy(), timeout=PATIENCE)
    assert [name for name in begun[before:] if name in {"_patterns", "_fetch"}] == []
    qtbot.waitUntil(ahead.is_done, timeout=PATIENCE)
    assert begun.count("_fetch") == len(PAGES)
    assert begun.index("_patterns") < begun.index("_fetch")
