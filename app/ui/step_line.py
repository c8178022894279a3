"""The line of numbered steps at the top of a dialog: done ✓, now filled, later outlined."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import _
from app.ui import icons, theme
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

_GAP: Final = 8
_BETWEEN: Final = 12
_DASH: Final = 24
_LONGEST_DASH: Final = 40


class StepLine(QWidget):
    """Shows which step of how many is on; where the names do not fit, only that of the present step stands there."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: tuple[str, ...] = ()
        self._now = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, names: Sequence[str], now: int) -> None:
        """Show steps of these names, with the one at ``now`` (from 0) filled."""
        self._names, self._now = tuple(names), now
        self.setAccessibleName(
            _("Step {number} of {count}: {name}").format(number=now + 1, count=len(names), name=names[now])
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size with all names."""
        return QSize(round(self._width(self._widths(every=True), _DASH)), self._circle() + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the size with the present name alone."""
        return QSize(round(self._width(self._widths(every=False), _GAP)), self._circle() + 2)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def _circle(self) -> int:
        return max(22, round(QFontMetricsF(theme.font("body")).height()) + 5)

    def _widths(self, *, every: bool) -> list[float]:
        """Return the width of each name, 0 where it does not stand; the strong width, so that nothing jumps."""
        metrics = QFontMetricsF(theme.font("strong"))
        return [
            metrics.horizontalAdvance(name) if every or at == self._now else 0.0 for at, name in enumerate(self._names)
        ]

    def _width(self, names: list[float], dash: float) -> float:
        circles = len(names) * self._circle() + 2
        words = sum(_GAP + width for width in names if width)
        return circles + words + max(len(names) - 1, 0) * (2 * _BETWEEN + dash)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the circles, the names and the dashes between them."""
        if not self._names:
            return
        widths = self._widths(every=True)
        if self._width(widths, _DASH) > self.width():
            widths = self._widths(every=False)
        spare = self.width() - self._width(widths, 0)
        dash = min(max(spare / max(len(widths) - 1, 1), _GAP), _LONGEST_DASH)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 1.0
        for at, width in enumerate(widths):
            self._paint_circle(painter, at, left)
            left += self._circle()
            if width:
                self._paint_name(painter, at, self._mirrored(QRectF(left + _GAP, 0, width + 2, self.height())))
                left += _GAP + width
            if at < len(widths) - 1:
                painter.setPen(QPen(theme.color("border_strong"), 1))
                middle = round(self.height() / 2) + 0.5
                line = self._mirrored(QRectF(round(left + _BETWEEN), middle, round(dash), 0))
                painter.drawLine(line.topLeft(), line.topRight())
                left += 2 * _BETWEEN + dash
        painter.end()

    def _mirrored(self, area: QRectF) -> QRectF:
        """Return where an area stands in the direction in which the window is read."""
        if self.isRightToLeft():
            area.moveLeft(self.width() - area.right())
        return area

    def _paint_circle(self, painter: QPainter, at: int, left: float) -> None:
        area = self._mirrored(QRectF(left, (self.height() - self._circle()) / 2, self._circle(), self._circle()))
        now = at == self._now
        painter.setPen(Qt.PenStyle.NoPen if now else QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("accent") if now else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(area if now else area.adjusted(0.5, 0.5, -0.5, -0.5))
        if at < self._now:
            mark = self._circle() * 0.55
            place = QRectF(0, 0, mark, mark)
            place.moveCenter(area.center())
            icons.draw(painter, "check", place, theme.color("muted"))
            return
        painter.setFont(theme.font("strong" if now else "body"))
        painter.setPen(theme.color("on_accent" if now else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, str(at + 1))

    def _paint_name(self, painter: QPainter, at: int, area: QRectF) -> None:
        now = at == self._now
        painter.setFont(theme.font("strong" if now else "body"))
        painter.setPen(theme.color("text" if now else "muted"))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self._names[at])
