"""The pages of a report as they will be printed, one under the other or two side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import _
from app.ui import theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent

    from app.model.report_page import PreviewPage

GAP: Final = 16
"""Between two pages, and around them for the ring of the focus."""
AROUND: Final = 4
_MOST_KEPT: Final = 6
"""Pages that are kept as pixels; the others are unpacked again when they come into view."""


class Sheet(QWidget):
    """One page; it is unpacked when it is first seen."""

    def __init__(self, parent: Sheets) -> None:
        super().__init__(parent)
        self._sheets = parent
        self._page: PreviewPage | None = None
        self.pixels: QPixmap | None = None

    def show_page(self, page: PreviewPage, number: int, count: int) -> None:
        """Show another page."""
        self.setAccessibleName(_("Page {page} of {pages}").format(page=number, pages=count))
        self.setAccessibleDescription(page.headline)
        if page != self._page:
            self._page, self.pixels = page, None
            self.update()

    def headline(self) -> str:
        """Return what stands on it."""
        return self._page.headline if self._page is not None else ""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page as it will be printed, white in every scheme, and the ring where it is in focus."""
        painter = QPainter(self)
        area = self.rect()
        if self._page is not None:
            pixels = self._sheets.unpacked(self, self._page)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            if pixels.size() == area.size() * self.devicePixelRatio():
                pixels.setDevicePixelRatio(self.devicePixelRatio())
                painter.drawPixmap(area.topLeft(), pixels)
            else:
                painter.drawPixmap(QRectF(area), pixels, QRectF(QRect(0, 0, pixels.width(), pixels.height())))
        else:
            painter.fillRect(area, Qt.GlobalColor.white)
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()


class Sheets(QWidget):
    """All pages; which of them are kept as pixels follows what is seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheets: list[Sheet] = []
        self.ring_on = -1
        self._unpacked: list[Sheet] = []
        self._size = QSize(1, 1)
        self._columns = 1
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_pages(self, pages: Sequence[PreviewPage]) -> None:
        """Show other pages in the place of those before."""
        for sheet in self.sheets[len(pages) :]:
            sheet.hide()
            sheet.deleteLater()
        del self.sheets[len(pages) :]
        self._unpacked = [sheet for sheet in self._unpacked if sheet in self.sheets]
        while len(self.sheets) < len(pages):
            sheet = Sheet(self)
            self.sheets.append(sheet)
            sheet.show()
        for at, page in enumerate(pages):
            self.sheets[at].show_page(page, at + 1, len(pages))
        self._arrange()

    def set_size(self, size: QSize, columns: int) -> None:
        """Give every page a size, and put so many of them side by side."""
        if (size, columns) != (self._size, self._columns):
            self._size, self._columns = size, columns
            self._arrange()

    def unpacked(self, sheet: Sheet, page: PreviewPage) -> QPixmap:
        """Return a page as pixels, and forget those that were seen longest ago."""
        if sheet.pixels is None:
            sheet.pixels = QPixmap.fromImage(QImage.fromData(page.png))
        if sheet in self._unpacked:
            self._unpacked.remove(sheet)
        self._unpacked.append(sheet)
        while len(self._unpacked) > max(_MOST_KEPT, 3 * self._columns):
            self._unpacked.pop(0).pixels = None
        return sheet.pixels

    def at(self, middle: int) -> int:
        """Return the page that stands at a height; −1 without any."""
        reached = [at for at, sheet in enumerate(self.sheets) if sheet.y() <= middle]
        return reached[-1] // self._columns * self._columns if reached else -1

    def show_ring(self, at: int) -> None:
        """Draw the ring of the focus around a page; −1: around none."""
        if at != self.ring_on:
            self.ring_on = at
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring around the page that the keyboard is at."""
        if 0 <= self.ring_on < len(self.sheets):
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            around = QRectF(self.sheets[self.ring_on].geometry()).adjusted(-AROUND, -AROUND, AROUND, AROUND)
            theme.draw_focus_ring(painter, around, inside=True)
            painter.end()

    def resizeEvent(self, _event: object) -> None:
        """Keep the pages where they belong."""
        self._arrange()

    def sizeHint(self) -> QSize:
        """Return the room of all pages."""
        rows = -(-len(self.sheets) // self._columns)
        height = rows * (self._size.height() + GAP) - GAP if rows else 0
        return QSize(self._columns * (self._size.width() + GAP) - GAP + 2 * AROUND, height + 2 * AROUND)

    def minimumSizeHint(self) -> QSize:
        """Return its height, which does not give way."""
        return QSize(1, self.sizeHint().height())

    def _arrange(self) -> None:
        wide, high = self._size.width(), self._size.height()
        taken = self._columns * (wide + GAP) - GAP
        left = max(AROUND, (self.width() - taken) // 2)
        for at, sheet in enumerate(self.sheets):
            row, column = divmod(at, self._columns)
            if self.isRightToLeft():
                column = self._columns - 1 - column
            sheet.setGeometry(left + column * (wide + GAP), AROUND + row * (high + GAP), wide, high)
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()
