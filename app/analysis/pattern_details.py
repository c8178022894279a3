"""One pattern, opened: what it rests on, its weeks or its series, its rule with the numbers, and one thing to try."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from app.analysis import figure_words as words
from app.analysis import wording
from app.analysis.finding_cards import finding_card
from app.analysis.findings import rule_sentence
from app.analysis.inflation_parts import where_the_time_went, why_person_hours
from app.analysis.measure_words import MEASURE_NAMES
from app.analysis.pattern_bars import week_bars
from app.analysis.pattern_groups import ONLY_SERIES
from app.analysis.patterns.grounds import SERIES_WEEKS
from app.analysis.references import series_reference
from app.analysis.rule_numbers import rule_number
from app.language import N_, _, ngettext
from app.model.charts import Table
from app.model.foreign_text import visible
from app.model.patterns_page import PatternDetail, TablePart
from app.model.phrases import Phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.analysis.pattern_grounds import Looked
    from app.model.findings import Confidence, Finding, PatternResult
    from app.model.history import History
    from app.model.inflation import Side
    from app.model.patterns_page import PatternRow, SetAside, State

MEASURES: Final[Mapping[str, str]] = {
    "meeting-inflation": "meeting_minutes",
    "meeting-load": "load",
    "fragmented-focus": "fragmentation",
    "focus-drought": "focus_minutes",
    "status-ritual": "focus_minutes",
    "no-agenda": "meeting_minutes",
    "crowd": "person_minutes",
    "spectator": "meeting_minutes",
    "zombie-series": "meetings",
    "same-circle": "meetings",
    "oversight": "interruptions",
    "back-to-back": "back_to_back",
    "double-booked": "double_booked_minutes",
    "outside-hours": "outside_hours_minutes",
    "short-notice": "interruptions",
    "one-on-one-slips": "meetings",
    "one-on-one-status": "meeting_minutes",
    "face-time": "meeting_minutes",
    "focus-overrun": "focus_minutes",
}
"""The weekly figure that shows best what came of a change, by the pattern's id (``model.experiments.MEASURES``)."""

SURE: Final[Mapping[Confidence, str]] = {
    "high": N_("How sure: well counted."),
    "medium": N_("How sure: mostly counted, partly read from titles or from slots."),
    "low": N_("How sure: a hint, not more."),
}
"""How sure a finding is, in a sentence."""
_LONGEST_TITLE: Final = 60
_MOST_SERIES: Final = 12


def pattern_detail(
    result: PatternResult,
    listed: tuple[PatternRow, State],
    looked: Looked,
    history: History,
    aside: tuple[SetAside, ...],
) -> PatternDetail:
    """Return one pattern, opened.

    Args:
        result: the pattern.
        listed: its row of the list, and the group in which it stands.
        looked: what it was looked for in.
        history: the figures of all weeks.
        aside: every *Not so* that holds, of all patterns.

    """
    row, state = listed
    finding = result.finding
    grounds = looked.grounds
    card = None if finding is None else finding_card(finding, grounds)
    opens = "" if card is None else card.opens
    last = grounds.weeks[-1].monday + 6 if grounds.weeks else history.today - 1
    growth = grounds.inflation if result.id == "meeting-inflation" else None
    measure = MEASURES.get(result.id, "focus_minutes")
    return PatternDetail(
        row=row,
        state=state,
        sentence=_not_found(result, last) if finding is None else finding.phrases,
        note=_last_week(row, state) if finding is None or card is None else _note(finding, card.counted),
        bars=week_bars(result.id, history, last, growth),
        series=None if finding is None else _series(finding, looked),
        why=None if growth is None else why_person_hours(growth, opens or _weeks_of(growth.b)),
        went=None if growth is None else where_the_time_went(growth, opens or _weeks_of(growth.b)),
        rule=rule_sentence(result),
        numbers=tuple(rule_number(result.id, each) for each in result.thresholds),
        suggestion="" if finding is None else finding.suggestion,
        counted="" if card is None else card.counted,
        opens=opens,
        measure=measure,
        measure_name=_(MEASURE_NAMES[measure]),
        set_aside=tuple(each for each in aside if each.pattern == result.id),
    )


def _weeks_of(side: Side) -> str:
    """Return the reference to the meetings of a period."""
    first, last = (dt.date.fromordinal(day) for day in (side.mondays[0], side.mondays[-1] + 6))
    return f"span:{first}:{last}:meetings"


def _not_found(result: PatternResult, last: int) -> tuple[Phrase, ...]:
    if result.unknown:
        return (Phrase(result.unknown),)
    text = _("Looked for in the weeks up to {day}, and not found.")
    return (Phrase(text.format(day=wording.long_date(last))),)


def _last_week(row: PatternRow, state: State) -> str:
    """Return the figure of the last full week of a pattern that was not found; empty where it has none."""
    if state != "not-found" or not row.value:
        return ""
    if row.pattern in ONLY_SERIES:
        return _("No series of the last 13 full weeks fits the rule.")
    return _("In the last full week: {value}.").format(value=row.value)


def _note(finding: Finding, counted: str) -> str:
    sentences = [_(SURE[finding.found.confidence]), finding.cannot_know]
    # Where slots were taken out of a series there is no event to count.
    if finding.found.evidence:
        sentences.insert(0, _("It rests on {count}.").format(count=counted))
    return " ".join(sentences)


def _series(finding: Finding, looked: Looked) -> TablePart | None:
    """Return the series that a finding is about, the costliest first, over the last thirteen full weeks."""
    if finding.found.pattern == "meeting-inflation":
        return None
    known = [looked.grounds.series[key] for key in finding.found.series if key in looked.grounds.series]
    if not known:
        return None
    rows = tuple(
        (
            visible(each.title, _LONGEST_TITLE) or _("(no title)"),
            wording.number(each.held, 0),
            words.length(each.seconds),
            words.length(each.focus_cost_seconds),
        )
        for each in known[:_MOST_SERIES]
    )
    weeks = looked.grounds.last(SERIES_WEEKS)
    first, last = weeks[0].monday, weeks[-1].monday + 6
    opens = tuple(series_reference(each.key.uid, first, last, each.key.calendar) for each in known[:_MOST_SERIES])
    more = len(known) - len(rows)
    caption = _("in the last 13 full weeks")
    if more:
        text = ngettext("in the last 13 full weeks; {count} more", "in the last 13 full weeks; {count} more", more)
        caption = text.format(count=wording.number(more, 0))
    return TablePart(
        _("The series"),
        caption,
        Table((_("Series"), _("held"), _("time"), _("focus cost")), rows, opens),
    )
