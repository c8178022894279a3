"""Calendars of Microsoft 365 and Outlook.com, by Microsoft Graph, read only.

Of each calendar its instances in a window are listed (``calendarView/delta``). A single event is an item; a series is
one item too, with its master, its exceptions and what of its rule does not take place (`graph_series`). Graph resends a
series in which an occurrence was deleted, without saying which: each series that a sync touches is listed again whole.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from app.connectors import graph_events
from app.connectors.graph_fields import events_of
from app.connectors.graph_reading import Reading
from app.connectors.graph_requests import GraphRequests, Refused, SyncStateLost
from app.connectors.graph_window import Window
from app.connectors.microsoft_access import Access, graph_base
from app.errors import UnreadableInput
from app.language import _
from app.model.remote import RemoteCalendar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from app.connectors.connector import Connection
    from app.model.remote import FetchedBatch, SyncState
    from app.progress import Progress

_CALENDARS = "$top=100&$select=id,name,isDefaultCalendar,canEdit,owner"
_MOST_BEGINNINGS = 3


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()


class MicrosoftGraph:
    """One account of Microsoft Graph."""

    def __init__(self, connection: Connection, *, today: Callable[[], dt.date] = _today) -> None:
        """Take the connection; nothing is asked of the server yet."""
        base = graph_base(connection.place)
        self._requests = GraphRequests(connection.door, Access(connection), base)
        self._today = today

    def calendars(self, progress: Progress) -> tuple[RemoteCalendar, ...]:
        """Return the calendars of the account, the default one first."""
        listed: list[Mapping[str, Any]] = []
        url = f"{self._requests.base}/me/calendars?{_CALENDARS}"
        try:
            for page in self._requests.pages(url, progress, "calendars"):
                listed += events_of(page)
        except (Refused, SyncStateLost):
            raise self._not_there(_("The list of calendars")) from None
        listed.sort(key=lambda each: each.get("isDefaultCalendar") is not True)
        mine = next((_owner(each) for each in listed if each.get("isDefaultCalendar") is True), None)
        return tuple(_calendar(each, mine) for each in listed)

    def fetch(self, calendar: RemoteCalendar, state: SyncState, progress: Progress) -> Iterator[FetchedBatch]:
        """Yield what is new in a calendar, page by page; series that were touched come last."""
        reading = Reading(self._requests, calendar, state.known, progress)
        before, today = Window.of_token(state.token), self._today().toordinal()
        try:
            if before is not None and before.reaches(today):
                # Whatever of that is refused, the whole listing shows whether the calendar is still there.
                try:
                    yield from reading.changes(before)
                except (SyncStateLost, Refused):
                    pass
                else:
                    return
            for __ in range(_MOST_BEGINNINGS):
                try:
                    yield from reading.everything(Window.around(today, before))
                except SyncStateLost:
                    continue
                return
        except Refused:
            raise self._not_there(_("“{name}”").format(name=calendar.name)) from None
        raise UnreadableInput(
            _("“{name}” cannot be read to its end").format(name=calendar.name),
            _("{host} lost the thread each time").format(host=self._requests.host),
            _("try again later; what was read before stays"),
        )

    @staticmethod
    def as_icalendar(calendar: RemoteCalendar, bodies: Iterable[bytes]) -> bytes:
        """Return all items of a calendar as one iCalendar file."""
        return graph_events.as_icalendar(calendar, bodies)

    def _not_there(self, what: str) -> UnreadableInput:
        return UnreadableInput(
            _("{what} cannot be read").format(what=what),
            _("{host} does not have it, or not any more").format(host=self._requests.host),
            _("choose the calendars of this account anew; what was read before stays"),
        )


def _owner(calendar: Mapping[str, Any]) -> str | None:
    owner = calendar.get("owner")
    address = owner.get("address") if isinstance(owner, dict) else None
    return address if isinstance(address, str) and "@" in address else None


def _calendar(calendar: Mapping[str, Any], mine: str | None) -> RemoteCalendar:
    """Return one calendar of the list; one's own is what one may write to and is not somebody else's."""
    name, owner = calendar.get("name"), _owner(calendar)
    is_default = calendar.get("isDefaultCalendar") is True
    is_anothers = owner is not None and mine is not None and owner.lower() != mine.lower()
    owned = is_default or (calendar.get("canEdit") is not False and not is_anothers)
    return RemoteCalendar(calendar["id"], name if isinstance(name, str) and name else _("Calendar"), owned, owner)
