"""The command ``clearweek export``: one's own data, whole, for a spreadsheet, for programs, or for another calendar."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.cli.data_of import data_folder, nothing_kept, opened
from app.cli.options import look_at_period
from app.cli.output import json_text, print_bytes, print_json
from app.cli.progress_bar import progress_on
from app.cli.stored_figures import week_choices
from app.errors import WrongUsage
from app.language import _, ngettext
from app.model.foreign_text import visible

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from app.operations.stored_week import Choices
    from app.operations.workspace import Workspace
    from app.progress import Progress

_STANDARD_OUTPUT = "-"
_OCCURRENCES = "occurrences"


class _Made(NamedTuple):
    """What was made: how many of what, in words of JSON, the sentence that says so, and the pieces of the file."""

    what: str
    number: int
    sentence: str
    pieces: Iterable[bytes]


def print_export(words: argparse.Namespace) -> None:
    """Write what is kept to a file, or to standard output."""
    _look_at(words)
    choices = week_choices(words)
    with opened(words) as workspace, progress_on(sys.stderr) as progress:
        if workspace.is_empty():
            raise nothing_kept()
        made = _FORMS[words.form](workspace, words, choices, progress)
    if words.output == _STANDARD_OUTPUT:
        print_bytes(made.pieces)
        return
    from app.operations.export_file import write_export

    path = Path(words.output)
    write_export(path, made.pieces, data_folder(words))
    if words.json:
        print_json({"schema": "clearweek.exported/1", "path": words.output, made.what: made.number})
        return
    from app.analysis import wording

    print(visible(made.sentence.format(count=wording.number(made.number, 0), path=path), 1_000))


def _look_at(words: argparse.Namespace) -> None:
    """Raise WrongUsage where options do not fit together."""
    look_at_period(words)
    if words.table is not None and words.form != "csv":
        raise WrongUsage(
            _("Only csv holds a single table"), next_step=_("leave out --table; xlsx has a sheet for each")
        )
    if words.form == "ics" and (words.first is not None or words.last is not None):
        raise WrongUsage(_("A calendar is written whole, since its series repeat"), next_step=_("leave out the period"))


def _occurrences(count: int, pieces: Iterable[bytes]) -> _Made:
    sentence = ngettext(
        "{count} occurrence was written to {path}, which only you may read.",
        "{count} occurrences were written to {path}, which only you may read.",
        count,
    )
    return _Made("occurrences", count, sentence, pieces)


def _csv(workspace: Workspace, words: argparse.Namespace, choices: Choices, progress: Progress) -> _Made:
    if words.table in {None, _OCCURRENCES}:
        from app.cli.as_json import events_json
        from app.cli.csv_export import csv_lines
        from app.operations.stored_answers import stored_occurrences

        timeline = stored_occurrences(workspace, (words.first, words.last), choices, progress)
        rows = events_json(timeline)["occurrences"]
        return _occurrences(len(rows), csv_lines(rows))
    from app.operations.notebook import told_of
    from app.report.table_rows import plain_table
    from app.report.workbook import csv_pieces

    told = told_of(workspace, (words.first, words.last), choices, progress)
    table = plain_table(told, words.table)
    return _rows(len(table.rows), csv_pieces(table))


def _rows(count: int, pieces: Iterable[bytes]) -> _Made:
    sentence = ngettext(
        "{count} row was written to {path}, which only you may read.",
        "{count} rows were written to {path}, which only you may read.",
        count,
    )
    return _Made("rows", count, sentence, pieces)


def _xlsx(workspace: Workspace, words: argparse.Namespace, choices: Choices, progress: Progress) -> _Made:
    from app.operations.notebook import told_of
    from app.report.table_rows import plain_tables
    from app.report.workbook import workbook

    told = told_of(workspace, (words.first, words.last), choices, progress)
    tables = plain_tables(told)
    return _rows(sum(len(table.rows) for table in tables), [workbook(tables, told.timeline.period, progress)])


def _ics(workspace: Workspace, _words: argparse.Namespace, _choices: Choices, _progress: Progress) -> _Made:
    from app.report.calendar_out import icalendar_file

    found = icalendar_file(workspace.reading())
    sentence = ngettext(
        "{count} event was written to {path}, which only you may read.",
        "{count} events were written to {path}, which only you may read.",
        found.events,
    )
    return _Made("events", found.events, sentence, found.pieces)


def _json(workspace: Workspace, words: argparse.Namespace, choices: Choices, progress: Progress) -> _Made:
    from app.cli.as_json import export_json
    from app.cli.rule_commands import words_json
    from app.operations.journal import journal_of
    from app.operations.own_word import list_words
    from app.operations.stored_answers import stored_analysis
    from app.report.whole_json import whole_json

    timeline, analysis = stored_analysis(workspace, (words.first, words.last), choices, progress)
    value = export_json(analysis, timeline, workspace.ledger(), words_json(list_words(workspace)))
    value |= whole_json(workspace.reading(), journal_of(workspace))
    return _occurrences(len(value["occurrences"]), [json_text(value, for_eyes=False).encode()])


_FORMS: dict[str, Callable[[Workspace, argparse.Namespace, Choices, Progress], _Made]] = {
    "csv": _csv,
    "json": _json,
    "xlsx": _xlsx,
    "ics": _ics,
}
