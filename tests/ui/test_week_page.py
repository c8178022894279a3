"""The Week page, as a person meets it: sentence, days, heat map, their tables, narrow windows and large text."""

from __future__ import annotations

import gc
from itertools import pairwise
from typing import TYPE_CHECKING, Final, cast

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.model.chosen_period import ChosenPeriod, PeriodKind
from app.ui import theme
from app.ui.pages.week_page import WeekPage
from app.ui.strip_painting import NAME
from app.ui.view_state import ViewState
from tests.ui.invented import GERMAN_WEEK, MONDAY, WEEK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from app.model.week_view import WeekView
    from app.operations.workspace import Workspace

NEWEST: Final = MONDAY.toordinal()


class Weeks:
    """A workspace of which the page asks the newest period and one week."""

    def __init__(self, newest: int | None = NEWEST) -> None:
        self._newest = newest

    def newest_period(self, kind: PeriodKind) -> ChosenPeriod | None:
        if self._newest is None:
            return None
        weeks = 1 if kind == "week" else 4
        return ChosenPeriod(kind, self._newest + 7 - 7 * weeks, self._newest + 6)

    def week(self, monday: int) -> WeekView:
        return WEEK._replace(monday=monday)


@pytest.fixture(autouse=True)
def gone_when_over() -> Iterator[None]:
    """Have Qt end the pages of a test itself: Python would end a page's inner parts first, and leave the rest."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.collect()


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, "light", 2.0)
    yield
    theme.apply(qapp, "light")


def shown(qtbot: QtBot, week: WeekView = WEEK, width: int = 1200, height: int = 764) -> WeekPage:
    page = WeekPage()
    qtbot.addWidget(page)
    page.show_picture(week)
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    return page


def left_in(page: WeekPage, widget: QWidget) -> int:
    return widget.mapTo(page, QPoint()).x()


def asked_for(state: ViewState, newest: int | None = NEWEST) -> int:
    return WeekPage.picture_of(cast("Workspace", Weeks(newest)), state).monday


# ---- which week ----


def test_without_a_chosen_period_the_newest_week_is_shown() -> None:
    assert asked_for(ViewState()) == NEWEST
    assert asked_for(ViewState(kind="four_weeks")) == NEWEST


def test_of_a_longer_period_the_last_complete_week_is_shown() -> None:
    year = ChosenPeriod("year", NEWEST - 320, NEWEST + 45)
    assert asked_for(ViewState(kind="year", period=year)) == NEWEST
    earlier = ChosenPeriod("four_weeks", NEWEST - 49, NEWEST - 22)
    assert asked_for(ViewState(kind="four_weeks", period=earlier)) == NEWEST - 28


def test_the_week_to_come_and_a_week_in_the_future_are_shown_when_asked_for() -> None:
    assert asked_for(ViewState(coming=True)) == NEWEST + 7
    future = ChosenPeriod("week", NEWEST + 14, NEWEST + 20)
    assert asked_for(ViewState(period=future)) == NEWEST + 14


def test_before_the_first_complete_week_the_chosen_one_is_shown() -> None:
    period = ChosenPeriod("week", NEWEST, NEWEST + 6)
    assert asked_for(ViewState(period=period), newest=None) == NEWEST
    assert asked_for(ViewState(), newest=None) % 7 == 1  # a Monday


# ---- what opens what ----


def test_each_part_of_the_page_opens_its_evidence(qtbot: QtBot) -> None:
    page = shown(qtbot)
    assert WEEK.heat is not None
    with qtbot.waitSignal(page.evidence_wanted) as opened:
        QTest.mouseClick(page.strips, Qt.MouseButton.LeftButton, pos=page.strips.block_rect(1, NAME).center())
    assert opened.args == ["day:2026-11-17"]
    with qtbot.waitSignal(page.evidence_wanted) as opened:
        QTest.mouseClick(page.heat, Qt.MouseButton.LeftButton, pos=page.heat.cell_rect(0, 2).center())
    assert opened.args == [WEEK.heat.opens[0][2]]
    with qtbot.waitSignal(page.evidence_wanted) as opened:
        page.sentence.figures()[1].click()
    assert opened.args == ["week:2026-11-16:focus"]


def test_a_day_in_the_sentence_is_outlined_as_if_it_was_clicked(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.sentence.figures()[0].click()
    assert page.strips.chosen_day() == NEWEST + 3
    page.sentence.figures()[1].click()
    assert page.strips.chosen_day() is None


def test_the_window_says_which_day_its_panel_shows(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.choose("day:2026-11-18")
    assert page.strips.chosen_day() == NEWEST + 2
    page.choose("")
    assert page.strips.chosen_day() is None


def test_page_up_and_down_ask_for_the_weeks_beside(qtbot: QtBot) -> None:
    page = shown(qtbot)
    for key, monday in ((Qt.Key.Key_PageUp, NEWEST - 7), (Qt.Key.Key_PageDown, NEWEST + 7)):
        with qtbot.waitSignal(page.week_wanted) as wanted:
            QTest.keyClick(page.strips, key)
        assert wanted.args == [monday]


def test_tab_goes_through_the_page_from_above(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.activateWindow()
    first = page.sentence.figures()[0]
    first.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(first.hasFocus)
    here: QWidget = first
    reached = []
    for _ in range(7):
        QTest.keyClick(here, Qt.Key.Key_Tab)
        here = QApplication.focusWidget() or page
        reached.append(here)
    strips = [page.strips_twin.button, page.strips_twin.copies.button, page.strips]
    heat = [page.heat_twin.button, page.heat_twin.copies.button, page.heat]
    assert reached == [page.sentence.figures()[1], *strips, *heat]


# ---- tables ----


def test_pictures_and_tables_change_places_and_keep_the_focus(qtbot: QtBot) -> None:
    page = shown(qtbot)
    page.activateWindow()
    page.strips.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(page.strips.hasFocus)
    height = page.strips_twin.height()
    page.toggle_table()
    assert page.strips_twin.table.isVisible()
    assert page.heat_twin.table.isVisible()
    assert not page.strips.isVisible()
    assert page.strips_twin.table.hasFocus()
    assert page.strips_twin.height() == height
    page.toggle_table()
    assert page.strips.isVisible()
    assert page.strips.hasFocus()


def test_one_of_the_two_can_be_a_table(qtbot: QtBot) -> None:
    page = shown(qtbot)
    QTest.mouseClick(page.heat_twin.button, Qt.MouseButton.LeftButton)
    assert page.heat_twin.table.isVisible()
    assert page.strips.isVisible()
    page.toggle_table()
    assert page.strips_twin.table.isVisible()
    assert page.heat_twin.table.isVisible()


def test_a_row_of_the_table_opens_the_day(qtbot: QtBot) -> None:
    page = shown(qtbot)
    QTest.mouseClick(page.strips_twin.button, Qt.MouseButton.LeftButton)
    table = page.strips_twin.table
    with qtbot.waitSignal(page.evidence_wanted) as opened:
        middle = table.visualRect(table.model().index(2, 1)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert opened.args == ["day:2026-11-18"]
    assert page.strips.chosen_day() == NEWEST + 2


@pytest.mark.usefixtures("large_text")
def test_a_table_shows_all_its_rows_at_twice_the_text(qtbot: QtBot) -> None:
    page = shown(qtbot, GERMAN_WEEK, 844)
    page.toggle_table()
    QApplication.processEvents()
    for twin in (page.strips_twin, page.heat_twin):
        assert twin.table.verticalScrollBar().maximum() == 0
        assert twin.table.geometry().bottom() < twin.height()


# ---- arrangement ----


@pytest.mark.parametrize("width", [700, 844, 1072, 1712])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_hours_of_the_heat_map_lie_under_those_of_the_days(
    qtbot: QtBot, width: int, direction: Qt.LayoutDirection
) -> None:
    page = WeekPage()
    qtbot.addWidget(page)
    page.setLayoutDirection(direction)
    page.show_picture(WEEK)
    page.resize(width, 764)
    with qtbot.waitExposed(page):
        page.show()
    focus = next(place for place, block in enumerate(WEEK.days[0].blocks) if block.role == "focus")
    assert WEEK.days[0].blocks[focus].start == 11 * 3600
    strips = left_in(page, page.strips) + page.strips.block_rect(0, focus).left()
    heat = left_in(page, page.heat) + page.heat.cell_rect(0, 3).left()
    assert abs(strips - heat) <= 1


def test_a_narrow_window_labels_every_second_hour(qtbot: QtBot) -> None:
    assert len(shown(qtbot, width=1200).strips.hours()) == 10
    assert len(shown(qtbot, width=844).strips.hours()) == 5


@pytest.mark.usefixtures("large_text")
@pytest.mark.parametrize("width", [600, 844])
def test_nothing_is_cut_at_twice_the_text_in_german(qtbot: QtBot, width: int) -> None:
    page = shown(qtbot, GERMAN_WEEK, width)
    content = page.widget()
    assert content is not None
    parts = (page.sentence, page.strips_twin, page.heat_twin)
    assert all(part.height() >= part.heightForWidth(part.width()) for part in parts[:2])
    assert page.heat.height() >= page.heat.sizeHint().height()
    spans = [(part.mapTo(content, QPoint()).y(), part.height()) for part in parts]
    assert all(top + height <= below for (top, height), (below, _) in pairwise(spans))
    assert sum(spans[-1]) <= content.height()
    assert content.width() <= page.viewport().width()


@pytest.mark.usefixtures("large_text")
def test_the_page_scrolls_to_where_the_keyboard_goes(qtbot: QtBot) -> None:
    page = shown(qtbot, GERMAN_WEEK, 844, 500)
    page.strips.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(4):
        QTest.keyClick(page.strips, Qt.Key.Key_Down)
    rect = page.strips.block_rect(*page.strips.current())
    assert page.viewport().rect().contains(page.strips.mapTo(page.viewport(), rect.center()))


def test_a_note_is_there_only_when_it_says_something(qtbot: QtBot) -> None:
    page = shown(qtbot)
    assert not page.note.isVisible()
    page.show_picture(WEEK._replace(note="This week is not over; it is not compared."))
    assert page.note.isVisible()


def test_a_week_of_which_nothing_is_known(qtbot: QtBot) -> None:
    page = shown(qtbot, WEEK._replace(days=(), heat=None, legend=(), hours=(), note="No data cover this week."))
    assert not page.strips_twin.isVisible()
    assert not page.heat.isVisible()
    page.toggle_table()
    page.grab()
    page.show_picture(WEEK)
    assert page.strips_twin.isVisible()
    assert page.heat_twin.isVisible()
