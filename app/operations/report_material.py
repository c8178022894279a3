"""The results that a report is composed from: out of the store, or with other choices all taken apart anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.conditions import conditions
from app.analysis.outcomes import delivered, outcomes_page
from app.analysis.outcomes_page import measured_days
from app.model.outcomes import Quarter
from app.operations.bulk_work import bulk_work
from app.operations.journal import journal_of
from app.operations.kept_history import today_of
from app.operations.people_answers import people_as_of, people_asked
from app.operations.review import week_of
from app.operations.stored_people import people_to_look_at
from app.operations.stored_series import stored_series
from app.operations.stored_week import Choices
from app.report.material import Material, OneOnOnes
from app.store.day_rows import read_basis

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from app.analysis.pattern_grounds import Looked
    from app.analysis.series_looked import SeriesLooked
    from app.model.chosen_period import ChosenPeriod
    from app.model.findings import PatternResult
    from app.model.history import History
    from app.model.journal import Journal
    from app.model.week_view import WeekView
    from app.operations.workspace import Workspace
    from app.progress import Progress

    ChoosePeriod = Callable[[tuple[tuple[int, int], ...], int], ChosenPeriod]

_MOST_SERIES_DAYS: Final = 52 * 7
"""Days up to the end of the period over which series are looked at: what left the calendar long ago costs nothing."""


NOTHING: Final = Choices({}, None)
"""No other choice than the settings."""


class Weeks(NamedTuple):
    """What the weeks of a period come to: the figures, what patterns found, the last week as strips, and series."""

    period: ChosenPeriod
    history: History
    looked: Looked
    results: Sequence[PatternResult]
    week: WeekView | None
    series: SeriesLooked


def report_material(workspace: Workspace, choose: ChoosePeriod, choices: Choices, progress: Progress) -> Material:
    """Return the results of a period.

    Args:
        workspace: the data.
        choose: gives the period for what the calendars cover, and for today.
        choices: what holds instead of the settings.
        progress: asked between the stages whether to go on.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    with bulk_work():
        if choices.any():
            # Imported here because the stored figures answer most questions.
            from app.operations.report_anew import weeks_anew

            weeks = weeks_anew(workspace, choose, choices, progress)
        else:
            weeks = _stored_weeks(workspace, choose)
        progress.check()
        return _material(workspace, weeks, choices, progress)


def _stored_weeks(workspace: Workspace, choose: ChoosePeriod) -> Weeks:
    today = today_of(workspace.preferences())
    with workspace.store.reading() as connection:
        basis = read_basis(connection)
    period = choose(basis.coverage if basis is not None else (), today)
    # As of the day after the period, so that it is the same on whatever day it is made; all of it, because the history
    # is kept for one day at a time, and ten years of it take a while to read.
    as_of = min(today, period.last + 1)
    history = workspace.history(as_of)
    found = workspace.patterns(period.last, as_of)
    monday = last_monday(history, period)
    week = None if monday is None else week_of(workspace, monday, as_of)
    return Weeks(
        period, history, found.looked, found.results, week, stored_series(workspace, series_days(period), as_of)
    )


def series_days(period: ChosenPeriod) -> tuple[int, int]:
    """Return the days over which series are looked at: the period, or its last 52 weeks."""
    return max(period.first, period.last - _MOST_SERIES_DAYS + 1), period.last


def last_monday(history: History, period: ChosenPeriod) -> int | None:
    """Return the Monday of the last complete week of a period, None without one."""
    weeks = history.complete_weeks(period.first, period.last)
    return weeks[-1].monday if weeks and not history.no_people else None


def _material(workspace: Workspace, weeks: Weeks, choices: Choices, progress: Progress) -> Material:
    period, history = weeks.period, weeks.history
    preferences = replace(workspace.preferences(), **choices.fields)
    journal = journal_of(workspace)
    days = measured_days(period, history.today)[0], min(period.last, history.today)
    return Material(
        period=period,
        history=history,
        results=weeks.results,
        looked=weeks.looked,
        series=weeks.series,
        people=_people(workspace, period, choices, history.today, progress),
        week=weeks.week,
        page=outcomes_page(journal, history.weeks, history.today, history.zone, days),
        conditions=conditions(
            history.weeks, journal.promises, period.first, period.last, history.today, no_people=history.no_people
        ),
        quarters=_quarters(journal, period),
        names={each.address: each.name for each in people_to_look_at(workspace) if each.name},
        preferences=preferences,
    )


def _people(workspace: Workspace, period: ChosenPeriod, choices: Choices, today: int, progress: Progress) -> OneOnOnes:
    if choices.any():
        as_of = Choices(choices.fields, today)
        found = people_asked(workspace, (period.first, period.last), as_of, progress)
    else:
        found = people_as_of(workspace, period, today)
    return OneOnOnes(found.ones if found.known else (), found.page.sentence, found.page.unknown, found.page.note)


def _quarters(journal: Journal, period: ChosenPeriod) -> tuple[Quarter, ...]:
    """Return what was done on the days of a period, by quarter, newest first."""
    kept = (
        Quarter(
            max(each.first, period.first),
            each.last,
            tuple(row for row in each.promises if row.done is not None and period.first <= row.done <= period.last),
        )
        for each in delivered(journal)
    )
    return tuple(each for each in kept if each.promises)
