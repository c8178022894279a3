"""The session that the caldav library is given in the place of its own: whatever it asks goes through our door.

The library takes the first half of the work: it builds the XML, sets the headers and parses what comes back. It never
gets to know the password: signing in (RFC 7617, RFC 7616) happens here, so that nothing of it is in the library's log,
and so that it goes to the server that the person typed and to no other.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from typing import TYPE_CHECKING, Final, NamedTuple, cast
from urllib.parse import urlsplit

from app.connectors.caldav_replies import checked, host_of, is_same_service, no_calendar_server, reply_of
from app.connectors.web import Request
from app.errors import SignInNeeded, SourceUnreachable, UnreadableInput
from app.language import _
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from niquests import Session

    from app.connectors.caldav_replies import Reply
    from app.connectors.connector import Connection
    from app.connectors.web import Answer
    from app.progress import Progress

_ANSWERED: Final = frozenset({200, 207})
_TRIES_TO_SIGN_IN: Final = 4
"""Without, with what the server asks for, and anew where it leads on or says that its nonce is too old."""
_PASSED_ON: Final = frozenset({"content-type", "depth", "accept"})
_PARAMETER = re.compile(r"""([A-Za-z0-9_-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^\s,"]+)""")
_DIGEST = re.compile(r"(?i)(?:^|,)\s*digest\s+")
_BASIC = re.compile(r"(?i)(?:^|,)\s*basic(?:\s|,|$)")
_HASHES: Final = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}


class Refused(Exception):
    """A server says no to one request; the caller knows whether that means anything."""

    def __init__(self, status: int, url: str) -> None:
        super().__init__(status)
        self.status = status
        self.url = url

    def told(self, calendar: str = "") -> SignInNeeded | UnreadableInput | SourceUnreachable:
        """Return it in words, for a calendar of this name."""
        host = host_of(self.url)
        if self.status == 403:
            return SignInNeeded(
                _("{host} does not let you read “{calendar}”").format(host=host, calendar=calendar)
                if calendar
                else _("{host} does not let you read your calendars").format(host=host),
                _("your password may not be good for calendars, or a calendar is no longer shared with you"),
                _("sign in anew, with an app password where the provider has those"),
            )
        if self.status in {404, 410}:
            return UnreadableInput(
                _("“{calendar}” is no longer on {host}").format(host=host, calendar=calendar)
                if calendar
                else _("There is no calendar at this address on {host}").format(host=host),
                next_step=_("look in your calendar whether it was deleted or its address has changed"),
            )
        if self.status >= 500:
            return SourceUnreachable(
                _("{host} cannot answer now").format(host=host),
                _("it reports the fault {status}").format(status=self.status),
                _("try again later; what was read before stays"),
            )
        return no_calendar_server(self.url)


class PassedOn(UnreadableInput):
    """A server passes a question on to another, which does not answer it without a password."""


class Heard(NamedTuple):
    """An answer as the library expects it of its HTTP library."""

    status_code: int
    content: bytes
    url: str
    headers: Mapping[str, str]
    reason: str = ""

    @property
    def text(self) -> str:
        """The body as text."""
        return self.content.decode(errors="replace")


