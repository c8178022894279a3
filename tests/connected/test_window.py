"""Connecting a calendar in the window, over the stand-ins: from the empty start to a picture, and read again."""

from __future__ import annotations

import json
import os
import threading
from contextlib import closing
from typing import TYPE_CHECKING, Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest

from app.model.settings import Settings
from app.operations.workspace import Workspace
from app.store.remote_rows import handles
from app.store.secrets import Secrets
from app.ui import background, theme
from app.ui.add_source_dialog import AddSourceDialog
from app.ui.connect_forms import AddressForm, PasswordForm, SignInForm
from app.ui.main_window import MainWindow
from app.ui.renew_dialog import RenewDialog
from app.ui.settings_dialog import SettingsDialog
from app.ui.sign_in_page import GoogleFields, MicrosoftFields
from tests.connected.accounts import HOME
from tests.connected.conftest import server_of
from tests.connected.test_command_line import browse
from tests.connected.test_contract import many, put, single, weekly
from tests.servers.google import CLIENT, GoogleServer
from tests.servers.microsoft import MicrosoftServer
from tests.servers.microsoft_identity import CLIENT as CLIENT_ID
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtCore import QUrl
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.ui.connect_guides import WayId
    from tests.connected.accounts import Account
    from tests.servers.served import Server

WAYS: Final[dict[str, tuple[str, WayId]]] = {
    "address": ("other", "address"),
    "google": ("google", "google"),
    "microsoft": ("outlook_web", "microsoft"),
    "radicale": ("nextcloud", "caldav"),
}


@pytest.fixture(params=WAYS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(kind: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with closing(server_of(kind)) as started:
        put(started, weekly(), single())
        if isinstance(started, GoogleServer):
            monkeypatch.setenv("CLEARWEEK_GOOGLE", started.base)
        if isinstance(started, MicrosoftServer):
            monkeypatch.setenv("CLEARWEEK_MICROSOFT", started.base)
        yield started


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    """An empty window whose browser agrees to everything."""

    def agree(url: QUrl) -> bool:
        threading.Thread(target=browse, args=(url.toString(),), daemon=True).start()
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", agree)
    theme.apply(qapp, "light")
    workspace = Workspace(tmp_path / "home", HOME)
    shown = MainWindow(workspace, tmp_path / "home", fixed_language=True, fixed_scheme=True)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.begin()
    yield shown
    assert background.stop_all()
    workspace.close()


def fill_in(dialog: AddSourceDialog, server: Server, folder: Path) -> None:
    """Give what the way asks for, as the stand-in wants it."""
    form = dialog.way_page.form
    place, secret = server.connection()
    if isinstance(form, AddressForm):
        QTest.keyClicks(form.field.line, secret)
    elif isinstance(form, PasswordForm):
        for name, text in (("server", place["url"]), ("user", place["user"]), ("password", secret)):
            QTest.keyClicks(form.fields.line(name).line, text)
    elif isinstance(form, SignInForm) and isinstance(form.panel.form, GoogleFields):
        (folder / "client.json").write_text(json.dumps({"installed": CLIENT}), encoding="utf-8")
        form.panel.form.file.take(str(folder / "client.json"))
    else:
        assert isinstance(form, SignInForm)
        assert isinstance(form.panel.form, MicrosoftFields)
        QTest.keyClicks(form.panel.form.fields.line("client").line, CLIENT_ID)


def test_from_the_empty_start_to_the_first_picture_and_read_again(
    qtbot: QtBot, window: MainWindow, kind: str, server: Server, tmp_path: Path
) -> None:
    assert window.is_first_start()
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(window.findChildren(AddSourceDialog)), timeout=PATIENCE)
    (dialog,) = window.findChildren(AddSourceDialog)
    place, way = WAYS[kind]
    QTest.mouseClick(dialog.place_page.buttons[place], Qt.MouseButton.LeftButton)
    dialog.way_page.choose(way)
    fill_in(dialog, server, tmp_path)
    QTest.mouseClick(dialog.next_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.page() is dialog.calendars_page, timeout=PATIENCE)
    QTest.mouseClick(dialog.next_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not window.is_first_start() and not window.incoming.is_busy(), timeout=PATIENCE)
    (source,) = window.workspace.sources()
    assert (source.events, source.state, source.needs) == (2, "", "")
    assert [notice.kind for notice in window.notices.notices()].count("problem") == 0

    put(server, single("two@x", "Second", 8))
    with qtbot.waitActive(window):
        window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: window.workspace.sources()[0].events == 3, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.incoming.is_busy(), timeout=PATIENCE)

    log = window.workspace.connections.traffic_log()
    assert "Nothing of your calendar was in them" in log.sentence
    asked = len(server.requests)
    window.workspace.change_settings(Settings(offline=True), background._Link(0))
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: any(each.kind == "problem" for each in window.notices.notices()), timeout=PATIENCE)
    assert len(server.requests) == asked


