"""Which series go on after a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.model.occurrences import Period
from app.timeline.expand import SetAside, expand

if TYPE_CHECKING:
    from app.model.events import Series
    from app.model.timezones import HomeZone

_LOOKED_AT: Final = 400
"""Days after the day in which a slot is looked for: a series that pauses for longer has ended for a reader."""
_SOON: Final = 35


def goes_on_after(series: Series, day: int, zone: HomeZone) -> bool:
    """Tell whether a series that repeats has a slot after a day (an ordinal) that is not cancelled."""
    if not series.recurs:
        return False
    try:
        # Most have a slot soon, and only of the others must all days be looked at.
        return any(
            not each[0].cancelled
            for days in (_SOON, _LOOKED_AT)
            for each in expand(series, Period(day + 1, day + days, zone))
        )
    except SetAside:
        return False
