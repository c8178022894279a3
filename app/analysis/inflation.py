"""Meeting inflation: eight weeks now against a baseline, and why they differ (METRICS.md §6)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.day_parts import counts
from app.analysis.series import person_seconds
from app.analysis.series_keys import key_of
from app.model.findings import NotKnown
from app.model.inflation import Inflation, SeriesChange, Side
from app.model.timezones import LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.inflation import Change
    from app.model.occurrences import Occurrence
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.model.timezones import HomeZone
    from app.model.weeks import Week

MOST_WEEKS: Final = 8
FEWEST_WEEKS: Final = 6
A_YEAR: Final = 52 * 7
FIRST_OF_BASELINE: Final = 5
"""The baseline begins with the fifth week that the data cover: the first weeks in a new place are always empty."""
_ASKED_FOR: Final = 26 * 7
"""Days of earlier weeks that are asked for at a time."""


class Weeks(NamedTuple):
    """The weeks of some days, and what was scheduled in them.

    Attributes:
        weeks: figures of ISO weeks, oldest first; those that are not full are passed over.
        meetings: those that count (METRICS.md §1 ``count``, §2), at least all that start in these weeks.

    """

    weeks: Sequence[Week]
    meetings: Sequence[Occurrence]


Earlier = Callable[[int, int], Weeks]
"""Gives the weeks between a Monday and a Sunday (ordinals, both included) that lie before the period."""

Covered = Sequence[tuple[int, int]]
"""United ``(first day, day after the last)`` ordinals that the sources cover."""


class Chosen(NamedTuple):
    """The two periods that the person chose, each as its first and last day (ordinals, both included)."""

    a: tuple[int, int]
    b: tuple[int, int]


class FindingRule(NamedTuple):
    """When inflation is a finding: the growth from which it is, and the share of pairs in which B's week is higher."""

    growth: float = 0.25
    higher: float = 0.77


USUAL_RULE: Final = FindingRule()


def weeks_of(weeks: Sequence[Week], occurrences: Iterable[Occurrence], preferences: Preferences) -> Weeks:
    """Return weeks with their meetings out of occurrences of every kind."""
    return Weeks(weeks, [each for each in occurrences if counts(each, preferences)])


def inflation(
    now: Weeks,
    earlier: Earlier,
    covered: Covered,
    zone: HomeZone,
    *,
    chosen: Chosen | None = None,
    rule: FindingRule = USUAL_RULE,
) -> Inflation | NotKnown:
    """Return what the last full weeks of a period are against their baseline, or why that is not known.

    Args:
        now: the weeks of the period.
        earlier: asked for weeks before the period, where the baseline lies there.
        covered: which days the sources cover.
        zone: the analysis zone.
        chosen: both periods, where the person chose them.
        rule: when it is a finding.

    """
    sides = baseline_and_now(now, earlier, covered, zone, chosen=chosen)
    if isinstance(sides, NotKnown):
        return sides
    before, after = sides
    a, b = _Totals.of(before.weeks), _Totals.of(after.weeks)
    numbers = _Growth(a.days, b.days, a.meetings, b.meetings, _pairs_higher(before, after, _meetings))
    times = _Growth(a.days, b.days, a.meeting_seconds, b.meeting_seconds, _pairs_higher(before, after, _seconds))
    persons = b.person_seconds * a.days / (a.person_seconds * b.days)
    return Inflation(
        a=a.side(before.weeks),
        b=b.side(after.weeks),
        meetings=numbers.ratio - 1,
        meeting_seconds=times.ratio - 1,
        person_seconds=persons - 1,
        why_number=math.log(numbers.ratio),
        why_length=math.log(b.lengths * a.meetings / (a.lengths * b.meetings)),
        why_size=math.log(b.person_seconds * a.lengths / (a.person_seconds * b.lengths)),
        why_whole=math.log(persons),
        series=_changes(_persons(before), _persons(after), a.days, b.days),
        number_higher=numbers.higher,
        time_higher=times.higher,
        is_finding=numbers.is_finding(rule) or times.is_finding(rule),
    )


