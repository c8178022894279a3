"""The cards of findings: what was found, a small picture with a fact, and what one can say or do about it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.language import N_, _
from app.ui import icons, mini_picture, theme
from app.ui.light_button import LightButton
from app.ui.phrase_lines import PhraseLines
from app.ui.text_lines import TEXT_CHANGES, lines_of, pitch, words_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.model.finding_card import FindingCard

OVERSHOOT: Final = 4
"""Room around the cards, as the figures' cards have it, in logical pixels."""
REASONS: Final = (
    N_("It is meant to be so"),
    N_("The calendar does not tell the whole story"),
    N_("The figures are wrong"),
)
"""Why a person says *Not so*; each is kept with the finding and can be taken back."""

_SIDE: Final = 15
_DOWN: Final = 12
_ICON: Final = 15
_NARROWEST_IN_LETTERS: Final = 29
_GAP: Final = theme.SPACE_L
_UNDO_STAYS: Final = 10_000
"""Milliseconds in which a finding that was set aside can be brought back in its own place."""
_GOOD_WIDTH: Final = 1248


class FindingWidget(QWidget):
    """One finding."""

    opened = Signal(str)
    """Its events are wanted; carries what opens them."""
    try_wanted = Signal(str)
    """*Try…* was pressed; carries what opens its events, where the suggestion stands as well."""
    not_so = Signal(str, str)
    """*Not so* was said; carries the pattern and the reason."""
    brought_back = Signal(str)
    """*Undo* was pressed after it; carries the pattern."""

    def __init__(self, card: FindingCard, parent: QWidget) -> None:
        super().__init__(parent)
        self.card = card
        self._lines = PhraseLines(card.sentence, "finding", "finding_strong")
        self.count = LightButton(card.counted, "opens", self)
        self.denied = LightButton(_("Not so"), "quiet", self)
        self.tried = LightButton(_("Try…"), "plain", self)
        self._undo: LightButton | None = None
        self._is_aside = False
        self._timer: QTimer | None = None
        self.setAccessibleName(card.spoken)
        self.denied.setAccessibleDescription(card.name)
        self.tried.setAccessibleDescription(card.name)
        self.count.clicked.connect(lambda: self.opened.emit(self.card.opens))
        self.tried.clicked.connect(lambda: self.try_wanted.emit(self.card.opens))
        self.denied.clicked.connect(self._ask_why)

    def stops(self) -> tuple[QWidget, ...]:
        """Return what Tab stops at, in order."""
        return (self.count, self.denied, self.tried, *(() if self._undo is None else (self._undo,)))

    @property
    def undo(self) -> LightButton:
        """The button that brings the finding back, which is made when it is first wanted."""
        if self._undo is None:
            self._undo = LightButton(_("Undo"), "opens", self)
            self._undo.hide()
            self._undo.clicked.connect(self._bring_back)
        return self._undo

    def is_aside(self) -> bool:
        """Return whether it was just set aside, and shows *Undo*."""
        return self._is_aside

    # ---- *Not so* ----

    def _ask_why(self) -> None:
        # Imported here because the first picture shows no menu.
        from PySide6.QtWidgets import QMenu

        theme.put_rules_on()
        menu = QMenu(self)
        for reason in REASONS:
            menu.addAction(_(reason), partial(self.set_aside, reason))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.denied.mapToGlobal(self.denied.rect().topLeft()))

    def set_aside(self, reason: str) -> None:
        """Turn into one line with *Undo*, and tell the reason."""
        self._show_aside(aside=True)
        self._timer = QTimer(self, singleShot=True, interval=_UNDO_STAYS)
        self._timer.timeout.connect(self.undo.hide)
        self._timer.timeout.connect(self.update)
        self._timer.start()
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)
        self.not_so.emit(self.card.pattern, reason)

    def _bring_back(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._show_aside(aside=False)
        self.denied.setFocus(Qt.FocusReason.OtherFocusReason)
        self.brought_back.emit(self.card.pattern)

    def _show_aside(self, *, aside: bool) -> None:
        self._is_aside = aside
        for part in (self.count, self.denied, self.tried):
            part.setVisible(not aside)
        self.undo.setVisible(aside)
        self._place()
        self.update()

    # ---- its size ----

    def height_at(self, width: int) -> int:
        """Return the height that it needs at a width."""
        inner = width - 2 * _SIDE
        text = pitch("caption") + theme.SPACE_XS + self._lines.height(inner) + theme.SPACE_M
        picture = max(mini_picture.HEIGHT if self.card.mini.kind else 0.0, self._fact_height(inner))
        foot = theme.SPACE_S + 1 + theme.SPACE_S + self._foot_height(width)
        return round(2 * _DOWN + text + picture + foot) - theme.SPACE_XS

    def _foot_height(self, width: int) -> int:
        """The buttons' height: in one row, or in two where their words are too long for it."""
        buttons = [made.sizeHint() for made in (self.count, self.denied, self.tried)]
        needed = sum(size.width() for size in buttons) + 2 * theme.SPACE_S - 4
        height = buttons[-1].height()
        return height if needed <= width - 2 * _SIDE else 2 * height + theme.SPACE_XS

    def _fact_lines(self, inner: float) -> list[str]:
        beside = mini_picture.width(self.card.mini) + (theme.SPACE_S + 2 if self.card.mini.kind else 0)
        return lines_of("caption", self.card.fact, max(inner - beside, 60.0)) if self.card.fact else []

    def _fact_height(self, inner: float) -> float:
        return len(self._fact_lines(inner)) * pitch("caption")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons at the foot."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text and the direction."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self._lines.forget()
        if event.type() in {*TEXT_CHANGES, QEvent.Type.LayoutDirectionChange}:
            self._place()

    def _place(self) -> None:
        height = self.tried.sizeHint().height()
        top = self.height() - _DOWN - height + theme.SPACE_XS
        right = self.width() - _SIDE
        spots: list[tuple[LightButton, int]] = []
        for made in (self.tried, self.denied):
            size = made.sizeHint()
            right -= size.width()
            spots.append((made, right))
            right -= theme.SPACE_S
        spots.append((self.count, _SIDE - 4))
        if self._undo is not None:
            spots.append((self._undo, self.width() - _SIDE - self._undo.sizeHint().width()))
        for made, left in spots:
            area = QRect(left, top, made.sizeHint().width(), height)
            if made is self._undo:
                area.moveTop(_DOWN)
            elif made is self.count:
                area.moveTop(top + height - self._foot_height(self.width()))
            if self.isRightToLeft():
                area.moveLeft(self.width() - area.right() - 1)
            made.setGeometry(area)

    # ---- its picture ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the card and all on it but the buttons."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.color("raised"))
        painter.setPen(QPen(theme.color("border"), 1))
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(area, theme.RADIUS_CARD, theme.RADIUS_CARD)
        if self._is_aside:
            self._paint_aside(painter)
        else:
            self._paint_finding(painter)
        painter.end()

    def _paint_aside(self, painter: QPainter) -> None:
        text = _("Set aside: {name}").format(name=self.card.name)
        inner = QRectF(_SIDE, _DOWN, self.width() - 2 * _SIDE, self.undo.height())
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.color("muted"))
        painter.setFont(words_font("body", text))
        painter.drawText(inner, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, text)

    def _paint_finding(self, painter: QPainter) -> None:
        from_right, inner = self.isRightToLeft(), self.width() - 2.0 * _SIDE
        step = pitch("caption")
        left = self.width() - _SIDE - _ICON if from_right else _SIDE
        icons.draw(
            painter, self.card.icon, QRectF(left, _DOWN + (step - _ICON) / 2, _ICON, _ICON), theme.color("muted")
        )
        side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setPen(theme.color("muted"))
        painter.setFont(words_font("caption", self.card.name))
        beside = _ICON + theme.SPACE_S - 2
        name = QRectF(_SIDE if from_right else _SIDE + beside, _DOWN, inner - beside, step)
        painter.drawText(name, flags, self.card.name)
        top = _DOWN + step + theme.SPACE_XS
        self._lines.paint(painter, _SIDE, top, inner, from_right=from_right)
        line = self.height() - _DOWN - self._foot_height(self.width()) - theme.SPACE_S + theme.SPACE_XS
        theme.fill(painter, [QRectF(_SIDE, line, inner, 1)], theme.color("border"))
        self._paint_fact(painter, line - theme.SPACE_S, inner, from_right=from_right)

    def _paint_fact(self, painter: QPainter, bottom: float, inner: float, *, from_right: bool) -> None:
        mini, wide = self.card.mini, mini_picture.width(self.card.mini)
        left = self.width() - _SIDE - wide if from_right else float(_SIDE)
        mini_picture.paint(painter, mini, left, bottom - mini_picture.HEIGHT)
        lines, step = self._fact_lines(inner), pitch("caption")
        beside = wide + (theme.SPACE_S + 2 if mini.kind else 0)
        around = max(mini_picture.HEIGHT if mini.kind else 0.0, len(lines) * step)
        top = bottom - around + (around - len(lines) * step) / 2
        side = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.setPen(theme.color("muted"))
        for number, text in enumerate(lines):
            painter.setFont(words_font("caption", text))
            across = QRectF(_SIDE if from_right else _SIDE + beside, top + number * step, inner - beside, step)
            painter.drawText(across, flags, text)


