from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.ui import theme
from app.ui.period_bar import PeriodBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture
def bar(qtbot: QtBot) -> PeriodBar:
    made = PeriodBar()
    qtbot.addWidget(made)
    made.resize(1000, 56)
    made.show_period("Week 47 · 16–22 November 2026", "week", earlier=True, later=False)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_it_names_the_period_and_tells_where_there_is_no_further(bar: PeriodBar) -> None:
    assert bar.title.text() == "Week 47 · 16–22 November 2026"
    assert bar.earlier.isEnabled()
    assert not bar.later.isEnabled()
    assert bar.segments.segments["week"].isChecked()


def test_a_click_asks_and_showing_does_not(qtbot: QtBot, bar: PeriodBar) -> None:
    asked: list[str] = []
    bar.kind_wanted.connect(asked.append)
    bar.show_period("x", "year", earlier=True, later=False)
    assert asked == []
    QTest.mouseClick(bar.segments.segments["quarter"], Qt.MouseButton.LeftButton)
    assert asked == ["quarter"]
    with qtbot.waitSignals([bar.earlier_wanted, bar.add_wanted, bar.settings_wanted]):
        for each in (bar.earlier, bar.add, bar.settings):
            QTest.mouseClick(each, Qt.MouseButton.LeftButton)


def test_arrow_keys_go_through_the_lengths_as_one_stop(qtbot: QtBot, bar: PeriodBar) -> None:
    asked: list[str] = []
    bar.kind_wanted.connect(asked.append)
    week = bar.segments.segments["week"]
    theme.give_focus(week)
    QTest.keyClick(week, Qt.Key.Key_Right)
    four = bar.segments.segments["four_weeks"]
    assert four.hasFocus()
    assert asked == ["four_weeks"]
    QTest.keyClick(four, Qt.Key.Key_Left)
    assert asked == ["four_weeks", "week"]


def test_nothing_moves_when_another_length_is_chosen(bar: PeriodBar) -> None:
    before = [segment.geometry() for segment in bar.segments.segments.values()]
    bar.show_period("x", "year", earlier=True, later=True)
    assert [segment.geometry() for segment in bar.segments.segments.values()] == before


def test_large_text_puts_the_lengths_in_a_row_of_their_own(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, "light", text_scale=2.0)
    bar = PeriodBar()
    qtbot.addWidget(bar)
    bar.resize(844, 120)
    bar.show_period("Week 47 · 16–22 November 2026", "week", earlier=True, later=True)
    bar.show()
    assert bar.segments.y() > bar.title.geometry().bottom()
    assert bar.segments.geometry().right() < bar.width()
    bar.resize(1900, 120)
    qtbot.waitUntil(lambda: bar.segments.y() < bar.title.geometry().bottom())