# ---- which weeks ----


def baseline_and_now(
    now: Weeks, earlier: Earlier, covered: Covered, zone: HomeZone, *, chosen: Chosen | None = None
) -> tuple[Weeks, Weeks] | NotKnown:
    """Return A and B: their full weeks with at least one meeting, or why there are none.

    B is the last eight of the period. A is those of the same weeks 52 weeks before where at least six are left, else
    the first eight from the fifth covered week on. A week of B is never one of A: where the data are short, A gives
    way, down to six.
    """
    if any(week.meetings is None for week in now.weeks):
        return NotKnown("no-people")
    source = _Source(now, earlier, covered, zone)
    if chosen is not None:
        a, b = source.between(*chosen.a), source.between(*chosen.b)
    else:
        b = source.of_period()[-MOST_WEEKS:]
        a = _baseline(source, b, covered) if len(b) >= FEWEST_WEEKS else []
    mondays = {week.monday for week in b}
    a = [week for week in a if week.monday not in mondays]
    if len(b) < FEWEST_WEEKS:
        return NotKnown("few-weeks")
    if len(a) < FEWEST_WEEKS:
        return NotKnown("no-baseline")
    return source.weeks(a), source.weeks(b)


def _baseline(source: _Source, b: Sequence[Week], covered: Covered) -> list[Week]:
    mondays = {week.monday for week in b}
    wanted = {monday - A_YEAR for monday in mondays} - mondays
    a_year_before = [week for week in source.between(min(wanted), max(wanted) + 6) if week.monday in wanted]
    if len(a_year_before) >= FEWEST_WEEKS:
        return a_year_before
    found: list[Week] = []
    monday = _fifth_week(covered)
    while monday is not None and monday < b[0].monday and len(found) < MOST_WEEKS:
        found += source.between(monday, min(monday + _ASKED_FOR, b[0].monday) - 1)
        monday += _ASKED_FOR
    return found[:MOST_WEEKS]


