"""The figures of all days and weeks that are kept, and what is said of them without looking at an event."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from app.analysis.overview import overview
from app.analysis.weeks import WEEKS_BEFORE, WEEKS_SHOWN, Given, week_figures
from app.language import _, ngettext
from app.model.chosen_period import monday_of, period_with
from app.model.history import History
from app.model.occurrences import Me, Period
from app.model.timezones import LAST_DAY
from app.operations.settings_digest import settings_digest
from app.store import day_rows
from app.store.counts import calendar_names, last_synced

if TYPE_CHECKING:
    import sqlite3

    from app.model.charts import ChartSpec
    from app.model.chosen_period import ChosenPeriod, PeriodKind
    from app.model.overview import Overview
    from app.model.preferences import Preferences
    from app.operations.pictures import Footer
    from app.operations.workspace import Workspace


def today_of(preferences: Preferences) -> int:
    """Return the ordinal of the clock's date in the analysis zone."""
    return preferences.zone.local(int(dt.datetime.now(dt.UTC).timestamp()))[0]


_PAGE_LOOKS_BACK = 7 * (WEEKS_SHOWN + WEEKS_BEFORE + 2)
"""Days before a week that its page looks at: the chart's weeks, and what is usual in the first of them."""
_WEEK_TO_COME = 13
"""Days from a Monday to the end of the week after."""


def history_of(workspace: Workspace, today: int | None = None) -> History:
    """Return the figures of all days and weeks that are kept."""
    with workspace.store.reading() as connection:
        return kept_history(workspace, connection, today)


def history_around(workspace: Workspace, monday: int | None) -> History:
    """Return what the page of one week looks at, or of the last complete week (None)."""
    preferences = workspace.preferences()
    today = today_of(preferences)
    with workspace.store.reading() as connection:
        basis = day_rows.read_basis(connection)
        if basis is None or not basis.coverage:
            return _history(connection, preferences, today)
        end = monday if monday is not None else monday_of(min(basis.coverage[-1][1], today)) - 7
        found = _history_from(workspace, connection, today, end - _PAGE_LOOKS_BACK, end)
        if monday is None and found.last_complete_week() is None:
            return _history(connection, preferences, today)
        return found


def history_until(workspace: Workspace, connection: sqlite3.Connection, last: int) -> History:
    """Return what the page of the week of a day looks at, or more where more is kept."""
    today = today_of(workspace.preferences())
    return _history_from(workspace, connection, today, monday_of(last) - _PAGE_LOOKS_BACK, last)


def history_between(workspace: Workspace, first: int, last: int) -> History:
    """Return the days and weeks from one day to another (ordinals), or more where more is kept."""
    with workspace.store.reading() as connection:
        return _history_from(workspace, connection, today_of(workspace.preferences()), monday_of(first), last)


def newest_history(workspace: Workspace, connection: sqlite3.Connection, today: int | None = None) -> History:
    """Return the history of some weeks, for who asks what the calendars cover, and whose they are."""
    preferences = workspace.preferences()
    at = today_of(preferences) if today is None else today
    key = _key(workspace, preferences, at)
    for its_key, __, history in workspace.kept_history or ():
        if its_key == key:
            return history
    return _history_from(workspace, connection, at, monday_of(at) - _PAGE_LOOKS_BACK, at)


def kept_history(workspace: Workspace, connection: sqlite3.Connection, today: int | None = None) -> History:
    """Return the history, which is read anew only after a change: ten years of days take a while."""
    at = today_of(workspace.preferences()) if today is None else today
    return _history_from(workspace, connection, at, 0, LAST_DAY)


def _key(workspace: Workspace, preferences: Preferences, today: int) -> tuple[int, int, bytes]:
    return workspace.data_version(), today, settings_digest(preferences)


def _history_from(workspace: Workspace, connection: sqlite3.Connection, today: int, first: int, last: int) -> History:
    """Return the history from a day on to the end of the week after another, or more where that is kept."""
    until = max(last, monday_of(last) + _WEEK_TO_COME)
    preferences = workspace.preferences()
    key = _key(workspace, preferences, today)
    # Without a lock, which who reads must not wait for: two at once do the same work twice, and that is all.
    # Two are kept: a report looks at its days as of the day after them.
    kept = workspace.kept_history or ()
    for its_key, (its_first, its_last), history in kept:
        if its_key == key and its_first <= first and its_last >= until:
            return history
    history = _history(connection, preferences, today, first, until)
    others = tuple(each for each in kept if each[0] != key)
    workspace.kept_history = (*others[-1:], (key, (first, until), history))
    return history


def _history(
    connection: sqlite3.Connection, preferences: Preferences, today: int, first: int = 0, last: int = LAST_DAY
) -> History:
    basis = day_rows.read_basis(connection)
    zone = preferences.zone
    covered = basis is not None and basis.coverage
    days = (day_rows.read_days(connection, first, last) or day_rows.read_days(connection)) if covered else []
    if basis is None or not days:
        # A file may cover days that lie beyond all that are kept: one-offs long after it was written.
        return History({}, (), today, 0, (), no_people=False, me=Me(frozenset()), zone=zone)
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


def whole_history_of(workspace: Workspace) -> ChartSpec | None:
    """Return the chart of all weeks that are kept; None where none of them can be drawn."""
    from app.analysis.overview_chart import whole_history_chart

    return whole_history_chart(history_of(workspace))


def footer_of(workspace: Workspace) -> Footer:
    """Return what stands at the foot of the side bar."""
    from app.operations.pictures import Footer
    from app.operations.source_list import when

    with workspace.store.reading() as connection:
        names, synced = calendar_names(connection), last_synced(connection)
    text = ngettext("{count} calendar, {when}", "{count} calendars, {when}", len(names))
    calendars = text.format(count=len(names), when=when(synced)) if synced else ""
    return Footer(calendars, _("All on this computer"))


def newest_period(workspace: Workspace, kind: PeriodKind) -> ChosenPeriod | None:
    """Return the newest period of a kind, which holds the last complete week; without one, where the data end."""
    # Of years of days, the newest weeks say it.
    history = history_around(workspace, None)
    if not history.coverage:
        return None
    week = history.last_complete_week()
    day = week.monday + 6 if week is not None else min(history.coverage[-1][1] - 1, history.today)
    return period_with(kind, day)


def overview_at_once(workspace: Workspace, period: ChosenPeriod) -> Overview | None:
    """Return the Overview without its findings, which take longer than all the rest; None where those are there too."""
    from app.operations.stored_patterns import patterns_kept

    return overview(history_of(workspace), period) if patterns_kept(workspace, period.last) is None else None


def overview_of(workspace: Workspace, period: ChosenPeriod) -> Overview:
    """Return the Overview of a period, with what the weeks up to its end show."""
    # Imported here because a week printed by its figures alone needs no pattern.
    from app.analysis.finding_cards import finding_cards
    from app.analysis.findings import on_the_overview

    page = overview(history_of(workspace), period)
    found = workspace.patterns(period.last)
    return page._replace(findings=finding_cards(on_the_overview(found.results), found.looked.grounds))
