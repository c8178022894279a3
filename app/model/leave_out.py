"""What some meetings cost in time to think (METRICS.md §5, ``focus_cost_minutes`` and ``fragment_cost_minutes``)."""

from __future__ import annotations

from typing import NamedTuple


class LeftOut(NamedTuple):
    """What days would gain if some meetings were gone.

    Attributes:
        focus_seconds: focus time after, less before; never negative.
        fragment_seconds: fragment time before, less after; may be negative.

    """

    focus_seconds: int
    fragment_seconds: int
