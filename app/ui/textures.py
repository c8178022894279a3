"""The texture and the mark of each role, so that nothing is told by colour alone.

An area is solid (meeting), open with a strong edge at its start (focus block), dotted (fragment), hatched (outside
the working hours) or cross hatched (double-booked). The same roles have marks for points on a scale: disc, ring,
dotted square, diamond and crossed square. Patterns are tiles made for the screen's device pixel ratio and laid
from the shape's own top left corner.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app.ui import theme

if TYPE_CHECKING:
    from app.model.charts import Role

EDGE: Final = 3.5
"""Width of a focus block's edge at its start, in logical pixels."""
OVERHANG: Final = 1.5
"""How far a double-booked stretch reaches over its row, above and below, in logical pixels."""
PATCH_MIN: Final = 22.0
"""The least width of a stretch that holds a cleared patch for its minutes, in logical pixels."""

_DOTS_TILE: Final = 6.0
_DOTS: Final = ((1.5, 1.5), (4.5, 4.5))
_DOT_RADIUS: Final = 0.95
_HATCH_TILE: Final = 8.5  # lines at 45°, 6 px apart
_HATCH_LINE: Final = 1.4
_CROSS_TILE: Final = 7.0
_CROSS_LINE: Final = 1.1
_TEXT: Final[dict[Role, str]] = {
    "meeting": "on_meeting",
    "focus": "focus_text",
    "fragment": "fragment_text",
    "outside": "outside_text",
    "double": "double_text",
}

_tiles: dict[tuple[Role, str, float], QPixmap] = {}


def text_color(role: Role) -> QColor:
    """Return the colour of text that stands on the role's area."""
    return theme.color(_TEXT[role])


def fill(painter: QPainter, rect: QRectF, role: Role, outline: bool = True) -> None:  # noqa: FBT001, FBT002
    """Paint an area of a role.

    Args:
        rect: The area; its outline lies inside.
        outline: Whether the role's outline, and a focus block's edge, is drawn too.
    """
    if rect.width() <= 0 or rect.height() <= 0:
        return
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    if role == "fragment":
        _lay(painter, rect, role)
    else:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, line = theme.color(f"{role}_fill"), theme.color(role)
        inner = rect
        if outline and line != ground:
            # Two filled shapes, one in the other: Qt takes four times as long to draw a rounded line.
            _round(painter, rect, line)
            width = 2.0 if role == "double" else 1.0
            inner = rect.adjusted(width, width, -width, -width)
        if inner.width() > 0 and inner.height() > 0:
            _round(painter, inner, ground)
            if role in {"outside", "double"}:
                _lay(painter, inner, role)
        if outline and role == "focus":
            # The edge stays at the start of the time, also where the layout runs from right to left.
            painter.fillPath(_start_edge(rect), line)
    painter.restore()


def patch(painter: QPainter, rect: QRectF, role: Role, text: str) -> QRectF:
    """Clear a patch in the middle of a texture and write its minutes there, in the painter's font.

    Returns:
        What was cleared; empty where the texture is too small for the text, which is then left out whole.
    """
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + 6, metrics.height() + 2
    if rect.width() < max(PATCH_MIN, width) or rect.height() < height + 2:
        return QRectF()
    left, top = round(rect.center().x() - width / 2), round(rect.center().y() - height / 2)
    cleared = QRectF(left, top, width, height)
    if role == "double":
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(role), 1))
        painter.setBrush(theme.color(f"{role}_fill"))
        painter.drawRoundedRect(cleared.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_BLOCK, theme.RADIUS_BLOCK)
        painter.restore()
    else:
        painter.fillRect(cleared, theme.color("raised"))
    painter.setPen(text_color(role))
    painter.drawText(QPointF(left + 3, top + 1 + metrics.ascent()), text)
    return cleared


