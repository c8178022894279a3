"""What the pages are composed from: the figures of all days and weeks that are kept, without a single event."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.occurrences import Me
    from app.model.timezones import HomeZone
    from app.model.weeks import Day, Week


class History(NamedTuple):
    """The figures of everything that is kept.

    Attributes:
        days: the figures of each day by its ordinal, at least of all days of the weeks.
        weeks: without a gap between them, oldest first; of everything that is kept, or around what is looked at.
        today: the ordinal of the day before which a week must have ended to be over.
        calendars: how many calendars are counted.
        coverage: united ``(first day, day after the last)`` ordinals that the calendars cover (METRICS.md §4).
        no_people: no calendar says who is invited, so every figure that rests on meetings is unknown.
        me: whose calendars they are.
        zone: the analysis zone **Z**.

    """

    days: Mapping[int, Day]
    weeks: tuple[Week, ...]
    today: int
    calendars: int
    coverage: tuple[tuple[int, int], ...]
    no_people: bool
    me: Me
    zone: HomeZone

    def week(self, monday: int) -> Week | None:
        """Return the week that begins on a Monday, None where it is not kept."""
        if not self.weeks:
            return None
        at = (monday - self.weeks[0].monday) // 7
        return self.weeks[at] if 0 <= at < len(self.weeks) else None

    def full_weeks_before(self, monday: int, count: int) -> tuple[Week, ...]:
        """Return the full weeks among the ``count`` before a Monday, oldest first (METRICS.md §4)."""
        found = (self.week(at) for at in range(monday - 7 * count, monday, 7))
        return tuple(week for week in found if week is not None and week.full)

    def complete_weeks(self, first: int, last: int) -> tuple[Week, ...]:
        """Return the complete weeks that lie wholly between two days, both included, oldest first."""
        monday = first + (1 - first) % 7
        found = (self.week(at) for at in range(monday, last - 5, 7))
        return tuple(week for week in found if week is not None and week.complete)

    def last_complete_week(self) -> Week | None:
        """Return the newest complete week, None where there is none."""
        return next((week for week in reversed(self.weeks) if week.complete), None)

    def covered_days(self, first: int, last: int) -> int:
        """Return how many of the days between two, both included, the calendars cover."""
        return sum(max(0, min(last + 1, end) - max(first, begin)) for begin, end in self.coverage)

    def is_unknown(self, day: int) -> bool:
        """Tell whether nothing can be said of a day: it is over, and no calendar covers it."""
        return day < self.today and not any(begin <= day < end for begin, end in self.coverage)
