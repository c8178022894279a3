"""Which days are worked out together: stretches of them, and runs of meetings that cross midnight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis.days import BREATH
from app.model.timezones import DAY, EPOCH_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.model.meetings import PlainMeeting
    from app.model.timezones import HomeZone

_FEW_DAYS = 30
"""Stretches of days nearer to each other than this are worked out in one go."""


def stretches(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of the days that lie near each other."""
    if not days:
        return
    first = last = days[0]
    for day in days[1:]:
        if day - last > _FEW_DAYS:
            yield first, last
            first = day
        last = day
    yield first, last


def runs_over_midnight(meetings: Sequence[PlainMeeting], zone: HomeZone) -> Iterator[tuple[int, int]]:
    """Yield first and last day of each run of meetings, in order of start, that crosses midnight."""
    offsets, stays = zone.offsets, len(zone.stays) == 1
    for start, end in _runs(meetings):
        # Told by the offset that a day has all day long, as nearly all do; not where a move makes a day longer.
        offset = offsets[start // DAY + EPOCH_DAY]
        if offset is not None and stays:
            day = (start + offset) // DAY
            if day == (end + offset) // DAY and offsets[day + EPOCH_DAY] == offset:
                continue
        first, last = zone.local(start)[0], zone.local(end)[0]
        if first != last:
            yield first, last


def _runs(meetings: Sequence[PlainMeeting]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    begin: int | None = None
    latest: int | None = None
    for start, end, *__ in meetings:
        if begin is None or latest is None or start - latest >= BREATH:
            if begin is not None and latest is not None:
                runs.append((begin, latest))
            begin, latest = start, end
        else:
            latest = max(latest, end)
    if begin is not None and latest is not None:
        runs.append((begin, latest))
    return runs
