"""Tables for a notebook: of files as they are, or of what Clearweek keeps (docs/notebook.md)."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.environment import home, local_zone_name
from app.errors import WrongUsage
from app.language import _
from app.model.preferences import Preferences
from app.model.timezones import HomeZone, iana_zone
from app.operations.one_off import Question, full_analysis, today_in
from app.operations.stored_answers import stored_analysis
from app.operations.stored_week import Choices
from app.progress import SILENT
from app.report.table_rows import Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from app.operations.workspace import Workspace
    from app.progress import Progress
    from app.report.tables import Frames

Date = str | dt.date
"""A date, or a text like 2026-01-05."""


def frames_of_files(
    *paths: str | Path,
    first: Date | None = None,
    last: Date | None = None,
    today: Date | None = None,
    tz: str | None = None,
    me: Iterable[str] = (),
) -> Frames:
    """Read calendar files, folders or archives, keep nothing, and return what they come to as pandas frames.

    Args:
        paths: what to read.
        first: the first day; None: the first that the data cover.
        last: the last day, included; None: the last that the data cover.
        today: weeks are complete that ended before it; None: the clock's date.
        tz: the time zone of days and hours, like Europe/Berlin; None: the system's.
        me: addresses of one's own.

    Raises:
        UserError: when a path cannot be read, or a word means nothing.

    """
    # Imported here: only who asks for frames pays for pandas.
    from app.connectors.ics_files import read_paths
    from app.report.tables import frames_of

    chosen = _fields(tz if tz is not None else local_zone_name(), me)
    preferences = replace(Preferences(), **chosen)
    now = _ordinal(today)
    question = Question(_ordinal(first), _ordinal(last), now if now is not None else today_in(preferences), preferences)
    timeline, analysis = full_analysis(read_paths([str(path) for path in paths]), question)
    return frames_of(Told(timeline, analysis))


def frames_of_home(
    folder: str | Path | None = None,
    *,
    first: Date | None = None,
    last: Date | None = None,
    today: Date | None = None,
    tz: str | None = None,
    me: Iterable[str] = (),
) -> Frames:
    """Return what Clearweek keeps in a data folder (None: the usual one) as pandas frames, the journal among them.

    What is not given holds as the settings say.

    Raises:
        UserError: when the folder cannot be used, or a word means nothing.

    """
    from app.operations.workspace import Workspace
    from app.report.tables import frames_of

    choices = Choices(_fields(tz, me), _ordinal(today))
    with Workspace(home(None if folder is None else Path(folder))) as workspace:
        return frames_of(told_of(workspace, (_ordinal(first), _ordinal(last)), choices))


def told_of(
    workspace: Workspace, days: tuple[int | None, int | None], choices: Choices, progress: Progress = SILENT
) -> Told:
    """Return what the tables of a period are made of, out of what is kept (ordinals; None: what is covered).

    Raises:
        Cancelled: when ``progress`` says so.

    """
    from app.operations.journal import journal_of

    timeline, analysis = stored_analysis(workspace, days, choices, progress)
    return Told(timeline, analysis, journal_of(workspace))


def _fields(tz: str | None, me: Iterable[str]) -> dict[str, Any]:
    """Return the fields of ``Preferences`` that are chosen."""
    fields: dict[str, Any] = {}
    if tz is not None:
        zone = iana_zone(tz)
        if zone is None:
            raise WrongUsage(
                _("There is no time zone “{name}”").format(name=tz), next_step=_("give one like Europe/Berlin")
            )
        fields["zone"] = HomeZone(((1, zone),))
    addresses: Sequence[str] = [me] if isinstance(me, str) else list(me)
    if addresses:
        fields["me"] = frozenset(each.strip().casefold().removeprefix("mailto:") for each in addresses)
    return fields


def _ordinal(date: Date | None) -> int | None:
    if date is None:
        return None
    try:
        return (dt.date.fromisoformat(date) if isinstance(date, str) else date).toordinal()
    except ValueError:
        raise WrongUsage(_("“{value}” is not a date like 2026-01-05").format(value=date)) from None
