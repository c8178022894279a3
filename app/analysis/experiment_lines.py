"""An experiment as the window paints it: a weekly figure before a change and after it, on one scale (METRICS.md §8)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis import wording
from app.analysis.measure_words import MEASURE_NAMES, experiment_sentence, range_in_words
from app.language import _, ngettext
from app.model.experiments import FEWEST_WEEKS, MEASURES
from app.model.foreign_text import visible
from app.model.outcomes_page import ExperimentLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.model.charts import Role
    from app.model.experiments import Outcome, Side

_ROLES: Final[dict[str, Role]] = {
    "focus_minutes": "focus",
    "focus_share": "focus",
    "focus_days": "focus",
    "quiet_days": "focus",
    "fragmentation": "fragment",
    "fragment_minutes": "fragment",
    "outside_hours_minutes": "outside",
    "double_booked_minutes": "double",
}
"""The role of the time that a measure counts; of all others it is meetings."""
_FIGURES: Final[dict[Role, str]] = {"focus": "focus", "fragment": "fragments", "outside": "outside", "double": "double"}
"""The figure whose evidence shows the weeks of a measure, by its role; of all others it is meetings."""
_LONGEST: Final = 200


def experiment_line(outcome: Outcome) -> ExperimentLine:
    """Return what came of an experiment."""
    experiment = outcome.experiment
    about = _("{measure}, since {day}").format(
        measure=_(MEASURE_NAMES[experiment.measure]), day=wording.long_date(experiment.start)
    )
    role = _ROLES.get(experiment.measure, "meeting")
    return ExperimentLine(
        change=visible(experiment.change, _LONGEST),
        about=about,
        verdict=_verdict(outcome),
        before=outcome.before.values,
        after=outcome.after.values,
        before_words=_range(outcome.before, experiment.measure),
        after_words=_range(outcome.after, experiment.measure),
        weeks=tuple(_weeks(outcome, role)),
        role=role,
        spoken=experiment_sentence(outcome),
    )


def _weeks(outcome: Outcome, role: Role) -> Iterator[tuple[str, str]]:
    figure = _FIGURES.get(role, "meetings")
    before, after = outcome.before.mondays, outcome.after.mondays
    if before:
        text = ngettext("{count} full week before", "{count} full weeks before", len(before))
        yield text.format(count=wording.number(len(before), 0)), _opens(before, figure)
    if after:
        text = ngettext("{count} full week after", "{count} full weeks after", len(after))
        yield text.format(count=wording.number(len(after), 0)), _opens(after, figure)


def _opens(mondays: tuple[int, ...], figure: str) -> str:
    first, last = dt.date.fromordinal(mondays[0]), dt.date.fromordinal(mondays[-1] + 6)
    return f"span:{first.isoformat()}:{last.isoformat()}:{figure}"


def _range(side: Side, measure: str) -> str:
    return "" if side.range is None else range_in_words(side.range, MEASURES[measure].unit)


def _verdict(outcome: Outcome) -> str:
    before, after = len(outcome.before.values), len(outcome.after.values)
    if outcome.verdict == "too-early":
        return _("Too early, until {day}.").format(day=wording.long_date(outcome.ready))
    if outcome.verdict == "unknown":
        text = _("Unknown, with {before} full weeks before and {after} after; each side needs {fewest}.")
        return text.format(before=before, after=after, fewest=FEWEST_WEEKS)
    if outcome.verdict == "no-clear-change":
        return _("No clear change: the ranges before and after overlap.")
    if outcome.verdict == "higher":
        return _("Higher since; why, it does not say.")
    return _("Lower since; why, it does not say.")