class DoorSession:
    """What the library takes for the session of its HTTP library."""

    def __init__(self, connection: Connection, typed: str) -> None:
        """Take the connection; ``typed`` is the address whose server may hear the password."""
        self._door = connection.door
        self._user = connection.place.get("user", "")
        self._password = connection.secret
        self._typed = typed
        self._sign_in: _Basic | _Digest | None = None
        self.purpose = "calendars"
        self.progress: Progress = SILENT
        self.answered = typed
        """The address that answered last, at the end of its redirects."""

    def request(self, method: str, url: str, *, data: bytes, headers: Mapping[str, str], **_of: object) -> Heard:
        """Make one request as niquests would; what else it is told (proxies, certificates) the door knows better.

        Raises:
            Refused: when the server says no.
            SignInNeeded: when it does not take the password.
            SourceUnreachable: when it cannot be reached.
            UnreadableInput: when it answers with something else than XML, or passes the question on.
            Cancelled: when the person says so.

        """
        passed_on = {name: value for name, value in headers.items() if name.lower() in _PASSED_ON}
        may_sign_in = bool(self._user) and is_same_service(self._typed, url)
        for __ in range(_TRIES_TO_SIGN_IN):
            signed = self._sign_in.header(method, url) if self._sign_in is not None and may_sign_in else None
            answer = self._ask(method, url, data, {**passed_on, **({"Authorization": signed} if signed else {})})
            if not is_same_service(self._typed, answer.url) and answer.status not in _ANSWERED:
                raise _passed_on_elsewhere(self._typed, answer.url)
            led_on, url = answer.url != url, answer.url
            if answer.status != 401:
                break
            challenge = answer.headers.get("www-authenticate", "")
            if not may_sign_in or not self._takes_up(challenge, url, led_on=led_on):
                raise _wrong_password(url)
        else:
            raise _wrong_password(url)
        self.answered = url
        if answer.status not in _ANSWERED:
            raise Refused(answer.status, url)
        # As XML whatever the server calls it, so that the library does not guess.
        return Heard(answer.status, checked(answer.body, url), url, {"Content-Type": "application/xml"})

    def close(self) -> None:
        """Do nothing: the door belongs to whoever made it."""

    def _ask(self, method: str, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        request = Request(method, url, headers, body, self.purpose)
        return self._door.ask_patiently(request, self.progress)

    def _takes_up(self, challenge: str, url: str, *, led_on: bool) -> bool:
        """Choose how to sign in; False where nothing is left that was not tried.

        A digest is of one address: where that led on, the answer says nothing of the password yet.
        """
        before, self._sign_in = self._sign_in, None
        digest = _Digest.of(challenge, self._user, self._password)
        if digest is not None and (not isinstance(before, _Digest) or digest.is_renewed or led_on):
            self._sign_in = digest
        elif before is None and (_BASIC.search(challenge) or (not challenge and urlsplit(url).scheme == "https")):
            # Yahoo does not say how it wants to be signed in to.
            self._sign_in = _Basic(self._user, self._password)
        return self._sign_in is not None


class Dav:
    """One account on a CalDAV server, as the library asks it: PROPFIND and REPORT, and nothing that writes."""

    def __init__(self, connection: Connection, typed: str) -> None:
        # Only when a server is asked: the library brings an HTTP library, lxml and icalendar along.
        from caldav.davclient import DAVClient
        from caldav.lib import error

        error.debug_dump_communication = False  # an environment variable would have it write passwords to a file
        self._client = DAVClient(
            url=typed, enable_rfc6764=False, headers={"Content-Type": "application/xml;charset=utf-8"}
        )
        self._client.session.close()
        self.session = DoorSession(connection, typed)
        self._client.session = cast("Session", self.session)

    def propfind(self, url: str, body: str, depth: int) -> Reply:
        """Return the properties of a resource, or with depth 1 also of all in it.

        Raises:
            Refused: when the server says no; for all others see `DoorSession.request`.

        """
        return self._rows(url, "PROPFIND", body, {"Depth": str(depth)})

    def report(self, url: str, body: str, depth: int | None = None) -> Reply:
        """Return the rows of a report; a multiget has no depth (RFC 4791 §7.9), a sync that of 0 (RFC 6578 §3.2).

        Raises:
            Refused: when the server says no; for all others see `DoorSession.request`.

        """
        return self._rows(url, "REPORT", body, {"Depth": str(depth)} if depth is not None else {})

    def _rows(self, url: str, method: str, body: str, headers: Mapping[str, str]) -> Reply:
        return reply_of(self._client.request(url, method, body, headers).tree, self.session.answered)


class _Basic(NamedTuple):
    """Signing in with name and password (RFC 7617)."""

    user: str
    password: str

    def header(self, _method: str, _url: str) -> str:
        return f"Basic {base64.b64encode(f'{self.user}:{self.password}'.encode()).decode()}"

    def __repr__(self) -> str:
        return "_Basic()"


class _Digest:
    """Signing in without sending the password (RFC 7616), for one nonce of the server."""

    def __init__(self, said: Mapping[str, str], user: str, password: str) -> None:
        self._said, self._user, self._password = said, user, password
        self._count = 0
        self.is_renewed = said.get("stale", "").lower() == "true"

    @classmethod
    def of(cls, challenge: str, user: str, password: str) -> _Digest | None:
        """Return how to answer a challenge, None where it is of another kind or has a form that nobody uses."""
        begins = _DIGEST.search(challenge)
        if begins is None:
            return None
        said: dict[str, str] = {}
        for found in _PARAMETER.finditer(challenge, begins.end()):
            said.setdefault(found[1].lower(), re.sub(r"\\(.)", r"\1", found[2].strip('"')))
        algorithm = said.get("algorithm", "MD5").upper().removesuffix("-SESS")
        ways = [each.strip() for each in said.get("qop", "auth").split(",")]
        return cls(said, user, password) if "nonce" in said and algorithm in _HASHES and "auth" in ways else None

    def header(self, method: str, url: str) -> str:
        parts = urlsplit(url)
        uri = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        said, self._count = self._said, self._count + 1
        algorithm = said.get("algorithm", "MD5")
        count, own = f"{self._count:08x}", secrets.token_hex(8)
        realm, nonce = said.get("realm", ""), said["nonce"]
        secret = self._hash(f"{self._user}:{realm}:{self._password}")
        if algorithm.upper().endswith("-SESS"):
            secret = self._hash(f"{secret}:{nonce}:{own}")
        asked = self._hash(f"{method}:{uri}")
        middle = f"{nonce}:{count}:{own}:auth" if "qop" in said else nonce
        words = {
            "username": self._user,
            "realm": realm,
            "nonce": nonce,
            "uri": uri,
            "response": self._hash(f"{secret}:{middle}:{asked}"),
            **({"opaque": said["opaque"]} if "opaque" in said else {}),
            **({"cnonce": own} if "qop" in said or algorithm.upper().endswith("-SESS") else {}),
        }
        bare = {"algorithm": algorithm, **({"qop": "auth", "nc": count} if "qop" in said else {})}
        written = [f'{name}="{_quotable(value)}"' for name, value in words.items()]
        return f"Digest {', '.join([*written, *(f'{name}={value}' for name, value in bare.items())])}"

    def _hash(self, text: str) -> str:
        algorithm = self._said.get("algorithm", "MD5").upper().removesuffix("-SESS")
        return hashlib.new(_HASHES[algorithm], text.encode(), usedforsecurity=False).hexdigest()

    def __repr__(self) -> str:
        return "_Digest()"


def _quotable(text: str) -> str:
    return re.sub(r'(["\\])', r"\\\1", text)


def _wrong_password(url: str) -> SignInNeeded:
    return SignInNeeded(
        _("{host} does not take the user name or the password").format(host=host_of(url)),
        next_step=_(
            "type both again; iCloud, Fastmail, and Nextcloud with two factors want an app password, which you make in "
            "the settings of your account"
        ),
    )


def _passed_on_elsewhere(url: str, there: str) -> PassedOn:
    return PassedOn(
        _("{host} passes the question on to {other}").format(host=host_of(url), other=host_of(there)),
        _("your password goes to no server but the one that you typed"),
        _("if {other} is yours too, give its address instead").format(other=host_of(there)),
    )
