"""The card of one series: its life as a line, and what the period would be like without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.card import Card
from app.ui.life_line import LifeLine
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.text_lines import TEXT_CHANGES
from app.ui.twin_view import TwinView

if TYPE_CHECKING:
    from app.model.series_page import SeriesRow

_GONE_LETTERS: Final = 38
"""Letters of the widest column of what the series takes; where that is more than this share, it stands beneath."""
_WIDEST_SHARE: Final = 0.45
_UNLIMITED: Final = 16_777_215
"""Qt's largest width of a widget."""


class _Gone(QWidget):
    """What the period would be like without the series, as rows of words and a figure."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_M)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        self._grid.addWidget(PlainLabel(_("What if it were gone"), "strong"), 0, 0, 1, 2)
        self._labels: list[tuple[PlainLabel, PlainLabel]] = []

    def show_rows(self, rows: tuple[tuple[str, str], ...]) -> None:
        """Show other rows; the first is the gain."""
        while len(self._labels) < len(rows):
            at = len(self._labels)
            pair = PlainLabel("", "body", "muted", wrap=True), PlainLabel("", "body" if at else "strong")
            if not at:
                pair[1].set_color("focus_text")
            self._grid.addWidget(pair[0], at + 1, 0)
            self._grid.addWidget(pair[1], at + 1, 1, Qt.AlignmentFlag.AlignRight)
            self._labels.append(pair)
        for at, pair in enumerate(self._labels):
            for label, text in zip(pair, rows[at] if at < len(rows) else ("", ""), strict=True):
                label.setText(text)
                label.setVisible(at < len(rows))

    def words(self) -> list[str]:
        """Return what stands there, row by row."""
        return [f"{name.text()}: {figure.text()}" for name, figure in self._labels if name.text()]


class SeriesStory(Card):
    """The chosen series.

    Signals:
        evidence_wanted: its events are wanted; carries what opens them.
        review_wanted: it was looked at and is kept; carries its UID and its title.
    """

    evidence_wanted = Signal(str)
    review_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row: SeriesRow | None = None
        self._room = 0
        self.title = PlainLabel("", "title", wrap=True)
        self.since = PlainLabel("", "caption", "muted", wrap=True)
        self.more = PlainLabel("", "caption", "muted", wrap=True)
        self.events = LightButton("", "opens", self)
        self.keep = LightButton(_("Reviewed, keep"), "plain", self)
        self.line = LifeLine()
        self.twin = TwinView(self.line)
        self.gone = _Gone(self)
        self._head = QGridLayout()
        self._buttons = QHBoxLayout()
        self._body = QGridLayout()
        self._lay_out()
        self.events.clicked.connect(self._open)
        self.keep.clicked.connect(self._review)

    def _lay_out(self) -> None:
        self._buttons.setSpacing(theme.SPACE_S)
        icons = QHBoxLayout()
        for icon in self.twin.buttons():
            icons.addWidget(icon)
        icons.addStretch(1)
        self._buttons.addLayout(icons)
        for button in (self.events, self.keep):
            self._buttons.addWidget(button)
        self._head.setHorizontalSpacing(theme.SPACE_M)
        self._head.setVerticalSpacing(2)
        self._head.setColumnStretch(1, 1)
        self._head.addWidget(self.title, 0, 0)
        self._head.addLayout(self._buttons, 0, 2, Qt.AlignmentFlag.AlignTop)
        self._head.addWidget(self.since, 0, 1)
        self._body.setHorizontalSpacing(theme.SPACE_XXL)
        self._body.setVerticalSpacing(theme.SPACE_M)
        self._body.addWidget(self.twin, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._body.addWidget(self.gone, 0, 1, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_L, theme.SPACE_S + 2, theme.SPACE_L, theme.SPACE_M)
        layout.setSpacing(theme.SPACE_S)
        layout.addLayout(self._head)
        layout.addWidget(self.more)
        layout.addLayout(self._body)

    def show_row(self, row: SeriesRow, hidden: str) -> None:
        """Show a series; ``hidden`` are its figures for which the table has no room, in words."""
        self._row = row
        story = row.story
        self.title.setText(story.title)
        self.since.setText("; ".join(filter(None, (story.since, row.growth))))
        self.more.setText(hidden)
        self.more.setVisible(bool(self.more.text()))
        self.events.set_words(story.counted)
        self.events.setAccessibleDescription(row.title)
        self.keep.setAccessibleDescription(row.title)
        self.keep.setVisible(row.recurs)
        self.line.show_story(story)
        self.twin.show_table(story.table, story.title, story.summary)
        self.twin.setVisible(row.recurs)
        self.twin.show_buttons(shown=row.recurs)
        self.gone.show_rows(story.gone)
        self.setAccessibleName(story.title)
        self.setAccessibleDescription(f"{story.since}. {story.summary}")
        self._arrange()

    def row(self) -> SeriesRow | None:
        """Return the series that is shown."""
        return self._row

    def stops(self) -> list[QWidget]:
        """Return what Tab stops at, in order."""
        return [*self.twin.buttons(), self.events, self.keep, self.line, *self.twin.tables()]

    def _open(self) -> None:
        if self._row is not None:
            self.evidence_wanted.emit(self._row.opens)

    def _review(self) -> None:
        if self._row is not None:
            self.review_wanted.emit(self._row.uid, self._row.title)

    def set_room(self, width: int) -> None:
        """Put beside each other what has room in a width; its own may still be that of what it held before."""
        if width != self._room:
            self._room = width
            self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._arrange()

    def _arrange(self) -> None:
        width = self._room - 2 * theme.SPACE_L
        title = QFontMetricsF(theme.font("title")).horizontalAdvance(self.title.text())
        since = QFontMetricsF(theme.font("caption")).horizontalAdvance(self.since.text())
        shown = (*self.twin.buttons(), self.events, self.keep)
        buttons = sum(each.sizeHint().width() + theme.SPACE_S for each in shown)
        directions = QHBoxLayout.Direction
        self._buttons.setDirection(directions.LeftToRight if buttons <= width else directions.TopToBottom)
        buttons += 2 * theme.SPACE_M
        self._head.removeWidget(self.title)
        self._head.removeWidget(self.since)
        self._head.removeItem(self._buttons)
        top = Qt.AlignmentFlag.AlignTop
        if title + since + buttons <= width:
            self._put(beside=True)
            self._head.addWidget(self.since, 0, 1)
            self._head.addLayout(self._buttons, 0, 2, top)
        elif title + buttons <= width:
            self._put(beside=False)
            self._head.addWidget(self.since, 1, 0, 1, 3)
            self._head.addLayout(self._buttons, 0, 2, top)
        else:
            self._put(beside=False, columns=3)
            self._head.addWidget(self.since, 1, 0, 1, 3)
            self._head.addLayout(self._buttons, 2, 0, 1, 3, Qt.AlignmentFlag.AlignLeading)
        gone = round(_GONE_LETTERS * QFontMetricsF(theme.font("body")).averageCharWidth())
        self._body.removeWidget(self.gone)
        is_wide = gone <= width * _WIDEST_SHARE
        self._body.addWidget(self.gone, *((0, 1) if is_wide else (1, 0)), Qt.AlignmentFlag.AlignTop)
        self._body.setColumnStretch(0, 1)
        # Beneath the line it takes its whole cell: the layout asks for its height at the width of that.
        self.gone.setMinimumWidth(min(gone, width) if is_wide else 0)
        self.gone.setMaximumWidth(min(gone, width) if is_wide else _UNLIMITED)

    def _put(self, *, beside: bool, columns: int = 1) -> None:
        """Place the title; ``beside``: what is said of the time stands in its line."""
        self.title.setWordWrap(not beside)
        self.since.setWordWrap(not beside)
        self._head.setColumnStretch(0, 0 if beside else 1)
        self._head.setColumnStretch(1, 1 if beside else 0)
        self._head.addWidget(self.title, 0, 0, 1, columns)
