"""Where everything in the day strips lies: worked out once for a week, a width and a font, not at each painting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontInfo, QFontMetricsF

from app.ui import textures, theme
from app.ui.hour_axis import CORNER, NAMES_PADDING, HourAxis, names_width, whole_lines, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from app.model.charts import Role
    from app.model.week_view import Block, DayStrip, WeekView

ROW_MIN: Final = 64.0
"""The least height of a day, in logical pixels; it grows with the font and with its lines."""
ROW_GAP: Final = 8.0
_HEAD_GAP: Final = 8.0
_TEXT_INSET: Final = 5.0
_FOCUS_INSET: Final = 8.0 + textures.EDGE
_SWATCH: Final = (18.0, 12.0)
_NARROWEST: Final = 3.0
_LEGEND_GAP: Final = 14.0


class Line(NamedTuple):
    """A line of text that fits whole: where it stands and in which of the theme's fonts."""

    rect: QRectF
    text: str
    strong: bool


class Placed(NamedTuple):
    """A block of a day, where it is painted and where it is hit; ``lines`` is empty where no word fits whole."""

    block: Block
    rect: QRectF
    lines: tuple[Line, ...]


class Row(NamedTuple):
    """One day: its strip of hours, the cell of its name, and both together with their outline."""

    day: DayStrip
    strip: QRectF
    name: QRectF
    whole: QRectF
    lines: tuple[Line, ...]
    working: tuple[QRectF, ...]
    blocks: tuple[Placed, ...]


class LegendSpot(NamedTuple):
    """A texture with its meaning."""

    role: Role
    swatch: QRectF
    rect: QRectF
    text: str


class StripLayout(NamedTuple):
    """The whole picture; ``height`` is what it needs."""

    axis: HourAxis
    hours: tuple[tuple[QRectF, str], ...]
    rows: tuple[Row, ...]
    legend: tuple[LegendSpot, ...]
    height: float


def lay_out(week: WeekView, width: float, *, mirrored: bool, least_step: int = 1) -> StripLayout:
    """Lay a week out in a width.

    Args:
        width: In logical pixels.
        mirrored: Whether the layout runs from right to left, so that the names stand at the right.
        least_step: The least number of hours from label to label.
    """
    strong, caption = theme.font("strong"), theme.font("caption")
    names = [(day.name, strong) for day in week.days] + [(line, caption) for day in week.days for line in day.lines]
    column = names_width(names, width)
    # The outline of the chosen day and the overhang of a double booking stay inside the widget.
    left = 1.0 if mirrored else column
    axis = HourAxis(week.axis[0], week.axis[1], left, max(1.0, width - column - 1))
    name_left = axis.right if mirrored else 0.0
    head = QFontMetricsF(caption).height()
    wrapped_names = [_name_lines(day, column - 2 * NAMES_PADDING, strong, caption) for day in week.days]
    height = max([ROW_MIN, *(sum(size for _text, _strong, size in lines) + 8 for lines in wrapped_names)])
    top = max(CORNER, round(head + _HEAD_GAP))
    rows = []
    for day, name_lines in zip(week.days, wrapped_names, strict=True):
        strip = QRectF(axis.left, top, axis.width, round(height))
        name = QRectF(name_left, top, column, round(height))
        rows.append(_row(day, strip, name, name_lines, axis))
        top += round(height) + round(ROW_GAP)
    legend = _legend(week.legend, axis, top + (theme.SPACE_XS if rows else 0), caption)
    bottom = legend[-1].rect.bottom() if legend else float(top)
    return StripLayout(axis, _hours(week.hours, axis, head, caption, least_step), tuple(rows), legend, bottom + 2)


def _line_height(font: QFont, kind: str) -> float:
    return round(max(QFontMetricsF(font).height(), QFontInfo(font).pixelSize() * theme.line_height(kind)))


def _name_lines(day: DayStrip, width: float, strong: QFont, caption: QFont) -> list[tuple[str, bool, float]]:
    """Break a day's name and what it comes to into lines; return each with whether it is strong, and its height."""
    lines = [(text, True, _line_height(strong, "strong")) for text, _width in wrapped(day.name, strong, width)]
    size = _line_height(caption, "caption")
    return lines + [(text, False, size) for line in day.lines for text, _width in wrapped(line, caption, width)]


def _row(day: DayStrip, strip: QRectF, name: QRectF, name_lines: list[tuple[str, bool, float]], axis: HourAxis) -> Row:
    lines = []
    top = name.top() + 3
    for text, strong, size in name_lines:
        lines.append(Line(QRectF(name.left() + NAMES_PADDING, top, name.width() - NAMES_PADDING, size), text, strong))
        top += size
    working = tuple(
        QRectF(x, strip.top(), round(axis.x(end)) - x, strip.height())
        for start, end in day.working
        if (x := round(axis.x(start))) < round(axis.x(end))
    )
    rects = [_block_rect(block, strip, axis) for block in day.blocks]
    blocks = tuple(
        Placed(block, rect, _block_lines(block, _uncovered(rect, rects[number + 1 :])))
        for number, (block, rect) in enumerate(zip(day.blocks, rects, strict=True))
    )
    whole = strip.united(name).adjusted(0, -4, 0, 4)
    return Row(day, strip, name, whole, tuple(lines), working, blocks)


