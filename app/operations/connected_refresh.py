"""A source on a server, brought up to date: what is new is kept as the server says it, then read as a file is.

Each page is one transaction, so that a sync which is stopped, or fails, goes on from what it had; the token that the
next one goes on from is written with the last page. What the server keeps of a calendar then stands here, and its
events are worked out of that: the same again where that was done already.
"""

from __future__ import annotations

import time
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from app.errors import SignInNeeded, UserError
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.sources import Problem
from app.operations.file_refresh import FileRefresh, HeldBack
from app.operations.refresh import delete_files
from app.store import remote_rows, source_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from app.connectors.connector import Connector
    from app.model.remote import FetchedBatch, RemoteCalendar
    from app.operations.refresh import Refresher
    from app.store.remote_rows import StoredCalendar
    from app.store.source_rows import StoredSource

_LONGEST_NAME = 60


class Asked(NamedTuple):
    """How a source on a server is brought up to date.

    ``accepts_gone``: the person agreed that so many events go.
    """

    connector: Connector
    accepts_gone: bool = False


def refresh_connected(with_: Refresher, source: StoredSource, asked: Asked) -> int:
    """Bring a source up to date and return how many of its events were new, changed or gone.

    A calendar that fails does not keep the others of its account from being read.

    Raises:
        UserError: when the server, or one of its calendars, could not be read; what was stored before stays.
        Cancelled: when the progress says so.

    """
    changed, failed = 0, []
    with with_.store.reading() as connection:
        calendars = remote_rows.read_calendars(connection, source.id)
    for calendar in calendars:
        try:
            changed += _CalendarRefresh(with_, source, calendar, asked).run()
        except SignInNeeded as error:
            with_.store.write(partial(note_needs, source=source, sentence=error.sentence()))
            raise
        except UserError as error:
            failed.append(error)
    held = _finish(with_, source, failed)
    if failed:
        raise failed[0]
    if held:
        raise TooManyGone(source.name, held)
    return changed


class TooManyGone(UserError):
    """Many events are gone at the server: the person is asked before they go here."""

    def __init__(self, name: str, count: int) -> None:
        what = ngettext(
            "{name}: {count} event is gone at the server, and stays here until you agree",
            "{name}: {count} events are gone at the server, and stay here until you agree",
            count,
        )
        super().__init__(
            what.format(name=visible(name, _LONGEST_NAME), count=count),
            _("that is more than a third of this calendar, as after a mistake there"),
            _("sync with --accept-gone, or agree in the settings"),
        )


def needs_of(kind: str) -> str:
    """Return what opens a source of a kind, and so what its person is asked for: see `SourceRow.needs`."""
    return {"address": "address", "caldav": "password"}.get(kind, "sign-in")


def note_needs(connection: sqlite3.Connection, source: StoredSource, sentence: str) -> None:
    """Note that only the person can help a source, and why in a sentence."""
    remote_rows.write_needs(connection, source.id, needs_of(source.kind))
    source_rows.finish_source(connection, source.id, 0, sentence)


def _finish(with_: Refresher, source: StoredSource, failed: list[UserError]) -> int:
    """Note how the sync ended, and return how many events wait for the person's word."""

    def work(connection: sqlite3.Connection) -> int:
        held = remote_rows.held(connection).get(source.id, 0)
        if failed:
            source_rows.finish_source(connection, source.id, 0, failed[0].sentence())
        else:
            remote_rows.write_needs(connection, source.id, "")
            source_rows.finish_source(connection, source.id, int(time.time()), None)
            if held:
                source_rows.finish_source(connection, source.id, 0, TooManyGone(source.name, held).sentence())
        return held

    return with_.store.write(work)


