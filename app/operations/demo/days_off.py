"""Days off and birthdays of the demo year: two long holidays, Berlin's public ones, single and sick days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from .people import BIRTHDAYS
from .series import END

if TYPE_CHECKING:
    import random

_PUBLIC = (
    (1, 1, "Neujahr"),
    (3, 8, "Frauentag"),
    (5, 1, "Tag der Arbeit"),
    (10, 3, "Tag der Deutschen Einheit"),
)
_EASTER = ((-2, "Karfreitag"), (1, "Ostermontag"), (39, "Christi Himmelfahrt"), (50, "Pfingstmontag"))
_SINGLE_DAYS = (
    *("Out of office", "Urlaub", "OOO – moving house", "Urlaub (Brückentag)"),
    "Out of office – PyBerlin conference",
)
_SICK_DAYS = ("Krank", "Krank 🤒")


@dataclass(frozen=True, slots=True)
class Absence:
    """Whole days away, from `first` up to but not including `end`; `sudden` ones were entered on the day."""

    title: str
    first: date
    end: date
    sudden: bool = False


def absences(first: date, rng: random.Random) -> tuple[Absence, ...]:
    """Return the days off between the Monday `first` and END weeks later, none on top of another."""
    last = first + timedelta(weeks=END)
    found = [_summer(first, rng), *_christmas(first, last)]
    for year in range(first.year, last.year + 1):
        for day, name in _public_holidays(year):
            if first <= day < last and day.weekday() < 5 and not _overlaps(found, day):
                found.append(Absence(f"Out of office – {name}", day, day + timedelta(days=1)))
    for title in (*_SINGLE_DAYS, *_SICK_DAYS):
        sick = title in _SICK_DAYS
        for _ in range(40):
            day = first + timedelta(days=7 * rng.randint(14, 46) + rng.randint(0, 4))
            end = day + timedelta(days=2 if sick and day.weekday() < 4 else 1)
            if not _overlaps(found, day) and not _overlaps(found, end - timedelta(days=1)):
                found.append(Absence(title, day, end, sudden=sick))
                break
    return tuple(sorted(found, key=lambda absence: absence.first))


def birthdays(first: date, weeks: int) -> list[tuple[str, date]]:
    """Return title and date of the first birthday of each person at or after `first`."""
    found = []
    for name, month, day in BIRTHDAYS:
        this_year = date(first.year, month, day)
        when = this_year if this_year >= first else date(first.year + 1, month, day)
        if when < first + timedelta(weeks=weeks):
            found.append((f"🎂 Geburtstag {name}", when))
    return found


def _summer(first: date, rng: random.Random) -> Absence:
    """Choose two weeks in July or August away from both ends of the past year, else in spring or autumn.

    The first and the last weeks are what a comparison of now and then looks at.
    """
    middle = [first + timedelta(weeks=week) for week in range(14, 42)]
    summer = [monday for monday in middle if date(monday.year, 7, 4) <= monday <= date(monday.year, 8, 18)]
    monday = rng.choice(summer or [monday for monday in middle if monday.month in (2, 3, 4, 5, 9, 10)])
    return Absence("Urlaub 🏖️" if summer else "Urlaub", monday, monday + timedelta(days=12))


def _christmas(first: date, last: date) -> list[Absence]:
    found = []
    for year in range(first.year - 1, last.year + 1):
        begin, end = max(date(year, 12, 23), first), min(date(year + 1, 1, 3), last)
        if (end - begin).days >= 1:
            found.append(Absence("Urlaub (Weihnachten)", begin, end))
    return found


def _public_holidays(year: int) -> list[tuple[date, str]]:
    easter = _easter_sunday(year)
    fixed = [(date(year, month, day), name) for month, day, name in _PUBLIC]
    return fixed + [(easter + timedelta(days=days), name) for days, name in _EASTER]


def _easter_sunday(year: int) -> date:
    """Return Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    century, rest = divmod(year, 100)
    epact = (19 * (year % 19) + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (year % 19 + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _overlaps(found: list[Absence], day: date) -> bool:
    return any(absence.first <= day < absence.end for absence in found)
