"""What work costs, counted and not timed: the same on every machine and however busy it is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from _typeshed import TraceFunction


def steps(work: Callable[[], object]) -> int:
    """Count the lines of Python that the work goes through in this thread, each pass of a loop anew.

    What a function written in C does inside is one step with the line that calls it.
    """
    count = 0

    def each(_frame: FrameType, event: str, _argument: object) -> TraceFunction:
        nonlocal count
        count += event == "line"
        return each

    before = sys.gettrace()
    sys.settrace(each)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times as many steps the work takes for twice the size: 2 where it is linear, 4 where quadratic.

    It is done once before, so that what is made ready for all sizes counts for none.
    """
    work(2 * size)
    small = steps(lambda: work(size))
    return steps(lambda: work(2 * size)) / small
