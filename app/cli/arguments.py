"""The commands and the words that they take."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app import __version__
from app.cli.options import (
    Parser,
    add_choices,
    add_general,
    add_period,
    choices_of,
    date,
    home_zone,
    look_at_period,
    working_hours,
)
from app.cli.stored_arguments import STORED_COMMANDS
from app.language import _
from app.model.preferences import Preferences

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from app.cli.options import Commands
    from app.operations.one_off import Question

__all__ = ["home_zone", "parser", "question_of", "working_hours"]


def parser(only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser of all commands, or of one alone where ``only`` names one.

    To make those of all, with the help of each, takes as long as a tenth of the first page as text.
    """
    result = Parser(
        prog="clearweek",
        description=_(
            "What your calendar does to your time to think. Everything stays on this machine. "
            "Without a command, the window opens."
        ),
        epilog=_("Example: clearweek analyze work.ics --from 2026-01-01 --to 2026-03-31"),
    )
    result.add_argument(
        "--version", action="version", version=f"clearweek {__version__}", help=_("show the version and exit")
    )
    # Read before the parser is made (its own help must be worded), so it may stand before the command too.
    result.add_argument("--lang", choices=("en", "de"), help=_("the language; else that of the system"))
    commands = result.add_subparsers(dest="command", required=True, parser_class=Parser)
    wanted = {only: _COMMANDS[only]} if only is not None and only in _COMMANDS else _COMMANDS
    for add in wanted.values():
        add(commands)
    return result


def _add_analyze(commands: Commands) -> None:
    command = commands.add_parser(
        "analyze",
        help=_("figures of calendar files, keeping nothing"),
        description=_("Reads calendar files and prints what they come to, by day and week. Nothing is kept."),
        epilog=_(
            'Example: clearweek analyze takeout.zip --tz Europe/Berlin --work "mon-thu 09:00-17:30; fri 09:00-14:00"'
        ),
    )
    _add_question(command)
    add_general(command)


def _add_events(commands: Commands) -> None:
    command = commands.add_parser(
        "events",
        help=_("every occurrence in calendar files, and why it counts as what"),
        description=_("Reads calendar files and prints each occurrence with its kind and the reason. Nothing is kept."),
        epilog=_("Example: clearweek events work.ics --from 2026-02-09 --to 2026-02-15"),
    )
    _add_question(command)
    add_general(command)


def _add_demo(commands: Commands) -> None:
    command = commands.add_parser(
        "demo",
        help=_("a generated year to look at"),
        description=_(
            "Makes a calendar of a year up, writes it and a report on it to a folder for throwing away, prints what it "
            "comes to, and opens the window where there is a display and a terminal."
        ),
        epilog=_("Example: clearweek demo --no-window"),
    )
    command.add_argument("--no-window", action="store_true", help=_("print only, open no window"))
    command.add_argument("--seed", type=int, default=7, help=_("another number makes up another year"))
    command.add_argument(
        "--today", type=date, metavar="D", help=_("make up the year before this date, not before today")
    )
    add_general(command)


def _add_doctor(commands: Commands) -> None:
    command = commands.add_parser(
        "doctor",
        help=_("what works on this machine"),
        description=_("Looks at what Clearweek needs on this machine. Nothing private is in its output."),
        epilog=_("Example: clearweek doctor"),
    )
    add_general(command)


def _add_question(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=_("a calendar file, a folder of them, a Takeout zip, or - for standard input"),
    )
    add_period(command)
    add_choices(command)


_COMMANDS: dict[str, Callable[[Commands], None]] = {
    **STORED_COMMANDS,
    "analyze": _add_analyze,
    "events": _add_events,
    "demo": _add_demo,
    "doctor": _add_doctor,
}


def question_of(words: argparse.Namespace) -> Question:
    """Return what the options of ``analyze`` and ``events`` ask.

    Raises:
        WrongUsage: when they make no sense.

    """
    # Imported here because the window's start, which asks no question, must stay quick.
    from app.operations.one_off import Question, today_in

    look_at_period(words)
    # The system's zone is only looked for where no other is given.
    preferences = replace(Preferences(), **{"zone": home_zone(words.tz), **choices_of(words)})
    today = words.today if words.today is not None else today_in(preferences)
    return Question(words.first, words.last, today, preferences)
