"""Google Calendar, by Google's own client library over our door: the list of calendars, and what is new in one."""

from __future__ import annotations

import functools
import json
import random
import time
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.connectors import google_events
from app.connectors.google_access import RATE_LIMITS, Access, places, quiet, reason_of, refused
from app.connectors.web import Request
from app.connectors.web_waits import pause
from app.environment import resource_path
from app.errors import SourceUnreachable, UnreadableInput
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.remote import FetchedBatch, RemoteCalendar, RemoteItem
from app.model.timezones import iana_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from app.connectors.connector import Connection
    from app.connectors.web import Answer, Door
    from app.model.remote import SyncState
    from app.progress import Progress

_EVENT_FIELDS: Final = (
    "id,etag,status,iCalUID,recurringEventId,originalStartTime,start,end,recurrence,summary,description,location,"
    "organizer(email,self),attendees(email,responseStatus,optional,resource),attendeesOmitted,transparency,eventType,"
    "hangoutLink,conferenceData(entryPoints(entryPointType,uri)),attachments(fileUrl),created,updated,sequence"
)
"""What Clearweek reads of an event; nothing else is asked for."""
_EVENTS: Final = {
    "singleEvents": False,
    "showDeleted": True,
    "maxResults": 1_000,
    "maxAttendees": 2_000,
    "fields": f"nextPageToken,nextSyncToken,items({_EVENT_FIELDS})",
}
"""The question for events: masters instead of instances, and no bounds in time. A sync token holds for this alone."""
_ASKED: Final = "1"
"""The number of that question; another one makes every sync token void, and so every calendar is read anew."""
_LIST: Final = {
    "maxResults": 250,
    "fields": "nextPageToken,items(id,summary,summaryOverride,timeZone,accessRole,primary,deleted)",
}
_MOST_PAGES: Final = 5_000
_MOST_BEGINNINGS: Final = 3
"""How often a listing begins anew in one run before it is given up."""
_TRIES: Final = 5


class _TokenRefused(Exception):
    """Google takes a sync token, or the token of a page, no more; the listing has to begin anew."""


class _Page(NamedTuple):
    """One page of a list, the token of the next one (empty: it was the last), and that of the next sync."""

    items: list[object]
    onward: str
    token: str


