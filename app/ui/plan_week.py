"""A week as a calendar in which meetings can be moved: with the pointer, and with the keyboard alone.

Up and down go through the blocks of a day, left and right through the days. With Ctrl they move the meeting, by a
quarter of an hour or a day; with Shift up and down change its length. Enter or the menu key opens what else can be
done, Delete leaves the meeting, L keeps it where it is, G gathers it with others on a day, W asks why the best plan
leaves it as it is, Esc puts it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import theme
from app.ui.plan_week_painting import Ghost, Marks
from app.ui.week_calendar import WeekCalendar, arrows

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QMouseEvent

    from app.model.whatif_page import WeekColumn
    from app.ui.plan_week_layout import Placed, WeekLayout

_EDGE: Final = 5
"""Pixels above the lower edge of a block by which it is pulled."""
_OFF: Final = QPointF(6, 8)
"""How far from its place a meeting in the hand floats."""
_SHORTEST: Final = 5 * 60
_SMALL_STEP: Final = 5 * 60
_CTRL: Final = Qt.KeyboardModifier.ControlModifier
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_ASKING: Final[dict[int, str]] = {
    Qt.Key.Key_L: "keep_wanted",
    Qt.Key.Key_G: "gather_wanted",
    Qt.Key.Key_W: "why_wanted",
}
"""What a letter asks for."""


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


class PlanWeek(WeekCalendar):
    """A week whose meetings can be moved.

    Signals:
        stepped: a meeting in the hand is over another place; carries a `Target`.
        landed: it was let go there.
        put_back: it was let go where it may not land (-1), or Esc was pressed; carries the number of the series.
        nudged: a key moves a series; carries its number, days and steps of a quarter of an hour.
        length_wanted: a key changes a length; carries the number of the series and its seconds.
        menu_wanted: the number of a series, and a place on the screen.
        leave_wanted, keep_wanted, why_wanted, gather_wanted: the number of a series.
    """

    stepped = Signal(object)
    landed = Signal(object)
    put_back = Signal(int)
    nudged = Signal(int, int, int)
    length_wanted = Signal(int, int)
    menu_wanted = Signal(int, QPoint)
    leave_wanted = Signal(int)
    keep_wanted = Signal(int)
    why_wanted = Signal(int)
    gather_wanted = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self._old: tuple[WeekColumn, ...] = ()
        self._changed: frozenset[int] = frozenset()
        self._kept: frozenset[int] = frozenset()
        self._hovered: Placed | None = None
        self._hand: _Hand | None = None
        self._dragging = False
        self._pointer = QPointF()
        self._target: Target | None = None
        self._refusal = ""
        self.setMouseTracking(True)

    def show_days(self, days: tuple[WeekColumn, ...], hours: tuple[tuple[int, str], ...]) -> None:
        """Show a week; what the pointer was over may lie elsewhere now."""
        self._hovered = None
        super().show_days(days, hours)

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

    def refusal(self) -> str:
        """Return why what is in the hand may not land where it is; empty where it may."""
        return self._refusal

    def marks(self, layout: WeekLayout) -> Marks:
        """Return what stands out: also what is in the hand."""
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

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a meeting, or its lower edge."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        hit = self._hit(event.position())
        if hit is None or hit.block.role != "meeting":
            return
        self._go_to(hit)
        if hit.block.item is not None:
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
        if hit is not None and hit.block.item is not None:
            self.menu_wanted.emit(hit.block.item, event.globalPosition().toPoint())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Open what can be done with a meeting; by the menu key, with that at the keyboard's place."""
        if self._dragging:
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
        if placed is not None and placed.block.item is not None:
            self.menu_wanted.emit(placed.block.item, self.mapToGlobal(placed.rect.bottomLeft().toPoint()))

    def _hover(self, hit: Placed | None, point: QPointF) -> None:
        own = hit if hit is not None and hit.block.role == "meeting" else None
        if own is not None and own.block.item is not None:
            near = own.rect.bottom() - point.y() <= min(_EDGE, own.rect.height() / 3)
            self.setCursor(Qt.CursorShape.SizeVerCursor if near else Qt.CursorShape.OpenHandCursor)
        else:
            self.unsetCursor()
        if own != self._hovered:
            self._hovered = own
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Show nothing as taken once the pointer has gone."""
        super().leaveEvent(event)
        self._hovered = None
        self.update()

    # ---- keyboard ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the blocks, and change them."""
        keys = Qt.Key
        if self._dragging and event.key() == keys.Key_Escape:
            self._let_go()
            self.put_back.emit(-1)
            return
        if not self._change(event, *arrows(event)):
            super().keyPressEvent(event)

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
        elif event.key() in _ASKING:
            getattr(self, _ASKING[event.key()]).emit(item)
        elif event.key() == keys.Key_Escape and block.changed:
            self.put_back.emit(item)
        else:
            return False
        return True
