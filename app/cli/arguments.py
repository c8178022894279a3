"""The words of the command line, and what they mean: dates, hours, zones."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING, Any, NoReturn

from app import __version__
from app.environment import local_zone_name
from app.errors import WrongUsage
from app.language import _
from app.model.preferences import Preferences, WorkingWeek
from app.model.timezones import HomeZone, iana_zone, iana_zone_any_case
from app.model.working_hours import WorkingHoursError
from app.model.working_hours import working_hours as hours_from
from app.operations.one_off import Question, today_in

if TYPE_CHECKING:
    from app.model.preferences import Interval

_FIRST_YEAR, _LAST_YEAR = 1900, 2199


class _Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence on standard error, and exit status 2."""

    def __init__(self, **words: Any) -> None:  # noqa: ANN401 (what argparse takes)
        super().__init__(**words, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise WrongUsage(message, next_step=_("see {command} --help").format(command=self.prog))


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    result = _Parser(
        prog="clearweek",
        description=_("What your calendar does to your time to think. Everything stays on this machine."),
        epilog=_("Example: clearweek analyze work.ics --from 2026-01-01 --to 2026-03-31"),
    )
    result.add_argument("--version", action="version", version=f"clearweek {__version__}")
    # Read before the parser is made (its own help must be worded), so it may stand before the command too.
    result.add_argument("--lang", choices=("en", "de"), help=_("the language; else that of the system"))
    commands = result.add_subparsers(dest="command", required=True, parser_class=_Parser)
    _add_analyze(commands)
    _add_events(commands)
    _add_demo(commands)
    _add_doctor(commands)
    return result


def _add_analyze(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "analyze",
        help=_("figures of calendar files, keeping nothing"),
        description=_("Reads calendar files and prints what they come to, by day and week. Nothing is kept."),
        epilog=_(
            'Example: clearweek analyze takeout.zip --tz Europe/Berlin --work "mon-thu 09:00-17:30; fri 09:00-14:00"'
        ),
    )
    _add_question(command)
    _add_general(command)


def _add_events(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "events",
        help=_("every occurrence in calendar files, and why it counts as what"),
        description=_("Reads calendar files and prints each occurrence with its kind and the reason. Nothing is kept."),
        epilog=_("Example: clearweek events work.ics --from 2026-02-09 --to 2026-02-15"),
    )
    _add_question(command)
    _add_general(command)


def _add_demo(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "demo",
        help=_("a generated year to look at"),
        description=_(
            "Makes a calendar of a year up, writes it to a folder for throwing away, and prints what it comes to."
        ),
        epilog=_("Example: clearweek demo --no-window"),
    )
    command.add_argument("--no-window", action="store_true", help=_("print only, open no window"))
    command.add_argument("--seed", type=int, default=7, help=_("another number makes up another year"))
    command.add_argument(
        "--today", type=_date, metavar="D", help=_("make up the year before this date, not before today")
    )
    _add_general(command)


def _add_doctor(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "doctor",
        help=_("what works on this machine"),
        description=_("Looks at what Clearweek needs on this machine. Nothing private is in its output."),
        epilog=_("Example: clearweek doctor"),
    )
    _add_general(command)


def _add_question(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "paths",
        nargs="+",
        metavar="PATH",
        help=_("a calendar file, a folder of them, a Takeout zip, or - for standard input"),
    )
    command.add_argument(
        "--from",
        dest="first",
        type=_date,
        metavar="D",
        help=_("first day, like 2026-01-05; else the first that the data cover"),
    )
    command.add_argument(
        "--to",
        dest="last",
        type=_date,
        metavar="D",
        help=_("last day, included; else the last that the data cover"),
    )
    command.add_argument(
        "--today",
        type=_date,
        metavar="D",
        help=_("weeks are complete that ended before this day; else the clock's date"),
    )
    command.add_argument(
        "--tz", metavar="Z", help=_("the time zone of days and hours, like Europe/Berlin; else the system's")
    )
    command.add_argument(
        "--me",
        action="append",
        default=[],
        metavar="ADDRESS",
        help=_("an address of your own; may be given again"),
    )
    command.add_argument("--work", metavar="HOURS", help=_('working hours, like "mon-fri 09:00-17:00" (the default)'))
    command.add_argument(
        "--no-people",
        choices=("meeting", "block"),
        help=_("what a busy entry is where no calendar says who is invited"),
    )


def _add_general(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=_("print for programs to read"))
    command.add_argument(
        "--home", metavar="DIR", help=_("where your data are; else CLEARWEEK_HOME, else the system's place")
    )
    command.add_argument("--lang", choices=("en", "de"), help=_("the language; else that of the system"))
    command.add_argument("--debug", action="store_true", help=_("show where a fault of ours happened"))


def _date(text: str) -> int:
    try:
        date = dt.date.fromisoformat(text)
        if _FIRST_YEAR <= date.year <= _LAST_YEAR:
            return date.toordinal()
        raise argparse.ArgumentTypeError(_("“{value}” lies before 1900 or after 2199").format(value=text))
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{value}” is not a date like 2026-01-05").format(value=text)) from None


def question_of(words: argparse.Namespace) -> Question:
    """Return what the options of ``analyze`` and ``events`` ask.

    Raises:
        WrongUsage: when they make no sense.

    """
    if words.first is not None and words.last is not None and words.last < words.first:
        raise WrongUsage(_("The last day lies before the first"), next_step=_("give --from before --to"))
    preferences = Preferences(
        zone=home_zone(words.tz),
        me=frozenset(_own_address(address) for address in words.me),
        weeks=(WorkingWeek(1, working_hours(words.work)),) if words.work is not None else Preferences().weeks,
        no_people=words.no_people,
    )
    today = words.today if words.today is not None else today_in(preferences)
    return Question(words.first, words.last, today, preferences)


def home_zone(name: str | None) -> HomeZone:
    """Return the analysis zone of a name, None for the system's.

    Raises:
        WrongUsage: when there is no such zone.

    """
    wanted = name if name is not None else local_zone_name()
    zone = iana_zone(wanted) or iana_zone_any_case(wanted)
    if zone is None:
        raise WrongUsage(
            _("There is no time zone “{name}”").format(name=wanted),
            next_step=_("give one like Europe/Berlin"),
        )
    return HomeZone(((1, zone),))


def _own_address(text: str) -> str:
    address = text.strip().casefold().removeprefix("mailto:")
    if "@" not in address:
        raise WrongUsage(
            _("“{value}” is not an address").format(value=text), next_step=_("give one like me@example.com")
        )
    return address


def working_hours(text: str) -> tuple[tuple[Interval, ...], ...]:
    """Return the working intervals of each weekday, Monday first (``app.model.working_hours``).

    Raises:
        WrongUsage: when it cannot be read so.

    """
    try:
        return hours_from(text)
    except WorkingHoursError as error:
        raise WrongUsage(error.what, next_step=error.next_step) from None
