"""What a plan must keep to, as a small form: how many changes, who stays, which time is free, what an hour is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.language import _
from app.model.whatif_page import SOME_DAY, Wish
from app.ui import theme
from app.ui.choices import TickBox
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

MOST_CHANGES: Final = 8
ANY_PRICE: Final = 0
WORTHS: Final = (30, 60, 120, ANY_PRICE)
"""Minutes of disturbance that an hour of focus may be worth."""
TIMES: Final = tuple(range(9 * 3600, 12 * 3600 + 1, 1800))


class _Box(QComboBox):
    """A choice that the wheel of the mouse goes past: the page scrolls, and nothing is changed by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class LimitsForm(QWidget):
    """The limits.

    Args:
        numbers: the numbers from one to the most changes, in words.
        times: the times before which no meeting may begin, in words.
        days: the names of the weekdays from Monday on.

    Signals:
        changed: something else is asked for.
    """

    changed = Signal()

    def __init__(
        self, numbers: Sequence[str], times: Sequence[str], days: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_XS)
        at_most = _("at most {number}")
        counts = [(at + 1, at_most.format(number=number)) for at, number in enumerate(numbers)]
        self.changes = self._box(_("Changes"), counts)
        whenever = [(None, _("at any time")), *zip(TIMES, times, strict=True)]
        self.not_before = self._box(_("No meeting before"), whenever)
        some = [(None, _("none in particular")), (SOME_DAY, _("some day")), *enumerate(days)]
        self.free_day = self._box(_("A day without meetings"), some)
        worths = (
            (30, _("half an hour of disturbance")),
            (60, _("an hour of disturbance")),
            (120, _("two hours of disturbance")),
            (ANY_PRICE, _("any disturbance")),
        )
        self.worth = self._box(_("An hour of focus is worth"), worths)
        self.one_on_ones = TickBox(_("1:1s stay where they are"), parent=self)
        self.half_day = TickBox(_("Half a day free"), parent=self)
        for box in (self.one_on_ones, self.half_day):
            self._column.addWidget(box)
            box.toggled.connect(self.changed)

    def _box(self, name: str, choices: Sequence[tuple[Any, str]]) -> QComboBox:
        label = PlainLabel(name, "caption", "muted", self, wrap=True)
        box = _Box(self)
        box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        box.setAccessibleName(name)
        box.setMinimumHeight(theme.CONTROL_HEIGHT)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        for value, words in choices:
            box.addItem(words, value)
        box.currentIndexChanged.connect(self.changed)
        self._column.addWidget(label)
        self._column.addWidget(box)
        return box

    def show_wish(self, wish: Wish) -> None:
        """Show what was asked for; nothing is told as changed."""
        self.blockSignals(True)  # noqa: FBT003
        self.changes.setCurrentIndex(min(max(wish.changes, 1), MOST_CHANGES) - 1)
        for box, value in (
            (self.not_before, wish.not_before),
            (self.free_day, wish.free_day),
            (self.worth, wish.hour_worth),
        ):
            at = next((place for place in range(box.count()) if box.itemData(place) == value), -1)
            box.setCurrentIndex(max(at, 0))
        self.one_on_ones.setChecked(wish.one_on_ones_stay)
        self.half_day.setChecked(wish.half_day_free)
        self.blockSignals(False)  # noqa: FBT003

    def wish(self) -> Wish:
        """Return what is asked for."""
        return Wish(
            changes=int(self.changes.currentData()),
            one_on_ones_stay=self.one_on_ones.isChecked(),
            not_before=self.not_before.currentData(),
            free_day=self.free_day.currentData(),
            half_day_free=self.half_day.isChecked(),
            hour_worth=int(self.worth.currentData()),
        )
