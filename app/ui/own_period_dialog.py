"""The two dates of a period of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, QLocale
from PySide6.QtWidgets import QDateEdit, QDialog, QGridLayout, QHBoxLayout, QVBoxLayout

from app import language
from app.language import _
from app.model.chosen_period import ChosenPeriod
from app.ui import theme
from app.ui.buttons import button
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_BEFORE_JULIAN: Final = 1_721_425
"""The Julian day number, by which Qt counts, less Python's ordinal of the same date."""


def _date(ordinal: int) -> QDate:
    return QDate.fromJulianDay(ordinal + _BEFORE_JULIAN)


class OwnPeriodDialog(QDialog):
    """Asks from when to when; both days are included.

    Args:
        period: what it proposes.
        oldest: the first day that there is anything to show of; None: unknown.
    """

    def __init__(self, period: ChosenPeriod, oldest: int | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Own period"))
        self.first = self._field(period.first, _("First day"))
        self.last = self._field(period.last, _("Last day"))
        if oldest is not None:
            self.first.setMinimumDate(_date(min(oldest, period.first)))
        self.why = PlainLabel("", color="problem", parent=self, wrap=True)
        self.show_button = button(_("Show"), "main", self)
        self.show_button.setDefault(True)
        cancel = button(_("Cancel"), "quiet", self)
        fields = QGridLayout()
        fields.setHorizontalSpacing(theme.SPACE_M)
        for row, field in enumerate((self.first, self.last)):
            label = PlainLabel(field.accessibleName(), parent=self)
            label.setBuddy(field)
            fields.addWidget(label, row, 0)
            fields.addWidget(field, row, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.show_button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_L)
        rows.addWidget(PlainLabel(_("From when to when?"), "door", parent=self))
        rows.addLayout(fields)
        rows.addWidget(self.why)
        rows.addLayout(foot)
        for field in (self.first, self.last):
            field.dateChanged.connect(self._look)
        self.show_button.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        self._look()

    def _field(self, ordinal: int, name: str) -> QDateEdit:
        field = QDateEdit(_date(ordinal), self)
        field.setLocale(QLocale(language.current()))
        field.setCalendarPopup(True)
        field.setAccessibleName(name)
        field.setMinimumHeight(theme.CONTROL_HEIGHT)
        return field

    def period(self) -> ChosenPeriod:
        """Return the period that is set."""
        days = (field.date().toJulianDay() - _BEFORE_JULIAN for field in (self.first, self.last))
        return ChosenPeriod("own", *days)

    def _look(self) -> None:
        period = self.period()
        is_one = period.first <= period.last
        self.why.setText("" if is_one else _("The last day lies before the first."))
        self.show_button.setEnabled(is_one)
