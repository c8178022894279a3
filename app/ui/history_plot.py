"""All weeks in one plot that can be zoomed and moved; the one place of pyqtgraph, imported when it is opened.

The wheel, + and - zoom; dragging, the arrow keys and Page Up and Down move along; Home and a double click show all.
A cursor goes with the pointer and the arrow keys, and Enter opens the week where it stands.
"""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

_HOOK = sys.excepthook
import pyqtgraph as pg  # noqa: E402 (the line before keeps what it replaces)

# It puts a hook of its own in place of the one that says of a fault of ours what a person may read.
sys.excepthook = _HOOK

from PySide6.QtCore import QPointF, QRectF, Qt, Signal  # noqa: E402
from PySide6.QtGui import QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF  # noqa: E402
from PySide6.QtWidgets import QGraphicsPathItem  # noqa: E402

from app.ui import theme  # noqa: E402
from app.ui.chart_plot import runs  # noqa: E402
from app.ui.chart_readout import readout  # noqa: E402
from app.ui.taken_along import is_picture  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from app.model.charts import ChartSpec, Trace

DASHES: Final = {"focus": [5.0, 3.0]}
"""How the line of a role is broken, so that not its colour alone tells it apart."""
_FEWEST_WEEKS: Final = 8
_ZOOM: Final = 0.7
_MONTH: Final = 4
_GAP: Final = float("nan")
_MONTH_STEPS: Final = (1, 3, 12, 24, 60, 120)
"""Months from one label to the next, where there is no room for each."""
_BESIDE: Final = 8
_ALONE: Final = 5
"""Pixels across the mark of a week between gaps, which has no line."""
_EDGE: Final = 0.002


def line_pen(role: str) -> QPen:
    """Return the pen of a line: one pixel wide, as wider ones take Qt many times as long."""
    pen = _thin(role)
    if role in DASHES:
        pen.setDashPattern(DASHES[role])
    return pen


def _thin(color: str) -> QPen:
    pen = QPen(theme.color(color), 1)
    pen.setCosmetic(True)
    return pen


class _Weeks(pg.AxisItem):  # type: ignore[misc] # it carries no types
    """The axis of weeks: as many months as fit, or the years alone."""

    def __init__(self, labels: Sequence[tuple[int, str]]) -> None:
        super().__init__("bottom")
        self._labels = tuple(labels)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """Return where labels stand: all months where each has room, else each third, else years alone, or fewer."""
        metrics = QFontMetricsF(theme.font("caption"))
        pixels = size / max(maxVal - minVal, 1e-6)
        year = next((number for number, (_at, text) in enumerate(self._labels) if any(map(str.isdigit, text))), 0)
        for step in _MONTH_STEPS:
            chosen = self._labels[year % step :: step]
            halves = [metrics.horizontalAdvance(text) / 2 for _at, text in chosen]
            room = zip(pairwise(chosen), pairwise(halves), strict=True)
            if all((then[0] - at[0]) * pixels >= sum(half) + _BESIDE for (at, then), half in room):
                break
        return [(1.0, [float(at) for at, _text in chosen if minVal <= at <= maxVal])]

    def tickStrings(self, values: Sequence[float], _scale: float, _spacing: float) -> list[str]:
        """Return the labels at some places."""
        named = dict(self._labels)
        return [named.get(round(value), "") for value in values]


