"""Experiments: a change, and a weekly figure before and after it (METRICS.md §8)."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.model.journal import Experiment
    from app.model.weeks import Range, Week

WEEKS: Final = 4
"""Weeks before, and after, that are compared (METRICS.md §8: four weeks later)."""
FEWEST_WEEKS: Final = 3
"""Full weeks on each side without which nothing is said (METRICS.md §7: no finding on fewer)."""

MeasureUnit = Literal["seconds", "share", "count"]


class Measure(NamedTuple):
    """A weekly figure: its name in ``Week``, and its unit."""

    figure: str
    unit: MeasureUnit

    def of(self, week: Week) -> float | None:
        """Return the figure of a week, None where it is unknown."""
        value: float | None = getattr(week, self.figure)
        return value


MEASURES: Final[Mapping[str, Measure]] = MappingProxyType(
    {
        "focus_minutes": Measure("focus_seconds", "seconds"),
        "focus_share": Measure("focus_share", "share"),
        "focus_days": Measure("focus_days", "count"),
        "fragmentation": Measure("fragmentation", "share"),
        "fragment_minutes": Measure("fragment_seconds", "seconds"),
        "meetings": Measure("meetings", "count"),
        "meeting_minutes": Measure("meeting_seconds", "seconds"),
        "load": Measure("load", "share"),
        "outside_hours_minutes": Measure("outside_hours_seconds", "seconds"),
        "double_booked_minutes": Measure("double_booked_seconds", "seconds"),
        "back_to_back": Measure("back_to_back", "count"),
        "interruptions": Measure("interruptions", "count"),
        "quiet_days": Measure("quiet_days", "count"),
        "person_minutes": Measure("person_seconds", "seconds"),
        "recurring_share": Measure("recurring_share", "share"),
    }
)
"""The weekly figures that an experiment may look at, by their names in METRICS.md §3 and §4."""

Verdict = Literal["too-early", "unknown", "no-clear-change", "higher", "lower"]


class Side(NamedTuple):
    """The full weeks on one side of a change: their Mondays, the figure in each, and its least and most.

    ``range`` is None without a week.
    """

    mondays: tuple[int, ...]
    values: tuple[float, ...]
    range: Range | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an experiment.

    Attributes:
        ready: the day (an ordinal) from which four weeks have passed.
        before: the full weeks among the four before the week in which it began.
        after: the full weeks among the first four that lie wholly after it began.

    """

    experiment: Experiment
    ready: int
    before: Side
    after: Side
    verdict: Verdict
