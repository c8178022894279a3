"""A place to drop calendar files, folders and zip files on, or to choose them from the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.language import _
from app.model.foreign_text import visible
from app.ui import icons, theme
from app.ui.buttons import button, icon_button
from app.ui.plain_label import PlainLabel
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent

_MOST: Final = 100
"""Paths that one drop may bring; a folder is one."""


def dropped_paths(data: QMimeData) -> list[str]:
    """Return the paths on this computer that a drag brings."""
    urls = data.urls() if data.hasUrls() else []
    return [url.toLocalFile() for url in urls[:_MOST] if url.isLocalFile()]


class FileDrop(QWidget):
    """Takes paths, and lists those that were given."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._paths: list[str] = []
        self._rows: dict[str, _PathRow] = {}
        self.area = _Area(self)
        self.area.dropped.connect(self.add)
        self.file_button = button(_("Choose files…"), parent=self.area)
        self.folder_button = button(_("Choose a folder…"), parent=self.area)
        self.file_button.clicked.connect(self._choose_files)
        self.folder_button.clicked.connect(self._choose_folder)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.SPACE_S)
        buttons.addStretch(1)
        buttons.addWidget(self.file_button)
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        self.area.rows.addLayout(buttons)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.SPACE_XS)
        self._layout.addWidget(self.area)
        self._layout.addSpacing(theme.SPACE_XS)

    def paths(self) -> list[str]:
        """Return the paths that were given, in their order."""
        return list(self._paths)

    def rows(self) -> tuple[_PathRow, ...]:
        """Return the rows of the list."""
        return tuple(self._rows.values())

    def add(self, paths: Iterable[str]) -> None:
        """Take more paths; one that is there already stays where it is."""
        for path in paths:
            if path and path not in self._paths and len(self._paths) < _MOST:
                self._paths.append(path)
                self._rows[path] = row = _PathRow(path, self)
                row.removed.connect(self._remove)
                self._layout.addWidget(row)
        follow_layout(self)
        self.changed.emit()

    def _remove(self, path: str) -> None:
        self._paths.remove(path)
        row = self._rows.pop(path)
        row.hide()
        row.deleteLater()
        self.changed.emit()

    def _choose_files(self) -> None:
        found, __ = QFileDialog.getOpenFileNames(
            self, _("Choose calendar files"), "", _("Calendars (*.ics *.ical *.icalendar *.ifb *.zip);;All files (*)")
        )
        self.add(found)

    def _choose_folder(self) -> None:
        self.add([QFileDialog.getExistingDirectory(self, _("Choose a folder with calendar files"))])


class _Area(QFrame):
    """The dashed area; it turns to the accent while something that can be dropped is over it."""

    dropped = Signal(list)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._over = False
        self.setAcceptDrops(True)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(theme.SPACE_L, 18 + 2 * theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        self.rows.setSpacing(theme.SPACE_M)
        words = PlainLabel(_("Drop an .ics file, a folder of them or a zip file here"), parent=self, wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.rows.addWidget(words)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take what lies on this computer."""
        if dropped_paths(event.mimeData()):
            self._over = True
            event.acceptProposedAction()
            self.update()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        """Look as before."""
        self._over = False
        self.update()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the paths."""
        self._over = False
        event.acceptProposedAction()
        self.update()
        self.dropped.emit(dropped_paths(event.mimeData()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the area and its icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("accent" if self._over else "border_strong"), 1.5 if self._over else 1)
        if not self._over:
            pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(theme.color("accent_soft" if self._over else "raised"))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
        place = QRectF((self.width() - 24) / 2, theme.SPACE_L, 24, 24)
        icons.draw(painter, "file", place, theme.color("accent" if self._over else "muted"))
        painter.end()


class _PathRow(QWidget):
    """One path that was given, and the way to take it back."""

    removed = Signal(str)

    def __init__(self, path: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._path = path
        name = Path(path).name or path
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_S)
        label = PlainLabel(visible(name, 120), parent=self, wrap=True)
        self.remove = icon_button("close", _("Take {name} off the list").format(name=visible(name, 60)), self)
        self.remove.clicked.connect(self._remove)
        line.addWidget(_Picture("folder" if Path(path).is_dir() else "file", self))
        line.addWidget(label, 1)
        line.addWidget(self.remove)

    def _remove(self) -> None:
        self.removed.emit(self._path)


class _Picture(QWidget):
    """An icon that stands beside words."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = name
        self.setFixedSize(18, 18)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        icons.draw(painter, self._name, QRectF(0, 0, 18, 18), theme.color("muted"))
        painter.end()
