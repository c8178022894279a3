"""What a meeting was worth, from 1 to 5: five small buttons in one frame, of which one may be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from app.language import _
from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_MOST: Final = 5
_LEAST: Final = 26


class _Step(QAbstractButton):
    """One of the numbers; the arrow keys go from one to the next.

    Signals:
        stepped: an arrow key was pressed; how far it goes.
    """

    stepped = Signal(int)

    def __init__(self, number: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.number = number
        self.setText(str(number))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a size that can be hit with ease."""
        metrics = QFontMetrics(theme.font("strong"))
        return QSize(max(_LEAST, metrics.horizontalAdvance(self.text()) + 12), max(_LEAST, metrics.height() + 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as Space, and go to another number."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step:
            is_across = event.key() in {Qt.Key.Key_Left, Qt.Key.Key_Right}
            self.stepped.emit(-step if is_across and self.isRightToLeft() else step)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the number, on its ground where it is chosen or pointed at."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if self.isChecked() else "sunken"))
            painter.drawRoundedRect(area, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme.color("accent" if self.isChecked() else "text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, area, inside=True)
        painter.end()


class WorthScale(QWidget):
    """The numbers from 1 to 5.

    Signals:
        chosen: a number was pressed.
    """

    chosen = Signal(int)

    def __init__(self, of: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("What “{title}” was worth").format(title=of))
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        self.steps = [_Step(number, self) for number in range(1, _MOST + 1)]
        for step in self.steps:
            step.setAccessibleName(_("{title}: worth {number} of 5").format(title=of, number=step.number))
            step.clicked.connect(self._press)
            step.stepped.connect(self._go_on)
            row.addWidget(step)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_worth(0)

    def show_worth(self, worth: int) -> None:
        """Mark what was said; 0: nothing."""
        for step in self.steps:
            step.setChecked(step.number == worth)
            # One stop of the Tab key, at what was said.
            is_stop = step.number == max(worth, 1)
            step.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            for step in self.steps:
                step.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        painter.end()

    def _press(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, _Step):
            self.show_worth(pressed.number)
            self.chosen.emit(pressed.number)

    def _go_on(self, by: int) -> None:
        at = next((at for at, step in enumerate(self.steps) if step.hasFocus()), None)
        if at is not None:
            theme.give_focus(self.steps[min(max(at + by, 0), _MOST - 1)])
