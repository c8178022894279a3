"""Keys, search, undo and the dialogs that they open, over a real store."""

from __future__ import annotations

import datetime as dt
import shutil
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from app.model.timezones import HomeZone, iana_zone
from app.operations.demo.year import demo_year
from app.operations.own_word import list_words
from app.operations.search import SearchPlace, matching, places_of, searched, unaccented
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background, shortcuts
from app.ui.about_dialog import AboutDialog
from app.ui.history_dialog import HistoryDialog
from app.ui.keys_dialog import KeysDialog
from app.ui.main_window import MainWindow
from app.ui.plain_label import PlainLabel
from app.ui.search_dialog import SearchDialog
from app.ui.settings_dialog import SettingsDialog
from app.ui.traffic_dialog import TrafficDialog
from app.ui.view_state import PAGES
from app.ui.window_actions import SETTINGS_PARTS
from tests.ui.patience import PATIENCE
from tests.ui.whole_window import hostile_calendar, settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CTRL = Qt.KeyboardModifier.ControlModifier
BERLIN = iana_zone("Europe/Berlin")
Kind = TypeVar("Kind", bound=QDialog)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data with a year and with hostile titles, of which each test has a copy."""
    today = dt.datetime.now(dt.UTC).date()
    folder = tmp_path_factory.mktemp("filled")
    (folder / "work.ics").write_bytes(demo_year(today, 7))
    (folder / "hostile.ics").write_bytes(hostile_calendar(today))
    with Workspace(folder / "home", HomeZone(((1, BERLIN),)) if BERLIN else None) as opened:
        opened.add([str(folder / "work.ics"), str(folder / "hostile.ics")], SILENT)
    return folder / "home"


@pytest.fixture
def workspace(tmp_path: Path, filled: Path) -> Iterator[Workspace]:
    shutil.copytree(filled, tmp_path / "home")
    with Workspace(tmp_path / "home", HomeZone(((1, BERLIN),)) if BERLIN else None) as opened:
        yield opened


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    shown = MainWindow(workspace, workspace.home)
    qtbot.addWidget(shown)
    shown.resize(1280, 820)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.begin()
    settled(shown)
    yield shown
    assert background.stop_all()


def dialog(qtbot: QtBot, kind: type[Kind]) -> Kind:
    def found() -> list[Kind]:
        return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]

    qtbot.waitUntil(lambda: bool(found()), timeout=PATIENCE)
    return found()[0]


def search_for(qtbot: QtBot, window: MainWindow, typed: str) -> SearchDialog:
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    found = dialog(qtbot, SearchDialog)
    found.field.insert(typed)  # QTest types ASCII alone
    return found


def names(found: SearchDialog) -> list[str]:
    return [place.text for place in found.model.places]


# ---- keys ----


def test_every_key_in_the_table_is_on_the_window_once_and_does_something(window: MainWindow) -> None:
    on_the_window = [each.key().toString() for each in window.findChildren(QShortcut)]
    of_actions = [
        QKeySequence(key).toString() for group in shortcuts.GROUPS for row in group.rows if row.act for key in row.keys
    ]
    assert sorted(on_the_window) == sorted(of_actions)
    assert len(set(of_actions)) == len(of_actions)


def test_the_log_of_the_network_is_found_in_the_search(qtbot: QtBot, window: MainWindow) -> None:
    found = search_for(qtbot, window, "over the network")
    qtbot.waitUntil(lambda: names(found)[:1] == ["What went over the network"], timeout=PATIENCE)
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    shown = dialog(qtbot, TrafficDialog)
    qtbot.waitUntil(lambda: shown.sentence.text() == "Nothing went over the network.", timeout=PATIENCE)
    QTest.keyClick(shown, Qt.Key.Key_Escape)


def test_f1_shows_every_key_with_its_words(qtbot: QtBot, window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    shown = dialog(qtbot, KeysDialog)
    texts = {label.text() for label in shown.findChildren(PlainLabel)}
    for group in shortcuts.GROUPS:
        assert group.name in texts
        for row in group.rows:
            assert {row.words, shortcuts.key_words(row)} <= texts
    assert {page.name for page in PAGES} <= texts
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not any(isinstance(each, KeysDialog) for each in QApplication.topLevelWidgets()))


def test_ctrl_z_takes_back_what_was_said_last(qtbot: QtBot, window: MainWindow, workspace: Workspace) -> None:
    window.words.say_not_so("meeting-load", "mine")
    qtbot.waitUntil(lambda: len(list_words(workspace)) == 1, timeout=PATIENCE)
    settled(window)
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: not list_words(workspace), timeout=PATIENCE)
    settled(window)


@pytest.mark.parametrize(("answer", "left"), [(True, 1), (None, 1), (False, 0)])
def test_a_page_with_an_undo_of_its_own_is_asked_first(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, answer: bool | None, left: int
) -> None:
    window.words.say_not_so("meeting-load", "mine")
    qtbot.waitUntil(lambda: len(list_words(workspace)) == 1, timeout=PATIENCE)
    settled(window)
    asked: list[bool | None] = []

    def undo() -> bool | None:
        asked.append(answer)
        return answer

    page: Any = window.book.page("overview")
    page.undo = undo
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(list_words(workspace)) == left, timeout=PATIENCE)
    settled(window)
    assert asked == [answer]
    assert len(list_words(workspace)) == left


# ---- search ----


def test_typed_words_find_a_page_without_accents_and_enter_goes_there(qtbot: QtBot, window: MainWindow) -> None:
    found = search_for(qtbot, window, "wéek")
    qtbot.waitUntil(lambda: names(found)[:1] == ["Week"], timeout=PATIENCE)
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.state.page == "week", timeout=PATIENCE)
    settled(window)
    assert type(window.area.pages.currentWidget()).__name__ == "WeekPage"


def test_arrows_go_through_what_was_found_and_an_action_is_done(qtbot: QtBot, window: MainWindow) -> None:
    found = search_for(qtbot, window, "settings")
    qtbot.waitUntil(lambda: names(found)[:1] == ["Settings"], timeout=PATIENCE)
    wanted = names(found).index("Settings: What counts")
    for _ in range(wanted):
        QTest.keyClick(found.field, Qt.Key.Key_Down)
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    shown = dialog(qtbot, SettingsDialog)
    assert shown.sections.currentIndex().data() == "What counts"
    shown.reject()


def test_the_parts_of_the_settings_are_those_of_the_dialog(qtbot: QtBot, window: MainWindow) -> None:
    window.incoming.open_settings()
    shown = dialog(qtbot, SettingsDialog)
    model = shown.sections.model()
    assert tuple(model.index(row, 0).data() for row in range(model.rowCount())) == SETTINGS_PARTS
    shown.reject()


def test_a_series_without_a_page_opens_its_events(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.ui.window_actions.PAGES", PAGES[:2])
    title = next(place.text for place in places_of(workspace) if place.kind == "series")
    found = search_for(qtbot, window, title[:20])
    qtbot.waitUntil(lambda: title in names(found), timeout=PATIENCE)
    while found.found.currentIndex().data() != title:
        QTest.keyClick(found.field, Qt.Key.Key_Down)
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    qtbot.waitUntil(window.area.is_evidence_open, timeout=PATIENCE)
    panel = window.area.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.list.count() > 0, timeout=PATIENCE)


def test_what_was_chosen_is_handed_to_the_page_once(qtbot: QtBot, window: MainWindow) -> None:
    chosen: list[str] = []
    page: Any = window.book.page("week")
    page.choose = chosen.append
    window.go_to("week", "series@example.com")
    settled(window)
    assert chosen == ["series@example.com"]
    assert window.state.chosen == ""
    window.reload()
    settled(window)
    assert chosen == ["series@example.com"]


def test_titles_of_others_are_found_as_they_are_shown_and_read_as_plain_text(qtbot: QtBot, window: MainWindow) -> None:
    found = search_for(qtbot, window, "<b>bold")
    qtbot.waitUntil(lambda: any("<b>bold</b>" in name for name in names(found)), timeout=PATIENCE)
    assert not found.grab().isNull()
    found.field.setText("=hyperlink")
    qtbot.waitUntil(lambda: any(name.startswith("=HYPERLINK") for name in names(found)), timeout=PATIENCE)
    found.field.setText("no such thing at all")
    qtbot.waitUntil(lambda: names(found) == [], timeout=PATIENCE)
    assert found.count.text() == "Nothing is called so."
    QTest.keyClick(found.field, Qt.Key.Key_Return)
    assert found.isVisible()
    found.reject()


def test_people_of_recurring_one_to_ones_are_found_by_name_and_address(workspace: Workspace) -> None:
    people = {place.target: place for place in places_of(workspace) if place.kind == "person"}
    assert people
    for address, place in people.items():
        assert matching(address[:12], searched(people.values()), 50)
        assert place.opens.startswith("occurrence:")


def test_what_begins_so_comes_first_and_every_word_counts() -> None:
    texts = ("Sprint review", "Review", "The view", "Über uns", "Overview")
    places = searched(SearchPlace("page", text, text) for text in texts)
    assert [place.text for place in matching("view", places, 9)] == ["The view", "Sprint review", "Review", "Overview"]
    assert [place.text for place in matching("REV spr", places, 9)] == ["Sprint review"]
    assert [place.text for place in matching("uber", places, 9)] == ["Über uns"]
    assert matching("  ", places, 9) == ()
    assert len(matching("e", places, 2)) == 2
    assert unaccented("  ÉCOLE  Straße ") == "ecole strasse"


# ---- about ----


def test_about_says_versions_licences_and_where_the_data_lie_and_can_be_copied(
    qtbot: QtBot, window: MainWindow, workspace: Workspace
) -> None:
    window.actions_by_name.run("settings")
    settings = dialog(qtbot, SettingsDialog)
    QTest.mouseClick(settings.about_button, Qt.MouseButton.LeftButton)
    shown = dialog(qtbot, AboutDialog)
    qtbot.waitUntil(lambda: "numpy" in shown.text.toPlainText(), timeout=PATIENCE)
    lines = shown.text.toPlainText().splitlines()
    assert [line.split(" · ")[0] for line in lines[:4]] == ["Clearweek", "Python", "Qt", "SQLite"]
    assert all(len(line.split(" · ")) == 3 for line in lines), lines
    assert shown.home.text() == str(workspace.home)
    assert any("Nothing is uploaded" in label.text() for label in shown.findChildren(PlainLabel))
    (text,) = shown.findChildren(QPlainTextEdit)
    assert text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    shown.accept()
    settings.reject()


# ---- the whole history ----


def history(qtbot: QtBot, window: MainWindow) -> HistoryDialog:
    QTest.keyClick(window, Qt.Key.Key_H, CTRL)
    shown = dialog(qtbot, HistoryDialog)
    qtbot.waitUntil(lambda: shown.plot is not None, timeout=PATIENCE)
    return shown


def test_the_history_shows_all_weeks_zooms_moves_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    shown = history(qtbot, window)
    plot = shown.plot
    assert plot is not None
    everything = plot.shown()
    last = plot.position()
    assert everything[0] < 0
    assert everything[1] > last
    for _ in range(4):
        QTest.keyClick(plot, Qt.Key.Key_Plus)
    near = plot.shown()
    assert near[1] - near[0] < (everything[1] - everything[0]) / 3
    for _ in range(30):
        QTest.keyClick(plot, Qt.Key.Key_Left)
    assert plot.position() == last - 30
    assert plot.shown()[0] < plot.position() < plot.shown()[1]
    QTest.keyClick(plot, Qt.Key.Key_Home)
    assert plot.shown() == pytest.approx(everything)
    QTest.keyClick(plot, Qt.Key.Key_Plus)
    QTest.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton)
    assert plot.shown() == pytest.approx(everything)
    shown.reject()


def test_the_week_at_the_cursor_is_read_out_and_opens_its_events(qtbot: QtBot, window: MainWindow) -> None:
    shown = history(qtbot, window)
    plot = shown.plot
    assert plot is not None
    before = shown.week.text()
    assert "Meetings" in before
    QTest.keyClick(plot, Qt.Key.Key_Left)
    assert shown.week.text() != before
    assert plot.accessibleDescription().split(";")[0] in shown.week.text()
    QTest.keyClick(plot, Qt.Key.Key_Return)
    qtbot.waitUntil(window.area.is_evidence_open, timeout=PATIENCE)


def test_the_history_is_a_table_as_well_with_the_same_weeks(qtbot: QtBot, window: MainWindow) -> None:
    shown = history(qtbot, window)
    QTest.keyClick(shown, Qt.Key.Key_T, CTRL)
    assert shown.table is not None
    assert shown.table.isVisible()
    assert shown.plot is not None
    assert not shown.plot.isVisible()
    assert shown.table.model().rowCount() == shown.plot.position() + 1
    QTest.keyClick(shown, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().startswith("Week\tMeetings")
    QTest.keyClick(shown, Qt.Key.Key_T, CTRL)
    QTest.keyClick(shown, Qt.Key.Key_C, CTRL)
    assert not QApplication.clipboard().image().isNull()
    shown.reject()


def test_the_link_on_the_overview_opens_the_history(qtbot: QtBot, window: MainWindow) -> None:
    button = next(
        each for each in window.findChildren(QWidget) if each.accessibleName() == "Whole history…" and each.isVisible()
    )
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    dialog(qtbot, HistoryDialog).reject()


# ---- as it was left ----


def test_the_window_comes_back_as_it_was_left(qtbot: QtBot, workspace: Workspace) -> None:
    first = MainWindow(workspace, workspace.home)
    qtbot.addWidget(first)
    first.resize(900, 700)  # what the offscreen screen has room for
    first.show()
    first.begin()
    settled(first)
    first.go_to("week")
    settled(first)
    first.go_earlier()
    settled(first)
    first.toggle_table()
    first.open_evidence(next(place.opens for place in places_of(workspace) if place.opens))
    qtbot.waitUntil(first.area.is_evidence_open, timeout=PATIENCE)
    title, size = first.period_bar.title.text(), first.size()
    first.close()
    second = MainWindow(workspace, workspace.home)
    qtbot.addWidget(second)
    second.show()
    second.begin()
    settled(second)
    assert second.state.page == "week"
    assert second.period_bar.title.text() == title
    assert second.state.table
    assert second.size() == size
    assert second.side_bar.width() == first.side_bar.width() < 100
    assert not second.area.is_evidence_open()
    assert background.stop_all()
