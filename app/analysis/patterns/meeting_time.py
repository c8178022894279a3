"""What patterns about weeks are made of: which meetings touch a week, their time, and what was usual before."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from app.analysis.day_parts import lay_out
from app.analysis.days import UNSURE
from app.analysis.patterns.grounds import USUAL_WEEKS
from app.analysis.series_keys import key_of
from app.analysis.weeks import WEEKS_BEFORE, usual_range
from app.model.spans import unite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from app.analysis.day_parts import DayParts
    from app.analysis.patterns.grounds import Grounds
    from app.model.findings import Confidence
    from app.model.occurrences import Occurrence
    from app.model.series_figures import SeriesKey
    from app.model.spans import Span
    from app.model.weeks import Range, Week

_MEDIUM, _LOW = 0.25, 0.5
"""Shares of the evidence that rest on tentative and unanswered meetings, above which a finding is less sure."""


# ---- time ----


def span_of(grounds: Grounds, week: Week) -> Span:
    """Return when a week begins and ends, in seconds since 1970 UTC."""
    return grounds.zone.midnight(week.monday), grounds.zone.midnight(week.monday + 7)


def overlapping(grounds: Grounds, weeks: Iterable[Week]) -> list[Occurrence]:
    """Return the meetings that count and lie in some weeks, if only with a part, in order of time."""
    return grounds.overlapping(weeks)


def time_of(occurrences: Iterable[Occurrence], span: Span) -> list[Span]:
    """Return the time within a span that occurrences cover, overlap once."""
    start, end = span
    return unite((max(each.start, start), min(each.end, end)) for each in occurrences)


def working_time_of(grounds: Grounds, week: Week) -> list[Span]:
    """Return the working time of a week: W(d) of its days, united (METRICS.md §2)."""
    return unite(span for day in range(week.monday, week.monday + 7) for span in grounds.working.get(day, ()))


def days_of(grounds: Grounds, weeks: Iterable[Week]) -> list[DayParts]:
    """Return what each day of some weeks is made of, in order."""
    days = [day for week in weeks for day in range(week.monday, week.monday + 7)]
    if not days:
        return []
    begin, end = grounds.zone.midnight(days[0]), grounds.zone.midnight(days[-1] + 1)
    near = [each for each in grounds.occurrences if each.start < end and each.end > begin]
    return lay_out(days, near, grounds.working, grounds.zone, grounds.preferences)


def larger_meetings(grounds: Grounds, pattern: str, weeks: Iterable[Week]) -> list[Occurrence]:
    """Return the meetings of some weeks with a pattern's ``minutes`` and ``people`` at least, not *Not so* for it."""
    seconds, people = grounds.thresholds(pattern, "minutes") * 60, grounds.thresholds(pattern, "people")
    refused = grounds.not_so.get(pattern, frozenset())
    return [
        each
        for each in grounds.meetings(weeks)
        if each.end - each.start >= seconds and (each.attendance.people or 0) >= people and key_of(each) not in refused
    ]


def seconds_of(occurrences: Iterable[Occurrence]) -> int:
    """Return the summed lengths; two at once count twice."""
    return sum(each.end - each.start for each in occurrences)


# ---- who and which ----


def maybe_external(occurrence: Occurrence) -> bool:
    """Tell whether it names people of whom nobody knows if they are mine, because I am unknown (METRICS.md §1)."""
    return occurrence.attendance.external is None and occurrence.attendance.people is not None


def costliest(meetings: Iterable[Occurrence]) -> tuple[SeriesKey, ...]:
    """Return the series of some meetings, the one with the most meeting time first; equal ones in order of key."""
    seconds: Counter[SeriesKey] = Counter()
    for each in meetings:
        seconds[key_of(each)] += each.end - each.start
    return tuple(sorted(seconds, key=lambda key: (-seconds[key], key)))


# ---- usual, and how sure ----


def usual_before(grounds: Grounds, week: Week, name: str, figure: Callable[[Week], float | None]) -> Range | None:
    """Return the usual range of a figure that no week carries, from the full weeks among the twelve before one (§4).

    Args:
        grounds: only the weeks of the period are looked at.
        week: the week that is compared, one of the last four full ones.
        name: the figure of a week whose least range holds: 30 minutes, 1, or 0.05.
        figure: gives the figure of a week, lengths in seconds.

    """
    earliest = week.monday - 7 * WEEKS_BEFORE
    before = [each for each in grounds.last(USUAL_WEEKS) if earliest <= each.monday < week.monday]
    return usual_range(name, [figure(each) for each in before])


def in_minutes(usual: Range | None) -> Range | None:
    """Return a usual range of seconds in minutes, as findings give it."""
    return None if usual is None else (usual[0] / 60, usual[1] / 60)


def confidence(evidence: Sequence[Occurrence], *, short: bool = False) -> Confidence:
    """Return how sure a finding is.

    It is ``low`` where more than half of its meetings are tentative or unanswered; ``medium`` where more than a
    quarter are, or where there is less to look at than the rule asks for (``short``); otherwise ``high``.
    """
    unsure = sum(each.attendance.response in UNSURE for each in evidence)
    if unsure > _LOW * len(evidence):
        return "low"
    return "medium" if short or unsure > _MEDIUM * len(evidence) else "high"
