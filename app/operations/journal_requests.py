"""What a person asks of the journal in the window, carried out, and what is said of it (docs/journal.md)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.analysis import change_words, outcome_words, promise_lines
from app.analysis.sheet_text import sheet_text
from app.errors import UnreadableInput, UserError, why_not
from app.language import _, ngettext
from app.model.foreign_text import visible
from app.model.outcomes_page import SheetText
from app.operations import journal
from app.store.journal_rows import last_change

if TYPE_CHECKING:
    from app.model.journal import Promise
    from app.model.outcomes import WordedSheet
    from app.model.outcomes_page import JournalRequest
    from app.operations.journal_csv import BadRow
    from app.operations.workspace import Workspace


class Told(NamedTuple):
    """What is said of a change.

    Attributes:
        change: its number in the log, by which it is undone; 0: nothing was changed.
        bad: how many rows of a file were set aside.
        aside: these rows, with the reasons.

    """

    sentence: str
    change: int = 0
    bad: int = 0
    aside: SheetText = SheetText("", "")


# ---- changes ----


def carry_out(workspace: Workspace, request: JournalRequest) -> Told:
    """Change the journal, or write it into a file, as a person asks.

    Raises:
        UserError: when it cannot be so; nothing was changed then.

    """
    if request.verb == "export":
        return Told(_export(workspace, request.path))
    before = newest_change(workspace)
    sentence, bad = _change(workspace, request)
    after = newest_change(workspace)
    return Told(sentence, after if after != before else 0, len(bad), _aside(bad))


def _change(workspace: Workspace, request: JournalRequest) -> tuple[str, tuple[BadRow, ...]]:
    today = journal.today_for(workspace, None)
    if request.verb == "import":
        from app.operations.journal_import import import_csv

        done = import_csv(workspace, _bytes_of(request.path), today)
        return change_words.imported(done.added, done.changed, done.same), done.bad
    if request.verb == "record":
        assert request.row is not None
        kept = journal.record(workspace, request.row, today)
        return change_words.recorded(kept, workspace.preferences().zone), ()
    day = today if request.day is None else request.day
    return change_words.changed(request.verb, _changed(workspace, request, day, today), day), ()


def _aside(bad: tuple[BadRow, ...]) -> SheetText:
    line = _("line {line}: {reason}")
    rows = [line.format(line=each.line, reason=visible(each.reason, 300)) for each in bad]
    return SheetText(_("Rows that could not be taken"), "\n".join(rows))


def _changed(workspace: Workspace, request: JournalRequest, day: int, today: int) -> Promise:
    which = str(request.promise)
    if request.verb == "wait":
        return journal.wait(workspace, which, request.reason, day, today)
    if request.verb == "define":
        return journal.define(workspace, which, request.text, day, today)
    change = {
        "done": journal.finish,
        "begin": journal.begin,
        "resume": journal.resume,
        "reopen": journal.reopen,
    }[request.verb]
    return change(workspace, which, day, today)


def newest_change(workspace: Workspace) -> int:
    """Return the number of the newest change that is not undone, 0 without one."""
    with workspace.store.reading() as connection:
        change = last_change(connection)
    return 0 if change is None else change.id


def _bytes_of(path: str) -> bytes:
    from app.operations.journal_csv import LARGEST

    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise UnreadableInput(_("{path} cannot be read").format(path=visible(path, 300)), why_not(error)) from None


def _export(workspace: Workspace, path: str) -> str:
    from app.operations.export_file import write_export
    from app.operations.journal_csv import csv_of

    kept = journal.journal_of(workspace)
    write_export(Path(path), csv_of(kept), workspace.home)
    count = len(kept.rows())
    text = ngettext(
        "{count} row was written to {path}, which only you may read.",
        "{count} rows were written to {path}, which only you may read.",
        count,
    )
    return visible(text.format(count=count, path=path), 1_000)


def undo_told(workspace: Workspace, change: int) -> str:
    """Undo a change that was told, where it still is the newest one; return what was undone, in a sentence.

    Raises:
        UserError: when something else was changed since.

    """
    if newest_change(workspace) != change:
        raise UserError(_("The journal was changed again since"), next_step=_("undo the newer change first"))
    found = journal.undo(workspace)
    return change_words.undone(found.verb, found.rows)


# ---- sheets ----


def sheet_for(workspace: Workspace, request: JournalRequest) -> SheetText:
    """Return a sheet that a person asks for, or the promises behind a figure.

    Raises:
        UserError: when nothing was promised to the person that is named.

    """
    sheet = _worded(workspace, request)
    return SheetText(sheet.title, sheet_text(sheet))


def _worded(workspace: Workspace, request: JournalRequest) -> WordedSheet:
    today = journal.today_for(workspace, None)
    if request.verb == "one-on-one":
        return outcome_words.one_on_one_words(journal.sheet_of(workspace, request.text, today))
    if request.verb == "delivered":
        return outcome_words.delivered_words(journal.delivered_of(workspace, request.days))
    if request.verb == "conditions":
        return outcome_words.conditions_words(journal.conditions_of(workspace, today))
    first, last = request.days or (today, today)
    return promise_lines.behind(request.text, journal.journal_of(workspace).promises, first, last, today)
