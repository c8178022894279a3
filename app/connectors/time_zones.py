"""From the TZID of a file to a time zone (RFC 5545 §3.2.19, §3.6.5).

In order: an IANA name in its exact spelling (the system's data know more than a file); the IANA name at the end of a
vendor's path; the file's own VTIMEZONE; a Windows name or Outlook's display name through the CLDR table; an IANA name
in another spelling; the offset that a display name begins with.
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
from typing import TYPE_CHECKING, NamedTuple

from app.connectors import ics_values
from app.environment import resource_path
from app.model.timezones import (
    DAY,
    EPOCH_DAY,
    Change,
    ChangeTable,
    Zone,
    civil_day,
    iana_zone,
    iana_zone_any_case,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_OBSERVANCES = 300
_LAST_YEAR = 2100
_OFFSET = re.compile(rb"([+-])(\d{2})(\d{2})(\d{2})?")
_DISPLAY_PREFIX = re.compile(
    r"\((?:utc|gmt)\s*(?:([+-])\s*(\d{1,2})[:.](\d{2}))?\)\s*|\((?:utc|gmt)\)\s*", re.IGNORECASE
)
_BARE_OFFSET = re.compile(r"(?:utc|gmt)\s*([+-])\s*(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_OBSERVANCE = re.compile(rb"(?is)\nBEGIN:(STANDARD|DAYLIGHT)(\n.*?)\nEND:\1")
_LINE = re.compile(rb"(?i)\n(TZID|DTSTART|TZOFFSETFROM|TZOFFSETTO|RRULE|RDATE)([;:].*)")
_NTH = re.compile(r"([+-]?\d)?(MO|TU|WE|TH|FR|SA|SU)")
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


class ZoneTable:
    """The zones that one file's names mean."""

    def __init__(self, definitions: Iterable[bytes]) -> None:
        """Take the insides of the file's VTIMEZONEs; each is interpreted when a time asks for it."""
        self._definitions: dict[str, bytes] = {}
        for body in definitions:
            name = _tzid(body)
            if name:
                self._definitions.setdefault(name, body)
        self._found: dict[str, Zone | None] = {}
        self.guessed: dict[str, None] = {}
        """Names of which only the offset that they begin with could be used, in the order in which they were met."""

    def zone(self, name: str) -> Zone | None:
        """Return the zone that ``name`` means in this file, or None where nobody knows it."""
        if name not in self._found:
            self._found[name] = self._look_up(name)
        return self._found[name]

    def _look_up(self, name: str) -> Zone | None:
        zone = iana_zone(name) or _path_tail(name)
        if zone is not None:
            return zone
        body = self._definitions.get(name)
        own = _file_zone(name, body) if body is not None else None
        windows = _windows_zone(name)
        if own is not None and not (windows is not None and not own.has_rules):
            return own.zone
        zone = windows or (own.zone if own else None) or iana_zone_any_case(name)
        if zone is None and (zone := _offset_zone(name)) is not None:
            self.guessed[name] = None
        return zone


def _tzid(body: bytes) -> str:
    for match in _LINE.finditer(body):
        if match[1].upper() == b"TZID":
            return ics_values.decoded(ics_values.split_value(match[2])[1]).strip().strip('"')
    return ""


def _path_tail(name: str) -> Zone | None:
    """Return the zone of ``/vendor/…/Europe/Berlin``: the longest end that is an IANA name."""
    parts = name.strip("/").split("/")
    if len(parts) < 3 and not name.startswith("/"):
        return None
    for size in (3, 2):
        zone = iana_zone("/".join(parts[-size:])) if len(parts) >= size else None
        if zone is not None:
            return zone
    return None


@functools.lru_cache(maxsize=1)
def _windows_names() -> tuple[dict[str, str], dict[str, str]]:
    """Return Windows name to IANA name, and Outlook's display name to Windows name; both in small letters."""
    table = json.loads(resource_path("windows_zones.json").read_text(encoding="utf-8"))
    return {name.casefold(): iana for name, iana in table["zones"].items()}, table["display"]


def _windows_zone(name: str) -> Zone | None:
    zones, display = _windows_names()
    plain = " ".join(name.split()).casefold()
    iana = zones.get(plain)
    if iana is None:
        bare = _DISPLAY_PREFIX.sub("", plain).replace("&", "and").strip()
        iana = zones.get(display.get(bare, "").casefold()) or zones.get(bare)
    return iana_zone(iana) if iana else None


def _offset_zone(name: str) -> Zone | None:
    """Return the fixed zone of a name that is, or begins with, an offset: ``(UTC-05:00) Somewhere``, ``GMT+2``."""
    match = _DISPLAY_PREFIX.match(name) or _BARE_OFFSET.fullmatch(name.strip())
    if match is None:
        return None
    if match[1] is None:
        return iana_zone("UTC")
    seconds = (int(match[2]) * 60 + int(match[3] or 0)) * 60
    if seconds > 18 * 3600:
        return None
    return Zone(name, dt.timezone(dt.timedelta(seconds=-seconds if match[1] == "-" else seconds)))


class _FileZone(NamedTuple):
    """A zone that a file defines; ``has_rules``: its changes repeat, so it holds for other years too."""

    zone: Zone
    has_rules: bool