class _CalendarRefresh:
    """One calendar of a source on a server."""

    def __init__(self, with_: Refresher, source: StoredSource, calendar: StoredCalendar, asked: Asked) -> None:
        self._with = with_
        self._source = source
        self._calendar = calendar
        self._asked = asked
        self._notes: list[str] = []
        self._listing: int | None = None
        self._file = file_name(source.place, calendar.remote)

    def run(self) -> int:
        """Read what is new, and return how many events were new, changed or gone."""
        store, calendar = self._with.store, self._calendar
        with store.reading() as connection:
            state = remote_rows.state_of(connection, calendar.id)
        begun = int(time.time())
        for batch in self._asked.connector.fetch(calendar.remote, state, self._with.progress):
            store.write(partial(self._take, batch=batch))
            self._notes += batch.notes
        return self._apply(begun)

    def _take(self, connection: sqlite3.Connection, batch: FetchedBatch) -> None:
        number = self._calendar.id
        if batch.begins_anew:
            self._listing = remote_rows.begin_listing(connection, number)
        remote_rows.write_batch(connection, number, batch)
        if batch.ends:
            if self._listing is not None:
                remote_rows.end_listing(connection, number, self._listing)
            remote_rows.write_token(connection, number, batch.token)

    def _apply(self, synced: int) -> int:
        """Work the events out of what the server keeps, unless that was done already."""
        store, number = self._with.store, self._calendar.id
        with store.reading() as connection:
            now = next(each for each in remote_rows.read_calendars(connection, self._source.id) if each.id == number)
            known = source_rows.read_file(connection, self._file)
            is_new = now.applied != now.changed or (now.held and self._asked.accepts_gone)
            data = None
            if is_new or known is None or known.digest is None:
                data = self._asked.connector.as_icalendar(now.remote, remote_rows.bodies(connection, number))
        if data is None:
            self._covers(synced)
            return 0
        held = changed = 0
        try:
            changed = self._refreshed(data, known, synced)
        except HeldBack as error:
            held = error.gone
        store.write(lambda connection: remote_rows.write_applied(connection, number, now.changed, held))
        return changed

    def _refreshed(self, data: bytes, known: source_rows.StoredFile | None, synced: int) -> int:
        digest = blake2b(data, digest_size=16).digest()
        if known is not None and known.digest == digest:
            self._covers(synced)
            return 0
        refresh = FileRefresh(
            self._with, self._source.id, self._source.name, self._file, synced, wary=not self._asked.accepts_gone
        )
        changed = refresh.run(data, digest, known)
        self._with.store.write(self._note)
        return changed

    def _note(self, connection: sqlite3.Connection) -> None:
        row = source_rows.read_file(connection, self._file)
        if row is None or not self._notes:
            return
        problems = [Problem(self._calendar.remote.name, None, None, note) for note in dict.fromkeys(self._notes)]
        source_rows.write_problems(connection, self._source.id, row.id, problems, "all")

    def _covers(self, synced: int) -> None:
        """Let the calendar cover the day of a sync that brought nothing (METRICS.md §4)."""
        zone = self._with.preferences.zone
        with self._with.store.reading() as connection:
            behind = [
                key
                for key, newest in source_rows.calendars_of_file(connection, self._file)
                if newest is None or zone.local(newest)[0] < zone.local(synced)[0]
            ]
        if behind:
            self._with.store.write(partial(_cover, with_=self._with, keys=behind, synced=synced))


def _cover(connection: sqlite3.Connection, with_: Refresher, keys: Collection[str], synced: int) -> None:
    # Imported here because most syncs bring something, or come on a day that is covered.
    from app.operations.derived import Derived
    from app.store.zone_rows import ZoneRows

    for key in keys:
        source_rows.set_newest(connection, key, synced)
    Derived(connection, with_.preferences, ZoneRows(connection)).settle()


def file_name(place: str, calendar: RemoteCalendar) -> str:
    """Return under which name a calendar on a server is kept as a file: where, and what the server calls it."""
    return f"{place} {calendar.id}" if calendar.id else place


def drop_calendars(
    connection: sqlite3.Connection, with_: Refresher, source: StoredSource, ids: Collection[str]
) -> None:
    """Take calendars away that are no longer to be read, with their events."""
    dropped = [each for each in remote_rows.read_calendars(connection, source.id) if each.remote.id in ids]
    files = source_rows.files_of(connection, source.id)
    rows = [files[name] for name in (file_name(source.place, each.remote) for each in dropped) if name in files]
    delete_files(connection, with_.preferences, rows)
    remote_rows.delete_calendars(connection, [each.id for each in dropped])
