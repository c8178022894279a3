"""Where the lines of a sentence end: as few as the width allows, and about as long as each other."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

_COST_OF_A_LONGER_END: Final = 0.2
"""Of a last line that is longer than the others; a deviation of a line by all its length costs 1."""


class Places(Protocol):
    """How far each place of a text is from its start, on one long line."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> float: ...


class Gap(NamedTuple):
    """A space at which a line may end: its place in the text, where it lies on one long line, and what it costs."""

    place: int
    start: float
    end: float
    cost: float


def best_breaks(gaps: Sequence[Gap], whole: float, widest: float, lines: int) -> tuple[int, ...]:
    """Choose the spaces at which the lines end.

    Args:
        gaps: where a line may end, in order.
        whole: the length of the text on one line.
        widest: the longest line allowed, in the same unit.
        lines: how many there shall be.

    Returns:
        Their places in the text; empty where no choice keeps every line short enough.
    """
    middle = whole / lines
    # The cheapest way to break what comes before each space that may end a line, line by line.
    ways: list[tuple[float, float, tuple[int, ...]]] = [(0.0, 0.0, ())]
    for number in range(lines):
        is_last = number + 1 == lines
        found = []
        for end in [Gap(-1, whole, whole, 0.0)] if is_last else gaps:
            costs = []
            for cost, start, places in ways:
                length = end.start - start
                if 0 < length <= widest:
                    tail = _COST_OF_A_LONGER_END if is_last and length > middle * 1.01 else 0.0
                    costs.append((cost + (length / middle - 1) ** 2 + end.cost + tail, end.end, (*places, end.place)))
            if costs:
                found.append(min(costs))
        ways = found
    return ways[0][2][:-1] if ways else ()


def greedy_lines(along: Places, spaces: Sequence[int], widest: float) -> list[tuple[int, int]]:
    """Fill each line as far as it goes; a word that is too long for a line is cut.

    Args:
        along: how far each place of the text is from its start.
        spaces: the places at which a line may end.
        widest: the longest line allowed, in the unit of ``along``.

    Returns:
        Where each line starts and ends in the text.
    """
    lines, start, size = [], 0, len(along) - 1
    while start < size:
        # By halves, since each place that is asked for has to be measured.
        end = max(start + 1, bisect_right(along, along[start] + widest, start + 1, size + 1) - 1)
        following = end
        if end < size:
            fitting = [space for space in spaces if start < space <= end]
            if fitting:
                end, following = fitting[-1], fitting[-1] + 1
        lines.append((start, end))
        start = following
    return lines
