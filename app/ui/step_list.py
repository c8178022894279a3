"""Lines of an instruction: a number or an icon, and text that wraps beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import icons, theme
from app.ui.plain_label import PlainLabel
from app.ui.text_lines import pitch

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_ICON: Final = 18


class _Beside(QWidget):
    """What stands before the text, at the height of its first line."""

    def __init__(self, text: str, icon: str, role: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._text, self._icon, self._role = text, icon, role
        side = max(_ICON, round(QFontMetricsF(theme.font("caption")).height()) + 6)
        self.setFixedSize(side if text else _ICON, max(side, round(pitch("body"))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the number in its circle, or the icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(0, (self.height() - self.width()) / 2, self.width(), self.width())
        if self._icon:
            icons.draw(painter, self._icon, area, theme.color(self._role))
        else:
            painter.setPen(QPen(theme.color("border_strong"), 1))
            painter.drawEllipse(area.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text"))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self._text)
        painter.end()


class _Line(QWidget):
    def __init__(self, beside: tuple[str, str, str], text: str, color: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.SPACE_S)
        picture = _Beside(*beside, parent=self)
        self.label = PlainLabel(text, color=color, parent=self, wrap=True)
        top = max(0, (picture.height() - round(QFontMetricsF(theme.font("body")).height())) // 2)
        self.label.setContentsMargins(0, top, 0, 0)
        line.addWidget(picture)
        line.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.label, 1)


class NumberedLine(_Line):
    """One step of an instruction."""

    def __init__(self, number: int, text: str, parent: QWidget | None = None) -> None:
        super().__init__((str(number), "", ""), text, "text", parent)


class IconLine(_Line):
    """A sentence with an icon before it."""

    def __init__(self, icon: str, text: str, role: str = "muted", parent: QWidget | None = None) -> None:
        super().__init__(("", icon, role), text, "muted" if role == "muted" else "text", parent)
