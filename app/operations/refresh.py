"""Bringing sources into the store, and keeping them up to date."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.connectors.ics_files import visit_files
from app.errors import UnreadableInput
from app.store import source_rows

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Collection, Sequence

    from app.model.preferences import Preferences
    from app.model.sources import Problem
    from app.progress import Progress
    from app.store.store import Store


class Refresher(NamedTuple):
    """What a refresh works with."""

    store: Store
    preferences: Preferences
    progress: Progress
    on_batch: Callable[[], None]


def add_path(with_: Refresher, path: str) -> tuple[int, int]:
    """Bring in a file, folder or archive as a source; one that is there already is brought up to date.

    Returns:
        The source, and how many events were new, changed or gone.

    Raises:
        UnreadableInput: when no calendar could be read; what was stored before stays.
        Cancelled: when the progress says so; what was stored by then stays, and the next refresh goes on from there.

    """
    # Without "..", but not through links: where a link leads may change from day to day.
    place = os.path.abspath(Path(path).expanduser())  # noqa: PTH100
    name = Path(place).name or place
    now = int(time.time())
    source = with_.store.write(lambda connection: source_rows.add_source(connection, "files", name, place, now))
    return source, refresh(with_, source, name, place)


def refresh(with_: Refresher, source: int, name: str, place: str) -> int:
    """Bring a source up to date and return how many of its events were new, changed or gone.

    Raises:
        UnreadableInput: when no calendar could be read; what was stored before stays.
        Cancelled: when the progress says so.

    """
    seen: set[str] = set()
    changed = 0

    def take(data: bytes, file: str) -> None:
        nonlocal changed
        seen.add(file)
        with_.progress.check()
        digest = sha256(data).digest()[:16]
        with with_.store.reading() as connection:
            state = source_rows.read_file(connection, file)
        if state is not None and state.digest == digest:
            return
        # Imported here because most files that are read again are the same as before.
        from app.operations.file_refresh import FileRefresh

        changed += FileRefresh(with_, source, name, file).run(data, digest, state)

    try:
        problems = visit_files([place], take, progress=with_.progress)
    except UnreadableInput as error:
        _give_up(with_.store, source, error.sentence())
        raise
    seen.update(each.source for each in problems)
    changed += with_.store.write(lambda connection: _finish(connection, with_, source, seen, problems))
    return changed


def _give_up(store: Store, source: int, sentence: str) -> None:
    """Remember why a source could not be read; one of which nothing is stored goes again."""

    def work(connection: sqlite3.Connection) -> None:
        if source_rows.files_of(connection, source):
            source_rows.finish_source(connection, source, 0, sentence)
        else:
            source_rows.delete_source(connection, source)

    store.write(work)


def _finish(
    connection: sqlite3.Connection, with_: Refresher, source: int, seen: set[str], problems: Sequence[Problem]
) -> int:
    """Take away what its files no longer hold, and say when the source was read."""
    gone = {file: row for file, row in source_rows.files_of(connection, source).items() if file not in seen}
    taken = delete_files(connection, with_.preferences, list(gone.values())) if gone else 0
    source_rows.write_problems(connection, source, None, problems, "none")
    source_rows.finish_source(connection, source, int(time.time()), None)
    return taken


def delete_files(connection: sqlite3.Connection, preferences: Preferences, files: Collection[int]) -> int:
    """Delete files with everything that came from them, and return how many series that were."""
    from app.operations.derived import Derived
    from app.store.zone_rows import ZoneRows

    derived = Derived(connection, preferences, ZoneRows(connection))
    rows = source_rows.series_of_files(connection, files, None)
    derived.forget_series(rows)
    source_rows.delete_files(connection, files)
    derived.settle(whole=source_rows.calendar_count(connection) > 0)
    return len(rows)
