"""The series of a period, taken together: their figures, slots and rules, and which are due for a review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.analysis.merged_series import as_one
from app.analysis.review_queue import review_queue
from app.analysis.series import SeriesDays, describing_calendars, series_figures, working_by_day
from app.analysis.series_keys import key_of, key_of_series
from app.analysis.slots import slots_of
from app.model.merged import counted_as, rules_with_merged
from app.model.occurrences import Period

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.events import Series
    from app.model.meetings import Scheduled
    from app.model.merged import LookAlike
    from app.model.occurrences import Occurrence
    from app.model.preferences import Preferences, SeriesRule
    from app.model.series_figures import SeriesFigures, SeriesKey
    from app.model.slots import Slot
    from app.model.sources import Calendar

SPARK_WEEKS: Final = 26
"""Weeks, up to the end of the period, that a series' spark and its life story look at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesMaterial:
    """Some days, as far as their series need them.

    Attributes:
        period: the days that figures are of.
        since: the first day (ordinal) of ``occurrences``: at most the period's first.
        occurrences: of every kind, all that overlap the days from ``since`` to the period's end, in order of start.
        series: of calendars that count, at least all that can have a slot on these days, with all of Google's parts.
        given: what figures see of these days.
        calendars: those that count, by key.
        reviewed: the day (ordinal) of the last review of each series that was reviewed, by joined UID.
        look_alikes: series offered for merging.
        today: the ordinal of the day.

    """

    period: Period
    since: int
    occurrences: Sequence[Occurrence]
    series: Sequence[Series]
    given: Scheduled
    calendars: Mapping[str, Calendar]
    reviewed: Mapping[str, int]
    look_alikes: tuple[LookAlike, ...]
    today: int
    preferences: Preferences


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesLooked:
    """The series of a period; those that the person merged are one.

    Attributes:
        figures: of each series with a meeting in the period, or with a rule of the person's own, the costliest first.
        occurrences: of the period and of the 26 weeks up to its end, by series, oldest first.
        slots: likewise, of series that repeat.
        parts: all that a series is made of, by series.
        queue: which are due for a review, the costliest first.
        rules: what the person said that a series counts as, by joined UID.
        no_people: no source says who is invited, so nothing is known of any series.

    """

    period: Period
    figures: tuple[SeriesFigures, ...]
    occurrences: Mapping[SeriesKey, Sequence[Occurrence]]
    slots: Mapping[SeriesKey, Sequence[Slot]]
    parts: Mapping[SeriesKey, Sequence[Series]]
    queue: tuple[SeriesFigures, ...]
    rules: Mapping[str, SeriesRule]
    reviewed: Mapping[str, int]
    look_alikes: tuple[LookAlike, ...]
    calendars: Mapping[str, Calendar]
    today: int
    no_people: bool
    preferences: Preferences

    def inside(self, key: SeriesKey) -> list[Occurrence]:
        """Return the occurrences of a series that begin in the period, of every kind."""
        start, end = self.period.start, self.period.end
        return [each for each in self.occurrences.get(key, ()) if start <= each.start < end]

    def is_due(self, key: SeriesKey) -> bool:
        """Tell whether a series stands in the review queue."""
        return any(each.key == key for each in self.queue)


def look_at_series(material: SeriesMaterial) -> SeriesLooked:
    """Return the series of a period."""
    preferences, period = material.preferences, material.period
    counted = [each for each in material.occurrences if each.series.calendar in material.calendars]
    series, occurrences = as_one(material.series, counted, preferences.merged)
    inside = [each for each in occurrences if each.start < period.end and each.end > period.start]
    rules = rules_with_merged(preferences.series_rules, preferences.merged)
    days = SeriesDays(
        period=period,
        series=series,
        occurrences=inside,
        working=working_by_day(material.given, period, preferences),
        breaking=material.given.breaking,
        described=describing_calendars(series),
        preferences=preferences,
        no_people=material.given.no_people,
    )
    figures = series_figures(days, joined=True, also=rules.keys())
    reviewed = {counted_as(uid, preferences.merged): day for uid, day in sorted(material.reviewed.items(), key=_day)}
    wide = Period(min(material.since, period.first), period.last, preferences.zone)
    return SeriesLooked(
        period=period,
        figures=figures,
        occurrences=_by_series(occurrences),
        slots=slots_of(series, occurrences, wide, preferences),
        parts=_parts(series, occurrences),
        queue=review_queue(
            figures,
            series,
            {each.key: reviewed[each.key.uid] for each in figures if each.key.uid in reviewed},
            material.today,
        ),
        rules=rules,
        reviewed=reviewed,
        look_alikes=material.look_alikes,
        calendars=material.calendars,
        today=material.today,
        no_people=material.given.no_people,
        preferences=preferences,
    )


def _day(said: tuple[str, int]) -> int:
    return said[1]


def _by_series(occurrences: Sequence[Occurrence]) -> dict[SeriesKey, list[Occurrence]]:
    found: dict[SeriesKey, list[Occurrence]] = {}
    for each in occurrences:
        found.setdefault(key_of(each), []).append(each)
    return found


def _parts(series: Sequence[Series], occurrences: Sequence[Occurrence]) -> dict[SeriesKey, list[Series]]:
    known = {id(each): each for each in (*series, *(each.series for each in occurrences))}
    found: dict[SeriesKey, list[Series]] = {}
    for each in known.values():
        found.setdefault(key_of_series(each), []).append(each)
    return found
