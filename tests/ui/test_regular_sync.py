"""Connected calendars are read at the start and every so often: when, when not, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pytest
from PySide6.QtWidgets import QWidget

from app.errors import SourceUnreachable
from app.model.settings import Settings
from app.operations.workspace_answers import SourceRow
from app.ui import background
from app.ui.incoming import Incoming
from app.ui.notices import NoticeArea
from app.ui.regular_sync import RegularSync
from app.ui.settings_dialog import SettingsDialog
from tests.ui.fake_workspace import FakeWorkspace
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.operations.workspace import Workspace

HOUR: Final = 3_600.0
FILE = SourceRow(1, "Work", "work.ics", "files", 2310, "08:10", "", 0)
HOME = SourceRow(2, "Home", "caldav:anna@https://cloud.example.org", "caldav", 80, "08:12", "", 0)
TEAM = SourceRow(3, "Team", "google:anna@firm.example", "google", 512, "08:12", "", 0)
AWAY = "cloud.example.org cannot be found; check the connection."


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1_795_000_000.0

    def __call__(self) -> float:
        return self.now


class Shown:
    """A window with notices, and the regular sync over a workspace without a store."""

    def __init__(self, qtbot: QtBot, home: Path) -> None:
        self.workspace = FakeWorkspace()
        self.workspace.rows = (FILE, HOME, TEAM)
        self.clock = Clock()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.incoming = Incoming(cast("Workspace", self.workspace), home, self.window)
        self.notices = NoticeArea(self.window)
        self.incoming.use(self.notices)
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.sync = RegularSync(self.incoming, self.clock)
        self._qtbot = qtbot

    def look(self) -> None:
        """Let it look at the clock, and wait for what it does."""
        self.sync.look()
        self._qtbot.waitUntil(lambda: not background._Running.jobs, timeout=PATIENCE)

    def settings(self, settings: Settings) -> None:
        self.incoming.settings_changed.emit(settings)
        self._qtbot.waitUntil(lambda: not background._Running.jobs, timeout=PATIENCE)

    def said(self) -> list[str]:
        return [notice.label.text() for notice in self.notices.notices()]


@pytest.fixture
def shown(qtbot: QtBot, tmp_path: Path) -> Iterator[Shown]:
    made = Shown(qtbot, tmp_path)
    yield made
    made.workspace.go_on.set()
    assert background.stop_all()


def test_it_waits_until_it_knows_the_settings(shown: Shown) -> None:
    shown.look()
    assert shown.workspace.synced == []
    shown.settings(Settings())
    shown.look()
    assert shown.workspace.synced == [(2, 3)]


def test_it_begins_by_itself_a_moment_after_the_first_picture(qtbot: QtBot, shown: Shown) -> None:
    shown.settings(Settings())
    qtbot.waitUntil(lambda: shown.workspace.synced == [(2, 3)], timeout=PATIENCE)


def test_it_reads_again_after_the_time_that_was_chosen(shown: Shown) -> None:
    shown.settings(Settings(sync_minutes=30))
    shown.look()
    shown.clock.now += 30 * 60 - 1
    shown.look()
    assert len(shown.workspace.synced) == 1
    shown.clock.now += 1
    shown.look()
    assert len(shown.workspace.synced) == 2


def test_a_night_of_sleep_brings_one_sync_and_no_storm(shown: Shown) -> None:
    shown.settings(Settings())
    shown.look()
    shown.clock.now += 9 * HOUR
    for __ in range(20):
        shown.look()
    assert len(shown.workspace.synced) == 2


def test_a_clock_that_is_set_back_stops_nothing_for_long(shown: Shown) -> None:
    shown.settings(Settings())
    shown.look()
    shown.clock.now -= 100 * HOUR
    shown.look()
    shown.clock.now += HOUR
    shown.look()
    assert len(shown.workspace.synced) == 2


@pytest.mark.parametrize("settings", [Settings(offline=True), Settings(sync_minutes=0)])
def test_offline_and_by_hand_nothing_is_asked(shown: Shown, settings: Settings) -> None:
    shown.settings(settings)
    for __ in range(3):
        shown.look()
        shown.clock.now += 24 * HOUR
    assert shown.workspace.synced == []
    shown.settings(Settings())
    assert shown.workspace.synced == [(2, 3)]


def test_files_are_not_read_by_it(shown: Shown) -> None:
    shown.workspace.rows = (FILE,)
    shown.settings(Settings())
    shown.look()
    assert shown.workspace.synced == []


def test_it_waits_while_something_comes_in(qtbot: QtBot, shown: Shown) -> None:
    shown.settings(Settings())
    shown.workspace.go_on.clear()
    shown.incoming.read(["work.ics"])
    shown.sync.look()
    assert shown.workspace.synced == []
    shown.workspace.go_on.set()
    qtbot.waitUntil(lambda: not shown.incoming.is_busy(), timeout=PATIENCE)
    shown.look()
    assert shown.workspace.synced == [(2, 3)]


def test_one_runs_at_a_time(shown: Shown) -> None:
    shown.settings(Settings(sync_minutes=1))
    shown.workspace.go_on.clear()
    shown.sync.look()
    shown.clock.now += HOUR
    shown.sync.look()
    shown.workspace.go_on.set()
    shown._qtbot.waitUntil(lambda: not background._Running.jobs, timeout=PATIENCE)
    assert len(shown.workspace.synced) == 1


def test_it_gives_way_to_what_somebody_waits_for(qtbot: QtBot, shown: Shown) -> None:
    shown.settings(Settings())
    shown.workspace.go_on.clear()
    shown.sync.look()
    qtbot.waitUntil(lambda: shown.workspace.synced == [(2, 3)], timeout=PATIENCE)
    shown.incoming.read(["work.ics"])
    # The file waits until the other has stopped, so that two never write the same.
    assert ("add", ("work.ics",)) not in shown.workspace.asked
    shown.workspace.go_on.set()
    qtbot.waitUntil(lambda: ("add", ("work.ics",)) in shown.workspace.asked, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not background._Running.jobs, timeout=PATIENCE)
    shown.look()
    assert shown.workspace.synced == [(2, 3), (2, 3)]


def test_it_waits_while_the_settings_read_a_source(qtbot: QtBot, shown: Shown) -> None:
    shown.settings(Settings())
    shown.incoming.open_settings(3)
    qtbot.waitUntil(lambda: bool(shown.window.findChildren(SettingsDialog)), timeout=PATIENCE)
    (dialog,) = shown.window.findChildren(SettingsDialog)
    shown.workspace.go_on.clear()
    dialog.sources.cards[0].again.click()
    shown.sync.look()
    assert shown.incoming.is_busy()
    assert not shown.sync.is_due()
    shown.workspace.go_on.set()
    qtbot.waitUntil(lambda: not shown.incoming.is_busy(), timeout=PATIENCE)
    dialog.reject()
    assert shown.sync.is_due()


def test_a_closed_window_asks_nothing(shown: Shown) -> None:
    shown.settings(Settings())
    shown.window.hide()
    shown.look()
    assert shown.workspace.synced == []


def test_success_is_quiet_and_what_is_new_is_shown(shown: Shown) -> None:
    told: list[str] = []
    shown.incoming.changed.connect(lambda: told.append("changed"))
    shown.settings(Settings())
    shown.look()
    assert (shown.said(), told) == ([], [])
    shown.workspace.brought = shown.workspace.brought._replace(changed=3)
    shown.clock.now += HOUR
    shown.look()
    assert (shown.said(), told) == ([], ["changed"])


def test_a_failure_is_said_once_and_again_after_it_was_mended(shown: Shown) -> None:
    shown.settings(Settings())
    shown.workspace.rows = (FILE, HOME._replace(state=AWAY), TEAM)
    for __ in range(3):
        shown.look()
        shown.clock.now += HOUR
    assert shown.said() == [AWAY]
    assert shown.notices.notices()[0].action.text() == "Sources"
    shown.notices.remove(shown.notices.notices()[0])
    shown.workspace.rows = (FILE, HOME, TEAM)
    shown.look()
    shown.clock.now += HOUR
    assert shown.said() == []
    shown.workspace.rows = (FILE, HOME._replace(state=AWAY), TEAM)
    shown.look()
    assert shown.said() == [AWAY]


def test_several_failures_are_one_notice(shown: Shown) -> None:
    shown.settings(Settings())
    shown.workspace.rows = (FILE, HOME._replace(state=AWAY), TEAM._replace(state="Google cannot be reached."))
    shown.look()
    assert shown.said() == ["2 calendars could not be brought up to date; their data stay."]


def test_where_all_fail_each_is_said_by_its_own_state(shown: Shown) -> None:
    shown.settings(Settings())
    shown.workspace.error = SourceUnreachable("cloud.example.org cannot be found", next_step="check the connection")
    shown.workspace.rows = (HOME._replace(state=AWAY),)
    shown.look()
    assert shown.said() == [AWAY]


def test_a_failure_that_no_source_has_is_said_too(shown: Shown) -> None:
    shown.settings(Settings())
    shown.workspace.error = SourceUnreachable("The disk is full")
    shown.look()
    assert shown.said() == ["The disk is full."]


def test_what_waits_for_the_person_is_tried_at_the_start_only(shown: Shown) -> None:
    shown.settings(Settings())
    shown.workspace.rows = (HOME._replace(needs="password", state="It does not take the password."), TEAM)
    shown.look()
    shown.clock.now += HOUR
    shown.look()
    assert shown.workspace.synced == [(2, 3), (3,)]
    assert shown.said() == ["It does not take the password."]
