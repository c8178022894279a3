"""The window as a person uses it, with invented data behind it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QWidget

from app import language
from app.errors import UserError
from app.model.chosen_period import ChosenPeriod, period_with
from app.model.questions import FirstQuestions, HoursQuestion
from app.model.remote import NewConnection
from app.model.settings import Settings
from app.ui import background, incoming, theme
from app.ui.first_questions_dialog import FirstQuestionsDialog
from app.ui.keeping_dialog import KeepingDialog
from app.ui.main_window import MainWindow
from app.ui.own_period_dialog import OwnPeriodDialog
from app.ui.set_aside_dialog import SetAsideDialog
from app.ui.settings_dialog import SettingsDialog
from tests.ui.fake_connections import SECRET
from tests.ui.fake_workspace import NEWEST_MONDAY, OLDEST, Brought, FakeWorkspace
from tests.ui.whole_window import page_is_shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from app.operations.workspace import Workspace

    Opened = Callable[..., MainWindow]

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def workspace() -> FakeWorkspace:
    return FakeWorkspace()


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[Opened]:
    windows = []

    def open_it(workspace: FakeWorkspace, width: int = 1280) -> MainWindow:
        window = MainWindow(cast("Workspace", workspace), tmp_path)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(width, 820)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        window.begin()
        return window

    yield open_it
    for window in windows:
        assert not window.incoming.is_busy()
    assert background.stop_all()


def titled(qtbot: QtBot, window: MainWindow, title: str) -> None:
    qtbot.waitUntil(lambda: window.period_bar.title.text() == title and page_is_shown(window))


def notices(window: MainWindow) -> list[str]:
    return [notice.label.text() for notice in window.notices.notices()]


def dialog_of(qtbot: QtBot, kind: type[QDialog]) -> QDialog:
    def found() -> list[QDialog]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def page_of(window: MainWindow) -> QWidget:
    return window.area.pages.currentWidget()


# ---- the first picture and the pages ----


def test_the_stored_picture_is_painted_at_once_and_nothing_is_worked_out(
    opened: Opened, workspace: FakeWorkspace
) -> None:
    window = opened(workspace)
    assert window.has_picture()
    assert window.period_bar.title.text() == "Week 47 · 16–22 November 2026"
    assert workspace.asked == []
    assert not window.period_bar.later.isEnabled()


def test_without_a_stored_picture_it_comes_as_soon_as_it_is_made(qtbot: QtBot, opened: Opened) -> None:
    workspace = FakeWorkspace(stored=False)
    window = opened(workspace)
    qtbot.waitUntil(window.has_picture)
    assert workspace.asked == [("overview", period_with("week", NEWEST_MONDAY), False)]


def test_ctrl_and_a_number_show_a_page_and_the_last_one_stays_until_it_is_there(
    qtbot: QtBot, opened: Opened, workspace: FakeWorkspace
) -> None:
    window = opened(workspace)
    overview = page_of(window)
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert page_of(window) is overview
    titled(qtbot, window, "week of 2026-11-16")
    assert type(page_of(window)).__name__ == "WeekPage"
    assert window.side_bar.pages["week"].isChecked()
    QTest.keyClick(window, Qt.Key.Key_1, CTRL)
    assert page_of(window) is overview
    titled(qtbot, window, "week of 2026-11-16")


def test_the_side_bar_shows_a_page(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    QTest.mouseClick(window.side_bar.pages["week"], Qt.MouseButton.LeftButton)
    titled(qtbot, window, "week of 2026-11-16")


def test_one_period_back_and_on_again(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    QTest.mouseClick(window.period_bar.earlier, Qt.MouseButton.LeftButton)
    titled(qtbot, window, "week of 2026-11-09")
    assert window.period_bar.later.isEnabled()
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    titled(qtbot, window, "week of 2026-11-16")
    assert window.state.period is None


def test_another_length_is_asked_of_the_workspace(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    QTest.mouseClick(window.period_bar.segments.segments["quarter"], Qt.MouseButton.LeftButton)
    titled(qtbot, window, "quarter of 2026-10-01")
    assert workspace.asked[-1] == ("overview", period_with("quarter", NEWEST_MONDAY), False)


def test_an_own_period_is_asked_for_and_shown(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    own = window.period_bar.segments.segments["own"]
    QTest.mouseClick(own, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, OwnPeriodDialog)
    assert isinstance(dialog, OwnPeriodDialog)
    assert window.period_bar.segments.segments["week"].isChecked(), "until it is set"
    dialog.first.setDate(dialog.first.date().addDays(8))
    assert not dialog.show_button.isEnabled()
    dialog.first.setDate(dialog.first.date().addDays(-30))
    QTest.mouseClick(dialog.show_button, Qt.MouseButton.LeftButton)
    titled(qtbot, window, "own of 2026-10-25")
    assert workspace.asked[-1][1] == ChosenPeriod("own", dt.date(2026, 10, 25).toordinal(), NEWEST_MONDAY + 6)
    assert own.isChecked()


def test_what_was_overtaken_never_shows(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    shown: list[str] = []
    window.loader.loaded.connect(lambda loaded: shown.append(loaded.title()))
    workspace.go_on.clear()
    window.show_coming(coming=True)
    qtbot.waitUntil(lambda: len(workspace.asked) == 1)
    window.show_coming(coming=False)
    qtbot.waitUntil(lambda: len(workspace.asked) == 2)
    workspace.go_on.set()
    titled(qtbot, window, "week of 2026-11-16")
    assert shown == ["week of 2026-11-16"]


def test_the_switch_of_the_page_and_its_way_to_another_week(
    qtbot: QtBot, opened: Opened, workspace: FakeWorkspace
) -> None:
    window = opened(workspace)
    window.show_coming(coming=True)
    titled(qtbot, window, "week of 2026-11-16 coming")
    window.show_week(OLDEST)
    titled(qtbot, window, "week of 2025-11-24")
    assert not window.period_bar.earlier.isEnabled()


def test_ctrl_t_shows_tables_on_every_page(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    from app.ui.table_view import TableView

    assert any(view.isVisible() for view in page_of(window).findChildren(TableView))
    window.go_to("week")
    titled(qtbot, window, "week of 2026-11-16")
    assert any(view.isVisible() for view in page_of(window).findChildren(TableView))
    QTest.keyClick(window, Qt.Key.Key_T, CTRL)
    assert not any(view.isVisible() for view in page_of(window).findChildren(TableView))


def test_a_picture_that_cannot_be_made_is_a_notice(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    workspace.error = UserError("It cannot be read", "the disk is full")
    window.reload()
    qtbot.waitUntil(lambda: notices(window) == ["It cannot be read: the disk is full."])
    assert window.period_bar.title.text() == "Week 47 · 16–22 November 2026", "the last picture stays"


# ---- evidence ----


def test_a_figure_opens_its_events_and_esc_closes_them(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    page = page_of(window)
    figure = page.sentence.stops()[0]  # type: ignore[attr-defined]
    theme.give_focus(figure)
    QTest.keyClick(figure, Qt.Key.Key_Space)
    panel = window.area.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.list.count() > 0)
    assert workspace.asked[0] == ("evidence", "week:2026-11-16:meetings")
    assert panel.geometry().left() >= window.area.pages.geometry().right() - 8
    qtbot.waitUntil(panel.list.hasFocus)
    QTest.keyClick(panel.list, Qt.Key.Key_Escape)
    assert not window.area.is_evidence_open()
    assert figure.hasFocus()
    assert window.area.pages.size() == window.area.size()


def test_in_a_narrow_window_the_events_lie_over_the_page(
    qtbot: QtBot, opened: Opened, workspace: FakeWorkspace
) -> None:
    window = opened(workspace, width=900)
    assert window.side_bar.width() == 56
    window.open_evidence("day:2026-11-18")
    panel = window.area.panel
    assert panel is not None
    assert window.area.pages.size() == window.area.size()
    assert panel.geometry().intersects(window.area.pages.geometry())
    window.resize(1280, 820)
    assert window.area.pages.width() < window.area.width()
    qtbot.waitUntil(lambda: panel.list.count() > 0)
    QTest.mouseClick(panel.close_button(), Qt.MouseButton.LeftButton)
    assert not panel.isVisible()


def test_a_row_opens_its_occurrence_and_the_text_of_its_calendar(
    qtbot: QtBot, opened: Opened, workspace: FakeWorkspace
) -> None:
    window = opened(workspace)
    window.open_evidence("day:2026-11-18")
    panel = window.area.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.list.count() > 0)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.mouseClick(panel.source_button(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.source_shown().startswith("BEGIN:VEVENT"))
    panel.evidence_wanted.emit("occurrence:1:2")
    qtbot.waitUntil(lambda: workspace.asked[-1] == ("evidence", "occurrence:1:2"))


def test_events_that_cannot_be_found_are_a_notice(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    workspace.error = UserError("These events are gone")
    window.open_evidence("day:2026-11-18")
    qtbot.waitUntil(lambda: notices(window) == ["These events are gone."])
    assert not window.area.is_evidence_open()


# ---- data that come in ----


def dropped(window: MainWindow, *paths: str, host: str = "") -> None:
    data = QMimeData()
    urls = [QUrl.fromLocalFile(path) for path in paths]
    for url in urls:
        url.setHost(host)
    data.setUrls(urls)
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    QApplication.sendEvent(window, entering)
    if not entering.isAccepted():
        return
    assert window.drop_frame is not None
    assert window.drop_frame.isVisible()
    assert window.drop_frame.grab().toImage().pixelColor(0, 400) == theme.color("accent")
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, left, none))


def test_a_file_is_dropped_on_the_first_start_and_the_overview_comes(qtbot: QtBot, opened: Opened) -> None:
    workspace = FakeWorkspace(empty=True)
    window = opened(workspace)
    assert window.first_start is page_of(window)
    assert not window.side_bar.isVisible()
    dropped(window, "/somewhere/work.ics")
    qtbot.waitUntil(lambda: "300 events from work.ics are in." in notices(window))
    qtbot.waitUntil(lambda: page_of(window) is not window.first_start)
    assert window.side_bar.isVisible()
    assert ("add", ("work.ics",)) in workspace.asked
    assert window.drop_frame is not None
    assert not window.drop_frame.isVisible()


def test_what_is_no_file_of_this_computer_is_not_taken(opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    dropped(window, "/share/work.ics", host="server")
    assert window.drop_frame is None
    assert workspace.asked == []


def test_a_drag_that_leaves_takes_the_frame_along(opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/somewhere/work.ics")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
    QApplication.sendEvent(window, QDragLeaveEvent())
    assert window.drop_frame is not None
    assert not window.drop_frame.isVisible()


def test_reading_shows_its_progress_and_can_be_stopped(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    workspace.go_on.clear()
    window.incoming.read(["/somewhere/work.ics"])
    assert notices(window) == [], "nothing shows progress at once"
    qtbot.waitUntil(lambda: notices(window) == ["Reading work: 2026 is in, 2025 is coming"])
    notice = window.notices.notices()[0]
    assert notice.bar.accessibleName() == "25 % done"
    assert any(asked[0] == "overview" for asked in workspace.asked), "the page shows what is in already"
    QTest.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    assert notices(window) == ["Stopping; what is already in stays."]
    workspace.go_on.set()
    qtbot.waitUntil(lambda: notices(window) == [])
    assert not window.incoming.is_busy()


def test_a_second_file_waits_for_its_turn(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    workspace.go_on.clear()
    window.incoming.read(["/somewhere/one.ics"])
    window.incoming.read(["/somewhere/two.ics", "/somewhere/three.zip"])
    qtbot.waitUntil(lambda: ("add", ("one.ics",)) in workspace.asked)
    assert ("add", ("two.ics", "three.zip")) not in workspace.asked
    workspace.go_on.set()
    qtbot.waitUntil(lambda: ("add", ("two.ics", "three.zip")) in workspace.asked)
    qtbot.waitUntil(lambda: not window.incoming.is_busy())


def test_what_was_set_aside_can_be_looked_at(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    workspace.brought = Brought((1,), 900, 300, 0, 2, "298 events from work.ics are in.")
    window = opened(workspace)
    window.incoming.read(["/somewhere/work.ics"])
    qtbot.waitUntil(lambda: "2 events were set aside." in notices(window))
    assert "298 events from work.ics are in." in notices(window)
    notice = next(each for each in window.notices.notices() if each.kind == "notice")
    QTest.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, SetAsideDialog)
    assert isinstance(dialog, SetAsideDialog)
    model = dialog.table.model()
    cells = [[model.index(row, column).data() for column in range(4)] for row in range(2)]
    assert cells == [
        ["work.ics", "", "<b>it</b> repeats too often", "no"],
        ["work.ics", "12", "its end is before its start", "yes"],
    ]
    dialog.accept()


def test_a_file_that_cannot_be_read_is_a_notice(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    workspace.error = UserError("work.ics could not be read", "it is no calendar")
    window.incoming.read(["/somewhere/work.ics"])
    qtbot.waitUntil(lambda: "work.ics could not be read: it is no calendar." in notices(window))


def test_the_questions_are_offered_after_reading(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    workspace.to_ask = FirstQuestions(hours=HoursQuestion(Settings().weeks[0].hours, (), ()))
    window = opened(workspace)
    window.incoming.read(["/somewhere/work.ics"])
    qtbot.waitUntil(lambda: "One short question makes the figures yours." in notices(window))
    notice = window.notices.notices()[-1]
    QTest.mouseClick(notice.action, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, FirstQuestionsDialog)
    dialog.accept()
    qtbot.waitUntil(lambda: "One short question makes the figures yours." not in notices(window))


def test_another_process_changes_the_data_and_the_page_follows(
    qtbot: QtBot, opened: Opened, workspace: FakeWorkspace
) -> None:
    window = opened(workspace)
    window._look_for_changes()
    assert workspace.asked == []
    workspace.version += 1
    window._look_for_changes()
    titled(qtbot, window, "week of 2026-11-16")
    window._look_for_changes()
    assert len(workspace.asked) == 1


def test_ctrl_o_asks_for_files(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace, tmp_path: Path) -> None:
    window = opened(workspace)
    calendar = tmp_path / "work.ics"
    calendar.write_text("BEGIN:VCALENDAR", encoding="utf-8")
    QTest.keyClick(window, Qt.Key.Key_O, CTRL)
    dialog = dialog_of(qtbot, QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.filesSelected.emit([str(calendar)])
    dialog.reject()
    qtbot.waitUntil(lambda: ("add", ("work.ics",)) in workspace.asked)
    qtbot.waitUntil(lambda: not window.incoming.is_busy())


def test_ctrl_n_asks_where_a_calendar_is(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    from app.ui.add_source_dialog import AddSourceDialog

    window = opened(workspace)
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    dialog = dialog_of(qtbot, AddSourceDialog)
    assert isinstance(dialog, AddSourceDialog)
    dialog.chosen.emit(["/somewhere/work.ics"])
    dialog.reject()
    qtbot.waitUntil(lambda: ("add", ("work.ics",)) in workspace.asked)
    qtbot.waitUntil(lambda: not window.incoming.is_busy())


def test_a_connected_account_is_read_with_its_batches(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    from app.ui.add_source_dialog import AddSourceDialog, Chosen

    new = NewConnection("google", "", {"account": "anna@firm.example"}, SECRET)
    window = opened(workspace)
    QTest.keyClick(window, Qt.Key.Key_N, CTRL)
    dialog = dialog_of(qtbot, AddSourceDialog)
    assert isinstance(dialog, AddSourceDialog)
    workspace.connections.gate.clear()
    before = len(workspace.asked)
    dialog.connection_chosen.emit(Chosen(new, ("own", "team")))
    dialog.reject()
    qtbot.waitUntil(lambda: bool(window.notices.notices()))
    notice = window.notices.notices()[0]
    qtbot.waitUntil(lambda: notice.label.text() == "Reading Anna: 2 of 6 pages")
    assert notice.action.text() == "Stop"
    # A batch is in, so the picture is made anew while the rest still comes.
    qtbot.waitUntil(lambda: len(workspace.asked) > before)
    workspace.connections.gate.set()
    qtbot.waitUntil(lambda: not window.incoming.is_busy())
    assert workspace.connections.added == [(new, ("own", "team"))]
    assert [each.label.text() for each in window.notices.notices()] == ["300 events from Anna are in."]


def test_reading_an_account_can_be_stopped_and_fail(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    from app.ui.add_source_dialog import Chosen

    chosen = Chosen(NewConnection("caldav", "", {"user": "<b>anna</b>", "url": "https://a.example"}, SECRET), ("own",))
    window = opened(workspace)
    workspace.connections.gate.clear()
    window.incoming.connect_calendar(chosen)
    qtbot.waitUntil(lambda: bool(window.notices.notices()))
    window.notices.notices()[0].action.click()
    qtbot.waitUntil(lambda: not window.incoming.is_busy())
    assert window.notices.notices() == ()
    workspace.connections.gate.set()
    workspace.connections.error = UserError("a.example cannot be reached", next_step="try again later")
    window.incoming.connect_calendar(chosen)
    qtbot.waitUntil(lambda: not window.incoming.is_busy())
    assert [each.label.text() for each in window.notices.notices()] == ["a.example cannot be reached; try again later."]


@pytest.mark.parametrize(("key", "modifier"), [(Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier), (Qt.Key.Key_R, CTRL)])
def test_all_calendars_are_read_again_by_a_key(
    qtbot: QtBot, opened: Opened, workspace: FakeWorkspace, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window = opened(workspace)
    workspace.brought = workspace.brought._replace(sentence="Work: 3 events were new, changed or gone.")
    QTest.keyClick(window, key, modifier)
    qtbot.waitUntil(lambda: workspace.synced == [()])
    qtbot.waitUntil(lambda: not window.incoming.is_busy())
    assert [each.label.text() for each in window.notices.notices()] == ["Work: 3 events were new, changed or gone."]


def test_what_could_not_be_read_again_leads_to_the_sources(
    qtbot: QtBot, opened: Opened, workspace: FakeWorkspace
) -> None:
    window = opened(workspace)
    workspace.brought = workspace.brought._replace(failed=("Home is out of reach.", "Team is out of reach."))
    QTest.keyClick(window, Qt.Key.Key_F5)
    qtbot.waitUntil(lambda: bool(window.notices.notices()) and not window.incoming.is_busy())
    (notice,) = window.notices.notices()
    assert notice.label.text() == "2 calendars could not be brought up to date; their data stay."
    notice.action.click()
    dialog = dialog_of(qtbot, SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    assert dialog.sections.currentIndex().data() == "Sources"
    dialog.reject()


def test_with_nothing_to_read_again_the_key_does_nothing(qtbot: QtBot, opened: Opened) -> None:
    workspace = FakeWorkspace(empty=True)
    window = opened(workspace)
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert not window.incoming.is_busy()
    assert workspace.synced == []


# ---- the sample ----


def test_the_sample_takes_the_place_of_the_empty_data_and_goes_by_one_click(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, sample = FakeWorkspace(empty=True), FakeWorkspace(stored=False)
    removed = []
    monkeypatch.setattr(incoming, "open_sample", lambda _home, _progress: sample)
    monkeypatch.setattr(incoming, "remove_sample", lambda gone, _home, _progress: removed.append(gone))
    window = opened(own)
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    titled(qtbot, window, "week of 2026-11-16")
    assert notices(window) == ["You are looking at the sample."]
    assert window.windowTitle() == "Clearweek: the sample"
    QTest.mouseClick(window.notices.notices()[0].action, Qt.MouseButton.LeftButton)
    assert page_of(window) is window.first_start
    assert notices(window) == []
    qtbot.waitUntil(lambda: removed == [sample])


def test_own_files_never_go_into_the_sample(qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    own, sample = FakeWorkspace(empty=True), FakeWorkspace()
    monkeypatch.setattr(incoming, "open_sample", lambda _home, _progress: sample)
    monkeypatch.setattr(incoming, "remove_sample", lambda _gone, _home, _progress: None)
    window = opened(own)
    window.incoming.show_sample()
    qtbot.waitUntil(window.incoming.is_sample)
    dropped(window, "/somewhere/work.ics")
    qtbot.waitUntil(lambda: ("add", ("work.ics",)) in own.asked)
    qtbot.waitUntil(lambda: not window.incoming.is_busy())
    assert not window.incoming.is_sample()
    assert not any(asked[0] == "add" for asked in sample.asked)


# ---- how it was left; settings; language ----


def test_the_window_comes_back_as_it_was_left(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    window.resize(950, 700)
    window.go_to("week")
    titled(qtbot, window, "week of 2026-11-16")
    window.go_earlier()
    titled(qtbot, window, "week of 2026-11-09")
    window.close()
    again = MainWindow(cast("Workspace", workspace), window.incoming.home)
    qtbot.addWidget(again)
    again.show()
    assert again.height() == 700
    titled(qtbot, again, "week of 2026-11-09")
    assert type(page_of(again)).__name__ == "WeekPage"


def test_the_settings_hold_once_the_first_picture_stands(
    qtbot: QtBot, opened: Opened, workspace: FakeWorkspace
) -> None:
    workspace.chosen = Settings(scheme="dark")
    window = opened(workspace)
    qtbot.waitUntil(lambda: theme.scheme() == "dark")
    assert window.state.scheme == "dark"
    window.close()
    assert workspace.state["scheme"] == "dark"


def test_what_happened_to_the_data_is_said(opened: Opened, workspace: FakeWorkspace) -> None:
    workspace.to_tell = ("A damaged file was moved aside.",)
    assert notices(opened(workspace)) == ["A damaged file was moved aside."]


def test_a_picture_is_kept_for_the_next_start_where_there_is_none(qtbot: QtBot, opened: Opened) -> None:
    stored, fresh = FakeWorkspace(), FakeWorkspace(stored=False)
    opened(stored)
    opened(fresh)
    qtbot.waitUntil(lambda: fresh.kept == 1)
    assert stored.kept == 0


def test_another_language_holds_at_once_and_is_kept(
    qtbot: QtBot, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(language, "available", lambda: ("en", "de"))
    workspace = FakeWorkspace(empty=True)
    window = opened(workspace)
    assert window.first_start is not None
    monkeypatch.setattr(language, "_catalogue", lambda _language: German)
    QTest.mouseClick(window.first_start.foot.languages[0], Qt.MouseButton.LeftButton)
    assert window.first_start.headline.text() == "Was lässt Ihr Kalender zum Nachdenken?"
    assert window.first_start.foot.languages[0].text() == "English"
    qtbot.waitUntil(lambda: workspace.chosen.language == "de")
    window.close()
    assert workspace.state["language"] == "de"


class German:
    @staticmethod
    def gettext(text: str) -> str:
        return "Was lässt Ihr Kalender zum Nachdenken?" if text.startswith("What does") else text


def test_how_it_is_kept_names_the_folder(qtbot: QtBot, opened: Opened) -> None:
    window = opened(FakeWorkspace(empty=True))
    assert window.first_start is not None
    QTest.mouseClick(window.first_start.foot.how, Qt.MouseButton.LeftButton)
    dialog = dialog_of(qtbot, KeepingDialog)
    assert str(window.incoming.home) in [label.text() for label in dialog.findChildren(type(window.period_bar.title))]
    dialog.accept()


def test_closing_stops_what_is_under_way(qtbot: QtBot, opened: Opened, workspace: FakeWorkspace) -> None:
    window = opened(workspace)
    workspace.go_on.clear()
    window.incoming.read(["/somewhere/work.ics"])
    qtbot.waitUntil(lambda: ("add", ("work.ics",)) in workspace.asked)
    workspace.go_on.set()
    window.close()
    assert background.stop_all(1.0)
    qtbot.waitUntil(lambda: not window.incoming.is_busy())
