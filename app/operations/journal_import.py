"""A CSV brought into the journal: what is new, what tells more of what is there, and what says nothing new."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from app.model.journal import MeetingNote, Promise, merged_note
from app.model.journal_checks import complaint
from app.operations.journal import now
from app.operations.journal_csv import BadRow, read_csv, with_digest
from app.store.journal_rows import Edit, change_journal, read_journal

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from app.model.journal import Journal, Row
    from app.operations.journal_csv import ReadRow
    from app.operations.workspace import Workspace


class ImportedRows(NamedTuple):
    """What an import came to.

    Attributes:
        added: rows that are new in the journal.
        changed: rows that told more of something that was there.
        same: rows that said nothing new.
        bad: rows that could not be taken, in the order of the file.

    """

    added: int
    changed: int
    same: int
    bad: tuple[BadRow, ...]


def import_csv(workspace: Workspace, data: bytes, today: int) -> ImportedRows:
    """Bring in the rows of a CSV, as one change; a file that was brought in before changes nothing (docs/journal.md).

    Args:
        workspace: the data.
        data: the whole file.
        today: the ordinal of the day after which nothing can have happened.

    Raises:
        UserError: when it is no such file; nothing was changed then.

    """
    found = read_csv(data, today)
    return workspace.store.write(lambda connection: take_rows(connection, found.rows, found.bad, today))


def take_rows(
    connection: sqlite3.Connection, rows: Sequence[ReadRow], bad: Sequence[BadRow], today: int
) -> ImportedRows:
    """Bring rows into the journal, as one change, and return what that came to.

    Args:
        connection: in a transaction of its own.
        rows: each could be in the journal (``model.journal_checks``), with its line; a promise carries its digest.
        bad: those that could not.
        today: the ordinal of the day after which nothing can have happened.

    """
    compared = _Compared(read_journal(connection), today)
    compared.look_at(rows)
    change_journal(connection, "import", now(), compared.edits)
    changed = sum(1 for each in compared.edits if each.before is not None)
    every = tuple(sorted((*bad, *compared.bad)))
    return ImportedRows(len(compared.edits) - changed, changed, compared.same, every)


class _Compared:
    """The rows of a file beside what is in the journal; each promise there is taken for one row at most."""

    def __init__(self, journal: Journal, today: int) -> None:
        self.edits: list[Edit] = []
        self.bad: list[BadRow] = []
        self.same = 0
        self._today = today
        self._promises = {each.id: each for each in journal.promises}
        others: list[Row] = [*journal.entries, *journal.experiments]
        self._others = Counter(replace(each, id=0) for each in others)
        self._notes = {each.meeting: each for each in journal.notes}

    def look_at(self, rows: Sequence[ReadRow]) -> None:
        """Find out what each row changes."""
        said: dict[tuple[str, str, int], MeetingNote] = {}
        promises: list[tuple[int, Promise]] = []
        for line, row in rows:
            if isinstance(row, Promise):
                promises.append((line, row))
            elif isinstance(row, MeetingNote):
                earlier = said.get(row.meeting)
                said[row.meeting] = row if earlier is None else merged_note(row, earlier)
                self.same += earlier is not None
            elif self._others[row]:
                self._others[row] -= 1
                self.same += 1
            else:
                self.edits.append(Edit(None, row))
        for note in said.values():
            before = self._notes.get(note.meeting)
            # What one wrote oneself since is not lost to a file.
            self._edit(before, note if before is None else merged_note(before, replace(note, id=before.id)))
        self._look_at_promises(promises)

    def _look_at_promises(self, rows: Sequence[tuple[int, Promise]]) -> None:
        # First those that are there as they stand, so that a row that differs is not taken for one of them.
        as_it_stands: dict[str, deque[int]] = {}
        for each in self._promises.values():
            for digest in {each.imported, with_digest(each).imported} - {""}:
                as_it_stands.setdefault(digest, deque()).append(each.id)
        left = []
        for line, row in rows:
            match = self._next(as_it_stands.get(row.imported))
            if match is None:
                left.append((line, row))
            else:
                del self._promises[match]
                self.same += 1
        named: dict[tuple[str, str, int | None], deque[int]] = {}
        for at, each in self._promises.items():
            named.setdefault(_name_of(each), deque()).append(at)
        for line, row in left:
            same_name = named.get(_name_of(row))
            before = self._promises[same_name.popleft()] if same_name else None
            after = row if before is None else _brought_up(before, row)
            wrong = complaint(after, self._today)
            if wrong:
                self.bad.append(BadRow(line, wrong))
            else:
                self._edit(before, after)

    def _next(self, numbers: deque[int] | None) -> int | None:
        """Take the first number of a promise that no row was taken for yet; None where there is none."""
        while numbers:
            at = numbers.popleft()
            if at in self._promises:
                return at
        return None

    def _edit(self, before: Row | None, after: Row) -> None:
        if before is None or _content(before) != _content(after):
            self.edits.append(Edit(before, after))
        else:
            self.same += 1


def _content(row: Row) -> Row:
    return replace(row, imported="") if isinstance(row, Promise) else row


def _name_of(promise: Promise) -> tuple[str, str, int | None]:
    return promise.what.casefold(), promise.to.casefold(), promise.due


def _brought_up(promise: Promise, row: Promise) -> Promise:
    """Return a promise with what a row says of it; what the row leaves empty stays."""
    # A row that does not know yet of the last turn, which was noted by hand, takes none back.
    knows_less = promise.turns[: len(row.turns)] == row.turns
    after = replace(
        promise,
        what=row.what,
        to=row.to,
        done_means=row.done_means or promise.done_means,
        defined=row.defined if row.defined is not None else promise.defined,
        promised=row.promised if row.promised is not None else promise.promised,
        began=row.began if row.began is not None else promise.began,
        turns=promise.turns if knows_less else row.turns,
        waits=row.waits or promise.waits,
        imported=row.imported,
    )
    return after if after.done is None else after.resumed(after.done)
