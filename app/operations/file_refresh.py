"""One calendar file brought into the store: the least that is new in it, newest weeks first, a transaction a batch."""

from __future__ import annotations

import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from app.connectors.ics_changes import FileChanges, changes_of, read_batch
from app.connectors.ics_reader import IcsFile, uid_of
from app.model.occurrences import Me, Period
from app.operations.basis import window_of
from app.operations.bulk_work import bulk_work
from app.operations.derived import Derived
from app.store import day_rows, ledger_rows, source_rows
from app.store.series_rows import SeriesReader, next_series_row, write_series
from app.store.source_rows import StoredFile
from app.store.zone_rows import ZoneRows
from app.timeline.changes import changes_between
from app.timeline.coverage import first_timed, one_off_day
from app.timeline.one_offs import places_of

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable, Sequence

    from app.connectors.ics_reader import TakenApart
    from app.model.events import Event, Series
    from app.model.sources import Calendar, Reading
    from app.operations.refresh import Refresher
    from app.store.series_rows import SeriesRow


MOST_GONE: Final = 20
"""Events of a calendar on a server that may be gone at once without a question, however few there were."""
LARGEST_SHARE_GONE: Final = 0.3


class HeldBack(Exception):
    """So many events are gone at the server that the person is asked first; nothing was changed."""

    def __init__(self, gone: int, kept: int) -> None:
        super().__init__(gone, kept)
        self.gone, self.kept = gone, kept


