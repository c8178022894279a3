"""The Patterns page and the answer of ``clearweek patterns``, out of what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.analysis import wording
from app.analysis.figure_words import period_title
from app.analysis.pattern_groups import pattern_groups
from app.model.foreign_text import visible
from app.model.occurrences import Period
from app.model.own_word import NotSo
from app.model.patterns_page import PatternsPage, SetAside
from app.operations.own_word import list_words
from app.progress import SILENT

if TYPE_CHECKING:
    from app.model.chosen_period import ChosenPeriod
    from app.model.findings import PatternResult
    from app.operations.stored_week import Choices
    from app.operations.workspace import Workspace
    from app.progress import Progress

_LONGEST_REASON = 200
_LONGEST_TITLE = 60


class PatternsAnswer(NamedTuple):
    """Every pattern as the command line prints it: the page without its details, the patterns, and whose days."""

    page: PatternsPage
    results: tuple[PatternResult, ...]
    period: Period


def set_aside_by_person(workspace: Workspace) -> tuple[SetAside, ...]:
    """Return every *Not so* that holds, in the order in which they were said."""
    zone = workspace.preferences().zone
    return tuple(
        SetAside(
            number=number,
            pattern=word.pattern,
            uid=word.uid,
            title=visible(word.title, _LONGEST_TITLE),
            reason=visible(word.reason, _LONGEST_REASON),
            day=(day := zone.local(word.made)[0]),
            since=wording.date_words(day, "MMMd"),
            text=sentence,
        )
        for number, word, sentence in list_words(workspace)
        if isinstance(word, NotSo)
    )


def patterns_answer(
    workspace: Workspace, days: tuple[int | None, int | None], choices: Choices, progress: Progress = SILENT
) -> PatternsAnswer:
    """Return every pattern over some days (None: what is covered); without any choice the stored figures answer.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    if choices.any() or days != (None, None):
        # Imported here because the stored figures answer most questions.
        from app.operations.stored_answers import stored_analysis

        __, analysis = stored_analysis(workspace, days, choices, progress)
        results, weeks, period = analysis.patterns, analysis.weeks, analysis.period
    else:
        history = workspace.history()
        results, weeks = workspace.patterns().results, history.weeks
        first, end = (history.coverage[0][0], history.coverage[-1][1]) if history.coverage else (history.today,) * 2
        period = Period(first, max(end - 1, first), history.zone)
    aside = set_aside_by_person(workspace)
    week = next((each for each in reversed(weeks) if each.full), None)
    title = wording.days_between(period.first, period.last)
    return PatternsAnswer(PatternsPage(title, pattern_groups(results, week, aside), aside), tuple(results), period)


def patterns_page_of(workspace: Workspace, period: ChosenPeriod) -> PatternsPage:
    """Return the Patterns page: every pattern over the full weeks up to the end of a period."""
    # Imported here because the command line opens no pattern.
    from app.analysis.pattern_details import pattern_detail

    found, history = workspace.patterns(period.last), workspace.history()
    weeks = found.looked.grounds.weeks
    aside = set_aside_by_person(workspace)
    groups = pattern_groups(found.results, weeks[-1] if weeks else None, aside)
    listed = {row.pattern: (row, group.state) for group in groups for row in group.rows}
    details = tuple(pattern_detail(each, listed[each.id], found.looked, history, aside) for each in found.results)
    return PatternsPage(period_title(period), groups, aside, details)
