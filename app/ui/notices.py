"""Notices: one sentence and at most one thing to do, in a strip under the period bar; never a box in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import _
from app.ui import icons, theme
from app.ui.buttons import button, icon_button
from app.ui.plain_label import PlainLabel

if TYPE_CHECKING:
    from collections.abc import Callable

Kind = Literal["progress", "notice", "problem", "done"]

_LOOKS: Final[dict[Kind, tuple[str, str, str, str]]] = {
    "progress": ("sync", "text", "raised", "border"),
    "notice": ("notice", "notice", "notice_fill", "notice"),
    "problem": ("close", "problem", "problem_fill", "problem"),
    "done": ("check", "text", "raised", "border"),
}
"""Icon, its colour, the ground and the border of each kind."""
_MOST: Final = 2
"""How many notices stand at a time."""
_BAR: Final = 120
_BAR_HEIGHT: Final = 6


class _Bar(QWidget):
    """How far work is; with no known end it is empty, and the words alone tell."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._share = 0.0
        self.setFixedSize(_BAR, _BAR_HEIGHT)

    def show_share(self, done: int, total: int | None) -> None:
        """Show that so much is done."""
        self._share = min(max(done / total, 0.0), 1.0) if total else 0.0
        self.setVisible(bool(total))
        percent = round(100 * self._share)
        self.setAccessibleName(_("{percent} % done").format(percent=percent))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        painter.setBrush(theme.color("sunken"))
        painter.drawRoundedRect(whole, 3, 3)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(QRectF(0, 0, whole.width() * self._share, whole.height()), 3, 3)
        painter.end()


class Notice(QWidget):
    """One notice."""

    acted = Signal()
    """Its one action was pressed."""
    closed = Signal()

    def __init__(self, kind: Kind, sentence: str, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_L + 18 + theme.SPACE_S + 2, 7, theme.SPACE_S, 7)
        row.setSpacing(theme.SPACE_M)
        self.label = PlainLabel(sentence, parent=self, wrap=True)
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 1)
        self.bar = _Bar(self)
        self.bar.hide()
        row.addWidget(self.bar)
        self.action = button(action, "quiet" if kind == "progress" else "opens", self)
        self.action.setVisible(bool(action))
        self.action.clicked.connect(self.acted)
        row.addWidget(self.action)
        self.close_button = icon_button("close", _("Close this notice"), self)
        self.close_button.setVisible(kind != "progress")
        self.close_button.clicked.connect(self.closed)
        row.addWidget(self.close_button)
        self.setAccessibleName(sentence)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def say(self, sentence: str) -> None:
        """Say something else in the same place."""
        if sentence != self.label.text():
            self.label.setText(sentence)
            self.setAccessibleName(sentence)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the border and the icon."""
        icon, role, fill, border = _LOOKS[self.kind]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color(border), 1))
        painter.setBrush(theme.color(fill))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
        place = QRectF(theme.SPACE_L - 2, (self.height() - 18) / 2, 18, 18)
        icons.draw(painter, icon, place, theme.color(role))
        painter.end()


class NoticeArea(QWidget):
    """The place of the notices; it takes no room while there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(theme.SPACE_S)
        self._notices: list[Notice] = []
        self.set_margins(theme.SPACE_XXL, theme.SPACE_XXL)
        self.hide()

    def set_margins(self, before: int, after: int, above: int = 0) -> None:
        """Stand as far from the edges as the page below; ``before`` is the side where a line begins."""
        left, right = (after, before) if self.isRightToLeft() else (before, after)
        self._rows.setContentsMargins(left, above, right, theme.SPACE_M)

    def notices(self) -> tuple[Notice, ...]:
        """Return the notices that stand, oldest first."""
        return tuple(self._notices)

    def add(
        self,
        kind: Kind,
        sentence: str,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> Notice:
        """Show a notice; where too many stand already, the oldest that is not about work under way goes."""
        while len(self._notices) >= _MOST:
            self.remove(next((each for each in self._notices if each.kind != "progress"), self._notices[0]))
        notice = Notice(kind, sentence, action, self)
        notice.closed.connect(lambda: self.remove(notice))
        if on_action is not None:
            notice.acted.connect(on_action)
        self._notices.append(notice)
        self._rows.addWidget(notice)
        self.show()
        notice.show()
        _announce(notice, sentence)
        return notice

    def remove(self, notice: Notice) -> None:
        """Take a notice away, if it still stands."""
        if notice not in self._notices:
            return
        self._notices.remove(notice)
        self._rows.removeWidget(notice)
        notice.hide()
        notice.deleteLater()
        self.setVisible(bool(self._notices))


def _announce(notice: Notice, sentence: str) -> None:
    """Have a screen reader say a notice, where one listens."""
    # Imported here because the first picture comes without a notice.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(notice, sentence))
