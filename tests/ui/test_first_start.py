from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app import language
from app.ui import theme
from app.ui.first_start import FirstStart
from app.ui.plain_label import PlainLabel
from app.ui.strip_band import pieces

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def start(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> FirstStart:
    monkeypatch.setattr(language, "available", lambda: ("en", "de"))
    return shown(qtbot, 1280, 820)


def shown(qtbot: QtBot, width: int, height: int) -> FirstStart:
    made = FirstStart()
    qtbot.addWidget(made)
    made.resize(width, height)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_three_doors_of_which_the_first_has_the_focus(start: FirstStart) -> None:
    names = [door.accessibleName() for door in start.doors.doors]
    assert names == ["Open a file", "Connect a calendar", "Look at the sample"]
    assert start.doors.doors[0].hasFocus()
    assert "No account" in start.doors.doors[0].accessibleDescription()


def test_each_door_opens_by_click_and_by_key(qtbot: QtBot, start: FirstStart) -> None:
    signals = (start.file_wanted, start.connection_wanted, start.sample_wanted)
    for door, signal in zip(start.doors.doors, signals, strict=True):
        with qtbot.waitSignal(signal):
            QTest.mouseClick(door, Qt.MouseButton.LeftButton)
        with qtbot.waitSignal(signal):
            QTest.keyClick(door, Qt.Key.Key_Space)


def test_a_click_on_the_words_of_a_door_opens_it(qtbot: QtBot, start: FirstStart) -> None:
    label = start.doors.doors[1].findChildren(PlainLabel)[0]
    place = label.mapTo(start.doors.doors[1], label.rect().center())
    assert start.doors.doors[1].childAt(place) is None, "the words let the click through"


def test_arrow_keys_go_from_door_to_door_and_stop_at_the_last(start: FirstStart) -> None:
    doors = start.doors.doors
    for key, at in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        focused = next(door for door in doors if door.hasFocus())
        QTest.keyClick(focused, key)
        assert doors[at].hasFocus()


def test_the_foot_leads_to_how_it_is_kept_and_to_the_other_language(qtbot: QtBot, start: FirstStart) -> None:
    with qtbot.waitSignal(start.keeping_wanted):
        QTest.mouseClick(start.foot.how, Qt.MouseButton.LeftButton)
    assert [link.text() for link in start.foot.languages] == ["Deutsch"]
    with qtbot.waitSignal(start.language_wanted) as asked:
        QTest.mouseClick(start.foot.languages[0], Qt.MouseButton.LeftButton)
    assert asked.args == ["de"]


@pytest.mark.parametrize(("width", "height", "scale"), [(1280, 820, 1.0), (900, 620, 1.0), (900, 620, 2.0)])
def test_nothing_is_cut_off_and_nothing_overlaps(
    qtbot: QtBot, qapp: QApplication, width: int, height: int, scale: float
) -> None:
    theme.apply(qapp, "light", text_scale=scale)
    start = shown(qtbot, width, height)
    whole = start.widget()
    assert whole is not None
    assert whole.width() <= start.viewport().width()
    rows = [start.band, start.headline, start.promise, start.doors, start.foot]
    places = [row.mapTo(whole, row.rect().topLeft()).y() for row in rows]
    for row, top, following in zip(rows, places, places[1:], strict=False):
        assert top + row.height() <= following, row
    for door in start.doors.doors:
        labels = door.findChildren(PlainLabel)
        assert all(label.height() >= label.heightForWidth(label.width()) for label in labels if label.wordWrap())
        assert all(label.geometry().right() < door.width() for label in labels)
        assert all(label.geometry().bottom() < door.height() for label in labels)


def test_the_band_is_the_same_each_time_and_has_fewer_rows_where_it_is_low(start: FirstStart) -> None:
    assert pieces(0, 1280) == pieces(0, 1280)
    assert all(pieces(row, 1280)[-1][0].right() >= 1277 for row in range(5))
    tall = start.band.height()
    start.resize(1280, 630)
    assert start.band.height() < tall
