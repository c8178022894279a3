"""The journal and the log of its changes, as rows of ``mine.db`` (attached as ``mine``)."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from app.model.journal import Entry, Experiment, Journal, MeetingNote, Promise, Wait, kind_of
from app.store.experiment_rows import delete_experiment, read_experiments, write_experiment

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from app.model.journal import Row, RowKind


class Edit(NamedTuple):
    """What one row was before a change and is after it; None where it was not there, or no longer is."""

    before: Row | None
    after: Row | None


class LoggedChange(NamedTuple):
    """A change of the journal; ``made`` is in seconds since 1970 UTC."""

    id: int
    made: int
    verb: str
    edits: tuple[Edit, ...]


# ---- reading ----


def read_journal(connection: sqlite3.Connection) -> Journal:
    """Return everything in the journal."""
    return Journal(
        promises=_promises(connection),
        entries=tuple(
            Entry(id=row, kind=kind, person=person, day=day, evidence=evidence)
            for row, kind, person, day, evidence in connection.execute(
                "SELECT id, kind, person, day, evidence FROM mine.journal_entries ORDER BY id"
            )
        ),
        notes=tuple(
            MeetingNote(
                id=row,
                calendar=calendar,
                uid=uid,
                start=start,
                title=title,
                worth=worth,
                decision=decision,
                owner=owner,
                blocker=blocker,
            )
            for row, calendar, uid, start, title, worth, decision, owner, blocker in connection.execute(
                "SELECT id, calendar, uid, start, title, worth, decision, owner, blocker "
                "FROM mine.meeting_notes ORDER BY id"
            )
        ),
        experiments=read_experiments(connection),
    )


def _promises(connection: sqlite3.Connection) -> tuple[Promise, ...]:
    turns: dict[int, list[int]] = {}
    for promise, day in connection.execute("SELECT promise, day FROM mine.promise_turns ORDER BY promise, place"):
        turns.setdefault(promise, []).append(day)
    waits: dict[int, list[Wait]] = {}
    for promise, first, until, reason in connection.execute(
        "SELECT promise, first, until, reason FROM mine.promise_waits ORDER BY promise, place"
    ):
        waits.setdefault(promise, []).append(Wait(first, until, reason))
    return tuple(
        Promise(
            id=row,
            what=what,
            done_means=done_means,
            defined=defined,
            due=due,
            to=to,
            promised=promised,
            began=began,
            turns=tuple(turns.get(row, ())),
            waits=tuple(waits.get(row, ())),
            imported=imported,
        )
        for row, what, done_means, defined, due, to, promised, began, imported in connection.execute(
            'SELECT id, what, done_means, defined, due, "to", promised, began, imported FROM mine.promises ORDER BY id'
        )
    )


# ---- changing ----


def change_journal(connection: sqlite3.Connection, verb: str, made: int, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Make a change and log it; return its edits with the numbers of what is new. Without an edit nothing is logged.

    Args:
        connection: in a transaction of its own.
        verb: what was done, by the name of its command.
        made: when, in seconds since 1970 UTC.
        edits: rows as they are, and as they shall be; a new one has the number 0.

    """
    done = tuple(Edit(edit.before, _put(connection, edit)) for edit in edits)
    if not done:
        return done
    change = connection.execute("INSERT INTO mine.journal_changes (made, verb) VALUES (?, ?)", (made, verb)).lastrowid
    connection.executemany(
        "INSERT INTO mine.journal_change_lines (change, place, kind, row, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (change, place, kind_of(row), row.id, _image(edit.before), _image(edit.after))
            for place, edit in enumerate(done)
            if (row := edit.after or edit.before) is not None
        ],
    )
    return done


def last_change(connection: sqlite3.Connection) -> LoggedChange | None:
    """Return the newest change that is not undone, None where there is none."""
    found = connection.execute(
        "SELECT id, made, verb FROM mine.journal_changes WHERE NOT undone ORDER BY id DESC LIMIT 1"
    ).fetchone()
    if found is None:
        return None
    change, made, verb = found
    lines = connection.execute(
        "SELECT kind, before, after FROM mine.journal_change_lines WHERE change = ? ORDER BY place", (change,)
    )
    edits = tuple(Edit(_row(kind, before), _row(kind, after)) for kind, before, after in lines)
    return LoggedChange(change, made, verb, edits)


