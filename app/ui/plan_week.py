"""A week as a calendar in which meetings can be moved: with the pointer, and with the keyboard alone.

Up and down go through the blocks of a day, left and right through the days. With Ctrl they move the meeting, by a
quarter of an hour or a day; with Shift up and down change its length. Enter or the menu key opens what else can be
done, Delete leaves the meeting, L keeps it where it is, Esc puts it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QContextMenuEvent, QHelpEvent, QPainter
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from app.ui import theme
from app.ui.plain_tip import plain_tip
from app.ui.plan_week_layout import height_of, lay_out, least_width
from app.ui.plan_week_painting import Ghost, Marks, paint
from app.ui.taken_along import is_picture
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from app.model.whatif_page import WeekBlock, WeekColumn
    from app.ui.plan_week_layout import Placed, WeekLayout

_EDGE: Final = 5
"""Pixels above the lower edge of a block by which it is pulled."""
_OFF: Final = QPointF(6, 8)
"""How far from its place a meeting in the hand floats."""
_GOOD_COLUMN: Final = 66
_SHORTEST: Final = 5 * 60
_SMALL_STEP: Final = 5 * 60
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


class Target(NamedTuple):
    """Where a series would go: a weekday and a start, or a length in seconds."""

    item: int
    weekday: int
    start: int
    seconds: int | None


class _Hand(NamedTuple):
    """What is held: the block as it was taken, by which point, and whether its edge is pulled."""

    placed: Placed
    grip: QPointF
    pulls: bool
    old: tuple[QRectF, ...]


class PlanWeek(QWidget):
    """A week of days side by side.

    Args:
        name: what a screen reader calls it.
        editable: whether meetings can be moved in it.

    Signals:
        stepped: a meeting in the hand is over another place; carries a `Target`.
        landed: it was let go there.
        put_back: it was let go where it may not land, or Esc was pressed; carries the number of the series.
        nudged: a key moves a series; carries its number, days and steps of a quarter of an hour.
        length_wanted: a key changes a length; carries the number of the series and its seconds.
        menu_wanted: the number of a series, and a place on the screen.
        leave_wanted, keep_wanted: the number of a series.
        place_moved: where the keyboard went, in this widget's pixels.
    """

    stepped = Signal(object)
    landed = Signal(object)
    put_back = Signal(int)
    nudged = Signal(int, int, int)
    length_wanted = Signal(int, int)
    menu_wanted = Signal(int, QPoint)
    leave_wanted = Signal(int)
    keep_wanted = Signal(int)
    place_moved = Signal(QRect)

    def __init__(self, name: str, parent: QWidget | None = None, *, editable: bool = False) -> None:
        super().__init__(parent)
        self._editable = editable
        self._days: tuple[WeekColumn, ...] = ()
        self._hours: tuple[tuple[int, str], ...] = ()
        self._layout: WeekLayout | None = None
        self._old: tuple[WeekColumn, ...] = ()
        self._changed: frozenset[int] = frozenset()
        self._kept: frozenset[int] = frozenset()
        self._at = (0, 0)
        self._hovered: Placed | None = None
        self._hand: _Hand | None = None
        self._dragging = False
        self._pointer = QPointF()
        self._target: Target | None = None
        self._refusal = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    # ---- what is shown ----

    def show_days(self, days: tuple[WeekColumn, ...], hours: tuple[tuple[int, str], ...]) -> None:
        """Show a week on these hours, the labels from the first to the last."""
        grows = hours != self._hours or len(days) != len(self._days)
        held = self._block()
        self._days, self._hours, self._layout = days, hours, None
        self._hovered = None
        if held is not None and held.item is not None:
            self._find(held.item)
        column = min(self._at[0], max(len(days) - 1, 0))
        self._at = (column, min(self._at[1], max(len(self._order(column)) - 1, 0)))
        self.setAccessibleDescription(self.spoken())
        if grows:
            self.updateGeometry()
        self.update()

    def mark(self, kept: frozenset[int], changed: frozenset[int], old: tuple[WeekColumn, ...]) -> None:
        """Mark series by their numbers: those that stay, and of changed ones where they stood in another week."""
        self._kept, self._changed, self._old = kept, changed, old
        self.update()

    def refuse(self, words: str) -> None:
        """Say why what is in the hand may not land where it is; empty: it may."""
        if words != self._refusal:
            self._refusal = words
            if words:
                self.say(words)
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

    def is_dragging(self) -> bool:
        """Return whether something is in the hand."""
        return self._dragging

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
        return QSize(least_width(days) + days * (_GOOD_COLUMN - 44), round(height_of(hours)))

    def minimumSizeHint(self) -> QSize:
        """Return the least width, and the same height."""
        return QSize(least_width(max(len(self._days), 5)), self.sizeHint().height())

    def resizeEvent(self, event: QEvent) -> None:  # type: ignore[override]
        """Place everything anew."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._layout = None
        self._hovered = None

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
        paint(painter, layout, Marks() if is_picture() else self._marks(layout), self.width())
        painter.end()

    def _marks(self, layout: WeekLayout) -> Marks:
        old = [
            layout.span(column, block.start, block.end)
            for column, day in enumerate(self._old[: len(layout.columns)])
            for block in day.blocks
            if block.role == "meeting" and block.item in self._changed
        ]
        hand, ghost, refused = self._hand, None, None
        if hand is not None and self._dragging:
            old += hand.old
            if not hand.pulls:
                rect = hand.placed.rect.translated(self._pointer - hand.grip + _OFF)
                ghost = Ghost(rect, hand.placed, self._refusal)
            if self._refusal and self._target is not None and not hand.pulls:
                column = next((at for at, d in enumerate(self._days) if d.weekday == self._target.weekday), 0)
                seconds = hand.placed.block.end - hand.placed.block.start
                refused = layout.span(column, self._target.start, self._target.start + seconds)
        focused = self._placed() if theme.focus_shows(self) else None
        moving = hand.placed.block.item if hand is not None and self._dragging else None
        hovered = None if self._dragging else self._hovered
        return Marks(focused, hovered, moving, tuple(old), self._kept, refused, ghost)

    # ---- pointer ----

    def _hit(self, point: QPointF) -> Placed | None:
        """Return the meeting at a point, else what else lies there."""
        hit = [each for each in self._laid_out().placed if each.rect.contains(point)]
        meetings = [each for each in hit if each.block.role == "meeting"]
        return (meetings or hit or [None])[-1]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a meeting, or its lower edge."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        hit = self._hit(event.position())
        if hit is None or hit.block.role != "meeting":
            return
        self._go_to(hit)
        if self._editable and hit.block.item is not None:
            same = [each.rect for each in self._laid_out().placed if each.block.item == hit.block.item]
            pulls = hit.rect.bottom() - event.position().y() <= min(_EDGE, hit.rect.height() / 3)
            self._hand = _Hand(hit, event.position(), pulls, tuple(same))
            self._pointer = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what is in the hand, else show what could be taken."""
        point = event.position()
        if self._hand is None:
            self._hover(self._hit(point), point)
            return
        far = (point - self._hand.grip).manhattanLength() >= QApplication.startDragDistance()
        if self._dragging or far:
            self._dragging = True
            self.setCursor(Qt.CursorShape.SizeVerCursor if self._hand.pulls else Qt.CursorShape.ClosedHandCursor)
            self._pointer = point
            target = self._aimed(self._hand, point)
            if target != self._target:
                self._target = target
                self.stepped.emit(target)
            self.update()

    def _aimed(self, hand: _Hand, point: QPointF) -> Target:
        """Return where what is in the hand would go, on the grid and within the hours that are shown."""
        layout, block = self._laid_out(), hand.placed.block
        assert block.item is not None
        moved = hand.placed.rect.top() + point.y() - hand.grip.y()
        column = hand.placed.column
        if hand.pulls:
            end = hand.placed.rect.bottom() + point.y() - hand.grip.y()
            hours = (end - hand.placed.rect.top()) / layout.hour
            seconds = max(round(hours * 3600 / _SMALL_STEP) * _SMALL_STEP, _SHORTEST)
            return Target(block.item, self._days[column].weekday, block.start, seconds)
        column = layout.column_at(hand.placed.rect.center().x() + point.x() - hand.grip.x())
        start = layout.clock(moved)
        start = min(max(start, layout.first * 3600), layout.last * 3600 - (block.end - block.start))
        return Target(block.item, self._days[column].weekday, start, None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go of what is in the hand."""
        hand, target, was = self._hand, self._target, self._dragging
        refused = bool(self._refusal)
        self._let_go()
        if event.button() == Qt.MouseButton.LeftButton and hand is not None and was and target is not None:
            if refused:
                self.put_back.emit(-1)
            else:
                self.landed.emit(target)
        else:
            super().mouseReleaseEvent(event)

    def _let_go(self) -> None:
        self._hand, self._target, self._dragging, self._refusal = None, None, False, ""
        self.unsetCursor()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what can be done with a meeting."""
        hit = self._hit(event.position())
        if hit is not None and hit.block.item is not None and self._editable:
            self.menu_wanted.emit(hit.block.item, event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open what can be done with a meeting; by the menu key, with that at the keyboard's place."""
        if not self._editable or self._dragging:
            event.ignore()
            return
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            hit = self._hit(QPointF(event.pos()))
            if hit is not None and hit.block.item is not None:
                self._go_to(hit)
                self.menu_wanted.emit(hit.block.item, event.globalPos())
        else:
            self._open_menu()

    def _open_menu(self) -> None:
        placed = self._placed()
        if self._editable and placed is not None and placed.block.item is not None:
            self.menu_wanted.emit(placed.block.item, self.mapToGlobal(placed.rect.bottomLeft().toPoint()))

    def _hover(self, hit: Placed | None, point: QPointF) -> None:
        own = hit if hit is not None and hit.block.role == "meeting" else None
        if self._editable and own is not None and own.block.item is not None:
            near = own.rect.bottom() - point.y() <= min(_EDGE, own.rect.height() / 3)
            self.setCursor(Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()
        own = own if self._editable else None
        if own != self._hovered:
            self._hovered = own
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show nothing as taken once the pointer has gone."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

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
        """Return what the keyboard goes through on a day: its meetings and focus blocks in order of time."""
        if not self._days:
            return []
        blocks = [each for each in self._days[column].blocks if each.role in {"meeting", "focus"}]
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
        placed = self._placed()
        if placed is not None:
            self.place_moved.emit(placed.rect.toAlignedRect())
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no longer."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the blocks, and change them."""
        keys = Qt.Key
        if self._dragging and event.key() == keys.Key_Escape:
            self._let_go()
            self.put_back.emit(-1)
            return
        across = {keys.Key_Left: -1, keys.Key_Right: 1}.get(keys(event.key()), 0)
        down = {keys.Key_Up: -1, keys.Key_Down: 1}.get(keys(event.key()), 0)
        plain = not event.modifiers() & (_CTRL | _SHIFT | Qt.KeyboardModifier.AltModifier)
        if self._days and plain and (across or down):
            self._step(across, down)
        elif not (self._editable and self._change(event, across, down)):
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

    def _change(self, event: QKeyEvent, across: int, down: int) -> bool:
        """Change the meeting at the keyboard's place; False where the key means nothing here."""
        block, keys, held = self._block(), Qt.Key, event.modifiers()
        if block is None or block.item is None:
            return False
        item = block.item
        if held & _CTRL and (across or down):
            self.nudged.emit(item, across, down)
        elif held & _SHIFT and down:
            self.length_wanted.emit(item, block.end - block.start + down * _SMALL_STEP)
        elif event.key() in {keys.Key_Return, keys.Key_Enter, keys.Key_Space, keys.Key_Menu}:
            self._open_menu()
        elif event.key() in {keys.Key_Delete, keys.Key_Backspace}:
            self.leave_wanted.emit(item)
        elif event.key() == keys.Key_L:
            self.keep_wanted.emit(item)
        elif event.key() == keys.Key_Escape and block.changed:
            self.put_back.emit(item)
        else:
            return False
        return True
