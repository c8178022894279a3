"""The cards of the figures: name, figure, where it lies among the weeks before, and how far from usual in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui import textures, theme
from app.ui.plain_tip import plain_tip
from app.ui.text_lines import TEXT_CHANGES, advance, lines_of, pitch, words_font

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from app.model.overview import FigureCard

OVERSHOOT: Final = 4
"""Room around the cards for the ring of the focus, in logical pixels."""

_ACROSS: Final = 16
_ACROSS_NARROW: Final = 14
_DOWN: Final = 12
_LEAST_STRIP: Final = 16.0
_TICK_SHARE: Final = 0.5
_MARK_SHARE: Final = 0.75
_ABOVE_FIGURE: Final = 2
_AROUND_STRIP: Final = 10
_MARGIN_OF_SCALE: Final = 0.08
_NARROW: Final = 210
_GOOD_WIDTH: Final = 1248
_GAP: Final = theme.SPACE_L
_GAP_NARROW: Final = theme.SPACE_M


class Room(NamedTuple):
    """What the cards of a row have in common, so that their figures stand on one line.

    Attributes:
        name_lines: kept for the name.
        foot_lines: one where usual and distance stand side by side, two where one is above the other.

    """

    name_lines: int
    foot_lines: int


class FigureButton(QAbstractButton):
    """One card; pressing it opens the evidence behind its figure."""

    def __init__(self, card: FigureCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self._room = Room(1, 1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.set_card(card)

    def set_card(self, card: FigureCard) -> None:
        """Show another figure."""
        self.card = card
        self.setText(card.name.replace("&", "&&"))
        self.setAccessibleName(card.spoken)
        self.setToolTip(plain_tip(card.spoken) if card.beside else "")
        self.update()

    def set_room(self, room: Room) -> None:
        """Keep the room that the row's widest name and foot need."""
        if room != self._room:
            self._room = room
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    # ---- what it needs ----

    def name_lines(self, width: int) -> int:
        """Return how many lines the name takes in a card of a width."""
        return len(lines_of("caption", self.card.name, _text_width(width)))

    def foot_lines(self, width: int) -> int:
        """Return how many lines usual range and distance take in a card of a width."""
        both = advance("caption", self.card.usual) + advance("caption", self.card.distance)
        if both + theme.SPACE_M <= _text_width(width) or not self.card.distance:
            return len(lines_of("caption", self.card.usual, _text_width(width)))
        return sum(len(lines_of("caption", text, _text_width(width))) for text in (self.card.usual, self.card.distance))

    def height_at(self, width: int, room: Room) -> int:
        """Return the height of the card itself, without the room for the ring."""
        caption = pitch("caption")
        names = room.name_lines * caption
        figure = names + _ABOVE_FIGURE + pitch("figure") + _AROUND_STRIP + _strip_height() + _AROUND_STRIP
        figure += room.foot_lines * caption
        reason, more = self._reason(width)
        unknown = names + theme.SPACE_S + len(reason) * pitch("finding") + theme.SPACE_S + len(more) * caption
        return round(max(figure, unknown if self.card.unknown else 0.0)) + 2 * _DOWN

    def _reason(self, width: int) -> tuple[list[str], list[str]]:
        """Why there is no figure: the first sentence large and without its full stop, the rest beneath."""
        first, _stop, rest = self.card.unknown.partition(". ")
        across = _text_width(width)
        return (
            lines_of("finding", first.rstrip("."), across),
            lines_of("caption", rest, across) if rest else [],
        )

    # ---- drawing ----

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and what stands in it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = QRectF(self.rect()).adjusted(OVERSHOOT, OVERSHOOT, -OVERSHOOT, -OVERSHOOT)
        painter.setBrush(theme.color("sunken" if self.isDown() else "raised"))
        painter.setPen(QPen(theme.color("border_strong" if self.underMouse() or self.isDown() else "border"), 1))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS_CARD, theme.RADIUS_CARD)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, card, radius=theme.RADIUS_CARD)
        across = _padding(round(card.width()))
        inner = card.adjusted(across, _DOWN, -across, -_DOWN)
        painter.setPen(theme.color("muted"))
        self._lines(painter, inner, lines_of("caption", self.card.name, inner.width()), "caption")
        top = inner.top() + self._room.name_lines * pitch("caption")
        if self.card.unknown:
            self._draw_reason(painter, inner, top + theme.SPACE_S, round(card.width()))
        else:
            self._draw_figure(painter, inner, top + _ABOVE_FIGURE)
            top += _ABOVE_FIGURE + pitch("figure") + _AROUND_STRIP
            self._draw_strip(painter, QRectF(inner.left(), top, inner.width(), _strip_height()))
            self._draw_foot(painter, inner, top + _strip_height() + _AROUND_STRIP)
        painter.end()

    def _lines(self, painter: QPainter, inner: QRectF, lines: list[str], kind: str, top: float | None = None) -> None:
        """Write lines of text from the start of the card."""
        y, step = inner.top() if top is None else top, pitch(kind)
        side = Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
        for line in lines:
            painter.setFont(words_font(kind, line))
            painter.drawText(
                QRectF(inner.left(), y, inner.width(), step),
                side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine,
                line,
            )
            y += step

    def _draw_reason(self, painter: QPainter, inner: QRectF, top: float, width: int) -> None:
        reason, more = self._reason(width)
        painter.setPen(theme.color("text"))
        self._lines(painter, inner, reason, "finding", top)
        painter.setPen(theme.color("muted"))
        self._lines(painter, inner, more, "caption", top + len(reason) * pitch("finding") + theme.SPACE_S)

    def _draw_figure(self, painter: QPainter, inner: QRectF, top: float) -> None:
        figure, unit = QFontMetricsF(theme.font("figure")), QFontMetricsF(theme.font("figure_unit"))
        step = pitch("figure")
        baseline = round(top + (step - figure.height()) / 2 + figure.ascent())
        # The unit has a place of its own and keeps its distance, whatever the figures' own margins are.
        width, beside = figure.horizontalAdvance(self.card.value), unit.horizontalAdvance(self.card.unit)
        left, right = inner.left(), inner.left() + width + 3
        if self.isRightToLeft():
            left = inner.right() - width
            right = left - 3 - beside
        painter.setFont(theme.font("figure"))
        painter.setPen(theme.color("text"))
        painter.drawText(QPointF(left, baseline), self.card.value)
        painter.setFont(theme.font("figure_unit"))
        painter.setPen(theme.color("muted"))
        painter.drawText(QPointF(right, baseline), self.card.unit)
        self._draw_beside(painter, QRectF(inner.left(), top, inner.width(), step), width + 3 + beside + theme.SPACE_M)

    def _draw_beside(self, painter: QPainter, line: QRectF, taken: float) -> None:
        """Write the other measures at the end of the figure's line, where all of them find room; they are told too."""
        texts = [f"{name} {value}" for name, value in self.card.beside]
        step = pitch("caption")
        widest = max((advance("caption", text) for text in texts), default=0.0)
        if not texts or taken + widest > line.width() or step * len(texts) > line.height() + theme.SPACE_S:
            return
        side = Qt.AlignmentFlag.AlignLeft if self.isRightToLeft() else Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font("caption"))
        top = line.center().y() - step * len(texts) / 2
        for number, text in enumerate(texts):
            place = QRectF(line.left(), top + number * step, line.width(), step)
            painter.drawText(place, side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_strip(self, painter: QPainter, strip: QRectF) -> None:
        card, tick = self.card, round(strip.height() * _TICK_SHARE)
        values = (*card.ticks, *(() if card.mark is None else (card.mark,)))
        if not values:
            return
        least, most = min(values), max(values)
        margin = (most - least) * _MARGIN_OF_SCALE or 1.0
        least, most = least - margin, most + margin

        def place(value: float) -> float:
            return float(strip.left() + (min(max(value, least), most) - least) / (most - least) * strip.width())

        if card.band is not None:
            left, right = (round(place(edge)) for edge in card.band)
            textures.band(painter, QRectF(left, strip.top(), right - left, strip.height()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        top = strip.center().y() - tick / 2
        ticks = [QRectF(x, top, 1, tick) for x in sorted({round(place(value)) for value in card.ticks})]
        theme.fill(painter, ticks, theme.color("usual"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if card.mark is not None:
            textures.mark(
                painter, card.role, QPointF(place(card.mark), strip.center().y()), strip.height() * _MARK_SHARE
            )

    def _draw_foot(self, painter: QPainter, inner: QRectF, top: float) -> None:
        across, font = inner.width(), theme.font("caption")
        usual, distance = self.card.usual, self.card.distance
        beside = advance("caption", usual) + advance("caption", distance) + theme.SPACE_M <= across
        if beside and self._room.foot_lines == 1:
            painter.setFont(font)
            box = QRectF(inner.left(), top, across, pitch("caption"))
            near, far = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
            if self.isRightToLeft():
                near, far = far, near
            middle = Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
            painter.setPen(theme.color("muted"))
            painter.drawText(box, near | middle, usual)
            painter.setPen(theme.color("text"))
            painter.drawText(box, far | middle, distance)
            return
        lines = lines_of("caption", usual, across)
        painter.setPen(theme.color("muted"))
        self._lines(painter, inner, lines, "caption", top)
        painter.setPen(theme.color("text"))
        self._lines(
            painter, inner, lines_of("caption", distance, across), "caption", top + len(lines) * pitch("caption")
        )


def _strip_height() -> float:
    return max(_LEAST_STRIP, pitch("caption"))


def _padding(width: int) -> int:
    return _ACROSS_NARROW if width < _NARROW else _ACROSS


def _text_width(width: int) -> float:
    """The width of a card's text, of a card of this width without the room for the ring."""
    return float(width - 2 * _padding(width))


class _Row(NamedTuple):
    """Cards side by side, what they have in common, and their height."""

    buttons: list[FigureButton]
    room: Room
    height: int


class FigureRow(QWidget):
    """The figures' cards in a row, all of one width and height; two and two where four would be too narrow.

    The widget reaches `OVERSHOOT` beyond the cards on each side.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[FigureButton] = []
        self._measured: dict[tuple[int, int], list[_Row]] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_cards(self, cards: tuple[FigureCard, ...]) -> None:
        """Show these figures; a card that stays keeps the focus."""
        for button in self._buttons[len(cards) :]:
            button.hide()
            button.deleteLater()
        del self._buttons[len(cards) :]
        for button, card in zip(self._buttons, cards, strict=False):
            button.set_card(card)
        for card in cards[len(self._buttons) :]:
            button = FigureButton(card, self)
            button.clicked.connect(self._open)
            button.show()
            self._buttons.append(button)
        self._measure_anew()

    def buttons(self) -> tuple[FigureButton, ...]:
        """Return the cards, in order."""
        return tuple(self._buttons)

    def hasHeightForWidth(self) -> bool:
        """Say that narrow cards are taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the rows, with the room for the ring."""
        if not self._buttons:
            return 0
        across, gap, each = self._columns(width)
        heights = [row.height for row in self._rows(across, each)]
        return sum(heights) + (len(heights) - 1) * gap + 2 * OVERSHOOT

    def sizeHint(self) -> QSize:
        """Return the size at a good width; layouts ask for the height at theirs."""
        return QSize(_GOOD_WIDTH, self.heightForWidth(_GOOD_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Allow two columns of the narrowest cards."""
        return QSize(240, 60)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the cards out anew."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Lay the cards out anew for another size of text."""
        super().changeEvent(event)
        if event.type() in {*TEXT_CHANGES, QEvent.Type.LayoutDirectionChange}:
            self._measure_anew()

    def _open(self) -> None:
        button = self.sender()
        if isinstance(button, FigureButton):
            self.opened.emit(button.card.opens)

    def _columns(self, width: int) -> tuple[int, int, int]:
        """How many cards stand side by side, the gap between them, and the width of each."""
        inner = width - 2 * OVERSHOOT
        needed = round(QFontMetricsF(theme.font("caption")).averageCharWidth() * 20)
        for across in (len(self._buttons), 2, 1):
            if across > len(self._buttons):
                continue
            gap = _GAP if inner >= across * _NARROW + (across - 1) * _GAP else _GAP_NARROW
            each = (inner - (across - 1) * gap) // across
            if each - 2 * _padding(each) >= needed or across == 1:
                return across, gap, each
        return 1, _GAP, inner

    def _rows(self, across: int, each: int) -> list[_Row]:
        """The cards of each row, what they have in common, and their height; measured once for a width."""
        if (across, each) in self._measured:
            return self._measured[across, each]
        rows = []
        for start in range(0, len(self._buttons), across):
            buttons = self._buttons[start : start + across]
            foots = [button.foot_lines(each) for button in buttons if not button.card.unknown]
            room = Room(max(button.name_lines(each) for button in buttons), max(foots, default=1))
            rows.append(_Row(buttons, room, max(button.height_at(each, room) for button in buttons)))
        self._measured[across, each] = rows
        return rows

    def _measure_anew(self) -> None:
        self._measured = {}
        self._place()
        self.updateGeometry()

    def _place(self) -> None:
        if not self._buttons or self.width() <= 2 * OVERSHOOT:
            return
        across, gap, each = self._columns(self.width())
        top = 0
        for buttons, room, height in self._rows(across, each):
            for number, button in enumerate(buttons):
                column = across - 1 - number if self.isRightToLeft() else number
                button.set_room(room)
                # The last card takes what the division left over, so that the row ends where the page does.
                rest = self.width() - 2 * OVERSHOOT - column * (each + gap)
                card = QRect(column * (each + gap), top, rest if column == across - 1 else each, height)
                button.setGeometry(card.adjusted(0, 0, 2 * OVERSHOOT, 2 * OVERSHOOT))
            top += height + gap
