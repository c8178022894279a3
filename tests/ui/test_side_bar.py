from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui import theme
from app.ui.side_bar import RAIL_WIDTH, WIDTH, SideBar
from app.ui.view_state import PAGES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


@pytest.fixture
def bar(qtbot: QtBot) -> SideBar:
    made = SideBar()
    qtbot.addWidget(made)
    made.choose("overview")
    made.show_foot("2 calendars, 08:10", "All on this <b>computer</b>")
    made.resize(WIDTH, 600)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_only_pages_that_exist_stand_there(bar: SideBar) -> None:
    assert [page.accessibleName() for page in bar.pages.values()] == [page.name for page in PAGES]
    assert [page.id for page in PAGES] == list(bar.pages)
    assert list(bar.pages)[:2] == ["overview", "week"]


def test_a_click_and_the_arrow_keys_ask_for_a_page_and_marking_one_does_not(qtbot: QtBot, bar: SideBar) -> None:
    asked: list[str] = []
    bar.page_wanted.connect(asked.append)
    overview, week = bar.pages["overview"], bar.pages["week"]
    QTest.mouseClick(week, Qt.MouseButton.LeftButton)
    assert asked == ["week"]
    assert week.hasFocus()
    QTest.keyClick(week, Qt.Key.Key_Up)
    assert asked == ["week", "overview"]
    assert overview.hasFocus()
    bar.choose("week")
    assert asked == ["week", "overview"]
    assert week.isChecked()


def test_the_pages_are_one_stop_of_the_tab_key(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    bar, after = SideBar(window), QPushButton("after")
    bar.choose("overview")
    row.addWidget(bar)
    row.addWidget(after)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    bar.pages["overview"].setFocus()
    QTest.keyClick(bar.pages["overview"], Qt.Key.Key_Tab)
    assert after.hasFocus()
    QTest.keyClick(after, Qt.Key.Key_Backtab)
    assert bar.pages["overview"].hasFocus()


def test_a_row_is_painted_as_it_stands(bar: SideBar) -> None:
    def picture() -> bytes:
        image = bar.pages["week"].grab().toImage()
        return bytes(image.constBits())

    plain = picture()
    bar.choose("week")
    chosen = picture()
    theme.give_focus(bar.pages["week"])
    focused = picture()
    bar.set_rail(rail=True)
    assert len({plain, chosen, focused, picture()}) == 4


def test_the_rail_has_icons_with_names_to_be_read(bar: SideBar) -> None:
    bar.set_rail(rail=True)
    assert bar.width() == RAIL_WIDTH
    assert [page.toolTip() for page in bar.pages.values()] == [f"<qt>{page.name}</qt>" for page in PAGES]
    lines = [line for line in bar.findChildren(type(bar._privacy)) if line.isVisible()]
    assert [line.accessibleName() for line in lines] == ["2 calendars, 08:10", "All on this <b>computer</b>"]
    assert lines[1].toolTip() == "<qt>All on this &lt;b&gt;computer&lt;/b&gt;</qt>"
    assert not bar.grab().isNull()
    bar.set_rail(rail=False)
    assert bar.width() == WIDTH
    assert bar.pages["week"].toolTip() == ""


def test_the_foot_takes_no_room_before_there_is_anything_to_say(qtbot: QtBot) -> None:
    bar = SideBar()
    qtbot.addWidget(bar)
    bar.show()
    assert not bar._calendars.isVisible()