class _Observance(NamedTuple):
    """One STANDARD or DAYLIGHT part: offsets in seconds, and when it begins (local time of the offset before)."""

    before: int
    after: int
    onset: int
    rules: tuple[str, ...]
    dates: tuple[int, ...]


def _file_zone(name: str, body: bytes) -> _FileZone | None:
    """Return the zone of a VTIMEZONE, None where it makes no sense (an offset of 99 hours, a rule we do not know)."""
    try:
        observances = [_observance(match[2]) for match in _first(_OBSERVANCE.finditer(body), _MOST_OBSERVANCES)]
        changes = sorted({change for observance in observances for change in _changes(observance)})
    except (ValueError, KeyError, IndexError):
        return None
    if not changes:
        return None
    earliest = min(observances, key=lambda observance: observance.onset)
    zone = Zone(name, ChangeTable(earliest.before, tuple(changes)))
    same = len({observance.after for observance in observances}) == 1
    return _FileZone(zone, has_rules=same or any(observance.rules for observance in observances))


def _first(matches: Iterable[re.Match[bytes]], most: int) -> list[re.Match[bytes]]:
    return [match for match, __ in zip(matches, range(most), strict=False)]


def _observance(body: bytes) -> _Observance:
    values: dict[bytes, list[bytes]] = {}
    for match in _LINE.finditer(body):
        values.setdefault(match[1].upper(), []).append(ics_values.split_value(match[2])[1].strip())
    onset = ics_values.calendar_time(values[b"DTSTART"][0], None)
    dates = []
    for value in values.get(b"RDATE", []):
        for part in value.split(b",")[:400]:
            time = ics_values.calendar_time(part.partition(b"/")[0], None)
            dates.append(time.day * DAY + time.second)
    return _Observance(
        _seconds(values[b"TZOFFSETFROM"][0]),
        _seconds(values[b"TZOFFSETTO"][0]),
        onset.day * DAY + onset.second,
        tuple(ics_values.decoded(value).upper() for value in values.get(b"RRULE", [])[:20]),
        tuple(dates),
    )


def _seconds(raw: bytes) -> int:
    match = _OFFSET.fullmatch(raw)
    if match is None or int(match[2]) > 18 or int(match[3]) > 59:
        message = "not a UTC offset"
        raise ValueError(message)
    seconds = int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4] or 0)
    return -seconds if match[1] == b"-" else seconds


def _changes(observance: _Observance) -> list[Change]:
    """Return the changes of one observance up to the year 2100."""
    onsets = {observance.onset, *observance.dates}
    for rule in observance.rules:
        onsets.update(_yearly_onsets(observance, rule))
    return [Change(onset - EPOCH_DAY * DAY - observance.before, observance.after) for onset in onsets]


def _yearly_onsets(observance: _Observance, text: str) -> list[int]:
    """Return the onsets of a YEARLY rule: a day of a month, or the n-th weekday in it, at the time of DTSTART.

    Raises:
        ValueError: for any other rule; no zone of the world needs one.

    """
    parts = dict(part.split("=", 1) for part in text.rstrip(";").split(";"))
    if parts.get("FREQ") != "YEARLY" or parts.get("INTERVAL", "1") != "1" or "BYSETPOS" in parts:
        message = "a time zone rule that is not plainly yearly"
        raise ValueError(message)
    first = dt.date.fromordinal(observance.onset // DAY)
    month = int(parts.get("BYMONTH", first.month))
    until = _until(parts.get("UNTIL"), observance.before)
    count = int(parts.get("COUNT", "1000")[:6])
    result: list[int] = []
    for year in range(first.year if "COUNT" in parts else max(first.year, 1900), _LAST_YEAR + 1):
        onset = _day_of_change(parts, year, month, first.day) * DAY + observance.onset % DAY
        if onset < observance.onset:
            continue
        if onset > until or len(result) >= count:
            break
        result.append(onset)
    return result


def _until(text: str | None, before: int) -> int:
    """Return the last onset that UNTIL allows, as local time; it is given in UTC."""
    if text is None:
        return _LAST_YEAR * 366 * DAY
    time = ics_values.calendar_time(text.encode(), None)
    wall = time.day * DAY + time.second
    if time.is_date:
        return wall + DAY - 1
    return wall + before if text.endswith("Z") else wall


def _day_of_change(parts: dict[str, str], year: int, month: int, own_day: int) -> int:
    """Return the day of a year on which clocks change."""
    begin = civil_day(year, month, 1)
    size = (civil_day(year + month // 12, month % 12 + 1, 1)) - begin
    days = [int(day) for day in parts["BYMONTHDAY"].split(",")] if "BYMONTHDAY" in parts else []
    if "BYDAY" not in parts:
        return begin + (days[0] if days else min(own_day, size)) - 1
    match = _NTH.fullmatch(parts["BYDAY"])
    if match is None:
        message = "a time zone rule with more than one weekday"
        raise ValueError(message)
    weekday = _WEEKDAYS.index(match[2])
    matching = [day for day in range(begin, begin + size) if (day - 1) % 7 == weekday]
    if days:
        return next(day for day in matching if day - begin + 1 in days)
    nth = int(match[1] or 1)
    return matching[nth - 1] if nth > 0 else matching[nth]
