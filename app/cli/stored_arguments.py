"""The commands for calendars that Clearweek keeps: what they take, and their help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.options import add_choices, add_general, add_period, date, size, week
from app.language import _
from app.model.settings import SCHEMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.cli.options import Commands


def _add_open(commands: Commands) -> None:
    command = commands.add_parser(
        "open",
        help=_("the window"),
        description=_("Opens the window. Paths are read first, with the progress shown."),
        epilog=_("Example: clearweek open work.ics"),
    )
    command.add_argument("paths", nargs="*", metavar="PATH", help=_("a calendar file, a folder of them, a Takeout zip"))
    command.add_argument(
        "--until", choices=("first-paint",), help=_("end as soon as the first picture is painted, for measuring")
    )
    command.add_argument(
        "--picture", type=Path, metavar="FILE", help=_("with --until: save what was painted as a PNG image")
    )
    command.add_argument("--size", type=size, metavar="WxH", help=_("of the window, like 1280x800; else as it was"))
    command.add_argument("--scheme", choices=SCHEMES, help=_("of colours; else that of the settings or the system"))
    add_general(command)


def _add_add(commands: Commands) -> None:
    command = commands.add_parser(
        "add",
        help=_("a calendar to keep"),
        description=_(
            "Reads calendar files, or a calendar on a server, and keeps what is in it. What is kept already is brought "
            "up to date. Instead of paths one word may stand: address (a secret address, which is asked for), google, "
            "microsoft, or caldav with the address of the server."
        ),
        epilog=_("Example: clearweek add takeout.zip"),
    )
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=_(
            "a calendar file, a folder of them, a Takeout zip, or what export json wrote: one source each; or a word "
            "for a server"
        ),
    )
    for name, place, what in (
        ("--user", "NAME", _("caldav: your name on the server")),
        ("--client", "WHAT", _("google: the JSON file of your client; microsoft: its id")),
        ("--tenant", "NAME", _("microsoft: that of your organization, where it has its own")),
        ("--name", "NAME", _("what to call the source; else it names itself")),
    ):
        command.add_argument(name, metavar=place, help=what)
    command.add_argument(
        "--calendar",
        action="append",
        metavar="NAME",
        help=_("of an account: a calendar to read; may be given again; else those that you own"),
    )
    for name, what in (
        ("--code", _("microsoft: sign in with a code, in any browser")),
        ("--no-browser", _("only show the address at which to sign in")),
        ("--stdin", _("address: read it from standard input")),
        ("--password-stdin", _("caldav: read the password from standard input")),
        ("--keep-in-file", _("address: keep it in a file that only you can read")),
    ):
        command.add_argument(name, action="store_true", help=what)
    add_general(command)


def _add_sources(commands: Commands) -> None:
    command = commands.add_parser(
        "sources",
        help=_("the calendars that are kept"),
        description=_("Lists where the calendars come from, how many events each has, and when it was last read."),
        epilog=_("Example: clearweek sources"),
    )
    add_general(command)


def _add_sync(commands: Commands) -> None:
    command = commands.add_parser(
        "sync",
        help=_("brings sources up to date"),
        description=_("Reads sources again, all without a word, and notes what has changed in them."),
        epilog=_("Example: clearweek sync work.ics"),
    )
    command.add_argument(
        "sources", nargs="*", metavar="SOURCE", help=_("the number, name or path that clearweek sources shows")
    )
    command.add_argument(
        "--password-stdin",
        action="store_true",
        help=_("read the password or address of a source on a server from standard input, where none is kept"),
    )
    command.add_argument(
        "--accept-gone",
        action="store_true",
        help=_("take events away that are gone at a server, however many they are"),
    )
    add_general(command)


def _add_remove(commands: Commands) -> None:
    command = commands.add_parser(
        "remove",
        help=_("takes a source away with its data"),
        description=_("Takes one source away with everything that was read from it. The file itself stays."),
        epilog=_("Example: clearweek remove work.ics"),
    )
    command.add_argument("source", metavar="SOURCE", help=_("the number, name or path that clearweek sources shows"))
    add_general(command)


def _add_overview(commands: Commands) -> None:
    command = commands.add_parser(
        "overview",
        help=_("the first page as text"),
        description=_("Prints the last complete week that the data cover, another week, or the one to come."),
        epilog=_("Example: clearweek overview --week 2026-W07"),
    )
    which = command.add_mutually_exclusive_group()
    which.add_argument("--week", type=week, metavar="W", help=_("an ISO week, like 2026-W07"))
    which.add_argument("--next", action="store_true", help=_("the week to come, and what changed of it"))
    add_choices(command)
    add_general(command)


def _add_series(commands: Commands) -> None:
    command = commands.add_parser(
        "series",
        help=_("every meeting series, the costliest first"),
        description=_(
            "Prints the series of the last 13 complete weeks that the data cover, or of a period: what each takes of "
            "your time and of your focus blocks, what became of it, which are due for a review, and which look alike."
        ),
        epilog=_("Example: clearweek series --from 2026-01-01 --to 2026-03-31"),
    )
    command.add_argument("--all", action="store_true", help=_("every one; else the twenty costliest that repeat"))
    add_period(command)
    add_choices(command)
    add_general(command)


def _add_export(commands: Commands) -> None:
    # Imported here because no other command knows tables.
    from app.report.table_rows import TABLES

    command = commands.add_parser(
        "export",
        help=_("your own data, whole"),
        description=_(
            "Writes what is kept to a file that only you may read: as csv one row an occurrence, up to a year from "
            "today, or another table; as json everything, which clearweek add brings in elsewhere; as xlsx all "
            "tables with the meaning of each column; as ics the events, for another calendar."
        ),
        epilog=_("Example: clearweek export csv -o calendar.csv"),
    )
    command.add_argument(
        "form",
        choices=("csv", "json", "xlsx", "ics"),
        help=_("a table, everything for programs, a workbook of all tables, or a calendar"),
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="PATH",
        help=_("the file, or - for standard output; one there is replaced"),
    )
    command.add_argument("--table", choices=TABLES, help=_("which table csv holds; occurrences without it"))
    add_period(command)
    add_choices(command)
    add_general(command)


def _add_traffic(commands: Commands) -> None:
    command = commands.add_parser(
        "traffic",
        help=_("every connection ever made"),
        description=_("Lists every request that was ever made: when, for which source, where to, why, how many bytes."),
        epilog=_("Example: clearweek traffic"),
    )
    add_general(command)


def _add_forget(commands: Commands) -> None:
    command = commands.add_parser(
        "forget",
        help=_("deletes old events, or those of a source"),
        description=_(
            "Deletes what lies wholly before a day, of one source or of all; without a day, everything of the source."
        ),
        epilog=_("Example: clearweek forget --before 2024-01-01"),
    )
    command.add_argument(
        "source", nargs="?", metavar="SOURCE", help=_("the number, name or path that clearweek sources shows")
    )
    command.add_argument("--before", type=date, metavar="D", help=_("the first day that stays, like 2024-01-01"))
    add_general(command)


def _add_erase(commands: Commands) -> None:
    command = commands.add_parser(
        "erase",
        help=_("deletes everything that Clearweek keeps"),
        description=_("Deletes all data, backups and settings of Clearweek on this machine, and says what is left."),
        epilog=_("Example: clearweek erase --yes"),
    )
    command.add_argument("--yes", action="store_true", help=_("do not ask"))
    add_general(command)


# The verbs of these are many, and what they choose from is made anew at each start: loaded when asked for.


def _add_patterns(commands: Commands) -> None:
    from app.cli.pattern_arguments import add_patterns

    add_patterns(commands)


def _add_plan(commands: Commands) -> None:
    from app.cli.plan_arguments import add_plan

    add_plan(commands)


def _add_people(commands: Commands) -> None:
    from app.cli.people_arguments import add_people

    add_people(commands)


def _add_rule(commands: Commands) -> None:
    from app.cli.rule_arguments import add_rule

    add_rule(commands)


def _add_journal(commands: Commands) -> None:
    from app.cli.journal_arguments import add_journal

    add_journal(commands)


def _add_report(commands: Commands) -> None:
    from app.cli.report_arguments import add_report

    add_report(commands)


def _add_team(commands: Commands) -> None:
    from app.cli.team_arguments import add_team

    add_team(commands)


STORED_COMMANDS: dict[str, Callable[[Commands], None]] = {
    "open": _add_open,
    "add": _add_add,
    "sources": _add_sources,
    "sync": _add_sync,
    "remove": _add_remove,
    "overview": _add_overview,
    "patterns": _add_patterns,
    "series": _add_series,
    "rule": _add_rule,
    "plan": _add_plan,
    "people": _add_people,
    "journal": _add_journal,
    "report": _add_report,
    "team": _add_team,
    "export": _add_export,
    "traffic": _add_traffic,
    "forget": _add_forget,
    "erase": _add_erase,
}
"""What adds each command that uses the data folder, in the order in which a person needs them."""
