"""The sentence that a page begins with, as a person meets it: read, clicked, reached by Tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest

from app.model.phrases import Phrase
from app.ui import theme
from app.ui.balanced_lines import greedy_lines
from app.ui.sentence import OVERSHOOT, Sentence
from tests.ui.invented import COMING, EMPTY_OVERVIEW, GERMAN_OVERVIEW, OVERVIEW, WEEK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

TWO_LINES_IN_ONE_FIGURE = (
    Phrase("It had "),
    Phrase("a good many hours more of meetings than are usual", "week:2026-11-16:usual"),
    Phrase("."),
)


def shown(qtbot: QtBot, phrases: tuple[Phrase, ...], width: int = 740) -> Sentence:
    sentence = Sentence()
    qtbot.addWidget(sentence)
    sentence.set_phrases(phrases)
    sentence.resize(width, sentence.heightForWidth(width))
    with qtbot.waitActive(sentence):
        sentence.show()
        sentence.activateWindow()
    return sentence


def opened(sentence: Sentence) -> list[str]:
    found: list[str] = []
    sentence.opened.connect(found.append)
    return found


@pytest.mark.parametrize(
    ("phrases", "lines"),
    [
        (
            OVERVIEW.sentence,
            ["Last week had 16.8 h of meetings, 4.8 h more than usual,", "and no morning without one."],
        ),
        (
            GERMAN_OVERVIEW.sentence,
            ["Letzte Woche waren 16,8 h Besprechungen geplant,", "4,8 h mehr als üblich; kein Vormittag blieb frei."],
        ),
        (
            WEEK.sentence,
            ["Thursday held 4.8 h of meetings and no block of 2 h;", "five blocks are left on the other four days."],
        ),
    ],
)
def test_lines_end_where_it_reads_well(qtbot: QtBot, phrases: tuple[Phrase, ...], lines: list[str]) -> None:
    assert shown(qtbot, phrases, 800).lines() == lines


@pytest.mark.parametrize("width", [130, 240, 420, 700, 1400])
def test_no_word_is_lost_and_no_line_is_too_long(qtbot: QtBot, width: int) -> None:
    sentence = shown(qtbot, GERMAN_OVERVIEW.sentence, width)
    assert "".join(sentence.lines()).replace(" ", "") == sentence.text().replace(" ", "")
    assert all(
        figure.geometry().right() <= sentence.width() and figure.geometry().left() >= 0 for figure in sentence.figures()
    )
    assert sentence.height() >= sentence.heightForWidth(sentence.width())


def test_a_word_longer_than_the_line_is_cut() -> None:
    assert greedy_lines([0, 1, 2, 3, 4, 5, 6, 7], [3], 2.0) == [(0, 2), (2, 3), (4, 6), (6, 7)]


def test_a_click_on_a_figure_opens_what_is_behind_it(qtbot: QtBot) -> None:
    sentence = shown(qtbot, OVERVIEW.sentence)
    found = opened(sentence)
    for figure in sentence.figures():
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton)
    QTest.mouseClick(sentence, Qt.MouseButton.LeftButton, pos=QPoint(OVERSHOOT + 4, 20))
    assert found == ["week:2026-11-16:meetings", "week:2026-11-16:usual", "week:2026-11-16:mornings"]


def test_tab_goes_from_figure_to_figure_and_enter_and_space_open_them(qtbot: QtBot) -> None:
    sentence = shown(qtbot, OVERVIEW.sentence)
    found = opened(sentence)
    first, second, third = sentence.figures()
    third.setFocus()
    QTest.keyClick(third, Qt.Key.Key_Tab)
    assert first.hasFocus()
    assert theme.focus_shows(first)
    QTest.keyClick(first, Qt.Key.Key_Return)
    QTest.keyClick(first, Qt.Key.Key_Tab)
    QTest.keyClick(second, Qt.Key.Key_Space)
    QTest.keyClick(second, Qt.Key.Key_Tab)
    QTest.keyClick(third, Qt.Key.Key_Enter)
    assert found == [phrase.opens for phrase in OVERVIEW.sentence if phrase.opens]
    QTest.keyClick(third, Qt.Key.Key_Backtab)
    assert second.hasFocus()


def test_a_press_of_the_mouse_shows_no_ring(qtbot: QtBot) -> None:
    figure = shown(qtbot, OVERVIEW.sentence).figures()[0]
    QTest.mouseClick(figure, Qt.MouseButton.LeftButton)
    assert not theme.focus_shows(figure)


def test_a_figure_in_two_lines_is_pressed_in_both_and_not_between(qtbot: QtBot) -> None:
    sentence = shown(qtbot, TWO_LINES_IN_ONE_FIGURE, 420)
    found = opened(sentence)
    (figure,) = sentence.figures()
    assert len(sentence.lines()) > 1
    for line in range(len(sentence.lines())):
        y = round((line + 0.5) * (sentence.heightForWidth(420) - 2 * OVERSHOOT) / len(sentence.lines())) + OVERSHOOT
        place = QPoint(160, y) - figure.pos()
        assert figure.mask().contains(place)
        QTest.mouseClick(figure, Qt.MouseButton.LeftButton, pos=place)
    assert len(found) == len(sentence.lines())
    assert not figure.mask().contains(QPoint(10, 20) - figure.pos())


def test_a_screen_reader_hears_the_sentence_and_its_buttons(qtbot: QtBot) -> None:
    sentence = shown(qtbot, OVERVIEW.sentence)
    whole = "Last week had 16.8 h of meetings, 4.8 h more than usual, and no morning without one."
    assert sentence.accessibleName() == whole
    interface = QAccessible.queryAccessibleInterface(sentence.figures()[1])
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "4.8 h more than usual"
    assert interface.text(QAccessible.Text.Description) == whole


def test_another_sentence_takes_the_place_of_the_first(qtbot: QtBot) -> None:
    sentence = shown(qtbot, OVERVIEW.sentence)
    found = opened(sentence)
    sentence.set_phrases(EMPTY_OVERVIEW.sentence)
    assert sentence.figures() == ()
    assert not any(button.isVisible() for button in sentence.stops())
    sentence.set_phrases(COMING.sentence)
    assert [figure.accessibleName() for figure in sentence.figures()] == ["13.5 h", "as usual", "two mornings"]
    QTest.mouseClick(sentence.figures()[1], Qt.MouseButton.LeftButton)
    assert found == ["week:2026-11-23:usual"]


def test_a_figure_with_an_ampersand_has_no_shortcut(qtbot: QtBot) -> None:
    sentence = shown(qtbot, (Phrase("R&D", "day:2026-11-16"), Phrase(" held nothing.")))
    assert sentence.figures()[0].shortcut().isEmpty()
    assert sentence.figures()[0].accessibleName() == "R&D"


def test_larger_text_takes_more_room(qtbot: QtBot, qapp: QApplication) -> None:
    sentence = shown(qtbot, OVERVIEW.sentence)
    before = sentence.heightForWidth(740)
    theme.apply(qapp, "light", 2.0)
    assert sentence.heightForWidth(740) > 1.7 * before
    # Where no style rules are put on yet, Qt tells of another font with the next round of events.
    qtbot.waitUntil(lambda: all(figure.height() > 50 for figure in sentence.figures()))


def test_lines_begin_at_the_right_where_the_layout_does(qtbot: QtBot) -> None:
    sentence = shown(qtbot, OVERVIEW.sentence)
    left = sentence.figures()[0].x()
    sentence.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    first, second, _third = sentence.figures()
    assert left < first.x() < second.x() < sentence.width()
    sentence.set_phrases(
        (Phrase("في الأسبوع الماضي "), Phrase("16.8", "week:1"), Phrase(" ساعة، "), Phrase("4.8", "day:1"))
    )
    assert sentence.figures()[0].x() > sentence.figures()[1].x() >= 0


@pytest.fixture(params=[Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def either_direction(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """The whole program in one direction, and in the other."""
    qapp.setLayoutDirection(request.param)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("either_direction")
def test_what_is_drawn_is_as_wide_as_what_was_measured(qtbot: QtBot) -> None:
    sentence = shown(qtbot, (Phrase("11 "), Phrase("1111111", "day:2026-11-16"), Phrase(" 1111111 end")))
    image, ground = sentence.grab().toImage(), theme.color("surface").rgb()
    middle = sentence.height() // 2

    def is_empty(x: int) -> bool:
        return all(image.pixel(x, y) == ground for y in range(middle - 12, middle + 4))

    (figure,) = sentence.figures()
    assert all(is_empty(figure.x() + OVERSHOOT - before) for before in (2, 3, 4))
    assert all(is_empty(figure.geometry().right() - OVERSHOOT + after) for after in (3, 4, 5))
