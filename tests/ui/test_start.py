from __future__ import annotations

import gc
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer, qWarning
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app import language
from app.errors import UserError
from app.ui import background, start, theme
from app.ui.main_window import MainWindow
from app.ui.single_window import SingleWindow
from app.ui.start import run_window
from tests.ui.fake_workspace import FakeWorkspace

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def workspaces(monkeypatch: pytest.MonkeyPatch) -> list[FakeWorkspace]:
    """The workspaces that were opened; the next ones are empty where `FakeWorkspace.empty` says so."""
    opened: list[FakeWorkspace] = []

    class Opened(FakeWorkspace):
        def __init__(self, home: Path) -> None:
            super().__init__(empty=home.name == "empty")
            home.mkdir(exist_ok=True)
            opened.append(self)

    module = ModuleType("app.operations.workspace")
    module.Workspace = Opened  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "app.operations.workspace", module)
    return opened


def test_without_a_display_it_says_so_instead_of_ending_the_process(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    with pytest.raises(UserError, match="there is no display here"):
        run_window(tmp_path)


@pytest.mark.parametrize("home", ["empty", "full"])
def test_the_first_picture_is_painted_and_saved(
    qapp: QApplication, workspaces: list[FakeWorkspace], tmp_path: Path, home: str
) -> None:
    picture = tmp_path / "first.png"
    status = run_window(tmp_path / home, until_first_paint=True, picture=picture, size=(1280, 820), scheme="dark")
    assert status == 0
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 820)
    assert image.pixelColor(1270, 600) == theme.color("surface")
    assert theme.scheme() == "dark"
    assert workspaces[0].closed
    assert workspaces[0].state == {}, "how the window was left stays as it was"
    assert gc.isenabled()


def test_a_picture_that_cannot_be_written_is_said(workspaces: list[FakeWorkspace], tmp_path: Path) -> None:
    nowhere = tmp_path / "no" / "such" / "folder.png"
    with pytest.raises(UserError, match=r"folder\.png could not be written"):
        run_window(tmp_path / "full", until_first_paint=True, picture=nowhere)
    assert workspaces[0].closed


def test_what_is_given_is_read_before_the_picture_is_taken(workspaces: list[FakeWorkspace], tmp_path: Path) -> None:
    assert run_window(tmp_path / "empty", ["/somewhere/work.ics"], until_first_paint=True) == 0
    assert workspaces[0].asked[0] == ("add", ("work.ics",))


def test_a_picture_that_never_comes_is_said(
    workspaces: list[FakeWorkspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start, "_PICTURE_WITHIN", 0.1)
    monkeypatch.setattr(FakeWorkspace, "first_picture", lambda _self, _page: None)
    monkeypatch.setattr(FakeWorkspace, "overview", None)
    with pytest.raises(UserError, match="did not come in time"):
        run_window(tmp_path / "full", until_first_paint=True)


def closing(then: list[MainWindow]) -> None:
    for window in QApplication.topLevelWidgets():
        if isinstance(window, MainWindow) and window.isVisible():
            then.append(window)
            window.close()
    if not then:
        QTimer.singleShot(20, lambda: closing(then))


def test_it_stays_until_the_window_is_closed_and_keeps_how_it_was_left(
    workspaces: list[FakeWorkspace], tmp_path: Path
) -> None:
    closed: list[MainWindow] = []
    QTimer.singleShot(100, lambda: closing(closed))
    assert run_window(tmp_path / "full", ["/somewhere/work.ics"], lang="en") == 0
    assert len(closed) == 1
    assert ("add", ("work.ics",)) in workspaces[0].asked
    assert workspaces[0].state["page"] == "overview"
    assert workspaces[0].closed
    free = SingleWindow(tmp_path / "full")
    assert free.is_first()
    free.end()


def test_where_a_window_is_open_already_it_is_raised(
    workspaces: list[FakeWorkspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "full"
    home.mkdir()
    first = SingleWindow(home)
    assert first.is_first()
    monkeypatch.setattr(SingleWindow, "raise_other", lambda _self: True)
    assert run_window(home) == 0
    monkeypatch.setattr(SingleWindow, "raise_other", lambda _self: False)
    with pytest.raises(UserError, match="does not answer"):
        run_window(home)
    first.end()
    assert [workspace.closed for workspace in workspaces] == [True, True]


def test_the_language_and_the_colours_are_those_that_were_left(
    workspaces: list[FakeWorkspace], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "available", lambda: ("en", "de"))
    monkeypatch.setattr(FakeWorkspace, "window_state", lambda _self: {"language": "de", "scheme": "dark"})
    monkeypatch.setattr(language, "_catalogue", lambda _language: Untranslated)
    assert run_window(tmp_path / "full", until_first_paint=True) == 0
    assert (language.current(), theme.scheme()) == ("de", "dark")
    assert run_window(tmp_path / "full", until_first_paint=True, lang="en", scheme="light") == 0
    assert (language.current(), theme.scheme()) == ("en", "light")


class Untranslated:
    @staticmethod
    def gettext(text: str) -> str:
        return text

    @staticmethod
    def ngettext(one: str, more: str, number: int) -> str:
        return one if number == 1 else more


def test_qt_speaks_only_where_faults_are_shown(
    workspaces: list[FakeWorkspace],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def show_first(_window: MainWindow) -> None:
        qWarning("something is odd")

    monkeypatch.setattr(start._Debugging, "is_on", False)
    monkeypatch.setattr(background._Running, "debug", False)
    monkeypatch.setattr(MainWindow, "_show_first", show_first)
    monkeypatch.setattr(MainWindow, "has_picture", lambda _window: True)
    run_window(tmp_path / "full", until_first_paint=True)
    assert capsys.readouterr().err == ""
    start.show_faults()
    run_window(tmp_path / "full", until_first_paint=True)
    assert "Qt: something is odd" in capsys.readouterr().err
