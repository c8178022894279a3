"""Connecting a calendar as a person does: each way to its end, what goes wrong on it, and that no secret shows."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QLineEdit

from app import language
from app.errors import SignInNeeded, SourceUnreachable, UserError
from app.model.remote import NewConnection, SignInAsked
from app.ui import background, theme
from app.ui.add_source_dialog import AddSourceDialog, Chosen
from app.ui.connect_forms import AddressForm, PasswordForm, SignInForm
from app.ui.connect_guides import FILE, WAYS
from app.ui.export_guides import GUIDES
from app.ui.plain_label import PlainLabel
from app.ui.sign_in_page import GoogleFields, MicrosoftFields, open_in_browser
from app.ui.switch import Switch
from tests.ui.fake_connections import ADDRESS, HOST, SECRET, FakeConnections, FakeSignIn
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.patience import PATIENCE
from tests.ui.test_add_source_dialog import click, drop, files
from tests.ui.whole_window import (
    CONTROLS,
    Pseudo,
    cut_texts,
    left_of_wrapped,
    outside,
    overlapping,
    stops_of,
    texts_of,
    wider_than_their_frame,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    Opened = Callable[..., AddSourceDialog]

OTHER: Final = SourceUnreachable(f"{HOST} did not answer in time", next_step="try again later")


@pytest.fixture
def connections() -> Iterator[FakeConnections]:
    made = FakeConnections()
    yield made
    made.gate.set()
    assert background.stop_all()


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses that were opened in a browser."""
    opened: list[str] = []

    def take(url: QUrl) -> bool:
        opened.append(url.toString())
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    return opened


@pytest.fixture
def opened(qtbot: QtBot, connections: FakeConnections) -> Opened:
    def open_it(place: str, way: str = "") -> AddSourceDialog:
        workspace: Any = FakeWorkspace()
        workspace.connections = connections
        dialog = AddSourceDialog(workspace)
        qtbot.addWidget(dialog)
        dialog.resize(720, 700)
        with qtbot.waitExposed(dialog):
            dialog.show()
        background_done(qtbot)
        click(dialog.place_page.buttons[place])
        choose(dialog, way)
        return dialog

    return open_it


def choose(dialog: AddSourceDialog, way: str) -> None:
    """Choose a way of the place by its switch, where it is another than the first."""
    guide, shown = dialog.place_page.guide, dialog.way_page.way
    assert guide is not None
    assert shown is not None
    if way and shown.id != way:
        at = [str(each.id) for each in WAYS[guide.id]].index(way)
        assert dialog.way_page.switch is not None
        click(dialog.way_page.switch.choices()[at])


def background_done(qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not background._Running.jobs, timeout=PATIENCE)


def words(dialog: AddSourceDialog) -> str:
    """All that stands on the page that is shown."""
    return "\n".join(label.text() for label in dialog.page().findChildren(PlainLabel) if label.isVisible())


def typed(line: QLineEdit, text: str) -> None:
    line.setText("")
    QTest.keyClicks(line, text)


def given_password(dialog: AddSourceDialog, password: str) -> PasswordForm:
    form = dialog.way_page.form
    assert isinstance(form, PasswordForm)
    typed(form.fields.line("user").line, "anna@example.com")
    typed(form.fields.line("password").line, password)
    return form


def finished(qtbot: QtBot, dialog: AddSourceDialog) -> Chosen:
    with qtbot.waitSignal(dialog.connection_chosen, timeout=PATIENCE) as told:
        click(dialog.next_button)
    assert dialog.result() == QDialog.DialogCode.Accepted
    chosen = told.args[0]
    assert isinstance(chosen, Chosen)
    return chosen


def at_calendars(qtbot: QtBot, dialog: AddSourceDialog) -> None:
    qtbot.waitUntil(lambda: dialog.page() is dialog.calendars_page, timeout=PATIENCE)


# ---- an address ----


def test_an_address_is_pasted_checked_and_read(qtbot: QtBot, opened: Opened, connections: FakeConnections) -> None:
    dialog = opened("google")
    assert dialog.line.accessibleName() == "Step 2 of 3: Connect"
    assert "Secret address in iCal format" in words(dialog)
    assert dialog.why.text() == "Paste the address to go on."
    form = dialog.way_page.form
    assert isinstance(form, AddressForm)
    typed(form.field.line, ADDRESS)
    assert f"It is on {HOST}." in words(dialog)
    assert "The address is kept with the keyring of this system, and nowhere else." in words(dialog)
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    assert dialog.line.accessibleName() == "Step 3 of 3: Calendars"
    assert f"They are read from {HOST}." in words(dialog)
    assert "can change nothing there" in words(dialog)
    chosen = finished(qtbot, dialog)
    assert chosen == Chosen(NewConnection("address", "", {"host": HOST}, ADDRESS), ("own",))
    assert connections.asked == [chosen.new]


