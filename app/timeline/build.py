"""Series to a Timeline: expand, classify, join copies, mark what lies in time away. The stages on one screen."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING

from app.language import _
from app.model.occurrences import Me, Occurrence, Period, Timeline
from app.model.sources import Problem
from app.model.spans import unite
from app.model.timezones import DAY
from app.progress import SILENT
from app.timeline.attendance import AttendanceOfMe, guess_me
from app.timeline.classify import Classifier, is_opaque, own_words
from app.timeline.coverage import coverage
from app.timeline.duplicates import joined, share_a_uid
from app.timeline.expand import PlainInstance, SetAside, expand
from app.timeline.recurrence import never_matches
from app.timeline.rules import parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.model.events import Event, Series
    from app.model.meetings import PlainMeeting
    from app.model.occurrences import Attendance
    from app.model.preferences import Preferences
    from app.model.sources import Calendar, Reading
    from app.model.spans import Span
    from app.model.timezones import HomeZone
    from app.progress import Progress
    from app.timeline.classify import Verdict

WEEKS_BEFORE = 12
"""How many weeks before the period usual ranges look at (METRICS.md §4)."""
FEWEST_TO_MISS_PEOPLE = 20
MOST_OCCURRENCES = 500_000
"""What one window may hold; series beyond it are set aside by name (memory has an end)."""

MOST_DAYS_LOOKED_AT = 20 * 366
"""How far back it is looked at who occurs how often: a series since the year 1 must not cost its age."""

Expanded = list[tuple["Series", list[PlainInstance]]]


def build_timeline(reading: Reading, period: Period, preferences: Preferences, progress: Progress = SILENT) -> Timeline:
    """Return every occurrence that overlaps the period or the twelve weeks before it, with its kind and why.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    zone = preferences.zone
    monday = period.first - (period.first - 1) % 7
    reach = Period(monday - 7 * WEEKS_BEFORE, period.last, zone)
    aside = preferences.keys_left_out(reading.calendars)
    counted = [each for each in reading.series if each.calendar not in aside]
    covered = coverage([each for each in reading.calendars if each.key not in aside], counted, zone)

    expanded, problems = expanded_series(reading, reach, progress)
    everything = _Everything(counted, expanded, covered, reach)
    me = settled_me(reading.calendars, preferences) or guess_me(everything.counts())
    nobody_named = not any(each.carries_people for each in _timed_opaque(counted))
    no_people = nobody_named and preferences.no_people is None and everything.timed_opaque() >= FEWEST_TO_MISS_PEOPLE
    classifier = Classifier(aside, preferences.no_people if nobody_named else None, own_words(preferences))
    occurrences = classified(expanded, classifier, AttendanceOfMe(me), zone)
    if preferences.merged or share_a_uid(reading.series):
        occurrences = joined(occurrences, preferences.merged)
    occurrences = _away_marked(occurrences, preferences)
    occurrences.sort(key=itemgetter(0, 1))  # start, end
    return Timeline(
        period=period,
        reach=reach,
        occurrences=tuple(occurrences),
        calendars={each.key: each for each in reading.calendars},
        me=me,
        coverage=covered,
        no_people=no_people,
        problems=(*reading.problems, *problems),
        series=reading.series,
    )


