"""The second half of an analysis: series, inflation and patterns, over a timeline whose days are measured already."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.analysis.days import day_figures, scheduled
from app.analysis.findings import pattern_results
from app.analysis.inflation import Weeks, weeks_of
from app.analysis.pattern_grounds import Looked, Material, look_at
from app.analysis.patterns.thresholds import Thresholds
from app.analysis.people import face_time
from app.analysis.scheduled_people import AROUND_AFTER, AROUND_BEFORE, scheduled_people
from app.analysis.series import days_of_timeline, series_figures
from app.analysis.weeks import Given, week_figures
from app.model.chosen_period import period_with
from app.model.findings import NotKnown
from app.model.persons_word import NOTHING_SAID
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.analysis import Analysis
    from app.model.occurrences import Timeline
    from app.model.people import FaceTime
    from app.model.persons_word import PersonsWord
    from app.model.preferences import Preferences
    from app.progress import Progress


def with_patterns(
    analysis: Analysis,
    timeline: Timeline,
    earlier: Callable[[int, int], Timeline],
    preferences: Preferences,
    progress: Progress = SILENT,
    said: PersonsWord = NOTHING_SAID,
) -> Analysis:
    """Return an analysis with the series of its period, inflation, and what patterns it shows.

    Args:
        analysis: of the timeline.
        timeline: of the period.
        earlier: gives a timeline of days before it (ordinals, both included), for the baseline of inflation.
        preferences: must be those that the timeline was built with.
        progress: asked between the stages whether to go on.
        said: what the person said that patterns heed; a one-off answer knows nothing of it.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    looked = look_at_timeline(analysis, timeline, earlier, preferences, said)
    progress.check()
    series = series_figures(days_of_timeline(timeline, timeline.series, preferences))
    progress.check()
    growth = looked.inflation
    return replace(
        analysis,
        series=series,
        inflation=None if isinstance(growth, NotKnown) else growth,
        inflation_unknown=growth.reason if isinstance(growth, NotKnown) else None,
        patterns=pattern_results(looked.grounds, looked.leave_out, said.refused, no_people=analysis.no_people),
        calendars=timeline.calendars,
    )


def look_at_timeline(
    analysis: Analysis,
    timeline: Timeline,
    earlier: Callable[[int, int], Timeline],
    preferences: Preferences,
    said: PersonsWord = NOTHING_SAID,
) -> Looked:
    """Return what patterns look at in a timeline."""
    aside = preferences.keys_left_out(timeline.calendars.values())

    def weeks_before(first: int, last: int) -> Weeks:
        before = earlier(first, last)
        given = scheduled(before, preferences)
        days = day_figures(given, before.period, preferences)
        known = Given(before.coverage, analysis.today, given.no_people, given.knows_me)
        return weeks_of(week_figures(days, before.period, known), before.occurrences, preferences)

    return look_at(
        Material(
            weeks=analysis.weeks,
            days={day.day: day for day in analysis.days},
            since=None,
            occurrences=timeline.occurrences,
            series=[each for each in timeline.series if each.calendar not in aside],
            given=scheduled(timeline, preferences),
            earlier=weeks_before,
            calendars=timeline.calendars,
            coverage=analysis.coverage,
            me=timeline.me,
            preferences=preferences,
            face_time=_face_time(analysis, timeline, earlier, preferences, said),
            refused=said.refused_series,
        )
    )


def _face_time(
    analysis: Analysis,
    timeline: Timeline,
    earlier: Callable[[int, int], Timeline],
    preferences: Preferences,
    said: PersonsWord,
) -> FaceTime | None:
    """Return the audit of the quarter that the period's last day before today lies in; None: nobody is named."""
    if not said.people:
        return None
    end = min(timeline.period.last, analysis.today - 1)
    quarter = period_with("quarter", end)
    last = min(quarter.last, end)
    around = earlier(quarter.first - AROUND_BEFORE, last + AROUND_AFTER)
    aside = preferences.keys_left_out(timeline.calendars.values())
    return face_time(
        scheduled_people(
            [each for each in timeline.series if each.calendar not in aside],
            around.occurrences,
            around.period,
            preferences,
            me=analysis.me.addresses,
            today=analysis.today,
        ),
        said.people,
        said.entries,
        first=quarter.first,
        last=last,
        today=analysis.today,
        below=Thresholds(preferences.thresholds)("face-time", "below"),
    )