class FindingRow(QWidget):
    """The findings' cards side by side, or one under the other where that would be too narrow."""

    opened = Signal(str)
    try_wanted = Signal(str)
    not_so = Signal(str, str)
    brought_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widgets: list[FindingWidget] = []
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_cards(self, cards: tuple[FindingCard, ...]) -> None:
        """Show other findings; one that was just set aside keeps its place until *Undo* has gone."""
        if tuple(widget.card for widget in self._widgets) == cards or any(each.is_aside() for each in self._widgets):
            return
        for widget in self._widgets:
            widget.hide()
            widget.deleteLater()
        self._widgets = [FindingWidget(card, self) for card in cards]
        for widget in self._widgets:
            widget.opened.connect(self.opened)
            widget.try_wanted.connect(self.try_wanted)
            widget.not_so.connect(self.not_so)
            widget.brought_back.connect(self.brought_back)
            widget.show()
        self._heights.clear()
        self._place()
        self.updateGeometry()

    def widgets(self) -> tuple[FindingWidget, ...]:
        """Return the cards in order."""
        return tuple(self._widgets)

    def hasHeightForWidth(self) -> bool:
        """Say that narrow cards are taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows."""
        if not self._widgets:
            return 0
        across, each = self._columns(width)
        rows = -(-len(self._widgets) // across)
        return rows * self._tallest(each) + (rows - 1) * _GAP

    def sizeHint(self) -> QSize:
        """Return the size at a good width; layouts ask for the height at theirs."""
        return QSize(_GOOD_WIDTH, self.heightForWidth(_GOOD_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Allow one column of the narrowest card."""
        return QSize(240, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out anew."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the cards out anew for another size of text."""
        super().changeEvent(event)
        if event.type() in {*TEXT_CHANGES, QEvent.Type.LayoutDirectionChange}:
            self._heights.clear()
            self._place()
            self.updateGeometry()

    def _columns(self, width: int) -> tuple[int, int]:
        """How many cards stand side by side, and the width of each."""
        needed = round(QFontMetricsF(theme.font("finding")).averageCharWidth() * _NARROWEST_IN_LETTERS) + 2 * _SIDE
        for across in range(len(self._widgets), 1, -1):
            each = (width - (across - 1) * _GAP) // across
            if each >= needed:
                return across, each
        return 1, width

    def _tallest(self, each: int) -> int:
        if each not in self._heights:
            self._heights[each] = max(widget.height_at(each) for widget in self._widgets)
        return self._heights[each]

    def _place(self) -> None:
        if not self._widgets or self.width() < 1:
            return
        across, each = self._columns(self.width())
        height = self._tallest(each)
        for number, widget in enumerate(self._widgets):
            row, column = divmod(number, across)
            at = across - 1 - column if self.isRightToLeft() else column
            # The last card takes what the division left over, so that the row ends where the page does.
            wide = self.width() - at * (each + _GAP) if at == across - 1 else each
            widget.setGeometry(at * (each + _GAP), row * (height + _GAP), wide, height)
