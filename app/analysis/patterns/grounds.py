"""What patterns are looked for in: the full weeks of a period, and what took place in the last thirteen of them."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis.one_on_one_slots import one_on_one_series
from app.analysis.series_keys import key_of
from app.model.spans import unite
from app.model.timezones import DAY

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from app.analysis.patterns.thresholds import Thresholds
    from app.model.inflation import Inflation
    from app.model.occurrences import Me, Occurrence
    from app.model.people import FaceTime
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesFigures, SeriesKey
    from app.model.slots import Slot
    from app.model.sources import Calendar
    from app.model.spans import Span
    from app.model.timezones import HomeZone
    from app.model.weeks import Day, Week

SERIES_WEEKS: Final = 13
"""Full weeks that a pattern about series looks at (METRICS.md §7)."""
USUAL_WEEKS: Final = 16
"""Full weeks whose meetings are held for usual ranges (METRICS.md §4): twelve before each of the last four."""


_start = itemgetter(0)


class _Looked(NamedTuple):
    """What `Grounds` are made of.

    Attributes:
        weeks: the full weeks of the period, oldest first; *the last week* is the last of them.
        days: the figures of each day of these weeks, by its ordinal.
        occurrences: of every kind, all that overlap the days from the first of the last thirteen full weeks to the
            end of the last one, in order of time.
        before: the meetings that count and overlap the full weeks before these days, of the last sixteen; for usual
            ranges, in order of time.
        working: W(d) of each of these days, by its ordinal (METRICS.md §2).
        series: the figures of each series over the last thirteen full weeks.
        slots: the slots of each series that repeats, from the first of these weeks to the end of the last one, oldest
            first (METRICS.md §5); ``zombie-series`` and ``one-on-one-slips`` look at the last six.
        lasting: whether a series that repeats has a slot after these weeks: it has not ended.
        described: keys of the calendars whose source publishes descriptions; of others, agendas are unknown.
        calendars: by key.
        inflation: §6, None where it is unknown.
        face_time: §9 of the last quarter, None where the person has not set it up.
        not_so: the series of which the person said *Not so*, by the pattern's id.
        preferences: working hours, words and what counts; ``count`` is heeded by ``meetings`` already.

    """

    weeks: tuple[Week, ...]
    days: Mapping[int, Day]
    occurrences: tuple[Occurrence, ...]
    before: tuple[Occurrence, ...]
    working: Mapping[int, Sequence[Span]]
    series: Mapping[SeriesKey, SeriesFigures]
    slots: Mapping[SeriesKey, tuple[Slot, ...]]
    lasting: Container[SeriesKey]
    described: frozenset[str]
    calendars: Mapping[str, Calendar]
    inflation: Inflation | None
    face_time: FaceTime | None
    not_so: Mapping[str, frozenset[SeriesKey]]
    me: Me
    zone: HomeZone
    preferences: Preferences
    thresholds: Thresholds


class Grounds(_Looked):
    """What a pattern may look at; what several of them ask for is worked out once."""

    @cached_property
    def held(self) -> tuple[Occurrence, ...]:
        """Of the occurrences the meetings that count (METRICS.md §1 ``count``, §2), in order of time."""
        return tuple([each for each in self.occurrences if self.counts(each)])

    @cached_property
    def one_on_ones(self) -> dict[SeriesKey, str]:
        """The series that are 1:1s, each with the address of the other person."""
        return one_on_one_series(self.slots, self.me.addresses)

    @cached_property
    def _held_and_before(self) -> list[Occurrence]:
        return sorted(self.before + self.held, key=_start)

    @cached_property
    def _by_series(self) -> dict[SeriesKey, list[Occurrence]]:
        found: dict[SeriesKey, list[Occurrence]] = {}
        for each in self.meetings(self.last(SERIES_WEEKS)):
            found.setdefault(key_of(each), []).append(each)
        return found

    def last(self, count: int) -> tuple[Week, ...]:
        """Return the last full weeks, at most so many, oldest first."""
        return self.weeks[-count:]

    def within(self, weeks: Iterable[Week]) -> list[Occurrence]:
        """Return the occurrences of every kind that start in some weeks, in order of start."""
        return self._starting(self.occurrences, weeks)

    def meetings(self, weeks: Iterable[Week]) -> list[Occurrence]:
        """Return the meetings that count and start in some weeks, in order of start (METRICS.md §1 ``count``, §2)."""
        return self._starting(self.held, weeks)

    def overlapping(self, weeks: Iterable[Week]) -> list[Occurrence]:
        """Return the meetings that count and lie in some weeks, if only with a part, in order of time."""
        held, found = self._held_and_before, []
        for begin, end in self._time_of(weeks):
            # What lasts a day is no meeting (METRICS.md §1), so none that began earlier reaches into the week.
            near = held[bisect_left(held, begin - DAY, key=_start) : bisect_left(held, end, key=_start)]
            found += [each for each in near if begin < each.end]
        return found

    def _starting(self, occurrences: Sequence[Occurrence], weeks: Iterable[Week]) -> list[Occurrence]:
        return [
            each
            for begin, end in self._time_of(weeks)
            for each in occurrences[
                bisect_left(occurrences, begin, key=_start) : bisect_left(occurrences, end, key=_start)
            ]
        ]

    def _time_of(self, weeks: Iterable[Week]) -> list[Span]:
        return unite((self.zone.midnight(week.monday), self.zone.midnight(week.monday + 7)) for week in weeks)

    def counts(self, occurrence: Occurrence) -> bool:
        """Tell whether an occurrence is a meeting that counts in figures."""
        if occurrence.kind != "meeting" or occurrence.away:
            return False
        unsure = occurrence.attendance.response in {"tentative", "unanswered"}
        return not (unsure and self.preferences.count == "accepted")

    def monday_of(self, occurrence: Occurrence) -> int:
        """Return the Monday (ordinal) of the week in which an occurrence starts."""
        day = self.zone.local(occurrence.start)[0]
        return day - (day - 1) % 7

    def of_series(self, pattern: str) -> dict[SeriesKey, list[Occurrence]]:
        """Return the meetings of the last thirteen weeks by series, without those that are *Not so* for a pattern."""
        refused = self.not_so.get(pattern, frozenset())
        return {key: held for key, held in self._by_series.items() if key not in refused}
