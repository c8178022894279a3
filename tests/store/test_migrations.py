from __future__ import annotations

import datetime as dt
import os
import sqlite3
from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

import pytest

from app.errors import UserError
from app.store import migrations
from app.store.database import (
    BusyDatabase,
    DamagedDatabase,
    Kind,
    check,
    open_for_reading,
    open_for_writing,
    open_or_set_aside,
)
from app.store.migrations import BACKUPS, KEPT, back_up, migrate
from tests.kills import RandomKills, changes_in
from tests.store.files import (
    CALENDAR,
    FILLED,
    FILLER,
    MINE,
    NOTES,
    backups,
    check_of,
    child,
    contents,
    filled,
    killed_after,
    made,
    mode_of,
    notes,
    outcome,
    version_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def in_capitals(connection: sqlite3.Connection) -> None:
    """A step in Python: the notes of version 3 have a length."""
    for number, text in connection.execute("SELECT id, text FROM notes").fetchall():
        connection.execute("UPDATE notes SET text = ?, length = ? WHERE id = ?", (text.upper(), len(text), number))


LENGTHS = ("ALTER TABLE notes ADD COLUMN length INTEGER", "CREATE INDEX by_length ON notes (length)")
NEWER = MINE._replace(migrations=(NOTES, LENGTHS, in_capitals))


def failing(connection: sqlite3.Connection) -> None:
    in_capitals(connection)
    connection.execute("INSERT INTO nowhere VALUES (1)")


def stamped(folder: Path, moment: dt.datetime, name: str = "mine") -> Path:
    """A backup that claims to be of this moment."""
    (folder / BACKUPS).mkdir(mode=0o700, exist_ok=True)
    path = folder / BACKUPS / f"{name}-{moment.strftime('%Y%m%dT%H%M%S.%fZ')}.db"
    path.write_bytes(b"as it was")
    return path


def whole_backups(folder: Path) -> list[Path]:
    """The backups but for what a kill has left of one."""
    return [backup for backup in backups(folder) if backup.suffix == ".db"]


def one_more(folder: Path) -> int:
    """The most backups that a run may leave that is killed before the oldest went; the next one takes them away."""
    return max(KEPT, len(whole_backups(folder))) + 1


def ago(**length: float) -> dt.datetime:
    return dt.datetime.now(dt.UTC) - dt.timedelta(**length)


# ---- from version to version ----


@pytest.mark.parametrize("opener", [open_for_writing, open_for_reading])
def test_a_file_of_version_1_comes_to_version_3(
    folder: Path, opener: Callable[[Path, Kind], sqlite3.Connection]
) -> None:
    path = made(folder, MINE, "one", "three")
    with closing(opener(path, NEWER)) as connection:
        assert connection.execute("SELECT text, length FROM notes").fetchall() == [("ONE", 3), ("THREE", 5)]
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_new_file_goes_through_every_step_and_has_no_backup(folder: Path) -> None:
    with closing(open_for_writing(folder / NEWER.name, NEWER)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'").fetchall() == [("by_length",)]
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)
    assert backups(folder) == []


def test_a_backup_of_the_old_version_is_made_first(folder: Path) -> None:
    path = made(folder, MINE, "one")
    open_for_writing(path, NEWER).close()
    (backup,) = backups(folder)
    assert (version_of(backup), version_of(path)) == (1, 3)
    assert (mode_of(backup), mode_of(backup.parent)) == (0o600, 0o700)
    with closing(sqlite3.connect(backup)) as connection:
        assert notes(connection) == ["one"]


def test_a_file_of_this_version_is_left_alone(folder: Path) -> None:
    path = made(folder, MINE, "one")
    before = contents(folder)
    with closing(open_for_writing(path, MINE)) as connection:
        migrate(connection, MINE, folder)
    assert contents(folder) == before


def test_a_step_that_fails_leaves_the_old_version(folder: Path) -> None:
    path = made(folder, MINE, "one")
    before = path.read_bytes()
    broken = MINE._replace(migrations=(NOTES, LENGTHS, failing))
    with pytest.raises(UserError, match="Nothing was changed; the version that you had before still reads it"):
        open_for_writing(path, broken)
    assert path.read_bytes() == before
    with closing(open_for_writing(path, MINE)) as connection:
        assert notes(connection) == ["one"]
    with closing(open_for_writing(path, NEWER)) as connection:
        assert notes(connection) == ["ONE"]


def test_an_error_of_ours_in_a_step_is_loud_and_leaves_the_old_version(folder: Path) -> None:
    def wrong(connection: sqlite3.Connection) -> None:
        in_capitals(connection)
        raise ZeroDivisionError

    path = made(folder, MINE, "one")
    with pytest.raises(ZeroDivisionError):
        open_for_writing(path, MINE._replace(migrations=(NOTES, LENGTHS, wrong)))
    assert version_of(path) == 1


def test_a_step_may_not_end_the_transaction(folder: Path) -> None:
    def ending(connection: sqlite3.Connection) -> None:
        connection.executescript("CREATE TABLE more (x)")

    with pytest.raises(RuntimeError, match="has ended its transaction"):
        open_for_writing(made(folder, MINE), MINE._replace(migrations=(NOTES, ending)))


def test_a_migration_may_replace_a_table_that_others_refer_to(folder: Path) -> None:
    parents = (*NOTES, "CREATE TABLE tags (note INTEGER NOT NULL REFERENCES notes) STRICT")
    anew = (
        "CREATE TABLE fresh (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
        "INSERT INTO fresh SELECT id, text FROM notes",
        "DROP TABLE notes",
        "ALTER TABLE fresh RENAME TO notes",
    )
    old, new = (MINE._replace(migrations=steps) for steps in ((parents,), (parents, anew)))
    with closing(open_for_writing(folder / MINE.name, old)) as connection:
        connection.execute("INSERT INTO notes VALUES (1, 'a')")
        connection.execute("INSERT INTO tags VALUES (1)")
    with closing(open_for_writing(folder / MINE.name, new)) as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute("DELETE FROM notes")


def test_a_migration_that_leaves_a_row_referring_to_nothing_is_undone(folder: Path) -> None:
    parents = (*NOTES, "CREATE TABLE tags (note INTEGER NOT NULL REFERENCES notes) STRICT")
    old, new = (MINE._replace(migrations=steps) for steps in ((parents,), (parents, ("DELETE FROM notes",))))
    with closing(open_for_writing(folder / MINE.name, old)) as connection:
        connection.execute("INSERT INTO notes VALUES (1, 'a')")
        connection.execute("INSERT INTO tags VALUES (1)")
    with pytest.raises(UserError, match="Nothing was changed"):
        open_for_writing(folder / MINE.name, new)
    assert version_of(folder / MINE.name) == 1


def test_nothing_is_changed_where_no_backup_can_be_made(folder: Path) -> None:
    path = made(folder, MINE, "one")
    (folder / BACKUPS).write_text("in the way")
    before = contents(folder)
    with pytest.raises(UserError, match="it is no folder"):
        open_for_writing(path, NEWER)
    assert contents(folder) == before


def test_a_damaged_file_is_not_migrated(folder: Path) -> None:
    path = filled(folder, MINE)
    whole = path.read_bytes()
    path.write_bytes(whole[:20480] + Random(1).randbytes(8192) + whole[28672:])
    before = contents(folder)
    with pytest.raises(DamagedDatabase):
        open_for_writing(path, NEWER)
    assert contents(folder) == before


def test_a_lock_that_is_held_too_long_is_told_in_words(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.store.connection.PATIENCE", 0.01)
    path = made(folder, MINE)
    with closing(open_for_writing(path, MINE)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyDatabase, match="Another run of Clearweek is at work"):
            open_for_writing(path, NEWER)
    assert version_of(path) == 1


SLOW_STEPS = """
SLOW = tuple(f"UPDATE notes SET text = '{n}' || substr(text, 2)" for n in range(9))
NEWER = MINE._replace(migrations=(MINE.migrations[0], SLOW, ("CREATE TABLE last (x)",)))
"""


def test_a_migration_that_is_killed_has_happened_or_not(folder: Path) -> None:
    path = filled(folder, MINE)
    before = path.read_bytes()
    code = f'{SLOW_STEPS}\nopen_for_writing(folder / "mine.db", NEWER)'
    kills = RandomKills(Random(5))
    kills.let_end(child(code, folder), changes_in(folder))
    assert version_of(path) == 3
    while kills.count < 12:
        path.write_bytes(before)
        most = one_more(folder)
        kills.kill(child(code, folder), changes_in(folder))
        with closing(sqlite3.connect(path)) as connection:
            assert check(connection) is None
            (first,) = connection.execute("SELECT min(substr(text, 1, 1)) FROM notes").fetchone()
            assert (version_of(path), first) in {(1, "0"), (3, "8")}
        assert all(check_of(backup) is None for backup in whole_backups(folder))
        assert len(whole_backups(folder)) <= most
    path.write_bytes(before)
    outcome(code, folder)
    assert len(whole_backups(folder)) == KEPT


def test_two_processes_may_migrate_at_once(folder: Path) -> None:
    filled(folder, MINE)
    processes = [child(f'{SLOW_STEPS}\nopen_for_writing(folder / "mine.db", NEWER)', folder) for _each in range(2)]
    for process in processes:
        with process:
            _out, err = process.communicate(timeout=30)
        assert process.returncode == 0, err
    assert version_of(folder / MINE.name) == 3


# ---- backups ----


def test_a_backup_is_made_when_the_newest_is_older_than_a_week(folder: Path) -> None:
    path = made(folder, MINE, "one")
    old = stamped(folder, ago(days=7, seconds=1))
    new = back_up(path, MINE)
    assert new is not None
    assert backups(folder) == [old, new]
    assert back_up(path, MINE) is None
    assert back_up(path, MINE, every=dt.timedelta()) is not None


def test_a_backup_of_this_week_is_enough(folder: Path) -> None:
    recent = stamped(folder, ago(days=6, hours=23))
    assert back_up(made(folder, MINE), MINE) is None
    assert backups(folder) == [recent]


def test_a_backup_from_the_future_does_not_count(folder: Path) -> None:
    future = stamped(folder, ago(days=-400))
    new = back_up(made(folder, MINE, "one"), MINE)
    assert new in backups(folder)
    for _each in range(KEPT):
        new = back_up(folder / MINE.name, MINE, every=dt.timedelta())
        assert new in backups(folder)
    assert future not in backups(folder)


def test_the_three_newest_of_each_kind_are_kept(folder: Path) -> None:
    ours = [stamped(folder, ago(days=days)) for days in (50, 40, 30, 20, 10)]
    theirs = [stamped(folder, ago(days=days), "calendar") for days in (60, 50, 40, 30)]
    others = [folder / BACKUPS / name for name in ("mine-of-my-own.db", "mine-20260101.db", "notes.txt")]
    for other in others:
        other.write_bytes(b"not ours")
    new = back_up(made(folder, MINE), MINE)
    assert new is not None
    assert set(backups(folder)) == {*ours[-2:], new, *theirs, *others}


def test_nothing_is_backed_up_where_nothing_is(folder: Path) -> None:
    assert back_up(folder / MINE.name, MINE) is None
    (folder / MINE.name).touch()
    assert back_up(folder / MINE.name, MINE) is None
    assert backups(folder) == []


def test_a_backup_is_made_while_others_read_and_write(folder: Path) -> None:
    path = made(folder, MINE, "one")
    with closing(open_for_writing(path, MINE)) as writer, closing(open_for_reading(path, MINE)) as reader:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("INSERT INTO notes (text) VALUES ('not yet')")
        assert notes(reader) == ["one"]
        backup = back_up(path, MINE)
    assert backup is not None
    with closing(sqlite3.connect(backup)) as connection:
        assert notes(connection) == ["one"]


def test_a_damaged_file_costs_no_good_backup(folder: Path) -> None:
    path = filled(folder, MINE)
    good = [back_up(path, MINE, every=dt.timedelta()) for _each in range(KEPT)]
    whole = path.read_bytes()
    path.write_bytes(whole[:20480] + Random(1).randbytes(8192) + whole[28672:])
    with pytest.raises(DamagedDatabase):
        back_up(path, MINE, every=dt.timedelta())
    assert backups(folder) == good


def test_a_copy_that_cannot_be_read_back_is_no_backup(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(folder, MINE, "one")
    monkeypatch.setattr(migrations, "check", lambda connection: "a page is lost")
    with pytest.raises(UserError, match="is not as it should be"):
        open_for_writing(path, NEWER)
    assert backups(folder) == []
    assert version_of(path) == 1


def test_a_backup_that_is_killed_is_there_whole_or_not_at_all(folder: Path) -> None:
    filled(folder, MINE)
    random = Random(6)
    code = """
import datetime
print("begun", flush=True)
for each in range(10_000):
    migrations.back_up(folder / "mine.db", MINE, every=datetime.timedelta())
    print("made", flush=True)
"""
    for turn in range(8):
        most = one_more(folder)
        killed_after(child(code, folder), random.uniform(0, 0.06), lines=1 + turn % 2)
        assert all(check_of(backup) is None for backup in whole_backups(folder))
        assert len(whole_backups(folder)) <= most
    back_up(folder / MINE.name, MINE, every=dt.timedelta())
    assert len(whole_backups(folder)) == KEPT


def test_what_a_kill_left_of_a_backup_is_swept_away_after_a_day(folder: Path) -> None:
    path = made(folder, MINE)
    (folder / BACKUPS).mkdir(mode=0o700)
    old, new = (folder / BACKUPS / f".mine-{name}.db.1.part" for name in ("old", "new"))
    for part in (old, new):
        part.write_bytes(b"half")
    yesterday = ago(days=1, hours=1).timestamp()
    os.utime(old, (yesterday, yesterday))
    back_up(path, MINE)
    assert not old.exists()
    assert new.exists()


def test_a_restored_file_of_an_older_version_is_migrated(folder: Path) -> None:
    path = made(folder, MINE, "one")
    open_for_writing(path, NEWER).close()
    path.write_bytes(b"damaged" * 1000)
    connection, told = open_or_set_aside(path, NEWER)
    with closing(connection):
        assert notes(connection) == ["ONE"]
    assert told is not None


def test_a_backup_of_another_kind_or_a_newer_version_is_not_restored(folder: Path, tmp_path: Path) -> None:
    for days, kind in enumerate((CALENDAR, NEWER)):
        (tmp_path / str(days)).mkdir()
        path = tmp_path / str(days) / kind.name
        open_for_writing(path, kind).close()
        stamped(folder, ago(days=days)).write_bytes(path.read_bytes())
    connection, told = open_or_set_aside(folder / MINE.name, MINE)
    with closing(connection):
        assert notes(connection) == []
    assert told is None


DISK_FULL = """
import resource, errno
resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))
def attempt(work):
    try:
        work()
    except UserError as error:
        print(error)
    else:
        print("fine")
"""


def test_a_disk_that_is_full_stops_a_backup_and_a_migration(folder: Path) -> None:
    path = filled(folder, MINE)
    before = contents(folder)
    code = DISK_FULL.replace("LIMIT, LIMIT", "150_000, 150_000") + SLOW_STEPS
    code += """
attempt(lambda: open_for_writing(folder / "mine.db", NEWER))
attempt(lambda: migrations.back_up(folder / "mine.db", MINE))
"""
    said = outcome(code, folder).splitlines()
    assert [line.partition(".")[0] for line in said] == ["The disk does not take or give what it should"] * 2
    assert contents(folder) == before
    with closing(open_for_reading(path, MINE)) as connection:
        assert notes(connection) == FILLED


def test_a_disk_that_is_full_does_not_cost_a_backup_when_it_is_restored(folder: Path) -> None:
    path = filled(folder, MINE)
    back_up(path, MINE)
    path.write_bytes(b"damaged" * 1000)
    code = DISK_FULL.replace("LIMIT, LIMIT", "150_000, 150_000")
    code += """
attempt(lambda: database.open_or_set_aside(folder / "mine.db", MINE))
attempt(lambda: database.open_for_reading(folder / "mine.db", MINE))
"""
    assert [line[:8] for line in outcome(code, folder).splitlines()] == ["The disk", "The disk"]
    connection, told = open_or_set_aside(path, MINE)
    with closing(connection):
        assert notes(connection)[7] == f"7{FILLER}"
    assert told is not None
    assert "was missing or empty. The backup of" in told
