"""The weeks of a period as a table: each of them, or where they are many its months or quarters."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.overview import known
from app.language import _
from app.report.document import DataTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.weeks import Week
    from app.report.material import Wanted

_MOST_WEEKS: Final = 26
_MOST_MONTHS: Final = 30
_FIGURES: Final = ("meeting_seconds", "load", "focus_seconds", "fragmentation", "outside_hours_seconds")


def week_rows(weeks: Sequence[Week], wanted: Wanted) -> DataTable:
    """Return a row each week; of more than half a year each month, and of more than two years and a half each quarter.

    A week belongs to the month in which its Thursday lies, as ISO weeks belong to years.
    """
    headers = (_("meetings"), _("load"), _("focus, 2 h up"), _("fragmentation"), _("outside hours"))
    numbers = (1, 2, 3, 4, 5)
    if len(weeks) <= _MOST_WEEKS:
        rows = tuple((_week_name(week.monday, wanted), *_cells([week])) for week in weeks)
        caption = _("Weeks that are complete; scheduled time")
        return DataTable(_("Week by week"), caption, (_("Week"), *headers), rows, numbers)
    months = [(month, list(group)) for month, group in groupby(weeks, _month)]
    caption = _("means a week over complete weeks; scheduled time")
    if len(months) <= _MOST_MONTHS:
        rows = tuple((wording.date_words(month, "yMMMM"), *_cells(own)) for month, own in months)
        return DataTable(_("Month by month"), caption, (_("Month"), *headers), rows, numbers)
    quarters = [(quarter, list(group)) for quarter, group in groupby(weeks, _quarter)]
    rows = tuple((wording.date_words(quarter, "yQQQQ"), *_cells(own)) for quarter, own in quarters)
    return DataTable(_("Quarter by quarter"), caption, (_("Quarter"), *headers), rows, numbers)


def _month(week: Week) -> int:
    return dt.date.fromordinal(week.monday + 3).replace(day=1).toordinal()


def _quarter(week: Week) -> int:
    thursday = dt.date.fromordinal(week.monday + 3)
    return thursday.replace(month=thursday.month - (thursday.month - 1) % 3, day=1).toordinal()


def _week_name(monday: int, wanted: Wanted) -> str:
    if wanted.anonymous:
        return words.week_name(monday)
    return _("{week}, from {day}").format(week=words.week_name(monday), day=wording.date_words(monday, "MMMd"))


def _cells(weeks: Sequence[Week]) -> tuple[str, ...]:
    found = []
    for figure in _FIGURES:
        values = known(weeks, figure)
        if not values:
            found.append("–")
            continue
        mean = sum(values) / len(values)
        found.append(words.length(mean) if figure.endswith("_seconds") else words.share(mean))
    return tuple(found)
