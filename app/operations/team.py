"""The verbs of the team summary (docs/team.md): a round, one's own contribution, what was shared, and the merge.

Nothing is sent: each verb writes a file at most. What was shared, and which merges were shown, is remembered, since
what is refused rests on it.
"""

from __future__ import annotations

import secrets
import stat
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from app.errors import UserError, why_not
from app.language import _
from app.model.foreign_text import visible
from app.model.team import FEWEST_PEOPLE, Round, TeamPeriod
from app.operations.export_file import write_export
from app.operations.stored_week import Choices
from app.progress import SILENT
from app.store import team_rows
from app.store.team_rows import MadeRound, SharedRow
from app.team.contribution import (
    SharedBefore,
    averages,
    bands_of,
    contribution,
    contribution_bytes,
    read_contribution,
)
from app.team.merge import Received, merge
from app.team.round import read_round, round_line
from app.team.strict_json import LONGEST_FILE, NotTaken
from app.team.summary_json import summary_bytes

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from pathlib import Path

    from app.model.team import Contribution, TeamSummary
    from app.model.weeks import Week
    from app.operations.people_answers import PeopleFound
    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.team.contribution import Averages, OneOnOneBand
    from app.team.merge import Merged

NO_CHOICES: Final = Choices({}, None)
_LONGEST_NAME: Final = 80


class Prepared(NamedTuple):
    """A member's contribution, before it is written.

    Attributes:
        round: the one that it answers.
        contribution: what it says.
        data: the very bytes of the file.
        averages: the figures behind the bands, which stay here.
        shared: whether these very bytes were shared before.

    """

    round: Round
    contribution: Contribution
    data: bytes
    averages: Averages
    shared: bool


# ---- rounds ----


def make_round(workspace: Workspace, period: TeamPeriod, k: int = FEWEST_PEOPLE) -> Round:
    """Make a round of 128 random bits, and remember that it was made here."""
    found = Round(secrets.token_hex(16), period, k)
    made = MadeRound(found, int(time.time()))
    workspace.store.write(lambda connection: team_rows.write_round(connection, made))
    return found


def round_said(text: str) -> Round:
    """Return the round that a line of text says.

    Raises:
        UserError: when it says none.

    """
    try:
        return read_round(text)
    except NotTaken as error:
        raise UserError(
            _("This is not the line of a round"),
            _("“{reason}”").format(reason=error.reason),
            _("copy the whole line that you were sent"),
        ) from None


def round_in(path: Path) -> Round:
    """Return the round that a file holds.

    Raises:
        UserError: when it cannot be read, or holds none.

    """
    found = _received(path)
    if found.unreadable:
        raise UserError(_("{path} cannot be read").format(path=path), _("“{reason}”").format(reason=found.unreadable))
    return round_said(found.data.decode("utf-8-sig", "replace"))


def write_round(workspace: Workspace, found: Round, path: Path) -> None:
    """Write the line of a round to a file.

    Raises:
        UserError: when it cannot be written.

    """
    write_export(path, [round_line(found).encode() + b"\n"], workspace.home)


def rounds_made(workspace: Workspace) -> tuple[MadeRound, ...]:
    """Return the rounds that were made here, oldest first."""
    with workspace.store.reading() as connection:
        return team_rows.read_rounds(connection)


# ---- one's own contribution ----


def shared_before(workspace: Workspace) -> tuple[SharedRow, ...]:
    """Return all that was shared, oldest first."""
    with workspace.store.reading() as connection:
        return team_rows.read_shared(connection)


def prepare(workspace: Workspace, found: Round, choices: Choices = NO_CHOICES, progress: Progress = SILENT) -> Prepared:
    """Return what the member would share in a round; nothing is written, and nothing counts as shared.

    Raises:
        UserError: when the member cannot, or must not, take part in it.
        Cancelled: when ``progress`` says so.

    """
    # Imported here because most of what is asked of a team looks at no calendar.
    from app.operations.people_answers import people_asked

    period = found.period
    try:
        own = averages(_weeks(workspace, period, choices, progress), period)
        shared = shared_before(workspace)
        people = people_asked(workspace, (period.monday, period.last), choices, progress)
        bands = bands_of(own, _one_on_one_band(people))
        before = [SharedBefore(each.round, each.period, each.rev, each.bands) for each in shared]
        made = contribution(found, bands, _secret(workspace), before)
    except NotTaken as error:
        raise UserError(error.reason.removesuffix(".")) from None
    again = any(each.round == found.id and each.rev == made.rev for each in shared)
    return Prepared(found, made, contribution_bytes(made), own, again)


