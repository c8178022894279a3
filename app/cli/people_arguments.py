"""What ``clearweek people`` takes: the page without a verb, and the verbs of the face-time audit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.options import Parser, add_choices, add_general, add_period, add_verb
from app.language import _

if TYPE_CHECKING:
    from app.cli.options import Commands


def add_people(commands: Commands) -> None:
    """Add the command and its verbs."""
    command = commands.add_parser(
        "people",
        help=_("your 1:1s with their rhythm"),
        description=_(
            "Prints your 1:1s: how many were held, moved or fell out, by default over the last 13 complete weeks that "
            "the data cover; and, where you named people, how your own time in 1:1s is spread over them. It is for "
            "you alone: it is never part of a report, a team summary or anything else that is shared."
        ),
        epilog=_("Example: clearweek people --from 2026-01-05 --to 2026-03-29"),
    )
    add_period(command)
    add_choices(command)
    add_general(command)
    verbs = command.add_subparsers(dest="verb", parser_class=Parser)
    add_verb(
        verbs,
        "list",
        _("lists whom you named for the face-time audit"),
        _("Example: clearweek people list"),
    )
    named = add_verb(
        verbs,
        "name",
        _("names somebody for the face-time audit, which only you see"),
        _('Example: clearweek people name sam@example.com --name "Sam Okafor" --group remote'),
    )
    named.add_argument("address", metavar="ADDRESS", help=_("the address that the calendars invite"))
    named.add_argument("--name", default="", metavar="NAME", help=_("how you call the person; else read from it"))
    named.add_argument("--group", default="", metavar="GROUP", help=_("a group of your own, like office or remote"))
    dropped = add_verb(
        verbs,
        "drop",
        _("takes somebody out of the face-time audit"),
        _("Example: clearweek people drop sam@example.com"),
    )
    dropped.add_argument("address", metavar="ADDRESS", help=_("the address that clearweek people list shows"))
