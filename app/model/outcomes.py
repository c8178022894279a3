"""What the journal comes to (METRICS.md §8). Days are ordinals; lengths of time on promises are whole days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.experiments import Outcome
    from app.model.journal import Entry, MeetingNote, Promise, WaitsFor
    from app.model.weeks import Range

Unknown = Literal[
    "",
    "nothing-due",
    "few-due",
    "nothing-done",
    "no-begin",
    "no-complete-week",
    "no-wait-noted",
    "no-days-between",
    "nothing-begun",
    "no-day-of-definition",
    "nothing-done-long-ago",
]
"""Why a measure is None; empty where it is known. ``analysis.outcome_words`` says it in a sentence."""


class Share(NamedTuple):
    """A share: ``part`` of ``of``; ``value`` is None where that is no share yet, for ``unknown``."""

    value: float | None
    part: int
    of: int
    unknown: Unknown


class LeadTime(NamedTuple):
    """Days from begin to done: the middle, what 85 % did not exceed, and how many promises that rests on."""

    median: float | None
    p85: float | None
    of: int
    unknown: Unknown


class Rate(NamedTuple):
    """How many were done a week: ``done`` in ``weeks`` complete weeks."""

    value: float | None
    done: int
    weeks: int
    unknown: Unknown


class Flow(NamedTuple):
    """Flow efficiency: 1 less waiting days ÷ days from begin to done, over ``of`` promises."""

    value: float | None
    waiting_days: int
    lead_days: int
    of: int
    unknown: Unknown


class Due(NamedTuple):
    """A promise whose day is over, and whether it was done at the end of that day."""

    promise: Promise
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The six measures of METRICS.md §8 over some days.

    Attributes:
        first: the first of these days.
        last: the last one, included.
        clarity_unknown: promises begun whose definition of done carries no day; they count neither way.
        due: the promises behind predictability, in order of their day.

    """

    first: int
    last: int
    predictability: Share
    lead_time: LeadTime
    throughput: Rate
    flow_efficiency: Flow
    clarity: Share
    clarity_unknown: int
    quality: Share
    due: tuple[Due, ...]


class WeekBeside(NamedTuple):
    """A full week that the journal and the calendars cover: how many were done, and what was scheduled."""

    monday: int
    done: int
    focus_seconds: int | None
    meeting_seconds: int | None
    fragmentation: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotesSummary:
    """The notes made after meetings.

    Attributes:
        worth: the median of those that say it, None without one.
        rated: how many say it.

    """

    count: int
    worth: float | None
    rated: int
    decisions: int
    owners: int
    blockers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomesPage:
    """The page of the journal.

    Attributes:
        today: the ordinal of the day that it is of.
        measures: over the thirteen weeks before today's and the days of this one, unless others were asked for.
        promises: the open ones, those due first at the top, those without a day last.
        waiting: the open ones that wait, the longest first.
        weeks: the weeks that both the journal and the calendars cover, oldest first.
        notes: of meetings in the days of the measures, newest first.
        entries: of these days, newest first.
        empty: nothing is in the journal at all.

    """

    today: int
    measures: Measures
    promises: tuple[Promise, ...]
    waiting: tuple[Promise, ...]
    weeks: tuple[WeekBeside, ...]
    notes: tuple[MeetingNote, ...]
    notes_summary: NotesSummary
    entries: tuple[Entry, ...]
    experiments: tuple[Outcome, ...]
    empty: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOnOneSheet:
    """What is open with one person, for a 1:1."""

    person: str
    today: int
    promises: tuple[Promise, ...]


class Quarter(NamedTuple):
    """What was done in a quarter: its first and last day, and the promises in order of the day they were done."""

    first: int
    last: int
    promises: tuple[Promise, ...]


class Spread(NamedTuple):
    """A weekly figure over some weeks: the middle, and its least and most; None where it is unknown."""

    median: float | None
    range: Range | None


class Waited(NamedTuple):
    """How long promises waited for one thing, in days, and how many did."""

    reason: WaitsFor
    days: int
    promises: int


Help = Literal["fewer-meetings", "longer-stretches", "hours", "decision", "review", "access", "person"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditions:
    """The conditions of work over some weeks, as a sheet that can be handed over (METRICS.md §8).

    It names no promise and nobody: only for what was waited, and how long.

    Attributes:
        first: the first of the days that were asked for.
        last: the last one, included.
        mondays: of the full weeks among them.
        no_people: no calendar says who is invited, so what rests on meetings is unknown.
        focus: focus seconds a week.
        focus_share: of the working time.
        load: meeting time in working hours ÷ working time.
        fragmentation: the share of meeting-free time that lies in stretches under two hours.
        outside: meeting seconds outside working hours a week.
        waited: what promises waited for in these days, the longest first.
        helps: what would help, by what the figures and the waits show.

    """

    first: int
    last: int
    today: int
    mondays: tuple[int, ...]
    no_people: bool
    focus: Spread
    focus_share: Spread
    load: Spread
    fragmentation: Spread
    outside: Spread
    waited: tuple[Waited, ...]
    helps: tuple[Help, ...]


# ---- in words ----


class Block(NamedTuple):
    """A part of a page in words.

    Attributes:
        title: empty: it stands directly under the title before.
        lines: sentences.
        rows: cells beside one another, one tuple a row, after the sentences.
        numbers: the columns of ``rows`` that are flush right.
        heads: over the columns; empty: none.
        note: a sentence of less weight at its end.

    """

    title: str
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    numbers: tuple[int, ...] = ()
    heads: tuple[str, ...] = ()
    note: str = ""


class WordedSheet(NamedTuple):
    """A page in words, as terminal, window and PDF show it; foreign text in it is harmless."""

    title: str
    blocks: tuple[Block, ...]
