"""Which calendars of a connected account are read, chosen anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.remote import NewConnection
from app.operations.connecting import SecretMissing, remote_calendars
from app.store import remote_rows
from app.store.secrets import Secrets

if TYPE_CHECKING:
    from app.model.remote import RemoteCalendar
    from app.operations.workspace import Workspace
    from app.progress import Progress


def calendars_to_choose(
    workspace: Workspace, source: int, progress: Progress
) -> tuple[tuple[RemoteCalendar, bool], ...]:
    """Return all calendars of an account that is connected, and for each whether it is read.

    Raises:
        UserError: when the server cannot be asked.
        Cancelled: when ``progress`` says so.

    """
    with workspace.store.reading() as connection:
        known = {each.remote.id for each in remote_rows.read_calendars(connection, source)}
    found = remote_calendars(workspace, connected_as(workspace, source), progress)
    return tuple((each, each.id in known) for each in found)


def connected_as(workspace: Workspace, source: int) -> NewConnection:
    """Return an account that is connected as if it were to be added anew.

    Raises:
        SignInNeeded: when its secret is not, or no longer, kept.

    """
    with workspace.store.reading() as connection:
        stored = remote_rows.read_connection(connection, source)
    kept = Secrets(workspace.home)
    secret = kept.read(stored.handle)
    if secret is None:
        raise SecretMissing(stored)
    return NewConnection(stored.kind, stored.name, stored.place, secret, kept.where(stored.handle))
