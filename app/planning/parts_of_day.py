"""Halves and mornings of working days, for the limits that ask for one free (docs/planner.md, limits)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.days import FOCUS, NOON
from app.model.spans import length

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.spans import Span
    from app.planning.options import Ground


def halves_of(working: Sequence[Span]) -> tuple[list[Span], list[Span]]:
    """Return both halves of a day's working time: cut at the break next to its middle, else in the middle."""
    if not working:
        return [], []
    middle = (working[0][0] + working[-1][1]) // 2
    if len(working) == 1:
        return [(working[0][0], middle)], [(middle, working[0][1])]
    at = min(range(1, len(working)), key=lambda n: abs(working[n - 1][1] + working[n][0] - 2 * middle))
    return list(working[:at]), list(working[at:])


def mornings_of(ground: Ground, week: int) -> dict[int, list[Span]]:
    """Return the working time before noon of a week, by weekday, where it is long enough to count as a morning.

    That is where the analysis says whether a morning is free at all (``Day.free_morning``).
    """
    found: dict[int, list[Span]] = {}
    for weekday in range(7):
        noon = ground.instant(week, weekday, NOON)
        spans = [(start, min(end, noon)) for start, end in ground.segments[7 * week + weekday] if start < noon]
        if length(spans) >= FOCUS:
            found[weekday] = spans
    return found
