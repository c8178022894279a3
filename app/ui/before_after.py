"""Figures before and after a change, side by side on one card; each opens the events behind what it was before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from app.language import _
from app.ui import icons, theme
from app.ui.card import Card
from app.ui.text_lines import TEXT_CHANGES, advance, lines_of, pitch, words_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from app.model.whatif_page import FigureChange

_ARROW: Final = 14
_SIDE: Final = 8
_ABOVE: Final = 4
_GAP: Final = 6
_LETTERS: Final = 17
"""The least width of a figure, in digits of body text."""


class FigureCell(QAbstractButton):
    """One figure: its name, what it was and would be, and the difference in words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.figure: FigureChange | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_figure(self, figure: FigureChange) -> None:
        """Show another figure; what is around it is asked for room only where it needs more."""
        if figure == self.figure:
            return
        before = self.heightForWidth(self.width()), self.minimumSizeHint()
        self.figure = figure
        words = _("{name}: {before} → {after}{unit}, {difference}").format(
            name=figure.name, before=figure.before, after=figure.after, unit=figure.unit, difference=figure.difference
        )
        self.setAccessibleName(words)
        self.setAccessibleDescription(figure.note)
        if before != (self.heightForWidth(self.width()), self.minimumSizeHint()):
            self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    # ---- size ----

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow one is taller."""
        return True

    def _small(self, width: int) -> tuple[list[str], list[str]]:
        assert self.figure is not None
        below = " · ".join(part for part in (self.figure.difference, self.figure.note) if part)
        room = width - 2 * _SIDE
        return lines_of("body", self.figure.name, room), lines_of("caption", below, room)

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines."""
        if self.figure is None:
            return 0
        names, below = self._small(width)
        lines = len(names) * pitch("body") + pitch("figure") + len(below) * pitch("caption")
        return round(lines) + 2 * _ABOVE

    def _figures_width(self) -> float:
        assert self.figure is not None
        unit = advance("figure_unit", self.figure.unit) + 3 if self.figure.unit else 0
        return advance("finding", self.figure.before) + _ARROW + 2 * _GAP + advance("figure", self.figure.after) + unit

    def minimumSizeHint(self) -> QSize:
        """Return the room of the two numbers."""
        if self.figure is None:
            return QSize(0, 0)
        width = round(max(self._figures_width(), _LETTERS * advance("body", "0"))) + 2 * _SIDE
        return QSize(width, self.heightForWidth(width))

    def sizeHint(self) -> QSize:
        """Return the same."""
        return self.minimumSizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    # ---- painting ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write the figure; what is under the pointer is sunken."""
        if self.figure is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("border" if self.isDown() else "sunken"))
            painter.drawRoundedRect(area, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, area, inside=True)
        names, below = self._small(self.width())
        y = self._write(painter, float(_ABOVE), names, "body", "muted")
        y = self._numbers(painter, y)
        self._write(painter, y, below, "caption", "focus_text" if self.figure.is_gain else "muted")
        painter.end()

    def _write(self, painter: QPainter, y: float, lines: list[str], kind: str, color: str) -> float:
        flags = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.color(color))
        for line in lines:
            painter.setFont(words_font(kind, line))
            rect = QRectF(_SIDE, y, self.width() - 2 * _SIDE, pitch(kind))
            painter.drawText(rect, flags | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine, line)
            y += pitch(kind)
        return y

    def _numbers(self, painter: QPainter, y: float) -> float:
        assert self.figure is not None
        line = pitch("figure")
        left = self.width() - _SIDE - self._figures_width() if self.isRightToLeft() else float(_SIDE)
        base = y + line * 0.78

        def number(text: str, kind: str, color: str) -> None:
            nonlocal left
            painter.setFont(theme.font(kind))
            painter.setPen(theme.color(color))
            painter.drawText(QPointF(left, base), text)
            left += advance(kind, text)

        if self.figure.before != self.figure.after:
            number(self.figure.before, "finding", "muted")
            icons.draw(painter, "arrow", QRectF(left + _GAP, base - _ARROW + 1, _ARROW, _ARROW), theme.color("muted"))
            left += _ARROW + 2 * _GAP
        number(self.figure.after, "figure", "text")
        if self.figure.unit:
            left += 3
            number(self.figure.unit, "figure_unit", "muted")
        return y + line


class BeforeAfter(Card):
    """The figures side by side, or in two rows where that is too narrow.

    Signals:
        opened: the reference of a figure that was pressed.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells: list[FigureCell] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        self._grid.setSpacing(theme.SPACE_S)
        self.setAccessibleName(_("Before and after"))

    def show_figures(self, figures: tuple[FigureChange, ...]) -> None:
        """Show other figures, as many as before."""
        while len(self.cells) < len(figures):
            cell = FigureCell(self)
            cell.clicked.connect(self._open)
            self.cells.append(cell)
            self._across = 0
        for cell, figure in zip(self.cells, figures, strict=True):
            cell.show_figure(figure)
        if not self._across:
            self._place()

    def _open(self) -> None:
        cell = self.sender()
        if isinstance(cell, FigureCell) and cell.figure is not None:
            self.opened.emit(cell.figure.opens)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the figures beside or under each other."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._place()

    def minimumSizeHint(self) -> QSize:
        """Return the room of one figure: they stand in one column if need be."""
        widest = max((cell.minimumSizeHint().width() for cell in self.cells), default=0)
        return QSize(widest + 2 * theme.SPACE_S, super().minimumSizeHint().height())

    def _place(self) -> None:
        if not self.cells:
            return
        widest = max(cell.minimumSizeHint().width() for cell in self.cells) + theme.SPACE_S
        fit = (self.width() - theme.SPACE_S) // max(widest, 1)
        across = len(self.cells) if fit >= len(self.cells) else 2 if fit >= 2 else 1
        if across == self._across:
            return
        self._across = across
        for cell in self.cells:
            self._grid.removeWidget(cell)
        for place, cell in enumerate(self.cells):
            self._grid.addWidget(cell, place // across, place % across)
        for column in range(len(self.cells)):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
