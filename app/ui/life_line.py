"""The last slots of a series as marks on a line: held, moved, cancelled, and what is so from some of them on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES, pitch, words_font

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent

    from app.model.series_page import Story, StoryMark

_MARK: Final = 11.0
_SIDE: Final = 14.0
_AROUND_LINE: Final = 9.0
_GAP: Final = 10.0
_ARROW: Final = 6.0
_GOOD_WIDTH: Final = 640


class LifeLine(QWidget):
    """The line. Arrow keys go from mark to mark, and what became of it is written beneath."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._story: Story | None = None
        self._at = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_story(self, story: Story) -> None:
        """Show another story."""
        self._story, self._at = story, -1
        self.setAccessibleName(story.title)
        self.setAccessibleDescription(story.summary)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if story.marks else Qt.FocusPolicy.NoFocus)
        self.updateGeometry()
        self.update()

    def spoken(self) -> str:
        """Return what is said of the mark that the keyboard is at; empty where it is at none."""
        marks = self._marks()
        return marks[self._at].spoken if 0 <= self._at < len(marks) else ""

    def _marks(self) -> tuple[StoryMark, ...]:
        return self._story.marks if self._story is not None else ()

    # ---- size ----

    def sizeHint(self) -> QSize:
        """Return the size of the line and of the rows of words that are needed."""
        return QSize(_GOOD_WIDTH, self.heightForWidth(_GOOD_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Allow any width."""
        return QSize(160, self.heightForWidth(160))

    def heightForWidth(self, _width: int) -> int:
        """Return the height, which no width changes."""
        return round(self._line() + _AROUND_LINE + 2 + pitch("caption") + 4)

    def _rows_above(self) -> int:
        marks = self._marks()
        return 1 + any(mark.turn for mark in marks) + any(mark.word for mark in marks)

    def _line(self) -> float:
        """How far from the top the line lies."""
        return self._rows_above() * pitch("caption") + _AROUND_LINE + 4

    def _x(self, at: int) -> float:
        """Where a mark lies; a single one stands at the begin. Time runs from left to right."""
        count = len(self._marks())
        return _SIDE + (self.width() - 2 * _SIDE) * at / max(count - 1, 1)

    # ---- keyboard and pointer ----

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from mark to mark."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._marks()) - 1}
        if step:
            self._go(min(max(self._at + step, 0), len(self._marks()) - 1))
        elif event.key() in ends:
            self._go(ends[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the newest slot."""
        super().focusInEvent(event)
        if self._at < 0:
            self._go(len(self._marks()) - 1)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Mark none any more."""
        super().focusOutEvent(event)
        self._at = -1
        self.update()

    def _go(self, at: int) -> None:
        self._at = at
        self.update()
        # Imported here because few people have the page read out.
        from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.spoken()))

    def event(self, event: QEvent) -> bool:
        """Say what became of the slot under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            marks = self._marks()
            near = min(range(len(marks)), key=lambda at: abs(self._x(at) - event.x()), default=-1)
            if near >= 0 and abs(self._x(near) - event.x()) <= _MARK:
                QToolTip.showText(event.globalPos(), marks[near].spoken, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    # ---- painting ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the line, its marks and the words around them."""
        if self._story is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._write_ends(painter, self._story)
        if self._story.marks:
            self._draw_line(painter, self._story)
            self._write_turns(painter)
            self._write_words(painter)
            for at, mark in enumerate(self._story.marks):
                self._draw_mark(painter, mark, QPointF(self._x(at), self._line()))
            self._write_days(painter)
        painter.end()

    def _write_ends(self, painter: QPainter, story: Story) -> None:
        """Write what stands at the begin and at the end, the latter where both have room."""
        begin = self._write(painter, story.begin, 0.0, 0, "text")
        wide = QFontMetricsF(words_font("caption", story.end)).horizontalAdvance(story.end)
        if self.width() - wide > begin + _GAP:
            self._write(painter, story.end, self.width() - wide, 0, "text")

    def _write(self, painter: QPainter, text: str, left: float, row: int, color: str) -> float:
        """Write a caption in a row from the top, cut at the end of the widget; return where it ends."""
        font = words_font("caption", text)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.color(color))
        cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(self.width() - left, 0.0))
        painter.drawText(QPointF(left, row * pitch("caption") + metrics.ascent()), cut)
        return left + metrics.horizontalAdvance(cut)

    def _draw_line(self, painter: QPainter, story: Story) -> None:
        y, last = self._line(), self._x(len(story.marks) - 1)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(QPointF(self._x(0), y), QPointF(last, y))
        if not story.is_whole:  # it was born before the first of these marks
            pen = QPen(theme.color("border_strong"), 1)
            pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.drawLine(QPointF(0, y), QPointF(self._x(0), y))

    def _write_turns(self, painter: QPainter) -> None:
        """Write what is so from a mark on, with a tick down to it."""
        taken = 0.0
        for at, mark in enumerate(self._marks()):
            if not mark.turn:
                continue
            wide = QFontMetricsF(words_font("caption", mark.turn)).horizontalAdvance(mark.turn)
            left = max(min(self._x(at) - 4, self.width() - wide), taken, 0.0)
            painter.setPen(QPen(theme.color("muted"), 1))
            x = round(self._x(at)) + 0.5
            painter.drawLine(QPointF(x, 2 * pitch("caption") + 1), QPointF(x, self._line() - _MARK / 2 - 2))
            taken = self._write(painter, mark.turn, left, 1, "text") + _GAP

    def _write_words(self, painter: QPainter) -> None:
        """Write over a mark what became of it, where the one before leaves room."""
        row, taken = self._rows_above() - 1, -_GAP
        for at, mark in enumerate(self._marks()):
            wide = QFontMetricsF(words_font("caption", mark.word)).horizontalAdvance(mark.word)
            left = min(max(self._x(at) - wide / 2, 0.0), self.width() - wide)
            if mark.word and left >= taken:
                taken = self._write(painter, mark.word, left, row, "muted") + _GAP / 2

    def _draw_mark(self, painter: QPainter, mark: StoryMark, center: QPointF) -> None:
        """Draw a disc for what was held, an arrow under one that moved, a dashed ring for what fell out."""
        color, half = theme.color("meeting"), _MARK / 2
        painter.setPen(QPen(theme.color("raised"), 3))
        painter.setBrush(theme.color("raised"))
        painter.drawEllipse(center, half + 1, half + 1)
        if mark.fate == "held":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
        else:
            pen = QPen(color, 1.3)
            if mark.fate in {"cancelled", "skipped"}:
                pen.setDashPattern([1.6, 1.6])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(center, half - 0.5, half - 0.5)
        if mark.moved:
            painter.setPen(QPen(theme.color("text"), 1))
            y, end = center.y() + half + 4, center.x() + _ARROW / 2
            painter.drawLine(QPointF(center.x() - _ARROW / 2, y), QPointF(end, y))
            painter.drawLine(QPointF(end - 2, y - 2), QPointF(end, y))
            painter.drawLine(QPointF(end - 2, y + 2), QPointF(end, y))
        if theme.focus_shows(self) and mark is self._marks()[self._at]:
            theme.draw_focus_ring(painter, QRectF(center.x() - half, center.y() - half, _MARK, _MARK), radius=half)

    def _write_days(self, painter: QPainter) -> None:
        """Write the days under the marks, as many as have room; of the one at the keyboard all that is known."""
        painter.setPen(theme.color("muted"))
        top = self._line() + _AROUND_LINE + 2
        spoken = self.spoken() if self.hasFocus() else ""
        marks = self._marks()
        texts = [(self._x(at), mark.day) for at, mark in enumerate(marks)]
        if spoken:
            texts = [(self._x(self._at), spoken)]
            painter.setPen(theme.color("text"))
        free = float(self.width()) + _GAP
        for x, text in reversed(texts):  # the newest has its day in any case
            font = words_font("caption", text)
            metrics = QFontMetricsF(font)
            wide = metrics.horizontalAdvance(text)
            left = min(max(x - wide / 2, 0.0), max(self.width() - wide, 0.0))
            if left + wide + _GAP <= free:
                painter.setFont(font)
                painter.drawText(QPointF(left, top + metrics.ascent()), text)
                free = left - _GAP
