"""A Timeline to an Analysis: the stages on one screen."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.analysis.days import day_figures, scheduled
from app.analysis.weeks import Given, week_figures
from app.model.analysis import Analysis
from app.progress import SILENT

if TYPE_CHECKING:
    from app.model.occurrences import Kind, Timeline
    from app.model.preferences import Preferences
    from app.progress import Progress


def analyse(timeline: Timeline, preferences: Preferences, today: int, progress: Progress = SILENT) -> Analysis:
    """Return what a timeline comes to.

    Args:
        timeline: the occurrences of the period and of the weeks before it.
        preferences: must be those that the timeline was built with.
        today: the ordinal of the day before which a week must have ended to be complete.
        progress: asked between the stages whether to go on.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    period = timeline.period
    given = scheduled(timeline, preferences)
    days = day_figures(given, timeline.reach, preferences)
    progress.check()
    weeks = week_figures(days, period, Given(timeline.coverage, today, given.no_people, given.knows_me))
    kinds: Counter[Kind] = Counter()
    away = suspects = 0
    for each in timeline.inside():
        kinds[each.kind] += 1
        away += each.away
        suspects += each.rule == "placeholder"
    return Analysis(
        period=period,
        me=timeline.me,
        days=tuple(day for day in days if day.day >= period.first),
        weeks=tuple(weeks),
        coverage=timeline.coverage,
        no_people=timeline.no_people,
        kinds=dict(kinds),
        away=away,
        suspects=suspects,
        problems=timeline.problems,
        today=today,
    )
