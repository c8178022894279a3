"""Where a calendar is: the first step of adding one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QWidget

from app.language import N_, _
from app.ui import theme
from app.ui.export_guides import GUIDES, ExportGuide
from app.ui.step_dialog import StepPage
from app.ui.text_lines import TEXT_CHANGES, pitch, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent

_COLUMNS: Final = 2
_PADDING: Final = theme.SPACE_M
_FILE_NAME: Final = N_("I have a file")
_FILE_KINDS: Final = N_("An .ics file, a folder of them or a zip file")


class PlaceButton(QAbstractButton):
    """One place where a calendar can be: its name, and a smaller line that tells it from others."""

    def __init__(self, name: str, where: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._where = name, where
        self._chosen = False
        self.setText(name.replace("&", "&&"))
        self.setAccessibleName(name)
        self.setAccessibleDescription(where)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_chosen(self, *, chosen: bool) -> None:
        """Show whether it is the one that was chosen."""
        self._chosen = chosen
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size at which most names stand on one line."""
        width = self.fontMetrics().averageCharWidth() * 32
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow one, whose text wraps."""
        return QSize(self.fontMetrics().averageCharWidth() * 16, round(pitch("strong")) + 2 * _PADDING)

    def hasHeightForWidth(self) -> bool:
        """Say that a narrower one is taller."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of its lines."""
        name, where = self._lines(width)
        return round(len(name) * pitch("strong") + len(where) * pitch("caption")) + 2 * _PADDING - 4

    def _lines(self, width: int) -> tuple[list[str], list[str]]:
        room = width - 2 * _PADDING - 2
        return wrapped(self._name, theme.font("strong"), room), wrapped(self._where, theme.font("caption"), room)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter as well as the space bar."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card and its lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = self.underMouse() or self.isDown()
        border = "accent" if self._chosen else "border_strong" if over else "border"
        painter.setPen(QPen(theme.color(border), 1))
        painter.setBrush(theme.color("accent_soft" if self._chosen else "sunken" if self.isDown() else "raised"))
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, theme.RADIUS_CARD, theme.RADIUS_CARD)
        name, where = self._lines(self.width())
        row = QRectF(_PADDING + 1, _PADDING - 2, self.width() - 2 * _PADDING - 2, pitch("strong"))
        for kind, color, lines in (("strong", "text", name), ("caption", "muted", where)):
            painter.setFont(theme.font(kind))
            painter.setPen(theme.color(color))
            row.setHeight(pitch(kind))
            for line in lines:
                painter.drawText(row, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, line)
                row.translate(0, pitch(kind))
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, QRectF(self.rect()), inside=True, radius=theme.RADIUS_CARD)
        painter.end()


class PlacePage(StepPage):
    """Where the calendar is."""

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__(
            _("Place"),
            _("Where is your calendar?"),
            _("Clearweek reads it straight from there, or from a file that you save. It never changes anything in it."),
        )
        self.guide: ExportGuide | None = None
        self.has_file = False
        grid = QGridLayout()
        grid.setSpacing(theme.SPACE_S)
        self.file_button = PlaceButton(_(_FILE_NAME), _(_FILE_KINDS), self)
        self.file_button.clicked.connect(self._have_a_file)
        grid.addWidget(self.file_button, 0, 0, 1, _COLUMNS)
        self.buttons: dict[str, PlaceButton] = {}
        for number, each in enumerate(GUIDES):
            place = PlaceButton(_(each.name), _(each.where), self)
            place.clicked.connect(self._choose)
            self.buttons[each.id] = place
            grid.addWidget(place, 1 + number // _COLUMNS, number % _COLUMNS)
        self.rows.addLayout(grid)

    def blocked(self) -> str:
        """Wait for a choice."""
        return "" if self.has_file or self.guide is not None else _("Choose one to go on.")

    def first_control(self) -> QWidget | None:
        """Begin at the choice, or at the first place."""
        return self.buttons[self.guide.id] if self.guide is not None else self.file_button

    def _have_a_file(self) -> None:
        self._take(None)

    def _choose(self) -> None:
        pressed = self.sender()
        self._take(next(each for each in GUIDES if self.buttons[each.id] is pressed))

    def _take(self, guide: ExportGuide | None) -> None:
        self.guide, self.has_file = guide, guide is None
        self.file_button.set_chosen(chosen=guide is None)
        for guide_id, place in self.buttons.items():
            place.set_chosen(chosen=guide is not None and guide.id == guide_id)
        self.chosen.emit()
