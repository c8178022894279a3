"""The charts over weeks as SVG: lines with what was usual, and bars with what was usual."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.report.svg import TEXT_SIZE, WIDTH, Canvas, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.charts import ChartSpec, Role, Trace
    from app.model.patterns_page import WeekBars

_LINES_HEIGHT: Final = 150.0
LOW: Final = 100.0
"""Height of the lines where a page has little room."""
_BARS_HEIGHT: Final = 62.0
_TOP: Final = 9.0
_UNDER: Final = 16.0
_MOST_MARKS: Final = 60
"""Weeks up to which each has its mark on a line; beyond, marks would touch."""
_LEAST_APART: Final = 12.0
"""Between the names at the ends of lines."""


class _Plot:
    """Where positions and values of a chart lie."""

    def __init__(self, spec: ChartSpec, right: float, height: float) -> None:
        self.left = max((text_width(text) for __, text in spec.y_labels), default=0.0) + 8
        self.right = right
        self.top = _TOP
        self.bottom = _TOP + height
        self.count = max(len(spec.positions), 1)
        self.most = max((value for value, __ in spec.y_labels), default=1.0) or 1.0
        drawn = [value for trace in spec.traces for value in trace.values if value is not None]
        self.most = max(self.most, *drawn, 1e-9) if drawn else self.most

    def x(self, position: float) -> float:
        """Return the middle of a position."""
        return self.left + (position + 0.5) * (self.right - self.left) / self.count

    def y(self, value: float) -> float:
        """Return the height of a value, not above the top."""
        return self.bottom - min(max(value, 0.0), self.most) / self.most * (self.bottom - self.top)


def lines_svg(spec: ChartSpec, height: float = _LINES_HEIGHT) -> str:
    """Draw lines over weeks: gaps are never bridged, and each line has its name at its end."""
    names = [f"{trace.name} {trace.value}" for trace in spec.traces]
    right = WIDTH - max((text_width(name, 9) for name in names), default=0.0) - 12
    plot = _Plot(spec, right, height)
    canvas = Canvas(WIDTH, plot.bottom + _UNDER)
    for trace in spec.traces:
        _band(canvas, plot, trace)
    _axes(canvas, plot, spec)
    for first, last, text in spec.away:
        middle, wide, y = (plot.x(first) + plot.x(last)) / 2, text_width(text), plot.top + 14
        if wide < plot.x(last + 1) - plot.x(first - 1) + 4:
            canvas.rect(middle - wide / 2, y - 7, wide, 10, "raised")
            canvas.text(middle, y, text, anchor="middle")
    for trace in spec.traces:
        _line(canvas, plot, trace)
    _ends(canvas, plot, spec.traces)
    return canvas.done()


def _axes(canvas: Canvas, plot: _Plot, spec: ChartSpec) -> None:
    for value, text in spec.y_labels:
        y = plot.y(value)
        canvas.line((plot.left, y), (plot.right, y), "muted" if value == 0 else "grid", 0.8 if value == 0 else 0.6)
        canvas.text(plot.left - 6, y + 2.8, text, anchor="end")
    taken: list[tuple[float, float]] = []
    # Those with a year come first: where labels would touch, a month may be missing, but not the year.
    for at, text in sorted(spec.x_labels, key=lambda each: (not any(map(str.isdigit, each[1])), each[0])):
        half = text_width(text) / 2
        x = min(max(plot.x(at), half), WIDTH - half)
        canvas.line((plot.x(at), plot.bottom), (plot.x(at), plot.bottom + 3), "muted")
        if all(x + half + 0.5 < left or x - half - 0.5 > right for left, right in taken):
            canvas.text(x, plot.bottom + 13, text, anchor="middle")
            taken.append((x - half, x + half))


def _band(canvas: Canvas, plot: _Plot, trace: Trace) -> None:
    """Fill the usual range where it is known and the week is drawn, its edges dotted."""
    for run in _runs([None if value is None else low for value, low in zip(trace.values, trace.low, strict=True)]):
        lows = [(plot.x(at), plot.y(trace.low[at] or 0.0)) for at in run]
        highs = [(plot.x(at), plot.y(trace.high[at] or 0.0)) for at in run]
        if len(run) == 1:
            half = (plot.x(1) - plot.x(0)) / 2
            lows = [(x + side, y) for x, y in lows for side in (-half, half)]
            highs = [(x + side, y) for x, y in highs for side in (-half, half)]
        canvas.area([*lows, *reversed(highs)], "usual_fill")
        canvas.path(lows, "usual", 0.5, "1 2")
        canvas.path(highs, "usual", 0.5, "1 2")


def _line(canvas: Canvas, plot: _Plot, trace: Trace) -> None:
    for run in _runs(trace.values):
        points = [(plot.x(at), plot.y(trace.values[at] or 0.0)) for at in run]
        if len(points) > 1:
            canvas.path(points, trace.role)
        else:
            canvas.disc(*points[0], 1.1, trace.role)
        if trace.role != "meeting" and plot.count <= _MOST_MARKS:
            for x, y in points:
                canvas.ring(x, y, 1.8, trace.role, width=0.8)


def _runs(values: Sequence[float | None]) -> list[list[int]]:
    """Return the stretches of positions that have a value."""
    runs: list[list[int]] = []
    for at, value in enumerate(values):
        if value is None:
            continue
        if runs and runs[-1][-1] == at - 1:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _ends(canvas: Canvas, plot: _Plot, traces: Sequence[Trace]) -> None:
    """Draw the mark and write the name of each line at its last value; names that would touch move apart."""
    placed: list[tuple[float, Trace, int]] = []
    for trace in traces:
        drawn = [at for at, value in enumerate(trace.values) if value is not None]
        if drawn:
            placed.append((plot.y(trace.values[drawn[-1]] or 0.0), trace, drawn[-1]))
    placed.sort(key=lambda each: each[0])
    for __, trace, at in placed:
        canvas.mark(plot.x(at), plot.y(trace.values[at] or 0.0), trace.role, 3.2)
    ys = [each[0] for each in placed]
    for number in range(1, len(ys)):
        lacking = _LEAST_APART - (ys[number] - ys[number - 1])
        if lacking > 0:
            ys[number - 1] -= lacking / 2
            ys[number] += lacking / 2
    for y, (_y, trace, _at) in zip(ys, placed, strict=True):
        text = f"{trace.name} {trace.value}"
        canvas.text(plot.right + 9, y + 3.2, text, f"{trace.role}_text", size=9, weight=600)


# ---- bars ----


def bars_svg(bars: WeekBars) -> str:
    """Draw bars of weeks in the texture of their role, what was usual behind them, and the means of stretches."""
    spec = bars.chart
    plot = _Plot(spec, WIDTH, _BARS_HEIGHT)
    over = 10.0 if bars.sides else 0.0
    plot.top += over
    plot.bottom += over
    canvas = Canvas(WIDTH, plot.bottom + _UNDER)
    trace = spec.traces[0]
    _band(canvas, plot, trace)
    _axes(canvas, plot, spec)
    wide = (plot.right - plot.left) / plot.count
    sides = {at for side in bars.sides for at in range(side.first, side.last + 1)}
    for at, value in enumerate(trace.values):
        x = plot.x(at)
        if value is None:
            canvas.disc(x, plot.bottom, 0.7, "border_strong")
            continue
        height = plot.bottom - plot.y(value)
        _bar(canvas, (x - wide * 0.36, plot.y(value), wide * 0.72, height), trace.role, strong=not sides or at in sides)
    for side in bars.sides:
        y = plot.y(side.mean)
        begin, end = plot.x(side.first) - wide / 2, plot.x(side.last) + wide / 2
        canvas.line((begin, y), (end, y), "text", 1.2)
        half = text_width(side.label) / 2
        middle = min(max((begin + end) / 2, plot.left + half), plot.right - half)
        canvas.text(middle, plot.top - 6, side.label, "text", anchor="middle", weight=600, size=TEXT_SIZE)
    return canvas.done()


def _bar(canvas: Canvas, box: tuple[float, float, float, float], role: Role, *, strong: bool) -> None:
    x, y, wide, high = box
    if high < 0.5:
        canvas.rect(x, y + high - 0.6, wide, 0.6, role)
    elif role == "meeting":
        canvas.rect(x, y, wide, high, "meeting_fill" if strong else "meeting_soft")
        if not strong:
            canvas.frame(x, y, wide, high, "meeting", 0.5)
    elif role == "focus":
        canvas.rect(x, y, wide, high, "focus_fill")
        canvas.frame(x, y, wide, high, "focus", 0.7)
    else:
        canvas.block(x, y, wide, high, role, round_=0)
        canvas.frame(x, y, wide, high, role, 0.6)
