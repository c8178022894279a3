"""One's own contribution on the Team page: its bands, who sees what, and every byte of the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QTextOption
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.language import _
from app.ui import icons, theme
from app.ui.buttons import icon_button
from app.ui.headed_card import HeadedCard
from app.ui.plain_label import PlainLabel
from app.ui.text_lines import TEXT_CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.charts import Table
    from app.model.team_page import Preview, Promises

_ICON: Final = 18
_BYTE_LINES: Final = 10
_ROW_PADDING: Final = 7
_TWO_FROM: Final = 60
_THREE_FROM: Final = 120
"""Mean letters of the body from which the two lists stand side by side, and what this cannot do beside them."""


class BandGrid(QWidget):
    """The figures with their bands, a row each with a hairline above it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_L)
        self._grid.setVerticalSpacing(0)
        for column, share in enumerate((5, 2, 2, 5)):
            self._grid.setColumnStretch(column, share)
        self.labels: list[list[PlainLabel]] = []

    def show_table(self, table: Table) -> None:
        """Show other rows; there are as many each time."""
        rows = (table.headers, *table.rows)
        if not self.labels:
            self.labels = [self._row(number, len(row)) for number, row in enumerate(rows)]
        for own, row in zip(self.labels, rows, strict=True):
            for label, text in zip(own, row, strict=True):
                label.setText(text)

    def _row(self, number: int, columns: int) -> list[PlainLabel]:
        made = []
        for column in range(columns):
            kind = "caption" if number == 0 else "mono" if column == 2 else "body"
            color = "text" if number and column < 3 else "muted"
            label = PlainLabel("", kind, color, self, wrap=column != 2)
            label.setContentsMargins(0, _ROW_PADDING, 0, _ROW_PADDING)
            if column == 1:
                label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(label, number, column)
            made.append(label)
        return made

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairlines above all rows but the head."""
        painter = QPainter(self)
        for row in self.labels[1:]:
            painter.fillRect(QRectF(0, min(label.y() for label in row), self.width(), 1), theme.color("grid"))
        painter.end()


class BandsCard(HeadedCard):
    """The average week: what stays here, and what is in the file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("", "", parent)
        self.grid = BandGrid(self)
        self.rows.addWidget(self.grid)

    def show_preview(self, preview: Preview) -> None:
        """Show another contribution."""
        self.title.setText(preview.title)
        self.say(_("You shared these very bytes before; they may be written again.") if preview.again else "")
        self.grid.show_table(preview.table)


class _Line(QWidget):
    """A line with an icon before it."""

    def __init__(self, icon: str, text: str, parent: QWidget, kind: str = "body") -> None:
        super().__init__(parent)
        self._icon = icon
        self.label = PlainLabel(text, kind, parent=self, wrap=True)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self.label)
        self._leave_room()

    def changeEvent(self, event: QEvent) -> None:
        """Leave the room for the icon on the side where lines begin."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._leave_room()

    def _leave_room(self) -> None:
        before = _ICON + theme.SPACE_S
        left, right = (0, before) if self.isRightToLeft() else (before, 0)
        self._row.setContentsMargins(left, 3, right, 3)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon beside the first line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.label.fontMetrics().height()
        left = self.width() - _ICON if self.isRightToLeft() else 0
        place = QRectF(left, 3 + (line - _ICON) / 2, _ICON, _ICON).adjusted(2, 2, -2, -2)
        icons.draw(painter, self._icon, place, theme.color("muted"))
        painter.end()


class _List(QWidget):
    """A heading and lines under it."""

    def __init__(self, icon: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._column.addWidget(_Line(icon, title, self, "strong"))
        self._column.addStretch(1)
        self._lines: list[_Line] = []

    def show_lines(self, icon: str, texts: Iterable[str]) -> None:
        """Show other lines; the same ones once more stay as they are."""
        texts = tuple(texts)
        if [line.label.text() for line in self._lines] == list(texts):
            return
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = [_Line(icon, text, self) for text in texts]
        for at, line in enumerate(self._lines):
            self._column.insertWidget(at + 1, line)


class PromisesOfSharing(HeadedCard):
    """What the lead will see, what nobody will, and what this cannot do."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Who sees what"), "", parent)
        self._across = 0
        self._lead = _List("evidence", _("The lead will see"), self)
        self._nobody = _List("lock", _("Nobody will see"), self)
        self._lists = QGridLayout()
        self._lists.setHorizontalSpacing(theme.SPACE_XL)
        self._lists.setVerticalSpacing(theme.SPACE_M)
        self.rows.addLayout(self._lists)
        self._cannot = QWidget(self)
        cannot = QVBoxLayout(self._cannot)
        cannot.setContentsMargins(0, 0, 0, 0)
        cannot.setSpacing(0)
        cannot.addWidget(_Line("info", _("What this cannot do"), self._cannot, "strong"))
        self._limits = PlainLabel("", "caption", "muted", self._cannot, wrap=True)
        cannot.addWidget(self._limits)
        cannot.addStretch(1)
        self.arrange(0)

    def show_promises(self, promises: Promises) -> None:
        """Show other promises."""
        self._lead.show_lines("check", promises.lead)
        self._nobody.show_lines("close", promises.nobody)
        self._limits.setText(promises.limits)

    def arrange(self, width: int) -> None:
        """Put the lists side by side where there is room, and what this cannot do under them or as a third."""
        letters = width / max(self.fontMetrics().averageCharWidth(), 1)
        across = 3 if letters >= _THREE_FROM else 2 if letters >= _TWO_FROM else 1
        if across == self._across:
            return
        self._across = across
        for part in (self._lead, self._nobody, self._cannot):
            self._lists.removeWidget(part)
        for at, part in enumerate((self._lead, self._nobody)):
            self._lists.addWidget(part, at // across, at % across)
        self._lists.addWidget(self._cannot, *((0, 2) if across == 3 else (2, 0, 1, across)))
        for at in range(3):
            self._lists.setColumnStretch(at, int(at < across))


class _Bytes(QPlainTextEdit):
    """The bytes on sunken ground, to be read and marked; Tab leaves them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.document().setDocumentMargin(theme.SPACE_M)
        self.setAccessibleName(_("Every byte of the file"))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text and the scheme."""
        super().changeEvent(event)
        if event.type() in {*TEXT_CHANGES, QEvent.Type.PaletteChange}:
            self._fit()

    def _fit(self) -> None:
        font = theme.font("mono")
        if font != self.font():
            self.setFont(font)
        palette = self.palette()
        if palette.base().color() != theme.color("sunken"):
            palette.setColor(palette.ColorRole.Base, theme.color("sunken"))
            self.setPalette(palette)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _BYTE_LINES + 2 * theme.SPACE_M)


class BytesCard(HeadedCard):
    """Every byte of the file."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Every byte of the file"), "", parent)
        self.copy_button = icon_button("copy", _("Copy the bytes"), self)
        self.add_button(self.copy_button)
        self.bytes = _Bytes(self)
        self.rows.addWidget(self.bytes)
        self._data = b""
        self.copy_button.clicked.connect(self._copy)

    def show_preview(self, preview: Preview) -> None:
        """Show another contribution."""
        self._data = preview.data
        self.say(preview.size)
        if preview.text != self.bytes.toPlainText():
            self.bytes.setPlainText(preview.text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._data.decode("ascii"))
