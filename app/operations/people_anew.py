"""The People page where something else holds than the settings: everything that is kept is taken apart anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.analysis.analyse import analyse
from app.analysis.analyse_patterns import look_at_timeline
from app.analysis.findings import pattern_results
from app.analysis.scheduled_people import AROUND_BEFORE, scheduled_people
from app.model.occurrences import Period
from app.operations.bulk_work import bulk_work
from app.operations.one_off import today_in
from app.operations.own_word import refusals
from app.operations.people_answers import LookedAt, asked_period, found, slips_of
from app.operations.persons_word import persons_word
from app.operations.stored_people import (
    COMING_DAYS,
    MADE_UP,
    RECENT_DAYS,
    audit_of,
    quarter_until,
)
from app.timeline.build import build_timeline
from app.timeline.coverage import counted_coverage

if TYPE_CHECKING:
    from app.analysis.one_on_one_slots import Scheduled
    from app.analysis.people_page import Slips
    from app.model.occurrences import Occurrence, Timeline
    from app.model.preferences import Preferences
    from app.model.sources import Reading
    from app.operations.people_answers import PeopleFound
    from app.operations.stored_week import Choices
    from app.operations.workspace import Workspace
    from app.progress import Progress

_LOOKED_AT = 26 * 7
"""Days whose full weeks the pattern looks at: the last thirteen of them, some of which may be no full weeks."""


def people_anew(
    workspace: Workspace, days: tuple[int | None, int | None], choices: Choices, progress: Progress
) -> PeopleFound:
    """Return the page and its figures.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    with bulk_work():
        reading = workspace.reading()
        preferences = replace(workspace.preferences(), **choices.fields)
        today = choices.today if choices.today is not None else today_in(preferences)
        period = asked_period(days, counted_coverage(reading, preferences), today)
        last = max(min(period.last, today - 1), period.first)
        begin = min(period.first - AROUND_BEFORE, last - RECENT_DAYS)
        whole = Period(begin, max(last + MADE_UP, today + COMING_DAYS), preferences.zone)
        timeline = build_timeline(reading, whole, preferences, progress)
        given = _given(timeline, preferences, today)
        said = persons_word(workspace)
        audit = None
        if said.people and not timeline.no_people and begin <= quarter_until(last)[0]:
            audit = audit_of(said, given, last, preferences, today)
        slips = _slips(workspace, reading, Period(last - _LOOKED_AT + 1, last, preferences.zone), preferences, today)
        looked = LookedAt(given, today, timeline.no_people, slips, audit, _no_reference)
        return found(workspace, period, looked, preferences)


def _given(timeline: Timeline, preferences: Preferences, today: int) -> Scheduled:
    aside = preferences.keys_left_out(timeline.calendars.values())
    return scheduled_people(
        [each for each in timeline.series if each.calendar not in aside],
        timeline.occurrences,
        timeline.period,
        preferences,
        me=timeline.me.addresses,
        today=today,
    )


def _slips(workspace: Workspace, reading: Reading, period: Period, preferences: Preferences, today: int) -> Slips:
    def earlier(first: int, last: int) -> Timeline:
        return build_timeline(reading, Period(first, last, preferences.zone), preferences)

    timeline = build_timeline(reading, period, preferences)
    analysis = analyse(timeline, preferences, today)
    looked = look_at_timeline(analysis, timeline, earlier, preferences)
    refused = refusals(workspace).patterns
    return slips_of(pattern_results(looked.grounds, looked.leave_out, refused, no_people=analysis.no_people), looked)


def _no_reference(_each: Occurrence) -> str:
    """Return nothing: what is printed opens nothing."""
    return ""
