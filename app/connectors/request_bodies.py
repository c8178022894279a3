"""What a request may carry: the few forms in which a body leaves this machine, none of which has room for an event.

The door holds each body against these before anything is sent, whoever made it, ours or a library. A form of signing
in has only the fields of RFC 6749, RFC 7636, RFC 7009 and RFC 8628. A question to a CalDAV server has only the
elements of RFC 4918, RFC 4791 and RFC 6578 that ask and do not change, and in them no text but what the server itself
said before (paths and sync tokens) and numbers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import parse_qsl
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

LARGEST: Final = 256 * 1024
"""Bytes; a thousand paths of CalDAV resources fit into this."""

_OPAQUE: Final = re.compile(r"[!-~]{0,16384}")
"""What the service itself, or the random numbers of signing in, gave; no text in words has this form."""
FORM_FIELDS: Final = {
    "client_id": re.compile(r"[A-Za-z0-9._-]{1,256}"),
    "client_info": re.compile(r"1"),
    "client_secret": _OPAQUE,
    "code": _OPAQUE,
    "code_verifier": re.compile(r"[A-Za-z0-9._~-]{43,128}"),
    "device_code": _OPAQUE,
    "grant_type": re.compile(
        r"authorization_code|refresh_token|device_code|urn:ietf:params:oauth:grant-type:device_code"
    ),
    "redirect_uri": re.compile(r"http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?(?:/[a-z-]{0,32})?"),
    "refresh_token": _OPAQUE,
    "scope": re.compile(r"[A-Za-z0-9:/._-]{1,128}(?: [A-Za-z0-9:/._-]{1,128}){0,15}"),
    "token": _OPAQUE,
    "token_type_hint": re.compile(r"access_token|refresh_token"),
}
"""The fields of a form that signs in, and what may stand in each."""

_DAV, _CALDAV = "{DAV:}", "{urn:ietf:params:xml:ns:caldav}"
_CALENDAR_SERVER, _APPLE = "{http://calendarserver.org/ns/}", "{http://apple.com/ns/ical/}"
PROPERTIES: Final = frozenset(
    {
        *(
            _DAV + name
            for name in (
                "current-user-principal",
                "current-user-privilege-set",
                "displayname",
                "getcontentlength",
                "getcontenttype",
                "getetag",
                "getlastmodified",
                "owner",
                "principal-URL",
                "principal-collection-set",
                "resourcetype",
                "supported-report-set",
                "sync-token",
            )
        ),
        *(
            _CALDAV + name
            for name in (
                "calendar-data",
                "calendar-description",
                "calendar-home-set",
                "calendar-timezone",
                "calendar-user-address-set",
                "schedule-inbox-URL",
                "schedule-outbox-URL",
                "schedule-tag",
                "supported-calendar-component-set",
            )
        ),
        _CALENDAR_SERVER + "getctag",
        _APPLE + "calendar-color",
        _APPLE + "calendar-order",
    }
)
"""What of a collection or a resource may be asked for (RFC 4918 §9.1)."""

_DECLARATION: Final = re.compile(rb"""\A\s*<\?xml version=["']1\.0["'](?: encoding=["'][Uu][Tt][Ff]-8["'])?\s*\?>""")
_NAMED: Final = re.compile(rb"""xmlns(?::[A-Za-z0-9]{1,12})?\s*=\s*["']([^"']*)["']""")
_NAME_SPACES: Final = frozenset(name.strip("{}").encode() for name in (_DAV, _CALDAV, _CALENDAR_SERVER, _APPLE))
_QUESTIONS: Final = {
    "PROPFIND": {_DAV + "propfind": "propfind"},
    "REPORT": {
        _DAV + "sync-collection": "sync-collection",
        _CALDAV + "calendar-query": "calendar-query",
        _CALDAV + "calendar-multiget": "calendar-multiget",
    },
}
_STRUCTURE: Final = frozenset(
    {
        *(_DAV + name for name in ("allprop", "propname", "limit")),
        *(_CALDAV + name for name in ("filter", "comp-filter", "time-range")),
    }
)
_WITH_TEXT: Final = {
    _DAV + "href": re.compile(r"[!-~]{1,4096}"),
    _DAV + "sync-token": re.compile(r"[!-~]{0,4096}"),
    _DAV + "sync-level": re.compile(r"1|infinite"),
    _DAV + "nresults": re.compile(r"\d{1,6}"),
}
_ATTRIBUTES: Final = {
    _CALDAV + "comp-filter": {"name": re.compile(r"VCALENDAR|VEVENT")},
    _CALDAV + "time-range": {"start": re.compile(r"\d{8}T\d{6}Z"), "end": re.compile(r"\d{8}T\d{6}Z")},
}

KINDS: Final = ("sign-in", *sorted(kind for kinds in _QUESTIONS.values() for kind in kinds.values()))
"""All forms that there are, by name."""


def kind_of(method: str, body: bytes) -> str | None:
    """Return which of the fixed forms a body has, by name (empty for no body), None where it has none of them."""
    if not body:
        return "" if method != "POST" else None
    if len(body) > LARGEST:
        return None
    if method == "POST":
        return _form(body)
    if method in _QUESTIONS:
        return _question(method, body)
    return None


def _form(body: bytes) -> str | None:
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=True)
    except ValueError:
        return None
    if len(dict(fields)) != len(fields):
        return None
    are_known = all(name in FORM_FIELDS and FORM_FIELDS[name].fullmatch(value) for name, value in fields)
    return "sign-in" if are_known else None


def _question(method: str, body: bytes) -> str | None:
    # What a parser does not show: a document type, comments, instructions, and names given to name spaces.
    content = _DECLARATION.sub(b"", body, count=1)
    if not content.isascii() or b"<!" in content or b"<?" in content:
        return None
    if not _NAME_SPACES.issuperset(_NAMED.findall(content)):
        return None
    try:
        root = ET.fromstring(body)  # noqa: S314 (made by this program, and without a document type)
    except ET.ParseError:
        return None
    kind = _QUESTIONS[method].get(root.tag)
    if kind is None or not all(map(_is_fixed, root)) or not _is_blank(root) or root.attrib:
        return None
    return kind


def _is_fixed(element: Element) -> bool:
    attributes = _ATTRIBUTES.get(element.tag, {})
    if any(name not in attributes or not attributes[name].fullmatch(value) for name, value in element.items()):
        return False
    if element.tail and element.tail.strip():
        return False
    text = _WITH_TEXT.get(element.tag)
    if text is not None:
        return len(element) == 0 and text.fullmatch((element.text or "").strip()) is not None
    if not _is_blank(element):
        return False
    if element.tag == _DAV + "prop":
        return all(_is_property(each) for each in element)
    return element.tag in _STRUCTURE and all(map(_is_fixed, element))


def _is_property(element: Element) -> bool:
    tail = element.tail or ""
    return (
        element.tag in PROPERTIES
        and not element.attrib
        and len(element) == 0
        and _is_blank(element)
        and not tail.strip()
    )


def _is_blank(element: Element) -> bool:
    return not (element.text or "").strip()
