"""Some series brought to one common day, where they leave the most focus; everything else stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.model.plans import Edit, Limits
from app.planning.options import items_of
from app.planning.planner import never, searched, task_of
from app.progress import SILENT

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.model.occurrences import Timeline
    from app.model.plans import Familiar, Plan
    from app.model.preferences import Preferences
    from app.model.series_figures import SeriesKey
    from app.progress import Progress


class Gathering(NamedTuple):
    """What is gathered.

    Attributes:
        keys: the series, each on one day a week.
        day: the weekday (0 is Monday) that they go to; None: the one that wins the most.

    """

    keys: frozenset[SeriesKey]
    day: int | None = None


def gathered_plan(
    timeline: Timeline,
    preferences: Preferences,
    gathering: Gathering,
    familiar: Familiar,
    not_before: int | None = None,
    progress: Progress = SILENT,
    enough: Callable[[], bool] = never,
) -> Plan:
    """Return the best way to bring some series to one day; its plan is empty where they share one already.

    Args:
        timeline: one or two whole weeks.
        preferences: working hours, and what counts.
        gathering: what is brought together, and where.
        familiar: when people met before.
        not_before: no series goes to a start before this second of the day.
        progress: where its check raises, the search ends and nothing is delivered.
        enough: where it says so, the best so far is delivered.

    Raises:
        Cancelled: when ``progress`` says so.
        NoAnswerYet: when the search ended before any plan was known.

    """
    others = frozenset(item.key for item in items_of(timeline, preferences)) - gathering.keys
    limits = Limits(
        changes=len(gathering.keys),
        kept=others,
        not_before=not_before,
        # Those that stay cannot be cured of standing too early, and where one of these stands now it may stay.
        excused=others | gathering.keys,
        gathered=gathering.keys,
    )
    task = task_of(timeline, preferences, limits, familiar)
    model = task.model()
    if gathering.day is not None:
        for item in task.items:
            if item.key in gathering.keys and item.days != (gathering.day,):
                going = model.columns_of(Edit(item.key, "gather", (gathering.day,)))
                model.mip.row(dict.fromkeys(going, 1.0), least=1)
    return searched(task, model, progress, enough)
