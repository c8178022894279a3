"""What ``clearweek journal`` takes: the page without a verb, and its verbs."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from typing import TYPE_CHECKING

from app.cli.options import Parser, add_general, add_period, add_verb, date
from app.language import _
from app.model.chosen_period import period_with
from app.model.experiments import MEASURES
from app.model.journal import ENTRY_KINDS, WAITS_FOR

if TYPE_CHECKING:
    from app.cli.options import Commands

_QUARTER = re.compile(r"(\d{4})-?[Qq]([1-4])", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_MOST_WEEKS = 520


def add_journal(commands: Commands) -> None:
    """Add the command and its verbs."""
    command = commands.add_parser(
        "journal",
        help=_("what was promised and what became of it"),
        description=_(
            "Prints the page of the journal: what was promised and what became of it, beside what was scheduled. "
            "With a verb, records something in it, or prints a sheet to hand over."
        ),
        epilog=_('Example: clearweek journal add "Move the billing" --by 2026-03-12 --to Ben'),
    )
    add_period(command)
    _add_today(command)
    add_general(command)
    verbs = command.add_subparsers(dest="verb", parser_class=Parser)
    _add_add(verbs)
    _add_on_promises(verbs)
    _add_note(verbs)
    _add_files(verbs)
    _add_sheets(verbs)
    _add_experiment(verbs)
    _verb(verbs, "undo", _("undoes the last change of the journal"), _("Example: clearweek journal undo"))


def _verb(verbs: Commands, name: str, what: str, example: str) -> Parser:
    command = add_verb(verbs, name, what, example)
    _add_today(command)
    return command


def _add_today(command: argparse.ArgumentParser) -> None:
    command.add_argument("--today", type=date, metavar="D", help=_("the day that it is; else the clock's date"))


def _add_add(verbs: Commands) -> None:
    add = _verb(
        verbs,
        "add",
        _("records a promise, or with --kind what one notes of a person"),
        _('Example: clearweek journal add "Offer" --by 2026-03-12'),
    )
    add.add_argument("what", metavar="WHAT", help=_("what was promised; with --kind, what happened"))
    add.add_argument(
        "--kind", choices=("promise", *ENTRY_KINDS), default="promise", help=_("what it is; else a promise")
    )
    add.add_argument("--done-means", default="", metavar="TEXT", help=_("how one sees that it is done"))
    add.add_argument("--by", type=date, default=None, metavar="D", help=_("the promised day, like 2026-03-12"))
    add.add_argument("--to", default="", metavar="NAME", help=_("the person to whom it was promised"))
    add.add_argument("--began", type=date, default=None, metavar="D", help=_("the day on which it began"))
    add.add_argument("--person", default="", metavar="NAME", help=_("with --kind: of whom it is noted"))
    _add_on(add, _("the day of it; else today"))


def _add_on(command: argparse.ArgumentParser, what: str) -> None:
    command.add_argument("--on", type=date, default=None, metavar="D", help=what)


def _add_on_promises(verbs: Commands) -> None:
    verbs_on_one = {
        "begin": (_("notes that work on a promise began"), _("Example: clearweek journal begin 3")),
        "define": (
            _("notes what done means for a promise"),
            _('Example: clearweek journal define 3 "Ben has seen it run"'),
        ),
        "done": (_("notes that a promise is done"), _("Example: clearweek journal done 3 --on 2026-03-11")),
        "reopen": (_("notes that a promise is open again"), _("Example: clearweek journal reopen 3")),
        "wait": (_("notes that a promise waits, and for what"), _("Example: clearweek journal wait 3 decision")),
        "resume": (_("notes that a promise waits no more"), _("Example: clearweek journal resume 3")),
    }
    for name, (what, example) in verbs_on_one.items():
        command = _verb(verbs, name, what, example)
        command.add_argument("promise", metavar="PROMISE", help=_("its number, or a part of what it says"))
        if name == "define":
            command.add_argument("done_means", metavar="TEXT", help=_("how one sees that it is done"))
        if name == "wait":
            command.add_argument("reason", choices=WAITS_FOR, help=_("what it waits for"))
        _add_on(command, _("the day of it; else today"))


def _add_note(verbs: Commands) -> None:
    note = _verb(
        verbs,
        "note",
        _("notes for oneself what a meeting was worth"),
        _('Example: clearweek journal note "Weekly review" --worth 4'),
    )
    note.add_argument("meeting", metavar="MEETING", help=_("its title, a part of it, or its UID"))
    _add_on(note, _("the day of it; else today"))
    note.add_argument("--at", type=_clock, default=None, metavar="HH:MM", help=_("when it began"))
    note.add_argument("--worth", type=int, choices=range(1, 6), default=None, help=_("was it worth it, from 1 to 5"))
    note.add_argument("--decision", default="", metavar="TEXT", help=_("what was decided"))
    note.add_argument("--owner", default="", metavar="NAME", help=_("who takes care of it"))
    note.add_argument("--blocker", default="", metavar="TEXT", help=_("what no longer stands in the way"))


def _add_files(verbs: Commands) -> None:
    brings = _verb(
        verbs,
        "import",
        _("brings in a CSV; its columns are in docs/journal.md"),
        _("Example: clearweek journal import promises.csv"),
    )
    brings.add_argument("path", metavar="FILE", help=_("the CSV, or - for standard input"))
    export = _verb(
        verbs, "export", _("writes the journal as CSV"), _("Example: clearweek journal export -o journal.csv")
    )
    export.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="PATH",
        help=_("the file, or - for standard output; one there is replaced"),
    )


def _add_sheets(verbs: Commands) -> None:
    sheet = _verb(
        verbs,
        "sheet",
        _("prints the open promises to one person, for a 1:1"),
        _("Example: clearweek journal sheet Ben"),
    )
    sheet.add_argument("person", metavar="PERSON", help=_("the name, or a part of it"))
    delivered = _verb(
        verbs,
        "delivered",
        _("prints what is done, by quarter"),
        _("Example: clearweek journal delivered --quarter 2026-Q1"),
    )
    delivered.add_argument(
        "--quarter", type=_quarter, default=None, metavar="Q", help=_("one quarter, like 2026-Q1; else all")
    )
    found = _verb(
        verbs,
        "conditions",
        _("prints the conditions of the last weeks, and what would help"),
        _("Example: clearweek journal conditions"),
    )
    found.add_argument("--weeks", type=_weeks, default=None, metavar="N", help=_("how many weeks; else 8"))
    add_period(found)


def _add_experiment(verbs: Commands) -> None:
    example = _('Example: clearweek journal experiment add "No meeting before ten" --measure focus_minutes')
    experiment = _verb(verbs, "experiment", _("records one change and the figure to look at, or lists them"), example)
    actions = experiment.add_subparsers(dest="action", required=True, parser_class=Parser)
    add = _verb(actions, "add", _("records a change"), example)
    add.add_argument("change", metavar="CHANGE", help=_("the one thing that is changed"))
    add.add_argument(
        "--measure",
        required=True,
        choices=sorted(MEASURES),
        metavar="NAME",
        help=_("the weekly figure: {names}").format(names=", ".join(sorted(MEASURES))),
    )
    add.add_argument("--start", type=date, default=None, metavar="D", help=_("the day of it; else today"))
    _verb(
        actions,
        "list",
        _("lists the experiments and what came of them"),
        _("Example: clearweek journal experiment list"),
    )


# ---- what a word means ----


def _quarter(text: str) -> tuple[int, int]:
    """Return first and last day of a quarter like 2026-Q1."""
    found = _QUARTER.fullmatch(text)
    if found is None or not 1900 <= int(found[1]) <= 2199:
        raise argparse.ArgumentTypeError(_("“{value}” is not a quarter like 2026-Q1").format(value=text))
    period = period_with("quarter", dt.date(int(found[1]), 3 * int(found[2]) - 2, 1).toordinal())
    return period.first, period.last


def _clock(text: str) -> int:
    """Return the seconds from midnight to a time like 10:30."""
    found = _CLOCK.fullmatch(text)
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise argparse.ArgumentTypeError(_("“{value}” is not a time like 10:30").format(value=text))
    return int(found[1]) * 3600 + int(found[2]) * 60


def _weeks(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _MOST_WEEKS):
        raise argparse.ArgumentTypeError(_("“{value}” is not a number of weeks").format(value=text))
    return int(text)
