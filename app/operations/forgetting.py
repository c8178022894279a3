"""Deleting: a source with its data, or what lies before a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.operations.derived import Derived
from app.operations.refresh import delete_files
from app.store import counts, ledger_rows, occurrence_rows, remote_rows, source_rows
from app.store.zone_rows import ZoneRows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Sequence

    from app.operations.workspace import Workspace
    from app.operations.workspace_answers import SourceRow
    from app.progress import Progress


def remove_source(workspace: Workspace, source: int, progress: Progress) -> None:
    """Take a source away with everything that came from it.

    Raises:
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    preferences = workspace.preferences()
    names = {each.id: each.name for each in workspace.sources()}
    secrets = _handles(workspace, [source])

    def work(connection: sqlite3.Connection) -> None:
        progress.check()
        delete_files(connection, preferences, list(source_rows.files_of(connection, source).values()))
        source_rows.delete_source(connection, source)
        ledger_rows.delete_ledger(connection, None, names.get(source))

    workspace.store.write(work)
    _forget_secrets(workspace, secrets)


def forget(
    workspace: Workspace, before: int | None, source: int | None, progress: Progress
) -> tuple[int, int, int, int]:
    """Delete what lies wholly before a day, of one source or of all.

    A series goes when its last occurrence is over by then; one that reaches further stays whole. The calendars
    themselves are not touched: a file that changes, and still holds what was forgotten, brings it back, and so does a
    server that lists all of its calendar anew.

    Returns:
        Events and occurrences that were deleted, and that are left.

    """
    preferences = workspace.preferences()
    limit = None if before is None else preferences.zone.midnight(before)
    wanted = [each for each in workspace.sources() if source is None or each.id == source]
    secrets = _handles(workspace, [each.id for each in wanted]) if limit is None else []

    def work(connection: sqlite3.Connection) -> tuple[int, int, int, int]:
        events, occurrences = counts.counts(connection)
        progress.check()
        if limit is None:
            files = [row for each in wanted for row in source_rows.files_of(connection, each.id).values()]
            delete_files(connection, preferences, files)
            for each in wanted:
                source_rows.delete_source(connection, each.id)
        else:
            files = [row for each in wanted for row in source_rows.files_of(connection, each.id).values()]
            rows = source_rows.series_of_files(connection, files, None)
            derived = Derived(connection, preferences, ZoneRows(connection))
            over = occurrence_rows.series_over_before(connection, rows, limit)
            for each in wanted:
                if each.kind != "files":
                    _forget_items(connection, each, source_rows.uids_of_series(connection, over))
            derived.forget_series(over)
            derived.settle(whole=source_rows.calendar_count(connection) > 0)
        name = wanted[0].name if source is not None and wanted else None
        ledger_rows.delete_ledger(connection, limit, name)
        left_events, left_occurrences = counts.counts(connection)
        return events - left_events, occurrences - left_occurrences, left_events, left_occurrences

    done = workspace.store.write(work)
    _forget_secrets(workspace, secrets)
    return done


def _handles(workspace: Workspace, sources: Sequence[int]) -> list[str]:
    """Return the names of the secrets of sources, which are forgotten once these are gone, and not before."""
    with workspace.store.reading() as connection:
        return [handle for source in sources for handle in remote_rows.handles(connection, source)]


def _forget_secrets(workspace: Workspace, handles: Sequence[str]) -> None:
    # Imported here because files have no secrets.
    from app.store.secrets import Secrets

    for handle in handles:
        Secrets(workspace.home).forget(handle)


def _forget_items(connection: sqlite3.Connection, source: SourceRow, uids: Collection[str]) -> None:
    """Delete what a server said of events that are forgotten, so that it is not kept here either."""
    from app.connectors.connector import connector_of
    from app.connectors.ics_reader import IcsFile

    kind = remote_rows.read_connection(connection, source.id).kind
    as_icalendar = connector_of(kind).as_icalendar
    for calendar in remote_rows.read_calendars(connection, source.id):
        forgotten = []
        for item, body in remote_rows.items(connection, calendar.id):
            file = IcsFile(as_icalendar(calendar.remote, [body]), source.place)
            said = file.uids()
            if said and said <= set(uids):
                forgotten.append(item)
        remote_rows.delete_items(connection, calendar.id, forgotten)
