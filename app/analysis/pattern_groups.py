"""Every pattern in one of four groups: found, not found, not to be known, refused; each with a value and a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.finding_cards import ICONS
from app.analysis.findings import rule_sentence
from app.language import N_, _, ngettext
from app.model.patterns_page import PatternGroup, PatternRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.model.findings import Found, PatternResult
    from app.model.patterns_page import SetAside, State
    from app.model.weeks import Week

TITLES: Final[dict[State, str]] = {
    "found": N_("Found in this period"),
    "not-found": N_("Looked for, not found"),
    "unknown": N_("Not to be known from these calendars"),
    "not-so": N_("Set aside by you"),
}
ONLY_SERIES: Final = frozenset({"status-ritual", "spectator", "zombie-series", "one-on-one-slips", "one-on-one-status"})
"""Patterns that are found as soon as one series fits; what is not found is no series then."""
_A_WEEK: Final = frozenset({"same-circle", "oversight"})
"""Patterns whose figure is a number of meetings a week."""


def pattern_groups(
    results: Sequence[PatternResult], week: Week | None, set_aside: Sequence[SetAside]
) -> tuple[PatternGroup, ...]:
    """Return the patterns in their groups; a group without any is left out.

    Args:
        results: every pattern.
        week: the last full week that was looked at, None without one.
        set_aside: every *Not so* that holds.

    """
    whole = {each.pattern: each for each in set_aside if each.uid is None}
    rows: dict[State, list[PatternRow]] = {state: [] for state in TITLES}
    for result in results:
        refused = whole.get(result.id)
        rows[state_of(result, refused)].append(_row(result, week, refused))
    return tuple(PatternGroup(state, _(TITLES[state]), tuple(found)) for state, found in rows.items() if found)


def state_of(result: PatternResult, refused: SetAside | None) -> State:
    """Return in which group a pattern stands: what the person refused stays apart, whether it is found or not."""
    if refused is not None:
        return "not-so"
    if result.finding is not None:
        return "found"
    return "unknown" if result.unknown else "not-found"


def _row(result: PatternResult, week: Week | None, refused: SetAside | None) -> PatternRow:
    finding = result.finding
    if refused is not None:
        value = _("since {day}").format(day=refused.since)
        text, suggestion = refused.reason, ""
    elif finding is not None:
        value, text, suggestion = _found_value(finding.found), finding.sentence, finding.suggestion
    elif result.unknown:
        value, text, suggestion = "", result.unknown, ""
    else:
        value, text, suggestion = _last_value(result.id, week), rule_sentence(result), ""
    return PatternRow(result.id, ICONS.get(result.id, "patterns"), result.name, value, text, suggestion)


def _found_value(found: Found) -> str:
    """Return the figure of a finding in few words."""
    figure = found.figure
    if found.unit == "share":
        return f"+{words.share(figure)}" if found.pattern == "meeting-inflation" else words.share(figure)
    if found.unit == "minutes":
        return words.length(figure * 60)
    if found.unit == "days":
        return _days(round(figure))
    if found.pattern in _A_WEEK:
        return _("{count} a week").format(count=wording.number(figure, 0 if figure == round(figure) else 1))
    if found.series:
        return _series(round(figure))
    text = ngettext("{count} person", "{count} people", round(figure))
    return text.format(count=wording.number(figure, 0))


def _last_value(pattern: str, week: Week | None) -> str:
    """Return what the last full week holds of a pattern that was not found; empty where a week has no such figure."""
    if pattern in ONLY_SERIES:
        return _series(0)
    if week is None:
        return ""
    if pattern == "back-to-back":
        return _length(week.longest_run_seconds)
    seconds = {
        "focus-drought": week.focus_seconds,
        "double-booked": week.double_booked_seconds,
        "outside-hours": week.outside_hours_seconds,
    }
    if pattern in seconds:
        return _length(seconds[pattern])
    part = {"meeting-load": week.load, "fragmented-focus": week.fragmentation}.get(pattern)
    return "" if part is None else words.share(part)


def _length(seconds: int | None) -> str:
    return "" if seconds is None else words.length(seconds)


def _days(count: int) -> str:
    return ngettext("{count} day", "{count} days", count).format(count=wording.number(count, 0))


def _series(count: int) -> str:
    # The plural is the singular in English, and another word elsewhere.
    return ngettext("{count} series", "{count} series", count).format(count=wording.number(count, 0))
