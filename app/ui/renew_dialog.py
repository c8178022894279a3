"""What a connected calendar needs before it can be read again: its password, its address, or signing in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from app.errors import UserError
from app.language import N_, _
from app.model.foreign_text import visible
from app.ui import background, theme
from app.ui.buttons import button
from app.ui.connect_forms import kept_words
from app.ui.plain_label import PlainLabel
from app.ui.secret_field import SecretField
from app.ui.sign_in_page import SignInPanel
from app.ui.step_list import IconLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.model.remote import SignedIn
    from app.operations.connections import Connections
    from app.progress import Progress
    from app.ui.source_card import SourceLine

_LETTERS: Final = 72
_TYPED: Final = frozenset({"password", "address"})
"""What is typed; all else is signing in."""
_QUESTIONS: Final = {
    "password": N_("What is the password now?"),
    "address": N_("What is the address now?"),
    "sign-in": N_("Sign in again"),
}
_SECRETS: Final = {"password": N_("The password"), "address": N_("The address"), "sign-in": N_("The sign-in")}
_CLIENTS: Final = {
    "google": N_("It takes the file of the client that you made at Google: “Clients”, then “Download JSON”."),
    "microsoft": N_("It takes the id of the app that you made at Microsoft: “App registrations”, then “Overview”."),
}


class RenewDialog(QDialog):
    """Asks for one secret, and keeps it; the source is read again by whoever opened the dialog.

    Signals:
        renewed: another secret is kept.
    """

    renewed = Signal()

    def __init__(self, source: SourceLine, connections: Connections, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Connect again"))
        self._source = source
        self._connections = connections
        self._job: background.Job | None = None
        self.field: SecretField | None = None
        self.panel: SignInPanel | None = None
        rows = QVBoxLayout(self)
        rows.setContentsMargins(theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_XL, theme.SPACE_L)
        rows.setSpacing(theme.SPACE_M)
        rows.addWidget(
            PlainLabel(_(_QUESTIONS.get(source.needs, _QUESTIONS["sign-in"])), "door", parent=self, wrap=True)
        )
        rows.addWidget(PlainLabel(visible(source.name, 120), color="muted", parent=self, wrap=True))
        if source.state:
            rows.addWidget(PlainLabel(source.state, color="muted", parent=self, wrap=True))
        if source.needs == "sign-in":
            rows.addWidget(PlainLabel(_(_CLIENTS.get(source.kind, _CLIENTS["microsoft"])), parent=self, wrap=True))
        rows.addWidget(self._asked())
        self.problem = PlainLabel(color="problem", parent=self, wrap=True)
        self.problem.hide()
        rows.addWidget(self.problem)
        self.kept = IconLine("lock", kept_words(self._secret_name(), has_keyring=True), parent=self)
        rows.addWidget(self.kept)
        rows.addStretch(1)
        self.cancel_button = button(_("Cancel"), "quiet", self)
        self.main_button = button(_("Read again") if source.needs in _TYPED else _("Sign in"), "main", self)
        self.main_button.setDefault(True)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.main_button)
        rows.addLayout(foot)
        self.cancel_button.clicked.connect(self.reject)
        self.main_button.clicked.connect(self._go_on)
        self.setMinimumWidth(min(_LETTERS * self.fontMetrics().averageCharWidth(), 900))
        self._settle()
        background.start(partial(_has_keyring, connections), self._show_keeping, self._ignore, self)

    def _asked(self) -> QWidget:
        """Return the field, or what signing in needs."""
        if self._source.needs in _TYPED:
            name = _("Password") if self._source.needs == "password" else _("Address of the calendar")
            self.field = SecretField(name, "" if self._source.needs == "password" else "https://…", self)
            self.field.changed.connect(self._settle)
            self.field.line.setFocus(Qt.FocusReason.OtherFocusReason)
            return self.field
        self.panel = SignInPanel(self._connections, "google" if self._source.kind == "google" else "microsoft", self)
        self.panel.changed.connect(self._settle)
        self.panel.signed_in.connect(self._keep_sign_in)
        self.panel.form.first_control().setFocus(Qt.FocusReason.OtherFocusReason)
        return self.panel

    def done(self, result: int) -> None:
        """Close, wait for nothing more, and leave no secret behind."""
        if self._job is not None:
            self._job.cancel()
        if self.field is not None:
            self.field.forget()
        if self.panel is not None:
            self.panel.forget()
        super().done(result)

    def _secret_name(self) -> str:
        return _(_SECRETS.get(self._source.needs, _SECRETS["sign-in"]))

    def _show_keeping(self, has_keyring: bool) -> None:  # noqa: FBT001 (what a job brings)
        self.kept.label.setText(kept_words(self._secret_name(), has_keyring=has_keyring))

    def _ignore(self, _error: UserError) -> None:
        """Leave the words as they are."""

    def _settle(self) -> None:
        if self.panel is not None:
            self.main_button.setDisabled(self.panel.is_waiting() or bool(self.panel.missing()))
        elif self.field is not None:
            self.main_button.setDisabled(not self.field.secret().strip())

    def _go_on(self) -> None:
        self.problem.hide()
        if self.panel is not None:
            self.panel.begin()
            return
        if self.field is None:
            return
        secret = self.field.secret()
        if self._source.needs == "address":
            try:
                secret = self._connections.checked_address(secret)[0]
            except UserError as error:
                self.field.complain(error.sentence())
                return
        self._keep(secret)

    def _keep_sign_in(self, signed: SignedIn) -> None:
        self._keep(signed.secret)

    def _keep(self, secret: str) -> None:
        self.main_button.setDisabled(True)
        work = partial(_renew, self._connections, self._source.id, secret)
        self._job = background.start(work, self._kept, self._fail, self, instead_of=self._job)

    def _kept(self, _nothing: None) -> None:
        self.accept()
        self.renewed.emit()

    def _fail(self, error: UserError) -> None:
        self.problem.setText(error.sentence())
        self.problem.show()
        self._settle()


def _has_keyring(connections: Connections, _progress: Progress) -> bool:
    return connections.has_keyring()


def _renew(connections: Connections, source: int, secret: str, _progress: Progress) -> None:
    connections.renew(source, secret)
