"""Charts as SVG, from the same chart data that the window paints; deterministic, and usable without a report."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, TypeVar

from app.report.document import (
    BarsPicture,
    FigureStrip,
    HeatPicture,
    LinesPicture,
    Rhythms,
    Stacks,
    WaterfallPicture,
    WeekStrip,
)
from app.report.line_charts import bars_svg, lines_svg
from app.report.svg import WIDTH, Canvas, text_width

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.charts import HeatMap, Role
    from app.model.patterns_page import Factor, Waterfall
    from app.report.document import Picture

_What = TypeVar("_What")

_STRIP: Final = (112.0, 15.0)
"""Width and height of the strip under a figure."""
_NARROW: Final = 340.0
"""Width of a chart that needs no more."""
_HOURS: Final = 3600
_HEAT_FROM: Final = (0.05, 0.15, 0.30, 0.50, 0.70)
"""Shares from which an hour has each of the five steps."""


def chart_svg(picture: Picture) -> str:
    """Return a chart as SVG; its width and height are in points."""
    match picture:
        case FigureStrip():
            return _figure_strip(picture)
        case LinesPicture():
            return lines_svg(picture.spec)
        case BarsPicture():
            return bars_svg(picture.bars)
        case HeatPicture():
            return _heat(picture.heat)
        case WaterfallPicture():
            return _waterfall(picture.waterfall)
        case WeekStrip():
            return _week(picture)
        case Stacks():
            return _stacks(picture)
        case Rhythms():
            return _rhythms(picture)


def _figure_strip(strip: FigureStrip) -> str:
    """Draw a figure among those of the weeks before; the scale covers them with 8 % to spare, never from 0."""
    width, height = _STRIP
    canvas = Canvas(width, height)
    values = [*strip.ticks, *(strip.band or ()), *([strip.mark] if strip.mark is not None else [])]
    low, high = min(values, default=0.0), max(values, default=1.0)
    spare = (high - low or abs(high) or 1.0) * 0.08
    scale = (width - 10) / (high - low + 2 * spare)

    def at(value: float) -> float:
        return 5 + (value - low + spare) * scale

    middle = height / 2
    if strip.band is not None:
        left, right = at(strip.band[0]), at(strip.band[1])
        if right - left < 2:
            left, right = (left + right) / 2 - 1, (left + right) / 2 + 1
        canvas.rect(left, 1.5, right - left, height - 3, "usual_fill")
        for x in (left, right):
            canvas.line((x, 1.5), (x, height - 1.5), "usual")
    for tick in strip.ticks:
        canvas.line((at(tick), middle - 2.8), (at(tick), middle + 2.8), "muted", 0.7)
    if strip.mark is not None:
        canvas.mark(at(strip.mark), middle, strip.role)
    return canvas.done()


# ---- hours ----


def _heat(heat: HeatMap) -> str:
    left, top, row = 30.0, 13.0, 17.0
    columns = len(heat.shares[0]) if heat.shares else 1
    cell = min((WIDTH - left) / columns, 44.0)
    canvas = Canvas(left + columns * cell, top + len(heat.days) * row)
    for column in range(columns):
        canvas.text(left + column * cell, top - 4, str(heat.first_hour + column), anchor="middle")
    for at, (name, shares) in enumerate(zip(heat.days, heat.shares, strict=True)):
        y = top + at * row
        canvas.text(0, y + row / 2 + 3, name)
        for column, share in enumerate(shares):
            x = left + column * cell
            step = -1 if share is None else sum(share >= least for least in _HEAT_FROM) - 1
            canvas.rect(x + 0.5, y + 0.5, cell - 1, row - 1, "raised" if step < 0 else f"heat{step}")
            if step < 0:
                canvas.frame(x + 0.5, y + 0.5, cell - 1, row - 1, "grid", 0.5)
            elif share is not None:
                ink = f"on_heat{step}"
                canvas.text(x + cell / 2, y + row / 2 + 2.8, f"{share * 100:.0f}", ink, anchor="middle", size=7.6)
    return canvas.done()


def _week(week: WeekStrip) -> str:
    """Draw the days of a week under each other, on one axis of hours."""
    left, top, row, gap = 44.0, 13.0, 20.0, 5.0
    first, last = week.axis
    scale = (WIDTH - left) / max((last - first) * _HOURS, 1)
    legend = _legend_height(week.legend, left)
    canvas = Canvas(WIDTH, top + len(week.days) * (row + gap) + legend)

    def at(second: int) -> float:
        return left + (min(max(second, first * _HOURS), last * _HOURS) - first * _HOURS) * scale

    for hour, text in week.hours:
        anchor = "end" if hour == last else "start" if hour == first else "middle"
        canvas.text(at(hour * _HOURS), top - 4, text, anchor=anchor)
    for row_number, day in enumerate(week.days):
        y = top + row_number * (row + gap)
        canvas.text(0, y + row / 2 + 3, day.name, "text")
        canvas.rect(left, y, WIDTH - left, row, "sunken")
        for start, end in day.working:
            canvas.rect(at(start), y, at(end) - at(start), row, "raised")
        for block in day.blocks:
            x, wide, high = at(block.start), at(block.end) - at(block.start), (row - 2) / block.lanes
            canvas.block(x + 0.4, y + 1 + block.lane * high, max(wide - 0.8, 0.6), high - 0.3, block.role)
        canvas.frame(left, y, WIDTH - left, row, "grid", 0.5)
    _legend(canvas, week.legend, top + len(week.days) * (row + gap) + 10, left)
    return canvas.done()


def _stacks(stacks: Stacks) -> str:
    """Draw bars of parts, all on one scale, each part with its texture and, where there is room, its figure."""
    left = max(text_width(row.name) for row in stacks.rows) + 8
    step, bar = 20.0, 14.0
    most = max((sum(hours for _role, hours, _text in row.parts) for row in stacks.rows), default=1.0) or 1.0
    scale = (WIDTH - left) / most
    canvas = Canvas(WIDTH, len(stacks.rows) * step + _legend_height(stacks.legend, left))
    for number, row in enumerate(stacks.rows):
        y, x = number * step, left
        canvas.text(0, y + bar / 2 + 3, row.name, "text")
        for role, hours, text in row.parts:
            wide = hours * scale
            canvas.block(x, y, max(wide - 0.8, 0), bar, role)
            if wide > text_width(text, 7.6) + 8:
                ink = {"meeting": "on_meeting", "focus": "focus_text"}.get(role, "")
                if not ink:
                    ink = f"{role}_text"
                    patch = text_width(text, 7.6) + 3
                    canvas.rect(x + wide / 2 - patch / 2, y + 2, patch, bar - 4, f"{role}_fill", round_=1.5)
                canvas.text(x + wide / 2, y + bar / 2 + 2.7, text, ink, anchor="middle", size=7.6)
            x += wide
    _legend(canvas, stacks.legend, len(stacks.rows) * step + 8, left)
    return canvas.done()


def _legend_height(legend: Sequence[tuple[Role, str]], left: float) -> float:
    return 6.0 + 13.0 * len(_lines_of(legend, 18.0, WIDTH - left)) if legend else 2.0


def _legend(canvas: Canvas, legend: Sequence[tuple[Role, str]], y: float, left: float) -> None:
    for number, line in enumerate(_lines_of(legend, 18.0, WIDTH - left)):
        x = left
        for role, text in line:
            canvas.block(x, y + 13 * number - 6, 14, 8, role)
            canvas.text(x + 18, y + 13 * number + 0.8, text)
            x += 18 + text_width(text) + 14


# ---- a product ----


def _waterfall(waterfall: Waterfall) -> str:
    """Draw factors on a scale of their logarithms, so that equal factors are equally long."""
    rows = (*waterfall.factors, waterfall.whole)
    left = max(text_width(row.name, 9) for row in rows) + 10
    room = _NARROW - left - max(text_width(row.value, 9) for row in rows) - 12
    starts = [0.0]
    for factor in waterfall.factors:
        starts.append(starts[-1] + math.log(factor.factor))
    low, high = min(starts), max(starts)
    scale = room / (high - low or 1.0)
    step, bar = 21.0, 13.0
    canvas = Canvas(_NARROW, len(rows) * step)
    for number, row in enumerate(rows):
        whole = number == len(rows) - 1
        begin, end = (0.0, starts[-1]) if whole else (starts[number], starts[number + 1])
        edges = sorted((left + (begin - low) * scale, left + (end - low) * scale))
        _step(canvas, row, number * step + 4, (edges[0], max(edges[1], edges[0] + 1.5)), whole=whole)
        if not whole:
            x = left + (end - low) * scale
            canvas.line((x, number * step + 4 + bar), (x, (number + 1) * step + 4), "border_strong")
    return canvas.done()


def _step(canvas: Canvas, row: Factor, y: float, edges: tuple[float, float], *, whole: bool) -> None:
    bar = 13.0
    canvas.rect(edges[0], y, edges[1] - edges[0], bar, "meeting" if whole else "accent_soft")
    if not whole:
        canvas.frame(edges[0], y, edges[1] - edges[0], bar, "meeting", 0.8)
    weight = 600 if whole else 400
    canvas.text(0, y + bar / 2 + 3.2, row.name, "text", size=9, weight=weight)
    canvas.text(edges[1] + 6, y + bar / 2 + 3.2, row.value, "text", size=9, weight=weight)


# ---- slots ----


def _rhythms(rhythms: Rhythms) -> str:
    """Draw the last slots of each 1:1: disc held, with arrow moved, ring with dot made up, dashed ring fell out."""
    left = max(text_width(name, 9) for name, __ in rhythms.rows) + 12
    most = max(len(marks) for __, marks in rhythms.rows)
    step, apart = 19.0, min(17.0, (WIDTH - left) / max(most, 1))
    lines = _lines_of(rhythms.legend, 14.0, WIDTH)
    canvas = Canvas(WIDTH, len(rhythms.rows) * step + 13 * len(lines) + 6)
    for number, (name, marks) in enumerate(rhythms.rows):
        y = number * step + 8
        canvas.text(0, y + 3.2, name, "text", size=9)
        for at, mark in enumerate(marks):
            # The newest stands at the right, under that of the row before.
            _slot(canvas, left + (at + most - len(marks)) * apart + 6, y, mark)
    for number, line in enumerate(lines):
        x, y = 0.0, len(rhythms.rows) * step + 10 + 13 * number
        for mark, text in line:
            _slot(canvas, x + 5, y, mark)
            canvas.text(x + 14, y + 2.8, text)
            x += 14 + text_width(text) + 14
    return canvas.done()


def _lines_of(legend: Sequence[tuple[_What, str]], mark: float, room: float) -> list[list[tuple[_What, str]]]:
    """Return a legend in lines that fit into some room; ``mark`` is the width before each text."""
    lines: list[list[tuple[_What, str]]] = [[]]
    x = 0.0
    for what, text in legend:
        wide = mark + text_width(text)
        if lines[-1] and x + wide > room:
            lines.append([])
            x = 0.0
        lines[-1].append((what, text))
        x += wide + 14
    return lines


def _slot(canvas: Canvas, x: float, y: float, mark: str) -> None:
    size = 4.4
    if mark == "held":
        canvas.disc(x, y, size, "meeting")
    elif mark == "moved":
        canvas.disc(x, y, size, "meeting")
        canvas.path([(x - 2.2, y), (x + 2.2, y)], "raised", 1)
        canvas.path([(x + 0.4, y - 1.9), (x + 2.3, y), (x + 0.4, y + 1.9)], "raised", 1)
    elif mark == "made-up":
        canvas.ring(x, y, size, "meeting", width=1.3)
        canvas.disc(x, y, 1.7, "meeting")
    else:
        canvas.ring(x, y, size, "muted", width=1, dash="1.6 1.6")
