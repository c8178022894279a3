"""The review queue: endless series that nobody has looked at for a quarter (METRICS.md §7)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis.series_keys import key_of_series
from app.timeline.rules import InvalidRule, parse_rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.model.events import Series
    from app.model.series_figures import SeriesFigures, SeriesKey

LONGEST_QUEUE: Final = 10
REST_DAYS: Final = 90
"""Days for which a reviewed series rests, and beyond which a series is old enough to be reviewed."""


def review_queue(
    figures: Iterable[SeriesFigures], series: Iterable[Series], reviewed: Mapping[SeriesKey, int], today: int
) -> tuple[SeriesFigures, ...]:
    """Return the ten series with the highest focus cost that are due for a review, the costliest first.

    Due are those without an end that are older than 90 days, unless they were reviewed in the quarter of ``today`` or
    within 90 days before it.

    Args:
        figures: of joined series (``series_figures(…, joined=True)``).
        series: all parts of them; a series is endless where any part is.
        reviewed: the day (ordinal) of the last review of each series that was reviewed.
        today: the ordinal of the day.

    """
    endless = {key_of_series(each) for each in series if is_endless(each)}
    due = [
        each
        for each in figures
        if each.key in endless and each.age_days > REST_DAYS and not _rests(reviewed.get(each.key), today)
    ]
    due.sort(key=lambda each: (-each.focus_cost_seconds, -each.seconds, each.key))
    return tuple(due[:LONGEST_QUEUE])


def is_endless(series: Series) -> bool:
    """Tell whether a series repeats without UNTIL or COUNT; one of RDATEs alone ends, and so does a cancelled rest."""
    if series.recurrence is None or any(each.this_and_future and each.cancelled for each in series.overrides):
        return False
    return any(map(_has_no_end, series.recurrence.rules))


def _has_no_end(text: str) -> bool:
    try:
        rule = parse_rule(text)
    except InvalidRule:  # It was set aside, and has no occurrence.
        return False
    return rule.until is None and rule.count is None


def _rests(reviewed: int | None, today: int) -> bool:
    if reviewed is None:
        return False
    return today - reviewed < REST_DAYS or _quarter(reviewed) == _quarter(today)


def _quarter(day: int) -> tuple[int, int]:
    date = dt.date.fromordinal(day)
    return date.year, (date.month - 1) // 3
