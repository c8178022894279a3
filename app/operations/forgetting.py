"""Deleting: a source with its data, or what lies before a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.operations.derived import Derived
from app.operations.refresh import delete_files
from app.store import counts, ledger_rows, occurrence_rows, source_rows
from app.store.zone_rows import ZoneRows

if TYPE_CHECKING:
    import sqlite3

    from app.operations.workspace import Workspace
    from app.progress import Progress


def remove_source(workspace: Workspace, source: int, progress: Progress) -> None:
    """Take a source away with everything that came from it.

    Raises:
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    preferences = workspace.preferences()
    names = {each.id: each.name for each in workspace.sources()}

    def work(connection: sqlite3.Connection) -> None:
        progress.check()
        delete_files(connection, preferences, list(source_rows.files_of(connection, source).values()))
        source_rows.delete_source(connection, source)
        ledger_rows.delete_ledger(connection, None, names.get(source))

    workspace.store.write(work)


def forget(
    workspace: Workspace, before: int | None, source: int | None, progress: Progress
) -> tuple[int, int, int, int]:
    """Delete what lies wholly before a day, of one source or of all.

    A series goes when its last occurrence is over by then; one that reaches further stays whole. The calendar files
    themselves are not touched: a file that changes, and still holds what was forgotten, brings it back.

    Returns:
        Events and occurrences that were deleted, and that are left.

    """
    preferences = workspace.preferences()
    limit = None if before is None else preferences.zone.midnight(before)
    wanted = [each for each in workspace.sources() if source is None or each.id == source]

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
            derived.forget_series(occurrence_rows.series_over_before(connection, rows, limit))
            derived.settle(whole=source_rows.calendar_count(connection) > 0)
        name = wanted[0].name if source is not None and wanted else None
        ledger_rows.delete_ledger(connection, limit, name)
        left_events, left_occurrences = counts.counts(connection)
        return events - left_events, occurrences - left_occurrences, left_events, left_occurrences

    return workspace.store.write(work)
