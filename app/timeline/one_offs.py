"""Plain one-offs, as most events of an export are: where they lie, told without an instance for each.

Whatever is not plain (all-day, over midnight, on a day of a change of clocks, with a slot of its own) is left to
``expand`` and ``coverage``, which give the same for those that are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.timezones import DAY, EPOCH_DAY, FIRST_DAY, LAST_DAY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.events import Series
    from app.model.timezones import HomeZone

Place = tuple[int, int, int]
"""The day (ordinal) in the analysis zone on which a one-off starts, and the instants at which it starts and ends."""


def places_of(series: Iterable[Series], home: HomeZone) -> list[Place | None]:
    """Return where each series lies, None of those that are no plain one-off."""
    at_home = home.offsets
    stays = len(home.stays) == 1
    places: list[Place | None] = []
    for _calendar, _uid, head, recurrence, overrides in series:
        place = None
        if recurrence is None and head is not None and not overrides and head.key[2] is None:
            day, second, own, is_date = head[1]
            form, days, lasts = head[2]
            offset = (home if own is None else own).offsets[day]
            if offset is not None and days == 0 and form == "wall" and not is_date and 0 <= second + lasts < DAY:
                begin = (day - EPOCH_DAY) * DAY + second - offset
                at = begin // DAY + EPOCH_DAY
                held = at_home[at]
                there = 0 if held is None else (begin + held) // DAY + EPOCH_DAY
                # Only where the day it leads to has that offset all day long, too.
                if not (stays and FIRST_DAY < at < LAST_DAY and there and at_home[there] == held):
                    there = home.local(begin)[0]
                place = (there, begin, begin + lasts)
        places.append(place)
    return places
