"""The merge on the Team page: files are chosen or dropped, and the summary is shown with what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import _
from app.model.team_page import TeamRequest
from app.ui import theme
from app.ui.buttons import button
from app.ui.drop_target import paths_in
from app.ui.headed_card import HeadedCard
from app.ui.plain_label import PlainLabel
from app.ui.tab_order import follow_layout
from app.ui.wrapping_row import WrappingRow
from app.ui.written_label import WrittenLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

    from app.model.team_page import SummaryBlock, SummaryPicture

_BAR: Final = 8
_BAR_WIDTH: Final = 120
_MOST_ACROSS: Final = 3
"""Figures side by side."""


class _ShareBar(QWidget):
    """A share of people as a bar; the number beside it says the same."""

    def __init__(self, share: float | None, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = share
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the size of the bar."""
        return QSize(_BAR_WIDTH, _BAR + 4)

    def minimumSizeHint(self) -> QSize:
        """Return a third of the width."""
        return QSize(_BAR_WIDTH // 3, _BAR + 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the whole as an outline, and the share in it."""
        if self._share is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(0.5, (self.height() - _BAR) / 2, self.width() - 1, _BAR)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawRoundedRect(whole, theme.RADIUS_BLOCK, theme.RADIUS_BLOCK)
        part = QRectF(whole)
        part.setWidth(whole.width() * self._share)
        if self.isRightToLeft():
            part.moveRight(whole.right())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(part, theme.RADIUS_BLOCK, theme.RADIUS_BLOCK)
        painter.end()


class _Block(QWidget):
    """One figure: its bands with their shares, and why something is not said."""

    def __init__(self, block: SummaryBlock, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_S, 0, theme.SPACE_S)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(PlainLabel(block.name, "strong", parent=self, wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_M)
        grid.setVerticalSpacing(2)
        for column_number, stretch in enumerate((4, 3, 2)):
            grid.setColumnStretch(column_number, stretch)
        for row, (band, words, share) in enumerate(block.rows):
            grid.addWidget(PlainLabel(band, parent=self, wrap=True), row, 0)
            if share is not None:
                grid.addWidget(_ShareBar(share, self), row, 1)
            grid.addWidget(PlainLabel(words, parent=self, wrap=True), row, 2)
        column.addLayout(grid)
        if block.why:
            column.addWidget(PlainLabel(block.why, "caption", "muted", self, wrap=True))
        column.addStretch(1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline above it."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.color("grid"))
        painter.end()


class SummaryCard(HeadedCard):
    """Takes the files that one was given, and shows the summary of them.

    Signals:
        wanted: something is asked for; carries the `TeamRequest`.
    """

    wanted = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("The summary of a team"), "", parent)
        self._picture: SummaryPicture | None = None
        self._is_over = False
        self.setAcceptDrops(True)
        self._parts: list[QWidget] = []
        said = _("For whoever leads: choose the files that you were given, or let them go here. Nothing is sent.")
        self.said = PlainLabel(said, "body", "muted", self, wrap=True)
        self.choose = button(_("Choose the files…"), parent=self)
        self.save = button(_("Save the summary…"), "main", self)
        self.save.hide()
        foot = WrappingRow()
        foot.addWidget(self.choose)
        foot.addWidget(self.save)
        self.found = QGridLayout()
        self.found.setHorizontalSpacing(theme.SPACE_XXL)
        self.found.setVerticalSpacing(theme.SPACE_XS)
        self._across = 1
        self.rows.addWidget(self.said)
        self.rows.addSpacing(theme.SPACE_S)
        self.rows.addStretch(1)
        self.rows.addLayout(foot)
        self.rows.addLayout(self.found)
        self.choose.clicked.connect(lambda: self.wanted.emit(TeamRequest("merge")))
        self.save.clicked.connect(self._save)

    def show_summary(self, picture: SummaryPicture) -> None:
        """Show another summary."""
        self._picture = picture
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts = [PlainLabel(picture.title, "strong", parent=self, wrap=True)]
        if picture.refused:
            self._parts.append(PlainLabel(picture.refused, "body", parent=self, wrap=True))
        self._parts.extend(_Block(block, self) for block in picture.blocks)
        if picture.aside:
            self._parts.append(PlainLabel(_("Set aside"), "strong", parent=self))
            self._parts.extend(WrittenLabel(text, "caption", "muted", self) for text in picture.aside)
        self._place()
        self.save.setVisible(not picture.refused)
        follow_layout(self)

    def is_filled(self) -> bool:
        """Return whether there is a summary, or why there is none."""
        return self._picture is not None

    def arrange(self, across: int) -> None:
        """Put so many figures side by side."""
        if across != self._across:
            self._across = across
            self._place()

    def _place(self) -> None:
        while self.found.takeAt(0) is not None:
            pass
        row = column = 0
        for part in self._parts:
            if not isinstance(part, _Block):
                row, column = row + (column > 0), 0
                self.found.addWidget(part, row, 0, 1, self._across)
                row += 1
                continue
            self.found.addWidget(part, row, column)
            row, column = (row, column + 1) if column + 1 < self._across else (row + 1, 0)
        for part in self._parts:
            # Now: Qt itself shows what is laid out only at its next turn, and Tab could not reach it before.
            part.show()
        self.found.setContentsMargins(0, theme.SPACE_S if self._parts else 0, 0, 0)
        for at in range(_MOST_ACROSS):
            self.found.setColumnStretch(at, int(at < self._across))

    def _save(self) -> None:
        if self._picture is not None:
            self.wanted.emit(TeamRequest("save", summary=self._picture.summary))

    # ---- drops ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, and show that it does."""
        if paths_in(event.mimeData()):
            event.acceptProposedAction()
            self._show_over(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the frame away."""
        super().dragLeaveEvent(event)
        self._show_over(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Merge what was let go."""
        self._show_over(over=False)
        paths = paths_in(event.mimeData())
        if paths:
            event.acceptProposedAction()
            self.wanted.emit(TeamRequest("merge", paths=tuple(paths)))

    def _show_over(self, *, over: bool) -> None:
        self._is_over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, and a frame while files are over it."""
        super().paintEvent(event)
        if self._is_over:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), 2))
            area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
            painter.end()
