"""The person's own word and the log of its changes, as rows of ``mine.db`` (attached as ``mine``)."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from app.model.own_word import KINDS, Merge, NamedPerson, NotSo, Review, SeriesWord, Word

if TYPE_CHECKING:
    import sqlite3

    from app.model.own_word import WordKind


class _Table(NamedTuple):
    """Where one kind of word stands: the columns are the fields, ``key`` those that no two rows share."""

    name: str
    type: type[Word]
    columns: tuple[str, ...]
    key: tuple[str, ...]


_TABLES: Final[dict[WordKind, _Table]] = {
    "rule": _Table("series_rules", SeriesWord, ("uid", "title", "rule", "made", "id"), ("uid",)),
    "not-so": _Table("not_so", NotSo, ("pattern", "uid", "title", "reason", "made", "id"), ("pattern", "uid")),
    "merge": _Table("merges", Merge, ("uid", "into", "title", "into_title", "made", "id"), ("uid",)),
    "person": _Table("face_time_people", NamedPerson, ("address", "name", "group", "made", "id"), ("address",)),
    "review": _Table("reviews", Review, ("uid", "title", "reviewed", "made", "id"), ("uid",)),
}


class WordChange(NamedTuple):
    """A change of the log; None where nothing was there before, or is there after it."""

    id: int
    before: Word | None
    after: Word | None


# ---- reading ----


def read_words(connection: sqlite3.Connection) -> tuple[Word, ...]:
    """Return everything that the person said and that holds, in the order in which it was said."""
    found: list[Word] = []
    for table in _TABLES.values():
        columns = ", ".join(f'"{column}"' for column in table.columns)
        rows = connection.execute(f"SELECT {columns} FROM mine.{table.name}")
        found += [_word(table, dict(zip(table.columns, row, strict=True))) for row in rows]
    return tuple(sorted(found, key=lambda word: word.id))


def last_change(connection: sqlite3.Connection) -> WordChange | None:
    """Return the newest change that is not undone, None where there is none."""
    found = connection.execute(
        "SELECT id, kind, before, after FROM mine.word_changes WHERE NOT undone ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if found is None:
        return None
    change, kind, before, after = found
    table = _TABLES[kind]
    return WordChange(change, _of_image(table, before), _of_image(table, after))


# ---- changing ----


def change_word(connection: sqlite3.Connection, made: int, before: Word | None, after: Word | None) -> Word | None:
    """Make a change and log it; return what holds then, with the number of the change.

    Args:
        connection: in a transaction of its own.
        made: when, in seconds since 1970 UTC.
        before: what is there, None where nothing is.
        after: what shall be there in its place, None for nothing.

    """
    kind = KINDS[type(_either(before, after))]
    (change,) = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM mine.word_changes").fetchone()
    done = None if after is None else replace(after, id=change)
    connection.execute(
        "INSERT INTO mine.word_changes (id, made, kind, before, after) VALUES (?, ?, ?, ?, ?)",
        (change, made, kind, _image(before), _image(done)),
    )
    _put(connection, before, done)
    return done


def undo_change(connection: sqlite3.Connection, change: WordChange) -> None:
    """Put back what was there before a change, which is the newest that is not undone."""
    _put(connection, change.after, change.before)
    connection.execute("UPDATE mine.word_changes SET undone = 1 WHERE id = ?", (change.id,))


def _put(connection: sqlite3.Connection, before: Word | None, after: Word | None) -> None:
    """Let ``after`` stand where ``before`` stands."""
    table = _TABLES[KINDS[type(_either(before, after))]]
    if before is not None:
        row = _row(before)
        where = " AND ".join(f'"{column}" = ?' for column in table.key)
        connection.execute(f"DELETE FROM mine.{table.name} WHERE {where}", [row[column] for column in table.key])
    if after is not None:
        row = _row(after)
        columns = ", ".join(f'"{column}"' for column in table.columns)
        places = ", ".join("?" for __ in table.columns)
        connection.execute(
            f"INSERT INTO mine.{table.name} ({columns}) VALUES ({places})", [row[column] for column in table.columns]
        )


def _either(before: Word | None, after: Word | None) -> Word:
    word = after if after is not None else before
    assert word is not None
    return word


def _row(word: Word) -> dict[str, Any]:
    fields = asdict(word)
    if isinstance(word, NotSo):
        fields["uid"] = word.uid or ""
    return fields


def _word(table: _Table, fields: dict[str, Any]) -> Word:
    if table.type is NotSo:
        fields["uid"] = fields["uid"] or None
    return table.type(**fields)


def _image(word: Word | None) -> str | None:
    return None if word is None else json.dumps(asdict(word), separators=(",", ":"))


def _of_image(table: _Table, image: str | None) -> Word | None:
    return None if image is None else table.type(**json.loads(image))
