"""Calendars on a server: signing in, adding an account, and what a connector is made with."""

from __future__ import annotations

import secrets
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from app.connectors.connector import Connection, connector_of
from app.errors import SignInNeeded, UserError
from app.language import _
from app.model.foreign_text import visible
from app.operations.connected_refresh import Asked, drop_calendars, needs_of, note_needs, refresh_connected
from app.operations.refresh import Refresher
from app.store import remote_rows, source_rows, traffic_rows
from app.store.secrets import Secrets

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Mapping, Sequence

    from app.connectors.connector import Connector
    from app.connectors.web import AllowedHosts, Door
    from app.model.remote import (
        ConnectionKind,
        NewConnection,
        RemoteCalendar,
        SignedIn,
        SignIn,
        SignInAsked,
        Visit,
    )
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.store.remote_rows import StoredConnection
    from app.store.source_rows import StoredSource

_LONGEST_NAME = 60


def _nothing(_secret: str) -> None:
    """Keep no secret of an account that may never be added."""


def remote_calendars(
    workspace: Workspace, new: NewConnection, progress: Progress, keep_secret: Callable[[str], None] = _nothing
) -> tuple[RemoteCalendar, ...]:
    """Return the calendars of an account, those that the person owns first.

    Args:
        workspace: whose.
        new: the account and its secret.
        progress: asked whether to go on.
        keep_secret: called with a secret that takes the place of this one.

    Raises:
        UserError: when the server cannot be reached, takes not the password, or makes no sense.
        Cancelled: when ``progress`` says so.

    """
    with closing(door_for(workspace, new.kind, new.place, new.name, new.secret)) as door:
        connector = connector_of(new.kind)(Connection(door, new.place, new.secret, keep_secret))
        return _listed(connector, progress)


def _listed(connector: Connector, progress: Progress) -> tuple[RemoteCalendar, ...]:
    found = connector.calendars(progress)
    if not found:
        raise UserError(
            _("There is no calendar in this account"),
            next_step=_("make one there, or choose another account"),
        )
    return tuple(sorted(found, key=lambda each: not each.owned))


def connect(
    workspace: Workspace,
    new: NewConnection,
    chosen: Sequence[str] | None,
    progress: Progress,
    on_batch: Callable[[], None],
) -> tuple[int, int]:
    """Add an account, or bring the one that is there up to date, and read its calendars.

    Args:
        workspace: whose.
        new: the account and its secret.
        chosen: ids or names of the calendars to read; None: those that the person owns.
        progress: asked between pages.
        on_batch: called after each batch that was stored.

    Returns:
        The source, and how many events were new, changed or gone.

    Raises:
        UserError: when nothing could be read, or a name is none of the account's calendars.
        Cancelled: when ``progress`` says so; what was stored by then stays.

    """
    kept = Secrets(workspace.home)
    with_ = Refresher(workspace.store, workspace.prepared(), progress, on_batch)
    secret = _Renewed(new.secret)
    with closing(door_for(workspace, new.kind, new.place, new.name, new.secret)) as door:
        connector = connector_of(new.kind)(Connection(door, new.place, new.secret, secret.renew))
        calendars = _chosen(_listed(connector, progress), chosen)
        keeps_others = chosen is None
        source, handle = workspace.store.write(partial(_add, with_=with_, new=new, found=(calendars, keeps_others)))
        kept.keep(handle, secret.newest, new.keep)
        secret.keep = partial(kept.renew, handle)
        # The same connector goes on: what it was told while it listed the calendars need not be asked again.
        return source.id, refresh_connected(with_, source, Asked(connector))


class _Renewed:
    """The secret of an account that is being added, which asking may renew before it is kept."""

    def __init__(self, secret: str) -> None:
        self.newest = secret
        self.keep: Callable[[str], None] = _nothing

    def renew(self, secret: str) -> None:
        self.newest = secret
        self.keep(secret)


def _add(
    connection: sqlite3.Connection, with_: Refresher, new: NewConnection, found: tuple[Sequence[RemoteCalendar], bool]
) -> tuple[StoredSource, str]:
    """Store an account with its calendars (and whether others stay that are read); return it and its handle."""
    calendars, keeps_others = found
    name = new.name or _name_of(new, calendars)
    number = source_rows.add_source(connection, new.kind, name, place_of(new), int(time.time()))
    handle = remote_rows.read_connection(connection, number).handle or secrets.token_hex(12)
    remote_rows.write_connection(connection, number, new.place, handle)
    known = {each.remote.id for each in remote_rows.read_calendars(connection, number)}
    source = next(each for each in source_rows.read_sources(connection) if each.id == number)
    if not keeps_others:
        drop_calendars(connection, with_, source, known - {each.id for each in calendars})
    remote_rows.write_calendars(connection, number, calendars)
    return source, handle


def refresh_one(
    workspace: Workspace,
    with_: Refresher,
    source: StoredSource,
    *,
    accepts_gone: bool = False,
    secret: str | None = None,
) -> int:
    """Bring a source on a server up to date; ``secret`` takes the place of one that is not, or no longer, kept.

    Raises:
        UserError: when the server could not be read; what was stored before stays.
        Cancelled: when the progress says so.

    """
    with workspace.store.reading() as connection:
        stored = remote_rows.read_connection(connection, source.id)
    kept = Secrets(workspace.home)
    if secret is not None:
        kept.renew(stored.handle, _checked(stored.kind, secret))
    known = kept.read(stored.handle)
    if known is None:
        error = SecretMissing(stored)
        with_.store.write(partial(note_needs, source=source, sentence=error.sentence()))
        raise error
    with closing(door_for(workspace, stored.kind, stored.place, source.name, known)) as door:
        made = Connection(door, stored.place, known, partial(kept.renew, stored.handle))
        return refresh_connected(with_, source, Asked(connector_of(stored.kind)(made), accepts_gone))


