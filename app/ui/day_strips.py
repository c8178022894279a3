"""The days of a week as strips on one hour axis: one widget, so that sixty blocks cost one painting.

Left and right go through the blocks of a day in order of time, with the day's name before the first; up and down go
through the days, Page Up and Page Down to the week before and after. Enter opens the events behind a block, Space
those of the day.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.language import _
from app.ui import theme
from app.ui.plain_tip import plain_tip
from app.ui.strip_layout import lay_out
from app.ui.strip_painting import NAME, Marked, Spot, paint
from app.ui.taken_along import is_picture

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from app.model.week_view import Block, WeekView
    from app.ui.hour_axis import HourAxis
    from app.ui.strip_layout import StripLayout

_LAYOUTS_KEPT: Final = 4
_SMALLEST: Final = 420
"""The least width, in logical pixels, in which a day can still be told apart."""


class DayStrips(QWidget):
    """The strips of a week, with their legend beneath.

    Signals:
        evidence_wanted: the reference of what a person opened.
        week_stepped: -1 for the week before, 1 for the one after.
        place_moved: where the keyboard went, in this widget's pixels.
        axis_changed: the hours lie elsewhere now.
    """

    evidence_wanted = Signal(str)
    week_stepped = Signal(int)
    place_moved = Signal(QRect)
    axis_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._week: WeekView | None = None
        self._layouts: dict[tuple[int, bool, str, int], StripLayout] = {}
        self._least_step = 1
        self._chosen: int | None = None
        self._current = Spot(0, NAME)
        self._hovered: Spot | None = None
        self._pressed: Spot | None = None
        self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(_("Days of the week"))

    # ---- what is shown ----

    def show_week(self, week: WeekView) -> None:
        """Show a week; a day that is in it too stays chosen, and so does the place of the keyboard's focus."""
        if self._week is None or self._week.monday != week.monday:
            self._current = Spot(0, NAME)
        self._week = week
        self._hovered = self._pressed = None
        self._layouts = {}
        if self._chosen not in {day.day for day in week.days}:
            self._chosen = None
        self._current = self._within(self._current)
        self._lay_out_anew()
        self.setAccessibleDescription(self.spoken())

    def choose_day(self, day: int | None) -> None:
        """Outline a day, given as the ordinal of its date; None: no day."""
        if self._chosen != day:
            self._chosen = day
            self.update()

    def chosen_day(self) -> int | None:
        """Return the ordinal of the day that is outlined."""
        return self._chosen

    def set_least_step(self, hours: int) -> None:
        """Leave at least so many hours between two labels."""
        if hours != self._least_step:
            self._least_step = hours
            self._lay_out_anew()

    def axis(self) -> HourAxis | None:
        """Return where the hours lie in this widget; None while there is no week."""
        layout = self._laid_out()
        return layout.axis if layout else None

    def hours(self) -> tuple[str, ...]:
        """Return the labels of the hours that are shown."""
        layout = self._laid_out()
        return tuple(text for _rect, text in layout.hours) if layout else ()

    def block_rect(self, row: int, block: int) -> QRect:
        """Return where a block is, or with `NAME` the name of a day."""
        layout = self._laid_out()
        assert layout is not None, "there is a week"
        placed = layout.rows[row]
        return (placed.name if block == NAME else placed.blocks[block].rect).toAlignedRect()

    def block_lines(self, row: int, block: int) -> tuple[str, ...]:
        """Return the lines of text that are written in a block."""
        layout = self._laid_out()
        assert layout is not None, "there is a week"
        return tuple(line.text for line in layout.rows[row].blocks[block].lines)

    def current(self) -> Spot:
        """Return where the keyboard is."""
        return self._current

    def spoken(self) -> str:
        """Return what a screen reader says of the place where the keyboard is."""
        block = self._block(self._current)
        if block is not None:
            return block.tip
        days = self._week.days if self._week else ()
        return days[self._current.row].spoken if days else ""

    # ---- size ----

    def _laid_out(self, width: int = 0) -> StripLayout | None:
        """Return the layout at a width, the present one by default; layouts ask for the heights at several."""
        if self._week is None:
            return None
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        wanted = (width or self.width(), mirrored, theme.font("body").key(), self._least_step)
        if wanted not in self._layouts:
            while len(self._layouts) >= _LAYOUTS_KEPT:
                del self._layouts[next(iter(self._layouts))]
            self._layouts[wanted] = lay_out(self._week, wanted[0], mirrored=mirrored, least_step=self._least_step)
        return self._layouts[wanted]

    def _lay_out_anew(self) -> None:
        self.updateGeometry()
        self.update()
        self.axis_changed.emit()

    def hasHeightForWidth(self) -> bool:
        """Names take more lines in less width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows and the legend in a width."""
        layout = self._laid_out(width)
        return round(layout.height) if layout else 0

    def sizeHint(self) -> QSize:
        """Return a width at which a week can be read."""
        width = max(_SMALLEST, self.width())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the height at the present one."""
        return QSize(_SMALLEST, self.heightForWidth(max(_SMALLEST, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew, and let the layout know the height that this takes."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out_anew()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the layout, and the size of text."""
        super().changeEvent(event)
        kinds = QEvent.Type
        if event.type() in {kinds.LayoutDirectionChange, kinds.ApplicationFontChange, kinds.FontChange}:
            self._lay_out_anew()

    # ---- painting ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the week."""
        layout = self._laid_out()
        if layout is None:
            return
        ring = self.hasFocus() and (self._by_keyboard or theme.focus_shows(self))
        chosen = next((number for number, row in enumerate(layout.rows) if row.day.day == self._chosen), None)
        painter = QPainter(self)
        if is_picture():
            paint(painter, layout, Marked(None, None, None))
            painter.end()
            return
        paint(painter, layout, Marked(chosen, self._hovered, self._current if ring and layout.rows else None))
        painter.end()

    # ---- pointer ----

    def _at(self, point: QPointF) -> Spot | None:
        """Return what lies at a point: the block painted last there, or the day whose row it is."""
        layout = self._laid_out()
        for number, row in enumerate(layout.rows if layout else ()):
            if row.whole.contains(point):
                hit = [place for place, placed in enumerate(row.blocks) if placed.rect.contains(point)]
                return Spot(number, hit[-1] if hit else NAME)
        return None

    def _hover(self, spot: Spot | None) -> None:
        if spot != self._hovered:
            self._hovered = spot
            self.setCursor(Qt.CursorShape.ArrowCursor if spot is None else Qt.CursorShape.PointingHandCursor)
            self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show what can be pressed as soon as the pointer comes."""
        super().enterEvent(event)
        self._hover(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Show nothing as pressable once the pointer has gone."""
        super().leaveEvent(event)
        self._hover(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        self._hover(self._at(event.position()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember what is pressed: it opens when the pointer is let go over the same place."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._at(event.position())
            self._by_keyboard = False
            self.update()
        else:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open what was pressed."""
        pressed, self._pressed = self._pressed, None
        if event.button() == Qt.MouseButton.LeftButton and pressed is not None:
            if self._at(event.position()) == pressed:
                self._go(pressed)
                self._open(pressed)
        else:
            super().mouseReleaseEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show what a block is when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            spot = self._at(QPointF(event.pos()))
            block = self._block(spot) if spot else None
            if spot is None or block is None:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tip(block.tip), self, self.block_rect(*spot))
            return True
        return super().event(event)

    # ---- keyboard ----

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Say where the keyboard is."""
        super().focusInEvent(event)
        self._by_keyboard = event.reason() in {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        }
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through blocks and days, and open them."""
        key, spot = event.key(), self._current
        if not self._week or not self._week.days:
            super().keyPressEvent(event)
            return
        if key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            self._step(-1 if key == Qt.Key.Key_Left else 1)
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step_day(-1 if key == Qt.Key.Key_Up else 1)
        elif key in {Qt.Key.Key_PageUp, Qt.Key.Key_PageDown}:
            self.week_stepped.emit(-1 if key == Qt.Key.Key_PageUp else 1)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            order = self._order(spot.row)
            self._go(Spot(spot.row, order[0] if key == Qt.Key.Key_Home else order[-1]))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(spot)
        elif key == Qt.Key.Key_Space:
            self._open(Spot(spot.row, NAME))
        else:
            super().keyPressEvent(event)
            return
        self._by_keyboard = True
        self.update()

    def _order(self, row: int) -> list[int]:
        """Return the places of a day in order of time, its name first."""
        assert self._week is not None, "there is a week"
        blocks = self._week.days[row].blocks
        return [NAME, *sorted(range(len(blocks)), key=lambda place: (blocks[place].start, place))]

    def _step(self, by: int) -> None:
        order = self._order(self._current.row)
        place = order.index(self._current.block) + by
        if 0 <= place < len(order):
            self._go(Spot(self._current.row, order[place]))

    def _step_day(self, by: int) -> None:
        """Go to the block of the next day that lies nearest in time; from a name to the next name."""
        assert self._week is not None, "there is a week"
        row = self._current.row + by
        if not 0 <= row < len(self._week.days):
            return
        here, blocks = self._block(self._current), self._week.days[row].blocks
        if here is None or not blocks:
            self._go(Spot(row, NAME))
            return
        middle = here.start + here.end
        self._go(Spot(row, min(range(len(blocks)), key=lambda place: _distance(blocks[place], middle))))

    def _go(self, spot: Spot) -> None:
        """Move the keyboard's place, and have it said."""
        if spot == self._current:
            return
        self._current = spot
        self.setAccessibleDescription(self.spoken())
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.spoken()))
        self.place_moved.emit(self.block_rect(*spot))
        self.update()

    def _open(self, spot: Spot) -> None:
        assert self._week is not None, "there is a week"
        day = self._week.days[spot.row]
        block = self._block(spot)
        self.choose_day(day.day)
        self.evidence_wanted.emit(block.opens if block and block.opens else day.opens)

    def _block(self, spot: Spot) -> Block | None:
        if self._week is None or spot.block == NAME or not self._week.days:
            return None
        return self._week.days[spot.row].blocks[spot.block]

    def _within(self, spot: Spot) -> Spot:
        """Return the place if the week has it, else the nearest before it."""
        days = self._week.days if self._week else ()
        row = min(spot.row, max(0, len(days) - 1))
        return Spot(row, min(spot.block, len(days[row].blocks) - 1) if days else NAME)


def _distance(block: Block, middle: int) -> tuple[int, int]:
    """Return how far a block lies from a time (twice its seconds), a longer one nearer than a shorter."""
    inside = 2 * block.start <= middle < 2 * block.end
    return (0 if inside else abs(block.start + block.end - middle), block.start - block.end)
