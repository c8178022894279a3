"""Done a week beside focus hours of the same weeks: two small charts over one axis, and the same as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import _
from app.ui import textures, theme
from app.ui.headed_card import HeadedCard
from app.ui.text_lines import TEXT_CHANGES, pitch, words_font
from app.ui.twin_view import TwinView

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from app.model.outcomes_page import BesideChart

_UPPER: Final = 46.0
_LOWER: Final = 64.0
"""Heights of the two charts, in logical pixels."""
_BETWEEN: Final = 8.0
_WIDEST_BAR: Final = 18.0
_BAR_SHARE: Final = 0.62
_DISC: Final = 4.0
_MOST_DISCS: Final = 5


class BesideView(QWidget):
    """Both charts, painted; the arrow keys go from week to week, Enter opens its focus hours.

    Signals:
        evidence_wanted: the reference of the week that was opened.
    """

    evidence_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chart: BesideChart | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_chart(self, chart: BesideChart) -> None:
        """Show other weeks."""
        self._chart = chart
        self._at = min(self._at, len(chart.weeks) - 1)
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.summary)
        self.update()

    def week_in_words(self) -> str:
        """Return what is said of the week that the keys or the pointer are at; empty where they are at none."""
        chart = self._chart
        if chart is None or self._at < 0:
            return ""
        return chart.weeks[self._at]

    # ---- size ----

    def hasHeightForWidth(self) -> bool:
        """Say that the height is asked for a width, as a twin does."""
        return True

    def heightForWidth(self, _width: int) -> int:
        """Return the height of both charts, their names and the axis."""
        return round(3 * pitch("caption") + _UPPER + _LOWER + _BETWEEN + 4)

    def sizeHint(self) -> QSize:
        """Return a good size."""
        return QSize(400, self.heightForWidth(400))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow chart."""
        return QSize(180, self.heightForWidth(180))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    # ---- going through it ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to another week, or open it."""
        chart = self._chart
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if chart is None:
            return
        if event.key() in steps:
            start = self._at if self._at >= 0 else len(chart.weeks)
            self._go_to(min(max(start + steps[Qt.Key(event.key())], 0), len(chart.weeks) - 1))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._at >= 0:
            self._open()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the week under the pointer."""
        self._go_to(self._position_at(event.position().x()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the week under the pointer."""
        self._go_to(self._position_at(event.position().x()))
        self._open()

    def leaveEvent(self, event: QEvent) -> None:
        """Mark no week any more."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._go_to(-1)

    def _go_to(self, at: int) -> None:
        if at == self._at:
            return
        self._at = at
        self.setToolTip("")
        words = self.week_in_words()
        if self._chart is not None:
            self.setAccessibleDescription(words or self._chart.summary)
        self.update()

    def _open(self) -> None:
        if self._chart is not None and self._at >= 0 and self._chart.opens[self._at]:
            self.evidence_wanted.emit(self._chart.opens[self._at])

    def _position_at(self, x: float) -> int:
        count = len(self._chart.weeks) if self._chart is not None else 0
        return min(max(int(x / max(self.width(), 1) * count), 0), count - 1)

    # ---- its picture ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint both charts; time runs from left to right whichever way the layout runs."""
        chart = self._chart
        if chart is None or not chart.weeks:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = pitch("caption")
        upper = QRectF(0, line, self.width(), _UPPER)
        lower = QRectF(0, upper.bottom() + _BETWEEN + line, self.width(), _LOWER)
        step = self.width() / len(chart.weeks)
        if self._at >= 0:
            ground = QRectF(self._at * step, upper.top(), step, lower.bottom() - upper.top())
            painter.fillRect(ground, theme.color("sunken"))
        most_done = max((each or 0 for each in chart.done), default=0)
        most_focus = max((each or 0.0 for each in chart.focus), default=0.0)
        self._name(painter, upper, chart.names[0], self.week_in_words())
        self._name(painter, lower, chart.names[1], "")
        for at, (done, focus) in enumerate(zip(chart.done, chart.focus, strict=True)):
            if done is None or focus is None:
                continue
            width = min(step * _BAR_SHARE, _WIDEST_BAR)
            left = round(at * step + (step - width) / 2)
            self._paint_done(painter, QRectF(left, upper.top(), width, upper.height()), done, most_done)
            height = focus / most_focus * (lower.height() - 2) if most_focus else 0.0
            textures.fill(painter, QRectF(left, round(lower.bottom() - height), width, round(height)), "focus")
        for area in (upper, lower):
            painter.fillRect(QRectF(0, round(area.bottom()), self.width(), 1), theme.color("border_strong"))
        self._paint_axis(painter, lower.bottom() + 3, step)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, QRectF(self.rect()), inside=True)
        painter.end()

    def _name(self, painter: QPainter, area: QRectF, name: str, words: str) -> None:
        """Write what a chart shows over its start, and over its end what is said of the week that is marked."""
        painter.setPen(theme.color("muted"))
        top = QRectF(0, area.top() - pitch("caption"), self.width(), pitch("caption"))
        painter.setFont(words_font("caption", name))
        centre = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        metrics = QFontMetricsF(painter.font())
        has_room = metrics.horizontalAdvance(name) + metrics.horizontalAdvance(words) + theme.SPACE_M <= self.width()
        if has_room or not words:
            painter.drawText(top, Qt.AlignmentFlag.AlignLeft | centre, name)
        if words:
            painter.setPen(theme.color("text"))
            side = Qt.AlignmentFlag.AlignRight if has_room else Qt.AlignmentFlag.AlignLeft
            painter.drawText(top, side | centre, words)

    def _paint_done(self, painter: QPainter, area: QRectF, done: int, most: int) -> None:
        """Paint a disc for each that was done, or a bar where they are too many to be told apart."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("text"))
        if most <= _MOST_DISCS:
            for number in range(done):
                down = area.bottom() - _DISC - number * 2 * (_DISC + 0.6) - 1
                painter.drawEllipse(QPointF(area.center().x(), down), _DISC - 0.5, _DISC - 0.5)
        elif done:
            height = done / most * (area.height() - 2)
            wide = min(area.width(), 2 * _DISC)
            painter.drawRect(QRectF(area.center().x() - wide / 2, area.bottom() - height, wide, height))

    def _paint_axis(self, painter: QPainter, top: float, step: float) -> None:
        if self._chart is None:
            return
        painter.setPen(QPen(theme.color("muted"), 1))
        painter.setFont(theme.font("caption"))
        metrics, free = QFontMetricsF(painter.font()), 0.0
        for at, text in self._chart.labels:
            wide = metrics.horizontalAdvance(text)
            left = min(max(at * step + step / 2 - wide / 2, 0.0), self.width() - wide)
            # A label without room is left out whole.
            if left >= free:
                painter.drawText(QPointF(left, top + metrics.ascent()), text)
                free = left + wide + theme.SPACE_S


class BesideCard(HeadedCard):
    """The charts on their card, with the table in their place on demand."""

    evidence_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self.view = BesideView()
        self.twin = TwinView(self.view)
        for button in self.twin.buttons():
            self.add_button(button)
        self.rows.addWidget(self.twin)
        self.view.evidence_wanted.connect(self.evidence_wanted)
        self.twin.evidence_wanted.connect(self.evidence_wanted)

    def show_chart(self, chart: BesideChart | None, reason: str) -> None:
        """Show the charts, or why there are none."""
        self.twin.setVisible(chart is not None)
        self.twin.show_buttons(shown=chart is not None)
        if chart is None:
            self.title.setText(_("Done a week, beside focus hours"))
            self.say(reason)
            return
        self.title.setText(chart.title)
        self.say(chart.caption)
        self.view.show_chart(chart)
        self.twin.show_table(chart.table, chart.title, chart.summary)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what the Tab key stops at."""
        return *self.twin.buttons(), self.view, *self.twin.tables()
