"""Plans over what is kept: the typical fortnight, the best plan for it, and next week against the budget."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from app.errors import UserError, WrongUsage
from app.language import _
from app.model.chosen_period import monday_of
from app.model.foreign_text import visible
from app.model.occurrences import Period, Timeline
from app.model.uids import joined_uid
from app.operations.bulk_work import bulk_work
from app.operations.kept_history import newest_history
from app.operations.stored_days import StoredDays
from app.planning.budget import budget
from app.planning.budget_words import budget_in_words, kept_words
from app.planning.options import items_of
from app.planning.typical_week import WEEKS, typical_fortnight, typical_preferences
from app.progress import SILENT
from app.timeline.coverage import counted_coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.model.budget_view import BudgetView
    from app.model.occurrences import Occurrence
    from app.model.plans import Budget, Item, Limits, Plan, TypicalWeeks
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.operations.stored_week import Choices
    from app.operations.workspace import Workspace
    from app.progress import Progress

_LONGEST: Final = 60
_A_WEEK: Final = 7 * 24 * 3600
Days = tuple[int | None, int | None]


class Planned(NamedTuple):
    """What is planned, before anything is changed.

    Attributes:
        typical: the fortnight, A and B.
        first: the first day that it is drawn from, an ordinal.
        last: the last one, included.
        preferences: what holds in a typical week.
        items: its series.

    """

    typical: TypicalWeeks
    first: int
    last: int
    preferences: Preferences
    items: tuple[Item, ...]


class ChangedBudget(NamedTuple):
    """What came of setting the meeting hours of a week: a sentence, and what held before (seconds; None: nothing)."""

    text: str
    before: int | None


class PlanAnswer(NamedTuple):
    """A plan, and what it was made for."""

    planned: Planned
    limits: Limits
    plan: Plan


def planned_weeks(
    workspace: Workspace, days: Days = (None, None), choices: Choices | None = None, progress: Progress = SILENT
) -> Planned:
    """Return the typical fortnight of the last eight complete weeks, or of those between two days.

    Raises:
        UserError: when there is no complete week, or nobody is named in the calendars.
        Cancelled: when ``progress`` says so.

    """
    timeline, preferences = _timeline(workspace, days, choices, progress, _last_weeks)
    if timeline.no_people:
        raise UserError(
            _("There is nothing to plan"),
            why=_("nobody is named in these calendars, so a meeting cannot be told from your own time"),
            next_step=_("--no-people meeting counts every busy entry as one"),
        )
    typical = typical_fortnight(timeline, preferences)
    holds = typical_preferences(preferences)
    first, last = timeline.period.first, timeline.period.last
    return Planned(typical, first, last, holds, items_of(typical.timeline, holds))


def plan_of(
    planned: Planned, limits: Limits, progress: Progress = SILENT, enough: Callable[[], bool] | None = None
) -> PlanAnswer:
    """Return the best plan of a typical fortnight.

    Args:
        planned: the fortnight.
        limits: what must hold.
        progress: where its check raises, the search ends and nothing is delivered.
        enough: where it says so, the search ends with the best plan so far.

    Raises:
        Cancelled: when ``progress`` says so.
        UserError: when the search ended before any plan was known.

    """
    # Imported here because it loads the solver's rows; the solver itself is loaded with its first search.
    from app.planning.planner import NoAnswerYet, best_plan, never

    typical = planned.typical
    try:
        plan = best_plan(
            typical.timeline, planned.preferences, limits, progress, enough or never, familiar=typical.familiar
        )
    except NoAnswerYet:
        raise UserError(
            _("No plan was found in the time allowed"), next_step=_("allow more time, or fewer limits")
        ) from None
    return PlanAnswer(planned, limits, plan)


def keys_of(planned: Planned, uids: Iterable[str]) -> frozenset[SeriesKey]:
    """Return the series of a typical fortnight that UIDs name.

    Raises:
        WrongUsage: when one of them names none.

    """
    found: set[SeriesKey] = set()
    for uid in uids:
        own = [item.key for item in planned.items if uid in {item.uid, item.key.uid} or joined_uid(uid) == item.key.uid]
        if not own:
            raise WrongUsage(
                _("No series of your typical week has the UID “{uid}”").format(uid=visible(uid, _LONGEST)),
                next_step=_("clearweek series --json names them"),
            )
        found.update(own)
    return frozenset(found)


def coming_budget(
    workspace: Workspace, allowed: int | None, choices: Choices | None = None, progress: Progress = SILENT
) -> Budget:
    """Return the week after today's against the meeting hours (in seconds) that the person set.

    Raises:
        Cancelled: when ``progress`` says so.

    """
    found, preferences = _timeline(workspace, (None, None), choices, progress, _coming_week)
    return budget(found, preferences, allowed)


def budget_view(workspace: Workspace, today: int | None = None) -> BudgetView:
    """Return the week after today's against the meeting hours that are kept as a setting, ready to paint.

    Its phrases and rows open their events by ``Workspace.evidence``. ``today``: as of a day; None: the clock's.
    """
    timeline, preferences, keys = _kept(workspace, (None, None), _coming_week, today)

    def opens(each: Occurrence) -> str:
        return f"occurrence:{keys[id(each)]}"

    found = budget(timeline, preferences, workspace.settings().budget, opens)
    return budget_in_words(found, preferences.zone)


def set_budget(workspace: Workspace, seconds: int | None, progress: Progress = SILENT) -> ChangedBudget:
    """Keep a number of meeting hours (in seconds) for a week as a setting; None: none any more.

    What held before comes back with it: set once more, it takes the change back.

    Raises:
        UserError: when it is more than a week has, or cannot be kept.
        Cancelled: when ``progress`` says so; nothing was changed then.

    """
    if seconds is not None and not 0 <= seconds <= _A_WEEK:
        raise UserError(_("A week does not have so many hours"), next_step=_("give a number from 0 to 168"))
    settings = workspace.settings()
    workspace.change_settings(replace(settings, budget=seconds), progress)
    return ChangedBudget(kept_words(seconds), settings.budget)


def timeline_between(workspace: Workspace, first: int, last: int) -> tuple[Timeline, Preferences]:
    """Return the occurrences of some days (ordinals, both included), and what holds for them."""
    return _timeline(workspace, (None, None), None, SILENT, lambda *_known: (first, last))


# ---- weeks out of what is kept ----

Coverage = tuple[tuple[int, int], ...]
Wanted = tuple[int, int]


def _last_weeks(covered: Coverage, today: int, days: Days) -> Wanted:
    """Return the last complete weeks up to eight, from a Monday to a Sunday; nothing of length where there is none."""
    first, last = days
    until = today if last is None else min(today, last + 1)
    for begin, end in reversed(covered):
        monday = monday_of(min(end, until)) - 7
        earliest = max(monday_of(begin + 6), 0 if first is None else monday_of(first + 6))
        if monday >= earliest:
            return max(earliest, monday - 7 * (WEEKS - 1)), monday + 6
    raise UserError(
        _("There is no typical week yet"),
        why=_("your calendars cover no complete week"),
        next_step=_("come back after a week, or bring in an older calendar"),
    )


def _coming_week(covered: Coverage, today: int, days: Days) -> Wanted:
    del covered, days
    monday = monday_of(today) + 7
    return monday, monday + 6


def _timeline(
    workspace: Workspace,
    days: Days,
    choices: Choices | None,
    progress: Progress,
    weeks: Callable[[Coverage, int, Days], Wanted],
) -> tuple[Timeline, Preferences]:
    if choices is not None and choices.any():
        return _anew(workspace, days, choices, progress, weeks)
    timeline, preferences, __ = _kept(workspace, days, weeks)
    return timeline, preferences


def _kept(
    workspace: Workspace, days: Days, weeks: Callable[[Coverage, int, Days], Wanted], today: int | None = None
) -> tuple[Timeline, Preferences, dict[int, str]]:
    """Return weeks as they are stored, and the key of each occurrence as evidence takes it, by its ``id``."""
    preferences = workspace.preferences()
    with workspace.store.reading() as connection:
        history = newest_history(workspace, connection, today)
        first, last = weeks(history.coverage, history.today, days)
        stored = StoredDays(connection, preferences, history)
        period = Period(first, last, preferences.zone)
        occurrences, keys = stored.occurrences(first, last), stored.references(first, last)
        timeline = Timeline(
            period=period,
            reach=period,
            occurrences=tuple(occurrences),
            calendars=stored.calendars(),
            me=history.me,
            coverage=history.coverage,
            no_people=history.no_people,
            problems=(),
            series=tuple(stored.series(first, last)),
        )
    return timeline, preferences, keys


def _anew(
    workspace: Workspace,
    days: Days,
    choices: Choices,
    progress: Progress,
    weeks: Callable[[Coverage, int, Days], Wanted],
) -> tuple[Timeline, Preferences]:
    """Return the same where something else holds than the settings: all that is kept is taken apart anew."""
    # Imported here because that is asked for on the command line alone, and the window has no need of it.
    from app.operations.one_off import today_in
    from app.timeline.build import build_timeline

    with bulk_work():
        reading = workspace.reading()
        preferences = replace(workspace.preferences(), **choices.fields)
        today = choices.today if choices.today is not None else today_in(preferences)
        first, last = weeks(counted_coverage(reading, preferences), today, days)
        timeline = build_timeline(reading, Period(first, last, preferences.zone), preferences, progress)
    kept = tuple(each for each in timeline.occurrences if each.end > timeline.period.start)
    aside = preferences.keys_left_out(reading.calendars)
    counted = tuple(each for each in timeline.series if each.calendar not in aside)
    return timeline._replace(occurrences=kept, series=counted, reach=timeline.period), preferences
