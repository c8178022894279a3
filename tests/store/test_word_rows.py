"""The person's own word as rows: what goes in comes out, and each change can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.model.own_word import KINDS, Merge, NamedPerson, NotSo, Review, SeriesWord, Word
from app.store.rule_rows import read_rules
from app.store.store import Store
from app.store.word_rows import change_word, last_change, read_words, undo_change

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

RULE = SeriesWord(uid="talk", title="Talk “x”\n", rule="focus", made=5)
WORDS: tuple[Word, ...] = (
    RULE,
    NotSo(pattern="crowd", uid=None, title="", reason="It is meant so", made=6),
    NotSo(pattern="crowd", uid="talk", title="Talk", reason="Likewise", made=7),
    Merge(uid="copy", into="talk", title="Copy", into_title="Talk", made=8),
    NamedPerson(address="ben@firm.example", name="Ben", group="remote", made=9),
    Review(uid="talk", title="Talk", reviewed=739_000, made=10),
)


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    opened = Store(folder)
    yield opened
    opened.close()


def said(store: Store, before: Word | None, after: Word | None) -> Word | None:
    return store.write(lambda connection: change_word(connection, 100, before, after))


def held(store: Store) -> tuple[Word, ...]:
    with store.reading() as connection:
        return read_words(connection)


def undone(store: Store) -> None:
    def work(connection: sqlite3.Connection) -> None:
        change = last_change(connection)
        assert change is not None
        undo_change(connection, change)

    store.write(work)


def test_the_words_of_the_tests_are_of_every_kind() -> None:
    assert {type(word) for word in WORDS} == set(KINDS)


def test_every_word_comes_out_as_it_went_in_with_the_number_of_its_change(store: Store) -> None:
    kept = tuple(said(store, None, word) for word in WORDS)
    assert held(store) == kept
    assert [word.id for word in held(store)] == [1, 2, 3, 4, 5, 6]


def test_every_change_is_undone_in_turn_back_to_nothing(store: Store) -> None:
    states = [held(store)]
    for word in WORDS:
        said(store, None, word)
        states.append(held(store))
    states.pop()
    while states:
        undone(store)
        assert held(store) == states.pop()
    with store.reading() as connection:
        assert last_change(connection) is None


def test_what_was_there_before_comes_back_with_its_own_number(store: Store) -> None:
    first = said(store, None, RULE)
    assert first is not None
    second = said(store, first, SeriesWord(uid="talk", title="Talk", rule="meeting", made=11))
    assert held(store) == (second,)
    said(store, second, None)
    assert held(store) == ()
    undone(store)
    assert held(store) == (second,)
    undone(store)
    assert held(store) == (first,)


def test_a_number_is_never_given_again(store: Store) -> None:
    said(store, None, RULE)
    undone(store)
    again = said(store, None, RULE)
    assert again is not None
    assert again.id == 2


def test_rules_and_merges_by_their_uids(store: Store) -> None:
    for word in WORDS:
        said(store, None, word)
    with store.glance() as connection:
        assert read_rules(connection) == ({"talk": "focus"}, {"copy": "talk"})


def test_a_glance_sees_what_another_connection_has_just_written(store: Store) -> None:
    with store.glance() as connection:
        assert read_rules(connection) == ({}, {})
    said(store, None, RULE)
    with store.reading() as reading, store.glance() as connection:
        assert read_rules(connection) == read_rules(reading) == ({"talk": "focus"}, {})


def test_a_glance_sees_the_file_that_stands_there_now(store: Store, folder: Path, tmp_path: Path) -> None:
    """A damaged file is moved away, and a backup or a new one put in its place."""
    with store.glance() as connection:
        assert read_rules(connection) == ({}, {})
    other = Store(tmp_path / "other")
    said(other, None, RULE)
    other.close()
    (tmp_path / "other" / "mine.db").replace(folder / "mine.db")
    with store.glance() as connection:
        assert read_rules(connection) == ({"talk": "focus"}, {})


def test_what_was_said_is_there_when_the_folder_is_opened_again(store: Store, folder: Path) -> None:
    kept = said(store, None, RULE)
    store.close()
    again = Store(folder)
    try:
        assert held(again) == (kept,)
    finally:
        again.close()
