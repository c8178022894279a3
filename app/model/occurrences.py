"""Occurrences: events at their time, each with its kind and why."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.events import Event, Response, Series
    from app.model.sources import Calendar, Problem
    from app.model.timezones import HomeZone

Kind = Literal["cancelled", "declined", "out_of_office", "all_day", "ignored", "focus", "free", "meeting", "block"]

RuleId = Literal[
    "status-cancelled",
    "title-cancelled",
    "method-cancel",
    "declined",
    "out-of-office-type",
    "out-of-office-status",
    "out-of-office-title",
    "date",
    "whole-day",
    "working-location",
    "birthday",
    "task",
    "left-out",
    "no-length",
    "placeholder",
    "focus-type",
    "focus-title",
    "free-status",
    "transparent",
    "people",
    "link",
    "busy-is-meeting",
    "own-time",
    "own-rule",
    "left-out-series",
]
"""Which part of which rule of METRICS.md §1 decided a kind; ``timeline.classify`` says it in words."""


class _Days(NamedTuple):
    first: int
    last: int
    zone: HomeZone


class Period(_Days):
    """Whole days from ``first`` to ``last``, both included, as ordinals in ``zone``."""

    @cached_property
    def start(self) -> int:
        """The instant at which the first day begins."""
        return self.zone.midnight(self.first)

    @cached_property
    def end(self) -> int:
        """The instant at which the last day ends."""
        return self.zone.midnight(self.last + 1)


class Attendance(NamedTuple):
    """Who is in an event, seen from *me* (METRICS.md §1, *People*, *Me*, *Response*).

    Attributes:
        response: my answer, None where it is unknown.
        people: how many people, me among them; None where the event carries none.
        at_least: ``people`` is a lower bound (a group counts as one).
        others: at least one person other than me.
        external: at least one address outside my domains; None where I am unknown.
        organized: I organize it; None where I am unknown.

    """

    response: Response | None
    people: int | None
    at_least: bool
    others: bool
    external: bool | None
    organized: bool | None


class Occurrence(NamedTuple):
    """One event at one time.

    Attributes:
        start: seconds since 1970 UTC; of an all-day one, when its first day begins in the analysis zone.
        end: likewise, excluded.
        event: the head of its series, or the override that holds here.
        days: of an all-day one (DATE-valued) its first day and the day after its last, as ordinals; else None.
        original: the slot of its series: seconds since 1970 UTC, or the day's ordinal of an all-day one; None for a
            one-off.
        away: it is a meeting that lies wholly in out-of-office time or on a holiday (METRICS.md §2).

    """

    start: int
    end: int
    event: Event
    series: Series
    days: tuple[int, int] | None
    original: int | None
    kind: Kind
    rule: RuleId
    attendance: Attendance
    away: bool = False


class Me(NamedTuple):
    """My own addresses; ``guessed`` where they come from how often they occur. Empty: unknown."""

    addresses: frozenset[str]
    guessed: bool = False


class Timeline(NamedTuple):
    """All occurrences that overlap a period, in order of time, classified.

    Attributes:
        period: what was asked for.
        reach: the period and the time before it that usual ranges and runs look at.
        occurrences: those that overlap ``reach``.
        coverage: united ``(first day, day after the last)`` pairs that the sources cover (METRICS.md §4).
        no_people: no source says who is invited, and the person has not said what a meeting is (METRICS.md §1).
        series: all that were read, those without an occurrence in the reach among them.

    """

    period: Period
    reach: Period
    occurrences: tuple[Occurrence, ...]
    calendars: dict[str, Calendar]
    me: Me
    coverage: tuple[tuple[int, int], ...]
    no_people: bool
    problems: tuple[Problem, ...]
    series: tuple[Series, ...] = ()

    def inside(self) -> list[Occurrence]:
        """Return the occurrences that overlap the period itself; one without length overlaps by its start."""
        start, end = self.period.start, self.period.end
        return [each for each in self.occurrences if each.start < end and (each.end > start or each.start >= start)]
