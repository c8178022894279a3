"""The preview of a report: a sentence, and under it the pages as they will be printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.card import Card
from app.ui.plain_label import PlainLabel
from app.ui.report_sheets import AROUND, GAP, Sheets
from app.ui.sentence import OVERSHOOT, Sentence

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent

    from app.model.report_page import PaperId, Preview, ReportPage

_SIZES: Final[dict[PaperId, tuple[float, float]]] = {"a4": (595.28, 841.89), "letter": (612.0, 792.0)}
"""In points, 72 an inch."""
_NARROWEST: Final = 280
_WIDEST: Final = 980
"""Of one page, in logical pixels: wider ones are hard to read along."""
_TWO_FROM: Final = 1240
"""The width from which two pages stand side by side."""


class Wanted(NamedTuple):
    """How large a page stands here, in logical pixels, and with how many pixels an inch it is sharp."""

    size: QSize
    columns: int
    dots: float


class _Unknown(Card):
    """What stands in the place of the pages where there is no report."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.why = PlainLabel("", "body", "muted", self, wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        layout.addWidget(self.why)


class ReportPreview(QScrollArea):
    """The pages, which scroll; the keys go from one to the next.

    Signals:
        turned: another page is at the middle; carries its place, −1 where there is none.
        resized: there is another room for the pages.
    """

    turned = Signal(int)
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = QWidget()
        self.sentence = Sentence(self._content)
        self.note = PlainLabel("", "caption", "muted", self._content, wrap=True)
        self.unknown = _Unknown(self._content)
        self.sheets = Sheets(self._content)
        self._paper: PaperId = "a4"
        self._whole = True
        self._at = -1
        self._height = 1
        self._column = QVBoxLayout(self._content)
        self._column.setContentsMargins(0, OVERSHOOT, 0, theme.SPACE_L)
        self._column.setSpacing(0)
        self._column.addWidget(self.sentence)
        self._framed(self.note, 0)
        self._framed(self.unknown, theme.SPACE_M)
        self._framed(self.sheets, theme.SPACE_M - AROUND)
        self._column.addStretch(1)
        # One that Python made: to be given Qt's own by `viewport()`, it has to learn all kinds of widgets first.
        self.setViewport(QWidget())
        self.setWidget(self._content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the pages do not change their size once there are enough of them to scroll.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview of the pages"))
        self.verticalScrollBar().valueChanged.connect(self._look_where)
        self.note.hide()
        self.unknown.hide()

    def _framed(self, widget: QWidget, above: int) -> None:
        frame = QVBoxLayout()
        frame.setContentsMargins(OVERSHOOT, above, OVERSHOOT, 0)
        frame.addWidget(widget)
        self._column.addLayout(frame)

    # ---- what is shown ----

    def show_page(self, page: ReportPage) -> None:
        """Show what is said of a period; the pages of the one before stay until others come."""
        self.sentence.set_phrases(page.sentence)
        self.note.setText(page.note)
        self.note.setVisible(bool(page.note))
        self.unknown.why.setText(page.unknown)
        self.unknown.setVisible(bool(page.unknown))
        self.sheets.setVisible(not page.unknown)
        if page.unknown:
            self.sheets.show_pages(())
            self._look_where()

    def show_preview(self, preview: Preview) -> None:
        """Show the pages of a report."""
        self._paper = preview.wish.paper
        self.sheets.show_pages(preview.pages)
        self.fit()
        self._look_where()

    def set_whole(self, *, whole: bool) -> None:
        """Show whole pages, or pages as wide as there is room."""
        if whole != self._whole:
            at = self._at
            self._whole = whole
            self.fit()
            self.go_to(at)

    def set_height(self, height: int) -> None:
        """Fit whole pages into a height: that of the preview while nothing else is said below it.

        What comes and goes there would else change the size of the pages each time.
        """
        if height != self._height:
            self._height = height
            self.fit()

    def fit(self) -> None:
        """Give the pages the size that there is room for."""
        wanted = self.wanted(self._paper)
        self.sheets.set_size(wanted.size, wanted.columns)

    def wanted(self, paper: PaperId) -> Wanted:
        """Return how large a page of this size of paper stands here."""
        across, down = _SIZES[paper]
        room = self.viewport().width() - 2 * (OVERSHOOT + AROUND)
        columns = 2 if room >= _TWO_FROM and self._whole else 1
        width = min((room - (columns - 1) * GAP) / columns, _WIDEST)
        if self._whole:
            width = min(width, (self._height - 2 * GAP) * across / down)
        width = max(width, min(_NARROWEST, room), 1)
        # A whole number of pixels of the screen, so that none of them is blurred.
        ratio = self.devicePixelRatio()
        size = QSize(round(width), round(width * down / across))
        return Wanted(size, columns, size.width() * ratio * 72 / across)

    # ---- going through the pages ----

    def go_to(self, at: int) -> None:
        """Bring a page to the top."""
        if 0 <= at < len(self.sheets.sheets):
            top = self.sheets.sheets[at].mapTo(self._content, self.sheets.sheets[at].rect().topLeft()).y()
            self.verticalScrollBar().setValue(top - GAP)

    def at(self) -> int:
        """Return the page at the middle, −1 without any."""
        return self._at

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from page to page; the arrow keys scroll."""
        bar = self.verticalScrollBar()
        columns = self.wanted(self._paper).columns
        if event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_Space}:
            self.go_to(min(self._at + columns, len(self.sheets.sheets) - 1))
        elif event.key() == Qt.Key.Key_PageUp:
            if self._at < columns:
                bar.setValue(0)
            self.go_to(self._at - columns)
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def _look_where(self) -> None:
        top = self.sheets.mapTo(self._content, self.sheets.rect().topLeft()).y()
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2 - top
        at = max(self.sheets.at(middle), 0 if self.sheets.sheets else -1)
        self._at = at
        self._show_ring()
        sheet = self.sheets.sheets[at] if at >= 0 else None
        said = _("{page}: {headline}").format(page=sheet.accessibleName(), headline=sheet.headline()) if sheet else ""
        self.setAccessibleDescription(said)
        self.turned.emit(at)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        super().focusInEvent(event)
        self._show_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._show_ring()

    def _show_ring(self) -> None:
        self.sheets.show_ring(self._at if theme.focus_shows(self) else -1)

    # ---- size ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the new room."""
        super().resizeEvent(event)
        self.fit()
        self._look_where()
        self.resized.emit()
