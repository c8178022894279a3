"""How much more changes win, as steps: one for each number of changes, which can be pressed to try its plan."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import _
from app.ui import theme
from app.ui.taken_along import is_picture
from app.ui.text_lines import TEXT_CHANGES, pitch
from app.ui.week_calendar import arrows

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from app.model.whatif_page import CurveStep, PlanCurve

_LINES: Final = 6
"""Lines of small text that the steps are high."""
_BASE: Final = 3.0
"""The height of a step that wins nothing: it can still be seen."""
_GOOD_WIDTH: Final = 220


class CurveSteps(QWidget):
    """The steps. Left and right go through them, Enter or a press tries one.

    Signals:
        pointed: another step is pointed at; carries its place.
        chosen: one is to be tried; carries its place.
    """

    pointed = Signal(int)
    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._curve: PlanCurve | None = None
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Focus won a week, by the number of changes"))

    def show_curve(self, curve: PlanCurve, at: int) -> None:
        """Show other steps, and point at one."""
        self._curve = curve
        self._at = min(max(at, 0), len(curve.steps) - 1)
        self._describe()
        self.updateGeometry()
        self.update()

    def step(self) -> CurveStep | None:
        """Return the step that is pointed at."""
        return self._curve.steps[self._at] if self._curve is not None else None

    def place_of(self, at: int) -> QPointF:
        """Return the middle of a step."""
        return self._column(at).center()

    # ---- size ----

    def sizeHint(self) -> QSize:
        """Return a height that grows with the text."""
        return QSize(_GOOD_WIDTH, round(pitch("caption") * (_LINES + 2)) + theme.SPACE_XS)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow panel."""
        return QSize(120, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def _column(self, at: int) -> QRectF:
        count = len(self._curve.steps) if self._curve is not None else 1
        wide = self.width() / count
        line = pitch("caption")
        return QRectF(at * wide, line, wide, self.height() - 2 * line - theme.SPACE_XS)

    # ---- keys and pointer ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the steps, or try one."""
        keys, curve = Qt.Key, self._curve
        across = arrows(event)[0]
        if curve is not None and event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Space}:
            self.chosen.emit(self._at)
        elif curve is not None and across:
            self._point(self._at + across)
        elif curve is not None and event.key() in {keys.Key_Home, keys.Key_End}:
            self._point(0 if event.key() == keys.Key_Home else len(curve.steps) - 1)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at the step under the pointer."""
        self._point(self._under(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Try the step under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and QRectF(self.rect()).contains(event.position()):
            self._point(self._under(event.position()))
            self.chosen.emit(self._at)

    def _under(self, point: QPointF) -> int:
        count = len(self._curve.steps) if self._curve is not None else 1
        return int(point.x() * count / max(self.width(), 1))

    def _point(self, at: int) -> None:
        if self._curve is None:
            return
        at = min(max(at, 0), len(self._curve.steps) - 1)
        if at != self._at:
            self._at = at
            self._describe()
            self.pointed.emit(at)
            self.update()

    def _describe(self) -> None:
        step = self.step()
        if self._curve is not None and step is not None:
            self.setAccessibleDescription(f"{step.words} {self._curve.sentence}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    # ---- painting ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the steps, the numbers of changes below, and how much the highest wins."""
        curve = self._curve
        if curve is None:
            return
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        line = pitch("caption")
        largest = max((step.gain for step in curve.steps if step.gain), default=0.0)
        if not is_picture():
            theme.fill(
                painter,
                [self._column(self._at).adjusted(0, -line, 0, line + theme.SPACE_XS)],
                theme.color("accent_soft"),
            )
        tops = [self._draw(painter, at, step, largest) for at, step in enumerate(curve.steps)]
        painter.setPen(QPen(theme.color("focus"), 2))
        for before, (left, right) in enumerate(itertools.pairwise(tops)):
            x = round(self._column(before + 1).left())
            painter.drawLine(QPointF(x, left), QPointF(x, right))
        base = self._column(0).bottom()
        theme.fill(painter, [QRectF(0, base, self.width(), 1)], theme.color("border_strong"))
        painter.setPen(theme.color("muted"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        for at, step in enumerate(curve.steps):
            own = self._column(at)
            painter.drawText(QRectF(own.left(), base + theme.SPACE_XS, own.width(), line), int(flags), step.label)
        if largest:
            self._write_most(painter, curve, tops, line)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, QRectF(self.rect()), inside=True)
        painter.end()

    def _draw(self, painter: QPainter, at: int, step: CurveStep, largest: float) -> float:
        """Paint one step, and return where its top is."""
        own = self._column(at)
        gain = max(step.gain or 0.0, 0.0)
        top = own.bottom() - (max(gain / largest * own.height(), _BASE) if largest and gain else _BASE)
        if step.gain is not None:
            theme.fill(painter, [QRectF(own.left(), top, own.width(), own.bottom() - top)], theme.color("focus_fill"))
            painter.setPen(QPen(theme.color("focus"), 2))
        else:
            painter.setPen(QPen(theme.color("muted"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(own.left(), top), QPointF(own.right(), top))
        return top

    def _write_most(self, painter: QPainter, curve: PlanCurve, tops: list[float], line: float) -> None:
        """Write how much the highest step wins above where it begins."""
        metrics = QFontMetricsF(theme.strong_caption())
        first = self._column(tops.index(min(tops)))
        wide = metrics.horizontalAdvance(curve.most)
        left = min(first.left(), self.width() - wide)
        painter.setFont(theme.strong_caption())
        painter.setPen(theme.color("focus_text"))
        painter.drawText(QPointF(max(left, 0.0), min(tops) - line + metrics.ascent()), curve.most)
