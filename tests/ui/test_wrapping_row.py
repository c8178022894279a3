"""Widgets in a row that goes on in another where the width ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

WIDE, GAP = 100, 10


@pytest.fixture
def holder(qtbot: QtBot) -> QWidget:
    """Three labels of the same size, in a row."""
    holder = QWidget()
    qtbot.addWidget(holder)
    row = WrappingRow(holder)
    row.setSpacing(GAP)
    for _ in range(3):
        made = QLabel(holder)
        made.setFixedSize(WIDE, 30)
        row.addWidget(made)
    return holder


def places(holder: QWidget, width: int) -> list[tuple[int, int]]:
    layout = holder.layout()
    assert layout is not None
    holder.resize(width, 200)
    layout.activate()
    return [(each.x(), each.y()) for each in holder.findChildren(QLabel)]


def test_a_row_goes_on_below_where_the_width_ends(qtbot: QtBot, holder: QWidget) -> None:
    holder.show()
    assert places(holder, 320) == [(0, 0), (110, 0), (220, 0)]
    assert places(holder, 319) == [(0, 0), (110, 0), (0, 40)]
    assert places(holder, 105) == [(0, 0), (0, 40), (0, 80)]
    assert [holder.heightForWidth(width) for width in (320, 319, 105)] == [30, 70, 110]
    assert (holder.minimumSizeHint().width(), holder.sizeHint().width()) == (WIDE, 3 * WIDE + 2 * GAP)


def test_what_is_hidden_takes_no_room(qtbot: QtBot, holder: QWidget) -> None:
    holder.show()
    holder.findChildren(QLabel)[0].hide()
    assert places(holder, 210)[1:] == [(0, 0), (110, 0)]


def test_it_begins_at_the_right_where_the_language_does(qtbot: QtBot, holder: QWidget) -> None:
    holder.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    holder.show()
    assert places(holder, 319) == [(219, 0), (109, 0), (219, 40)]


def test_a_row_that_may_not_wrap_asks_for_its_whole_width(qtbot: QtBot, holder: QWidget) -> None:
    row = holder.layout()
    assert isinstance(row, WrappingRow)
    row.set_wraps(wraps=False)
    assert row.minimumSize().width() == 3 * WIDE + 2 * GAP
    assert not row.hasHeightForWidth()
