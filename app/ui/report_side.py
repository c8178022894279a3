"""The place of what goes into a report: beside its pages, or over them where the window is narrow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.buttons import icon_button
from app.ui.sentence import OVERSHOOT

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.report_options import ReportOptions


class ReportSide(QWidget):
    """What goes in: a column of the page, or a sheet over it that can be closed."""

    def __init__(self, options: ReportOptions, parent: QWidget) -> None:
        super().__init__(parent)
        self._is_sheet = False
        self.area = QScrollArea(self)
        # One that Python made: to be given Qt's own by `viewport()`, it has to learn all kinds of widgets first.
        self.area.setViewport(QWidget())
        self.area.setWidget(options)
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.close_button = icon_button("close", _("Close what goes in"), self)
        self._head = QHBoxLayout()
        self._head.addStretch(1)
        self._head.addWidget(self.close_button)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.area, 1)
        self.set_sheet(is_sheet=False)

    def set_sheet(self, *, is_sheet: bool) -> None:
        """Lie over the page, or stand in it."""
        self._is_sheet = is_sheet
        self.close_button.setVisible(is_sheet)
        around = theme.SPACE_M if is_sheet else 0
        self._column.setContentsMargins(around, around if is_sheet else OVERSHOOT, around, around)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the border of a sheet."""
        if self._is_sheet:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("border_strong"), 1))
            painter.setBrush(theme.color("surface"))
            frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
            painter.end()
