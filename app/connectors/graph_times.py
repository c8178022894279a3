"""Times as Microsoft Graph writes them: instants in seconds since 1970 UTC, days as proleptic ordinals."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from app.model.timezones import DAY, EPOCH_DAY, UTC

if TYPE_CHECKING:
    from app.connectors.time_zones import ZoneTable
    from app.model.timezones import Zone

_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(Z|[+-]\d\d:\d\d)?")
_OWN_NAMES = {"tzone://microsoft/utc": "UTC", "utc": "UTC"}
"""Graph's names for UTC; ``tzone://Microsoft/Custom`` says that a program described a zone which it keeps to itself."""
_NOON = DAY // 2
_FIRST_YEAR, _LAST_YEAR = 1900, 9_000


def zone_named(name: object, zones: ZoneTable) -> Zone | None:
    """Return the zone that Graph calls so: an IANA or Windows name, its own for UTC; None where nobody knows it."""
    if not isinstance(name, str) or not name.strip():
        return None
    plain = _OWN_NAMES.get(name.strip().lower(), name.strip())
    return UTC if plain == "UTC" else zones.zone(plain)


def instant(value: object, zones: ZoneTable) -> int | None:
    """Return what a ``dateTimeTimeZone`` means, or a ``DateTimeOffset``; None where it is no time.

    Events are asked for in UTC. Where a server gives them in another zone all the same, its name decides.
    """
    text: object = value
    zone: Zone | None = None
    if isinstance(value, dict):
        text, zone = value.get("dateTime"), zone_named(value.get("timeZone"), zones)
    match = _TIME.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    year, month, day, hour, minute, second = map(int, match.groups()[:6])
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        # "0001-01-01T00:00:00Z" is how Graph says that there is none.
        return None
    try:
        ordinal = dt.datetime(year, month, day, hour, minute, second).toordinal()
    except ValueError:
        return None
    seconds = hour * 3600 + minute * 60 + second
    if match[7] and match[7] != "Z":
        away = int(match[7][1:3]) * 3600 + int(match[7][4:6]) * 60
        seconds += -away if match[7][0] == "+" else away
    elif not match[7] and zone is not None and zone is not UTC:
        return zone.epoch(ordinal, seconds)
    return (ordinal - EPOCH_DAY) * DAY + seconds


def whole_day(value: object, zones: ZoneTable) -> int | None:
    """Return the day of one end of an all-day event.

    It is midnight by the clock of whoever made it: already the evening before in UTC where that is further east.
    """
    at = instant(value, zones)
    return None if at is None else (at + _NOON) // DAY + EPOCH_DAY


def date_of(ordinal: int) -> dt.date:
    """Return a day as a date."""
    return dt.date.fromordinal(ordinal)