def settings_of(qtbot: QtBot, window: MainWindow) -> SettingsDialog:
    """The sources in the settings, opened by the notice that leads there."""
    problem = next(notice for notice in window.notices.notices() if notice.kind == "problem")
    QTest.mouseClick(problem.action, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.findChildren(SettingsDialog)), timeout=PATIENCE)
    (dialog,) = window.findChildren(SettingsDialog)
    return dialog


def said(window: MainWindow) -> str:
    return " ".join(notice.label.text() for notice in window.notices.notices() if notice.kind == "problem")


@pytest.fixture
def account(account_on: Callable[[str], Account]) -> Account:
    """An account whose password was kept until the program ended, and that holds 30 events."""
    made = account_on("radicale")
    put(made.server, *many(30))
    made.add()
    return made


@pytest.fixture
def window_of(qtbot: QtBot, qapp: QApplication, account: Account) -> Iterator[Callable[[], MainWindow]]:
    theme.apply(qapp, "light")

    def open_it() -> MainWindow:
        shown = MainWindow(account.workspace, account.home, fixed_language=True, fixed_scheme=True)
        qtbot.addWidget(shown)
        with qtbot.waitActive(shown):
            shown.show()
            shown.activateWindow()
        shown.begin()
        return shown

    yield open_it
    assert background.stop_all()


def test_a_password_that_is_not_kept_is_asked_for_after_the_start(
    qtbot: QtBot, account: Account, window_of: Callable[[], MainWindow]
) -> None:
    with account.workspace.store.reading() as connection:
        (handle,) = handles(connection)
    Secrets(account.home).forget(handle)
    window = window_of()
    qtbot.waitUntil(lambda: "is not kept on this computer" in said(window), timeout=PATIENCE)
    dialog = settings_of(qtbot, window)
    QTest.mouseClick(dialog.sources.cards[0].renew, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(RenewDialog)), timeout=PATIENCE)
    (asked,) = dialog.findChildren(RenewDialog)
    assert asked.field is not None
    QTest.keyClicks(asked.field.line, account.server.connection()[1])
    QTest.mouseClick(asked.main_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: account.source().needs == account.source().state == "", timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.incoming.is_busy(), timeout=PATIENCE)
    dialog.reject()


def test_what_is_gone_at_the_server_goes_once_the_person_says_so(
    qtbot: QtBot, account: Account, window_of: Callable[[], MainWindow]
) -> None:
    for number in range(25):
        account.server.delete(f"e{number}@x")
    window = window_of()
    qtbot.waitUntil(lambda: "are gone at the server" in said(window), timeout=PATIENCE)
    assert account.source().events == 30
    dialog = settings_of(qtbot, window)
    card = dialog.sources.cards[0]
    assert card.held.words.text().startswith("25 events are gone at the server")
    QTest.mouseClick(card.held.take, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (account.source().events, account.source().held) == (5, 0), timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.incoming.is_busy(), timeout=PATIENCE)
    dialog.reject()