class HistoryPlot(pg.PlotWidget):  # type: ignore[misc]
    """The plot.

    Signals:
        pointed: the cursor stands at another week; carries its position.
        opened: the week at the cursor is to be opened; carries its evidence.
    """

    pointed = Signal(int)
    opened = Signal(str)

    def __init__(self, spec: ChartSpec, parent: QWidget | None = None) -> None:
        self._spec = spec
        self._count = len(spec.positions)
        self._cursor = self._count - 1
        super().__init__(parent, axisItems={"bottom": _Weeks(spec.x_labels)}, background=None, enableMenu=False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(spec.summary)
        self.setMinimumHeight(200)
        item = self.getPlotItem()
        item.hideButtons()
        box = item.getViewBox()
        box.setMouseEnabled(x=True, y=False)
        box.setDefaultPadding(0)
        top = max(value for value, _text in spec.y_labels)
        self._all = (-0.5, self._count - 0.5)
        least = min(_FEWEST_WEEKS, self._count)
        box.setLimits(xMin=self._all[0], xMax=self._all[1], minXRange=least, yMin=-_EDGE * top, yMax=(1 + _EDGE) * top)
        # A label on the very edge is not drawn.
        box.setYRange(-_EDGE * top, (1 + _EDGE) * top, padding=0)
        item.getAxis("left").setTicks([list(spec.y_labels)])
        item.getAxis("left").setStyle(hideOverlappingLabels=False)
        # So much is half of the label at the top.
        item.layout.setContentsMargins(0, round(QFontMetricsF(theme.font("caption")).height() / 2), _BESIDE, 0)
        self._line = pg.InfiniteLine(self._cursor, 90)
        # Not the axis' own, which would leave out the labels at either end.
        self._across = [pg.InfiniteLine(value, 0) for value, _text in spec.y_labels if value]
        for across in self._across:
            item.addItem(across)
        self._bands: list[tuple[Any, Any, Any]] = []
        self._lines: list[tuple[Any, Any, str]] = []
        for trace in spec.traces:
            self._add_band(trace)
        for trace in spec.traces:
            curve = pg.PlotCurveItem(list(range(self._count)), _known(trace.values), connect="finite", antialias=True)
            alone = [run[0] for run in runs([value is not None for value in trace.values]) if len(run) == 1]
            marks = pg.ScatterPlotItem(alone, [trace.values[at] for at in alone], size=_ALONE, pen=None)
            self._lines.append((curve, marks, trace.role))
            item.addItem(curve)
            item.addItem(marks)
        item.addItem(self._line)
        self.put_colors_on()
        self.show_all()
        self.scene().sigMouseMoved.connect(self._follow)

    def _add_band(self, trace: Trace) -> None:
        places = list(range(self._count))
        low = pg.PlotCurveItem(places, _known(trace.low), connect="finite")
        high = pg.PlotCurveItem(places, _known(trace.high), connect="finite")
        band = QGraphicsPathItem(_band(trace))
        band.setPen(QPen(Qt.PenStyle.NoPen))
        for each in (band, low, high):
            self.getPlotItem().addItem(each)
        self._bands.append((low, high, band))

    def put_colors_on(self) -> None:
        """Take the colours of the scheme in force."""
        self.setBackground(theme.color("raised"))
        edge = _thin("usual")
        edge.setDashPattern([1.0, 3.0])
        for low, high, band in self._bands:
            low.setPen(edge)
            high.setPen(edge)
            band.setBrush(theme.color("usual_fill"))
        for curve, marks, role in self._lines:
            curve.setPen(line_pen(role))
            marks.setBrush(theme.color(role))
        caption = QFontMetricsF(theme.font("caption")).height()
        self.getPlotItem().getAxis("bottom").setHeight(round(caption) + _BESIDE)
        self._line.setPen(_thin("border_strong"))
        for side in ("left", "bottom"):
            axis = self.getPlotItem().getAxis(side)
            axis.setPen(QPen(theme.color("border_strong"), 1))
            axis.setTextPen(QPen(theme.color("muted"), 1))
            axis.setStyle(tickFont=theme.font("caption"), tickLength=-4 if side == "left" else 4)
        for each in self._across:
            each.setPen(_thin("grid"))

    # ---- what is shown ----

    def position(self) -> int:
        """Return where the cursor stands."""
        return self._cursor

    def shown(self) -> tuple[float, float]:
        """Return the first and the last position that is in sight."""
        first, last = self.getPlotItem().getViewBox().viewRange()[0]
        return float(first), float(last)

    def show_all(self) -> None:
        """Show all weeks."""
        self.setXRange(*self._all, padding=0)

    def zoom(self, factor: float) -> None:
        """Show so much of what is in sight, around the cursor."""
        first, last = self.shown()
        middle = min(max(float(self._cursor), first), last)
        self.setXRange(middle - (middle - first) * factor, middle + (last - middle) * factor, padding=0)

    def move_to(self, position: int) -> None:
        """Put the cursor at a week, and have the weeks in sight come along."""
        self._cursor = min(max(position, 0), self._count - 1)
        first, last = self.shown()
        shift = min(0.0, self._cursor - 0.5 - first) + max(0.0, self._cursor + 0.5 - last)
        if shift:
            self.setXRange(first + shift, last + shift, padding=0)
        self._tell()

    def _tell(self) -> None:
        self._line.setPos(self._cursor)
        self.setAccessibleDescription("; ".join(readout(self._spec, self._cursor)))
        self.pointed.emit(self._cursor)

    def _open(self) -> None:
        opens = self._spec.opens[self._cursor]
        if opens:
            self.opened.emit(opens)

    # ---- keys and pointer ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, move along, or open the week at the cursor."""
        keys, key = Qt.Key, event.key()
        half = round((self.shown()[1] - self.shown()[0]) / 2)
        steps = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_PageUp: -half, keys.Key_PageDown: half}
        steps |= {keys.Key_Up: -_MONTH, keys.Key_Down: _MONTH, keys.Key_End: self._count}
        if key in steps:
            self.move_to(self._cursor + steps[Qt.Key(key)])
        elif key in {keys.Key_Plus, keys.Key_Equal}:
            self.zoom(_ZOOM)
        elif key == keys.Key_Minus:
            self.zoom(1 / _ZOOM)
        elif key == keys.Key_Home:
            self.show_all()
        elif key in {keys.Key_Return, keys.Key_Enter}:
            self._open()
        else:
            event.ignore()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Show all weeks."""
        self.show_all()

    def _follow(self, place: QPointF) -> None:
        """Have the cursor follow the pointer."""
        box = self.getPlotItem().getViewBox()
        if box.sceneBoundingRect().contains(place):
            position = min(max(round(box.mapSceneToView(place).x()), 0), self._count - 1)
            if position != self._cursor:
                self._cursor = position
                self._tell()

    # ---- focus ----

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plot, with cursor and ring only where it is looked at, not taken along."""
        self._line.setVisible(not is_picture())
        super().paintEvent(event)
        if theme.focus_shows(self):
            painter = QPainter(self.viewport())
            theme.draw_focus_ring(painter, QRectF(self.viewport().rect()), inside=True)
            painter.end()


def _band(trace: Trace) -> QPainterPath:
    """Return the area of the usual range; where it is unknown is a gap, and a week alone is as wide as a week."""
    path = QPainterPath()
    for run in runs([low is not None and high is not None for low, high in zip(trace.low, trace.high, strict=True)]):
        places = [(float(place), place) for place in run]
        if len(places) == 1:
            places = [(run[0] - 0.4, run[0]), (run[0] + 0.4, run[0])]
        low = [QPointF(x, trace.low[place] or 0.0) for x, place in places]
        high = [QPointF(x, trace.high[place] or 0.0) for x, place in reversed(places)]
        path.addPolygon(QPolygonF([*low, *high]))
        path.closeSubpath()
    return path


def _known(values: Sequence[float | None]) -> list[float]:
    return [_GAP if value is None else value for value in values]
