"""Short lists on cards: what is new, waiting or changed in the week to come, each row opening its evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.card import Card
from app.ui.plain_label import PlainLabel
from app.ui.text_lines import TEXT_CHANGES, pitch, words_font, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from app.model.overview import ShortList

_SIDE: Final = theme.SPACE_L
_ABOVE: Final = 6
_NARROWEST_IN_LETTERS: Final = 30
_LONGEST: Final = 300
_GOOD_WIDTH: Final = 600


class ListRow(QAbstractButton):
    """One row: what it is about, and a detail beneath."""

    def __init__(self, text: str, detail: str, opens: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.opens = opens
        self._title = text[:_LONGEST]
        self._detail = detail[:_LONGEST]
        self.setText(self._title.replace("&", "&&"))
        spoken = _("{text}: {detail}").format(text=self._title, detail=self._detail) if detail else self._title
        self.setAccessibleName(spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if opens else Qt.FocusPolicy.NoFocus)
        self.setEnabled(bool(opens))
        if opens:
            self.setAttribute(Qt.WidgetAttribute.WA_Hover)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrow row is a taller one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of both texts."""
        titles, details = self._lines(width)
        return round(len(titles) * pitch("body") + len(details) * pitch("caption")) + 2 * _ABOVE

    def sizeHint(self) -> QSize:
        """Return the size at a good width; layouts ask for the height at theirs."""
        return QSize(_GOOD_WIDTH, self.heightForWidth(_GOOD_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow card."""
        return QSize(120, round(pitch("body")) + 2 * _ABOVE)

    def _lines(self, width: int) -> tuple[list[str], list[str]]:
        across = width - 2 * _SIDE
        titles = wrapped(self._title, theme.font("body"), across)
        return titles, wrapped(self._detail, theme.font("caption"), across) if self._detail else []

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Write both texts; the row under the pointer is sunken."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QRectF(self.rect()).adjusted(theme.SPACE_S - 2, 0, -(theme.SPACE_S - 2), 0)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("border" if self.isDown() else "sunken"))
            painter.drawRoundedRect(ground, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, ground, inside=True)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        y = float(_ABOVE)
        titles, details = self._lines(self.width())
        for lines, kind, color in ((titles, "body", "text"), (details, "caption", "muted")):
            painter.setPen(theme.color(color))
            for line in lines:
                painter.setFont(words_font(kind, line))
                painter.drawText(QRectF(_SIDE, y, self.width() - 2 * _SIDE, pitch(kind)), flags, line)
                y += pitch(kind)
        painter.end()


class ListCard(Card):
    """One list on its card."""

    opened = Signal(str)

    def __init__(self, shown: ShortList, parent: QWidget) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, theme.SPACE_M, 0, theme.SPACE_S)
        layout.setSpacing(0)
        title = PlainLabel(shown.title, "strong", wrap=True)
        title.setContentsMargins(_SIDE, 0, _SIDE, theme.SPACE_XS)
        layout.addWidget(title)
        self.rows = [ListRow(text, detail, opens, self) for text, detail, opens in shown.rows]
        for row in self.rows:
            row.clicked.connect(self._open)
            layout.addWidget(row)
        if shown.more:
            more = PlainLabel(shown.more, "caption", "muted", wrap=True)
            more.setContentsMargins(_SIDE, theme.SPACE_XS, _SIDE, theme.SPACE_XS)
            layout.addWidget(more)
        layout.addStretch(1)
        self.setAccessibleName(shown.title)

    def _open(self) -> None:
        row = self.sender()
        if isinstance(row, ListRow):
            self.opened.emit(row.opens)


class ShortLists(QWidget):
    """The lists side by side, or one under the other where that would be too narrow."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ShortList, ...] = ()
        self._cards: list[ListCard] = []
        self._across = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.SPACE_L)

    def show_lists(self, lists: tuple[ShortList, ...]) -> None:
        """Show other lists; none: the widget goes."""
        self.setVisible(bool(lists))
        if lists == self._shown:
            return
        self._shown = lists
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [ListCard(shown, self) for shown in lists]
        for card in self._cards:
            card.opened.connect(self.opened)
        self._across = 0
        self._place()

    def cards(self) -> tuple[ListCard, ...]:
        """Return the cards in order."""
        return tuple(self._cards)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the lists beside or under each other."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._place()

    def _place(self) -> None:
        if not self._cards:
            return
        narrowest = QFontMetricsF(theme.font("body")).averageCharWidth() * _NARROWEST_IN_LETTERS
        fits = int((self.width() + theme.SPACE_L) // (narrowest + theme.SPACE_L))
        across = len(self._cards) if fits >= len(self._cards) else 1
        if across == self._across:
            return
        self._across = across
        for card in self._cards:
            self._grid.removeWidget(card)
        for place, card in enumerate(self._cards):
            self._grid.addWidget(card, place // across, place % across)
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
