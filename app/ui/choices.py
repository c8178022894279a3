"""Boxes to tick and one-of-many choices: their text wraps, and a smaller line below says more.

The text may be foreign (a title, an address, the name of a calendar): it is drawn as it stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy

from app.model.foreign_text import visible
from app.ui import icons, theme
from app.ui.text_lines import TEXT_CHANGES, pitch, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QAbstractButton, QWidget

_LEAST_BOX: Final = 16
_GAP: Final = 8
_ABOVE: Final = 4
_WIDEST: Final = 560
_NARROWEST: Final = 120
_LONGEST: Final = 160
"""Characters of a foreign text; a title may be longer, and nobody reads on to know it again."""


def _box() -> int:
    """Return the side of the box, which grows with the text."""
    return max(_LEAST_BOX, round(QFontMetricsF(theme.font("body")).height() * 0.9))


class _Face:
    """What is written beside a box: a text, and a smaller line below it."""

    def __init__(self, text: str, caption: str) -> None:
        self.text = visible(text, _LONGEST)
        self.caption = caption

    def put_on(self, button: QAbstractButton) -> None:
        """Give a button its size and what a screen reader says of it."""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        button.setSizePolicy(policy)
        button.setAttribute(Qt.WidgetAttribute.WA_Hover)
        button.setAccessibleName(self.text)
        button.setAccessibleDescription(self.caption)

    def size(self) -> QSize:
        """Return the size at which nothing wraps, up to the widest that is good to read."""
        wide = max(
            QFontMetricsF(theme.font("body")).horizontalAdvance(self.text),
            QFontMetricsF(theme.font("caption")).horizontalAdvance(self.caption),
        )
        width = min(round(wide) + 1 + _box() + _GAP + 2, _WIDEST)
        return QSize(width, self.height(width))

    def height(self, width: int) -> int:
        """Return the height of the lines at a width."""
        lines, small = self._lines(width)
        return round(len(lines) * pitch("body") + len(small) * pitch("caption")) + 2 * _ABOVE

    def _lines(self, width: int) -> tuple[list[str], list[str]]:
        room = width - _box() - _GAP
        small = wrapped(self.caption, theme.font("caption"), room) if self.caption else []
        return wrapped(self.text, theme.font("body"), room) or [""], small

    def paint(self, button: QAbstractButton, *, is_round: bool) -> None:
        """Draw the box and the lines."""
        painter = QPainter(button)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = pitch("body")
        side = _box()
        left = button.width() - side - 1 if button.isRightToLeft() else 1
        box = QRectF(left, _ABOVE + round((line - side) / 2), side, side)
        _draw_box(painter, box, button, is_round=is_round)
        text = QRectF(side + _GAP, _ABOVE, button.width() - side - _GAP, line)
        if button.isRightToLeft():
            text.moveLeft(0)
        lines, small = self._lines(button.width())
        enabled = button.isEnabled()
        for kind, color, rows in (("body", "text", lines), ("caption", "muted", small)):
            painter.setFont(theme.font(kind))
            painter.setPen(theme.color(color if enabled else "faint"))
            text.setHeight(pitch(kind))
            for row in rows:
                painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, row)
                text.translate(0, pitch(kind))
        painter.end()


def _draw_box(painter: QPainter, box: QRectF, button: QAbstractButton, *, is_round: bool) -> None:
    inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
    corner = box.width() / 2 if is_round else theme.RADIUS_CHIP
    checked, enabled = button.isChecked(), button.isEnabled()
    fill = "raised"
    if button.isDown() or button.underMouse():
        fill = "sunken"
    if checked and not is_round:
        fill = "accent" if enabled else "faint"
    edge = "accent" if checked and enabled else "border_strong"
    painter.setPen(QPen(theme.color(edge if enabled else "border"), 1))
    painter.setBrush(theme.color(fill))
    painter.drawRoundedRect(inner, corner, corner)
    if not checked:
        return
    if is_round:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent" if enabled else "faint"))
        dot = box.width() / 4 + 0.5
        painter.drawEllipse(QPointF(box.center()), dot, dot)
    else:
        icons.draw(painter, "check", box.adjusted(1.5, 1.5, -1.5, -1.5), theme.color("on_accent"))


class TickBox(QCheckBox):
    """A box to tick.

    Args:
        text: shown as it stands; foreign text is made harmless.
        caption: a smaller line below.
    """

    def __init__(self, text: str, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = _Face(text, caption)
        self._face.put_on(self)

    def sizeHint(self) -> QSize:
        """Return the size of its lines."""
        return self._face.size()

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow one, whose text wraps."""
        return QSize(_NARROWEST, round(pitch("body")) + 2 * _ABOVE)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower one is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._face.height(width)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press on any of its lines."""
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        self._face.paint(self, is_round=False)


class ChoiceButton(QRadioButton):
    """One of several choices of which one holds.

    Args:
        text: shown as it stands; foreign text is made harmless.
        caption: a smaller line below.
    """

    def __init__(self, text: str, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._face = _Face(text, caption)
        self._face.put_on(self)

    def sizeHint(self) -> QSize:
        """Return the size of its lines."""
        return self._face.size()

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow one, whose text wraps."""
        return QSize(_NARROWEST, round(pitch("body")) + 2 * _ABOVE)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower one is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height at a width."""
        return self._face.height(width)

    def hitButton(self, pos: QPoint) -> bool:
        """Take a press on any of its lines."""
        return self.rect().contains(pos)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw it."""
        self._face.paint(self, is_round=True)
