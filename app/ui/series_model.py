"""The series of a page as rows of a table: which are shown, and in which order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.language import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from app.model.series_page import SeriesRow

    Key = Callable[[SeriesRow], tuple[str, float]]

NAME, SCHEDULED, PERSON_HOURS, FOCUS, HELD, MOVED, FELL_OUT, AGENDA, WEEKS, COUNTS_AS = range(10)
"""The columns in the order in which they stand."""

_NO_PARENT: Final = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class _Column(NamedTuple):
    """A column: its name, its words, and by what it is sorted; ``rising``: the least first, to begin with."""

    name: str
    text: Callable[[SeriesRow], str]
    key: Key
    rising: bool = False


_COLUMNS: Final = (
    _Column(N_("Series"), lambda row: row.title, lambda row: (row.title.casefold(), 0), rising=True),
    _Column(N_("Scheduled"), lambda row: row.cells.scheduled, lambda row: ("", row.scheduled)),
    _Column(N_("Person-hours"), lambda row: row.cells.person_hours, lambda row: ("", row.person_seconds)),
    _Column(N_("Focus cost"), lambda row: row.cells.focus, lambda row: ("", row.focus)),
    _Column(N_("Held"), lambda row: row.cells.held, lambda row: ("", row.held)),
    _Column(N_("Moved"), lambda row: row.cells.moved, lambda row: ("", row.moved)),
    _Column(N_("Fell out"), lambda row: row.cells.fell_out, lambda row: ("", row.fell_out)),
    _Column(N_("Agenda"), lambda row: row.cells.agenda, lambda row: ("", row.agenda or 0)),
    _Column(N_("26 weeks"), lambda row: row.weeks_spoken, lambda row: ("", sum(row.weeks))),
    _Column(N_("Counts as"), lambda row: row.counts_as, lambda row: (row.counts_as.casefold(), 0), rising=True),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """Which rows are shown: those whose title holds the text, and of them only mine, only those to review."""

    text: str = ""
    mine: bool = False
    due: bool = False
    once: bool = False

    def holds(self, row: SeriesRow) -> bool:
        """Tell whether a row is among them; one-off meetings where they are asked for."""
        return (
            (row.recurs or self.once)
            and (not self.mine or row.mine)
            and (not self.due or row.due)
            and self.text.casefold().strip() in row.title.casefold()
        )


class SeriesModel(QAbstractTableModel):
    """The rows, filtered and sorted."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._all: tuple[SeriesRow, ...] = ()
        self._rows: list[SeriesRow] = []
        self.shown = Shown()
        self.sorted_by = FOCUS
        self.rising = False

    # ---- what is shown ----

    def take(self, rows: tuple[SeriesRow, ...]) -> None:
        """Take other rows, the costliest first."""
        self._all = rows
        self._choose_anew()

    def filter(self, shown: Shown) -> None:
        """Show other rows."""
        self.shown = shown
        self._choose_anew()

    def sort_by(self, column: int) -> None:
        """Sort by a column; the other way round where it is sorted by that one already."""
        self.rising = not self.rising if column == self.sorted_by else _COLUMNS[column].rising
        self.sorted_by = column
        self._choose_anew()

    def _choose_anew(self) -> None:
        self.beginResetModel()
        rows = [row for row in self._all if self.shown.holds(row)]
        # What is unknown is neither the least nor the most: it stands last, whichever way the others go.
        unknown = [row for row in rows if self.sorted_by == AGENDA and row.agenda is None]
        known = [row for row in rows if not (self.sorted_by == AGENDA and row.agenda is None)]
        known.sort(key=_COLUMNS[self.sorted_by].key, reverse=not self.rising)
        self._rows = known + unknown
        self.endResetModel()

    def row(self, index: _Index) -> SeriesRow | None:
        """Return the series of an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def place_of(self, series: str) -> int:
        """Return in which row a series stands, by its ``id``; -1 where it is not shown."""
        return next((place for place, row in enumerate(self._rows) if row.id == series), -1)

    def rows(self) -> list[SeriesRow]:
        """Return the rows that are shown, in their order."""
        return list(self._rows)

    # ---- what Qt asks ----

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(_COLUMNS)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a cell's words, and what a screen reader says of it."""
        row, column = self._rows[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _COLUMNS[column].text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole and column in {NAME, WEEKS}:
            return self._spoken(row, column)
        return None

    @staticmethod
    def _spoken(row: SeriesRow, column: int) -> str:
        text = _COLUMNS[column].text(row)
        if column == NAME:
            return ", ".join(filter(None, (row.title, row.detail, row.growth)))
        return _("{name}: {value}").format(name=_(_COLUMNS[column].name), value=text)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a column's name, or a row's."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_text = section in {NAME, WEEKS, COUNTS_AS}
            return Qt.AlignmentFlag.AlignLeft if is_text else Qt.AlignmentFlag.AlignRight
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Vertical:
            return self._rows[section].title if section < len(self._rows) else None
        return _(_COLUMNS[section].name)
