"""A weekly figure as bars, with what was usual; for two periods that are compared, each with its mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.ui import chart_plot, theme
from app.ui.chart_view import ChartView

if TYPE_CHECKING:
    from PySide6.QtCore import QSizeF

    from app.model.charts import ChartSpec
    from app.model.patterns_page import BarSide, WeekBars

_BETWEEN: Final = 2.0
_QUIET: Final = 0.5
"""Of a bar outside the two periods, against one within: the periods have their ground and their line besides."""
_BESIDE_LABEL: Final = 5.0
_LEAST_HEIGHT: Final = 150.0
_LINES: Final = 10.5


class _BarsPlot(chart_plot.Plot):
    """Positions that each have a width: the first and the last bar end where the axis does."""

    def step(self) -> float:
        """Return the width of a position."""
        return self.area.width() / max(1, len(self.spec.positions))

    def x(self, position: float) -> float:
        """Return where the middle of a position lies."""
        return self.area.left() + self.step() * (position + 0.5)

    def position_at(self, x: float) -> int:
        """Return the position under a place in the widget."""
        return min(max(int((x - self.area.left()) / self.step()), 0), len(self.spec.positions) - 1)


class WeekBarsView(ChartView):
    """Bars of weeks, which open their evidence as the positions of any chart do."""

    _sides: tuple[BarSide, ...] = ()

    def show_sides(self, bars: WeekBars) -> None:
        """Take the periods that stand out; the chart itself comes by ``set_spec``."""
        self._sides = bars.sides

    def sizeHint(self) -> QSize:
        """Return a height that grows with the text; lower than a chart of lines, which may cross."""
        line = QFontMetricsF(theme.font("caption")).height()
        return QSize(480, round(max(_LEAST_HEIGHT, line * _LINES)))

    def plot_of(self, spec: ChartSpec, size: QSizeF) -> chart_plot.Plot:
        """Return where the bars lie."""
        return _BarsPlot(spec, size)

    def draw_plot(self, painter: QPainter, plot: chart_plot.Plot) -> None:
        """Draw the grounds of the periods, the axes, what was usual, the bars, and the means over them."""
        assert isinstance(plot, _BarsPlot)
        painter.setFont(theme.font("caption"))
        grounds = [self._ground(plot, side) for side in self._sides]
        for ground in grounds:
            painter.fillRect(ground, theme.color("accent_soft"))
        chart_plot.draw_axes(painter, plot)
        for trace in plot.spec.traces:
            chart_plot.draw_band(painter, plot, trace)
        self._draw_bars(painter, plot)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for side, ground in zip(self._sides, grounds, strict=True):
            y = round(plot.y(side.mean)) + 0.5
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.drawLine(QLineF(ground.left(), y, ground.right(), y))
            self._write_label(painter, plot, side.label, ground)
        self._write_away(painter, plot)

    @staticmethod
    def _ground(plot: _BarsPlot, side: BarSide) -> QRectF:
        left, right = plot.x(side.first) - plot.step() / 2, plot.x(side.last) + plot.step() / 2
        return QRectF(left, plot.area.top(), right - left, plot.area.height())

    def _draw_bars(self, painter: QPainter, plot: _BarsPlot) -> None:
        wide = max(plot.step() - _BETWEEN, 1.0)
        painter.setPen(Qt.PenStyle.NoPen)
        for trace in plot.spec.traces:
            for strong in (False, True):
                color = theme.color(trace.role)
                if self._sides and not strong:
                    color.setAlphaF(_QUIET)
                painter.setBrush(color)
                bars = [
                    QRectF(plot.x(at) - wide / 2, plot.y(value), wide, plot.area.bottom() - plot.y(value))
                    for at, value in enumerate(trace.values)
                    if value and self._is_strong(at) == strong
                ]
                painter.drawRects(bars)

    @staticmethod
    def _write_away(painter: QPainter, plot: _BarsPlot) -> None:
        """Write the word of each gap above the bars beside it; where there is no room, it is left to the table."""
        painter.setFont(theme.font("caption"))
        metrics = QFontMetricsF(painter.font())
        painter.setPen(theme.color("muted"))
        for first, last, text in plot.spec.away:
            wide = metrics.horizontalAdvance(text)
            left = (plot.x(first) + plot.x(last)) / 2 - wide / 2
            left = min(max(left, plot.area.left()), plot.area.right() - wide)
            under = range(plot.position_at(left), plot.position_at(left + wide) + 1)
            tops = [
                plot.y(value)
                for trace in plot.spec.traces
                for values in (trace.values, trace.high)
                for value in (values[at] for at in under)
                if value is not None
            ]
            bottom = min([*tops, plot.area.center().y()]) - _BETWEEN
            if bottom - metrics.height() >= plot.area.top():
                painter.drawText(QPointF(left, round(bottom - metrics.descent())), text)

    def _is_strong(self, position: int) -> bool:
        return any(side.first <= position <= side.last for side in self._sides)

    @staticmethod
    def _write_label(painter: QPainter, plot: _BarsPlot, text: str, ground: QRectF) -> None:
        """Write a period's name and mean over its bars; before it, where it would leave the chart."""
        painter.setFont(theme.strong_caption())
        metrics = QFontMetricsF(painter.font())
        left = ground.left() + _BESIDE_LABEL
        left = min(left, plot.area.right() - metrics.horizontalAdvance(text))
        painter.setPen(theme.color("accent"))
        painter.drawText(QPointF(left, round(ground.top() + metrics.ascent() + 2)), text)
