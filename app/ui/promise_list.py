"""Promises as rows: what, to whom, due, how it stands, and what can be done with it; a new one is written in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.language import N_, _, ngettext
from app.model.journal import WAITS_FOR
from app.model.outcomes_page import JournalRequest
from app.ui import theme
from app.ui.buttons import icon_button
from app.ui.form_fields import Field, FormDialog
from app.ui.light_button import LightButton
from app.ui.state_mark import StateMark
from app.ui.text_lines import TEXT_CHANGES
from app.ui.written_label import WrittenLabel

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.model.outcomes_page import PromiseLine, Verb
    from app.ui.form_fields import Given

_FIRST_SHOWN: Final = 8
_MOST: Final = 300
"""Rows that the window shows; the command line lists them all."""
_BESIDE_IN_LETTERS: Final = 50
"""The width, in letters, from which a row has its day at its end instead of under its words."""

_SHARE_OF_END: Final = 0.34
"""Of a row's width that day and state take at most where they stand at its end."""
_NO_LIMIT: Final = 16_777_215
"""The width that Qt takes for none."""

_WAITS: Final = {
    "decision": N_("It waits for a decision"),
    "review": N_("It waits for a review"),
    "access": N_("It waits for access"),
    "person": N_("It waits for a person"),
}


class PromiseRow(QWidget):
    """One promise; what is wanted of it goes to the list, which outlives the row."""

    def __init__(self, line: PromiseLine, parent: PromiseRows) -> None:
        super().__init__(parent)
        self._list = parent
        self.line = line
        self.setAccessibleName(line.spoken)
        self.mark = StateMark(line.mark, self)
        self.what = WrittenLabel(line.what, "strong", parent=self)
        self.detail = WrittenLabel(line.detail, "caption", "muted", self)
        self.due = WrittenLabel(line.due, "body", parent=self)
        self.state = WrittenLabel(line.state, "caption", "muted", self)
        is_open = line.mark != "done"
        self.first_button = LightButton(_("Done") if is_open else _("Open again"), "plain", self)
        self.first_button.setAccessibleDescription(line.spoken)
        self.more = icon_button("more", _("What else became of “{what}”").format(what=line.what), self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, theme.SPACE_S, 0, theme.SPACE_S)
        self._grid.setHorizontalSpacing(theme.SPACE_S)
        self._grid.setVerticalSpacing(1)
        self._grid.setColumnStretch(1, 1)
        self._beside: bool | None = None
        self._arrange()
        self.first_button.clicked.connect(self._press_first)
        self.more.clicked.connect(self._pop_up)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._pop_up)

    def _arrange(self) -> None:
        """Put day and state at the end of the row, or under its words where there is no room beside them."""
        letters = QFontMetricsF(theme.font("body")).averageCharWidth() * _BESIDE_IN_LETTERS
        beside = self.width() >= letters
        for label in (self.due, self.state):
            label.setMaximumWidth(round(self.width() * _SHARE_OF_END) if beside else _NO_LIMIT)
        if beside == self._beside:
            return
        self._beside = beside
        top = Qt.AlignmentFlag.AlignTop
        side = Qt.AlignmentFlag.AlignTrailing if beside else Qt.AlignmentFlag.AlignLeading
        for widget in (self.mark, self.what, self.detail, self.due, self.state, self.first_button, self.more):
            self._grid.removeWidget(widget)
        self._grid.addWidget(self.mark, 0, 0, 1, 1, top)
        self._grid.addWidget(self.what, 0, 1, 1, 1, top)
        self._grid.addWidget(self.detail, 1, 1, 1, 1, top)
        for row, label in enumerate((self.due, self.state)):
            label.setAlignment(side | top)
            self._grid.addWidget(label, *((row, 2) if beside else (row + 2, 1)), 1, 1, top)
        self._grid.addWidget(self.first_button, 0, 3, 2, 1, top)
        self._grid.addWidget(self.more, 0, 4, 2, 1, top)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange the row for its width."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of text."""
        super().changeEvent(event)
        if event.type() in TEXT_CHANGES and self._beside is not None:
            self._arrange()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the hairline above the row."""
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.color("grid"))
        painter.end()

    # ---- what can be done ----

    def menu(self) -> QMenu:
        """Return what can be done with it, besides what its button does."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        acts: dict[Verb, Callable[[QMenu], None]] = {
            "done": lambda into: self._add(into, _("Done on another day…"), partial(self._ask_day, "done")),
            "begin": self._add_begin,
            "wait": self._add_waits,
            "resume": lambda into: self._add(into, _("It goes on"), partial(self._want, "resume")),
            "define": lambda into: self._add(into, _("What done means…"), self._ask_means),
            "reopen": lambda into: self._add(into, _("Open again on another day…"), partial(self._ask_day, "reopen")),
        }
        for verb in self.line.verbs:
            acts[verb](menu)
        return menu

    def _add(self, menu: QMenu, words: str, act: Callable[[], None]) -> None:
        menu.addAction(words).triggered.connect(act)

    def _add_begin(self, menu: QMenu) -> None:
        self._add(menu, _("Begun today"), partial(self._want, "begin"))
        self._add(menu, _("Begun on another day…"), partial(self._ask_day, "begin"))

    def _add_waits(self, menu: QMenu) -> None:
        menu.addSeparator()
        for reason in WAITS_FOR:
            request = JournalRequest("wait", self.line.id, reason=reason)
            self._add(menu, _(_WAITS[reason]), partial(self._list.wanted.emit, request))
        menu.addSeparator()

    def _want(self, verb: Verb) -> None:
        self._list.wanted.emit(JournalRequest(verb, self.line.id))

    def _press_first(self) -> None:
        self._want("reopen" if self.line.mark == "done" else "done")

    def _pop_up(self, at: QPoint | bool = False) -> None:  # noqa: FBT001, FBT002 (a click says whether it is checked)
        place = self.mapToGlobal(at) if isinstance(at, QPoint) else self.more.mapToGlobal(self.more.rect().bottomLeft())
        self.menu().popup(place)

    def _ask_day(self, verb: Verb) -> None:
        questions = {
            "done": _("When was it done?"),
            "begin": _("When did it begin?"),
            "reopen": _("When was it opened again?"),
        }
        fields = [Field("day", _("Day"), "day", needed=True)]
        dialog = FormDialog(self.line.what, questions[verb], self.line.what, fields, _("Keep"), self)
        self._open(dialog, lambda given: JournalRequest(verb, self.line.id, day=given.days["day"]))

    def _ask_means(self) -> None:
        lead = _("How does one see that it is done? Written before the begin, it counts for clarity.")
        fields = [Field("means", _("Done means"), text=self.line.means, needed=True)]
        dialog = FormDialog(self.line.what, _("What does done mean?"), lead, fields, _("Keep"), self)
        self._open(dialog, lambda given: JournalRequest("define", self.line.id, text=given.texts["means"]))

    def _open(self, dialog: FormDialog, request: Callable[[Given], JournalRequest]) -> None:
        # A change by another process may replace the row while the dialog is open.
        dialog.setParent(self.window(), dialog.windowFlags())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wanted = self._list.wanted
        dialog.filled.connect(lambda given: wanted.emit(request(given)))
        dialog.open()


