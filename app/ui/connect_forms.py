"""What a server asks before it lets a calendar be read: an address, a password, or signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.errors import SignInNeeded, UserError
from app.language import _
from app.model.foreign_text import visible
from app.model.remote import NewConnection, SignedIn
from app.ui import theme
from app.ui.choices import TickBox
from app.ui.form_fields import Field, FormFields
from app.ui.plain_label import PlainLabel
from app.ui.secret_field import SecretField
from app.ui.sign_in_page import SignInPanel
from app.ui.step_list import IconLine

if TYPE_CHECKING:
    from app.operations.connections import Connections
    from app.ui.connect_guides import Way


class ConnectForm(QWidget):
    """Fields of one way to connect; they keep what stands in them until it works or the dialog closes.

    Signals:
        ready: all that is needed is there (`NewConnection`).
        changed: something else stands in the fields, or a sign-in has begun or ended.
    """

    ready = Signal(object)
    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setSpacing(theme.SPACE_S)
        self.problem = PlainLabel(color="problem", parent=self, wrap=True)
        self.problem.hide()
        self.kept = IconLine("lock", "", parent=self)

    def close_up(self) -> None:
        """Put what went wrong, and where the secret is kept, below the fields."""
        self.rows.addWidget(self.problem)
        self.rows.addWidget(self.kept)
        self.show_keeping(has_keyring=True)

    def missing(self) -> str:
        """Return what keeps it from going on, in a sentence; empty where nothing does."""
        return ""

    def is_waiting(self) -> bool:
        """Return whether it waits for the person, in a browser."""
        return False

    def next_word(self) -> str:
        """Return what stands on the button that goes on; empty: the usual."""
        return ""

    def go_on(self) -> None:
        """Bring what is needed together; `ready` comes where it is right."""

    def show_keeping(self, *, has_keyring: bool) -> None:
        """Say where the secret will be kept."""
        self.kept.label.setText(kept_words(self.secret_name(), has_keyring=has_keyring))

    def secret_name(self) -> str:
        """Return what is kept, as the subject of a sentence."""
        return _("The password")

    def refuse(self, error: UserError) -> None:
        """Say why it did not work, and let it be tried again."""
        self.problem.setText(error.sentence())
        self.problem.show()

    def forget(self) -> None:
        """Leave no secret behind."""

    def first_control(self) -> QWidget | None:
        """Return what gets the focus."""
        return None

    def _begin(self) -> None:
        self.problem.hide()


def kept_words(what: str, *, has_keyring: bool) -> str:
    """Return where something secret is kept."""
    if has_keyring:
        return _("{what} is kept with the keyring of this system, and nowhere else.").format(what=what)
    return _("{what} is kept until Clearweek closes: this system has no keyring.").format(what=what)


class AddressForm(ConnectForm):
    """The address of a calendar, which opens it to whoever has it."""

    def __init__(self, connections: Connections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._connections = connections
        name = PlainLabel(_("Address"), "caption", "muted", self)
        self.field = SecretField(_("Address of the calendar"), "https://…", self)
        name.setBuddy(self.field.line)
        self.host = PlainLabel("", "caption", "muted", self, wrap=True)
        self.host.hide()
        self.in_file = TickBox(
            _("Keep the address in a file that only you can read"),
            _("Then the calendar can be read again after the next start."),
            self,
        )
        self.in_file.hide()
        for each in (name, self.field, self.host, self.in_file):
            self.rows.addWidget(each)
        self.close_up()
        self.field.changed.connect(self._look)
        self.in_file.toggled.connect(self._say_keeping)
        self._has_keyring = True

    def secret_name(self) -> str:
        """Name the address."""
        return _("The address")

    def show_keeping(self, *, has_keyring: bool) -> None:
        """Offer a file where there is no keyring."""
        self._has_keyring = has_keyring
        self.in_file.setVisible(not has_keyring)
        self._say_keeping()

    def _say_keeping(self) -> None:
        if self.in_file.isChecked() and not self._has_keyring:
            self.kept.label.setText(_("The address is kept in a file of Clearweek that only you can read."))
        else:
            self.kept.label.setText(kept_words(self.secret_name(), has_keyring=self._has_keyring))

    def missing(self) -> str:
        """Wait for an address."""
        return "" if self.field.secret().strip() else _("Paste the address to go on.")

    def first_control(self) -> QWidget:
        """Begin at the address."""
        return self.field.line

    def go_on(self) -> None:
        """Take the address where it is one."""
        self._begin()
        try:
            address, host = self._connections.checked_address(self.field.secret())
        except UserError as error:
            self.field.complain(error.sentence())
            self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        keep: Literal["keyring", "file"] = "file" if self.in_file.isChecked() and not self._has_keyring else "keyring"
        self.ready.emit(NewConnection("address", "", {"host": host}, address, keep))

    def refuse(self, error: UserError) -> None:
        """Let the address be typed anew."""
        super().refuse(error)
        self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty the field."""
        self.field.forget()
        self.host.setText("")

    def _look(self) -> None:
        self.problem.hide()
        try:
            host = self._connections.checked_address(self.field.secret())[1]
        except UserError:
            host = ""
        self.host.setText(_("It is on {host}.").format(host=visible(host, 120)) if host else "")
        self.host.setVisible(bool(host))
        self.changed.emit()


