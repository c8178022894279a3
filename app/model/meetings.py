"""What figures need of the occurrences of a time: no titles, no people, no reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.model.preferences import Interval
    from app.model.spans import Span


class Meeting(NamedTuple):
    """One meeting that counts in the figures.

    Attributes:
        start: seconds since 1970 UTC.
        end: likewise, excluded.
        people: how many, me among them; None where it names nobody.
        unsure: I have not said that I come: tentative, or not answered.
        external: somebody is in it whose address is none of my domains'.
        organized: I organize it.
        recurs: it belongs to a series that repeats.

    """

    start: int
    end: int
    people: int | None
    unsure: bool
    external: bool
    organized: bool
    recurs: bool


PlainMeeting = tuple[int, int, "int | None", bool, bool, bool, bool]
"""The fields of a `Meeting`; a plain tuple, of which ten years have ten thousands, is made and taken apart in a quarter
of the time."""


class Scheduled(NamedTuple):
    """What a time holds, as figures see it.

    Attributes:
        meetings: those that count, in order of start (METRICS.md §1 ``count``, §2).
        away: out-of-office time, united.
        breaking: own blocks that the person lets break focus as meetings do ("Lunch"), in order of start.
        shifts: days (ordinals) whose hours a title gives ("Night").
        no_people: no source says who is invited, so nothing that rests on meetings is known.
        knows_me: my addresses are known, or guessed.

    """

    meetings: Sequence[PlainMeeting]
    away: Sequence[Span]
    breaking: Sequence[Span]
    shifts: Mapping[int, tuple[Interval, ...]]
    no_people: bool
    knows_me: bool
