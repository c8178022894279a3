"""Paints a week calendar from its layout: blocks in their textures, and above them what is being moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from app.ui import icons, textures, theme
from app.ui.plan_week_layout import OWN
from app.ui.text_lines import pitch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.charts import Role
    from app.model.whatif_page import BlockRole
    from app.ui.plan_week_layout import Placed, WeekLayout

_ONE_LINE: Final = Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
_START: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | _ONE_LINE)
_CENTER: Final = int(Qt.AlignmentFlag.AlignCenter | _ONE_LINE)
_END: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | _ONE_LINE)
_ROLES: Final[dict[BlockRole, Role]] = {
    "meeting": "meeting",
    "focus": "focus",
    "fragment": "fragment",
    "outside": "outside",
    "double": "double",
}
"""The texture of each block that has one; own time is painted apart."""
_LOCK: Final = 12
_LINE_APART: Final = 4
"""Pixels between two lines across own time that breaks focus."""
_SHADOW: Final = 26


class Ghost(NamedTuple):
    """A meeting in the hand: where it floats, what it is, and why it may not land; empty where it may."""

    rect: QRectF
    placed: Placed
    refusal: str


class Marks(NamedTuple):
    """What stands out.

    Attributes:
        focused: the block of the keyboard's place.
        hovered: the block under the pointer.
        moving: the series that is in the hand: where it would land is outlined.
        old: places that were left, dashed.
        kept: series that stay as they are, with a lock.
        refused: where it may not land, hatched.

    """

    focused: Placed | None = None
    hovered: Placed | None = None
    moving: int | None = None
    old: Sequence[QRectF] = ()
    kept: frozenset[int] = frozenset()
    refused: QRectF | None = None
    ghost: Ghost | None = None


def paint(painter: QPainter, layout: WeekLayout, marks: Marks, width: int) -> None:
    """Paint the week."""
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    _ground(painter, layout)
    painter.setFont(theme.font("caption"))
    painter.setPen(theme.color("muted"))
    for rect, text in layout.hours:
        painter.drawText(rect, _END, text)
    painter.setPen(theme.color("text"))
    painter.setFont(theme.font("body"))
    for rect, text in layout.names:
        painter.drawText(rect, _CENTER, text)
    focus = [each.rect for each in layout.placed if each.block.role == "focus"]
    for each in layout.placed:
        if each.block.role in OWN:
            ground = "" if any(rect.contains(each.rect.center()) for rect in focus) else "raised"
            _own_time(painter, each.rect, "sunken" if each.block.role == "breaking" else ground)
            continue
        _block(painter, each, is_moving=marks.moving is not None and each.block.item == marks.moving)
    _left(painter, marks.old)
    _words(painter, layout, marks)
    _stand_out(painter, marks)
    if marks.ghost is not None:
        _ghost(painter, marks.ghost, QRectF(0, 0, width, layout.height))


def _words(painter: QPainter, layout: WeekLayout, marks: Marks) -> None:
    """Write what stands on the blocks, and put a lock on those of a series that stays."""
    caption, strong = theme.font("caption"), theme.strong_caption()
    outside = [each.rect for each in layout.placed if each.block.role == "outside"]
    for each in layout.placed:
        if each.lines and each.block.role in OWN:
            painter.setFont(caption)
            painter.setPen(theme.color("muted"))
            for line in each.lines:
                painter.drawText(line.rect, _START, line.text)
        elif each.lines and each.block.role in {"meeting", "focus"}:
            over = any(rect.contains(each.rect.center()) for rect in outside)
            is_moving = marks.moving is not None and each.block.item == marks.moving
            role = "outside" if over else _ROLES[each.block.role]
            painter.setPen(theme.color("text") if is_moving else textures.text_color(role))
            for line in each.lines:
                painter.setFont(strong if line.strong else caption)
                if over and not is_moving:
                    # No hatch through the words.
                    patch = QRectF(painter.boundingRect(line.rect, _START, line.text)).adjusted(-2, 0, 2, 0)
                    painter.fillRect(patch, theme.color("outside_fill"))
                if each.block.role == "focus" and any(line.rect.intersects(old) for old in marks.old):
                    # No dashes across the words.
                    painter.fillRect(painter.boundingRect(line.rect, _START, line.text), theme.color("focus_fill"))
                painter.drawText(line.rect, _START, line.text)
        if each.block.item in marks.kept:
            _lock(painter, each)


def _ground(painter: QPainter, layout: WeekLayout) -> None:
    sunken, raised, line = theme.color("sunken"), theme.color("raised"), theme.color("grid")
    for column in layout.columns:
        theme.fill(painter, [column], sunken)
    theme.fill(painter, layout.working, raised)
    for stretch in layout.working:
        lines = [
            QRectF(stretch.left(), round(layout.y(number * 3600)), stretch.width(), 1)
            for number in range(layout.first, layout.last + 1)
            if stretch.top() < layout.y(number * 3600) < stretch.bottom() - 1
        ]
        theme.fill(painter, lines, line)


def _block(painter: QPainter, placed: Placed, *, is_moving: bool) -> None:
    if is_moving:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), 2))
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(placed.rect.adjusted(1, 1, -1, -1), theme.RADIUS_BLOCK, theme.RADIUS_BLOCK)
        painter.restore()
        return
    textures.fill(painter, placed.rect, _ROLES[placed.block.role])
    if placed.block.role == "focus" and placed.block.changed:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("focus"), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(placed.rect.adjusted(1, 1, -1, -1), theme.RADIUS_BLOCK, theme.RADIUS_BLOCK)
        painter.restore()


def _own_time(painter: QPainter, rect: QRectF, ground: str) -> None:
    """Paint own time, subdued: dotted where focus goes on under it, lined across on sunken ground where it breaks that.

    Args:
        rect: where it stands.
        ground: the colour of what it is painted on; empty: what is under it is seen.
    """
    breaks = ground == "sunken"
    inner = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("muted"), 1, Qt.PenStyle.SolidLine if breaks else Qt.PenStyle.DotLine))
    painter.setBrush(theme.color(ground) if ground else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inner, theme.RADIUS_BLOCK, theme.RADIUS_BLOCK)
    painter.restore()
    if breaks:
        count = int((rect.height() - 2) // _LINE_APART)
        lines = [QRectF(inner.left(), round(rect.top() + at * _LINE_APART), inner.width(), 1) for at in range(1, count)]
        theme.fill(painter, lines, theme.color("border"))


def _lock(painter: QPainter, placed: Placed) -> None:
    if placed.rect.height() >= _LOCK and placed.rect.width() >= 2 * _LOCK:
        place = QRectF(placed.rect.right() - _LOCK - 2, placed.rect.bottom() - _LOCK - 1, _LOCK, _LOCK)
        icons.draw(painter, "lock", place, textures.text_color("meeting"))


def _left(painter: QPainter, old: Sequence[QRectF]) -> None:
    """Paint the places that were left."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color("muted"), 1, Qt.PenStyle.DashLine))
    for rect in old:
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_BLOCK, theme.RADIUS_BLOCK)
    painter.restore()


