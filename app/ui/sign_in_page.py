"""Signing in: what is needed for it, and the waiting until the person has agreed in a browser."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from app.errors import Cancelled
from app.language import _
from app.model.foreign_text import visible
from app.model.remote import SignInAsked
from app.ui import background, theme
from app.ui.buttons import button
from app.ui.choices import ChoiceButton
from app.ui.client_file import ClientFile, client_text
from app.ui.form_fields import Field, FormFields
from app.ui.long_work import SHOWN_AFTER
from app.ui.plain_label import PlainLabel
from app.ui.wrapping_row import WrappingRow

if TYPE_CHECKING:
    from app.errors import UserError
    from app.model.remote import SignedIn, SignIn
    from app.operations.connections import Connections
    from app.progress import Progress

_LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})
_ANY: Final = "common"
"""What Microsoft calls all organisations, and personal accounts."""
_SELECTABLE: Final = Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard


def open_in_browser(address: str) -> bool:
    """Open an address in the system's browser; False where that cannot be, or should not: only https goes there."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    here = url.scheme() == "http" and url.host() in _LOOPBACK
    fine = url.isValid() and not url.userInfo() and (url.scheme() == "https" or here)
    return fine and QDesktopServices.openUrl(url)


class Wanted(NamedTuple):
    """With what somebody signs in; ``file`` is the path of Google's file, which is read beside the window."""

    asked: SignInAsked
    file: str = ""


class SignInPanel(QWidget):
    """Fields for what signing in needs; then, in their place, the way to the browser.

    Signals:
        signed_in: what it gave (`SignedIn`).
        changed: something else stands in the fields, or waiting has begun or ended.
    """

    signed_in = Signal(object)
    changed = Signal()

    def __init__(
        self, connections: Connections, kind: Literal["google", "microsoft"], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._connections = connections
        self._kind: Literal["google", "microsoft"] = kind
        self._job: background.Job | None = None
        self._sign_in: SignIn | None = None
        self.form: GoogleFields | MicrosoftFields = GoogleFields(self) if kind == "google" else MicrosoftFields(self)
        self.form.changed.connect(self.changed)
        self.wait = SignInWait(self)
        self.wait.hide()
        self.wait.stop_button.clicked.connect(self.stop)
        self.problem = PlainLabel(color="problem", parent=self, wrap=True)
        self.problem.hide()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_S)
        for each in (self.form, self.wait, self.problem):
            rows.addWidget(each)

    def is_waiting(self) -> bool:
        """Return whether a sign-in has begun and not ended."""
        return self._job is not None

    def missing(self) -> str:
        """Return what is still to be given, in a sentence; empty where nothing is."""
        return self.form.missing()

    def place(self) -> dict[str, str]:
        """Return with what somebody signs in, without any secret."""
        return self.form.place()

    def say(self, sentence: str) -> None:
        """Say what did not work; an empty sentence says that all is well."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def begin(self) -> None:
        """Sign in with what stands in the fields."""
        if self.is_waiting():
            return
        self.say("")
        self.form.hide()
        self.wait.begin()
        work = partial(_begun, self._connections, self.form.wanted())
        self._job = background.start(work, self._go_to_browser, self._fail, self)
        self.changed.emit()

    def stop(self) -> None:
        """Wait no more, and show the fields as they were."""
        if self._job is not None:
            self._job.cancel()
            self._end()

    def forget(self) -> None:
        """Wait no more, and leave nothing behind."""
        self.stop()
        self.wait.end()

    def _go_to_browser(self, sign_in: SignIn) -> None:
        self._sign_in = sign_in
        self.wait.show_way(sign_in.address, sign_in.code)
        self._job = background.start(partial(_waited, sign_in), self._done, self._fail, self)

    def _done(self, signed: SignedIn) -> None:
        self._end()
        self.signed_in.emit(signed)

    def _fail(self, error: UserError) -> None:
        self._end()
        self.say(error.sentence())

    def _end(self) -> None:
        if self._sign_in is not None:
            self._sign_in.close()
        self._sign_in, self._job = None, None
        self.wait.end()
        self.form.show()
        self.changed.emit()


class GoogleFields(QWidget):
    """The file of a client of one's own."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.file = ClientFile(self)
        self.file.changed.connect(self.changed)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(self.file)

    def missing(self) -> str:
        """Say that the file is missing, where it is."""
        return "" if self.file.path else _("Choose the file of your client to go on.")

    def wanted(self) -> Wanted:
        """Return with what somebody signs in."""
        return Wanted(SignInAsked("google", ""), self.file.path)

    def place(self) -> dict[str, str]:
        """Return nothing: the client is part of the secret."""
        return {}

    def first_control(self) -> QWidget:
        """Begin at choosing."""
        return self.file.choose_button


