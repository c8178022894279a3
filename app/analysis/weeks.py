"""Days to weeks: sums, shares, which weeks are complete, and what is usual (METRICS.md §4)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from app.analysis.middle import median
from app.model.weeks import LENGTHS, LONGEST, SHARES, SUMMED, Day, Range, Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.model.occurrences import Period

FULL_SHARE = 0.6
WEEKS_BEFORE = 12
WEEKS_SHOWN = 52
"""How many the chart of a page shows."""
FEWEST_WEEKS = 6
SPREAD = 2 * 1.4826
"""Half the usual range in median absolute deviations."""
LEAST_SECONDS = 30 * 60
LEAST_COUNT = 1.0
LEAST_SHARE = 0.05
COUNTED = ("working_days", "focus_days", "quiet_days")
FIGURES = (*SUMMED, *LONGEST, "working_seconds", *COUNTED, *SHARES)
"""The weekly figures that have a usual range."""


class Given(NamedTuple):
    """What decides which weeks are complete, and what of them is known.

    Attributes:
        coverage: united ``(first day, day after the last)`` ordinals that the sources cover.
        today: the ordinal of the day before which a week must have ended to be complete.
        no_people: no source says who is invited.
        knows_me: my addresses are known, or guessed.

    """

    coverage: Sequence[tuple[int, int]]
    today: int
    no_people: bool
    knows_me: bool


class UsualRanges(Mapping[str, "Range | None"]):
    """The usual range of each weekly figure by its name, worked out when it is asked for."""

    def __init__(self, before: Sequence[Mapping[str, float | None]]) -> None:
        """Take the figures of the full weeks among the twelve before."""
        self._before = before

    def __getitem__(self, name: str) -> Range | None:
        if name not in FIGURES:
            raise KeyError(name)
        return usual_range(name, [week[name] for week in self._before])

    def __iter__(self) -> Iterator[str]:
        return iter(FIGURES)

    def __len__(self) -> int:
        return len(FIGURES)


def week_figures(days: Sequence[Day], period: Period, given: Given) -> list[Week]:
    """Return the weeks that have a day in the period, in order.

    Args:
        days: the figures of every day from at least the Monday of the period's first week on; usual ranges look at
            the twelve weeks before.
        period: the days whose weeks are wanted.
        given: what else decides which weeks are complete and what is known.

    """
    by_week: dict[int, list[Day]] = defaultdict(list)
    for day in days:
        by_week[day.day - (day.day - 1) % 7].append(day)
    figures: dict[int, dict[str, Any]] = {}
    full: dict[int, bool] = {}
    result = []
    for monday, whole in sorted(by_week.items()):
        over = _is_covered(monday, given.coverage) and monday + 7 <= given.today and len(whole) == 7
        figures[monday] = _figures(whole, given)
        full[monday] = over and figures[monday]["working_seconds"] >= FULL_SHARE * figures[monday]["hours_seconds"]
        if monday + 6 < period.first:
            continue
        inside = [day for day in whole if day.day >= period.first]
        own = figures[monday] if len(inside) == len(whole) else _figures(inside, given)
        complete = over and len(inside) == 7
        before = tuple(figures[at] for at in range(monday - 7 * WEEKS_BEFORE, monday, 7) if full.get(at))
        result.append(
            Week(monday=monday, complete=complete, full=complete and full[monday], usual=UsualRanges(before), **own)
        )
    return result


def usual_range(name: str, values: Iterable[float | None]) -> Range | None:
    """Return the usual range of a figure from its values in the full weeks before, None under six of them.

    Median ± 2 × 1.4826 × MAD, but at least ± 30 minutes, ± 1, or ± 0.05 (METRICS.md §4). Lengths are in seconds.
    """
    known = [value for value in values if value is not None]
    if len(known) < FEWEST_WEEKS:
        return None
    middle = median(known)
    spread = SPREAD * median([abs(value - middle) for value in known])
    least = LEAST_SHARE if name in SHARES else LEAST_SECONDS if "seconds" in name else LEAST_COUNT
    half = max(spread, least)
    return middle - half, middle + half


def _is_covered(monday: int, coverage: Sequence[tuple[int, int]]) -> bool:
    return any(first <= monday and monday + 7 <= end for first, end in coverage)


def _figures(days: Sequence[Day], given: Given) -> dict[str, Any]:
    """Return a week's figures by name, from its days."""
    # Figure by figure in one step: ten years have thousands of days.
    by_name = dict(zip(Day._fields, zip(*days, strict=True), strict=True))
    own: dict[str, Any] = {name: sum(by_name[name]) for name in ("hours_seconds", "working_seconds")}
    for name in (*SUMMED, *LENGTHS):
        own[name] = None if None in by_name[name] else sum(by_name[name])
    for name in LONGEST:
        own[name] = None if None in by_name[name] else max(by_name[name])
    working = [day for day in days if day.working_seconds]
    unknown = given.no_people
    own["working_days"] = len(working)
    own["focus_days"] = None if unknown else sum(1 for day in working if day.focus_blocks)
    own["quiet_days"] = None if unknown else sum(1 for day in working if day.meeting_seconds == 0)
    own["load"] = _share(own["meeting_seconds_in_hours"], own["working_seconds"])
    own["focus_share"] = _share(own["focus_seconds"], own["working_seconds"])
    gaps = None if unknown else own["focus_seconds"] + own["fragment_seconds"]
    own["fragmentation"] = _share(own["fragment_seconds"], gaps)
    own["recurring_share"] = _share(own["recurring_seconds"], own["started_seconds"])
    own["organized_share"] = _share(own["organized_seconds"], own["started_seconds"]) if given.knows_me else None
    return own


def _share(part: int | None, whole: int | None) -> float | None:
    return part / whole if part is not None and whole else None
