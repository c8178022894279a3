from __future__ import annotations

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.middle import median


@given(st.lists(st.integers() | st.floats(allow_nan=False, allow_infinity=False, width=32), min_size=1))
def test_it_is_the_median_of_the_standard_library(values: list[float]) -> None:
    assert median(values) == statistics.median(values)


def test_of_an_odd_number_it_is_one_of_them_as_it_is() -> None:
    assert repr(median([3, 1, 2])) == "2"


def test_of_nothing_there_is_none() -> None:
    with pytest.raises(IndexError):
        median([])
