"""From the first start to a looked-up event: the window over a real store and a real calendar file."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton

from app.model.timezones import HomeZone, iana_zone
from app.operations.demo.year import demo_year
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.ui import background
from app.ui.day_strips import DayStrips
from app.ui.evidence_panel import EvidencePanel
from app.ui.main_window import MainWindow
from app.ui.sentence import Sentence
from tests.ui.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CTRL = Qt.KeyboardModifier.ControlModifier
BERLIN = iana_zone("Europe/Berlin")
assert BERLIN is not None


@pytest.fixture
def calendar(tmp_path: Path) -> Path:
    path = tmp_path / "work.ics"
    path.write_bytes(demo_year(dt.datetime.now(dt.UTC).date(), 7))
    return path


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace(tmp_path / "home", HomeZone(((1, BERLIN),)) if BERLIN else None)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot: QtBot, workspace: Workspace) -> Iterator[MainWindow]:
    shown = MainWindow(workspace, workspace.home)
    qtbot.addWidget(shown)
    shown.resize(1280, 820)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.begin()
    yield shown
    assert background.stop_all()


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), copy, data, left, none))


def sentence(window: MainWindow) -> Sentence:
    return next(each for each in window.findChildren(Sentence) if each.isVisible())


def test_a_dropped_calendar_becomes_a_sentence_a_list_of_events_and_the_text_of_one(
    qtbot: QtBot, window: MainWindow, workspace: Workspace, calendar: Path
) -> None:
    assert window.first_start is not None
    drop(window, calendar)
    qtbot.waitUntil(window.has_picture, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not window.incoming.is_busy(), timeout=PATIENCE)
    period = workspace.newest_period("week")
    assert period is not None
    whole = "".join(phrase.text for phrase in workspace.overview(period).sentence)
    qtbot.waitUntil(lambda: sentence(window).text() == whole, timeout=PATIENCE)
    hours = sentence(window).figures()[0]
    hours.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(hours, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.findChildren(EvidencePanel)), timeout=PATIENCE)
    (panel,) = window.findChildren(EvidencePanel)
    expected = workspace.evidence(workspace.overview(period).cards[0].opens)
    qtbot.waitUntil(lambda: panel.list.count() == len(expected.rows) > 5, timeout=PATIENCE)
    panel.list.setFocus()
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    QTest.keyClick(panel.list, Qt.Key.Key_Down)
    source = next(each for each in panel.findChildren(QPushButton) if each.text() == "Show source")
    qtbot.waitUntil(source.isVisible, timeout=PATIENCE)
    QTest.mouseClick(source, Qt.MouseButton.LeftButton)
    (text,) = panel.findChildren(QPlainTextEdit)
    qtbot.waitUntil(lambda: text.toPlainText().startswith("BEGIN:VEVENT"), timeout=PATIENCE)
    assert "SUMMARY:" in text.toPlainText()
    QTest.keyClick(panel, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.area.is_evidence_open(), timeout=PATIENCE)


def test_the_keyboard_goes_to_another_week_and_to_the_strips_of_its_days(
    qtbot: QtBot, workspace: Workspace, calendar: Path, tmp_path: Path
) -> None:
    workspace.add([str(calendar)], SILENT)
    shown = MainWindow(workspace, workspace.home)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    shown.begin()
    qtbot.waitUntil(shown.has_picture, timeout=PATIENCE)
    newest = workspace.newest_period("week")
    assert newest is not None
    shown.go_earlier()
    before = workspace.overview(newest._replace(first=newest.first - 7, last=newest.last - 7))
    qtbot.waitUntil(lambda: shown.period_bar.title.text() == before.period_title, timeout=PATIENCE)
    QTest.keyClick(shown, Qt.Key.Key_2, CTRL)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in shown.findChildren(DayStrips)), timeout=PATIENCE)
    week = "".join(phrase.text for phrase in workspace.week(newest.first - 7).sentence)
    qtbot.waitUntil(lambda: sentence(shown).text() == week, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not shown.incoming.is_busy(), timeout=PATIENCE)
    assert background.stop_all()


def test_a_stored_picture_is_painted_at_once_and_an_import_elsewhere_is_noticed(
    qtbot: QtBot, workspace: Workspace, calendar: Path
) -> None:
    workspace.add([str(calendar)], SILENT)
    workspace.keep_picture()
    shown = MainWindow(workspace, workspace.home)
    qtbot.addWidget(shown)
    shown.show()
    assert shown.has_picture()
    shown.begin()
    note = len(workspace.sources())
    other = Workspace(workspace.home, workspace.system_zone)
    second = calendar.with_name("second.ics")
    second.write_bytes(demo_year(dt.datetime.now(dt.UTC).date(), 9).replace(b"UID:", b"UID:second-"))
    other.add([str(second)], SILENT)
    other.close()
    assert len(workspace.sources()) == note + 1
    period = workspace.newest_period("week")
    assert period is not None
    whole = "".join(phrase.text for phrase in workspace.overview(period).sentence)
    qtbot.waitUntil(lambda: sentence(shown).text() == whole, timeout=PATIENCE)
    assert background.stop_all()
