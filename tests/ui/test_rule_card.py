"""The numbers of a rule as the card shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app import language
from app.analysis.patterns.thresholds import Thresholds
from app.analysis.rule_numbers import rule_number
from app.ui.rule_card import NumberField

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def test_numbers_are_written_as_the_language_does_and_without_marks_between_thousands(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    numbers = {each.name: rule_number("one-on-one-slips", each) for each in Thresholds({}).of("one-on-one-slips")}
    load = {each.name: rule_number("meeting-load", each) for each in Thresholds({}).of("meeting-load")}
    assert NumberField(numbers["spacings"], holder).text() == "2.0"
    language.choose("de")
    assert NumberField(numbers["spacings"], holder).text() == "2,0"
    assert NumberField(load["minutes"], holder).text() == "1200\u202fmin"
