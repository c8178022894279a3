"""The verbs of ``clearweek journal``: what each asks or changes, and what it prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.analysis import change_words, outcome_words
from app.cli import journal_json
from app.cli.data_of import data_folder, opened
from app.cli.options import look_at_period
from app.cli.output import print_bytes, print_json
from app.errors import UnreadableInput, UserError, WrongUsage, why_not
from app.language import _, ngettext
from app.model.journal import Entry, Experiment, Promise
from app.operations import journal

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from app.cli.journal_json import Json
    from app.model.journal import MeetingNote, Row
    from app.model.outcomes import WordedSheet
    from app.operations.journal_csv import BadRow
    from app.operations.workspace import Workspace

_STANDARD = "-"
_BAD_SHOWN = 20


class _Asked(NamedTuple):
    """A verb with what it needs: its words, the data, the day that it is, and the day that is meant."""

    words: argparse.Namespace
    workspace: Workspace
    today: int
    day: int


def run_journal(words: argparse.Namespace) -> None:
    """Run a verb of the journal, or print its page."""
    with opened(words) as workspace:
        today = journal.today_for(workspace, words.today)
        given = getattr(words, "on", None)
        _VERBS[words.verb or "page"](_Asked(words, workspace, today, today if given is None else given))


# ---- what is asked ----


def _page(asked: _Asked) -> None:
    page = journal.outcomes_of(asked.workspace, asked.today, _days(asked, 7 * journal.PAGE_WEEKS))
    _print(asked, outcome_words.page_words(page, asked.workspace.preferences().zone), journal_json.page_json(page))


def _days(asked: _Asked, length: int) -> tuple[int, int] | None:
    """Return the days of --from and --to; where one of them is missing, today ends them, or ``length`` days do."""
    first, last = asked.words.first, asked.words.last
    if first is None and last is None:
        return None
    look_at_period(asked.words)
    end = last if last is not None else max(asked.today, first)
    return (first if first is not None else end - length + 1), end


def _sheet(asked: _Asked) -> None:
    sheet = journal.sheet_of(asked.workspace, asked.words.person, asked.today)
    _print(asked, outcome_words.one_on_one_words(sheet), journal_json.sheet_json(sheet))


def _delivered(asked: _Asked) -> None:
    quarters = journal.delivered_of(asked.workspace, asked.words.quarter)
    _print(asked, outcome_words.delivered_words(quarters), journal_json.delivered_json(quarters))


def _conditions(asked: _Asked) -> None:
    weeks = asked.words.weeks
    days = _days(asked, 7 * (weeks or journal.CONDITIONS_WEEKS))
    if weeks is not None and days is not None:
        raise WrongUsage(_("--weeks and --from or --to exclude one another"), next_step=_("give one of them"))
    found = journal.conditions_of(asked.workspace, asked.today, weeks or journal.CONDITIONS_WEEKS, days)
    _print(asked, outcome_words.conditions_words(found), journal_json.conditions_json(found))


def _print(asked: _Asked, sheet: WordedSheet, as_json: Json) -> None:
    if asked.words.json:
        print_json(as_json)
        return
    from app.cli.sheet_text import sheet_text

    print(sheet_text(sheet))


# ---- what is recorded ----


def _add(asked: _Asked) -> None:
    words = asked.words
    if words.kind == "promise":
        _refuse(words.person, _("--person belongs to --kind; a promise is made with --to"))
        means = words.done_means
        _record(
            asked,
            Promise(
                what=words.what,
                done_means=means,
                defined=asked.day if means.strip() else None,
                due=words.by,
                to=words.to,
                promised=asked.day,
                began=words.began,
            ),
        )
        return
    given = words.by is not None or words.began is not None or words.to or words.done_means
    _refuse(given, _("--by, --to, --began and --done-means belong to a promise"))
    _record(asked, Entry(kind=words.kind, person=words.person, day=asked.day, evidence=words.what))


def _refuse(given: object, what: str) -> None:
    if given:
        raise WrongUsage(what, next_step=_("see clearweek journal add --help"))


def _note(asked: _Asked) -> None:
    from dataclasses import replace

    from app.operations.journal_meetings import note_on

    words = asked.words
    if words.worth is None and not (words.decision or words.owner or words.blocker):
        raise WrongUsage(
            _("A note says at least one of --worth, --decision, --owner and --blocker"),
            next_step=_("see clearweek journal note --help"),
        )
    empty: MeetingNote = note_on(asked.workspace, words.meeting, asked.day, words.at)
    texts = {"decision": words.decision, "owner": words.owner, "blocker": words.blocker}
    _record(asked, replace(empty, worth=words.worth, **texts))


def _experiment(asked: _Asked) -> None:
    words = asked.words
    if words.action == "add":
        start = asked.today if words.start is None else words.start
        _record(asked, Experiment(change=words.change, start=start, measure=words.measure))
        return
    outcomes = journal.experiments_of(asked.workspace, asked.today)
    _print(asked, outcome_words.experiments_words(outcomes), journal_json.experiments_json(outcomes))


def _record(asked: _Asked, row: Row) -> None:
    kept = journal.record(asked.workspace, row, asked.today)
    verb = asked.words.verb
    _print_change(asked, verb, change_words.recorded(kept, asked.workspace.preferences().zone), (kept,))


def _begin(asked: _Asked) -> None:
    _changed(asked, journal.begin(asked.workspace, asked.words.promise, asked.day, asked.today))


def _define(asked: _Asked) -> None:
    words = asked.words
    _changed(asked, journal.define(asked.workspace, words.promise, words.done_means, asked.day, asked.today))


def _done(asked: _Asked) -> None:
    _changed(asked, journal.finish(asked.workspace, asked.words.promise, asked.day, asked.today))


def _reopen(asked: _Asked) -> None:
    _changed(asked, journal.reopen(asked.workspace, asked.words.promise, asked.day, asked.today))


def _wait(asked: _Asked) -> None:
    words = asked.words
    _changed(asked, journal.wait(asked.workspace, words.promise, words.reason, asked.day, asked.today))


def _resume(asked: _Asked) -> None:
    _changed(asked, journal.resume(asked.workspace, asked.words.promise, asked.day, asked.today))


def _changed(asked: _Asked, promise: Promise) -> None:
    verb = asked.words.verb
    _print_change(asked, verb, change_words.changed(verb, promise, asked.day), (promise,))


def _undo(asked: _Asked) -> None:
    found = journal.undo(asked.workspace)
    _print_change(asked, "undo", change_words.undone(found.verb, found.rows), found.rows)


def _print_change(asked: _Asked, verb: str, sentence: str, rows: Sequence[Row]) -> None:
    if asked.words.json:
        print_json(journal_json.change_json(verb, rows))
    else:
        print(sentence)


# ---- files ----


def _import(asked: _Asked) -> None:
    from app.operations.journal_import import import_csv

    done = import_csv(asked.workspace, _bytes_of(asked.words.path), asked.today)
    if asked.words.json:
        print_json(journal_json.import_json(done))
    else:
        print(change_words.imported(done.added, done.changed, done.same))
        for line in _bad_lines(done.bad):
            print(line)
    if done.bad and not (done.added or done.changed or done.same):
        raise UserError(_("No row of the file could be taken"), next_step=_("its columns are in docs/journal.md"))


def _bytes_of(path: str) -> bytes:
    from app.operations.journal_csv import LARGEST

    if path == _STANDARD:
        return sys.stdin.buffer.read(LARGEST + 1) if sys.stdin is not None else b""
    try:
        with Path(path).open("rb") as file:
            return file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise UnreadableInput(_("{path} cannot be read").format(path=path), why_not(error)) from None


def _bad_lines(bad: Sequence[BadRow]) -> list[str]:
    if not bad:
        return []
    from app.model.foreign_text import visible

    head = ngettext("{count} row was set aside:", "{count} rows were set aside:", len(bad)).format(count=len(bad))
    rows = [
        _("  line {line}: {reason}").format(line=each.line, reason=visible(each.reason, 300))
        for each in bad[:_BAD_SHOWN]
    ]
    more = len(bad) - len(rows)
    if more:
        text = ngettext("  and {count} more (--json has all)", "  and {count} more (--json has all)", more)
        rows.append(text.format(count=more))
    return [head, *rows]


def _export(asked: _Asked) -> None:
    from app.operations.export_file import write_export
    from app.operations.journal_csv import csv_of

    kept = journal.journal_of(asked.workspace)
    output = asked.words.output
    if output == _STANDARD:
        print_bytes(csv_of(kept))
        return
    write_export(Path(output), csv_of(kept), data_folder(asked.words))
    count = len(kept.rows())
    if asked.words.json:
        print_json({"schema": "clearweek.journal-exported/1", "path": output, "rows": count})
        return
    from app.model.foreign_text import visible

    text = ngettext(
        "{count} row was written to {path}, which only you may read.",
        "{count} rows were written to {path}, which only you may read.",
        count,
    )
    print(visible(text.format(count=count, path=output), 1_000))


_VERBS: dict[str, Callable[[_Asked], None]] = {
    "page": _page,
    "add": _add,
    "begin": _begin,
    "define": _define,
    "done": _done,
    "reopen": _reopen,
    "wait": _wait,
    "resume": _resume,
    "note": _note,
    "import": _import,
    "export": _export,
    "sheet": _sheet,
    "delivered": _delivered,
    "conditions": _conditions,
    "experiment": _experiment,
    "undo": _undo,
}