def undo_change(connection: sqlite3.Connection, change: LoggedChange) -> None:
    """Put back what was there before a change, which is the newest that is not undone."""
    for edit in reversed(change.edits):
        _put(connection, Edit(edit.after, edit.before))
    connection.execute("UPDATE mine.journal_changes SET undone = 1 WHERE id = ?", (change.id,))


def _put(connection: sqlite3.Connection, edit: Edit) -> Row | None:
    """Write the row as it shall be, or delete it; return it with its number."""
    before, after = edit
    if after is None:
        if before is not None:
            _delete(connection, kind_of(before), before.id)
        return None
    if isinstance(after, Promise):
        return replace(after, id=_write_promise(connection, after))
    if isinstance(after, Entry):
        return replace(after, id=_write_entry(connection, after))
    if isinstance(after, MeetingNote):
        return replace(after, id=_write_note(connection, after))
    return replace(after, id=write_experiment(connection, after))


def _write_promise(connection: sqlite3.Connection, each: Promise) -> int:
    connection.execute("DELETE FROM mine.promises WHERE id = ?", (each.id,))
    row = connection.execute(
        'INSERT INTO mine.promises (id, what, done_means, defined, due, "to", promised, began, imported) '
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            each.id or None,
            each.what,
            each.done_means,
            each.defined,
            each.due,
            each.to,
            each.promised,
            each.began,
            each.imported,
        ),
    ).lastrowid
    connection.executemany(
        "INSERT INTO mine.promise_turns (promise, place, day) VALUES (?, ?, ?)",
        [(row, place, day) for place, day in enumerate(each.turns)],
    )
    connection.executemany(
        "INSERT INTO mine.promise_waits (promise, place, first, until, reason) VALUES (?, ?, ?, ?, ?)",
        [(row, place, *wait) for place, wait in enumerate(each.waits)],
    )
    return row or 0


def _write_entry(connection: sqlite3.Connection, each: Entry) -> int:
    cursor = connection.execute(
        "INSERT OR REPLACE INTO mine.journal_entries (id, kind, person, day, evidence) VALUES (?, ?, ?, ?, ?)",
        (each.id or None, each.kind, each.person, each.day, each.evidence),
    )
    return cursor.lastrowid or 0


def _write_note(connection: sqlite3.Connection, each: MeetingNote) -> int:
    cursor = connection.execute(
        "INSERT OR REPLACE INTO mine.meeting_notes "
        "(id, calendar, uid, start, title, worth, decision, owner, blocker) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            each.id or None,
            each.calendar,
            each.uid,
            each.start,
            each.title,
            each.worth,
            each.decision,
            each.owner,
            each.blocker,
        ),
    )
    return cursor.lastrowid or 0


def _delete(connection: sqlite3.Connection, kind: RowKind, row: int) -> None:
    if kind == "experiment":
        delete_experiment(connection, row)
        return
    table = {"promise": "promises", "entry": "journal_entries", "note": "meeting_notes"}[kind]
    connection.execute(f"DELETE FROM mine.{table} WHERE id = ?", (row,))


# ---- rows in the log ----


def _image(row: Row | None) -> str | None:
    return None if row is None else json.dumps(asdict(row), separators=(",", ":"))


def _row(kind: RowKind, image: str | None) -> Row | None:
    if image is None:
        return None
    fields: dict[str, Any] = json.loads(image)
    if kind == "promise":
        turns, waits = tuple(fields.pop("turns")), tuple(Wait(*each) for each in fields.pop("waits"))
        return Promise(**fields, turns=turns, waits=waits)
    return cast("Row", {"entry": Entry, "note": MeetingNote, "experiment": Experiment}[kind](**fields))
