"""A window that takes files, folders and archives wherever they are let go, and shows that it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.language import _
from app.ui import theme

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

_WIDTH: Final = 2


def paths_in(data: QMimeData) -> list[str]:
    """Return the files and folders of this computer that are dragged; never an address on the network."""
    if not data.hasUrls():
        return []
    # An address of a file on another host names that host (RFC 8089); reading it would speak to the network.
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile() and not url.host()]


class DropFrame(QWidget):
    """A frame around the window and a word in its middle, over all else."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame and the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent"), _WIDTH))
        half = _WIDTH / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
        text = _("Let go to read it")
        painter.setFont(theme.font("door"))
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 2 * theme.SPACE_XL, metrics.height() + 2 * theme.SPACE_M
        area = QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)
        painter.setBrush(theme.color("accent_soft"))
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
        painter.setPen(theme.color("text"))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class DropTarget(QWidget):
    """A window that takes drops anywhere on it."""

    dropped = Signal(list)
    """The paths of what was let go."""

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.drop_frame: DropFrame | None = None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders, and show that it does."""
        if not paths_in(event.mimeData()):
            return
        event.acceptProposedAction()
        if self.drop_frame is None:
            self.drop_frame = DropFrame(self)
        self.drop_frame.setGeometry(self.rect())
        self.drop_frame.show()
        self.drop_frame.raise_()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the frame away."""
        super().dragLeaveEvent(event)
        if self.drop_frame is not None:
            self.drop_frame.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was let go."""
        if self.drop_frame is not None:
            self.drop_frame.hide()
        paths = paths_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)
