"""The sentence that a page begins with; its figures are buttons that open the events behind them.

The lines are broken where it reads well: as few as the width allows, about as long as each other, rather after a
comma than within a part of the sentence, and within a figure only where nothing else fits.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontInfo,
    QFontMetricsF,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.balanced_lines import Gap, best_breaks, greedy_lines
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from app.model.phrases import Phrase

OVERSHOOT: Final = 4
"""Room around the text for the ring of the focus, in logical pixels."""

_WIDEST: Final = 900
"""Of a line at the usual size of text; a larger text gets as many letters into a line."""
_WIDEST_IN_LINES: Final = 28.0
_AFTER: Final = ",;:.!?–"
_FIRST_FROM_RIGHT: Final = "\u0590"
_LAST_FROM_RIGHT: Final = "\u08ff"
"""The blocks of Hebrew, Arabic and their neighbours."""
_COST_WITHIN_A_PART: Final = 0.3
_COST_WITHIN_A_FIGURE: Final = 1.2
_MOST_LINES_TO_BALANCE: Final = 8
_LONGEST: Final = 1_000


class _Piece(NamedTuple):
    """A phrase's part of one line, where it lies in the widget."""

    phrase: int
    text: str
    rect: QRectF


class _Places:
    """How far each place of a sentence is from its start, in logical pixels; measured when it is first asked for."""

    def __init__(self, phrases: tuple[Phrase, ...]) -> None:
        self._parts: list[tuple[int, float, str, QFontMetricsF]] = []
        self._known: dict[int, float] = {}
        start, so_far = 0, 0.0
        for phrase in phrases:
            metrics = QFontMetricsF(theme.font("sentence_strong" if phrase.opens else "sentence"))
            self._parts.append((start, so_far, phrase.text, metrics))
            start, so_far = start + len(phrase.text), so_far + metrics.horizontalAdvance(phrase.text)
        self._last, self._whole = start, so_far

    def __len__(self) -> int:
        return self._last + 1

    def __getitem__(self, place: int, /) -> float:
        if place in {-1, self._last}:
            return self._whole
        if not 0 <= place < self._last:
            raise IndexError(place)
        if place not in self._known:
            start, so_far, text, metrics = next(part for part in reversed(self._parts) if part[0] <= place)
            self._known[place] = so_far + (metrics.horizontalAdvance(text[: place - start]) if place > start else 0.0)
        return self._known[place]


