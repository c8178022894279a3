"""What every connector to a server is: made with a connection, it lists calendars and brings what is new in them."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from app.connectors.web import Door
    from app.model.remote import ConnectionKind, FetchedBatch, RemoteCalendar, SyncState
    from app.progress import Progress

_CONNECTORS: dict[ConnectionKind, str] = {
    "address": "app.connectors.ics_url:IcsAddress",
    "google": "app.connectors.google_calendar:GoogleCalendar",
    "microsoft": "app.connectors.microsoft_graph:MicrosoftGraph",
    "caldav": "app.connectors.caldav_server:CalDavServer",
}


class Connection(NamedTuple):
    """What a connector is made with.

    Attributes:
        door: the only way to the network.
        place: where and as whom, without any secret: ``url``, ``user``, ``client``, as the connector names them.
        secret: the address, the password, or what signing in left; it is nobody else's to read.
        keep_secret: called with another secret that takes the place of this one (a token that was renewed).

    """

    door: Door
    place: Mapping[str, str]
    secret: str
    keep_secret: Callable[[str], None]

    def __repr__(self) -> str:
        """Return nothing of it: a secret is in it."""
        return "Connection()"


class Connector(Protocol):
    """One account on a server, read only."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection; nothing is asked of the server yet."""

    def calendars(self, progress: Progress) -> tuple[RemoteCalendar, ...]:
        """Return the calendars of the account.

        Raises:
            SignInNeeded: when the server wants another password, or signing in anew.
            SourceUnreachable: when it cannot be reached now.
            UnreadableInput: when what it says makes no sense.
            Cancelled: when ``progress`` says so.

        """

    def fetch(self, calendar: RemoteCalendar, state: SyncState, progress: Progress) -> Iterator[FetchedBatch]:
        """Yield what is new in a calendar, page by page; the last batch ends it.

        A token that the server takes no more is no error: the listing begins anew (``FetchedBatch.begins_anew``).

        Raises:
            SignInNeeded: likewise.
            SourceUnreachable: likewise; what was yielded before stands.
            UnreadableInput: likewise.
            Cancelled: likewise.

        """

    @staticmethod
    def as_icalendar(calendar: RemoteCalendar, bodies: Iterable[bytes]) -> bytes:
        """Return all items of a calendar as one iCalendar file, the same bytes for the same items in any order."""


def connector_of(kind: ConnectionKind) -> type[Connector]:
    """Return the class of a kind of source, which is loaded only now: some bring large libraries."""
    module, __, name = _CONNECTORS[kind].partition(":")
    return cast("type[Connector]", getattr(importlib.import_module(module), name))
