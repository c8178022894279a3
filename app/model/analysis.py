"""The one object that every view takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.findings import PatternResult, Reason
    from app.model.inflation import Inflation
    from app.model.occurrences import Kind, Me, Period
    from app.model.series_figures import SeriesFigures
    from app.model.sources import Calendar, Problem
    from app.model.weeks import Day, Week


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a period's calendars come to (METRICS.md).

    Attributes:
        coverage: united ``(first day, day after the last)`` ordinals that the sources cover.
        no_people: no source says who is invited, so every figure that rests on meetings is unknown.
        kinds: how many occurrences of the period are of each kind.
        away: how many meetings of the period lie in time away, and count nowhere.
        suspects: how many occurrences of the period are placeholders of 12 to 24 hours.
        today: the ordinal of the day from which weeks count as over.
        series: of the period, a row each UID, the costliest first; empty until they were asked for.
        inflation: None where it is not known, for ``inflation_unknown``, or was not asked for.
        patterns: every pattern, found or not; empty until they were asked for.
        calendars: by key.

    """

    period: Period
    me: Me
    days: tuple[Day, ...]
    weeks: tuple[Week, ...]
    coverage: tuple[tuple[int, int], ...]
    no_people: bool
    kinds: dict[Kind, int]
    away: int
    suspects: int
    problems: tuple[Problem, ...]
    today: int
    series: tuple[SeriesFigures, ...] = ()
    inflation: Inflation | None = None
    inflation_unknown: Reason | None = None
    patterns: tuple[PatternResult, ...] = ()
    calendars: Mapping[str, Calendar] = field(default_factory=dict)

    def last_complete_week(self) -> Week | None:
        """Return the last complete week of the period, None where there is none."""
        return next((week for week in reversed(self.weeks) if week.complete), None)
