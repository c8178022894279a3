"""How a calendar is read from where it is: the ways that fit the place, their steps, and what the server asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.language import _
from app.ui import theme
from app.ui.buttons import button
from app.ui.connect_forms import ConnectForm, form_of
from app.ui.connect_guides import WAY_NAMES, WAYS, Way, WayId
from app.ui.long_work import SHOWN_AFTER
from app.ui.plain_label import PlainLabel
from app.ui.step_dialog import StepPage
from app.ui.step_list import IconLine, NumberedLine
from app.ui.switch import Switch
from app.ui.tab_order import follow_layout

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from app.operations.connections import Connections
    from app.ui.export_guides import ExportGuide
    from app.ui.place_page import PlacePage


class WayPage(StepPage):
    """The second step: one of the ways for the place that was chosen.

    Signals:
        changed: another way was chosen, or something else stands in its fields.
        ready: a server can be asked for its calendars (`NewConnection`).
        stopped: the person waits no more for its answer.
    """

    changed = Signal()
    ready = Signal(object)
    stopped = Signal()

    def __init__(self, place: PlacePage, connections: Connections | None) -> None:
        super().__init__(_("Connect"), "")
        self._place = place
        self._connections = connections
        self._has_keyring = True
        self._whole: QWidget | None = None
        self._inside: QVBoxLayout | None = None
        self._body: QWidget | None = None
        self.way: Way | None = None
        self.form: ConnectForm | None = None
        self.switch: Switch | None = None
        self.asking = AskingLine()
        self.asking.stop_button.clicked.connect(self.stopped)

    def applies(self) -> bool:
        """A file that is there already needs nothing of this."""
        return not self._place.has_file

    def blocked(self) -> str:
        """Wait for what the way needs."""
        if self.asking.is_on:
            return _("Waiting for the answer.")
        return self.form.missing() if self.form is not None else ""

    def next_word(self) -> str:
        """Return what the way says of its button."""
        return self.form.next_word() if self.form is not None else ""

    def first_control(self) -> QWidget | None:
        """Begin at the ways where there are several."""
        if self.switch is not None:
            return self.switch.choices()[self.switch.place()]
        return self.form.first_control() if self.form is not None else None

    def show_place(self) -> None:
        """Show the ways of the place that was chosen, the simplest first."""
        self.forget()
        if self._whole is not None:
            self._whole.hide()
            self._whole.deleteLater()
        self._whole, self.switch, self._body, self.form = None, None, None, None
        guide = self._place.guide
        if guide is None:
            return
        ways = self._ways(guide)
        self._whole = QWidget()
        self._inside = rows = QVBoxLayout(self._whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_L)
        if len(ways) > 1:
            self.switch = Switch(_("How it is read"), tuple(_(WAY_NAMES[way.id]) for way in ways), self._whole)
            self.switch.chosen.connect(lambda at: self.choose(ways[at].id))
            rows.addWidget(self.switch)
        self.rows.insertWidget(0, self._whole)
        self._whole.show()
        self._fit()
        self.choose(ways[0].id)

    def choose(self, way_id: WayId) -> None:
        """Show one of the ways."""
        guide = self._place.guide
        if guide is None or self._inside is None:
            return
        ways = self._ways(guide)
        self.way = next(way for way in ways if way.id == way_id)
        if self.switch is not None:
            self.switch.choose(ways.index(self.way))
        if self._body is not None:
            if self.form is not None:
                self.form.forget()
            self._body.hide()
            self._body.deleteLater()
        is_file, self.form = self.way.id == "file", None
        self.name = _("Save it") if is_file else _("Connect")
        self._body = _file_body(guide) if is_file else self._way_body(self.way, guide.name)
        self._inside.addWidget(self._body)
        # Now: a layout shows what it is given in a moment only, and the focus may go there before.
        self._body.show()
        follow_layout(self)
        self.changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the ways stand side by side, or one under the other."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        area = self.parentWidget()
        if self.switch is not None and area is not None:
            # Of what scrolls here, whose width is not made by what it holds.
            self.switch.fit(area.width() - 2 * theme.SPACE_S)

    def show_keeping(self, *, has_keyring: bool) -> None:
        """Say where secrets are kept on this system."""
        self._has_keyring = has_keyring
        if self.form is not None:
            self.form.show_keeping(has_keyring=has_keyring)

    def forget(self) -> None:
        """Leave no secret behind in any field."""
        if self.form is not None:
            self.form.forget()

    def _ways(self, guide: ExportGuide) -> tuple[Way, ...]:
        ways = WAYS[guide.id]
        return ways if self._connections is not None else tuple(way for way in ways if way.id == "file")

    def _way_body(self, way: Way, name: str) -> QWidget:
        assert self._connections is not None
        body = QWidget()
        rows = _rows(body)
        guide, contents = _guide(way.question, way.lead or name, way.steps), _contents(_("What is read"), way)
        self.form = form = form_of(way, self._connections)
        rows.addWidget(guide)
        if form is not None:
            form.changed.connect(self.changed)
            form.changed.connect(lambda: _hide(form.is_waiting(), (*guide.findChildren(NumberedLine), contents)))
            form.ready.connect(self.ready)
            form.show_keeping(has_keyring=self._has_keyring)
            rows.addSpacing(theme.SPACE_XS)
            rows.addWidget(form)
        rows.addSpacing(theme.SPACE_S)
        rows.addWidget(contents)
        return body


class AskingLine(QWidget):
    """Says, once it takes a moment, that a server is asked, with *Stop*."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_on = False
        self.words = PlainLabel(color="muted", parent=self, wrap=True)
        self.stop_button = button(_("Stop"), "quiet", self)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._soon.timeout.connect(self.show)
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 0, 0, 0)
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.words, 1)
        row.addWidget(self.stop_button)
        self.hide()

    def begin(self, words: str) -> None:
        """Say it in a moment."""
        self.is_on = True
        self.words.setText(words)
        self._soon.start()

    def end(self) -> None:
        """Say nothing any more."""
        self.is_on = False
        self._soon.stop()
        self.hide()


