"""The bodies of all requests to a CalDAV server: fixed, but for a token of the server's and the paths that it named.

They are built of the elements of the caldav library. Nothing of an event is ever in one (tests hold that).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from caldav.elements import cdav, dav
from caldav.elements.base import BaseElement

if TYPE_CHECKING:
    from collections.abc import Iterable

DAV: Final = "{DAV:}"
CALDAV: Final = "{urn:ietf:params:xml:ns:caldav}"
SERVER: Final = "{http://calendarserver.org/ns/}"


class _Ctag(BaseElement):
    tag = f"{SERVER}getctag"


class _SyncTokenProperty(BaseElement):
    tag = f"{DAV}sync-token"


_ENTRY = (dav.GetEtag, dav.ResourceType)
_STATE = (_Ctag, _SyncTokenProperty, dav.SupportedReportSet)
_PERSON = (
    dav.ResourceType,
    dav.CurrentUserPrincipal,
    cdav.CalendarHomeSet,
    cdav.CalendarUserAddressSet,
    dav.DisplayName,
    dav.Owner,
    dav.CurrentUserPrivilegeSet,
    cdav.SupportedCalendarComponentSet,
    cdav.CalendarTimeZone,
)
_COLLECTION = (
    dav.ResourceType,
    dav.DisplayName,
    dav.Owner,
    dav.CurrentUserPrivilegeSet,
    cdav.SupportedCalendarComponentSet,
    cdav.CalendarTimeZone,
)


def who() -> str:
    """Return the question what stands at an address, and whose it is (RFC 4791 §6.2, RFC 5397)."""
    return _propfind(_PERSON)


def collections() -> str:
    """Return the question which calendars there are, and what they are called."""
    return _propfind(_COLLECTION)


def state() -> str:
    """Return the question whether a calendar has changed at all."""
    return _propfind(_STATE)


def entries() -> str:
    """Return the question which entries a calendar has, and their versions."""
    return _propfind(_ENTRY)


def changes_since(token: str) -> str:
    """Return the question what is new since a token, empty for all (RFC 6578 §3.2)."""
    asked = _of(dav.Prop(), dav.GetEtag())
    return str(_of(dav.SyncCollection(), dav.SyncToken(value=token), dav.SyncLevel(value="1"), asked))


def these(paths: Iterable[str]) -> str:
    """Return the request for the entries of these paths (RFC 4791 §7.9): masters with their overrides, not expanded."""
    asked = _of(dav.Prop(), dav.GetEtag(), cdav.CalendarData())
    return str(_of(cdav.CalendarMultiGet(), asked, *(dav.Href(value=path) for path in paths)))


def _propfind(names: Iterable[type[BaseElement]]) -> str:
    return str(_of(dav.Propfind(), _of(dav.Prop(), *(name() for name in names))))


def _of(outer: BaseElement, *inner: BaseElement) -> BaseElement:
    """Return an element with others in it."""
    for each in inner:
        outer = outer + each
    return outer
