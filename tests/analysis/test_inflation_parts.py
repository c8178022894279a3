"""Why person-hours changed and where the time went: parts that make up the whole (METRICS.md §6)."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.inflation_parts import adding_up, signed, where_the_time_went, why_person_hours
from app.analysis.references import series_reference
from app.model.inflation import Inflation, SeriesChange, Side
from app.model.series_figures import SeriesKey

A = Side((1, 8), 10, 2.0, 3600.0, 10_800.0, 1800.0, 3.0)


def inflation(*changes: float, number: float = 1.5, length: float = 1.2, size: float = 0.8) -> Inflation:
    b = Side((365, 372), 10, 2.0 * number, 4000.0, 10_800.0 + sum(changes), 1800.0 * length, 3.0 * size)
    logarithms = [math.log(each) for each in (number, length, size)]
    series = tuple(
        SeriesChange(SeriesKey("cal", str(at)), f"Series <b>{at}</b>", "grew" if each > 0 else "shrank", each)
        for at, each in enumerate(changes)
    )
    return Inflation(
        a=A,
        b=b,
        meetings=0.5,
        meeting_seconds=0.1,
        person_seconds=0.2,
        why_number=logarithms[0],
        why_length=logarithms[1],
        why_size=logarithms[2],
        why_whole=sum(logarithms),
        series=series,
        number_higher=0.9,
        time_higher=0.9,
        is_finding=True,
    )


def test_the_factors_multiply_to_the_whole_and_say_which_way_each_went() -> None:
    found = why_person_hours(inflation(3600.0), "finding:x:2026-01-01")
    assert math.prod(each.factor for each in found.factors) == pytest.approx(found.whole.factor)
    assert [each.name for each in found.factors] == ["more meetings", "longer", "fewer people"]
    assert found.whole.value == "× 1.44"
    assert found.title == "Why person-hours grew"
    fell = why_person_hours(inflation(-3600.0, number=0.5, length=0.9, size=1.1), "")
    assert [each.name for each in fell.factors] == ["fewer meetings", "shorter", "more people"]
    assert fell.title == "Why person-hours fell"
    assert [row[1] for row in fell.table.rows] == [*(each.value for each in fell.factors), fell.whole.value]


def test_many_series_are_shown_with_the_rest_together() -> None:
    changes = [3600.0 * each for each in (5, -4, 3, 2, 1.5, 1, 0.5, -0.3)]
    found = where_the_time_went(inflation(*changes), "finding:x:2026-01-01")
    assert len(found.table.rows) == 7
    assert found.table.rows[1] == ("Series <b>1</b>", "shrank", "−4.0")
    assert found.table.rows[-1] == ("Everything else", "2 others", "+0.2")
    assert found.total == ("Together", "", "+8.7")
    assert found.table.opens[-1] == "finding:x:2026-01-01"
    assert found.table.opens[:2] == tuple(series_reference(uid, 1, 378, "cal") for uid in "01")
    assert len(found.table.opens) == len(found.table.rows)


def test_a_single_other_series_is_named_too() -> None:
    found = where_the_time_went(inflation(*[3600.0] * 7), "")
    assert [row[2] for row in found.table.rows] == ["+1.0"] * 7


@given(st.lists(st.floats(-50, 50), min_size=1, max_size=12))
def test_rounded_parts_add_up_to_the_rounded_whole(parts: list[float]) -> None:
    rounded = adding_up(parts)
    assert round(sum(rounded) * 10) == round(sum(parts) * 10)
    assert all(abs(one - other) < 0.1 + 1e-9 for one, other in zip(rounded, parts, strict=True))


def test_hours_carry_their_sign() -> None:
    assert [signed(each) for each in (1.0, -0.4, 0.0, -0.0)] == ["+1.0", "−0.4", "0.0", "0.0"]
