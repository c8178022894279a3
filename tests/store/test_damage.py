"""A damaged file is known, put aside whole, and replaced by what is best."""

from __future__ import annotations

from contextlib import closing
from random import Random
from typing import TYPE_CHECKING

import pytest

from app.store.database import (
    DamagedDatabase,
    check,
    examine,
    open_for_reading,
    open_for_writing,
    open_or_set_aside,
    set_aside_damaged,
)
from app.store.migrations import back_up
from tests.store.files import (
    CALENDAR,
    FILLED,
    MINE,
    contents,
    filled,
    leave_a_hot_journal,
    made,
    mode_of,
    notes,
)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.files import Opener

GARBAGE = b"<!DOCTYPE html>\n" * 1000


def damage(path: Path, how: str) -> None:
    whole = path.read_bytes()
    if how == "garbage":
        path.write_bytes(GARBAGE)
    elif how == "truncated":
        path.write_bytes(whole[: len(whole) // 2])
    elif how == "zeros":
        path.write_bytes(bytes(len(whole)))
    else:
        page = 4096 * Random(how).randrange(3, len(whole) // 4096)
        path.write_bytes(whole[:page] + Random(how).randbytes(4096) + whole[page + 4096 :])


@pytest.mark.parametrize("opener", [open_for_writing, open_for_reading])
@pytest.mark.parametrize("how", ["garbage", "truncated", "zeros"])
def test_a_damaged_file_is_known_at_once_and_left_alone(folder: Path, opener: Opener, how: str) -> None:
    damage(filled(folder), how)
    before = contents(folder)
    with pytest.raises(DamagedDatabase, match="is damaged"):
        opener(folder / CALENDAR.name, CALENDAR)
    assert contents(folder) == before
    assert examine(folder, [CALENDAR]) == [(CALENDAR.name, False, "damaged")]


@pytest.mark.parametrize("how", ["page 1", "page 2", "page 3"])
def test_a_damaged_page_is_found_by_reading_all(folder: Path, how: str) -> None:
    damage(filled(folder), how)
    with closing(open_for_reading(folder / CALENDAR.name, CALENDAR)) as connection:
        assert check(connection)
    assert examine(folder, [CALENDAR]) == [(CALENDAR.name, False, "damaged")]


@pytest.mark.parametrize("how", ["garbage", "truncated", "zeros", "page 1"])
def test_a_damaged_file_is_moved_whole_and_a_new_one_begun(folder: Path, how: str) -> None:
    damage(filled(folder), how)
    (folder / "notes.txt").write_bytes(b"not ours")
    before = contents(folder)
    connection, told = open_or_set_aside(folder / CALENDAR.name, CALENDAR, thorough=True)
    with closing(connection):
        assert notes(connection) == []
    assert told is not None
    assert told.startswith("calendar.db was damaged and now lies in ")
    assert told.endswith("A new one was begun: bring your calendars in again.")
    (aside,) = folder.glob("damaged-*Z")
    assert str(aside) in told
    assert mode_of(aside) == 0o700
    assert (folder / "notes.txt").read_bytes() == b"not ours"
    assert contents(aside) == {name: before[name] for name in before if name.startswith(CALENDAR.name)}


def test_a_whole_file_is_opened_without_a_word(folder: Path) -> None:
    made(folder, MINE, "a")
    for thorough in (False, True):
        connection, told = open_or_set_aside(folder / MINE.name, MINE, thorough=thorough)
        with closing(connection):
            assert (notes(connection), told) == (["a"], None)


def test_all_that_belongs_to_a_file_is_set_aside_with_it(folder: Path) -> None:
    ours = {f"{CALENDAR.name}{companion}": companion.encode() for companion in ("", "-journal", "-wal", "-shm")}
    for name, content in ours.items():
        (folder / name).write_bytes(content)
    (folder / f"{CALENDAR.name}-notes").write_bytes(b"not ours")
    assert contents(set_aside_damaged(folder / CALENDAR.name)) == ours
    assert [file.name for file in folder.iterdir() if file.is_file()] == [f"{CALENDAR.name}-notes"]


def test_what_is_set_aside_twice_stays_apart(folder: Path) -> None:
    places = set()
    for content in (b"first", b"second", b"third"):
        (folder / CALENDAR.name).write_bytes(content)
        places.add(set_aside_damaged(folder / CALENDAR.name))
    assert {(place / CALENDAR.name).read_bytes() for place in places} == {b"first", b"second", b"third"}


@pytest.mark.parametrize("how", ["garbage", "truncated", "page 1"])
def test_what_cannot_be_fetched_again_is_restored(folder: Path, how: str) -> None:
    backup = back_up(filled(folder, MINE), MINE)
    assert backup is not None
    made(folder, MINE, "since then")
    damage(folder / MINE.name, how)
    connection, told = open_or_set_aside(folder / MINE.name, MINE, thorough=True)
    with closing(connection):
        assert notes(connection) == FILLED
    day = backup.name.removeprefix("mine-")
    assert told is not None
    assert told.endswith(f"The backup of {day[:4]}-{day[4:6]}-{day[6:8]} took its place.")
    assert mode_of(folder / MINE.name) == 0o600
    assert backup.exists()


def test_a_damaged_backup_is_passed_over(folder: Path) -> None:
    made(folder, MINE, "good")
    good = back_up(folder / MINE.name, MINE)
    assert good is not None
    newest = good.with_name("mine-20200101T000000.000000Z.db")
    good.rename(newest)  # older, so that the next two are newer
    for later in ("2021", "2022"):
        good.with_name(newest.name.replace("2020", later)).write_bytes(GARBAGE)
    (folder / MINE.name).write_bytes(GARBAGE)
    connection, told = open_or_set_aside(folder / MINE.name, MINE)
    with closing(connection):
        assert notes(connection) == ["good"]
    assert told is not None
    assert "2020-01-01" in told


def test_without_a_backup_a_new_one_is_begun(folder: Path) -> None:
    made(folder, MINE, "lost")
    (folder / MINE.name).write_bytes(GARBAGE)
    connection, told = open_or_set_aside(folder / MINE.name, MINE)
    with closing(connection):
        assert notes(connection) == []
    assert told is not None
    assert told.endswith("There was no backup, so a new one was begun.")


@pytest.mark.parametrize("left", ["nothing", "an empty file", "the journal of the former"])
@pytest.mark.parametrize("opener", [open_or_set_aside, open_for_writing, open_for_reading])
def test_a_kill_between_setting_aside_and_restoring_loses_nothing(folder: Path, left: str, opener: Opener) -> None:
    filled(folder, CALENDAR)
    leave_a_hot_journal(folder)
    journal = (folder / f"{CALENDAR.name}-journal").read_bytes()
    # As many pages as the journal is about, so that it would show if it were taken for theirs.
    kept = [f"kept {text}" for text in FILLED]
    back_up(made(folder, MINE, *kept), MINE)
    if left == "an empty file":
        (folder / MINE.name).write_bytes(b"")
    else:
        (folder / MINE.name).unlink()
    if left != "nothing":
        (folder / f"{MINE.name}-journal").write_bytes(journal)
    opened = opener(folder / MINE.name, MINE)
    (opened[0] if isinstance(opened, tuple) else opened).close()
    with closing(open_for_reading(folder / MINE.name, MINE)) as connection:
        assert notes(connection) == kept
        assert check(connection) is None
    aside = [content for place in folder.glob("damaged-*") for content in contents(place).values()]
    assert (journal in aside) == (left != "nothing")
