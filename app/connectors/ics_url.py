"""A calendar at an address of the web: the secret address of Google, a published one of Outlook, any file of iCalendar.

Whoever has the address reads the calendar, so it is kept like a password. In sentences, in the log and in what is
stored stands the host, and where two addresses of one host must be told apart, the host and six digits of a hash.
"""

from __future__ import annotations

import ipaddress
import json
import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote, urlunsplit

from app.connectors.ics_text import check_is_calendar
from app.connectors.web import AllowedHosts, Request
from app.connectors.web_addresses import origin_and_parts, reach_of
from app.errors import SignInNeeded, SourceUnreachable, UnreadableInput, WrongUsage
from app.language import _
from app.model.foreign_text import visible
from app.model.remote import FetchedBatch, RemoteCalendar, RemoteItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from app.connectors.connector import Connection
    from app.connectors.web import Answer
    from app.model.remote import SyncState
    from app.progress import Progress

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_WRITTEN: Final = "!#$%&'()*+,/:;=?@[]~"
"""What stays as it is in a path; all else beyond letters and digits is written as bytes (RFC 3986 §2)."""
_INSIDE: Final = (".local", ".lan", ".home", ".internal", ".intranet", ".home.arpa", ".fritz.box", ".localhost")
"""Ends of names that lead nowhere on the internet (RFC 6762, RFC 8375, and what routers and companies use)."""
_GONE: Final = frozenset({401, 403, 404, 410})
_HEAD: Final = 65_536
_FOLD: Final = re.compile(rb"\r?\n[ \t]")
_NAME: Final = re.compile(rb"(?im)^X-WR-CALNAME(?:;[^:\r\n]*)?:([^\r\n]*)")
_BEGINS: Final = re.compile(rb"(?im)^[ \t]*BEGIN[ \t]*:[ \t]*VCALENDAR[ \t]*\r?$")
_ENDS: Final = re.compile(rb"(?im)^[ \t]*END[ \t]*:[ \t]*VCALENDAR[ \t]*\r?$")
_STAMP: Final = re.compile(rb"(?im)^DTSTAMP[^\r\n]*")
_ESCAPED: Final = re.compile(r"\\([\\;,nN])")
_LONGEST_NAME: Final = 200
_NOTHING: Final = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Clearweek//EN\r\nEND:VCALENDAR\r\n"


class CheckedAddress(NamedTuple):
    """An address that may be asked.

    Attributes:
        address: in the one way that it is kept and asked, a secret.
        host: for people: in punycode, with the port where it is not the usual one.

    """

    address: str
    host: str

    def __repr__(self) -> str:
        """Return what may be seen of it."""
        return f"CheckedAddress({handle_of(self.address)})"


def checked_address(text: str) -> CheckedAddress:
    """Return what a person typed, or pasted, as the address of a calendar.

    ``webcal`` is read as ``https``, and so is an address without a scheme. Plain ``http`` is only for a host in the
    person's own network.

    Raises:
        WrongUsage: when it is none, or one that is never asked; the sentence does not repeat it.

    """
    typed = text.strip().strip("<>\"'").strip()
    scheme = _SCHEME.match(typed)
    if scheme is None:
        typed = f"https://{typed}"
    elif scheme[1].lower() in {"webcal", "webcals"}:
        typed = f"https://{typed[scheme.end() :]}"
    try:
        origin, parts = origin_and_parts(typed)
    except ValueError:
        if "@" in typed.partition("://")[2].partition("/")[0]:
            raise WrongUsage(
                _("The address holds a name or a password"),
                next_step=_("leave out what stands before the @, or add the calendar by CalDAV"),
            ) from None
        raise WrongUsage(
            _("This is no address of a calendar"),
            next_step=_("copy it whole; it begins with https:// or webcal://"),
        ) from None
    _check_host(origin.scheme, origin.host, origin.name)
    path = quote(parts.path, safe=_WRITTEN)
    return CheckedAddress(
        urlunsplit((origin.scheme, origin.name, path or "/", quote(parts.query, safe=_WRITTEN), "")), origin.name
    )


def _check_host(scheme: str, host: str, name: str) -> None:
    reach = _typed_reach(host)
    if reach == "never":
        raise WrongUsage(
            _("No calendar can stand at {host}").format(host=name), next_step=_("check the address, and copy it whole")
        )
    if scheme == "http" and reach == "public":
        raise WrongUsage(
            _("The address of {host} begins with http://, so anybody on the way could read your calendar").format(
                host=name
            ),
            next_step=_("write https:// instead; plain http is only for a machine in your own network"),
        )


def _typed_reach(host: str) -> str:
    """Return how far away a host is by the look of it; where it really leads, the door sees."""
    try:
        return reach_of(str(ipaddress.ip_address(host)))
    except ValueError:
        return "near" if "." not in host or host.endswith(_INSIDE) else "public"


def address_hosts(address: str) -> AllowedHosts:
    """Return the hosts that a door to an address may ask.

    Raises:
        SignInNeeded: when what is kept as the address is none (any more).

    """
    try:
        return AllowedHosts.address(address)
    except ValueError:
        raise SignInNeeded(
            _("What is kept as the address of this calendar is none"), next_step=_("give it again")
        ) from None


def handle_of(address: str) -> str:
    """Return what an address is called where it is told from others: its host and six digits of a hash."""
    return f"{origin_and_parts(address)[0].name}#{_digest(address.encode(), 3)}"


