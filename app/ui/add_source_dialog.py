"""Adding a calendar in at most three steps: where it is, how to save it as a file there, and the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.language import N_, _
from app.ui import theme
from app.ui.export_guides import GUIDES, ExportGuide
from app.ui.file_drop import FileDrop, dropped_paths
from app.ui.plain_label import PlainLabel
from app.ui.step_dialog import StepDialog, StepPage
from app.ui.step_list import IconLine, NumberedLine
from app.ui.text_lines import TEXT_CHANGES, pitch, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QPaintEvent

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
            _("Clearweek reads calendars from files. It shows you how to save one, wherever yours is kept."),
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


class GuidePage(StepPage):
    """How to save the calendar as a file where it is."""

    def __init__(self, place: PlacePage) -> None:
        super().__init__(_("Save it"), "")
        self._place = place
        self._body: QWidget | None = None

    def applies(self) -> bool:
        """A file that is there already need not be saved."""
        return not self._place.has_file

    def show_guide(self) -> None:
        """Show the steps for the place that was chosen."""
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        guide = self._place.guide
        self._body = None if guide is None else _guide_body(guide)
        if self._body is not None:
            self.rows.insertWidget(0, self._body)


def _guide_body(guide: ExportGuide) -> QWidget:
    body = QWidget()
    rows = QVBoxLayout(body)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.SPACE_S)
    rows.addWidget(PlainLabel(_(guide.question), "door", wrap=True))
    rows.addWidget(PlainLabel(_(guide.name), color="muted", wrap=True))
    rows.addSpacing(theme.SPACE_XS)
    for number, step in enumerate(guide.steps, 1):
        rows.addWidget(NumberedLine(number, _(step)))
    rows.addSpacing(theme.SPACE_S)
    rows.addWidget(PlainLabel(_("What the file holds"), "strong"))
    rows.addWidget(IconLine("check", _(guide.holds)))
    if guide.lacks:
        rows.addWidget(IconLine("info", _(guide.lacks)))
    if guide.care:
        rows.addWidget(IconLine("notice", _(guide.care), "notice"))
    if guide.otherwise:
        rows.addSpacing(theme.SPACE_S)
        rows.addWidget(PlainLabel(_(guide.otherwise), color="muted", wrap=True))
    return body


class FilePage(StepPage):
    """The file itself."""

    def __init__(self) -> None:
        super().__init__(_("Read it"), _("Which file is it?"))
        self.drop = FileDrop()
        self.rows.addWidget(self.drop)
        self.rows.addSpacing(theme.SPACE_S)
        line = QHBoxLayout()
        line.addWidget(
            IconLine(
                "shield",
                _(
                    "Clearweek reads titles, times, repeats, guests and their answers, and links to join. "
                    "They stay on this computer, and the file stays as it is."
                ),
            )
        )
        self.rows.addLayout(line)

    def blocked(self) -> str:
        """Wait for a file."""
        return "" if self.drop.paths() else _("Choose or drop a file to go on.")

    def first_control(self) -> QWidget | None:
        """Begin at choosing."""
        return self.drop.file_button


class AddSourceDialog(StepDialog):
    """Asks where the calendar is, shows how to save it there, and takes the file.

    `chosen` brings the paths; whoever opened the dialog adds them.
    """

    chosen = Signal(list)

    def __init__(self, workspace: object = None, parent: QWidget | None = None) -> None:
        super().__init__(_("Add a calendar"), _("Read it"), _("Cancel"), parent)
        self._workspace = workspace
        self.setAcceptDrops(True)
        self.place_page, self.file_page = PlacePage(), FilePage()
        self.guide_page = GuidePage(self.place_page)
        self.place_page.chosen.connect(self._place_chosen)
        self.file_page.drop.changed.connect(self.settle)
        self.set_pages([self.place_page, self.guide_page, self.file_page])

    def begin_with_file(self) -> None:
        """Go to the last step at once, for somebody who has a file."""
        self.place_page.file_button.click()

    def finish(self) -> None:
        """Hand the paths over, and close."""
        paths = self.file_page.drop.paths()
        self.accept()
        self.chosen.emit(paths)

    def _place_chosen(self) -> None:
        self.guide_page.show_guide()
        self.settle()
        self.go_on()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file at every step."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files, and go to where they are listed."""
        event.acceptProposedAction()
        self.file_page.drop.add(dropped_paths(event.mimeData()))
        if self.page() is not self.file_page:
            if self.place_page.guide is None and not self.place_page.has_file:
                self.place_page.file_button.click()
            while self.page() is not self.file_page:
                self.go_on()
