"""The measures of the journal, and what came of experiments, in words (METRICS.md §8)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.analysis import figure_words, wording
from app.language import N_, _, ngettext
from app.model.experiments import FEWEST_WEEKS, MEASURES
from app.model.foreign_text import visible

if TYPE_CHECKING:
    from app.model.experiments import MeasureUnit, Outcome
    from app.model.outcomes import Flow, LeadTime, Measures, Rate, Share, Spread, Unknown
    from app.model.weeks import Range

_DASH = "–"

_UNKNOWN: dict[Unknown, str] = {
    "nothing-due": N_("no promise came due in this time"),
    "few-due": N_("{part} of {of} were done by their day; a percentage needs 10"),
    "nothing-done": N_("nothing was done in this time"),
    "no-begin": N_("of what was done, no begin is noted"),
    "no-complete-week": N_("the journal covers no complete week of this time"),
    "no-wait-noted": N_("no wait was ever noted, so none can be told from none that was noted"),
    "no-days-between": N_("all was done on the day it began"),
    "nothing-begun": N_("nothing began in this time"),
    "no-day-of-definition": N_("no definition of done carries the day on which it was written"),
    "nothing-done-long-ago": N_("nothing of this time was done at least 30 days ago"),
}

MEASURE_NAMES: dict[str, str] = {
    "focus_minutes": N_("focus a week"),
    "focus_share": N_("focus as a share of the working time"),
    "focus_days": N_("days with a focus block a week"),
    "fragmentation": N_("fragmentation of meeting-free time"),
    "fragment_minutes": N_("fragments a week"),
    "meetings": N_("meetings a week"),
    "meeting_minutes": N_("meeting time a week"),
    "load": N_("meetings as a share of the working time"),
    "outside_hours_minutes": N_("meetings outside working hours a week"),
    "double_booked_minutes": N_("double-booked time a week"),
    "back_to_back": N_("back-to-back meetings a week"),
    "interruptions": N_("interruptions a week"),
    "quiet_days": N_("meeting-free working days a week"),
    "person_minutes": N_("person-hours of meetings a week"),
    "recurring_share": N_("the share of meetings that recur"),
}


def span_of(first: int, last: int) -> str:
    """Return a span of days, both included, with months in full."""
    return wording.long_days_between(first, last)


# ---- the six measures ----


def measure_rows(measures: Measures) -> tuple[tuple[str, str, str], ...]:
    """Return the six measures, one row each: its name, its figure, and what that rests on or why it is unknown."""
    return (
        _share_row(_("Predictability"), measures.predictability, _("{part} of {of} due were done by their day")),
        _lead_row(measures.lead_time),
        _rate_row(measures.throughput),
        _flow_row(measures.flow_efficiency),
        _clarity_row(measures),
        _share_row(
            _("Quality consistency"),
            measures.quality,
            _("{part} of {of} done at least 30 days ago were not reopened within 30 days"),
        ),
    )


def _share_row(name: str, share: Share, known: str) -> tuple[str, str, str]:
    numbers = {"part": wording.number(share.part, 0), "of": wording.number(share.of, 0)}
    if share.value is None:
        return name, _DASH, unknown(share.unknown).format(**numbers)
    return name, figure_words.share(share.value), known.format(**numbers)


def unknown(reason: Unknown) -> str:
    """Return why a measure is unknown; where few are due, with {part} and {of} to be filled in."""
    return _(_UNKNOWN[reason]) if reason else ""


def _lead_row(lead: LeadTime) -> tuple[str, str, str]:
    name = _("Lead time")
    if lead.median is None or lead.p85 is None:
        return name, _DASH, unknown(lead.unknown)
    text = ngettext(
        "from begin to done, of {count}; 85\N{NO-BREAK SPACE}% took {days} or less",
        "from begin to done, the median of {count}; 85\N{NO-BREAK SPACE}% took {days} or less",
        lead.of,
    )
    return name, days(lead.median), text.format(count=wording.number(lead.of, 0), days=days(lead.p85))


def days(value: float) -> str:
    """Return a number of days, with a decimal where it is none."""
    if value == int(value):
        return ngettext("{count} day", "{count} days", int(value)).format(count=wording.number(value, 0))
    return _("{count} days").format(count=wording.number(value, 1))


def _rate_row(rate: Rate) -> tuple[str, str, str]:
    name = _("Throughput")
    if rate.value is None:
        return name, _DASH, unknown(rate.unknown)
    text = ngettext("{done} done in {count} complete week", "{done} done in {count} complete weeks", rate.weeks)
    value = _("{number} a week").format(number=wording.number(rate.value, 1))
    return name, value, text.format(done=wording.number(rate.done, 0), count=wording.number(rate.weeks, 0))


def _flow_row(flow: Flow) -> tuple[str, str, str]:
    name = _("Flow efficiency")
    if flow.value is None:
        return name, _DASH, unknown(flow.unknown)
    text = ngettext(
        "of {count} day from begin to done, {waiting} went by waiting",
        "of {count} days from begin to done, {waiting} went by waiting",
        flow.lead_days,
    )
    waiting, lead = wording.number(flow.waiting_days, 0), wording.number(flow.lead_days, 0)
    return name, figure_words.share(flow.value), text.format(count=lead, waiting=waiting)


def _clarity_row(measures: Measures) -> tuple[str, str, str]:
    known = _("{part} of {of} begun had a definition of done by then")
    name, value, text = _share_row(_("Clarity"), measures.clarity, known)
    if measures.clarity_unknown and measures.clarity.value is not None:
        more = ngettext(
            "{text}; of {count} more the day of the definition is unknown",
            "{text}; of {count} more the day of the definition is unknown",
            measures.clarity_unknown,
        )
        text = more.format(text=text, count=wording.number(measures.clarity_unknown, 0))
    return name, value, text


# ---- ranges and experiments ----


def in_words(value: float, unit: MeasureUnit) -> str:
    """Return a weekly figure with its unit."""
    if unit == "seconds":
        return wording.hours(value)
    return figure_words.share(value) if unit == "share" else wording.number(value, 0 if value == int(value) else 1)


def range_in_words(values: Range, unit: MeasureUnit) -> str:
    """Return the least and the most of some weeks, with their unit said once."""
    if values[0] == values[1]:
        return in_words(values[0], unit)
    if unit == "count":
        return f"{in_words(values[0], unit)}–{in_words(values[1], unit)}"
    return figure_words.range_words(values, "h" if unit == "seconds" else "%")


def spread_row(name: str, spread: Spread, unit: MeasureUnit) -> tuple[str, str, str]:
    """Return a weekly figure over some weeks as a row: its name, its middle, and its range."""
    if spread.median is None or spread.range is None:
        return name, _DASH, _DASH
    return name, in_words(spread.median, unit), range_in_words(spread.range, unit)


def experiment_sentence(outcome: Outcome) -> str:
    """Return what came of an experiment, in a sentence; before four weeks have passed, until when it is too early."""
    experiment = outcome.experiment
    head = _("“{change}”, since {day}, {measure}").format(
        change=visible(experiment.change, 200),
        day=wording.long_date(experiment.start),
        measure=_(MEASURE_NAMES[experiment.measure]),
    )
    if outcome.verdict == "too-early":
        return _("{head}: too early, until {day}.").format(head=head, day=wording.long_date(outcome.ready))
    if outcome.verdict == "unknown" or outcome.before.range is None or outcome.after.range is None:
        text = _("{head}: unknown, with {before} full weeks before and {after} after; each side needs {fewest}.")
        return text.format(
            head=head, before=len(outcome.before.values), after=len(outcome.after.values), fewest=FEWEST_WEEKS
        )
    unit = MEASURES[experiment.measure].unit
    parts = {
        "head": head,
        "before": range_in_words(outcome.before.range, unit),
        "after": range_in_words(outcome.after.range, unit),
        "weeks": _("{before} and {after} full weeks").format(
            before=len(outcome.before.values), after=len(outcome.after.values)
        ),
    }
    if outcome.verdict == "no-clear-change":
        return _("{head}: {before} before, {after} after ({weeks}): no clear change.").format(**parts)
    if outcome.verdict == "higher":
        return _("{head}: {before} before, {after} after ({weeks}): higher since; why, it does not say.").format(
            **parts
        )
    return _("{head}: {before} before, {after} after ({weeks}): lower since; why, it does not say.").format(**parts)
