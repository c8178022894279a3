"""The words that ``clearweek report`` takes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from app.cli.options import add_choices, add_general, add_period
from app.language import _
from app.report.sections import SECTIONS, Paper

if TYPE_CHECKING:
    from app.cli.options import Commands
    from app.report.sections import SectionId

_MOST_WEEKS = 1_600


def add_report(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "report",
        help=_("a PDF to hand over"),
        description=_(
            "Writes a report over the last 13 complete weeks that the data cover, or of a period, as a PDF that only "
            "you may read: a page that says it all, then load, focus, patterns, series, 1:1s, outcomes, and what every "
            "figure means. Titles of meetings and names of people are replaced unless --names is given."
        ),
        epilog=_("Example: clearweek report -o report.pdf --weeks 4 --sections summary,load,focus"),
    )
    command.add_argument(
        "-o",
        "--output",
        required=True,
        metavar="FILE",
        help=_("the PDF, or - for standard output; one there is replaced"),
    )
    command.add_argument("--weeks", type=_weeks, metavar="N", help=_("the last N complete weeks; else 13"))
    command.add_argument(
        "--sections",
        type=_sections,
        metavar="LIST",
        help=_("what shall stand in it, with commas between: {sections}; else all").format(
            sections=", ".join(SECTIONS)
        ),
    )
    which = command.add_mutually_exclusive_group()
    which.add_argument("--names", action="store_true", help=_("with titles of meetings and names of people"))
    which.add_argument(
        "--anonymous",
        action="store_true",
        help=_("without titles, names, own words, single days and times of day, for sharing upwards"),
    )
    command.add_argument(
        "--paper", choices=get_args(Paper), help=_("the size of its pages; else that of your language and country")
    )
    command.add_argument(
        "--charts", type=Path, metavar="DIR", help=_("write each chart as an SVG file into this folder as well")
    )
    add_period(command)
    add_choices(command)
    add_general(command)


def _weeks(text: str) -> int:
    try:
        weeks = int(text)
    except ValueError:
        weeks = 0
    if not 1 <= weeks <= _MOST_WEEKS:
        raise argparse.ArgumentTypeError(_("“{value}” is not a number of weeks").format(value=text))
    return weeks


def _sections(text: str) -> tuple[SectionId, ...]:
    wanted = {each.strip().casefold() for each in text.split(",") if each.strip()}
    unknown = sorted(wanted - set(SECTIONS))
    if unknown or not wanted:
        raise argparse.ArgumentTypeError(
            _("“{value}” is not a section; there are {sections}").format(
                value=unknown[0] if unknown else text, sections=", ".join(SECTIONS)
            )
        )
    return tuple(each for each in SECTIONS if each in wanted)
