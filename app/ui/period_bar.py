"""The period that all pages show: one back, one on, its name, and how long it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import N_, _
from app.ui import theme
from app.ui.buttons import icon_button
from app.ui.plain_label import PlainLabel
from app.ui.tab_order import stop_at_chosen

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

    from app.model.chosen_period import PeriodKind

_NAMES: Final[tuple[tuple[PeriodKind, str], ...]] = (
    ("week", N_("Week")),
    ("four_weeks", N_("4 weeks")),
    ("quarter", N_("Quarter")),
    ("year", N_("Year")),
    ("own", N_("Own…")),
)
_SIDE: Final = 12
_RING: Final = 4


class _Segment(QAbstractButton):
    """One length of the period; the arrow keys go from one to the next."""

    def __init__(self, kind: PeriodKind, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the room of the words in their heavier weight, so that nothing moves when it is chosen."""
        strong = theme.font("strong")
        self.setFont(strong)
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance(self.text()) + 2 * _SIDE, max(28, metrics.height() + 10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words; the ground and the lines are the group's."""
        painter = QPainter(self)
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        name = "accent" if self.isChecked() else "text"
        painter.setPen(theme.color(name if self.isEnabled() else "faint"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, QRectF(self.rect()).adjusted(2, 2, -2, -2), inside=True)
        painter.end()


class Segments(QWidget):
    """The lengths of the period side by side in one frame."""

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Length of the period"))
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.segments = {kind: _Segment(kind, _(name), self) for kind, name in _NAMES}
        for segment in self.segments.values():
            self._group.addButton(segment)
            row.addWidget(segment)
            segment.toggled.connect(self.update)
        self._group.buttonClicked.connect(self._on_clicked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def choose(self, kind: PeriodKind) -> None:
        """Mark a length as the one that is shown, without asking for it."""
        self.segments[kind].setChecked(True)
        stop_at_chosen(self.segments.values())

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, _Segment):
            self.wanted.emit(button.kind)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame, the ground of the chosen one, and the lines between."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        path = QPainterPath()
        path.addRoundedRect(frame, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        painter.fillPath(path, theme.color("raised"))
        painter.setClipPath(path)
        for segment in self.segments.values():
            if segment.isChecked():
                theme.fill(painter, [QRectF(segment.geometry())], theme.color("accent_soft"))
            elif segment.underMouse():
                theme.fill(painter, [QRectF(segment.geometry())], theme.color("sunken"))
        painter.setPen(QPen(theme.color("border"), 1))
        for segment in list(self.segments.values())[1:]:
            x = segment.geometry().left() + 0.5
            painter.drawLine(round(x), 1, round(x), self.height() - 2)
        painter.setClipping(False)
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawPath(path)
        painter.end()


class PeriodBar(QWidget):
    """The bar above every page."""

    earlier_wanted = Signal()
    later_wanted = Signal()
    kind_wanted = Signal(str)
    add_wanted = Signal()
    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.earlier = icon_button("left", _("Earlier"), self, "text")
        self.later = icon_button("right", _("Later"), self, "text")
        self.title = PlainLabel("", "strong", parent=self)
        self.segments = Segments(self)
        self.add = icon_button("plus", _("Add a calendar"), self)
        self.settings = icon_button("settings", _("Settings"), self)
        self.earlier.clicked.connect(self.earlier_wanted)
        self.later.clicked.connect(self.later_wanted)
        self.segments.wanted.connect(self.kind_wanted)
        self.add.clicked.connect(self.add_wanted)
        self.settings.clicked.connect(self.settings_wanted)
        self._first_row = QHBoxLayout()
        self._first_row.setSpacing(theme.SPACE_XS)
        for widget in (self.earlier, self.later):
            self._first_row.addWidget(widget)
        self._first_row.addSpacing(theme.SPACE_S)
        self._first_row.addWidget(self.title, 1)
        self._first_row.addWidget(self.segments)
        self._first_row.addSpacing(theme.SPACE_S)
        self._first_row.addWidget(self.add)
        self._first_row.addWidget(self.settings)
        self._second_row = QHBoxLayout()
        self._rows = QVBoxLayout(self)
        self._rows.setSpacing(theme.SPACE_XS)
        self._rows.addLayout(self._first_row)
        self._rows.addLayout(self._second_row)
        self._is_split = False
        self.set_margins(theme.SPACE_XXL, theme.SPACE_XXL)

    def set_margins(self, before: int, after: int) -> None:
        """Stand as far from the edges as the page below; ``before`` is the side where a line begins."""
        left, right = (after, before) if self.isRightToLeft() else (before, after)
        self._rows.setContentsMargins(left - 2, 10, right - 2, 10)

    def show_period(self, title: str, kind: PeriodKind, *, earlier: bool, later: bool) -> None:
        """Show which period it is, and whether there is one before and after."""
        self.title.setText(title)
        self.segments.choose(kind)
        self.earlier.setEnabled(earlier)
        self.later.setEnabled(later)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the lengths a row of their own where one row is too short."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Do so as well when it is first seen."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._rows.contentsMargins()
        buttons = sum(each.sizeHint().width() + theme.SPACE_XS for each in (self.earlier, self.later, self.add))
        buttons += self.settings.sizeHint().width() + 4 * theme.SPACE_S
        wanted = buttons + self.title.sizeHint().width() + self.segments.sizeHint().width()
        split = wanted > self.width() - margins.left() - margins.right()
        if split == self._is_split:
            return
        self._is_split = split
        if split:
            self._first_row.removeWidget(self.segments)
            self._second_row.addWidget(self.segments, 0, Qt.AlignmentFlag.AlignLeft)
        else:
            self._second_row.removeWidget(self.segments)
            # After the two arrows, the space behind them, and the title.
            self._first_row.insertWidget(4, self.segments)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the wider of two rows."""
        margins = self._rows.contentsMargins()
        width = self.segments.sizeHint().width() + margins.left() + margins.right()
        return QSize(width, super().minimumSizeHint().height())
