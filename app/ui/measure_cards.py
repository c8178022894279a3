"""The six measures of the journal as quiet cards: a figure and what it rests on, or why it is unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.language import _
from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES, pitch, words_font, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from app.model.outcomes_page import MeasureCard

_SIDE: Final = 14
_DOWN: Final = 10
_GAP: Final = theme.SPACE_S
_ACROSS: Final = (6, 3, 2, 1)
"""How many cards may stand side by side."""
_NARROWEST_IN_LETTERS: Final = 22


class MeasureButton(QAbstractButton):
    """One measure; pressing it opens the promises behind it."""

    def __init__(self, card: MeasureCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = card
        # Layouts ask many times for the same few widths.
        self._wrapped: dict[int, tuple[list[str], list[str]]] = {}
        self.setText(card.name.replace("&", "&&"))
        said = _("{name}: {value}, {rests}") if card.value else _("{name} is unknown: {rests}")
        self.setAccessibleName(said.format(name=card.name, value=card.value, rests=card.rests))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def height_at(self, width: int) -> int:
        """Return the height that the words take in a card of a width."""
        names, rests = self._lines(width)
        value = pitch("door") if self.card.value else 2
        return round((len(names) + len(rests)) * pitch("caption") + value) + 2 * _DOWN

    def _lines(self, width: int) -> tuple[list[str], list[str]]:
        if width not in self._wrapped:
            across, font = width - 2 * _SIDE, theme.font("caption")
            self._wrapped[width] = wrapped(self.card.name, font, across), wrapped(self.card.rests, font, across)
        return self._wrapped[width]

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._wrapped.clear()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card, its name, its figure and what that rests on."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lively = self.underMouse() or self.isDown()
        painter.setPen(QPen(theme.color("border_strong" if lively else "border"), 1))
        painter.setBrush(theme.color("raised"))
        area = QRectF(self.rect())
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CARD, theme.RADIUS_CARD)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, area, inside=True, radius=theme.RADIUS_CARD)
        names, rests = self._lines(self.width())
        top = self._written(painter, names, "caption", "muted", _DOWN)
        if self.card.value:
            top = self._written(painter, [self.card.value], "door", "text", top)
        else:
            top += 2
        self._written(painter, rests, "caption", "muted" if self.card.value else "text", top)
        painter.end()

    def _written(self, painter: QPainter, lines: list[str], kind: str, color: str, top: float) -> float:
        """Write lines from a height on, and return where they end."""
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setPen(theme.color(color))
        for text in lines:
            painter.setFont(words_font(kind, text))
            painter.drawText(QRectF(_SIDE, top, self.width() - 2 * _SIDE, pitch(kind)), flags, text)
            top += pitch(kind)
        return top


class MeasureGrid(QWidget):
    """The measures in as many columns as there is room for; those of a row are of one height."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[MeasureButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_cards(self, cards: tuple[MeasureCard, ...]) -> None:
        """Show other measures."""
        if tuple(each.card for each in self._buttons) == cards:
            return
        focused = next((at for at, each in enumerate(self._buttons) if each.hasFocus()), None)
        for each in self._buttons:
            each.hide()
            each.deleteLater()
        self._buttons = [MeasureButton(card, self) for card in cards]
        for each in self._buttons:
            each.clicked.connect(self._open)
            each.show()
        if focused is not None and focused < len(self._buttons):
            self._buttons[focused].setFocus(Qt.FocusReason.OtherFocusReason)
        self.updateGeometry()
        self._place()

    def buttons(self) -> tuple[MeasureButton, ...]:
        """Return the cards in order."""
        return tuple(self._buttons)

    def stops(self) -> tuple[MeasureButton, ...]:
        """Return what the Tab key stops at."""
        return self.buttons()

    def hasHeightForWidth(self) -> bool:
        """Say that narrow cards are taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows."""
        heights = self._heights(width)
        return sum(heights) + _GAP * max(len(heights) - 1, 0)

    def sizeHint(self) -> QSize:
        """Return the size in two columns; layouts ask for the height at theirs."""
        width = 2 * self._narrowest() + _GAP
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow one column."""
        return QSize(self._narrowest(), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place the cards."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size and the direction of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES or event.type() == QEvent.Type.LayoutDirectionChange:
            self.updateGeometry()
            self._place()

    def _narrowest(self) -> int:
        letter = QFontMetricsF(theme.font("caption")).averageCharWidth()
        return round(_NARROWEST_IN_LETTERS * letter) + 2 * _SIDE

    def _columns(self, width: int) -> int:
        return next((each for each in _ACROSS if each * (self._narrowest() + _GAP) - _GAP <= width), 1)

    def _heights(self, width: int) -> list[int]:
        columns = self._columns(width)
        each = (width - _GAP * (columns - 1)) // columns
        rows = [self._buttons[at : at + columns] for at in range(0, len(self._buttons), columns)]
        return [max(button.height_at(each) for button in row) for row in rows]

    def _place(self) -> None:
        width = self.width()
        columns = self._columns(width)
        each = (width - _GAP * (columns - 1)) // columns
        top = 0
        for row, height in enumerate(self._heights(width)):
            for column, button in enumerate(self._buttons[row * columns : (row + 1) * columns]):
                left = column * (each + _GAP)
                if self.isRightToLeft():
                    left = width - left - each
                button.setGeometry(left, top, each, height)
            top += height + _GAP

    def _open(self) -> None:
        pressed = self.sender()
        if isinstance(pressed, MeasureButton):
            self.opened.emit(pressed.card.opens)
