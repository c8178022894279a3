"""What a report is composed from: the very results that the pages and the command line show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.analysis.pattern_grounds import Looked
    from app.analysis.series_looked import SeriesLooked
    from app.model.charts import HeatMap
    from app.model.chosen_period import ChosenPeriod
    from app.model.findings import Finding, PatternResult
    from app.model.history import History
    from app.model.outcomes import Conditions, OutcomesPage, Quarter
    from app.model.people import OneOnOne
    from app.model.phrases import Phrase
    from app.model.preferences import Preferences
    from app.model.week_view import WeekView
    from app.report.names import Naming
    from app.report.sections import SectionId

FACE_TIME = "face-time"
"""The audit is for the person's own eyes: no report holds it (METRICS.md §9)."""


@dataclass(frozen=True, slots=True)
class OneOnOnes:
    """The 1:1s of the period.

    Attributes:
        sentence: the page's first one, without names.
        unknown: why there are none to show; empty where there are.
        note: what a calendar does not say of them.

    """

    ones: tuple[OneOnOne, ...]
    sentence: tuple[Phrase, ...]
    unknown: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """The results of one period.

    Attributes:
        period: what was chosen.
        history: the figures as of the day after the period, or of today where that comes first; so a report on days
            that are over is the same on whatever day it is made.
        results: every pattern over the full weeks up to the end of the period.
        looked: what they looked at.
        series: of the period, or of its last 52 weeks.
        week: the last complete week of the period; None where there is none.
        heat: the year up to then, by weekday and hour.
        page: the journal in the days of its measures.
        quarters: what was done in the period, by quarter.
        names: of people, by address, as the person gave them.

    """

    period: ChosenPeriod
    history: History
    results: Sequence[PatternResult]
    looked: Looked
    series: SeriesLooked
    people: OneOnOnes
    week: WeekView | None
    page: OutcomesPage
    conditions: Conditions
    quarters: tuple[Quarter, ...]
    names: Mapping[str, str]
    preferences: Preferences

    @property
    def heat(self) -> HeatMap | None:
        """The year by weekday and hour; None where nothing is known of it."""
        return None if self.week is None else self.week.heat

    def findings(self) -> list[Finding]:
        """Return what was found and not refused, without the audit, in the order of METRICS.md §7."""
        found = [each.finding for each in self.shown() if each.finding is not None]
        return [each for each in found if each.dismissed is None]

    def shown(self) -> list[PatternResult]:
        """Return the patterns that a report may speak of."""
        return [each for each in self.results if each.id != FACE_TIME]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What shall stand in a report: its sections, how series and people are called, and whether days may be named.

    Attributes:
        anonymous: no own words, and nothing about single days or hours of the day.

    """

    sections: frozenset[SectionId]
    naming: Naming
    anonymous: bool