def band(painter: QPainter, rect: QRectF) -> None:
    """Paint a usual range: a grey band with an edge at either end, at least 3 px wide."""
    if rect.width() < 3:
        rect = QRectF(rect.center().x() - 1.5, rect.top(), 3, rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    theme.fill(painter, [rect], theme.color("usual_fill"))
    edges = [QRectF(left, rect.top(), 1, rect.height()) for left in (rect.left(), rect.right() - 1)]
    theme.fill(painter, edges, theme.color("usual"))
    painter.restore()


def mark(painter: QPainter, role: Role, center: QPointF, size: float = 11) -> None:
    """Paint the mark of a role at a point on a scale or a line.

    Args:
        size: Its width and height in logical pixels.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    color = theme.color(role)
    half = size / 2
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if role == "meeting":
        painter.drawEllipse(center, half - 0.5, half - 0.5)
    elif role == "outside":
        x, y = center.x(), center.y()
        painter.drawPolygon(
            QPolygonF([QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)])
        )
    else:
        _open_mark(painter, role, center, half)
    painter.restore()


def _open_mark(painter: QPainter, role: Role, center: QPointF, half: float) -> None:
    """Paint a mark that shows the ground inside: a ring, a dotted or a crossed square."""
    color = theme.color(role)
    line = min(2.0, half / 2.5)
    painter.setPen(QPen(color, line))
    painter.setBrush(theme.color("raised"))
    if role == "focus":
        painter.drawEllipse(center, half - line / 2, half - line / 2)
        return
    line = min(1.6, half / 3)
    inner = half - 0.5 - line / 2
    square = QRectF(center.x() - inner, center.y() - inner, 2 * inner, 2 * inner)
    painter.setPen(QPen(color, line))
    painter.drawRoundedRect(square, 1.5, 1.5)
    if role == "double":
        painter.setPen(QPen(color, min(1.3, line)))
        painter.drawLine(square.topLeft(), square.bottomRight())
        painter.drawLine(square.topRight(), square.bottomLeft())
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    step = inner * 0.42
    for across, down in ((-step, -step), (step, step), (step, -step), (-step, step)):
        painter.drawEllipse(QPointF(center.x() + across, center.y() + down), inner / 5, inner / 5)


def _round(painter: QPainter, rect: QRectF, color: QColor) -> None:
    radius = _radius(rect)
    painter.setBrush(color)
    painter.drawRoundedRect(rect, radius, radius)


def _radius(rect: QRectF) -> float:
    return min(float(theme.RADIUS_BLOCK), rect.width() / 2, rect.height() / 2)


def _start_edge(rect: QRectF) -> QPainterPath:
    """Return a focus block's edge: as wide as the block allows, round at the outer corners only."""
    radius = min(_radius(rect), EDGE)
    width = min(EDGE, rect.width())
    path = QPainterPath(QPointF(rect.left() + width, rect.top()))
    path.lineTo(rect.left() + radius, rect.top())
    path.quadTo(rect.topLeft(), QPointF(rect.left(), rect.top() + radius))
    path.lineTo(rect.left(), rect.bottom() - radius)
    path.quadTo(rect.bottomLeft(), QPointF(rect.left() + radius, rect.bottom()))
    path.lineTo(rect.left() + width, rect.bottom())
    path.closeSubpath()
    return path


def _lay(painter: QPainter, rect: QRectF, role: Role) -> None:
    """Lay a role's tile over a shape, from the shape's own corner."""
    painter.setBrushOrigin(rect.topLeft())
    painter.fillRect(rect, QBrush(_tile(role, painter.device().devicePixelRatioF())))


def _tile(role: Role, ratio: float) -> QPixmap:
    key = (role, theme.scheme(), ratio)
    found = _tiles.get(key)
    if found is None:
        found = _tiles[key] = _made(role, ratio)
    return found


def _made(role: Role, ratio: float) -> QPixmap:
    """Make a tile of whole device pixels, so that it repeats without a seam at ratios such as 1.25 too."""
    side = {"fragment": _DOTS_TILE, "outside": _HATCH_TILE}.get(role, _CROSS_TILE)
    pixels = max(1, round(side * ratio))
    tile = QPixmap(pixels, pixels)
    tile.fill(Qt.GlobalColor.transparent)
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(pixels / side, pixels / side)
    color = theme.color(role)
    if role == "fragment":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for x, y in _DOTS:
            painter.drawEllipse(QPointF(x, y), _DOT_RADIUS, _DOT_RADIUS)
    else:
        painter.setPen(QPen(color, _HATCH_LINE if role == "outside" else _CROSS_LINE))
        for shift in (-side, 0.0, side):  # the neighbours' lines reach over the corners
            painter.drawLine(QPointF(shift - side, 2 * side), QPointF(shift + 2 * side, -side))
            if role == "double":
                painter.drawLine(QPointF(shift - side, -side), QPointF(shift + 2 * side, 2 * side))
    painter.end()
    tile.setDevicePixelRatio(ratio)
    return tile
