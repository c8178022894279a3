"""Which meetings are to be on one day, and on which: asked in a dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.planning.gathering import Gathering
from app.ui import theme
from app.ui.buttons import button
from app.ui.choices import TickBox
from app.ui.plain_label import PlainLabel
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.series_figures import SeriesKey
    from app.model.whatif_page import WeekItem

_LINES: Final = 34
_LETTERS: Final = 56
_SHARE_OF_SCREEN: Final = 0.9
_FEWEST: Final = 2


class GatherDialog(QDialog):
    """A box to tick for each series that can go to another day, and the day.

    Args:
        items: the series that can.
        days: the weekdays to choose from (0 is Monday), each with its name.
        first: the one that it is about, ticked already; None: none is.

    Signals:
        gathered: what is to be gathered; carries a `Gathering`.
    """

    gathered = Signal(object)

    def __init__(
        self,
        items: Sequence[WeekItem],
        days: Sequence[tuple[int, str]],
        first: SeriesKey | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self.setWindowTitle(_("Gather on a day"))
        self._keys = [item.key for item in items]
        self.boxes = [TickBox(item.title, _where(item, days)) for item in items]
        self.day = QComboBox(self)
        self.day.setAccessibleName(_("Day"))
        self.day.setMinimumHeight(theme.CONTROL_HEIGHT)
        self.day.addItem(_("the day that is best"), None)
        for at, name in days:
            self.day.addItem(name, at)
        self.why = PlainLabel(_("Tick two at least."), "caption", "muted", self, wrap=True)
        self.main_button = button(_("Gather"), "main", self)
        self.main_button.setDefault(True)
        self.cancel_button = button(_("Cancel"), "quiet", self)
        self._lay_out()
        for key, box in zip(self._keys, self.boxes, strict=True):
            box.setChecked(key == first)
            box.toggled.connect(self._settle)
        self.main_button.clicked.connect(self._finish)
        self.cancel_button.clicked.connect(self.reject)
        self._settle()
        unticked = (box for box in self.boxes if not box.isChecked())
        next(unticked, self.cancel_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        held = QWidget()
        rows = QVBoxLayout(held)
        rows.setContentsMargins(6, 0, 6, 0)
        rows.setSpacing(theme.SPACE_XS)
        for box in self.boxes:
            rows.addWidget(box)
        rows.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(held)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.main_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(PlainLabel(_("Which meetings should share a day?"), "door", parent=self, wrap=True))
        lead = _("Their times are found for you, and you can undo it. Whether the others are free then is not known.")
        column.addWidget(PlainLabel(lead, color="muted", parent=self, wrap=True))
        column.addWidget(scroll, 1)
        name = PlainLabel(_("Day"), "caption", "muted", self)
        name.setBuddy(self.day)
        column.addWidget(name)
        column.addWidget(self.day)
        column.addWidget(self.why)
        column.addLayout(foot)
        unit = self.fontMetrics()
        room = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        high = unit.height() * min(_LINES, 18 + 3 * len(self.boxes))
        self.resize(min(unit.averageCharWidth() * _LETTERS, room.width()), min(high, room.height()))
        follow_layout(held)

    def _chosen(self) -> frozenset[SeriesKey]:
        return frozenset(key for key, box in zip(self._keys, self.boxes, strict=True) if box.isChecked())

    def _settle(self) -> None:
        few = len(self._chosen()) < _FEWEST
        self.main_button.setDisabled(few)
        self.why.setVisible(few)

    def _finish(self) -> None:
        self.accept()
        self.gathered.emit(Gathering(self._chosen(), self.day.currentData()))


def _where(item: WeekItem, days: Sequence[tuple[int, str]]) -> str:
    """Return on which day a series takes place."""
    return next((name for at, name in days if at in item.days), "")