def test_what_is_no_address_is_said_at_the_field(opened: Opened, connections: FakeConnections) -> None:
    dialog = opened("other")
    form = dialog.way_page.form
    assert isinstance(form, AddressForm)
    typed(form.field.line, "calendar")
    assert not form.host.isVisible()
    click(dialog.next_button)
    assert form.field.complaint.text().startswith("This is no address of a calendar")
    assert connections.asked == []
    QTest.keyClicks(form.field.line, "s")
    assert not form.field.complaint.isVisible()


@pytest.mark.parametrize("in_file", [False, True])
def test_without_a_keyring_an_address_may_lie_in_a_file(
    qtbot: QtBot, opened: Opened, connections: FakeConnections, in_file: bool
) -> None:
    connections.keyring = False
    dialog = opened("proton")
    form = dialog.way_page.form
    assert isinstance(form, AddressForm)
    typed(form.field.line, ADDRESS)
    assert "The address is kept until Clearweek closes: this system has no keyring." in words(dialog)
    if in_file:
        click(form.in_file)
        assert "The address is kept in a file of Clearweek that only you can read." in words(dialog)
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    assert ("in a file of Clearweek" in words(dialog)) == in_file
    assert finished(qtbot, dialog).new.keep == ("file" if in_file else "keyring")


def test_with_a_keyring_no_file_is_offered(opened: Opened) -> None:
    dialog = opened("google")
    form = dialog.way_page.form
    assert isinstance(form, AddressForm)
    assert not form.in_file.isVisible()


# ---- a password ----


@pytest.mark.parametrize(
    ("place", "server"),
    [("apple_mac", "https://caldav.icloud.com"), ("fastmail", "https://caldav.fastmail.com")],
)
def test_a_known_server_is_filled_in(
    qtbot: QtBot, opened: Opened, place: str, server: str, connections: FakeConnections
) -> None:
    dialog = opened(place)
    assert dialog.why.text() == "Fill in all fields to go on."
    given_password(dialog, SECRET)
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    place_of = {"url": server, "user": "anna@example.com"}
    assert connections.asked == [NewConnection("caldav", "", place_of, SECRET)]


@pytest.mark.parametrize("typed_server", ["https://cloud.example.org", "cloud.example.org"])
def test_another_server_is_typed(qtbot: QtBot, opened: Opened, connections: FakeConnections, typed_server: str) -> None:
    dialog = opened("nextcloud")
    form = given_password(dialog, SECRET)
    assert not dialog.next_button.isEnabled()
    typed(form.fields.line("server").line, typed_server)
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    assert connections.asked[0].place["url"] == "https://cloud.example.org"


def test_a_name_in_the_address_is_refused_before_it_is_sent(opened: Opened, connections: FakeConnections) -> None:
    dialog = opened("nextcloud")
    form = given_password(dialog, SECRET)
    typed(form.fields.line("server").line, "https://anna:word@cloud.example.org")
    click(dialog.next_button)
    assert form.fields.line("server").complaint.isVisible()
    assert connections.asked == []


def test_a_wrong_password_then_the_right_one(qtbot: QtBot, opened: Opened, connections: FakeConnections) -> None:
    dialog = opened("fastmail")
    form = given_password(dialog, "wrong")
    click(dialog.next_button)
    qtbot.waitUntil(form.problem.isVisible, timeout=PATIENCE)
    assert form.problem.text() == f"{HOST} does not take the password; type it again, or make a new one there."
    assert dialog.page() is dialog.way_page
    assert form.fields.line("user").line.text() == "anna@example.com"
    assert dialog.focusWidget() is form.fields.line("password").line
    QTest.keyClicks(form.fields.line("password").line, SECRET)
    assert not form.problem.isVisible()
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    assert [each.secret for each in connections.asked] == ["wrong", SECRET]


