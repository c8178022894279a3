"""What window and command line do with calendars on a server."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.model.remote import NewConnection, RemoteCalendar, SignIn, SignInAsked, Visit
    from app.model.traffic_log import TrafficLog
    from app.operations.workspace import Workspace
    from app.operations.workspace_answers import Imported
    from app.progress import Progress


def _nothing() -> None:
    """Do nothing after a batch."""


class Connections:
    """Calendars on a server. All but `has_keyring`, `checked_address` and `traffic` ask the network, and take time."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def has_keyring(self) -> bool:
        """Tell whether this system keeps passwords and sign-ins; else they last until the program ends."""
        from app.store.secrets import has_keyring

        return has_keyring()

    def checked_address(self, text: str) -> tuple[str, str]:
        """Return the address of a calendar as it will be asked, and its host for people.

        Raises:
            UserError: when it is none, or one that is never asked; the sentence does not repeat it.

        """
        from app.connectors.ics_url import checked_address

        found = checked_address(text)
        return found.address, found.host

    def begin_sign_in(self, asked: SignInAsked) -> SignIn:
        """Begin to sign in; the answer's address is to be opened in a browser.

        Raises:
            UserError: when what was given makes no sense, or the server cannot be reached.

        """
        from app.operations.connecting import begin_sign_in

        return begin_sign_in(self._workspace, asked)

    def calendars(self, new: NewConnection, progress: Progress) -> tuple[RemoteCalendar, ...]:
        """Return the calendars of an account that is to be added, those that the person owns first.

        Raises:
            UserError: when the server cannot be reached, takes not the password, or makes no sense.
            Cancelled: when ``progress`` says so.

        """
        from app.operations.connecting import remote_calendars

        return remote_calendars(self._workspace, new, progress)

    def add(
        self,
        new: NewConnection,
        chosen: Sequence[str] | None,
        progress: Progress,
        on_batch: Callable[[], None] = _nothing,
    ) -> Imported:
        """Add an account and read its calendars; one that is there is brought up to date.

        Args:
            new: the account and its secret.
            chosen: ids or names of the calendars to read; None: those that the person owns.
            progress: asked between pages.
            on_batch: called after each batch that was stored.

        Raises:
            UserError: when nothing could be read.
            Cancelled: when ``progress`` says so; what was stored by then stays, and a sync goes on from there.

        """
        from app.operations.bringing_in import imported
        from app.operations.connecting import connect

        source, changed = connect(self._workspace, new, chosen, progress, on_batch)
        return imported(self._workspace, [source], changed)

    def calendars_of(self, source: int, progress: Progress) -> tuple[tuple[RemoteCalendar, bool], ...]:
        """Return all calendars of an account that is connected, and for each whether it is read.

        Raises:
            UserError: when the server cannot be asked.
            Cancelled: when ``progress`` says so.

        """
        from app.operations.choosing_calendars import calendars_to_choose

        return calendars_to_choose(self._workspace, source, progress)

    def choose(
        self, source: int, chosen: Sequence[str], progress: Progress, on_batch: Callable[[], None] = _nothing
    ) -> Imported:
        """Read these calendars of an account that is connected, by their ids, and no others; see `add`."""
        from app.operations.choosing_calendars import connected_as

        return self.add(connected_as(self._workspace, source), chosen, progress, on_batch)

    def renew(self, source: int, secret: str) -> None:
        """Keep another password, address or sign-in of a source."""
        from app.operations.connecting import renew_secret

        renew_secret(self._workspace, source, secret)

    def traffic(self) -> tuple[Visit, ...]:
        """Return every request that was ever made, oldest first."""
        from app.store.traffic_rows import read_visits

        with self._workspace.store.reading() as connection:
            return tuple(read_visits(connection))

    def traffic_log(self) -> TrafficLog:
        """Return the same for people, the newest first."""
        from app.operations.traffic_list import listed_traffic

        return listed_traffic(self._workspace)
