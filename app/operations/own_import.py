"""What a person wrote themselves, brought in from an export of another place: journal, own word, ledger.

Nothing that is here is changed by it: what is there already stays, and what says the same is not taken twice. What the
journal and the own word gained can be undone there.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.wording import number
from app.connectors.export_file import is_export, read_export
from app.connectors.export_own import own_part
from app.connectors.ics_files import visit_files
from app.language import _, ngettext
from app.model.journal import Promise
from app.model.journal_checks import complaint
from app.operations.journal import today_for
from app.operations.journal_csv import BadRow, ReadRow, with_digest
from app.operations.journal_import import take_rows
from app.operations.own_word import bring_in_words
from app.operations.refresh import place_of
from app.store.ledger_rows import read_ledger, write_ledger

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from app.connectors.export_own import OwnPart
    from app.model.journal import Row
    from app.model.ledger import LedgerLine
    from app.operations.workspace import Workspace
    from app.progress import Progress


class BroughtIn(NamedTuple):
    """How much of each is new here, and how many rows of the journal could not be taken."""

    journal: int = 0
    words: int = 0
    ledger: int = 0
    refused: int = 0

    def sentence(self) -> str:
        """Return what came along, in a sentence; empty where nothing did."""
        parts = []
        if self.journal:
            parts.append(ngettext("{count} row of the journal", "{count} rows of the journal", self.journal))
        if self.words:
            parts.append(ngettext("{count} rule of your own", "{count} rules of your own", self.words))
        if self.ledger:
            parts.append(ngettext("{count} change of the ledger", "{count} changes of the ledger", self.ledger))
        counts = [each for each in self[:3] if each]
        listed = ", ".join(text.format(count=number(count, 0)) for text, count in zip(parts, counts, strict=True))
        told = [_("With them came: {what}.").format(what=listed)] if listed else []
        if self.refused:
            text = ngettext(
                "{count} row of its journal cannot be right, and was not taken.",
                "{count} rows of its journal cannot be right, and were not taken.",
                self.refused,
            )
            told.append(text.format(count=f"{self.refused:,}"))
        return " ".join(told)


def own_part_at(path: str, progress: Progress) -> OwnPart | None:
    """Return what a person wrote themselves in an export; None where the path is none.

    Raises:
        UserError: when anything in the file is not as it should be.
        Cancelled: when ``progress`` says so.

    """
    place = place_of(path)
    try:
        with Path(place).open("rb") as file:
            if not is_export(file.read(64)):
                return None
    except OSError:
        return None  # Who reads the calendars says what is wrong with it.
    found: list[OwnPart] = []

    def take(data: bytes, name: str) -> None:
        found.append(own_part(read_export(data, name, progress)))

    visit_files([place], take, progress=progress)
    return found[0] if found else None


def bring_in_own(workspace: Workspace, own: OwnPart, source: str, progress: Progress) -> BroughtIn:
    """Bring in what a person wrote themselves in an export, of which the calendars are in already.

    Args:
        workspace: the data.
        own: what they wrote.
        source: the name of the file's source, under which its ledger is kept, so that it goes with it.
        progress: asked whether to go on.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    today = today_for(workspace, None)
    good, bad = _looked_at(own.journal, today)
    lines = [each._replace(source=source) for each in own.ledger]

    def work(connection: sqlite3.Connection) -> tuple[int, int, int]:
        journal = take_rows(connection, good, bad, today)
        return journal.added + journal.changed, len(journal.bad), _take_ledger(connection, lines)

    journal, refused, ledger = workspace.store.write(work)
    words = bring_in_words(workspace, own.words, progress) if own.words else 0
    return BroughtIn(journal, words, ledger, refused)


def _looked_at(rows: Sequence[Row], today: int) -> tuple[list[ReadRow], list[BadRow]]:
    """Return the rows that can be in the journal, and the others with the reason; each with its place, from 1."""
    good, bad = [], []
    for place, row in enumerate(rows, 1):
        wrong = complaint(row, today)
        if wrong:
            bad.append(BadRow(place, wrong))
        else:
            good.append(ReadRow(place, with_digest(row) if isinstance(row, Promise) else row))
    return good, bad


def _take_ledger(connection: sqlite3.Connection, lines: Sequence[LedgerLine]) -> int:
    """Add what is not noted yet, by whatever source it was seen."""
    known = {each._replace(source="", title="") for each in read_ledger(connection)}
    new = [each for each in dict.fromkeys(lines) if each._replace(source="", title="") not in known]
    write_ledger(connection, new)
    return len(new)