class FileRefresh:
    """One file of a source, brought up to date; what a server gave of a calendar is one file too."""

    def __init__(
        self,
        with_: Refresher,
        source: int,
        source_name: str,
        name: str,
        synced: int | None = None,
        *,
        wary: bool = False,
    ) -> None:
        """Take the row and the name of the source, and the file's own name.

        Args:
            with_: what a refresh works with.
            source: the row of the source.
            source_name: its name for people, for the ledger.
            name: the file's.
            synced: when the server was asked, which its calendar covers up to (METRICS.md §4); None: a file.
            wary: raise `HeldBack` where more than 30 % and more than 20 of the events are gone.

        """
        self._with = with_
        self._source = source
        self._source_name = source_name
        self._name = name
        self._synced = synced
        self._wary = wary

    def run(self, data: bytes, digest: bytes, state: StoredFile | None) -> int:
        """Bring the file up to date and return how many of its events were new, changed or gone.

        Args:
            data: its bytes.
            digest: what they come to.
            state: what was stored of it before.

        Raises:
            UnreadableInput: when it is no calendar.
            HeldBack: when it is wary, and too much is gone.
            Cancelled: when the progress says so.

        """
        with bulk_work():
            # In a function of its own, so that what it held is gone before the collector looks for it.
            return self._brought_up_to_date(data, digest, state)

    def _brought_up_to_date(self, data: bytes, digest: bytes, state: StoredFile | None) -> int:
        store, progress = self._with.store, self._with.progress
        file = IcsFile(data, self._name)
        del data
        context = file.context
        settled = state is not None and state.context == context
        known = state.components if state is not None and settled else frozenset()
        changes = changes_of(file, known, self._uids_of, self._digests_of)
        gone: Collection[str] = changes.gone
        if state is not None and (self._wary or not settled):
            kept = self._kept_uids(state)
            gone = kept - file.uids()
            if self._wary and len(gone) > MOST_GONE and len(gone) > LARGEST_SHARE_GONE * len(kept):
                raise HeldBack(len(gone), len(kept))
        batches = changes.batches
        if state is not None and state.digest is not None:
            # Of a file that was whole before, all that changed is one transaction.
            batches = ((tuple(each for part, __ in batches for each in part), None),)
        changed, new = len(gone), state is None
        for number, (components, reaches_back) in enumerate(batches):
            changed += sum(1 for each in components if each.digest not in known)
            reading, digests = read_batch(file, components, progress)
            # Of a file that is new nothing can be replaced: all of a UID come in one batch.
            uids = None if new else _uids(components)
            stored = StoredFile(0, None if reaches_back is not None else digest, context, known, reaches_back)
            batch = _Batch(reading, digests, uids, changes, state is not None and not settled, number == 0)
            known = store.write(partial(self._save, stored=stored, batch=batch))
            self._with.on_batch()
            if reaches_back is not None:
                state = None
        return changed

    def run_reading(self, reading: Reading, digest: bytes, state: StoredFile | None) -> int:
        """Bring a file up to date that was read as a whole, and return how many events were new, changed or gone.

        Args:
            reading: what it holds; its calendars are this file's alone.
            digest: what its bytes come to.
            state: what was stored of it before.

        Raises:
            Cancelled: when the progress says so; nothing was changed then.

        """
        with bulk_work():
            newest = {each.key: each.newest for each in reading.calendars if each.newest is not None}
            changes = FileChanges(frozenset(), (), newest, frozenset())
            uids = None if state is None else {each.uid for each in reading.series}
            batch = _Batch(reading, {}, uids, changes, everything=True, is_first=True)
            stored = StoredFile(0, digest, b"", frozenset(), None)
            before = [] if state is None else self._stored(state)
            known = {(each.calendar, each.uid, event) for each in before for event in _events_of(each)}
            now = {(each.calendar, each.uid, event) for each in reading.series for event in _events_of(each)}
            self._with.store.write(partial(self._save, stored=stored, batch=batch))
            self._with.on_batch()
        named = {(calendar, uid, event.key.recurrence_id) for calendar, uid, event in now}
        gone = sum((calendar, uid, event.key.recurrence_id) not in named for calendar, uid, event in known)
        return len(now - known) + gone

    def _stored(self, state: StoredFile) -> list[Series]:
        with self._with.store.reading() as connection:
            rows = source_rows.series_of_files(connection, [state.id], None)
            return list(SeriesReader(connection, ZoneRows(connection)).of_rows(rows).values())

    def _kept_uids(self, state: StoredFile) -> set[str]:
        """Return the UIDs that are stored of the file; what had none there was given one here."""
        with self._with.store.reading() as connection:
            kept = source_rows.uids_of_file(connection, state.id)
        return {uid for uid in kept if not uid.startswith("clearweek:")}

    def _uids_of(self, digests: Collection[bytes]) -> set[str]:
        with self._with.store.reading() as connection:
            state = source_rows.read_file(connection, self._name)
            return source_rows.uids_of_digests(connection, state.id, digests) if state is not None else set()

    def _digests_of(self, uids: Collection[str]) -> set[bytes]:
        with self._with.store.reading() as connection:
            state = source_rows.read_file(connection, self._name)
            return source_rows.digests_of_uids(connection, state.id, uids) if state is not None else set()

    def _save(self, connection: sqlite3.Connection, stored: StoredFile, batch: _Batch) -> frozenset[bytes]:
        """Store one batch and everything that follows from it; return which components are settled now."""
        reading, preferences = batch.reading, self._with.preferences
        before = source_rows.read_file(connection, self._name)
        # Which components are settled is written at the end.
        row = source_rows.write_file(connection, self._source, self._name, stored._replace(components=frozenset()))
        uids: set[str] = set()
        replaced: list[int] = []
        if batch.uids is not None:
            uids = batch.uids | {series.uid for series in reading.series}
            uids |= source_rows.uids_of_digests(connection, row, batch.changes.vanished)
            replaced = source_rows.series_of_files(connection, [row], None if batch.everything else uids)
        zones = ZoneRows(connection)
        was = []
        if before is not None and before.digest is not None:
            was = list(SeriesReader(connection, zones).of_rows(replaced).values())
        unsettled = source_rows.digests_of_uids(connection, row, uids) if uids else set()
        derived = Derived(connection, preferences, zones, self._with.progress)
        derived.forget_series(replaced)
        calendars = self._calendars(connection, row, batch, zones)
        settled = self._take(connection, derived, batch, calendars, zones)
        keep: Literal["none", "of-the-file", "all"] = "none" if before is None else "of-the-file"
        keep = keep if batch.is_first else "all"
        source_rows.write_problems(connection, self._source, row, reading.problems, keep)
        derived.settle()
        if before is not None and before.digest is not None:
            self._note_changes(connection, was, reading.series)
        known = (stored.components - batch.changes.vanished - unsettled) | settled
        source_rows.write_file(connection, self._source, self._name, stored._replace(components=known))
        return known

    def _calendars(
        self, connection: sqlite3.Connection, row: int, batch: _Batch, zones: ZoneRows
    ) -> dict[str, tuple[int, Calendar]]:
        newest = batch.changes.newest
        calendars = {}
        for each in batch.reading.calendars:
            calendar = _stamped(each, self._newest(newest.get(each.key)))
            calendars[each.key] = (source_rows.write_calendar(connection, row, calendar, zones), calendar)
        for key, stamp in newest.items():
            source_rows.set_newest(connection, key, self._newest(stamp))
        return calendars

    def _newest(self, stamp: int | None) -> int | None:
        """Return up to when a calendar is known: its newest stamp, or when its server was asked."""
        return max(stamp or 0, self._synced or 0) or None

    def _take(
        self,
        connection: sqlite3.Connection,
        derived: Derived,
        batch: _Batch,
        calendars: dict[str, tuple[int, Calendar]],
        zones: ZoneRows,
    ) -> frozenset[bytes]:
        """Store the series of a batch with their occurrences; return which of its components are settled."""
        series, zone = batch.reading.series, self._with.preferences.zone
        places = places_of(series, zone)
        one_offs = [
            one_off_day(each, zone) if place is None else place[0] for each, place in zip(series, places, strict=True)
        ]
        stamps, last_one_off = source_rows.read_anchors(connection)
        window = window_of(stamps, max([last_one_off, *one_offs]), self._with.preferences)
        found = derived.expand_new(series, places, window)
        instances = {id(each): of_it for each, of_it in found.expanded}
        reach = Period(*window, zone)
        trouble = {(each.source, each.uid): each for each in found.problems}
        first = next_series_row(connection)
        rows: list[SeriesRow] = []
        settled = set(batch.digests.values())
        for number, (each, day, place) in enumerate(zip(series, one_offs, places, strict=True), first):
            calendar = calendars[each[0]][0]
            wrong = trouble.get((each.calendar, each.uid)) if trouble else None
            starts = first_timed(each, reach, instances.get(id(each))) if place is None else place[1]
            if wrong is None:
                rows.append((number, calendar, each, starts, day, "", False))
            else:
                rows.append((number, calendar, each, starts, day, wrong.reason, wrong.kept))
                settled.difference_update(_digests(each, batch.digests))
        write_series(connection, rows, batch.digests, zones)
        derived.take(found, dict(zip(map(id, series), range(first, first + len(series)), strict=True)), window)
        return frozenset(settled)

    def _note_changes(self, connection: sqlite3.Connection, was: Sequence[Series], now: Sequence[Series]) -> None:
        basis = day_rows.read_basis(connection)
        me = Me(frozenset(basis.me), basis.guessed) if basis is not None else Me(frozenset())
        names = {each.calendar: self._source_name for each in (*was, *now)}
        lines = changes_between(was, now, me, self._with.preferences.zone, int(time.time()), names)
        ledger_rows.write_ledger(connection, lines)


class _Batch(NamedTuple):
    """One batch of a file: what its components say, and what of the file it replaces.

    ``uids`` are None where nothing of the file was stored when its reading began.
    """

    reading: Reading
    digests: dict[int, bytes]
    uids: set[str] | None
    changes: FileChanges
    everything: bool
    is_first: bool


def _events_of(series: Series) -> list[Event]:
    return [event for event in (series.head, *series.overrides) if event is not None]


def _uids(components: Iterable[TakenApart]) -> set[str]:
    found = (uid_of(each.properties) for each in components)
    return {uid for uid in found if uid is not None}


def _digests(series: Series, digests: dict[int, bytes]) -> list[bytes]:
    events = (series.head, *series.overrides)
    return [digests[id(event)] for event in events if event is not None and id(event) in digests]


def _stamped(calendar: Calendar, newest: int | None) -> Calendar:
    return replace(calendar, newest=newest or None)
