"""What a plan must keep to, as a small form: how many changes, who stays, which time is free, what an hour is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.language import _
from app.model.whatif_page import MOST_ASKED, SOME_DAY, Wish
from app.ui import theme
from app.ui.choices import TickBox
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent

ANY_PRICE: Final = 0
"""Minutes of disturbance that an hour of focus may be worth."""
TIMES: Final = tuple(range(9 * 3600, 12 * 3600 + 1, 1800))


class _Box(QComboBox):
    """A choice that the wheel of the mouse goes past: the page scrolls, and nothing is changed by accident."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class FormWords(NamedTuple):
    """What the choices of the form are called.

    Attributes:
        numbers: the numbers from one to the most changes.
        mornings: those from one to the most mornings.
        times: the times before which no meeting may begin.
        days: the names of the weekdays from Monday on.

    """

    numbers: Sequence[str]
    mornings: Sequence[str]
    times: Sequence[str]
    days: Sequence[str]


class LimitsForm(QWidget):
    """The limits.

    Signals:
        changed: something else is asked for.
    """

    changed = Signal()

    def __init__(self, words: FormWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_XS)
        at_most = _("at most {number}")
        counts = [(at + 1, at_most.format(number=number)) for at, number in enumerate(words.numbers)]
        self.changes = self._box(_("Changes"), counts)
        mornings = [(0, _("none in particular")), *enumerate(words.mornings, 1)]
        self.mornings = self._box(_("Free mornings"), mornings)
        whenever = [(None, _("at any time")), *zip(TIMES, words.times, strict=True)]
        self.not_before = self._box(_("No meeting before"), whenever)
        some = [(None, _("none in particular")), (SOME_DAY, _("some day")), *enumerate(words.days)]
        self.free_day = self._box(_("A day without meetings"), some)
        self.one_on_ones = self._tick(_("1:1s stay where they are"))
        self.more = LightButton(_("More limits"), "quiet", self, "surface")
        self.more.setCheckable(True)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        worths = (
            (30, _("half an hour of disturbance")),
            (60, _("an hour of disturbance")),
            (120, _("two hours of disturbance")),
            (ANY_PRICE, _("any disturbance")),
        )
        before = set(self._rows)
        self.worth = self._box(_("An hour of focus is worth"), worths)
        self.half_day = self._tick(_("Half a day free"))
        self._rare = [row for row in self._rows if row not in before]
        self.more.toggled.connect(self._show_rare)
        self._show_rare(shown=False)

    def _tick(self, words: str) -> TickBox:
        box = TickBox(words, parent=self)
        self._column.addWidget(box)
        self._rows.append(box)
        box.toggled.connect(self.changed)
        return box

    def _show_rare(self, shown: bool) -> None:  # noqa: FBT001 (of Qt's signal)
        for row in self._rare:
            row.setVisible(shown)

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
        for row in (label, box):
            self._column.addWidget(row)
            self._rows.append(row)
        return box

    def show_wish(self, wish: Wish) -> None:
        """Show what was asked for; nothing is told as changed."""
        self.blockSignals(True)  # noqa: FBT003
        self.changes.setCurrentIndex(min(max(wish.changes, 1), MOST_ASKED) - 1)
        for box, value in (
            (self.not_before, wish.not_before),
            (self.free_day, wish.free_day),
            (self.worth, wish.hour_worth),
            (self.mornings, wish.free_mornings),
        ):
            at = next((place for place in range(box.count()) if box.itemData(place) == value), -1)
            box.setCurrentIndex(max(at, 0))
        self.one_on_ones.setChecked(wish.one_on_ones_stay)
        self.half_day.setChecked(wish.half_day_free)
        usual = Wish()
        if (wish.half_day_free, wish.hour_worth) != (usual.half_day_free, usual.hour_worth):
            # What holds is seen.
            self.more.setChecked(True)
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
            free_mornings=int(self.mornings.currentData()),
        )
