"""The first start: what Clearweek is for, three doors, and a word on where the data stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app import language
from app.language import _
from app.ui import icons, theme
from app.ui.buttons import button
from app.ui.doors import Doors, DoorText
from app.ui.plain_label import PlainLabel
from app.ui.strip_band import StripBand

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent, QShowEvent

_SHIELD: Final = 24
"""The icon before the words of the foot, with the space behind it."""
_WIDEST: Final = 980
"""The width of the three doors together."""
_NAMES: Final = {"en": "English", "de": "Deutsch"}
"""Each language in its own words, which nobody translates."""


def _door_texts() -> tuple[DoorText, ...]:
    return (
        DoorText(
            "file",
            _("Open a file"),
            _("An .ics file, a folder of them, or a Takeout zip. No account and no network."),
            _("Or drop it anywhere on this window."),
            _("Choose a file…"),
            _("Ctrl+O"),
        ),
        DoorText(
            "source",
            _("Connect a calendar"),
            _("Clearweek only reads. It cannot change, accept or send anything."),
            _("Google, Microsoft 365, iCloud, Fastmail, Nextcloud and other CalDAV, any ICS address, or a file."),
            _("Connect…"),
            _("Ctrl+N"),
        ),
        DoorText(
            "sample",
            _("Look at the sample"),
            _("A year of an invented calendar, to see every page before you decide."),
            _("Kept apart from your own data; one click removes it."),
            _("Open the sample"),
            _("Ctrl+E"),
        ),
    )


class _Foot(QWidget):
    """Where the data stay, how they are kept, and the other language; in one row, or in two."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        words = _(
            "Everything stays on this computer. The only traffic is to a calendar that you connect, and all is listed."
        )
        self.words = PlainLabel(words, "caption", "muted", self, wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        self.how = self._link(_("How this is kept"))
        self.languages = []
        for other in language.available():
            if other != language.current():
                made = self._link(_NAMES.get(other, other))
                made.setProperty("language", other)
                self.languages.append(made)

    def _link(self, text: str) -> QPushButton:
        made = button(text, "opens", self)
        made.setFont(theme.font("caption"))
        return made

    def fit(self, width: int) -> None:
        """Place everything in this width, and take the height that this needs."""
        links = [self.how, *self.languages]
        gap = theme.SPACE_L
        sizes = [link.sizeHint() for link in links]
        row = max(size.height() for size in sizes)
        leads = sum(size.width() for size in sizes) + gap * (len(links) - 1)
        says = self.words.fontMetrics().horizontalAdvance(self.words.text()) + 4
        one_row = _SHIELD + says + gap + leads <= width - 2 * gap
        if one_row:
            x = (width - _SHIELD - says - gap - leads) // 2 + _SHIELD
            self.words.setGeometry(x, 0, says, row)
            x, y = x + says + gap, 0
        else:
            says = min(says, width - 2 * gap - _SHIELD)
            y = self.words.heightForWidth(says) + theme.SPACE_S
            self.words.setGeometry((width - says + _SHIELD) // 2, 0, says, y - theme.SPACE_S)
            x = (width - leads) // 2
        for link, size in zip(links, sizes, strict=True):
            link.setGeometry(x, y, size.width(), row)
            x += size.width() + gap
        self.setFixedHeight(y + row)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shield before the words, and a line before each language."""
        painter = QPainter(self)
        words = self.words.geometry()
        first = self.words.fontMetrics().height()
        middle = words.center().y() if words.height() < 2 * first else words.top() + first / 2
        place = QRectF(words.left() - _SHIELD, middle - 7, 16, 16)
        icons.draw(painter, "shield", place, theme.color("muted"))
        painter.setPen(QPen(theme.color("border_strong"), 1))
        for made in self.languages:
            area = made.geometry()
            x = area.left() - theme.SPACE_L // 2
            painter.drawLine(x, area.center().y() - 7, x, area.center().y() + 7)
        painter.end()


class FirstStart(QScrollArea):
    """What the window shows while there is no calendar yet."""

    file_wanted = Signal()
    connection_wanted = Signal()
    sample_wanted = Signal()
    keeping_wanted = Signal()
    language_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # One that Python made: to be given Qt's own, it has to learn all widgets first, which takes long.
        self.setViewport(QWidget())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doors = Doors(_door_texts(), self)
        for door, signal in zip(
            self.doors.doors, (self.file_wanted, self.connection_wanted, self.sample_wanted), strict=True
        ):
            door.clicked.connect(signal)
        self.foot = _Foot(self)
        self.foot.how.clicked.connect(self.keeping_wanted)
        for made in self.foot.languages:
            made.clicked.connect(self._on_language)
        self.headline = self._centred(_("What does your calendar leave for thinking?"), "headline", "text")
        promise = _("Clearweek reads the calendars you have and shows the first picture within seconds.")
        self.promise = self._centred(promise, "finding", "muted")
        self._whole = QWidget(self)
        self.band = StripBand(self._whole)
        self._column = QVBoxLayout(self._whole)
        self._fill()
        self.setWidget(self._whole)
        self.setAccessibleName(self.headline.text())

    def _centred(self, text: str, kind: str, color: str) -> PlainLabel:
        label = PlainLabel(text, kind, color, self, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
        return label

    def _fill(self) -> None:
        column = self._column
        column.setContentsMargins(0, 0, 0, theme.SPACE_XL)
        column.setSpacing(0)
        column.addWidget(self.band)
        column.addStretch(5)
        column.addSpacing(theme.SPACE_L)
        column.addWidget(self.headline)
        column.addSpacing(theme.SPACE_S)
        column.addWidget(self.promise)
        column.addSpacing(theme.SPACE_XXL + theme.SPACE_M)
        middle = QHBoxLayout()
        middle.addStretch(1)
        self.doors.setMaximumWidth(_WIDEST)
        middle.addWidget(self.doors, 100)
        middle.addStretch(1)
        middle.setContentsMargins(theme.SPACE_XXL, 0, theme.SPACE_XXL, 0)
        column.addLayout(middle)
        column.addStretch(9)
        column.addSpacing(theme.SPACE_L)
        column.addWidget(self.foot)

    def sizeHint(self) -> QSize:
        """Return the size of the pictures of the look."""
        return QSize(1280, 820)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin at the first door."""
        super().showEvent(event)
        theme.give_focus(self.doors.doors[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the foot take one row or two."""
        super().resizeEvent(event)
        self.band.fit(self.viewport().height())
        self.foot.fit(self.viewport().width())

    def _on_language(self) -> None:
        made = self.sender()
        if made is not None:
            self.language_wanted.emit(str(made.property("language")))
