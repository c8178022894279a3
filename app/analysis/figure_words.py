"""Figures, their ranges and distances, and names of times, in few words: what cards, charts and sentences are made of.

Hours have one decimal, under an hour whole minutes, shares are whole per cents with a thin space.
All numbers and dates come from Babel, through ``wording``.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple

from app.analysis import wording
from app.language import N_, _, ngettext
from app.model.chosen_period import ChosenPeriod, monday_of
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.weeks import Range

Unit = Literal["h", "min", "%"]
Part = str | Phrase | tuple[Phrase, ...]

MINUTE, HOUR = 60, 3600
_SCALE: dict[Unit, float] = {"h": 1 / HOUR, "min": 1 / MINUTE, "%": 100}
_MOST_IN_MINUTES = 2 * HOUR
"""Up to here a range beside a figure in minutes is in minutes too."""
_COUNTS = (
    *("", "", N_("two"), N_("three"), N_("four"), N_("five"), N_("six")),
    *(N_("seven"), N_("eight"), N_("nine"), N_("ten"), N_("eleven"), N_("twelve")),
)


# ---- numbers ----


class Amount(NamedTuple):
    """A figure as it is shown: its number, and its unit apart."""

    value: str
    unit: Unit


def rounded(value: float, unit: Unit) -> Decimal:
    """Return a number in its unit as it is shown: hours with one decimal, all others whole."""
    exact = Decimal(str(round(value, 9)))
    return exact.quantize(Decimal("0.1") if unit == "h" else Decimal(1), rounding=ROUND_HALF_EVEN)


def in_unit(value: float, unit: Unit) -> float:
    """Return a length (in seconds) or a share in the unit in which it is shown."""
    return value * _SCALE[unit]


def unit_of(seconds: float) -> Unit:
    """Return the unit of a length: minutes for less than an hour, else hours."""
    return "min" if rounded(seconds / MINUTE, "min") < 60 else "h"


def amount(value: float, unit: Unit) -> Amount:
    """Return a length (in seconds) or a share as its number in a unit."""
    shown = rounded(in_unit(value, unit), unit)
    return Amount(wording.number(float(shown), 1 if unit == "h" else 0), unit)


def with_unit(number: str, unit: Unit) -> str:
    """Return a number, or a range, with its unit."""
    if unit == "h":
        return _("{hours} h").format(hours=number)
    if unit == "min":
        return _("{minutes} min").format(minutes=number)
    return f"{number}\u202f%"


def length(seconds: float) -> str:
    """Return a length in words: "16.8 h", under an hour "45 min"."""
    return with_unit(*amount(seconds, unit_of(seconds)))


def share(value: float) -> str:
    """Return a share in words: "54 %" with a thin space."""
    return with_unit(*amount(value, "%"))


def block_length(seconds: int) -> str:
    """Return the length of one stretch to the minute: "2 h 30", "2 h", "45 min"."""
    minutes = int(rounded(seconds / MINUTE, "min"))
    if minutes < 60:
        return _("{minutes} min").format(minutes=wording.number(minutes, 0))
    if minutes % 60 == 0:
        return _("{hours} h").format(hours=wording.number(minutes // 60, 0))
    return _("{hours} h {minutes}").format(hours=wording.number(minutes // 60, 0), minutes=f"{minutes % 60:02d}")


def count(number: int) -> str:
    """Return a number of things for a sentence: a word from two to twelve, else digits."""
    return _(_COUNTS[number]) if 2 <= number < len(_COUNTS) else wording.number(number, 0)


# ---- ranges and distances ----


def range_unit(unit: Unit, usual: Range) -> Unit:
    """Return the unit of a usual range beside a figure in ``unit``."""
    return "h" if unit == "min" and usual[1] > _MOST_IN_MINUTES else unit


def clipped(usual: Range, unit: Unit) -> Range:
    """Return a usual range within what the figure can be: not below nothing, and a share not above the whole."""
    high = min(usual[1], 1.0) if unit == "%" else usual[1]
    return max(usual[0], 0.0), high


def range_words(usual: Range, unit: Unit) -> str:
    """Return a usual range with its unit: "10.3–13.7 h"."""
    low, high = (amount(edge, unit).value for edge in clipped(usual, unit))
    return with_unit(low if low == high else f"{low}–{high}", unit)


def distance(value: float, usual: Range, unit: Unit) -> str:
    """Return how far a figure lies beyond the nearest edge of its usual range.

    It is the difference of the two numbers as they are shown, so that they add up.
    """
    if usual[0] <= value <= usual[1]:
        return _("as usual")
    above = value > usual[1]
    edge = clipped(usual, unit)[1 if above else 0]
    if unit == "%":
        points = abs(int(rounded(in_unit(value, unit), unit) - rounded(in_unit(edge, unit), unit)))
        return _points(points, above=above)
    apart: float = abs(value - edge)
    if range_unit(unit, usual) == unit:
        shown = rounded(in_unit(value, unit), unit) - rounded(in_unit(edge, unit), unit)
        apart = abs(float(shown)) / _SCALE[unit]
    if rounded(apart / MINUTE, "min") == 0:
        return _("just above") if above else _("just below")
    text = _("{amount} above") if above else _("{amount} below")
    return text.format(amount=length(apart))


def _points(points: int, *, above: bool) -> str:
    if points == 0:
        return _("just above") if above else _("just below")
    if above:
        text = ngettext("{count} point above", "{count} points above", points)
    else:
        text = ngettext("{count} point below", "{count} points below", points)
    return text.format(count=wording.number(points, 0))


def more_or_less(seconds: float, usual: Range) -> str:
    """Return how far a length lies from the middle of its usual range, "as usual" within it."""
    if usual[0] <= seconds <= usual[1]:
        return _("as usual")
    middle = (usual[0] + usual[1]) / 2
    text = _("{hours} more than usual") if seconds > middle else _("{hours} less than usual")
    return text.format(hours=length(abs(seconds - middle)))


# ---- days, weeks and periods ----


def iso_week(day: int) -> tuple[int, int]:
    """Return ISO year and week of a day."""
    year, week, __ = dt.date.fromordinal(day).isocalendar()
    return year, week


def day_title(day: int) -> str:
    """Return a date with its weekday in full: "Wednesday 18 November"."""
    return _("{weekday} {day}").format(weekday=wording.weekday(day), day=wording.date_words(day, "MMMMd"))


def day_name(day: int, days: int = 7, today: int | None = None) -> str:
    """Return a date in short, as much of it as tells it apart among ``days``: "Wed 18", "Wed 18 Nov", "18 Nov 2026"."""
    if days <= 7:
        return wording.date_words(day, "Ed")
    if days <= 92 and (today is None or abs(today - day) < 300):
        return wording.date_words(day, "MMMEd")
    return wording.date_words(day, "yMMMd")


def clock_span(start: int, end: int) -> str:
    """Return a span of one day, given as seconds from local midnight: "9:30–9:45"."""
    return f"{wording.clock(start)}–{wording.clock(end)}"


def week_name(monday: int) -> str:
    """Return a week with its year, for a list of weeks: "Week 47, 2026"."""
    year, week = iso_week(monday)
    return _("Week {week}, {year}").format(week=week, year=year)


def period_title(period: ChosenPeriod) -> str:
    """Return the name of a period: "Week 47 · 16–22 November 2026", "4th quarter 2026", "2026"."""
    days = wording.long_days_between(period.first, period.last)
    if period.kind == "week":
        week = iso_week(period.first)[1]
        return _("Week {week} · {days}").format(week=week, days=days)
    if period.kind == "quarter":
        return wording.date_words(period.first, "yQQQQ")
    if period.kind == "year":
        return wording.date_words(period.first, "y")
    return days


def week_subject(monday: int, today: int) -> str:
    """Return how a sentence about a week begins: "Last week", "This week", "Week 45"."""
    apart = (monday - monday_of(today)) // 7
    if -1 <= apart <= 1:
        return (_("This week"), _("Next week"), _("Last week"))[apart]
    year, week = iso_week(monday)
    if year == iso_week(today)[0]:
        return _("Week {week}").format(week=week)
    return _("Week {week} of {year}").format(week=week, year=year)


def period_subject(period: ChosenPeriod, today: int) -> str:
    """Return how a sentence about a longer period begins: "The four weeks to 22 November"."""
    if period.kind == "quarter":
        return _("The {quarter}").format(quarter=wording.date_words(period.first, "yQQQQ"))
    if period.kind == "year":
        return _("The year {year}").format(year=wording.date_words(period.first, "y"))
    last = _day_of_year(period.last, today)
    if period.kind == "own":
        return _("The time from {first} to {last}").format(first=_day_of_year(period.first, period.last), last=last)
    return _("The four weeks to {day}").format(day=last)


def _day_of_year(day: int, today: int) -> str:
    """Return a date with its month in full, and with its year where that is not today's."""
    same_year = dt.date.fromordinal(day).year == dt.date.fromordinal(today).year
    return wording.date_words(day, "MMMMd") if same_year else wording.long_date(day)


# ---- sentences of which parts can be pressed ----


def phrases(pattern: str, **parts: Part) -> tuple[Phrase, ...]:
    """Return a sentence as phrases: ``pattern`` with each {name} replaced by its part; plain neighbours are joined."""
    begin, *others = pattern.split("{")
    pieces = [Phrase(begin)]
    for each in others:
        name, __, words = each.partition("}")
        part = parts[name]
        pieces.extend([Phrase(part)] if isinstance(part, str) else [part] if isinstance(part, Phrase) else part)
        pieces.append(Phrase(words))
    return tuple(_joined(pieces))


def plain(sentence: Iterable[Phrase]) -> str:
    """Return a sentence without what it opens."""
    return "".join(phrase.text for phrase in sentence)


def _joined(pieces: Iterable[Phrase]) -> list[Phrase]:
    result: list[Phrase] = []
    for piece in pieces:
        if not piece.text:
            continue
        if result and not piece.opens and not result[-1].opens:
            result[-1] = Phrase(result[-1].text + piece.text)
        else:
            result.append(piece)
    return result