class _Forward(QWidget):
    """Words to hand to somebody else, and a button that copies them."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = words
        self.copy_button = button(_("Copy these words"), "opens", self)
        self.copy_button.clicked.connect(self._copy)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_L, 0, 0, 0)
        rows.setSpacing(theme.SPACE_XS)
        rows.addWidget(PlainLabel(words, "caption", parent=self, wrap=True))
        row = QHBoxLayout()
        row.setContentsMargins(-6, 0, 0, 0)
        row.addWidget(self.copy_button)
        row.addStretch(1)
        rows.addLayout(row)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._words)
        self.copy_button.setText(_("Copied"))


def _rows(widget: QWidget) -> QVBoxLayout:
    rows = QVBoxLayout(widget)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(theme.SPACE_S)
    return rows


def _hide(is_hidden: bool, widgets: tuple[QWidget, ...]) -> None:  # noqa: FBT001 (said by what it is called with)
    for widget in widgets:
        widget.setHidden(is_hidden)


def _guide(question: str, lead: str, steps: tuple[str, ...]) -> QWidget:
    """Return the heading of a way, and its steps."""
    made = QWidget()
    rows = _rows(made)
    rows.addWidget(PlainLabel(_(question), "door", wrap=True))
    rows.addWidget(PlainLabel(_(lead), color="muted", wrap=True))
    rows.addSpacing(theme.SPACE_XS)
    for number, step in enumerate(steps, 1):
        rows.addWidget(NumberedLine(number, _(step)))
    return made


def _contents(heading: str, way: Way) -> QWidget:
    """Return what a way brings and lacks, what to look out for, and where to go where it does not fit."""
    made = QWidget()
    rows = _rows(made)
    rows.addWidget(PlainLabel(heading, "strong"))
    rows.addWidget(IconLine("check", _(way.gives)))
    for icon, words, role in (
        ("info", way.lacks, "muted"),
        ("shield", way.safe, "muted"),
        ("notice", way.care, "notice"),
    ):
        if words:
            rows.addWidget(IconLine(icon, _(words), role))
    if way.otherwise:
        rows.addSpacing(theme.SPACE_S)
        rows.addWidget(PlainLabel(_(way.otherwise), color="muted", wrap=True))
    if way.forward:
        rows.addWidget(_Forward(_(way.forward)))
    return made


def _file_body(guide: ExportGuide) -> QWidget:
    body = QWidget()
    rows = _rows(body)
    rows.addWidget(_guide(guide.question, guide.name, guide.steps))
    rows.addSpacing(theme.SPACE_S)
    way = Way("file", gives=guide.holds, lacks=guide.lacks, care=guide.care, otherwise=guide.otherwise)
    rows.addWidget(_contents(_("What the file holds"), way))
    return body
