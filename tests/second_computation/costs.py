"""What the evidence of a finding costs a week, and which findings the Overview shows (METRICS.md §7)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from tests.second_computation.figures import minutes_between
from tests.second_computation.whole import DAY, Whole, days_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tests.second_computation.kinds import Classified

SHOWN = 3


class Cost(NamedTuple):
    """Minutes a week: focus time that would be gained without the evidence, and time that it takes."""

    focus: float
    meetings: float


def cost_of(evidence: Sequence[Classified], whole: Whole) -> Cost:
    """The full weeks from the first of the evidence on, measured with and without it."""
    first = min(monday_of(one, whole) for one in evidence)
    weeks = [monday for monday in whole.full[-13:] if monday >= first]
    days = days_of(weeks)
    gone = {id(one) for one in evidence}
    gain = whole.focus_and_fragments(days, gone)[0] - whole.focus_and_fragments(days)[0]
    counted = [one for one in whole.starting(days) if id(one) in gone]
    edges = sorted({edge for one in counted for edge in (one.start, one.end)})
    taken = sum(
        minutes_between(start, end)
        for start, end in pairwise(edges)
        if any(one.start <= start < one.end for one in counted)
    )
    return Cost(gain / len(weeks), taken / len(weeks))


def monday_of(one: Classified, whole: Whole) -> date:
    """The Monday of its week."""
    day = whole.day_of(one.start)
    return day - day.weekday() * DAY


class Candidate(NamedTuple):
    """A finding that may be shown; `about` is the series that it speaks of first."""

    name: str
    cost: Cost
    about: str | None


def overview(found: Sequence[Candidate]) -> list[str]:
    """The three with the most focus cost a week, then the most meeting minutes, at most one per series."""
    shown: list[Candidate] = []
    for each in sorted(found, key=lambda each: (each.cost.focus, each.cost.meetings), reverse=True):
        if len(shown) < SHOWN and (each.about is None or each.about not in {other.about for other in shown}):
            shown.append(each)
    return [each.name for each in shown]
