"""Which series are due for a review (METRICS.md §7)."""

from __future__ import annotations

import pytest

from app.analysis.review_queue import is_endless, review_queue
from app.model.events import Recurrence, Series
from app.model.series_figures import SeriesFigures, SeriesKey
from tests.builders import CALENDAR, PLAIN, ordinal, plain_event

TODAY = ordinal("2026-05-15")
ENDLESS = Recurrence(("FREQ=WEEKLY",))


def figures(uid: str = "one", *, cost: int = 600, age: int = 91, seconds: int = 3600) -> SeriesFigures:
    """A series that repeats."""
    return SeriesFigures(
        key=SeriesKey(CALENDAR, uid),
        uid=uid,
        title="Weekly",
        recurs=True,
        held=10,
        cancelled=0,
        skipped=0,
        moved=0,
        declined=0,
        seconds=seconds,
        people=2,
        person_seconds=2 * seconds,
        age_days=age,
        described=None,
        creep=None,
        focus_cost_seconds=cost,
        fragment_cost_seconds=0,
        organized=False,
        external=False,
        last_held=None,
    )


def series(uid: str = "one", recurrence: Recurrence | None = ENDLESS) -> Series:
    return Series(CALENDAR, uid, PLAIN, recurrence, ())


def is_due(*, age: int = 91, reviewed: str | None = None, today: int = TODAY) -> bool:
    reviews = {} if reviewed is None else {SeriesKey(CALENDAR, "one"): ordinal(reviewed)}
    return bool(review_queue([figures(age=age)], [series()], reviews, today))


@pytest.mark.parametrize(
    ("recurrence", "endless"),
    [
        (ENDLESS, True),
        (Recurrence(("FREQ=WEEKLY;COUNT=100",)), False),
        (Recurrence(("FREQ=WEEKLY;UNTIL=20301231T000000Z",)), False),
        (Recurrence(("FREQ=WEEKLY;UNTIL=20301231", "FREQ=MONTHLY")), True),
        (Recurrence(("FREQ=NEVER",)), False),
        (Recurrence(), False),
        (None, False),
    ],
)
def test_a_series_is_endless_without_until_and_count(recurrence: Recurrence | None, endless: bool) -> None:
    assert is_endless(series(recurrence=recurrence)) is endless
    assert len(review_queue([figures()], [series(recurrence=recurrence)], {}, TODAY)) == endless


def test_a_series_whose_rest_was_cancelled_ends() -> None:
    turn = plain_event(this_and_future=True, cancelled="status")
    assert not is_endless(Series(CALENDAR, "one", PLAIN, ENDLESS, (turn,)))
    assert is_endless(Series(CALENDAR, "one", PLAIN, ENDLESS, (turn._replace(cancelled=""),)))


def test_a_split_series_is_endless_where_its_last_part_is() -> None:
    parts = [series("one", Recurrence(("FREQ=WEEKLY;COUNT=3",))), series("one_R20260216T120000")]
    assert len(review_queue([figures()], parts, {}, TODAY)) == 1
    assert review_queue([figures()], parts[:1], {}, TODAY) == ()


def test_it_is_due_when_it_is_older_than_ninety_days() -> None:
    assert is_due(age=91)
    assert not is_due(age=90)


def test_a_reviewed_one_rests_ninety_days_and_the_rest_of_its_quarter() -> None:
    assert not is_due(reviewed="2026-05-15")
    assert not is_due(reviewed="2026-02-15")
    assert is_due(reviewed="2026-02-14")
    # Ninety-one days after the first day of the third quarter it is still the same quarter.
    assert not is_due(reviewed="2026-07-01", today=ordinal("2026-09-30"))
    assert is_due(reviewed="2026-07-01", today=ordinal("2026-10-01"))


def test_the_ten_that_cost_most_come_first() -> None:
    many = [figures(str(number), cost=number) for number in range(12)]
    found = review_queue(many, [series(str(number)) for number in range(12)], {}, TODAY)
    assert [each.focus_cost_seconds for each in found] == list(range(11, 1, -1))
