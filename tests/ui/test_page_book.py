"""A page at its first visit: filled, laid out and painted in turns, and nothing half made is seen between them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.operations.pictures import Footer
from app.ui.page_book import PageBook
from app.ui.page_loader import Loaded
from tests.ui.invented import OVERVIEW, WEEK

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.model.overview import Overview
    from app.model.week_view import WeekView


def loaded(page: str, picture: Overview | WeekView) -> Loaded:
    return Loaded(page, picture, None, None, None, Footer("", ""), ())


def shown(qtbot: QtBot) -> tuple[QStackedWidget, PageBook]:
    stack = QStackedWidget()
    qtbot.addWidget(stack)
    stack.resize(1240, 800)
    book = PageBook(stack, {})
    book.paint(loaded("overview", OVERVIEW), table=False)
    stack.show()
    return stack, book


def name(stack: QStackedWidget) -> str:
    page = stack.currentWidget()
    return page.accessibleName()


class Painted(QObject):
    """How often each widget is painted."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.times: Counter[QObject] = Counter()
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.times[watched] += 1
        return False

    def often(self, stack: QStackedWidget) -> set[int]:
        """Return how often the parts of the page in front were painted."""
        return {self.times[each] for each in stack.currentWidget().findChildren(QWidget) if each in self.times}


def test_the_first_page_of_all_stands_at_once(qtbot: QtBot) -> None:
    stack, _book = shown(qtbot)
    assert name(stack) == "Overview"
    assert stack.updatesEnabled()


def test_the_page_before_is_seen_until_the_new_one_is_whole(qtbot: QtBot, qapp: QApplication) -> None:
    stack, book = shown(qtbot)
    qapp.processEvents()
    before = stack.grab().toImage()
    book.paint(loaded("week", WEEK), table=False)
    assert name(stack) == "Overview"
    assert stack.grab().toImage() == before
    qtbot.waitUntil(lambda: name(stack) == "Week")
    qtbot.waitUntil(stack.updatesEnabled)
    assert stack.grab().toImage() != before


def test_a_page_that_was_seen_before_is_shown_at_once(qtbot: QtBot) -> None:
    stack, book = shown(qtbot)
    book.paint(loaded("week", WEEK), table=False)
    qtbot.waitUntil(lambda: name(stack) == "Week" and stack.updatesEnabled())
    book.turn_to("overview")
    assert name(stack) == "Overview"
    book.turn_to("week")
    book.paint(loaded("week", WEEK), table=False)
    assert name(stack) == "Week"
    assert stack.updatesEnabled()


def test_who_has_turned_back_meanwhile_stays_there(qtbot: QtBot, qapp: QApplication) -> None:
    stack, book = shown(qtbot)
    book.paint(loaded("week", WEEK), table=False)
    book.turn_to("overview")
    for _turn in range(5):
        qapp.processEvents()
    assert name(stack) == "Overview"
    assert stack.updatesEnabled()


def test_each_part_of_a_page_is_painted_once_when_it_is_turned_to(qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    stack = QStackedWidget(window)
    stack.resize(1240, 800)
    book = PageBook(stack, {})
    book.paint(loaded("overview", OVERVIEW), table=False)
    painted = Painted(qapp)
    window.resize(1240, 800)
    window.show()
    qtbot.waitUntil(lambda: painted.often(stack) == {1})
    painted.times.clear()
    book.paint(loaded("week", WEEK), table=False)
    qtbot.waitUntil(lambda: name(stack) == "Week" and painted.often(stack) != set())
    assert painted.often(stack) == {1}
    painted.times.clear()
    book.turn_to("overview")
    qtbot.waitUntil(lambda: painted.often(stack) != set())
    assert painted.often(stack) == {1}
    qapp.removeEventFilter(painted)
