"""What the command ``patterns`` takes, and its help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.options import add_choices, add_general, add_period
from app.language import _

if TYPE_CHECKING:
    from app.cli.options import Commands


def add_patterns(commands: Commands) -> None:
    """Add the command."""
    command = commands.add_parser(
        "patterns",
        help=_("what your calendars show, pattern by pattern"),
        description=_(
            "Prints every pattern, found or not, with what it rests on, and what you have set aside. Without an "
            "option the settings hold."
        ),
        epilog=_("Example: clearweek patterns --to 2026-03-31"),
    )
    add_period(command)
    add_choices(command)
    add_general(command)
