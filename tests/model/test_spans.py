"""Spans of time against sets of the seconds in them."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.model.spans import Span, common, length, unite, without

ANY = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8)
UNITED = ANY.map(lambda spans: unite([(min(span), max(span)) for span in spans]))


def seconds(spans: list[Span]) -> set[int]:
    return {second for start, end in spans for second in range(start, end)}


def is_united(spans: list[Span]) -> bool:
    """Sorted, none empty, no two touch."""
    edges = [edge for span in spans for edge in span]
    return all(early < late for early, late in pairwise(edges))


@given(ANY)
def test_union(spans: list[Span]) -> None:
    united = unite(spans)
    assert is_united(united)
    assert seconds(united) == seconds(spans)
    assert length(united) == len(seconds(spans))


@given(UNITED, UNITED)
def test_common_and_without(first: list[Span], second: list[Span]) -> None:
    assert is_united(common(first, second))
    assert is_united(without(first, second))
    assert seconds(common(first, second)) == seconds(first) & seconds(second)
    assert seconds(without(first, second)) == seconds(first) - seconds(second)


def test_spans_that_touch_merge() -> None:
    assert unite([(2, 3), (0, 1), (1, 2), (5, 5)]) == [(0, 3)]
