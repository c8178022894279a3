"""What a CalDAV server replies: rows of a multistatus (RFC 4918 §13), each an address with what is said of it.

The library's own reading of these replies is not used: it drops the host of an address, so that one on another server
would look like ours, lets one row with an error cost the whole page, and hides that a token was refused.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol
from urllib.parse import quote, urljoin, urlsplit
from xml.parsers.expat import ExpatError, ParserCreate

from app.connectors.caldav_bodies import DAV
from app.errors import UnreadableInput
from app.language import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LARGEST_REPLY: Final = 10 * 1024 * 1024
"""Bytes of one reply."""
_MOST_ROWS: Final = 200_000
_DEEPEST: Final = 100
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODINGS = frozenset({b"utf-8", b"us-ascii", b"ascii", b"iso-8859-1"})
_FORBIDDEN = re.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f]+|&#(?:x0*(?:[0-8bcBCeEfF]|1[0-9a-fA-F])|0*(?:[0-8]|1[124-9]|2\d|3[01]));"
)
_ESCAPE = re.compile("%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_ICLOUD = re.compile(r"(?:p\d{1,4}-)?caldav\.icloud\.com")
_PORTS = {"http": 80, "https": 443}


class TooLarge(UnreadableInput):
    """A reply is larger than what is read at once: fewer entries must be asked for."""


class Element(Protocol):
    """What is used of an element of lxml, which has no types."""

    tag: str
    text: str | None

    def __iter__(self) -> Iterator[Element]: ...

    def findtext(self, path: str) -> str | None:
        """Return the text of the first element there."""

    def get(self, key: str, default: str = "") -> str:
        """Return an attribute."""

    def iter(self, tag: str) -> Iterator[Element]:
        """Yield all elements of a name, this one and those in it, at any depth."""

    def iterfind(self, path: str) -> Iterator[Element]:
        """Yield those of a name that are right in it."""


class Row(NamedTuple):
    """One resource of a reply.

    Attributes:
        url: where it is, whole.
        status: of the resource itself; 200 where only its properties have one.
        said: what the server says of it, an element by its name in Clark's notation; only what it has.

    """

    url: str
    status: int
    said: Mapping[str, Element]

    @property
    def path(self) -> str:
        """The path, by which an entry is known from one sync to the next."""
        return urlsplit(self.url).path

    def text(self, name: str) -> str:
        """Return the text of a property, empty where it is not there."""
        element = self.said.get(name)
        return (element.text or "").strip() if element is not None else ""

    def children(self, name: str) -> frozenset[str]:
        """Return the names of all elements inside a property."""
        element = self.said.get(name)
        return frozenset(each.tag for each in element.iter("*")) - {name} if element is not None else frozenset()

    def hrefs(self, name: str) -> Sequence[str]:
        """Return the addresses in a property as the server wrote them, the preferred one first (RFC 6638 §2.4.1)."""
        element = self.said.get(name)
        found = list(element.iter(f"{DAV}href")) if element is not None else []
        found.sort(key=lambda each: each.get("preferred") != "1")
        return [text for each in found if (text := (each.text or "").strip())]


class Reply(NamedTuple):
    """One multistatus: ``url`` is what answered; ``token`` and ``is_cut`` stand in the reply to a sync (RFC 6578)."""

    url: str
    rows: Sequence[Row]
    token: str
    is_cut: bool


def origin(url: str) -> tuple[str, str, int]:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").lower(), parts.port or _PORTS.get(parts.scheme, 0)


def is_same_service(one: str, other: str) -> bool:
    """Tell whether two addresses are one server: scheme, host and port.

    iCloud alone names its calendars at other hosts than the one that people know: ``p34-caldav.icloud.com``.
    """
    left, right = origin(one), origin(other)
    return left == right or all(
        scheme == "https" and port == 443 and _ICLOUD.fullmatch(host) for scheme, host, port in (left, right)
    )


def host_of(url: str) -> str:
    """Return the host of an address, for sentences."""
    return urlsplit(url).hostname or ""


def whole_url(at: str, href: str) -> str:
    """Return an address that a server wrote as a whole one in a single spelling (RFC 3986 §6.2.2).

    Args:
        at: what answered.
        href: whole, or relative to it.

    Raises:
        UnreadableInput: when it lies on another server.

    """
    try:
        joined = urljoin(at, href.strip())
        same = is_same_service(at, joined)
    except ValueError:
        same = False
    if not same:
        raise UnreadableInput(
            _("{host} names entries that lie on another server, which Clearweek does not follow").format(
                host=host_of(at)
            )
        )
    parts = urlsplit(joined)
    # ``@`` and ``%40`` are two names: only what may never differ is written in one way.
    path = quote(_ESCAPE.sub(_unescaped, parts.path), safe="%/!$&'()*+,;=:@-._~") or "/"
    scheme, host, port = origin(joined)
    named = f"[{host}]" if ":" in host else host
    return f"{scheme}://{named}{path}" if port == _PORTS[scheme] else f"{scheme}://{named}:{port}{path}"


def _unescaped(found: re.Match[str]) -> str:
    character = chr(int(found[1], 16))
    return character if character in _UNRESERVED else found[0].upper()


def checked(body: bytes, url: str) -> bytes:
    """Return the XML of a reply, if it is safe to be parsed, without characters that XML cannot hold.

    It is read once here, by a parser that makes nothing of it, because the library writes what it cannot parse into the
    log, and that would be somebody's calendar.

    Raises:
        TooLarge: when it is more than 10 MB.
        UnreadableInput: when it is no XML, breaks off, or has a document type or a rare encoding.

    """
    if len(body) > LARGEST_REPLY:
        raise TooLarge(_("{host} sent more than 10 MB at once").format(host=host_of(url)))
    body = body.removeprefix(b"\xef\xbb\xbf").lstrip()
    declared = _DECLARED.match(body)
    encoding = declared[1].lower() if declared else b"utf-8"
    if encoding not in _ENCODINGS:
        raise no_calendar_server(url)
    if encoding != b"iso-8859-1":
        try:
            body.decode()
        except UnicodeDecodeError:
            # One entry in another encoding must not cost all others of the page.
            body = body.decode(errors="replace").encode()
    body = _FORBIDDEN.sub(b"", body)
    try:
        _read_through(body)
    except ExpatError:
        if b"multistatus" not in body[:500]:
            raise no_calendar_server(url) from None
        raise UnreadableInput(
            _("The answer of {host} broke off, or made no sense").format(host=host_of(url)),
            next_step=_("try again later; what was read before stays"),
        ) from None
    return body


def _read_through(body: bytes) -> None:
    """Read XML to its end.

    Raises:
        ExpatError: when it is none, or has what no reply has: a document type, and with it entities; great depth.

    """
    depth = 0

    def refuse(*_said: object) -> None:
        raise ExpatError

    def begin(*_said: object) -> None:
        nonlocal depth
        depth += 1
        if depth > _DEEPEST:
            raise ExpatError

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.Parse(body, True)  # noqa: FBT003 (expat's own: there is no more)


def no_calendar_server(url: str) -> UnreadableInput:
    """Return the error for an answer that is none of a CalDAV server."""
    return UnreadableInput(
        _("{host} did not answer as a calendar server").format(host=host_of(url)),
        _("it may want you to sign in on a web page first, or the address is another one"),
        _("open the address in a browser, or copy the CalDAV address anew from the settings of your calendar"),
    )


def reply_of(tree: Element | None, url: str) -> Reply:
    """Return the rows of a parsed multistatus.

    Args:
        tree: the root element, None where nothing came.
        url: what answered; relative addresses are meant from there.

    Raises:
        UnreadableInput: when it is no multistatus, or names another server.

    """
    if tree is None or tree.tag != f"{DAV}multistatus":
        raise no_calendar_server(url)
    rows: list[Row] = []
    token, is_cut = "", False
    for element in tree:
        if element.tag == f"{DAV}sync-token":
            token = (element.text or "").strip()
        elif element.tag == f"{DAV}response":
            status = _status(element.findtext(f"{DAV}status"))
            if status == 507:
                # RFC 6578 §3.6: there is more than this; its address is that of the collection itself.
                is_cut = True
                continue
            said = dict(_said(element))
            rows += [
                Row(whole_url(url, href.text), status, said) for href in element.iterfind(f"{DAV}href") if href.text
            ]
            if len(rows) > _MOST_ROWS:
                raise UnreadableInput(_("{host} names more than 200,000 entries").format(host=host_of(url)))
    return Reply(url, rows, token, is_cut)


def _said(response: Element) -> Iterator[tuple[str, Element]]:
    for answered in response.iterfind(f"{DAV}propstat"):
        if 200 <= _status(answered.findtext(f"{DAV}status")) < 300:
            for properties in answered.iterfind(f"{DAV}prop"):
                yield from ((each.tag, each) for each in properties)


def _status(line: str | None) -> int:
    """Return the number of a status line, 200 where there is none."""
    words = (line or "").split()
    return int(words[1]) if len(words) > 1 and words[1].isdecimal() else 200
