"""The card of the 1:1s: the table, the legend of its marks, by what it is sorted, and the sheet for one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import N_, _
from app.model.people_page import ORDERS
from app.ui import mini_picture, theme
from app.ui.buttons import button
from app.ui.card import Card
from app.ui.plain_label import PlainLabel
from app.ui.rhythm_table import RhythmTable
from app.ui.text_lines import TEXT_CHANGES, pitch

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent

    from app.model.people_page import OneOnOneOrder, OneOnOneRow

_MARK: Final = 11.0
_BETWEEN: Final = 18.0
_LEGEND: Final = (
    ("held", N_("held")),
    ("moved", N_("moved by 15 min or more")),
    ("made-up", N_("fell out, made up within 7 days")),
    ("fell-out", N_("fell out")),
)
_ORDER_NAMES: Final[dict[OneOnOneOrder, str]] = {
    "rhythm": N_("how often"),
    "name": N_("name"),
    "held": N_("held"),
    "moved": N_("moved"),
    "fell-out": N_("fell out"),
    "since": N_("days since the last"),
    "next": N_("the next one"),
}


class Legend(QWidget):
    """What each mark means, on as many lines as it needs."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Marks: {names}").format(names="; ".join(_(text) for __, text in _LEGEND)))

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow legend is a taller one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its lines."""
        return round((1 + self._placed(width)[-1][3]) * self._line())

    def sizeHint(self) -> QSize:
        """Return the size of one line."""
        last = self._placed(10_000)[-1]
        width = round(last[2] + QFontMetricsF(theme.font("caption")).horizontalAdvance(last[1]) + _BETWEEN)
        return QSize(width, round(self._line()))

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(160, round(self._line()))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def _line(self) -> float:
        return max(pitch("caption"), _MARK + 12.0)

    def _placed(self, width: int) -> list[tuple[str, str, float, int]]:
        """Return each mark and its words, where they begin, and on which line."""
        metrics = QFontMetricsF(theme.font("caption"))
        found, across, line = [], 0.0, 0
        for mark, name in _LEGEND:
            text = _(name)
            needed = _MARK + theme.SPACE_S + metrics.horizontalAdvance(text)
            if across and across + needed > width:
                across, line = 0.0, line + 1
            found.append((mark, text, across, line))
            across += needed + _BETWEEN
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the marks with their words."""
        painter = QPainter(self)
        metrics = QFontMetricsF(theme.font("caption"))
        painter.setFont(theme.font("caption"))
        for mark, text, across, line in self._placed(self.width()):
            middle = (line + 0.5) * self._line() - 2
            wide = metrics.horizontalAdvance(text)
            left = self.width() - across - _MARK if self.isRightToLeft() else across
            mini_picture.slot(painter, mark, QPointF(left + _MARK / 2, middle), _MARK)
            begin = left - theme.SPACE_S - wide if self.isRightToLeft() else left + _MARK + theme.SPACE_S
            painter.setPen(theme.color("muted"))
            painter.drawText(QPointF(begin, middle - metrics.height() / 2 + metrics.ascent()), text)
        painter.end()


class RhythmCard(Card):
    """The 1:1s, or why there are none.

    Signals:
        opened: the reference of what a person opened.
        sheet_wanted: the sheet for the row that is chosen is wanted.
    """

    opened = Signal(str)
    sheet_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RhythmTable(self)
        self.legend = Legend(self)
        self._unknown = PlainLabel("", "body", "muted", parent=self, wrap=True)
        self._sorted = PlainLabel(_("Sorted by"), "caption", "muted", parent=self)
        self.order = QComboBox(self)
        self.order.setAccessibleName(_("Sorted by"))
        for order in ORDERS:
            self.order.addItem(_(_ORDER_NAMES[order]), order)
        self.sheet = button(_("Sheet for a 1:1…"), parent=self)
        self._foot = QGridLayout()
        self._foot.setHorizontalSpacing(theme.SPACE_L)
        self._sorting = QHBoxLayout()
        self._sorting.setSpacing(theme.SPACE_S)
        for widget in (self._sorted, self.order):
            self._sorting.addWidget(widget)
        self._lay_out()
        self.table.opened.connect(self.opened)
        self.table.chosen.connect(self._on_chosen)
        self.table.sorted_by.connect(self._on_column)
        self.order.activated.connect(lambda at: self.table.sort_by(ORDERS[at]))
        self.sheet.clicked.connect(self.sheet_wanted)
        self._on_chosen()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_M)
        rows.setSpacing(theme.SPACE_S)
        rows.addWidget(self.table)
        rows.addWidget(self._unknown)
        self._unknown.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, 0)
        self._foot.setContentsMargins(theme.SPACE_M, theme.SPACE_XS, theme.SPACE_S, 0)
        rows.addLayout(self._foot)
        self.arrange(0)

    def show_rows(self, rows: tuple[OneOnOneRow, ...], unknown: str) -> None:
        """Show other 1:1s; without any, why."""
        self.table.show_rows(rows)
        self._unknown.setText(unknown)
        self._unknown.setVisible(bool(unknown))
        for part in (self.table, self.legend, self._sorted, self.order, self.sheet):
            part.setVisible(bool(rows))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab stops at, in order."""
        return self.table, self.order, self.sheet

    def arrange(self, width: int) -> None:
        """Put the legend, the order and the sheet in one line where there is room, else one under the other."""
        room = width - 4 * theme.SPACE_L
        two = self._sorting.sizeHint().width() + self.sheet.sizeHint().width() + theme.SPACE_L
        across = room >= self.legend.sizeHint().width() + two
        for part in (self.legend, self.sheet):
            self._foot.removeWidget(part)
        self._foot.removeItem(self._sorting)
        middle = Qt.AlignmentFlag.AlignVCenter
        end = Qt.AlignmentFlag.AlignTrailing | middle
        self._foot.addWidget(self.legend, 0, 0, 1, 1 if across else 3, middle)
        if across or room >= two:
            self._foot.addLayout(self._sorting, 0 if across else 1, 1, end)
            self._foot.addWidget(self.sheet, 0 if across else 1, 2, end)
        else:
            self._foot.addLayout(self._sorting, 1, 0, 1, 3, end)
            self._foot.addWidget(self.sheet, 2, 0, 1, 3, end)
        self._foot.setColumnStretch(0, 1)

    def _on_chosen(self) -> None:
        row = self.table.chosen_row()
        self.sheet.setEnabled(row is not None)
        text = _("Sheet for a 1:1…") if row is None else _("Sheet for {person}…").format(person=row.name)
        # A lone & would make the letter after it a key.
        self.sheet.setText(text.replace("&", "&&"))
        self.sheet.setAccessibleName(text)

    def _on_column(self, order: OneOnOneOrder) -> None:
        """Sort by a column; pressed again, the other way round."""
        now, backwards = self.table.order()
        self.order.setCurrentIndex(ORDERS.index(order))
        self.table.sort_by(order, backwards=now == order and not backwards)