def _digest(data: bytes, size: int) -> str:
    return blake2b(data, digest_size=size).hexdigest()


class _Known(NamedTuple):
    """What the last reading left, as it is kept between two syncs.

    Attributes:
        etag: the ETag of the answer.
        modified: its Last-Modified.
        digest: a hash of the file without DTSTAMP.
        handle: of which address this is; another one is read anew.

    """

    etag: str
    modified: str
    digest: str
    handle: str

    @classmethod
    def read(cls, token: str | None) -> _Known:
        """Return what a token holds; one that makes no sense holds nothing."""
        try:
            found = json.loads(token or "[]")
            return cls(*map(str, found))
        except (ValueError, TypeError):
            return cls("", "", "", "")

    def token(self) -> str:
        """Return it as text."""
        return json.dumps(list(self), separators=(",", ":"), ensure_ascii=False)


class IcsAddress:
    """One calendar file at an address of the web."""

    def __init__(self, connection: Connection) -> None:
        """Take the connection; nothing is asked of the server yet."""
        self._door = connection.door
        self._address = connection.secret
        self._host = origin_and_parts(connection.secret)[0].name
        self._whole: Answer | None = None

    def calendars(self, progress: Progress) -> tuple[RemoteCalendar, ...]:
        """Return the one calendar, after a look whether it is there; see `Connector.calendars`."""
        self._whole = self._asked({}, progress)
        return (RemoteCalendar("", _name_in(self._whole.body) or self._host),)

    def fetch(self, calendar: RemoteCalendar, state: SyncState, progress: Progress) -> Iterator[FetchedBatch]:
        """Yield the file whole where it is another than before; see `Connector.fetch`."""
        what = _("Reading {name}").format(name=visible(calendar.name, _LONGEST_NAME))
        progress.report(0, 1, what)
        known = _Known.read(state.token)
        handle = handle_of(self._address)
        # Without the file that it describes, what the last sync left would let the server say "nothing new".
        is_known = calendar.id in state.known and known.handle == handle
        answer, self._whole = self._whole or self._asked(_conditions(known) if is_known else {}, progress), None
        if answer.status == 304:
            yield FetchedBatch(token=state.token, ends=True)
        else:
            etag, modified = answer.headers.get("etag", ""), answer.headers.get("last-modified", "")
            # Many services write DTSTAMP anew each time, and nothing else.
            digest = _digest(_STAMP.sub(b"", answer.body), 16)
            item = RemoteItem(calendar.id, etag or digest, answer.body)
            is_same = is_known and digest == known.digest
            token = _Known(etag, modified, digest, handle).token()
            yield FetchedBatch(items=() if is_same else (item,), token=token, ends=True)
        progress.report(1, 1, what)

    @staticmethod
    def as_icalendar(calendar: RemoteCalendar, bodies: Iterable[bytes]) -> bytes:  # noqa: ARG004 (what all give)
        """Return the file as the server gave it."""
        return next(iter(bodies), _NOTHING)

    def _asked(self, conditions: dict[str, str], progress: Progress) -> Answer:
        """Return an answer that holds a calendar, or says that it is the same as before."""
        headers = {"Accept": "text/calendar, */*;q=0.1", **conditions}
        answer = self._door.ask_patiently(Request("GET", self._address, headers), progress)
        if answer.status == 304 and conditions:
            return answer
        if answer.status in _GONE:
            raise SignInNeeded(
                _("{host} gives no calendar at this address any more").format(host=self._host),
                _("it answers with {status}").format(status=answer.status),
                self._where_to_copy(),
            )
        if not 200 <= answer.status < 300:
            raise SourceUnreachable(
                _("{host} gave no calendar").format(host=self._host),
                _("it answers with {status}").format(status=answer.status),
                _("try again later; what was read before stays"),
            )
        self._check(answer.body)
        return answer

    def _check(self, body: bytes) -> None:
        """Refuse what is no calendar, or half of one: of that, the other half would look as if it were deleted."""
        try:
            check_is_calendar(body)
        except UnreadableInput as error:
            raise UnreadableInput(
                _("{host} gave no calendar").format(host=self._host), error.why, self._where_to_copy()
            ) from None
        if len(_BEGINS.findall(body)) != len(_ENDS.findall(body)):
            raise UnreadableInput(
                _("{host} gave half a calendar").format(host=self._host),
                _("it breaks off in the middle"),
                _("try again later; what was read before stays"),
            )

    def _where_to_copy(self) -> str:
        """Return where the person finds an address that works."""
        if self._host.endswith(("google.com", "googleusercontent.com")):
            return _("copy “Secret address in iCal format” from the settings of the calendar at Google")
        if self._host.endswith(("outlook.com", "office365.com", "office.com", "live.com")):
            return _("publish the calendar in the settings of Outlook, and copy its ICS link")
        return _("copy the address again; it must open without signing in")


def _conditions(known: _Known) -> dict[str, str]:
    """Return the headers that ask for the file only where it is another (RFC 9110 §13.1)."""
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.modified}
    return {name: value for name, value in headers.items() if value}


def _name_in(body: bytes) -> str:
    """Return the name that a calendar gives itself, empty where it gives none."""
    found = _NAME.search(_FOLD.sub(b"", body[:_HEAD]))
    if found is None:
        return ""
    text = found[1].decode("utf-8", "replace").strip()
    return _ESCAPED.sub(lambda sign: " " if sign[1] in "nN" else sign[1], text)[:_LONGEST_NAME]
