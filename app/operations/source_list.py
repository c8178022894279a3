"""Sources for people, everything that is stored as one reading, and what is asked first."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.language import _
from app.model.occurrences import Period
from app.operations.bulk_work import bulk_work
from app.store.day_rows import read_basis

if TYPE_CHECKING:
    from app.model.questions import FirstQuestions
    from app.model.sources import Reading
    from app.operations.workspace import Workspace
    from app.operations.workspace_answers import SourceRow

_A_YEAR = 364


def source_rows_for_people(workspace: Workspace) -> tuple[SourceRow, ...]:
    """Return all sources in the order in which they were added."""
    from app.operations.workspace_answers import SourceRow
    from app.store import remote_rows
    from app.store.source_rows import read_sources

    with workspace.store.reading() as connection:
        found = read_sources(connection)
        needs, held = remote_rows.needs(connection), remote_rows.held(connection)
        calendars = remote_rows.calendar_names(connection)
    return tuple(
        SourceRow(
            each.id,
            each.name,
            each.place,
            each.kind,
            each.events,
            _("never") if each.synced is None else when(each.synced),
            each.trouble or "",
            each.set_aside,
            needs.get(each.id, ""),
            held.get(each.id, 0),
            calendars.get(each.id, ()),
        )
        for each in found
    )


def when(epoch: int) -> str:
    """Return an instant by the clock of this machine: the time of today, else the date."""
    from app.analysis.wording import clock, long_date

    local = dt.datetime.fromtimestamp(epoch).astimezone()
    if local.date() == dt.datetime.now().astimezone().date():
        return clock(local.hour * 3600 + local.minute * 60)
    return long_date(local.date().toordinal())


def stored_reading(workspace: Workspace) -> Reading:
    """Return everything that is kept, as reading the files would give it."""
    # Imported here because a page that is made of days needs no event.
    from app.model.sources import Reading
    from app.store.series_rows import SeriesReader
    from app.store.source_rows import read_calendars, read_problems
    from app.store.zone_rows import ZoneRows

    with bulk_work(), workspace.store.reading() as connection:
        zones = ZoneRows(connection)
        calendars = read_calendars(connection, zones)
        series = SeriesReader(connection, zones).all()
        return Reading(tuple(calendars.values()), tuple(series.values()), tuple(read_problems(connection)))


def first_questions(workspace: Workspace) -> FirstQuestions | None:
    """Return the first questions that are not answered yet, with proposals from the last year; None: there are none."""
    # Imported here because the questions are asked once.
    from app.analysis.proposals import propose
    from app.timeline.build import build_timeline

    settings, preferences = workspace.settings(), workspace.preferences()
    with workspace.store.reading() as connection:
        basis = read_basis(connection)
    if basis is None or not basis.coverage:
        return None
    last = basis.coverage[-1][1] - 1
    first = max(basis.coverage[0][0], last - _A_YEAR + 1)
    reading = stored_reading(workspace)
    with bulk_work():
        timeline = build_timeline(reading, Period(first, last, preferences.zone), preferences)
        return propose(timeline, preferences).unanswered(settings.answered)
