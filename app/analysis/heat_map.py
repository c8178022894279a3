"""Meetings of a long time to the share of each hour of the week that they take."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.figure_words import HOUR
from app.analysis.occurrence_words import wall_clock
from app.language import _, ngettext
from app.model.charts import HeatMap, Table
from app.model.chosen_period import monday_of
from app.model.spans import unite
from app.model.timezones import DAY

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from app.model.history import History
    from app.model.spans import Span
    from app.model.timezones import HomeZone

_DAYS_OF_A_YEAR: Final = 350
"""From so many days on a span is called a year."""


class HeatAxes(NamedTuple):
    """What a heat map shows: weekdays (0 is Monday) as rows, and hours from the first up to, without, the last."""

    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    first_hour: int = 8
    end_hour: int = 18


def axes_of(working: Mapping[int, Sequence[Span]], zone: HomeZone) -> HeatAxes:
    """Return the weekdays and hours to show for the working time of some days: an hour on both sides of it."""
    weekdays = {0, 1, 2, 3, 4} | {(day - 1) % 7 for day, spans in working.items() if spans}
    starts = [wall_clock(spans[0][0], day, zone) for day, spans in working.items() if spans]
    ends = [wall_clock(spans[-1][1], day, zone) for day, spans in working.items() if spans]
    plain = HeatAxes()
    first = min(starts) // HOUR - 1 if starts else plain.first_hour
    last = -(-max(ends) // HOUR) + 1 if ends else plain.end_hour
    shown = range(7) if weekdays & {5, 6} else range(5)
    return HeatAxes(tuple(shown), max(first, 0), min(last, 24))


def left_out(history: History, first: int, last: int) -> frozenset[int]:
    """Return the days that say nothing of the hours of a week: not over, not covered, or spent away."""
    return frozenset(day for day in range(first, last + 1) if day >= history.today or _says_nothing(history, day))


def _says_nothing(history: History, day: int) -> bool:
    figures = history.days.get(day)
    if figures is None or history.is_unknown(day):
        return True
    return figures.meetings is None or (figures.hours_seconds > 0 and not figures.working_seconds)


class _Cell(NamedTuple):
    weekday: int
    hour: int
    share: float | None


def heat_map(
    meetings: Iterable[Span], first: int, last: int, zone: HomeZone, axes: HeatAxes, unknown: Container[int] = ()
) -> HeatMap:
    """Return the share of each hour of the week that meetings take.

    Args:
        meetings: the intervals of the meetings that count.
        first: the first day, as an ordinal.
        last: the last day, included.
        zone: the analysis zone.
        axes: which weekdays and hours are shown.
        unknown: days that are left out (``left_out``).

    """
    days = [day for day in range(first, last + 1) if day not in unknown]
    taken, whole = _sums(unite(meetings), days, zone)
    cells = [
        [_Cell(weekday, hour, _share(taken, whole, weekday, hour)) for hour in range(axes.first_hour, axes.end_hour)]
        for weekday in axes.weekdays
    ]
    every = [cell for row in cells for cell in row]
    dates = f"{dt.date.fromordinal(first)}:{dt.date.fromordinal(last)}"
    title = _title(every, last - first + 1)
    weeks = len({monday_of(day) for day in days if (day - 1) % 7 in axes.weekdays})
    text = ngettext(
        "%\u00a0of each hour in meetings, {count} week", "%\u00a0of each hour in meetings, {count} weeks", weeks
    )
    return HeatMap(
        title=title,
        caption=text.format(count=wording.number(weeks, 0)),
        summary=_summary(title, every),
        days=tuple(_weekday(weekday, short=True) for weekday in axes.weekdays),
        first_hour=axes.first_hour,
        shares=tuple(tuple(cell.share for cell in row) for row in cells),
        opens=tuple(tuple(_opens(cell, dates) for cell in row) for row in cells),
        table=_table(every, dates),
    )


def _sums(meetings: Sequence[Span], days: Sequence[int], zone: HomeZone) -> tuple[list[int], list[int]]:
    """Return, for each hour of the week, the seconds that meetings take of it, and its seconds on all of the days."""
    taken = [0] * (7 * 24)
    whole = [0] * (7 * 24)
    at = 0
    for day in days:
        bounds = _hours(day, zone)
        first = (day - 1) % 7 * 24
        for hour in range(24):
            whole[first + hour] += bounds[hour + 1] - bounds[hour]
        while at < len(meetings) and meetings[at][1] <= bounds[0]:
            at += 1
        later = at
        while later < len(meetings) and meetings[later][0] < bounds[24]:
            _add(taken, first, bounds, meetings[later])
            later += 1
    return taken, whole


def _hours(day: int, zone: HomeZone) -> list[int]:
    """Return the instants at which the hours of a day begin, and its end; an hour that clocks skip is empty."""
    begin, end = zone.midnight(day), zone.midnight(day + 1)
    if end - begin == DAY:
        return list(range(begin, end + 1, HOUR))
    starts = [zone.epoch(day, hour * HOUR) for hour in range(24)]
    bounds = [end]
    for start in reversed(starts):
        bounds.append(min(start, bounds[-1]))
    return bounds[::-1]


def _add(taken: list[int], first: int, bounds: Sequence[int], span: Span) -> None:
    for hour in range(max(bisect_right(bounds, span[0]) - 1, 0), 24):
        begin, end = max(bounds[hour], span[0]), min(bounds[hour + 1], span[1])
        if begin < end:
            taken[first + hour] += end - begin
        elif bounds[hour] >= span[1]:
            break


def _share(taken: Sequence[int], whole: Sequence[int], weekday: int, hour: int) -> float | None:
    at = weekday * 24 + hour
    return taken[at] / whole[at] if whole[at] else None


def _opens(cell: _Cell, dates: str) -> str:
    return "" if cell.share is None else f"hour:{cell.weekday}:{cell.hour}:{dates}"


# ---- words ----


def _weekday(weekday: int, *, short: bool = False) -> str:
    return wording.weekday(weekday + 1, short=short)  # 1 January of the year 1 was a Monday.


def _hour(cell: _Cell) -> str:
    return _("{weekday} {time}").format(weekday=_weekday(cell.weekday), time=wording.clock(cell.hour * HOUR))


def _title(cells: Iterable[_Cell], days: int) -> str:
    """Return which hour is taken most."""
    known = [cell for cell in cells if cell.share is not None]
    most = max(known, key=lambda cell: cell.share or 0, default=None)
    if most is None:
        return _("The hours of the week are not known yet")
    if not most.share:
        return _("No hour of the week holds meetings")
    parts = {"hour": _hour(most), "share": words.share(most.share)}
    if days >= _DAYS_OF_A_YEAR:
        return _("Over the year, {hour} is taken most: {share} of that hour").format(**parts)
    return _("Over this time, {hour} is taken most: {share} of that hour").format(**parts)


def _summary(title: str, cells: Iterable[_Cell]) -> str:
    """Return what a screen reader says: which hour is taken most, and which least."""
    known = [cell for cell in cells if cell.share is not None]
    least = min(known, key=lambda cell: cell.share or 0, default=None)
    if least is None or least.share is None:
        return title
    return _("{title}. {hour} is taken least: {share}.").format(
        title=title, hour=_hour(least), share=words.share(least.share)
    )


def _table(cells: Iterable[_Cell], dates: str) -> Table:
    rows = tuple(
        (_hour(cell), _("unknown") if cell.share is None else words.amount(cell.share, "%").value) for cell in cells
    )
    return Table((_("Hour"), _("In meetings, %")), rows, tuple(_opens(cell, dates) for cell in cells))
