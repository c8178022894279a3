"""The side bar: the pages, and below them how fresh the calendars are and where the data stay.

The pages are buttons of which one is on: one stop of the Tab key, and the arrow keys go through them. A list view
would be the same to a person, and costs a tenth of the whole start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from app.language import _
from app.ui import icons, theme
from app.ui.plain_tip import plain_tip
from app.ui.tab_order import stop_at_chosen
from app.ui.view_state import PAGES

if TYPE_CHECKING:
    from PySide6.QtGui import QIcon, QResizeEvent

    from app.ui.view_state import PageRow

WIDTH: Final = 208
RAIL_WIDTH: Final = 56
_MARGIN: Final = 12
_RAIL_MARGIN: Final = 8
_ICON: Final = 18
_ICON_SIDES: Final = (16, 32, 64, 128)
_MARK: Final = 22
"""The side of the program's mark."""


def draw_mark(painter: QPainter, rect: QRectF) -> None:
    """Draw the mark of the program: a day with a stretch to think between two meetings."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / _MARK, rect.height() / _MARK)
    painter.setPen(QPen(theme.color("border_strong"), 1))
    painter.setBrush(theme.color("raised"))
    painter.drawRoundedRect(QRectF(0.5, 0.5, 21, 21), 5, 5)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("meeting"))
    painter.drawRoundedRect(QRectF(4, 5, 3, 12), 1, 1)
    painter.drawRoundedRect(QRectF(15, 5, 3, 12), 1, 1)
    painter.setPen(QPen(theme.color("focus"), 1))
    painter.setBrush(theme.color("focus_fill"))
    painter.drawRoundedRect(QRectF(8.5, 5.5, 5, 11), 1, 1)
    painter.restore()


def mark_icon() -> QIcon:
    """Return the mark as the icon of the window."""
    # Imported here because the first picture has no icon in it.
    from PySide6.QtGui import QIcon, QPixmap

    made = QIcon()
    for side in _ICON_SIDES:
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        draw_mark(painter, QRectF(0, 0, side, side))
        painter.end()
        made.addPixmap(picture)
    return made


def _turned(rect: QRectF, widget: QWidget) -> QRectF:
    """Return where a rectangle lies in a widget that is read from either side."""
    return rect.translated(widget.width() - rect.left() - rect.right(), 0) if widget.isRightToLeft() else rect


class PageButton(QAbstractButton):
    """A page's row: its icon, its name, and the number that Ctrl takes."""

    def __init__(self, number: int, page: PageRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.page = page
        self._number = number
        self._is_rail = False
        self.setText(_(page.name))
        self.setAccessibleName(_(page.name))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(max(33, self.fontMetrics().height() + 12))

    def set_rail(self, *, rail: bool) -> None:
        """Show the icon alone, with the name as its tool tip; or both."""
        self._is_rail = rail
        self.setToolTip(plain_tip(self.text()) if rail else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        row = rect.adjusted(0.5, 0.5, -0.5, -0.5)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(QPen(theme.color("border"), 1))
            painter.setBrush(theme.color("raised" if chosen else "sunken"))
            painter.drawRoundedRect(row, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(_turned(QRectF(0, rect.center().y() - 8, 3, 16), self), 1.5, 1.5)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, row, inside=True)
        left = rect.center().x() - _ICON / 2 if self._is_rail else 8
        place = _turned(QRectF(left, rect.center().y() - _ICON / 2, _ICON, _ICON), self)
        icons.draw(painter, self.page.icon, place, theme.color("accent" if chosen else "muted"))
        if not self._is_rail:
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.setFont(theme.font("strong" if chosen else "body"))
            painter.setPen(theme.color("text"))
            painter.drawText(
                _turned(rect.adjusted(36, 0, -30, 0), self), middle | Qt.AlignmentFlag.AlignLeft, self.text()
            )
            if not chosen:
                painter.setFont(theme.font("caption"))
                painter.setPen(theme.color("muted"))
                painter.drawText(
                    _turned(rect.adjusted(0, 0, -9, 0), self), middle | Qt.AlignmentFlag.AlignRight, str(self._number)
                )
        painter.end()


class _Line(QWidget):
    """A line of the foot: an icon and a few words; on the rail the icon alone, with the words as its tool tip."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._text = ""
        self.is_rail = False
        self.setFont(theme.font("caption"))
        self.setFixedHeight(max(19, self.fontMetrics().height() + 3))

    def say(self, text: str, *, rail: bool) -> None:
        """Show other words."""
        self._text, self.is_rail = text, rail
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(text))
        self.setFixedHeight(28 if rail else max(19, self.fontMetrics().height() + 3))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint icon and words; words that do not fit end in dots."""
        painter = QPainter(self)
        size = 16 if self.is_rail else 14
        left = (self.width() - size) / 2 if self.is_rail else 8
        place = _turned(QRectF(left, (self.height() - size) / 2, size, size), self)
        icons.draw(painter, self._icon, place, theme.color("muted"))
        if not self.is_rail:
            area = _turned(QRectF(self.rect()).adjusted(29, 0, 0, 0), self)
            shown = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, int(area.width()))
            painter.setPen(theme.color("muted"))
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()


class SideBar(QWidget):
    """The mark of the program, the pages, and the foot."""

    page_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rail = False
        self._is_told = False
        self._words = ("", "")
        self.pages = {page.id: PageButton(number, page, self) for number, page in enumerate(PAGES, 1)}
        self._calendars = _Line("source", self)
        self._privacy = _Line("shield", self)
        self._layout = QVBoxLayout(self)
        self._layout.setSpacing(0)
        for page in self.pages.values():
            self._layout.addWidget(page)
            # Pressed or reached by an arrow key: both check it.
            page.toggled.connect(self._on_toggled)
        self._layout.addStretch(1)
        self._layout.addWidget(self._calendars)
        self._layout.addWidget(self._privacy)
        self.set_rail(rail=False)

    def set_rail(self, *, rail: bool) -> None:
        """Show icons alone in a narrow rail, or icons with words."""
        self._rail = rail
        self.setFixedWidth(RAIL_WIDTH if rail else max(WIDTH, self.fontMetrics().averageCharWidth() * 20))
        side = _RAIL_MARGIN if rail else _MARGIN
        self._layout.setContentsMargins(side, self._head(), side, _MARGIN + 4)
        for page in self.pages.values():
            page.set_rail(rail=rail)
        self._show_foot()
        self.update()

    def _head(self) -> int:
        return max(57, self.fontMetrics().height() + 40)

    def choose(self, page: str) -> None:
        """Mark a page as the one that is shown, without asking for it."""
        self._is_told = True
        self.pages[page].setChecked(True)
        stop_at_chosen(self.pages.values())
        self._is_told = False

    def show_foot(self, calendars: str, privacy: str) -> None:
        """Say how many calendars there are and when they were read, and where the data stay."""
        self._words = (calendars, privacy)
        self._show_foot()

    def _show_foot(self) -> None:
        for line, text in zip((self._calendars, self._privacy), self._words, strict=True):
            line.say(text, rail=self._rail)
            line.setVisible(bool(text))
        self.update()

    def _on_toggled(self, checked: bool) -> None:  # noqa: FBT001 (the slot of a signal)
        page = self.sender()
        if checked and not self._is_told and isinstance(page, PageButton):
            self.page_wanted.emit(page.page.id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Paint the line above the foot at its new place."""
        super().resizeEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the mark and the name of the program, and the line above the foot."""
        painter = QPainter(self)
        theme.fill(painter, [QRectF(self.rect())], theme.color("sidebar"))
        painter.setPen(QPen(theme.color("border"), 1))
        edge = 0.5 if self.isRightToLeft() else self.width() - 0.5
        painter.drawLine(QPointF(edge, 0), QPointF(edge, self.height()))
        left = (self.width() - _MARK) / 2 if self._rail else 20
        draw_mark(painter, _turned(QRectF(left, 18, _MARK, _MARK), self))
        if not self._rail:
            painter.setFont(theme.font("strong"))
            painter.setPen(theme.color("text"))
            area = _turned(QRectF(51, 18, self.width() - 51, _MARK), self)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, "Clearweek")
            if self._calendars.isVisibleTo(self):
                painter.setPen(QPen(theme.color("border"), 1))
                y = self._calendars.y() - 9.5
                painter.drawLine(QPointF(_MARGIN, y), QPointF(self.width() - _MARGIN, y))
        painter.end()