def test_the_answer_of_a_server_need_not_be_waited_for(
    qtbot: QtBot, opened: Opened, connections: FakeConnections
) -> None:
    connections.gate.clear()
    dialog = opened("fastmail")
    given_password(dialog, SECRET)
    click(dialog.next_button)
    qtbot.waitUntil(dialog.way_page.asking.isVisible, timeout=PATIENCE)
    assert dialog.way_page.asking.words.text() == "Asking caldav.fastmail.com for its calendars…"
    assert dialog.why.text() == "Waiting for the answer."
    click(dialog.way_page.asking.stop_button)
    assert not dialog.way_page.asking.isVisible()
    assert dialog.next_button.isEnabled()
    connections.gate.set()
    background_done(qtbot)
    assert dialog.page() is dialog.way_page
    click(dialog.next_button)
    at_calendars(qtbot, dialog)


def test_what_is_typed_shows_while_the_eye_is_on(opened: Opened) -> None:
    dialog = opened("fastmail")
    field = given_password(dialog, SECRET).fields.line("password")
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    eye: Any = field
    click(eye.show_button)
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    click(eye.show_button)
    assert field.line.echoMode() == QLineEdit.EchoMode.Password


# ---- signing in ----


def google(dialog: AddSourceDialog, tmp_path: Path, text: str = '{"installed": {}}') -> GoogleFields:
    form = dialog.way_page.form
    assert isinstance(form, SignInForm)
    assert isinstance(form.panel.form, GoogleFields)
    path = tmp_path / "client_secret_1234567890-abcdefghijklmnop.apps.googleusercontent.com.json"
    path.write_text(text, encoding="utf-8")
    return form.panel.form


def begun(qtbot: QtBot, connections: FakeConnections, count: int = 1) -> FakeSignIn:
    qtbot.waitUntil(lambda: len(connections.sign_ins) == count, timeout=PATIENCE)
    return connections.sign_ins[-1][1]


def waiting(qtbot: QtBot, dialog: AddSourceDialog) -> SignInForm:
    form = dialog.way_page.form
    assert isinstance(form, SignInForm)
    qtbot.waitUntil(form.panel.wait.open_button.isVisible, timeout=PATIENCE)
    return form


