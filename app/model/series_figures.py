"""Figures of a series over some days (METRICS.md §5). Lengths are whole seconds; reports show them as minutes."""

from __future__ import annotations

from typing import NamedTuple


class SeriesKey(NamedTuple):
    """Which series: its calendar's key, and its UID less the ``_R…`` with which Google splits a series."""

    calendar: str
    uid: str


class Creep(NamedTuple):
    """The last four that were held against the first four: each B ÷ A − 1, None where it is unknown.

    Attributes:
        length: of their mean length.
        people: of their mean number of people.
        often: of how many take place a month.

    """

    length: float | None
    people: float | None
    often: float | None


class SeriesFigures(NamedTuple):
    """What a series came to over some days (METRICS.md §5).

    Attributes:
        uid: the whole UID, of the newest part where Google has split the series.
        title: as its newest occurrence has it.
        recurs: it repeats; a one-off is a series of one.
        held: meetings that count and start on these days.
        cancelled: occurrences cancelled by STATUS, METHOD or title.
        skipped: slots that an EXDATE removes; a calendar does not say why.
        moved: overrides that start 15 minutes or more from the slot they replace.
        declined: occurrences that I declined.
        seconds: summed lengths of those held.
        people: the median number of people of those held; None where none says.
        person_seconds: length times people, summed; unknown people count as two.
        age_days: days from its DTSTART, of the first part where Google split it, to the last of these days.
        described: the share of those held that have an agenda; None where their source publishes no descriptions.
        focus_cost_seconds: focus time that these days would gain if this series alone were gone.
        fragment_cost_seconds: fragment time before, less after; may be negative.
        organized: I organize it; None where I am unknown.
        external: somebody outside my domains is in it; None where I am unknown.
        last_held: when the newest of those held began, seconds since 1970 UTC; None without any.

    """

    key: SeriesKey
    uid: str
    title: str
    recurs: bool
    held: int
    cancelled: int
    skipped: int
    moved: int
    declined: int
    seconds: int
    people: float | None
    person_seconds: int
    age_days: int
    described: float | None
    creep: Creep | None
    focus_cost_seconds: int
    fragment_cost_seconds: int
    organized: bool | None
    external: bool | None
    last_held: int | None