class GoogleCalendar:
    """One Google account, read only."""

    def __init__(self, connection: Connection, *, sleep: Callable[[float], None] = time.sleep) -> None:
        """Take the connection; nothing is asked of Google yet."""
        self._door = connection.door
        self._api = places(connection.place).api
        self._access = Access(connection.door, connection.place, connection.secret, connection.keep_secret)
        self._sleep = sleep

    def calendars(self, progress: Progress) -> tuple[RemoteCalendar, ...]:
        """Return the calendars in the person's list; the primary one is named after the account, as its id is.

        Raises:
            SignInNeeded: when the sign-in is not good any more.
            SourceUnreachable: when Google cannot be reached, or refuses for now.
            UnreadableInput: when what it says makes no sense.
            Cancelled: when ``progress`` says so.

        """
        what = _("Google does not give the list of your calendars")
        found: list[RemoteCalendar] = []
        for page in self._pages("calendarList", _LIST, what, progress):
            found.extend(calendar for calendar in map(_calendar, page.items) if calendar is not None)
        return tuple(found)

    def fetch(self, calendar: RemoteCalendar, state: SyncState, progress: Progress) -> Iterator[FetchedBatch]:
        """Yield what is new in a calendar, page by page; a token that is refused begins the listing anew.

        Raises:
            SignInNeeded: likewise.
            SourceUnreachable: likewise; what was yielded before stands.
            UnreadableInput: likewise.
            Cancelled: likewise.

        """
        name = visible(calendar.name)
        what = _("Google does not give the calendar “{name}”").format(name=name)
        reading = _("Reading {name}").format(name=name)
        question, __, token = (state.token or "").partition(":")
        token = token if question == _ASKED else ""
        count = 0
        for ___ in range(_MOST_BEGINNINGS):
            try:
                for batch in self._listing(calendar, state.known, token, what, progress):
                    count += len(batch.items)
                    progress.report(count, None, reading)
                    yield batch
            except _TokenRefused:
                token = ""
            else:
                return
        raise SourceUnreachable(
            what,
            _("it wants everything to begin anew, again and again"),
            _("try again later; what was read before stays"),
        )

    @staticmethod
    def as_icalendar(calendar: RemoteCalendar, bodies: Iterable[bytes]) -> bytes:
        """Return all items of a calendar as one iCalendar file, the same bytes for the same items in any order."""
        return google_events.as_icalendar(calendar, bodies)

    def _listing(
        self, calendar: RemoteCalendar, known: Mapping[str, str], token: str, what: str, progress: Progress
    ) -> Iterator[FetchedBatch]:
        """Yield one listing: what is new since the token, or all where there is none."""
        asked = {**_EVENTS, "calendarId": calendar.id}
        begins = not token
        instances = _Instances(known)
        for page in self._pages("events", {**asked, "syncToken": token} if token else asked, what, progress):
            items, gone, odd = _told_apart(page.items)
            instances.came(items)
            removed = tuple(instances.without(gone, items)) if token else ()
            following = f"{_ASKED}:{page.token}" if page.token and not page.onward else None
            yield FetchedBatch(tuple(items.values()), removed, begins, following, not page.onward, _notes(odd))
            begins = False

    def _pages(self, resource: str, asked: Mapping[str, Any], what: str, progress: Progress) -> Iterator[_Page]:
        """Yield the pages of a list.

        Args:
            resource: ``events`` or ``calendarList``.
            asked: the parameters of the question, which are the same for each page.
            what: what did not work, where something does not.
            progress: asked whether to go on.

        """
        # Imported here: a program that reads no Google calendar needs none of it.
        from googleapiclient.discovery import build_from_document
        from googleapiclient.errors import HttpError

        quiet()
        http = _Http(self._door, self._access, "events" if resource == "events" else "calendars", progress, self._sleep)
        options = {"api_endpoint": self._api, "universe_domain": "googleapis.com"}
        service = build_from_document(_document(), http=http, client_options=options)
        met: set[str] = set()
        onward: dict[str, str] = {}
        while len(met) < _MOST_PAGES:
            progress.check()
            try:
                page = _page(getattr(service, resource)().list(**asked, **onward).execute())
            except HttpError as error:
                # 410 (Gone) says that it holds no more; 400 is what a garbled one gets.
                used_tokens = onward or "syncToken" in asked
                if resource == "events" and (error.resp.status == 410 or (error.resp.status == 400 and used_tokens)):
                    raise _TokenRefused from None
                raise refused(error.resp.status, error.content, what) from None
            except (ValueError, RecursionError):
                page = None
            if page is None:
                raise UnreadableInput(
                    what,
                    _("the answer is no list; a page that wants you to sign in to this network may stand in between"),
                    _("open a web page in your browser, then try again"),
                )
            if page.onward in met:
                break
            yield page
            if not page.onward:
                return
            met.add(page.onward)
            onward = {"pageToken": page.onward}
        raise UnreadableInput(
            what,
            _("it gives the same page again and again"),
            _("try again later; what was read before stays"),
        )


class _Http:
    """What Google's library takes for an HTTP library: it asks through the door, with a token that is good."""

    def __init__(
        self, door: Door, access: Access, purpose: str, progress: Progress, sleep: Callable[[float], None]
    ) -> None:
        self._door, self._access, self._purpose = door, access, purpose
        self._progress, self._sleep = progress, sleep

    def request(
        self, uri: str, method: str = "GET", body: str | None = None, headers: object = None, **__: object
    ) -> tuple[Any, bytes]:
        """Ask for an address, which is always a GET.

        What the library would say of itself in the headers stays here, and an address that it finds too long for a
        GET goes out as one nevertheless.
        """
        # Imported here for the same reason; it is only a dict with a status.
        from httplib2 import Response

        del headers
        if method == "POST" and body:
            uri = f"{uri}?{body}"
        answer = self._answer(uri)
        return Response({**answer.headers, "status": str(answer.status)}), answer.body

    def _answer(self, uri: str) -> Answer:
        """Return the answer: of a second try where a token had ended, of a later one where it was asked too often."""
        is_new = False
        for waits in range(_TRIES):
            answer = self._asked(uri)
            if answer.status == 401 and not is_new:
                is_new = True
                self._access.forget()
                answer = self._asked(uri)
            if answer.status != 403 or waits == _TRIES - 1 or reason_of(answer.body) not in RATE_LIMITS:
                return answer
            pause(2**waits * (0.5 + random.random()), self._sleep, self._progress)  # noqa: S311 (nothing hangs on it)
        return answer

    def _asked(self, uri: str) -> Answer:
        headers = {"Accept": "application/json", "Authorization": self._access.bearer(self._progress)}
        return self._door.ask_patiently(Request("GET", uri, headers, b"", self._purpose), self._progress)

    def close(self) -> None:
        """Do nothing: the door stays open for its owner."""


