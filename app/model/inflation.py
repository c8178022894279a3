"""Meeting inflation: two periods of full weeks compared, and why they differ (METRICS.md §6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.series_figures import SeriesKey

Change = Literal["came", "went", "grew", "shrank"]


class Side(NamedTuple):
    """One of the two periods: A, the baseline, or B, now.

    Attributes:
        mondays: the ordinals of the Mondays of its full weeks, in order.
        working_days: how many working days they have.
        meetings: number of meetings per working day.
        meeting_seconds: time with at least one meeting, per working day.
        person_seconds: length times people, per working day.
        length: mean length of a meeting in seconds.
        people: mean number of people, weighted by length.

    """

    mondays: tuple[int, ...]
    working_days: int
    meetings: float
    meeting_seconds: float
    person_seconds: float
    length: float
    people: float


class SeriesChange(NamedTuple):
    """What one series contributes: ``person_seconds`` is B less A, per working day."""

    key: SeriesKey
    title: str
    change: Change
    person_seconds: float


class Inflation(NamedTuple):
    """B against A.

    Attributes:
        meetings: B ÷ A − 1 of the number of meetings per working day.
        meeting_seconds: likewise of the time with at least one meeting.
        person_seconds: likewise of person-time.
        why_number: ln of the ratio of numbers; the three sum to ``why_whole``.
        why_length: ln of the ratio of mean lengths.
        why_size: ln of the ratio of mean sizes.
        why_whole: ln of the ratio of person-time.
        series: the series that came, went, grew or shrank, largest difference first; their differences sum to the
            difference in person-time per working day.
        number_higher: the share of all pairs of a week of A and a week of B in which B's has more meetings per working
            day; ties count half.
        time_higher: likewise more meeting time.
        is_finding: the rule of METRICS.md §6 holds.

    """

    a: Side
    b: Side
    meetings: float
    meeting_seconds: float
    person_seconds: float
    why_number: float
    why_length: float
    why_size: float
    why_whole: float
    series: tuple[SeriesChange, ...]
    number_higher: float
    time_higher: float
    is_finding: bool

    @property
    def higher(self) -> float:
        """The larger of both shares."""
        return max(self.number_higher, self.time_higher)
