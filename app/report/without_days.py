"""What an anonymous report says instead of days: weeks by their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.pattern_words.texts import said
from app.analysis.pattern_words.values import number
from app.language import _

if TYPE_CHECKING:
    from app.model.findings import Found
    from app.model.phrases import Phrase


def weeks_title(first: int, last: int) -> str:
    """Return the weeks from one day to another: "Weeks 35–47, 2026"."""
    (year, begin), (last_year, end) = words.iso_week(first), words.iso_week(last)
    if (year, begin) == (last_year, end):
        return _("Week {week}, {year}").format(week=begin, year=year)
    if year == last_year:
        return _("Weeks {first}–{last}, {year}").format(first=begin, last=end, year=year)
    return _("Week {first}, {year} – week {last}, {last_year}").format(
        first=begin, year=year, last=end, last_year=last_year
    )


def growth_sentence(found: Found) -> tuple[Phrase, ...]:
    """Return the sentence of ``meeting-inflation`` without the days of its baseline."""
    by_time = bool(found.values["by_time"])
    parts = {
        "now": words.length(number(found, "now")) if by_time else wording.number(number(found, "now"), 1),
        "more": words.share(found.figure),
        "baseline": weeks_title(round(number(found, "first")), round(number(found, "last"))),
    }
    if by_time:
        text = _("A working day holds {now} of meetings, {more} more than in an earlier time ({baseline}).")
    else:
        text = _("A working day holds {now} meetings, {more} more than in an earlier time ({baseline}).")
    return said(found, text, **parts)
