"""Which series an occurrence belongs to, with the parts joined into which Google splits one (METRICS.md §5)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from app.model.series_figures import SeriesKey
from app.model.uids import joined_uid

if TYPE_CHECKING:
    from app.model.events import Series
    from app.model.occurrences import Occurrence

__all__ = ["joined_uid", "key_of", "key_of_series"]

_MOST_REMEMBERED: Final = 10_000


def key_of_series(series: Series) -> SeriesKey:
    """Return which series these events are of."""
    return _key(series.calendar, series.uid)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _key(calendar: str, uid: str) -> SeriesKey:
    # Asked of each occurrence by one pattern after another.
    return SeriesKey(calendar, joined_uid(uid))


def key_of(occurrence: Occurrence) -> SeriesKey:
    """Return which series an occurrence belongs to."""
    return key_of_series(occurrence.series)


def whole_key(occurrence: Occurrence) -> SeriesKey:
    """Return the calendar and the whole UID of an occurrence: Google's parts stay apart."""
    return SeriesKey(occurrence.series.calendar, occurrence.series.uid)