def test_signing_in_at_google(
    qtbot: QtBot,
    opened: Opened,
    connections: FakeConnections,
    browser: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    dialog = opened("google", "google")
    assert "Google Auth Platform" in words(dialog)
    assert dialog.why.text() == "Choose the file of your client to go on."
    fields = google(dialog, tmp_path)
    path = next(tmp_path.glob("*.json"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    click(fields.file.choose_button)
    assert fields.file.name.text() == "client_secret_12…content.com.json"
    assert dialog.next_button.text() == "Sign in"
    click(dialog.next_button)
    sign_in = begun(qtbot, connections)
    form = waiting(qtbot, dialog)
    assert connections.sign_ins[0][0] == SignInAsked("google", '{"installed": {}}')
    assert browser == ["https://accounts.example.com/auth?state=1"]
    assert "Agree in the browser that has opened." in words(dialog)
    assert "Google Auth Platform" not in words(dialog)
    assert not form.panel.wait.code.isVisible()
    assert dialog.why.text() == "Waiting for the browser."
    sign_in.agree()
    at_calendars(qtbot, dialog)
    assert sign_in.closed >= 1
    assert "They are read from Google, as anna@firm.example." in words(dialog)
    boxes = dialog.calendars_page.boxes
    assert [box.isChecked() for box in boxes] == [True, False, False]
    click(boxes[1])
    chosen = finished(qtbot, dialog)
    assert chosen == Chosen(NewConnection("google", "", {"account": "anna@firm.example"}, SECRET), ("own", "team"))


def test_the_file_of_a_client_is_dropped_where_it_is_asked_for(opened: Opened, tmp_path: Path) -> None:
    dialog = opened("google", "google")
    fields = google(dialog, tmp_path)
    path = next(tmp_path.glob("*.json"))
    drop(dialog, files(path))
    assert fields.file.path == str(path)
    assert dialog.page() is dialog.way_page
    fields.file.path = ""
    drop(fields.file, files(path))
    assert fields.file.path == str(path)
    drop(dialog, files(tmp_path / "work.ics"))
    assert dialog.page() is dialog.file_page


def test_an_account_that_nobody_named_is_called_by_its_own_calendar(
    qtbot: QtBot, opened: Opened, connections: FakeConnections, browser: list[str], tmp_path: Path
) -> None:
    dialog = opened("google", "google")
    google(dialog, tmp_path).file.take(str(next(tmp_path.glob("*.json"))))
    click(dialog.next_button)
    sign_in = begun(qtbot, connections)
    sign_in.account = ""
    sign_in.agree()
    at_calendars(qtbot, dialog)
    assert finished(qtbot, dialog).new.place["account"] == "anna@firm.example"
    assert len(browser) == 1


def test_signing_in_at_microsoft_with_a_code(
    qtbot: QtBot, opened: Opened, connections: FakeConnections, browser: list[str]
) -> None:
    dialog = opened("outlook_web", "microsoft")
    form = dialog.way_page.form
    assert isinstance(form, SignInForm)
    fields = form.panel.form
    assert isinstance(fields, MicrosoftFields)
    assert dialog.why.text() == "Fill in the id of your app to go on."
    typed(fields.fields.line("client").line, "app-1")
    typed(fields.fields.line("tenant").line, "firm.example")
    click(fields.by_code)
    click(dialog.next_button)
    sign_in = begun(qtbot, connections)
    waiting(qtbot, dialog)
    assert connections.sign_ins[0][0] == SignInAsked("microsoft", "app-1", "firm.example", by_code=True)
    wait = form.panel.wait
    assert wait.code.isVisible()
    assert wait.code.text() == "WDJB-MJHT"
    assert wait.code.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    assert wait.address.text() == "https://login.example.com/device"
    assert browser == []
    click(wait.open_button)
    assert browser == ["https://login.example.com/device"]
    click(wait.copy_button)
    assert QGuiApplication.clipboard().text() == "https://login.example.com/device"
    sign_in.agree()
    at_calendars(qtbot, dialog)
    place = {"client": "app-1", "tenant": "firm.example", "account": "anna@firm.example"}
    assert finished(qtbot, dialog).new == NewConnection("microsoft", "", place, SECRET)


def test_signing_in_can_be_stopped_and_begun_anew(
    qtbot: QtBot, opened: Opened, connections: FakeConnections, browser: list[str]
) -> None:
    dialog = opened("outlook_classic", "microsoft")
    form = dialog.way_page.form
    assert isinstance(form, SignInForm)
    assert isinstance(form.panel.form, MicrosoftFields)
    typed(form.panel.form.fields.line("client").line, "app-1")
    click(dialog.next_button)
    first = begun(qtbot, connections)
    waiting(qtbot, dialog)
    click(form.panel.wait.stop_button)
    assert first.closed
    assert not form.panel.wait.isVisible()
    assert form.panel.form.isVisible()
    assert form.panel.form.fields.line("client").line.text() == "app-1"
    click(dialog.next_button)
    second = begun(qtbot, connections, 2)
    waiting(qtbot, dialog)
    assert len(browser) == 2
    second.agree()
    at_calendars(qtbot, dialog)


def test_a_sign_in_that_was_refused_is_said_and_can_be_tried_again(
    qtbot: QtBot, opened: Opened, connections: FakeConnections, browser: list[str], tmp_path: Path
) -> None:
    dialog = opened("google", "google")
    google(dialog, tmp_path).file.take(str(next(tmp_path.glob("*.json"))))
    click(dialog.next_button)
    begun(qtbot, connections).refuse(UserError("Google gave no leave", "you did not agree", "try again"))
    form = dialog.way_page.form
    assert isinstance(form, SignInForm)
    qtbot.waitUntil(form.panel.problem.isVisible, timeout=PATIENCE)
    assert form.panel.problem.text() == "Google gave no leave: you did not agree; try again."
    click(dialog.next_button)
    begun(qtbot, connections, 2).agree()
    at_calendars(qtbot, dialog)
    assert len(browser) == 2


def test_a_sign_in_need_not_be_made_again_when_the_server_was_out_of_reach(
    qtbot: QtBot, opened: Opened, connections: FakeConnections, browser: list[str], tmp_path: Path
) -> None:
    connections.error = OTHER
    dialog = opened("google", "google")
    google(dialog, tmp_path).file.take(str(next(tmp_path.glob("*.json"))))
    click(dialog.next_button)
    begun(qtbot, connections).agree()
    form = dialog.way_page.form
    assert isinstance(form, SignInForm)
    qtbot.waitUntil(form.problem.isVisible, timeout=PATIENCE)
    assert dialog.next_button.text() == "Next"
    connections.error = None
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    assert len(connections.sign_ins) == len(browser) == 1
    connections.error = SignInNeeded("Google does not take the sign-in", next_step="sign in again")
    click(dialog.back_button)
    click(dialog.next_button)
    qtbot.waitUntil(form.problem.isVisible, timeout=PATIENCE)
    assert dialog.next_button.text() == "Sign in"


@pytest.mark.parametrize(
    ("content", "why"), [(b"\xff\xfe", "it is no text"), (b" " * 70_000, "it is too long for one"), (None, "not there")]
)
def test_a_file_that_is_no_client_is_said(
    qtbot: QtBot, opened: Opened, tmp_path: Path, content: bytes | None, why: str, connections: FakeConnections
) -> None:
    dialog = opened("google", "google")
    form = dialog.way_page.form
    assert isinstance(form, SignInForm)
    assert isinstance(form.panel.form, GoogleFields)
    path = tmp_path / "client.json"
    if content is not None:
        path.write_bytes(content)
    form.panel.form.file.take(str(path))
    click(dialog.next_button)
    qtbot.waitUntil(form.panel.problem.isVisible, timeout=PATIENCE)
    assert why in form.panel.problem.text()
    assert connections.sign_ins == []


def test_without_a_browser_the_address_is_copied(
    qtbot: QtBot,
    opened: Opened,
    connections: FakeConnections,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    dialog = opened("google", "google")
    google(dialog, tmp_path).file.take(str(next(tmp_path.glob("*.json"))))
    click(dialog.next_button)
    form = waiting(qtbot, dialog)
    assert "No browser could be opened" in form.panel.wait.words.text()
    click(form.panel.wait.copy_button)
    assert QGuiApplication.clipboard().text() == connections.sign_in_address


@pytest.mark.parametrize(
    ("address", "opens"),
    [
        ("https://accounts.google.com/o/oauth2/auth?a=1", True),
        ("http://127.0.0.1:8765/auth", True),
        ("http://localhost:8765/auth", True),
        ("http://accounts.google.com/auth", False),
        ("http://127.0.0.1.evil.example/auth", False),
        ("https://anna:word@evil.example/", False),
        ("file:///etc/passwd", False),
        ("javascript:alert(1)", False),
        ("ms-settings:", False),
        ("", False),
    ],
)
def test_only_https_and_this_computer_go_to_the_browser(browser: list[str], address: str, opens: bool) -> None:
    assert open_in_browser(address) == opens
    assert browser == ([QUrl(address).toString()] if opens else [])


# ---- which calendars ----


def test_one_calendar_at_least_is_ticked(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened("fastmail")
    given_password(dialog, SECRET)
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    click(dialog.calendars_page.boxes[0])
    assert not dialog.next_button.isEnabled()
    assert dialog.why.text() == "Tick one at least to go on."
    click(dialog.calendars_page.boxes[2])
    assert finished(qtbot, dialog).calendars == ("feed",)


def test_where_none_is_owned_the_first_is_ticked(qtbot: QtBot, opened: Opened, connections: FakeConnections) -> None:
    connections.found = tuple(each._replace(owned=False) for each in connections.found)
    dialog = opened("fastmail")
    given_password(dialog, SECRET)
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    assert dialog.calendars_page.chosen() == ("own",)


def test_names_of_others_are_plain(qtbot: QtBot, opened: Opened) -> None:
    dialog = opened("fastmail")
    given_password(dialog, SECRET)
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    box = dialog.calendars_page.boxes[1]
    assert box.accessibleName() == "<img src=x> Choir<U+202E>"
    assert box.accessibleDescription() == "Shared with you by <b>team</b>@firm.example"
    assert {label.textFormat() for label in dialog.findChildren(QLabel)} == {Qt.TextFormat.PlainText}
    assert not any(CONTROLS.search(said.text) for said in texts_of(dialog))


# ---- secrets ----


def shown_texts(dialog: QDialog) -> list[str]:
    """All that a person sees, hears or has shown, but for what stands in a field of dots, with the window's title."""
    hidden = {QLineEdit.EchoMode.Password}
    return [dialog.windowTitle()] + [
        said.text
        for said in texts_of(dialog)
        if not (isinstance(said.widget, QLineEdit) and said.how == "text" and said.widget.echoMode() in hidden)
    ]


@pytest.mark.parametrize("way", ["address", "password", "sign-in"])
def test_no_secret_shows_and_none_stays(
    qtbot: QtBot,
    opened: Opened,
    connections: FakeConnections,
    browser: list[str],
    tmp_path: Path,
    way: str,
) -> None:
    QGuiApplication.clipboard().clear()
    dialog = opened({"address": "other", "password": "fastmail", "sign-in": "google"}[way])
    if way == "address":
        form = dialog.way_page.form
        assert isinstance(form, AddressForm)
        typed(form.field.line, ADDRESS)
    elif way == "password":
        given_password(dialog, SECRET)
    else:
        choose(dialog, "google")
        google(dialog, tmp_path, f'{{"client_secret": "{SECRET}"}}').file.take(str(next(tmp_path.glob("*.json"))))
    assert not any(SECRET in text for text in shown_texts(dialog))
    click(dialog.next_button)
    if way == "sign-in":
        begun(qtbot, connections).agree()
    at_calendars(qtbot, dialog)
    assert not any(SECRET in text for text in shown_texts(dialog))
    chosen = finished(qtbot, dialog)
    assert SECRET in chosen.new.secret
    assert SECRET not in QGuiApplication.clipboard().text()
    assert not any(SECRET in line.text() for line in dialog.findChildren(QLineEdit))
    assert SECRET not in repr(vars(dialog)) + repr(vars(dialog.way_page)) + repr(vars(dialog.way_page.form))
    assert len(browser) == (way == "sign-in")


def test_cancel_leaves_no_secret_and_waits_for_nothing(
    qtbot: QtBot, opened: Opened, connections: FakeConnections
) -> None:
    connections.gate.clear()
    dialog = opened("fastmail")
    form = given_password(dialog, SECRET)
    click(dialog.next_button)
    click(dialog.leave_button)
    assert form.fields.line("password").line.text() == ""
    background_done(qtbot)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_another_way_or_place_leaves_no_secret(opened: Opened) -> None:
    dialog = opened("fastmail")
    form = given_password(dialog, SECRET)
    choose(dialog, "file")
    assert form.fields.line("password").line.text() == ""
    choose(dialog, "caldav")
    form = given_password(dialog, SECRET)
    click(dialog.back_button)
    click(dialog.place_page.buttons["nextcloud"])
    assert form.fields.line("password").line.text() == ""


# ---- going about ----


def test_a_file_is_a_way_of_every_place(opened: Opened, tmp_path: Path) -> None:
    assert set(WAYS) == {each.id for each in GUIDES}
    assert all(FILE in ways for ways in WAYS.values())
    dialog = opened("google", "file")
    assert dialog.line.accessibleName() == "Step 2 of 3: Save it"
    assert "Import & export" in words(dialog)
    click(dialog.next_button)
    assert dialog.page() is dialog.file_page
    click(dialog.back_button)
    choose(dialog, "address")
    assert dialog.line.accessibleName() == "Step 2 of 3: Connect"
    drop(dialog, files(tmp_path / "work.ics"))
    assert dialog.page() is dialog.file_page


def test_a_drop_among_the_calendars_goes_to_the_file(qtbot: QtBot, opened: Opened, tmp_path: Path) -> None:
    dialog = opened("fastmail")
    given_password(dialog, SECRET)
    click(dialog.next_button)
    at_calendars(qtbot, dialog)
    drop(dialog, files(tmp_path / "work.ics"))
    assert dialog.page() is dialog.file_page


def test_keys_alone_connect(qtbot: QtBot, opened: Opened, connections: FakeConnections) -> None:
    dialog = opened("fastmail")
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    switch = dialog.way_page.switch
    assert switch is not None
    here = dialog.focusWidget()
    assert here is switch.choices()[0]
    order = []
    while dialog.focusWidget() is not dialog.leave_button:
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
        order.append(dialog.focusWidget())
    form = dialog.way_page.form
    assert isinstance(form, PasswordForm)
    server, user = form.fields.line("server").line, form.fields.line("user").line
    password: Any = form.fields.line("password")
    assert order[:4] == [server, user, password.line, password.show_button]
    QTest.keyClicks(user, "anna")
    QTest.keyClicks(password.line, SECRET)
    QTest.keyClick(password.line, Qt.Key.Key_Return)
    at_calendars(qtbot, dialog)
    assert dialog.focusWidget() is dialog.calendars_page.boxes[0]
    QTest.keyClick(dialog.calendars_page.boxes[0], Qt.Key.Key_Space)
    QTest.keyClick(dialog.calendars_page.boxes[2], Qt.Key.Key_Space)
    with qtbot.waitSignal(dialog.connection_chosen, timeout=PATIENCE) as told:
        QTest.keyClick(dialog.calendars_page.boxes[2], Qt.Key.Key_Return)
    assert told.args[0].calendars == ("feed",)
    assert len(connections.asked) == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("each", [(place, way.id) for place, ways in WAYS.items() for way in ways], ids="-".join)
def test_every_way_fits_and_each_stop_has_a_name(
    qtbot: QtBot, opened: Opened, qapp: Any, scale: float, each: tuple[str, str]
) -> None:
    theme.apply(qapp, "light", scale)
    dialog = opened(*each)
    dialog.resize(round(720 * scale), round(560 * scale))
    # A page takes some turns until it has its height, and then the width that the scroll bar leaves it.
    qtbot.waitUntil(lambda: cut_texts(dialog) + wider_than_their_frame(dialog) == [], timeout=PATIENCE)
    assert outside(dialog) == []
    assert overlapping(dialog) == []
    assert all(stop.accessibleName() or getattr(stop, "text", str)() for stop in stops_of(dialog))


def test_where_the_ways_have_no_room_beside_each_other_they_stand_below(qtbot: QtBot) -> None:
    switch = Switch("How it is read", ("By its address", "As a file", "By signing in"))
    qtbot.addWidget(switch)
    switch.show()

    def stands_in(rows: int) -> bool:
        switch.adjustSize()
        return len({choice.geometry().top() for choice in switch.choices()}) == rows

    for width, rows in ((2_000, 1), (switch.choices()[0].sizeHint().width(), 3), (2_000, 1)):
        switch.fit(width)
        qtbot.waitUntil(partial(stands_in, rows), timeout=PATIENCE)


# ---- the texts ----


@pytest.mark.parametrize("part", ["place", "address", "password", "code", "calendars"])
def test_every_step_fits_in_longer_languages(
    qtbot: QtBot,
    opened: Opened,
    connections: FakeConnections,
    browser: list[str],
    monkeypatch: pytest.MonkeyPatch,
    part: str,
) -> None:
    monkeypatch.setattr(language, "available", lambda: ("en", "de"))
    monkeypatch.setattr(language, "_catalogue", lambda _language: Pseudo())
    language.choose("de")
    places = {"address": "google", "code": "outlook_web", "place": "google"}
    dialog = opened(places.get(part, "fastmail"), "microsoft" if part == "code" else "")
    if part == "place":
        click(dialog.back_button)
    elif part == "calendars":
        given_password(dialog, SECRET)
        click(dialog.next_button)
        at_calendars(qtbot, dialog)
    elif part == "code":
        form = dialog.way_page.form
        assert isinstance(form, SignInForm)
        assert isinstance(form.panel.form, MicrosoftFields)
        typed(form.panel.form.fields.line("client").line, "app-1")
        click(form.panel.form.by_code)
        click(dialog.next_button)
        begun(qtbot, connections)
        waiting(qtbot, dialog)
    qtbot.waitUntil(lambda: cut_texts(dialog) + wider_than_their_frame(dialog) == [], timeout=PATIENCE)
    assert outside(dialog) == []
    assert overlapping(dialog) == []
    assert browser == []
    unmarked = [left_of_wrapped(label.text()) for label in dialog.page().findChildren(PlainLabel) if label.isVisible()]
    assert not [text for text in unmarked if re.search("[a-z]{3} [a-z]{3}", text)]


@pytest.mark.parametrize("place", WAYS)
def test_ways_are_short_whole_sentences(place: str) -> None:
    for way in WAYS[place]:
        if way.id == "file":
            continue
        assert 2 <= len(way.steps) <= 6
        assert way.question
        assert way.gives
        for sentence in (*way.steps, way.gives, way.lacks, way.care, way.safe, way.lead):
            assert not sentence or re.search(r"[.?]$|[.?]”$", sentence), sentence
            assert "!" not in sentence
            assert len(sentence) <= 150, sentence


def test_at_most_three_ways_the_simplest_first() -> None:
    assert {len(ways) for ways in WAYS.values()} <= {1, 2, 3}
    assert [way.id for way in WAYS["google"]] == ["address", "file", "google"]
    assert all(way.care for ways in WAYS.values() for way in ways if way.id == "address")
