"""The cards of an opened pattern: a product in steps, a table, one thing to try, what was set aside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.card import Card
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.table_view import TableView
from app.ui.twin_view import TwinView
from app.ui.waterfall_view import WaterfallView

if TYPE_CHECKING:
    from app.model.patterns_page import SetAside, TablePart, Waterfall


def _column(card: Card) -> QVBoxLayout:
    made = QVBoxLayout(card)
    made.setContentsMargins(theme.SPACE_L, theme.SPACE_M, theme.SPACE_L, theme.SPACE_M)
    made.setSpacing(theme.SPACE_S)
    return made


class WaterfallCard(Card):
    """Why a figure changed: factors, or the same as a table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "title", wrap=True)
        self._caption = PlainLabel("", "caption", "muted", wrap=True)
        self.view = WaterfallView()
        self.twin = TwinView(self.view, self)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        for button in self.twin.buttons():
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = _column(self)
        column.addLayout(head)
        column.addWidget(self.twin)
        column.addWidget(self._caption)
        column.addStretch(1)

    def show_waterfall(self, waterfall: Waterfall) -> None:
        """Show other factors."""
        self._title.setText(waterfall.title)
        self._caption.setText(waterfall.caption)
        self.view.show_waterfall(waterfall)
        self.twin.show_table(waterfall.table, waterfall.title, waterfall.summary)

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return [*self.twin.buttons(), self.view, *self.twin.tables()]


class TableCard(Card):
    """Rows that open their events, as high as they are; a last row sums them up."""

    evidence_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "title", wrap=True)
        self._caption = PlainLabel("", "caption", "muted", wrap=True)
        self.table = TableView(self)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.table.opened.connect(self.evidence_wanted)
        column = _column(self)
        column.addWidget(self._title)
        column.addWidget(self._caption)
        column.addWidget(self.table)
        column.addStretch(1)

    def show_part(self, part: TablePart) -> None:
        """Show other rows."""
        self._title.setText(part.title)
        self._caption.setText(part.caption)
        table = part.table
        self.table.set_total(len(table.rows) if part.total else -1)
        if part.total:
            table = table._replace(rows=(*table.rows, part.total), opens=(*table.opens, ""))
        self.table.show_table(table)
        self.table.set_word_columns(
            {0, *(at for row in table.rows for at, cell in enumerate(row) if cell[:1].isalpha())}
        )
        self.table.set_first_wide()
        self.table.setAccessibleName(part.title)
        self.table.setAccessibleDescription(part.caption)
        self.fit()

    def fit(self) -> None:
        """Make the table as high as its rows."""
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + self.table.verticalHeader().length() + 2)


class TextCard(Card):
    """A title and a few sentences."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = PlainLabel("", "body", wrap=True)
        column = _column(self)
        column.addWidget(PlainLabel(title, "title", wrap=True))
        column.addWidget(self.text)
        column.addStretch(1)


class SetAsideCard(Card):
    """What the person refused of a pattern, each with a button that brings it back."""

    taken_back = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[SetAside, ...] = ()
        self._buttons: list[LightButton] = []
        self._column = _column(self)
        self._column.addWidget(PlainLabel(_("Set aside by you"), "title", wrap=True))
        self._rows: list[QWidget] = []

    def show_words(self, words: tuple[SetAside, ...]) -> None:
        """Show other refusals."""
        if words == self._shown:
            return
        self._shown = words
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows, self._buttons = [], []
        for each in words:
            row = QWidget(self)
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            what = each.title if each.uid is not None else _("the whole pattern")
            text = _("{what}, since {day}: {reason}").format(what=what, day=each.since, reason=each.reason)
            line.addWidget(PlainLabel(text, "body", wrap=True), 1)
            button = LightButton(_("Bring back"), "plain", row)
            button.setAccessibleDescription(text)
            button.clicked.connect(partial(self._take_back, each.number))
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            self._buttons.append(button)
            self._rows.append(row)
            self._column.addWidget(row)
            row.show()

    def buttons(self) -> list[LightButton]:
        """Return the buttons that bring back, from the top."""
        return self._buttons

    def _take_back(self, number: int, *_checked: object) -> None:
        self.taken_back.emit(number)