def _fifth_week(covered: Covered) -> int | None:
    """Return the Monday of the fifth week of which every day is covered."""
    missing = FIRST_OF_BASELINE
    for first, end in covered:
        monday = first + (1 - first) % 7
        weeks = max(0, (end - monday) // 7)
        if weeks >= missing:
            return monday + 7 * (missing - 1)
        missing -= weeks
    return None


class _Source:
    """Full weeks with a meeting, of the period and before it; those before are asked for where they are wanted."""

    def __init__(self, now: Weeks, earlier: Earlier, covered: Covered, zone: HomeZone) -> None:
        self._earlier = earlier
        self._covered = covered
        self._zone = zone
        self._now = [week for week in now.weeks if _is_usable(week)]
        self._begin = next((week.monday for week in now.weeks if week.complete), LAST_DAY)
        self._meetings = self._by_monday(now.meetings)

    def of_period(self) -> list[Week]:
        """Return those of the period."""
        return self._now

    def between(self, first: int, last: int) -> list[Week]:
        """Return those that lie wholly between two days, both included."""
        first, last = first + (1 - first) % 7, last - last % 7
        inside = [week for week in self._now if first <= week.monday <= last - 6]
        until = min(last, self._begin - 1)
        if first > until or not any(begin <= until and end > first for begin, end in self._covered):
            return inside
        asked = self._earlier(first, until)
        meetings = self._by_monday(asked.meetings)
        self._meetings |= {monday: meetings.get(monday, []) for monday in range(first, until, 7)}
        before = [week for week in asked.weeks if first <= week.monday <= until - 6 and _is_usable(week)]
        return before + inside

    def weeks(self, weeks: Sequence[Week]) -> Weeks:
        """Return weeks that it gave, with the meetings that start in them."""
        return Weeks(weeks, [each for week in weeks for each in self._meetings.get(week.monday, ())])

    def _by_monday(self, meetings: Iterable[Occurrence]) -> dict[int, list[Occurrence]]:
        found: dict[int, list[Occurrence]] = {}
        for each in meetings:
            day = self._zone.local(each.start)[0]
            found.setdefault(day - (day - 1) % 7, []).append(each)
        return found


def _is_usable(week: Week) -> bool:
    """Tell whether a week is full and has a meeting; without a working day nothing is per working day."""
    return week.full and bool(week.meetings) and week.working_days > 0


# ---- how much ----


class _Totals(NamedTuple):
    """Sums over the weeks of one side; ``lengths`` counts two meetings at once twice."""

    days: int
    meetings: int
    meeting_seconds: int
    person_seconds: int
    lengths: int

    @classmethod
    def of(cls, weeks: Sequence[Week]) -> _Totals:
        """Sum up."""
        return cls(
            sum(week.working_days for week in weeks),
            sum(week.meetings or 0 for week in weeks),
            sum(week.meeting_seconds or 0 for week in weeks),
            sum(week.person_seconds or 0 for week in weeks),
            sum(week.started_seconds or 0 for week in weeks),
        )

    def side(self, weeks: Sequence[Week]) -> Side:
        """Return it per working day."""
        return Side(
            mondays=tuple(week.monday for week in weeks),
            working_days=self.days,
            meetings=self.meetings / self.days,
            meeting_seconds=self.meeting_seconds / self.days,
            person_seconds=self.person_seconds / self.days,
            length=self.lengths / self.meetings,
            people=self.person_seconds / self.lengths,
        )


class _Growth(NamedTuple):
    """One figure of both sides: working days, sums, and in which share of all pairs B's week is the higher one."""

    days_a: int
    days_b: int
    sum_a: int
    sum_b: int
    higher: float

    @property
    def ratio(self) -> float:
        """Return B ÷ A per working day, rounded once, so that a bound is met exactly."""
        return self.sum_b * self.days_a / (self.sum_a * self.days_b)

    def is_finding(self, rule: FindingRule) -> bool:
        """Tell whether this figure grew enough, in enough of all pairs."""
        return self.ratio >= 1 + rule.growth and self.higher >= rule.higher


def _pairs_higher(a: Weeks, b: Weeks, figure: Callable[[Week], int]) -> float:
    """Return in which share of all pairs of weeks B's has more per working day; ties count half."""
    twice = 0
    for before in a.weeks:
        for after in b.weeks:
            left, right = figure(before) * after.working_days, figure(after) * before.working_days
            twice += 2 if right > left else right == left
    return twice / (2 * len(a.weeks) * len(b.weeks))


def _meetings(week: Week) -> int:
    return week.meetings or 0


def _seconds(week: Week) -> int:
    return week.meeting_seconds or 0


# ---- which series ----


def _persons(side: Weeks) -> dict[SeriesKey, tuple[int, str]]:
    """Return the person-time of each series over the weeks of a side, with its newest title."""
    found: dict[SeriesKey, tuple[int, str]] = {}
    for each in sorted(side.meetings, key=lambda each: each.start):
        key = key_of(each)
        found[key] = (found.get(key, (0, ""))[0] + person_seconds(each), each.event.title)
    return found


def _changes(
    a: dict[SeriesKey, tuple[int, str]], b: dict[SeriesKey, tuple[int, str]], days_a: int, days_b: int
) -> tuple[SeriesChange, ...]:
    """Return what each series adds to the difference, per working day, the largest first; none that adds nothing."""
    result = []
    for key in {**a, **b}:
        before, after = a.get(key, (0, ""))[0], b.get(key, (0, ""))[0]
        more = after * days_a - before * days_b
        if not more:
            continue
        change: Change = "grew" if more > 0 else "shrank"
        if key not in a or key not in b:
            change = "came" if key in b else "went"
        title = (b.get(key) or a[key])[1]
        result.append(SeriesChange(key, title, change, more / (days_a * days_b)))
    return tuple(sorted(result, key=lambda each: (-abs(each.person_seconds), each.key)))
