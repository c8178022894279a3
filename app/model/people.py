"""1:1s and the face-time audit (METRICS.md §7 ``one-on-one-slips``, §9): for the person's own eyes, never shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from app.model.series_figures import SeriesKey
    from app.model.slots import Slot

Mark = Literal["held", "moved", "made-up", "fell-out"]
"""A slot of a 1:1: held; held but moved; fell out and replaced within seven days; fell out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OneOnOne:
    """The 1:1s with one other person: exactly two people, recurring.

    Attributes:
        person: the other's address, lower case.
        series: the series, the newest first.
        slots: those of the days outside out-of-office time and before today, oldest first, each with its mark.
        planned: how many slots of the period; ``held``, ``moved``, ``made_up`` and ``fell_out`` are parts of it
            (``moved`` is a part of ``held`` too).
        seconds: of all 1:1s with this person that were held on these days, those outside the series too.
        days_since: days from the last one held to today; None where none was held.
        next_start: when the next one is scheduled, seconds since 1970 UTC; None where none is known.
        spacing_days: the usual distance of two slots (median), None under three slots.
        slot_seconds: the usual length of a slot (median); None where none is known.
        recent: the last slots up to the end of the days, those before them too, at most twelve, each with its mark.
        ended: the series has no slot after today.

    """

    person: str
    series: tuple[SeriesKey, ...]
    title: str
    slots: tuple[tuple[Slot, Mark], ...]
    planned: int
    held: int
    moved: int
    made_up: int
    fell_out: int
    seconds: int
    days_since: int | None
    next_start: int | None
    spacing_days: float | None
    slot_seconds: int | None
    recent: tuple[tuple[Slot, Mark], ...]
    ended: bool


class FaceTimePerson(NamedTuple):
    """Somebody whom the person named for the audit, with an optional group ("office", "remote")."""

    address: str
    name: str
    group: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceTimeRow:
    """One person in one quarter (METRICS.md §9). Lengths in seconds.

    Attributes:
        planned: 1:1s planned.
        held: of them held.
        one_on_one_seconds: in 1:1s held.
        small_seconds: in meetings of at most eight people, 1:1s among them.
        days_since: since the last 1:1; None where none was held.
        noted: recognitions, stretch work and promotions noted in the journal in the quarter.
        below_half: 1:1 time below half of the median of all people named.

    """

    person: FaceTimePerson
    planned: int
    held: int
    one_on_one_seconds: int
    small_seconds: int
    days_since: int | None
    noted: int
    below_half: bool


class FaceTimeGroup(NamedTuple):
    """One group: how many people, and the median 1:1 seconds per person."""

    group: str
    people: int
    median_seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceTime:
    """The audit of one quarter: one's own attention over the people that one named.

    Attributes:
        first: the first day of the quarter, an ordinal.
        last: the last one, included.
        groups: in order of name; empty where nobody has a group.
        ratio: the largest median of a group ÷ the smallest; None with fewer than two groups, or where the smallest
            is 0.
        median_seconds: of 1:1 time per person.

    """

    first: int
    last: int
    rows: tuple[FaceTimeRow, ...]
    groups: tuple[FaceTimeGroup, ...]
    ratio: float | None
    median_seconds: float