class _Instances:
    """Which instances belong to which series, as their versions say it, so that they go with it."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._of_series: dict[str, list[str]] | None = None
        self._came: set[str] = set()

    def came(self, items: Iterable[str]) -> None:
        """Remember what was brought now: it stays, whatever becomes of its series."""
        self._came.update(items)

    def without(self, gone: Iterable[str], items: Container[str]) -> Iterator[str]:
        """Yield what is gone and, of a series, what belonged to it; nothing of what the same page brings."""
        for each in gone:
            if self._of_series is None:
                self._of_series = {}
                for item, version in self._known.items():
                    self._of_series.setdefault(version.partition(" ")[2], []).append(item)
            if each not in items:
                yield each
            yield from (item for item in self._of_series.get(each, ()) if item not in self._came)


def _told_apart(listed: Iterable[object]) -> tuple[dict[str, RemoteItem], list[str], int]:
    """Return what is there by its id, the ids of what is gone, and the number of those that have none.

    A cancelled instance is there: it belongs to its series as long as that lives. Everything else that is cancelled
    was deleted (``Event.status`` of the discovery document).
    """
    items: dict[str, RemoteItem] = {}
    gone: dict[str, None] = {}
    odd = 0
    for said in listed:
        identity = said.get("id") if isinstance(said, dict) else None
        if not isinstance(said, dict) or not isinstance(identity, str) or not identity or not identity.isprintable():
            odd += 1
            continue
        series = said.get("recurringEventId")
        if said.get("status") == "cancelled" and not series:
            gone[identity] = None
            items.pop(identity, None)
            continue
        version = str(said.pop("etag", "")).replace(" ", "") + (f" {series}" if series else "")
        version = version if version.isprintable() else ""
        gone.pop(identity, None)
        items[identity] = RemoteItem(identity, version, _compact(said))
    return items, list(gone), odd


def _compact(said: Mapping[str, object]) -> bytes:
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8", "replace")


def _notes(odd: int) -> tuple[str, ...]:
    if not odd:
        return ()
    sentence = ngettext("{n} entry without an id was left out.", "{n} entries without an id were left out.", odd)
    return (sentence.format(n=odd),)


def _page(said: object) -> _Page | None:
    """Return what a page says, None where it is none; an empty one still says how to go on."""
    if not isinstance(said, dict) or not {"items", "nextPageToken", "nextSyncToken"} & said.keys():
        return None
    items, onward, token = said.get("items", []), said.get("nextPageToken", ""), said.get("nextSyncToken", "")
    if not isinstance(items, list) or not isinstance(onward, str) or not isinstance(token, str):
        return None
    return _Page(items, onward, token)


def _calendar(said: object) -> RemoteCalendar | None:
    if not isinstance(said, dict) or said.get("deleted") is True:
        return None
    identity = said.get("id")
    if not isinstance(identity, str) or not identity or not identity.isprintable():
        return None
    names = (said.get("summaryOverride"), said.get("summary"), identity)
    zone = said.get("timeZone")
    return RemoteCalendar(
        identity,
        next(name for name in names if isinstance(name, str) and name),
        owned=said.get("accessRole") == "owner",
        owner=identity if said.get("primary") is True and "@" in identity else None,
        zone=zone if isinstance(zone, str) and iana_zone(zone) else None,
    )


@functools.lru_cache(maxsize=1)
def _document() -> str:
    """Return Google's description of the part of its API that is used here."""
    return resource_path("google_calendar.json").read_text(encoding="utf-8")
