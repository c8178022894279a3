"""The small pictures of findings: bars of weeks, two lengths under each other, marks of slots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from app.ui import textures, theme
from app.ui.text_lines import advance, words_font

if TYPE_CHECKING:
    from app.model.finding_card import Mini

HEIGHT: Final = 26.0
"""Of every small picture, in logical pixels."""
_BAR: Final = 2.0
_BAR_GAP: Final = 1.2
_MARK: Final = 8.0
_MARK_STEP: Final = 12.5
_WIDEST_PAIR: Final = 64.0
_ARROW: Final = 6.0


def width(mini: Mini) -> float:
    """Return how wide a picture is, in logical pixels."""
    if mini.kind == "bars":
        return len(mini.values) * (_BAR + _BAR_GAP)
    if mini.kind == "marks":
        return len(mini.marks) * _MARK_STEP
    if mini.kind == "pair":
        longest = max((value or 0 for value in mini.values), default=0) or 1
        pairs = zip(mini.values, mini.labels, strict=True)
        return max((value or 0) / longest * _WIDEST_PAIR + 5 + advance("caption", text) for value, text in pairs)
    return 0.0


def paint(painter: QPainter, mini: Mini, left: float, top: float) -> None:
    """Paint a picture with its left upper corner at a point; time runs from left to right."""
    if mini.kind == "bars":
        _bars(painter, mini.values, left, top)
    elif mini.kind == "pair":
        _pair(painter, mini, left, top)
    elif mini.kind == "marks":
        for number, mark in enumerate(mini.marks):
            slot(painter, mark, QPointF(left + (number + 0.5) * _MARK_STEP, top + HEIGHT / 2 - 3), _MARK)


def _bars(painter: QPainter, values: tuple[float | None, ...], left: float, top: float) -> None:
    """Paint a bar a week over a base line; a week without a value is a gap in it."""
    highest = max((value or 0 for value in values), default=0) or 1
    foot = HEIGHT - 1
    bars = [
        QRectF(left + number * (_BAR + _BAR_GAP), top + foot * (1 - value / highest), _BAR, foot * value / highest)
        for number, value in enumerate(values)
        if value
    ]
    theme.fill(painter, bars, theme.color("meeting"))
    base = QRectF(left, top + foot, len(values) * (_BAR + _BAR_GAP), 1)
    theme.fill(painter, [base], theme.color("border_strong"))


def _pair(painter: QPainter, mini: Mini, left: float, top: float) -> None:
    longest = max((value or 0 for value in mini.values), default=0) or 1
    each = HEIGHT / 2
    painter.setFont(words_font("caption", "0"))
    metrics = QFontMetricsF(painter.font())
    for number, (value, text) in enumerate(zip(mini.values, mini.labels, strict=True)):
        length = max((value or 0) / longest * _WIDEST_PAIR, 2.0)
        bar = QRectF(left, top + number * each + 2, length, each - 4)
        textures.fill(painter, bar, "focus" if number else "meeting")
        painter.setPen(theme.color("muted"))
        baseline = bar.center().y() - metrics.height() / 2 + metrics.ascent()
        painter.drawText(QPointF(bar.right() + 5, round(baseline)), text)


def slot(painter: QPainter, mark: str, center: QPointF, size: float) -> None:
    """Paint the mark of a slot: disc held, with an arrow moved, ring with a dot made up, dashed ring fell out."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = theme.color("meeting")
    half = size / 2
    if mark in {"held", "moved"}:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(center, half, half)
    else:
        pen = QPen(color, 1.3)
        if mark == "fell-out":
            pen.setDashPattern([1.6, 1.6])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, half - 0.5, half - 0.5)
    if mark == "made-up":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawEllipse(center, half / 2.6, half / 2.6)
    if mark == "moved":
        painter.setPen(QPen(theme.color("text"), 1))
        y, end = center.y() + half + 4, center.x() + _ARROW / 2
        painter.drawLine(QPointF(center.x() - _ARROW / 2, y), QPointF(end, y))
        painter.drawLine(QPointF(end - 2, y - 2), QPointF(end, y))
        painter.drawLine(QPointF(end - 2, y + 2), QPointF(end, y))
    painter.restore()
