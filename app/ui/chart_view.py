"""A chart of lines over weeks as one widget: the pointer or the arrow keys move a cursor that is read out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui import chart_plot, textures, theme
from app.ui.chart_readout import readout
from app.ui.taken_along import is_picture, pixel_ratio

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from app.model.charts import ChartSpec

_MONTH: Final = 4
"""Positions that Page Up and Page Down move by."""
_CURSOR_MARK: Final = 8
_SLACK: Final = 12
"""How far beside the first and last position the pointer still means them, in logical pixels."""


class ChartView(QWidget):
    """A chart whose positions open their evidence: by a click, or by Enter where the cursor stands.

    Left and Right move the cursor by a week, Page Up and Page Down by four, Home and End to either end.
    """

    evidence_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: ChartSpec | None = None
        self._plot: chart_plot.Plot | None = None
        self._picture: QPixmap | None = None
        self._drawn_for: tuple[object, ...] = ()
        self._cursor: int | None = None
        self._pointed: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.MinimumExpanding)

    def set_spec(self, spec: ChartSpec) -> None:
        """Show another chart."""
        if spec == self._spec:
            return
        self._spec = spec
        self._plot = self._picture = self._cursor = self._pointed = None
        self.setAccessibleName(spec.title)
        self.setAccessibleDescription(spec.summary)
        self.updateGeometry()
        self.update()

    def cursor_position(self) -> int | None:
        """Return the position that the arrow keys reached."""
        return self._cursor

    def sizeHint(self) -> QSize:
        """Return a height that grows with the text."""
        line = QFontMetricsF(theme.font("caption")).height()
        return QSize(640, round(max(216.0, line * 14)))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow window."""
        return QSize(240, self.sizeHint().height())

    # ---- reading out ----

    def spoken(self, position: int) -> str:
        """Return what stands at a position, in words."""
        return "; ".join(self._readout(position))

    def _readout(self, position: int) -> list[str]:
        return readout(self._spec, position) if self._spec is not None else []

    def _move_to(self, position: int) -> None:
        spec = self._spec
        if spec is None or not spec.positions:
            return
        self._cursor = min(max(position, 0), len(spec.positions) - 1)
        self._pointed = None
        text = self.spoken(self._cursor)
        self.setAccessibleDescription(text)
        self._announce(text)
        self.update()

    def _announce(self, text: str) -> None:
        # Imported here because the first picture announces nothing, and Qt takes milliseconds to bring this along.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _open(self, position: int) -> None:
        if self._spec is not None and self._spec.opens[position]:
            self.evidence_wanted.emit(self._spec.opens[position])

    # ---- keys and pointer ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, or open what stands there."""
        count = len(self._spec.positions) if self._spec is not None else 0
        keys = Qt.Key
        here = self._cursor
        steps = {keys.Key_Left: -1, keys.Key_Right: 1, keys.Key_PageUp: -_MONTH, keys.Key_PageDown: _MONTH}
        if not count or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Space}:
            if here is None:
                self._move_to(count - 1)
            self._open(count - 1 if here is None else here)
        elif event.key() in steps:
            self._move_to(count - 1 if here is None else here + steps[Qt.Key(event.key())])
        elif event.key() == keys.Key_Home:
            self._move_to(0)
        elif event.key() == keys.Key_End:
            self._move_to(count - 1)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Have the cursor follow the pointer."""
        pointed = self._under(event.position())
        if pointed != self._pointed:
            self._pointed = pointed
            self.setCursor(Qt.CursorShape.ArrowCursor if pointed is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open what lies under the pointer."""
        pointed = self._under(event.position())
        if event.button() == Qt.MouseButton.LeftButton and pointed is not None:
            self._cursor = pointed
            self._open(pointed)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the cursor go with the pointer."""
        super().leaveEvent(event)
        self._pointed = None
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the cursor away, and describe the whole chart again."""
        super().focusOutEvent(event)
        self._cursor = None
        if self._spec is not None:
            self.setAccessibleDescription(self._spec.summary)
        self.update()

    def _under(self, place: QPointF) -> int | None:
        if self._spec is None or not self._spec.positions:
            return None
        plot = self._laid_out()
        return plot.position_at(place.x()) if plot.area.adjusted(-_SLACK, -_SLACK, _SLACK, 0).contains(place) else None

    # ---- drawing ----

    def _laid_out(self) -> chart_plot.Plot:
        assert self._spec is not None
        if self._plot is None or self._drawn_for != self._key():
            self._plot = self.plot_of(self._spec, QSizeF(self.size()))
            self._drawn_for = self._key()
            self._picture = None
        return self._plot

    def plot_of(self, spec: ChartSpec, size: QSizeF) -> chart_plot.Plot:
        """Return where the parts of a chart lie."""
        return chart_plot.Plot(spec, size)

    def draw_plot(self, painter: QPainter, plot: chart_plot.Plot) -> None:
        """Draw all of a chart but its cursor."""
        chart_plot.draw(painter, plot)

    def _key(self) -> tuple[object, ...]:
        font = theme.font("caption")
        return self.width(), self.height(), pixel_ratio(self), theme.scheme(), font.family(), font.pointSizeF()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Show the kept picture, and the cursor over it."""
        if self._spec is None:
            return
        plot = self._laid_out()
        if self._picture is None:
            self._picture = self._drawn(plot)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        position = self._cursor if self._pointed is None else self._pointed
        if position is not None and not is_picture():
            self._draw_cursor(painter, plot, position)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, QRectF(self.rect()), inside=True)
        painter.end()

    def _drawn(self, plot: chart_plot.Plot) -> QPixmap:
        ratio = pixel_ratio(self)
        picture = QPixmap(round(self.width() * ratio), round(self.height() * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.color("raised"))
        painter = QPainter(picture)
        self.draw_plot(painter, plot)
        painter.end()
        return picture

    def _draw_cursor(self, painter: QPainter, plot: chart_plot.Plot, position: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = round(plot.x(position)) + 0.5
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(QLineF(x, plot.area.top(), x, plot.area.bottom()))
        for trace in plot.spec.traces:
            value = trace.values[position]
            if value is not None:
                textures.mark(painter, trace.role, QPointF(x, plot.y(value)), _CURSOR_MARK)
        self._draw_readout(painter, plot, x, self._readout(position))

    def _draw_readout(self, painter: QPainter, plot: chart_plot.Plot, x: float, texts: list[str]) -> None:
        """Write what stands at the cursor into a box beside it, on the side with more room."""
        fonts = [theme.strong_caption(), *(theme.font("caption") for _text in texts[1:])]
        metrics = [QFontMetricsF(font) for font in fonts]
        step = metrics[0].height() + 2
        width = max(each.horizontalAdvance(text) for each, text in zip(metrics, texts, strict=True))
        box = QRectF(0, plot.area.top(), width + 2 * theme.SPACE_S, step * len(texts) + theme.SPACE_S + 1)
        box.moveLeft(round(x + _SLACK if x < plot.area.center().x() else x - _SLACK - box.width()) + 0.5)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.setBrush(theme.color("raised"))
        painter.drawRoundedRect(box, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        baseline = box.top() + theme.SPACE_XS + metrics[0].ascent() + 1
        for font, text in zip(fonts, texts, strict=True):
            painter.setFont(font)
            painter.setPen(theme.color("text"))
            painter.drawText(QPointF(box.left() + theme.SPACE_S, round(baseline)), text)
            baseline += step