class MicrosoftFields(QWidget):
    """The id of an app of one's own, the organisation, and in which browser."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fields = FormFields(
            (
                Field("client", _("Application (client) ID"), hint="00000000-0000-0000-0000-000000000000"),
                Field("tenant", _("Directory (tenant) ID"), hint=_("or the domain; empty: any organisation")),
            ),
            self,
        )
        for each in ("client", "tenant"):
            self.fields.line(each).changed.connect(self.changed)
        self.here = ChoiceButton(_("In the browser of this computer"), parent=self)
        self.by_code = ChoiceButton(_("With a code, on another device too"), parent=self)
        self.here.setChecked(True)
        group = QButtonGroup(self)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_XS)
        rows.addWidget(self.fields)
        rows.addSpacing(theme.SPACE_XS)
        for choice in (self.here, self.by_code):
            group.addButton(choice)
            rows.addWidget(choice)

    def missing(self) -> str:
        """Say that the id is missing, where it is."""
        return "" if self._text("client") else _("Fill in the id of your app to go on.")

    def wanted(self) -> Wanted:
        """Return with what somebody signs in."""
        tenant = self._text("tenant") or _ANY
        return Wanted(SignInAsked("microsoft", self._text("client"), tenant, self.by_code.isChecked()))

    def place(self) -> dict[str, str]:
        """Return the app and the organisation, which are no secret."""
        return {"client": self._text("client"), "tenant": self._text("tenant") or _ANY}

    def first_control(self) -> QWidget:
        """Begin at the id."""
        return self.fields.line("client").line

    def _text(self, field: str) -> str:
        return self.fields.line(field).line.text().strip()


class SignInWait(QWidget):
    """The way to the browser while a sign-in waits: a code where there is one, and the address."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._address = ""
        self.words = PlainLabel(parent=self, wrap=True)
        self.code = PlainLabel("", "headline", parent=self)
        self.code.setTextInteractionFlags(_SELECTABLE)
        self.address = PlainLabel("", color="muted", parent=self, wrap=True)
        self.address.setTextInteractionFlags(_SELECTABLE)
        self.open_button = button(_("Open the browser"), parent=self)
        self.copy_button = button(_("Copy the address"), "opens", self)
        self.stop_button = button(_("Stop"), "quiet", self)
        self.open_button.clicked.connect(self._open)
        self.copy_button.clicked.connect(self._copy)
        self._soon = QTimer(self, singleShot=True, interval=SHOWN_AFTER)
        self._soon.timeout.connect(self.show)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(theme.SPACE_S)
        for label in (self.words, self.code, self.address):
            rows.addWidget(label)
        row = WrappingRow()
        for each in (self.open_button, self.copy_button, self.stop_button):
            row.addWidget(each)
        rows.addLayout(row)

    def begin(self) -> None:
        """Say, in a moment, that the server is asked for the address."""
        self.words.setText(_("Asking where to sign in…"))
        for each in (self.code, self.address, self.open_button, self.copy_button):
            each.hide()
        self._soon.start()

    def show_way(self, address: str, code: str) -> None:
        """Show where to go; without a code the browser opens at once."""
        self._soon.stop()
        self._address = address
        self.code.setText(visible(code, 40))
        self.address.setText(visible(address, 200))
        for label in (self.code, self.address):
            label.setVisible(bool(code))
        self.open_button.setText(_("Open the address") if code else _("Open the browser again"))
        self.copy_button.setText(_("Copy the address"))
        for each in (self.open_button, self.copy_button):
            each.show()
        self.show()
        self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)
        if code:
            self.words.setText(_("Type this code at the address below, here or on another device, and agree there."))
        else:
            self._open()

    def end(self) -> None:
        """Show nothing any more, and forget where to go."""
        self._soon.stop()
        self._address = ""
        self.code.setText("")
        self.address.setText("")
        self.hide()

    def _open(self) -> None:
        if not open_in_browser(self._address):
            self.words.setText(_("No browser could be opened: copy the address, and open it in one yourself."))
        elif not self.code.text():
            self.words.setText(_("Agree in the browser that has opened. Clearweek goes on by itself."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._address)
        self.copy_button.setText(_("Copied"))


def _begun(connections: Connections, wanted: Wanted, progress: Progress) -> SignIn:
    asked = wanted.asked
    if wanted.file:
        asked = asked._replace(client=client_text(wanted.file))
    sign_in = connections.begin_sign_in(asked)
    try:
        progress.check()
    except Cancelled:
        sign_in.close()
        raise
    return sign_in


def _waited(sign_in: SignIn, progress: Progress) -> SignedIn:
    return sign_in.wait(progress)
