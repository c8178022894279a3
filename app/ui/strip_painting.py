"""Paints the day strips from their layout: no text is measured and no block is placed here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.ui import textures, theme
from app.ui.hour_axis import HOUR

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from app.ui.hour_axis import HourAxis
    from app.ui.strip_layout import Placed, Row, StripLayout

NAME: Final = -1
"""The place in a row that is the name of the day, before its first block."""
_ONE_LINE: Final = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_START: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | _ONE_LINE)
_CENTER: Final = int(Qt.AlignmentFlag.AlignCenter | _ONE_LINE)


class Spot(NamedTuple):
    """A place in the strips: the number of the day, and that of the block in it or `NAME`."""

    row: int
    block: int


class Marked(NamedTuple):
    """What stands out: the chosen day, what is under the pointer, and what has the keyboard's focus."""

    chosen: int | None
    hovered: Spot | None
    focused: Spot | None


def paint(painter: QPainter, layout: StripLayout, marked: Marked) -> None:
    """Paint the week."""
    caption, strong = theme.font("caption"), theme.strong_caption()
    # Each text stands on the side where it begins, an Arabic title at the right.
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setFont(caption)
    painter.setPen(theme.color("muted"))
    for rect, text in layout.hours:
        painter.drawText(rect, _CENTER, text)
    for number, row in enumerate(layout.rows):
        _ground(painter, row, layout.axis)
        hovered = marked.hovered == Spot(number, NAME)
        _name(painter, row, caption, chosen=number == marked.chosen, hovered=hovered)
        for placed in row.blocks:
            textures.fill(painter, placed.rect, placed.block.role)
        for placed in row.blocks:
            _block_text(painter, placed, caption, strong)
    _legend(painter, layout, caption)
    _stand_out(painter, layout, marked)


def _ground(painter: QPainter, row: Row, axis: HourAxis) -> None:
    """Paint the hours of a day: rest is sunken, working time raised with a line at each full hour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("sunken"))
    painter.drawRoundedRect(row.strip, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
    painter.restore()
    raised, line = theme.color("raised"), theme.color("grid")
    for stretch in row.working:
        painter.fillRect(stretch, raised)
        for hour in range(axis.first, axis.last + 1):
            x = round(axis.x(hour * HOUR))
            if stretch.left() <= x < stretch.right():
                painter.fillRect(QRectF(x, stretch.top(), 1, stretch.height()), line)


def _name(painter: QPainter, row: Row, caption: QFont, *, chosen: bool, hovered: bool) -> None:
    if chosen or hovered:
        ground = row.name.adjusted(0, -4, 0, 4) if chosen else row.name
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent_soft" if chosen else "sunken"))
        painter.drawRoundedRect(ground, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        painter.restore()
    strong = theme.font("strong")
    for line in row.lines:
        painter.setFont(strong if line.strong else caption)
        painter.setPen(theme.color("text" if line.strong else "muted"))
        painter.drawText(line.rect, _START, line.text)


def _block_text(painter: QPainter, placed: Placed, caption: QFont, strong: QFont) -> None:
    role = placed.block.role
    if role in {"fragment", "double"}:
        painter.setFont(strong if role == "double" else caption)
        textures.patch(painter, placed.rect, role, placed.block.title)
    elif placed.lines:
        painter.setPen(textures.text_color(role))
        for line in placed.lines:
            painter.setFont(strong if line.strong else caption)
            painter.drawText(line.rect, _START, line.text)


def _legend(painter: QPainter, layout: StripLayout, caption: QFont) -> None:
    painter.setFont(caption)
    for spot in layout.legend:
        textures.fill(painter, spot.swatch, spot.role)
        painter.setPen(theme.color("muted"))
        painter.drawText(spot.rect, _START, spot.text)


def _stand_out(painter: QPainter, layout: StripLayout, marked: Marked) -> None:
    """Outline the chosen day, the block under the pointer and the place of the keyboard's focus, above all else."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if marked.chosen is not None:
        painter.setPen(QPen(theme.color("accent"), 1))
        outline = layout.rows[marked.chosen].whole.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(outline, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
    if marked.hovered is not None and marked.hovered.block != NAME:
        painter.setPen(QPen(theme.color("accent"), 1.5))
        rect = layout.rows[marked.hovered.row].blocks[marked.hovered.block].rect.adjusted(-0.5, -0.5, 0.5, 0.5)
        painter.drawRoundedRect(rect, theme.RADIUS_BLOCK, theme.RADIUS_BLOCK)
    painter.restore()
    if marked.focused is not None:
        row = layout.rows[marked.focused.row]
        if marked.focused.block == NAME:
            theme.draw_focus_ring(painter, row.name, inside=True)
        else:
            rect = row.blocks[marked.focused.block].rect
            theme.draw_focus_ring(painter, rect, radius=theme.RADIUS_BLOCK)
