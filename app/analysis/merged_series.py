"""Series that the person merged, taken as one (``Preferences.merged``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.merged import counted_as
from app.model.uids import joined_uid

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.model.events import Series
    from app.model.occurrences import Occurrence


def as_one(
    series: Iterable[Series], occurrences: Sequence[Occurrence], merged: Mapping[str, str]
) -> tuple[list[Series], list[Occurrence]]:
    """Return series and occurrences in which those that the person merged have one UID and one calendar.

    They have those of the series that they are counted as; where no calendar holds that one, its UID alone. The
    occurrences come in the order in which they were given.
    """
    known = list(series)
    if not merged:
        return known, list(occurrences)
    everything = {id(each): each for each in (*known, *(each.series for each in occurrences))}
    homes: dict[str, str] = {}
    for each in everything.values():
        homes.setdefault(joined_uid(each.uid), each.calendar)
    turned = {name: _turned(each, merged, homes) for name, each in everything.items()}
    return (
        [turned[id(each)] for each in known],
        [each._replace(series=turned[id(each.series)]) for each in occurrences],
    )


def _turned(series: Series, merged: Mapping[str, str], homes: Mapping[str, str]) -> Series:
    own = joined_uid(series.uid)
    into = counted_as(own, merged)
    if into == own:
        return series
    return series._replace(uid=into, calendar=homes.get(into, series.calendar))
