"""What the Report page says before a report is composed: of how many weeks it would be, and what may be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis import figure_words as words
from app.analysis import wording
from app.language import _, ngettext
from app.model.phrases import Phrase
from app.model.report_page import Choice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.chosen_period import ChosenPeriod
    from app.model.history import History


class WeeksSaid(NamedTuple):
    """What is said of the weeks of a period; ``unknown`` is why there is no report of it, empty where there is."""

    sentence: tuple[Phrase, ...]
    note: str
    unknown: str


def weeks_said(history: History, period: ChosenPeriod) -> WeeksSaid:
    """Return how many complete weeks a period has, and what follows where they are few (METRICS.md §4)."""
    days = wording.long_days_between(period.first, period.last)
    covered = history.covered_days(period.first, min(period.last, history.today - 1))
    if not covered:
        sentence = _("There is no report of {days}.").format(days=days)
        if period.first >= history.today:
            return WeeksSaid((Phrase(sentence),), "", _("These days are still to come. Choose an earlier period."))
        return WeeksSaid((Phrase(sentence),), "", _("No calendar covers these days. Choose another period."))
    complete = len(history.complete_weeks(period.first, period.last))
    text = ngettext(
        "The report is of {count} complete week, {days}.", "The report is of {count} complete weeks, {days}.", complete
    )
    if not complete:
        text = _("The report is of {days}, without a complete week.")
    sentence = text.format(count=wording.number(complete, 0), days=days)
    return WeeksSaid((Phrase(sentence),), _note(history, period, complete), "")


def _note(history: History, period: ChosenPeriod, complete: int) -> str:
    """Return what a reader would else wonder about: weeks that are not over, or too few to say much."""
    if not complete:
        return _("Too short for most figures: they need a complete week, and the report says so where one is missing.")
    if period.last >= history.today:
        return _("The period is not over: the week that is under way is left out of what is compared.")
    whole = (period.last - period.first + 1) // 7
    if complete < whole:
        return ngettext(
            "{count} week is not complete and stands as a gap.",
            "{count} weeks are not complete and stand as gaps.",
            whole - complete,
        ).format(count=wording.number(whole - complete, 0))
    if complete == 1:
        return _("One week says how it compares with your usual; sections on longer times say what they need.")
    return ""


def names_choices() -> tuple[Choice, ...]:
    """Return whether titles and names stand in a report, each with what then leaves the computer."""
    return (
        Choice(
            "replaced",
            _("Without titles and names"),
            _("“Series A” and “Person A” stand for them. Days and hours stay, and your own words under outcomes."),
        ),
        Choice(
            "shown",
            _("With titles and names"),
            _(
                "Titles of meetings and names of people then stand in the file, and leave this computer with whoever "
                "gets it."
            ),
        ),
        Choice(
            "anonymous",
            _("Anonymous"),
            _("No titles, no names, no domains, no days and no hours of the day; your own words are left out too."),
        ),
    )


def paper_choices() -> tuple[Choice, ...]:
    """Return the sizes of paper."""
    return Choice("a4", _("A4")), Choice("letter", _("Letter"))


def language_choices(current: str, available: Iterable[str]) -> tuple[Choice, ...]:
    """Return the languages that a report may have, the one in force first."""
    names = {"en": _("English"), "de": _("German")}
    return tuple(Choice(each, names.get(each, each)) for each in sorted(available, key=lambda each: each != current))


def file_name(period: ChosenPeriod) -> str:
    """Return how a report of a period is called as a file: by its weeks, since one may leave out all days."""
    (year, first), (last_year, last) = words.iso_week(period.first), words.iso_week(period.last)
    if (year, first) == (last_year, last):
        return f"clearweek-report-{year}-w{first:02}"
    if year == last_year:
        return f"clearweek-report-{year}-w{first:02}-w{last:02}"
    return f"clearweek-report-{year}-w{first:02}-{last_year}-w{last:02}"
