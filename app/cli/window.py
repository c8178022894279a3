"""The command ``open``: it loads nothing but the start of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.cli.data_of import data_folder
from app.errors import WrongUsage
from app.language import _

if TYPE_CHECKING:
    import argparse

    from app.cli.quick_open import Opening


def open_window(words: argparse.Namespace | Opening) -> int:
    """Open the window and return the exit status when it is closed.

    Raises:
        WrongUsage: when the options make no sense together, or a word is the address of a calendar.
        UserError: when there is no display, or the data cannot be opened.

    """
    if words.picture is not None and words.until is None:
        raise WrongUsage(_("--picture goes with --until first-paint"), next_step=_("see clearweek open --help"))
    for path in words.paths:
        refuse_address(path)
    from app.ui.start import run_window, show_faults

    if words.debug:
        show_faults()
    return run_window(
        data_folder(words),
        words.paths,
        until_first_paint=words.until is not None,
        picture=words.picture,
        size=words.size,
        scheme=words.scheme,
        lang=words.lang,
    )


def refuse_address(word: str) -> None:
    """Raise WrongUsage where a word is the address of a calendar: whoever has that can read the calendar.

    The words of a command are kept in the shell's history, and other accounts of the machine can see them.
    """
    if word.partition(":")[0].lower() in {"http", "https", "webcal", "webcals", "caldav", "caldavs"} and "://" in word:
        raise WrongUsage(
            _("The address of a calendar is a secret, so it must not stand as a word of the command"),
            _("it would stay in the history of your terminal"),
            _("clearweek add address asks for it"),
        )
