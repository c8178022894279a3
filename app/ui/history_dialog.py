"""The whole history: all weeks that are kept, in a plot that can be zoomed, or as a table."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLineF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import _
from app.ui import background, theme
from app.ui.buttons import button, icon_button
from app.ui.card import Card
from app.ui.chart_copy import ChartCopies
from app.ui.chart_readout import readout
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from app.errors import UserError
    from app.model.charts import ChartSpec
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.ui.history_plot import HistoryPlot
    from app.ui.table_view import TableView

_SIZE: Final = (1040, 640)
_LINES: Final = 36
"""Of text that it is high at least, so that the plot keeps its room in larger text."""
_SHARE_OF_SCREEN: Final = 0.95
_SAMPLE: Final = 24


class _Sample(QWidget):
    """A piece of a line as the plot draws it, or of the usual range."""

    def __init__(self, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._role = role
        self.setFixedSize(_SAMPLE, QFontMetrics(theme.font("caption")).height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        from app.ui.history_plot import line_pen

        painter = QPainter(self)
        middle = self.height() // 2 + 0.5
        if self._role == "usual":
            painter.fillRect(QRectF(0, middle - 5, self.width(), 10), theme.color("usual_fill"))
        else:
            painter.setPen(line_pen(self._role))
            painter.drawLine(QLineF(0, middle, self.width(), middle))
        painter.end()


class HistoryDialog(QDialog):
    """All weeks; the week at the cursor stands in words below, and its events open from there.

    Signals:
        evidence_wanted: the events of a week are wanted; the dialog has closed by then.
    """

    evidence_wanted = Signal(str)

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("The whole history"))
        self.plot: HistoryPlot | None = None
        self.table: TableView | None = None
        self.copies: ChartCopies | None = None
        self._spec: ChartSpec | None = None
        self.title = PlainLabel(_("Bringing all weeks together…"), "title", parent=self, wrap=True)
        self.caption = PlainLabel("", "caption", "muted", parent=self, wrap=True)
        self.week = PlainLabel("", parent=self, wrap=True)
        self.events_button = button(_("Events of this week"), "opens", self)
        self.table_button = icon_button("table", _("Show as table"), self)
        self.table_button.setCheckable(True)
        self.all_button = button(_("Show all weeks"), parent=self)
        self.close_button = button(_("Close"), parent=self)
        self._head = QHBoxLayout()
        self._key = QHBoxLayout()
        self._card = Card(self)
        self._inside = QVBoxLayout(self._card)
        self._lay_out()
        self.close_button.clicked.connect(self.reject)
        self.events_button.clicked.connect(self._open_week)
        self.table_button.toggled.connect(self._show_table)
        for each in (self.events_button, self.table_button, self.all_button):
            each.setEnabled(False)
        room = self.screen().availableGeometry().size() * _SHARE_OF_SCREEN
        tall = max(_SIZE[1], _LINES * self.fontMetrics().height())
        self.resize(min(_SIZE[0], room.width()), min(tall, room.height()))
        background.start(partial(_chart, workspace), self._show, self._fail, self)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_L, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_S)
        self._head.addWidget(self.title, 1)
        self._head.addWidget(self.table_button, 0, Qt.AlignmentFlag.AlignTop)
        self._key.setSpacing(theme.SPACE_S)
        self._inside.setContentsMargins(theme.SPACE_S, theme.SPACE_M, theme.SPACE_M, theme.SPACE_S)
        self._inside.setSpacing(theme.SPACE_S)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_S)
        foot.addWidget(self.week, 1)
        foot.addWidget(self.events_button, 0, Qt.AlignmentFlag.AlignBottom)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self.all_button)
        last.addWidget(self.close_button)
        rows.addLayout(self._head)
        rows.addWidget(self.caption)
        rows.addLayout(self._key)
        rows.addWidget(self._card, 1)
        rows.addLayout(foot)
        rows.addLayout(last)

    # ---- what is shown ----

    def _show(self, spec: ChartSpec | None) -> None:
        if spec is None:
            self.title.setText(_("No weeks to draw yet"))
            why = _("A line of weeks stands here as soon as the calendars cover a complete week.")
            self.caption.setText(why)
            return
        # Imported here because its libraries take longer than the rest of the window; `_chart` has loaded it by now.
        from app.ui.history_plot import HistoryPlot

        self._spec = spec
        self.title.setText(spec.title)
        self.caption.setText(spec.caption)
        for trace in spec.traces:
            self._explain(trace.role, f"{trace.name} {trace.value}")
        self._explain("usual", _("usual"))
        self._key.addStretch(1)
        plot = self.plot = HistoryPlot(spec, self._card)
        self._inside.addWidget(plot, 1)
        self.copies = ChartCopies(plot, self)
        self.copies.tell(spec.title, spec.caption, spec.table)
        self._head.addWidget(self.copies.button, 0, Qt.AlignmentFlag.AlignTop)
        plot.pointed.connect(self._say_week)
        plot.opened.connect(self._open)
        self.all_button.clicked.connect(plot.show_all)
        for each in (self.table_button, self.all_button):
            each.setEnabled(True)
        QShortcut(QKeySequence("Ctrl+T"), self, self.table_button.toggle)
        QShortcut(QKeySequence("Ctrl+C"), self, self.copies.copy)
        stops: tuple[QWidget, ...] = (
            plot,
            self.events_button,
            self.all_button,
            self.close_button,
            self.table_button,
            self.copies.button,
        )
        for first, then in pairwise(stops):
            QWidget.setTabOrder(first, then)
        self._say_week(plot.position())
        plot.setFocus(Qt.FocusReason.OtherFocusReason)

    def _explain(self, role: str, words: str) -> None:
        self._key.addWidget(_Sample(role, self))
        label = PlainLabel(words, "caption", "muted", self)
        label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._key.addWidget(label)
        self._key.addSpacing(theme.SPACE_S)

    def _fail(self, error: UserError) -> None:
        self.title.setText(error.sentence())

    def _say_week(self, position: int) -> None:
        if self._spec is not None:
            self.week.setText("   ".join(readout(self._spec, position)))
            self.events_button.setEnabled(bool(self._spec.opens[position]))
            self._announce(self.week.text())

    def _announce(self, text: str) -> None:
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive() and self.plot is not None and self.plot.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.plot, text))

    def _open_week(self) -> None:
        if self._spec is not None and self.plot is not None:
            self._open(self._spec.opens[self.plot.position()])

    def _open(self, opens: str) -> None:
        if opens:
            self.accept()
            self.evidence_wanted.emit(opens)

    # ---- the table ----

    def _show_table(self, shown: bool) -> None:  # noqa: FBT001
        spec, plot = self._spec, self.plot
        if spec is None or plot is None:
            return
        if self.table is None:
            from app.ui.table_view import TableView

            self.table = TableView(self._card)
            self.table.show_table(spec.table)
            self.table.setAccessibleName(spec.title)
            self.table.setAccessibleDescription(spec.summary)
            self.table.opened.connect(self._open)
            self._inside.addWidget(self.table, 1)
            QWidget.setTabOrder(plot, self.table)
            self.table.scrollToBottom()
        plot.setVisible(not shown)
        self.table.setVisible(shown)
        for each in (self.week, self.events_button):
            each.setVisible(not shown)
        self.all_button.setEnabled(not shown)
        words = _("Show as chart") if shown else _("Show as table")
        self.table_button.setAccessibleName(words)
        self.table_button.setToolTip(words)
        (self.table if shown else plot).setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the colours of the scheme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.plot is not None:
            self.plot.put_colors_on()


def _chart(workspace: Workspace, _progress: Progress) -> ChartSpec | None:
    import app.ui.history_plot  # noqa: F401 (loaded here, beside the window, because that takes a while)
    from app.operations.kept_history import whole_history_of

    return whole_history_of(workspace)
