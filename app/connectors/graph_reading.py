"""One sync of one calendar of Microsoft Graph: all of a window, or what is new in it."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from app.connectors.graph_fields import FIELDS, INSTANCE_FIELDS, compact, events_of, kept
from app.connectors.graph_requests import Refused
from app.connectors.graph_series import joined
from app.connectors.graph_window import query
from app.connectors.time_zones import ZoneTable
from app.language import _, ngettext
from app.model.remote import FetchedBatch, RemoteItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from app.connectors.graph_requests import GraphRequests
    from app.connectors.graph_window import Window
    from app.model.remote import RemoteCalendar
    from app.progress import Progress

_MARK = " series "
"""In the version of a series, between its ETag and short digests of the ids of its instances."""
_DIGEST = 3
_NAMES = "exceptionOccurrences,cancelledOccurrences"
_INSTANCES = f"$top=200&$select={','.join(INSTANCE_FIELDS)}"
_IN_FULL = frozenset({"start", "end", "originalStart", "subject", "organizer"})
"""What an exception certainly has that is not given by its name or its times alone."""
_MOST_IN_A_BATCH = 50


class _Series(NamedTuple):
    """What a listing said of one series: its master if it was there, and its instances."""

    masters: list[Mapping[str, Any]]
    instances: list[Mapping[str, Any]]


class _Said(NamedTuple):
    """What the pages of a sync said so far.

    Attributes:
        series: of each series that stood in them, by the id of its master.
        here: for each piece of the window, single events and whether the last word was that they are there.

    """

    series: dict[str, _Series]
    here: list[dict[str, bool]]

    def there(self) -> set[str]:
        """Return what is there: an event that left one piece of the window for another still is."""
        return {name for piece in self.here for name, is_there in piece.items() if is_there}

    def gone(self) -> set[str]:
        """Return what is there no more."""
        return {name for piece in self.here for name, is_there in piece.items() if not is_there} - self.there()


class Reading:
    """One sync of one calendar."""

    def __init__(
        self, requests: GraphRequests, calendar: RemoteCalendar, known: Mapping[str, str], progress: Progress
    ) -> None:
        """Take the calendar and the version of each item that is kept of it; nothing is asked yet."""
        self._requests, self._known, self._progress = requests, known, progress
        self._base = f"{requests.base}/me/calendars/{quote(calendar.id, safe='')}"
        self._what = _("Reading “{name}”").format(name=calendar.name)
        self._zones = ZoneTable(())
        self._seen: set[str] = set()
        self._has_delta = True

    def everything(self, window: Window) -> Iterator[FetchedBatch]:
        """Yield all of a window: single events as they come, then the series.

        Raises:
            SyncStateLost: when a token is refused between two pages.

        """
        said, links = _Said({}, []), []
        begins = True
        for piece in window.pieces():
            link = ""
            for items, found in self._listing(query(piece), said):
                yield FetchedBatch(items, begins_anew=begins)
                begins, link = False, found
            links.append(link)
        lost = 0
        batch: list[RemoteItem] = []
        for name, series in sorted(said.series.items()):
            master = series.masters[-1] if series.masters else self._master(name)
            if master is None:
                lost += len(series.instances)
                continue
            batch.append(self._series_item(name, master, series.instances, window))
            if len(batch) == _MOST_IN_A_BATCH:
                yield FetchedBatch(tuple(batch))
                batch = []
        removed = tuple(sorted(said.gone() & self._seen))
        notes = (_lost(lost),) if lost else ()
        token = window.token(links) if self._has_delta else None
        yield FetchedBatch(tuple(batch), removed, token=token, ends=True, notes=notes)

    def changes(self, window: Window) -> Iterator[FetchedBatch]:
        """Yield what is new in a window since its links were given.

        Raises:
            SyncStateLost: when one of them is refused.

        """
        said, links = _Said({}, []), []
        for link in window.links:
            following = ""
            for items, found in self._pages(self._requests.checked(link), said):
                following = found
                if items:
                    yield FetchedBatch(items)
            links.append(following)
        gone = said.gone()
        again = (set(said.series) | self._series_of(gone)) - said.there()
        removed = {name for name in gone if name in self._known} - again
        batch: list[RemoteItem] = []
        for name in sorted(again):
            item = self._read_again(name, window)
            if item is not None:
                batch.append(item)
            elif name in self._known:
                removed.add(name)
            if len(batch) == _MOST_IN_A_BATCH:
                yield FetchedBatch(tuple(batch))
                batch = []
        yield FetchedBatch(tuple(batch), tuple(sorted(removed)), token=window.token(links), ends=True)

    def _listing(self, window: str, said: _Said) -> Iterator[tuple[tuple[RemoteItem, ...], str]]:
        """Yield what `_pages` does of a piece of the window that is read for the first time.

        Microsoft documents its delta for the default calendar. Of one that has none all is listed each time.
        """
        if self._has_delta:
            try:
                yield from self._pages(f"{self._base}/calendarView/delta?{window}", said)
            except Refused as refused:
                if refused.status != 400:
                    raise
                self._has_delta = False
            else:
                return
        yield from self._pages(f"{self._base}/calendarView?{window}&$top=200&$select={','.join(FIELDS)}", said)

    def _pages(self, url: str, said: _Said) -> Iterator[tuple[tuple[RemoteItem, ...], str]]:
        """Yield the single events of each page of a piece, and, with the last, the link for what will be new."""
        here: dict[str, bool] = {}
        said.here.append(here)
        for page in self._requests.pages(url, self._progress):
            items = tuple(self._singles(page, here, said.series))
            self._seen.update(item.id for item in items)
            self._progress.report(len(self._seen), None, self._what)
            has_link = page.get("@odata.nextLink") is None and self._has_delta
            yield items, self._requests.checked(page.get("@odata.deltaLink")) if has_link else ""

    @staticmethod
    def _singles(page: Mapping[str, Any], here: dict[str, bool], series: dict[str, _Series]) -> Iterator[RemoteItem]:
        """Yield the single events of a page, and note what it says of series and of what is gone."""
        for event in events_of(page):
            name, kind, master = event["id"], str(event.get("type")), event.get("seriesMasterId")
            if "@removed" in event:
                here[name] = False
            elif kind == "seriesMaster":
                series.setdefault(name, _Series([], [])).masters.append(event)
            elif kind in {"occurrence", "exception"} and isinstance(master, str) and master:
                series.setdefault(master, _Series([], [])).instances.append(event)
            else:
                here[name] = True
                yield RemoteItem(name, _etag(event), compact(kept(event)))

    def _series_of(self, gone: set[str]) -> set[str]:
        """Return the kept series of which something is gone: the series itself, or one of its instances."""
        digests = {_digest(name) for name in gone}
        found = set()
        for name, version in self._known.items() if gone else ():
            __, mark, instances = version.partition(_MARK)
            if mark and (name in gone or not digests.isdisjoint(_digests(instances))):
                found.add(name)
        return found

    def _read_again(self, name: str, window: Window) -> RemoteItem | None:
        """Return a series as it is now, None where nothing of it is left in the window."""
        master = self._master(name)
        if master is None:
            return None
        listed = {each["id"]: each for each in self._instances(name, window)}
        named = {each["id"]: each for each in events_of({"value": master.get("exceptionOccurrences")})}
        named |= {key: each for key, each in listed.items() if each.get("type") == "exception" and key not in named}
        # Graph may give no more of them than their ids, or but a page of them.
        in_full = {key: each if each.keys() >= _IN_FULL else self._exception(each) for key, each in named.items()}
        if not listed and not in_full:
            return None
        exceptions = {key: {**each, "type": "exception"} for key, each in in_full.items()}
        return self._series_item(name, master, {**listed, **exceptions}.values(), window)

    def _master(self, name: str) -> Mapping[str, Any] | None:
        """Return the master of a series, None where it is not there any more."""
        url = f"{self._base}/events/{quote(name, safe='')}?$select={','.join(FIELDS)}"
        try:
            return self._requests.get(f"{url},{_NAMES}&$expand=exceptionOccurrences", self._progress)
        except Refused as refused:
            if refused.status == 404:
                return None
        try:
            # Not every server knows what names exceptions and cancelled ones; such a one says 400.
            return self._requests.get(url, self._progress)
        except Refused as refused:
            if refused.status == 404:
                return None
            raise

    def _instances(self, name: str, window: Window) -> Iterator[Mapping[str, Any]]:
        """Yield the instances of a series in the window, each with its times."""
        for piece in window.pieces():
            url = f"{self._base}/events/{quote(name, safe='')}/instances?{query(piece)}"
            try:
                for page in self._requests.pages(f"{url}&{_INSTANCES}", self._progress):
                    yield from events_of(page)
            except Refused as refused:
                # It was deleted just now; the next sync says so.
                if refused.status != 404:
                    raise

    def _exception(self, instance: Mapping[str, Any]) -> Mapping[str, Any]:
        url = f"{self._base}/events/{quote(instance['id'], safe='')}?$select={','.join(FIELDS)}"
        try:
            return {**instance, **self._requests.get(url, self._progress)}
        except Refused:
            return instance

    def _series_item(
        self, name: str, master: Mapping[str, Any], instances: Iterable[Mapping[str, Any]], window: Window
    ) -> RemoteItem:
        listed = list(instances)
        digests = b"".join(sorted({_digest(each["id"]) for each in listed}))
        version = f"{_etag(master)}{_MARK}{base64.b64encode(digests).decode()}"
        body = {**joined(master, listed, window.span, self._zones), "id": name, "type": "seriesMaster"}
        return RemoteItem(name, version, compact(body))


def _etag(event: Mapping[str, Any]) -> str:
    tag = event.get("@odata.etag")
    return tag if isinstance(tag, str) else ""


def _digest(name: str) -> bytes:
    """Return what is remembered of the id of an instance; that two share one costs a needless look, and no more."""
    return hashlib.blake2s(name.encode("utf-8", "replace"), digest_size=_DIGEST).digest()


def _digests(remembered: str) -> set[bytes]:
    try:
        joined_up = base64.b64decode(remembered)
    except ValueError:
        return set()
    return {joined_up[at : at + _DIGEST] for at in range(0, len(joined_up), _DIGEST)}


def _lost(count: int) -> str:
    return ngettext(
        "{n} instance of a series was left out: the server does not give the series",
        "{n} instances of series were left out: the server does not give the series",
        count,
    ).format(n=count)
