"""From an address that a person typed to the calendars behind it (RFC 6764 §6, RFC 5397, RFC 4791 §6.2)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote, urlsplit

from app.connectors import caldav_bodies
from app.connectors.caldav_bodies import CALDAV, DAV, SERVER
from app.connectors.caldav_replies import host_of, origin, whole_url
from app.connectors.caldav_session import PassedOn, Refused
from app.errors import UnreadableInput
from app.language import _
from app.model.remote import RemoteCalendar
from app.model.timezones import iana_zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.connectors.caldav_replies import Row
    from app.connectors.caldav_session import Dav
    from app.progress import Progress

_MOST_HOMES: Final = 10
_SCHEMES: Final = {"caldav": "https", "caldavs": "https", "dav": "https", "davs": "https"}
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")
_ZONE = re.compile(r"(?m)^TZID(?:;[^:\r\n]*)?:([^\r\n]+)")
_WRITING: Final = frozenset({f"{DAV}all", f"{DAV}write", f"{DAV}write-content"})
_WELL_KNOWN: Final = "/.well-known/caldav"


def typed_url(typed: str) -> str:
    """Return what a person typed as a whole address: https where they named no scheme, or one of CalDAV's."""
    plain = typed.strip()
    named = _SCHEME.match(plain)
    if named is None:
        return f"https://{plain}"
    return f"{_SCHEMES.get(named[1].lower(), named[1].lower())}://{plain[named.end() :]}".partition("#")[0]


class _Person(NamedTuple):
    """Whose calendars they are: the address of the principal, and that of their mail; each None where nobody says."""

    principal: str | None = None
    mail: str | None = None
    homes: Sequence[str] = ()


def calendars_at(dav: Dav, typed: str, user: str, progress: Progress) -> tuple[RemoteCalendar, ...]:
    """Return the calendars for which the address of a server, an account, a calendar home or a calendar stands.

    Args:
        dav: the account.
        typed: the whole address.
        user: with whom it is signed in; where that is an address and the server names no other, it is the owner's.
        progress: asked between requests whether to go on.

    Raises:
        SignInNeeded: when the server does not take the password.
        SourceUnreachable: when it cannot be reached.
        UnreadableInput: when it has no calendars, or is no CalDAV server.
        Cancelled: when ``progress`` says so.

    """
    first = _first_row(dav, typed, progress)
    person = _person(dav, first, progress)
    if person.mail is None and re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", user):
        person = person._replace(mail=user)
    if f"{CALDAV}calendar" in first.children(f"{DAV}resourcetype"):
        found = [first]
    else:
        found = list(_in_homes(dav, person.homes or [first.url], progress))
    calendars = {row.url: _calendar(row, person, typed) for row in found if _is_calendar(row)}
    if not calendars:
        raise UnreadableInput(
            _("There is no calendar for you on {host}").format(host=host_of(typed)),
            next_step=_("check the user name, or copy the CalDAV address from the settings of your calendar"),
        )
    return tuple(calendars.values())


def _first_row(dav: Dav, typed: str, progress: Progress) -> Row:
    """Return what stands at the address, or where the server says that its calendars are.

    Raises:
        UnreadableInput: when nothing there is a CalDAV server's.

    """
    parts = urlsplit(typed)
    root = f"{parts.scheme}://{parts.netloc}"
    tries = [f"{root}{_WELL_KNOWN}", f"{root}/"]
    if parts.path not in {"", "/"}:
        tries.insert(0, typed)
    failure: Exception | None = None
    for url in tries:
        progress.check()
        try:
            reply = dav.propfind(url, caldav_bodies.who(), depth=0)
        except Refused as refused:
            failure = failure or refused.told()
            continue
        except UnreadableInput as unreadable:
            # Where it is said which server to ask instead, nothing else helps more.
            failure = unreadable if isinstance(unreadable, PassedOn) else failure or unreadable
            continue
        for row in reply.rows:
            if _leads_on(row):
                return row
    raise failure if failure is not None else Refused(404, typed).told()


def _leads_on(row: Row) -> bool:
    names = (f"{DAV}current-user-principal", f"{CALDAV}calendar-home-set")
    return row.status == 200 and (
        any(row.hrefs(name) for name in names) or f"{CALDAV}calendar" in row.children(f"{DAV}resourcetype")
    )


def _person(dav: Dav, first: Row, progress: Progress) -> _Person:
    """Return whose calendars they are, as the principal says of itself."""
    named = first.hrefs(f"{DAV}current-user-principal")
    principal = whole_url(first.url, named[0]) if named else None
    row: Row | None = first
    if principal is not None and principal != first.url:
        progress.check()
        try:
            rows = dav.propfind(principal, caldav_bodies.who(), depth=0).rows
        except Refused:
            rows = ()
        row = next((each for each in rows if each.status == 200), None)
    said = [each for each in (row, first) if each is not None]
    homes = next((found for each in said if (found := each.hrefs(f"{CALDAV}calendar-home-set"))), [])
    addresses = [href for each in said for href in each.hrefs(f"{CALDAV}calendar-user-address-set")]
    mail = next((unquote(href[7:]).strip() for href in addresses if href.lower().startswith("mailto:")), None)
    return _Person(principal, mail or None, [whole_url(first.url, href) for href in homes[:_MOST_HOMES]])


def _in_homes(dav: Dav, homes: Sequence[str], progress: Progress) -> Iterator[Row]:
    for home in homes:
        progress.check()
        try:
            reply = dav.propfind(home, caldav_bodies.collections(), depth=1)
        except Refused as refused:
            if len(homes) > 1:
                continue
            raise refused.told() from None
        yield from reply.rows


def _is_calendar(row: Row) -> bool:
    if row.status != 200 or f"{CALDAV}calendar" not in row.children(f"{DAV}resourcetype"):
        return False
    element = row.said.get(f"{CALDAV}supported-calendar-component-set")
    components = [each.get("name", "").upper() for each in element.iter(f"{CALDAV}comp")] if element is not None else []
    return not components or "VEVENT" in components


def _calendar(row: Row, person: _Person, typed: str) -> RemoteCalendar:
    is_owned = _is_owned(row, person)
    zone = _ZONE.search(row.text(f"{CALDAV}calendar-timezone"))
    name = zone[1].strip() if zone else ""
    return RemoteCalendar(
        # By its path, so that it stays the same where the server gets another address.
        id=row.path if origin(row.url) == origin(typed) else row.url,
        name=row.text(f"{DAV}displayname") or unquote(row.path.rstrip("/").rpartition("/")[2]),
        owned=is_owned,
        owner=person.mail if is_owned else None,
        zone=name if iana_zone(name) is not None else None,
    )


def _is_owned(row: Row, person: _Person) -> bool:
    """Tell whether a calendar is the person's own: theirs by name, and theirs to write; true where nobody says."""
    if row.children(f"{DAV}resourcetype") & {f"{SERVER}subscribed", f"{SERVER}shared"}:
        return False
    owner = row.hrefs(f"{DAV}owner")
    if owner and person.principal is not None and _place(row.url, owner[0]) != person.principal.rstrip("/"):
        return False
    privileges = row.children(f"{DAV}current-user-privilege-set")
    return not privileges or bool(privileges & _WRITING)


def _place(at: str, href: str) -> str | None:
    """Return an address in the spelling in which it is compared, None where it is another server's."""
    try:
        return whole_url(at, href).rstrip("/")
    except UnreadableInput:
        return None
