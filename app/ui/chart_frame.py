"""A chart on its card: a title that says what it shows, its unit, and the same numbers as a table in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout

from app.language import _
from app.ui import theme
from app.ui.buttons import icon_button
from app.ui.card import Card
from app.ui.chart_copy import ChartCopies
from app.ui.chart_view import ChartView
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QToolButton, QWidget

    from app.model.charts import ChartSpec
    from app.ui.table_view import TableView

_TALLEST: Final = 380
_TALLEST_IN_LINES: Final = 24


class ChartFrame(Card):
    """A chart, or its table twin in the same place and of the same height.

    Args:
        chart: draws it; None: as lines.
    """

    evidence_wanted = Signal(str)
    further_wanted = Signal()
    """What is named at the head leads further."""

    def __init__(self, parent: QWidget | None = None, chart: ChartView | None = None, further: str = "") -> None:
        super().__init__(parent)
        self._title = PlainLabel("", "title", wrap=True)
        self._caption = PlainLabel("", "caption", "muted", wrap=True)
        self._button = icon_button("table", _("Show as table"))
        self._button.setCheckable(True)
        self.chart = chart or ChartView()
        self.copies = ChartCopies(self.chart, self)
        self._table: TableView | None = None
        self._spec: ChartSpec | None = None
        self._beside = 0
        self._head = QGridLayout()
        self._head.setContentsMargins(0, 0, 0, 0)
        self._head.setHorizontalSpacing(theme.SPACE_M)
        self._head.setVerticalSpacing(0)
        self._head.setColumnStretch(0, 1)
        self._head.addWidget(self._title, 0, 0)
        self._further = LightButton(further, "quiet", self) if further else None
        if self._further is not None:
            self._head.addWidget(self._further, 0, 2, Qt.AlignmentFlag.AlignTop)
            self._further.clicked.connect(self.further_wanted)
        self._head.addWidget(self._button, 0, 3, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.copies.button, 0, 4, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self._caption, 1, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_S + 2, theme.SPACE_L, theme.SPACE_S)
        layout.setSpacing(theme.SPACE_S)
        layout.addLayout(self._head)
        layout.addWidget(self.chart, 1)
        self.setTabOrder(self._button, self.copies.button)
        self.setTabOrder(self.copies.button, self.chart)
        self._limit_height()
        self._button.toggled.connect(self._show_table)
        self.chart.evidence_wanted.connect(self.evidence_wanted)

    def show_chart(self, spec: ChartSpec) -> None:
        """Show another chart; what stood there as a table stays a table."""
        self._title.setText(spec.title)
        self._caption.setText(spec.caption)
        self.chart.set_spec(spec)
        self._spec = spec
        self.copies.tell(spec.title, spec.caption, spec.table)
        if self._table is not None:
            self._fill(self._table)
        self._arrange()

    def toggle_table(self) -> None:
        """Show the table in place of the chart, or the chart again."""
        self._button.toggle()

    def is_table(self) -> bool:
        """Return whether the table is shown."""
        return self._button.isChecked()

    def table_button(self) -> QToolButton:
        """Return the button that changes between chart and table."""
        return self._button

    def buttons(self) -> tuple[QWidget, ...]:
        """Return the buttons at the head, in order."""
        own = (self._button, self.copies.button)
        return own if self._further is None else (self._further, *own)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the caption beside the title where there is room, else under it."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._limit_height()
            self._arrange()

    def table(self) -> TableView:
        """Return the table twin, which is made when it is first wanted."""
        if self._table is None:
            # Imported here because tables cost a quarter of the first picture, which shows none.
            from app.ui.table_view import TableView

            self._table = TableView(self)
            self._table.hide()
            self.setTabOrder(self.chart, self._table)
            self._table.opened.connect(self.evidence_wanted)
            layout = self.layout()
            assert isinstance(layout, QVBoxLayout)
            layout.addWidget(self._table, 1)
            self._fill(self._table)
        return self._table

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab may stop at in the place of the chart."""
        return (self.chart,) if self._table is None else (self.chart, self._table)

    def _fill(self, table: TableView) -> None:
        if self._spec is not None:
            table.show_table(self._spec.table)
            table.setAccessibleName(self._spec.title)
            table.setAccessibleDescription(self._spec.summary)

    def _show_table(self, shown: bool) -> None:  # noqa: FBT001
        table, height = self.table(), self.chart.sizeHint().height()
        table.setMinimumHeight(height)
        # The one goes before the other comes, or the card would be as high as both.
        (self.chart if shown else table).hide()
        (table if shown else self.chart).show()
        words = _("Show as chart") if shown else _("Show as table")
        self._button.setAccessibleName(words)
        self._button.setToolTip(words)

    def stand_beside(self, height: int) -> None:
        """Be allowed to grow as tall as what stands beside the chart; 0: nothing does."""
        if height != self._beside:
            self._beside = height
            self._limit_height()

    def _limit_height(self) -> None:
        line = QFontMetricsF(theme.font("caption")).height()
        self.setMaximumHeight(max(round(max(_TALLEST, line * _TALLEST_IN_LINES)), self._beside))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)

    def _arrange(self) -> None:
        title = QFontMetricsF(theme.font("title")).horizontalAdvance(self._title.text())
        caption = QFontMetricsF(theme.font("caption")).horizontalAdvance(self._caption.text())
        needed = title + caption + 2 * self._button.sizeHint().width() + 2 * theme.SPACE_L + 5 * theme.SPACE_M
        needed += self._further.sizeHint().width() if self._further is not None else 0
        beside = needed <= self.width()
        self._caption.setWordWrap(not beside)
        self._head.removeWidget(self._caption)
        self._head.addWidget(self._caption, *((0, 1) if beside else (1, 0)))
