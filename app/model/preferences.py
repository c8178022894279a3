"""What a person may choose, with the defaults of METRICS.md."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.model.timezones import UTC, HomeZone

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.model.sources import Calendar

Interval = tuple[int, int]
"""A working interval: seconds since local midnight, end excluded; an end above 24 h lies on the next day."""

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NO_WORK: tuple[tuple[Interval, ...], ...] = ((),) * 7
USUAL_WEEK: tuple[tuple[Interval, ...], ...] = (((9 * 3600, 17 * 3600),),) * 5 + ((), ())
"""Monday to Friday 09:00-17:00 (METRICS.md §2)."""


class WorkingWeek(NamedTuple):
    """Working intervals of each weekday, Monday first, and the day (ordinal) from which they hold."""

    since: int
    hours: tuple[tuple[Interval, ...], ...]


class Shift(NamedTuple):
    """A title that gives a day its hours ("Early", "Night"), compared without regard to case."""

    title: str
    hours: tuple[Interval, ...]


SeriesRule = Literal["meeting", "block", "focus", "leave-out"]
SERIES_RULES: tuple[SeriesRule, ...] = ("meeting", "block", "focus", "leave-out")
"""What a person may say of a series: it is a meeting, own time, focus time, or counts nowhere (METRICS.md §1)."""


@dataclass(frozen=True, slots=True)
class Preferences:
    """Everything that changes a figure and is not in a calendar.

    Attributes:
        zone: the analysis zone **Z**.
        me: my own addresses; empty: found from the data.
        weeks: working weeks in order of ``since``; the first also holds before its day.
        holidays: days (ordinals) that are free of work.
        shifts: titles that give a day its hours.
        breaking_titles: titles of own blocks that break focus too ("Lunch").
        count: ``all`` counts every meeting that I did not decline, ``accepted`` only those that I accepted.
        no_people: what a busy entry is where no source says who is invited; None: not yet chosen.
        left_out: names of calendars that are not counted.
        series_rules: the person's own word about a series, by its UID less Google's ``_R…``.
        merged: of series that look alike, by such a UID the one that they are counted as.
        thresholds: own numbers of the patterns' rules, named like ``meeting-load.share``.
        words: own entries of word lists, by the list's name ("status").

    """

    zone: HomeZone = field(default_factory=lambda: HomeZone(((1, UTC),)))
    me: frozenset[str] = frozenset()
    weeks: tuple[WorkingWeek, ...] = (WorkingWeek(1, USUAL_WEEK),)
    holidays: frozenset[int] = frozenset()
    shifts: tuple[Shift, ...] = ()
    breaking_titles: frozenset[str] = frozenset()
    count: Literal["all", "accepted"] = "all"
    no_people: Literal["meeting", "block"] | None = None
    left_out: frozenset[str] = frozenset()
    series_rules: Mapping[str, SeriesRule] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    thresholds: Mapping[str, float] = field(default_factory=dict)
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def keys_left_out(self, calendars: Iterable[Calendar]) -> frozenset[str]:
        """Return the keys of those calendars that are not counted."""
        return frozenset(each.key for each in calendars if each.name in self.left_out)
