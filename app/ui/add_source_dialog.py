"""Adding a calendar in at most three steps: where it is, how it is read there, and which calendars, or which file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Signal

from app.language import _
from app.model.foreign_text import visible
from app.ui import background, theme
from app.ui.calendars_page import CalendarsPage
from app.ui.connect_forms import SignInForm, kept_words
from app.ui.connect_pages import WayPage
from app.ui.file_drop import FileDrop, dropped_paths
from app.ui.place_page import PlacePage
from app.ui.sign_in_page import GoogleFields
from app.ui.step_dialog import StepDialog, StepPage
from app.ui.step_list import IconLine

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent
    from PySide6.QtWidgets import QWidget

    from app.errors import UserError
    from app.model.remote import NewConnection, RemoteCalendar
    from app.operations.connections import Connections
    from app.operations.workspace import Workspace
    from app.progress import Progress


class Chosen(NamedTuple):
    """An account that is to be read, and the ids of those of its calendars that count."""

    new: NewConnection
    calendars: tuple[str, ...]


class FilePage(StepPage):
    """The file itself."""

    def __init__(self) -> None:
        super().__init__(_("Read it"), _("Which file is it?"))
        self.is_wanted = True
        self.drop = FileDrop()
        self.rows.addWidget(self.drop)
        self.rows.addSpacing(theme.SPACE_S)
        self.rows.addWidget(
            IconLine(
                "shield",
                _(
                    "Clearweek reads titles, times, repeats, guests and their answers, and links to join. "
                    "They stay on this computer, and the file stays as it is."
                ),
            )
        )

    def applies(self) -> bool:
        """An account is no file."""
        return self.is_wanted

    def blocked(self) -> str:
        """Wait for a file."""
        return "" if self.drop.paths() else _("Choose or drop a file to go on.")

    def first_control(self) -> QWidget | None:
        """Begin at choosing."""
        return self.drop.file_button


class AddSourceDialog(StepDialog):
    """Asks where the calendar is and how it is read there, and takes the account or the file.

    Whoever opened the dialog adds what it brings.

    Args:
        workspace: whose connections are asked; without one, only files are taken.

    Signals:
        chosen: paths of files.
        connection_chosen: an account (`Chosen`).
    """

    chosen = Signal(list)
    connection_chosen = Signal(object)

    def __init__(self, workspace: Workspace | None = None, parent: QWidget | None = None) -> None:
        super().__init__(_("Add a calendar"), _("Read it"), _("Cancel"), parent)
        self._connections = workspace.connections if workspace is not None else None
        self._has_keyring = True
        self._new: NewConnection | None = None
        self._job: background.Job | None = None
        self.setAcceptDrops(True)
        self.place_page, self.file_page, self.calendars_page = PlacePage(), FilePage(), CalendarsPage()
        self.way_page = WayPage(self.place_page, self._connections)
        self.place_page.chosen.connect(self._place_chosen)
        self.way_page.changed.connect(self._settle_way)
        self.way_page.ready.connect(self._ask)
        self.way_page.stopped.connect(self._stop_asking)
        self.calendars_page.changed.connect(self.settle)
        self.file_page.drop.changed.connect(self.settle)
        self.show_below_line(self.way_page.asking)
        self.set_pages([self.place_page, self.way_page, self.calendars_page, self.file_page])
        if self._connections is not None:
            background.start(partial(_has_keyring, self._connections), self._take_keyring, self._ignore, self)

    def go_on(self) -> None:
        """Ask the server before its calendars are shown."""
        form = self.way_page.form
        if self.page() is self.way_page and form is not None:
            if not self.way_page.blocked():
                form.go_on()
            return
        super().go_on()

    def back(self) -> None:
        """Wait for nothing that the step before makes needless."""
        self._stop_asking()
        if isinstance(self.way_page.form, SignInForm):
            self.way_page.form.panel.stop()
        super().back()

    def finish(self) -> None:
        """Hand over what was chosen, and close."""
        if self.page() is self.calendars_page and self._new is not None:
            chosen = Chosen(self._new, self.calendars_page.chosen())
            self.accept()
            self.connection_chosen.emit(chosen)
            return
        paths = self.file_page.drop.paths()
        self.accept()
        self.chosen.emit(paths)

    def done(self, result: int) -> None:
        """Close, wait for nothing more, and leave no secret behind."""
        if self._job is not None:
            self._job.cancel()
        self._new = None
        self.way_page.forget()
        super().done(result)

    def _place_chosen(self) -> None:
        self.way_page.show_place()
        self._settle_way()
        self.go_on()

    def _settle_way(self) -> None:
        place = self.place_page
        connects = not place.has_file and self.way_page.form is not None
        self.calendars_page.is_wanted, self.file_page.is_wanted = connects, not connects
        self.settle()

    # ---- the server ----

    def _keeping(self, new: NewConnection) -> str:
        form = self.way_page.form
        if form is None or new.keep == "file":
            return _("The address is kept in a file of Clearweek that only you can read.")
        return kept_words(form.secret_name(), has_keyring=self._has_keyring)

    def _take_keyring(self, has_keyring: bool) -> None:  # noqa: FBT001 (what a job brings)
        self._has_keyring = has_keyring
        self.way_page.show_keeping(has_keyring=has_keyring)

    def _ignore(self, _error: UserError) -> None:
        """Leave the words as they are: whether there is a keyring shows when something is kept."""

    def _ask(self, new: NewConnection) -> None:
        if self._connections is None:
            return
        url = new.place.get("url", "").partition("://")[2].partition("/")[0]
        where = new.place.get("host") or url or {"google": "Google"}.get(new.kind, "Microsoft 365")
        self.way_page.asking.begin(_("Asking {host} for its calendars…").format(host=visible(where, 80)))
        work = partial(_calendars, self._connections, new)
        self._job = background.start(work, partial(self._show, new), self._refuse, self, instead_of=self._job)
        self.settle()

    def _show(self, new: NewConnection, calendars: tuple[RemoteCalendar, ...]) -> None:
        self._stop_asking()
        if new.kind in {"google", "microsoft"} and not new.place.get("account"):
            # Without it, a second account would be taken for the first.
            owner = next((each.owner for each in calendars if each.owned and each.owner), "")
            new = new._replace(place={**new.place, "account": owner})
        self._new = new
        self.calendars_page.show_calendars(new, calendars, self._keeping(new))
        super().go_on()

    def _refuse(self, error: UserError) -> None:
        self._stop_asking()
        if self.way_page.form is not None:
            self.way_page.form.refuse(error)
            self.bring_into_view(self.way_page.form.problem)
        self.settle()

    def _stop_asking(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._job = None
        self.way_page.asking.end()
        self.settle()

    # ---- what is dropped ----

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a file at every step."""
        if dropped_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the files, and go to where they are listed; the file of a client goes where it is asked for."""
        event.acceptProposedAction()
        paths = dropped_paths(event.mimeData())
        form = self.way_page.form
        if self.page() is self.way_page and isinstance(form, SignInForm) and Path(paths[0]).suffix == ".json":
            if isinstance(form.panel.form, GoogleFields):
                form.panel.form.file.take(paths[0])
            return
        self.file_page.drop.add(paths)
        self._go_to_file()

    def _go_to_file(self) -> None:
        if self.place_page.guide is None and not self.place_page.has_file:
            self.place_page.file_button.click()
        elif self.place_page.guide is not None:
            self.way_page.choose("file")
        while self.page() is not self.file_page:
            if self.page() is self.calendars_page:
                self.back()
            else:
                super().go_on()


def _has_keyring(connections: Connections, _progress: Progress) -> bool:
    return connections.has_keyring()


def _calendars(connections: Connections, new: NewConnection, progress: Progress) -> tuple[RemoteCalendar, ...]:
    return connections.calendars(new, progress)
