from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalSocket

from app.ui.single_window import LOCK, SingleWindow, name_of
from tests.architecture.repository import ROOT
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


@pytest.fixture
def first(qapp: object, tmp_path: Path) -> Iterator[SingleWindow]:
    made = SingleWindow(tmp_path)
    assert made.is_first()
    made.listen()
    yield made
    made.end()


def in_another_process(home: Path) -> str:
    code = (
        "import sys; from pathlib import Path\n"
        "from PySide6.QtCore import QCoreApplication\n"
        "from app.ui.single_window import SingleWindow\n"
        "app = QCoreApplication([])\n"
        "single = SingleWindow(Path(sys.argv[1]))\n"
        "print(single.is_first(), end=' ')\n"
        "print(single.raise_other())\n"
    )
    words = [sys.executable, "-c", code, str(home)]
    process = subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return process.communicate()[0].strip()


def test_a_second_start_raises_the_first(qtbot: QtBot, first: SingleWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(first.raise_wanted):
        assert in_another_process(tmp_path) == "False True"


def test_another_folder_has_a_window_of_its_own(first: SingleWindow, tmp_path: Path) -> None:
    other = SingleWindow(tmp_path / "sub")
    (tmp_path / "sub").mkdir()
    assert other.is_first()
    other.end()
    assert name_of(tmp_path) != name_of(tmp_path / "sub")
    assert len(name_of(tmp_path)) < 60


def test_what_is_not_the_one_word_is_ignored(qtbot: QtBot, first: SingleWindow, tmp_path: Path) -> None:
    asked, heard = [], []
    first.raise_wanted.connect(lambda: asked.append(True))
    assert first._server is not None
    first._server.newConnection.connect(lambda: heard.append(True))  # told after the window has heard it
    for words in (b"close\n" * 100, b"raise", b""):
        socket = QLocalSocket()
        socket.connectToServer(name_of(tmp_path))
        assert socket.waitForConnected(PATIENCE)
        socket.write(words)
        socket.flush()
        socket.disconnectFromServer()
        if socket.state() != QLocalSocket.LocalSocketState.UnconnectedState:
            assert socket.waitForDisconnected(PATIENCE)
    qtbot.waitUntil(lambda: len(heard) == 3)
    assert asked == []


def test_the_lock_goes_with_the_window(first: SingleWindow, tmp_path: Path) -> None:
    assert (tmp_path / LOCK).exists()
    first.end()
    assert not (tmp_path / LOCK).exists()
    again = SingleWindow(tmp_path)
    assert again.is_first()
    again.listen()
    again.end()