class PromiseRows(QWidget):
    """Rows of promises, the first few of them until more are asked for."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[PromiseLine, ...] = ()
        self.rows: list[PromiseRow] = []
        self._all = False
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.more = LightButton("", "opens", self)
        self.more.clicked.connect(self._show_all)
        self._more_row = QHBoxLayout()
        self._more_row.addWidget(self.more)
        self._more_row.addStretch(1)
        self._column.addLayout(self._more_row)
        self.more.hide()

    def set_lines(self, lines: Sequence[PromiseLine]) -> None:
        """Show other promises; those that are as they were keep their row, and the focus."""
        if tuple(lines) == self._lines:
            return
        focused = next((at for at, row in enumerate(self.rows) if self._holds_focus(row)), None)
        self._lines = tuple(lines)
        shown = self._lines[: _MOST if self._all else _FIRST_SHOWN]
        kept = {row.line: row for row in self.rows}
        before, self.rows = self.rows, []
        for line in shown:
            row = kept.pop(line, None)
            if row is None:
                row = PromiseRow(line, self)
            self.rows.append(row)
        for row in before:
            if row not in self.rows:
                self._column.removeWidget(row)
                row.hide()
                row.deleteLater()
        for at, row in enumerate(self.rows):
            self._column.removeWidget(row)
            self._column.insertWidget(at, row)
            # On a page that is not shown yet they come to sight with it; to show each would lay it out for nothing.
            if self.isVisible():
                row.show()
        self._say_more(len(shown))
        if focused is not None and self.rows and not self._holds_focus(self):
            self.rows[min(focused, len(self.rows) - 1)].first_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @staticmethod
    def _holds_focus(part: QWidget) -> bool:
        return any(each.hasFocus() for each in part.findChildren(QWidget))

    def _say_more(self, shown: int) -> None:
        left = min(len(self._lines), _MOST) - shown
        self.more.setVisible(left > 0)
        self.more.set_words(ngettext("{count} more", "{count} more", left).format(count=left))

    def _show_all(self) -> None:
        self._all = True
        lines, self._lines = self._lines, ()
        self.set_lines(lines)
