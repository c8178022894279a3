"""Text that is shown as it stands: a title from a calendar is never read as rich text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy

from app.ui import theme
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_ROLES: Final = {
    "text": QPalette.ColorRole.WindowText,
    "muted": QPalette.ColorRole.PlaceholderText,
    "accent": QPalette.ColorRole.Link,
}
_LONGEST: Final = 4_000
"""Characters; laying out a title of two million takes Qt seconds."""
_WIDEST: Final = 10_000.0
_NO_WIDTH: Final = 1 << 24
"""More than any widget is wide."""


class PlainLabel(QLabel):
    """A label whose text is plain, whatever it holds.

    Args:
        kind: of the font, as `theme.font` takes it.
        color: the name of its colour in the tokens.
        wrap: whether it may take several lines, which then stand as far apart as the look asks.
    """

    def __init__(
        self,
        text: str = "",
        kind: str = "body",
        color: str = "text",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(parent)
        self._kind = kind
        self._color = color
        # Layouts ask many times for the same few widths.
        self._heights: dict[int, int] = {}
        self._whole: int | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        if wrap:
            self.setWordWrap(True)
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show the text as it is, cut where nobody would read on."""
        super().setText(text[:_LONGEST])
        self._put_on()

    def set_color(self, color: str) -> None:
        """Show the text in another colour of the tokens."""
        if color != self._color:
            self._color = color
            self._put_on()
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        # A widget with a font of its own is not told of the application's; it is told that the style is put on anew.
        if event.type() in TEXT_CHANGES or event.type() == QEvent.Type.StyleChange:
            self._put_on()

    def _put_on(self) -> None:
        self._heights.clear()
        self._whole = None
        font = theme.font(self._kind)
        text = self.text()
        if "-" in text or not any(map(str.isdigit, text)):
            font = theme.without_tabular_figures(font)
        if font != self.font():
            self.setFont(font)
        role = _ROLES.get(self._color, QPalette.ColorRole.WindowText)
        if role != self.foregroundRole():
            self.setForegroundRole(role)

    # ---- several lines ----

    def heightForWidth(self, width: int) -> int:
        """Return the height that the text takes in this width."""
        if not self.wordWrap():
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        inner = width - margins.left() - margins.right()
        if inner not in self._heights:
            # What fits into one line is as high as that, and need not be laid out.
            self._heights[inner] = round(self._line() if self._whole_width() < inner else self._laid_out(inner)[1])
        return margins.top() + margins.bottom() + self._heights[inner]

    def minimumSizeHint(self) -> QSize:
        """Return the width of the longest word, where there may be several lines."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        metrics = self.fontMetrics()
        margins = self.contentsMargins()
        widest = max(map(metrics.horizontalAdvance, self.text().replace("\u00ad", " ").split()), default=0)
        width = min(widest, 40 * metrics.averageCharWidth()) + margins.left() + margins.right() + 1
        return QSize(width, round(self._line()) + margins.top() + margins.bottom())

    def sizeHint(self) -> QSize:
        """Return the size of the text in lines of about sixty letters."""
        if not self.wordWrap():
            return super().sizeHint()
        margins = self.contentsMargins()
        across = margins.left() + margins.right()
        width = min(self.fontMetrics().horizontalAdvance(self.text()) + 2, 60 * self.fontMetrics().averageCharWidth())
        return QSize(width + across, self.heightForWidth(width + across))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the text, several lines at their own distance."""
        if not self.wordWrap() and self._color in _ROLES:
            super().paintEvent(event)
            return
        area = self.contentsRect()
        layout, height = self._laid_out(area.width() if self.wordWrap() else _WIDEST)
        painter = QPainter(self)
        painter.setPen(theme.color(self._color if self.isEnabled() else "faint"))
        top = area.top() + (0.0 if self.alignment() & Qt.AlignmentFlag.AlignTop else max(area.height() - height, 0) / 2)
        layout.draw(painter, QPointF(area.left(), top))
        painter.end()

    def _whole_width(self) -> int:
        """Return the width of the text on one line, beyond every width where it has several of its own."""
        if self._whole is None:
            text = self.text()
            self._whole = _NO_WIDTH if "\n" in text else self.fontMetrics().horizontalAdvance(text)
        return self._whole

    def _line(self) -> float:
        """Return the distance of two lines."""
        size = self.font().pointSizeF() * self.logicalDpiY() / 72
        return max(size * theme.line_height(self._kind), self.fontMetrics().height())

    def seen_alignment(self) -> Qt.AlignmentFlag:
        """Return the alignment with left and right as they are seen where the reading begins at the right.

        As `QStyle.visualAlignment` does, for which Python would have to learn all about styles at the start.
        """
        flags, alignment = Qt.AlignmentFlag, self.alignment()
        sides = flags.AlignLeft | flags.AlignRight
        if not alignment & flags.AlignHorizontal_Mask:
            alignment |= flags.AlignLeft
        if alignment & flags.AlignAbsolute or not alignment & sides:
            return alignment
        return (alignment ^ sides if self.isRightToLeft() else alignment) | flags.AlignAbsolute

    def _laid_out(self, width: float) -> tuple[QTextLayout, float]:
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font(), self)
        option = QTextOption(self.seen_alignment())
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        distance = self._line()
        height = 0.0
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(max(width, 1.0))
            line.setPosition(QPointF(0, height + (distance - line.height()) / 2))
            height += distance
            line = layout.createLine()
        layout.endLayout()
        return layout, height
