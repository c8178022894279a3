"""Fields for working hours: a line for each weekday, and titles that give a day its hours (METRICS.md §2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.language import N_, _
from app.model.preferences import Shift
from app.model.working_hours import WorkingHoursError, hours_of_a_day, hours_of_a_day_text
from app.ui import theme
from app.ui.buttons import button, icon_button
from app.ui.checked_field import CheckedField
from app.ui.plain_label import PlainLabel
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.preferences import Interval
    from app.model.working_hours import Week

_WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
_TOP: Final = Qt.AlignmentFlag.AlignTop
_MOST_SHIFTS: Final = 20
_LONGEST_TITLE: Final = 1_000


class HoursField(CheckedField):
    """A field for the hours of one day."""

    def __init__(self, name: str, hours: tuple[Interval, ...], parent: QWidget | None = None) -> None:
        super().__init__(name, hours_of_a_day_text(hours), _("no work"), parent)
        self.line.editingFinished.connect(self.hours)

    def hours(self) -> tuple[Interval, ...] | None:
        """Return the hours that the text says; None, with the reason below the field, where it says none."""
        try:
            found = hours_of_a_day(self.line.text())
        except WorkingHoursError as error:
            self.complain(str(error))
            return None
        self.complain("")
        return found

    def set_hours(self, hours: tuple[Interval, ...]) -> None:
        """Show other hours."""
        self.line.setText(hours_of_a_day_text(hours))
        self.complain("")


class WeekEditor(QWidget):
    """Seven fields, Monday first."""

    changed = Signal()

    def __init__(self, week: Week, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.SPACE_M)
        grid.setVerticalSpacing(theme.SPACE_XS + 2)
        grid.setColumnStretch(1, 1)
        self.fields: list[HoursField] = []
        for row, (name, hours) in enumerate(zip(map(_, _WEEKDAYS), week, strict=True)):
            field = HoursField(name, hours, self)
            field.changed.connect(self.changed)
            label = PlainLabel(name, parent=self)
            label.setBuddy(field.line)
            label.setMinimumHeight(field.line.sizeHint().height())
            grid.addWidget(label, row, 0)
            grid.setAlignment(label, _TOP)
            grid.addWidget(field, row, 1)
            self.fields.append(field)
        self.alike = button(_("Tuesday to Friday like Monday"), "opens", self)
        self.alike.clicked.connect(self._make_alike)
        grid.addWidget(self.alike, len(self.fields), 1, Qt.AlignmentFlag.AlignLeading)

    def week(self) -> Week | None:
        """Return the hours of each weekday; None, with the reasons below the fields, where a text says none."""
        days = [field.hours() for field in self.fields]
        found = tuple(day for day in days if day is not None)
        return found if len(found) == len(days) else None

    def _make_alike(self) -> None:
        monday = self.fields[0].hours()
        if monday is not None:
            for field in self.fields[1:5]:
                field.set_hours(monday)
            self.changed.emit()


class ShiftsEditor(QWidget):
    """Titles that give a day its hours, each with a field for these."""

    changed = Signal()

    def __init__(self, shifts: Iterable[Shift], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_ShiftRow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.SPACE_XS + 2)
        self.add_button = button(_("A title gives a day its hours…"), "opens", self)
        self.add_button.setAccessibleDescription(_("For shifts, such as Early, Late and Night"))
        self.add_button.clicked.connect(self._add_empty)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button)
        foot.addStretch(1)
        self._layout.addLayout(foot)
        for shift in shifts:
            self._add(shift)

    def rows(self) -> tuple[_ShiftRow, ...]:
        """Return the rows that stand."""
        return tuple(self._rows)

    def shifts(self) -> tuple[Shift, ...] | None:
        """Return the titles and their hours; None, with the reasons below the fields, where one makes no sense."""
        found = []
        for row in self._rows:
            hours = row.field.hours()
            title = row.title.text().strip()
            if hours is None:
                return None
            if title:
                found.append(Shift(title, hours))
        return tuple(found)

    def _add_empty(self) -> None:
        self._add(Shift("", ()))
        self._rows[-1].title.setFocus()

    def _add(self, shift: Shift) -> None:
        row = _ShiftRow(shift, self)
        row.removed.connect(self._remove)
        row.changed.connect(self.changed)
        self._rows.append(row)
        self._layout.insertWidget(len(self._rows) - 1, row)
        follow_layout(self)
        self.add_button.setVisible(len(self._rows) < _MOST_SHIFTS)

    def _remove(self, row: _ShiftRow) -> None:
        self._rows.remove(row)
        row.hide()
        row.deleteLater()
        self.add_button.show()
        self.changed.emit()


class _ShiftRow(QWidget):
    """One title and its hours."""

    removed = Signal(object)
    changed = Signal()

    def __init__(self, shift: Shift, parent: QWidget) -> None:
        super().__init__(parent)
        self.title = QLineEdit(shift.title, self)
        self.title.setMaxLength(_LONGEST_TITLE)
        self.title.setPlaceholderText(_("Early"))
        self.title.setAccessibleName(_("Title that gives a day its hours"))
        self.title.textEdited.connect(self.changed)
        self.field = HoursField(_("Hours of that day"), shift.hours, self)
        self.field.changed.connect(self.changed)
        self.remove = icon_button("close", _("Remove this title"), self)
        self.remove.clicked.connect(self._remove)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_S)
        for widget, stretch in ((self.title, 1), (self.field, 1), (self.remove, 0)):
            line.addWidget(widget, stretch)
            line.setAlignment(widget, _TOP)

    def _remove(self) -> None:
        self.removed.emit(self)
