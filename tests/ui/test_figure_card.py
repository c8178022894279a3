"""The cards of the figures: one height, one line of figures, pressed by pointer and keys, unknown said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest

from app.ui import theme
from app.ui.figure_card import OVERSHOOT, FigureButton, FigureRow
from app.ui.text_lines import wrapped
from tests.ui.invented import CARDS, EARLY_CARD, GERMAN_CARDS, UNKNOWN_CARD

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from app.model.overview import FigureCard


def shown(qtbot: QtBot, cards: tuple[FigureCard, ...] = CARDS, width: int = 1016) -> FigureRow:
    row = FigureRow()
    qtbot.addWidget(row)
    row.set_cards(cards)
    row.resize(width, row.heightForWidth(width))
    with qtbot.waitActive(row):
        row.show()
        row.activateWindow()
    return row


def picture(button: FigureButton) -> QImage:
    return button.grab().toImage()


def places(image: QImage, color: str) -> list[tuple[int, int]]:
    wanted = theme.color(color).rgb()
    return [(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixel(x, y) == wanted]


def ink(image: QImage) -> int:
    ground = QColor(image.pixelColor(image.width() // 2, 8)).rgb()
    return sum(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))


def test_four_cards_of_one_size_stand_in_a_row(qtbot: QtBot) -> None:
    row = shown(qtbot)
    buttons = row.buttons()
    assert [button.card.id for button in buttons] == ["meetings", "focus", "fragmentation", "outside"]
    assert len({(button.y(), button.height()) for button in buttons}) == 1
    assert {button.width() for button in buttons} == {240 + 2 * OVERSHOOT}
    assert [button.x() for button in buttons] == [0, 256, 512, 768]


def test_a_click_and_the_keys_open_the_evidence(qtbot: QtBot) -> None:
    row = shown(qtbot)
    found: list[str] = []
    row.opened.connect(found.append)
    QTest.mouseClick(row.buttons()[3], Qt.MouseButton.LeftButton)
    row.buttons()[3].setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Enter):
        QTest.keyClick(row, Qt.Key.Key_Tab)
        QTest.keyClick(row.focusWidget(), key)
    assert found == [f"week:2026-11-16:{name}" for name in ("outside", "meetings", "focus", "fragments")]


def test_a_screen_reader_hears_the_whole_card(qtbot: QtBot) -> None:
    row = shown(qtbot)
    interface = QAccessible.queryAccessibleInterface(row.buttons()[0])
    assert interface.role() == QAccessible.Role.Button
    assert interface.text(QAccessible.Text.Name) == "Meeting hours: 16.8 hours, usual 10.3 to 13.7, 3.1 hours above."


def test_the_room_for_a_long_name_is_kept_in_the_whole_row(qtbot: QtBot) -> None:
    english, german = shown(qtbot, CARDS), shown(qtbot, GERMAN_CARDS, 796)
    buttons = german.buttons()
    assert buttons[0].name_lines(188) == 1
    assert buttons[1].name_lines(188) == 2
    assert len({button.height() for button in buttons}) == 1
    assert buttons[0].height() > english.buttons()[0].height()
    lowest = [max(y for _x, y in places(picture(button), "text")) for button in buttons]
    assert max(lowest) - min(lowest) <= 3  # the words at the foot end on one line, but for the tails of letters


def test_large_text_gets_two_rows(qtbot: QtBot, qapp: QApplication) -> None:
    row = shown(qtbot, GERMAN_CARDS, 796)
    theme.apply(qapp, "light", 2.0)
    row.resize(796, row.heightForWidth(796))
    buttons = row.buttons()
    assert buttons[0].y() == buttons[1].y() < buttons[2].y() == buttons[3].y()
    assert buttons[2].y() >= buttons[0].geometry().bottom() - 2 * OVERSHOOT
    assert row.height() >= buttons[3].geometry().bottom()


def test_the_mark_stands_where_the_value_lies(qtbot: QtBot) -> None:
    row = shown(qtbot)
    above, below = (picture(button) for button in row.buttons()[:2])
    assert min(x for x, _y in places(above, "meeting")) > above.width() * 0.8
    assert max(x for x, _y in places(below, "focus")) < below.width() * 0.2


def test_a_range_of_no_width_is_drawn(qtbot: QtBot) -> None:
    level = CARDS[3]._replace(ticks=(45.0,) * 12)
    row = shown(qtbot, (level,), 248)
    with_band = picture(row.buttons()[0])
    row = shown(qtbot, (level._replace(band=None),), 248)
    without = picture(row.buttons()[0])
    assert len(places(with_band, "usual")) > len(places(without, "usual"))


def test_too_few_weeks_give_a_figure_without_a_range(qtbot: QtBot) -> None:
    row = shown(qtbot, (EARLY_CARD,), 248)
    image = picture(row.buttons()[0])
    assert places(image, "usual_fill") == []
    assert places(image, "meeting")


def test_an_unknown_figure_says_why(qtbot: QtBot) -> None:
    row = shown(qtbot, (CARDS[0], UNKNOWN_CARD), 504)
    known, unknown = row.buttons()
    assert unknown.accessibleName() == "Meeting hours: not in this source. The ICS file lists no people."
    assert unknown.height() == known.height()
    assert places(picture(unknown), "meeting") == []
    assert ink(picture(unknown)) > 500


@pytest.mark.parametrize("scheme", ["dark", "high_contrast_light", "high_contrast_dark"])
def test_every_scheme_is_followed(qtbot: QtBot, qapp: QApplication, scheme: str) -> None:
    row = shown(qtbot)
    button = row.buttons()[0]
    before = picture(button)
    theme.apply(qapp, scheme)
    after = picture(button)
    assert after != before
    assert places(after, "text")
    assert places(after, "meeting")


def test_the_card_under_the_pointer_and_the_focused_one_look_different(qtbot: QtBot) -> None:
    row = shown(qtbot)
    first, second = row.buttons()[:2]
    plain = picture(second)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()
    assert places(picture(second), "focus_ring")
    assert not places(plain, "focus_ring")


def test_cards_that_stay_keep_the_focus(qtbot: QtBot) -> None:
    row = shown(qtbot)
    row.buttons()[2].setFocus()
    row.set_cards(GERMAN_CARDS)
    assert row.buttons()[2].hasFocus()
    row.set_cards(GERMAN_CARDS[:2])
    assert len(row.buttons()) == 2


def test_text_is_broken_at_words_and_soft_hyphens(qtbot: QtBot) -> None:
    del qtbot
    font = theme.font("caption")
    assert wrapped("one two", font, 1000) == ["one two"]
    assert wrapped("", font, 1000) == []
    lines = wrapped("Besprechungs\u00adstunden", font, 90)
    assert lines == ["Besprechungs\u00ad-", "stunden"]
    assert "".join(wrapped("x" * 40, font, 60)) == "x" * 40


MEASURES = (("90 min up", "14.1 h"), ("60 min up", "18.6 h"))


def focus_card(qtbot: QtBot, beside: tuple[tuple[str, str], ...], width: int = 1016) -> tuple[QImage, str]:
    told = ", ".join(("7.0 h", *(f"{name} {value}" for name, value in beside)))
    row = shown(qtbot, (CARDS[0], CARDS[1]._replace(beside=beside, spoken=told), *CARDS[2:]), width)
    return picture(row.buttons()[1]), row.buttons()[1].toolTip()


def test_other_measures_stand_at_the_end_of_the_figures_line(qtbot: QtBot) -> None:
    (with_them, _tip), (without, _none) = focus_card(qtbot, MEASURES), focus_card(qtbot, ())
    assert with_them.size() == without.size()
    half = with_them.width() // 2
    assert with_them.copy(0, 0, half, with_them.height()) == without.copy(0, 0, half, without.height())
    assert ink(with_them) > ink(without) + 200


def test_other_measures_without_room_are_told_in_the_tip(qtbot: QtBot) -> None:
    long = tuple((f"{name}, of all that there is, and that more than twice", value) for name, value in MEASURES)
    (with_them, tip), (without, _none) = focus_card(qtbot, long, 700), focus_card(qtbot, (), 700)
    assert ink(with_them) == ink(without)
    assert "18.6 h" in tip
