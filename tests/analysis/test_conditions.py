"""Conditions (METRICS.md §8): focus, load, outside hours, what promises waited for, what would help."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.conditions import conditions, waited_for
from app.model.journal import WAITS_FOR
from tests.analysis.journals import FIRST, TODAY, promise, promises, week
from tests.builders import ordinal
from tests.second_computation.outcomes import dates

if TYPE_CHECKING:
    from app.model.journal import Promise
    from app.model.outcomes import Conditions
    from app.model.weeks import Week

FEBRUARY = ordinal("2026-02-02"), ordinal("2026-03-01")
CALM: dict[str, Any] = {
    "focus_seconds": 72_000,
    "focus_share": 0.5,
    "load": 0.2,
    "fragmentation": 0.3,
    "outside_hours_seconds": 0,
}


def of_february(*weeks: Week, found: tuple[Promise, ...] = ()) -> Conditions:
    return conditions(weeks, found, *FEBRUARY, ordinal("2026-04-01"), no_people=False)


def in_february(at: int, **figures: Any) -> Week:
    return week(FEBRUARY[0] + 7 * at, **{**CALM, **figures})


def test_each_figure_is_the_median_of_the_full_weeks_with_its_range() -> None:
    weeks = [in_february(at, load=load) for at, load in enumerate((0.1, 0.3, 0.2))]
    found = of_february(*weeks, week(FEBRUARY[0] + 21, full=False, **CALM), in_february(4, load=0.9))
    assert found.mondays == tuple(each.monday for each in weeks)
    assert (found.load.median, found.load.range) == (0.2, (0.1, 0.3))


def test_unknown_figures_stay_unknown_and_propose_nothing() -> None:
    found = of_february(week(FEBRUARY[0]), week(FEBRUARY[0] + 7))
    assert (found.load.median, found.load.range, found.helps) == (None, None, ())
    assert of_february().mondays == ()


def test_what_would_help_follows_the_limits_of_the_patterns() -> None:
    assert of_february(in_february(0)).helps == ()
    assert of_february(in_february(0, load=0.5)).helps == ("fewer-meetings",)
    assert of_february(in_february(0, focus_share=0.24)).helps == ("longer-stretches",)
    assert of_february(in_february(0, outside_hours_seconds=3600)).helps == ("hours",)


def test_what_was_waited_for_helps_the_longest_first() -> None:
    short = promise(waits="2026-02-03..2026-02-05 decision")
    long = promise(waits="2026-02-20.. access")
    found = of_february(found=(short, long))
    assert [(each.reason, each.days, each.promises) for each in found.waited] == [("access", 10, 1), ("decision", 2, 1)]
    assert found.helps == ("access", "decision")


def test_a_wait_that_has_not_ended_goes_on_until_today() -> None:
    open_wait = (promise(waits="2026-02-20.. access"),)
    early = conditions((), open_wait, *FEBRUARY, ordinal("2026-02-25"), no_people=False)
    assert [each.days for each in early.waited] == [5]


@given(promises(most=4), st.integers(FIRST - 10, FIRST + 60), st.integers(0, 60))
def test_waiting_days_equal_a_count_of_each_day(found: tuple[Promise, ...], first: int, length: int) -> None:
    end = min(first + length, TODAY)
    ours = {each.reason: (each.days, each.promises) for each in waited_for(found, first, end)}
    counted = {}
    for reason in WAITS_FOR:
        per_promise = []
        for each in found:
            over = end if each.done is None else each.done
            waits = [wait for wait in each.waits if wait.reason == reason]
            every = dates(date.fromordinal(first), date.fromordinal(end - 1)) if end > first else ()
            per_promise.append(
                sum(
                    any(wait.first <= day.toordinal() < (over if wait.until is None else wait.until) for wait in waits)
                    for day in every
                    if day.toordinal() < over
                )
            )
        if any(per_promise):
            counted[reason] = (sum(per_promise), sum(map(bool, per_promise)))
    assert ours == counted
