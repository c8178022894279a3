"""What ``clearweek plan`` takes: how many changes, and the limits that a plan must keep to."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from app.cli.options import add_choices, add_general, add_period
from app.language import _
from app.model.plans import MOST_CHANGES
from app.model.preferences import WEEKDAYS

if TYPE_CHECKING:
    from app.cli.options import Commands

_CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
ANY_DAY: Final = "any"
NO_HOURS: Final = "none"


def add_plan(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "plan",
        help=_("which few changes win the most focus back"),
        description=_(
            "Finds the changes to a typical fortnight that win the most focus in blocks of two hours for the least "
            "disturbance, and says whether a better plan is possible. Nothing is written to any calendar."
        ),
        epilog=_("Example: clearweek plan --changes 3 --not-before 10:00"),
    )
    command.add_argument(
        "--changes", type=changes, default=5, metavar="K", help=_("at most so many changes, 5 unless given")
    )
    _add_limits(command)
    budget = command.add_mutually_exclusive_group()
    budget.add_argument(
        "--budget",
        type=hours,
        metavar="HOURS",
        help=_("meeting hours for a week: next week against them, this once"),
    )
    budget.add_argument(
        "--set-budget",
        type=kept_hours,
        metavar="HOURS",
        help=_("the same, and they hold from now on; none: no longer"),
    )
    command.add_argument("--notes", action="store_true", help=_("print a note to copy for each organizer"))
    command.add_argument(
        "--ics", type=Path, metavar="FILE", help=_("write the focus blocks of the plan as a calendar file")
    )
    add_period(command)
    add_choices(command)
    add_general(command)


def _add_limits(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--keep", action="append", default=[], metavar="UID", help=_("a series that stays as it is; may be given again")
    )
    command.add_argument(
        "--one-on-ones-stay", action="store_true", help=_("1:1s do not even move; they are never dropped or shortened")
    )
    command.add_argument("--not-before", type=clock, metavar="TIME", help=_("no meeting before this time, like 10:00"))
    command.add_argument("--not-after", type=clock, metavar="TIME", help=_("no meeting goes on after this time"))
    command.add_argument(
        "--free-day", choices=(*WEEKDAYS, ANY_DAY), help=_("a day without meetings, or any: whichever is easiest")
    )
    command.add_argument("--half-day-free", action="store_true", help=_("one morning or afternoon that is all focus"))
    command.add_argument(
        "--free-mornings",
        type=mornings,
        default=0,
        metavar="N",
        help=_("in each week so many mornings, of two hours or more, without meetings"),
    )
    command.add_argument(
        "--gather",
        action="append",
        default=[],
        metavar="UID",
        help=_("a series to gather with the others named so on one day; may be given again"),
    )
    command.add_argument(
        "--longest-run",
        type=minutes,
        default=150,
        metavar="MIN",
        help=_("build no stretch of meetings longer than this, 150 unless given; 0: any"),
    )
    command.add_argument(
        "--hour-worth",
        type=minutes,
        default=60,
        metavar="N",
        help=_("how much disturbance an hour of focus is worth, 60 unless given; 0: focus at any price"),
    )


def changes(text: str) -> int:
    """Return a number of changes."""
    if text.isascii() and text.isdigit() and 0 <= int(text) <= MOST_CHANGES:
        return int(text)
    message = _("“{value}” is not a number of changes from 0 to {most}").format(value=text, most=MOST_CHANGES)
    raise argparse.ArgumentTypeError(message)


def mornings(text: str) -> int:
    """Return a number of mornings of a week."""
    if text.isascii() and text.isdigit() and len(text) == 1 and int(text) <= len(WEEKDAYS):
        return int(text)
    message = _("“{value}” is not a number of mornings from 0 to {most}").format(value=text, most=len(WEEKDAYS))
    raise argparse.ArgumentTypeError(message)


def clock(text: str) -> int:
    """Return the seconds since midnight of a time like 10:00."""
    found = _CLOCK.fullmatch(text)
    if found is not None and int(found[1]) <= 24 and int(found[2]) < 60:
        return int(found[1]) * 3600 + int(found[2]) * 60
    raise argparse.ArgumentTypeError(_("“{value}” is not a time like 10:00").format(value=text))


def minutes(text: str) -> int:
    """Return a whole number that is not negative."""
    if text.isascii() and text.isdigit() and len(text) < 6:
        return int(text)
    raise argparse.ArgumentTypeError(_("“{value}” is not a whole number of minutes").format(value=text))


class KeptHours(NamedTuple):
    """A number of meeting hours to keep, in seconds; None: none any more."""

    seconds: int | None


def kept_hours(text: str) -> KeptHours:
    """Return hours that are kept as a setting."""
    return KeptHours(None if text == NO_HOURS else hours(text))


def hours(text: str) -> int:
    """Return hours as seconds."""
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if 0 <= found <= 168:
        return round(found * 3600)
    raise argparse.ArgumentTypeError(_("“{value}” is not a number of hours in a week").format(value=text))
