"""A CalDAV server (RFC 4791): Nextcloud, iCloud, Fastmail, Radicale and many others; read only.

``place`` has ``url``, what the person typed (a server, an account, a calendar home or a calendar), and ``user``; the
secret is the password, mostly one that was made for this program alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from app.connectors import caldav_file
from app.connectors.caldav_calendars import calendars_at, typed_url
from app.connectors.caldav_changes import Changes
from app.connectors.caldav_session import Dav
from app.connectors.web import AllowedHosts
from app.connectors.web_addresses import origin_of
from app.errors import WrongUsage
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.connectors.connector import Connection
    from app.model.remote import FetchedBatch, RemoteCalendar, SyncState
    from app.progress import Progress


_ICLOUD: Final = "icloud.com"


def caldav_hosts(typed: str) -> AllowedHosts:
    """Return what a source of the address that a person typed may ask.

    The server may lead on to another public one, so that a sentence can name it; nothing that signs in goes there.

    Raises:
        WrongUsage: when it is no address.

    """
    try:
        origin = origin_of(typed_url(typed))
    except ValueError:
        raise WrongUsage(
            _("This is not the address of a server"),
            next_step=_("give it like https://calendar.example.com, without user name and password in it"),
        ) from None
    below = (_ICLOUD,) if origin.host.endswith(f".{_ICLOUD}") else ()
    return AllowedHosts((origin,), below, is_typed=True, may_pass_on=True)


class CalDavServer:
    """One account on a CalDAV server."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection; nothing is asked of the server yet."""
        self._connection = connection
        self._typed = typed_url(connection.place.get("url", ""))
        self._dav: Dav | None = None

    def calendars(self, progress: Progress) -> tuple[RemoteCalendar, ...]:
        """Return the calendars of the account that hold events.

        Raises:
            SignInNeeded: when the server does not take the password.
            SourceUnreachable: when it cannot be reached.
            UnreadableInput: when it is no CalDAV server, or has no calendar.
            Cancelled: when ``progress`` says so.

        """
        user = self._connection.place.get("user", "")
        return calendars_at(self._asking("calendars", progress), self._typed, user, progress)

    def fetch(self, calendar: RemoteCalendar, state: SyncState, progress: Progress) -> Iterator[FetchedBatch]:
        """Yield what is new in a calendar, a hundred entries at a time.

        Raises:
            SignInNeeded: when the server does not take the password any more, or lets it read this calendar.
            SourceUnreachable: when it cannot be reached.
            UnreadableInput: when the calendar is gone, or what comes is none.
            Cancelled: when ``progress`` says so.

        """
        url = urljoin(self._typed, calendar.id)
        yield from Changes(self._asking("events", progress), url, calendar, progress).since(state)

    @staticmethod
    def as_icalendar(calendar: RemoteCalendar, bodies: Iterable[bytes]) -> bytes:
        """Return all entries of a calendar as one iCalendar file."""
        return caldav_file.joined(calendar, bodies)

    def _asking(self, purpose: str, progress: Progress) -> Dav:
        """Return the account as the library asks it, for requests of one purpose; made once."""
        if self._dav is None:
            self._dav = Dav(self._connection, self._typed)
        self._dav.session.purpose, self._dav.session.progress = purpose, progress
        return self._dav
