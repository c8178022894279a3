"""Connected calendars in the settings: what they wait for, what is gone at the server, the network and its log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from app.errors import SourceUnreachable, UserError
from app.model.remote import SignInAsked
from app.model.settings import Settings
from app.operations.workspace_answers import SourceRow, SyncWords
from app.ui import background
from app.ui.choose_calendars_dialog import ChooseCalendarsDialog
from app.ui.renew_dialog import RenewDialog
from app.ui.settings_dialog import SettingsDialog
from app.ui.sign_in_page import GoogleFields, MicrosoftFields
from app.ui.traffic_dialog import TrafficDialog
from tests.ui.fake_connections import ADDRESS, SECRET, FakeConnections
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.patience import PATIENCE
from tests.ui.test_add_source_dialog import click
from tests.ui.test_connect_dialog import shown_texts, typed
from tests.ui.test_settings_dialog import labels, ok
from tests.ui.whole_window import CONTROLS, texts_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.ui.source_card import SourceCard

SOURCES, NETWORK = 3, 4
FILE = SourceRow(1, "Work", "/calendars/work.ics", "files", 2310, "08:10", "", 2)
GOOGLE = SourceRow(
    2, "anna@firm.example", "google:anna@firm.example", "google", 512, "08:12", "", 0, "", 0, ("Anna", "<b>Team</b>")
)
CALDAV = SourceRow(3, "Home", "caldav:anna@https://cloud.example.org", "caldav", 80, "08:12", "", 0, "", 0, ("Home",))
LINK = SourceRow(4, "Choir", "calendar.example.com#a1b2c3", "address", 9, "never", "", 0, "", 0, ("Choir",))


@pytest.fixture
def workspace() -> Iterator[FakeWorkspace]:
    made: Any = FakeWorkspace()
    made.calendar_names = lambda: ("Work",)
    made.rows = (FILE, GOOGLE, CALDAV, LINK)
    yield made
    made.go_on.set()
    made.connections.gate.set()
    assert background.stop_all()


def opened(qtbot: QtBot, workspace: Any, part: int = SOURCES) -> SettingsDialog:
    dialog = SettingsDialog(workspace)
    qtbot.addWidget(dialog)
    dialog.resize(816, 700)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.sections.choose(part)
    return dialog


def cards(dialog: SettingsDialog) -> list[SourceCard]:
    return dialog.sources.cards


def renewal(qtbot: QtBot, dialog: SettingsDialog, card: SourceCard) -> RenewDialog:
    click(card.renew)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(RenewDialog)), timeout=PATIENCE)
    return dialog.findChildren(RenewDialog)[-1]


# ---- what stands on the cards ----


def test_cards_say_what_kind_a_source_is_and_which_calendars_it_brings(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    dialog = opened(qtbot, workspace)
    file, google, caldav, link = cards(dialog)
    assert "/calendars/work.ics" in labels(file)
    assert {"512 events, read 08:12", "Google Calendar: anna@firm.example"} <= set(labels(google))
    assert "Calendars: Anna, <b>Team</b>" in labels(google)
    assert {"CalDAV server: anna at https://cloud.example.org", "Calendar: Home"} <= set(labels(caldav))
    assert "Calendar address: calendar.example.com" in labels(link)
    assert not any(CONTROLS.search(said.text) for said in texts_of(dialog))


def test_many_calendars_are_counted(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    workspace.rows = (GOOGLE._replace(calendars=tuple(f"c{at}" for at in range(15))),)
    dialog = opened(qtbot, workspace)
    assert any(text.endswith("c11 and 3 more") for text in labels(cards(dialog)[0]))


def test_removing_a_connected_calendar_says_what_goes_and_what_does_not(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    dialog = opened(qtbot, workspace)
    card = cards(dialog)[1]
    click(card.remove)
    said = "\n".join(labels(card))
    assert "what opens it is deleted from the keyring" in said
    assert "The calendar itself is not touched." in said
    click(card.keep)
    assert card.again.isVisible()


# ---- which calendars ----


def choice(qtbot: QtBot, dialog: SettingsDialog, card: SourceCard) -> ChooseCalendarsDialog:
    click(card.choose)
    qtbot.waitUntil(lambda: bool(dialog.findChildren(ChooseCalendarsDialog)), timeout=PATIENCE)
    return dialog.findChildren(ChooseCalendarsDialog)[-1]


def test_other_calendars_of_an_account_are_chosen(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    dialog = opened(qtbot, workspace)
    asked = choice(qtbot, dialog, cards(dialog)[1])
    qtbot.waitUntil(lambda: len(asked.boxes) == 3, timeout=PATIENCE)
    assert [box.isChecked() for box in asked.boxes] == [True, False, False]
    assert not asked.main_button.isEnabled()
    click(asked.boxes[0])
    assert asked.why.text() == "Tick one at least; to read none, remove the account."
    click(asked.boxes[2])
    with qtbot.waitSignal(dialog.sources_changed, timeout=PATIENCE):
        click(asked.main_button)
    assert workspace.connections.chosen == [(2, ("feed",))]


def test_calendars_that_cannot_be_asked_for_are_said(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    workspace.connections.error = SourceUnreachable("cloud.example.org cannot be found", next_step="try again later")
    dialog = opened(qtbot, workspace)
    asked = choice(qtbot, dialog, cards(dialog)[2])
    qtbot.waitUntil(lambda: asked.why.text() == "cloud.example.org cannot be found; try again later.", timeout=PATIENCE)
    assert asked.boxes == []
    click(asked.cancel_button)
    assert workspace.connections.chosen == []


def test_only_accounts_of_several_calendars_offer_a_choice(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    workspace.rows = (*workspace.rows, CALDAV._replace(id=9, needs="password"))
    dialog = opened(qtbot, workspace)
    assert [card.choose.isVisible() for card in cards(dialog)] == [False, True, True, False, False]


# ---- what is gone at the server ----


def test_what_is_gone_at_the_server_goes_here_too_once_the_person_says_so(
    qtbot: QtBot, workspace: FakeWorkspace
) -> None:
    workspace.rows = (CALDAV._replace(held=412, state="Home: 412 events are gone at the server."),)
    dialog = opened(qtbot, workspace)
    card = cards(dialog)[0]
    assert card.held.isVisible()
    assert card.held.words.text().startswith("412 events are gone at the server")
    assert "Home: 412 events are gone at the server." not in labels(card)
    workspace.rows = (CALDAV,)
    with qtbot.waitSignal(dialog.sources_changed, timeout=PATIENCE):
        click(card.held.take)
    assert workspace.synced == [(3,)]
    assert workspace.how == [SyncWords(accepts_gone=True)]
    assert not cards(dialog)[0].held.isVisible()


def test_keeping_it_hides_the_question_and_does_nothing(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    workspace.rows = (CALDAV._replace(held=412),)
    dialog = opened(qtbot, workspace)
    click(cards(dialog)[0].held.keep)
    assert not cards(dialog)[0].held.isVisible()
    assert workspace.synced == []
    dialog.sources.refresh()
    assert not cards(dialog)[0].held.isVisible()


# ---- what a source waits for ----


def test_a_password_is_given_again_and_the_source_read(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    needy = CALDAV._replace(needs="password", state="cloud.example.org does not take the password; give it again.")
    workspace.rows = (needy,)
    dialog = opened(qtbot, workspace)
    card = cards(dialog)[0]
    assert card.renew.text() == "Give the password again…"
    assert not card.again.isVisible()
    asked = renewal(qtbot, dialog, card)
    assert needy.state in labels(asked)
    assert not asked.main_button.isEnabled()
    assert asked.field is not None
    assert asked.field.line.echoMode() == QLineEdit.EchoMode.Password
    typed(asked.field.line, f" {SECRET}")
    assert not any(SECRET in text for text in shown_texts(asked))
    workspace.rows = (CALDAV,)
    with qtbot.waitSignal(dialog.sources_changed, timeout=PATIENCE):
        QTest.keyClick(asked.field.line, Qt.Key.Key_Return)
    assert workspace.connections.renewed == [(3, f" {SECRET}")]
    assert workspace.synced == [(3,)]
    assert not cards(dialog)[0].again.isHidden()


def test_an_address_is_given_again(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    workspace.connections.keyring = False
    workspace.rows = (LINK._replace(needs="address"),)
    dialog = opened(qtbot, workspace)
    asked = renewal(qtbot, dialog, cards(dialog)[0])
    qtbot.waitUntil(lambda: "this system has no keyring" in asked.kept.label.text(), timeout=PATIENCE)
    assert asked.field is not None
    typed(asked.field.line, "nowhere")
    click(asked.main_button)
    assert asked.field.complaint.isVisible()
    assert workspace.connections.renewed == []
    typed(asked.field.line, ADDRESS.replace("https", "webcal"))
    with qtbot.waitSignal(dialog.sources_changed, timeout=PATIENCE):
        click(asked.main_button)
    assert workspace.connections.renewed == [(4, ADDRESS)]


@pytest.mark.parametrize("kind", ["google", "microsoft"])
def test_a_sign_in_is_made_again(
    qtbot: QtBot, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kind: str
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    workspace.rows = (GOOGLE._replace(needs="sign-in", kind=kind),)
    dialog = opened(qtbot, workspace)
    assert cards(dialog)[0].renew.text() == "Sign in again…"
    asked = renewal(qtbot, dialog, cards(dialog)[0])
    assert asked.panel is not None
    form = asked.panel.form
    if isinstance(form, GoogleFields):
        (tmp_path / "client.json").write_text("{}", encoding="utf-8")
        form.file.take(str(tmp_path / "client.json"))
    else:
        assert isinstance(form, MicrosoftFields)
        typed(form.fields.line("client").line, "app-1")
    click(asked.main_button)
    connections = workspace.connections
    qtbot.waitUntil(lambda: len(connections.sign_ins) == 1, timeout=PATIENCE)
    assert not asked.main_button.isEnabled()
    assert connections.sign_ins[0][0] == (
        SignInAsked("google", "{}") if kind == "google" else SignInAsked("microsoft", "app-1")
    )
    with qtbot.waitSignal(dialog.sources_changed, timeout=PATIENCE):
        connections.sign_ins[0][1].agree()
    assert connections.renewed == [(2, SECRET)]
    assert workspace.synced == [(2,)]


def test_leaving_the_renewal_waits_for_nothing(
    qtbot: QtBot, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    workspace.rows = (GOOGLE._replace(needs="sign-in", kind="microsoft"),)
    dialog = opened(qtbot, workspace)
    asked = renewal(qtbot, dialog, cards(dialog)[0])
    assert asked.panel is not None
    assert isinstance(asked.panel.form, MicrosoftFields)
    typed(asked.panel.form.fields.line("client").line, "app-1")
    click(asked.main_button)
    qtbot.waitUntil(lambda: len(workspace.connections.sign_ins) == 1, timeout=PATIENCE)
    qtbot.waitUntil(asked.panel.wait.open_button.isVisible, timeout=PATIENCE)
    click(asked.cancel_button)
    assert workspace.connections.sign_ins[0][1].closed
    assert workspace.connections.renewed == []


def test_a_secret_that_cannot_be_kept_is_said(
    qtbot: QtBot, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_connections: FakeConnections, _source: int, _secret: str) -> None:
        raise UserError("The keyring refuses it", "it is locked", "unlock it")

    monkeypatch.setattr(FakeConnections, "renew", refuse)
    workspace.rows = (CALDAV._replace(needs="password"),)
    dialog = opened(qtbot, workspace)
    asked = renewal(qtbot, dialog, cards(dialog)[0])
    assert asked.field is not None
    typed(asked.field.line, SECRET)
    click(asked.main_button)
    qtbot.waitUntil(asked.problem.isVisible, timeout=PATIENCE)
    assert asked.problem.text() == "The keyring refuses it: it is locked; unlock it."
    assert asked.field.line.text() == SECRET
    assert asked.main_button.isEnabled()
    click(asked.cancel_button)
    assert asked.field.line.text() == ""


def test_a_source_that_fails_again_says_so(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    workspace.error = SourceUnreachable("cloud.example.org cannot be found", next_step="check the connection")
    dialog = opened(qtbot, workspace)
    click(cards(dialog)[2].again)
    sentence = "cloud.example.org cannot be found; check the connection."
    qtbot.waitUntil(lambda: sentence in labels(dialog.sources), timeout=PATIENCE)
    assert workspace.how == [SyncWords()]


# ---- the network ----


def test_offline_and_how_often_are_kept(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    dialog = opened(qtbot, workspace, NETWORK)
    assert dialog.network.every.currentText() == "every hour"
    dialog.network.every.setCurrentText("every 4 hours")
    ok(qtbot, dialog)
    assert workspace.chosen == Settings(sync_minutes=240)
    dialog = opened(qtbot, workspace, NETWORK)
    click(dialog.network.offline)
    assert not dialog.network.every.isEnabled()
    dialog.network.every.setCurrentText("only by hand")
    ok(qtbot, dialog)
    assert workspace.chosen == Settings(offline=True, sync_minutes=0)
    dialog = opened(qtbot, workspace, NETWORK)
    assert dialog.network.offline.isChecked()
    assert dialog.network.every.currentText() == "only by hand"


def test_another_time_that_was_chosen_elsewhere_stays(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    workspace.chosen = Settings(sync_minutes=7)
    dialog = opened(qtbot, workspace, NETWORK)
    assert dialog.network.every.currentText() == "every 7 minutes"
    ok(qtbot, dialog)
    assert workspace.chosen == Settings(sync_minutes=7)


def test_the_log_is_asked_for_from_the_settings(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    dialog = opened(qtbot, workspace, NETWORK)
    with qtbot.waitSignal(dialog.traffic_wanted, timeout=PATIENCE):
        click(dialog.network.traffic_button)


def traffic(qtbot: QtBot, workspace: Any) -> TrafficDialog:
    dialog = TrafficDialog(workspace.connections)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    qtbot.waitUntil(lambda: not background._Running.jobs, timeout=PATIENCE)
    return dialog


def test_the_log_lists_every_request_the_newest_first(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    dialog = traffic(qtbot, workspace)
    assert dialog.sentence.text().startswith("4 requests to 2 servers. Nothing of your calendar was in them")
    rows = dialog.table.table().rows
    assert [row[3] for row in rows] == ["GET events", "POST sign-in", "REPORT events", "PROPFIND calendars"]
    assert rows[0][6] == "no answer in time"
    assert rows[1][1] == "<b>Anna</b>"
    assert rows[2][4:6] == ("830", "1,204,331")
    assert rows[3][1] == "(being added)"
    model = dialog.table.model()
    sides = [
        bool(
            model.index(0, column, QModelIndex()).data(Qt.ItemDataRole.TextAlignmentRole) & Qt.AlignmentFlag.AlignRight
        )
        for column in range(7)
    ]
    assert sides == [False, False, False, False, True, True, False]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_an_empty_log_says_that_nothing_went(qtbot: QtBot, workspace: FakeWorkspace) -> None:
    workspace.connections.visits = ()
    dialog = traffic(qtbot, workspace)
    assert dialog.sentence.text() == "Nothing went over the network."
    assert not dialog.table.isVisible()


def test_a_log_that_cannot_be_read_is_said(
    qtbot: QtBot, workspace: FakeWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_connections: FakeConnections) -> None:
        raise UserError("The data could not be read")

    monkeypatch.setattr(FakeConnections, "traffic_log", refuse)
    assert traffic(qtbot, workspace).sentence.text() == "The data could not be read."
    QApplication.processEvents()
