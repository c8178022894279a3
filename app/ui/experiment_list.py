"""Experiments: of each the figure before and after as two small ranges on one scale, and what can be said of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.language import _
from app.ui import textures, theme
from app.ui.headed_card import HeadedCard
from app.ui.light_button import LightButton
from app.ui.text_lines import TEXT_CHANGES, pitch, words_font
from app.ui.wrapping_row import WrappingRow
from app.ui.written_label import WrittenLabel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from app.model.outcomes_page import ExperimentLine

_BAR: Final = 10.0
_MARGIN_OF_SCALE: Final = 0.12
_LEAST_BAR: Final = 6.0
_DOT: Final = 2.6


class RangePair(QWidget):
    """The ranges before and after a change, one above the other, each with a dot for every week."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line: ExperimentLine | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_line(self, line: ExperimentLine) -> None:
        """Show another experiment."""
        self._line = line
        self.setAccessibleName(line.spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of two lines of text."""
        return QSize(300, self._height())

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow card."""
        return QSize(160, self._height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def _height(self) -> int:
        return round(2 * (pitch("caption") + 4))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both; the words stand before them, their ranges after."""
        line = self._line
        if line is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(words_font("caption", "0"))
        metrics = QFontMetricsF(painter.font())
        names = (_("before"), _("after"))
        ranges = (line.before_words or _("no full week"), line.after_words or _("no full week"))
        front = max(map(metrics.horizontalAdvance, names)) + theme.SPACE_M
        back = max(map(metrics.horizontalAdvance, ranges)) + theme.SPACE_M
        track = QRectF(back if self.isRightToLeft() else front, 0, max(self.width() - front - back, 40.0), 0)
        everything = (*line.before, *line.after)
        low, high = min(everything, default=0.0), max(everything, default=1.0)
        margin = (high - low) * _MARGIN_OF_SCALE or abs(high) * _MARGIN_OF_SCALE or 1.0
        step = self.height() / 2
        rows = zip(names, (line.before, line.after), ranges, strict=True)
        for number, (name, values, words) in enumerate(rows):
            area = QRectF(0, number * step, self.width(), step)
            centre = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
            painter.setPen(theme.color("muted"))
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | centre, name)
            painter.fillRect(QRectF(track.left(), round(area.center().y()), track.width(), 1), theme.color("grid"))
            if values:
                places = [
                    track.left() + (value - low + margin) / (high - low + 2 * margin) * track.width()
                    for value in values
                ]
                self._paint_range(painter, places, area.center().y(), "" if number == 0 else line.role)
            painter.setPen(theme.color("text" if values else "muted"))
            painter.drawText(area, Qt.AlignmentFlag.AlignRight | centre, words)
        painter.end()

    def _paint_range(self, painter: QPainter, places: list[float], middle: float, role: str) -> None:
        left, right = min(places), max(places)
        if right - left < _LEAST_BAR:
            left, right = (left + right - _LEAST_BAR) / 2, (left + right + _LEAST_BAR) / 2
        bar = QRectF(left, round(middle - _BAR / 2), right - left, _BAR)
        if self._line is not None and role:
            textures.fill(painter, bar, self._line.role)
        else:
            textures.band(painter, bar)
            painter.setPen(QPen(theme.color("usual"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("raised"), 1))
        painter.setBrush(theme.color("text"))
        for place in places:
            painter.drawEllipse(QPointF(place, middle), _DOT, _DOT)


class ExperimentRow(QWidget):
    """One experiment; the weeks on either side can be opened."""

    opened = Signal(str)

    def __init__(self, line: ExperimentLine, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_S, 0, theme.SPACE_S)
        column.setSpacing(2)
        column.addWidget(WrittenLabel(line.change, "strong", parent=self))
        column.addWidget(WrittenLabel(line.about, "caption", "muted", self))
        self.pair = RangePair(self)
        self.pair.show_line(line)
        self.pair.setVisible(bool(line.before or line.after))
        column.addWidget(self.pair)
        self.verdict = WrittenLabel(line.verdict, "body", parent=self)
        column.addWidget(self.verdict)
        self.weeks = [LightButton(words, "opens", self) for words, _opens in line.weeks]
        for weeks in self.weeks:
            weeks.setAccessibleDescription(line.change)
            weeks.clicked.connect(self._open)
        row = WrappingRow()
        for weeks in self.weeks:
            row.addWidget(weeks)
        column.addLayout(row)

    def _open(self) -> None:
        pressed = self.sender()
        for weeks, (_words, opens) in zip(self.weeks, self.line.weeks, strict=True):
            if weeks is pressed:
                self.opened.emit(opens)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline above the row."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.color("grid"))
        painter.end()


class ExperimentsCard(HeadedCard):
    """All experiments, and a button that begins one.

    Signals:
        start_wanted: the button was pressed.
        evidence_wanted: the weeks of one side are wanted; carries what shows them.
    """

    start_wanted = Signal()
    evidence_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Experiments"), "", parent)
        self.start = LightButton(_("Start one…"), "plain", self)
        self.start.clicked.connect(self.start_wanted)
        self.add_button(self.start)
        self.experiments: list[ExperimentRow] = []

    def show_experiments(self, lines: Sequence[ExperimentLine]) -> None:
        """Show other experiments."""
        self.say(_("One change, the day on which it begins, one weekly figure; four weeks later before and after."))
        if [row.line for row in self.experiments] == list(lines):
            return
        for row in self.experiments:
            self.rows.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.experiments = [ExperimentRow(line, self) for line in lines]
        for row in self.experiments:
            row.opened.connect(self.evidence_wanted)
            self.rows.addWidget(row)
