"""A week as a calendar: days side by side, hours from top to bottom; one widget, so that it is painted at once.

Up and down go through the blocks of a day, left and right through the days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHelpEvent, QPainter
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import theme
from app.ui.plain_tip import plain_tip
from app.ui.plan_week_layout import OWN, height_of, lay_out, least_width
from app.ui.plan_week_painting import Marks, paint
from app.ui.taken_along import is_picture
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent

    from app.model.whatif_page import WeekBlock, WeekColumn
    from app.ui.plan_week_layout import Placed, WeekLayout

_STOPS: Final = frozenset({"meeting", "focus", *OWN})
_GOOD_COLUMN: Final = 22
"""Logical pixels beyond the least width of a day."""
HELD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class WeekCalendar(QWidget):
    """A week of days side by side.

    Args:
        name: what a screen reader calls it.

    Signals:
        place_moved: where the keyboard went, in this widget's pixels.
    """

    place_moved = Signal(QRect)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[WeekColumn, ...] = ()
        self._hours: tuple[tuple[int, str], ...] = ()
        self._layout: WeekLayout | None = None
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    # ---- what is shown ----

    def show_days(self, days: tuple[WeekColumn, ...], hours: tuple[tuple[int, str], ...]) -> None:
        """Show a week on these hours, the labels from the first to the last."""
        if days == self._days and hours == self._hours:
            return
        grows = hours != self._hours or len(days) != len(self._days)
        held = self._block()
        self._days, self._hours, self._layout = days, hours, None
        if held is not None and held.item is not None:
            self._find(held.item)
        column = min(self._at[0], max(len(days) - 1, 0))
        self._at = (column, min(self._at[1], max(len(self._order(column)) - 1, 0)))
        self.setAccessibleDescription(self.spoken())
        if grows:
            self.updateGeometry()
        self.update()

    def say(self, words: str) -> None:
        """Have a screen reader say something."""
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def choose(self, item: int) -> None:
        """Put the keyboard's place on a series."""
        self._find(item)
        self.setAccessibleDescription(self.spoken())
        self.update()

    def chosen(self) -> int | None:
        """Return the series at the keyboard's place."""
        block = self._block()
        return block.item if block is not None else None

    def days(self) -> tuple[WeekColumn, ...]:
        """Return the days that are shown."""
        return self._days

    def spoken(self) -> str:
        """Return what a screen reader says of the keyboard's place."""
        if not self._days:
            return ""
        block = self._block()
        day = self._days[self._at[0]].spoken
        return day if block is None else f"{day}. {block.tip}"

    def rect_of(self, item: int) -> QRect:
        """Return where the first block of a series stands; empty where it does not."""
        found = (each.rect for each in self._laid_out().placed if each.block.item == item)
        return next(found, QRectF()).toAlignedRect()

    def place_of(self, column: int, clock: int) -> QPoint:
        """Return where a time of a day lies."""
        layout = self._laid_out()
        return QPointF(layout.columns[column].center().x(), layout.y(clock)).toPoint()

    # ---- size ----

    def _laid_out(self) -> WeekLayout:
        if self._layout is None:
            self._layout = lay_out(self._days, self._hours or ((9, ""), (17, "")), self.width())
        return self._layout

    def sizeHint(self) -> QSize:
        """Return a width at which titles can be read, and the height of the hours."""
        hours = (self._hours[0][0], self._hours[-1][0]) if self._hours else (9, 17)
        days = max(len(self._days), 5)
        return QSize(least_width(days) + days * (_GOOD_COLUMN), round(height_of(hours)))

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the same height."""
        return QSize(least_width(max(len(self._days), 5)), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place everything anew."""
        super().resizeEvent(event)
        self._layout = None

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._layout = None
            self.updateGeometry()
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the week."""
        if not self._days:
            return
        layout = self._laid_out()
        painter = QPainter(self)
        paint(painter, layout, Marks() if is_picture() else self.marks(layout), self.width())
        painter.end()

    def marks(self, layout: WeekLayout) -> Marks:
        """Return what stands out."""
        del layout
        return Marks(focused=self._placed() if theme.focus_shows(self) else None)

    # ---- pointer ----

    def _hit(self, point: QPointF) -> Placed | None:
        """Return the meeting at a point, else what else lies there."""
        hit = [each for each in self._laid_out().placed if each.rect.contains(point)]
        meetings = [each for each in hit if each.block.role == "meeting"]
        found = meetings or hit
        return found[-1] if found else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Bring the keyboard's place to what is pressed."""
        hit = self._hit(event.position())
        if hit is not None and event.button() == Qt.MouseButton.LeftButton:
            self._go_to(hit)
        else:
            super().mousePressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Show what a block is when the pointer rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hit = self._hit(QPointF(event.pos())) if self._days else None
            if hit is None or not hit.block.tip:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), plain_tip(hit.block.tip), self, hit.rect.toAlignedRect())
            return True
        return super().event(event)

    # ---- keyboard ----

    def _order(self, column: int) -> list[WeekBlock]:
        """Return what the keyboard goes through on a day: its meetings, focus blocks and own time, in order of time."""
        if not self._days:
            return []
        blocks = [each for each in self._days[column].blocks if each.role in _STOPS]
        return sorted(blocks, key=lambda each: (each.start, each.lane))

    def _block(self) -> WeekBlock | None:
        order = self._order(self._at[0]) if self._days and self._at[0] < len(self._days) else []
        return order[self._at[1]] if self._at[1] < len(order) else None

    def _placed(self) -> Placed | None:
        block = self._block()
        own = (each for each in self._laid_out().placed if each.column == self._at[0] and each.block == block)
        return next(own, None)

    def _find(self, item: int) -> None:
        """Go to a series, on the day where the keyboard is if it is on that."""
        columns = sorted(range(len(self._days)), key=lambda column: column != self._at[0])
        for column in columns:
            for place, block in enumerate(self._order(column)):
                if block.item == item:
                    self._at = (column, place)
                    return

    def _go_to(self, placed: Placed) -> None:
        order = self._order(placed.column)
        if placed.block in order:
            self._go(placed.column, order.index(placed.block))

    def _go(self, column: int, place: int) -> None:
        self._at = (column, place)
        self.setAccessibleDescription(self.spoken())
        self.say(self.spoken())
        self.update()

    def _tell_place(self) -> None:
        """Tell where the keyboard went; not of a press, under which nothing may move."""
        placed = self._placed()
        if placed is not None:
            self.place_moved.emit(placed.rect.toAlignedRect())

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the blocks."""
        across, down = arrows(event)
        if self._days and (across or down) and not event.modifiers() & HELD:
            self._step(across, down)
            self._tell_place()
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        column, place = self._at
        here = self._block()
        if across:
            column = column + across
            if 0 <= column < len(self._days):
                order = self._order(column)
                start = here.start if here is not None else 0
                place = min(range(len(order)), key=lambda at: abs(order[at].start - start), default=0)
                self._go(column, place)
        elif 0 <= place + down < len(self._order(column)):
            self._go(column, place + down)


def arrows(event: QKeyEvent) -> tuple[int, int]:
    """Return how far an arrow key goes across and down; nothing for any other key."""
    keys = Qt.Key
    across: dict[int, int] = {keys.Key_Left: -1, keys.Key_Right: 1}
    down: dict[int, int] = {keys.Key_Up: -1, keys.Key_Down: 1}
    return across.get(event.key(), 0), down.get(event.key(), 0)
