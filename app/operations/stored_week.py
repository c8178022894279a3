"""A week of what is kept, as a page: with the settings, or with other choices for this once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.analysis.overview import overview
from app.model.chosen_period import ChosenPeriod, monday_of
from app.model.occurrences import Period
from app.operations.kept_history import history_around
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.history import History
    from app.model.overview import Overview
    from app.model.weeks import Week
    from app.operations.workspace import Workspace
    from app.progress import Progress


class Choices(NamedTuple):
    """What holds instead of the settings, for one answer.

    Attributes:
        fields: of ``Preferences``, by name.
        today: the ordinal of the day from which weeks count as over; None: the clock's.

    """

    fields: Mapping[str, Any]
    today: int | None

    def any(self) -> bool:
        """Tell whether anything differs from the settings."""
        return bool(self.fields) or self.today is not None


class WeekPage(NamedTuple):
    """One week: the page in words, without a chart; its figures (None where there are none); whose days they are."""

    page: Overview
    week: Week | None
    period: Period
    calendars: tuple[str, ...]


def stored_week(
    workspace: Workspace, monday: int | None, choices: Choices, *, coming: bool, progress: Progress = SILENT
) -> WeekPage:
    """Return a week of what is kept.

    Args:
        workspace: the data.
        monday: the Monday of the week; None: the last complete week, or with ``coming`` the one after today's.
        choices: what holds instead of the settings; where there is none, the stored figures answer.
        coming: the week to come, and what changed of it.
        progress: asked whether to go on.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    if not choices.any():
        if coming:
            history = workspace.history()
            found = _week_to_come(history)
            page = workspace.overview(found, coming=True)
        else:
            history = history_around(workspace, monday)
            found = _chosen(history, monday)
            page = overview(history, found, drawn=False)
        return _week_page(workspace, history, found, page)
    from app.operations.stored_answers import week_with_choices

    found, history, page = week_with_choices(workspace, monday, choices, coming=coming, progress=progress)
    return _week_page(workspace, history, found, page)


def _week_page(workspace: Workspace, history: History, found: ChosenPeriod, page: Overview) -> WeekPage:
    period = Period(found.first, found.last, history.zone)
    return WeekPage(page, history.week(found.first), period, workspace.calendar_names())


def _week_to_come(history: History) -> ChosenPeriod:
    monday = monday_of(history.today) + 7
    return ChosenPeriod("week", monday, monday + 6)


def _chosen(history: History, monday: int | None) -> ChosenPeriod:
    if monday is None:
        week = history.last_complete_week()
        monday = week.monday if week is not None else last_complete_monday(history.coverage, history.today)
    return ChosenPeriod("week", monday, monday + 6)


def last_complete_monday(covered: tuple[tuple[int, int], ...], today: int) -> int:
    """Return the Monday of the last week that is covered and over.

    Where none is: that of the newest covered day, and without any the week before today's.
    """
    for begin, end in reversed(covered):
        monday = monday_of(min(end, today)) - 7
        if monday >= begin:
            return monday
    return monday_of(min(covered[-1][1] - 1, today) if covered else today - 7)
