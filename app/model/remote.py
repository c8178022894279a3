"""Calendars on a server: what a connector says of them, batch by batch, and what is kept between two syncs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.progress import Progress

ConnectionKind = Literal["address", "google", "microsoft", "caldav"]
CONNECTION_KINDS: tuple[ConnectionKind, ...] = ("address", "google", "microsoft", "caldav")


SecretPlace = Literal["keyring", "session", "file"]
"""Where a secret is kept: with the system's keyring, until the program ends, or (an ICS address only, and only where
the person chose it) in a file that only they may read."""


class NewConnection(NamedTuple):
    """A calendar on a server that is to be added.

    Attributes:
        name: of the source, for people; empty: made of what is known of it.
        place: where and as whom, without any secret, as the connector names it (``url``, ``user``, ``host``).
        secret: the address, the password, or what signing in gave.
        keep: where the secret is to be kept; without a keyring, one for the keyring lasts until the program ends.

    """

    kind: ConnectionKind
    name: str
    place: Mapping[str, str]
    secret: str
    keep: SecretPlace = "keyring"

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return f"NewConnection({self.kind}, {self.name!r})"


class SignInAsked(NamedTuple):
    """What somebody signs in with.

    Attributes:
        client: Google: the text of the JSON file of the person's own client; Microsoft: the id of the app.
        tenant: Microsoft: ``common``, or the name or id of the organization.
        by_code: Microsoft: with a code that is typed in a browser, here or on another machine.

    """

    kind: Literal["google", "microsoft"]
    client: str
    tenant: str = "common"
    by_code: bool = False

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return f"SignInAsked({self.kind})"


class SignedIn(NamedTuple):
    """What signing in gave: the secret to keep, and the address of the account (empty where nobody said)."""

    secret: str
    account: str

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return f"SignedIn(account={self.account!r})"


class SignIn(Protocol):
    """A sign-in that has begun: the person goes to the address in a browser."""

    @property
    def address(self) -> str:
        """What is to be opened in a browser."""

    @property
    def code(self) -> str:
        """What is to be typed there, empty where nothing is."""

    def wait(self, progress: Progress) -> SignedIn:
        """Return when the person has agreed.

        Raises:
            UserError: when they refused, it took too long, or the answer was not for us.
            Cancelled: when ``progress`` says so.

        """

    def close(self) -> None:
        """Wait no more; may be called again, and after `wait`."""


class RemoteCalendar(NamedTuple):
    """One calendar on a server.

    Attributes:
        id: what the server calls it: Google's or Graph's id, the path of a CalDAV collection, empty for an ICS address.
        name: for people.
        owned: it is the person's own, and so counted unless they say otherwise.
        owner: the address that it belongs to (METRICS.md §1, *me*), None where the server does not say.
        zone: the IANA name of the zone in which its floating times are read, None: the analysis zone.

    """

    id: str
    name: str
    owned: bool = True
    owner: str | None = None
    zone: str | None = None


class RemoteItem(NamedTuple):
    """One thing that the server keeps by itself: an event, a series, an instance of one, a CalDAV resource.

    Attributes:
        id: what the server calls it, the same at each sync: an event's id, the path of a resource.
        version: ETag or change key; empty where the server gives none.
        body: what the server says of it, in the form that the connector's ``as_icalendar`` reads.

    """

    id: str
    version: str
    body: bytes


class SyncState(NamedTuple):
    """What the last sync of a calendar left.

    Attributes:
        token: what the connector gave with its last batch; None: it was never read to its end.
        known: the version of each item that is kept, by its id.

    """

    token: str | None
    known: Mapping[str, str]


class FetchedBatch(NamedTuple):
    """One page of a calendar.

    Attributes:
        items: new and changed ones.
        removed: ids that the server says are gone; those that nobody knows change nothing.
        begins_anew: a full listing begins with this batch: of what is kept, only what comes from here on stays when
            it ends. Where it comes in the middle of another (a token was refused between pages), that one is void.
        token: what the next sync goes on from; only with the last batch, None with all others.
        ends: it is the last of this calendar.
        notes: sentences about what of the calendar could not be had, for the list of what was set aside.

    """

    items: tuple[RemoteItem, ...] = ()
    removed: tuple[str, ...] = ()
    begins_anew: bool = False
    token: str | None = None
    ends: bool = False
    notes: tuple[str, ...] = ()


class Visit(NamedTuple):
    """One request that was made, as the log of the network keeps it.

    Attributes:
        when: seconds since 1970 UTC.
        source: the name of the source for which it was made, empty for one that is being added.
        host: name or address, with the port where it is not the usual one; never the path, which may hold a secret.
        method: GET, POST, PROPFIND, REPORT, OPTIONS.
        purpose: one hyphenated word: ``events``, ``calendars``, ``sign-in``.
        sent: bytes of the body and the header that went out.
        received: bytes of the body that came back, as they came over the wire.
        result: the status as text, or one hyphenated word: ``timed-out``, ``refused``, ``no-such-host``.

    """

    when: int
    source: str
    host: str
    method: str
    purpose: str
    sent: int
    received: int
    result: str
