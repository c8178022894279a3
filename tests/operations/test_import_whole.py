"""Nothing that an import sets aside is lost, in however many batches it comes; and older stores are brought up."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from app.model.timezones import HomeZone, iana_zone
from app.operations.kept_history import history_around
from app.operations.workspace import Workspace
from app.progress import SILENT
from app.store import calendar_tables, day_rows
from app.store.database import Kind, open_for_writing
from benchmarks.big_export import big_export

if TYPE_CHECKING:
    from pathlib import Path

BERLIN = iana_zone("Europe/Berlin")
assert BERLIN is not None
HOME = HomeZone(((1, BERLIN),))


def with_unreadable_events(data: bytes) -> bytes:
    """The calendar with its first and its last event without a readable start: one of each end of its years."""
    head, *events = data.split(b"BEGIN:VEVENT\r\n")
    for at, value in ((0, b"rubbish"), (-1, b"garbage")):
        begin = events[at].index(b"DTSTART")
        end = events[at].index(b"\r\n", begin)
        events[at] = events[at][:begin] + b"DTSTART:" + value + events[at][end:]
    return b"BEGIN:VEVENT\r\n".join([head, *events])


def test_what_is_set_aside_in_one_batch_stays_listed_after_the_next(tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(with_unreadable_events(big_export(5, 4)))
    batches = []
    with Workspace(tmp_path / "home", HOME) as workspace:
        imported = workspace.add([str(path)], SILENT, lambda: batches.append(1))
        reasons = [problem.reason for problem in workspace.set_aside()]
    assert len(batches) > 1
    assert imported.set_aside == 2
    assert sorted(reasons) == ["“garbage” is not a date.", "“rubbish” is not a date."]


def test_what_is_set_aside_is_listed_once_after_the_file_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(with_unreadable_events(big_export(5, 4)))
    with Workspace(tmp_path / "home", HOME) as workspace:
        workspace.add([str(path)], SILENT)
        path.write_bytes(path.read_bytes().replace(b"SUMMARY:", b"SUMMARY:New ", 1))
        imported = workspace.sync([], SILENT)
    assert imported.set_aside == 2


@pytest.mark.parametrize("weeks_ago", [None, 0, 3, 60])
def test_the_page_of_a_week_needs_no_more_than_it_reads(tmp_path: Path, weeks_ago: int | None) -> None:
    path = tmp_path / "work.ics"
    path.write_bytes(big_export(3, 5))
    with Workspace(tmp_path / "home", HOME) as workspace:
        workspace.add([str(path)], SILENT)
        whole = workspace.history()
        last = whole.last_complete_week()
        assert last is not None
        monday = last.monday - 7 * (weeks_ago or 0)
    # Opened anew: where all is kept already, all of it is given.
    with Workspace(tmp_path / "home", HOME) as workspace:
        part = history_around(workspace, None if weeks_ago is None else monday)
    if weeks_ago is None:
        assert part.last_complete_week() == last
    assert len(part.weeks) < len(whole.weeks)
    for at in range(monday - 7 * 51, monday + 7, 7):
        mine, all_of_it = part.week(at), whole.week(at)
        assert mine == all_of_it
        assert mine is None or all_of_it is None or dict(mine.usual) == dict(all_of_it.usual)
    assert part.week(monday + 7) == whole.week(monday + 7)


def test_a_store_of_the_first_form_is_brought_up_and_filled_at_the_next_sync(tmp_path: Path) -> None:
    home, path = tmp_path / "home", tmp_path / "work.ics"
    path.write_bytes(big_export(1, 6))
    with Workspace(home, HOME) as workspace:
        workspace.add([str(path)], SILENT)
        with workspace.store.reading() as connection:
            days = day_rows.read_days(connection)
    _made_old(home)
    with Workspace(home, HOME) as workspace:
        workspace.sync([], SILENT)
        with workspace.store.reading() as connection:
            assert day_rows.read_days(connection) == days
            assert connection.execute("SELECT count(*) FROM events WHERE digest IS NULL").fetchone() == (0,)
        assert workspace.ledger() == (), "reading a file anew for what is newly kept of it is no change"


def _made_old(home: Path) -> None:
    """Make a store as the first version made it: the same rows, without what was added since."""
    with closing(sqlite3.connect(home / "calendar.db")) as connection:
        connection.execute("DROP INDEX occurrences_away")
        connection.execute("DROP INDEX occurrences_long")
        connection.execute("DROP TABLE remote_items")
        connection.execute("DROP TABLE remote_calendars")
        for table, column in (
            ("events", "description"),
            *(("sources", each) for each in ("account", "handle", "needs")),
        ):
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("PRAGMA user_version=1")
        connection.commit()
    first = Kind("calendar.db", calendar_tables.APPLICATION_ID, (calendar_tables.SCHEMA,))
    open_for_writing(home / "calendar.db", first).close()