def _block_rect(block: Block, strip: QRectF, axis: HourAxis) -> QRectF:
    """Place a block; neighbours stay 2 px apart, and the shortest can still be seen and hit."""
    start, end = round(axis.x(block.start)), round(axis.x(block.end))
    share = strip.height() / max(1, block.lanes)
    top = round(strip.top() + share * block.lane)
    bottom = round(strip.top() + share * (block.lane + 1)) - (1 if block.lane + 1 < block.lanes else 0)
    rect = QRectF(start + 1, top, max(_NARROWEST, end - start - 2), max(_NARROWEST, bottom - top))
    if block.role == "double":
        return rect.adjusted(-1, -textures.OVERHANG, 1, textures.OVERHANG)
    return rect


def _uncovered(rect: QRectF, later: list[QRectF]) -> QRectF:
    """Return the part of a block, from its start, over which nothing is painted later: text is never half."""
    covered = [other.left() for other in later if other.intersects(rect)]
    end = min([rect.right(), *covered])
    return QRectF(rect.left(), rect.top(), max(0.0, end - rect.left()), rect.height())


def _block_lines(block: Block, rect: QRectF) -> tuple[Line, ...]:
    """Return what is written in a meeting or a focus block; the minutes of the others stand in a patch."""
    inset = {"meeting": _TEXT_INSET, "focus": _FOCUS_INSET}.get(block.role)
    if inset is None:
        return ()
    room = rect.adjusted(inset, _TEXT_INSET - 1, -_TEXT_INSET + 2, -2)
    caption = theme.font("caption")
    if block.role == "meeting":
        return _stacked(whole_lines(block.title, caption, room.width(), room.height()), room, caption, strong=False)
    bold = theme.strong_caption()
    metrics = QFontMetricsF(bold)
    if metrics.horizontalAdvance(block.title) > room.width() or metrics.height() > room.height():
        return ()
    lines = _stacked((block.title,), room, bold, strong=True)
    rest = room.adjusted(0, metrics.height() + 1, 0, 0)
    details = wrapped(block.detail, caption, rest.width()) if block.detail else []
    if len(details) == 1 and details[0][1] <= rest.width() and QFontMetricsF(caption).height() <= rest.height():
        lines += _stacked((details[0][0],), rest, caption, strong=False)
    return lines


def _stacked(texts: tuple[str, ...], room: QRectF, font: QFont, *, strong: bool) -> tuple[Line, ...]:
    size = QFontMetricsF(font).height()
    return tuple(
        Line(QRectF(room.left(), room.top() + number * size, room.width() + 2, size), text, strong)
        for number, text in enumerate(texts)
    )


def _hours(
    hours: tuple[tuple[int, str], ...], axis: HourAxis, height: float, font: QFont, least_step: int
) -> tuple[tuple[QRectF, str], ...]:
    """Return the labels of the hours that fit; those between are left out at even steps."""
    metrics = QFontMetricsF(font)
    widths = [metrics.horizontalAdvance(text) for _hour, text in hours]
    step = max(least_step, axis.label_step(max(widths, default=0.0)))
    labels = []
    for (hour, text), width in zip(hours, widths, strict=True):
        center = axis.x(hour * 3600)
        inside = axis.left - NAMES_PADDING <= center - width / 2 and center + width / 2 <= axis.right + 1
        if hour % step == 0 and axis.first <= hour <= axis.last and inside:
            labels.append((QRectF(center - width / 2 - 1, 0, width + 2, height), text))
    return tuple(labels)


def _legend(entries: tuple[tuple[Role, str], ...], axis: HourAxis, top: float, font: QFont) -> tuple[LegendSpot, ...]:
    """Set the legend under the hours, under the names too where that saves a line, else in several lines."""
    metrics = QFontMetricsF(font)
    height = max(metrics.height() + 4, _SWATCH[1] + 4)
    widths = [_SWATCH[0] + 6 + metrics.horizontalAdvance(text) + 2 for _role, text in entries]
    start = axis.left
    if sum(widths) + _LEGEND_GAP * (len(widths) - 1) > axis.width:
        start = min(start, NAMES_PADDING)
    spots = []
    x, y = start, top
    for (role, text), width in zip(entries, widths, strict=True):
        if x > start and x + width > axis.right:
            x, y = start, y + height
        swatch = QRectF(round(x), round(y + (height - _SWATCH[1]) / 2), *_SWATCH)
        spots.append(LegendSpot(role, swatch, QRectF(swatch.right() + 6, y, width - _SWATCH[0] - 6, height), text))
        x += width + _LEGEND_GAP
    return tuple(spots)
