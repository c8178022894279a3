"""Journals for tests: promises as one reads them, drawn ones, and weeks of which only some figures matter."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from app.model.journal import WAITS_FOR, Promise, Wait
from app.model.weeks import Week
from tests.builders import ordinal
from tests.second_computation.outcomes import Item

if TYPE_CHECKING:
    from app.model.journal import WaitsFor

FIRST, TODAY = ordinal("2026-01-05"), ordinal("2026-04-15")


def promise(what: str = "Offer", *, done: str = "", waits: str = "", number: int = 0, **words: str) -> Promise:
    """A promise; ``done`` like ``2026-01-05 2026-01-07 2026-01-09`` is done, reopened, done; ``waits`` as in a CSV."""
    found = []
    for each in filter(None, waits.split("; ")):
        span, reason = each.split()
        first, until = span.split("..")
        found.append(Wait(ordinal(first), ordinal(until) if until else None, _reason(reason)))
    days: dict[str, Any] = {
        name: ordinal(words.pop(name)) for name in ("defined", "due", "promised", "began") if name in words
    }
    turns = tuple(map(ordinal, done.split()))
    return Promise(what=what, id=number, turns=turns, waits=tuple(found), **days, **words)  # type: ignore[arg-type]


def _reason(text: str) -> WaitsFor:
    return next(each for each in WAITS_FOR if each == text)


def days() -> st.SearchStrategy[int]:
    """A day from three weeks before the period that tests look at, up to today."""
    return st.integers(FIRST - 21, TODAY)


@st.composite
def promises(draw: st.DrawFn, most: int = 20) -> tuple[Promise, ...]:
    """Promises that may be in a journal on `TODAY`."""
    return tuple(_drawn(draw, number) for number in range(1, draw(st.integers(0, most)) + 1))


def _drawn(draw: st.DrawFn, number: int) -> Promise:
    turns = sorted(draw(st.lists(days(), max_size=4)))
    began = draw(st.none() | st.integers(FIRST - 21, turns[0] if turns else TODAY))
    means = draw(st.sampled_from(["", "Ben has seen it run"]))
    waits: list[Wait] = []
    for first in draw(st.lists(days(), max_size=3)):
        # Only one wait has no end, and only while it is open.
        is_endless = not waits and len(turns) % 2 == 0 and draw(st.booleans())
        until = None if is_endless else draw(st.integers(first, TODAY))
        waits.append(Wait(first, until, draw(st.sampled_from(WAITS_FOR))))
    return Promise(
        what=f"Promise {number}",
        id=number,
        done_means=means,
        defined=draw(st.none() | days()) if means else None,
        due=draw(st.none() | st.integers(FIRST - 7, TODAY + 7)),
        promised=draw(st.none() | days()),
        began=began,
        turns=tuple(turns),
        waits=tuple(sorted(waits, key=lambda each: each.first)),
    )


def item(each: Promise) -> Item:
    """A promise for the second computation."""

    def day(number: int | None) -> date | None:
        return None if number is None else date.fromordinal(number)

    return Item(
        story=[(date.fromordinal(turn), ("done", "reopened")[at % 2]) for at, turn in enumerate(each.turns)],
        due=day(each.due),
        promised=day(each.promised),
        began=day(each.began),
        means=each.done_means,
        means_written=day(each.defined),
        waits=[(date.fromordinal(wait.first), day(wait.until)) for wait in each.waits],
    )


def week(monday: int, *, full: bool = True, **figures: Any) -> Week:
    """A full week with some figures; all others are unknown."""
    return Week._make([None] * len(Week._fields))._replace(
        hours_seconds=144_000,
        working_seconds=144_000,
        monday=monday,
        complete=full,
        full=full,
        working_days=5,
        usual={},
        **figures,
    )
