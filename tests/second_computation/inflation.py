"""Meeting inflation as METRICS.md §6 words it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import log
from typing import TYPE_CHECKING

from tests.second_computation.figures import person_minutes_of, slices_of, total
from tests.second_computation.whole import WEEK, Whole, dates, days_of, length, week_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.second_computation.kinds import Classified


@dataclass(frozen=True)
class Side:
    """One of the two periods; figures per working day."""

    mondays: list[date]
    meetings: list[Classified]
    working_days: int
    scheduled: float
    weekly: list[tuple[float, float]]

    @property
    def number(self) -> float:
        """Of meetings."""
        return len(self.meetings) / self.working_days

    @property
    def minutes(self) -> float:
        """With at least one meeting."""
        return self.scheduled / self.working_days

    @property
    def person_minutes(self) -> float:
        """Length times people."""
        return person_minutes_of(self.meetings) / self.working_days

    @property
    def length(self) -> float:
        """The mean."""
        return sum(map(length, self.meetings)) / len(self.meetings)

    @property
    def people(self) -> float:
        """The mean, weighted by length."""
        return person_minutes_of(self.meetings) / sum(map(length, self.meetings))


def fifth_covered(whole: Whole) -> date:
    """The Monday of the fifth week of which some file covers each day; far off where there are fewer."""
    days = {day for file in whole.files if file.covered for day in dates(*file.covered)}
    mondays = [day for day in sorted(days) if day.weekday() == 0 and days.issuperset(week_of(day))]
    return mondays[4] if len(mondays) > 4 else date.max


def sides(whole: Whole) -> tuple[list[date], list[date]] | None:
    """The Mondays of A and B; None where they are not enough. B lies in the period, A may lie before it."""
    weeks = [monday for monday in whole.all_full if whole.starting(set(week_of(monday)))]
    b = [monday for monday in weeks if monday in whole.full][-8:]
    year_before = [monday - 52 * WEEK for monday in b]
    a = [monday for monday in year_before if monday in weeks]
    if len(a) < 6:
        begin = fifth_covered(whole)
        a = [monday for monday in weeks if monday >= begin][:8]
    # They share no week: what B needs is taken from A, which may be left with six.
    a = [monday for monday in a if monday not in b]
    if len(a) < 6 or len(b) < 6:
        return None
    return a, b


def side(whole: Whole, mondays: Sequence[date]) -> Side:
    """What was scheduled in these weeks."""
    days = sorted(days_of(mondays))
    scheduled = {day: total(p for p in slices_of(day, whole.calendar) if p.meetings) for day in days}
    working = {day for day in days if whole.working_minutes(day) > 0}
    weekly = []
    for monday in mondays:
        own = week_of(monday)
        days_at_work = len(working.intersection(own))
        number, minutes = len(whole.starting(set(own))), sum(scheduled[day] for day in own)
        weekly.append((number / days_at_work, minutes / days_at_work))
    return Side(list(mondays), whole.starting(set(days)), len(working), sum(scheduled.values()), weekly)


def higher(a: Sequence[float], b: Sequence[float]) -> float:
    """The share of all pairs in which B's week is the higher one; ties half."""
    points = sum(1.0 if after > before else 0.5 if after == before else 0.0 for before in a for after in b)
    return points / (len(a) * len(b))


@dataclass(frozen=True)
class Inflation:
    """B against A."""

    a: Side
    b: Side
    by_series: dict[tuple[int, str], tuple[float, str]]

    @property
    def changes(self) -> dict[str, float]:
        """B ÷ A − 1, for the three."""
        return {
            "meetings": self.b.number / self.a.number - 1,
            "meeting_minutes": self.b.minutes / self.a.minutes - 1,
            "person_minutes": self.b.person_minutes / self.a.person_minutes - 1,
        }

    @property
    def why(self) -> dict[str, float]:
        """The exact split of the logarithm."""
        return {
            "number": log(self.b.number / self.a.number),
            "length": log(self.b.length / self.a.length),
            "size": log(self.b.people / self.a.people),
            "whole": log(self.b.person_minutes / self.a.person_minutes),
        }

    @property
    def pairs(self) -> tuple[float, float]:
        """The share of pairs for the number of meetings and for their time."""
        return (
            higher([n for n, _h in self.a.weekly], [n for n, _h in self.b.weekly]),
            higher([h for _n, h in self.a.weekly], [h for _n, h in self.b.weekly]),
        )

    @property
    def risen(self) -> list[float]:
        """Time and number, where it rose by a quarter and is higher in at least 77 % of all pairs."""
        rises = self.changes["meetings"], self.changes["meeting_minutes"]
        found = [rise for rise, pair in zip(rises, self.pairs, strict=True) if rise >= 0.25 and pair >= 0.77]
        return found[::-1]


def inflation(whole: Whole) -> Inflation | None:
    """Two periods, compared; None where there are not two."""
    found = sides(whole)
    if found is None:
        return None
    a, b = side(whole, found[0]), side(whole, found[1])
    by_series = {}
    for key in {whole.key_of(one.occurrence) for one in a.meetings + b.meetings}:
        before, after = (
            person_minutes_of(one for one in each.meetings if whole.key_of(one.occurrence) == key) / each.working_days
            for each in (a, b)
        )
        change = "came" if not before else "went" if not after else "grew" if after > before else "shrank"
        if before != after:
            by_series[key] = (after - before, change)
    return Inflation(a, b, by_series)
