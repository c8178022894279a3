"""From what is shown to what is shown next: one period back or on, another length, another week."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.model.chosen_period import ChosenPeriod, earlier, later, period_with

if TYPE_CHECKING:
    from app.model.chosen_period import PeriodKind
    from app.ui.page_loader import Loaded
    from app.ui.view_state import ViewState


def one_earlier(state: ViewState, loaded: Loaded) -> ViewState:
    """Return what shows the period before; the same where there is none."""
    if loaded.period is None or not loaded.has_earlier():
        return state
    return at_period(state, earlier(loaded.period), loaded.newest(loaded.period.kind))


def one_later(state: ViewState, loaded: Loaded) -> ViewState:
    """Return what shows the period after; the same where there is none."""
    if loaded.period is None or not loaded.has_later():
        return state
    return at_period(state, later(loaded.period), loaded.newest(loaded.period.kind))


def at_period(state: ViewState, period: ChosenPeriod, newest: ChosenPeriod | None) -> ViewState:
    """Return what shows a period; the newest of its kind stays the newest when later data come in."""
    is_newest = newest is not None and period.kind == newest.kind != "own" and period.last >= newest.last
    return state._replace(kind=period.kind, period=None if is_newest else period, coming=False)


def of_length(state: ViewState, shown: ChosenPeriod | None, kind: PeriodKind, newest: ChosenPeriod | None) -> ViewState:
    """Return what shows a period of another length that holds the end of the one that is shown.

    Args:
        shown: the period that is shown; None: none is.
        kind: the length wanted.
        newest: the newest period of that kind.
    """
    if shown is None or state.period is None:
        return state._replace(kind=kind, period=None, coming=False)
    return at_period(state, period_with(kind, shown.last), newest)


def at_week(state: ViewState, monday: int, newest: ChosenPeriod | None, oldest: int | None) -> ViewState:
    """Return what shows a week; the same where there is nothing to show of it.

    Args:
        monday: the ordinal of its Monday.
        newest: the newest complete week; the one after it is the week to come, and the last.
        oldest: the first day that there is anything to show of.
    """
    if newest is not None and monday == newest.first + 7:
        return state._replace(kind="week", period=None, coming=True)
    if (newest is not None and monday > newest.first) or (oldest is not None and monday + 6 < oldest):
        return state
    return at_period(state, ChosenPeriod("week", monday, monday + 6), newest)