class SecretMissing(SignInNeeded):
    """The password or the sign-in of a source was kept only until the program ended, or is gone."""

    def __init__(self, stored: StoredConnection) -> None:
        needs = needs_of(stored.kind)
        what = {
            "address": _("The address of {name} is not kept on this computer"),
            "password": _("The password of {name} is not kept on this computer"),
            "sign-in": _("The sign-in of {name} is not kept on this computer"),
        }[needs]
        super().__init__(
            what.format(name=visible(stored.name, _LONGEST_NAME)),
            next_step=_("give it again in the settings, or with clearweek sync --password-stdin")
            if needs != "sign-in"
            else _("sign in again"),
        )


def renew_secret(workspace: Workspace, source: int, secret: str) -> None:
    """Keep another password, address or sign-in of a source."""
    with workspace.store.reading() as connection:
        stored = remote_rows.read_connection(connection, source)
    kept = Secrets(workspace.home)
    # One that lasts until the program ends may be kept for longer now; a file that was chosen stays the choice.
    kept.keep(
        stored.handle, _checked(stored.kind, secret), "file" if kept.where(stored.handle) == "file" else "keyring"
    )
    workspace.store.write(partial(remote_rows.write_needs, source=source, needs=""))


def begin_sign_in(workspace: Workspace, asked: SignInAsked) -> SignIn:
    """Begin to sign in: the person goes to an address in a browser, and comes back to this computer.

    Raises:
        UserError: when what was given makes no sense, or the server cannot be reached.

    """
    door = door_for(workspace, asked.kind, {}, "", "")
    try:
        return _WithDoor(_begun(asked, door), door)
    except BaseException:
        door.close()
        raise


def _begun(asked: SignInAsked, door: Door) -> SignIn:
    if asked.kind == "google":
        from app.connectors.google_sign_in import begin_google

        return begin_google(asked.client, door)
    from app.connectors.microsoft_sign_in import begin_device, begin_microsoft

    begin = begin_device if asked.by_code else begin_microsoft
    return begin(asked.client, door, tenant=asked.tenant)


class _WithDoor:
    """A sign-in that closes its way to the network when it ends."""

    def __init__(self, inner: SignIn, door: Door) -> None:
        self._inner, self._door = inner, door
        self.address, self.code = inner.address, inner.code

    def wait(self, progress: Progress) -> SignedIn:
        """Return when the person has agreed; see `app.model.remote.SignIn`."""
        try:
            return self._inner.wait(progress)
        finally:
            self.close()

    def close(self) -> None:
        """Wait no more."""
        self._inner.close()
        self._door.close()


def door_for(workspace: Workspace, kind: ConnectionKind, place: Mapping[str, str], name: str, secret: str) -> Door:
    """Return the way to the servers of a source, and to no others; each request on it is noted."""
    from app.connectors.web import Door

    def note(visit: Visit) -> None:
        workspace.store.write(partial(traffic_rows.write_visit, visit=visit))

    def is_offline() -> bool:
        return workspace.settings().offline

    return Door(_hosts(kind, place, secret), note, source=name, is_offline=is_offline)


def _hosts(kind: ConnectionKind, place: Mapping[str, str], secret: str) -> AllowedHosts:
    if kind == "google":
        from app.connectors.google_access import google_hosts

        return google_hosts(place)
    if kind == "microsoft":
        from app.connectors.microsoft_access import microsoft_hosts

        return microsoft_hosts(place)
    if kind == "address":
        from app.connectors.ics_url import address_hosts

        return address_hosts(secret)
    from app.connectors.caldav_server import caldav_hosts

    return caldav_hosts(place.get("url", ""))


def _checked(kind: ConnectionKind, secret: str) -> str:
    """Return another secret as it is kept: an address in the form in which it is asked."""
    if kind != "address":
        return secret
    from app.connectors.ics_url import checked_address

    return checked_address(secret).address


def place_of(new: NewConnection) -> str:
    """Return what tells an account from every other, without any secret."""
    if new.kind == "address":
        from app.connectors.ics_url import handle_of

        return handle_of(new.secret)
    if new.kind == "caldav":
        return f"caldav:{new.place.get('user', '')}@{new.place.get('url', '')}"
    return f"{new.kind}:{new.place.get('account', '')}"


def _name_of(new: NewConnection, calendars: Sequence[RemoteCalendar]) -> str:
    if new.kind == "address":
        return calendars[0].name
    return new.place.get("account") or new.place.get("user") or new.kind


def _chosen(found: Sequence[RemoteCalendar], chosen: Sequence[str] | None) -> list[RemoteCalendar]:
    if chosen is None:
        return [each for each in found if each.owned] or list(found[:1])
    wanted = []
    for word in chosen:
        meant = [each for each in found if word in {each.id, each.name}]
        if not meant:
            names = ", ".join(visible(each.name, _LONGEST_NAME) for each in found)
            raise UserError(
                _("This account has no calendar “{name}”").format(name=visible(word, _LONGEST_NAME)),
                next_step=_("it has {names}").format(names=names),
            )
        wanted += meant
    return list(dict.fromkeys(wanted))
