"""Where the blocks of a week calendar stand: days side by side, hours from top to bottom, texts only where they fit."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from app.ui import theme
from app.ui.text_lines import advance, pitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.whatif_page import WeekBlock, WeekColumn

HOUR: Final = 3_600
OWN: Final = frozenset({"own", "breaking"})
"""The roles of own time."""
STEP: Final = 15 * 60
"""Seconds between two places that a meeting may be dragged to."""
_LINES_IN_HOUR: Final = 3.2
_GAP: Final = 4
_PADDING: Final = 4
_OVER: Final = 2
"""Logical pixels by which a line may be higher than its block: letters are lower than lines."""
_LEAST_COLUMN: Final = 40
_PIECES: Final = re.compile(r"\s*(?:[^\s-]+-?|-)")
"""Words with the space before them, and the parts of compounds."""
_AROUND_HOURS: Final = 8


class Line(NamedTuple):
    """One line of text in a block."""

    rect: QRectF
    text: str
    strong: bool


class Placed(NamedTuple):
    """A block, the day it stands on by its place among the columns, and the lines that fit into it."""

    column: int
    block: WeekBlock
    rect: QRectF
    lines: tuple[Line, ...]


class WeekLayout(NamedTuple):
    """A week calendar in a width.

    Attributes:
        first: the hour at the top.
        last: the hour at the bottom.
        top: where the first hour begins.
        hour: the height of an hour.
        columns: the whole of each day, from the first hour to the last.
        names: the days' names.
        hours: the labels of the hours.
        working: the working time of each day.

    """

    first: int
    last: int
    top: float
    hour: float
    columns: tuple[QRectF, ...]
    names: tuple[tuple[QRectF, str], ...]
    hours: tuple[tuple[QRectF, str], ...]
    working: tuple[QRectF, ...]
    placed: tuple[Placed, ...]
    height: float

    def y(self, clock: float) -> float:
        """Return where a time on the clock lies."""
        return self.top + (clock / HOUR - self.first) * self.hour

    def clock(self, y: float) -> int:
        """Return the time of the grid that is nearest to a height."""
        seconds = ((y - self.top) / self.hour + self.first) * HOUR
        return round(seconds / STEP) * STEP

    def column_at(self, x: float) -> int:
        """Return the day that lies nearest to a place."""
        return min(range(len(self.columns)), key=lambda at: abs(self.columns[at].center().x() - x))

    def span(self, column: int, start: int, end: int) -> QRectF:
        """Return the rectangle of a time on a day."""
        own = self.columns[column]
        return QRectF(own.left(), self.y(start), own.width(), max(self.y(end) - self.y(start) - 1, 3.0))


def hour_height() -> float:
    """Return the height of an hour in the size of text in force."""
    return round(pitch("caption") * _LINES_IN_HOUR)


def height_of(hours: tuple[int, int]) -> float:
    """Return the height of a calendar of these hours."""
    return _head() + (hours[1] - hours[0]) * hour_height() + pitch("caption") / 2 + 2


def least_width(days: int) -> int:
    """Return the least width in which days can be told apart."""
    return round(_gutter(("00:00",))) + days * (_LEAST_COLUMN + _GAP)


def _head() -> float:
    return pitch("body") + theme.SPACE_S


def _gutter(labels: Sequence[str]) -> float:
    metrics = QFontMetricsF(theme.font("caption"))
    return max((metrics.horizontalAdvance(text) for text in labels), default=0.0) + _AROUND_HOURS


def lay_out(days: Sequence[WeekColumn], hours: Sequence[tuple[int, str]], width: int) -> WeekLayout:
    """Place everything in a width; ``hours`` are the labels from the first to the last."""
    first, last = hours[0][0], hours[-1][0]
    left, top, hour = _gutter([text for __, text in hours]), _head(), hour_height()
    each = max((width - left) / max(len(days), 1), float(_LEAST_COLUMN))
    bottom = top + (last - first) * hour
    columns = tuple(QRectF(left + at * each, top, each - _GAP, bottom - top) for at in range(len(days)))
    names = tuple(
        (QRectF(own.left(), 0, own.width(), top - 4), day.name) for own, day in zip(columns, days, strict=True)
    )
    line = pitch("caption")
    labels = tuple(
        (QRectF(0, top + (number - first) * hour - line / 2, left - _AROUND_HOURS, line), text)
        for number, text in hours
    )
    bare = WeekLayout(first, last, top, hour, columns, names, labels, (), (), height_of((first, last)))
    working = tuple(bare.span(at, *span) for at, day in enumerate(days) for span in day.working)
    placed = [each for at, day in enumerate(days) for each in _day(at, day, bare)]
    return bare._replace(working=working, placed=tuple(placed))


def _day(column: int, day: WeekColumn, layout: WeekLayout) -> list[Placed]:
    """Place the blocks of a day; own time ends where the hours do, and what it covers is written beside it."""
    first, last = layout.first * HOUR, layout.last * HOUR
    shown = [
        block._replace(start=max(block.start, first), end=min(block.end, last)) if block.role in OWN else block
        for block in day.blocks
        if block.role not in OWN or (block.start < last and first < block.end)
    ]
    placed = [_placed(column, block, layout) for block in shown]
    own = [each.rect for each in placed if each.block.role in OWN]
    meetings = [each.rect for each in placed if each.block.role == "meeting"]
    return [_written_beside(each, own, meetings) for each in placed] if own else placed


def _written_beside(placed: Placed, own: Sequence[QRectF], meetings: Sequence[QRectF]) -> Placed:
    """Write a focus block's length where no own time covers it, and own time's title where no meeting does."""
    if placed.block.role in OWN:
        covered = any(line.rect.intersects(rect) for line in placed.lines for rect in meetings)
        return placed._replace(lines=()) if covered else placed
    if placed.block.role != "focus":
        return placed
    top, found = placed.rect.top(), list[Line]()
    for rect in [*sorted((each for each in own if each.intersects(placed.rect)), key=QRectF.top), None]:
        end = placed.rect.bottom() if rect is None else rect.top()
        found = found or list(_lines(placed.block, QRectF(placed.rect.left(), top, placed.rect.width(), end - top)))
        top = max(top, end if rect is None else rect.bottom())
    return placed._replace(lines=tuple(found))


def _placed(column: int, block: WeekBlock, layout: WeekLayout) -> Placed:
    rect = layout.span(column, block.start, block.end)
    if block.lanes > 1:
        width = rect.width() / block.lanes
        rect = QRectF(rect.left() + block.lane * width, rect.top(), width - 1, rect.height())
    if block.role == "double":
        rect = QRectF(rect.left() - _GAP / 2, rect.top(), 3, rect.height())
    return Placed(column, block, rect, _lines(block, rect) if block.title else ())


def _lines(block: WeekBlock, rect: QRectF) -> tuple[Line, ...]:
    """Return the lines that fit whole, broken between words; the last one is cut where there is more."""
    line, room = pitch("caption"), rect.width() - 2 * _PADDING
    fit = int((rect.height() + _OVER) // line)
    if fit < 1 or room < line:
        return ()
    strong = block.role == "focus"
    left = rect.left() + _PADDING + (2 if strong or block.role in OWN else 0)
    top = rect.top() + min(_PADDING, (rect.height() - min(fit, 2) * line) / 2)
    shown = _broken(block.title, room, fit)
    if block.detail and len(shown) < fit and advance("caption", block.detail) <= rect.right() - left - 1:
        shown.append(block.detail)
    return tuple(
        Line(QRectF(left, top + at * line, room + 2, line), text, strong and at == 0) for at, text in enumerate(shown)
    )


def _broken(text: str, room: float, most: int) -> list[str]:
    """Return a title in lines; a word that is wider than a line is cut, and so is what is left at the end."""
    if advance("caption", text) <= room:
        return [text]
    lines = [""]
    for piece in _PIECES.finditer(text):
        longer = f"{lines[-1]}{piece[0]}"
        if advance("caption", longer.strip()) <= room:
            lines[-1] = longer
        elif len(lines) == most:
            lines[-1] += text[piece.start() :]
            break
        elif lines[-1]:
            lines.append(piece[0].lstrip())
        else:
            lines[-1] = longer
    metrics = QFontMetricsF(theme.font("caption"))
    return [metrics.elidedText(each.strip(), Qt.TextElideMode.ElideRight, room) for each in lines]
