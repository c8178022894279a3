"""Spans of time as sorted lists of ``(start, end)`` pairs of whole seconds since 1970 UTC, half-open.

Everything here takes and gives *united* lists (sorted, no two spans overlap or touch), except ``unite``, which makes
one from any spans. Spans that touch merge (METRICS.md, conventions).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def unite(spans: Iterable[Span]) -> list[Span]:
    """Return the union of any spans; spans without length vanish."""
    united: list[Span] = []
    last_start = last_end = 0
    for start, end in sorted(spans):
        if end <= start:
            continue
        if united and start <= last_end:
            if end > last_end:
                last_end = end
                united[-1] = (last_start, end)
        else:
            last_start, last_end = start, end
            united.append((start, end))
    return united


def common(first: Sequence[Span], second: Sequence[Span]) -> list[Span]:
    """Return the time that both united lists cover."""
    if not first or not second:
        return []
    result: list[Span] = []
    i = j = 0
    (start, end), (other_start, other_end) = first[0], second[0]
    while True:
        if start < other_end and other_start < end:
            result.append((max(other_start, start), min(other_end, end)))
        if end <= other_end:
            i += 1
            if i == len(first):
                return result
            start, end = first[i]
        else:
            j += 1
            if j == len(second):
                return result
            other_start, other_end = second[j]


def without(spans: Sequence[Span], removed: Sequence[Span]) -> list[Span]:
    """Return the time of the first united list that the second does not cover."""
    result: list[Span] = []
    for start, end in spans:
        at = start
        for a, b in removed:
            if b <= at:
                continue
            if a >= end:
                break
            if a > at:
                result.append((at, a))
            at = b
            if at >= end:
                break
        if at < end:
            result.append((at, end))
    return result


def length(spans: Iterable[Span]) -> int:
    """Return the summed length in seconds."""
    return sum([end - start for start, end in spans])
