"""Next week against the meeting hours that a person set, with the invitations that are not answered yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSizePolicy, QWidget

from app.language import _, current
from app.ui import textures, theme
from app.ui.headed_card import HeadedCard
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.short_lists import ListRow
from app.ui.tab_order import follow_layout
from app.ui.text_lines import TEXT_CHANGES, pitch
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

    from app.model.budget_view import BudgetView

_HOUR: Final = 3_600
_MOST: Final = 168
_HIGH: Final = 0.8
"""Of a line of text: the height of the bar."""
_OVER: Final = 3
"""Pixels by which the mark of what is set stands out above and below the bar."""


class BudgetBar(QWidget):
    """The scheduled hours as a part of those that are set; what only open invitations cover is hatched."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = self._open = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float, open_share: float, spoken: str) -> None:
        """Show another week."""
        self._share, self._open = share, open_share
        self.setAccessibleName(spoken)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a height that grows with the text."""
        return QSize(200, round(pitch("caption") * _HIGH) + 2 * _OVER)

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow card."""
        return QSize(80, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar, and a mark where the hours end that are set."""
        painter = QPainter(self)
        high, width = self.height() - 2 * _OVER, float(self.width() - 1)
        whole = max(self._share, 1.0)

        def part(begin: float, end: float) -> QRectF:
            left, right = begin / whole * width, end / whole * width
            return QRectF(width - right if self.isRightToLeft() else left, _OVER, right - left, high)

        theme.fill(painter, [part(0, whole)], theme.color("sunken"))
        textures.fill(painter, part(0, self._share - self._open), "meeting")
        textures.fill(painter, part(self._share - self._open, self._share), "outside")
        mark = part(1.0, 1.0).left()
        theme.fill(painter, [QRectF(min(max(mark - 1, 0), width - 1), 0, 2, self.height())], theme.color("text"))
        painter.end()


class HoursField(QDoubleSpinBox):
    """Meeting hours of a week; it tells of a change when the person has finished it. Nothing: none are set.

    Signals:
        chosen: carries seconds, or None.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        theme.put_rules_on()
        self._told: int | None = None
        self.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.setLocale(QLocale(current()))
        self.setDecimals(1)
        self.setRange(0, _MOST)
        self.setSingleStep(1)
        self.setSpecialValueText(_("none set"))
        self.setSuffix(_(" h"))
        self.setKeyboardTracking(False)
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(theme.CONTROL_HEIGHT)
        self.setAccessibleName(_("Meeting hours for a week"))
        self.editingFinished.connect(self._finish)

    def show_hours(self, seconds: int | None) -> None:
        """Show what is set; what is being typed stays."""
        if seconds != self._told and not self.hasFocus():
            self.setValue((seconds or 0) / _HOUR)
        self._told = seconds

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the page scroll."""
        event.ignore()

    def _finish(self) -> None:
        seconds = round(self.value() * _HOUR) or None
        if seconds != self._told:
            self._told = seconds
            self.chosen.emit(seconds)


class BudgetCard(HeadedCard):
    """The card.

    Signals:
        opened: the events behind what it says; carries their reference.
        chosen: other meeting hours are set; carries seconds, or None.
    """

    opened = Signal(str)
    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Next week"), "", parent)
        self._opens = ""
        self._view: BudgetView | None = None
        self.sentence = PlainLabel("", parent=self, wrap=True)
        self.bar = BudgetBar(self)
        self.field = HoursField(self)
        self.events = LightButton(_("Its meetings"), "opens", self)
        self.note = PlainLabel("", "caption", "muted", self, wrap=True)
        self.lines: list[ListRow] = []
        name = PlainLabel(_("Meeting hours for a week"), "caption", "muted", self)
        name.setBuddy(self.field)
        name.setMinimumHeight(theme.CONTROL_HEIGHT)
        name.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading)
        foot = WrappingRow()
        for made in (name, self.field, self.events):
            foot.addWidget(made)
        self.rows.setSpacing(theme.SPACE_S)
        for part in (self.sentence, self.bar):
            self.rows.addWidget(part)
        self.rows.addLayout(foot)
        self.rows.addWidget(self.note)
        self.field.chosen.connect(self.chosen)
        self.events.clicked.connect(lambda: self.opened.emit(self._opens))

    def show_budget(self, view: BudgetView) -> None:
        """Show another week, or other hours."""
        self.field.show_hours(view.allowed)
        if view == self._view:
            return
        self._view = view
        text = "".join(phrase.text for phrase in view.sentence)
        self.say(view.title)
        self.sentence.setText(text)
        self.setAccessibleName(_("Next week"))
        self.bar.setVisible(view.share is not None)
        self.bar.show_share(view.share or 0.0, view.open_share or 0.0, text)
        self._opens = next((phrase.opens for phrase in view.sentence if phrase.opens), "")
        self.events.setVisible(bool(self._opens))
        self.note.setText(view.note)
        self.note.setVisible(bool(view.note))
        for line in self.lines:
            self.rows.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for each in view.rows:
            detail = _("{when} · {cost}").format(when=each.when, cost=each.cost)
            line = ListRow(each.title, detail, each.opens, self)
            line.clicked.connect(self._open)
            self.rows.addWidget(line)
            line.show()
            self.lines.append(line)
        follow_layout(self)

    def _open(self) -> None:
        line = self.sender()
        if isinstance(line, ListRow):
            self.opened.emit(line.opens)