class _Figure(QAbstractButton):
    """A figure of the sentence: the part of its text that can be pressed. The sentence draws all but the ring."""

    def __init__(self, parent: Sentence) -> None:
        super().__init__(parent)
        self._sentence = parent
        self.opens = ""
        self.pieces: list[QRectF] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def stand_for(self, phrase: Phrase, whole: str) -> None:
        """Be the button of a phrase of the whole sentence."""
        self.opens = phrase.opens
        self.setText(phrase.text.replace("&", "&&"))
        self.setAccessibleName(phrase.text.strip())
        self.setAccessibleDescription(whole)

    def cover(self, pieces: Iterable[QRectF]) -> None:
        """Lie over these pieces of the sentence, one a line, in its coordinates."""
        found = list(pieces)
        around = QRect()
        for piece in found:
            around = around.united(piece.toAlignedRect())
        around = around.adjusted(-OVERSHOOT, -OVERSHOOT, OVERSHOOT, OVERSHOOT)
        self.pieces = [piece.translated(-QPointF(around.topLeft())) for piece in found]
        self.setGeometry(around)
        self.clearMask()
        if len(found) > 1:
            from PySide6.QtGui import QRegion

            region = QRegion()
            for piece in self.pieces:
                region = region.united(
                    QRegion(piece.toAlignedRect().adjusted(-OVERSHOOT, -OVERSHOOT, OVERSHOOT, OVERSHOOT))
                )
            self.setMask(region)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as Space, which buttons of a sentence are not given by themselves."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Have the sentence drawn anew where what is under the text changes."""
        kinds = QEvent.Type
        if event.type() in {kinds.HoverEnter, kinds.HoverLeave, kinds.MouseButtonPress, kinds.MouseButtonRelease}:
            self._sentence.update(self.geometry())
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the ring around each piece."""
        if not theme.focus_shows(self):
            return
        painter = QPainter(self)
        for piece in self.pieces:
            theme.draw_focus_ring(painter, piece, radius=theme.RADIUS_CHIP)
        painter.end()


def measure() -> int:
    """Return how wide a sentence may become, and what stands under it, to be read without losing the line."""
    return max(_WIDEST, round(QFontMetricsF(theme.font("sentence")).height() * _WIDEST_IN_LINES))


class Sentence(QWidget):
    """A sentence of phrases, of which those that open something are buttons.

    Tab steps through them; Enter, Space and a click open what stands behind. A screen reader reads the sentence as
    the name of the whole, and as the description of each button.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phrases: tuple[Phrase, ...] = ()
        # The first one is always there: it keeps the sentence's place in the order of Tab.
        self._buttons = [_Figure(self)]
        self._buttons[0].hide()
        self._buttons[0].clicked.connect(self._open)
        self._figures: list[_Figure] = []
        self._places: _Places | None = None
        self._lines: list[tuple[int, int]] = []
        self._broken_at: dict[int, list[tuple[int, int]]] = {}
        self._pieces: list[_Piece] = []
        self._laid_out_for = -1
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Show another sentence."""
        if phrases == self._phrases:
            return
        self._phrases = tuple(phrase._replace(text=phrase.text[:_LONGEST]) for phrase in phrases)
        whole = self.text()
        opening = [phrase for phrase in self._phrases if phrase.opens]
        while len(self._buttons) < len(opening):
            button = _Figure(self)
            button.clicked.connect(self._open)
            QWidget.setTabOrder(self._buttons[-1], button)
            self._buttons.append(button)
        self._figures = self._buttons[: len(opening)]
        for figure, phrase in zip(self._figures, opening, strict=True):
            figure.stand_for(phrase, whole)
            figure.show()
        for button in self._buttons[len(opening) :]:
            button.hide()
        self.setAccessibleName(whole)
        self._start_again()

    def text(self) -> str:
        """Return the whole sentence."""
        return "".join(phrase.text for phrase in self._phrases)

    def figures(self) -> tuple[QAbstractButton, ...]:
        """Return the buttons, in the order of the sentence."""
        return tuple(self._figures)

    def stops(self) -> tuple[QAbstractButton, ...]:
        """Return all that Tab may stop at, with those that are hidden now; there is always one."""
        return tuple(self._buttons)

    def lines(self) -> list[str]:
        """Return the text as it is broken now."""
        text = self.text()
        return [text[start:end] for start, end in self._lines]

    def lines_at(self, width: int) -> int:
        """Return how many lines the sentence takes at a width."""
        return len(self._broken(width))

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower sentence is a taller one."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all lines, with the room for the ring."""
        if not self._phrases:
            return 0
        return round(self.lines_at(width) * self._pitch()) + 2 * OVERSHOOT

    def sizeHint(self) -> QSize:
        """Return the size on the widest lines; layouts ask for the height at theirs."""
        return QSize(measure(), self.heightForWidth(measure()))

    def minimumSizeHint(self) -> QSize:
        """Allow any width: a long word is broken."""
        return QSize(120, round(self._pitch()) + 2 * OVERSHOOT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of the size of text or of the direction."""
        super().changeEvent(event)
        if event.type() in {*TEXT_CHANGES, QEvent.Type.LayoutDirectionChange}:
            self._start_again()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what lies under a figure, the text, and the dots under each figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for figure in self._figures:
            if figure.isDown() or figure.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("border" if figure.isDown() else "sunken"))
                for under in figure.pieces:
                    around = under.translated(QPointF(figure.pos())).adjusted(-2, 0, 2, 2)
                    painter.drawRoundedRect(around, theme.RADIUS_CHIP, theme.RADIUS_CHIP)
        painter.setPen(theme.color("text"))
        # The widget's own direction would put the spaces around a figure at the other end of their piece.
        directions = Qt.LayoutDirection
        painter.setLayoutDirection(directions.RightToLeft if self._is_from_right() else directions.LeftToRight)
        for piece in self._pieces:
            painter.setFont(theme.font("sentence_strong" if self._phrases[piece.phrase].opens else "sentence"))
            ascent = painter.fontMetrics().ascent()
            painter.drawText(QPointF(piece.rect.left(), round(piece.rect.top() + ascent)), piece.text)
        dots = QPen(theme.color("muted"), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        dots.setDashPattern([1.0, 1.0])
        painter.setPen(dots)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for figure in self._figures:
            for under in figure.pieces:
                bottom = round(figure.y() + under.bottom()) - 1
                painter.drawLine(round(figure.x() + under.left()), bottom, round(figure.x() + under.right()), bottom)
        painter.end()

    # ---- its lines ----

    def _open(self) -> None:
        figure = self.sender()
        if isinstance(figure, _Figure):
            self.opened.emit(figure.opens)

    def _start_again(self) -> None:
        self._places = None
        self._broken_at = {}
        self._laid_out_for = -1
        self._lay_out()
        self.updateGeometry()
        self.update()

    def _pitch(self) -> float:
        """The distance from line to line, in logical pixels."""
        font = theme.font("sentence")
        return max(QFontInfo(font).pixelSize() * theme.line_height("sentence"), QFontMetricsF(font).height())

    def _lay_out(self) -> None:
        if self._laid_out_for == self.width():
            return
        self._laid_out_for = self.width()
        self._lines = self._broken(self.width())
        self._pieces = list(self._placed())
        under: dict[int, list[QRectF]] = {}
        for piece in self._pieces:
            under.setdefault(piece.phrase, []).append(piece.rect)
        opening = (number for number, phrase in enumerate(self._phrases) if phrase.opens)
        for figure, number in zip(self._figures, opening, strict=True):
            figure.cover(under.get(number, []))

    def _placed(self) -> Iterator[_Piece]:
        """Where each phrase's part of each line lies."""
        plain, strong = QFontMetricsF(theme.font("sentence")), QFontMetricsF(theme.font("sentence_strong"))
        along, pitch, text = self._along(), self._pitch(), self.text()
        is_from_right = self._is_from_right()
        for number, (first, last) in enumerate(self._lines):
            start = 0
            for index, phrase in enumerate(self._phrases):
                end = start + len(phrase.text)
                here, there = max(start, first), min(end, last)
                start = end
                if here >= there:
                    continue
                height = (strong if phrase.opens else plain).height()
                top = OVERSHOOT + number * pitch + (pitch - height) / 2
                left, width = OVERSHOOT + along[here] - along[first], along[there] - along[here]
                if self.isRightToLeft():
                    # Words of a script that runs from left to right keep their order, at the other margin.
                    rest = left if is_from_right else OVERSHOOT + along[last] - along[there]
                    left = self.width() - rest - width
                yield _Piece(index, text[here:there], QRectF(left, top, width, height + 1))

    def _is_from_right(self) -> bool:
        """Whether the words are of a script that runs from right to left."""
        return any(_FIRST_FROM_RIGHT <= letter <= _LAST_FROM_RIGHT for letter in self.text())

    def _along(self) -> _Places:
        """How far each place of the text is from its start on one long line, in logical pixels."""
        if self._places is None:
            self._places = _Places(self._phrases)
        return self._places

    def _broken(self, width: int) -> list[tuple[int, int]]:
        """Where each line starts and ends at a width of the widget; layouts ask for the same few widths many times."""
        if width not in self._broken_at:
            self._broken_at[width] = self._newly_broken(width)
        return self._broken_at[width]

    def _newly_broken(self, width: int) -> list[tuple[int, int]]:
        widest = max(40.0, float(min(width - 2 * OVERSHOOT, measure())))
        along, gaps = self._along(), self._gaps()
        lines = greedy_lines(along, [gap.place for gap in gaps], widest)
        if not 1 < len(lines) <= _MOST_LINES_TO_BALANCE:
            return lines
        places = best_breaks(gaps, along[-1], widest, len(lines))
        if not places:
            return lines
        starts = (0, *(place + 1 for place in places))
        return list(zip(starts, (*places, len(along) - 1), strict=True))

    def _gaps(self) -> list[Gap]:
        """The spaces at which a line may end."""
        along, text = self._along(), self.text()
        gaps = []
        for place, character in enumerate(text):
            if character != " " or not 0 < place < len(text) - 1:
                continue
            cost = 0.0 if text[place - 1] in _AFTER else _COST_WITHIN_A_PART
            if self._is_within_a_figure(place):
                cost = _COST_WITHIN_A_FIGURE
            gaps.append(Gap(place, along[place], along[place + 1], cost))
        return gaps

    def _is_within_a_figure(self, place: int) -> bool:
        start = 0
        for phrase in self._phrases:
            if place < start + len(phrase.text):
                return bool(phrase.opens)
            start += len(phrase.text)
        return False
