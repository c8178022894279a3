"""A quiet switch between two views of a page: words side by side in one frame, of which one is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QButtonGroup, QSizePolicy, QWidget

from app.ui import theme
from app.ui.tab_order import stop_at_chosen
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_SIDE: Final = 10
_LEAST_HEIGHT: Final = 24
_AROUND_TEXT: Final = 4


class _Choice(QAbstractButton):
    """One of the views; the arrow keys go from one to the other."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the words in their heavier weight, so that nothing moves when they are chosen."""
        metrics = QFontMetrics(theme.font("strong"))
        height = max(_LEAST_HEIGHT, metrics.height() + 2 * _AROUND_TEXT)
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _SIDE, height)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the words; ground and frame are the switch's."""
        painter = QPainter(self)
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        quiet = "text" if self.underMouse() else "muted"
        painter.setPen(theme.color("accent" if self.isChecked() else quiet))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, QRectF(self.rect()), inside=True)
        painter.end()


class Switch(QWidget):
    """A choice between views.

    Signals:
        chosen: the person chose another view; carries its place.
    """

    chosen = Signal(int)

    def __init__(self, name: str, texts: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._choices = [_Choice(text, self) for text in texts]
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        for place, choice in enumerate(self._choices):
            self._group.addButton(choice, place)
            self._row.addWidget(choice)
            choice.toggled.connect(self._on_toggled)
        self._place = 0
        self._choices[0].setChecked(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def choose(self, place: int) -> None:
        """Mark a view as the one that is shown, without asking for it."""
        self._place = place
        self._choices[place].setChecked(True)
        stop_at_chosen(self._choices)

    def place(self) -> int:
        """Return which view is marked."""
        return self._place

    def choices(self) -> tuple[QAbstractButton, ...]:
        """Return the buttons in order."""
        return tuple(self._choices)

    def fit(self, width: int) -> None:
        """Stand side by side where this width has the room, else one under the other."""
        wide = sum(choice.sizeHint().width() for choice in self._choices)
        kind = QBoxLayout.Direction
        across = QSizePolicy.Policy.Fixed if wide <= width else QSizePolicy.Policy.Preferred
        self._row.setDirection(kind.LeftToRight if wide <= width else kind.TopToBottom)
        for choice in self._choices:
            choice.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            for choice in self._choices:
                choice.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the frame, and the ground of the chosen view."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path.addRoundedRect(frame, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        for choice in self._choices:
            if choice.isChecked():
                ground = QPainterPath()
                ground.addRect(QRectF(choice.geometry()))
                painter.fillPath(path.intersected(ground), theme.color("accent_soft"))
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawPath(path)
        painter.end()

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001
        self.update()
        place = self._group.checkedId()
        if checked and place >= 0 and place != self._place:
            self._place = place
            self.chosen.emit(place)
