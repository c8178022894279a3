"""The year's heat map under the day strips: how much of each hour of the week meetings take, on the same hours.

The cells are one picture that is kept while nothing changes; the per cents are written over it. Arrows go from cell to
cell, Enter opens the meetings behind one.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFontMetricsF, QHelpEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.language import _
from app.ui import theme
from app.ui.hour_axis import HOUR, NAMES_PADDING, HourAxis, names_width
from app.ui.plain_tip import plain_tip
from app.ui.taken_along import is_picture, pixel_ratio

if TYPE_CHECKING:
    from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from app.model.charts import HeatMap

STEPS: Final = (5, 15, 30, 50, 70)
"""Per cent of an hour from which each step of the colours holds; a cell below the first is raised."""
ROW_MIN: Final = 27.0
_GAP: Final = 2.0
_CORNER: Final = 2.0
_SMALLEST: Final = 420


class Cell(NamedTuple):
    """A place in the heat map: the number of the day and that of the hour's column."""

    row: int
    column: int


class HeatMapView(QWidget):
    """The heat map itself, without its title.

    Signals:
        evidence_wanted: the reference of the cell that a person opened.
        place_moved: where the keyboard went, in this widget's pixels.
    """

    evidence_wanted = Signal(str)
    place_moved = Signal(QRect)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._map: HeatMap | None = None
        self._axis: HourAxis | None = None
        self._cells: dict[Cell, QRectF] = {}
        self._picture: tuple[tuple[str, float], QPixmap] | None = None
        self._current = Cell(0, 0)
        self._hovered: Cell | None = None
        self._pressed: Cell | None = None
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    # ---- what is shown ----

    def show_map(self, heat: HeatMap) -> None:
        """Show a heat map; its hours lie where `set_axis` says, else over the whole width."""
        self._map = heat
        self._hovered = self._pressed = None
        self.setAccessibleName(heat.title)
        self._place_anew()
        self._describe()

    def set_axis(self, axis: HourAxis) -> None:
        """Lay the hours where they lie above, in this widget's pixels; hours that the axis has not are left out."""
        if axis != self._axis:
            self._axis = axis
            self._place_anew()

    def cell_rect(self, row: int, column: int) -> QRect:
        """Return where a cell is; empty where its hour is not on the axis."""
        return self._cells.get(Cell(row, column), QRectF()).toAlignedRect()

    def current(self) -> Cell:
        """Return where the keyboard is."""
        return self._current

    def spoken(self, cell: Cell) -> str:
        """Return what a screen reader and a tool tip say of a cell: day, hour, share."""
        if self._map is None or not self._map.days:
            return ""
        table, column = self._map.table, cell.column + 1
        row = table.rows[cell.row] if cell.row < len(table.rows) else ()
        known = column < min(len(table.headers), len(row))
        hour, share = (table.headers[column], row[column]) if known else ("", "")
        return _("{day} {hour}: {share} of the hour in meetings").format(
            day=self._map.days[cell.row], hour=hour, share=share
        )

    # ---- size ----

    def _row_height(self) -> float:
        return round(max(ROW_MIN, QFontMetricsF(theme.font("body")).height() + 8))

    def _place_anew(self) -> None:
        """Place the cells for the present map, axis and font."""
        self._cells = {}
        self._picture = None
        if self._map is not None:
            axis, height = self._hours(), self._row_height()
            mirrored_gap = round(_GAP / 2)
            for row, shares in enumerate(self._map.shares):
                top = row * (height + _GAP)
                for column in range(len(shares)):
                    hour = self._map.first_hour + column
                    left, right = round(axis.x(hour * HOUR)), round(axis.x((hour + 1) * HOUR))
                    if right - left > 2 * _GAP:
                        width = right - left - _GAP
                        self._cells[Cell(row, column)] = QRectF(left + mirrored_gap, top, width, height)
            if self._cells and self._current not in self._cells:
                self._current = min(self._cells)
        self.updateGeometry()
        self.update()

    def _hours(self) -> HourAxis:
        if self._axis is not None:
            return self._axis
        assert self._map is not None, "there is a map"
        body = theme.font("body")
        column = names_width([(day, body) for day in self._map.days], self.width())
        columns = max(map(len, self._map.shares), default=1)
        left = 0.0 if self._mirrored() else column
        return HourAxis(self._map.first_hour, self._map.first_hour + columns, left, max(1.0, self.width() - column))

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def sizeHint(self) -> QSize:
        """Return the height of all rows."""
        rows = len(self._map.days) if self._map else 0
        return QSize(_SMALLEST, round(rows * (self._row_height() + _GAP)) + 2)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a row is never cut."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cells anew."""
        super().resizeEvent(event)
        self._place_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the layout, and the size of text."""
        super().changeEvent(event)
        kinds = QEvent.Type
        if event.type() in {kinds.LayoutDirectionChange, kinds.ApplicationFontChange, kinds.FontChange}:
            self._place_anew()

    # ---- painting ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cells, then the text over them."""
        if self._map is None:
            return
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._cells_picture())
        self._paint_text(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_picture():
            painter.end()
            return
        if self._hovered in self._cells:
            painter.setPen(QPen(theme.color("accent"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._cells[self._hovered], _CORNER, _CORNER)
        if self.hasFocus() and (self._by_keyboard or theme.focus_shows(self)) and self._current in self._cells:
            theme.draw_focus_ring(painter, self._cells[self._current], inside=True, radius=_CORNER)
        painter.end()

    def _cells_picture(self) -> QPixmap:
        """Return the cells without text, painted once for a scheme and a screen."""
        ratio = pixel_ratio(self)
        key = (theme.scheme(), ratio)
        if self._picture is None or self._picture[0] != key:
            picture = QPixmap(self.size() * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            heat, raised = theme.heat(), theme.color("raised")
            for cell, rect in self._cells.items():
                per_cent = self._per_cent(cell)
                if per_cent is not None:
                    painter.setBrush(_step_color(heat, per_cent, raised))
                    painter.drawRoundedRect(rect, _CORNER, _CORNER)
            painter.end()
            self._picture = (key, picture)
        return self._picture[1]

    def _paint_text(self, painter: QPainter) -> None:
        assert self._map is not None, "there is a map"
        height, axis = self._row_height(), self._hours()
        painter.setFont(theme.font("body"))
        painter.setPen(theme.color("text"))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        start = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        left = axis.right + NAMES_PADDING if self._mirrored() else NAMES_PADDING
        room = (self.width() if self._mirrored() else axis.left) - left
        for row, name in enumerate(self._map.days):
            painter.drawText(QRectF(left, row * (height + _GAP), room, height), start, name)
        caption = theme.font("caption")
        metrics = QFontMetricsF(caption)
        painter.setFont(caption)
        on_heat, text = theme.on_heat(), theme.color("text")
        for cell, rect in self._cells.items():
            per_cent = self._per_cent(cell)
            written = str(per_cent) if per_cent else ""
            if written and metrics.horizontalAdvance(written) <= rect.width():
                painter.setPen(_step_color(on_heat, per_cent or 0, text))
                painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), written)

    def _per_cent(self, cell: Cell) -> int | None:
        """Return a cell's share in whole per cent: colour and text come from the same number."""
        assert self._map is not None, "there is a map"
        share = self._map.shares[cell.row][cell.column]
        return None if share is None else int(100 * share + 0.5)

    # ---- pointer ----

    def _at(self, point: QPointF) -> Cell | None:
        return next((cell for cell, rect in self._cells.items() if rect.contains(point)), None)

    def _hover(self, cell: Cell | None) -> None:
        if cell != self._hovered:
            self._hovered = cell
            self.setCursor(Qt.CursorShape.ArrowCursor if cell is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show nothing as pressable once the pointer has gone."""
        super().leaveEvent(event)
        self._hover(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._hover(self._at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what is pressed."""
        self._by_keyboard = False
        self._pressed = self._at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the cell that was pressed, if the pointer is let go over it."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._at(event.position()) == pressed:
            self._go(pressed)
            self._open()

    def event(self, event: QEvent) -> bool:
        """Say day, hour and share where the pointer rests."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            cell = self._at(QPointF(event.pos()))
            if cell is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tip(self.spoken(cell)), self, self.cell_rect(*cell))
            return True
        return super().event(event)

    # ---- keyboard ----

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        }
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from cell to cell, and open one."""
        row, column = self._current
        moves = {
            Qt.Key.Key_Left: Cell(row, column - 1),
            Qt.Key.Key_Right: Cell(row, column + 1),
            Qt.Key.Key_Up: Cell(row - 1, column),
            Qt.Key.Key_Down: Cell(row + 1, column),
            Qt.Key.Key_Home: min((cell for cell in self._cells if cell.row == row), default=self._current),
            Qt.Key.Key_End: max((cell for cell in self._cells if cell.row == row), default=self._current),
        }
        key = Qt.Key(event.key())
        if key in moves:
            self._go(moves[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._open()
        else:
            super().keyPressEvent(event)
            return
        self._by_keyboard = True
        self.update()

    def _go(self, cell: Cell) -> None:
        """Move to a cell that is shown, and have it said."""
        if cell in self._cells and cell != self._current:
            self._current = cell
            self._describe()
            if QAccessible.isActive():
                QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.spoken(cell)))
            self.place_moved.emit(self.cell_rect(*cell))
            self.update()

    def _describe(self) -> None:
        summary = self._map.summary if self._map else ""
        here = self.spoken(self._current) if self._cells else ""
        self.setAccessibleDescription("\n".join(filter(None, (here, summary))))

    def _open(self) -> None:
        if self._map is not None and self._current in self._cells:
            opens = self._map.opens[self._current.row][self._current.column]
            if opens:
                self.evidence_wanted.emit(opens)


def _step_color(steps: list[QColor], per_cent: int, below: QColor) -> QColor:
    """Return the colour of a share: the step that it reaches, or the one for less than the first."""
    step = bisect_right(STEPS, per_cent)
    return steps[step - 1] if step else below