def write_contribution(workspace: Workspace, found: Round, data: bytes, path: Path) -> None:
    """Write the very bytes that were shown, and remember that they were shared.

    Args:
        workspace: the member's.
        found: the round.
        data: as `prepare` gave them.
        path: of the file.

    Raises:
        UserError: when the file cannot be written, or something was shared meanwhile; nothing is remembered then.

    """
    made = read_contribution(data)
    row = SharedRow(made.round, made.period, made.rev, made.bands, int(time.time()))

    def keep(connection: sqlite3.Connection) -> None:
        before = [SharedBefore(*each[:4]) for each in team_rows.read_shared(connection)]
        secret = team_rows.read_secret(connection) or b""
        # The command line may have shared others since the window showed these.
        if contribution(found, made.bands, secret, before) != made:
            raise UserError(_("Something was shared since this was shown"), next_step=_("look at the file once more"))
        write_export(path, [data], workspace.home)
        team_rows.write_shared(connection, row)

    try:
        workspace.store.write(keep)
    except NotTaken as error:
        raise UserError(error.reason.removesuffix(".")) from None


def _secret(workspace: Workspace) -> bytes:
    with workspace.store.reading() as connection:
        found = team_rows.read_secret(connection)
    if found is not None:
        return found
    made = secrets.token_bytes(32)
    return workspace.store.write(lambda connection: team_rows.keep_secret(connection, made))


def _weeks(workspace: Workspace, period: TeamPeriod, choices: Choices, progress: Progress) -> Sequence[Week]:
    if not choices.any():
        return workspace.history().weeks
    # Imported here because the stored figures answer without reading a series.
    from app.operations.stored_answers import stored_analysis

    return stored_analysis(workspace, (period.monday, period.last), choices, progress)[1].weeks


def _one_on_one_band(found: PeopleFound) -> OneOnOneBand:
    """Return how the 1:1s stand at the end of the weeks (METRICS.md §7, ``one-on-one-slips``)."""
    if not found.known or found.slips.series is None:
        return "unknown"
    if found.slips.series:
        return "slipping"
    return "kept" if found.ones else "none"


# ---- the merge ----


def merge_files(workspace: Workspace, paths: Sequence[Path], progress: Progress = SILENT) -> TeamSummary:
    """Return the summary of some files, and remember that it was shown; one that is refused is not.

    Raises:
        UserError: when a file is not there.
        Cancelled: when ``progress`` says so.

    """
    files = []
    for number, path in enumerate(paths):
        progress.check()
        progress.report(number, len(paths), _("Reading what you were given"))
        files.append(_received(path))

    def merged(connection: sqlite3.Connection) -> Merged:
        rounds = {each.round.id: each.round for each in team_rows.read_rounds(connection)}
        found = merge(files, rounds, team_rows.read_merges(connection))
        summary = found.summary
        if summary.period is not None and not summary.refused:
            team_rows.write_merge(connection, summary.round, summary.period, found.slots, int(time.time()))
        return found

    # In one transaction: two merges at once must not both be the first.
    return workspace.store.write(merged).summary


def write_summary(workspace: Workspace, summary: TeamSummary, path: Path) -> None:
    """Write a summary as JSON.

    Raises:
        UserError: when it was refused, or the file cannot be written.

    """
    if summary.refused:
        raise UserError(summary.refused.removesuffix("."))
    write_export(path, [summary_bytes(summary)], workspace.home)


def _received(path: Path) -> Received:
    """Return a file that somebody gave, of which no more is read than may be in it.

    Raises:
        UserError: when it is not there.

    """
    name = visible(path.name or path.absolute().name, _LONGEST_NAME)
    try:
        # A pipe would be waited for: looked at before it is opened.
        if not stat.S_ISREG(path.stat().st_mode):
            return Received(name, b"", _("It is no file."))
        with path.open("rb") as file:
            return Received(name, file.read(LONGEST_FILE + 1))
    except FileNotFoundError as error:
        raise UserError(_("{path} cannot be read").format(path=path), why_not(error)) from None
    except (OSError, ValueError):
        return Received(name, b"", _("It cannot be read."))
