"""Every pattern in its group: an icon, a name, and what there is to say in a word at the end of the row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.language import _, ngettext
from app.ui import icons, theme
from app.ui.card import Card
from app.ui.light_button import LightButton
from app.ui.plain_label import PlainLabel
from app.ui.text_lines import TEXT_CHANGES, words_font, wrapped

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.model.patterns_page import PatternRow, PatternsPage, SetAside, State

_ROW: Final = 30
_ICON: Final = 16
_SIDE: Final = 8
_NAME_AT: Final = 33
_BETWEEN: Final = 8
_GOOD_WIDTH: Final = 282


class PatternButton(QAbstractButton):
    """The row of one pattern; of all rows one is on."""

    def __init__(self, row: PatternRow, state: State, group: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = row
        self._is_strong = state == "found"
        self.setText(row.name.replace("&", "&&"))
        self.setAccessibleName(_("{name}: {value}").format(name=row.name, value=row.value) if row.value else row.name)
        self.setAccessibleDescription(_("{group}. {text}").format(group=group, text=row.text))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Say that a long name takes several lines of a narrow row."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the name, and of the value where that stands under it."""
        names, is_under = self._lines_at(width)
        line = QFontMetricsF(theme.font("body")).height()
        below = QFontMetricsF(theme.font("caption")).height() if is_under else 0.0
        return max(_ROW, round(len(names) * line + below) + 10)

    def sizeHint(self) -> QSize:
        """Return the size at a good width."""
        return QSize(_GOOD_WIDTH, self.heightForWidth(_GOOD_WIDTH))

    def minimumSizeHint(self) -> QSize:
        """Allow a narrow row."""
        return QSize(120, _ROW)

    def _lines_at(self, width: int) -> tuple[list[str], bool]:
        """Return the lines of the name at a width, and whether the value stands under them."""
        font = words_font("strong", self.row.name)
        room = width - _NAME_AT - _SIDE
        value = QFontMetricsF(theme.font("caption")).horizontalAdvance(self.row.value)
        beside = room - (value + _BETWEEN if value else 0)
        if QFontMetricsF(font).horizontalAdvance(self.row.name) <= beside:
            return [self.row.name], False
        return wrapped(self.row.name, font, room), bool(self.row.value)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent_soft" if self.isChecked() else "sunken"))
            painter.drawRoundedRect(rect, theme.RADIUS_CONTROL, theme.RADIUS_CONTROL)
        if theme.focus_shows(self):
            theme.draw_focus_ring(painter, rect, inside=True)
        from_right = self.isRightToLeft()
        left = rect.right() - _SIDE - _ICON if from_right else _SIDE
        role = "accent" if self.isChecked() else "muted"
        icons.draw(painter, self.row.icon, QRectF(left, rect.center().y() - _ICON / 2, _ICON, _ICON), theme.color(role))
        inner = rect.adjusted(_SIDE, 3, -_NAME_AT, -3) if from_right else rect.adjusted(_NAME_AT, 3, -_SIDE, -3)
        before = Qt.AlignmentFlag.AlignRight if from_right else Qt.AlignmentFlag.AlignLeft
        after = Qt.AlignmentFlag.AlignLeft if from_right else Qt.AlignmentFlag.AlignRight
        names, is_under = self._lines_at(self.width())
        middle = Qt.AlignmentFlag.AlignVCenter
        flags = Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextSingleLine
        line = QFontMetricsF(theme.font("body")).height()
        below = QFontMetricsF(theme.font("caption")).height() if is_under else 0.0
        top = rect.center().y() - (len(names) * line + below) / 2
        painter.setPen(theme.color("text" if self._is_strong or self.isChecked() else "muted"))
        painter.setFont(words_font("strong" if self.isChecked() else "body", self.row.name))
        for number, text in enumerate(names):
            painter.drawText(
                QRectF(inner.left(), top + number * line, inner.width(), line), flags | before | middle, text
            )
        painter.setPen(theme.color("muted"))
        painter.setFont(theme.font("caption"))
        under = QRectF(inner.left(), top + len(names) * line, inner.width(), below)
        side = flags | (before if is_under else after) | middle
        painter.drawText(under if is_under else inner, side, self.row.value)
        painter.end()


class PatternList(Card):
    """The groups one under the other; at the foot what was set aside, to be brought back.

    Signals:
        chosen: the pattern whose row was pressed, or reached by an arrow key.
        taken_back: the number of a *Not so* that holds no more.
    """

    chosen = Signal(str)
    taken_back = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[object, ...] = ()
        self._rows: dict[str, PatternButton] = {}
        self._set_aside: tuple[SetAside, ...] = ()
        self._is_told = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_SIDE, theme.SPACE_M, _SIDE, theme.SPACE_S)
        self._column.setSpacing(0)
        self._inner: QWidget | None = None
        self.bring_back = LightButton("", "quiet", self)
        self.bring_back.clicked.connect(self._ask_which)
        self._column.addStretch(1)
        self._column.addWidget(self.bring_back)
        self.setAccessibleName(_("Patterns"))

    def show_page(self, page: PatternsPage) -> None:
        """Show the groups of a page."""
        self._set_aside = page.set_aside
        count = len(page.set_aside)
        text = ngettext("{count} set aside, bring back…", "{count} set aside, bring back…", count)
        self.bring_back.set_words(text.format(count=count))
        self.bring_back.setVisible(bool(count))
        if page.groups == self._shown:
            return
        self._shown = page.groups
        had_focus = any(each.hasFocus() for each in self._rows.values())
        if self._inner is not None:
            self._inner.hide()
            self._inner.deleteLater()
        self._inner = QWidget(self)
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._rows = {}
        for number, group in enumerate(page.groups):
            head = PlainLabel(group.title, "caption", "muted", wrap=True)
            head.setContentsMargins(_SIDE, theme.SPACE_M if number else theme.SPACE_XS, _SIDE, theme.SPACE_XS)
            column.addWidget(head)
            for row in group.rows:
                button = PatternButton(row, group.state, group.title, self._inner)
                button.toggled.connect(self._on_toggled)
                self._rows[row.pattern] = button
                column.addWidget(button)
        self._column.insertWidget(0, self._inner)
        self._inner.show()
        if had_focus:
            self._restore_focus = True

    _restore_focus = False

    def choose(self, pattern: str) -> None:
        """Mark a pattern as the one that is opened, without asking for it."""
        button = self._rows.get(pattern)
        if button is not None:
            self._is_told = True
            button.setChecked(True)
            self._is_told = False
            if self._restore_focus:
                button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._restore_focus = False

    def rows(self) -> tuple[PatternButton, ...]:
        """Return the rows from the top."""
        return tuple(self._rows.values())

    def _on_toggled(self, is_on: bool) -> None:  # noqa: FBT001 (the slot of a signal)
        button = self.sender()
        if is_on and not self._is_told and isinstance(button, PatternButton):
            self.chosen.emit(button.row.pattern)

    def _ask_which(self) -> None:
        # Imported here because most people bring nothing back.
        from functools import partial

        from PySide6.QtWidgets import QMenu

        menu = QMenu(self)
        for each in self._set_aside:
            menu.addAction(each.text.replace("&", "&&"), partial(self.taken_back.emit, each.number))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.bring_back.mapToGlobal(self.bring_back.rect().topLeft()))
