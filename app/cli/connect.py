"""Adding a calendar on a server, what a sync asks for, and the log of the network."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.data_of import opened
from app.cli.output import print_json
from app.cli.progress_bar import progress_on
from app.errors import SignInNeeded, UserError, WrongUsage, why_not
from app.language import _
from app.model.foreign_text import visible
from app.model.remote import NewConnection, SignInAsked
from app.operations.workspace_answers import SyncWords

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from app.model.remote import ConnectionKind, SignedIn, Visit
    from app.model.sources import Problem
    from app.operations.workspace import Workspace
    from app.operations.workspace_answers import Imported, SourceRow

_LONGEST_SECRET = 4_096
_LARGEST_CLIENT = 65_536
_LONGEST_NAME = 60


def add_connection(words: argparse.Namespace) -> tuple[Imported, list[Problem]]:
    """Add the calendar on a server that the first word names; return what came of it, and what had to be set aside.

    Raises:
        WrongUsage: when a word is missing or too many.
        UserError: when it cannot be read.

    """
    kind: ConnectionKind = words.paths[0]
    given = words.paths[1:]
    if len(given) > (kind == "caldav"):
        raise WrongUsage(
            _("“{word}” is one word too many").format(word=visible(given[-1], _LONGEST_NAME))
            if kind != "address"
            else _("The address of a calendar is a secret, so it must not stand as a word of the command"),
            next_step=_("see clearweek add --help"),
        )
    with opened(words) as workspace:
        try:
            new = _NEW[kind](words, given, workspace)
            with progress_on(sys.stderr) as progress:
                imported = workspace.connections.add(new, words.calendar or None, progress)
        except SignInNeeded as error:
            if error.words:
                print(f"{error.words}\n", file=sys.stderr)
            raise
        _say_where_kept(workspace, new)
        return imported, [each for source in imported.sources for each in workspace.set_aside(source)]


def _say_where_kept(workspace: Workspace, new: NewConnection) -> None:
    if new.keep == "keyring" and not workspace.connections.has_keyring() and sys.stderr is not None:
        text = _(
            "This system has no keyring, so nothing is kept that opens the calendar again: it was read this once. "
            "To read it anew: clearweek sync --password-stdin, or clearweek add with the same words."
        )
        print(f"clearweek: {text}", file=sys.stderr)


def _address(words: argparse.Namespace, _given: Sequence[str], workspace: Workspace) -> NewConnection:
    text = _secret(_("Address of the calendar (it is not shown): "), stdin=words.stdin or words.password_stdin)
    address, host = workspace.connections.checked_address(text)
    return NewConnection(
        "address", words.name or "", {"host": host}, address, "file" if words.keep_in_file else "keyring"
    )


def _caldav(words: argparse.Namespace, given: Sequence[str], _workspace: Workspace) -> NewConnection:
    if not given or not words.user:
        raise WrongUsage(
            _("A CalDAV server needs its address and your name there"),
            next_step=_("clearweek add caldav https://cloud.example.com --user NAME"),
        )
    url = given[0] if "://" in given[0] else f"https://{given[0]}"
    if "@" in url.partition("://")[2].partition("/")[0]:
        raise WrongUsage(_("The address holds a name or a password"), next_step=_("give the name with --user"))
    password = _secret(_("Password of {user}: ").format(user=words.user), stdin=words.password_stdin)
    return NewConnection("caldav", words.name or "", {"url": url, "user": words.user}, password)


def _google(words: argparse.Namespace, _given: Sequence[str], workspace: Workspace) -> NewConnection:
    if words.client is None:
        raise WrongUsage(
            _("Google wants to know which program asks, and Clearweek has your own client for that"),
            next_step=_("clearweek add google --client FILE.json; how to make it is in docs/connecting-google.md"),
        )
    path = Path(words.client)
    try:
        with path.open("rb") as file:
            text = file.read(_LARGEST_CLIENT).decode("utf-8", "replace")
    except OSError as error:
        raise UserError(_("{path} cannot be read").format(path=visible(str(path), 300)), why_not(error)) from None
    signed = _signed_in(words, SignInAsked("google", text), workspace)
    return NewConnection("google", words.name or "", {"account": signed.account}, signed.secret)


def _microsoft(words: argparse.Namespace, _given: Sequence[str], workspace: Workspace) -> NewConnection:
    if words.client is None:
        raise WrongUsage(
            _("Microsoft wants to know which program asks, and Clearweek has your own registration for that"),
            next_step=_("clearweek add microsoft --client ID; how to make it is in docs/connecting-microsoft.md"),
        )
    asked = SignInAsked("microsoft", words.client, words.tenant or "common", by_code=words.code)
    signed = _signed_in(words, asked, workspace)
    return NewConnection("microsoft", words.name or "", {"account": signed.account}, signed.secret)


def _signed_in(words: argparse.Namespace, asked: SignInAsked, workspace: Workspace) -> SignedIn:
    sign_in = workspace.connections.begin_sign_in(asked)
    try:
        text = _("Open this address in a browser, and agree there:")
        if sign_in.code:
            text = _("Open this address in any browser, and type the code {code}:").format(code=sign_in.code)
        print(f"{text}\n{sign_in.address}", file=sys.stderr, flush=True)
        _show(words, sign_in.address)
        with progress_on(sys.stderr) as progress:
            return sign_in.wait(progress)
    finally:
        sign_in.close()


def _show(words: argparse.Namespace, address: str) -> None:
    from app.operations.display import is_seen

    if words.no_browser or not is_seen():
        return
    # Imported here because it looks for every browser there is.
    import webbrowser

    webbrowser.open(address)


def _secret(question: str, *, stdin: bool) -> str:
    """Return a secret: a line of standard input where the options say so, else what is typed unseen."""
    if stdin:
        line = sys.stdin.readline(_LONGEST_SECRET) if sys.stdin is not None else ""
        if not line.strip():
            raise WrongUsage(_("Nothing came on standard input"), next_step=_("give the secret as one line"))
        return line.strip("\r\n")
    if sys.stdin is None or not sys.stdin.isatty():
        raise WrongUsage(
            _("Nobody can be asked for the secret here"),
            next_step=_("give it on standard input: --stdin for an address, --password-stdin for a password"),
        )
    from getpass import getpass

    return getpass(question)


_NEW = {"address": _address, "caldav": _caldav, "google": _google, "microsoft": _microsoft}


def sync_words(words: argparse.Namespace, chosen: Sequence[SourceRow]) -> SyncWords:
    """Return what the options of ``sync`` say.

    Raises:
        WrongUsage: when a password was given, and none or several of these sources could be meant.

    """
    if not words.password_stdin:
        return SyncWords(words.accept_gone)
    meant = [each for each in chosen if each.kind != "files"]
    meant = [each for each in meant if each.needs] or meant
    if len(meant) != 1:
        raise WrongUsage(
            _("It must be clear whose password comes on standard input"),
            next_step=_("name one source, as clearweek sources shows it"),
        )
    return SyncWords(words.accept_gone, {meant[0].id: _secret("", stdin=True)})


def print_traffic(words: argparse.Namespace) -> None:
    """Print every request that was ever made."""
    with opened(words) as workspace:
        visits = workspace.connections.traffic()
    if words.json:
        print_json({"schema": "clearweek.traffic/1", "requests": [_visit_json(each) for each in visits]})
        return
    if not visits:
        print(_("Nothing went over the network."))
        return
    from app.analysis.traffic_words import sentence
    from app.cli.printing import Style
    from app.cli.tables import table

    heads = (_("when"), _("source"), _("host"), _("what"), _("why"), _("sent"), _("received"), _("result"))
    cells = [
        (
            _when(each),
            visible(each.source, 30),
            visible(each.host, _LONGEST_NAME),
            each.method,
            each.purpose,
            f"{each.sent:,}",
            f"{each.received:,}",
            each.result,
        )
        for each in visits
    ]
    head, *lines = table([heads, *cells], numbers={5, 6})
    print(Style(sys.stdout).faint(head))
    print("\n".join(lines))
    print(sentence(visits))


def _when(visit: Visit) -> str:
    import datetime as dt

    return dt.datetime.fromtimestamp(visit.when).astimezone().strftime("%Y-%m-%d %H:%M:%S")


def _visit_json(visit: Visit) -> dict[str, object]:
    import datetime as dt

    when = dt.datetime.fromtimestamp(visit.when, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {**visit._asdict(), "when": when}
