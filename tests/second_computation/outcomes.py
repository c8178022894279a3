"""The measures of the journal as METRICS.md §8 words them, day by day and without any code of the program.

A promise is replayed: its history is a list of what happened on which date, and every question is asked of each date.
Only dates are known, so what happens on one date has happened at its end.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ONE_DAY = timedelta(days=1)
MONTH = 30 * ONE_DAY


@dataclass(frozen=True)
class Item:
    """A promise as a person would tell it; `story` holds (date, "done") and (date, "reopened") as they happened."""

    story: Sequence[tuple[date, str]]
    due: date | None = None
    promised: date | None = None
    began: date | None = None
    means: str = ""
    means_written: date | None = None
    waits: Sequence[tuple[date, date | None]] = ()

    def is_done_at_the_end_of(self, day: date) -> bool:
        state = "open"
        for when, what in self.story:
            if when <= day:
                state = what
        return state == "done"

    @property
    def finished(self) -> date | None:
        """The date since which it is done."""
        return self.story[-1][0] if self.story and self.story[-1][1] == "done" else None

    def days_waiting(self) -> int:
        """The dates from the begin to the day before it was done on which it waited for anything."""
        if self.began is None or self.finished is None:
            return 0
        days = dates(self.began, self.finished - ONE_DAY)
        return sum(any(first <= day and (end is None or day < end) for first, end in self.waits) for day in days)


def dates(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += ONE_DAY


def predictability(items: Sequence[Item], first: date, last: date, today: date) -> tuple[int, int, Fraction | None]:
    """Done by the promised day ÷ due; under ten no share. Due is what was promised for a day that is over."""
    due = [each for each in items if each.due is not None and first <= each.due <= last and each.due < today]
    kept = sum(each.is_done_at_the_end_of(each.due) for each in due if each.due is not None)
    return kept, len(due), Fraction(kept, len(due)) if len(due) >= 10 else None


def finished_between(items: Iterable[Item], first: date, last: date) -> list[Item]:
    return [each for each in items if each.finished is not None and first <= each.finished <= last]


def lead_time(items: Sequence[Item], first: date, last: date, today: date) -> tuple[Fraction, int] | None:
    """Begin to done in days: the median, and the least number that at least 85 of a hundred do not exceed."""
    found = finished_between(items, first, min(last, today))
    lengths = sorted((each.finished - each.began).days for each in found if each.finished and each.began)
    if not lengths:
        return None
    half = len(lengths) // 2
    middle = Fraction(lengths[half]) if len(lengths) % 2 else Fraction(lengths[half - 1] + lengths[half], 2)
    enough = [
        one for one in lengths if Fraction(sum(other <= one for other in lengths), len(lengths)) >= Fraction(85, 100)
    ]
    return middle, min(enough)


def journal_begins(items: Iterable[Item]) -> date | None:
    """The first date on which anything happened that the journal tells of."""
    told = [
        when
        for each in items
        for when in (each.promised, each.began, *(day for day, _what in each.story), *(day for day, _end in each.waits))
        if when is not None
    ]
    return min(told) if told else None


def throughput(items: Sequence[Item], first: date, last: date, today: date) -> tuple[int, int]:
    """How many were done, and in how many whole weeks that are over and that the journal covers."""
    begins = journal_begins(items)
    if begins is None:
        return 0, 0
    weeks: dict[tuple[int, int], list[date]] = {}
    for day in dates(first, last):
        if begins <= day < today:
            year, week, _weekday = day.isocalendar()
            weeks.setdefault((year, week), []).append(day)
    whole = [days for days in weeks.values() if len(days) == 7]
    return sum(len(finished_between(items, day, day)) for days in whole for day in days), len(whole)


def flow_efficiency(items: Sequence[Item], first: date, last: date, today: date) -> Fraction | None:
    """1 − waiting ÷ lead time, of all that was done together; unknown where no wait was ever noted."""
    found = [each for each in finished_between(items, first, min(last, today)) if each.began is not None]
    lead = sum((each.finished - each.began).days for each in found if each.finished and each.began)
    if not lead or not any(each.waits for each in items):
        return None
    return 1 - Fraction(sum(each.days_waiting() for each in found), lead)


def clarity(items: Sequence[Item], first: date, last: date, today: date) -> tuple[int, int]:
    """Of what began, how many had a definition of done by then; one whose date is unknown is not counted at all."""
    begun = [each for each in items if each.began is not None and first <= each.began <= min(last, today)]
    known = [each for each in begun if not each.means or each.means_written is not None]
    clear = [each for each in known if each.means_written and each.began and each.means_written <= each.began]
    return len(clear), len(known)


def quality_consistency(items: Sequence[Item], first: date, last: date, today: date) -> tuple[int, int]:
    """Done and not reopened within 30 days ÷ done at least 30 days ago, by the first time that it was done."""
    whole = [each for each in items if each.story and first <= each.story[0][0] <= last]
    whole = [each for each in whole if each.story[0][0] + MONTH <= today]
    good = [
        each
        for each in whole
        if not any(what == "reopened" and when <= each.story[0][0] + MONTH for when, what in each.story)
    ]
    return len(good), len(whole)


@dataclass(frozen=True)
class FigureOfWeek:
    """A weekly figure, None where it is unknown."""

    monday: date
    full: bool
    value: float | None


def experiment(weeks: Sequence[FigureOfWeek], start: date, today: date) -> tuple[list[float], list[float], str]:
    """What stood in the four weeks before a change and in the four after it, and what can be said of them.

    The four before end before the week of the change does begin; the four after begin on its day or later.
    """
    own_week = start - start.weekday() * ONE_DAY
    mondays_before = [own_week - back * 7 * ONE_DAY for back in (4, 3, 2, 1)]
    following = start
    while following.weekday() != 0:
        following += ONE_DAY
    mondays_after = [following + ahead * 7 * ONE_DAY for ahead in range(4)]
    known = {each.monday: each.value for each in weeks if each.full and each.value is not None}
    before = [known[monday] for monday in mondays_before if monday in known]
    after = [known[monday] for monday in mondays_after if monday in known]
    if today < mondays_after[-1] + 7 * ONE_DAY:
        return before, after, "too-early"
    if len(before) < 3 or len(after) < 3:
        return before, after, "unknown"
    if max(before) < min(after):
        return before, after, "higher"
    return before, after, "lower" if max(after) < min(before) else "no-clear-change"
