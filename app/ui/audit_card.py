"""The card of the face-time audit: the question, the picture or its table, and whom the person may name for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import _
from app.ui import icons, theme
from app.ui.card import Card
from app.ui.dot_plot import DotPlotView
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.text_lines import TEXT_CHANGES, pitch
from app.ui.twin_view import TwinView

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.model.people_page import AuditCard, Proposal

_ICON: Final = 15


class OnlyYou(QWidget):
    """A chip that says that nobody else sees this."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("only you"))
        why = _("This stays on this computer, and is part of nothing that you share.")
        self.setToolTip(why)
        self.setAccessibleDescription(why)

    def sizeHint(self) -> QSize:
        """Return the size of the lock and the words."""
        metrics = QFontMetricsF(theme.font("caption"))
        wide = metrics.horizontalAdvance(_("only you")) + _ICON + 3 * theme.SPACE_S
        return QSize(round(wide), round(metrics.height()) + theme.SPACE_XS)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the chip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        from_right = self.isRightToLeft()
        left = self.width() - theme.SPACE_S - _ICON if from_right else theme.SPACE_S
        place = QRectF(left, (self.height() - _ICON) / 2, _ICON, _ICON)
        icons.draw(painter, "lock", place, theme.color("text"))
        beside = _ICON + theme.SPACE_S + theme.SPACE_XS
        room = (
            self.rect().adjusted(theme.SPACE_S, 0, -beside, 0) if from_right else self.rect().adjusted(beside, 0, 0, 0)
        )
        side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text"))
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(room, flags, _("only you"))
        painter.end()


class _Eye(QWidget):
    """The icon before the name of the card."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(_ICON)
        self.setMinimumHeight(_ICON)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        painter = QPainter(self)
        place = QRectF(0, (self.height() - _ICON) / 2, _ICON, _ICON)
        icons.draw(painter, "evidence", place, theme.color("muted"))
        painter.end()


class AuditCardWidget(Card):
    """The audit, for oneself alone.

    Signals:
        opened: the reference of a row of the table that was opened.
        naming_wanted: the people to look at shall be named.
    """

    opened = Signal(str)
    naming_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card: AuditCard | None = None
        self._title = PlainLabel("", "caption", "muted", parent=self, wrap=True)
        self.only_you = OnlyYou(self)
        self._sentence = PlainLabel("", "finding", parent=self, wrap=True)
        self.plot = DotPlotView()
        self.twin = TwinView(self.plot, self)
        self._notes = [PlainLabel("", "caption", "muted", parent=self, wrap=True) for _number in range(3)]
        self.naming = LightButton(_("Name people…"), "plain", self)
        self._lay_out()
        self.twin.evidence_wanted.connect(self.opened)
        self.twin.button.toggled.connect(self._fit)
        self.naming.clicked.connect(self.naming_wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_S)
        head.addWidget(_Eye(self))
        head.addWidget(self._title, 1)
        head.addWidget(self.only_you)
        for button in self.twin.buttons():
            head.addWidget(button)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_L, theme.SPACE_S, theme.SPACE_L, theme.SPACE_M)
        rows.setSpacing(theme.SPACE_XS)
        rows.addLayout(head)
        rows.addWidget(self._sentence)
        rows.addSpacing(theme.SPACE_XS)
        rows.addWidget(self.twin)
        for note in self._notes:
            rows.addWidget(note)
        rows.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.naming)
        rows.addSpacing(theme.SPACE_XS)
        rows.addLayout(foot)

    def show_card(self, card: AuditCard) -> None:
        """Show another audit; without anybody named, what it would be."""
        self._card = card
        self._title.setText(card.title)
        self._sentence.setText(card.sentence)
        for number, note in enumerate(self._notes):
            text = card.notes[number] if number < len(card.notes) else ""
            note.setText(text)
            note.setVisible(bool(text))
        self.twin.setVisible(card.plot is not None)
        self.twin.show_buttons(shown=card.plot is not None)
        if card.plot is not None:
            self.plot.show_plot(card.plot)
            self.twin.show_table(card.plot.table, card.plot.title, card.plot.summary)
        self.naming.set_words(_("Name people…") if card.plot is None else _("Change who is named…"))
        self._fit()

    def proposals(self) -> tuple[Proposal, ...]:
        """Return whom the person may name."""
        return self._card.proposals if self._card is not None else ()

    def words(self) -> tuple[str, ...]:
        """Return all that is said on the card, from top to bottom."""
        labels = (self._title, self._sentence, *self._notes)
        return tuple(label.text() for label in labels if label.text() and label.isVisibleTo(self))

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab stops at, in order."""
        twin = (*self.twin.buttons(), self.plot, *self.twin.tables()) if self.twin.isVisibleTo(self) else ()
        return (*twin, self.naming)

    def toggle_table(self) -> None:
        """Show the table in place of the picture, or the picture again."""
        self.twin.toggle(not self.twin.is_table())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the picture its height for the new width."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._fit()

    def _fit(self) -> None:
        inner = max(self.width() - 2 * theme.SPACE_L, 220)
        self.twin.setFixedHeight(max(self.twin.heightForWidth(inner), round(pitch("body"))))
