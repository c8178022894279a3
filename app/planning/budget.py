"""Meeting hours set for a week, a week against them, and what each open invitation would cost (METRICS.md §10)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.analysis.days import day_figures, scheduled
from app.model.plans import Budget, Invitation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.model.occurrences import Occurrence, Timeline
    from app.model.preferences import Preferences
    from app.model.weeks import Day


def nothing_opens(_each: Occurrence) -> str:
    """Tell that there is no evidence to open for an occurrence."""
    return ""


def budget(
    timeline: Timeline,
    preferences: Preferences,
    allowed: int | None,
    opens: Callable[[Occurrence], str] = nothing_opens,
) -> Budget:
    """Return a week against the meeting hours that the person set for it.

    An invitation that is not answered costs the focus that the week has more without it, all others left as they are;
    where only accepted meetings count, what it would take if it were accepted.

    Args:
        timeline: one week.
        preferences: working hours, and what counts.
        allowed: seconds of meetings that the person set; None: none.
        opens: gives the reference to an occurrence as evidence, empty where there is none.

    """
    open_ones = [
        each
        for each in timeline.inside()
        if each.kind == "meeting" and not each.away and each.attendance.response == "unanswered"
    ]
    days = _days(timeline, preferences)
    answered = _days(_without(timeline, open_ones), preferences)
    known = not timeline.no_people
    total = _sum(days, "meeting_seconds")
    return Budget(
        monday=timeline.period.first,
        allowed=allowed,
        scheduled=total if known else None,
        unanswered=total - _sum(answered, "meeting_seconds") if known else None,
        invitations=tuple(
            _invitation(each, open_ones, timeline, preferences)._replace(opens=opens(each)) for each in open_ones
        )
        if known
        else (),
    )


def _invitation(
    each: Occurrence, open_ones: list[Occurrence], timeline: Timeline, preferences: Preferences
) -> Invitation:
    counted = replace(preferences, count="all")
    given = timeline
    if preferences.count == "accepted":
        # Beside this one, only what counts now.
        given = _without(timeline, [other for other in open_ones if other is not each])
    before = _sum(_days(_without(given, [each]), counted), "focus_seconds")
    cost = before - _sum(_days(given, counted), "focus_seconds")
    return Invitation(each.series.uid, each.event.title, each.start, each.end, cost)


def _without(timeline: Timeline, gone: Iterable[Occurrence]) -> Timeline:
    ids = {id(each) for each in gone}
    return timeline._replace(occurrences=tuple(each for each in timeline.occurrences if id(each) not in ids))


def _days(timeline: Timeline, preferences: Preferences) -> list[Day]:
    return day_figures(scheduled(timeline, preferences), timeline.period, preferences)


def _sum(days: Iterable[Day], name: str) -> int:
    return sum(getattr(day, name) or 0 for day in days)
