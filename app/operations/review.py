"""The pages that look at events, composed from what is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.coming_week import coming_week
from app.analysis.evidence import evidence
from app.analysis.heat_map import axes_of, heat_map, left_out
from app.analysis.references import parse_reference
from app.analysis.week_view import week_view
from app.analysis.working_time import hours_by_day, shifts_by_day, working_time
from app.errors import UserError
from app.language import _
from app.model.chosen_period import monday_of
from app.model.occurrences import Period
from app.model.spans import unite
from app.operations.kept_history import kept_history
from app.operations.restored_occurrences import occurrences_of
from app.store import ledger_rows, occurrence_rows, source_rows
from app.store.zone_rows import ZoneRows
from app.timeline.build import TimeAway

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from app.model.evidence import Evidence
    from app.model.occurrences import Occurrence
    from app.model.overview import Overview
    from app.model.preferences import Preferences
    from app.model.spans import Span
    from app.model.week_view import WeekView
    from app.operations.workspace import Workspace

_A_YEAR = 364


def coming_of(workspace: Workspace) -> Overview:
    """Return the Overview of the week to come, with what has changed since the last week began."""
    preferences = workspace.preferences()
    with workspace.store.reading() as connection:
        history = kept_history(workspace, connection)
        monday = monday_of(history.today) + 7
        found = _loaded(connection, preferences, monday, monday + 6)
        since = preferences.zone.midnight(monday - 14)
        changes = ledger_rows.read_ledger(connection, since)
    return coming_week(history, found.occurrences, changes, found.reference_of)


def week_of(workspace: Workspace, monday: int, today: int | None = None) -> WeekView:
    """Return the Week page of one week, with the heat map of the year that ends with it (``today``: as of a day)."""
    preferences = workspace.preferences()
    zone = preferences.zone
    with workspace.store.reading() as connection:
        history = kept_history(workspace, connection, today)
        found = _loaded(connection, preferences, monday, monday + 6)
        first, last = monday + 7 - _A_YEAR, monday + 6
        heat = None
        if not history.no_people:
            meetings = _meetings(connection, preferences, first, last)
            unknown = left_out(history, first, last)
            heat = heat_map(meetings, first, last, zone, axes_of(found.working, zone), unknown)
    return week_view(history, monday, found.occurrences, found.working, heat, found.reference_of, preferences)


def evidence_of(workspace: Workspace, opens: str) -> Evidence:
    """Return the events behind a figure.

    Raises:
        UserError: when they are no longer there.

    """
    preferences = workspace.preferences()
    try:
        reference = parse_reference(opens)
        if reference.kind == "finding":
            # Imported here because most figures rest on no pattern.
            from app.operations.stored_patterns import evidence_of_finding

            return evidence_of_finding(workspace, reference.key, reference.last)
        if reference.kind == "series":
            from app.operations.stored_series import evidence_of_series

            return evidence_of_series(workspace, reference)
        if reference.kind == "oneonone":
            # Imported here because no other page asks it.
            from app.operations.people_answers import evidence_of_talks

            return evidence_of_talks(workspace, reference.key, reference.first, reference.last)
    except ValueError:
        raise UserError(_("These events are no longer there"), next_step=_("open the figure again")) from None
    with workspace.store.reading() as connection:
        history = kept_history(workspace, connection)
        found = _loaded(connection, preferences, reference.first, reference.last)
        calendars = source_rows.read_calendars(connection, ZoneRows(connection))
    return evidence(
        opens,
        history,
        found.occurrences,
        found.working,
        {each.key: each for each in calendars.values()},
        found.reference_of,
        preferences,
    )


class _Loaded:
    """The occurrences of some days, and the working time of each of them."""

    def __init__(
        self,
        occurrences: Sequence[Occurrence],
        rows: Sequence[occurrence_rows.OccurrenceRow],
        working: Mapping[int, Sequence[Span]],
    ) -> None:
        self.occurrences = occurrences
        self.working = working
        self._keys = {id(each): f"{row.series}:{row.start}" for each, row in zip(occurrences, rows, strict=True)}

    def reference_of(self, occurrence: Occurrence) -> str:
        """Return the key by which an occurrence is found again: its series' row and its start."""
        return self._keys[id(occurrence)]


def _loaded(connection: sqlite3.Connection, preferences: Preferences, first: int, last: int) -> _Loaded:
    zone = preferences.zone
    rows = occurrence_rows.rows_between(connection, zone.midnight(first - 1), zone.midnight(last + 2))
    occurrences = occurrences_of(connection, rows, ZoneRows(connection), preferences)
    period = Period(first, last, zone)
    away = unite(occurrence_rows.out_of_office(connection))
    own = [span for span in away if span[0] < period.end and span[1] > period.start]
    hours = hours_by_day(period, shifts_by_day(occurrences, preferences), preferences)
    working = working_time(hours, own, period, preferences.holidays)
    inside = [
        (each, row)
        for each, row in zip(occurrences, rows, strict=True)
        if each.start < period.end and (each.end > period.start or each.start >= period.start)
    ]
    return _Loaded(
        [each for each, __ in inside],
        [row for __, row in inside],
        dict(enumerate(working, first)),
    )


def _meetings(connection: sqlite3.Connection, preferences: Preferences, first: int, last: int) -> list[Span]:
    zone = preferences.zone
    away = TimeAway(unite(occurrence_rows.out_of_office(connection)), preferences)
    found = occurrence_rows.meetings_between(connection, zone.midnight(first), zone.midnight(last + 1))
    skips = preferences.count == "accepted"
    return [
        (start, end)
        for start, end, _people, unsure, *_rest in found
        if not away.holds(start, end) and not (skips and unsure)
    ]
