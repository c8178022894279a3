"""1:1s and the face-time audit as METRICS.md §9 words them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tests.second_computation.patterns import marked, one_on_ones, with_only
from tests.second_computation.whole import DAY, Whole, dates, length, others_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from tests.second_computation.kinds import Classified


@dataclass(frozen=True)
class OneOnOne:
    """The 1:1s with one person on the days of the period that are over."""

    person: str
    marks: tuple[tuple[datetime, str], ...]
    planned: int
    held: int
    moved: int
    made_up: int
    fell_out: int
    minutes: float
    days_since: int | None
    ended: bool


def looked_at(whole: Whole) -> list[date]:
    """The days of the period before today."""
    return dates(whole.settings.first, min(whole.settings.last, whole.settings.today - DAY))


def inside(meetings: Iterable[Classified], whole: Whole) -> list[Classified]:
    """Those of the days that are looked at."""
    days = set(looked_at(whole))
    return [one for one in meetings if whole.day_of(one.start) in days]


def rhythm(whole: Whole) -> dict[str, OneOnOne]:
    """The recurring 1:1s, by person."""
    days = set(looked_at(whole))
    found = {}
    for person in {other for other, _series in one_on_ones(whole)}:
        marks: list[tuple[datetime, str]] = []
        ended = True
        for series in (series for other, series in one_on_ones(whole) if other == person):
            ended &= all(whole.day_of(slot.start) <= whole.settings.today for slot in series.slots)
            marks += [
                (slot.start, mark) for slot, mark in marked(person, series, whole) if whole.day_of(slot.start) in days
            ]
        if marks:
            number = [mark for _start, mark in marks].count
            met = with_only(person, whole)
            found[person] = OneOnOne(
                person=person,
                marks=tuple(sorted(marks)),
                planned=len(marks),
                held=number("held") + number("moved"),
                moved=number("moved"),
                made_up=number("made-up"),
                fell_out=number("fell-out"),
                minutes=sum(map(length, inside(met, whole))),
                days_since=days_since(met, whole),
                ended=ended,
            )
    return found


def days_since(met: Iterable[Classified], whole: Whole) -> int | None:
    """Days from the last one to today, or to the end of a period that is long over."""
    end = min(whole.settings.today, whole.settings.last + DAY)
    starts = [day for one in met if (day := whole.day_of(one.start)) < end]
    return (end - max(starts)) // timedelta(days=1) if starts else None


class Attention(NamedTuple):
    """One person whom one named."""

    planned: int
    held: int
    minutes: float
    small_minutes: float
    days_since: int | None


def attention(people: Iterable[str], whole: Whole) -> dict[str, Attention]:
    """Per person: 1:1s planned and held, minutes in them, minutes in meetings of at most eight, days since.

    Every 1:1 that was held was planned, a one-off too; and so was every slot that fell out and was not made up.
    """
    days = set(looked_at(whole))
    known = rhythm(whole)
    found = {}
    for person in people:
        met = with_only(person, whole)
        small = [one for one in whole.starting(days) if (one.people or 9) <= 8 and person in others_of(one, whole.me)]
        series = known.get(person)
        found[person] = Attention(
            planned=len(inside(met, whole)) + (series.fell_out if series else 0),
            held=len(inside(met, whole)),
            minutes=sum(map(length, inside(met, whole))),
            small_minutes=sum(map(length, small)),
            days_since=days_since(met, whole),
        )
    return found


def ratio_of_groups(rows: dict[str, Attention], groups: dict[str, str]) -> float | None:
    """The largest median of a group ÷ the smallest; None with fewer than two groups, or where one has nothing."""
    medians = [median(rows[who].minutes for who in rows if groups[who] == name) for name in set(groups.values())]
    return max(medians) / min(medians) if len(medians) > 1 and min(medians) > 0 else None
