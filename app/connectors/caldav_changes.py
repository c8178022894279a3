"""What is new in a calendar on a CalDAV server: by its sync token (RFC 6578), else by comparing versions.

Entries come as they stand on the server, masters with their overrides; repeating is worked out by the program, since
servers do it wrongly over a change of the clocks. What the last sync left is one word and a value: ``sync`` and the
server's token, or ``versions`` and its ctag.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import urlsplit

from app.connectors import caldav_bodies
from app.connectors.caldav_bodies import CALDAV, DAV, SERVER
from app.connectors.caldav_replies import TooLarge, host_of, whole_url
from app.connectors.caldav_session import Refused
from app.errors import UnreadableInput
from app.language import _, ngettext
from app.model.remote import FetchedBatch, RemoteItem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.connectors.caldav_replies import Reply, Row
    from app.connectors.caldav_session import Dav
    from app.model.remote import RemoteCalendar, SyncState
    from app.progress import Progress

AT_ONCE: Final = 100
"""Entries that are asked for in one request."""
_MOST_PATHS: Final = 100_000
"""Bytes of their paths: the door lets a body of 256 KB out."""
_MOST_PAGES: Final = 1_000
_BY_SYNC: Final = "sync "
_BY_VERSION: Final = "versions "
_TOKEN: Final = re.compile(r"[!-~]{1,4096}")
_SYNC_REPORT: Final = f"{DAV}sync-collection"
_DATA: Final = f"{CALDAV}calendar-data"
_ETAG: Final = f"{DAV}getetag"
_GONE: Final = frozenset({404, 410})


class _TokenRefused(Exception):
    """The server does not go on from a token; whatever status it says that with, all is read again."""


class _NoSync(Exception):
    """The server lists no changes, or not so many."""


class _Listed(NamedTuple):
    """What is to be fetched (path and version of each entry), and what is gone."""

    changed: Mapping[str, str]
    removed: Sequence[str]


class Changes:
    """One sync of one calendar."""

    def __init__(self, dav: Dav, url: str, calendar: RemoteCalendar, progress: Progress) -> None:
        self._dav, self._url, self._calendar, self._progress = dav, url, calendar, progress
        self._path = urlsplit(whole_url(url, url)).path.rstrip("/")
        self._done = self._expected = self._without = 0

    def since(self, state: SyncState) -> Iterator[FetchedBatch]:
        """Yield what is new since a state, or all where it is none that can be gone on from.

        Raises:
            SignInNeeded: when the server does not take the password.
            SourceUnreachable: when it cannot be reached.
            UnreadableInput: when it answers with no calendar.
            Cancelled: when the person says so.

        """
        try:
            yield from self._since(state)
        except Refused as refused:
            raise refused.told(self._calendar.name) from None

    def _since(self, state: SyncState) -> Iterator[FetchedBatch]:
        token = state.token or ""
        if token.startswith(_BY_VERSION):
            yield from self._compared(state, token.removeprefix(_BY_VERSION))
            return
        if token.startswith(_BY_SYNC):
            try:
                yield from self._paged(token.removeprefix(_BY_SYNC))
            except _TokenRefused:
                pass
            else:
                return
        try:
            yield from self._paged("")
        except (_TokenRefused, _NoSync):
            # A listing by versions needs no token that could be refused again.
            yield from self._compared(None, "")

    # ---- by token ----

    def _paged(self, token: str) -> Iterator[FetchedBatch]:
        """Yield what is new since a token, page by page; all for an empty one.

        Raises:
            _TokenRefused: when the server does not go on from it, or from that of a page.
            _NoSync: when it does not list anything so.

        """
        begins_anew = from_start = not token
        used, before = {token}, frozenset[str]()
        for __ in range(_MOST_PAGES):
            reply = self._page(token)
            named = frozenset(row.path for row in reply.rows)
            if not _TOKEN.fullmatch(reply.token):
                # ownCloud once gave empty tokens: nothing could be gone on from.
                raise _TokenRefused
            if reply.is_cut and (reply.token in used or (named and named == before)):
                break
            token, before = reply.token, named
            used.add(token)
            # RFC 6578 §3.5: a row with 404 is gone; the calendar itself may be among the rows.
            entries = [row for row in reply.rows if not self._is_collection(row)]
            # Of what begins anew nothing can be gone; Radicale says so all the same.
            removed = [row.path for row in entries if row.status in _GONE] if not from_start else []
            changed = {row.path: row.text(_ETAG) for row in entries if row.status not in _GONE}
            for batch in self._fetched(_Listed(changed, removed)):
                yield batch._replace(begins_anew=begins_anew)
                begins_anew = False
            if not reply.is_cut:
                yield self._last(_BY_SYNC + token, begins_anew=begins_anew)
                return
        raise UnreadableInput(
            _("{host} gives the same part of “{calendar}” again and again").format(
                host=host_of(self._url), calendar=self._calendar.name
            ),
            next_step=_("try again later; what was read before stays"),
        )

    def _page(self, token: str) -> Reply:
        self._progress.check()
        if token and not _TOKEN.fullmatch(token):
            raise _TokenRefused
        try:
            return self._dav.report(self._url, caldav_bodies.changes_since(token), depth=0)
        except Refused:
            raise (_TokenRefused if token else _NoSync) from None
        except TooLarge:
            raise _NoSync from None

    # ---- by version ----

    def _compared(self, state: SyncState | None, ctag: str) -> Iterator[FetchedBatch]:
        """Yield what has another version than what is kept; everything, anew, where there is no state."""
        self._progress.check()
        now = next(iter(self._dav.propfind(self._url, caldav_bodies.state(), depth=0).rows), None)
        ctag_now = now.text(f"{SERVER}getctag") if now is not None else ""
        if state is not None and ctag and ctag_now == ctag:
            yield FetchedBatch(token=state.token, ends=True)
            return
        # Read before the list: what changes in between comes again with the next sync, and is not left out.
        sync_token = now.text(f"{DAV}sync-token") if now is not None else ""
        lists_changes = now is not None and _SYNC_REPORT in now.children(f"{DAV}supported-report-set")
        following = _BY_SYNC + sync_token if lists_changes and _TOKEN.fullmatch(sync_token) else _BY_VERSION + ctag_now
        begins_anew = state is None
        for batch in self._fetched(self._listed(state)):
            yield batch._replace(begins_anew=begins_anew)
            begins_anew = False
        yield self._last(following, begins_anew=begins_anew)

    def _listed(self, state: SyncState | None) -> _Listed:
        self._progress.check()
        reply = self._dav.propfind(self._url, caldav_bodies.entries(), depth=1)
        there = [row for row in reply.rows if not self._is_collection(row) and row.status == 200]
        versions = {row.path: row.text(_ETAG) for row in there}
        if state is None:
            return _Listed(versions, ())
        changed = {
            path: version
            for path, version in versions.items()
            if not version or _strong(state.known.get(path, "")) != _strong(version)
        }
        return _Listed(changed, sorted(state.known.keys() - versions.keys()))

    # ---- entries ----

    def _is_collection(self, row: Row) -> bool:
        return row.path.rstrip("/") == self._path or f"{DAV}collection" in row.children(f"{DAV}resourcetype")

    def _fetched(self, listed: _Listed) -> Iterator[FetchedBatch]:
        """Yield the entries of a list, a bundle at a time, and first what is gone."""
        if listed.removed:
            yield FetchedBatch(removed=tuple(listed.removed))
        self._expected += len(listed.changed)
        for bundle in _bundles(sorted(listed.changed)):
            yield from self._bundle(bundle, listed.changed)
            self._done += len(bundle)
            self._progress.report(self._done, self._expected, self._calendar.name)

    def _bundle(self, paths: Sequence[str], versions: Mapping[str, str]) -> Iterator[FetchedBatch]:
        self._progress.check()
        try:
            reply = self._dav.report(self._url, caldav_bodies.these(paths))
        except TooLarge:
            yield from self._halves(paths, versions)
            return
        except Refused as refused:
            if refused.status not in {413, 507}:
                raise
            yield from self._halves(paths, versions)
            return
        items, removed = [], []
        # By path: iCloud names one entry now at one of its hosts and now at another.
        rows = {row.path: row for row in reply.rows}
        for path in paths:
            row = rows.get(path)
            data = row.said.get(_DATA) if row is not None else None
            if row is not None and row.status in _GONE:
                removed.append(path)
            elif row is None or data is None or not data.text:
                self._without += 1
            else:
                items.append(RemoteItem(path, row.text(_ETAG) or versions[path], data.text.encode()))
        yield FetchedBatch(tuple(items), tuple(removed))

    def _halves(self, paths: Sequence[str], versions: Mapping[str, str]) -> Iterator[FetchedBatch]:
        """Yield a bundle that is too large for one reply in two; an entry that is so by itself is left out."""
        if len(paths) == 1:
            self._without += 1
            return
        middle = len(paths) // 2
        yield from self._bundle(paths[:middle], versions)
        yield from self._bundle(paths[middle:], versions)

    def _last(self, token: str, *, begins_anew: bool) -> FetchedBatch:
        notes: tuple[str, ...] = ()
        if self._without:
            notes = (
                ngettext(
                    "{n} entry was not given by the server, or is larger than 10 MB.",
                    "{n} entries were not given by the server, or are larger than 10 MB.",
                    self._without,
                ).format(n=self._without),
            )
        return FetchedBatch(token=token, ends=True, begins_anew=begins_anew, notes=notes)


def _bundles(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    bundle: list[str] = []
    size = 0
    for path in paths:
        if bundle and (len(bundle) == AT_ONCE or size + len(path) > _MOST_PATHS):
            yield bundle
            bundle, size = [], 0
        bundle.append(path)
        size += len(path)
    if bundle:
        yield bundle


def _strong(version: str) -> str:
    """Return an ETag without what says that it is a weak one (RFC 9110 §8.8.1)."""
    return version.removeprefix("W/")
