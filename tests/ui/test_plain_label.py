from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QStyle

from app.ui import theme
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

HOSTILE = '<img src="file:///etc/passwd"><b>bold</b> &amp; <a href="http://example.com">x</a>'
LONG = "An .ics file, a folder of them, or a Takeout zip. No account and no network. " * 3


def test_nothing_in_a_text_is_read_as_rich(qtbot: QtBot) -> None:
    plain, wrapped = PlainLabel(HOSTILE), PlainLabel(HOSTILE, wrap=True)
    qtbot.addWidget(plain)
    qtbot.addWidget(wrapped)
    assert (plain.text(), wrapped.text()) == (HOSTILE, HOSTILE)
    assert plain.textFormat() == Qt.TextFormat.PlainText
    # Shown with its brackets, it is as wide as they make it.
    assert plain.sizeHint().width() >= plain.fontMetrics().horizontalAdvance(HOSTILE)


@pytest.mark.parametrize("direction", Qt.LayoutDirection)
def test_left_and_right_are_where_qt_sees_them(qtbot: QtBot, direction: Qt.LayoutDirection) -> None:
    label = PlainLabel("Planning", wrap=True)
    qtbot.addWidget(label)
    label.setLayoutDirection(direction)
    flags = Qt.AlignmentFlag
    across = (flags(0), flags.AlignLeft, flags.AlignRight, flags.AlignHCenter, flags.AlignRight | flags.AlignAbsolute)
    for side, height in product(across, (flags(0), flags.AlignTop, flags.AlignVCenter)):
        label.setAlignment(side | height)
        assert label.seen_alignment() == QStyle.visualAlignment(label.layoutDirection(), label.alignment())


def test_what_is_far_too_long_is_cut(qtbot: QtBot) -> None:
    label = PlainLabel("long " * 400_000, wrap=True)
    qtbot.addWidget(label)
    assert len(label.text()) == 4_000


def test_several_lines_stand_at_the_distance_of_the_look(qtbot: QtBot) -> None:
    label = PlainLabel(LONG, wrap=True)
    qtbot.addWidget(label)
    one = PlainLabel("One line", wrap=True)
    qtbot.addWidget(one)
    line = label.font().pointSizeF() * label.logicalDpiY() / 72 * theme.line_height("body")
    assert one.heightForWidth(500) == round(line)
    lines = label.heightForWidth(200) / line
    assert round(lines) == round(lines, 1) >= 5
    assert label.minimumSizeHint().width() < 120
    label.resize(200, label.heightForWidth(200))
    image = label.grab().toImage()
    last = range(image.height() - round(line), image.height())
    assert any(image.pixelColor(x, y).value() < 150 for y in last for x in range(200)), "the last line is painted"


def test_colours_follow_the_scheme(qtbot: QtBot, qapp: QApplication) -> None:
    labels = [PlainLabel("Text", color=color, wrap=wrap) for color in ("muted", "focus_text") for wrap in (True, False)]
    for label in labels:
        qtbot.addWidget(label)
        label.resize(80, 30)
        label.grab()
    theme.apply(qapp, "dark")
    for label in labels:
        image = label.grab().toImage()
        brightest = max(image.pixelColor(x, y).value() for x in range(80) for y in range(30))
        assert brightest > 150, "light letters on dark ground"
    labels[0].set_color("problem")
    image = labels[0].grab().toImage()
    reddest = max((image.pixelColor(x, y) for x in range(80) for y in range(30)), key=lambda c: c.red() - c.blue())
    assert reddest.red() - reddest.blue() > 60


def test_figures_have_one_width_but_hyphens_tear_no_word_apart(qtbot: QtBot) -> None:
    tnum = QFont.Tag("tnum")
    for text, tabular in (("16.8 h", True), ("Takeout zip", False), ("double-booked 14:30", False)):
        label = PlainLabel(text)
        qtbot.addWidget(label)
        assert bool(label.font().featureValue(tnum)) is tabular, text


def test_a_label_follows_the_size_of_text(qtbot: QtBot, qapp: QApplication) -> None:
    # As in a window whose first picture stands.
    theme.put_rules_on()
    labels = [PlainLabel("Overview", kind, wrap=wrap) for kind in ("body", "title") for wrap in (True, False)]
    for label in labels:
        qtbot.addWidget(label)
        label.show()
    before = [label.sizeHint().height() for label in labels]
    theme.apply(qapp, "light", text_scale=2.0)
    after = [label.sizeHint().height() for label in labels]
    assert all(now > 1.7 * was for was, now in zip(before, after, strict=True))


def test_a_label_in_prose_is_drawn_as_it_was_measured(qtbot: QtBot) -> None:
    label = PlainLabel("co-workers", "title")
    qtbot.addWidget(label)
    label.show()
    assert label.font().featureValue(QFont.Tag("tnum")) == 0
