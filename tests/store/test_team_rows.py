"""What is remembered of rounds, contributions and merges, in a file that older versions have made."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

import pytest

from app.model.team import EarlierMerge, Round, TeamPeriod
from app.store import own_tables, team_rows
from app.store.store import MINE, Store
from app.store.team_rows import MadeRound, SharedRow
from tests.store.files import version_of
from tests.team.contributions import MIDDLE, PERIOD, ROUND

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = Store(folder)
    yield opened
    opened.close()


def test_a_secret_is_made_once(store: Store) -> None:
    with store.reading() as connection:
        assert team_rows.read_secret(connection) is None
    first = store.write(lambda connection: team_rows.keep_secret(connection, b"a" * 32))
    assert first == store.write(lambda connection: team_rows.keep_secret(connection, b"b" * 32)) == b"a" * 32
    with store.reading() as connection:
        assert team_rows.read_secret(connection) == b"a" * 32


def test_rounds_come_back_in_the_order_in_which_they_were_made(store: Store) -> None:
    made = [MadeRound(ROUND, 1_000), MadeRound(Round("0" * 32, TeamPeriod(739_600, 8), 9), 2_000)]
    for each in reversed(made):
        store.write(partial(team_rows.write_round, made=each))
    with store.reading() as connection:
        assert team_rows.read_rounds(connection) == tuple(made)


def test_what_was_shared_is_kept_once_and_never_changed(store: Store) -> None:
    first = SharedRow(ROUND.id, PERIOD, 1, MIDDLE, 1_000)
    second = first._replace(rev=2, made=2_000)
    for row in (first, first._replace(made=1_500), second):
        store.write(partial(team_rows.write_shared, row=row))
    with store.reading() as connection:
        assert team_rows.read_shared(connection) == (first, second)


def test_a_merge_is_kept_once(store: Store) -> None:
    for slots in (("b", "a"), ("a", "b"), ("a", "b", "c")):
        store.write(partial(team_rows.write_merge, round_id=ROUND.id, period=PERIOD, slots=slots, made=1_000))
    with store.reading() as connection:
        assert team_rows.read_merges(connection) == (
            EarlierMerge(PERIOD, frozenset("ab")),
            EarlierMerge(PERIOD, frozenset("abc")),
        )


def test_the_version_differs_after_each_change(store: Store) -> None:
    seen = set()

    def look() -> None:
        with store.reading() as connection:
            seen.add(team_rows.team_version(connection))

    look()
    store.write(lambda connection: team_rows.write_round_in_hand(connection, "a line"))
    look()
    store.write(lambda connection: team_rows.write_round(connection, MadeRound(ROUND, 1)))
    look()
    store.write(lambda connection: team_rows.write_shared(connection, SharedRow(ROUND.id, PERIOD, 1, MIDDLE, 1)))
    look()
    assert len(seen) == 4
    store.write(lambda connection: team_rows.write_round_in_hand(connection, ""))
    with store.reading() as connection:
        assert team_rows.read_round_in_hand(connection) == ""


def test_a_file_of_version_3_takes_the_tables_in(folder: Path) -> None:
    path = folder / MINE.name
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for step in (own_tables.SCHEMA, own_tables.OUTCOMES, own_tables.TRAFFIC):
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id={own_tables.APPLICATION_ID}")
        connection.execute("PRAGMA user_version=3")
        connection.execute("INSERT INTO window_state VALUES ('page', 'week')")
    with closing(Store(folder)) as store:
        store.write(lambda connection: team_rows.write_round_in_hand(connection, "a line"))
        with store.reading() as reader:
            assert reader.execute("SELECT * FROM mine.window_state").fetchall() == [("page", "week")]
    assert version_of(path) == MINE.version
