"""Answers that take all that is kept apart anew: a week under other choices, and everything for an export."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from app.analysis.analyse import analyse
from app.analysis.coming_week import coming_week
from app.analysis.overview import overview
from app.model.chosen_period import ChosenPeriod, monday_of
from app.model.history import History
from app.model.occurrences import Period
from app.model.timezones import DAY, EPOCH_DAY
from app.operations.bulk_work import bulk_work
from app.operations.one_off import LONGEST_PERIOD, Question, full_analysis, period_of, today_in
from app.operations.stored_week import last_complete_monday
from app.progress import SILENT
from app.timeline.build import WEEKS_BEFORE, build_timeline
from app.timeline.coverage import counted_coverage

if TYPE_CHECKING:
    from app.model.analysis import Analysis
    from app.model.findings import Finding
    from app.model.occurrences import Occurrence, Timeline
    from app.model.overview import Overview
    from app.model.preferences import Preferences
    from app.model.sources import Reading
    from app.operations.stored_week import Choices
    from app.operations.workspace import Workspace
    from app.progress import Progress

_LATELY: Final = 14
"""Days of the ledger that the page of the week to come shows."""
_A_YEAR: Final = 366


def week_with_choices(
    workspace: Workspace, monday: int | None, choices: Choices, *, coming: bool, progress: Progress = SILENT
) -> tuple[ChosenPeriod, History, Overview]:
    """Return a week, the figures around it and its page, where something else holds than the settings.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    with bulk_work():
        reading = workspace.reading()
        preferences = replace(workspace.preferences(), **choices.fields)
        today = choices.today if choices.today is not None else today_in(preferences)
        if coming:
            monday = monday_of(today) + 7
        elif monday is None:
            monday = last_complete_monday(counted_coverage(reading, preferences), today)
        history, timeline = _computed(reading, preferences, monday, today, progress)
    found = ChosenPeriod("week", monday, monday + 6)
    if not coming:
        return found, history, overview(history, found, drawn=False)
    lately = (today - EPOCH_DAY - _LATELY) * DAY
    changes = [line for line in workspace.ledger() if line.seen >= lately]
    return found, history, coming_week(history, timeline.occurrences, changes, _no_reference)


def _computed(
    reading: Reading, preferences: Preferences, monday: int, today: int, progress: Progress
) -> tuple[History, Timeline]:
    """Return the figures of a week and of the weeks that it is compared with."""
    period = Period(monday - 7 * WEEKS_BEFORE, monday + 6, preferences.zone)
    timeline = build_timeline(reading, period, preferences, progress)
    analysis = analyse(timeline, preferences, today, progress)
    history = History(
        days={day.day: day for day in analysis.days},
        weeks=analysis.weeks,
        today=today,
        calendars=sum(each.name not in preferences.left_out for each in reading.calendars),
        coverage=analysis.coverage,
        no_people=analysis.no_people,
        me=analysis.me,
        zone=preferences.zone,
    )
    return history, timeline


def _no_reference(_each: Occurrence) -> str:
    """Return nothing: what is printed opens nothing."""
    return ""


def findings_with_choices(
    workspace: Workspace, last: int, choices: Choices, progress: Progress = SILENT
) -> list[Finding]:
    """Return the findings that the Overview shows of the weeks up to a day (an ordinal), under other choices.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    # Imported here because an export orders no findings.
    from app.analysis.findings import on_the_overview

    return on_the_overview(stored_analysis(workspace, (None, last), choices, progress)[1].patterns)


# ---- exports ----


def stored_analysis(
    workspace: Workspace, days: tuple[int | None, int | None], choices: Choices, progress: Progress = SILENT
) -> tuple[Timeline, Analysis]:
    """Return the occurrences and the figures of what is kept, over the days from and to (None: what is covered).

    Raises:
        Cancelled: when ``progress`` says so.

    """
    # Imported here because a week under other choices looks for no pattern.
    from app.operations.persons_word import persons_word

    with bulk_work():
        reading, question = _asked(workspace, days, choices)
        return full_analysis(reading, question, progress, persons_word(workspace))


def stored_occurrences(
    workspace: Workspace, days: tuple[int | None, int | None], choices: Choices, progress: Progress = SILENT
) -> Timeline:
    """Return every occurrence from the first day that is kept (or ``days``) to a year after today, or the last one-off.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    with bulk_work():
        reading, question = _asked(workspace, days, choices)
        first, last = days
        starts = [each.any_event().start.day for each in reading.series]
        covered = period_of(reading, question)
        if last is None:
            one_offs = [each.any_event().start.day for each in reading.series if not each.recurs]
            last = max(covered.last, question.today + _A_YEAR, *one_offs, first or 0)
            last = min(last, dt.date.max.toordinal() - _A_YEAR)
        if first is None:
            # A day before: an event of another zone may begin on the day before its own.
            first = max(min([covered.first, *(day - 1 for day in starts)]), last - LONGEST_PERIOD)
        period = Period(min(first, last), last, question.preferences.zone)
        return build_timeline(reading, period, question.preferences, progress)


def _asked(workspace: Workspace, days: tuple[int | None, int | None], choices: Choices) -> tuple[Reading, Question]:
    preferences = replace(workspace.preferences(), **choices.fields)
    today = choices.today if choices.today is not None else today_in(preferences)
    return workspace.reading(), Question(days[0], days[1], today, preferences)
