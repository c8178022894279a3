"""The options that several commands share, and what their words mean: dates, weeks, hours, zones."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from app.environment import local_zone_name
from app.errors import WrongUsage
from app.language import N_, _
from app.model.preferences import WorkingWeek
from app.model.timezones import HomeZone, iana_zone, iana_zone_any_case
from app.model.working_hours import WorkingHoursError
from app.model.working_hours import working_hours as hours_from

if TYPE_CHECKING:
    from app.model.preferences import Interval

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_WEEK = re.compile(r"(\d{4})-?[Ww](\d{1,2})", re.ASCII)
_SIZE = re.compile(r"(\d{2,5})[xX×](\d{2,5})", re.ASCII)
_USUAL_WIDTH = 80
_LARGEST = 16_384
"""Pixels beyond which no screen and no picture goes."""


_HEADINGS = (N_("positional arguments"), N_("options"))
"""What argparse writes over the two parts of a help page."""


def _columns() -> int:
    """Return how wide the terminal is, as `shutil` finds it, which loads three libraries that compress for that."""
    said = os.environ.get("COLUMNS", "")
    if said.isdigit() and int(said):
        return int(said)
    with contextlib.suppress(AttributeError, ValueError, OSError):  # closed, or no terminal
        return os.get_terminal_size(sys.__stdout__.fileno()).columns or _USUAL_WIDTH  # type: ignore[union-attr]
    return _USUAL_WIDTH


class _Formatter(argparse.HelpFormatter):
    """A help page whose headings, which argparse knows in English only, are in the language in force."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:  # noqa: ANN401 (what argparse takes)
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        super().start_section(_(heading) if heading in _HEADINGS else heading)


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence on standard error, and exit status 2."""

    def __init__(self, **words: Any) -> None:  # noqa: ANN401 (what argparse takes)
        super().__init__(**words, formatter_class=_Formatter, allow_abbrev=False, add_help=False)
        self.add_argument("-h", "--help", action="help", help=_("show this and exit"))

    def error(self, message: str) -> NoReturn:
        """Raise what argparse complains of as wrong usage."""
        raise WrongUsage(message, next_step=_("see {command} --help").format(command=self.prog))


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[Parser]  # noqa: SLF001 (argparse gives it no public name)


def add_period(command: argparse.ArgumentParser) -> None:
    """Take --from and --to."""
    command.add_argument(
        "--from",
        dest="first",
        type=date,
        metavar="D",
        help=_("first day, like 2026-01-05; else the first that the data cover"),
    )
    command.add_argument(
        "--to",
        dest="last",
        type=date,
        metavar="D",
        help=_("last day, included; else the last that the data cover"),
    )


def add_choices(command: argparse.ArgumentParser) -> None:
    """Take what changes figures: --today, --tz, --me, --work and --no-people."""
    command.add_argument(
        "--today",
        type=date,
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


def add_general(command: argparse.ArgumentParser) -> None:
    """Take what every command takes."""
    command.add_argument("--json", action="store_true", help=_("print for programs to read"))
    command.add_argument(
        "--home", metavar="DIR", help=_("where your data are; else CLEARWEEK_HOME, else the system's place")
    )
    command.add_argument("--lang", choices=("en", "de"), help=_("the language; else that of the system"))
    command.add_argument("--debug", action="store_true", help=_("show where a fault of ours happened"))


# ---- what a word means ----


def add_verb(verbs: Commands, name: str, what: str, example: str) -> Parser:
    """Add a verb of a command; its general options count where they are given, before the verb or after it."""
    command = verbs.add_parser(
        name,
        help=what,
        description=f"{what[:1].upper()}{what[1:]}.",
        epilog=example,
        argument_default=argparse.SUPPRESS,
    )
    add_general(command)
    return command


def date(text: str) -> int:
    """Return the ordinal of a date like 2026-01-05."""
    try:
        found = dt.date.fromisoformat(text)
        if _FIRST_YEAR <= found.year <= _LAST_YEAR:
            return found.toordinal()
        raise argparse.ArgumentTypeError(_("“{value}” lies before 1900 or after 2199").format(value=text))
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{value}” is not a date like 2026-01-05").format(value=text)) from None


def week(text: str) -> int:
    """Return the ordinal of the Monday of an ISO week like 2026-W07."""
    found = _WEEK.fullmatch(text)
    year, number = map(int, found.groups()) if found is not None else (0, 0)
    try:
        monday = dt.date.fromisocalendar(year, number, 1)
    except ValueError:
        raise argparse.ArgumentTypeError(_("“{value}” is not a week like 2026-W07").format(value=text)) from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise argparse.ArgumentTypeError(_("“{value}” lies before 1900 or after 2199").format(value=text))
    return monday.toordinal()


def size(text: str) -> tuple[int, int]:
    """Return width and height of words like 1280x800."""
    found = _SIZE.fullmatch(text)
    if found is None or not all(0 < int(part) <= _LARGEST for part in found.groups()):
        raise argparse.ArgumentTypeError(_("“{value}” is not a size like 1280x800").format(value=text))
    return int(found[1]), int(found[2])


def choices_of(words: argparse.Namespace) -> dict[str, Any]:
    """Return the fields of ``Preferences`` that the options choose; nothing for an option that was not given.

    Raises:
        WrongUsage: when one of them makes no sense.

    """
    chosen: dict[str, Any] = {}
    if words.tz is not None:
        chosen["zone"] = home_zone(words.tz)
    if words.me:
        chosen["me"] = frozenset(_own_address(address) for address in words.me)
    if words.work is not None:
        chosen["weeks"] = (WorkingWeek(1, working_hours(words.work)),)
    if words.no_people is not None:
        chosen["no_people"] = words.no_people
    return chosen


def look_at_period(words: argparse.Namespace) -> None:
    """Raise WrongUsage when --to lies before --from."""
    if words.first is not None and words.last is not None and words.last < words.first:
        raise WrongUsage(_("The last day lies before the first"), next_step=_("give --from before --to"))


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
