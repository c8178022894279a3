"""What ``clearweek team`` takes: the verbs of a round, one's own contribution, and the merge."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.options import Parser, add_choices, add_general, add_verb, week
from app.language import _
from app.model.team import FEWEST_PEOPLE, FEWEST_WEEKS, MOST_PEOPLE, MOST_WEEKS

if TYPE_CHECKING:
    from app.cli.options import Commands


def add_team(commands: Commands) -> None:
    """Add the command and its verbs."""
    command = commands.add_parser(
        "team",
        help=_("how much room to think a team has, without looking at anyone"),
        description=_(
            "Whoever leads makes a round and sends its line to everyone. Each member looks at every byte of a small "
            "file of coarse bands, and hands it over. The merge of at least five files is the summary that is shared "
            "on. Nothing is sent."
        ),
        epilog=_("Example: clearweek team merge *.json -o summary.json"),
    )
    add_general(command)
    verbs = command.add_subparsers(dest="verb", parser_class=Parser, required=True)
    _add_round(verbs)
    preview = add_verb(
        verbs,
        "preview",
        _("prints the very bytes that export would write"),
        _("Example: clearweek team preview round.txt"),
    )
    _add_of_round(preview)
    export = add_verb(
        verbs,
        "export",
        _("writes your own contribution to a file, and asks first"),
        _("Example: clearweek team export round.txt -o mine.json"),
    )
    _add_of_round(export)
    _add_output(export)
    export.add_argument("--yes", action="store_true", default=False, help=_("do not ask"))
    merge = add_verb(
        verbs,
        "merge",
        _("merges the files that you were given into the summary"),
        _("Example: clearweek team merge *.json -o summary.json"),
    )
    merge.add_argument("files", nargs="+", type=Path, metavar="FILE", help=_("a contribution of a member"))
    merge.add_argument("--pdf", type=Path, default=None, metavar="FILE", help=_("write the summary as a PDF too"))
    _add_output(merge)


def _add_round(verbs: Commands) -> None:
    command = add_verb(
        verbs,
        "round",
        _("makes a round: a line of text to send to everyone"),
        _("Example: clearweek team round --from 2026-W44 -o round.txt"),
    )
    command.add_argument(
        "--from", dest="first", type=week, required=True, metavar="W", help=_("the first week, like 2026-W44")
    )
    command.add_argument("--weeks", type=_weeks, default=4, metavar="N", help=_("how many weeks, from 2 to 13; else 4"))
    command.add_argument(
        "--people", type=_people, default=FEWEST_PEOPLE, metavar="K", help=_("contributions that it takes, at least 5")
    )
    _add_output(command)


def _add_of_round(command: argparse.ArgumentParser) -> None:
    command.add_argument("round", metavar="ROUND", help=_("the file with the line of the round, or the line itself"))
    add_choices(command)
    # A verb leaves out what is not given, which is for options that may stand before it too.
    command.set_defaults(today=None, tz=None, work=None, no_people=None)


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o",
        "--output",
        required=True,
        type=Path,
        metavar="FILE",
        help=_("where to write it; a file that is there is replaced"),
    )


def _weeks(text: str) -> int:
    return _number(text, FEWEST_WEEKS, MOST_WEEKS)


def _people(text: str) -> int:
    return _number(text, FEWEST_PEOPLE, MOST_PEOPLE)


def _number(text: str, least: int, most: int) -> int:
    if text.isascii() and text.isdecimal() and len(text) <= 6 and least <= int(text) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(
        _("“{value}” is not a number from {least} to {most}").format(value=text, least=least, most=most)
    )