class PasswordForm(ConnectForm):
    """A CalDAV server, the name of the user, and the password."""

    def __init__(self, way: Way, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fields = FormFields(
            (
                Field("server", _("Server"), text=way.server, hint=way.server_hint, needed=True),
                Field("user", _(way.user), needed=True),
                Field("password", _("Password"), kind="secret", needed=True),
            ),
            self,
        )
        for each in ("server", "user", "password"):
            self.fields.line(each).changed.connect(self._edited)
        self.rows.addWidget(self.fields)
        self.close_up()

    def _edited(self) -> None:
        self.problem.hide()
        self.changed.emit()

    def missing(self) -> str:
        """Wait for all three."""
        given = all(self.fields.line(each).line.text().strip() for each in ("server", "user", "password"))
        return "" if given else _("Fill in all fields to go on.")

    def first_control(self) -> QWidget:
        """Begin at the first field that is empty."""
        names = ("server", "user", "password")
        empty = [each for each in names if not self.fields.line(each).line.text()]
        return self.fields.line(empty[0] if empty else "password").line

    def go_on(self) -> None:
        """Take what stands in the fields."""
        self._begin()
        given = self.fields.given()
        if given is None:
            return
        server = given.texts["server"]
        url = server if "://" in server else f"https://{server}"
        if "@" in url.partition("://")[2].partition("/")[0]:
            self.fields.line("server").complain(_("A name or a password does not belong here, but in its own field."))
            return
        place = {"url": url, "user": given.texts["user"]}
        self.ready.emit(NewConnection("caldav", "", place, given.texts["password"]))

    def refuse(self, error: UserError) -> None:
        """Let the password be typed anew."""
        super().refuse(error)
        line = self.fields.line("password").line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    def forget(self) -> None:
        """Empty the password."""
        self.fields.forget()


class SignInForm(ConnectForm):
    """Signing in at Google or Microsoft; what it gave is kept while the calendars are asked for."""

    def __init__(
        self, connections: Connections, kind: Literal["google", "microsoft"], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._kind: Literal["google", "microsoft"] = kind
        self._signed: SignedIn | None = None
        self.panel = SignInPanel(connections, kind, self)
        self.panel.changed.connect(self._edited)
        self.panel.signed_in.connect(self._take)
        self.rows.addWidget(self.panel)
        self.close_up()

    def secret_name(self) -> str:
        """Name the sign-in."""
        return _("The sign-in")

    def _edited(self) -> None:
        if not self.panel.is_waiting():
            self._signed = None
        self.changed.emit()

    def is_waiting(self) -> bool:
        """Return whether a sign-in has begun and not ended."""
        return self.panel.is_waiting()

    def missing(self) -> str:
        """Wait for what is needed, and for the browser."""
        return _("Waiting for the browser.") if self.panel.is_waiting() else self.panel.missing()

    def next_word(self) -> str:
        """Say that it signs in, until that is done."""
        return _("Sign in") if self._signed is None else ""

    def first_control(self) -> QWidget:
        """Begin at what is asked first."""
        return self.panel.form.first_control()

    def go_on(self) -> None:
        """Sign in; where that was done, go on with it."""
        self._begin()
        if self._signed is None:
            self.panel.begin()
        else:
            self._hand_over(self._signed)

    def _take(self, signed: SignedIn) -> None:
        self._signed = signed
        self._hand_over(signed)

    def _hand_over(self, signed: SignedIn) -> None:
        place = {**self.panel.place(), "account": signed.account}
        self.ready.emit(NewConnection(self._kind, "", place, signed.secret))

    def refuse(self, error: UserError) -> None:
        """Keep the sign-in, unless it is what was refused."""
        if isinstance(error, SignInNeeded):
            self._signed = None
        super().refuse(error)

    def forget(self) -> None:
        """Forget what signing in gave."""
        self._signed = None
        self.panel.forget()


def form_of(way: Way, connections: Connections) -> ConnectForm | None:
    """Return the fields of a way; None for a file, which needs none."""
    if way.id == "address":
        return AddressForm(connections)
    if way.id == "caldav":
        return PasswordForm(way)
    return None if way.id == "file" else SignInForm(connections, way.id)
