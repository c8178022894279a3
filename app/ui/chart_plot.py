"""How a chart of lines over weeks is drawn: where everything lies, and the strokes.

Weeks without a value are gaps and never bridged; where a stretch of them has a word, the word stands in it. Each
line is named at its end. The weeks run from left to right in every language.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from app.ui import textures, theme

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import QSizeF

    from app.model.charts import ChartSpec, Trace

_BESIDE_AXIS: Final = 8
_BESIDE_MARK: Final = 12
_TICK: Final = 4
_UNDER_AXIS: Final = 6
_LABEL_GAP: Final = 4
_NAMES_SHARE: Final = 0.15
_END_MARK: Final = 11
_DOT: Final = 2.1
_LONE_BAND: Final = 3.0
_SEGMENTS_OF_1_5: Final = 60
"""More points than these are drawn one pixel wide; wider polylines take Qt many times as long."""


class NamePlace(NamedTuple):
    """The name of a line at its end: its lines of text, and the middle of them."""

    trace: Trace
    lines: tuple[str, ...]
    middle: float


class Plot:
    """Where the parts of a chart lie in a widget of a size, in logical pixels.

    Attributes:
        area: between the axes, from the first position to the last.

    """

    def __init__(self, spec: ChartSpec, size: QSizeF) -> None:
        self.spec = spec
        caption = QFontMetricsF(theme.font("caption"))
        strong = QFontMetricsF(theme.strong_caption())
        left = max((caption.horizontalAdvance(text) for _value, text in spec.y_labels), default=0.0) + _BESIDE_AXIS
        whole = max((strong.horizontalAdvance(f"{trace.name} {trace.value}") for trace in spec.traces), default=0.0)
        self.in_two_lines = whole > size.width() * _NAMES_SHARE
        if self.in_two_lines:
            parts = (text for trace in spec.traces for text in (trace.name, trace.value))
            whole = max((strong.horizontalAdvance(text) for text in parts), default=0.0)
        right = size.width() - whole - _BESIDE_MARK - theme.SPACE_S
        top = caption.height() / 2 + 1
        bottom = size.height() - caption.height() - _UNDER_AXIS - _TICK
        self.area = QRectF(QPointF(round(left) + 0.5, round(top) + 0.5), QPointF(round(right), round(bottom) + 0.5))
        self.most = max((value for value, _text in spec.y_labels), default=0.0)
        for trace in spec.traces:
            self.most = max(self.most, *(value for value in (*trace.values, *trace.high) if value is not None), 0.0)

    def x(self, position: float) -> float:
        """Return where a position of the axis lies."""
        return self.area.left() + self.area.width() * position / max(1, len(self.spec.positions) - 1)

    def y(self, value: float) -> float:
        """Return where a value lies."""
        return self.area.bottom() - self.area.height() * value / (self.most or 1.0)

    def position_at(self, x: float) -> int:
        """Return the position next to a place in the widget."""
        share = (x - self.area.left()) / max(self.area.width(), 1.0)
        return round(min(max(share, 0.0), 1.0) * (len(self.spec.positions) - 1))

    def names(self) -> list[NamePlace]:
        """Return the names at the ends of the lines, moved apart where they would touch."""
        height = _line(theme.strong_caption()) * (2 if self.in_two_lines else 1) + 2
        found = []
        for trace in self.spec.traces:
            last = last_known(trace)
            if last is None:
                continue
            value = trace.values[last]
            assert value is not None
            lines = (trace.name, trace.value) if self.in_two_lines else (f"{trace.name} {trace.value}",)
            found.append(NamePlace(trace, lines, self.y(value)))
        found.sort(key=lambda name: name.middle)
        middles = moved_apart([name.middle for name in found], height, self.area.bottom() + height / 2)
        return [name._replace(middle=middle) for name, middle in zip(found, middles, strict=True)]


def last_known(trace: Trace) -> int | None:
    """Return the last position at which a line has a value."""
    return next((place for place in reversed(range(len(trace.values))) if trace.values[place] is not None), None)


def moved_apart(middles: Sequence[float], height: float, lowest: float) -> list[float]:
    """Move labels, in order from the top, as little as keeps each a height from the next and above the lowest place."""
    placed = list(middles)
    for _round in range(len(placed)):
        for above in range(len(placed) - 1):
            lacking = height - (placed[above + 1] - placed[above])
            if lacking > 0:
                placed[above] -= lacking / 2
                placed[above + 1] += lacking / 2
    limit = lowest - height / 2
    for number in reversed(range(len(placed))):
        placed[number] = min(placed[number], limit)
        limit = placed[number] - height
    return placed


def runs(known: Sequence[bool]) -> Iterator[range]:
    """Return the stretches of neighbouring positions of which something is known."""
    start = None
    for place, is_known in enumerate((*known, False)):
        if is_known and start is None:
            start = place
        elif not is_known and start is not None:
            yield range(start, place)
            start = None


def draw(painter: QPainter, plot: Plot) -> None:
    """Draw all of a chart but its cursor."""
    painter.setFont(theme.font("caption"))
    draw_axes(painter, plot)
    # Bands and their dotted edges without antialiasing: they are crisper so, and take a quarter of the time.
    for trace in plot.spec.traces:
        draw_band(painter, plot, trace)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _draw_away(painter, plot)
    for trace in plot.spec.traces:
        _draw_line(painter, plot, trace)
    _draw_ends(painter, plot)


def draw_axes(painter: QPainter, plot: Plot) -> None:
    """Draw the lines across with their values, and the labels under the axis."""
    area, metrics = plot.area, QFontMetricsF(painter.font())
    for value, text in plot.spec.y_labels:
        y = round(plot.y(value)) + 0.5
        painter.setPen(QPen(theme.color("grid" if value else "border_strong"), 1))
        painter.drawLine(QLineF(area.left(), y, area.right(), y))
        painter.setPen(theme.color("muted"))
        width = metrics.horizontalAdvance(text)
        painter.drawText(
            QPointF(area.left() - _BESIDE_AXIS - width, y + (metrics.ascent() - metrics.descent()) / 2), text
        )
    for position, text in _fitting(plot, metrics):
        painter.setPen(QPen(theme.color("border_strong"), 1))
        mark = round(plot.x(position)) + 0.5
        painter.drawLine(QLineF(mark, area.bottom(), mark, area.bottom() + _TICK))
        painter.setPen(theme.color("muted"))
        left = plot.x(position) - metrics.horizontalAdvance(text) / 2
        painter.drawText(QPointF(left, area.bottom() + _TICK + _UNDER_AXIS / 2 + metrics.ascent()), text)


def _fitting(plot: Plot, metrics: QFontMetricsF) -> list[tuple[int, str]]:
    """The labels under the axis that fit beside each other; the others are left out whole.

    The longer ones come first, since it is they that name the year.
    """
    taken: list[tuple[float, float]] = []
    chosen = []
    for position, text in sorted(plot.spec.x_labels, key=lambda label: (-len(label[1]), label[0])):
        half = metrics.horizontalAdvance(text) / 2 + _LABEL_GAP / 2
        left, right = plot.x(position) - half, plot.x(position) + half
        if all(right <= first or left >= last for first, last in taken):
            taken.append((left, right))
            chosen.append((position, text))
    return chosen


def draw_band(painter: QPainter, plot: Plot, trace: Trace) -> None:
    """Draw the usual range of a line."""
    edges = list(zip(trace.low, trace.high, strict=True))
    dots = QPen(theme.color("usual"), 1, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    dots.setDashPattern([1, 3])
    for run in runs([low is not None and high is not None for low, high in edges]):
        low = [QPointF(plot.x(place), plot.y(edges[place][0] or 0.0)) for place in run]
        high = [QPointF(plot.x(place), plot.y(edges[place][1] or 0.0)) for place in run]
        if len(run) == 1:  # one week alone has a band as wide as its mark
            aside = QPointF(_LONE_BAND, 0)
            low, high = [low[0] - aside, low[0] + aside], [high[0] - aside, high[0] + aside]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("usual_fill"))
        painter.drawPolygon(QPolygonF([*low, *reversed(high)]))
        painter.setPen(dots)
        painter.drawPolyline(QPolygonF(low))
        painter.drawPolyline(QPolygonF(high))


def _draw_line(painter: QPainter, plot: Plot, trace: Trace) -> None:
    color = theme.color(trace.role)
    wide = len(trace.values) <= _SEGMENTS_OF_1_5
    for run in runs([value is not None for value in trace.values]):
        points = [QPointF(plot.x(place), plot.y(trace.values[place] or 0.0)) for place in run]
        painter.setPen(QPen(color, 1.5 if wide else 1))
        if wide:
            painter.drawLines([QLineF(first, second) for first, second in pairwise(points)])
        else:
            painter.drawPolyline(QPolygonF(points))
        if trace.role == "focus" and wide:
            painter.setPen(QPen(color, 1.1))
            painter.setBrush(theme.color("raised"))
            for point in points:
                painter.drawEllipse(point, _DOT, _DOT)
        elif len(points) == 1:
            textures.mark(painter, trace.role, points[0], 2 * _DOT + 2)


def _draw_away(painter: QPainter, plot: Plot) -> None:
    """Write the word of each stretch without lines near the middle, where no line or band is under it."""
    metrics = QFontMetricsF(painter.font())
    painter.setPen(theme.color("muted"))
    for first, last, text in plot.spec.away:
        width, height = metrics.horizontalAdvance(text), metrics.height()
        left = plot.x((first + last) / 2) - width / 2
        left = min(max(left, plot.area.left()), plot.area.right() - width)
        step = plot.area.width() / max(1, len(plot.spec.positions) - 1)
        start = int((left - plot.area.left()) / step)
        end = int((left + width - plot.area.left()) / step) + 1
        taken = list(_taken(plot, start, end))
        centre = plot.area.center().y()
        for away in range(0, int(plot.area.height() / 2 - height), 4):
            middle = next(
                (
                    y
                    for y in (centre + away, centre - away)
                    if all(y + height / 2 < high or y - height / 2 > low for high, low in taken)
                ),
                None,
            )
            if middle is not None:
                painter.drawText(QPointF(left, middle + (metrics.ascent() - metrics.descent()) / 2), text)
                break


def _taken(plot: Plot, start: int, end: int) -> Iterator[tuple[float, float]]:
    """What the lines and bands take of the height between two positions, each from its top to its bottom."""
    within = range(max(0, start), min(len(plot.spec.positions), end + 1))
    for trace in plot.spec.traces:
        for several in ((trace.values,), (trace.low, trace.high)):
            found = [plot.y(value) for values in several for value in (values[place] for place in within) if value]
            if found:
                yield min(found) - 3, max(found) + 3


def _draw_ends(painter: QPainter, plot: Plot) -> None:
    painter.setFont(theme.strong_caption())
    metrics, step = QFontMetricsF(painter.font()), _line(painter.font())
    for trace in plot.spec.traces:
        last = last_known(trace)
        if last is not None:
            place = QPointF(plot.x(last), plot.y(trace.values[last] or 0.0))
            textures.mark(painter, trace.role, place, _END_MARK)
    for name in plot.names():
        painter.setPen(theme.color(f"{name.trace.role}_text"))
        top = name.middle - step * len(name.lines) / 2
        for number, text in enumerate(name.lines):
            baseline = top + number * step + (step - metrics.height()) / 2 + metrics.ascent()
            painter.drawText(QPointF(plot.area.right() + _BESIDE_MARK, round(baseline)), text)


def _line(font: QFont) -> float:
    return QFontMetricsF(font).height()
