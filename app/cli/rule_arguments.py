"""What ``clearweek rule`` takes: its verbs and their words."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.cli.options import Parser, add_general, add_verb, date
from app.language import _
from app.model.pattern_ids import PATTERN_IDS
from app.model.preferences import SERIES_RULES

if TYPE_CHECKING:
    from app.cli.options import Commands

NO_RULE = "none"


def add_rule(commands: Commands) -> None:
    """Add the command and its verbs."""
    command = commands.add_parser(
        "rule",
        help=_("your own word on series and patterns"),
        description=_(
            "Says what a series counts as, that a pattern is not so, or that two series are one; each changes every "
            "figure at once, back through history. Without a verb, lists what you said."
        ),
        epilog=_('Example: clearweek rule set "Weekly review" leave-out'),
    )
    add_general(command)
    verbs = command.add_subparsers(dest="verb", parser_class=Parser)
    add_verb(verbs, "list", _("lists what you said, each with its number"), _("Example: clearweek rule list"))
    _add_on_series(verbs)
    _add_merging(verbs)
    back = add_verb(verbs, "take-back", _("takes back one thing of the list"), _("Example: clearweek rule take-back 3"))
    back.add_argument("number", type=_number, metavar="NUMBER", help=_("the number that clearweek rule list shows"))
    add_verb(verbs, "undo", _("undoes your last change; again, the one before it"), _("Example: clearweek rule undo"))


def _add_on_series(verbs: Commands) -> None:
    rule = add_verb(
        verbs,
        "set",
        _("says what a series counts as when it takes place"),
        _('Example: clearweek rule set "Weekly review" leave-out'),
    )
    _add_series(rule)
    rule.add_argument(
        "rule",
        choices=(*SERIES_RULES, NO_RULE),
        help=_("what it counts as; leave-out: nowhere; none: no rule of yours"),
    )
    refused = add_verb(
        verbs,
        "not-so",
        _("says that a pattern is not so, and why"),
        _('Example: clearweek rule not-so crowd --series "Town hall" --why "It is meant to be large"'),
    )
    refused.add_argument(
        "pattern", choices=PATTERN_IDS, metavar="PATTERN", help=_("one of {names}").format(names=", ".join(PATTERN_IDS))
    )
    refused.add_argument(
        "--series", default=None, metavar="SERIES", help=_("only for this series: its title, a part of it, or its UID")
    )
    refused.add_argument("--why", required=True, metavar="TEXT", help=_("the reason, for yourself"))
    reviewed = add_verb(
        verbs, "reviewed", _("notes that you looked at a series"), _('Example: clearweek rule reviewed "Weekly review"')
    )
    _add_series(reviewed)
    reviewed.add_argument("--on", type=date, default=None, metavar="D", help=_("the day of it; else today"))


def _add_merging(verbs: Commands) -> None:
    add_verb(
        verbs,
        "look-alikes",
        _("lists series that look alike and may be merged"),
        _("Example: clearweek rule look-alikes"),
    )
    merged = add_verb(
        verbs,
        "merge",
        _("counts a series as another where both are at the same time"),
        _('Example: clearweek rule merge "Copy of Jour fixe" "Jour fixe"'),
    )
    _add_series(merged)
    merged.add_argument("into", metavar="INTO", help=_("the series that it is counted as, named likewise"))
    apart = add_verb(
        verbs,
        "separate",
        _("counts a merged series by itself again"),
        _('Example: clearweek rule separate "Copy of Jour fixe"'),
    )
    _add_series(apart)


def _add_series(command: argparse.ArgumentParser) -> None:
    command.add_argument("series", metavar="SERIES", help=_("its title, a part of it, or its UID"))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise argparse.ArgumentTypeError(_("“{value}” is not a number of the list").format(value=text))
    return int(text)
