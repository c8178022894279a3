"""The rule of a pattern: a sentence, and its numbers to be changed in their place, each with where it comes from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.language import _, current
from app.ui import theme
from app.ui.card import Card
from app.ui.chip import Chip
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from app.model.patterns_page import RuleNumber


class NumberField(QDoubleSpinBox):
    """A number of a rule; it tells of a change when the person has finished it, and never turns under the wheel."""

    changed = Signal(float)

    def __init__(self, number: RuleNumber, parent: QWidget) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self._told = number.value
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        written = QLocale(current())
        written.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
        self.setLocale(written)
        self.setDecimals(number.decimals)
        self.setRange(number.least, number.most)
        self.setSingleStep(5 if number.most > 200 and number.suffix else 1)
        self.setSuffix(number.suffix)
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setValue(number.value)
        self.setAccessibleName(number.name)
        source = _("{strength}. {source}").format(strength=number.strength, source=number.source)
        self.setAccessibleDescription(source)
        self.editingFinished.connect(self._finish)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll: a number that changes by chance changes what is found."""
        event.ignore()

    def _finish(self) -> None:
        if self.value() != self._told:
            self._told = self.value()
            self.changed.emit(self.value())


class RuleCard(Card):
    """The rule.

    Signals:
        number_wanted: the name of a number as the settings write it, and its new value as it is shown; None: the
            default again.
    """

    number_wanted = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[RuleNumber, ...] = ()
        self._fields: dict[str, NumberField] = {}
        self._defaults: dict[str, LightButton] = {}
        self._title = PlainLabel(_("Rule"), "title")
        self._rule = PlainLabel("", "body", "muted", wrap=True)
        self._numbers = QWidget(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
        self._column.setSpacing(theme.SPACE_S)
        self._strength = Chip("", self)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._strength)
        self._column.addLayout(head)
        self._column.addWidget(self._rule)
        self._column.addWidget(self._numbers)
        self._column.addStretch(1)

    def show_rule(self, rule: str, numbers: tuple[RuleNumber, ...]) -> None:
        """Show the rule of another pattern, or other numbers of the same."""
        self._rule.setText(rule)
        if numbers == self._shown:
            return
        focused = next((name for name, field in self._fields.items() if field.hasFocus()), "")
        self._shown = numbers
        self._numbers.hide()
        self._numbers.deleteLater()
        self._numbers = QWidget(self)
        self._fields, self._defaults = {}, {}
        grid = QGridLayout(self._numbers)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_S)
        grid.setVerticalSpacing(theme.SPACE_XS)
        grid.setColumnStretch(0, 1)
        sources = {(each.strength, each.source) for each in numbers}
        # One chip for the whole rule, where all its numbers come from the same place.
        self._strength.setVisible(len(sources) == 1)
        self._strength.setText(numbers[0].strength if numbers else "")
        for row, number in enumerate(numbers):
            self._add(grid, 4 * row, number, with_source=len(sources) > 1 or number.source not in number.strength)
            grid.setRowMinimumHeight(4 * row + 3, theme.SPACE_XS if row + 1 < len(numbers) else 0)
        self._column.insertWidget(2, self._numbers)
        self._numbers.show()
        if focused in self._fields:
            self._fields[focused].setFocus(Qt.FocusReason.OtherFocusReason)

    def fields(self) -> dict[str, NumberField]:
        """Return the fields by the names of their numbers."""
        return self._fields

    def defaults(self) -> dict[str, LightButton]:
        """Return the buttons *back to default* by the names of their numbers, where these differ from it."""
        return self._defaults

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        found: list[QWidget] = []
        for name, field in self._fields.items():
            found += [field, *([self._defaults[name]] if name in self._defaults else [])]
        return found

    def _add(self, grid: QGridLayout, row: int, number: RuleNumber, *, with_source: bool) -> None:
        name = PlainLabel(number.name, "body", wrap=True)
        field = NumberField(number, self._numbers)
        name.setBuddy(field)
        field.changed.connect(partial(self.number_wanted.emit, number.id))
        self._fields[number.id] = field
        grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(field, row, 1, Qt.AlignmentFlag.AlignVCenter)
        below = QHBoxLayout()
        below.setSpacing(theme.SPACE_S)
        if with_source:
            below.addWidget(Chip(number.strength, self._numbers))
        below.addStretch(1)
        if number.value != number.default:
            back = LightButton(_("back to default"), "quiet", self._numbers)
            back.setAccessibleDescription(number.name)
            back.clicked.connect(partial(self._go_back, number.id))
            self._defaults[number.id] = back
            below.addWidget(back)
        grid.addLayout(below, row + 1, 0, 1, 2)
        if with_source and number.source not in number.strength:
            grid.addWidget(PlainLabel(number.source, "caption", "muted", wrap=True), row + 2, 0, 1, 2)

    def _go_back(self, name: str, *_checked: object) -> None:
        self.number_wanted.emit(name, None)