def _stand_out(painter: QPainter, marks: Marks) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if marks.hovered is not None:
        painter.setPen(QPen(theme.color("accent"), 1.5))
        rect = marks.hovered.rect.adjusted(-0.5, -0.5, 0.5, 0.5)
        painter.drawRoundedRect(rect, theme.RADIUS_BLOCK, theme.RADIUS_BLOCK)
    painter.restore()
    if marks.refused is not None:
        textures.fill(painter, marks.refused, "outside")
    if marks.focused is not None:
        theme.draw_focus_ring(painter, marks.focused.rect, radius=theme.RADIUS_BLOCK)


def _ghost(painter: QPainter, ghost: Ghost, whole: QRectF) -> None:
    """Paint what is in the hand, with one soft shadow, and beside it why it may not land."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for spread in (4, 2):
        painter.setBrush(QColor(0, 0, 0, _SHADOW))
        rect = ghost.rect.adjusted(-spread / 2, 0, spread / 2, spread)
        painter.drawRoundedRect(rect, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
    painter.setPen(QPen(theme.color("accent"), 2))
    painter.setBrush(theme.color("meeting_fill"))
    painter.drawRoundedRect(ghost.rect, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
    painter.setPen(textures.text_color("meeting"))
    painter.setFont(theme.font("caption"))
    apart = ghost.rect.topLeft() - ghost.placed.rect.topLeft()
    for line in ghost.placed.lines:
        painter.drawText(line.rect.translated(apart), _START, line.text)
    if ghost.refusal:
        width = QFontMetricsF(theme.font("caption")).horizontalAdvance(ghost.refusal) + 2 * theme.SPACE_S
        height = pitch("caption") + theme.SPACE_S
        left = min(max(ghost.rect.left(), 0.0), max(whole.width() - width - 1, 0.0))
        top = ghost.rect.bottom() + theme.SPACE_XS
        if top + height > whole.height():
            top = ghost.rect.top() - theme.SPACE_XS - height
        bubble = QRectF(QPointF(left, top), QPointF(left + width, top + height))
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(bubble, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        painter.setPen(theme.color("text"))
        painter.drawText(bubble, _CENTER, ghost.refusal)
    painter.restore()
