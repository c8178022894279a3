"""What stands in the settings file for each setting: plain TOML values, checked when they are read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from app.model.preferences import NO_WORK, Interval, Shift, WorkingWeek
from app.model.settings import LANGUAGES, QUESTIONS, SCHEMES, Settings, Stay
from app.model.timezones import iana_zone
from app.model.working_hours import (
    WorkingHoursError,
    hours_of_a_day,
    hours_of_a_day_text,
    working_hours,
    working_hours_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST: Final = 1_000
_LONGEST: Final = 10_000
_LARGEST_NUMBER: Final = 1_000_000_000
_FROM_THE_BEGINNING: Final = 1
_A_WEEK: Final = 7 * 24 * 60
_AN_HOUR: Final = 3_600

Rows = list[dict[str, Any]]
Table = dict[str, Any]


class BadValue(Exception):
    """A value in the file makes no sense for its key."""


def value_of(field: str, value: object) -> Any:  # noqa: ANN401 (each field has a type of its own)
    """Return the value of a field of ``Settings`` from what stands in the file.

    Raises:
        BadValue: when it makes no sense.

    """
    return _READ[field](value)


def plain_of(field: str, value: Any) -> Any:  # noqa: ANN401 (each field has a type of its own)
    """Return what stands in the file for a value: text, a truth value, a table, a list of texts or of tables.

    None means that the key does not stand there at all.
    """
    if field in _WRITE:
        return _WRITE[field](value)
    if isinstance(value, tuple | frozenset):
        return (sorted(value) if isinstance(value, frozenset) else list(value)) or None
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > _LONGEST:
        raise BadValue
    return value.strip()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_text(each) for each in _list(value)))


def _list(value: object) -> list[object]:
    if not isinstance(value, list) or len(value) > _MOST:
        raise BadValue
    return value


def _tables(value: object) -> Rows:
    rows = _list(value)
    tables = [row for row in rows if isinstance(row, dict)]
    if len(tables) < len(rows):
        raise BadValue
    return tables


def _addresses(value: object) -> tuple[str, ...]:
    addresses = tuple(text.casefold().removeprefix("mailto:") for text in _texts(value))
    if not all("@" in address for address in addresses):
        raise BadValue
    return tuple(dict.fromkeys(addresses))


def _zone(value: object) -> str:
    name = _text(value)
    if iana_zone(name) is None:
        raise BadValue
    return name


def _day(value: object) -> int:
    # A date-time is a date to Python, but no day.
    if isinstance(value, dt.datetime) or not isinstance(value, dt.date):
        raise BadValue
    return value.toordinal()


def _stays(value: object) -> tuple[Stay, ...]:
    return tuple(sorted(Stay(_day(row.get("since")), _zone(row.get("time_zone"))) for row in _tables(value)))


def _weeks(value: object) -> tuple[WorkingWeek, ...]:
    weeks = []
    for row in _tables(value):
        since = _day(row["since"]) if "since" in row else _FROM_THE_BEGINNING
        weeks.append(WorkingWeek(since, _hours_of_a_week(row.get("hours"))))
    weeks.sort(key=lambda week: week.since)
    if len({week.since for week in weeks}) < len(weeks):
        raise BadValue
    return tuple(weeks) or Settings().weeks


def _hours_of_a_week(value: object) -> tuple[tuple[Interval, ...], ...]:
    if not isinstance(value, str):
        raise BadValue
    try:
        return working_hours(value) if value.strip() else NO_WORK
    except WorkingHoursError:
        raise BadValue from None


def _shifts(value: object) -> tuple[Shift, ...]:
    return tuple(Shift(_text(row.get("title")), _hours_of_a_shift(row.get("hours"))) for row in _tables(value))


def _hours_of_a_shift(value: object) -> tuple[Interval, ...]:
    if not isinstance(value, str):
        raise BadValue
    try:
        return hours_of_a_day(value)
    except WorkingHoursError:
        raise BadValue from None


def _one_of(*choices: str) -> Callable[[object], str]:
    def chosen(value: object) -> str:
        if value not in choices:
            raise BadValue
        return str(value)

    return chosen


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise BadValue
    return value


def _thresholds(value: object) -> tuple[tuple[str, float], ...]:
    found: dict[str, float] = {}
    for name, number in _named(value):
        # TOML reads a name with a dot as a table in a table; both are the same threshold.
        inside = _named(number) if isinstance(number, dict) else [("", number)]
        for more, own in inside:
            found[f"{name}.{more}" if more else name] = _number(own)
    return tuple(sorted(found.items()))


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _LARGEST_NUMBER:
        raise BadValue
    return value


def _minutes(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= _A_WEEK:
        raise BadValue
    return value


def _hours(value: object) -> int:
    """Return hours of a week as seconds."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _A_WEEK / 60:
        raise BadValue
    return round(value * _AN_HOUR)


def _words(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(sorted((name, _texts(entries)) for name, entries in _named(value)))


def _named(value: object) -> list[tuple[str, object]]:
    if not isinstance(value, dict) or len(value) > _MOST:
        raise BadValue
    return [(str(name), each) for name, each in value.items()]


def _answered(value: object) -> frozenset[str]:
    # A question of a later version stays in the file only until this version writes; it is asked again then.
    return frozenset(_texts(value)) & frozenset(QUESTIONS)


def _stays_plain(stays: tuple[Stay, ...]) -> Rows | None:
    return [{"since": dt.date.fromordinal(since), "time_zone": zone} for since, zone in stays] or None


def _weeks_plain(weeks: tuple[WorkingWeek, ...]) -> Rows | None:
    if weeks == Settings().weeks:
        return None
    rows: Rows = []
    for since, hours in weeks:
        first = {} if since <= _FROM_THE_BEGINNING else {"since": dt.date.fromordinal(since)}
        rows.append({**first, "hours": working_hours_text(hours)})
    return rows


def _shifts_plain(shifts: tuple[Shift, ...]) -> Rows | None:
    return [{"title": title, "hours": hours_of_a_day_text(hours)} for title, hours in shifts] or None


def _thresholds_plain(thresholds: tuple[tuple[str, float], ...]) -> Table | None:
    return dict(thresholds) or None


def _words_plain(words: tuple[tuple[str, tuple[str, ...]], ...]) -> Table | None:
    return {name: list(entries) for name, entries in words} or None


def _hours_plain(seconds: int | None) -> float | None:
    if seconds is None:
        return None
    return seconds // _AN_HOUR if seconds % _AN_HOUR == 0 else seconds / _AN_HOUR


_READ: Final[dict[str, Callable[[object], Any]]] = {
    "me": _addresses,
    "zone": _zone,
    "stays": _stays,
    "weeks": _weeks,
    "shifts": _shifts,
    "breaking_titles": _texts,
    "count": _one_of("all", "accepted"),
    "no_people": _one_of("meeting", "block"),
    "left_out": _texts,
    "thresholds": _thresholds,
    "words": _words,
    "language": _one_of(*LANGUAGES),
    "scheme": _one_of(*SCHEMES),
    "motion": _truth,
    "offline": _truth,
    "sync_minutes": _minutes,
    "budget": _hours,
    "answered": _answered,
}

_WRITE: Final[dict[str, Callable[[Any], Rows | Table | float | None]]] = {
    "stays": _stays_plain,
    "weeks": _weeks_plain,
    "shifts": _shifts_plain,
    "thresholds": _thresholds_plain,
    "words": _words_plain,
    "budget": _hours_plain,
}
