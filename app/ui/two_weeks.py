"""The week as it is and the one that is tried: side by side, or one at a time where that would be too narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.plain_label import PlainLabel
from app.ui.plan_week import PlanWeek
from app.ui.switch import Switch
from app.ui.week_calendar import WeekCalendar

if TYPE_CHECKING:
    from app.model.whatif_page import WeekColumn

_PLANNED = 1


class TwoWeeks(QWidget):
    """Both weeks under their headings.

    Attributes:
        switch: turns between them where one is seen at a time; it is for the one who makes this to place.

    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = WeekCalendar(_("The week now"), self)
        self.planned = PlanWeek(_("The week planned"), self)
        self.switch = Switch(_("Now or planned"), (_("Now"), _("Planned")), self)
        self.switch.choose(_PLANNED)
        self.switch.chosen.connect(self._choose)
        self._is_beside, self._is_covered = True, False
        self._days: tuple[WeekColumn, ...] = ()
        self._usual = _("Drag to move, pull the lower edge to shorten; Enter or a right click for more.")
        self._names = [PlainLabel(text, "title", parent=self) for text in (_("Now"), _("Planned"))]
        self._hint = PlainLabel(self._usual, "caption", "muted", self, wrap=True)
        self._sides: list[QWidget] = []
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_XL)
        for name, week in zip(self._names, (self.now, self.planned), strict=True):
            side = QWidget(self)
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.SPACE_XS)
            column.addWidget(name)
            column.addWidget(week)
            row.addWidget(side, 1, Qt.AlignmentFlag.AlignTop)
            self._sides.append(side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SPACE_XS)
        whole.addLayout(row)
        whole.addWidget(self._hint)
        self._arrange()

    def show_weeks(
        self, now: tuple[WeekColumn, ...], planned: tuple[WeekColumn, ...], hours: tuple[tuple[int, str], ...]
    ) -> None:
        """Show both weeks on the same hours."""
        self._days = now
        self.now.show_days(now, hours)
        self.planned.show_days(planned, hours)

    def mark(self, kept: frozenset[int], changed: frozenset[int]) -> None:
        """Mark the series that stay; where one week is seen at a time, also the places that changed ones have left."""
        self.planned.mark(kept, changed, () if self._is_beside else self._days)

    def hint(self, refusal: str) -> None:
        """Say why something cannot be done; empty: how it is done."""
        text = _("Not possible: {reason}").format(reason=refusal) if refusal else self._usual
        self._hint.setText(text)

    def set_beside(self, *, beside: bool) -> None:
        """Put the weeks beside each other, or show one at a time."""
        if beside != self._is_beside:
            self._is_beside = beside
            self._arrange()

    def cover(self, covered: bool) -> None:  # noqa: FBT001 (the slot of a signal)
        """Say whether a table stands in the place of the weeks, so that there is nothing to turn between."""
        self._is_covered = covered
        self._arrange()

    def _choose(self, _place: int) -> None:
        self._arrange()

    def _arrange(self) -> None:
        self.switch.setVisible(not self._is_beside and not self._is_covered)
        for at, (side, name) in enumerate(zip(self._sides, self._names, strict=True)):
            side.setVisible(self._is_beside or at == self.switch.place())
            name.setVisible(self._is_beside)
        self.updateGeometry()
