"""The pages, composed from what is stored."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.analysis.coming_week import coming_week
from app.analysis.evidence import evidence
from app.analysis.heat_map import axes_of, heat_map, left_out
from app.analysis.overview import overview
from app.analysis.references import parse_reference
from app.analysis.week_view import week_view
from app.analysis.weeks import Given, week_figures
from app.analysis.working_time import hours_by_day, shifts_by_day, working_time
from app.errors import UserError
from app.language import _, ngettext
from app.model.chosen_period import monday_of, period_with
from app.model.history import History
from app.model.occurrences import Me, Period
from app.model.spans import unite
from app.operations.derived import occurrences_of
from app.operations.pictures import Footer
from app.operations.settings_digest import settings_digest
from app.operations.source_list import when
from app.store import day_rows, ledger_rows, occurrence_rows, source_rows
from app.store.counts import calendar_names
from app.store.zone_rows import ZoneRows
from app.timeline.build import TimeAway

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping, Sequence

    from app.model.chosen_period import ChosenPeriod, PeriodKind
    from app.model.evidence import Evidence
    from app.model.occurrences import Occurrence
    from app.model.overview import Overview
    from app.model.preferences import Preferences
    from app.model.spans import Span
    from app.model.week_view import WeekView
    from app.operations.workspace import Workspace

_A_YEAR = 364


def today_of(preferences: Preferences) -> int:
    """Return the ordinal of the clock's date in the analysis zone."""
    return preferences.zone.local(int(dt.datetime.now(dt.UTC).timestamp()))[0]


def history_of(workspace: Workspace, today: int | None = None) -> History:
    """Return the figures of all days and weeks that are kept."""
    with workspace.store.reading() as connection:
        return _kept_history(workspace, connection, today)


def _kept_history(workspace: Workspace, connection: sqlite3.Connection, today: int | None = None) -> History:
    """Return the history, which is read anew only after a change: ten years of days take a while."""
    preferences = workspace.preferences()
    today = today_of(preferences) if today is None else today
    key = (workspace.data_version(), today, settings_digest(preferences))
    kept = workspace.kept_history
    if kept is None or kept[0] != key:
        kept = workspace.kept_history = (key, _history(connection, preferences, today))
    return kept[1]


def _history(connection: sqlite3.Connection, preferences: Preferences, today: int) -> History:
    basis = day_rows.read_basis(connection)
    zone = preferences.zone
    if basis is None or not basis.coverage:
        return History({}, (), today, 0, (), no_people=False, me=Me(frozenset()), zone=zone)
    days = day_rows.read_days(connection)
    period = Period(days[0].day, days[-1].day, zone)
    given = Given(basis.coverage, today, basis.no_people, bool(basis.me))
    weeks = week_figures(days, period, given)
    names = [name for name in calendar_names(connection) if name not in preferences.left_out]
    return History(
        days={day.day: day for day in days},
        weeks=tuple(weeks),
        today=today,
        calendars=len(names),
        coverage=basis.coverage,
        no_people=basis.no_people,
        me=Me(frozenset(basis.me), basis.guessed),
        zone=zone,
    )


def footer_of(workspace: Workspace) -> Footer:
    """Return what stands at the foot of the side bar."""
    with workspace.store.reading() as connection:
        names = calendar_names(connection)
        synced = max((each.synced or 0 for each in source_rows.read_sources(connection)), default=0)
    text = ngettext("{count} calendar, {when}", "{count} calendars, {when}", len(names))
    calendars = text.format(count=len(names), when=when(synced)) if synced else ""
    return Footer(calendars, _("All on this computer"))


def newest_period(workspace: Workspace, kind: PeriodKind) -> ChosenPeriod | None:
    """Return the newest period of a kind, which holds the last complete week; without one, where the data end."""
    history = history_of(workspace)
    if not history.coverage:
        return None
    week = history.last_complete_week()
    day = week.monday + 6 if week is not None else min(history.coverage[-1][1] - 1, history.today)
    return period_with(kind, day)


def overview_of(workspace: Workspace, period: ChosenPeriod) -> Overview:
    """Return the Overview of a period."""
    return overview(history_of(workspace), period)


def coming_of(workspace: Workspace) -> Overview:
    """Return the Overview of the week to come, with what has changed since the last week began."""
    preferences = workspace.preferences()
    with workspace.store.reading() as connection:
        history = _kept_history(workspace, connection)
        monday = monday_of(history.today) + 7
        found = _loaded(connection, preferences, monday, monday + 6)
        since = preferences.zone.midnight(monday - 14)
        changes = ledger_rows.read_ledger(connection, since)
    return coming_week(history, found.occurrences, changes, found.reference_of)


def week_of(workspace: Workspace, monday: int) -> WeekView:
    """Return the Week page of one week, with the heat map of the year that ends with it."""
    preferences = workspace.preferences()
    zone = preferences.zone
    with workspace.store.reading() as connection:
        history = _kept_history(workspace, connection)
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
    except ValueError:
        raise UserError(_("These events are no longer there"), next_step=_("open the figure again")) from None
    with workspace.store.reading() as connection:
        history = _kept_history(workspace, connection)
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
        (each.start, each.end) for each in found if not away.holds(each.start, each.end) and not (skips and each.unsure)
    ]
