"""Which series an occurrence belongs to, with the parts joined into which Google splits one (METRICS.md §5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from app.model.series_figures import SeriesKey

if TYPE_CHECKING:
    from app.model.events import Series
    from app.model.occurrences import Occurrence

_PART = re.compile(r"_R\d{8}(T\d{6}Z?)?(?=@|$)")
"""What Google puts into the UID of "this and following": the slot from which the part holds."""


def joined_uid(uid: str) -> str:
    """Return a UID less Google's ``_R…``."""
    return _PART.sub("", uid) if "_R" in uid else uid


def key_of_series(series: Series) -> SeriesKey:
    """Return which series these events are of."""
    return SeriesKey(series.calendar, joined_uid(series.uid))


def key_of(occurrence: Occurrence) -> SeriesKey:
    """Return which series an occurrence belongs to."""
    return key_of_series(occurrence.series)


def whole_key(occurrence: Occurrence) -> SeriesKey:
    """Return the calendar and the whole UID of an occurrence: Google's parts stay apart."""
    return SeriesKey(occurrence.series.calendar, occurrence.series.uid)
