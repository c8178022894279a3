"""What may be chosen of a report before one is composed, and what the Report page says first: light to load."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import report_page as page_words
from app.analysis.figure_words import period_title
from app.language import _, available, current
from app.model.report_page import Choice, ReportPage
from app.operations.kept_history import history_between
from app.report.sections import SECTION_NAMES, SECTIONS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.model.chosen_period import ChosenPeriod
    from app.operations.workspace import Workspace
    from app.report.sections import Paper, SectionId

_LETTER: Final = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE", "CR", "GT", "PA", "DO", "SV", "NI", "PR", "BO"})
"""Where paper is of the size Letter: CLDR (paperSize) says so of some, and in the others it is usual."""


def report_page_of(workspace: Workspace, period: ChosenPeriod) -> ReportPage:
    """Return the Report page of a period, for which no report is composed yet."""
    said = page_words.weeks_said(history_between(workspace, period.first, period.last), period)
    return ReportPage(
        period=period,
        period_title=period_title(period),
        sentence=said.sentence,
        note=said.note,
        unknown=said.unknown,
        sections=tuple(Choice(*each) for each in section_names()),
        names=page_words.names_choices(),
        papers=page_words.paper_choices(),
        languages=page_words.language_choices(current(), available()),
        name=page_words.file_name(period),
    )


def section_names() -> tuple[tuple[SectionId, str], ...]:
    """Return every section that may be chosen or left out, with its name, in the order of a report."""
    return tuple((each, _(SECTION_NAMES[each])) for each in SECTIONS)


def usual_paper(words: Iterable[str]) -> Paper:
    """Return the size of paper of a person: Letter where the language in force or the locale names such a country.

    Args:
        words: what LC_ALL, LC_PAPER and LANG say, the first that is set counts.

    """
    place = next(filter(None, words), "").partition(".")[0].partition("@")[0].replace("-", "_").partition("_")[2]
    return "letter" if place.upper() in _LETTER and current() != "de" else "a4"