def expanded_series(reading: Reading, reach: Period, progress: Progress = SILENT) -> tuple[Expanded, list[Problem]]:
    """Return each series with its instances in a period, and which had to be set aside.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    sources = {calendar.key: calendar.source for calendar in reading.calendars}
    expanded: Expanded = []
    problems = []
    total = 0
    for number, series in enumerate(reading.series):
        if number % 200 == 0:
            progress.check()
            progress.report(number, len(reading.series), _("counting"))
        reason, kept = "", False
        try:
            instances = expand(series, reach)
            if total + len(instances) > MOST_OCCURRENCES:
                reason = _("It repeats too often: together there are more than 500,000 occurrences.")
            else:
                total += len(instances)
                expanded.append((series, instances))
                kept = True
                if series.recurrence is not None and _never_repeats(series):
                    reason = _("Its repeat rule never matches a day; only its start is counted.")
        except SetAside as error:
            reason = str(error)
        if reason:
            problems.append(Problem(sources[series.calendar], series.uid, series.any_event().line, reason, kept=kept))
    return expanded, problems


def _never_repeats(series: Series) -> bool:
    recurrence = series.recurrence
    if recurrence is None or not recurrence.rules or series.head is None:
        return False
    first = series.head.start.day * DAY + series.head.start.second
    return all(never_matches(parse_rule(text), first) for text in recurrence.rules)


def _timed_opaque(series: Iterable[Series]) -> Iterable[Event]:
    for each in series:
        for event in (each.head, *each.overrides):
            if event is not None and not event.start.is_date and is_opaque(event):
                yield event


class _Everything:
    """All that the sources hold, where the period shows only a part: what is guessed must not change with it."""

    def __init__(
        self, series: Sequence[Series], expanded: Expanded, covered: Sequence[tuple[int, int]], reach: Period
    ) -> None:
        self._series = series
        self._expanded = expanded
        self._whole: Period | None = None
        if covered:
            last = max(reach.last, covered[-1][1] - 1)
            first = min(reach.first, max(covered[0][0], last - MOST_DAYS_LOOKED_AT))
            if (first, last) != (reach.first, reach.last):
                self._whole = Period(first, last, reach.zone)
        self._counts: dict[int, tuple[Event, int]] | None = None

    def counts(self) -> Iterable[tuple[Event, int]]:
        """Return each event with how many occurrences it has."""
        if self._counts is None:
            counted: dict[int, tuple[Event, int]] = {}
            for events in self._occurring():
                for event in events:
                    times = counted[id(event)][1] if id(event) in counted else 0
                    counted[id(event)] = (event, times + 1)
            self._counts = counted
        return self._counts.values()

    def _occurring(self) -> Iterable[Iterable[Event]]:
        """Yield the events of each series, each as often as it occurs."""
        if self._whole is None:
            keys = {id(series) for series in self._series}
            for series, instances in self._expanded:
                if id(series) in keys:
                    yield (each[0] for each in instances)
            return
        for series in self._series:
            if series.recurrence is None:
                yield series.overrides if series.head is None else (series.head,)
                continue
            try:
                yield (each[0] for each in expand(series, self._whole))
            except SetAside:
                continue

    def timed_opaque(self) -> int:
        """Return how many occurrences have a time of day and block it."""
        return sum(times for event, times in self.counts() if not event.start.is_date and is_opaque(event))


def settled_me(calendars: Iterable[Calendar], preferences: Preferences) -> Me | None:
    """Return *me* where the person or a calendar says it; None where it can only be guessed."""
    if preferences.me:
        return Me(preferences.me)
    owners = frozenset(calendar.owner for calendar in calendars if calendar.owner is not None)
    return Me(owners) if owners else None


def classified(
    expanded: Expanded, classifier: Classifier, attendance_of: AttendanceOfMe, zone: HomeZone
) -> list[Occurrence]:
    """Return the occurrences of instances, each with its kind and why, series by series."""
    result: list[Occurrence] = []
    for series, instances in expanded:
        known: dict[int, Attendance] = {}
        decided: dict[tuple[int, int], Verdict] = {}
        for event, begin, finish, original in instances:
            attendance = known.get(id(event))
            if attendance is None:
                attendance = known[id(event)] = attendance_of.of(event)
            start, end = begin, finish
            days = None
            if event.start.is_date:
                days = (begin, finish)
                start, end = zone.midnight(begin), zone.midnight(finish)
            verdict = decided.get((id(event), end - start))
            if verdict is None:
                verdict = decided[id(event), end - start] = classifier.verdict(event, attendance, end - start)
            kind, rule = verdict
            result.append(Occurrence(start, end, event, series, days, original, kind, rule, attendance))
    return result


def _away_marked(occurrences: list[Occurrence], preferences: Preferences) -> list[Occurrence]:
    """Mark the meetings that lie wholly in out-of-office time or on holidays (METRICS.md §2)."""
    away = TimeAway(((each.start, each.end) for each in occurrences if each.kind == "out_of_office"), preferences)
    if not away:
        return occurrences
    return [
        each._replace(away=True) if each.kind == "meeting" and away.holds(each.start, each.end) else each
        for each in occurrences
    ]


class TimeAway:
    """Out-of-office time and holidays: a meeting that lies wholly in it counts nowhere (METRICS.md §2)."""

    def __init__(self, out_of_office: Iterable[Span], preferences: Preferences) -> None:
        """Take the out-of-office spans; holidays are the person's."""
        zone = preferences.zone
        spans = list(out_of_office)
        spans.extend((zone.midnight(day), zone.midnight(day + 1)) for day in preferences.holidays)
        self._spans = unite(spans)
        self._starts = [start for start, __ in self._spans]

    def __bool__(self) -> bool:
        return bool(self._spans)

    def holds(self, start: int, end: int) -> bool:
        """Tell whether a span lies wholly in it."""
        at = bisect_right(self._starts, start) - 1
        return at >= 0 and end <= self._spans[at][1]

    def outside(self, meetings: list[PlainMeeting]) -> list[PlainMeeting]:
        """Return the meetings, in order of start, that do not lie wholly in it."""
        starts = [each[0] for each in meetings]
        within = {
            at
            for start, end in self._spans
            for at in range(bisect_left(starts, start), bisect_right(starts, end))
            if meetings[at][1] <= end
        }
        return [each for at, each in enumerate(meetings) if at not in within] if within else meetings
