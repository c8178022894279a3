"""Findings: a pattern that a calendar shows, with its evidence (METRICS.md §7)."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.occurrences import Occurrence
    from app.model.phrases import Phrase
    from app.model.series_figures import SeriesKey
    from app.model.weeks import Range

Unit = Literal["minutes", "share", "count", "days", "weeks"]
Confidence = Literal["low", "medium", "high"]


class Found(NamedTuple):
    """What a pattern has found, before it is put into words.

    Attributes:
        pattern: its id, as METRICS.md §7 names it.
        figure: the figure that the finding is about, in ``unit``.
        usual: its usual range, None where there is none.
        n: how many occurrences, or weeks, it rests on.
        confidence: how sure it is.
        evidence: the occurrences behind it, in order of time.
        series: the series that it is about, the costliest first; empty where it is about weeks.
        values: what its sentence names besides, by name.

    """

    pattern: str
    figure: float
    unit: Unit
    n: int
    confidence: Confidence
    evidence: tuple[Occurrence, ...]
    usual: Range | None = None
    series: tuple[SeriesKey, ...] = ()
    values: Mapping[str, object] = MappingProxyType({})


Reason = Literal[
    "no-people",
    "me-unknown",
    "few-weeks",
    "few-meetings",
    "no-last-week",
    "no-descriptions",
    "no-creation-times",
    "no-slots",
    "no-baseline",
    "not-set-up",
]
"""Why nothing can be said about a pattern; ``analysis.pattern_words`` says it in a sentence."""


class NotKnown(NamedTuple):
    """Nothing can be said about a pattern, which is not the same as not finding it."""

    reason: Reason


Answer = Found | NotKnown | None
"""What looking for a pattern gives: found, not known with the reason, or not found (None)."""


class Finding(NamedTuple):
    """A finding in words.

    Attributes:
        name: of the pattern ("meetings grow").
        sentence: what was found, in one plain sentence.
        phrases: the same with its figures and titles apart.
        cannot_know: what a calendar cannot say about it.
        suggestion: one thing to try.
        focus_cost_seconds: focus time a week that its evidence costs: what the weeks would gain without these
            meetings; None where it is about none.
        meeting_seconds: meeting time a week of its evidence.
        dismissed: the reason with which the person said *Not so*; None: not dismissed.

    """

    found: Found
    name: str
    sentence: str
    phrases: tuple[Phrase, ...]
    cannot_know: str
    suggestion: str
    focus_cost_seconds: int | None
    meeting_seconds: int
    dismissed: str | None = None


class Threshold(NamedTuple):
    """One number of a pattern's rule, with where it comes from and how strong that source is (METRICS.md, A to D)."""

    name: str
    value: float
    default: float
    unit: str
    source: str
    strength: str


class PatternResult(NamedTuple):
    """One pattern of METRICS.md §7, found or not.

    Attributes:
        id: as METRICS.md §7 names it.
        name: for people ("Meetings grow").
        finding: None where it was not found, or nothing is known.
        unknown: why nothing is known, as a sentence; empty where it is.

    """

    id: str
    name: str
    thresholds: tuple[Threshold, ...]
    finding: Finding | None
    unknown: str
