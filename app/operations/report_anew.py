"""The weeks of a report where something else holds than the settings: all that is kept is taken apart anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.analysis.analyse import analyse
from app.analysis.analyse_patterns import look_at_timeline
from app.analysis.days import scheduled
from app.analysis.findings import pattern_results
from app.analysis.heat_map import axes_of, heat_map, left_out
from app.analysis.series import working_by_day
from app.analysis.week_view import week_view
from app.model.chosen_period import monday_of
from app.model.history import History
from app.model.occurrences import Period
from app.operations.one_off import today_in
from app.operations.persons_word import persons_word
from app.operations.report_material import Weeks, last_monday, series_days
from app.operations.stored_series import series_looked
from app.timeline.build import WEEKS_BEFORE, build_timeline
from app.timeline.coverage import counted_coverage

if TYPE_CHECKING:
    from app.model.occurrences import Occurrence, Timeline
    from app.model.preferences import Preferences
    from app.model.week_view import WeekView
    from app.operations.report_material import ChoosePeriod
    from app.operations.stored_week import Choices
    from app.operations.workspace import Workspace
    from app.progress import Progress

_CHART_WEEKS: Final = 52
_A_YEAR: Final = 364


def weeks_anew(workspace: Workspace, choose: ChoosePeriod, choices: Choices, progress: Progress) -> Weeks:
    """Return what the weeks of a period come to.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    reading = workspace.reading()
    preferences = replace(workspace.preferences(), **choices.fields)
    today = choices.today if choices.today is not None else today_in(preferences)
    covered = counted_coverage(reading, preferences)
    period = choose(covered, today)
    as_of = min(today, period.last + 1)
    begin = min(period.first, monday_of(period.last) - 7 * _CHART_WEEKS) - 7 * WEEKS_BEFORE
    whole = Period(monday_of(begin), period.last, preferences.zone)
    timeline = build_timeline(reading, whole, preferences, progress)

    def earlier(first: int, last: int) -> Timeline:
        return build_timeline(reading, Period(first, last, preferences.zone), preferences, progress)

    analysis = analyse(timeline, preferences, as_of, progress)
    said = persons_word(workspace)
    looked = look_at_timeline(analysis, timeline, earlier, preferences, said)
    history = History(
        days={day.day: day for day in analysis.days},
        weeks=analysis.weeks,
        today=as_of,
        calendars=sum(each.name not in preferences.left_out for each in reading.calendars),
        coverage=analysis.coverage,
        no_people=analysis.no_people,
        me=analysis.me,
        zone=preferences.zone,
    )
    results = pattern_results(looked.grounds, looked.leave_out, said.refused, no_people=analysis.no_people)
    monday = last_monday(history, period)
    week = None if monday is None else _week(timeline, history, monday, preferences)
    series = series_looked(workspace, series_days(period), choices, progress)
    return Weeks(period, history, looked, results, week, series)


def _week(timeline: Timeline, history: History, monday: int, preferences: Preferences) -> WeekView:
    zone = preferences.zone
    given = scheduled(timeline, preferences)
    working = working_by_day(given, Period(monday, monday + 6, zone), preferences)
    first, last = monday + 7 - _A_YEAR, monday + 6
    spans = [each[:2] for each in given.meetings]
    heat = heat_map(spans, first, last, zone, axes_of(working, zone), left_out(history, first, last))
    start, end = zone.midnight(monday), zone.midnight(monday + 7)
    own = [each for each in timeline.occurrences if each.start < end and each.end > start]
    return week_view(history, monday, own, working, heat, _no_reference, preferences)


def _no_reference(_each: Occurrence) -> str:
    """Return nothing: what is printed opens nothing."""
    return ""
